import Canvas

/// The places of everything in a window of a given size.
struct Layout: Hashable, Sendable {
  /// The smallest window with a picture.
  static let smallest = Size(width: 40, height: 12)

  var title: Rectangle
  var footer: Rectangle
  /// One map, or one for each run; including their borders.
  var maps: [Rectangle] = []
  /// Whether maps and panels have borders; a small window has no cells for them.
  var isBoxed: Bool
  /// The list of optimizers, unless their figures are on the borders of the maps.
  var table: Rectangle?
  /// The lesson and the values of the levels.
  var information: Rectangle?
  var chart: Rectangle?
  /// The line of steps, if there is no chart.
  var timeline: Rectangle?
  /// The guidance, unless the information contains it.
  var guidance: Rectangle?
  /// The open tool.
  var tool: Rectangle?

  /// - Parameters:
  ///   - tool: the open tool; it takes the right side, or in a narrow window all of it.
  ///   - hasLesson: whether the surface has a lesson, which is always shown.
  init(
    size: Size, view: Appearance.View, runs: Int, tool: Tool? = nil, hasLesson: Bool = true
  ) {
    title = Rectangle(column: 0, row: 0, width: size.width, height: 1)
    footer = Rectangle(column: 0, row: size.height - 1, width: size.width, height: 1)
    let body = Rectangle(column: 0, row: 1, width: size.width, height: size.height - 2)
    isBoxed = size.width >= 64 && size.height >= 18
    if isBoxed {
      arrangeBoxed(body, view: view, runs: runs, tool: tool, hasLesson: hasLesson)
    } else {
      arrangeSmall(body, view: view, runs: runs, tool: tool)
    }
  }

  init(of state: ExplorerState) {
    let runs = state.race.runs.count
    self.init(
      size: state.size, view: state.appearance.view(in: state.size, runs: runs), runs: runs,
      tool: state.tool, hasLesson: state.scene.surface.lesson != nil)
  }

  /// The cells of a map without its border or its heading.
  func interior(of map: Rectangle) -> Rectangle {
    if isBoxed { return map.inset(columns: 1, rows: 1) }
    guard maps.count > 1 || table == nil else { return map }
    return Rectangle(
      column: map.column, row: map.row + 1, width: map.width - 1, height: map.height - 1)
  }

  private mutating func arrangeBoxed(
    _ body: Rectangle, view: Appearance.View, runs: Int, tool: Tool?, hasLesson: Bool
  ) {
    var body = body
    var column: Rectangle?
    if tool != nil {
      var right = body.split(right: min(max(body.width * 2 / 5, 34), 56))
      if view != .side {
        // More lines per run if that leaves enough for the tool.
        let lines = [3, 2].first { right.height - $0 * runs - 2 >= Layout.roomyTool } ?? 1
        table = right.split(top: min(runs * lines, max(1, right.height / 2)) + 2)
      }
      self.tool = right
    }
    if body.height >= 18 {
      var strip = body.split(bottom: min(max(body.height / 4, 5), 22))
      if view == .side, strip.width >= 96 { information = strip.split(right: 34) }
      chart = strip
    } else if body.height >= 17 {
      timeline = body.split(bottom: 1)
    }
    switch view {
    case .side:
      // Without a lesson guidance is rare, and the box has enough room for it.
      if body.height >= 26, hasLesson || information == nil {
        guidance = body.split(top: body.width >= 180 ? 1 : 2)
      }
      maps = Layout.panels(in: body, count: runs)
      // Rows left over by equal panels go to the chart.
      let spare = body.row + body.height - (maps.map { $0.row + $0.height }.max() ?? body.row)
      chart?.extend(top: spare)
      information?.extend(top: spare)
    case .overlay, .relief:
      let columnWidth = tool == nil ? min(max(body.width * 3 / 10, 28), 40) : 0
      let tableHeight = runs * Layout.linesPerRun(room: body.height - 2, runs: runs) + 2
      // The guidance has a row of its own if no box has room for it.
      if body.height >= 16, tool != nil || body.height - tableHeight < 5 {
        guidance = body.split(top: 1)
      }
      if tool == nil { column = body.split(right: columnWidth) }
      maps = [body]
    }
    guard var column else { return }
    let lines = Layout.linesPerRun(room: column.height - 2, runs: runs)
    var table = column.split(top: min(column.height, runs * lines + 2))
    if column.height >= 5 {
      information = column
    } else {
      table.height += column.height
    }
    self.table = table
  }

  private mutating func arrangeSmall(
    _ body: Rectangle, view: Appearance.View, runs: Int, tool: Tool?
  ) {
    var body = body
    // Basins are drawn on the map itself; any other tool replaces it.
    if tool != nil, tool != .basins {
      self.tool = body
      return
    }
    if body.height >= 12 { timeline = body.split(bottom: 1) }
    switch view {
    case .side:
      maps = Layout.panels(in: body, count: runs)
    case .overlay, .relief:
      table = body.split(bottom: min(runs, max(1, body.height * 2 / 5)))
      maps = [body]
    }
  }

  /// The height at which every tool shows everything.
  private static let roomyTool = 24

  /// Three lines per run if there is room, else two or one.
  static func linesPerRun(room: Int, runs: Int) -> Int {
    guard runs > 0 else { return 1 }
    return [3, 2].first { $0 * runs <= room } ?? 1
  }

  /// Equal panels in rows and columns, as large and as little distorted as possible.
  static func panels(in area: Rectangle, count: Int) -> [Rectangle] {
    guard count > 0 else { return [] }
    func quality(_ columns: Int) -> Double {
      let rows = (count + columns - 1) / columns
      let width = Double(area.width / columns) / 2
      let height = Double(area.height / rows) * 1.5
      return min(width, height) * Double(count) / Double(rows * columns)
    }
    let columns = (1...count).max { quality($0) < quality($1) } ?? 1
    let rows = (count + columns - 1) / columns
    let (width, height) = (area.width / columns, area.height / rows)
    return (0..<count).map { index in
      Rectangle(
        column: area.column + index % columns * width, row: area.row + index / columns * height,
        width: width, height: height)
    }
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

  /// Grows upwards by some rows.
  mutating func extend(top count: Int) {
    row -= count
    height += count
  }

  /// Cuts some columns off the right and returns them.
  mutating func split(right count: Int) -> Rectangle {
    let count = min(max(count, 0), width)
    width -= count
    return Rectangle(column: column + width, row: row, width: count, height: height)
  }
}
