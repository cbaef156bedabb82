import Comparison
import Landscape

/// Values of dials as they are typed.
extension ExplorerState {
  func prompt(for dial: Dial) -> Prompt {
    Prompt(
      .dial(dial.id),
      label: dial.label + (dial.section == .optimizers ? " of \(selectionName)" : ""),
      text: dial.reading.value.map { dial.text(of: $0) } ?? "")
  }

  /// The value that a text stands for, or why the dial cannot be set to it.
  func read(_ text: String, for id: Dial.ID) -> (value: Dial.Value?, fault: String?) {
    let text = text.filter { $0 != " " }
    let value: Dial.Value
    switch id {
    case .hyperparameter where text == dials.first(where: { $0.id == id })?.absence:
      return (nil, fault(of: nil, for: id))
    case .batch where text.lowercased() == "full": value = .number(.infinity)
    case .batch:
      guard let count = WrittenNumber(text)?.value, count.isFinite else {
        return (nil, "a number of samples is wanted, or full")
      }
      value = .number(count)
    case .seed:
      guard let seed = UInt64(text) ?? WrittenNumber.whole(text, in: 0...Int.max).map(UInt64.init)
      else { return (nil, "a whole number of at least 0 is wanted") }
      value = .seed(seed)
    case .scheduleSetting(let name) where text.contains("/"):
      let setting = scene.setup.schedule?.kind.settings.first { $0.name == name }
      value = Dial.Value(ScheduleSpec.value(text, for: setting))
    case .parameter, .learningRate, .hyperparameter, .noise, .schedule, .scheduleSetting, .startX,
      .startY:
      guard let number = WrittenNumber(text)?.value, number.isFinite else {
        return (nil, "a number is wanted, as in 0.9 or 1e-3")
      }
      value = .number(number)
    }
    return (value, fault(of: value, for: id))
  }

  /// Takes what was typed for a dial; a text that cannot be taken stays in the prompt with its fault.
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
