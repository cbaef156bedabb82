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
  /// Starts the program; if it gives no answers while a command waits for them, the command fails.
  /// - Parameter start: nil for the one of four points near the corners with the largest loss.
  static func surface(_ command: String, timeout: Double?, domain: Domain, start: Point?)
    throws(Failure) -> Surface
  {
    guard command.contains(where: { !$0.isWhitespace }) else {
      throw Failure(.usage, "the command of --loss-command is empty")
    }
    let function: CommandFunction
    do throws(LossFault) {
      function = try CommandFunction(
        command: command, timeout: timeout ?? 10, scale: domain.shorterSide / 2,
        first: start ?? domain.center, failed: { Failure($0).exit() }, waited: report)
    } catch {
      throw Failure(error)
    }
    var arguments = ["--loss-command=\(command)"]
    if let timeout { arguments.append("--loss-timeout=\(timeout)") }
    let loss = GivenLoss(
      text: "loss of \(command)", arguments: arguments, function: function)
    return Surface(
      id: "loss-command", name: loss.text, loss: .given(loss), domain: domain,
      start: start ?? highest(of: function, in: domain))
  }

  /// Says on a line of its own, which is overwritten, that answers are waited for.
  private static func report(_ count: Int) {
    guard isatty(STDERR_FILENO) == 1, TextOutput.isTerminal else { return }
    var line = "\rasking the program: \(count) answers \r"
    line.withUTF8 { bytes in _ = write(STDERR_FILENO, bytes.baseAddress, bytes.count) }
  }

  private static func highest(of function: CommandFunction, in domain: Domain) -> Point {
    let corners = [(0.15, 0.85), (0.85, 0.85), (0.15, 0.15), (0.85, 0.15)]
      .map { domain.point($0.0, $0.1) }
    let losses = corners.map { function.evaluate(at: $0) }
    let best = corners.indices.filter { losses[$0].isFinite }
      .max { losses[$0].loss < losses[$1].loss }
    return best.map { corners[$0] } ?? domain.center
  }
}

extension Failure {
  init(_ fault: LossFault) {
    self.init(
      fault.isAboutAnswers ? .badData : .noAnswer,
      fault.message + (fault.hint.map { "\nhint: \($0)" } ?? ""))
  }
}
