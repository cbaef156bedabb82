import Calculus
import Canvas
import Experiments
import Landscape

/// Draws states, and keeps costly parts for the next picture. A drawing is a function of the state
/// alone; what is kept only saves time.
public struct Painter: Sendable {
  private var picture: MapPicture?
  /// The image of that surface in the pixels of the screen.
  private var image: MapImage?
  private var relief: ReliefPicture?
  private var atlas: BasinAtlas?
  /// The maps in the colours of the basins, by run; dropped with the atlas.
  private var basins: [Int: BasinPicture] = [:]
  /// The small map of a list's current item.
  private var thumbnail: MapPicture?
  private var theme = Theme(depth: .none, runs: 0)

  public init() {}

  /// The images that a drawing may contain.
  public enum Images: Sendable {
    /// None: everything is in cells.
    case none
    /// Only the one of the last drawing with images, while the terminal cannot take another.
    case shown
    case any
  }

  /// The whole screen.
  public mutating func drawing(of state: ExplorerState, images: Images = .none) -> Drawing {
    var drawing = Drawing(size: state.size)
    let themeKey = Theme.Key(state)
    if theme.key != themeKey { theme = Theme(themeKey) }
    if state.size.width >= Layout.smallest.width, state.size.height >= Layout.smallest.height {
      draw(state, images: images, into: &drawing)
    } else {
      let text = "descent needs \(Layout.smallest.width)×\(Layout.smallest.height) cells; q quits"
      for (row, line) in text.wrapped(to: state.size.width).enumerated() {
        drawing.frame.put(line, column: 0, row: row, width: state.size.width)
      }
    }
    if state.appearance.isASCII { drawing.frame = drawing.frame.inASCII() }
    return drawing
  }

  private mutating func draw(
    _ state: ExplorerState, images: Images, into drawing: inout Drawing
  ) {
    let layout = Layout(of: state)
    let borders: BorderSet = state.appearance.isASCII ? .ascii : .light
    drawing.shown = Shown(layout, of: state)
    drawing.frame.drawTitle(state, in: layout.title, theme: theme)
    let sheet = state.panel.map { Sheet($0, in: state.size) }
    drawMaps(state, layout: layout, images: images, below: sheet, into: &drawing)
    if let area = layout.side {
      var bottom: [BorderLabel] = []
      if layout.isSideBySide, let map = layout.maps.first {
        let ranges = state.domain(on: layout.interior(of: map)).ranges(fitting: area.width - 6)
        if !ranges.isEmpty { bottom = [BorderLabel(ranges, theme.muted)] }
      }
      let title =
        state.isOpening
        ? "before the race" : state.board.target.title(fitting: area.width - 6)
      drawing.frame.box(
        area, style: theme.border, borders: borders, top: [BorderLabel(title, theme.strong)],
        bottom: bottom)
    }
    if state.isOpening, let area = layout.side, let source = state.source {
      drawing.frame.drawOpening(
        source, isASCII: state.appearance.isASCII, in: area.inset(columns: 2, rows: 1),
        theme: theme)
    } else if let area = layout.board {
      drawing.drawRace(state, in: area, layout: layout, theme: theme)
    }
    if let area = layout.legend, let picture, !state.isOpening {
      drawing.frame.drawInformation(
        state, picture: picture, layout: layout, in: area, theme: theme)
    }
    if let area = layout.words, layout.tool == nil, !state.isOpening {
      drawing.frame.drawWords(state, in: area, theme: theme)
    }
    if let area = layout.chart, state.isOpening {
      drawing.frame.box(
        area, style: theme.border, borders: borders, top: [BorderLabel("loss", theme.strong)])
    } else if let area = layout.chart {
      drawing.drawChart(state, in: area, theme: theme, borders: borders)
    } else if let area = layout.timeline {
      drawing.drawTimeline(state, in: area, theme: theme)
    }
    if let area = layout.lesson, let guide = state.guide {
      drawing.drawLesson(guide, state, in: area, theme: theme, borders: borders)
    }
    if let area = layout.tool {
      drawing.drawTool(state, basins: atlas, in: area, theme: theme, borders: borders)
      if let words = layout.words {
        drawing.frame.drawWordsBlock(state, in: words, of: area, theme: theme, borders: borders)
      }
    }
    drawing.drawFooter(state, layout: layout, theme: theme)
    defer {
      if !drawing.frame.underlays.isEmpty {
        drawing.frame.fillBackgrounds(besideImagesWith: state.appearance.ground)
      }
    }
    guard let panel = state.panel, let sheet else { return }
    drawing.drawPanel(panel, on: sheet, theme: theme, borders: borders)
    if case .picker(let picker) = panel, let item = picker.current, let area = sheet.preview {
      draw(Preview(item, in: area), of: state, into: &drawing.frame)
    }
  }

