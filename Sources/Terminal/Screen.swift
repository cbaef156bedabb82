import CNcurses
import Canvas

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
  public let capabilities: Capabilities
  /// What the person should know about the terminal, in one sentence without a full stop.
  public let note: String?

  private let input: Int32
  private let strings: ControlStrings
  private var isOpen = true
  private var writer: FrameWriter
  private var decoder = InputDecoder()
  private var lastInput = 0.0
  /// When to stop waiting for a terminal that does not answer.
  private let answersEnd: Double
  private var queue: [Event] = []
  private var hasEnded = false

  /// Takes over the terminal on standard output; keys are read from standard input or, where that
  /// is something else, from the controlling terminal.
  ///
  /// - Throws: `ScreenError`, before anything was written.
  public init(color: ColorChoice = .automatic) throws(ScreenError) {
    guard isatty(STDOUT_FILENO) == 1 else { throw .notATerminal }
    let environment = terminalEnvironment()
    let isUTF8 = cn_set_locale()
    let (facts, note) = try TerminalFacts.find(environment: environment, color: color)
    let input = cn_find_input()
    guard input >= 0 else { throw .notATerminal }
    self.input = input
    self.note = note
    capabilities = Capabilities(
      facts: facts, environment: environment, color: color, isUTF8: isUTF8)
    strings = ControlStrings(facts: facts, capabilities: capabilities)
    let leave = strings.leave
    cn_hold(input, leave, leave.utf8.count)
    cn_catch_crashes()
    guard cn_watch_signals(), cn_open(facts.name, input) else {
      cn_give_back()
      cn_release_signals()
      throw .failed(name: facts.name)
    }
    cn_save_modes()
    writer = FrameWriter(depth: capabilities.colorDepth, synchronizes: facts.hasMouse)
    size = Self.currentSize() ?? Size(width: 80, height: 24)
    cn_resize(Int32(size.width), Int32(size.height))
    answersEnd = cn_now() + 5
    decoder.awaitsAnswers = !strings.question.isEmpty
    write(strings.modes + strings.question)
  }

  deinit { close() }

  /// Gives the terminal back; calls after the first do nothing.
  public func close() {
    guard isOpen else { return }
    isOpen = false
    collectAnswers()
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
    writer.write(frame, on: size)
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
      if now >= answersEnd, decoder.patience == nil { decoder.awaitsAnswers = false }
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
  }

  /// Takes what the terminal has still to answer, which would be typed into the shell otherwise.
  private func collectAnswers() {
    let end = min(answersEnd, cn_now() + 0.5)
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
    collectAnswers()
    cn_give_back()
    cn_stop(everyone)
    takeAgain()
  }

  private func takeAgain() {
    cn_take_again()
    write(strings.enter)
    writer.startAfresh()
    updateSize()
    queue.append(.resume)
  }

  private func updateSize() {
    guard let present = Self.currentSize(), present != size else { return }
    size = present
    cn_resize(Int32(size.width), Int32(size.height))
    writer.forgetFrame()
    queue.append(.resize(size))
  }

  private func write(_ text: String) { cn_write(text, text.utf8.count) }

  private static func currentSize() -> Size? {
    var (width, height): (Int32, Int32) = (0, 0)
    guard cn_get_size(&width, &height) else { return nil }
    return Size(width: Int(width), height: Int(height))
  }
}
