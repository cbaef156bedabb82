import Calculus

/// Where the loss of a surface comes from.
///
///     let loss = Loss.formula(try Formula("x^2 + 2y^2"))
///     loss.function().value(at: Point(5, 3))  // 43.0
public enum Loss: Hashable, Sendable {
  /// A formula.
  case formula(Formula)
  /// The mean of a formula, the loss of one sample, over the rows of a table.
  case mean(of: Formula, over: DataSet)
  /// A spline through losses at the points of a grid, such as a slice through the loss of a network.
  case grid(LossGrid)
  /// A loss that something else computes, such as a program.
  case given(GivenLoss)

  /// The loss as a function of x and y.
  /// - Parameter parameters: the values of the parameters that a formula has.
  public func function(parameters: [String: Double] = [:]) -> any LossFunction {
    switch self {
    case .formula(let formula): formula.compiled(parameters: parameters)
    case .mean(of: let formula, over: let data):
      formula.compiled(parameters: parameters, columns: data.valuesByName)
    case .grid(let grid): grid.spline
    case .given(let loss): loss.function
    }
  }

  /// The formula of the loss or of one sample's; nil if there is none.
  public var formula: Formula? {
    switch self {
    case .formula(let formula), .mean(of: let formula, over: _): formula
    case .grid, .given: nil
    }
  }

  /// The table with the rows that it is the mean over; nil if it is not a mean.
  public var data: DataSet? {
    switch self {
    case .mean(of: _, over: let data): data
    case .formula, .grid, .given: nil
    }
  }

  /// The file with its numbers, as the surface's file names it; nil if there is none.
  public var file: String? {
    switch self {
    case .formula, .given: nil
    case .mean(of: _, over: let data): data.file
    case .grid(let grid): grid.file
    }
  }

  /// What a reader must know to understand a run, in a sentence; nil if there is nothing.
  public var caution: String? {
    switch self {
    case .formula, .mean, .given: nil
    case .grid:
      "A slice through a larger space: a run on it sees only the slope within the slice."
    }
  }

  /// Whether something else than a file or a formula computes it.
  package var isGiven: Bool {
    if case .given = self { true } else { false }
  }

  /// The loss in one line for a reader.
  var text: String {
    switch self {
    case .formula(let formula): formula.text
    case .mean(of: let formula, over: let data):
      "mean of \(formula.text) over \(data.rowCount) rows of \(data.file)"
    case .grid(let grid): grid.text
    case .given(let loss): loss.text
    }
  }
}

/// A loss that is computed by something that no file describes; equal to another one if the same
/// arguments of a command line give it.
public struct GivenLoss: Hashable, Sendable {
  /// The loss in one line for a reader.
  public let text: String
  /// The arguments of a command line that give this loss.
  public let arguments: [String]
  /// The loss as a function of x and y.
  public let function: any LossFunction

  /// Makes a loss from a function.
  public init(text: String, arguments: [String], function: any LossFunction) {
    self.text = text
    self.arguments = arguments
    self.function = function
  }

  /// Losses are equal if their arguments are.
  public static func == (left: GivenLoss, right: GivenLoss) -> Bool {
    left.arguments == right.arguments
  }

  /// Hashes the arguments.
  public func hash(into hasher: inout Hasher) { hasher.combine(arguments) }
}

extension Surface {
  /// The loss as a formula that can be typed, with the values of its parameters in it; nil if it has
  /// none, or one that names columns of data.
  package func typableLoss(_ overrides: [String: Double] = [:]) -> String? {
    guard case .formula(let formula) = loss else { return nil }
    return formula.text(setting: values(overrides))
  }

  /// A part of a formula: as it would be typed, and as a function.
  package typealias Summand = (text: String, function: any LossFunction)

  /// The summands of each component of the exact gradient, with parameters as in `function(_:)`. There
  /// are none if the loss has no formula.
  package func gradientSummands(_ overrides: [String: Double] = [:])
    -> (x: [Summand], y: [Summand])
  {
    guard let terms = formula?.gradientTerms else { return ([], []) }
    func summands(_ texts: [String]) -> [Summand] {
      texts.compactMap { text in
        guard let formula = try? Formula(text, parameters: names) else { return nil }
        var part = self
        part.loss = data.map { .mean(of: formula, over: $0) } ?? .formula(formula)
        return (text, part.function(overrides))
      }
    }
    return (summands(terms.x), summands(terms.y))
  }
}
