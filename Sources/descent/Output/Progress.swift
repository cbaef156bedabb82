import Experiments

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A line on standard error about long work, when that is a terminal; nothing where it is quick.
struct Progress {
  let title: String
  private let isShown = isatty(STDERR_FILENO) == 1
  private let clock = ContinuousClock()
  private var next: ContinuousClock.Instant
  private var width = 0

  init(_ title: String) {
    self.title = title
    next = clock.now + .milliseconds(300)
  }

  /// Says how much is done, a few times a second.
  mutating func update(_ done: Int, of total: Int) {
    guard isShown, clock.now >= next else { return }
    next = clock.now + .milliseconds(100)
    write("\r\(title): \(100 * done / max(1, total)) %")
  }

  /// Leaves the line empty, as it was.
  mutating func clear() {
    if width > 0 { write("\r" + String(repeating: " ", count: width) + "\r") }
    width = 0
  }

  private mutating func write(_ text: String) {
    var text = text
    width = max(width, text.count - 1)
    text.withUTF8 { bytes in _ = systemWrite(STDERR_FILENO, bytes.baseAddress, bytes.count) }
  }
}

extension Experiment {
  /// Does all of the work with a line of progress; Ctrl-C ends the program with the line cleared.
  mutating func complete(title: String) {
    var progress = Progress(title)
    while !isComplete {
      let interruption = Interruption()
      while !isComplete && !interruption.isPending {
        advance()
        progress.update(completed, of: total)
      }
      progress.clear()
      interruption.deliver()
    }
  }
}

/// `write` by another name, which a method of the same name would hide.
private func systemWrite(_ file: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  write(file, bytes, count)
}
