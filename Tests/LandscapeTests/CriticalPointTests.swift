import Calculus
import Landscape
import TestSupport
import Testing

@Suite struct CriticalPointTests {
  private func points(
    _ text: String, _ domain: Domain = Domain(x: -5...5, y: -5...5), limit: Int = 64
  ) throws -> [CriticalPoint] {
    try Formula(text).compiled().criticalPoints(in: domain, limit: limit)
  }

  private func square(_ half: Double) -> Domain { Domain(x: -half...half, y: -half...half) }

  private func expect(
    _ found: [CriticalPoint], _ kind: CriticalPoint.Kind, at places: [Point], within: Double = 1e-6
  ) {
    let ofKind = found.filter { $0.kind == kind }
    #expect(ofKind.count == places.count)
    for place in places {
      #expect(ofKind.contains { ($0.point - place).norm < within }, "no \(kind) at \(place)")
    }
  }

  @Test func himmelblauHasNinePoints() throws {
    let found = try points("(x^2 + y - 11)^2 + (x + y^2 - 7)^2")
    expect(
      found, .minimum,
      at: [
        Point(3, 2), Point(-2.805118, 3.131313), Point(-3.779310, -3.283186),
        Point(3.584428, -1.848127),
      ])
    expect(
      found, .saddle,
      at: [
        Point(3.385154, 0.073852), Point(0.086678, 2.884255), Point(-3.073026, -0.081353),
        Point(-0.127961, -1.953715),
      ])
    expect(found, .maximum, at: [Point(-0.270845, -0.923039)])
    #expect(found.map(\.value) == found.map(\.value).sorted())
    #expect(found.allSatisfy { !$0.isDegenerate })
  }

  @Test func theSixHumpCamelHasFifteenPoints() throws {
    let found = try points(
      "(4 - 2.1x^2 + x^4/3)*x^2 + x*y + (4y^2 - 4)*y^2", Domain(x: -2...2, y: -1.5...1.5))
    #expect(found.count == 15)
    #expect(found.filter { $0.kind == .minimum }.count == 6)
    #expect(found.filter { $0.kind == .maximum }.count == 2)
    #expect((found[0].point - Point(-0.089842, 0.712656)).norm < 1e-5)
    #expect(found.contains { $0.point.norm < 1e-9 && $0.kind == .saddle })
  }

  @Test func rosenbrockHasOneAtTheEndOfItsValley() throws {
    let found = try points("(1 - x)^2 + 100*(y - x^2)^2", Domain(x: -2...2, y: -1...3))
    expect(found, .minimum, at: [Point(1, 1)])
    #expect(found.count == 1)
  }

  @Test func saddlesAreFound() throws {
    let plain = try points("x^2 - y^2")
    expect(plain, .saddle, at: [Point(0, 0)])
    #expect(plain.map(\.isDegenerate) == [false])
    // Away from the nodes and the centres of cells.
    let monkey = try points("(x - 0.123)^3 - 3*(x - 0.123)*(y + 0.71)^2", square(2))
    expect(monkey, .saddle, at: [Point(0.123, -0.71)])
    #expect(monkey.map(\.isDegenerate) == [true])
  }

  @Test func degeneratePointsHaveTheKindThatTheirNeighboursShow() throws {
    let flat = try points("(x - 0.3)^4 + (y - 0.1)^4")
    expect(flat, .minimum, at: [Point(0.3, 0.1)], within: 1e-4)
    let mixed = try points("(x - 0.3)^2 - (y - 0.1)^4")
    expect(mixed, .saddle, at: [Point(0.3, 0.1)], within: 1e-4)
    let top = try points("-x^4 - y^2")
    expect(top, .maximum, at: [Point(0, 0)], within: 1e-4)
    #expect((flat + mixed + top).allSatisfy { $0.isDegenerate })
  }

  @Test(
    .slow,
    arguments: [
      "1", "x", "sin(x)^2 + cos(x)^2", "(x - y)^2", "max(0, x)^2", "abs(x) + abs(y)",
      "exp(-1000(x^2 + 1))", "floor(x) + floor(y)", "log(-1 - x^2)", "1/(x - y)", "exp(x + y)",
      "1e300*x^2*y^2",
    ])
  func plateausValleysAndKinksHaveNone(_ text: String) throws {
    #expect(try points(text).isEmpty)
  }

