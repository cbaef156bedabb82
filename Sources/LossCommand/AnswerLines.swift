import Calculus

/// The lines that are exchanged with a program: it reads `x y` and answers `loss`, or
/// `loss gx gy` if it knows the gradient.
///
///     AnswerLines.question(Point(0.1, -2))  // "0.1 -2.0\n"
///     try Answer(line: "0.5 1 -4")          // loss 0.5, gradient (1, -4)
struct AnswerLines {
  /// What came after the last whole line.
  private(set) var rest: [UInt8] = []

  /// A line without an end that is longer than this is no answer.
  static let longestLine = 4096

  /// The question for a point: decimals that read back to the same doubles.
  static func question(_ point: Point) -> String { "\(point.x) \(point.y)\n" }

  /// The whole lines that more bytes complete, without their ends.
  mutating func lines(adding bytes: some Sequence<UInt8>) -> [String] {
    rest += bytes
    var lines: [String] = []
    var start = 0
    for index in rest.indices where rest[index] == UInt8(ascii: "\n") {
      var line = rest[start..<index]
      if line.last == UInt8(ascii: "\r") { line.removeLast() }
      lines.append(String(decoding: line, as: UTF8.self))
      start = index + 1
    }
    rest.removeFirst(start)
    return lines
  }

  /// Forgets a line that grows without end.
  mutating func forget(beyond limit: Int) { if rest.count > limit { rest = [] } }
}

/// What a program says about a point.
struct Answer: Hashable, Sendable {
  /// May be infinite or NaN: the loss is undefined there.
  var loss: Double
  /// Nil if the program gives none.
  var gradient: Point?

  /// Reads one or three numbers with blanks or tabs between them; nil if the line is anything else.
  init?(line: String) {
    let words = line.split { $0 == " " || $0 == "\t" }
    let numbers = words.compactMap { Double($0) }
    guard numbers.count == words.count else { return nil }
    switch numbers.count {
    case 1: self.init(loss: numbers[0], gradient: nil)
    case 3: self.init(loss: numbers[0], gradient: Point(numbers[1], numbers[2]))
    default: return nil
    }
  }

  init(loss: Double, gradient: Point?) {
    self.loss = loss
    self.gradient = gradient
  }
}
