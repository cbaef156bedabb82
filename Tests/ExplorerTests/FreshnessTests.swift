import Calculus
import Canvas
import Comparison
import Experiments
import Landscape
import Optimizers
import TestSupport
import Testing

@testable import Explorer

/// What is kept from one picture to the next is never out of date.
///
/// After each change a painter that drew the state before it draws what a new painter draws, and
/// results that were computed before it are those that would be computed now.
struct FreshnessTests {
  /// One thing that pictures or results depend on, and another value of it.
  struct Change: Sendable {
    let name: String
    let make: @Sendable (inout ExplorerState) throws -> Void

    init(_ name: String, _ make: @escaping @Sendable (inout ExplorerState) throws -> Void) {
      self.name = name
      self.make = make
    }

    /// A version of the surface's file.
    static func file(_ name: String, _ edit: @escaping @Sendable (inout Surface) throws -> Void)
      -> Change
    {
      Change(name) { state in
        var surface = state.scene.surface
        try edit(&surface)
        state.reload(.success(surface))
      }
    }
  }

  /// Two wells, with a parameter.
  private static func wells(k: Double = 1) throws -> Surface {
    Surface(
      id: "wells", name: "Wells",
      loss: .formula(try Formula("(x^2 - 1)^2 + k*y^2 + 0.1x", parameters: ["k"])),
      domain: Domain(x: -2...2, y: -2...2), start: Point(0.1, 1.5),
      minima: [Point(-1.01, 0), Point(0.99, 0)], learningRates: ["gd": 0.1, "sgd": 0.1],
      levels: .log, noise: 0.5,
      parameters: [SurfaceParameter(name: "k", value: k, range: 0.5...10, scale: .log)])
  }

  private static func opened(
    _ surface: Surface, width: Int = 64, height: Int = 18, view: Appearance.View = .overlay,
    glyphs: GlyphSet = .quadrant, optimizers: [String] = ["gd", "sgd"]
  ) throws -> ExplorerState {
    var setup = Setup(surface: surface)
    setup.optimizers = try optimizers.map { try OptimizerSpec($0) }
    setup.steps = 30
    let surfaces = ["flat": try wells(), "steep": try wells(k: 8)]
    return ExplorerState(
      scene: try Scene(setup), playback: Playback(position: 5, isPlaying: false),
      appearance: Appearance(view: view, glyphs: glyphs),
      size: Size(width: width, height: height),
      catalog: Catalog(names: ["flat", "steep"]) { surfaces[$0] })
  }

  private static let surface: [Change] = [
    .file("formula") { $0.loss = .formula(try Formula("x^4 + k*y^2", parameters: ["k"])) },
    .file("the file's value of a parameter") {
      $0.parameters = [SurfaceParameter(name: "k", value: 4, range: 0.5...10, scale: .log)]
    },
    .file("domain of the file") { $0.domain = Domain(x: -3...2, y: -2...2) },
    Change("parameter") { $0.set(.parameter("k"), to: .number(3)) },
    Change("zoom") { $0.sight.zoom(.closer, around: Point(0.5, 0.5)) },
    Change("pan") { $0.sight.pan(by: Point(0.5, 0)) },
  ]

  private static let look: [Change] = [
    .file("levels of the file") { $0.levels = .linear },
    Change("levels") { $0.appearance.levels = .quantile },
    Change("width") { _ = $0.handle(.resize(Size(width: 70, height: $0.size.height))) },
    Change("height") { _ = $0.handle(.resize(Size(width: $0.size.width, height: 17))) },
    Change("glyphs") { $0.appearance.glyphs = .sextant },
    Change("depth") { $0.appearance.depth = .indexed256 },
    Change("few colours") { $0.appearance.depth = .eight },
    Change("ramp") { $0.appearance.ramp = .viridis },
    Change("bands") { $0.appearance.contours = .bands },
    Change("lines") { $0.appearance.contours = .lines },
    Change("background") { state in
      state.appearance.background = state.appearance.background == .dark ? .light : .dark
    },
    Change("view") { $0.sight.switchRelief() },
    Change("camera") { $0.sight.camera = Camera(azimuth: -40, elevation: 30) },
    Change("selection") { $0.selection = 1 },
    Change("step") { $0.show(9) },
    Change("one run") { $0.race(["gd"]) },
    Change("three runs") { $0.race(["gd", "sgd", "adam"]) },
    Change("pane") { $0.sight.toggle(.sweep) },
  ]

