import Experiments
import Optimizers

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A line on standard error about work that takes long, if standard error is a terminal.
///
/// Ctrl-C clears the line before it ends the program.
struct Progress {
  let title: String
  private let isShown: Bool
  private let clock = ContinuousClock()
  private var next: ContinuousClock.Instant
  private var width = 0
  private var interruption: Interruption?

  /// - Parameter isAllowed: false if other output goes to the terminal meanwhile.
  init(_ title: String, isAllowed: Bool = true) {
    self.title = title
    isShown = isAllowed && isatty(STDERR_FILENO) == 1
    next = clock.now + .milliseconds(300)
  }

  /// Shows how much is done, a few times a second.
  mutating func update(_ done: Int, of total: Int) {
    guard isShown, clock.now >= next else { return }
    next = clock.now + .milliseconds(100)
    if interruption == nil { interruption = Interruption() }
    // A line about a program that is waited for may be longer.
    write("\r\(title): \(100 * done / max(1, total)) %\u{1B}[K")
  }

  /// Clears the line.
  mutating func clear() {
    if width > 0 { write("\r" + String(repeating: " ", count: width) + "\r") }
    width = 0
    interruption?.end()
    interruption = nil
  }

  private mutating func write(_ text: String) {
    var text = text
    width = max(width, text.count - 1)
    text.withUTF8 { bytes in _ = systemWrite(STDERR_FILENO, bytes.baseAddress, bytes.count) }
  }
}

extension Experiment {
  /// Does all of the work, with a line of progress.
  mutating func complete(title: String) {
    var progress = Progress(title)
    while !isComplete {
      advance()
      progress.update(completed, of: total)
    }
    progress.clear()
  }
}

extension Race {
  /// Advances as `advance(to:)` does, with a line of progress.
  mutating func advance(to last: Int, title: String) {
    var progress = Progress(title)
    let clock = ContinuousClock()
    var slice = 1
    while step < last {
      let time = clock.measure { advance(to: step + min(slice, last - step)) }
      progress.update(step, of: last)
      if time < .milliseconds(5) { slice *= 2 } else if time > .milliseconds(50) { slice /= 2 }
      slice = max(slice, 1)
    }
    progress.clear()
  }
}

/// Makes Ctrl-C and similar signals clear the progress line before they end the process. Ignored
/// signals stay ignored.
struct Interruption {
  private static let signals = [SIGINT, SIGTERM, SIGHUP]
  private var former: [(signal: Int32, action: sigaction)] = []

  init() {
    for signal in Interruption.signals {
      var old = sigaction()
      guard sigaction(signal, nil, &old) == 0, !old.isIgnored else { continue }
      var new = sigaction()
      new.handler = { signal in
        // Only async-signal-safe calls are allowed here.
        let blank: StaticString = "\r                                        \r"
        _ = write(STDERR_FILENO, blank.utf8Start, blank.utf8CodeUnitCount)
        // `SA_RESETHAND` has restored the default action.
        raise(signal)
      }
      new.sa_flags = Int32(bitPattern: UInt32(truncatingIfNeeded: SA_RESETHAND)) | SA_NODEFER
      if sigaction(signal, &new, nil) == 0 { former.append((signal, old)) }
    }
  }

  /// Restores the former actions.
  func end() {
    for (signal, action) in former {
      var action = action
      sigaction(signal, &action, nil)
    }
  }
}

extension sigaction {
  fileprivate var handler: (@convention(c) (Int32) -> Void)? {
    get {
      #if canImport(Darwin)
        __sigaction_u.__sa_handler
      #elseif canImport(Musl)
        __sa_handler.sa_handler
      #else
        __sigaction_handler.sa_handler
      #endif
    }
    set {
      #if canImport(Darwin)
        __sigaction_u.__sa_handler = newValue
      #elseif canImport(Musl)
        __sa_handler.sa_handler = newValue
      #else
        __sigaction_handler.sa_handler = newValue
      #endif
    }
  }

  /// Whether it is `SIG_IGN`, the address 1, which Swift cannot compare with a function.
  fileprivate var isIgnored: Bool {
    unsafeBitCast(handler, to: UInt.self) == 1
  }
}
