import Calculus
import Canvas
import Comparison
import Landscape
import Optimizers

/// The map of a figure: bands, lines with their values, paths, signs, and the axes around it.
struct MapDrawing {
  /// What is the same in every figure of a surface, however far the race has come.
  struct Ground: Sendable {
    let grid: Grid
    /// The loss, or what stands for it where values take time.
    let model: any LossFunction
    let minima: [KnownMinimum]
    let saddles: [Point]
    /// Whether the loss is undefined, or beyond the doubles, somewhere on the map.
    var hasUndefined: Bool { grid.values.contains { !$0.isFinite } }
    /// Whether the minima were found here, and are not stated by the surface.
    let isFound: Bool
    /// Whether the critical points were found on a model of the loss.
    let isApproximate: Bool

    init(_ scene: Scene, domain: Domain) {
      // Losses of data cost as much as they have rows.
      let rows = scene.function.rowCount ?? 1
      let cells = min(360, max(60, Int((2e8 / Double(rows)).squareRoot())))
      grid =
        Grid(scene.function, reachingEdgesOf: domain, cells: cells)
        // So near to the largest double that there is nothing beyond.
        ?? Grid(scene.function, domain: domain, width: cells + 1, height: cells + 1)
      model = scene.function.model(in: domain) ?? scene.function
      let criticalPoints = scene.function.landmarks(in: domain)
      let stated = scene.knownMinima
      isFound = stated.isEmpty
      isApproximate = scene.function.source != nil
      minima =
        stated.isEmpty
        ? criticalPoints.marked(.minimum).map { KnownMinimum(point: $0) } : stated
      saddles = criticalPoints.marked(.saddle)
    }
  }

  let figure: Figure
  let box: Box
  let fontSize: Double
  let detail: Figure.Detail

  var ground: Ground { figure.ground }
  private var theme: Theme { figure.theme }
  var domain: Domain { figure.domain }

  init(_ figure: Figure, in box: Box, fontSize: Double, detail: Figure.Detail) {
    self.figure = figure
    self.box = box
    self.fontSize = fontSize
    self.detail = detail
  }

  func draw(into markup: inout Markup) {
    let clip = ["id": "map-area"] as KeyValuePairs
    markup.add("clipPath", clip) { $0.add(box: box) }
    markup.add("g", ["clip-path": "url(#map-area)"]) { markup in
      drawGround(into: &markup)
      let paths = figure.race.runs.indices.map { (run: $0, places: path(of: $0)) }
      let lines = paths.map { lineData($0.places) }
      // Paths stand out from the lines below them, and each shows beside those that cover it.
      for (path, line) in zip(paths, lines) { drawHalo(of: path.run, line, into: &markup) }
      for (path, line) in zip(paths, lines) {
        drawPath(path.places, of: path.run, line, into: &markup)
      }
    }
    drawAxes(into: &markup)
    drawSigns(into: &markup)
  }

  /// Where a point of the surface stands on the page; of a point far beyond the map only the direction
  /// counts.
  func place(_ point: Point) -> Place {
    let place = Place(
      box.x + (point.x - domain.x.lowerBound) / domain.width * box.width,
      box.bottom - (point.y - domain.y.lowerBound) / domain.height * box.height)
    let far = 1e6
    return Place(min(max(place.x, -far), far), min(max(place.y, -far), far))
  }

  /// The point of the surface at a place of the page.
  func point(at place: Place) -> Point {
    domain.point((place.x - box.x) / box.width, (box.bottom - place.y) / box.height)
  }

  // MARK: - Bands and lines

  private func drawGround(into markup: inout Markup) {
    if detail.isPainted {
      if ground.hasUndefined { drawHatch(into: &markup) }
      PaintedGround(figure, in: box, levels: detail.levels).draw(in: box, into: &markup)
      return
    }
    let grid = ground.grid
    let levels = ContourLevels(for: grid, mode: figure.levels, count: detail.levels)
    let bands = theme.bands(levels.thresholds.count + 1)
    if ground.hasUndefined {
      drawHatch(into: &markup)
      markup.add(
        "path",
        [
          "d": filled(grid.definedRegion), "fill": bands[0].webColor, "fill-rule": "evenodd",
        ])
    } else {
      markup.add(box: box, fill: bands[0])
    }
    for (region, band) in zip(levels.regions(of: grid), bands.dropFirst()) {
      markup.add(
        "path",
        ["d": filled(region), "fill": band.webColor, "fill-rule": "evenodd"])
    }
    let lines = levels.lines(of: grid).map { $0.map(contour).filter(isSeen) }
    var labels = ContourLabels(self, levels: levels)
    for (level, contours) in lines.enumerated() { labels.place(on: contours, level: level) }
    for (level, contours) in lines.enumerated() {
      var data = PathData()
      for (index, contour) in contours.enumerated() {
        for piece in labels.pieces(of: contour, level: level, index: index) {
          data.add(piece.places, closed: piece.isClosed)
        }
      }
      guard !data.isEmpty else { continue }
      markup.add(
        "path",
        [
          "d": data.text, "fill": "none", "stroke": theme.line(on: bands[level + 1]).webColor,
          "stroke-width": theme.contourWidth(fontSize),
        ])
    }
    labels.draw(bands: bands, into: &markup)
  }

