import Calculus
import Optimizers

/// How the slope of a loss changes at a point, along a line through it.
///
/// The slopes on the two sides of a smooth point differ by about h·f″, which shrinks with h. At a
/// kink the difference stays; at a jump the slopes grow as 1/h.
enum Smoothness {
  case smooth
  case kink(OneSidedSlopes)
  case jump

  /// - Parameter direction: (1, 0), (0, 1) or a diagonal.
  init(
    of objective: any Objective, at point: Point, along direction: Point, value: Double
  ) {
    let sides = [1e-5, 1e-6, 1e-7].map { h in
      Sides(
        behind: objective.loss(at: point - h * direction), value: value,
        ahead: objective.loss(at: point + h * direction), h: h)
    }
    let (wide, middle, close) = (sides[0], sides[1], sides[2])
    self = .smooth
    guard sides.allSatisfy(\.isFinite) else { return }
    if close.steepness > 5 * middle.steepness && middle.steepness > 5 * wide.steepness {
      if close.steepness > close.noise { self = .jump }
    } else if sides.allSatisfy({ $0.bend > $0.noise }) {
      if close.bend > 50 * wide.bend {
        self = .jump
      } else if close.bend > 0.5 * wide.bend {
        self = .kink(OneSidedSlopes(before: close.before, after: close.after))
      }
    }
  }

  /// The slopes with one h.
  private struct Sides {
    let before: Double
    let after: Double
    /// What rounding alone can make of a slope, with much to spare.
    let noise: Double

    init(behind: Double, value: Double, ahead: Double, h: Double) {
      before = (value - behind) / h
      after = (ahead - value) / h
      noise = 80 * max(abs(ahead), abs(behind), abs(value)).ulp / h
    }

    var isFinite: Bool { before.isFinite && after.isFinite }
    var bend: Double { abs(after - before) }
    var steepness: Double { max(abs(before), abs(after)) }
  }
}
