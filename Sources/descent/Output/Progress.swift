import Experiments
import Optimizers

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A line on standard error about long work, when that is a terminal; nothing where it is quick.
///
/// Ctrl-C ends the program with the line cleared.
struct Progress {
  let title: String
  private let isShown: Bool
  private let clock = ContinuousClock()
  private var next: ContinuousClock.Instant
  private var width = 0
  private var interruption: Interruption?

  /// - Parameter isWelcome: false where something else appears on the terminal meanwhile.
  init(_ title: String, isWelcome: Bool = true) {
    self.title = title
    isShown = isWelcome && isatty(STDERR_FILENO) == 1
    next = clock.now + .milliseconds(300)
  }

  /// Says how much is done, a few times a second.
  mutating func update(_ done: Int, of total: Int) {
    guard isShown, clock.now >= next else { return }
    next = clock.now + .milliseconds(100)
    if interruption == nil { interruption = Interruption() }
    write("\r\(title): \(100 * done / max(1, total)) %")
  }

  /// Leaves the line empty, as it was.
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
  /// Does all of the work with a line of progress.
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
