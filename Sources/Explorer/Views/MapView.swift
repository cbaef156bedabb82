import Calculus
import Canvas
import Landscape
import Optimizers

extension Frame {
  /// One map with the paths of some runs.
  mutating func drawMap(
    _ state: ExplorerState, runs: [Int], picture: MapPicture, in area: Rectangle, layout: Layout,
    theme: Theme
  ) {
    let interior = layout.interior(of: area)
    guard !interior.isEmpty else { return }
    drawMapFrame(state, runs: runs, picture: picture, in: area, layout: layout, theme: theme)
    let projection = Projection(
      domain: state.viewport, cells: interior, glyphs: state.appearance.glyphs)
    // What is selected is painted last and so lies on top.
    let order = runs.filter { $0 != state.selection } + runs.filter { $0 == state.selection }
    var raster = picture.raster
    let reach = state.scene.domain.union(state.viewport)
    for run in order {
      if let ghost = state.ghosts[run] {
        raster.ghost(
          of: ghost, run: run, shades: theme.trail(run), in: projection, within: reach)
      }
    }
    for run in order {
      raster.trail(
        of: state.race.runs[run].trajectory, upTo: state.playback.step, run: run,
        shades: theme.trail(run), in: projection, within: reach)
    }
    draw(
      raster, in: interior, glyphs: state.appearance.glyphs, depth: state.appearance.depth,
      letters: state.appearance.runLetters)
    let signs = MapSign.all(
      of: state, runs: order,
      landmarks: picture.landmarks(knownMinima: state.scene.surface.minima), in: projection,
      theme: theme)
    draw(
      picture.labels, over: raster, besides: signs, in: interior, picture: picture, theme: theme)
    draw(signs)
  }

  mutating func drawMapFrame(
    _ state: ExplorerState, runs: [Int], picture: MapPicture, in area: Rectangle, layout: Layout,
    theme: Theme
  ) {
    let isPanel = layout.table == nil && runs.count == 1
    let heading = isPanel ? state.heading(of: runs[0], theme: theme) : []
    guard layout.isBoxed else {
      put(heading, column: area.column, row: area.row, width: area.width - 1, ellipsis: .unicode)
      return
    }
    let isSelected = isPanel && state.selection == runs[0]
    let style = isSelected ? theme.run(runs[0], []) : theme.border
    let borders: BorderSet =
      state.appearance.isASCII ? .ascii : isSelected ? .heavy : .light
    var bottom: [BorderLabel] = []
    if isPanel {
      let verdict = state.verdict(of: runs[0])
      bottom = [BorderLabel(verdict.label, theme.style(of: verdict), alignment: .trailing)]
    } else if layout.information == nil {
      bottom = [BorderLabel(picture.legend(theme: theme, limit: area.width / 9))]
    }
    box(
      area, style: style, borders: borders, top: heading.isEmpty ? [] : [BorderLabel(heading)],
      bottom: bottom)
  }
}

extension ExplorerState {
  /// A run's name, rate and loss, as they stand over its own map.
  func heading(of run: Int, theme: Theme) -> [Span] {
    let settings = race.runs[run].settings
    let present = present(of: run)
    let sign = Marker.run(run).scalar(asciiOnly: appearance.isASCII)
    return [
      Span("\(sign) \(settings.kind.title)", theme.run(run)),
      Span("  lr ", theme.muted),
      Span(rate(of: run).readable(digits: 4), theme.text),
      Span("  loss ", theme.muted),
      Span(present.loss.readable(), theme.text),
    ]
  }

  /// The learning rate of the step that comes next, by plan and schedule.
  func rate(of run: Int) -> Double {
    race.runs[run].settings.learningRate(forStep: playback.step + 1)
  }
}

extension Appearance {
  /// What trails are drawn with where a cell is one letter.
  var runLetters: [Unicode.Scalar] { Marker.runs.map(\.letter) }
}
