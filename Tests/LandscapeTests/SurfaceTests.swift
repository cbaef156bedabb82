import Calculus
import Foundation
import Landscape
import Testing

@Suite struct SurfaceTests {
  static let yaml = """
    # A long curved valley.
    name: Valley
    formula: (1 - x)^2 + b*(y - x^2)^2
    domain: {x: [-2, 2], y: [-1, 3]}
    start: [-1.2, 1]
    minima: [[1, 1]]
    learning_rates: {gd: 0.001, adam: .05}
    levels: log
    noise: 5e-1
    parameters:
      b: {value: 100, range: [1, 10000], scale: log}
    lesson: Look at the floor.
    """

  static func valley() throws -> Surface {
    try Surface(yaml: Array(yaml.utf8), file: "some/folder/valley.yaml")
  }

  @Test func allKeysAreRead() throws {
    let surface = try Self.valley()
    #expect(surface.id == "valley")
    #expect(surface.name == "Valley")
    #expect(surface.formula?.text == "(1 - x)^2 + b*(y - x^2)^2")
    #expect(surface.domain == Domain(x: -2...2, y: -1...3))
    #expect(surface.start == Point(-1.2, 1))
    #expect(surface.minima == [Point(1, 1)])
    #expect(surface.learningRates == ["gd": 0.001, "adam": 0.05])
    #expect(surface.levels == .log)
    #expect(surface.noise == 0.5)
    #expect(
      surface.parameters == [
        SurfaceParameter(name: "b", value: 100, range: 1...10000, scale: .log)
      ])
    #expect(surface.lesson == "Look at the floor.")
  }

  @Test func fourKeysSuffice() throws {
    let text = "name: T\nformula: x\ndomain: {x: [0, 1], y: [0, 1]}\nstart: [1, 1]\n"
    let surface = try Surface(yaml: Array(text.utf8), file: "T.yml")
    #expect(surface.id == "T")
    #expect(surface.minima.isEmpty && surface.parameters.isEmpty && surface.learningRates.isEmpty)
    #expect(surface.levels == .auto && surface.noise == nil && surface.lesson == nil)
  }

  @Test func numbersAreConstantFormulas() throws {
    let text = """
      name: T
      formula: k*x^2 + y^2
      domain: {x: [-pi, 2*pi], y: [-1/3, sqrt(2)]}
      start: [1/3, 2^-2]
      minima: [[0, 1/7]]
      learning_rates: {gd: 1/100}
      noise: 1/8
      parameters: {k: {value: 1/2, range: [1/10, "max(1, 2)"]}}
      """
    let surface = try Surface(yaml: Array(text.utf8), file: "T.yml")
    #expect(surface.domain == Domain(x: -Double.pi...2 * Double.pi, y: -1 / 3...2.0.squareRoot()))
    #expect(surface.start == Point(1.0 / 3, 0.25))
    #expect(surface.minima == [Point(0, 1.0 / 7)])
    #expect(surface.learningRates == ["gd": 0.01] && surface.noise == 0.125)
    #expect(surface.parameters.first?.value == 0.5)
    #expect(surface.parameters.first?.range == 0.1...2)
  }

  @Test func partsAreNamedInLet() throws {
    let text = """
      name: Ring
      let:
        r: sqrt(x^2 + y^2)
        wave: k*sin(r)
      formula: wave*r + r^2
      domain: {x: [-2, 2], y: [-2, 2]}
      start: [1, 1]
      parameters: {k: {value: 3, range: [1, 5]}}
      """
    let surface = try Surface(yaml: Array(text.utf8), file: "T.yml")
    let plain = try Formula("3*sin(hypot(x,y))*hypot(x,y) + x^2 + y^2").compiled()
    let point = Point(0.6, -0.8)
    #expect(abs(surface.function().value(at: point) - plain.value(at: point)) < 1e-14)
    #expect(surface.formula?.text == "r = sqrt(x^2 + y^2); wave = k*sin(r); wave*r + r^2")
    let typed = try Formula(surface.formula?.text(setting: surface.values()) ?? "")
    #expect(typed.compiled().value(at: point) == surface.function().value(at: point))
  }

  // MARK: - Parameters

  @Test func parametersHaveTheirValuesUnlessOverridden() throws {
    let surface = try Self.valley()
    #expect(surface.function().value(at: Point(0, 1)) == 101)
    #expect(surface.function(["b": 10]).value(at: Point(0, 1)) == 11)
  }

  @Test func overridesAreChecked() throws {
    let surface = try Self.valley()
    try surface.validate(overrides: ["b": 10000])
    #expect(
      throws: SurfaceValueError.unknownParameter("bb", surface: "valley", known: ["b"])
    ) { try surface.validate(overrides: ["bb": 1]) }
    for value in [0.5, 10001, .nan, .infinity] {
      #expect(throws: SurfaceValueError.self) { try surface.validate(overrides: ["b": value]) }
    }
    let error = SurfaceValueError.parameterOutOfRange("b", value: 0.5, range: 1...10000)
    #expect(error.description == "b = 0.5 is outside of its range, 1 to 10000")
  }

  // MARK: - Typed formulas

  @Test func typedFormulaStartsAtTheHighestOfFourPoints() throws {
    let domain = Domain(x: -10...10, y: 0...20)
    func start(_ text: String) throws -> Point {
      Surface.typed(formula: try Formula(text), domain: domain).start
    }
    func isNear(_ point: Point, _ other: Point) -> Bool { (point - other).norm < 1e-12 }
    #expect(isNear(try start("x + y"), Point(7, 17)))
    #expect(isNear(try start("x - y"), Point(7, 3)))
    #expect(isNear(try start("-x - y"), Point(-7, 3)))
    // Undefined and infinite points do not count.
    #expect(isNear(try start("y + sqrt(-x)"), Point(-7, 17)))
    #expect(isNear(try start("x + y + 1/relu(8 - x)"), Point(7, 17)))
  }

  @Test func typedFormulaThatIsRarelyDefinedStartsWhereItIs() throws {
    // Defined only in a disc around the middle, and highest at its edge.
    let domain = Domain(x: -1...1, y: -1...1)
    let ring = Surface.typed(
      formula: try Formula("x^2 + y^2 + 0*sqrt(0.1 - x^2 - y^2)"), domain: domain)
    #expect(ring.start.norm > 0.2 && ring.start.norm < 0.32)
    let nowhere = Surface.typed(formula: try Formula("log(-1 - x^2)"), domain: domain)
    #expect(nowhere.start == Point(0, 0))
    #expect(throws: SurfaceValueError.self) {
      try Surface.validate(start: nowhere.start, of: nowhere.function())
    }
    let root = Surface.typed(formula: try Formula("sqrt(x)"), domain: domain)
    #expect(throws: SurfaceValueError.undefinedGradient(Point(0, 1))) {
      try Surface.validate(start: Point(0, 1), of: root.function())
    }
  }

  // MARK: - Noise

  @Test func noiseIsTheStatedOneElseATenthOfTheGradientAtTheStart() throws {
    let stated = try Self.valley()
    #expect(stated.noise(of: stated.function()) == 0.5)
    var typed = Surface.typed(formula: try Formula("3*x + 4*y"))
    #expect(abs(typed.noise(of: typed.function()) - 0.5 / 2.0.squareRoot()) < 1e-15)
    typed.loss = .formula(try Formula("sqrt(x)"))
    typed.start = Point(-1, 0)
    #expect(typed.noise(of: typed.function()) == 0)
  }

  // MARK: - Scales

  @Test func largestCurvatureIsThatBelowTheStart() throws {
    func curvature(_ text: String, _ start: Point) throws -> Double? {
      try Formula(text).compiled().largestCurvature(in: .standard, start: start)
    }
    #expect(try curvature("x^2 + 2*y^2", Point(4, 3)) == 4)
    // x⁴ has curvature 12x², largest where x is largest in the level set.
    let quartic = try #require(try curvature("x^4 + y^2", Point(2, 0)))
    #expect(quartic == 48)
    #expect(try curvature("-x^2 - y^2", Point(1, 1)) == nil)
    #expect(try curvature("x + y", Point(1, 1)) == nil)
    #expect(try curvature("sqrt(x - 9)", Point(1, 1)) == nil)
  }

  @Test func scalesOfALoss() throws {
    let domain = Domain(x: 0...10, y: 0...4)
    let slope = SurfaceScales(of: try Formula("x").compiled(), domain: domain)
    #expect(slope.lower == Point(0, 0) && slope.upper == Point(10, 4))
    #expect(slope.shorterSide == 4)
    #expect(abs(slope.lossRange - 9) < 0.2)
    #expect(abs(slope.lowestLoss - 10 / 130) < 1e-12 && !slope.statesMinima)
    let surface = Surface(
      id: "", name: "", loss: .formula(try Formula("(x - 3.3)^2 - 7")), domain: domain,
      start: Point(1, 1), minima: [Point(1, 1), Point(3.3, 1)])
    #expect(surface.scales().lowestLoss == -7 && surface.scales().statesMinima)
    #expect(surface.scales(in: .standard).upper == Point(5, 5))
    let sameLoss = SurfaceScales(domain: domain, minima: surface.minima) {
      ($0.x - 3.3) * ($0.x - 3.3) - 7
    }
    #expect(sameLoss == surface.scales())
  }

  @Test func scalesOfStrangeLossesArePositiveAndFinite() throws {
    func scales(_ text: String) throws -> SurfaceScales {
      SurfaceScales(of: try Formula(text).compiled(), domain: .standard)
    }
    #expect(try scales("3").lossRange == 1)
    #expect(try scales("3").lowestLoss == 3)
    #expect(try scales("log(-1 - x^2)").lowestLoss == 0)
    #expect(try scales("log(-1 - x^2)").lossRange == 1)
    #expect(try scales("3e307*x").lossRange == .greatestFiniteMagnitude)
    // A hole too small for the quantiles: the whole range.
    #expect(try scales("-exp(-100*(x^2 + y^2))").lossRange > 0)
  }
}
