/// What keys are called: on the screen, in the README, and in a person's preferences.
extension Key {
  /// The key as a person reads it: `←`, `space`, `Ctrl-R`, `+`.
  public var sign: String {
    switch self {
    case .character(" "): "space"
    case .character(let character): String(character)
    case .control(let letter): "Ctrl-\(letter.uppercased())"
    case .function(let number): "F\(number)"
    default: Key.signs.first { $0.key == self }?.sign ?? ""
    }
  }

  /// Reads what `sign` writes; arrows also by their names, without regard to case.
  public init?(sign: String) {
    let lower = sign.lowercased()
    if sign.count == 1, let character = sign.first, !character.isWhitespace {
      self = Key.signs.first { $0.sign == sign }?.key ?? .character(character)
    } else if lower == "space" {
      self = .character(" ")
    } else if lower.hasPrefix("ctrl-"), lower.count == 6, let letter = lower.last {
      self = .control(letter)
    } else if lower.first == "f", let number = Int(lower.dropFirst()), (1...20).contains(number) {
      self = .function(number)
    } else if let named = Key.signs.first(where: {
      $0.sign.lowercased() == lower || $0.name == lower
    }) {
      self = named.key
    } else {
      return nil
    }
  }

  private static let signs: [(key: Key, sign: String, name: String)] = [
    (.up, "↑", "up"), (.down, "↓", "down"), (.left, "←", "left"), (.right, "→", "right"),
    (.home, "Home", "home"), (.end, "End", "end"), (.pageUp, "PgUp", "pageup"),
    (.pageDown, "PgDn", "pagedown"), (.enter, "Enter", "enter"), (.escape, "Esc", "escape"),
    (.tab, "Tab", "tab"), (.backTab, "Shift-Tab", "backtab"),
    (.backspace, "Backspace", "backspace"),
    (.delete, "Del", "delete"), (.insert, "Ins", "insert"),
  ]
}
