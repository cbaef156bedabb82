import Calculus
import Landscape
import LossCommand

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The surface of a loss that a program of the user computes.
enum LossProgram {
  /// How it is said that answers are waited for.
  enum Report: Sendable {
    /// On a line of standard error that is overwritten, if that is a terminal.
    case line
    /// In a sentence now and then, which can be read aloud.
    case sentences
  }

  /// Starts the program; if it gives no answers while a command waits for them, the command fails.
  /// - Parameters:
  ///   - h: the distance of differences, where the program gives no gradient.
  ///   - start: nil for one that is chosen when the loss is known.
  static func surface(
    _ command: String, timeout: Double?, h: Double?, domain: Domain, start: Point?,
    report: Report
  ) throws(Failure) -> Surface {
    guard command.contains(where: { !$0.isWhitespace }) else {
      throw Failure(.usage, "the command of --loss-command is empty")
    }
    let function: CommandFunction
    do throws(LossFault) {
      function = try CommandFunction(
        command: command, timeout: timeout ?? 10, x: domain.x, y: domain.y, h: h,
        reportInterval: report == .line ? 0.3 : 5, failed: { Failure($0).exit() },
        waited: { show($0, as: report) })
    } catch {
      throw Failure(error)
    }
    var arguments = ["--loss-command=\(command)"]
    if let timeout { arguments.append("--loss-timeout=\(timeout)") }
    if let h { arguments.append("--loss-h=\(h)") }
    let loss = GivenLoss(
      text: "loss of \(command)", arguments: arguments, function: function)
    return Surface(
      id: "loss-command", name: loss.text, loss: .given(loss), domain: domain,
      start: start ?? domain.center)
  }

  private static func show(_ count: Int, as report: Report) {
    guard isatty(STDERR_FILENO) == 1 else { return }
    switch report {
    case .line:
      _ = clearing
      write("\rasking the program: \(count) losses so far\u{1B}[K")
    case .sentences: write("The program has computed \(count) losses so far.\n")
    }
  }

  /// Clears that line when all is done.
  private static let clearing: Void = { atexit { LossProgram.write("\r\u{1B}[K") } }()

  private static func write(_ text: String) {
    var text = text
    text.withUTF8 { bytes in _ = systemWrite(STDERR_FILENO, bytes.baseAddress, bytes.count) }
  }
}

extension Failure {
  init(_ fault: LossFault) {
    self.init(
      fault.isAboutAnswers ? .badData : .noAnswer,
      fault.message + (fault.hint.map { "\nhint: \($0)" } ?? ""))
  }
}
