import Canvas
import Input

/// The keys of the parameters pane.
extension ExplorerState {
  /// The dial that keys turn: the one last chosen or, where the present runs have none of that
  /// name, the learning rate.
  var currentDial: Dial { dials[currentDialPlace] }

  var currentDialPlace: Int {
    let dials = dials
    guard let cursor = sight.board.cursor else { return 0 }
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
    _ = chooseDial(dials[min(max(currentDialPlace + count, 0), dials.count - 1)].id)
  }

  /// Puts the cursor on a dial; nil where the present runs have none of that name.
  mutating func chooseDial(_ id: Dial.ID) -> Dial? {
    guard let dial = dials.first(where: { $0.id == id }) else { return nil }
    if id != currentDial.id { contest.endTurning() }
    sight.board.cursor = id
    return dial
  }
}

/// Where a person is in the parameters pane.
struct DialBoard: Hashable {
  /// The dial that keys turn; nil is the first.
  var cursor: Dial.ID?
  /// The first line that is shown.
  var firstLine = 0
}
