extension ExplorerState {
  private var settings: Settings {
    Settings(scene: scene, viewport: viewport, selection: selection)
  }

  /// Changes settings so that undo brings the present ones back.
  /// - Parameter body: returns whether it changed anything.
  mutating func change(_ body: (inout ExplorerState) -> Bool) {
    let before = settings
    if body(&self) { history.record(before) }
  }

  mutating func undo() {
    if let settings = history.undo(from: settings) {
      restore(settings)
      notice = "undone"
    } else {
      notice = "nothing to undo"
    }
  }

  mutating func redo() {
    if let settings = history.redo(from: settings) {
      restore(settings)
      notice = "done again"
    } else {
      notice = "nothing to do again"
    }
  }

  private mutating func restore(_ settings: Settings) {
    scene = settings.scene
    viewport = settings.viewport
    // These settings ran before, so they run again.
    replay()
    selection = settings.selection
    forgetGhosts()
  }
}
