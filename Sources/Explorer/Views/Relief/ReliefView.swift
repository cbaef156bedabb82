import Calculus
import Canvas
import Landscape
import Optimizers

extension Frame {
  /// One relief with the paths of some runs.
  mutating func drawRelief(
    _ state: ExplorerState, runs: [Int], picture: ReliefPicture, in area: Rectangle,
    layout: Layout, theme: Theme
  ) {
    let interior = layout.interior(of: area)
    guard !interior.isEmpty else { return }
    drawMapFrame(state, runs: runs, picture: picture.map, in: area, layout: layout, theme: theme)
    // What is selected is painted last and so lies on top.
    let order = runs.filter { $0 != state.selection } + runs.filter { $0 == state.selection }
    var raster = picture.raster
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
    draw(MapSign.all(of: state, runs: order, on: picture, in: interior, theme: theme))
  }
}

extension MapSign {
  /// Everything that has a sign on a relief, from the lowest to the topmost. Landmarks are left out
  /// where the surface hides them; a run is shown there faintly.
  static func all(
    of state: ExplorerState, runs: [Int], on picture: ReliefPicture, in area: Rectangle,
    theme: Theme
  ) -> [MapSign] {
    let isASCII = state.appearance.isASCII
    let landmarks =
      picture.map.landmarks(knownMinima: state.scene.surface.minima)
      + [.init(point: state.scene.start, marker: .start)]
    let function = state.scene.function
    let fixed = landmarks.compactMap { landmark -> MapSign? in
      let place = picture.place(of: landmark.point, loss: function.value(at: landmark.point))
      guard state.viewport.contains(landmark.point), picture.isVisible(place),
        let cell = picture.cell(of: place)
      else { return nil }
      return MapSign(
        column: area.column + cell.column, row: area.row + cell.row,
        glyph: landmark.marker.scalar(asciiOnly: isASCII),
        style: theme.sign())
    }
    let heads = runs.compactMap { run -> MapSign? in
      let present = state.present(of: run)
      let place = picture.place(of: present.point, loss: present.loss)
      guard let cell = picture.cell(of: place) else { return nil }
      let isInside = state.viewport.contains(present.point)
      return MapSign(
        column: area.column + cell.column, row: area.row + cell.row,
        glyph: isInside
          ? Marker.run(run).scalar(asciiOnly: isASCII)
          : arrow(picture.direction(of: present.point), isASCII: isASCII),
        style: picture.isVisible(place)
          ? theme.sign(of: run) : theme.hiddenSign(of: run))
    }
    return fixed + heads
  }

  private static func arrow(
    _ direction: (right: Double, up: Double), isASCII: Bool
  ) -> Unicode.Scalar {
    if abs(direction.right) >= abs(direction.up) {
      return direction.right < 0 ? (isASCII ? "<" : "◀") : (isASCII ? ">" : "▶")
    }
    return direction.up < 0 ? (isASCII ? "v" : "▼") : (isASCII ? "^" : "▲")
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
