import CNcurses
import Canvas

/// The questions to the terminal and the use of its answers.
extension Screen {
  /// Asks all questions at once, except for those that the environment and the description answer: a
  /// palette is not probed if the terminal accepts 24-bit colours.
  func askAtStart() {
    guard hints.canBeAsked else { return }
    let method = capabilities.colorMethod
    let withColors = color.dependsOnAnswers && method != .direct && method != .none
    if withColors {
      redefined = [Questions.probedEntry]
      updateRestoringBytes()
    }
    ask(
      Questions.text(
        withColors: withColors, withDeviceControl: !hints.printsDeviceControl))
  }

  /// Asks about images those terminals that say who they are: others might print the question.
  private func askAboutImages() {
    guard hints.mayShowImages(TerminalIdentity(hints, answers)) else { return }
    ask(GraphicsCommand.question + Questions.attributes)
  }

  /// Whether the terminal has taken the last image, and can take another.
  public var isReadyForImage: Bool { capabilities.showsImages && !isSendingImage }

  /// Waits for the terminal to have taken an image, by a question that it answers after it.
  func awaitImage() {
    isSendingImage = true
    ask(Questions.attributes)
  }

  private func noteImage() {
    guard isSendingImage, !decoder.awaitsAnswers else { return }
    isSendingImage = false
    queue.append(.imageTaken)
  }

  /// Stops waiting for answers if it is time.
  func giveUpAnswersInTime() {
    guard cn_now() >= answersEnd, decoder.patience == nil else { return }
    decoder.giveUpAnswers()
    noteImage()
  }

  /// Sends questions, the last of which is that for the terminal's attributes.
  func ask(_ questions: String) {
    decoder.expectAnswers()
    answersEnd = cn_now() + 5
    write(questions)
  }

  /// Takes the answers since the last call.
  func takeAnswers() {
    let new = decoder.takeAnswers()
    guard !new.isEmpty else { return }
    let former = answers
    for answer in new { answers.take(answer) }
    if answers.isComplete, !former.isComplete {
      restoreProbedEntry()
      askAboutImages()
    }
    noteImage()
    if answers.originals != former.originals { updateRestoringBytes() }
    // Before the first frame, all answers are evaluated together.
    guard writer != nil else { return }
    if let background = answers.background, background != former.background {
      queue.append(.background(background))
    }
    if answers.cellSize != former.cellSize { updateCellSize() }
    improve()
  }

  /// What the terminal can show, by the present knowledge.
  var currentCapabilities: Capabilities {
    Capabilities(hints, answers, color: color, isUTF8: isUTF8, curses: curses)
  }

  /// Applies answers that came after the first frame.
  private func improve() {
    let (former, present) = (capabilities, currentCapabilities)
    guard answers.isComplete, present != former else { return }
    capabilities = present
    writer?.synchronizes = present.synchronizes
    updateRestoringBytes()
    if present.colorMethod != former.colorMethod {
      cn_close()
      guard startCurses() else {
        queue.append(.end(signal: nil))
        return
      }
    }
    queue.append(
      .display(
        depth: present.colorDepth, glyphs: present.finestGlyphs, showsImages: present.showsImages,
        prefersImages: present.prefersImages))
  }

  /// Sets the probed entry to its colour before: some terminals ignore the command that resets it.
  private func restoreProbedEntry() {
    guard redefined.contains(Questions.probedEntry) else { return }
    if answers.canRedefinePalette, let original = answers.originals[Questions.probedEntry] {
      write(PaletteCommand.set(Questions.probedEntry, original))
    }
    redefined.remove(Questions.probedEntry)
    updateRestoringBytes()
  }

  /// Redefines entries of the palette. Before an entry changes for the first time, the terminal is
  /// asked for its colour, which is restored at the end of the program.
  func redefine(_ entries: [(index: Int, color: Color)]) {
    let new = Set(entries.map(\.index)).subtracting(redefined).sorted()
    if !new.isEmpty {
      redefined.formUnion(new)
      updateRestoringBytes()
      if hints.canBeAsked {
        ask(new.map(PaletteCommand.ask).joined() + Questions.attributes)
      }
    }
    write(entries.map { PaletteCommand.set($0.index, $0.color) }.joined())
  }

  /// Updates the bytes that restore the terminal after a change of its state.
  func updateRestoringBytes() {
    let leave = strings.leave(
      hasColors: capabilities.colorMethod != .none, synchronizes: capabilities.synchronizes,
      showsImages: hasShownImages || capabilities.showsImages,
      palette: redefined.sorted().map { ($0, answers.originals[$0] ?? XtermColors.all[$0]) })
    cn_set_restoring_bytes(leave, leave.utf8.count)
  }
}
