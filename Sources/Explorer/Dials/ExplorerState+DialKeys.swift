import Canvas
import Input

/// Keys and the mouse in the parameters pane.
extension ExplorerState {
  /// The dial that keys turn: the one last chosen or, where the present runs have none of that
  /// name, the learning rate.
  var currentDial: Dial { dials[currentDialPlace] }

  var currentDialPlace: Int {
    let dials = dials
    guard let cursor = board.cursor else { return 0 }
    return dials.firstIndex { $0.id == cursor }
      ?? dials.firstIndex { $0.id == .learningRate } ?? 0
  }

  /// Gives a key to the parameters pane; false where it has no use for it.
  mutating func handleInParameters(_ key: Key) -> Bool {
    switch key {
    case .up: moveDialCursor(by: -1)
    case .down: moveDialCursor(by: 1)
    case .left: turn(by: -1)
    case .right: turn(by: 1)
    case .pageDown: turn(by: -currentDial.scale.largeTurn)
    case .pageUp: turn(by: currentDial.scale.largeTurn)
    case .backspace, .delete: resetDial()
    case .enter where currentDial.scale.isChoice: turn(by: 1)
    case .enter: panel = .prompt(prompt(for: currentDial))
    default: return false
    }
    return true
  }

  mutating func moveDialCursor(by count: Int) {
    let dials = dials
    chooseDial(dials[min(max(currentDialPlace + count, 0), dials.count - 1)].id)
  }

  private mutating func chooseDial(_ id: Dial.ID) {
    if id != currentDial.id { contest.endTurning() }
    board.cursor = id
    board.firstLine = ParametersPane(self)?.firstLine ?? 0
  }

  /// A press, a drag or a turn of the wheel in the parameters pane.
  mutating func pressParameters(_ mouse: Mouse) {
    guard let pane = ParametersPane(self) else { return }
    switch mouse.action {
    case .wheelUp: moveDialCursor(by: -1)
    case .wheelDown: moveDialCursor(by: 1)
    case .release: break
    case .drag:
      guard let held = board.held, let dial = pane.dials.first(where: { $0.id == held }) else {
        return
      }
      setDial(dial, at: pane.slider(of: dial).fraction(at: mouse.column))
    case .press:
      board.held = nil
      // Every press is a change of its own.
      contest.endTurning()
      guard let dial = pane.dial(atRow: mouse.row) else { return }
      chooseDial(dial.id)
      let slider = pane.slider(of: dial)
      guard slider.columns.contains(mouse.column) else { return }
      let fraction = slider.fraction(at: mouse.column)
      if dial.scale.isChoice {
        turn(by: dial.scale == .flag || fraction > 0.2 ? 1 : -1)
      } else {
        board.held = dial.id
        setDial(dial, at: fraction)
      }
    }
  }
}
