import Calculus
import Canvas
import Comparison
import Landscape
import TestSupport
import Testing

@testable import Figure

struct FigureTests {
  private func figure(
    _ formula: String, optimizers: [String] = ["gd:lr=0.1"], steps: Int = 20,
    domain: Domain = Domain(x: -2...2, y: -1...1)
  ) throws -> Figure {
    var setup = Setup(surface: .typed(formula: try Formula(formula), domain: domain))
    setup.domain = domain
    setup.start = Point(1, 0.5)
    setup.optimizers = try optimizers.map { try OptimizerSpec($0) }
    let scene = try Scene(setup)
    var race = scene.race
    race.advance(to: steps)
    return Figure(scene: scene, race: race)
  }

  /// The places of all absolute moves and relative lines of a path.
  private func places(_ data: String) -> [Place] {
    var places: [Place] = []
    var (command, numbers): (Character, [Double]) = ("M", [])
    var number = ""
    func finish() {
      if let value = Double(number) { numbers.append(value) }
      number = ""
      guard numbers.count == 2 else { return }
      let place = Place(numbers[0], numbers[1])
      places.append(command == "M" ? place : places[places.count - 1] + place)
      numbers = []
    }
    for character in data {
      switch character {
      case "M", "l", "z", "h":
        finish()
        command = character
        numbers = []
      case " ": finish()
      case "-":
        finish()
        number = "-"
      case "." where number.contains("."):
        finish()
        number = "."
      default: if command != "h" { number.append(character) }
      }
    }
    finish()
    return places
  }

  @Test func aGradientThatIsNotExactIsStated() throws {
    var setup = Setup(surface: .typed(formula: try Formula("x^2 + y^2")))
    #expect(Figure(scene: try Scene(setup), race: try Scene(setup).race).subtitle == nil)
    setup.gradient = try GradientSpec("2x, -2y", on: setup.surface)
    let figure = Figure(scene: try Scene(setup), race: try Scene(setup).race)
    #expect(figure.subtitle == "your gradient")
    #expect(figure.svg.contains(">your gradient</text>"))
  }