  private static let races: [Change] = [
    .file("minima of the file") { $0.minima = [Point(0.99, 0)] },
    .file("learning rates of the file") { $0.learningRates = ["gd": 1e-5, "sgd": 0.1] },
    .file("noise of the file") { $0.noise = 1.5 },
    Change("noise") { $0.set(.noise, to: .number(1)) },
    Change("seed") { $0.changeSeed(to: 7) },
    Change("start") { $0.moveStart(to: Point(-0.5, 1)) },
    Change("rate") { $0.changeLearningRates { 2 * $0 } },
    Change("hyperparameter") {
      $0.set(.hyperparameter(Hyperparameter.weightDecay.name), to: .number(0.3))
    },
    Change("batch") { $0.set(.batch, to: .number(4)) },
    Change("schedule") { state in state.change { $0.schedule = ScheduleSpec(.cosine) } },
    Change("optimizers") { $0.race(["adam", "sgd"]) },
    Change("steps of the sweep") { $0.sight.sweepSteps = 50 },
  ]

  /// Draws a state as the program does, which tells it what it showed.
  private func draw(_ state: inout ExplorerState, by painter: inout Painter) -> Frame {
    let drawing = painter.drawing(of: state)
    state.see(drawing.shown)
    return drawing.frame
  }

  /// Flat, in relief, and as bare lines; the colours of basins are those that were known before.
  @Test(
    .slow,
    arguments: [("", .dark), ("V", .dark), ("cc", .light), ("a", .dark), ("aV", .dark)]
      as [(String, Background)])
  func aKeptPictureIsThatOfANewPainter(_ keys: String, on background: Background) throws {
    var before = try FreshnessTests.opened(try FreshnessTests.wells(), glyphs: .braille)
    before.appearance.background = background
    try before.type(keys)
    var kept = Painter()
    _ = finish(&before, by: &kept)
    for change in FreshnessTests.surface + FreshnessTests.look + FreshnessTests.races {
      var (after, painter, new) = (before, kept, Painter())
      try change.make(&after)
      #expect(
        draw(&after, by: &painter) == new.drawing(of: after).frame,
        "\(keys), then \(change.name)")
    }
  }

  @Test(.slow) func theMapOfOtherDataIsDrawnAgain() throws {
    var state = try FreshnessTests.opened(try line())
    var (kept, new) = (Painter(), Painter())
    let first = draw(&state, by: &kept)
    state.reload(.success(try line(slope: -1)))
    let frame = draw(&state, by: &kept)
    #expect(frame == new.drawing(of: state).frame && frame != first)
  }

  @Test func thePreviewOfAnotherSurfaceIsDrawnAgain() throws {
    var state = try FreshnessTests.opened(try FreshnessTests.wells(), width: 100, height: 30)
    try state.type("s")
    var (kept, new) = (Painter(), Painter())
    let first = draw(&state, by: &kept)
    // The same formula with another value of its parameter.
    try state.type("<Down>")
    let frame = draw(&state, by: &kept)
    #expect(frame == new.drawing(of: state).frame && frame != first)
  }

  /// Draws, computes what the pane wants, and draws again.
  private func finish(_ state: inout ExplorerState, by painter: inout Painter) -> Frame {
    _ = draw(&state, by: &painter)
    state.completeWork()
    return draw(&state, by: &painter)
  }

  /// Results that were computed before a change against those that are computed after it.
  private func expectFresh(
    _ before: ExplorerState, _ painter: Painter, after change: Change
  ) throws {
    var (kept, painter, new) = (before, painter, Painter())
    try change.make(&kept)
    var fresh = kept
    fresh.findings = Findings()
    let frame = finish(&kept, by: &painter)
    #expect(frame == finish(&fresh, by: &new), "after \(change.name)")
    #expect(kept.sweep?.rates == fresh.sweep?.rates, "after \(change.name)")
    #expect(kept.sweep?.curves.map(\.points) == fresh.sweep?.curves.map(\.points))
    #expect(kept.law?.curves.map(\.points) == fresh.law?.curves.map(\.points))
    for run in kept.basinRuns {
      let (map, other) = (kept.basins(of: run), fresh.basins(of: run))
      #expect(map?.minima == other?.minima, "after \(change.name)")
      #expect(map?.outcomes == other?.outcomes, "after \(change.name)")
    }
  }

  @Test(.slow) func aKeptSweepIsTheOneOfNow() throws {
    // A rate that was asked for hides that the file states another one.
    var state = try FreshnessTests.opened(
      try FreshnessTests.wells(), optimizers: ["gd:lr=0.3", "sgd"])
    try state.type("w")
    var painter = Painter()
    _ = finish(&state, by: &painter)
    let again = Change("the same optimizer without that rate") {
      $0.race(["adam", "sgd"])
      $0.race(["gd", "sgd"])
    }
    for change in FreshnessTests.surface + FreshnessTests.races + [again] {
      try expectFresh(state, painter, after: change)
    }
  }

  @Test(.slow) func aKeptLawIsTheOneOfNow() throws {
    var state = try FreshnessTests.opened(try FreshnessTests.wells(), optimizers: ["gd"])
    try state.type("W")
    var painter = Painter()
    _ = finish(&state, by: &painter)
    let changes = FreshnessTests.surface + FreshnessTests.races
    for change in changes
    where ["parameter", "domain of the file", "rate", "start"].contains(change.name) {
      try expectFresh(state, painter, after: change)
    }
  }

  @Test(.slow, arguments: ["gd", "sgd"]) func keptBasinsAreThoseOfNow(_ optimizer: String) throws {
    // The maps of six equal runs are small, and one result serves all of them.
    var state = try FreshnessTests.opened(
      try FreshnessTests.wells(), width: 40, height: 12, view: .side, glyphs: .braille,
      optimizers: Array(repeating: optimizer, count: 6))
    try state.type("a")
    var painter = Painter()
    _ = finish(&state, by: &painter)
    let noisy = FreshnessTests.races.filter { ["noise", "seed"].contains($0.name) }
    let size = FreshnessTests.look.filter { ["width", "height"].contains($0.name) }
    let all = FreshnessTests.surface + FreshnessTests.races + size
    // A run with sampled gradients takes long, so only what matters to no other.
    for change in optimizer == "gd" ? all : noisy {
      try expectFresh(state, painter, after: change)
    }
  }

  /// The basins of equal runs are computed once, and shown for each of them.
  @Test func basinsFollowTheSelectionAmongEqualRuns() throws {
    var state = try FreshnessTests.opened(
      try FreshnessTests.wells(), glyphs: .braille, optimizers: ["gd", "gd"])
    try state.type("a")
    var (kept, new) = (Painter(), Painter())
    _ = finish(&state, by: &kept)
    state.selection = 1
    #expect(draw(&state, by: &kept) == new.drawing(of: state).frame)
  }

  @Test(.slow, arguments: ["w", "a"]) func resultsOfOtherDataAreNotKept(_ keys: String) throws {
    var state = try FreshnessTests.opened(try line(), glyphs: .braille, optimizers: ["gd"])
    try state.type(keys)
    var painter = Painter()
    _ = finish(&state, by: &painter)
    try expectFresh(
      state, painter, after: Change("data") { $0.reload(.success(try line(slope: -1))) })
  }
}

extension BasinMap {
  /// The cells, row by row.
  fileprivate var outcomes: [BasinCell?] {
    (0..<height).flatMap { row in (0..<width).map { self[$0, row] } }
  }
}
