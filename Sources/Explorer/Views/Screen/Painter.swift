import Calculus
import Canvas
import Landscape

/// Turns states into frames, and keeps what is costly to paint from one frame to the next.
///
/// The frame is a function of the state alone; what is kept only saves time.
public struct Painter: Sendable {
  private var picture: MapPicture?
  private var relief: ReliefPicture?
  private var atlas: BasinAtlas?
  /// The maps in the colours of the basins, by run; they are of the atlas, and go with it.
  private var basins: [Int: BasinPicture] = [:]
  /// The surface under the cursor of a list.
  private var thumbnail: MapPicture?
  private var theme = Theme(depth: .none, runs: 0)

  public init() {}

  /// The whole screen.
  public mutating func frame(of state: ExplorerState) -> Frame {
    var frame = Frame(size: state.size)
    let themeKey = Theme.Key(state)
    if theme.key != themeKey { theme = Theme(themeKey) }
    guard state.size.width >= Layout.smallest.width, state.size.height >= Layout.smallest.height
    else {
      let text = "descent needs \(Layout.smallest.width)×\(Layout.smallest.height) cells; q quits"
      for (row, line) in text.wrapped(to: state.size.width).enumerated() {
        frame.put(line, column: 0, row: row, width: state.size.width)
      }
      return state.appearance.isASCII ? frame.inASCII() : frame
    }
    let layout = Layout(state: state)
    frame.drawTitle(state, in: layout.title, theme: theme)
    if let area = layout.guidance {
      frame.drawGuidance(state, in: area.inset(columns: 1), theme: theme)
    }
    keepAtlas(of: state)
    drawMaps(state, layout: layout, into: &frame)
    let borders: BorderSet = state.appearance.isASCII ? .ascii : .light
    if let table = layout.table {
      frame.drawTable(state, in: table, isBoxed: layout.isBoxed, theme: theme, borders: borders)
    }
    if let information = layout.information, let picture {
      frame.drawInformation(
        state, picture: picture, withGuidance: layout.guidance == nil, in: information,
        theme: theme,
        borders: borders)
    }
    if let chart = layout.chart {
      frame.drawChart(state, in: chart, theme: theme, borders: borders)
    } else if layout.timeline != nil {
      frame.drawTimeline(state, theme: theme)
    }
    if let area = layout.tool {
      frame.drawTool(state, basins: atlas, in: area, theme: theme, borders: borders)
    }
    frame.drawFooter(state, in: layout.footer, theme: theme)
    frame.drawPanel(state, theme: theme, borders: borders)
    drawPreview(state, into: &frame)
    return state.appearance.isASCII ? frame.inASCII() : frame
  }

  private mutating func drawMaps(
    _ state: ExplorerState, layout: Layout, into frame: inout Frame
  ) {
    guard let first = layout.maps.first else { return }
    let interior = layout.interior(of: first)
    let picture = picture(
      for: state, cells: Size(width: interior.width, height: interior.height))
    let isShared = layout.maps.count == 1 && (layout.table != nil || state.race.runs.count == 1)
    for (index, map) in layout.maps.enumerated() {
      let runs = isShared ? Array(state.race.runs.indices) : [index]
      let basinRun = runs.count == 1 ? runs[0] : state.selection ?? 0
      if state.appearance.view == .relief {
        let relief = relief(of: picture, state)
        frame.drawRelief(
          state, runs: runs, picture: relief,
          basins: basins(of: basinRun, over: picture, relief: relief), in: map, layout: layout,
          theme: theme)
      } else {
        frame.drawMap(
          state, runs: runs, picture: picture, basins: basins(of: basinRun, over: picture),
          in: map, layout: layout, theme: theme)
      }
    }
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

  /// Makes the atlas anew where more is known, or other basins are shown.
  private mutating func keepAtlas(of state: ExplorerState) {
    guard atlas?.key != BasinAtlas.Key(state) else { return }
    atlas = BasinAtlas(state)
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

  /// What stands beside a list about the item under the cursor.
  private mutating func drawPreview(_ state: ExplorerState, into frame: inout Frame) {
    guard case .picker(let picker)? = state.panel, let item = picker.current,
      let area = Sheet(.picker(picker), in: state).preview
    else { return }
    let preview = Preview(item, in: area)
    if let key = preview.thumbnailKey(state.appearance), let surface = item.surface,
      thumbnail?.key != key
    {
      thumbnail = MapPicture(key: key, function: surface.function())
    }
    frame.draw(preview, thumbnail: thumbnail, appearance: state.appearance, theme: theme)
  }

  /// The painted surface, made anew only where something it depends on has changed.
  private mutating func picture(for state: ExplorerState, cells: Size) -> MapPicture {
    let key = MapPicture.Key(state, cells: cells)
    if let picture, picture.key == key { return picture }
    let picture = MapPicture(key: key, function: state.scene.function)
    self.picture = picture
    return picture
  }
}
