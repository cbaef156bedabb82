import Yams

/// Finds out what someone meant where YAML read something else.
extension YAMLDocument {
  /// Says in our words what the YAML parser could not take.
  func explain(_ error: any Error) -> SurfaceFileError {
    switch error as? YamlError {
    case .duplicatedKeysInMapping(let keys, let context):
      return duplicate(keys.first ?? "", first: context.mark)
    case .composer(_, let problem, let mark, _) where problem.contains("another document"):
      return self.error(.severalDocuments, at: position(mark))
    case .composer(let context, let problem, let mark, _),
      .parser(let context, let problem, let mark, _),
      .scanner(let context, let problem, let mark, _):
      if let found = diagnosis(near: [mark, context?.mark].compactMap { $0 }) { return found }
      if let context, problem.contains("expected ':'") {
        return self.error(.missingColon, at: position(context.mark))
      }
      return self.error(.syntax(problem), at: position(mark))
    case .reader(let problem, _, _, _):
      return whole(.syntax(problem))
    case .no, .memory, .writer, .emitter, .representer, .dataCouldNotBeDecoded, nil:
      return whole(.syntax("it cannot be read"))
    }
  }

  private func position(_ mark: Mark) -> SourcePosition {
    // Past the end of the file the last line is the one to show.
    guard mark.line <= source.lines.count,
      !source.rest(from: .init(line: mark.line, column: 1)).isEmpty
    else {
      let last = source.lines.lastIndex { $0.contains { !$0.isWhitespace } } ?? 0
      return SourcePosition(line: last + 1, column: source.lines[last].count + 1)
    }
    return source.position(line: mark.line, scalarColumn: mark.column)
  }

  /// What a person probably did wrong on the lines that the parser complains about.
  private func diagnosis(near marks: [Mark]) -> SurfaceFileError? {
    let lines = marks.map(\.line)
    for line in lines {
      let text = source.line(line)
      let indentation = text.prefix(while: \.isWhitespace)
      if let tab = indentation.firstIndex(of: "\t") {
        let column = text.distance(from: text.startIndex, to: tab) + 1
        return error(.tab, at: SourcePosition(line: line, column: column))
      }
    }
    for line in lines {
      if let entry = Entry(line: line, in: source), let found = trap(in: entry) { return found }
    }
    if let unclosed = marks.last.flatMap(unclosed) { return unclosed }
    // A key without the space goes on as text until the next line's colon.
    return lines.flatMap { [$0, $0 - 1] }.lazy.compactMap(noSpaceAfterColon).first
  }

  /// The first key of a line whose value follows the colon without a space.
  private func noSpaceAfterColon(line: Int) -> SurfaceFileError? {
    var key = ""
    var previous: Character = "\n"
    for (column, character) in source.line(line).enumerated() {
      if previous == ":", !key.isEmpty, !character.isWhitespace {
        return error(.noSpaceAfterColon(key: key), at: SourcePosition(line: line, column: column))
      }
      if character.isLetter || character == "_" {
        if !previous.isLetter, previous != "_" { key = "" }
        key.append(character)
      } else if character != ":" {
        key = ""
      }
      previous = character
    }
    return nil
  }

  /// A quote that the parser began at a place and found no end of.
  private func unclosed(at mark: Mark) -> SurfaceFileError? {
    let position = position(mark)
    guard let quote = source.rest(from: position).first, "'\"".contains(quote) else { return nil }
    return error(.unclosedQuote(quote), at: position)
  }

  /// A line with a key and a value.
  private struct Entry {
    let key: String
    let value: String
    let position: SourcePosition

    init?(line: Int, in source: SourceText) {
      let text = source.line(line)
      let trimmed = text.drop { $0.isWhitespace }
      let name = trimmed.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
      let rest = trimmed.dropFirst(name.count)
      guard !name.isEmpty, rest.first == ":", rest.dropFirst().first?.isWhitespace == true else {
        return nil
      }
      let value = rest.dropFirst().drop(while: \.isWhitespace)
      let withoutComment = value.firstRange(of: " #").map { value[..<$0.lowerBound] } ?? value
      guard !withoutComment.isEmpty else { return nil }
      key = String(name)
      self.value = String(withoutComment.trimmingSuffix(while: \.isWhitespace))
      position = SourcePosition(line: line, column: text.count - value.count + 1)
    }
  }

