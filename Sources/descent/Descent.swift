import ArgumentParser
import Calculus
import SurfaceCatalog
import Terminal

/// The program: one subcommand each for what it can do.
@main
struct Descent: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "descent",
    abstract: "See how optimizers walk down a loss surface, in the terminal.",
    version: "0.1.0",
    subcommands: [
      Explore.self, Trace.self, Render.self, Sweep.self, Check.self, Evaluate.self, List.self,
    ],
    defaultSubcommand: Explore.self)

  static func main() {
    Screen.catchCrashes()
    let arguments = Array(CommandLine.arguments.dropFirst())
    do {
      // The default subcommand is what most people want help with.
      if arguments == ["--help"] || arguments == ["-h"] || arguments == ["help"] {
        try TextOutput.print(helpMessage(for: Explore.self) + "\n")
        return
      }
      var command = try parseAsRoot(arguments)
      try command.run()
    } catch let failure as Failure {
      failure.exit()
    } catch {
      end(with: error, arguments)
    }
  }

  /// Ends as ArgumentParser would, but with our words for errors, and without ignoring that help
  /// cannot be written.
  private static func end(with error: any Error, _ arguments: [String]) -> Never {
    let status = exitCode(for: error)
    if status == .success {
      do throws(Failure) {
        let text = fullMessage(for: error)
        try TextOutput.print(text.hasSuffix("\n") ? text : text + "\n")
      } catch {
        error.exit()
      }
      exit(withError: ExitCode.success)
    } else if status == .validationFailure {
      let message = message(for: error)
      let usual = message.contains("\nhint: ") ? nil : "--help lists the options"
      let hint = (advice(for: arguments) ?? usual).map { "\nhint: " + $0 } ?? ""
      Failure(.usage, message + hint).exit()
    }
    exit(withError: error)
  }

  /// A mistyped command is read as a surface, and what follows it then makes no sense.
  private static func advice(for arguments: [String]) -> String? {
    // A formula that begins with a minus is read as an option.
    if let formula = arguments.first(where: { $0.hasPrefix("-") && !$0.hasPrefix("--") }),
      (try? Formula(formula))?.dependsOnVariables == true
    {
      return "for a formula write -f '\(formula)'"
    }
    guard arguments.count > 1, let first = arguments.first, !first.hasPrefix("-"),
      !commands.contains(first), SurfaceCatalog.surface(named: first) == nil
    else { return nil }
    return closestMatch(to: first.lowercased(), among: commands).map {
      "did you mean the command '\($0)'?"
    }
  }

  /// The names of the subcommands.
  static var commands: [String] { configuration.subcommands.map { $0._commandName } }
}
