import Calculus
import Comparison
import Landscape
import Optimizers
import Testing

/// The gradient that a setup gives its optimizers.
struct GradientSpecTests {
  private func setup(_ text: String = "x^2 + 2y^2", gradient: String? = nil) throws -> Setup {
    var setup = Setup(
      surface: .typed(formula: try Formula(text)),
      optimizers: [OptimizerSpec(.gd, learningRate: 0.1)])
    setup.gradient = try gradient.map { try GradientSpec($0, on: setup.surface) }
    return setup
  }

  @Test(arguments: ["exact", "central", "forward", "central:h=0.001", "2x, -4y", "u = x; 2u, 4y"])
  func textsReadBack(_ text: String) throws {
    let surface = try setup().surface
    let spec = try GradientSpec(text, on: surface)
    #expect(spec.text == text)
    #expect(try GradientSpec(spec.text, on: surface) == spec)
  }

  @Test func namedPartsOfTheLossAreKnown() throws {
    let setup = try setup("r = x^2 + y^2; r^2", gradient: "4*r*x, 4*r*y")
    #expect(setup.gradient?.text == "r = x^2 + y^2; 4*r*x, 4*r*y")
    #expect(try Scene(setup).gradientComparison(at: Point(1, 2))?.agrees == true)
  }

  @Test(arguments: [
    ("central:h=0", "'h=0' is not a step"), ("forward:1e-3", "'1e-3' is not a step"),
    ("2x", "a gradient is two formulas, and this is one"), ("2x, 4z", "unknown name 'z'"),
  ])
  func faultsAreNamed(_ text: String, _ message: String) throws {
    let surface = try setup().surface
    do throws(GradientSpecError) {
      _ = try GradientSpec(text, on: surface)
      Issue.record("\(text) was read")
    } catch {
      #expect(error.message.hasPrefix(message), "\(error)")
    }
  }

  @Test func theRaceRunsWithIt() throws {
    var race = try Scene(setup(gradient: "2x, -4y")).race
    race.advance(to: 1)
    let start = try Scene(setup()).start
    #expect(race.runs[0].trajectory[1].point == start - 0.1 * Point(2 * start.x, -4 * start.y))
  }

  @Test func argumentsStateIt() throws {
    #expect(try setup(gradient: "-2x, 4y").arguments.contains("--gradient=-2x, 4y"))
    #expect(try setup(gradient: "exact").arguments == setup().arguments)
    var surface = try setup().surface
    surface.gradient = try GradientFormula("2x, 4y")
    var stated = Setup(surface: surface)
    #expect(stated.givenGradient.text == "2x, 4y")
    #expect(!stated.arguments.contains { $0.hasPrefix("--gradient") })
    stated.gradient = .exact
    #expect(stated.arguments.contains("--gradient=exact"))
  }

  @Test func namesOfAnotherSurfaceAreRefused() throws {
    var other = try setup()
    other.gradient = .typed(try GradientFormula("k*x, y", parameters: ["k"]))
    #expect(throws: SetupError.gradient(unknown: ["k"])) { try Scene(other) }
  }

  @Test func aTypedOneEndsWithItsSurfaceAndDifferencesDoNot() throws {
    let other = Surface.typed(formula: try Formula("x^4 + y^4"))
    #expect(try setup(gradient: "2x, 4y").showing(other).gradient == nil)
    #expect(try setup(gradient: "central").showing(other).gradient?.text == "central")
  }

  /// From the exact ridge of a saddle only errors lead away: none with exact derivatives, the error of
  /// the formula with forward differences, and with central ones, which have none here, rounding.
  @Test func differencesLeaveARidgeWhereTheExactGradientStays() throws {
    func distances(_ loss: String, from start: Point, _ gradient: String) throws -> Double {
      var setup = try setup(loss, gradient: gradient)
      setup.start = start
      setup.optimizers = [OptimizerSpec(.gd, learningRate: 0.25)]
      var race = try Scene(setup).race
      race.advance(to: 1000)
      return race.runs[0].trajectory[1000].loss
    }
    let straight = "x^2/2 + y^4/4 - y^2/2"
    #expect(try distances(straight, from: Point(-1.5, 0), "exact") >= 0)
    #expect(try distances(straight, from: Point(-1.5, 0), "central") >= 0)
    #expect(try distances(straight, from: Point(-1.5, 0), "forward") < -0.24)
    let turned = "u = x + 2y; v = 2x - y; u^2/10 + v^4/100 - v^2/10"
    #expect(try distances(turned, from: Point(-1, -2), "exact") >= 0)
    #expect(try distances(turned, from: Point(-1, -2), "central") < -0.24)
  }
}