  /// Strokes that no band has: there is no loss below them.
  private func drawHatch(into markup: inout Markup) {
    markup.add(
      "pattern",
      [
        "id": "undefined", "width": "6", "height": "6", "patternUnits": "userSpaceOnUse",
        "patternTransform": "rotate(45)",
      ]
    ) {
      $0.add(
        "line",
        [
          "x1": "0", "y1": "0", "x2": "0", "y2": "6", "stroke": theme.hatch.webColor,
          "stroke-width": "2", "stroke-linecap": "butt",
        ])
    }
    markup.add(box: box, fill: theme.background)
    markup.add(
      "rect",
      [
        "x": box.x.length, "y": box.y.length, "width": box.width.length,
        "height": box.height.length, "fill": "url(#undefined)",
      ])
  }

  private func filled(_ region: [ContourLine]) -> String {
    var data = PathData()
    for contour in region.map(contour) where isSeen(contour) {
      data.add(contour.places, closed: true)
    }
    return data.text
  }

  /// A line of the grid on the page, without places that nobody sees.
  private func contour(_ line: ContourLine) -> Contour {
    let (columns, rows) = (Double(ground.grid.width - 1), Double(ground.grid.height - 1))
    let places = line.points.map { point in
      Place(box.x + point.x / columns * box.width, box.bottom - point.y / rows * box.height)
    }
    let tolerance = 0.06 * detail.coarseness
    return Contour(
      places: line.isClosed
        ? places.simplifiedRing(within: tolerance) : places.simplified(within: tolerance),
      isClosed: line.isClosed)
  }

  /// Whether it is more than a speck.
  private func isSeen(_ contour: Contour) -> Bool {
    let (xs, ys) = (contour.places.map(\.x), contour.places.map(\.y))
    guard let left = xs.min(), let right = xs.max(), let top = ys.min(), let bottom = ys.max()
    else { return false }
    return max(right - left, bottom - top) > 0.5
  }

  // MARK: - Paths

  /// The places of a run up to the step that is shown.
  func path(of run: Int) -> [Place] {
    let trajectory = figure.race.runs[run].trajectory
    return (0...figure.step(of: run)).map { place(trajectory.point($0)) }
  }

  /// The width of a path's line: the later it is drawn the thinner.
  private func lineWidth(of run: Int) -> Double {
    let others = figure.race.runs.count - 1
    let place = others > 0 ? Double(others - run) / Double(others) : 0
    return (0.11 + 0.08 * place) * fontSize
  }

  private func drawHalo(of run: Int, _ line: PathData, into markup: inout Markup) {
    guard !line.isEmpty else { return }
    markup.add(
      "path",
      [
        "d": line.text, "fill": "none", "stroke": theme.background.webColor,
        "stroke-width": (lineWidth(of: run) + 0.15 * fontSize).length, "stroke-opacity": ".7",
      ])
  }

  private func drawPath(
    _ path: [Place], of run: Int, _ line: PathData, into markup: inout Markup
  ) {
    let color = figure.color(of: run).webColor
    let width = lineWidth(of: run)
    if !line.isEmpty {
      markup.add(
        "path",
        [
          "d": line.text, "fill": "none", "stroke": color, "stroke-width": width.length,
          "stroke-dasharray": theme.dashText(run, scale: fontSize / 13),
        ])
    }
    let dots = dotData(path)
    markup.add(
      "path",
      [
        "d": dots.text, "fill": "none", "stroke": color,
        "stroke-width": (width + 0.18 * fontSize).length,
      ])
  }

  /// A line through the places that are seen, however far beyond the map others lie.
  private func lineData(_ path: [Place]) -> PathData {
    let margin = fontSize
    let seen = Box(
      x: box.x - margin, y: box.y - margin, width: box.width + 2 * margin,
      height: box.height + 2 * margin)
    var data = PathData()
    var last: Place?
    var pieces: [[Place]] = []
    var cover = detail.cover.map(PathCover.init)
    for (start, end) in zip(path, path.dropFirst()) {
      // Jumps from outside to outside, as of a run that diverges, would paint the map over.
      guard seen.contains(start) || seen.contains(end), let (from, to) = seen.clip(start, end)
      else {
        last = nil
        continue
      }
      // Where the ground is black with steps, one more of them is not seen.
      if cover?.cover(from: from, to: to) == false {
        last = nil
        continue
      }
      if last == from, !pieces.isEmpty {
        pieces[pieces.count - 1].append(to)
      } else {
        pieces.append([from, to])
      }
      last = to
    }
    for piece in pieces {
      data.add(
        piece.thinned(to: 0.3 * detail.coarseness).simplified(within: 0.1 * detail.coarseness))
    }
    return data
  }

