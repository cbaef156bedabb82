import Calculus
import Optimizers
import TestSupport
import Testing

/// A verdict depends on the place of the run, however high the walls of the map are.
@Suite struct VerdictPlaceTests {
  @Test(arguments: [
    ("exp(x^2 + y^2)", "adam", 0.1), ("exp(x^2 + y^2)", "gd", 2e-13),
    ("(x^2 + y^2)^6", "momentum", 2.57e-10), ("(x^2 + y^2)^6", "adam", 0.1),
    ("x^20 + y^20", "adam", 0.1), ("x^20 + y^20", "momentum", 1e-13),
    ("cosh(5x) + cosh(y)", "adam", 0.1), ("1e-200*exp(x^2 + y^2)", "adam", 0.1),
    ("1e6 + exp(x^2 + y^2)", "adam", 0.1), ("exp(5x) + exp(-5x) + y^2", "gd", 1e-9),
  ])
  func aPlaceHighOnAWallIsNotAMinimum(_ formula: String, _ optimizer: String, _ rate: Double) throws
  {
    let typed = try TypedRun(
      formula, optimizer, rate: LearningRatePlan(rate), from: Point(-3.5, 3.5), steps: 400)
    let path = typed.run.trajectory
    for step in stride(from: 0, through: typed.run.step, by: 13) {
      let verdict = typed.verdict(upTo: step)
      #expect(["descending", "crawling"].contains(verdict.name), "step \(step): \(verdict.name)")
    }
    // It is indeed on the wall: a large part of the loss can still be gained.
    #expect(path.loss(typed.run.step) > 2 * typed.scales.lowestLoss)
  }

  @Test(arguments: [
    ("exp(x^2 + y^2)", "newton", 1.0), ("exp(x^2 + y^2)", "bfgs", 1), ("exp(x^2 + y^2)", "gd", 0.1),
    ("(x^2 + y^2)^6", "newton", 1), ("cosh(5x) + cosh(y)", "gd", 0.02),
    ("exp(5x) + exp(-5x) + y^2", "gd", 0.01), ("1e-200*exp(x^2 + y^2)", "newton", 1),
    ("1e6 + exp(x^2 + y^2)", "gd", 0.1), ("-exp(-50*(x^2 + y^2))", "gd", 0.005),
  ])
  func theBottomBetweenWallsIsAMinimum(_ formula: String, _ optimizer: String, _ rate: Double)
    throws
  {
    let typed = try TypedRun(
      formula, optimizer, rate: LearningRatePlan(rate), from: Point(-0.2, 0.15), steps: 600)
    #expect(typed.verdict().name == "minimum")
    #expect(!typed.verdict().sentence.contains("whole line"))
  }

  @Test(
    .slow,
    arguments: [
      ("-(1 + cos(12sqrt(x^2 + y^2)))/(0.5(x^2 + y^2) + 2)", "gd", 0.02, 5.12),
      ("-(1 + cos(12sqrt(x^2 + y^2)))/(0.5(x^2 + y^2) + 2)", "adam", 0.1, 5.12),
      ("(x^2 + y^2 - 1)^2", "gd", 0.003, 5), ("(x^2 + y^2 - 1)^2", "momentum", 0.001, 5),
      ("(x*y - 1)^2", "gd", 0.01, 5), ("x^2", "gd", 0.4, 5), ("(x - 2y)^2", "adam", 0.1, 5),
      ("1000 + (x - y)^2", "gd", 0.1, 5), ("1e-200*(x^2 + y^2 - 1)^2", "gd", 3e197, 5),
      ("sqrt((x - y)^2 + 0.01)", "gd", 0.02, 5),
    ])
  func aGrooveIsAWholeLineOfMinima(
    _ formula: String, _ optimizer: String, _ rate: Double, _ half: Double
  ) throws {
    let typed = try TypedRun(
      formula, optimizer, rate: LearningRatePlan(rate), from: Point(-3, -2.9), steps: 1500,
      half: half)
    #expect(typed.verdict().name == "minimum")
    #expect(typed.verdict().sentence.contains("along a whole line of them"))
    // The verdict appears on arrival, and stays.
    let first = try #require(typed.firstStep("minimum"))
    #expect(
      stride(from: first, through: 1500, by: 13).allSatisfy {
        typed.verdict(upTo: $0).name == "minimum"
      })
  }

  @Test func aFlatBottomIsNotALineOfMinima() throws {
    for formula in ["x^2 + y^4", "x^2 + y^6", "(x - y)^2 + (x + y)^4"] {
      let typed = try TypedRun(formula, rate: 0.1, from: Point(0, 0), steps: 20)
      #expect(typed.verdict().name == "minimum", "\(formula)")
      #expect(!typed.verdict().sentence.contains("whole line"), "\(formula)")
    }
  }

  @Test func aSlopingGrooveIsNotARestingPlace() throws {
    let typed = try TypedRun(
      "(x^2 + 10^6*y^2)/2", rate: 1e-6, from: Point(-3.5, 3.5), steps: 1000)
    #expect(typed.verdict().name == "crawling")
    #expect(typed.verdict().sentence.contains("near the stable limit 2e-6"))
    // On x² + y³ the descent continues below 0: the bend at 0 only looks like an end.
    let bend = try TypedRun("x^2 + y^3", rate: 0.05, from: Point(3.5, 3.5), steps: 4000)
    for step in stride(from: 0, through: bend.run.step, by: 13) {
      #expect(bend.verdict(upTo: step).name != "minimum")
    }
    #expect(try TypedRun("x^2 + y^3", rate: 0.1, from: .zero, steps: 20).verdict().name == "saddle")
  }

  @Test(arguments: [
    ("1 - exp(-(x^2 + y^2))", 5.0, Point(4, 3)), ("tanh(x)^2 + tanh(y)^2", 40, Point(30, 30)),
    ("sigmoid(10*(x^2 + y^2 - 4))", 5, Point(-3.5, 3.5)),
  ])
  func onlyAPlaceFlatInAllDirectionsIsAPlateau(
    _ formula: String, _ half: Double, _ start: Point
  ) throws {
    let typed = try TypedRun(formula, rate: 0.1, from: start, steps: 200, half: half)
    #expect(typed.verdict().name == "plateau")
  }

  @Test func aStepToFarOutsideThatStaysThereHasLeftTheMap() throws {
    let typed = try TypedRun("x + y + 1/(x + 6)", "newton", rate: 1, from: Point(0, 0), steps: 50)
    #expect(typed.verdict().name == "left-map")
  }
}
