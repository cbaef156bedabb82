import Calculus
import Canvas
import Input
import Optimizers

extension ExplorerState {
  /// Handles an event of the user or the terminal; mouse events are turned into meanings first.
  /// Returns what the surrounding program must do.
  public mutating func handle(_ event: Event) -> Effect? {
    defer { followLesson() }
    switch event {
    case .key(let key): return handle(key)
    case .paste(let text): paste(text)
    case .resize(let size): sight.size = size
    case .background(let background):
      appearance.backgroundColor = background
      if !appearance.isBackgroundFixed { appearance.background = Background(of: background) }
    case .display(let depth, let glyphs, let showsImages, let prefersImages):
      appearance.follow(
        depth: depth, glyphs: glyphs, showsImages: showsImages, prefersImages: prefersImages)
    case .cellSize(let size): appearance.cellSize = size
    case .mouse, .resume, .imageTaken: break
    case .end: return .quit
    }
    return nil
  }

  private mutating func handle(_ key: Key) -> Effect? {
    notice = nil
    // These work in every panel.
    if key == .control("c") { return .interrupt }
    if key == .control("z") { return .suspend }
    switch panel {
    case .picker(let picker): return type(key, into: picker)
    case .prompt(let prompt): return type(key, into: prompt)
    case .text: panel = nil
    case nil:
      if handleInLesson(key) || handleInTool(key) { return nil }
      if let action = keymap.action(for: key) { return perform(action) }
      if case .character(let character) = key {
        notice = "'\(character)' does nothing; ? shows the keys"
      }
    }
    return nil
  }

  private mutating func type(_ key: Key, into picker: Picker) -> Effect? {
    var picker = picker
    switch key {
    case .escape:
      panel = nil
      return nil
    case .enter: return commit(picker)
    case .up, .control("p"): picker.move(by: -1)
    case .down, .control("n"): picker.move(by: 1)
    case .pageUp: picker.move(by: -8)
    case .pageDown: picker.move(by: 8)
    case .home: picker.move(by: -picker.items.count)
    case .end: picker.move(by: picker.items.count)
    case .left: picker.choose(by: -1)
    case .right: picker.choose(by: 1)
    case .backspace: picker.deleteBackward()
    case .control("w"): picker.deleteWord()
    case .control("u"): picker.clear()
    case .tab where picker.purpose == .optimizers,
      .character(" ") where picker.purpose == .optimizers:
      picker.toggle()
    case .character(let character): picker.type(String(character))
    default: break
    }
    panel = .picker(picker)
    return nil
  }

  private mutating func type(_ key: Key, into prompt: Prompt) -> Effect? {
    var prompt = prompt
    switch key {
    case .escape:
      panel = nil
      return nil
    case .enter: return commit(prompt)
    case .character(let character): prompt.insert([character])
    case .backspace: prompt.deleteBackward()
    case .delete, .control("d"): prompt.deleteForward()
    case .left, .control("b"): prompt.moveCursor(to: prompt.cursor - 1)
    case .right, .control("f"): prompt.moveCursor(to: prompt.cursor + 1)
    case .home, .control("a"): prompt.moveCursor(to: 0)
    case .end, .control("e"): prompt.moveCursor(to: prompt.characters.count)
    case .control("w"): prompt.deleteWord()
    case .control("u"): prompt.clear()
    default: break
    }
    check(&prompt)
    panel = .prompt(prompt)
    return nil
  }

  /// Pasted text goes into the open input; it is never read as keys.
  private mutating func paste(_ text: String) {
    switch panel {
    case .prompt(var prompt):
      prompt.insert(text)
      check(&prompt)
      panel = .prompt(prompt)
    case .picker(var picker):
      picker.type(text.filter { !$0.isNewline })
      panel = .picker(picker)
    case .text, nil:
      notice = "pasted text is not read as keys; press f to type a formula"
    }
  }
}

extension ExplorerState {
  /// Offers a key to the open tool; false if the tool does not use it.
  mutating func handleInTool(_ key: Key) -> Bool {
    switch tool {
    case .parameters: return handleInParameters(key)
    case .sweep:
      guard key == .enter else { return false }
      takeBestRates()
      return true
    case .law:
      guard key == .enter else { return false }
      switchLaw()
      return true
    case .check:
      guard key == .enter else { return false }
      sight.checksSinglePrecision.toggle()
      return true
    case .basins, .inspector, nil: return false
    }
  }
}

/// The step and the point shown by the inspector and the gradient check.
extension ExplorerState {
  /// The selected run, else the first.
  var inspectedRun: Int { selection ?? 0 }

  /// The next step of that run.
  var inspection: Inspection {
    let run = race.runs[inspectedRun]
    return Inspection(of: run, at: step(of: inspectedRun), scales: scene.scales)
  }

  /// The current point of that run.
  var inspectedPoint: Point { present(of: inspectedRun).point }
}
