extension String {
  /// The text in lines of at most so many characters, broken at blanks.
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

  /// As many whole sentences as fit into so many lines of so many characters; none where not even
  /// the first does.
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
