import ArgumentParser
import Calculus
import Landscape
import SurfaceCatalog
import Terminal

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The program, with a subcommand for each thing it does.
@main
struct Descent: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "descent",
    abstract: "See how optimizers walk down a loss surface, in the terminal.",
    version: descentVersion,
    subcommands: [
      Explore.self, Trace.self, Render.self, DrawFigure.self, Sweep.self, Check.self, Evaluate.self,
      List.self, Teach.self,
    ],
    defaultSubcommand: Explore.self)

  static func main() {
    Screen.catchCrashes()
    // Reaching the limit on file sizes then makes a write fail, as a full disk does.
    signal(SIGXFSZ, SIG_IGN)
    // `CommandLine.arguments` has lost the bytes that are not UTF-8.
    let arguments = (1..<max(1, Int(CommandLine.argc))).compactMap { place in
      CommandLine.unsafeArgv[place].map { String(cFileName: $0) }
    }
    do {
      if arguments == ["--help"] || arguments == ["-h"] || arguments == ["help"] {
        try TextOutput.print(ShortHelp.text + "\n")
        return
      }
      if arguments == ["--version"] {
        // Without the parser of all other arguments, which takes longer than the rest.
        try TextOutput.print(descentVersion + "\n")
        return
      }
      if let script = CompletionScript.requested(by: arguments) {
        try TextOutput.print(script.hasSuffix("\n") ? script : script + "\n")
        return
      }
      if let unknown = unknownTopic(of: arguments) {
        let hint =
          unknown.lowercased().closestMatch(among: commands).map { "did you mean '\($0)'?" }
          ?? "the commands are \(commands.joined(separator: ", "))"
        throw Failure(.usage, "there is no command '\(unknown.shortened)'\nhint: \(hint)")
      }
      var command = try parseAsRoot(arguments)
      try command.run()
    } catch let failure as Failure {
      failure.exit()
    } catch {
      end(with: error, arguments)
    }
  }

  /// What help is asked for that is no command; ArgumentParser shows that of the program then.
  private static func unknownTopic(of arguments: [String]) -> String? {
    guard arguments.count > 1, arguments[0] == "help", !arguments[1].hasPrefix("-"),
      !commands.contains(arguments[1])
    else { return nil }
    return arguments[1]
  }

  /// Ends as ArgumentParser would, but with our wording of errors, and with an error if help cannot
  /// be written.
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
      let message = arguments.filter { $0.count > 80 }.reduce(message(for: error)) {
        $0.replacing($1, with: $1.shortened)
      }
      let usual = message.contains("\nhint: ") ? nil : "--help lists the options"
      let hint = (advice(for: arguments) ?? usual).map { "\nhint: " + $0 } ?? ""
      Failure(.usage, message.quotingInPart(limit: 80) + hint).exit()
    }
    exit(withError: error)
  }

  /// A hint for a formula that was read as an option, or for a mistyped command that was read as a
  /// surface, so that its options make no sense.
  private static func advice(for arguments: [String]) -> String? {
    if let formula = arguments.first(where: { $0.hasPrefix("-") && !$0.hasPrefix("--") }),
      (try? Formula(formula))?.dependsOnVariables == true
    {
      return "for a formula write -f '\(formula)'"
    }
    guard arguments.count > 1, let first = arguments.first, !first.hasPrefix("-"),
      !commands.contains(first), SurfaceCatalog.surface(named: first) == nil
    else { return nil }
    return first.lowercased().closestMatch(among: commands).map {
      "did you mean the command '\($0)'?"
    }
  }

  /// The names of the subcommands.
  static var commands: [String] { configuration.subcommands.map { $0._commandName } }
}
