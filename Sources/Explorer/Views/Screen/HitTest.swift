import Canvas

extension ExplorerState {
  /// What stands at a place on the screen.
  func target(column: Int, row: Int) -> Target {
    let layout = Layout(state: self)
    func holds(_ area: Rectangle?) -> Bool { area?.contains(column: column, row: row) ?? false }
    if let panel {
      let sheet = Sheet(panel, in: self)
      if let place = sheet.place(column: column, row: row) { return .item(place) }
      if holds(sheet.frame) { return .panel }
      return .nothing
    }
    if holds(layout.footer) {
      let item = Footer(self, in: layout.footer).items.first {
        $0.area.contains(column: column, row: row)
      }
      return item.map { .action($0.action) } ?? .nothing
    }
    if holds(layout.tool) { return .tool }
    if let timeline = Timeline(self), holds(timeline.area) { return .timeline }
    if let table = layout.table, holds(table) {
      return Table(self, in: table, isBoxed: layout.isBoxed).run(atRow: row).map { .run($0) }
        ?? .nothing
    }
    guard let index = layout.maps.firstIndex(where: holds) else { return .nothing }
    // The line over an optimizer's own map is its name.
    let isHeading = layout.table == nil && row == layout.maps[index].row
    return isHeading && race.runs.indices.contains(index) ? .run(index) : .map(index)
  }
}
