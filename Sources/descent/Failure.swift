import ArgumentParser

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
    case fault = 70
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

/// Writes a line to standard error.
func note(_ text: String) {
  var line = text + "\n"
  line.withUTF8 { bytes in _ = write(STDERR_FILENO, bytes.baseAddress, bytes.count) }
}
