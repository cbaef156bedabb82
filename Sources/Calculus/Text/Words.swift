extension StringProtocol {
  /// The candidate that this word most likely is a misspelling of, or nil if none is close.
  ///
  /// A close candidate takes few insertions, deletions, substitutions and swaps of neighbours: one
  /// for two to four characters, two for five to seven, and so on. Case is ignored. Of equally
  /// close candidates, one with the same first letter is preferred, then the first in alphabetical
  /// order.
  ///
  ///     "sine".closestMatch(among: ["cos", "sin"])  // "sin"
  package func closestMatch(among candidates: some Sequence<String>) -> String? {
    let letters = Array(lowercased())
    let limit = (letters.count + 1) / 3
    var best: (distance: Int, startsOtherwise: Int, name: String)?
    for candidate in candidates {
      let other = Array(candidate.lowercased())
      guard abs(letters.count - other.count) <= limit else { continue }
      let distance = editDistance(letters, other)
      guard distance <= limit else { continue }
      let found = (distance, letters.first == other.first ? 0 : 1, candidate)
      if best.map({ found < $0 }) ?? true { best = found }
    }
    return best?.name
  }
}

/// The optimal string alignment distance: an edit distance that counts a swap of neighbours as one
/// edit and edits no part twice.
private func editDistance(_ first: [Character], _ second: [Character]) -> Int {
  var beforePrevious: [Int] = []
  var previous = Array(0...second.count)
  for (i, letter) in first.enumerated() {
    var row = [i + 1]
    for (j, other) in second.enumerated() {
      var cost = min(previous[j + 1], row[j]) + 1
      cost = min(cost, previous[j] + (letter == other ? 0 : 1))
      if i > 0, j > 0, letter == second[j - 1], first[i - 1] == other {
        cost = min(cost, beforePrevious[j - 1] + 1)
      }
      row.append(cost)
    }
    (beforePrevious, previous) = (previous, row)
  }
  return previous[second.count]
}

extension StringProtocol {
  /// The pieces between separators, except separators inside parentheses, brackets or braces.
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
