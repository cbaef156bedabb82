import Calculus
import Canvas
import Optimizers
import TestSupport
import Testing

@testable import Explorer

struct InspectorTests {
  @Test(.slow, arguments: OptimizerKind.all) func everyOptimizerIsInspectedInASCII(
    kind: OptimizerKind
  )
    throws
  {
    let pane = Pane(
      optimizer: kind.name, size: Size(width: 60, height: 50), isUTF8: false)
    let text = try pane.inspector().plainText
    #expect(text.unicodeScalars.allSatisfy { $0.isASCII })
    // A character without a spelling becomes a question mark.
    #expect(!text.contains("?"))
    #expect(text.contains("step = "))
  }

  @Test(.slow, arguments: OptimizerKind.all) func nothingIsCutOffIfThereIsRoom(
    kind: OptimizerKind
  )
    throws
  {
    let pane = Pane(optimizer: kind.name, size: Size(width: 48, height: 50))
    // AdaBound's formula contains an ellipsis.
    let text = try pane.inspector().plainText.replacing("lo…hi", with: "")
    #expect(!text.contains("…"))
  }

  @Test(.slow, arguments: ["gd", "adam", "prodigy", "minibatch:batch=5"])
  func theStepStaysAtAnyHeight(optimizer: String) throws {
    var pane = Pane(optimizer: optimizer, isOfData: true)
    let state = try pane.state()
    for height in 8...30 {
      for width in [34, 41, 48] {
        pane.size = Size(width: width, height: height)
        let text = pane.inspector(of: state).plainText
        #expect(text.contains("Δ = ") && text.contains("|Δ|") && text.contains("from −∇f"))
      }
    }
  }

  @Test func anySizeIsDrawn() throws {
    for size in [(0, 0), (1, 1), (5, 3), (12, 4), (34, 2), (200, 60)] {
      let pane = Pane(optimizer: "adam", size: Size(width: size.0, height: size.1))
      #expect(try pane.inspector().size == pane.size)
      #expect(try pane.vectors().size == pane.size)
      #expect(try pane.check(of: "x^2 + y^2", at: Point(1, 2)).size == pane.size)
    }
  }

  @Test func nonFiniteNumbersAreDrawn() throws {
    let pane = Pane(optimizer: "gd:lr=1e300", step: 1)
    #expect(try pane.inspector().plainText.contains("refused: the run ends here"))
    #expect(try pane.vectors().size == pane.size)
    let check = try pane.check(of: "log(x) + y", at: Point(-1, 1)).plainText
    #expect(check.contains("undefined"))
  }

  @Test func theMemoryOfARuleIsShownInParts() throws {
    let momentum = try Pane(optimizer: "momentum").inspector().plainText
    #expect(momentum.contains("0.9·b before") && momentum.contains(" + g "))
    let adam = try Pane(optimizer: "adam").inspector().plainText
    #expect(adam.contains("0.9·m before") && adam.contains("0.999·v before"))
    // There is no memory before the first step.
    #expect(try !Pane(optimizer: "momentum", step: 0).inspector().plainText.contains("before"))
  }

  /// The steps before this one, back to the start, with whole numbers in any pane.
  @Test func theLastStepsAreListedWithoutCuts() throws {
    for width in [34, 36, 41, 48, 56] {
      let pane = Pane(optimizer: "gd", step: 4, size: Size(width: width, height: 40))
      let state = try pane.state()
      let lines = pane.inspector(of: state).plainText.split(separator: "\n").map(String.init)
      let heading = try #require(lines.firstIndex { $0.contains("|∇f|") && $0.contains("step") })
      let cells = lines[heading...].dropFirst().prefix(5).map {
        $0.split(separator: " ").dropFirst().dropLast().map(String.init)
      }
      #expect(cells.map(\.first) == ["4", "3", "2", "1", "0"])
      #expect(cells.map(\.count) == [4, 4, 4, 4, 3], "\(cells)")
      let path = state.race.runs[0].trajectory
      for (step, row) in zip([4, 3, 2, 1, 0], cells) {
        let loss = try #require(Double(row[1]))
        #expect(abs(loss - path.loss(step)) <= 0.05 * path.loss(step))
      }
    }
  }

