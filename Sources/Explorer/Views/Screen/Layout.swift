import Canvas

/// The places of everything in a window of a given size.
///
/// The maps keep their proportions and are as large as the window allows; what the window has
/// beside or below them goes to what explains: the chart, and the race with its lesson and legend.
struct Layout: Hashable, Sendable {
  /// The smallest window with a picture.
  static let smallest = Size(width: 40, height: 12)

  var title: Rectangle
  var footer: Rectangle
  /// One map, or one for each run; including their borders.
  var maps: [Rectangle] = []
  /// Whether each run has a map of its own.
  let isSideBySide: Bool
  /// Whether maps and panels have borders; a small window has no cells for them.
  let isBoxed: Bool
  /// The box around the race, the words and the legend.
  var side: Rectangle?
  /// The lines of the runs.
  var board: Rectangle?
  /// The lesson, and what has become of the selected run.
  var words: Rectangle?
  /// The meanings of signs and shades.
  var legend: Rectangle?
  /// Whether the legend has room for the shades.
  var hasLevels = false
  var chart: Rectangle?
  /// The line of steps, if there is no chart.
  var timeline: Rectangle?
  /// The lesson, with its border.
  var lesson: Rectangle?
  /// The open tool. The words are joined to it below its border, as its last block.
  var tool: Rectangle?

  /// What decides the layout.
  struct Content: Hashable, Sendable {
    var size: Size
    var view: Appearance.View
    var runs: Int
    var tool: Tool?
    /// The text that must have room, whatever else is left out.
    var lesson: String?
    /// The width of a map divided by its height, in cells; nil if maps fill their place.
    var shape: Double? = 2
    /// What an open lesson says, now and in the other phases of its step; empty without one.
    var guide: [LessonText] = []
    /// Whether the lesson lets the map have its place where there is room for one of them.
    var isGuideAside = false
  }

  init(_ content: Content) {
    let size = content.size
    title = Rectangle(column: 0, row: 0, width: size.width, height: 1)
    footer = Rectangle(column: 0, row: size.height - 1, width: size.width, height: 1)
    let body = Rectangle(column: 0, row: 1, width: size.width, height: size.height - 2)
    isSideBySide = content.view == .side
    isBoxed = size.width >= 64 && size.height >= 18
    if !content.guide.isEmpty, let body = arrangeLesson(body, content) {
      arrangeSmall(body, content)
    } else if isBoxed, !content.guide.isEmpty {
      arrangeWithLesson(body, content)
    } else if !content.guide.isEmpty, !content.isGuideAside {
      lesson = body
    } else if isBoxed {
      arrangeBoxed(body, content)
    } else {
      arrangeSmall(body, content)
    }
  }

  init(of state: ExplorerState) {
    let runs = state.race.runs.count
    self.init(
      Content(
        size: state.size, view: state.sight.view(runs: runs), runs: runs,
        tool: state.isOpening ? nil : state.tool, lesson: state.scene.surface.lesson,
        shape: state.mapShape,
        guide: state.hasLesson ? state.guide?.allTexts(in: state.situation) ?? [] : [],
        isGuideAside: state.guide?.isAside ?? false))
  }

  /// The cells of a map without its border or its heading.
  func interior(of map: Rectangle) -> Rectangle {
    if isBoxed { return map.inset(columns: 1, rows: 1) }
    guard isSideBySide else { return map }
    return Rectangle(
      column: map.column, row: map.row + 1, width: map.width - 1, height: map.height - 1)
  }

  // MARK: - Windows with borders

  private mutating func arrangeBoxed(_ body: Rectangle, _ content: Content) {
    let tiling = Tiling(content, isBoxed: true)
    if content.tool != nil {
      arrangeWithTool(body, content, tiling)
      return
    }
    // Everything beside the maps, unless another way has clearly larger ones.
    var best = Division.beside(body, content, tiling)
    let others = [
      Division.chartBelow(body, content, tiling), Division.below(body, content, tiling),
    ]
    for case let other? in others where other.merit > 1.15 * best.merit { best = other }
    maps = tiling.panels(in: best.maps)
    var column = best.side
    let text = SideText(content, width: column.width - 4)
    if let below = best.chart {
      chart = below
    } else if let height = text.chartHeight(in: column.height) {
      chart = column.split(top: height)
    } else {
      timeline = Rectangle(
        column: body.column, row: body.row + body.height - 1, width: best.maps.width, height: 1)
      var area = best.maps
      area.height = body.height - 1
      maps = tiling.panels(in: area)
    }
    arrangeSide(column, text)
  }

  private mutating func arrangeSide(_ column: Rectangle, _ text: SideText) {
    side = column
    var inner = column.inset(columns: 2, rows: 1)
    let parts = text.parts(in: inner.height)
    board = inner.split(top: parts.board)
    if parts.words > 0 {
      _ = inner.split(top: 1)
      words = inner.split(top: parts.words)
      words?.width = min(inner.width, SideText.longestLine)
    }
    if parts.legend > 0 {
      legend = inner.split(bottom: parts.legend)
      hasLevels = parts.legend > text.signs
    }
  }

