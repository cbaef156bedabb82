extension StringProtocol {
  /// The pieces between separators, but for those inside parentheses, brackets or braces.
  ///
  ///     "max(1, 2), 3".pieces(separatedBy: ",")  // ["max(1, 2)", " 3"]
  package func pieces(separatedBy separator: Character) -> [SubSequence] {
    var pieces: [SubSequence] = []
    var depth = 0
    var start = startIndex
    for index in indices {
      switch self[index] {
      case "(", "[", "{": depth += 1
      case ")", "]", "}": depth -= 1
      case separator where depth <= 0:
        pieces.append(self[start..<index])
        start = self.index(after: index)
      default: break
      }
    }
    return pieces + [self[start...]]
  }
}
