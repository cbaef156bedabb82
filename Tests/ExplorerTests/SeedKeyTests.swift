import Calculus
import Canvas
import Comparison
import Landscape
import Optimizers
import TestSupport
import Testing

@testable import Explorer

/// Many seeds at once.
struct SeedKeyTests {
  /// A bowl with noise, and few steps, so that debug builds are quick.
  private func opened(
    _ keys: String, size: Size = Size(width: 120, height: 40), step: Int = 40,
    optimizers: [String] = ["gd", "sgd", "minibatch:lr=0.1"],
    change: (inout Setup) throws -> Void = { _ in }
  ) throws -> ExplorerState {
    var state = try ExplorerState.paused(size: size, step: step) {
      $0.optimizers = try optimizers.map { try OptimizerSpec($0) }
      try change(&$0)
    }
    try state.type(keys)
    return state
  }

  @Test func theKeyShowsAllStochasticRunsOrTheSelectedOne() throws {
    var state = try opened("D")
    #expect(state.seedRuns == [1, 2])
    #expect(state.notice == "20 seeds of SGD, Mini-batch, from 0 on")
    try state.type("2")
    #expect(state.seedRuns == [1])
    // Gradient descent has no seeds of its own.
    try state.type("1")
    #expect(state.seedRuns == [1, 2])
    try state.type("D")
    #expect(state.seedRuns.isEmpty && !state.hasWork)
    #expect(state.findings.seeds.isEmpty)
    try state.type("D")
    #expect(state.notice == "seeds change nothing for GD; 20 seeds of SGD, Mini-batch, from 0 on")
  }

  @Test func withoutChanceItSaysWhy() throws {
    var state = try opened("D", optimizers: ["gd", "adam"])
    #expect(
      state.notice
        == "no run here draws random numbers: all seeds are the same; try sgd, or a batch")
    #expect(!state.hasWork && !state.showsSeeds)
    try state.type("D")
    #expect(state.notice?.hasPrefix("no run here") == true, "it was never on")
  }

  private func words(_ state: ExplorerState) throws -> String {
    try #require(state.seedForms(of: 0)?.first)
  }

  @Test(.slow) func theWordsFollowTheStep() throws {
    var state = try opened("D", optimizers: ["sgd"])
    #expect(state.text.contains("20 seeds …"))
    state.completeWork()
    #expect(try words(state).contains(/^\d+ of 20 seeds (have been )?under the target/))
    let known = try #require(state.seedCloud(of: 0)).position
    #expect(known == 64)
    // Some way ahead is known already.
    try state.type("....<Right><Right>")
    #expect(!state.hasWork)
    try state.type("<Home>")
    #expect(try words(state) == "0 of 20 seeds under the target")
    for _ in 0..<8 { try state.type("<more>") }
    #expect(state.playback.position == 80 && state.hasWork)
    state.completeWork()
    #expect(try #require(state.seedCloud(of: 0)).position == 128)
  }

  @Test(.slow) func resultsStayWhileNothingThatDecidesThemChanges() throws {
    var state = try opened("D", optimizers: ["gd", "sgd"])
    state.completeWork()
    let key = try #require(state.findings.seeds.first).key
    // Another pane, another view, another rate of another run.
    try state.type("wvz1+")
    #expect(state.seedCloud(of: 1) != nil)
    try state.type("w2+")
    #expect(state.seedCloud(of: 1) == nil && state.hasWork)
    state.completeWork()
    #expect(state.findings.seeds.count == 1 && state.findings.seeds[0].key != key)
    try state.type("u")
    state.completeWork()
    #expect(state.findings.seeds[0].key == key)
    try state.type("d")
    #expect(state.seedCloud(of: 1) == nil)
    state.completeWork()
    #expect(state.seedCloud(of: 1)?.trials.runs.map(\.settings.seed) == (1..<21).map { UInt64($0) })
  }

  @Test(.slow) func eachSeedIsADotInPlaceOfTheTrail() throws {
    var state = try opened("v", optimizers: ["sgd"])
    var painter = Painter()
    let alone = painter.drawing(of: state).frame
    try state.type("D")
    state.completeWork()
    let dots = SeedDots(of: state, runs: [0], theme: Theme(Theme.Key(state))).dots
    #expect(dots.count == 20)
    #expect(dots[0].point == state.present(of: 0).point, "the first is the run itself")
    let map = try #require(Layout(of: state).maps.first)
    let frame = painter.drawing(of: state).frame
    #expect(frame.cropped(to: map) != alone.cropped(to: map))
    for view in ["V", ""] {
      try state.type(view)
      _ = painter.drawing(of: state).frame
    }
  }

  /// The board has the count at any size, beside a pane and in a lesson too.
  @Test(.slow) func everythingKeepsItsPlace() throws {
    let sizes = [
      Size(width: 60, height: 16), Size(width: 80, height: 24), Size(width: 200, height: 60),
    ]
    for size in sizes {
      for keys in ["", "w"] where size.height > 16 || keys.isEmpty {
        let before = try opened(keys, size: size, step: 10)
        var state = before
        try state.type("D")
        #expect(Layout(of: state) == Layout(of: before))
        #expect(state.text.contains(/20 seeds …| …/), "\(size) \(state.text)")
        state.completeWork()
        #expect(state.text.contains(/\d+( of |\/)20/), "\(size) \(state.text)")
      }
    }
  }

  @Test func theCommandLineStatesThem() throws {
    #expect(try opened("D").commandLine.hasSuffix("--seeds 20"))
    #expect(try !opened("DD").commandLine.contains("--seeds"))
    #expect(try !opened("D", optimizers: ["gd"]).commandLine.contains("--seeds"))
  }

  @Test(.slow) func theChartShowsTheirMedianAndMiddleHalf() throws {
    var state = try opened("D", optimizers: ["sgd"])
    state.completeWork()
    let curves = try #require(SeedCurves(of: 0, state))
    let losses = try #require(state.seedCloud(of: 0)).trials.runs.map { $0.trajectory.loss(25) }
    let quartiles = curves.quartiles(at: 25)
    #expect(losses.count { $0 < quartiles.lower } == 5)
    #expect(losses.count { $0 < quartiles.median } == 10)
    #expect(losses.count { $0 > quartiles.upper } == 5)
    #expect(state.text.contains("median"))
    try state.type("XX")
    let hasCurves = SeedCurves(of: 0, state) != nil
    #expect(!hasCurves, "the rate is the same with every seed")
  }

  /// Compared as in `GoldenFrameTests`.
  @Test(.slow) func looksAsRecorded() throws {
    // The results are the same for all sizes and colours.
    var findings = Findings()
    for (size, depth) in [
      (Size(width: 80, height: 24), ColorDepth.none), (Size(width: 120, height: 40), .none),
      (Size(width: 120, height: 40), .trueColor),
    ] {
      var state = try ExplorerState.paused(size: size, step: 40, depth: depth) {
        $0.surface = try wells()
        $0.optimizers = [try OptimizerSpec("gd"), try OptimizerSpec("sgd")]
        $0.noise = 5
      }
      state.findings = findings
      try state.type("vD")
      state.completeWork()
      findings = state.findings
      var painter = Painter()
      try expectGolden(
        painter.drawing(of: state).frame, "seeds-\(size.width)x\(size.height)-\(depth)")
    }
  }
}
