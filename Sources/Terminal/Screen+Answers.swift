import CNcurses
import Canvas

/// What the screen asks the terminal, and does with its answers.
extension Screen {
  /// Asks everything at once. What environment and description say already is not asked: a palette
  /// is not touched where 24-bit colours are taken.
  func askAtStart() {
    guard hints.canBeAsked else { return }
    let method = capabilities.colorMethod
    let withColors = color.dependsOnAnswers && method != .direct && method != .none
    if withColors {
      redefined = [Questions.probedEntry]
      updateLeave()
    }
    ask(
      Questions.text(
        withColors: withColors, withDeviceControl: !hints.printsDeviceControl))
  }

  /// Sends questions that end with the one for the terminal's attributes.
  private func ask(_ questions: String) {
    decoder.expectAnswers()
    answersEnd = cn_now() + 5
    write(questions)
  }

  /// Learns what the terminal has answered since the last time.
  func takeAnswers() {
    let new = decoder.takeAnswers()
    guard !new.isEmpty else { return }
    let former = answers
    for answer in new { answers.take(answer) }
    if answers.isComplete, !former.isComplete { putProbeBack() }
    if answers.originals != former.originals { updateLeave() }
    // Before that, all that is known is looked at together.
    guard writer != nil else { return }
    if let background = answers.background, background != former.background {
      queue.append(.background(background))
    }
    improve()
  }

  /// What the terminal can show, by all that is known now.
  var currentCapabilities: Capabilities {
    Capabilities(hints, answers, color: color, isUTF8: isUTF8, curses: curses)
  }

  /// Follows answers that came after the first frame.
  private func improve() {
    let (former, present) = (capabilities, currentCapabilities)
    guard answers.isComplete, present != former else { return }
    capabilities = present
    writer?.synchronizes = present.synchronizes
    updateLeave()
    if present.colorMethod != former.colorMethod {
      cn_close()
      guard startCurses() else {
        queue.append(.end(signal: nil))
        return
      }
    }
    queue.append(.display(depth: present.colorDepth, glyphs: present.finestGlyphs))
  }

  /// Not every terminal has taken the command that resets an entry.
  private func putProbeBack() {
    guard redefined.contains(Questions.probedEntry) else { return }
    if answers.canRedefinePalette, let original = answers.originals[Questions.probedEntry] {
      write(PaletteCommand.set(Questions.probedEntry, original))
    }
    redefined.remove(Questions.probedEntry)
    updateLeave()
  }

  /// Redefines entries of the palette. Before an entry changes for the first time, the terminal is
  /// asked what it shows, and the end of the program will know about it.
  func redefine(_ entries: FrameWriter.Redefinition) {
    let new = Set(entries.map(\.index)).subtracting(redefined).sorted()
    if !new.isEmpty {
      redefined.formUnion(new)
      updateLeave()
      if hints.canBeAsked {
        ask(new.map(PaletteCommand.ask).joined() + Questions.attributes)
      }
    }
    write(entries.map { PaletteCommand.set($0.index, $0.color) }.joined())
  }

  /// Keeps the bytes that give the terminal back up to date with what has been changed.
  func updateLeave() {
    let leave = strings.leave(
      hasColors: capabilities.colorMethod != .none, synchronizes: capabilities.synchronizes,
      palette: redefined.sorted().map { ($0, answers.originals[$0] ?? XtermColors.all[$0]) })
    cn_set_leave(leave, leave.utf8.count)
  }
}
