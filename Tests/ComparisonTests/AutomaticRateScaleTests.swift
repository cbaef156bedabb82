import Calculus
import Comparison
import Landscape
import Optimizers
import RealModule
import TestSupport
import Testing

/// Rates and starts chosen automatically, on surfaces of any scale: gradient descent moves
/// immediately and does not diverge.
struct AutomaticRateScaleTests {
  private func scene(_ text: String, domain: Domain = .standard) throws -> Scene {
    var setup = Setup(surface: .typed(formula: try Formula(text), domain: domain))
    setup.optimizers = try ["gd", "momentum", "adam"].map { try OptimizerSpec($0) }
    return try Scene(setup)
  }

  private func rates(_ scene: Scene) -> [Double] { scene.settings.map(\.learningRate.initial) }

  /// The first hundred steps never climb above the start, and some of them are visible on the map.
  private func expectDescent(_ scene: Scene, _ name: String) throws {
    var race = scene.race
    race.advance(to: 100)
    let path = race.runs[0].trajectory
    let start = path.loss(0)
    #expect(path.lastStep == 100, "\(name)")
    #expect(path.allSatisfy { $0.loss <= start }, "\(name) climbs")
    let way = path.map { ($0.point - path.point(0)).norm }.max() ?? 0
    #expect(way > 0.01 * scene.domain.shorterSide, "\(name) moves \(way)")
  }

  @Test(arguments: [-300, -200, -100, -30, -10, 0, 10, 30, 100, 200, 300])
  func halfOfTheStableLimitWorksAtAnyScale(_ power: Int) throws {
    let scale = Double.pow(10, power)
    let scene = try scene("1e\(power)*(x^2+2y^2)")
    let rates = rates(scene)
    #expect(abs(rates[0] * 4 * scale - 1) < 1e-9)
    #expect(abs(rates[1] / rates[0] - 0.3) < 1e-9)
    #expect(rates[2] == 0.1)
    try expectDescent(scene, "1e\(power)")
  }

  @Test(.slow, arguments: [-10, -5, 0, 5, 10])
  func itWorksOnDomainsOfAnySize(_ power: Int) throws {
    let side = Double.pow(10, power)
    let domain = Domain(x: -side...side, y: -side...side)
    for formula in ["x^2+2y^2", "x^4+y^4", "sin(x)+cos(y)", "x+2y"] {
      let scene = try scene(formula, domain: domain)
      #expect(abs(rates(scene)[2] / (0.02 * side) - 1) < 1e-9)
      if formula != "sin(x)+cos(y)" || power <= 0 { try expectDescent(scene, "\(formula) \(side)") }
    }
  }

  @Test(arguments: [
    "exp(10x)+exp(-10x)+y^2", "exp(x^2+y^2)", "(x^2+y^2)^6", "cosh(20x)+y^2", "exp(x)^4+exp(-y)^4",
    "x-log(x)+y^2", "1e10*x+y", "1e-10*(x+y)", "abs(x)+abs(y)",
    "(1-x)^2+100(y-x^2)^2", "x^20+y^20", "1e300*abs(x)+1e300*abs(y)",
  ])
  func steepWallsCauseNoDivergence(_ formula: String) throws {
    try expectDescent(scene(formula), formula)
  }

  /// A wall that no curvature shows is found by trial, and no climb is taken for rounding, however
  /// high all losses are.
  @Test(arguments: [0, 1e5] as [Double]) func aWallBeyondAGentleSlopeLowersTheRate(
    _ offset: Double
  ) throws {
    let formula = try Formula("\(offset) + max(-0.1x, 100(x - 3)) + y^2/2")
    var setup = Setup(surface: .typed(formula: formula))
    setup.start = Point(2.95, 0)
    setup.optimizers = [OptimizerSpec(.gd)]
    let scene = try Scene(setup)
    #expect(rates(scene)[0] < 0.02)
    var race = scene.race
    race.advance(to: 20)
    let path = race.runs[0].trajectory
    #expect(path.allSatisfy { $0.loss <= path.loss(0) })
  }

  @Test(arguments: [
    "sqrt(16-x^2-y^2)", "-exp(-9*(x^2+y^2))", "max(0, x^2+y^2-0.01) - max(0, x^2+y^2-4)",
    "sqrt(9-x^2)+sqrt(9-y^2)", "log(1-x^2-y^2)",
  ])
  func startsCanMove(_ formula: String) throws {
    let scene = try scene(formula)
    var race = scene.race
    race.advance(to: 10)
    let path = race.runs[0].trajectory
    #expect(path.lastStep >= 4)
    #expect(path.loss(path.lastStep) < path.loss(0))
    #expect((path.point(path.lastStep) - path.point(0)).norm > 0.005 * scene.domain.shorterSide)
  }

  /// If the four points are good, the highest one is chosen as usual.
  @Test func aHighStartIsKept() throws {
    #expect(try scene("x^2+y^2+x").start == Point(3.5, 3.5))
    #expect(try scene("exp(exp(x))+y^2").start == Point(3.5, 3.5))
    #expect(try scene("3").start == Point(-3.5, 3.5))
  }
}
