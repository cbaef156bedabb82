import ArgumentParser
import Calculus

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Why the program ends without having done what it was asked for.
struct Failure: Error {
  /// As in sysexits.h.
  enum Status: Int32 {
    case usage = 64
    case badData = 65
    case noInput = 66
    case noTerminal = 69
    case cannotWrite = 73
  }

  let status: Status
  /// What was found, where, and what to do; several lines at most.
  let message: String

  init(_ status: Status, _ message: String) {
    self.status = status
    self.message = message
  }

  /// Says so on standard error and ends the program.
  func exit() -> Never {
    note("error: \(message)")
    Descent.exit(withError: ExitCode(status.rawValue))
  }
}

/// Writes a line, or several, to standard error; what a terminal must not be sent is `�`, wherever
/// in them it comes from, and what is endless is cut.
func note(_ text: String) {
  let lines = text.quotingInPart(limit: 240).split(omittingEmptySubsequences: false) {
    $0 == "\n" || $0 == "\r\n"
  }
  var line = lines.map { $0.printable + "\n" }.joined()
  line.withUTF8 { bytes in _ = write(STDERR_FILENO, bytes.baseAddress, bytes.count) }
}

extension String {
  /// The text with no more than the beginning and the end of what is written without a blank, where
  /// that is longer than a limit, and of lines of many such words.
  func quotingInPart(limit: Int) -> String {
    split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.split(separator: " ", omittingEmptySubsequences: false)
        .map { $0.shortened(to: limit, keeping: 40) }.joined(separator: " ")[...]
        .shortened(to: 800, keeping: 400)
    }.joined(separator: "\n")
  }
}

extension Substring {
  /// The text, or the given number of characters of its beginning and half as many of its end.
  fileprivate func shortened(to limit: Int, keeping count: Int) -> String {
    self.count <= limit ? String(self) : "\(prefix(count))…\(suffix(count / 2))"
  }
}
