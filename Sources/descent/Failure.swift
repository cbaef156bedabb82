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
/// in them it comes from.
func note(_ text: String) {
  let lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
  var line = lines.map { $0.printable + "\n" }.joined()
  line.withUTF8 { bytes in _ = write(STDERR_FILENO, bytes.baseAddress, bytes.count) }
}
