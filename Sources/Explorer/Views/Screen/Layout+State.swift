import Canvas

extension Layout {
  init(state: ExplorerState) {
    let runs = state.race.runs.count
    self.init(
      size: state.size, view: state.appearance.view(in: state.size, runs: runs), runs: runs,
      tool: state.tool, hasLesson: state.scene.surface.lesson != nil)
  }

  /// The cells of a map without its border or its heading.
  func interior(of map: Rectangle) -> Rectangle {
    if isBoxed { return map.inset(columns: 1, rows: 1) }
    guard maps.count > 1 || table == nil else { return map }
    return Rectangle(
      column: map.column, row: map.row + 1, width: map.width - 1, height: map.height - 1)
  }
}
