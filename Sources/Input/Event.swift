import Canvas

/// Something that the user or the terminal did.
public enum Event: Hashable, Sendable {
  case key(Key)
  case mouse(Mouse)
  /// Text pasted with the terminal's bracketed paste; it is never read as keys.
  case paste(String)
  case resize(Size)
  /// The terminal answered with its background.
  case background(Color)
  /// The terminal answered with its number of colours and the finest glyphs that it shows well, whether
  /// it shows images below its text, and whether it is known to do that well.
  case display(
    depth: ColorDepth, glyphs: GlyphSet, showsImages: Bool = false, prefersImages: Bool = false)
  /// The size of the terminal's cells in pixels became known, or changed.
  case cellSize(CellSize)
  /// The terminal has taken the last image, and can take another.
  case imageTaken
  /// The process was stopped and continues: everything must be drawn again.
  case resume
  /// The terminal is gone, or a signal asks the program to end; the payload is its number.
  case end(signal: Int32?)
}

/// A key as the terminal reports it.
public enum Key: Hashable, Sendable {
  /// A printable character, with Shift already applied.
  case character(Character)
  /// A letter typed with Ctrl, in lower case.
  case control(Character)
  case up, down, left, right
  case home, end, pageUp, pageDown
  case enter, escape, tab, backTab, backspace, delete, insert
  case function(Int)
}

/// A mouse action at a cell, counted from 0 at the top left.
public struct Mouse: Hashable, Sendable {
  public enum Action: Hashable, Sendable {
    case press, drag, release, wheelUp, wheelDown
  }

  public var action: Action
  public var column: Int
  public var row: Int

  public init(_ action: Action, column: Int, row: Int) {
    self.action = action
    self.column = column
    self.row = row
  }
}

extension Key: ExpressibleByExtendedGraphemeClusterLiteral {
  /// The key of a printable character: `"+"`.
  public init(extendedGraphemeClusterLiteral character: Character) { self = .character(character) }
}

/// The names of keys: on the screen, in the documentation, and in preferences.
extension Key {
  /// The name of the key for the user: `←`, `space`, `Ctrl-R`, `+`.
  public var sign: String {
    switch self {
    case .character(" "): "space"
    case .character(let character): String(character)
    case .control(let letter): "Ctrl-\(letter.uppercased())"
    case .function(let number): "F\(number)"
    default: Key.signs.first { $0.key == self }?.sign ?? ""
    }
  }

  /// Reads a name as `sign` writes it, or the name of an arrow, in upper or lower case.
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
