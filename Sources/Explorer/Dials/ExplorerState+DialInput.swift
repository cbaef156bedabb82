import Canvas
import Comparison
import Input
import Landscape

/// The keys of the parameters pane.
extension ExplorerState {
  /// The dial that keys turn: the one chosen last or, if the current runs lack it, the learning
  /// rate.
  var currentDial: Dial { dials[currentDialPlace] }

  var currentDialPlace: Int {
    let dials = dials
    guard let cursor = sight.board.cursor else { return 0 }
    return dials.firstIndex { $0.id == cursor }
      ?? dials.firstIndex { $0.id == .learningRate } ?? 0
  }

  /// Offers a key to the parameters pane; false if it does not use it.
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

  /// Moves the cursor to a dial; nil if the current runs lack it.
  mutating func chooseDial(_ id: Dial.ID) -> Dial? {
    guard let dial = dials.first(where: { $0.id == id }) else { return nil }
    if id != currentDial.id { contest.endTurning() }
    sight.board.cursor = id
    return dial
  }
}

/// The cursor and the scroll position of the parameters pane.
struct DialBoard: Hashable {
  /// The dial that keys turn; nil for the first.
  var cursor: Dial.ID?
  /// The first visible line.
  var firstLine = 0
}

/// The values of dials as text.
extension ExplorerState {
  func prompt(for dial: Dial) -> Prompt {
    Prompt(
      .dial(dial.id),
      label: dial.label + (dial.section == .optimizers ? " of \(selectionName)" : ""),
      text: dial.reading.value.map { dial.text(of: $0) } ?? "")
  }

  /// The value of a text, or the reason why the dial cannot have it.
  func read(_ text: String, for id: Dial.ID) -> (value: Dial.Value?, fault: String?) {
    let text = text.filter { $0 != " " }
    let value: Dial.Value
    switch id {
    case .hyperparameter where text == dials.first(where: { $0.id == id })?.absence:
      return (nil, fault(of: nil, for: id))
    case .batch where text.lowercased() == "full": value = .number(.infinity)
    case .batch:
      guard let count = WrittenNumber(text)?.value, count.isFinite else {
        return (nil, "enter a number of samples, or full")
      }
      value = .number(count)
    case .seed:
      guard let seed = UInt64(text) ?? WrittenNumber.whole(text, in: 0...Int.max).map(UInt64.init)
      else { return (nil, "enter a whole number of at least 0") }
      value = .seed(seed)
    case .scheduleSetting(let name) where text.contains("/"):
      let setting = scene.setup.schedule?.kind.settings.first { $0.name == name }
      value = Dial.Value(ScheduleSpec.value(text, for: setting))
    case .parameter, .standardize, .learningRate, .hyperparameter, .target, .noise, .schedule,
      .scheduleSetting, .startX, .startY:
      guard let number = WrittenNumber(text)?.value, number.isFinite else {
        return (nil, "enter a number, such as 0.9 or 1e-3")
      }
      value = .number(number)
    }
    return (value, fault(of: value, for: id))
  }

  /// Applies the text typed for a dial; an invalid text stays in the prompt with its fault.
  mutating func commit(_ prompt: Prompt, for id: Dial.ID) {
    var prompt = prompt
    let (value, fault) = read(prompt.trimmedText, for: id)
    if let fault {
      prompt.fault = (fault, 0..<prompt.characters.count)
      panel = .prompt(prompt)
      return
    }
    panel = nil
    contest.endTurning()
    set(id, to: value)
    contest.endTurning()
  }
}
