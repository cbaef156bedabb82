extension ExplorerState {
  private var settings: Settings {
    Settings(scene: scene, viewport: viewport, selection: selection)
  }

  /// Changes settings so that undo brings the present ones back.
  /// - Parameters:
  ///   - dial: what is being turned: all turns of it that follow each other are one change.
  ///   - body: returns whether it changed anything.
  mutating func change(of dial: Dial.ID? = nil, _ body: (inout ExplorerState) -> Bool) {
    let before = settings
    if body(&self) { history.record(before, turning: dial) }
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
