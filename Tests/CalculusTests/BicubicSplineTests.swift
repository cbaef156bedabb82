import Calculus
import TestSupport
import Testing

struct BicubicSplineTests {
  /// A spline through a function at the points of a grid.
  private func spline(
    width: Int = 9, height: Int = 7, x: ClosedRange<Double> = -2...2,
    y: ClosedRange<Double> = -1...2, holes: Set<SIMD2<Int>> = [],
    _ function: (Double, Double) -> Double
  ) -> BicubicSpline {
    let values = (0..<height).flatMap { row in
      (0..<width).map { column in
        holes.contains(SIMD2(column, row))
          ? .nan : function(node(column, of: width, in: x), node(row, of: height, in: y))
      }
    }
    return BicubicSpline(values: values, width: width, height: height, x: x, y: y)
  }

  private func node(_ index: Int, of count: Int, in range: ClosedRange<Double>) -> Double {
    let share = Double(index) / Double(count - 1)
    return range.lowerBound * (1 - share) + range.upperBound * share
  }

  /// Splines of SciPy: see Golden/splines.py.
  @Test func agreesWithSciPy() throws {
    var spline: BicubicSpline?
    var (grids, points) = (0, 0)
    // A rounding error of a value is amplified by each derivative.
    var size = Point.zero
    for line in try Golden.lines("splines.txt") {
      let numbers = line.split(separator: " ").compactMap { Double($0) }
      if line.hasPrefix("grid") {
        let (width, height) = (Int(numbers[0]), Int(numbers[1]))
        let (x, y) = (numbers[2]...numbers[3], numbers[4]...numbers[5])
        spline = BicubicSpline(
          values: Array(numbers[6...]), width: width, height: height, x: x, y: y)
        let largest = numbers[6...].map(abs).max() ?? 0
        size = Point(numbers[0] / (numbers[3] - numbers[2]), numbers[1] / (numbers[5] - numbers[4]))
        size = Point(largest * size.x, largest * size.y)
        grids += 1
        continue
      }
      try #require(numbers.count == 8)
      let here = try #require(spline).expansion(at: Point(numbers[0], numbers[1]))
      let ours = [
        here.loss, here.gradient.x, here.gradient.y, here.hessian.xx, here.hessian.xy,
        here.hessian.yy,
      ]
      let loss = max(abs(numbers[2]), 1)
      let scales = [
        loss, size.x, size.y, size.x * size.x / loss, size.x * size.y / loss,
        size.y * size.y / loss,
      ]
      for (index, (our, their)) in zip(ours, numbers[2...]).enumerated() {
        #expect(abs(our - their) <= 1e-10 * scales[index], "derivative \(index) in \(line)")
      }
      points += 1
    }
    #expect(grids == 11 && points == 16 * grids)
  }

  @Test func aBicubicPolynomialIsItsOwnSpline() throws {
    let formula = try Formula("x^3*y^2 - 2x*y^3 + x^2 - y + 3").compiled()
    let spline = spline { formula.value(at: Point($0, $1)) }
    for point in [Point(-2, -1), Point(0.3, 0.4), Point(1.99, 1.7), Point(2, 2), Point(-1.5, 0)] {
      let (ours, exact) = (spline.expansion(at: point), formula.expansion(at: point))
      #expect(abs(ours.loss - exact.loss) < 1e-12)
      #expect((ours.gradient - exact.gradient).norm < 1e-12)
      for (our, their) in [
        (ours.hessian.xx, exact.hessian.xx), (ours.hessian.xy, exact.hessian.xy),
        (ours.hessian.yy, exact.hessian.yy),
      ] { #expect(abs(our - their) < 1e-11) }
    }
  }

  @Test func theDerivativesAreThoseOfTheValues() {
    let spline = spline { Double(Int(1e4 * (($0 + 3) * ($1 + 5))) % 17) }
    for point in [Point(0.1, 0.2), Point(-1.83, 1.9), Point(0, 0.5), Point(1.2, -0.99)] {
      let h = 1e-5
      let (dx, dy) = (Point(h, 0), Point(0, h))
      func slope(_ step: Point) -> Double {
        (spline.value(at: point + step) - spline.value(at: point - step)) / (2 * h)
      }
      func turn(_ step: Point) -> Point {
        (spline.gradient(at: point + step) - spline.gradient(at: point - step)) / (2 * h)
      }
      let here = spline.expansion(at: point)
      #expect((here.gradient - Point(slope(dx), slope(dy))).norm < 1e-6)
      #expect((Point(here.hessian.xx, here.hessian.xy) - turn(dx)).norm < 1e-2)
      #expect((Point(here.hessian.xy, here.hessian.yy) - turn(dy)).norm < 1e-2)
      #expect(spline.evaluate(at: point) == Evaluation(loss: here.loss, gradient: here.gradient))
      #expect(spline.value(at: point) == here.loss)
    }
  }

  /// The second derivative has a kink at each point of the grid, but no jump.
  @Test func theSecondDerivativesAreContinuous() {
    let spline = spline(width: 9, height: 9, x: 0...8, y: 0...8) {
      Double(Int($0 * 5 + $1 * 3) % 7)
    }
    for place in 1..<8 {
      let place = Double(place)
      let before = spline.hessian(at: Point(place - 1e-12, 4.3))
      let after = spline.hessian(at: Point(place + 1e-12, 4.3))
      #expect(abs(before.xx - after.xx) < 1e-9 && abs(before.xy - after.xy) < 1e-9)
    }
  }

  @Test func itEndsAtTheEdgesOfTheGrid() {
    let spline = spline { $0 * $0 + $1 }
    #expect(abs(spline.value(at: Point(2, 2)) - 6) < 1e-13)
    #expect(abs(spline.value(at: Point(-2, -1)) - 3) < 1e-13)
    for outside in [
      Point(2.0.nextUp, 0), Point(0, (-1.0).nextDown), Point(.nan, 0), Point(0, .infinity),
    ] {
      #expect(spline.value(at: outside).isNaN)
      #expect(!spline.evaluate(at: outside).gradient.isFinite)
      #expect(!spline.expansion(at: outside).hessian.isFinite)
    }
  }

  @Test func theValuesOfAGridAreThoseOfItsPoints() {
    let spline = spline(holes: [SIMD2(3, 3)]) { $0 * $1 + $0 }
    let xs = (0...40).map { -2.2 + 0.11 * Double($0) }
    let ys = (0...30).map { -1.1 + 0.107 * Double($0) }
    let values = spline.values(xs: xs, ys: ys)
    for (row, y) in ys.enumerated() {
      for (column, x) in xs.enumerated() {
        let value = spline.value(at: Point(x, y))
        #expect(values[row * xs.count + column].bitPattern == value.bitPattern || value.isNaN)
        #expect(values[row * xs.count + column].isNaN == value.isNaN)
      }
    }
  }

  @Test func singlePrecisionIsCloseButNotExact() {
    let spline = spline { 1 / (1 + $0 * $0 + $1) + 3 }
    let point = SIMD2<Float>(0.3, 0.7)
    let (single, double) = (spline.singleValue(at: point), spline.value(at: Point(point)))
    #expect(abs(Double(single) - double) < 1e-6)
    #expect(Double(single) != double)
    #expect(spline.singleValue(at: SIMD2(3, 0)).isNaN)
  }

  @Test func equalGridsMakeEqualSplines() {
    let (one, same, other) = (spline { $0 + $1 }, spline { $0 + $1 }, spline { $0 - $1 })
    #expect(one == same && one.hashValue == same.hashValue)
    #expect(one != other)
    #expect(one != spline(holes: [SIMD2(0, 0)]) { $0 + $1 })
  }
}

struct SplineHoleTests {
  /// A bowl on a grid with the points −1, −0.8, …, 1, without some of them.
  private func bowl(without isHole: (Int, Int) -> Bool) -> BicubicSpline {
    let values = (0..<121).map { index -> Double in
      let (row, column) = index.quotientAndRemainder(dividingBy: 11)
      let (x, y) = (Double(column - 5) / 5, Double(row - 5) / 5)
      return isHole(column, row) ? .infinity : x * x + 2 * y * y - x * y
    }
    return BicubicSpline(values: values, width: 11, height: 11, x: -1...1, y: -1...1)
  }

