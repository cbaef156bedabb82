import Landscape

/// The places of everything on the page.
struct FigureLayout {
  let fontSize: Double
  let title: Box
  /// The parts below the title.
  private let parts: Parts

  /// The map itself, without its ticks.
  var map: Box { parts.map }
  /// The chart of the losses itself, if there is one.
  var losses: Box? { parts.losses }
  var legend: Box { parts.legend }

  private struct Parts {
    var map: Box
    var losses: Box?
    var legend: Box

    /// How much is seen: the map counts most.
    var merit: Double { map.area + 0.4 * (losses?.area ?? 0) }
  }

  init(_ figure: Figure) {
    let (width, height) = figure.size.pixels
    // As large as a slide or the column of a paper needs it.
    fontSize = min(max((width * height).squareRoot() / 52, 9), 40)
    let space = fontSize
    let outer = Box(
      x: space, y: space * 0.6, width: width - 2 * space, height: height - 1.6 * space)
    let titleHeight = (figure.subtitle != nil ? 3.3 : 1.9) * space
    title = Box(x: outer.x, y: outer.y, width: outer.width, height: titleHeight)
    let body = Box(
      x: outer.x, y: outer.y + titleHeight, width: outer.width, height: outer.height - titleHeight)
    let arranger = Arranger(figure: figure, body: body, fontSize: fontSize)
    parts = arranger.candidates.max { $0.merit < $1.merit } ?? arranger.legendBelow
  }

  /// The ways to arrange the parts below the title.
  private struct Arranger {
    let figure: Figure
    let body: Box
    let fontSize: Double

    var candidates: [Parts] {
      [legendBeside, legendBelow]
        + (figure.showsLosses ? [0.22, 0.28, 0.34].map(legendAndLossesBeside) : [])
    }

    /// The room of the axis to the left of a chart, and below it.
    private var left: Double { 4.6 * fontSize }
    private var bottom: Double { 3 * fontSize }

    /// The room for the map if it had all of the body.
    private var room: Box {
      Box(
        x: body.x + left, y: body.y + 0.4 * fontSize, width: body.width - left - 0.6 * fontSize,
        height: body.height - bottom - 0.4 * fontSize)
    }

    private var legendWidth: Double {
      min(Legend(figure).width(fontSize: fontSize), room.width / 2)
    }

    var legendBeside: Parts {
      var room = room
      room.width -= legendWidth + fontSize
      var parts = withLossesBelow(room)
      parts.legend = Box(
        x: parts.map.right + fontSize, y: room.y, width: legendWidth, height: room.height)
      parts.losses?.width = parts.map.width
      return parts
    }

    var legendBelow: Parts {
      var room = room
      let legend = Legend(figure)
      // Below the axis too, if that saves a line.
      let widths = [room, body].map { ($0, legend.height(within: $0.width, fontSize: fontSize)) }
      let (place, height) = widths[1].1 < widths[0].1 ? widths[1] : widths[0]
      room.height -= height + 0.6 * fontSize
      var parts = withLossesBelow(room)
      let above = parts.losses ?? parts.map
      parts.legend = Box(
        x: place.x, y: above.bottom + bottom + 0.4 * fontSize, width: place.width, height: height)
      return parts
    }

    /// - Parameter share: how much of the width the losses get, without their axis.
    func legendAndLossesBeside(_ share: Double) -> Parts {
      var room = room
      room.width -= max(legendWidth, share * room.width + left) + fontSize
      let map = map(in: room)
      let height = Legend(figure).columnHeight(fontSize: fontSize)
      let x = map.right + fontSize
      let legend = Box(x: x, y: map.y, width: body.right - x, height: height)
      let losses = Box(
        x: x + left, y: legend.bottom + fontSize, width: body.right - x - left - 0.6 * fontSize,
        height: map.bottom - legend.bottom - fontSize)
      guard losses.height > 6 * fontSize, losses.width > 10 * fontSize else { return legendBeside }
      return Parts(map: map, losses: losses, legend: legend)
    }

    /// The map, and the chart of the losses below it, which takes what the map leaves.
    private func withLossesBelow(_ room: Box) -> Parts {
      guard figure.showsLosses else { return Parts(map: map(in: room), legend: room) }
      let least = max(0.26 * room.height, 3 * fontSize)
      let between = bottom + 0.4 * fontSize
      var upper = room
      upper.height -= least + between
      let map = map(in: upper)
      let top = map.bottom + between
      let losses = Box(x: room.x, y: top, width: room.width, height: room.bottom - top)
      return Parts(map: map, losses: losses, legend: room)
    }

    /// The map in the upper left of its room.
    private func map(in room: Box) -> Box {
      var map = room
      map.width = max(map.width, 20)
      map.height = max(map.height, 20)
      guard figure.aspect == .equal else { return map }
      let domain = figure.domain
      let scale = min(map.width / domain.width, map.height / domain.height)
      let (width, height) = (scale * domain.width, scale * domain.height)
      // A domain so narrow that its map would be a line fills the room.
      guard width > map.width / 12, height > map.height / 12 else { return map }
      map.width = width
      map.height = height
      return map
    }
  }
}
