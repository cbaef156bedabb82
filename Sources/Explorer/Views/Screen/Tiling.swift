import Canvas

/// Equal maps in rows and columns, as large as their proportions allow.
struct Tiling: Hashable, Sendable {
  let count: Int
  /// The width of a map divided by its height, in cells; nil if maps fill their place.
  let shape: Double?
  /// The cells around a map: its border, or its heading and a gap.
  let frame: Size

  init(count: Int, shape: Double?, frame: Size) {
    self.count = max(1, count)
    self.shape = shape
    self.frame = frame
  }

  init(_ content: Layout.Content, isBoxed: Bool) {
    let isSideBySide = content.view == .side
    let frame =
      isBoxed
      ? Size(width: 2, height: 2)
      : isSideBySide ? Size(width: 1, height: 1) : Size(width: 0, height: 0)
    self.init(count: isSideBySide ? content.runs : 1, shape: content.shape, frame: frame)
  }

  /// How many maps are side by side in an area.
  func columns(in area: Size) -> Int {
    (1...count).max { merit(in: area, columns: $0) < merit(in: area, columns: $1) } ?? 1
  }

  /// How much of the surface's proportions is seen in an area, in cells.
  func merit(in area: Size) -> Double { merit(in: area, columns: columns(in: area)) }

  private func merit(in area: Size, columns: Int) -> Double {
    let map = map(in: area, columns: columns)
    guard map.width > 0, map.height > 0 else { return 0 }
    // A map that fills its place is best about twice as wide as high in cells, as far as possible.
    let shape = shape ?? 2.5
    let height = min(Double(map.height), Double(map.width) / shape)
    return height * height * shape * Double(count)
  }

  /// The cells of one map without its frame.
  private func map(in area: Size, columns: Int) -> Size {
    let rows = (count + columns - 1) / columns
    return Size(
      width: area.width / columns - frame.width, height: area.height / rows - frame.height)
  }

  /// The width of an area in which maps of a given height have their proportions; at most the
  /// area's.
  func naturalWidth(in area: Size) -> Int {
    guard let shape else { return area.width }
    let columns = columns(in: area)
    let height = map(in: area, columns: columns).height
    let width = Int((Double(max(height, 0)) * shape).rounded(.up)) + frame.width
    return min(area.width, columns * width)
  }

  /// The height of an area in which maps of a given width have their proportions; at most the
  /// area's.
  func naturalHeight(in area: Size) -> Int {
    guard let shape else { return area.height }
    let columns = columns(in: area)
    let rows = (count + columns - 1) / columns
    let width = map(in: area, columns: columns).width
    let height = Int((Double(max(width, 0)) / shape).rounded(.up)) + frame.height
    return min(area.height, rows * height)
  }

  /// The places of the maps, with their frames.
  func panels(in area: Rectangle) -> [Rectangle] {
    let columns = columns(in: Size(width: area.width, height: area.height))
    let rows = (count + columns - 1) / columns
    let (width, height) = (area.width / columns, area.height / rows)
    return (0..<count).map { index in
      Rectangle(
        column: area.column + index % columns * width, row: area.row + index / columns * height,
        width: width, height: height)
    }
  }
}

/// A way to divide the body of a window with borders.
struct Division: Hashable {
  var maps: Rectangle
  /// The race with its words and its legend, and the chart if that has no other place.
  var side: Rectangle
  /// The chart, if it is below the maps.
  var chart: Rectangle?
  /// The size of the maps, as far as they keep their proportions.
  let merit: Double

  /// The rows that a chart needs.
  static let leastChart = 7

  /// The column beside the maps: as wide as they leave it, or as the text needs.
  static func column(of body: Rectangle, _ content: Layout.Content, _ tiling: Tiling) -> Rectangle {
    var body = body
    let isBoxed = tiling.frame.height == 2 || body.width >= 64
    let least = isBoxed ? max(34, min(body.width * 3 / 8, 48)) : min(22, body.width / 2)
    let room = Size(width: body.width - least, height: body.height)
    var width = body.width - tiling.naturalWidth(in: room)
    // Wider if that is what the lesson needs, at the expense of the maps.
    let margin = isBoxed ? 4 : 2
    let most = max(width, body.width * 3 / 5)
    func fits(_ width: Int) -> Bool {
      let text = SideText(content, width: width - margin)
      return isBoxed
        ? text.leastRows + 2 + leastChart <= body.height : text.leastRows <= body.height
    }
    if content.tool == nil || !isBoxed, let wider = (width...most).first(where: fits) {
      width = wider
    }
    return body.split(right: width)
  }

  /// Everything else beside the maps.
  static func beside(_ body: Rectangle, _ content: Layout.Content, _ tiling: Tiling) -> Division {
    var maps = body
    var side = column(of: body, content, tiling)
    maps.width -= side.width
    // Rows that equal maps leave over are left out everywhere, so that all ends are level.
    if let lowest = tiling.panels(in: maps).last {
      side.height = min(side.height, max(lowest.row + lowest.height - side.row, side.height - 2))
    }
    return Division(
      maps: maps, side: side, merit: tiling.merit(in: Size(width: maps.width, height: maps.height)))
  }

  /// The chart below the maps, the rest beside both; nil if there is no room for it.
  static func chartBelow(_ body: Rectangle, _ content: Layout.Content, _ tiling: Tiling)
    -> Division?
  {
    guard tiling.shape != nil else { return nil }
    var left = body
    let side = left.split(right: max(34, min(body.width * 3 / 8, 48)))
    let text = SideText(content, width: side.width - 4)
    guard text.leastRows + 2 <= side.height else { return nil }
    let room = Size(width: left.width, height: left.height - leastChart)
    let maps = left.split(top: tiling.naturalHeight(in: room))
    return Division(
      maps: maps, side: side, chart: left,
      merit: tiling.merit(in: Size(width: maps.width, height: maps.height)))
  }

  /// Everything else below the maps; nil if there is no room for it.
  static func below(_ body: Rectangle, _ content: Layout.Content, _ tiling: Tiling) -> Division? {
    guard tiling.shape != nil else { return nil }
    var rest = body
    let width = max(34, body.width / 2)
    let needed = max(leastChart, SideText(content, width: width - 4).leastRows + 2)
    guard rest.height - needed >= 10 else { return nil }
    let room = Size(width: rest.width, height: rest.height - needed)
    let maps = rest.split(top: tiling.naturalHeight(in: room))
    // Columns that equal maps leave over are left out below them, too.
    if let last = tiling.panels(in: maps).map(\.columns.upperBound).max() { rest.width = last }
    let side = rest.split(right: width)
    return Division(
      maps: maps, side: side, chart: rest,
      merit: tiling.merit(in: Size(width: maps.width, height: maps.height)))
  }
}
