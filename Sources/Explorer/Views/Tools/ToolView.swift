import Canvas
import Experiments

extension Drawing {
  /// The pane of the open tool.
  mutating func drawTool(
    _ state: ExplorerState, basins: BasinAtlas?, in area: Rectangle, theme: Theme,
    borders: BorderSet
  ) {
    guard let tool = state.tool else { return }
    frame.fill(area)
    switch tool {
    case .sweep: drawSweep(state, in: area, theme: theme, borders: borders)
    case .basins: frame.drawBasins(basins, state, in: area, theme: theme, borders: borders)
    case .inspector:
      frame.drawInspector(
        state, inspection: state.inspection, run: state.inspectedRun, in: area, theme: theme,
        borders: borders)
    case .check:
      let check = GradientCheck(
        of: state.scene.objective, at: state.inspectedPoint, start: state.scene.start)
      frame.drawCheck(
        check, in: area, theme: theme, borders: borders, glyphs: state.appearance.chartGlyphs)
    case .parameters: drawParameters(state, in: area, theme: theme, borders: borders)
    }
  }
}
