import Calculus
import Optimizers

/// How the slope of a loss changes at a point, along a line through it.
///
/// The slopes on the two sides of a smooth point differ by about h·f″, which shrinks with h. At a
/// kink the difference stays; at a jump the slopes grow as 1/h. Three steps h raise the suspicion;
/// it is dropped if a closer look, down to where rounding hides everything, does not confirm it: a
/// fast wave and a point near a kink are smooth.
enum Smoothness {
  case smooth
  /// The slopes on the two sides differ; with the least h at which that is seen.
  case kink(OneSidedSlopes, h: Double)
  /// The loss jumps; with the least h at which that is seen.
  case jump(h: Double)

  /// - Parameter direction: (1, 0), (0, 1) or a diagonal.
  init(
    of objective: any Objective, at point: Point, along direction: Point, value: Double
  ) {
    func sides(_ h: Double) -> Sides {
      Sides(
        behind: objective.loss(at: point - h * direction), value: value,
        ahead: objective.loss(at: point + h * direction), h: h)
    }
    let (wide, middle, close) = (sides(1e-5), sides(1e-6), sides(1e-7))
    self = .smooth
    guard [wide, middle, close].allSatisfy(\.isFinite) else { return }
    let largest = max(abs(point.x), abs(point.y), .leastNormalMagnitude)
    let nearer = [1e-8, 1e-9, 1e-10, 1e-11, 1e-12].prefix { $0 > 1000 * largest.ulp }.map(sides)

    if close.steepness > 5 * middle.steepness && middle.steepness > 5 * wide.steepness {
      guard close.steepness > close.noise else { return }
      if let h = Self.reach(from: close, nearer, { $0.steepness > 5 * $1.steepness }) {
        self = .jump(h: h)
      }
    } else if [wide, middle, close].allSatisfy({ $0.bend > $0.noise }) {
      if close.bend > 50 * wide.bend {
        if let h = Self.reach(from: close, nearer, { $0.bend > 5 * $1.bend }) { self = .jump(h: h) }
      } else if close.bend > 0.5 * wide.bend {
        let visible = nearer.prefix { $0.noise < 0.1 * wide.bend }
        let h = Self.reach(from: close, Array(visible)) { side, _ in side.bend > 0.5 * wide.bend }
        if let h {
          self = .kink(OneSidedSlopes(before: close.before, after: close.after), h: h)
        }
      }
    }
  }

  /// The least h for which a suspicion holds; nil if a nearer look refutes it.
  private static func reach(
    from close: Sides, _ nearer: [Sides], _ holds: (_ side: Sides, _ last: Sides) -> Bool
  ) -> Double? {
    var last = close
    for side in nearer {
      guard side.isFinite, holds(side, last) else { return nil }
      last = side
    }
    return last.h
  }

  /// The slopes on the two sides with one h.
  private struct Sides {
    let h: Double
    let before: Double
    let after: Double
    /// The error of a slope by rounding alone, with a wide margin.
    let noise: Double

    init(behind: Double, value: Double, ahead: Double, h: Double) {
      self.h = h
      before = (value - behind) / h
      after = (ahead - value) / h
      noise = 80 * max(abs(ahead), abs(behind), abs(value)).ulp / h
    }

    var isFinite: Bool { before.isFinite && after.isFinite }
    var bend: Double { abs(after - before) }
    var steepness: Double { max(abs(before), abs(after)) }
  }
}