  private func trap(in entry: Entry) -> SurfaceFileError? {
    guard let first = entry.value.first else { return nil }
    let rest = entry.value.dropFirst()
    func found(_ trap: SurfaceFileError.Trap, offset: Int = 0) -> SurfaceFileError {
      var position = entry.position
      position.column += offset
      return error(.needsQuotes(trap, key: entry.key, value: entry.value), at: position)
    }
    switch first {
    case "'", "\"":
      guard let end = rest.firstIndex(of: first) else { return nil }
      let after = rest[rest.index(after: end)...].drop(while: \.isWhitespace)
      guard let next = after.first, next != "#" else { return nil }
      return found(.afterQuote, offset: entry.value.count - after.count)
    case "*" where !kind.textKeys.contains(entry.key):
      return error(.anchor(entry.value), at: entry.position, length: entry.value.count)
    case "|", ">":
      // Alone on its line it begins a block of text, as it should.
      return rest.allSatisfy { "+-123456789".contains($0) } ? nil : found(.indicator(first))
    case "*", "!", "%", "@", "`":
      return found(.indicator(first))
    case "{", "[":
      return kind.textKeys.contains(entry.key) ? found(.indicator(first)) : nil
    case "-", "?":
      if rest.first?.isWhitespace == true { return found(.indicator(first)) }
    default: break
    }
    var previous = first
    for (offset, character) in entry.value.enumerated() {
      if previous == ":", character.isWhitespace { return found(.colon, offset: offset - 1) }
      previous = character
    }
    return previous == ":" ? found(.colon, offset: entry.value.count - 1) : nil
  }

  /// The second of two equal keys, of which the parser tells only the first.
  private func duplicate(_ key: String, first: Mark) -> SurfaceFileError {
    let start = source.position(line: first.line, scalarColumn: first.column)
    let name = Array(key)
    for line in start.line...max(start.line, source.lines.count) {
      let text = Array(source.line(line))
      for column in text.indices {
        if line == start.line, column < start.column { continue }
        guard text[column...].starts(with: name) else { continue }
        let before = column == 0 ? " " : text[column - 1]
        let after = text[(column + name.count)...].drop { "'\" ".contains($0) }
        if " \t{,'\"".contains(before), after.first == ":" {
          return error(
            .duplicateKey(key), at: SourcePosition(line: line, column: column + 1),
            length: name.count)
        }
      }
    }
    return error(.duplicateKey(key), at: position(first), length: key.count)
  }

  /// The rest of a plain value's line where YAML took it for a comment that does not look like one:
  /// a `#` with no space behind it.
  func swallowedComment(after value: YAMLValue, key: String) -> SurfaceFileError? {
    guard case .scalar(let text, .plain) = value.content else { return nil }
    let rest = source.rest(from: value.position)
    guard text.isEmpty || rest.hasPrefix(text) else { return nil }
    let tail = rest.dropFirst(text.count)
    let hash = tail.drop(while: \.isWhitespace)
    guard hash.first == "#", let next = hash.dropFirst().first, !next.isWhitespace, next != "#"
    else {
      return nil
    }
    var position = value.position
    position.column += rest.count - hash.count
    let whole = String(
      rest.drop(while: \.isWhitespace).trimmingSuffix(while: \.isWhitespace))
    return error(
      .needsQuotes(.comment, key: key, value: whole), at: position, length: hash.count)
  }
}

extension Substring {
  /// The text without the characters at its end that fulfil a condition.
  func trimmingSuffix(while condition: (Character) -> Bool) -> Substring {
    guard let last = lastIndex(where: { !condition($0) }) else { return self[endIndex...] }
    return self[...last]
  }
}
