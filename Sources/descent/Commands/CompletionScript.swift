import ArgumentParser

/// Completions for a shell, in which the default command is complete without its name:
/// `descent rosen…` as `descent explore rosen…`.
///
/// ArgumentParser's scripts do not know of default commands, so each is given a step before it that
/// puts the name in, unless the first word is the name of a command.
enum CompletionScript {
  /// The script, or nil if that is not what the arguments ask for.
  static func requested(by arguments: [String]) -> String? {
    guard arguments.count == 2, arguments[0] == "--generate-completion-script",
      let shell = CompletionShell(rawValue: arguments[1])
    else { return nil }
    let script = Descent.completionScript(for: shell)
    let commands = commandNames
    return switch shell {
    case .bash: script.replacing("complete -o filenames -F _descent descent", with: bash(commands))
    case .zsh: zsh(script, commands)
    case .fish: fish(script, commands)
    default: script
    }
  }

  static var commandNames: [String] {
    func name<Command: ParsableCommand>(of command: Command.Type) -> String { Command._commandName }
    return Descent.configuration.subcommands.map { name(of: $0) } + ["help"]
  }

  private static func bash(_ commands: [String]) -> String {
    """
    _descent_or_explore() {
        case "${COMP_WORDS[1]}" in
        \(commands.joined(separator: "|")))
            if [[ "${COMP_CWORD}" -gt 1 ]]; then
                _descent "${@}"
                return
            fi
            ;;
        esac
        local -a commands=()
        if [[ "${COMP_CWORD}" -eq 1 ]]; then
            commands=($(compgen -W '\(commands.joined(separator: " "))' -- "${2}"))
        fi
        local -a COMP_WORDS=("${COMP_WORDS[0]}" explore "${COMP_WORDS[@]:1}")
        local -i COMP_CWORD="$((COMP_CWORD + 1))"
        _descent "${@}"
        COMPREPLY+=("${commands[@]}")
    }

    complete -o filenames -o default -F _descent_or_explore descent
    """
  }

  /// The function of the file's name is called, so that the step takes it.
  private static func zsh(_ script: String, _ commands: [String]) -> String {
    let step = """

      _descent() {
          if [[ "${CURRENT}" -gt 2 && "${words[2]}" = (\(commands.joined(separator: "|"))) ]]; then
              _descent_command "${@}"
              return
          fi
          local -i ret=1
          if [[ "${CURRENT}" -eq 2 ]]; then
              _descent_command "${@}" && ret=0
          fi
          words=("${words[1]}" explore "${(@)words[2,-1]}")
          ((CURRENT++))
          _descent_command "${@}" && ret=0
          return "${ret}"
      }

      """
    // The last lines of the script run or register the function.
    guard let end = script.ranges(of: "\nif ").last else { return script }
    return script[..<end.lowerBound].replacing("\n_descent() {\n", with: "\n_descent_command() {\n")
      + step + script[end.lowerBound...]
  }

  private static func fish(_ script: String, _ commands: [String]) -> String {
    let words = "    set -l unparsed_tokens (__descent_tokens -pc)\n"
    let step = """
          if set -q unparsed_tokens[2]; and not contains -- $unparsed_tokens[2] \(commands.joined(separator: " "))
              set unparsed_tokens $unparsed_tokens[1] explore $unparsed_tokens[2..]
          end

      """
    // Where no word has been typed yet, those of the command are offered beside the commands.
    let first = script.split(separator: "\n")
      .filter { $0.hasPrefix("complete ") && $0.contains("\"descent explore\"") }
      .map { $0.replacing("\"descent explore\"", with: "\"descent\"") }
    return script.replacing(words, with: words + step) + "\n" + first.joined(separator: "\n")
  }
}
