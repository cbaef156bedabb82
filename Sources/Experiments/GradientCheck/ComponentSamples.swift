import Calculus
import RealModule

/// A component of two gradients at many places.
struct ComponentSamples {
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
      if case .missingFactor(let factor, let monomial)? = ComponentSamples.missingFactor(
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
  private var missingFactor: GradientFault? {
    ComponentSamples.missingFactor(in: given, of: exact, points)
  }

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

  func isClose(to other: [Double]) -> Bool {
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
