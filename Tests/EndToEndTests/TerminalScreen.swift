/// What a terminal shows, as text.
struct TerminalScreen: Sendable {
  let text: String

  var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }

  /// The first line: what is shown, and how far it is.
  var title: Substring { lines.first ?? "" }

  /// The step in the title; nil where there is none.
  var step: Int? { title.firstMatch(of: /step (\d+)/).flatMap { Int($0.output.1) } }

  var isPaused: Bool { title.contains("‖") }

  /// The learning rates shown, from top left to bottom right.
  var learningRates: [Double] {
    text.matches(of: /lr ([-+.e0-9]+)/).compactMap { Double($0.output.1) }
  }

  func contains(_ part: String) -> Bool { text.contains(part) }

  /// The character in a cell; both counted from 0.
  func character(column: Int, row: Int) -> Character? {
    guard lines.indices.contains(row) else { return nil }
    return lines[row].dropFirst(column).first
  }
}
