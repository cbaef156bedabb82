import Calculus
import Landscape
import Testing

/// Surfaces made of a grid of losses.
struct GridSurfaceTests {
  /// The losses (x − 1)² + 2(y + 1)² at x −2, −1, …, 2 and y −2, …, 1, as text.
  static let matrix = (-2...1).map { y in
    (-2...2).map { x in "\((x - 1) * (x - 1) + 2 * (y + 1) * (y + 1))" }.joined(separator: ",")
  }.joined(separator: "\n")

  static func surface(_ yaml: String, losses: String = matrix) throws(SurfaceFileError) -> Surface {
    try Surface(yaml: Array(yaml.utf8), file: "maps/net.yaml") { path, _ throws(UnreadableData) in
      guard path == "maps/loss.csv" else { throw UnreadableData("No such file or directory") }
      return Array(losses.utf8)
    }
  }

  static func complaint(_ yaml: String, losses: String = matrix) -> String {
    do throws(SurfaceFileError) {
      return "fine: \(try surface(yaml, losses: losses).lossText)"
    } catch {
      return error.description
    }
  }

  @Test func aSurfaceFileNamesItsGrid() throws {
    let surface = try Self.surface(
      """
      name: Net
      grid: {file: loss.csv, x: [-2, 2], y: [-2, 1]}
      lesson: A slice.
      """)
    #expect(surface.id == "net" && surface.name == "Net" && surface.lesson == "A slice.")
    #expect(surface.domain == Domain(x: -2...2, y: -2...1))
    #expect(surface.lossText == "a slice of 5×4 losses")
    #expect(surface.loss.caution != nil && surface.loss.file == "loss.csv")
    #expect(surface.formula == nil && surface.data == nil && surface.rowCount == nil)
    let here = surface.function().evaluate(at: Point(0.3, -0.2))
    #expect(abs(here.loss - (0.49 + 1.28)) < 1e-12)
    #expect((here.gradient - Point(-1.4, 3.2)).norm < 1e-12)
    #expect(surface.domain.contains(surface.start))
    #expect(surface.function().evaluate(at: surface.start).isFinite)
  }

  @Test func theUsualKeysStandBesideTheGrid() throws {
    let surface = try Self.surface(
      """
      name: Net
      grid: {file: loss.csv, x: [-2, 2], y: [-2, 1]}
      domain: {x: [-1, 1], y: [-1, 0]}
      start: [-0.5, -0.25]
      minima: [[1, -1]]
      learning_rates: {gd: 0.01}
      levels: linear
      noise: 0.2
      gradient: "2*(x - 1), 4*(y + 1)"
      """)
    #expect(surface.domain == Domain(x: -1...1, y: -1...0) && surface.start == Point(-0.5, -0.25))
    #expect(surface.minima == [Point(1, -1)] && surface.learningRates == ["gd": 0.01])
    #expect(surface.levels == .linear && surface.noise == 0.2 && surface.gradient != nil)
  }

  @Test func withoutRangesThePointsAreAtWholeNumbers() throws {
    let surface = try Self.surface("name: Net\ngrid: {file: loss.csv}")
    #expect(surface.domain == Domain(x: 0...4, y: 0...3))
    let turned = try Self.surface("name: Net\ngrid: {file: loss.csv, rows: x, x: [0, 1]}")
    #expect(turned.domain == Domain(x: 0...1, y: 0...4))
    #expect(abs(turned.function().value(at: Point(1, 0)) - 17) < 1e-12)
    #expect(abs(turned.function().value(at: Point(0, 4)) - 3) < 1e-12)
  }

  @Test func aFileOfLossesIsASurfaceByItself() throws {
    let surface = try Surface(losses: Array(Self.matrix.utf8), file: "runs/resnet.csv")
    #expect(surface.id == "resnet" && surface.name == "resnet")
    #expect(surface.domain == Domain(x: 0...4, y: 0...3))
    let points = "x,y,loss\n" + "0,-1,3\n0,1,4\n0.5,-1,5\n0.5,1,1\n"
    let table = try Surface(losses: Array(points.utf8), file: "points.csv")
    #expect(table.domain == Domain(x: 0...0.5, y: -1...1))
    #expect(abs(table.function().value(at: Point(0.5, 1)) - 1) < 1e-12)
    do throws(SurfaceFileError) {
      _ = try Surface(losses: [1, 2, 3], file: "runs/broken.npy")
      Issue.record("accepted")
    } catch {
      #expect(error.description.hasPrefix("runs/broken.npy: "))
    }
  }

  @Test func equalGridsMakeEqualSurfaces() throws {
    let yaml = "name: Net\ngrid: {file: loss.csv}"
    #expect(try Self.surface(yaml) == Self.surface(yaml))
    #expect(try Self.surface(yaml) != Self.surface(yaml, losses: "1,2\n3,4\n"))
  }

  @Test(arguments: [
    (
      "formula: x^2\ngrid: {file: loss.csv}",
      "maps/net.yaml:2:1: 'formula' has no place in a surface made of a grid"
    ),
    ("grid: {file: other.csv}", "maps/net.yaml:2:14: the losses cannot be read: No such file"),
    ("grid: {x: [0, 1]}", "the key 'file' is missing in 'grid'"),
    ("grid: {file: loss.csv, x: [1, -1]}", "the range of 'x' is reversed"),
    ("grid: {file: loss.csv, rows: z}", "unknown rows 'z'"),
    ("grid: {file: loss.csv, array: loss}", "maps/net.yaml:2:31: this file has no names inside"),
    ("grid: {file: loss.csv, domain: 1}", "unknown key 'domain' in 'grid'"),
    ("grid: loss.csv", "'grid' must be a group of the keys file, x, y, rows, array"),
    ("grid: {file: loss.csv}\nstart: [9, 9]", "the start (9, 9) is outside of the domain"),
  ])
  func theFaultIsShownWhereItIs(_ keys: String, _ message: String) {
    let found = Self.complaint("name: Net\n" + keys)
    #expect(found.contains(message), "\(found)")
  }

  @Test func faultsOfTheLossesNameTheirFile() {
    let yaml = "name: Net\ngrid: {file: loss.csv}"
    let ragged = Self.complaint(yaml, losses: "1,2\n3\n")
    #expect(
      ragged == """
        maps/loss.csv: line 2 has 1 value, those above have 2
        hint: every line needs as many values; write nan where there is no loss
        """)
    let scattered = Self.complaint(yaml, losses: "nan 1\n2 nan\n")
    #expect(
      scattered.hasPrefix("maps/loss.csv: no four neighbouring losses in this file are finite"))
  }

  @Test func holesAreUndefined() throws {
    let losses = "1 2 3 4\n1 nan 3 4\n1 2 3 4\n1 2 3 4\n"
    let function = try Self.surface("name: Net\ngrid: {file: loss.csv}", losses: losses).function()
    #expect(function.value(at: Point(0.5, 0.5)).isNaN)
    #expect(abs(function.value(at: Point(2.5, 0.5)) - 3.5) < 1e-12)
    #expect(abs(function.value(at: Point(0.5, 2.5)) - 1.5) < 1e-12)
  }
}
