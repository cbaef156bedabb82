import Calculus

/// A loss of two parameters with all that is needed to show it: where to look, where to start, what
/// is known about it.
public struct Surface: Hashable, Sendable {
  /// What it is called on the command line: "ill-conditioned"; empty for a typed formula.
  public var id: String
  /// The title a person reads.
  public var name: String
  /// The loss or, where there is `data`, one sample's part of it.
  public var formula: Formula
  /// The rows that the loss is the mean over; nil where the formula alone is the loss.
  public var data: DataSet?
  public var domain: Domain
  public var start: Point
  /// The known minima, local ones too; the lowest are the global ones.
  ///
  /// They hold for every value of the parameters.
  public var minima: [Point]
  /// Good learning rates by optimizer name, where the automatic ones are not good.
  public var learningRates: [String: Double]
  public var levels: LevelMode
  /// The stated standard deviation of one sample's gradient, per coordinate; see `noise(of:)`.
  public var noise: Double?
  public var parameters: [SurfaceParameter]
  /// What to look for, in a sentence or two.
  public var lesson: String?

  public init(
    id: String, name: String, formula: Formula, domain: Domain, start: Point,
    minima: [Point] = [], learningRates: [String: Double] = [:], levels: LevelMode = .auto,
    noise: Double? = nil, parameters: [SurfaceParameter] = [], lesson: String? = nil
  ) {
    self.id = id
    self.name = name
    self.formula = formula
    self.domain = domain
    self.start = start
    self.minima = minima
    self.learningRates = learningRates
    self.levels = levels
    self.noise = noise
    self.parameters = parameters
    self.lesson = lesson
  }

  /// The loss with its parameters bound to their own values, or to the ones given here.
  ///
  /// Names that the surface does not have are ignored; `validate(overrides:)` finds them.
  public func function(_ overrides: [String: Double] = [:]) -> CompiledFormula {
    let values = values(overrides)
    guard let data else { return formula.compiled(parameters: values) }
    return formula.compiled(parameters: values, columns: data.valuesByName)
  }

  /// The values of its parameters by their names: their own, or the ones given here.
  public func values(_ overrides: [String: Double] = [:]) -> [String: Double] {
    var values: [String: Double] = [:]
    for parameter in parameters {
      values[parameter.name] = overrides[parameter.name] ?? parameter.value
    }
    return values
  }

  /// The loss in a line, to be read by a person: its formula, and what it is the mean over.
  public var lossText: String {
    guard let data else { return formula.text }
    return "mean of \(formula.text) over \(data.rowCount) rows of \(data.file)"
  }

  /// The standard deviation of one sample's gradient, per coordinate, where samples are not drawn
  /// from data.
  ///
  /// It is the stated one, else 0.1·|∇f(start)|/√2; 0 where that is not finite, and on a data set.
  /// - Parameter function: `function(_:)` of this surface.
  public func noise(of function: CompiledFormula) -> Double {
    if let noise { return noise }
    if data != nil { return 0 }
    let gradient = function.gradient(at: start)
    let sigma = 0.1 * gradient.norm / (2.0).squareRoot()
    return sigma.isFinite ? sigma : 0
  }
}
