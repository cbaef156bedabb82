import Calculus
import Comparison
import Landscape
import Optimizers
import Testing

@testable import Lessons

/// Conditions and quantities over a race whose numbers are known: gradient descent on x² + 2y² from
/// (5, 3) at 0.1, which leaves 0.8 of x and 0.6 of y with every step, beside momentum.
@Suite struct ConditionTests {
  static func situation(at step: Int, _ specs: [String] = ["gd:lr=0.1", "momentum:lr=1.5"])
    throws -> Situation
  {
    var surface = Surface.typed(formula: try Formula("x^2 + 2*y^2"))
    surface.minima = [Point(0, 0)]
    var setup = Setup(surface: surface, optimizers: try specs.map { try OptimizerSpec($0) })
    setup.start = Point(5, 3)
    return Situation(of: try Scene(setup), through: Budget(step, of: .steps))
  }

  @Test(arguments: [
    ("step = 30", true), ("step > 30", false), ("runs = 2", true), ("seed = 0", true),
    ("start.x = 5", true), ("limit = 0.5", true), ("lowest = 0", true), ("target = 0.01", true),
    ("gd.loss(0) = 43", true), ("gd.loss(1) = 22.48", true), ("gd.loss(1) = 22.5", true),
    ("gd.loss(1) = 22.4", false), ("gd.x(1) = 4", true), ("gd.y(1) = 1.8", true),
    ("gd.gradient(0) = 15.6", true), ("gd.length(1) = 1.56", true), ("gd.rate = 0.1", true),
    ("gd.batch = never", true), ("momentum.momentum = 0.9", true),
    ("gd.first(loss < 0.01) = 18", true), ("gd.stays(loss < 0.01) = 18", true),
    ("gd.stays(loss < 1e-30) = never", true), ("gd.first(y < x) = 0", true),
    ("gd.stays(excess < target) <= 18", true), ("10 < gd.stays(loss < 0.01) < 20", true),
    ("10 < gd.stays(loss < 0.01) < 15", false), ("gd.mean(x, 0, 1) = 4.5", true),
    ("gd.evaluations = 30", true),
    ("gd.rows(first(loss < 0.01)) = 18", true),
    ("gd.loss(31) > 0", false), ("adam.loss < 1000", false), ("gd#2.loss < 1000", false),
    ("momentum is diverged", true), ("gd is diverged", false),
    ("gd is diverged or global-minimum or descending", true), ("gd is raced", true),
    ("adam is raced", false), ("any is diverged", true), ("every is diverged", false),
    ("any.loss < 0.01", true), ("every.loss < 0.01", false), ("every.loss(0) = 43", true),
    ("surface is typed", true), ("surface is rosenbrock", false), ("sweep is open", false),
    ("check is agrees", true), ("check is kink", false), ("gradient is right", false),
    ("gradient is wrong", false), ("check.central > check.forward", true),
  ])
  func holds(text: String, expected: Bool) throws {
    let text = text.replacing("first(y < x)", with: "first(y < 5)")
    #expect(try Condition(text).holds(in: Self.situation(at: 30)) == expected)
  }

  /// What has not been on the screen yet has not happened.
  @Test func laterStepsDoNotCount() throws {
    let scene = try Self.situation(at: 30).scene
    var race = scene.race
    race.advance(to: 30)
    let early = Situation(scene: scene, race: race, steps: [10, 10])
    #expect(try !Condition("gd.first(loss < 0.01) < 30").holds(in: early))
    #expect(try !Condition("gd.loss(18) < 0.01").holds(in: early))
    #expect(try Condition("gd.loss < 1").holds(in: early))
  }

  @Test func staysIsTheLastStretch() throws {
    // x swings around 0 at a rate over 0.5 of its curvature.
    let swinging = try Self.situation(at: 9, ["gd:lr=0.99"])
    #expect(try Quantity("gd.first(x < 0)").value(in: swinging) == 1)
    #expect(try Quantity("gd.stays(x < 0)").value(in: swinging) == 9)
    #expect(try Quantity("gd.stays(x > 0)").value(in: swinging) == .infinity)
    #expect(try Quantity("gd.stays(x < 9)").value(in: swinging) == 0)
  }

