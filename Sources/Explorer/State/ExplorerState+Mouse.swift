import Calculus
import Canvas
import Input

/// What the mouse does: everything that shows a key can be clicked, and what has a place on a map, a
/// line of steps or a slider can be dragged.
extension ExplorerState {
  mutating func handle(_ mouse: Mouse) -> Effect? {
    switch mouse.action {
    case .press:
      notice = nil
      pressed = Press(
        target: target(column: mouse.column, row: mouse.row), column: mouse.column, row: mouse.row)
      return press(mouse)
    case .drag: drag(to: mouse)
    case .release:
      defer { pressed = nil }
      contest.endTurning()
      guard case .map? = pressed?.target, pressed?.hasMoved == false else { break }
      if let point = point(at: mouse), let map = map(at: mouse) {
        moveStart(to: viewport.clamped(map.rounded(point)))
      }
    case .wheelUp, .wheelDown: turnWheel(mouse)
    }
    return nil
  }

  private mutating func press(_ mouse: Mouse) -> Effect? {
    switch pressed?.target {
    case .timeline: showStep(at: mouse.column)
    case .run(let index): selection = selection == index ? nil : index
    case .action(let action): return perform(action)
    case .item(let place):
      guard case .picker(var picker)? = panel else { break }
      let wasCurrent = picker.cursor == place
      picker.move(to: place)
      if picker.purpose == .optimizers { picker.toggle() }
      panel = .picker(picker)
      // The first click shows what an item is, the second takes it.
      if wasCurrent, picker.purpose != .optimizers { return commit(picker) }
    case .tool: pressTool(mouse)
    case .panel: if case .text? = panel { panel = nil }
    case .nothing: panel = nil
    case .map, nil: break
    }
    return nil
  }

  private mutating func drag(to mouse: Mouse) {
    guard let from = pressed, (from.column, from.row) != (mouse.column, mouse.row) else { return }
    switch from.target {
    case .map: pan(columns: from.column - mouse.column, rows: from.row - mouse.row)
    case .timeline: showStep(at: mouse.column)
    case .tool: pressTool(mouse)
    case .run, .action, .item, .panel, .nothing: break
    }
    pressed?.column = mouse.column
    pressed?.row = mouse.row
    pressed?.hasMoved = true
  }

  private mutating func turnWheel(_ mouse: Mouse) {
    let isUp = mouse.action == .wheelUp
    if case .picker(var picker)? = panel {
      picker.move(by: isUp ? -1 : 1)
      panel = .picker(picker)
    } else if target(column: mouse.column, row: mouse.row) == .tool {
      if tool == .parameters { pressTool(mouse) }
    } else if panel == nil, let map = map(at: mouse) {
      zoom(isUp ? .closer : .wider, around: point(at: mouse) ?? map.domain.center)
    }
  }

  private mutating func showStep(at column: Int) {
    guard let timeline = Timeline(self) else { return }
    playback.isPlaying = false
    show(step: timeline.step(at: column))
  }

  private func map(at mouse: Mouse) -> Projection? {
    projections.first { $0.cells.contains(column: mouse.column, row: mouse.row) }
  }

  /// The point of the surface that is seen under the mouse; nil where none is.
  private func point(at mouse: Mouse) -> Point? {
    guard let map = map(at: mouse) else { return nil }
    guard appearance.view == .relief else {
      return map.point(column: mouse.column, row: mouse.row)
    }
    // Painted anew: a click may take as long as a change of the surface.
    let cells = Size(width: map.cells.width, height: map.cells.height)
    let picture = MapPicture(key: MapPicture.Key(self, cells: cells), function: scene.function)
    let relief = ReliefPicture(map: picture, camera: camera, function: scene.function)
    return relief.point(
      seenInCell: mouse.column - map.cells.column, mouse.row - map.cells.row)
  }
}
