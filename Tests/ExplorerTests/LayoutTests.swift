import Canvas
import Testing

@testable import Explorer

struct LayoutTests {
  static let sizes = [
    (40, 12), (60, 16), (64, 18), (80, 24), (100, 30), (120, 40), (200, 60), (400, 120),
  ]
  .map { Size(width: $0.0, height: $0.1) }

  @Test(arguments: sizes, Appearance.View.allCases)
  func nothingOverlapsOrIsOutside(_ size: Size, _ view: Appearance.View) {
    for runs in 1...12 {
      let layout = Layout(size: size, view: view, runs: runs)
      let parts =
        [
          layout.title, layout.footer, layout.table, layout.information, layout.chart,
          layout.guidance,
        ]
        .compactMap(\.self) + layout.maps
      for (place, part) in parts.enumerated() where !part.isEmpty {
        #expect(part.column >= 0 && part.columns.upperBound <= size.width, "\(runs) runs, \(part)")
        #expect(part.row >= 0 && part.rows.upperBound <= size.height, "\(runs) runs, \(part)")
        for other in parts[..<place] {
          let isApart = !part.columns.overlaps(other.columns) || !part.rows.overlaps(other.rows)
          #expect(isApart, "\(runs) runs, \(part) and \(other)")
        }
      }
    }
  }

  @Test(arguments: sizes)
  func everyRunHasAMapSideBySide(_ size: Size) {
    for runs in 1...8 {
      let layout = Layout(size: size, view: .side, runs: runs)
      #expect(layout.maps.count == runs)
      #expect(Set(layout.maps.map { [$0.width, $0.height] }).count == 1)
      #expect(layout.maps.allSatisfy { !layout.interior(of: $0).isEmpty }, "\(runs) runs")
    }
  }

  @Test func sideBySideIsTheDefaultIfThereIsRoom() {
    let appearance = Appearance()
    #expect(appearance.view(in: Size(width: 100, height: 30), runs: 4) == .side)
    #expect(appearance.view(in: Size(width: 99, height: 30), runs: 4) == .overlay)
    #expect(appearance.view(in: Size(width: 100, height: 29), runs: 4) == .overlay)
    #expect(appearance.view(in: Size(width: 200, height: 60), runs: 1) == .overlay)
  }

  @Test func withoutALessonTheMapsGetTheRowsOfTheGuidance() {
    func layout(_ size: Size, hasLesson: Bool) -> Layout {
      Layout(size: size, view: .side, runs: 4, hasLesson: hasLesson)
    }
    let size = Size(width: 120, height: 40)
    let (taught, untaught) = (layout(size, hasLesson: true), layout(size, hasLesson: false))
    #expect(taught.guidance?.height == 2 && untaught.guidance == nil)
    #expect(untaught.maps[0].height == taught.maps[0].height + 1)
    // If no box would show occasional guidance, its rows stay.
    #expect(layout(Size(width: 90, height: 40), hasLesson: false).guidance != nil)
  }
}
