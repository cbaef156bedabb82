import Calculus
import Canvas

extension ExplorerState {
  /// Takes what a person or the terminal did; what the program around must do is returned.
  public mutating func handle(_ event: Event) -> Effect? {
    switch event {
    case .key(let key): return handle(key)
    case .paste(let text): paste(text)
    case .mouse(let mouse): handle(mouse)
    case .resize(let size): self.size = size
    case .resume: break
    case .end: return .quit
    }
    return nil
  }

  private mutating func handle(_ key: Key) -> Effect? {
    notice = nil
    // These work whatever is open.
    if key == .control("c") { return .interrupt }
    if key == .control("z") { return .suspend }
    switch panel {
    case nil: return Keymap.action(for: key).flatMap { perform($0) } ?? unknown(key)
    case .help(let scroll): return scrollHelp(scroll, key)
    case .picker(let picker): type(key, into: picker)
    case .prompt(let prompt): type(key, into: prompt)
    }
    return nil
  }

  /// A key without a meaning says so, quietly.
  private mutating func unknown(_ key: Key) -> Effect? {
    if Keymap.action(for: key) == nil, case .character(let character) = key {
      notice = "'\(character)' does nothing; ? shows the keys"
    }
    return nil
  }

  private mutating func scrollHelp(_ scroll: Int, _ key: Key) -> Effect? {
    switch key {
    case .down, .character("j"): panel = .help(scroll: scroll + 1)
    case .up, .character("k"): panel = .help(scroll: max(0, scroll - 1))
    case .pageDown, .character(" "): panel = .help(scroll: scroll + 10)
    case .pageUp: panel = .help(scroll: max(0, scroll - 10))
    case .home: panel = .help(scroll: 0)
    case .character("q"): return .quit
    default: panel = nil
    }
    return nil
  }

  private mutating func type(_ key: Key, into picker: Picker) {
    var picker = picker
    switch key {
    case .escape:
      panel = nil
      return
    case .enter:
      commit(picker)
      return
    case .up, .control("p"): picker.move(by: -1)
    case .down, .control("n"): picker.move(by: 1)
    case .pageUp: picker.move(by: -8)
    case .pageDown: picker.move(by: 8)
    case .home: picker.move(by: -picker.items.count)
    case .end: picker.move(by: picker.items.count)
    case .backspace: picker.deleteBackward()
    case .tab where picker.purpose == .optimizers,
      .character(" ") where picker.purpose == .optimizers:
      picker.toggle()
    case .character(let character): picker.type(String(character))
    default: break
    }
    panel = .picker(picker)
  }

  private mutating func type(_ key: Key, into prompt: Prompt) {
    var prompt = prompt
    switch key {
    case .escape:
      panel = nil
      return
    case .enter:
      commit(prompt)
      return
    case .character(let character): prompt.insert([character])
    case .backspace: prompt.deleteBackward()
    case .delete, .control("d"): prompt.deleteForward()
    case .left, .control("b"): prompt.moveCursor(to: prompt.cursor - 1)
    case .right, .control("f"): prompt.moveCursor(to: prompt.cursor + 1)
    case .home, .control("a"): prompt.moveCursor(to: 0)
    case .end, .control("e"): prompt.moveCursor(to: prompt.characters.count)
    case .control("u"): prompt.clear()
    default: break
    }
    check(&prompt)
    panel = .prompt(prompt)
  }

  /// Pasted text goes into what is being typed; it is never taken for keys.
  private mutating func paste(_ text: String) {
    switch panel {
    case .prompt(var prompt):
      prompt.insert(text)
      check(&prompt)
      panel = .prompt(prompt)
    case .picker(var picker):
      picker.type(text.filter { !$0.isNewline })
      panel = .picker(picker)
    case .help, nil:
      notice = "pasted text is not taken for keys; press f to type a formula"
    }
  }

  private mutating func handle(_ mouse: Mouse) {
    switch mouse.action {
    case .press:
      notice = nil
      if panel != nil { panel = nil } else { pressed = (mouse.column, mouse.row, false) }
    case .drag: drag(to: mouse)
    case .release:
      if let pressed, !pressed.hasMoved, let map = map(at: mouse) {
        moveStart(to: map.point(column: mouse.column, row: mouse.row))
      }
      pressed = nil
    case .wheelUp, .wheelDown:
      guard let map = map(at: mouse) else { return }
      zoom(
        mouse.action == .wheelUp ? .closer : .wider,
        around: map.point(column: mouse.column, row: mouse.row))
    }
  }

  private mutating func drag(to mouse: Mouse) {
    guard let from = pressed, (from.column, from.row) != (mouse.column, mouse.row) else { return }
    pan(columns: from.column - mouse.column, rows: from.row - mouse.row)
    pressed = (mouse.column, mouse.row, true)
  }

  private func map(at mouse: Mouse) -> Projection? {
    projections.first { $0.cells.contains(column: mouse.column, row: mouse.row) }
  }
}
