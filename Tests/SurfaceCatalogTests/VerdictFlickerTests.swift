import Optimizers
import SurfaceCatalog
import TestSupport
import Testing

/// A verdict is shown sixty times a second while a run plays: it must not flicker.
@Suite struct VerdictFlickerTests {
  /// The verdicts along a run, each with the step at which it begins.
  static func changes(
    _ surface: String, _ optimizer: String, rate: Double, steps: Int
  ) throws -> [(name: String, step: Int)] {
    let (run, scales) = try VerdictTableTests.run(
      .init(surface: surface, optimizer: optimizer, rate: rate, steps: steps, outcome: ""))
    var spans: [(name: String, step: Int)] = []
    // Every thirteenth row, for speed: this way each position within the blocks of ten rows occurs.
    for step in stride(from: 0, through: run.step, by: 13) {
      let name = run.verdict(at: step, scales: scales).name
      if spans.last?.name != name { spans.append((name, step)) }
    }
    return spans
  }

  /// How often a verdict is replaced for less than 50 steps and returns.
  static func flickers(_ spans: [(name: String, step: Int)]) -> Int {
    spans.indices.dropFirst(2).count { index in
      spans[index].name == spans[index - 2].name && spans[index].step - spans[index - 1].step < 50
    }
  }

  @Test(
    .slow,
    arguments: [
      "quadratic", "plateau", "two-basins", "rosenbrock", "himmelblau",
    ])
  func defaultRacesHaveFewVerdicts(_ name: String) throws {
    let surface = try #require(SurfaceCatalog.surface(named: name))
    for (optimizer, rate) in surface.learningRates {
      let spans = try Self.changes(name, optimizer, rate: rate, steps: 5000)
      #expect(spans.count <= 6, "\(optimizer): \(spans)")
      // sgd may hover in one basin, fall into the other, and hover there.
      #expect(Self.flickers(spans) <= (optimizer == "sgd" ? 1 : 0), "\(optimizer): \(spans)")
    }
  }

  @Test(.slow) func adamsBurstsDoNotLeaveTheMinimum() throws {
    for rate in [0.01, 0.05] {
      let spans = try Self.changes("rosenbrock", "adam", rate: rate, steps: 10_000)
      #expect(spans.map(\.name).suffix(1) == ["global-minimum"])
      #expect(spans.count <= 5, "\(spans)")
      let reached = try #require(spans.last?.step)
      #expect(reached < 4500)
    }
  }

  /// Rates so large that the runs are chaotic, and rules that never come to rest.
  @Test(.slow, arguments: ["himmelblau", "griewank"])
  func chaoticRunsHaveSteadyVerdicts(_ name: String) throws {
    for (optimizer, rate) in [("lion", 0.05), ("rmsprop", 0.05), ("signsgd", 0.1), ("adam", 0.3)] {
      let spans = try Self.changes(name, optimizer, rate: rate, steps: 5000)
      #expect(spans.count <= 8, "\(optimizer): \(spans)")
      #expect(Self.flickers(spans) <= 1, "\(optimizer): \(spans)")
    }
  }
}
