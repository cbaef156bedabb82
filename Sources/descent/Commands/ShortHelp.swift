import ArgumentParser

/// Help that fits on a screen, and says where the rest is.
enum ShortHelp {
  static var text: String {
    """
    Descent shows how optimizers walk down a loss surface, in the terminal.

    USAGE
      descent [SURFACE] [options]
      descent COMMAND [options]

    EXAMPLES
      descent                                     gd, sgd, momentum, adam on a bowl
      descent rosenbrock -o gd -o adam:lr=0.05    two of them in a curved valley
      descent 'x^4 + y^4 - 3x*y' --domain=-3:3    a formula of your own (or -f)
      descent ill-conditioned --set kappa=1000 --start 5,1 --paused
      descent my-surface.yaml                     a surface of your own

    COMMANDS
    \(commands)

    OPTIONS
    \(options)

    In the explorer ? shows all keys, and q quits.
    `descent help explore` explains these options, `descent help COMMAND` those of a
    command, and `man descent` everything: keys, formulas, surfaces, preferences.
    """
  }

  /// The commands and what they do, but for the explorer itself.
  static var commands: String {
    let commands = Descent.configuration.subcommands.filter { $0 != Explore.self }
    let names = commands.map { name(of: $0) }
    let width = names.map(\.count).max() ?? 0
    return zip(names, commands).map { name, command in
      let lines = abstract(of: command).wrapped(to: 75 - width)
      return "  " + name.padding(to: width) + "  "
        + lines.joined(separator: "\n" + String(repeating: " ", count: width + 4))
    }.joined(separator: "\n")
  }

  private static func name<Command: ParsableCommand>(of command: Command.Type) -> String {
    Command._commandName
  }

  private static func abstract<Command: ParsableCommand>(of command: Command.Type) -> String {
    Command.configuration.abstract
  }

  /// The names of all options of the explorer, from its complete help.
  private static var options: String {
    let names = Descent.helpMessage(for: Explore.self, columns: 1000).split(separator: "\n")
      .filter { $0.hasPrefix("  -") }
      .map { line in
        line.split(separator: " ").prefix { $0.hasPrefix("-") }.joined(separator: " ")
      }
    return names.joined(separator: ", ").wrapped(to: 78).map { "  " + $0 }.joined(separator: "\n")
  }
}

extension String {
  fileprivate func padding(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }

  /// The words in lines of at most a width.
  fileprivate func wrapped(to width: Int) -> [String] {
    var lines: [String] = []
    for word in split(separator: " ") {
      if let last = lines.last, last.count + 1 + word.count <= width {
        lines[lines.count - 1] += " " + word
      } else {
        lines.append(String(word))
      }
    }
    return lines
  }
}