  private mutating func drawMaps(
    _ state: ExplorerState, layout: Layout, images: Images, below sheet: Sheet?,
    into drawing: inout Drawing
  ) {
    guard let first = layout.maps.first else { return }
    let interior = layout.interior(of: first)
    let cells = Size(width: interior.width, height: interior.height)
    keepAtlas(of: state, cells: cells)
    let picture = picture(for: state, cells: cells)
    let isShared = layout.maps.count == 1 && (!layout.isSideBySide || state.race.runs.count == 1)
    // Some terminals would show the image through a panel.
    let isCovered = sheet.map { sheet in
      layout.maps.contains { layout.interior(of: $0).intersects(sheet.frame) }
    }
    let image = isCovered == true ? nil : image(of: picture, state, allowed: images)
    for (index, map) in layout.maps.enumerated() {
      let runs = isShared ? Array(state.race.runs.indices) : [index]
      let basinRun = runs.count == 1 ? runs[0] : state.selection ?? 0
      if state.appearance.view == .relief {
        let relief = relief(of: picture, state)
        drawing.drawRelief(
          state, runs: runs, picture: relief,
          basins: basins(of: basinRun, over: picture, relief: relief), in: map, layout: layout,
          theme: theme)
      } else {
        drawing.drawMap(
          state, runs: runs, picture: picture, image: image,
          basins: basins(of: basinRun, over: picture), in: map, layout: layout, theme: theme)
      }
    }
  }

  /// The image of a painted surface; nil if the map consists of glyphs.
  private mutating func image(
    of picture: MapPicture, _ state: ExplorerState, allowed: Images
  ) -> PixelImage? {
    guard let cell = state.appearance.imageCellSize, allowed != .none, state.tool != .basins,
      state.appearance.view != .relief, !picture.raster.pixels.isEmpty
    else { return nil }
    let key = MapImage.Key(map: picture.key, cell: cell)
    if image?.key != key {
      guard allowed == .any else { return nil }
      image = MapImage(key: key, picture: picture, function: state.scene.function)
    }
    return image?.pixels
  }

  /// The relief of a painted surface; turning it costs less than making it.
  private mutating func relief(of picture: MapPicture, _ state: ExplorerState) -> ReliefPicture {
    let key = ReliefPicture.Key(map: picture.key, camera: state.camera)
    if let relief, relief.key == key { return relief }
    let painted: ReliefPicture
    if let relief, relief.key.map == key.map {
      painted = relief.seen(from: state.camera)
    } else {
      painted = ReliefPicture(map: picture, camera: state.camera, function: state.scene.function)
    }
    relief = painted
    return painted
  }

  /// Makes the atlas again if more results are known or other basins are shown.
  private mutating func keepAtlas(of state: ExplorerState, cells: Size) {
    guard atlas?.key != BasinAtlas.Key(state, cells: cells) else { return }
    atlas = BasinAtlas(state, cells: cells)
    basins = [:]
  }

  /// The basins on a map; nil while there is no atlas.
  private mutating func basins(
    of run: Int, over picture: MapPicture, relief: ReliefPicture? = nil
  ) -> BasinPicture? {
    guard let atlas else { return nil }
    let key = BasinPicture.Key(map: picture.key, camera: relief?.key.camera)
    if let kept = basins[run], kept.key == key { return kept }
    let painted = BasinPicture(atlas, of: run, over: picture, relief: relief)
    basins[run] = painted
    return painted
  }

  /// Draws the preview of a list's current item.
  private mutating func draw(
    _ preview: Preview, of state: ExplorerState, into frame: inout Frame
  ) {
    if let key = preview.thumbnailKey(state.appearance), let surface = preview.item.surface,
      thumbnail?.key != key
    {
      thumbnail = MapPicture(key: key, function: surface.function())
    }
    frame.draw(preview, thumbnail: thumbnail, appearance: state.appearance, theme: theme)
  }

  /// The painted surface, made again only if something that it depends on has changed.
  private mutating func picture(for state: ExplorerState, cells: Size) -> MapPicture {
    let key = MapPicture.Key(state, cells: cells)
    if let picture, picture.key == key { return picture }
    let picture = MapPicture(key: key, function: state.scene.function, after: picture)
    self.picture = picture
    return picture
  }
}

extension Drawing {
  /// Draws the pane of the open tool.
  mutating func drawTool(
    _ state: ExplorerState, basins: BasinAtlas?, in area: Rectangle, theme: Theme,
    borders: BorderSet
  ) {
    guard let tool = state.tool else { return }
    frame.fill(area)
    switch tool {
    case .sweep: drawSweep(state, in: area, theme: theme, borders: borders)
    case .law: drawLaw(state, in: area, theme: theme, borders: borders)
    case .basins: frame.drawBasins(basins, state, in: area, theme: theme, borders: borders)
    case .inspector:
      frame.drawInspector(
        state, inspection: state.inspection, run: state.inspectedRun, in: area, theme: theme,
        borders: borders)
    case .check:
      let content = CheckContent(
        check: state.scene.gradientCheck(
          at: state.inspectedPoint, isSingle: state.sight.checksSinglePrecision),
        comparison: state.scene.gradientComparison(at: state.inspectedPoint),
        spec: state.scene.setup.givenGradient)
      frame.drawCheck(
        content, in: area, theme: theme, borders: borders, glyphs: state.appearance.chartGlyphs)
    case .parameters: drawParameters(state, in: area, theme: theme, borders: borders)
    }
  }
}
