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
      notice = "undone: \(settings.scene.difference(from: scene))"
      restore(settings)
    } else {
      notice = "nothing to undo"
    }
  }

  mutating func redo() {
    if let settings = history.redo(from: settings) {
      notice = "done again: \(settings.scene.difference(from: scene))"
      restore(settings)
    } else {
      notice = "nothing to do again"
    }
  }

  private mutating func restore(_ settings: Settings) {
    // Where it is looked at is no setting, but what is seen of another surface comes with it.
    if settings.scene.domain != scene.domain || settings.scene.surface.id != scene.surface.id {
      viewport = settings.viewport
    }
    scene = settings.scene
    // These settings ran before, so they run again.
    replay()
    selection = settings.selection
    forgetGhosts()
  }
}

extension Scene {
  /// What sets it apart from another scene, in a few words, as it is here: "lr of GD 0.1".
  fileprivate func difference(from other: Scene) -> String {
    if surface.id != other.surface.id || surface.formula != other.surface.formula {
      return surface.name
    }
    if settings.map(\.kind) != other.settings.map(\.kind) { return "the optimizers" }
    if start != other.start { return "the start (\(start.x.readable()), \(start.y.readable()))" }
    if seed != other.seed { return "seed \(seed)" }
    for parameter in surface.parameters {
      if let value = parameters[parameter.name], value != other.parameters[parameter.name] {
        return "\(parameter.name) \(value.readable(digits: 4))"
      }
    }
    let changed = settings.indices.filter { settings[$0] != other.settings[$0] }
    guard let first = changed.first else { return "a setting" }
    let whose = changed.count == 1 ? settings[first].kind.title : "\(changed.count) optimizers"
    let (plan, former) = (settings[first].learningRate, other.settings[first].learningRate)
    if plan == former { return "a setting of \(whose)" }
    if changed.count > 1 { return "the learning rates of \(whose)" }
    let rate = plan.changes.last?.rate ?? plan.initial
    return "lr of \(whose) \(rate.readable(digits: 4))"
  }
}
