import Calculus
import Canvas
import Comparison
import Landscape
import Testing

@testable import Explorer

struct LandmarkTests {
  private func picture(
    _ formula: String, domain: Domain = Domain(x: -5...5, y: -5...5)
  ) throws -> MapPicture {
    let formula = try Formula(formula)
    let key = MapPicture.Key(
      loss: .formula(formula), parameters: [:], domain: domain,
      cells: Size(width: 60, height: 20), glyphs: .quadrant, contours: .bandsAndLines,
      ramp: .magma, levels: .auto, depth: .trueColor, background: .dark)
    return MapPicture(key: key, function: formula.compiled())
  }

  @Test func saddlesAndUnstatedMinimaAreMarked() throws {
    let picture = try picture("(x^2 - 4)^2 + y^2")
    let free = picture.landmarks(known: [])
    #expect(free.map(\.marker) == [.saddle, .minimum, .minimum])
    #expect(free[0].point.norm < 1e-6)
    #expect(Set(free.map { $0.point.x.rounded() }) == [-2, 0, 2])
    let stated = picture.landmarks(known: [KnownMinimum(point: Point(2, 0))])
    #expect(stated.map(\.marker) == [.saddle, .minimum])
    #expect(stated[1].point == Point(2, 0))
  }

  @Test func theLowestStatedMinimumHasItsOwnSign() throws {
    let state = try ExplorerState.paused {
      $0.surface = Surface(
        id: "", name: "", loss: .formula(try Formula("(x^2 - 1)^2 + 0.2x + y^2")),
        domain: Domain(x: -2...2, y: -2...2), start: Point(0.1, 1.5),
        minima: [Point(0.973, 0), Point(-1.024, 0)])
    }
    #expect(state.scene.knownMinima.map(\.isLowest) == [false, true])
    let picture = try picture("(x^2 - 1)^2 + 0.2x + y^2")
    let marks = picture.landmarks(known: state.scene.knownMinima)
    #expect(marks.map(\.marker) == [.saddle, .localMinimum, .minimum])
    let legend = picture.signLegend(known: state.scene.knownMinima, isASCII: false)
    #expect(legend == ["○ start", "× lowest minimum", "+ local minimum", "◊ saddle"])
    #expect(picture.signLegend(known: [], isASCII: true) == ["o start", "X minimum", "+ saddle"])
  }

  @Test func aPatternIsNotMarked() throws {
    let picture = try picture("cos(6x) + cos(6y)")
    #expect(!picture.criticalPoints.isEmpty)
    #expect(picture.landmarks(known: []).isEmpty)
    #expect(picture.landmarks(known: [KnownMinimum(point: Point(1, 1))]).count == 1)
  }

  @Test func theSaddleOfTwoWellsIsOnTheMap() throws {
    var state = try ExplorerState.paused(size: Size(width: 80, height: 24)) {
      $0.surface = try wells()
    }
    try state.type("v")
    #expect(state.text.contains("◊"))
    var plain = try ExplorerState.paused(
      size: Size(width: 80, height: 24), depth: .none, isUTF8: false
    ) { $0.surface = try wells() }
    try plain.type("v")
    #expect(plain.text.contains("+"))
    #expect(plain.text.unicodeScalars.allSatisfy { $0.isASCII })
  }

  @Test func theTopmostSignIsTheLast() throws {
    let state = try ExplorerState.paused { $0.surface = try wells() }
    let projection = Projection(
      domain: state.viewport, cells: Rectangle(column: 2, row: 3, width: 60, height: 20),
      glyphs: .quadrant)
    let signs = MapSign.all(
      of: state, runs: [1, 0],
      landmarks: [.init(point: state.scene.start, marker: .saddle)], in: projection,
      theme: Theme(depth: .trueColor, runs: 2))
    // Fixed signs and the start share a cell with the start on top, and the runs are beside it.
    #expect(signs.map(\.glyph).prefix(2) == ["◊", "○"])
    #expect(Set(signs.map(\.glyph)) == ["◊", "○", "■", "●"])
    #expect(Set(signs.map { [$0.column, $0.row] }).count == 3)
  }
}
