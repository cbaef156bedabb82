import Calculus

/// The meaning of a mouse event, in terms of what the picture shows at that cell.
public enum Meaning: Hashable, Sendable {
  /// The button went down: everything until the next press is one change.
  case press
  case perform(Action)
  /// Selects a run, or all runs if it is already selected.
  case selectRun(Int)
  /// Shows a position of the clock.
  case showMoment(Int)

  case start(at: Point)
  case zoom(Action.Zoom, around: Point)
  /// Moves the visible part of the map by a vector in the surface's coordinates.
  case pan(by: Point)
  /// Turns and raises the camera, in degrees.
  case turnCamera(azimuth: Double, elevation: Double)

  /// Gives the selected runs a learning rate, from their first step.
  case setRate(Double)
  /// Gives the parameter of the law a value.
  case setLawValue(Double)
  /// Moves the cursor of the parameters pane to a dial.
  case chooseDial(Dial.ID)
  /// Sets a dial to a place on its slider: 0 is the left end, 1 the right end.
  case setDial(Dial.ID, to: Double)
  case turnDial(Dial.ID, by: Int)
  case moveDialCursor(by: Int)

  /// A press on the match at an index of the open list.
  case pressItem(Int)
  case moveListCursor(by: Int)
  case closePanel
}

extension ExplorerState {
  /// Carries out the meaning; returns what the surrounding program must do.
  public mutating func handle(_ meaning: Meaning) -> Effect? {
    defer { followLesson() }
    switch meaning {
    case .press:
      notice = nil
      contest.endTurning()
    case .perform(let action): return perform(action)
    case .selectRun(let run):
      if race.runs.indices.contains(run) { selection = selection == run ? nil : run }
    case .showMoment(let position):
      playback.isPlaying = false
      seek(to: position)
    case .start(let point): moveStart(to: (sight.map?.domain ?? viewport).clamped(point))
    case .zoom(let zoom, let point): sight.zoom(zoom, around: point)
    case .pan(let vector): sight.pan(by: vector)
    case .turnCamera(let azimuth, let elevation):
      sight.camera = camera.moved(azimuth: azimuth, elevation: elevation)
    case .setRate(let rate): setRate(rate)
    case .setLawValue(let value): setLawValue(value)
    case .chooseDial(let id): _ = chooseDial(id)
    case .setDial(let id, let fraction):
      if let dial = chooseDial(id) { setDial(dial, at: fraction) }
    case .turnDial(let id, let notches): if chooseDial(id) != nil { turn(by: notches) }
    case .moveDialCursor(let count): moveDialCursor(by: count)
    case .pressItem(let place): return pressItem(at: place)
    case .moveListCursor(let count):
      guard case .picker(var picker)? = panel else { break }
      picker.move(by: count)
      panel = .picker(picker)
    case .closePanel: panel = nil
    }
    return nil
  }

  /// The first press on an item shows it, the second accepts it; in a list with several choices
  /// each press marks an item.
  private mutating func pressItem(at place: Int) -> Effect? {
    guard case .picker(var picker)? = panel else { return nil }
    let wasCurrent = picker.cursor == place
    picker.move(to: place)
    if picker.purpose == .optimizers { picker.toggle() }
    panel = .picker(picker)
    return wasCurrent && picker.purpose != .optimizers ? commit(picker) : nil
  }
}
