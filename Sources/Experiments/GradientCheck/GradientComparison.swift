import Calculus
import Optimizers
import RealModule

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
    ].map { pairs in Samples(points: points, given: pairs.map(\.0), exact: pairs.map(\.1)) }
    let isSwapped =
      columns[0].given.isClose(to: columns[1].exact)
      && columns[1].given.isClose(to: columns[0].exact)
      && !columns[0].exact.isClose(to: columns[1].exact)
    let rows = objective.batchPlace(of: .full, step: 1, seed: 0)?.rowCount
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

/// A component of two gradients at many places.
private struct Samples {
  let points: [Point]
  let given: [Double]
  let exact: [Double]

  private var difference: [Double] { zip(given, exact).map { $0 - $1 } }

  /// Where both agree to nine digits.
  var agreement: [Bool] {
    let unit = 1e-3 * exact.size
    return zip(given, exact).map { abs($0 - $1) <= 1e-9 * max(abs($0), abs($1), unit) }
  }

  func fault(summands: [GradientComparison.Summand], rows: Int?) -> GradientFault {
    let agreement = agreement
    guard !points.isEmpty else { return .undefined }
    if agreement.allSatisfy(\.self) { return .none }
    if given.allSatisfy({ $0 == 0 }) { return .zero }
    if let digits { return .rounded(digits: digits) }
    return proportion(rows: rows) ?? offset ?? wrongSummand(summands)
      ?? summandWithoutFactor(summands) ?? surplus ?? missingFactor
      ?? side(agreement) ?? .other
  }

  /// The digits to which all values agree, if that is at least two.
  private var digits: Int? {
    let unit = 1e-3 * exact.size
    let worst = zip(given, exact).map { abs($0 - $1) / max(abs($0), abs($1), unit) }.max() ?? 1
    guard worst > 0, worst < 0.005 else { return nil }
    return Int((-Double.log10(worst)).rounded(.down))
  }

  private func proportion(rows: Int?) -> GradientFault? {
    guard let factor = given.multiple(of: exact) else { return nil }
    if (factor + 1).magnitude < 1e-6 { return .sign }
    if let rows, rows > 1, (factor / Double(rows) - 1).magnitude < 1e-6 { return .sum(rows: rows) }
    return .factor(factor)
  }

  private var offset: GradientFault? {
    difference.multiple(of: points.map { _ in 1 }).map { .offset($0) }
  }

  /// The summand of the exact derivative that has another factor than 1, if only one has.
  private func wrongSummand(_ summands: [GradientComparison.Summand]) -> GradientFault? {
    guard (2...8).contains(summands.count) else { return nil }
    let columns = summands.map { summand in points.map(summand.value) }
    guard let factors = given.combination(of: columns) else { return nil }
    let wrong = factors.indices.filter { (factors[$0] - 1).magnitude > 1e-6 }
    guard let index = wrong.first, wrong.count == 1 else { return nil }
    return .summand(summands[index].text, factor: factors[index].cleaned)
  }

  /// The summand that lacks a factor, such as its inner derivative.
  private func summandWithoutFactor(_ summands: [GradientComparison.Summand]) -> GradientFault? {
    guard (2...8).contains(summands.count) else { return nil }
    for (index, summand) in summands.enumerated() {
      let own = points.map(summand.value)
      // What is left in its place.
      let found = zip(difference, own).map { $0 + $1 }
      guard found.size > 1e-6 * own.size else { continue }
      if case .missingFactor(let factor, let monomial)? = Samples.missingFactor(
        in: found, of: own, points)
      {
        return .summandFactor(summands[index].text, factor, monomial)
      }
    }
    return nil
  }

  /// c·xᵃ·yᵇ, if the difference is that.
  private var surplus: GradientFault? {
    for a in 0...4 {
      for b in 0...(4 - a) where a + b > 0 {
        let monomial = Monomial(x: a, y: b)
        if let factor = difference.multiple(of: points.map(monomial.value)) {
          return .surplus(factor.cleaned, monomial)
        }
      }
    }
    return nil
  }

