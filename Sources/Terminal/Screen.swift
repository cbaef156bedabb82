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
/// A process has one, used from one thread. Whatever ends the process, the terminal is given back as
/// it was.
public final class Screen {
  /// What the terminal shows now, in cells; `Event.resize` announces a change.
  public private(set) var size: Size
  /// What the terminal can show; `Event.display` announces a change, where it answers late.
  public internal(set) var capabilities: Capabilities
  /// What the person should know about the terminal, in one sentence without a full stop.
  public let note: String?

  let hints: TerminalHints
  let color: ColorChoice
  let isUTF8: Bool
  let curses: Curses
  let strings: ControlStrings
  /// What has been answered to the questions of the start, and to those for the palette.
  var answers = TerminalAnswers()
  var decoder = InputDecoder()
  /// When to stop waiting for a terminal that does not answer.
  var answersEnd = 0.0
  /// The entries of the palette that are to be put back.
  var redefined: Set<Int> = []
  /// Nil until the terminal has answered, or has had the time to.
  var writer: FrameWriter?
  var queue: [Event] = []

  private let description: Description
  private let input: Int32
  private var isOpen = true
  private var lastInput = 0.0
  private var hasEnded = false

  /// Takes over the terminal on standard output; keys are read from standard input or, where that
  /// is something else, from the controlling terminal.
  ///
  /// - Throws: `ScreenError`, with the terminal as it was.
  public init(color: ColorChoice = .automatic) throws(ScreenError) {
    guard isatty(STDOUT_FILENO) == 1 else { throw .notATerminal }
    isUTF8 = cn_set_locale()
    // After that: how wide characters are depends on the locale.
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
    updateLeave()
    cn_catch_crashes()
    guard cn_watch_signals() else { throw failure() }
    cn_take_keys()
    write(strings.enter)
    askAtStart()
    collectAnswers(for: Self.patience)
    capabilities = currentCapabilities
    guard startCurses() else { throw failure() }
  }

  /// How long the first frame waits for the terminal's answers, in seconds.
  private static let patience = 0.1

  private func failure() -> ScreenError {
    isOpen = false
    cn_give_back()
    cn_release_signals()
    return .failed(name: hints.facts.name)
  }

  /// Starts curses, again where it runs already, with colours as `capabilities` has them.
  func startCurses() -> Bool {
    let drawing = description.drawing(by: capabilities.colorMethod)
    let hasDescription = curses.readsDescriptions && cn_open(drawing.name, drawing.database, input)
    let named =
      capabilities.colorMethod >= .indexed256 ? hints.facts.nameWith256Colors : drawing.name
    guard hasDescription || cn_open(named, nil, input) else { return false }
    cn_save_modes()
    writer = FrameWriter(
      method: capabilities.colorMethod, synchronizes: capabilities.synchronizes)
    cn_resize(Int32(size.width), Int32(size.height))
    updateLeave()
    return true
  }

  deinit { close() }

  /// Gives the terminal back; calls after the first do nothing.
  public func close() {
    guard isOpen else { return }
    isOpen = false
    collectAnswers(for: 0.5)
    cn_give_back()
    cn_close()
    cn_release_signals()
  }

  /// Makes a crash of the process, before or after a screen is opened, end it at once with one line
  /// on standard error. A screen does so by itself.
  public static func catchCrashes() { cn_catch_crashes() }

  /// Gives the terminal back and ends the process by a signal, as its parent expects when the
  /// signal asked for the end: a shell reports status 128 + `signal`.
  public static func endProcess(bySignal signal: Int32) -> Never { cn_die(signal) }

  /// Shows a frame; what is unchanged since the last one is not written again. What lies outside the
  /// terminal is cut off.
  public func draw(_ frame: Frame) {
    guard isOpen else { return }
    writer?.write(frame, on: size) { redefine($0) }
  }

  /// Puts a text into the clipboard of whoever sits at the terminal, also over SSH and through tmux.
  ///
  /// False where the text is longer than terminals take (74,994 bytes), or the terminal might show
  /// what is sent instead. Whether the terminal's settings allow it, nobody can tell.
  public func copy(_ text: String) -> Bool {
    guard isOpen, capabilities.takesClipboard, let command = ClipboardCommand.sequence(for: text)
    else { return false }
    write(command)
    return true
  }

  /// Gives the terminal back, stops the process with its whole job as Ctrl-Z does elsewhere, and
  /// takes the terminal again when the job goes on. `Event.resume` follows.
  public func suspend() { stop(everyone: true) }

  /// The next event, waited for so many seconds; `nil` waits for ever. Without one in time, `nil`.
  public func nextEvent(waiting seconds: Double?) -> Event? {
    let deadline = seconds.map { cn_now() + $0 }
    while isOpen {
      if !queue.isEmpty { return queue.removeFirst() }
      if hasEnded { return .end(signal: nil) }
      let now = cn_now()
      // An answer that has begun is waited for.
      if now >= answersEnd, decoder.patience == nil { decoder.giveUpAnswers() }
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

  /// Takes what the terminal has still to answer, which would be typed into the shell otherwise.
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
      case SIGTSTP: stop(everyone: false)
      default: queue.append(.end(signal: signal))
      }
    }
    if isContinued { takeAgain() }
    if isResized { updateSize() }
  }

  private func stop(everyone: Bool) {
    guard isOpen else { return }
    collectAnswers(for: 0.5)
    cn_give_back()
    cn_stop(everyone)
    takeAgain()
  }

  private func takeAgain() {
    cn_take_again()
    write(strings.enter)
    writer?.startAgain()
    updateSize()
    queue.append(.resume)
  }

  private func updateSize() {
    guard let present = Self.currentSize(), present != size else { return }
    size = present
    cn_resize(Int32(size.width), Int32(size.height))
    writer?.forgetFrame()
    queue.append(.resize(size))
  }

  func write(_ text: String) { cn_write(text, text.utf8.count) }

  private static func currentSize() -> Size? {
    var (width, height): (Int32, Int32) = (0, 0)
    guard cn_get_size(&width, &height) else { return nil }
    return Size(width: Int(width), height: Int(height))
  }
}