  /// A dot for each step; of those that no eye tells apart only the first.
  private func dotData(_ path: [Place]) -> PathData {
    var data = PathData()
    var last: Place?
    var cover = detail.cover.map(PathCover.init)
    for place in path where box.contains(place, margin: -2) {
      if cover?.cover(from: place, to: place) == false { continue }
      if let last, place.distance(to: last) < 0.7 * detail.coarseness { continue }
      data.dot(at: place)
      last = place
    }
    return data
  }

  // MARK: - Signs

  private func drawSigns(into markup: inout Markup) {
    let radius = 0.42 * fontSize
    for saddle in ground.saddles { draw(.saddle, at: saddle, radius: radius, into: &markup) }
    for minimum in ground.minima {
      let sign: Sign = minimum.isLowest ? .minimum : .localMinimum
      draw(sign, at: minimum.point, radius: radius, into: &markup)
    }
    draw(.start, at: figure.scene.start, radius: radius, into: &markup)
    for run in figure.race.runs.indices {
      guard let head = path(of: run).last, box.contains(head, margin: -1) else { continue }
      markup.add(
        "path",
        [
          "d": Sign.head(run).path(at: head, radius: radius),
          "fill": figure.color(of: run).webColor,
          "stroke": theme.background.webColor, "stroke-width": (0.1 * fontSize).length,
        ])
    }
  }

  private func draw(_ sign: Sign, at point: Point, radius: Double, into markup: inout Markup) {
    guard domain.contains(point) else { return }
    markup.add(sign, at: place(point), radius: radius, theme: theme, fontSize: fontSize)
  }

  // MARK: - Axes

  private func drawAxes(into markup: inout Markup) {
    var axes = AxesDrawing(box: box, theme: theme, fontSize: fontSize)
    axes.xTicks = Tick.linear(domain.x, most: max(2, Int(box.width / (4 * fontSize)))).map {
      ($0.text, place(Point($0.value, domain.y.lowerBound)).x)
    }
    axes.yTicks = Tick.linear(domain.y, most: max(2, Int(box.height / (3.2 * fontSize)))).map {
      ($0.text, place(Point(domain.x.lowerBound, $0.value)).y)
    }
    axes.draw(xTitle: "x", yTitle: "y", into: &markup)
  }
}

extension Theme {
  /// The width of a contour line.
  func contourWidth(_ fontSize: Double) -> String { (0.06 * fontSize).length }

  func dashText(_ run: Int, scale: Double) -> String {
    let dashes = dashes(run).map { ($0 * scale).length }
    return dashes.isEmpty ? "none" : dashes.joined(separator: " ")
  }
}

extension [Place] {
  /// The line without places nearer than a distance to the one before; the last stays.
  fileprivate func thinned(to distance: Double) -> [Place] {
    guard let first, let last, count > 2 else { return self }
    var result = [first]
    for place in self[1..<(count - 1)]
    where place.distance(to: result[result.count - 1]) >= distance {
      result.append(place)
    }
    return result + [last]
  }
}

extension Markup {
  mutating func add(box: Box, fill: Color? = nil, stroke: Color? = nil, strokeWidth: Double = 1) {
    add(
      "rect",
      [
        "x": box.x.length, "y": box.y.length, "width": box.width.length,
        "height": box.height.length, "fill": fill?.webColor ?? "none",
        "stroke": stroke?.webColor ?? "none", "stroke-width": strokeWidth.length,
      ])
  }

  /// A sign of the surface: hollow for the start, else in the colour of text, with a rim that keeps
  /// it apart from what it stands on.
  mutating func add(_ sign: Sign, at place: Place, radius: Double, theme: Theme, fontSize: Double) {
    if sign == .undefined {
      add(
        "path",
        [
          "d": sign.path(at: place, radius: radius), "fill": "url(#undefined)",
          "stroke": theme.frame.webColor, "stroke-width": (0.08 * fontSize).length,
        ])
      return
    }
    let isHollow = sign == .start
    add(
      "path",
      [
        "d": sign.path(at: place, radius: radius),
        "fill": (isHollow ? theme.background : theme.text).webColor,
        "stroke": (isHollow ? theme.text : theme.background).webColor,
        "stroke-width": ((isHollow ? 0.14 : 0.08) * fontSize).length,
      ])
  }
}