  /// c·xᵃ·yᵇ, if the exact component is the given one times that: a forgotten inner derivative.
  private var missingFactor: GradientFault? { Samples.missingFactor(in: given, of: exact, points) }

  private static func missingFactor(in given: [Double], of exact: [Double], _ points: [Point])
    -> GradientFault?
  {
    for a in -2...2 {
      for b in -2...2 where a != 0 || b != 0 {
        let monomial = Monomial(x: a, y: b)
        let product = zip(given, points).map { $0 * monomial.value(at: $1) }
        guard product.allSatisfy(\.isFinite), let factor = exact.multiple(of: product) else {
          continue
        }
        return .missingFactor(factor.cleaned, monomial)
      }
    }
    return nil
  }

  /// The half of the map where the component is right, if that is where.
  private func side(_ agreement: [Bool]) -> GradientFault? {
    let right = agreement.count { $0 }
    guard right >= 4 else { return nil }
    for side in MapSide.allCases
    where zip(points, agreement).allSatisfy({ side.contains($0) == $1 }) {
      return .rightOnly(where: side)
    }
    return .rightAt(places: right, of: points.count)
  }
}

extension [Double] {
  /// The root of the mean square.
  fileprivate var size: Double {
    isEmpty ? 0 : (reduce(0) { $0 + $1 * $1 } / Double(count)).squareRoot()
  }

  fileprivate func isClose(to other: [Double]) -> Bool {
    zip(self, other).map { $0 - $1 }.size <= 1e-8 * Swift.max(size, other.size)
  }

  /// The factor k if the numbers are k times others, with the smallest sum of squares; nil if they are
  /// not, or all 0.
  fileprivate func multiple(of other: [Double]) -> Double? {
    let square = other.reduce(0) { $0 + $1 * $1 }
    guard square > 0, square.isFinite, size > 0 else { return nil }
    let factor = zip(self, other).reduce(0) { $0 + $1.0 * $1.1 } / square
    return isClose(to: other.map { factor * $0 }) ? factor.cleaned : nil
  }

  /// The factors of a sum of columns that is these numbers, by least squares; nil if there is no such
  /// sum, or more than one.
  fileprivate func combination(of columns: [[Double]]) -> [Double]? {
    let sizes = columns.map(\.size)
    guard sizes.allSatisfy({ $0 > 0 && $0.isFinite }) else { return nil }
    let scaled = zip(columns, sizes).map { column, size in column.map { $0 / size } }
    func product(_ one: [Double], _ other: [Double]) -> Double {
      zip(one, other).reduce(0) { $0 + $1.0 * $1.1 }
    }
    var rows = scaled.map { one in scaled.map { product(one, $0) } + [product(one, self)] }
    for pivot in rows.indices {
      guard
        let best = (pivot..<rows.count).max(by: {
          rows[$0][pivot].magnitude < rows[$1][pivot].magnitude
        }),
        rows[best][pivot].magnitude > 1e-9 * Double(count)
      else { return nil }
      rows.swapAt(pivot, best)
      for other in rows.indices where other != pivot {
        let share = rows[other][pivot] / rows[pivot][pivot]
        for place in pivot...rows.count { rows[other][place] -= share * rows[pivot][place] }
      }
    }
    let factors = rows.indices.map { rows[$0][rows.count] / rows[$0][$0] / sizes[$0] }
    let sum = indices.map { index in
      zip(factors, columns).reduce(0) { $0 + $1.0 * $1.1[index] }
    }
    return isClose(to: sum) ? factors : nil
  }
}

extension Double {
  /// The number without the rounding errors of a fit: the nearest multiple of 1/12 or of a unit in the
  /// sixth digit.
  fileprivate var cleaned: Double {
    let twelfth = (self * 12).rounded() / 12
    if (self - twelfth).magnitude < 1e-7 * Swift.max(1, magnitude) { return twelfth }
    guard self != 0, isFinite else { return self }
    let unit = Double.pow(10, Double.log10(magnitude).rounded(.down) - 5)
    return (self / unit).rounded() * unit
  }
}