  @Test func theLeastImportantLinesAreLeftOutFirst() {
    func line(_ priority: Int, _ text: String, block: Int = 1) -> InspectorLine {
      InspectorLine(priority: priority, text: [Span(text)], blockHeight: block)
    }
    let lines = [
      line(5, "a"), line(9, "b"), line(5, "c"), line(1, "d", block: 2), line(1, "e", block: 2),
    ]
    func kept(_ height: Int) -> String {
      InspectorLine.fitting(lines, height: height).flatMap(\.text).map(\.text).joined()
    }
    #expect((0...5).map(kept) == ["", "b", "ab", "abc", "abc", "abcde"])
  }
}

struct GaugeViewTests {
  private func view(rate: Double, width: Int = 40, isASCII: Bool = true) throws -> GaugeView {
    let settings = try RunSettings(.gd, learningRate: 0.1)
    return GaugeView(
      gauge: LearningRateGauge(settings: settings, rate: rate, curvature: 4), width: width,
      theme: Theme(depth: .none, runs: 1), isASCII: isASCII)
  }

  private func bar(_ rate: Double, width: Int = 40) throws -> String {
    try #require(view(rate: rate, width: width).bar).map(\.text).joined()
  }

  /// The limit is 0.5; the characters around the mark show the zone without any colour.
  @Test func theMarkIsInItsZone() throws {
    for (rate, zone) in [(0.002, "."), (0.1, "="), (1.0, "!")] {
      let bar = try bar(rate)
      let mark = try #require(bar.firstIndex(of: "#"))
      #expect(bar[bar.index(after: mark)] == Character(zone))
    }
    let swinging = try bar(0.48)
    #expect(!swinging.contains("~") && swinging.contains("=#!"))
  }

  @Test func theLiveZoneIsNamedWhereverItIs() throws {
    func names(_ rate: Double, width: Int = 40) throws -> String {
      try #require(view(rate: rate, width: width).names).map(\.text).joined()
    }
    #expect(try names(0.1).split(separator: " ") == ["crawls", "good", "diverges"])
    #expect(try names(0.48).split(separator: " ") == ["crawls", "good", "oscillates", "diverges"])
    // The narrowest pane has 32 columns.
    for width in 32...80 { #expect(try names(0.1, width: width).hasSuffix("diverges")) }
    for width in 12...80 {
      #expect(try names(0.48, width: width).contains("oscillates"))
      #expect(try names(0.48, width: width).count == width)
    }
  }

  @Test func ratesBeyondTheBarAreMarkedAtItsEnds() throws {
    #expect(try bar(1e-9).hasPrefix("<") && bar(0).hasPrefix("<"))
    #expect(try bar(1e9).hasSuffix(">"))
  }

  @Test(arguments: 12...80) func everyWidthShowsAllZones(width: Int) throws {
    let bar = try bar(0.1, width: width)
    #expect(bar.count == width)
    #expect([".", "=", "~", "!", "#"].allSatisfy { bar.contains($0) })
  }

  @Test func theMomentumExplainsTheLimit() throws {
    func summary(_ kind: OptimizerKind, _ values: [String: Double] = [:]) throws -> String {
      let settings = try RunSettings(kind, learningRate: 0.1, hyperparameters: values)
      let view = GaugeView(
        gauge: LearningRateGauge(settings: settings, rate: 0.1, curvature: 4), width: 70,
        theme: Theme(depth: .none, runs: 1), isASCII: false, settings: settings)
      return view.summary.map(\.text).joined()
    }
    #expect(try summary(.gd).contains("limit 0.5 = 2/λ  λ 4"))
    #expect(try summary(.momentum).contains("limit 0.95 = (2+2·0.9)/λ  λ 4"))
    #expect(try summary(.nesterov).contains(" = (2+2·0.9)/(1+2·0.9)/λ"))
    #expect(try summary(.momentum, ["dampening": 0.5]).contains(" = (2+2·0.9)/(1−0.5)/λ"))
    // With decay, λ alone does not determine it.
    #expect(try !summary(.gd, ["weight_decay": 0.5]).contains("/λ"))
  }

  @Test func theLimitIsExplainedAtAnyWidth() throws {
    let equations = [(OptimizerKind.momentum, "= (2+2·0.9)/λ"), (.nesterov, "/(1+2·0.9)/λ")]
    for (kind, equation) in equations {
      let settings = try RunSettings(kind, learningRate: 0.1)
      let gauge = LearningRateGauge(settings: settings, rate: 0.1, curvature: 1068)
      for width in 32...70 {
        let view = GaugeView(
          gauge: gauge, width: width, theme: Theme(depth: .none, runs: 1), isASCII: false,
          settings: settings)
        let lines = ([view.summary] + view.explanation).map { $0.map(\.text).joined() }
        #expect(lines.count { $0.contains(equation) } == 1)
        #expect(lines.count { $0.contains("λ 10") } == 1)
        #expect(lines.allSatisfy { $0.count <= width })
      }
    }
  }

  @Test func withoutALimitThereIsNoBar() throws {
    let settings = try RunSettings(.adam, learningRate: 0.1)
    let gauge = LearningRateGauge(settings: settings, rate: 0.1, curvature: 4)
    let view = GaugeView(
      gauge: gauge, width: 40, theme: Theme(depth: .none, runs: 1), isASCII: false)
    #expect(view.bar == nil && view.names == nil)
    #expect(view.summary.map(\.text).joined().contains("no known limit"))
  }
}

struct MapVectorsTests {
  private func vectors(_ optimizer: String, step: Int = 3, isOfData: Bool = false) throws
    -> MapVectors
  {
    let pane = Pane(
      optimizer: optimizer, isOfData: isOfData, step: step, size: Size(width: 60, height: 20))
    let state = try pane.state()
    let projection = Projection(
      domain: state.viewport, cells: Rectangle(column: 0, row: 0, width: 60, height: 20),
      glyphs: .quadrant)
    return MapVectors(
      of: Inspection(of: state.race.runs[0], at: step), in: projection,
      lossRange: state.scene.scales.lossRange)
  }

