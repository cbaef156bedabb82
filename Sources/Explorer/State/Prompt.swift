import Landscape

/// A line of text being typed, with its cursor.
public struct Prompt: Hashable, Sendable {
  enum Purpose: Hashable, Sendable {
    case learningRate
    case formula
    case gradient
    case start
    /// The name of a file to write.
    case file(Export.Kind)
    /// A value of the parameters pane.
    case dial(Dial.ID)
  }

  let purpose: Purpose
  /// The label of the input: "learning rate of Adam".
  public let label: String
  public private(set) var characters: [Character]
  /// Counted in characters: 0 is before the first one.
  public private(set) var cursor: Int
  /// The fault in the text, and the range of the offending characters.
  public var fault: (message: String, range: Range<Int>)? {
    get { faultMessage.map { ($0, faultRange) } }
    set {
      faultMessage = newValue?.message
      faultRange = newValue?.range ?? 0..<0
    }
  }
  /// Whether the user was asked about this text and has not changed it since.
  var isConfirmed = false
  /// Whether the text is a suggestion, which the first typed character replaces; editing it keeps
  /// it.
  private(set) var isSuggestion: Bool
  private var faultMessage: String?
  private var faultRange = 0..<0

  /// The maximum length of the text.
  private static let limit = 4000

  init(_ purpose: Purpose, label: String, text: String = "") {
    self.purpose = purpose
    self.label = label
    characters = Array(text)
    cursor = characters.count
    isSuggestion = !characters.isEmpty
  }

  public var text: String { String(characters) }

  /// The text without leading and trailing blanks.
  var trimmedText: String { text.trimmed }

  /// A reminder of what can be typed; nil if none is needed.
  var advice: String? {
    switch purpose {
    case .formula:
      "x y pi e + - * / ^ ( ) |…| sin cos tan exp ln sqrt abs min max tanh sigmoid relu hypot …"
    case .gradient:
      "along x, along y, such as 2*x, 4*y; central or forward: differences; empty: the exact one"
    case .learningRate, .start, .file, .dial: nil
    }
  }

  mutating func insert(_ text: some Sequence<Character>) {
    if isSuggestion { clear() }
    isConfirmed = false
    let room = Prompt.limit - characters.count
    let typed = text.prefix(max(0, room)).map { $0.isNewline ? " " : $0 }
    characters.insert(contentsOf: typed, at: cursor)
    cursor += typed.count
  }

  mutating func deleteBackward() {
    (isConfirmed, isSuggestion) = (false, false)
    guard cursor > 0 else { return }
    cursor -= 1
    characters.remove(at: cursor)
  }

  mutating func deleteForward() {
    (isConfirmed, isSuggestion) = (false, false)
    if cursor < characters.count { characters.remove(at: cursor) }
  }

  /// Deletes the word before the cursor, and the blanks after that word.
  mutating func deleteWord() {
    let start = characters.startOfWord(before: cursor)
    while cursor > start { deleteBackward() }
  }

  mutating func clear() {
    (isConfirmed, isSuggestion) = (false, false)
    characters = []
    cursor = 0
  }

  mutating func moveCursor(to position: Int) {
    isSuggestion = false
    cursor = min(max(position, 0), characters.count)
  }
}

extension [Character] {
  /// The start of the word before a position.
  func startOfWord(before place: Int) -> Int {
    var start = place
    while start > 0, self[start - 1] == " " { start -= 1 }
    while start > 0, self[start - 1] != " " { start -= 1 }
    return start
  }
}
