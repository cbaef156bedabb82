import Calculus
import Canvas
import Landscape
import Optimizers

extension Drawing {
  /// Draws one relief with the paths of some runs.
  /// - Parameter basins: drawn on the relief instead of the losses.
  mutating func drawRelief(
    _ state: ExplorerState, runs: [Int], picture: ReliefPicture, basins: BasinPicture? = nil,
    in area: Rectangle, layout: Layout, theme: Theme
  ) {
    let interior = layout.interior(of: area)
    guard !interior.isEmpty else { return }
    let projection = state.projection(in: interior)
    note(.map(MapPlace(projection: projection, relief: picture)), in: area)
    drawMapFrame(
      state, runs: runs, picture: picture.map, basinsOf: basins?.chart?.run, in: area,
      layout: layout, theme: theme)
    let order = state.topmostFirst(runs)
    var signs = MapSign.all(
      of: state, runs: order, basins: basins?.atlas, on: picture, in: interior, theme: theme)
    let ground = basins?.raster ?? picture.raster
    var raster = ground
    for path in RunPath.all(of: state, runs: order, theme: theme) {
      raster.paint(path, on: picture, within: state.reach(on: projection))
    }
    let (glyphs, depth) = (state.appearance.glyphs, state.appearance.depth)
    raster.paint(SeedDots(of: state, runs: order, theme: theme), on: picture, glyphs: glyphs)
    signs = raster.makeRoom(
      for: signs, in: interior, on: ground, glyphs: glyphs, depth: depth,
      magnification: [MapSign].magnification(on: interior, glyphs: glyphs, depth: depth))
    frame.draw(raster, in: interior, glyphs: glyphs, depth: depth)
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
  /// All signs on a relief, from bottom to top. Hidden runs, starts and minima are drawn faintly,
  /// and hidden saddles are left out; the minimum of a basin is always drawn in full, because its
  /// letter names the colour.
  static func all(
    of state: ExplorerState, runs: [Int], basins: BasinAtlas?, on picture: ReliefPicture,
    in area: Rectangle, theme: Theme
  ) -> [MapSign] {
    let isASCII = state.appearance.isASCII
    let view = ReliefSigns(
      picture: picture, area: area, viewport: picture.map.key.domain, function: state.scene.function
    )
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
      guard view.viewport.contains(present.point) else {
        let exit = MapExit(
          of: state.race.runs[run].trajectory, at: state.step(of: run), from: view.viewport,
          within: state.scene.domain.union(view.viewport))
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

/// The mapping from points of the surface to cells of a relief.
private struct ReliefSigns {
  let picture: ReliefPicture
  /// The cells of the relief.
  let area: Rectangle
  let viewport: Domain
  let function: any LossFunction

  /// The cell of a point, visible or behind a hill; nil outside.
  /// - Parameter loss: the loss at the point, if known.
  func cell(
    of point: Point, loss: Double? = nil
  ) -> (cell: (column: Int, row: Int), isVisible: Bool)? {
    let place = picture.place(of: point, loss: loss ?? function.value(at: point))
    guard viewport.contains(point), let cell = picture.cell(of: place) else { return nil }
    return ((area.column + cell.column, area.row + cell.row), picture.isVisible(place))
  }
}

extension Raster {
  /// Paints a path on the surface. Where the surface hides a current path, it shows through as
  /// faint dots.
  /// - Parameter reach: steps with both ends outside it are not drawn.
  mutating func paint(_ path: RunPath, on picture: ReliefPicture, within reach: Domain) {
    guard path.last > 0 else { return }
    let hidden = path.isGhost ? nil : path.look.ghost
    var point = path.point(0)
    var place = picture.ground(at: point)
    var dots: [(place: ReliefPlace, row: Int)] = []
    var row = 0
    for index in path.samples {
      let next = path.point(index)
      let nextPlace = picture.ground(at: next)
      defer { (point, place, row) = (next, nextPlace, index) }
      guard reach.contains(point) || reach.contains(next) else { continue }
      var isApart = false
      if index == row + 1, !path.isGhost, let place, let nextPlace {
        isApart = nextPlace.pixel.isApart(from: place.pixel)
        if isApart { dots += [(place, row), (nextPlace, index)] }
      }
      drawStep(
        from: point, to: next, path.stroke(at: index, isApart: isApart), hidden: hidden, on: picture
      )
    }
    for dot in dots where picture.isVisible(dot.place) {
      set(dot.place.pixel, to: path.dot(at: dot.row))
    }
  }

  /// Draws a straight step along the ground.
  private mutating func drawStep(
    from start: Point, to end: Point, _ stroke: Stroke, hidden: Stroke?,
    on picture: ReliefPicture
  ) {
    guard let (start, end) = picture.map.key.domain.part(from: start, to: end) else { return }
    let pieces = picture.pieces(from: start, to: end)
    var previous: ReliefPlace?
    var previousHidden: ReliefPlace?
    for index in 0...pieces {
      let share = Double(index) / Double(pieces)
      guard let place = picture.ground(at: start * (1 - share) + end * share) else {
        (previous, previousHidden) = (nil, nil)
        continue
      }
      if picture.isVisible(place) {
        line(from: (previous ?? place).pixel, to: place.pixel, stroke)
        previous = place
        previousHidden = nil
      } else {
        previous = nil
        if let hidden {
          line(from: (previousHidden ?? place).pixel, to: place.pixel, hidden)
          previousHidden = place
        }
      }
    }
  }
}

extension ReliefPicture {
  /// The number of pieces of a step, such that none is longer than about a pixel and a half.
  func pieces(from start: Point, to end: Point) -> Int {
    guard let first = ground(at: start)?.pixel, let last = ground(at: end)?.pixel else { return 64 }
    let domain = map.key.domain
    let share = max(
      abs(end.x - start.x) / domain.width, abs(end.y - start.y) / domain.height)
    let longest = max(abs(last.x - first.x), abs(last.y - first.y), share * Double(raster.height))
    return min(max(Int(longest / 1.5), 1), 512)
  }
}

extension Domain {
  /// The part of a straight line that is inside (Liang and Barsky 1984); nil if there is none or an
  /// end is not finite.
  func part(from start: Point, to end: Point) -> (Point, Point)? {
    guard start.isFinite, end.isFinite else { return nil }
    if contains(start), contains(end) { return (start, end) }
    var (first, last) = (0.0, 1.0)
    // Halved, because the difference of two finite numbers may overflow.
    for (from, to, range) in [(start.x, end.x, x), (start.y, end.y, y)] {
      let change = to / 2 - from / 2
      let (low, high) = (range.lowerBound / 2 - from / 2, range.upperBound / 2 - from / 2)
      if change == 0 {
        if low > 0 || high < 0 { return nil }
        continue
      }
      first = max(first, min(low / change, high / change))
      last = min(last, max(low / change, high / change))
    }
    guard first <= last else { return nil }
    return (
      clamped(start * (1 - first) + end * first), clamped(start * (1 - last) + end * last)
    )
  }
}