  @Test func groups() throws {
    let situation = try Self.situation(at: 30)
    let (yes, no) = (try Condition("step = 30"), try Condition("step = 31"))
    #expect(Condition.all([yes, yes]).holds(in: situation))
    #expect(!Condition.all([yes, no]).holds(in: situation))
    #expect(Condition.any([no, yes]).holds(in: situation))
    #expect(!Condition.any([no, no]).holds(in: situation))
    #expect(Condition.not(no).holds(in: situation))
    let pane = Situation(
      scene: situation.scene, race: situation.race, steps: [30, 30], openPane: "sweep")
    #expect(try Condition("sweep is open").holds(in: pane))
    #expect(try !Condition("basins is open").holds(in: pane))
    #expect(try !Condition("seeds are shown").holds(in: pane))
    let cloud = Situation(
      scene: situation.scene, race: situation.race, steps: [30, 30], showsSeeds: true)
    #expect(try Condition("seeds are shown").holds(in: cloud))
  }

  @Test(arguments: [
    ("gd.loss", "this compares nothing", 6),
    ("gd.loss <", "a number or a quantity is missing here", 8),
    ("gd.los < 1", "a run has no 'los'", 3),
    ("gdd.loss < 1", "'gdd' is no optimizer and no quantity", 0),
    ("gd.loss < x", "'x' is no optimizer and no quantity", 10),
    ("gd.loss(1.5) < 1", "expected a whole number of at least 0, found '1.5'", 8),
    ("gd.first(loss) < 1", "a comparison is missing here", 13),
    ("gd.first(rate < 1) < 1", "a step has no 'rate'", 9),
    ("gd.mean(x, 5, 2) < 1", "expected a whole number of at least 5, found '2'", 14),
    ("gd is lost", "unknown verdict 'lost'", 6),
    ("seeds are here", "expected 'shown', found 'here'", 10),
    ("sweep is closed", "a pane is 'open' or nothing", 9),
    ("surface is", "expected the name of a surface, or 'typed'", 9),
    ("any.loss < every.loss", "'any' and 'every' in one comparison", 0),
    ("gd.loss ~ 1", "'~' cannot stand here", 8),
    ("start.z > 1", "a start has no 'z'", 6),
    ("gradient is odd", "a typed gradient is right or wrong", 12),
    ("", "a number or a quantity is missing here", 0),
  ])
  func faultsAreNamedAndPlaced(text: String, message: String, place: Int) throws {
    let error = try #require(throws: ConditionError.self) { try Condition(text) }
    #expect(error.message == message)
    #expect(error.range.lowerBound == place)
    #expect(!error.hint.isEmpty)
  }

  /// Each condition may compare with a quantity that has a condition.
  @Test func conditionsInEachOtherHaveALimit() throws {
    func nested(_ count: Int) -> String {
      String(repeating: "gd.first(loss < ", count: count) + "1"
        + String(repeating: ")", count: count) + " < 5"
    }
    #expect(throws: Never.self) { try Condition(nested(8)) }
    let error = try #require(throws: ConditionError.self) { try Condition(nested(60_000)) }
    #expect(error.message == "conditions lie too deep in each other here")
  }

  @Test func misspelledNamesAreGuessed() throws {
    func hint(_ text: String) -> String? {
      do throws(ConditionError) {
        _ = try Condition(text)
        return nil
      } catch {
        return error.hint
      }
    }
    #expect(hint("momentun.loss < 1") == "did you mean 'momentum'?")
    #expect(hint("gd.stay(loss < 1) < 1") == "did you mean 'stays'?")
    #expect(hint("gd is divergd") == "did you mean 'diverged'?")
  }

  @Test(arguments: [
    ("0.45", 0.005), ("17", 0.5), ("1.0e-9", 0.05e-9), ("1/3", 1e-9 / 3), ("-3", 0.5),
  ])
  func aWrittenNumberEqualsWhatRoundsToIt(text: String, tolerance: Double) throws {
    let value = try #require(WrittenNumber(text)?.value)
    let found = WrittenFigure(text: text, value: value).tolerance
    #expect(abs(found - tolerance) < 1e-5 * tolerance)
  }

  @Test func anExponentBeyondAllNumbersIsOne() throws {
    let text = "0.0e-9223372036854775808"
    let value = try #require(WrittenNumber(text)?.value)
    #expect(WrittenFigure(text: text, value: value).tolerance == 0)
  }
}