  /// Runs of one optimizer have shades of one hue, each as visible as the colours of other runs.
  @Test(arguments: Theme.allCases) func shadesOfAHueStandOutFromEveryBand(_ theme: Theme) throws {
    let specs = try (1...5).map { try OptimizerSpec("gd:lr=0.0\($0)") }
    let labels = try Scene(Setup(surface: .typed(formula: Formula("x^2 + y^2")), optimizers: specs))
      .labels
    let colors = labels.enumerated().map { theme.run($0, $1) }
    for color in colors {
      for band in theme.bands(12) { #expect(color.contrast(with: band) >= 3, "\(color) \(band)") }
    }
    if theme != .print { #expect(colors.map(\.luminance) == colors.map(\.luminance).sorted()) }
  }

  /// On 10^(2.5y) the line of a level is y = log10(level)/2.5.
  @Test func contoursRunWhereTheLossHasTheirLevel() throws {
    var figure = try figure("10^(2.5y)")
    figure.levels = .log
    let layout = FigureLayout(figure)
    let map = MapDrawing(figure, in: layout.map, fontSize: layout.fontSize, detail: Figure.Detail())
    let levels = ContourLevels(for: figure.ground.grid, mode: .log, count: 12)
    #expect(levels.thresholds.count > 5)
    let lines = figure.svg.split(separator: "\n").filter {
      $0.contains("fill=\"none\"") && $0.contains(figure.theme.contourWidth(layout.fontSize))
    }
    #expect(lines.count >= levels.thresholds.count)
    for level in levels.thresholds {
      let height = map.place(Point(0, .log10(level) / 2.5)).y
      let isThere = lines.contains { (line: Substring) -> Bool in
        guard let start = line.firstRange(of: " d=\"") else { return false }
        let places = places(String(line[start.upperBound...].prefix { $0 != "\"" }))
        return !places.isEmpty && places.allSatisfy { abs($0.y - height) < 0.15 }
      }
      #expect(isThere, "level \(level) at \(height)")
    }
  }

  @Test func equalUnitsMakeCirclesCircles() throws {
    let figure = try figure("x^2 + y^2")
    let map = FigureLayout(figure).map
    #expect(abs(map.width / map.height - 2) < 1e-9)
    var filled = figure
    filled.aspect = .fill
    let other = FigureLayout(filled).map
    #expect(other.area > map.area)
  }

  @Test(arguments: Theme.allCases)
  func everyRunStandsOutFromEveryBand(_ theme: Theme) {
    for band in theme.bands(14) {
      for run in 0..<12 {
        #expect(theme.run(run).contrast(with: band) >= 3, "\(run) on \(band)")
      }
      #expect(theme.muted.contrast(with: band) >= 3, "labels on \(band)")
    }
  }

  @Test func runsAreToldApartWithoutColours() {
    let dashes = (0..<6).map { Theme.print.dashes($0) }
    #expect(Set(dashes).count == 6)
  }

  @Test(.slow) func eachStepHasAMark() throws {
    let figure = try figure("x^2 + y^2", steps: 6)
    let dots = figure.svg.ranges(of: "h0").count
    #expect(dots == 7, "the start and six steps")
  }

  @Test(.slow) func anUndefinedLossIsHatchedAndExplained() throws {
    let svg = try figure("log(x)").svg
    #expect(svg.contains("url(#undefined)") && svg.contains(">undefined</text>"))
    let whole = try figure("x^2").svg
    #expect(!whole.contains("undefined"))
  }

  /// A run that bounces for ever and one that diverges neither fill the file nor the map.
  @Test(.slow) func theFileStaysSmall() throws {
    let figure = try figure(
      "x^2 + 10y^2 + sin(20x)*cos(20y)",
      optimizers: ["sgd:lr=0.05", "minibatch:lr=0.05,batch=2", "gd:lr=0.2"], steps: 3000)
    let svg = figure.svg
    #expect(svg.utf8.count < 300_000)
    #expect(!svg.contains("nan") && !svg.contains("inf"))
  }

  /// A thousand hills are drawn with fewer levels, but drawn.
  @Test(.slow) func aSurfaceOfManyHillsStaysSmall() throws {
    let svg = try figure("sin(12x)*cos(12y)", optimizers: ["gd"], steps: 10).svg
    #expect(svg.utf8.count < 300_000)
    let rings = svg.count { $0 == "z" }
    #expect(rings > 500)
  }

  /// The picture has the band of each place.
  @Test func thePictureHasTheBandsOfTheSurface() throws {
    let figure = try figure("x + 0*y")
    let ground = PaintedGround(
      figure, in: Box(x: 0, y: 0, width: 40, height: 20), levels: 12)
    #expect(ground.file.count < 1000 && ground.file.starts(with: [0x89, 0x50, 0x4E, 0x47]))
    var markup = Markup()
    ground.draw(in: Box(x: 0, y: 0, width: 40, height: 20), into: &markup)
    #expect(markup.text.contains("xlink:href=\"data:image/png;base64,iVBORw0KGgo"))
  }

  /// A path that bounces for a hundred thousand steps is drawn where it covers something new.
  @Test(.slow) func aPathOfAHundredThousandStepsStaysSmall() throws {
    let svg = try figure("x^2 + 2y^2", optimizers: ["sgd:lr=0.3,batch=1"], steps: 100_000).svg
    #expect(svg.utf8.count < 300_000)
    #expect(!svg.contains("data:image"), "the ground is drawn as usual")
  }

  /// The formula of data is printed as any other, and the name of their file as it is.
  @Test func dataAndTheirRowsAreStated() throws {
    let yaml = """
      name: Line
      data: {file: my-data.csv, columns: {u: load, v: length}}
      sample: (x*u + y - v)^2
      domain: {x: [-3, 3], y: [-3, 3]}
      start: [-1, 2]
      """
    let csv = Array("load,length\n1,2\n2,3\n3,5\n4,4\n".utf8)
    let surface = try Surface(yaml: Array(yaml.utf8), file: "line.yaml") {
      _, _ throws(UnreadableData) in csv
    }
    let scene = try Scene(Setup(surface: surface))
    var race = scene.race
    race.advance(to: 300)
    let figure = Figure(scene: scene, race: race, at: 1200, on: .rows)
    #expect(figure.subtitle == "f(x, y) = mean of (x·u + y − v)² over 4 rows of my-data.csv")
    #expect(figure.svg.contains("after 1,200 rows"))
  }

  /// Smooth curves are drawn over those with noise, which would hide them.
  @Test func noisyCurvesAreBelowSmoothOnes() throws {
    var figure = try figure(
      "x^2 + 2y^2", optimizers: ["gd:lr=0.1", "sgd:lr=0.3,batch=1"], steps: 60)
    figure.showsLosses = true
    let svg = figure.svg
    let losses = svg[try #require(svg.firstRange(of: "url(#loss-area)")).upperBound...]
    let (smooth, noisy) = (figure.color(of: 0).webColor, figure.color(of: 1).webColor)
    let first = try #require(losses.firstRange(of: "stroke=\"\(noisy)"))
    let second = try #require(losses.firstRange(of: "stroke=\"\(smooth)"))
    #expect(first.lowerBound < second.lowerBound)
  }

  @Test func textIsEscaped() throws {
    var markup = Markup()
    markup.add("text", ["id": "a\"b"], characters: "x < y & \u{1B}")
    #expect(markup.text == "<text id=\"a&quot;b\">x &lt; y &amp; \u{FFFD}</text>\n")
  }

  @Test(arguments: [
    ("100*(y - x^2)^2 + (1 - x)^2", "100·(y − x²)² + (1 − x)²"), ("x^12*y^0.5", "x¹²·y^0.5"),
    ("2^x - e^(-y)", "2^x − e^(−y)"), ("x**2", "x**2"), ("x^2^3", "x^2³"), ("x^", "x^"),
  ])
  func formulasAreTypeset(_ formula: String, _ printed: String) {
    #expect(formula.typeset == printed)
  }

  @Test func numbersAreTypeset() {
    let numbers = ["1.37e-5": "1.37·10⁻⁵", "1e9": "10⁹", "-2": "−2", "-2.5e10": "−2.5·10¹⁰"]
    for (number, printed) in numbers { #expect(number.typesetNumber == printed) }
  }

  /// A path that another covers is seen on both sides of it.
  @Test func coveredPathsAreWider() throws {
    let svg = try figure("x^2 + y^2", optimizers: ["gd:lr=0.1", "gd:lr=0.1", "gd:lr=0.1"]).svg
    let widths = svg.split(separator: "\n").filter { $0.contains("stroke-dasharray") }
      .prefix(3).compactMap { line -> Double? in
        line.firstRange(of: "stroke-width=\"").flatMap {
          Double(line[$0.upperBound...].prefix { $0 != "\"" })
        }
      }
    #expect(widths.count == 3 && widths == widths.sorted(by: >) && Set(widths).count == 3)
  }

  @Test func ticksAreRoundNumbers() {
    #expect(Tick.linear(-2...2, most: 5).map(\.text) == ["−2", "−1", "0", "1", "2"])
    #expect(Tick.linear(0...0.35, most: 5).map(\.text) == ["0", "0.1", "0.2", "0.3"])
    #expect(Tick.linear(1e9...(1e9 + 4), most: 4).count <= 5)
    #expect(Tick.linear(0...5e-324, most: 4).isEmpty)
    #expect(Tick.decades(-3...2, most: 9).map(\.text) == ["10⁻³", "10⁻²", "0.1", "1", "10", "100"])
    #expect(Tick.decades(-12...0, most: 5).count <= 5)
  }

  @Test func aLineKeepsItsShapeWhenSimplified() {
    let circle = (0..<720).map { step in
      let angle = Double(step) * .pi / 360
      return Place(100 * .cos(angle), 100 * .sin(angle))
    }
    let simple = circle.simplifiedRing(within: 0.1)
    #expect(simple.count < 150)
    for place in circle {
      let distance = simple.indices.map {
        place.distance(from: simple[$0], to: simple[($0 + 1) % simple.count])
      }.min()
      #expect((distance ?? 1) <= 0.1 + 1e-9)
    }
  }

  @Test(arguments: [(100.0, 100.0), (800, 100_000), (.nan, 300)])
  func sizesThatCannotBeDrawnAreRefused(_ width: Double, _ height: Double) {
    #expect(FigureSize(width: width, height: height, unit: .px) == nil)
  }
}
