import Calculus
import Canvas
import Input
import Landscape

/// The keys of all actions: the one table behind the behaviour, the footer, the help and the
/// documentation.
public struct Keymap: Sendable {
  /// An action with its name and its keys.
  public struct Command: Sendable {
    /// The name in the help and, with hyphens for blanks, in the user's preferences.
    public let name: String
    public fileprivate(set) var keys: [Key]
    public let action: Action

    init(_ name: String, _ keys: Key..., does action: Action) {
      self.name = name
      self.keys = keys
      self.action = action
    }

    /// The key that is shown; if only ASCII can be drawn, one that is ASCII.
    func sign(ascii: Bool) -> String {
      let signs = keys.map(\.sign)
      return (ascii ? signs.first { $0.allSatisfy(\.isASCII) } : nil) ?? signs.first ?? ""
    }
  }

  /// One line of the help: commands that belong together.
  public struct Row: Sendable {
    /// The meaning of the keys, for the help.
    public let meaning: String
    public let group: Group
    /// One or two words for the footer, if the row can appear there.
    public let hint: String?
    public fileprivate(set) var commands: [Command]
    /// Replaces the keys if they are too many to show.
    let summary: String?

    init(
      _ meaning: String, _ group: Group, hint: String? = nil, summary: String? = nil,
      _ commands: Command...
    ) {
      self.meaning = meaning
      self.group = group
      self.hint = hint
      self.summary = summary
      self.commands = commands
    }

    /// Whether one of its commands has this action.
    func does(_ action: Action) -> Bool { commands.contains { $0.action == action } }

    /// The keys as they are shown: "← →".
    public func keys(ascii: Bool = false) -> String {
      summary ?? commands.map { $0.sign(ascii: ascii) }.joined(separator: " ")
    }

    /// The alternative keys of the ones shown: ", .".
    var otherKeys: String {
      let others = commands.compactMap { $0.keys.dropFirst().first?.sign }
      return summary == nil && others.count == commands.count ? others.joined(separator: " ") : ""
    }

    /// The meaning with the other keys.
    public var fullMeaning: String {
      otherKeys.isEmpty ? meaning : "\(meaning) (also \(otherKeys))"
    }
  }

  public enum Group: String, CaseIterable, Sendable {
    case time = "Time"
    case rate = "Learning rate"
    case runs = "Optimizers"
    case place = "Surface and map"
    case explain = "Panes and chart"
    case lesson = "Lesson"
    case look = "Look"
    case program = "Program"
  }

  public private(set) var rows: [Row]
  private var table: [Key: Action]

  public static let standard = Keymap(rows: standardRows)

  private init(rows: [Row]) {
    self.rows = rows
    table = Dictionary(
      rows.flatMap { row in
        row.commands.flatMap { command in command.keys.map { ($0, command.action) } }
      },
      uniquingKeysWith: { first, _ in first })
  }

  /// The action of a key while no picker, prompt or help is open; nil for an unused key.
  public func action(for key: Key) -> Action? { table[key] }

  /// The row with the command for an action.
  func row(for action: Action) -> Row? { rows.first { $0.does(action) } }

  /// All rows as a table in Markdown, for `Documentation/Keys.md`.
  var markdown: String {
    let lines = rows.map {
      "| `\($0.keys().replacing("|", with: "\\|"))` | \($0.fullMeaning.replacing("|", with: "\\|")) |"
    }
    return (["| keys | what they do |", "|---|---|"] + lines).joined(separator: "\n")
  }
}

/// The reason why a user's own keys cannot be used.
public enum KeymapError: Error, Hashable, Sendable {
  case unknownCommand(String, suggestion: String?)
  case unknownKey(String, command: String)
  /// A key that would have two actions.
  case keyGivenTwice(String, first: String, second: String)
  /// Ctrl-C and Ctrl-Z keep their usual meaning.
  case reservedKey(String, command: String)
}

extension KeymapError {
  /// The fault, and what to do about it.
  public var message: String {
    switch self {
    case .unknownCommand(let name, let suggestion?):
      "there is no command '\(name.shortened)'; did you mean '\(suggestion)'?"
    case .unknownCommand(let name, nil):
      "there is no command '\(name.shortened)'; `descent list keys` shows all commands"
    case .unknownKey(let sign, let command):
      "'\(sign.shortened)', given for '\(command.shortened)', is not a key; write keys such as a, F5, Ctrl-R, space or left"
    case .keyGivenTwice(let sign, let first, let second):
      "the key '\(sign.shortened)' cannot do both '\(first.shortened)' and '\(second.shortened)'"
    case .reservedKey(let sign, let command):
      "'\(command.shortened)' cannot have the key '\(sign.shortened)', which keeps its usual meaning"
    }
  }
}

extension Keymap {
  /// The name of a command in preferences: `step-back`.
  public static func preferenceName(of command: Command) -> String {
    command.name.replacing(" ", with: "-")
  }

  /// The standard keymap with other keys for some commands.
  ///
  /// A key given to one command is taken from the command that has it by default.
  /// - Parameter changes: the keys of commands, by the names of the commands.
  public init(changing changes: [String: [String]]) throws(KeymapError) {
    var rows = Keymap.standardRows
    let commands = rows.flatMap(\.commands)
    let names = Dictionary(
      commands.map { (Keymap.preferenceName(of: $0), $0.name) },
      uniquingKeysWith: { first, _ in first })
    var owners: [Key: String] = [:]
    var keysByName: [String: [Key]] = [:]
    for (name, signs) in changes.sorted(by: { $0.key < $1.key }) {
      guard let command = names[name] else {
        throw .unknownCommand(name, suggestion: name.closestMatch(among: names.keys.sorted()))
      }
      for sign in signs {
        guard let key = Key(sign: sign) else { throw .unknownKey(sign, command: name) }
        if key == .control("c") || key == .control("z") { throw .reservedKey(sign, command: name) }
        if let owner = owners[key] { throw .keyGivenTwice(sign, first: owner, second: name) }
        owners[key] = name
        keysByName[command, default: []].append(key)
      }
    }
    for row in rows.indices {
      for index in rows[row].commands.indices {
        let command = rows[row].commands[index]
        rows[row].commands[index].keys =
          keysByName[command.name] ?? command.keys.filter { owners[$0] == nil }
        // Ctrl-C always quits, so it is shown if the key for quitting was given away.
        if command.action == .quit, rows[row].commands[index].keys.isEmpty {
          rows[row].commands[index].keys = [.control("c")]
        }
      }
    }
    self.init(rows: rows)
  }
}
