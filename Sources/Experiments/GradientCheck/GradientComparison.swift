import Calculus
import Optimizers

/// A gradient written by hand against the exact one: at a point, and over the map, component by
/// component, with the fault that explains the difference if it is one of the frequent ones.
///
/// A wrong sign, half of Rosenbrock's derivative by x and the like are told apart by measuring at
/// 64 places; a fault is named only where it explains the whole difference at all of them.
public struct GradientComparison: Hashable, Sendable {
  /// A component of the gradient.
  public struct Component: Hashable, Sendable {
    /// The component as written by hand, at the point.
    public let given: Double
    /// The exact component at the point.
    public let exact: Double
    /// |given − exact| / max(|given|, |exact|) or, where the gradient is small, |given − exact|; 0 if both
    /// are 0.
    public let error: Double
    /// What the given component is, judged by the whole map.
    public let fault: GradientFault
    /// At how many places of the map it agrees with the exact one, to nine digits.
    public let agreeing: Int
  }

  /// The point.
  public let point: Point
  /// The component along x.
  public let x: Component
  /// The component along y.
  public let y: Component
  /// Whether the errors at the point are relative. They are absolute where the exact gradient is
  /// shorter than a thousandth of that at the start: near a minimum anything is large compared
  /// with it.
  public let isRelative: Bool
  /// The number of places of the map where both gradients are finite.
  public let places: Int

  /// Whether the gradients are the same all over the map, to nine digits.
  public var agrees: Bool { x.fault == .none && y.fault == .none }

  /// A summand of an exact derivative, which may be the one with the mistake.
  public struct Summand: Sendable {
    /// The summand as a formula.
    public let text: String
    /// Its value at a point.
    public let value: @Sendable (Point) -> Double

    /// A summand with its text.
    public init(_ text: String, value: @escaping @Sendable (Point) -> Double) {
      self.text = text
      self.value = value
    }
  }

  /// Compares the gradient that an objective gives its optimizers with its own.
  /// - Parameters:
  ///   - objective: the loss, with its substitute gradient.
  ///   - point: the point of the closer look.
  ///   - start: the start of runs, whose gradient decides whether errors are relative.
  ///   - domain: the lower and the upper corner of the map.
  ///   - summands: those of the exact derivative by x and by y, to find the wrong one; may be empty.
  /// - Complexity: 65 evaluations of both gradients.
  public init(
    of objective: any Objective, at point: Point, start: Point,
    domain: (lower: Point, upper: Point),
    summands: (x: [Summand], y: [Summand]) = ([], [])
  ) {
    func given(_ point: Point) -> Point {
      objective.substituteGradient(at: point) ?? objective.evaluate(at: point).gradient
    }
    let (here, exact) = (given(point), objective.evaluate(at: point).gradient)
    let usual = objective.evaluate(at: start).gradient.norm
    let isRelative = !(usual.isFinite && exact.norm < GradientCheck.smallShare * usual)
    let all = GradientComparison.places(in: domain).map { place in
      (place, given(place), objective.evaluate(at: place).gradient)
    }
    let samples = all.filter { $1.isFinite && $2.isFinite }
    let points = samples.map(\.0)
    let columns = [
      samples.map { ($0.1.x, $0.2.x) }, samples.map { ($0.1.y, $0.2.y) },
    ].map { pairs in ComponentSamples(points: points, given: pairs.map(\.0), exact: pairs.map(\.1))
    }
    let isSwapped =
      columns[0].given.isClose(to: columns[1].exact)
      && columns[1].given.isClose(to: columns[0].exact)
      && !columns[0].exact.isClose(to: columns[1].exact)
    let rows = objective.dataRowCount
    func component(_ axis: Int, _ summands: [Summand]) -> Component {
      let (one, other) = (here[axis], exact[axis])
      let difference = abs(one - other)
      let fault =
        all.count > samples.count
          && all.contains(where: { !$1[axis].isFinite && $2[axis].isFinite })
        ? GradientFault.undefined
        : isSwapped ? .swapped : columns[axis].fault(summands: summands, rows: rows)
      return Component(
        given: one, exact: other,
        error: difference == 0
          ? 0 : isRelative ? difference / max(abs(one), abs(other)) : difference,
        fault: fault, agreeing: columns[axis].agreement.count { $0 })
    }
    self.point = point
    self.isRelative = isRelative
    places = samples.count
    x = component(0, summands.x)
    y = component(1, summands.y)
  }

  /// Evenly spread places without a pattern: Roberts's R2 sequence, by powers of the plastic number.
  private static func places(in domain: (lower: Point, upper: Point)) -> [Point] {
    let sides = domain.upper - domain.lower
    return (1...64).map { number in
      let share = Double(number) * Point(0.7548776662466927, 0.5698402909980532)
      return domain.lower + sides * (share - share.rounded(.down))
    }
  }
}
