import Calculus
import Canvas
import Landscape
import Optimizers

extension Drawing {
  /// One relief with the paths of some runs.
  /// - Parameter basins: painted on it instead of the losses.
  mutating func drawRelief(
    _ state: ExplorerState, runs: [Int], picture: ReliefPicture, basins: BasinPicture? = nil,
    in area: Rectangle, layout: Layout, theme: Theme
  ) {
    let interior = layout.interior(of: area)
    guard !interior.isEmpty else { return }
    let projection = Projection(
      domain: state.viewport, cells: interior, glyphs: state.appearance.glyphs)
    note(.map(MapPlace(projection: projection, relief: picture)), in: area)
    drawMapFrame(
      state, runs: runs, picture: picture.map, basinsOf: basins?.chart?.run, in: area,
      layout: layout, theme: theme)
    let order = state.topmostFirst(runs)
    let signs = MapSign.all(
      of: state, runs: order, basins: basins?.atlas, on: picture, in: interior, theme: theme)
    let ground = basins?.raster ?? picture.raster
    var raster = ground
    for path in RunPath.all(of: state, runs: order, theme: theme) {
      raster.paint(path, on: picture, within: state.reach)
    }
    raster.setOff(
      signs, in: interior, from: ground, glyphs: state.appearance.glyphs,
      depth: state.appearance.depth)
    frame.draw(
      raster, in: interior, glyphs: state.appearance.glyphs, depth: state.appearance.depth)
    for axis in picture.axisNames(isASCII: state.appearance.isASCII)
    where axis.row < interior.height && axis.column >= 0 && axis.column + 3 <= interior.width {
      frame.put(
        axis.text, column: interior.column + axis.column, row: interior.row + axis.row,
        style: theme.muted)
    }
    if let chart = basins?.chart {
      frame.drawBasinLetters(chart, in: interior, depth: state.appearance.depth, theme: theme) {
        picture.point(seenInCell: $0 - interior.column, $1 - interior.row)
      }
    }
    frame.drawMarks(
      MapSign.marks(
        of: state, runs: order, besides: signs, in: interior, theme: theme,
        pieces: picture.pieces(from:to:)
      ) { point in
        guard let place = picture.ground(at: point), picture.isVisible(place) else { return nil }
        return picture.cell(of: place).map {
          (interior.column + $0.column, interior.row + $0.row)
        }
      })
    frame.draw(signs)
  }
}

extension MapSign {
  /// Everything that has a sign on a relief, from the lowest to the topmost. What the surface hides
  /// is shown faintly: runs, the start and the minima; saddles are left out there, and the minimum
  /// of a basin is as ever, as its letter names the colour.
  static func all(
    of state: ExplorerState, runs: [Int], basins: BasinAtlas?, on picture: ReliefPicture,
    in area: Rectangle, theme: Theme
  ) -> [MapSign] {
    let isASCII = state.appearance.isASCII
    let view = ReliefSigns(
      picture: picture, area: area, viewport: state.viewport, function: state.scene.function)
    func sign(_ landmark: MapPicture.Landmark) -> MapSign? {
      guard let (cell, isVisible) = view.cell(of: landmark.point),
        isVisible || landmark.marker != .saddle
      else { return nil }
      return MapSign(
        column: cell.column, row: cell.row, glyph: landmark.marker.scalar(asciiOnly: isASCII),
        style: isVisible ? theme.sign() : theme.hiddenSign())
    }
    let known =
      basins == nil ? picture.map.landmarks(known: state.scene.knownMinima) : []
    let minima = MapSign.minima(of: basins, theme: theme) { view.cell(of: $0)?.cell }
    let start = sign(.init(point: state.scene.start, marker: .start))
    let fixed = minima + known.compactMap(sign) + [start].compactMap(\.self)
    let heads = runs.compactMap { run -> RunSign? in
      let present = state.present(of: run)
      guard state.viewport.contains(present.point) else {
        let exit = MapExit(
          of: state.race.runs[run].trajectory, at: state.playback.step, from: state.viewport,
          within: state.reach)
        return view.cell(of: exit.point).map { cell, isVisible in
          RunSign(
            run: run, isASCII: isASCII, cell: cell, leaving: picture.direction(of: exit.direction),
            edge: .upright, style: theme.head(of: run, isASCII: isASCII, isHidden: !isVisible))
        }
      }
      return view.cell(of: present.point, loss: present.loss).map { cell, isVisible in
        RunSign(
          run: run, isASCII: isASCII, cell: cell,
          style: theme.head(of: run, isASCII: isASCII, isHidden: !isVisible))
      }
    }
    return fixed + heads.placed(among: fixed, start: start, in: area)
  }
}

/// Where points of the surface are seen on a relief.
private struct ReliefSigns {
  let picture: ReliefPicture
  /// The cells of the relief.
  let area: Rectangle
  let viewport: Domain
  let function: CompiledFormula

  /// The cell where a point is seen or lies behind a hill; nil outside.
  /// - Parameter loss: the loss there, where it is known.
  func cell(
    of point: Point, loss: Double? = nil
  ) -> (cell: (column: Int, row: Int), isVisible: Bool)? {
    let place = picture.place(of: point, loss: loss ?? function.value(at: point))
    guard viewport.contains(point), let cell = picture.cell(of: place) else { return nil }
    return ((area.column + cell.column, area.row + cell.row), picture.isVisible(place))
  }
}
