import Canvas

extension Frame {
  /// The pane of the open tool.
  mutating func drawTool(
    _ state: ExplorerState, in area: Rectangle, theme: Theme, borders: BorderSet
  ) {
    guard let tool = state.tool else { return }
    fill(area)
    box(
      area, style: theme.border, borders: borders, top: [BorderLabel(tool.title, theme.strong)])
    switch tool {
    case .parameters, .sweep, .basins, .inspector, .check: break
    }
  }
}

extension Tool {
  var title: String {
    switch self {
    case .parameters: "parameters"
    case .sweep: "learning-rate sweep"
    case .basins: "basins of attraction"
    case .inspector: "inspector"
    case .check: "gradient check"
    }
  }
}
