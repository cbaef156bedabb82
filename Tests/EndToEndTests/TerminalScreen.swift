/// The contents of a terminal as text.
struct TerminalScreen: Sendable {
  let text: String

  var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }

  /// The first line, with the surface and the step.
  var title: Substring { lines.first ?? "" }

  /// The step in the title; nil if there is none.
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
