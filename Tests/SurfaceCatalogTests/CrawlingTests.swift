import Calculus
import Landscape
import Optimizers
import SurfaceCatalog
import TestSupport
import Testing

/// The verdict and the gauge recognize rates that are too small.
@Suite struct CrawlingTests {
  private func zone(_ typed: TypedRun) -> LearningRateGauge.Zone? {
    LearningRateGauge(of: typed.run, at: typed.run.step, verdict: typed.verdict()).zone
  }

  @Test(arguments: [
    ("quadratic", "gd", 0.0001, 500), ("quadratic", "gd", 0.0001, 20),
    ("quadratic", "gd", 0.001, 500), ("quadratic", "momentum", 0.00001, 500),
    ("ill-conditioned", "gd", 0.0005, 1000), ("rotated", "gd", 0.0003, 1000),
    ("booth", "gd", 0.00001, 300), ("sphere", "gd", 0.0002, 400),
    ("rosenbrock", "gd", 0.00001, 3000), ("quadratic", "adam", 0.000001, 500),
    ("quadratic", "momentum", 0.000001, 500),
  ])
  func ratesThatAreTooSmallCrawl(
    _ name: String, _ optimizer: String, _ rate: Double, _ steps: Int
  ) throws {
    let (run, scales) = try VerdictTableTests.run(
      .init(surface: name, optimizer: optimizer, rate: rate, steps: steps, outcome: ""))
    let verdict = run.verdict(at: steps, scales: scales)
    #expect(verdict.name == "crawling")
    let gauge = LearningRateGauge(of: run, at: steps, verdict: verdict)
    if let limit = gauge.limit {
      #expect(gauge.zone == .crawls)
      #expect(try #require(gauge.crawlLimit) > rate)
      #expect(rate < limit && gauge.sentence.contains("it crawls"))
    }
  }

  @Test(.slow) func noGoodRateCrawls() throws {
    for surface in SurfaceCatalog.all where surface.data == nil {
      for (optimizer, rate) in surface.learningRates {
        let (run, scales) = try VerdictTableTests.run(
          .init(
            surface: surface.id, optimizer: optimizer, rate: rate, steps: 500, outcome: ""))
        for step in [20, 60, 100, 200, 500] {
          let verdict = run.verdict(at: step, scales: scales)
          if case .crawling(_, because: .flatGround) = verdict {
            // The lesson of the surface: no rate gets plain descent off its plateau.
            #expect(surface.id == "plateau" && ["gd", "momentum"].contains(optimizer))
            #expect(verdict.sentence.contains("almost flat"))
            continue
          }
          #expect(verdict.name != "crawling", "\(surface.id) \(optimizer) \(step)")
          if verdict.name == "descending" {
            let gauge = LearningRateGauge(of: run, at: step, verdict: verdict)
            #expect(gauge.zone != .crawls, "\(surface.id) \(optimizer) \(step)")
          }
        }
      }
    }
  }

  /// Along the flat axis of (x² + 100y²)/2 the loss decays as e^(−2·lr) per step; a thousandth is
  /// left after 6.9/(2·lr) steps. The limit is 0.02, and below 0.0002 even the steep axis is slow.
  @Test func crawlingIsAMatterOfThousandsOfSteps() throws {
    func name(_ rate: Double) throws -> String {
      let typed = try TypedRun(
        "(x^2 + 100y^2)/2", rate: LearningRatePlan(rate), from: Point(4, 0), steps: 300)
      #expect((zone(typed) == .crawls) == (typed.verdict().name == "crawling"))
      return typed.verdict().name
    }
    #expect(try name(0.00055) == "crawling")  // 6,280
    #expect(try name(0.0007) == "descending")  // 4,934
  }

  /// On x² + y² a thousandth is left after 6.9/(4·lr) steps, and rates below 0.01 are slow along
  /// all axes.
  @Test func creepingRatesCrawlSooner() throws {
    func name(_ rate: Double) throws -> String {
      try TypedRun(
        "x^2 + y^2", rate: LearningRatePlan(rate), from: Point(4, 3), steps: 200
      ).verdict().name
    }
    #expect(try name(0.0009) == "crawling")  // 1,919
    #expect(try name(0.0018) == "descending")  // 959
  }

  /// Also where the surface does not curve upward in all directions: in a groove, beside a saddle,
  /// on a ridge.
  @Test(arguments: [
    ("x^2", 0.0001, Point(-3.5, 3.5)), ("x^2", 0.001, Point(-3.5, 3.5)),
    ("(x - y)^2", 0.0003, Point(-3.5, 3.5)),
    ("(x^4 - 16x^2 + 5x + y^4 - 16y^2 + 5y)/2", 0.00001, Point(4.5, -0.5)),
    ("20 + x^2 - 10cos(2*pi*x) + y^2 - 10cos(2*pi*y)", 0.000001, Point(-2, 3.5)),
  ])
  func ratesThatAreTooSmallCrawlWithoutABowl(formula: String, rate: Double, start: Point) throws {
    let typed = try TypedRun(formula, rate: LearningRatePlan(rate), from: start, steps: 100)
    #expect(typed.verdict().name == "crawling")
    #expect(zone(typed) == .crawls)
    let larger = try TypedRun(formula, rate: LearningRatePlan(100 * rate), from: start, steps: 100)
    #expect(larger.verdict().name != "crawling")
  }

  /// A good rate that falls to nothing at step 30: the loss fell until then, so the run crawls only
  /// after ten consecutive ends of blocks have shown it.
  @Test func itCrawlsOnceTenEndsOfBlocksAgree() throws {
    let plan = LearningRatePlan(0.05, changes: [.init(step: 30, rate: 1e-9)])
    let fading = try TypedRun("x^2 + y^2", rate: plan, from: Point(4, 3), steps: 400)
    #expect(fading.firstStep("crawling") == 220)
    #expect((220...400).allSatisfy { fading.verdict(upTo: $0).name == "crawling" })
  }

  @Test(.slow) func aRunThatHasArrivedDoesNotCrawl() throws {
    let typed = try TypedRun("x^2 + 2y^2", rate: 0.001, from: Point(4, 3), steps: 6000)
    var names: [String] = []
    for step in stride(from: 0, through: 6000, by: 13) {
      let name = typed.verdict(upTo: step).name
      if names.last != name { names.append(name) }
    }
    #expect(names == ["descending", "crawling", "minimum"])
    #expect(typed.run.trajectory.loss(6000) < 1e-8)
  }

  @Test func aGaugeWithoutARunFollowsTheory() throws {
    let settings = try RunSettings(.gd, learningRate: 1)
    func zone(_ rate: Double, least: Double) -> LearningRateGauge.Zone? {
      LearningRateGauge(settings: settings, rate: rate, curvature: 100, least: least).zone
    }
    #expect(zone(0.0005, least: 1) == .crawls && zone(0.0005, least: 50) == .good)
    #expect(zone(0.0008, least: 1) == .good && zone(0.0001, least: 100) == .crawls)
    #expect(zone(0.001, least: 0.01) == .crawls && zone(0.0021, least: 0.01) == .good)
  }
}
