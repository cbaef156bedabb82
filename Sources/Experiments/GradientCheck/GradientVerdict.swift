import Calculus

/// The conclusion from differences about a formula's gradient at a point.
public enum GradientVerdict: Hashable, Sendable {
  /// The differences tend to the exact gradient.
  case agrees
  /// The slopes on the two sides differ along a line of this direction: no gradient exists, as far as
  /// differences can tell. They see it with all h down to `h`, the least that is not all rounding.
  case kink(along: Point, slopes: OneSidedSlopes, h: Double)
  /// The loss itself jumps along a line of this direction, as seen with all h down to `h`.
  case jump(along: Point, h: Double)
  /// The loss or its gradient is undefined at the point, or the loss all around it.
  case undefined
  /// The differences tend to something else: the formula's derivative is suspicious.
  case disagrees

  /// The name in JSON.
  public var name: String {
    switch self {
    case .agrees: "agrees"
    case .kink: "kink"
    case .jump: "jump"
    case .undefined: "undefined"
    case .disagrees: "disagrees"
    }
  }

  /// One sentence for a student.
  public var sentence: String {
    switch self {
    case .agrees:
      "the differences tend to the exact gradient"
    case .kink(let direction, let slopes, let h):
      (isFine(h) ? "the loss has a kink here" : "down to h = \(h) differences see a kink")
        + ": going \(words(direction)) its slope is \(digits(slopes.before)) before the point and "
        + "\(digits(slopes.after)) behind it"
        + (isFine(h) ? ", so there is no gradient" : "; nearer than that they see only rounding")
    case .jump(let direction, let h) where isFine(h):
      "the loss jumps here, going \(words(direction)): there is no gradient"
    case .jump(let direction, let h):
      "down to h = \(h) differences see a jump, going \(words(direction)); nearer than that they "
        + "see only rounding"
    case .undefined:
      "the loss or its gradient is undefined here"
    case .disagrees:
      "the differences do not tend to the exact gradient: one of them is wrong"
    }
  }

  /// Whether there is no gradient here, so that the formula's is a convention.
  public var deniesGradient: Bool {
    switch self {
    case .kink(_, _, let h), .jump(_, let h): isFine(h)
    case .agrees, .undefined, .disagrees: false
    }
  }

  /// Whether this h is so small that differences show the loss itself.
  private func isFine(_ h: Double) -> Bool { h <= 1e-10 }

  private func words(_ direction: Point) -> String {
    if direction.y == 0 { return "along x" }
    if direction.x == 0 { return "along y" }
    return direction.y > 0 ? "along the diagonal x = y" : "along the diagonal x = -y"
  }

  /// A slope by differences is exact to about four digits.
  private func digits(_ slope: Double) -> String {
    guard abs(slope) < 1e12 else { return "\(slope)" }
    let rounded = (slope * 1e4).rounded() / 1e4
    return rounded == rounded.rounded() ? "\(Int(rounded))" : "\(rounded)"
  }
}

/// The slopes of the loss on the two sides of a point, along a line through it.
public struct OneSidedSlopes: Hashable, Sendable {
  /// The slope before the point, in the direction of the line.
  public let before: Double
  /// The slope behind the point, in the direction of the line.
  public let after: Double
}
