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
      let layout = Layout(
        Layout.Content(size: size, view: view, runs: runs, lesson: LayoutTests.lesson))
      let parts =
        [
          layout.title, layout.footer, layout.chart, layout.timeline,
        ]
        .compactMap(\.self) + layout.maps
        + (layout.side.map { [$0] } ?? [layout.board, layout.words].compactMap(\.self))
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
      let layout = Layout(Layout.Content(size: size, view: .side, runs: runs))
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

  /// The longest lesson of the built-in surfaces has about 330 characters.
  private static let lesson = String(repeating: "Steps follow the slope. ", count: 14)

  @Test(arguments: sizes.dropFirst(3), [Appearance.View.side, .overlay, .relief])
  func theLessonIsNeverCut(_ size: Size, _ view: Appearance.View) throws {
    for runs in [1, 4, 8] {
      let layout = Layout(
        Layout.Content(size: size, view: view, runs: runs, lesson: LayoutTests.lesson))
      let words = try #require(layout.words)
      #expect(
        LayoutTests.lesson.wrapped(to: words.width).count <= words.height, "\(runs) runs")
    }
  }

  @Test(arguments: [Size(width: 120, height: 40), Size(width: 200, height: 60)])
  func withAPaneTheLessonIsItsLastBlock(_ size: Size) throws {
    for view in [Appearance.View.side, .overlay] {
      let layout = Layout(
        Layout.Content(
          size: size, view: view, runs: 4, tool: .inspector, lesson: LayoutTests.lesson))
      let (words, tool) = (try #require(layout.words), try #require(layout.tool))
      #expect(words.row == tool.row + tool.height)
      #expect(LayoutTests.lesson.wrapped(to: words.width).count <= words.height)
    }
  }

  /// A pane of lines takes what it needs, and the chart the rest; a pane with curves shares it.
  @Test func theChartHasTheRowsThatAPaneDoesNotNeed() throws {
    func rows(_ tool: Tool) throws -> (tool: Int, chart: Int) {
      let layout = Layout(
        Layout.Content(
          size: Size(width: 400, height: 120), view: .side, runs: 4, tool: tool,
          lesson: LayoutTests.lesson))
      return (try #require(layout.tool).height, try #require(layout.chart).height)
    }
    for tool in [Tool.inspector, .parameters, .basins] {
      let rows = try rows(tool)
      #expect(rows.tool >= 24 && 2 * rows.chart > 3 * rows.tool, "\(tool)")
    }
    for tool in [Tool.sweep, .check] {
      let rows = try rows(tool)
      #expect(rows.tool > rows.chart, "\(tool)")
    }
  }

  @Test(arguments: sizes, [Appearance.View.side, .overlay])
  func mapsHaveNearlyTheProportionsOfTheDomain(_ size: Size, _ view: Appearance.View) {
    let layout = Layout(Layout.Content(size: size, view: view, runs: 4))
    let map = layout.interior(of: layout.maps[0])
    let shape = Double(map.width) / Double(map.height)
    #expect((1.5...2.7).contains(shape), "\(map)")
  }

  @Test func mapsGrowWithTheWindow() {
    let heights = [(80, 24), (120, 40), (200, 60), (400, 120)].map { width, height in
      let layout = Layout(
        Layout.Content(size: Size(width: width, height: height), view: .side, runs: 4))
      return Double(layout.maps[0].height) / Double(height)
    }
    #expect(heights.allSatisfy { $0 > 0.4 }, "\(heights)")
  }

  @Test func aWideDomainHasItsChartBelow() throws {
    let size = Size(width: 120, height: 40)
    let layout = Layout(Layout.Content(size: size, view: .overlay, runs: 4, shape: 5))
    let chart = try #require(layout.chart)
    #expect(chart.column == 0 && chart.row == layout.maps[0].row + layout.maps[0].height)
  }
}