  @Test func aPlateauHasOnlyThePointInItsHole() throws {
    expect(try points("1 - exp(-(x^2 + y^2))"), .minimum, at: [Point(0, 0)])
    // So far away that its neighbourhood is exactly flat.
    let far = try points("1 - exp(-(x^2 + y^2))", Domain(x: 30...50, y: 30...50))
    #expect(far.isEmpty)
  }

  @Test func aDeepHoleDoesNotHideAShallowMinimum() throws {
    let found = try points("(x^2 + y^2)/1e6 - exp(-20*((x - 4)^2 + (y - 4)^2))")
    #expect(found.contains { $0.kind == .minimum && $0.point.norm < 1e-6 })
    #expect(found.contains { $0.kind == .minimum && $0.value < -0.99 })
  }

  @Test func halfOfTheMapMayBeUndefined() throws {
    let found = try points("sqrt(x) * (x - 2)^2 + (y - 1)^2")
    expect(found, .minimum, at: [Point(2, 1)])
    expect(found, .saddle, at: [Point(0.4, 1)])
  }

  @Test func theScalesOfLossAndAxesDoNotMatter() throws {
    for scale in ["1e-200", "1e-9", "1e9", "1e200"] {
      let found = try points("\(scale)*((x^2 - 4)^2 + (y - 1)^2)")
      expect(found, .minimum, at: [Point(-2, 1), Point(2, 1)])
      expect(found, .saddle, at: [Point(0, 1)])
    }
    let wide = try points("(x/1e6 - 1)^2 + (1e6*y - 1)^2", Domain(x: 0...3e6, y: -1e-6...3e-6))
    expect(wide, .minimum, at: [Point(1e6, 1e-6)], within: 1)
  }

  @Test(.slow) func theNumberOfPointsIsLimited() throws {
    let rastrigin = "20 + x^2 - 10*cos(2*pi*x) + y^2 - 10*cos(2*pi*y)"
    #expect(try points(rastrigin, square(5.12)).count == 64)
    #expect(try points(rastrigin, square(5.12), limit: 5).count == 5)
    #expect(try points(rastrigin, square(5.12), limit: 0).isEmpty)
    let near = try points(rastrigin, square(0.75))
    expect(near.filter { $0.value < 1e-9 }, .minimum, at: [Point(0, 0)])
    #expect(near.count == 9)
  }

  @Test func pointsOutsideTheDomainAreNotFound() throws {
    #expect(try points("(x - 5.01)^2 + y^2").isEmpty)
    expect(try points("(x - 5)^2 + y^2"), .minimum, at: [Point(5, 0)])
  }

  @Test(
    .slow,
    arguments: [
      "exp(x^2 + y^2)", "(x^2 + y^2)^6", "x^20 + y^20", "cosh(5x) + cosh(5y)",
      "exp(10x) + exp(-10x) + y^2", "1e6 + exp(x^2 + y^2)", "1e-200*exp(x^2 + y^2)",
      "x^12 + y^2", "1/((5.01^2 - x^2)*(5.01^2 - y^2))",
    ])
  func wallsDoNotHideAMinimum(_ text: String) throws {
    expect(try points(text), .minimum, at: [Point(0, 0)], within: 0.05)
    // Away from the nodes of the mesh.
    let aside = try points(text, Domain(x: -4.9...4.7, y: -4.8...4.7))
    expect(aside, .minimum, at: [Point(0, 0)], within: 0.05)
  }

  @Test(
    .slow,
    arguments: [
      "(x - 2y)^2", "(x^2 + y^2 - 1)^2", "(x*y - 1)^2", "(x - 2y)^4",
      "exp((x - 0.3y)^2)",
    ])
  func aTroughHasNoMinimum(_ text: String) throws {
    #expect(try points(text).filter { $0.kind == .minimum }.isEmpty)
  }
}
