import ArgumentParser
import Calculus

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Why a command could not do its work.
struct Failure: Error {
  /// The exit status, as in sysexits.h.
  enum Status: Int32 {
    case usage = 64
    case badData = 65
    case noInput = 66
    case noTerminal = 69
    /// The program of a loss does not answer: sysexits.h calls it unavailable, as the terminal.
    static let noAnswer = noTerminal
    case cannotWrite = 73
  }

  let status: Status
  /// What was found, where, and what to do; may have several lines.
  let message: String

  init(_ status: Status, _ message: String) {
    self.status = status
    self.message = message
  }

  /// Prints the message to standard error and ends the program.
  func exit() -> Never {
    note("error: \(message)")
    Descent.exit(withError: ExitCode(status.rawValue))
  }
}

/// Writes one or more lines to standard error. Characters that must not be sent to a terminal become
/// `�`, and very long words and lines are cut.
func note(_ text: String) {
  let lines = text.quotingInPart(limit: 240).split(omittingEmptySubsequences: false) {
    $0 == "\n" || $0 == "\r\n"
  }
  var line = lines.map { $0.printable + "\n" }.joined()
  line.withUTF8 { bytes in _ = write(STDERR_FILENO, bytes.baseAddress, bytes.count) }
}

extension String {
  /// The text with the middle cut out of words longer than a limit, and of very long lines.
  func quotingInPart(limit: Int) -> String {
    split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.split(separator: " ", omittingEmptySubsequences: false)
        .map { $0.shortened(to: limit, keeping: 40) }.joined(separator: " ")[...]
        .shortened(to: 800, keeping: 400)
    }.joined(separator: "\n")
  }
}

extension Substring {
  /// The text, or `count` characters of its beginning and half as many of its end.
  fileprivate func shortened(to limit: Int, keeping count: Int) -> String {
    self.count <= limit ? String(self) : "\(prefix(count))…\(suffix(count / 2))"
  }
}
