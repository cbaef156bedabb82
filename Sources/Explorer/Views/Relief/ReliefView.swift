import Calculus
import Canvas
import Landscape
import Optimizers

extension Frame {
  /// One relief with the paths of some runs.
  /// - Parameter basins: what to paint on it instead of the losses.
  mutating func drawRelief(
    _ state: ExplorerState, runs: [Int], picture: ReliefPicture, basins: BasinAtlas? = nil,
    in area: Rectangle, layout: Layout, theme: Theme
  ) {
    let interior = layout.interior(of: area)
    guard !interior.isEmpty else { return }
    let chart = basins?.chart(of: runs.count == 1 ? runs[0] : state.selection ?? 0)
    drawMapFrame(
      state, runs: runs, picture: picture.map, basinsOf: chart?.run, in: area, layout: layout,
      theme: theme)
    // What is selected is painted last and so lies on top.
    let order = runs.filter { $0 != state.selection } + runs.filter { $0 == state.selection }
    var raster = chart.map { picture.raster(of: $0) } ?? picture.raster
    for run in order {
      if let ghost = state.ghosts[run] {
        raster.ghost(of: ghost, run: run, shades: theme.trail(run), on: picture)
      }
    }
    for run in order {
      raster.trail(
        of: state.race.runs[run].trajectory, upTo: state.playback.step, run: run,
        shades: theme.trail(run), on: picture)
    }
    draw(
      raster, in: interior, glyphs: state.appearance.glyphs, depth: state.appearance.depth,
      letters: state.appearance.runLetters)
    if let chart {
      drawBasinLetters(chart, in: interior, depth: state.appearance.depth, theme: theme) {
        picture.point(seenInCell: $0 - interior.column, $1 - interior.row)
      }
    }
    draw(
      MapSign.all(of: state, runs: order, basins: basins, on: picture, in: interior, theme: theme))
  }
}

extension MapSign {
  /// Everything that has a sign on a relief, from the lowest to the topmost. Landmarks are left out
  /// where the surface hides them; a run is shown there faintly, and the minimum of a basin is as
  /// ever, as its letter names the colour.
  static func all(
    of state: ExplorerState, runs: [Int], basins: BasinAtlas?, on picture: ReliefPicture,
    in area: Rectangle, theme: Theme
  ) -> [MapSign] {
    let isASCII = state.appearance.isASCII
    let function = state.scene.function
    /// The cell where a point of the surface is seen, or lies behind a hill; nil outside.
    func cell(_ point: Point, behindHills: Bool) -> (column: Int, row: Int)? {
      let place = picture.place(of: point, loss: function.value(at: point))
      guard state.viewport.contains(point), behindHills || picture.isVisible(place),
        let cell = picture.cell(of: place)
      else { return nil }
      return (area.column + cell.column, area.row + cell.row)
    }
    let known =
      basins == nil ? picture.map.landmarks(known: state.scene.knownMinima) : []
    let fixed = (known + [.init(point: state.scene.start, marker: .start)]).compactMap { landmark in
      cell(landmark.point, behindHills: false).map {
        MapSign(
          column: $0.column, row: $0.row, glyph: landmark.marker.scalar(asciiOnly: isASCII),
          style: theme.sign())
      }
    }
    var places = HeadPlaces(in: area)
    if let start = cell(state.scene.start, behindHills: false) {
      places.reserve(column: start.column, row: start.row)
    }
    // What is selected has the first choice, then the first.
    let choosing =
      runs.filter { $0 == state.selection } + runs.filter { $0 != state.selection }.sorted()
    let heads = choosing.flatMap { run -> [MapSign] in
      let present = state.present(of: run)
      let place = picture.place(of: present.point, loss: present.loss)
      guard let cell = picture.cell(of: place) else { return [] }
      let style =
        picture.isVisible(place) ? theme.sign(of: run) : theme.hiddenSign(of: run)
      let (column, row) = (area.column + cell.column, area.row + cell.row)
      func sign(_ cell: HeadPlaces.Cell, _ glyph: Unicode.Scalar) -> MapSign {
        MapSign(column: cell.column, row: cell.row, glyph: glyph, style: style)
      }
      let own = Marker.run(run).scalar(asciiOnly: isASCII)
      guard !state.viewport.contains(present.point) else {
        return [sign(places.take(column: column, row: row), own)]
      }
      let pair = places.takePair(column: column, row: row)
      let way = picture.direction(of: present.point)
      let arrow = Bearing.arrow(right: way.right, up: way.up, asciiOnly: isASCII)
      return [sign(pair.arrow, arrow), sign(pair.sign, own)]
    }
    let minima = MapSign.minima(of: basins, theme: theme) { cell($0, behindHills: true) }
    return minima + fixed + heads.reversed()
  }
}

extension Theme {
  /// The sign of a run behind a hill.
  func hiddenSign(of run: Int) -> Style {
    let color = mapColor(run)
    guard depth >= .indexed256 else { return Style(foreground: color, attributes: .dim) }
    return Style(
      foreground: color.map { $0.with(luminance: 0.2).shown(at: depth) ?? $0 },
      background: key.mapBackground == .light ? nil : Color(0x080808))
  }
}