  @Test func theStepEndsAtTheNextPointOfTheRun() throws {
    let pane = Pane(optimizer: "momentum", step: 3)
    let state = try pane.state()
    let projection = Projection(
      domain: state.viewport, cells: Rectangle(column: 0, row: 0, width: 60, height: 20),
      glyphs: .quadrant)
    let arrow = try #require(vectors("momentum").arrows.first { $0.kind == .step })
    var run = state.race.runs[0]
    run.advance(to: 4)
    let (start, end) = (
      projection.pixel(of: run.trajectory.point(3)), projection.pixel(of: run.trajectory.point(4))
    )
    #expect(abs(arrow.start.x - start.x) + abs(arrow.start.y - start.y) < 1e-9)
    #expect(abs(arrow.end.x - end.x) + abs(arrow.end.y - end.y) < 1e-9)
  }

  @Test func theSlopeIsReadableHoweverFlat() throws {
    for step in [0, 3, 40] {
      let arrow = try #require(vectors("gd", step: step).arrows.first { $0.kind == .slope })
      let cells = Point((arrow.end.x - arrow.start.x) / 2, arrow.end.y - arrow.start.y)
      #expect((6.9...14.1).contains(cells.norm))
    }
  }

  @Test func roundingErrorsAreNotASlope() throws {
    #expect(try !vectors("gd", step: 5000).arrows.contains { $0.kind == .slope })
  }

  @Test(.slow) func onlyBatchesHaveTheirOwnArrow() throws {
    #expect(try vectors("gd").arrows.map(\.kind) == [.slope, .step])
    #expect(
      try vectors("sgd:batch=2", isOfData: true).arrows.map(\.kind) == [.slope, .batch, .step])
  }

  @Test func theColoursDiffer() {
    for run in 0..<24 {
      let inks = VectorInks(run: run, theme: Theme(depth: .trueColor, runs: 24))
      #expect(Set([inks.slope, inks.batch, inks.step]).count == 3)
    }
  }

  @Test("whatever shade a run has, each arrow is far from it and from the other")
  func colorsBesideAnyShade() throws {
    let parts = stride(from: UInt32(0), through: 0xFF, by: 0x33)
    for background in [Background.dark, .light] {
      for (red, green, blue) in parts.flatMap({ r in
        parts.flatMap { g in parts.map { (r, g, $0) } }
      }) {
        let own = Color(red << 16 | green << 8 | blue)
        let inks = VectorInks(own: own, on: background)
        let slope = try #require(inks.slope)
        let batch = try #require(inks.batch)
        #expect(slope != batch && inks.step == own)
        for ink in [slope, batch] {
          #expect(OKLab(ink).squaredDistance(to: OKLab(own)).squareRoot() > 0.1, "\(own) \(ink)")
        }
      }
    }
  }
}
