import CNcurses
import Canvas
import Input

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The terminal as a screen: frames go out, events come in.
///
/// A process has at most one, used from one thread. However the process ends, the terminal is restored
/// to its state before.
public final class Screen {
  /// The present size of the terminal in cells; `Event.resize` announces a change.
  public private(set) var size: Size
  /// The size of a cell in pixels, if the terminal tells it; `Event.cellSize` announces a change.
  public private(set) var cellSize: CellSize?
  /// What the terminal can show; `Event.display` announces a change after a late answer.
  public internal(set) var capabilities: Capabilities
  /// A remark about the terminal for the user, in one sentence without a full stop.
  public let note: String?

  let hints: TerminalHints
  let color: ColorChoice
  let isUTF8: Bool
  let curses: Curses
  let strings: ControlStrings
  /// The answers to the questions at the start and to those for the palette.
  var answers = TerminalAnswers()
  var decoder = InputDecoder()
  /// The time at which to stop waiting for answers.
  var answersEnd = 0.0
  /// The entries of the palette that must be restored.
  var redefined: Set<Int> = []
  /// Nil until the terminal has answered or the time for answers is over.
  var writer: FrameWriter<CursesCalls>?
  var queue: [Event] = []
  /// Whether the terminal may not have taken the last image yet.
  var isSendingImage = false
  /// Whether the terminal may have images of this process.
  private(set) var hasShownImages = false

  private let description: Description
  private let input: Int32
  private var isOpen = true
  private var lastInput = 0.0
  private var hasEnded = false

  /// Takes over the terminal on standard output. Keys are read from standard input or, if that is not a
  /// terminal, from the controlling terminal.
  ///
  /// - Throws: `ScreenError`, after restoring the terminal.
  public init(color: ColorChoice = .automatic) throws(ScreenError) {
    guard isatty(STDOUT_FILENO) == 1 else { throw .notATerminal }
    isUTF8 = cn_set_locale()
    // After the locale is set: the widths of characters depend on it.
    curses = Curses()
    let environment = terminalEnvironment()
    let (facts, note) = try TerminalFacts.find(environment: environment)
    description = Description.loaded(name: facts.name)
    input = cn_find_input()
    guard input >= 0 else { throw .notATerminal }
    self.note = note
    self.color = color
    hints = TerminalHints(facts: facts, environment: environment)
    strings = ControlStrings(facts)
    capabilities = Capabilities(hints, answers, color: color, isUTF8: isUTF8, curses: curses)
    size = Self.currentSize() ?? Size(width: 80, height: 24)
    cn_hold(input)
    updateRestoringBytes()
    cn_catch_crashes()
    guard cn_watch_signals() else { throw failure() }
    cn_read_single_keys()
    write(strings.enter)
    askAtStart()
    collectAnswers(for: Self.patience)
    capabilities = currentCapabilities
    cellSize = currentCellSize
    guard startCurses() else { throw failure() }
  }

  /// The longest time in seconds that the first frame waits for the terminal's answers.
  private static let patience = 0.1

  private func failure() -> ScreenError {
    isOpen = false
    cn_restore()
    cn_release_signals()
    return .failed(name: hints.facts.name)
  }

  /// Starts curses, or starts it again, with the colours of `capabilities`.
  func startCurses() -> Bool {
    let drawing = description.drawing(by: capabilities.colorMethod)
    let hasDescription = curses.readsDescriptions && cn_open(drawing.name, drawing.database, input)
    let name = hints.facts.name(for: capabilities.colorMethod)
    guard hasDescription || cn_open(name, nil, input) else { return false }
    cn_save_modes()
    writer = FrameWriter(
      CursesCalls(), method: capabilities.colorMethod, synchronizes: capabilities.synchronizes,
      size: size)
    updateRestoringBytes()
    return true
  }

  deinit { close() }

  /// Restores the terminal; calls after the first do nothing.
  public func close() {
    guard isOpen else { return }
    isOpen = false
    collectAnswers(for: 0.5)
    cn_restore()
    cn_close()
    cn_release_signals()
  }

  /// Makes a crash end the process with one line on standard error, also without a screen; a screen
  /// calls this itself.
  public static func catchCrashes() { cn_catch_crashes() }

  /// Restores the terminal and ends the process by a signal, as the parent of a process expects after
  /// sending one: a shell reports status 128 + `signal`.
  public static func endProcess(bySignal signal: Int32) -> Never { cn_die(signal) }

  /// Shows a frame, of which only the cells that changed are written. Cells outside the terminal are
  /// ignored.
  public func draw(_ frame: Frame) {
    guard isOpen else { return }
    if !frame.underlays.isEmpty, !hasShownImages {
      hasShownImages = true
      updateRestoringBytes()
    }
    writer?.write(frame) { redefine($0) }
    if writer?.takeSentImage() == true { awaitImage() }
  }

  /// Puts a text into the user's clipboard, also over SSH and through tmux.
  ///
  /// The result is false if the text is longer than terminals accept (74,994 bytes), or if the terminal
  /// might print the command. Whether the terminal's settings allow it is unknown.
  public func copy(_ text: String) -> Bool {
    guard isOpen, capabilities.takesClipboard, let command = ClipboardCommand.sequence(for: text)
    else { return false }
    write(command)
    return true
  }

