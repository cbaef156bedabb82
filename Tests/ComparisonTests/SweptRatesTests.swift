import Calculus
import Comparison
import Experiments
import Landscape
import Optimizers
import TestSupport
import Testing

/// The rates of a sweep if none are requested.
struct SweptRatesTests {
  private func setup(
    _ text: String, domain: Domain = .standard, optimizers: [String] = ["gd", "momentum", "adam"]
  ) throws -> Setup {
    var setup = Setup(surface: .typed(formula: try Formula(text), domain: domain))
    setup.optimizers = try optimizers.map { try OptimizerSpec($0) }
    return setup
  }

  private func square(_ side: Double) -> Domain { Domain(x: -side...side, y: -side...side) }

  /// Every optimizer has rates with which it descends and, if the surface allows it, some with
  /// which it diverges.
  private func expectAnswers(_ setup: Setup, isHuge: Bool = false) throws {
    let scene = try Scene(setup)
    let rates = scene.sweptRates()
    #expect(rates == rates.sorted() && Set(rates).count == rates.count)
    #expect(rates.count <= 800)
    for settings in scene.settings {
      let rate = settings.learningRate.initial
      #expect(try #require(rates.first) <= rate / 99 && rate * 9.9 <= (try #require(rates.last)))
      #expect(
        rates.count { rate / 10 <= $0 && $0 <= rate * 10 } >= 19, "close together near \(rate)")
    }
    var sweep = try scene.sweep(steps: 100)
    #expect(sweep.rates == rates)
    sweep.complete()
    let start = scene.function.value(at: scene.start)
    // The squares of such gradients overflow: Adam cannot move at any rate there.
    let curves = isHuge ? sweep.curves.dropLast() : sweep.curves[...]
    for curve in curves {
      let best = try #require(curve.best)
      #expect(best.finalLoss < start, "\(curve.settings.kind.name)")
      #expect(try #require(rates.first) < best.learningRate)
    }
    #expect(sweep.curves[0].edge?.lastGood != nil)
  }

  @Test(
    .slow,
    arguments: [
      "1e300*(x^2+2y^2)", "1e-300*(x^2+2y^2)", "1e30*(x^2+2y^2)", "1e-8*(x^2+2y^2)",
      "exp(10x)+exp(-10x)+y^2", "(x^2+y^2)^6",
    ])
  func ratesAreAroundSuitableOnes(_ formula: String) throws {
    try expectAnswers(setup(formula), isHuge: formula.contains("300"))
  }

  @Test(.slow, arguments: [1e-10, 1e10]) func itWorksOnDomainsOfAnySize(_ side: Double) throws {
    try expectAnswers(setup("x^2+2y^2", domain: square(side)))
    // Together with rates of a completely different size.
    try expectAnswers(setup("1e200*(x^2+2y^2)", domain: square(side)), isHuge: true)
  }

  @Test func theStandardRatesStayIfTheyAreSuitable() throws {
    let standard = RateRange.standard
    for text in ["x^2+10y^2", "(1-x)^2+2(y-x)^2"] {
      #expect(try Scene(setup(text)).sweptRates() == standard.rates)
    }
    // The requested rate does not affect the sweep.
    let asked = try Scene(setup("x^2+10y^2", optimizers: ["gd:lr=1e-9", "newton"]))
    #expect(asked.sweptRates() == standard.rates)
    #expect(asked.sweptRates(points: 7) == standard.with(points: 7).rates)
  }

  /// As far below its limit as the lesson of a surface requires.
  @Test func statedRatesMayBeAtTheEnds() throws {
    var setup = try setup("x^2+10y^2", optimizers: ["gd", "momentum"])
    setup.surface.learningRates = ["gd": 2, "momentum": 1e-5]
    #expect(try Scene(setup).sweptRates() == RateRange.standard.rates)
    setup.surface.learningRates = ["gd": 2e6, "momentum": 1e-12]
    let rates = try Scene(setup).sweptRates()
    #expect(rates.first == 1e-14 && rates.last == 1e9)
  }

  @Test func anyNumberOfRatesIsInEqualRatios() throws {
    let scene = try Scene(setup("1e-300*(x^2+2y^2)", optimizers: ["gd"]))
    let rates = scene.sweptRates(points: 5)
    #expect(rates.count == 5)
    #expect(rates.first == scene.sweptRates().first && rates.last == scene.sweptRates().last)
  }
}
