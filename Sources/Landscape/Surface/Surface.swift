import Calculus

/// A loss of two parameters with everything needed to show it: where to look, where to start, what
/// is known about it.
public struct Surface: Hashable, Sendable {
  /// The name on the command line, such as "ill-conditioned"; empty for a typed formula.
  public var id: String
  /// The title.
  public var name: String
  /// The loss.
  public var loss: Loss
  /// The gradient that runs are given in place of the loss's own; nil for that one.
  public var gradient: GradientFormula?
  /// What the file says where a switch has standardized its data, or taken that back.
  var stated: Stated?
  /// The columns of the data that a switch can standardize: see `standardized(_:)`. Those that the
  /// file names in `standardize`, else the inputs of the model; empty without data.
  ///
  /// A column is an input if it changes the direction of a sample's gradient. What a model predicts
  /// changes only its length, as every gradient is a multiple of that of the prediction.
  public internal(set) var scalableColumns: [String] = []
  /// The part of the plane to show.
  public var domain: Domain
  /// Where runs begin, within the domain.
  public var start: Point
  /// The known minima, including local ones; the lowest are the global ones.
  ///
  /// They are minima for every value of the parameters.
  public var minima: [Point]
  /// Good learning rates by optimizer name, where the automatic ones are not good.
  public var learningRates: [String: Double]
  /// How the levels of its contour map are spread.
  public var levels: LevelMode
  /// How its map fills its place; nil for the automatic choice (`Aspect.automatic`).
  public var aspect: Aspect?
  /// The stated standard deviation of one sample's gradient, per coordinate; see `noise(of:)`.
  public var noise: Double?
  /// The numbers in the loss that can be changed.
  public var parameters: [SurfaceParameter]
  /// What to look for, in a sentence or two.
  public var lesson: String?
  /// The files of recorded runs to show on it, as its file names them.
  public var runs: [String] = []

  /// A surface with a loss.
  ///
  /// Nothing is checked: the start should lie in the domain, and `parameters` must have one for
  /// each of the formula's before `function(_:)` is called.
  public init(
    id: String, name: String, loss: Loss, domain: Domain, start: Point,
    minima: [Point] = [], learningRates: [String: Double] = [:], levels: LevelMode = .auto,
    noise: Double? = nil, parameters: [SurfaceParameter] = [], lesson: String? = nil
  ) {
    self.id = id
    self.name = name
    self.loss = loss
    self.domain = domain
    self.start = start
    self.minima = minima
    self.learningRates = learningRates
    self.levels = levels
    self.noise = noise
    self.parameters = parameters
    self.lesson = lesson
  }

  /// The loss with its parameters bound to their own values, or to the given ones.
  ///
  /// - Parameter overrides: values by parameter name. Unknown names are ignored here;
  ///   `validate(overrides:)` reports them.
  public func function(_ overrides: [String: Double] = [:]) -> any LossFunction {
    loss.function(parameters: values(overrides))
  }

  /// A gradient in the surface's formula language, with parameters and columns as in `function(_:)`.
  public func compiled(_ gradient: GradientFormula, _ overrides: [String: Double] = [:])
    -> CompiledGradient
  {
    let values = values(overrides)
    guard let data else { return gradient.compiled(parameters: values) }
    return gradient.compiled(parameters: values, columns: data.valuesByName)
  }

  /// The formula of the loss or, where there is `data`, of the loss of one sample; nil if there is none.
  public var formula: Formula? { loss.formula }

  /// The table with the rows that the loss is the mean over; nil if it is not a mean.
  public var data: DataSet? { loss.data }

  /// The number of rows that the loss is the mean over; nil if it is not a mean.
  public var rowCount: Int? { data?.rowCount }

  /// The names that a formula of the loss, and a gradient typed by hand, may use beyond x and y.
  public var names: Set<String> {
    Set(parameters.map(\.name)).union(data?.columns.map(\.name) ?? [])
  }

  /// The values of the parameters by name: their own, or the given ones.
  public func values(_ overrides: [String: Double] = [:]) -> [String: Double] {
    var values: [String: Double] = [:]
    for parameter in parameters {
      values[parameter.name] = overrides[parameter.name] ?? parameter.value
    }
    return values
  }

  /// The loss in one line for a reader: its formula, and the rows that it is the mean over.
  public var lossText: String {
    guard case .mean(of: let formula, over: let data) = loss else { return loss.text }
    let columns = scalableColumns.joined(separator: ", ")
    let scale =
      isSwitched ? ", \(columns) \(isStandardized ? "standardized" : "not standardized")," : ""
    return "mean of \(formula.text)\(scale) over \(data.rowCount) rows of \(data.file)"
  }

  /// The standard deviation of the artificial noise in one sample's gradient, per coordinate.
  ///
  /// It is the stated one, else 0 on a data set, where samples are rows, else 0.1·|∇f(start)|/√2,
  /// or 0 where that is not finite.
  /// - Parameters:
  ///   - function: `function(_:)` of this surface.
  ///   - start: where the runs begin, if that is not known of the surface.
  public func noise(of function: any LossFunction, at start: Point? = nil) -> Double {
    if let noise { return noise }
    if function.rowCount != nil { return 0 }
    let gradient = function.gradient(at: loss.isGiven ? start ?? self.start : self.start)
    let sigma = 0.1 * gradient.norm / (2.0).squareRoot()
    return sigma.isFinite ? sigma : 0
  }
}

/// A number in a surface's loss that can be changed.
public struct SurfaceParameter: Hashable, Sendable {
  /// How a slider divides the range.
  public enum Scale: String, CaseIterable, Hashable, Sendable {
    /// Equal steps.
    case linear
    /// Equal ratios; the range is positive.
    case log
  }

  /// The name in the formula.
  public let name: String
  /// The value without an override; within `range`.
  public let value: Double
  /// The values that it may take.
  public let range: ClosedRange<Double>
  /// How a slider divides the range.
  public let scale: Scale

  /// A parameter; that `value` lies within `range`, and that a logarithmic range is positive, is
  /// not checked.
  public init(name: String, value: Double, range: ClosedRange<Double>, scale: Scale) {
    self.name = name
    self.value = value
    self.range = range
    self.scale = scale
  }
}