  /// Restores the terminal, stops the whole job as Ctrl-Z does elsewhere, and takes the terminal over
  /// again when the job continues. `Event.resume` follows.
  public func suspend() { stop(wholeJob: true) }

  /// The next event, or nil if none comes within a number of seconds; `nil` seconds wait without a
  /// limit.
  public func nextEvent(waiting seconds: Double?) -> Event? {
    let deadline = seconds.map { cn_now() + $0 }
    while isOpen {
      if !queue.isEmpty { return queue.removeFirst() }
      if hasEnded { return .end(signal: nil) }
      let now = cn_now()
      // The rest of an answer that has begun is awaited.
      giveUpAnswersInTime()
      let limits = [deadline, decoder.patience.map { lastInput + $0 }].compactMap { $0 }
      let ready = cn_wait(input, limits.min().map { max(0, $0 - now) } ?? -1)
      if ready & Int32(CN_SIGNAL) != 0 { answerSignals() }
      if ready & Int32(CN_INPUT) != 0 { readInput() }
      if let patience = decoder.patience, cn_now() >= lastInput + patience {
        queue += decoder.flush()
      }
      if queue.isEmpty, let deadline, cn_now() >= deadline { return nil }
    }
    return .end(signal: nil)
  }

  private func readInput() {
    let bytes = [UInt8](unsafeUninitializedCapacity: 4096) { buffer, count in
      let found = cn_read(input, buffer.baseAddress, Int32(buffer.count))
      hasEnded = found < 0
      count = max(0, Int(found))
    }
    lastInput = cn_now()
    queue += decoder.decode(bytes)
    takeAnswers()
  }

  /// Waits for the remaining answers, which would otherwise appear as input of the shell.
  private func collectAnswers(for seconds: Double) {
    let end = min(answersEnd, cn_now() + seconds)
    while decoder.awaitsAnswers, !hasEnded, case let rest = end - cn_now(), rest > 0 {
      guard cn_wait(input, rest) == Int32(CN_INPUT) else { return }
      readInput()
    }
  }

  private func answerSignals() {
    var isResized = false
    var isContinued = false
    while case let signal = cn_next_signal(), signal != 0 {
      switch signal {
      case SIGWINCH: isResized = true
      case SIGCONT: isContinued = true
      case SIGTSTP: stop(wholeJob: false)
      default: queue.append(.end(signal: signal))
      }
    }
    if isContinued { takeOverAgain() }
    if isResized { updateSize() }
  }

  private func stop(wholeJob: Bool) {
    guard isOpen else { return }
    collectAnswers(for: 0.5)
    cn_restore()
    cn_stop(wholeJob)
    takeOverAgain()
  }

  private func takeOverAgain() {
    cn_resume()
    write(strings.enter)
    writer?.startOver()
    updateSize()
    queue.append(.resume)
  }

  /// Announces a change of the size of cells.
  func updateCellSize() {
    guard let present = currentCellSize, present != cellSize else { return }
    cellSize = present
    queue.append(.cellSize(present))
  }

  /// Asks again after a change of the window, which may be one of the font, if only an answer tells.
  private func askForCellSize() {
    var (width, height): (Int32, Int32) = (0, 0)
    guard answers.cellSize != nil, !cn_get_pixels(&width, &height) else { return }
    ask(Questions.cellSize + Questions.attributes)
  }

  /// By the size of the whole window, which is known at once after a change, else by an answer.
  private var currentCellSize: CellSize? {
    var (width, height): (Int32, Int32) = (0, 0)
    if cn_get_pixels(&width, &height),
      let size = CellSize(width: Int(width) / size.width, height: Int(height) / size.height)
    {
      return size
    }
    return answers.cellSize
  }

  private func updateSize() {
    guard let present = Self.currentSize() else { return }
    defer { updateCellSize() }
    guard present != size else { return }
    askForCellSize()
    size = present
    writer?.resize(to: size)
    queue.append(.resize(size))
  }

  func write(_ text: String) { cn_write(text, text.utf8.count) }

  private static func currentSize() -> Size? {
    var (width, height): (Int32, Int32) = (0, 0)
    guard cn_get_size(&width, &height) else { return nil }
    return Size(width: Int(width), height: Int(height))
  }
}

extension Screen {
  /// Restores a terminal after a program ended without doing so, for example by `kill -9`: the screen,
  /// the cursor, the mouse, the colours, the palette, and the modes for reading keys.
  ///
  /// - Throws: `ScreenError` if there is no terminal.
  public static func restore() throws(ScreenError) {
    let terminal = cn_find_input()
    guard terminal >= 0 else { throw .notATerminal }
    let (facts, _) = try TerminalFacts.find(environment: terminalEnvironment())
    let hints = TerminalHints(facts: facts, environment: terminalEnvironment())
    let identity = TerminalIdentity(environment: hints.environment)
    let bytes = ControlStrings(facts).restore(
      palette: hints.canBeAsked, showsImages: hints.mayShowImages(identity))
    cn_make_sane(terminal)
    // If standard output is something else, the controlling terminal is meant.
    let file = isatty(STDOUT_FILENO) == 1 ? STDOUT_FILENO : terminal
    cn_write_to(file, bytes, bytes.utf8.count)
  }
}