  /// The pane takes the column beside the maps, which stay where they are.
  private mutating func arrangeWithTool(_ body: Rectangle, _ content: Content, _ tiling: Tiling) {
    var body = body
    var column = Division.column(of: body, content, tiling)
    let text = SideText(content, width: column.width - 4)
    if !isSideBySide {
      // Its names and signs are nowhere else.
      let height = min(text.runs + 1, max(1, column.height / 3)) + 2
      side = column.split(top: height)
      board = side?.inset(columns: 2, rows: 1)
    }
    let words = text.words > 0 ? text.words + 1 : 0
    let roomy = content.tool == .parameters ? Layout.roomyParameters : Layout.roomyTool
    let spare = column.height - roomy - words
    if spare >= 9 {
      // A curve gets the more detailed the larger it is; a list has enough of its rows.
      let hasCurves = content.tool == .sweep || content.tool == .check
      let share = column.height * (hasCurves ? 1 : 2) / 3
      chart = column.split(bottom: max(9, min(spare, share)))
    } else if body.height >= 17 {
      timeline = body.split(bottom: 1)
      timeline?.width = body.width - column.width
    }
    tool = column
    if words > 0, column.height - words >= Layout.leastTool {
      self.words = Rectangle(
        column: column.column + 2, row: column.row + column.height - words,
        width: min(column.width - 4, SideText.longestLine), height: words - 1)
      tool?.height -= words
    }
    maps = tiling.panels(
      in: Rectangle(
        column: body.column, row: body.row, width: body.width - column.width, height: body.height))
  }

  /// The height at which every tool shows everything, and that which a tool keeps beside words.
  private static let roomyTool = 24
  /// The height at which the parameters of a usual race are all shown.
  private static let roomyParameters = 30
  private static let leastTool = 14

  // MARK: - With a lesson

  /// The rows of the lesson in a width, in the phase that needs the most of them, with its border.
  private func lessonRows(_ content: Content, width: Int) -> Int {
    (content.guide.map { $0.lines(width: width - 4).count }.max() ?? 0) + 2
  }

  /// Puts the lesson below everything else in a window that is narrow and high, and returns the
  /// rest; nil in any other window.
  private mutating func arrangeLesson(_ body: Rectangle, _ content: Content) -> Rectangle? {
    let rows = lessonRows(content, width: body.width)
    guard body.width < 64, body.height >= rows + 12 else { return nil }
    var body = body
    lesson = body.split(bottom: rows)
    return body
  }

  /// The lesson takes the column beside the maps, and leaves the rest of it to the race.
  private mutating func arrangeWithLesson(_ body: Rectangle, _ content: Content) {
    var body = body
    let tiling = Tiling(content, isBoxed: true)
    var withTool = content
    withTool.tool = content.tool ?? .inspector
    var column = Division.column(of: body, withTool, tiling)
    let board = content.runs + 2
    var rows = lessonRows(content, width: column.width)
    if rows + board > column.height, let text = content.guide.first {
      // The size cannot stay through all phases, but the race has its place in some of them.
      rows = text.lines(width: column.width - 4).count + 2
    }
    rows = min(rows, column.height)
    var places = Rectangle(
      column: body.column, row: body.row, width: body.width - column.width, height: body.height)
    lesson = column.split(top: rows)
    if let tool = content.tool, column.height < Layout.leastTool {
      // Basins are drawn on the map itself; any other tool has its place.
      lesson?.height = body.height
      if tool != .basins {
        self.tool = places
        return
      }
      column.height = 0
    } else if content.tool != nil {
      self.tool = column
      column.height = 0
    }
    if content.tool == nil, column.height >= board {
      let chart = column.height - board
      side = column.split(top: chart >= Division.leastChart ? board : column.height)
      self.board = side?.inset(columns: 2, rows: 1)
      if chart >= Division.leastChart { self.chart = column }
    } else if content.tool == nil {
      lesson?.height += column.height
    }
    if chart == nil, body.height >= 17 {
      timeline = places.split(bottom: 1)
      body.height -= 1
    }
    maps = tiling.panels(in: places)
  }

  // MARK: - Small windows

  private mutating func arrangeSmall(_ body: Rectangle, _ content: Content) {
    var body = body
    // Basins are drawn on the map itself; any other tool replaces it.
    if let tool = content.tool, tool != .basins {
      self.tool = body
      let words = SideText(content, width: body.width - 4).words + 1
      if words > 1, body.height - words >= Layout.leastTool {
        self.words = Rectangle(
          column: body.column + 2, row: body.row + body.height - words, width: body.width - 4,
          height: words - 1)
        self.tool?.height -= words
      }
      return
    }
    if body.height >= 12 { timeline = body.split(bottom: 1) }
    let tiling = Tiling(content, isBoxed: false)
    var column = Division.column(of: body, content, tiling)
    maps = tiling.panels(
      in: Rectangle(
        column: body.column, row: body.row, width: body.width - column.width, height: body.height))
    // A blank on either side.
    column = column.inset(columns: 1, rows: 0)
    let text = SideText(content, width: column.width)
    board = column.split(top: min(text.runs, max(1, column.height * 2 / 3)))
    guard column.height >= 3 else { return }
    _ = column.split(top: 1)
    words = column
  }
}

extension Rectangle {
  /// Cuts some rows off the bottom and returns them.
  mutating func split(bottom count: Int) -> Rectangle {
    let count = min(max(count, 0), height)
    height -= count
    return Rectangle(column: column, row: row + height, width: width, height: count)
  }

  /// Cuts some rows off the top and returns them.
  mutating func split(top count: Int) -> Rectangle {
    let count = min(max(count, 0), height)
    defer {
      row += count
      height -= count
    }
    return Rectangle(column: column, row: row, width: width, height: count)
  }

  /// Cuts some columns off the right and returns them.
  mutating func split(right count: Int) -> Rectangle {
    let count = min(max(count, 0), width)
    width -= count
    return Rectangle(column: column + width, row: row, width: count, height: height)
  }
}