  @Test func theSquaresAroundAPointWithoutAValueAreUndefined() {
    let spline = bowl { $0 == 5 && $1 == 5 }
    #expect(spline.hasHoles && spline.isDefinedSomewhere)
    for point in [Point(0, 0), Point(0.19, 0.1), Point(-0.1, -0.19), Point(0.1, 0)] {
      #expect(spline.value(at: point).isNaN)
      #expect(!spline.evaluate(at: point).gradient.isFinite)
    }
    // The rim of the hole belongs to the squares beside it.
    for point in [Point(0.2, 0), Point(0.2, 0.2), Point(-0.2, 0.1), Point(0.3, 0)] {
      #expect(spline.value(at: point).isFinite)
    }
  }

  @Test func besideAHoleABowlIsStillABowl() {
    for spline in [
      bowl { $0 == 5 && $1 == 5 }, bowl { $0 + $1 > 15 }, bowl { abs($0 - 5) < 3 && $1 < 4 },
    ] {
      var compared = 0
      for row in 0...100 {
        for column in 0...100 {
          let (x, y) = (Double(column) / 50 - 1, Double(row) / 50 - 1)
          let here = spline.evaluate(at: Point(x, y))
          guard here.isFinite else { continue }
          #expect(abs(here.loss - (x * x + 2 * y * y - x * y)) < 1e-9)
          #expect((here.gradient - Point(2 * x - y, 4 * y - x)).norm < 1e-8)
          compared += 1
        }
      }
      #expect(compared > 7000)
    }
  }

  @Test func valuesBesideAHoleAreThoseOfTheGrid() {
    var generator = SplitMix(seed: 3)
    let values = (0..<400).map { _ in
      let value = Double.random(in: 0...1, using: &generator)
      return value < 0.1 ? Double.nan : value
    }
    let spline = BicubicSpline(values: values, width: 20, height: 20, x: 0...1.9, y: 0...1.9)
    var reached = 0
    for (index, value) in values.enumerated() {
      let point = Point(Double(index % 20) / 10, Double(index / 20) / 10)
      let found = spline.value(at: point)
      if value.isNaN {
        #expect(found.isNaN)
      } else if found.isFinite {
        #expect(abs(found - value) < 1e-12)
        reached += 1
      }
    }
    #expect(reached > 250)
  }

  @Test func hugeLossesAreHoles() {
    var values = [Double](repeating: 1, count: 25)
    values[0] = 1e301
    let spline = BicubicSpline(values: values, width: 5, height: 5, x: 0...4, y: 0...4)
    #expect(spline.value(at: Point(0.5, 0.5)).isNaN)
    #expect(abs(spline.value(at: Point(2.5, 0.5)) - 1) < 1e-14)
  }

  @Test func aGridWithoutAWholeSquareIsUndefinedEverywhere() {
    let spline = bowl { ($0 + $1).isMultiple(of: 2) }
    #expect(!spline.isDefinedSomewhere)
    #expect(!bowl { _, _ in true }.isDefinedSomewhere)
    #expect(spline.value(at: Point(0.2, 0)).isNaN)
  }
}
