import Calculus

/// A parameter value or a start that does not fit a surface.
public enum SurfaceValueError: Error, Hashable, Sendable {
  /// A name that is not a parameter of the surface.
  case unknownParameter(String, surface: String, known: [String])
  /// A value outside the parameter's range.
  case parameterOutOfRange(String, value: Double, range: ClosedRange<Double>)
  /// The loss at the start is not finite, so that no run can begin there.
  case undefinedStart(Point, loss: Double)
  /// The loss is known on a grid alone, and the start is not on it.
  case startOffGrid(Point, OffGrid)
  /// The loss at the start is finite, but its gradient is not.
  case undefinedGradient(Point)
  /// The loss has no finite value on the map, so that there is no start.
  case undefinedOnMap(Domain)

  /// Whether the error is about the start, not about a parameter.
  public var isAboutStart: Bool {
    switch self {
    case .undefinedStart, .startOffGrid, .undefinedGradient, .undefinedOnMap: true
    case .unknownParameter, .parameterOutOfRange: false
    }
  }
}

extension Surface {
  /// Checks that parameters exist and that their values are within range.
  ///
  /// - Throws: the first error by name, so that the order of the dictionary has no influence.
  public func validate(overrides: [String: Double]) throws(SurfaceValueError) {
    for (name, value) in overrides.sorted(by: { $0.key < $1.key }) {
      guard let parameter = parameters.first(where: { $0.name == name }) else {
        throw .unknownParameter(name, surface: id, known: parameters.map(\.name))
      }
      guard parameter.range.contains(value) else {
        throw .parameterOutOfRange(name, value: value, range: parameter.range)
      }
    }
  }

  /// Checks that a run can begin at a start: that the loss and the length of its gradient are
  /// finite.
  public static func validate(start: Point, of function: any LossFunction)
    throws(SurfaceValueError)
  {
    let first = function.evaluate(at: start)
    if let offGrid = function.offGrid(at: start) { throw .startOffGrid(start, offGrid) }
    guard first.loss.isFinite else { throw .undefinedStart(start, loss: first.loss) }
    guard first.gradient.norm.isFinite else { throw .undefinedGradient(start) }
  }
}

extension SurfaceValueError: CustomStringConvertible {
  /// What was found, in a sentence.
  public var message: String {
    switch self {
    case .unknownParameter(let name, let surface, let known):
      let owner = surface.isEmpty ? "a typed formula" : "the surface '\(surface)'"
      return known.isEmpty
        ? "\(owner) has no parameters, so '\(name.shortened)' cannot be set"
        : "\(owner) has no parameter '\(name.shortened)'"
    case .parameterOutOfRange(let name, let value, let range):
      return "\(name.shortened) = \(value.plain) is outside of its range,"
        + " \(range.lowerBound.plain) to \(range.upperBound.plain)"
    case .undefinedStart(let point, let loss):
      let fact = loss.isNaN ? "undefined" : "infinite"
      return "the loss is \(fact) at the start (\(point.x.plain), \(point.y.plain))"
    case .startOffGrid(let point, .outside(let x, let y)):
      return "the start (\(point.x.plain), \(point.y.plain)) is outside of the grid,"
        + " x \(x.lowerBound.plain) to \(x.upperBound.plain),"
        + " y \(y.lowerBound.plain) to \(y.upperBound.plain)"
    case .startOffGrid(let point, .hole):
      return "the start (\(point.x.plain), \(point.y.plain)) is in a hole of the grid,"
        + " where no loss is known"
    case .undefinedGradient(let point):
      return "the gradient is undefined at the start (\(point.x.plain), \(point.y.plain))"
    case .undefinedOnMap(let domain):
      let (x, y) = (domain.x, domain.y)
      return "the loss has no finite value on the map, x \(x.lowerBound.plain) to"
        + " \(x.upperBound.plain), y \(y.lowerBound.plain) to \(y.upperBound.plain)"
    }
  }

  /// What to do about it; nil if the message says enough.
  public var hint: String? {
    switch self {
    case .unknownParameter(let name, _, let known):
      if known.isEmpty { return nil }
      if let match = name.closestMatch(among: known) { return "did you mean '\(match)'?" }
      return "its parameters are \(known.joined(separator: ", "))"
    case .parameterOutOfRange: return nil
    case .undefinedStart: return "choose a start where the loss is a number"
    case .startOffGrid(_, .outside): return "choose a start on the grid"
    case .startOffGrid(_, .hole): return "choose a start where the grid has losses"
    case .undefinedOnMap: return "write another formula, or look elsewhere with --domain"
    case .undefinedGradient: return "choose a start where the loss has a slope"
    }
  }

  /// The message, and the hint on a line of its own.
  public var description: String {
    guard let hint else { return message }
    return "\(message)\nhint: \(hint)"
  }
}
