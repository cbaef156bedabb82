import Calculus
import Comparison
import Foundation
import Landscape
import SurfaceCatalog
import TestSupport
import Testing

@Suite struct SurfaceCatalogTests {
  /// The optimizers that a surface file may give a learning rate for.
  static let optimizers = [
    "gd", "sgd", "minibatch", "momentum", "nesterov", "adagrad", "rmsprop", "adadelta", "adam",
    "adamw", "amsgrad", "adamax", "nadam", "radam", "adabelief", "yogi", "lion", "rprop", "signsgd",
    "signum", "adan", "adabound", "asgd",
  ]

  static let surfaces: [Surface] = SurfaceCatalog.all

  // MARK: - The list

  @Test func folderAndCatalogAgree() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Surfaces/BuiltIn").standardizedFileURL
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    let data = SurfaceCatalog.entries.flatMap(\.files)
    let names = SurfaceCatalog.names.map { $0 + ".yaml" } + data.map(\.name)
    #expect(files.sorted() == names.sorted())
    for file in data {
      let contents = try Data(contentsOf: folder.appending(path: file.name))
      #expect(file.bytes == Array(contents))
      #expect(file.bytes.count < 20_000)
    }
    for entry in SurfaceCatalog.entries {
      let file = try Data(contentsOf: folder.appending(path: entry.id + ".yaml"))
      #expect(entry.yaml == Array(file), "\(entry.id)")
    }
  }

  @Test(arguments: SurfaceCatalog.names) func everyFileIsRead(_ name: String) throws {
    let entry = try #require(SurfaceCatalog.entries.first { $0.id == name })
    let surface = try entry.surface(optimizers: Self.optimizers)
    #expect(surface.id == name)
    #expect(surface.lesson?.isEmpty == false)
    #expect((surface.noise == nil) == (surface.data != nil))
    for name in ["gd", "sgd", "momentum", "adam"] { #expect(surface.learningRates[name] != nil) }
  }

  @Test func namesAreFoundInAnyCase() {
    #expect(SurfaceCatalog.surface(named: "Two-Basins")?.id == "two-basins")
    #expect(SurfaceCatalog.surface(named: "ROSENBROCK")?.name == "Rosenbrock")
    #expect(SurfaceCatalog.surface(named: "rosenbrok") == nil)
    #expect(SurfaceCatalog.surface(named: "") == nil)
  }

  @Test func theFirstSurfaceIsTheTextbookExample() {
    let surface = Self.surfaces[0]
    #expect(surface.id == "quadratic")
    #expect(surface.function().value(at: Point(5, 3)) == 43)
    #expect(surface.start == Point(5, 3))
    #expect(surface.learningRates["gd"] == 0.1)
  }

  @Test func theSliceOfANetworkHasItsRuns() throws {
    let surface = try #require(SurfaceCatalog.surface(named: "digits-mlp"))
    let files = SurfaceCatalog.runFiles(of: surface)
    #expect(files.map(\.name) == surface.runs && files.count == 1)
    var reader = RecordingReader()
    try reader.read(try #require(files.first).bytes)
    try reader.finish()
    #expect(reader.recordings.map(\.name) == ["SGD", "momentum", "Adam"])
    let function = surface.function()
    for recording in reader.recordings {
      #expect(recording.lastStep == 435 && recording.omitted == 0)
      #expect(recording.points[0] == surface.start)
      #expect(recording.points.allSatisfy { function.value(at: $0).isFinite })
      let losses = try #require(recording.losses)
      #expect(losses.allSatisfy { $0 > 0 } && losses[0] > 2.3 && losses[losses.count - 1] < 0.24)
    }
    // The plane goes through the end of the first run.
    let (first, losses) = (reader.recordings[0], reader.recordings[0].losses ?? [])
    let below = function.value(at: first.points[first.count - 1])
    #expect(abs(below - (losses.last ?? 0)) < 1e-3)
    // No other surface has them.
    var other = surface
    other.id = "quadratic"
    #expect(SurfaceCatalog.runFiles(of: other).isEmpty)
  }

  // MARK: - The content of the files

  @Test(arguments: surfaces) func startIsInsideAndFinite(_ surface: Surface) {
    let function = surface.function()
    let here = function.evaluate(at: surface.start)
    #expect(surface.domain.contains(surface.start))
    #expect(here.isFinite)
    // A run begins to move.
    #expect(here.gradient.norm > 1e-6)
  }

  @Test(arguments: surfaces) func minimaAreMinimaForAllParameters(_ surface: Surface) {
    for overrides in Self.parameterEnds(surface) {
      let function = surface.function(overrides)
      // A minimum stated to the last digit is off by an ulp; the gradient there is as large as that
      // makes it.
      for minimum in surface.minima {
        #expect(surface.domain.contains(minimum))
        let here = function.expansion(at: minimum)
        if here.hessian.isFinite {
          let (least, largest) = here.hessian.eigenvalues
          #expect(least >= -1e-9 * largest)
          #expect(here.gradient.norm <= 1e-14 * (1 + largest) * (1 + minimum.norm))
        }
        // Also without a gradient, as at Ackley's cusp: no point nearby is lower.
        for direction in 0..<16 {
          let angle = Double(direction) * .pi / 8
          let nearby = minimum + 1e-3 * Point(cos(angle), sin(angle))
          #expect(function.value(at: nearby) > here.loss)
        }
      }
    }
  }

  @Test func onlyAckleysMinimumHasNoGradient() {
    let cusps = Self.surfaces.filter { surface in
      let function = surface.function()
      return surface.minima.contains { !function.gradient(at: $0).isFinite }
    }
    #expect(cusps.map(\.id) == ["ackley"])
  }

  @Test(.slow, arguments: surfaces) func nothingOnTheMapIsBelowTheLowestStatedMinimum(
    _ surface: Surface
  ) {
    let function = surface.function()
    guard let lowest = surface.minima.map({ function.value(at: $0) }).min() else {
      #expect(["saddle", "monkey-saddle", "digits-mlp"].contains(surface.id))
      return
    }
    let grid = Grid(function, domain: surface.domain, width: 101, height: 101)
    #expect(grid.finiteRange.map { $0.lowerBound >= lowest - 1e-12 } == true)
  }

  static func parameterEnds(_ surface: Surface) -> [[String: Double]] {
    surface.parameters.reduce([[:]]) { cases, parameter in
      [parameter.range.lowerBound, parameter.value, parameter.range.upperBound].flatMap { value in
        cases.map { $0.merging([parameter.name: value]) { $1 } }
      }
    }
  }

  // MARK: - Derivatives

  /// What the prompt of the key G begins with.
  @Test(arguments: surfaces.filter { $0.formula != nil })
  func theExactGradientAsTextAgrees(_ surface: Surface) throws {
    let text = try #require(surface.formula?.gradientText)
    let typed = surface.compiled(try GradientFormula(text, parameters: surface.names))
    let function = surface.function()
    var random = SplitMix(seed: 3)
    for _ in 0..<20 {
      let point = surface.domain.point(random.unit(), random.unit())
      let exact = function.gradient(at: point)
      #expect(
        (typed.value(at: point) - exact).norm <= 1e-9 * (1 + exact.norm), "\(surface.id): \(text)")
    }
  }

  @Test(.slow, arguments: surfaces) func exactGradientsAgreeWithCentralDifferences(
    _ surface: Surface
  ) {
    let function = surface.function()
    var random = SplitMix(seed: 20)
    for _ in 0..<50 {
      let point = surface.domain.point(random.unit(), random.unit())
      let here = function.evaluate(at: point)
      #expect(here.loss == function.value(at: point))
      let h = 1e-4
      func slope(_ step: Point) -> Double {
        // Fourth order, so that steep surfaces agree, too.
        let near = function.value(at: point + step) - function.value(at: point - step)
        let far = function.value(at: point + 2 * step) - function.value(at: point - 2 * step)
        return (8 * near - far) / (12 * h)
      }
      let difference = Point(slope(Point(h, 0)), slope(Point(0, h))) - here.gradient
      // Rounding of the values, divided by h, and the error of the fourth order.
      let tolerance = 1e-8 * (1 + here.gradient.norm) + 1e-11 * abs(here.loss) / h
      #expect(difference.norm <= tolerance, "\(surface.id) at \(point)")
    }
  }
}

extension Surface: CustomTestStringConvertible {
  public var testDescription: String { id }
}
