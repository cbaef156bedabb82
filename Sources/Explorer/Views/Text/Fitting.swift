import Canvas

extension String {
  /// The text in lines of at most `width` characters, broken at blanks.
  func wrapped(to width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in split(separator: " ") {
      if line.isEmpty {
        line = String(word)
      } else if line.count + 1 + word.count <= width {
        line += " " + word
      } else {
        lines.append(line)
        line = String(word)
      }
    }
    return line.isEmpty ? lines : lines + [line]
  }

  /// The first whole sentences that fit into a number of lines; empty if the first does not.
  func sentences(wrappedTo width: Int, lines count: Int) -> [String] {
    let words = split(separator: " ")
    var best: [String] = []
    for (index, word) in words.enumerated() {
      let isEnd = index == words.count - 1 || word.last.map { ".!?".contains($0) } ?? false
      guard isEnd else { continue }
      let lines = words[...index].joined(separator: " ").wrapped(to: width)
      if lines.count > count { break }
      best = lines
    }
    return best
  }
}

extension String {
  /// The text with blanks up to a number of characters.
  func padded(to count: Int) -> String {
    self + String(repeating: " ", count: max(0, count - self.count))
  }

  /// The text with blanks before it up to a number of characters.
  func leftPadded(to count: Int) -> String {
    String(repeating: " ", count: max(0, count - self.count)) + self
  }
}

extension [[Span]] {
  /// The first pieces that fit into some columns, in one line.
  func fitting(_ width: Int) -> [Span] {
    var line: [Span] = []
    for piece in self {
      guard (line + piece).width <= width else { break }
      line += piece
    }
    return line
  }
}
