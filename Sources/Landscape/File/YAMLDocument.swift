import Calculus

/// Turns the bytes of a YAML file into a tree of values with positions.
///
/// Everything hostile is refused here: bytes that are not text, too many of them, and YAML's own
/// bombs.
package struct YAMLDocument {
  /// Surface files are a page long; this leaves room, and bounds the time that parsing takes.
  static let largestFile = 1_000_000

  let file: String
  let kind: YAMLFileKind
  let source: SourceText
  private let text: String

  package init(
    bytes: some Collection<UInt8>, file: String, kind: YAMLFileKind
  ) throws(SurfaceFileError) {
    func refuse(_ reason: SurfaceFileError.Reason) -> SurfaceFileError {
      SurfaceFileError(file: file, kind: kind, place: nil, reason: reason)
    }
    guard bytes.count <= YAMLDocument.largestFile else {
      throw refuse(.tooLarge(limit: YAMLDocument.largestFile))
    }
    do throws(EncodingFault) {
      try EncodingFault.check(bytes)
    } catch {
      throw refuse(.encoding(error))
    }
    var text = String(decoding: bytes, as: UTF8.self)
    // A byte order mark would count as a column.
    if text.unicodeScalars.first == "\u{FEFF}" { text.unicodeScalars.removeFirst() }
    if text.unicodeScalars.contains(where: YAMLDocument.isControl) {
      throw refuse(.encoding(.notText))
    }
    if text.allSatisfy(\.isWhitespace) { throw refuse(.empty) }
    self.file = file
    self.kind = kind
    self.text = text
    source = SourceText(text)
  }

  /// The characters that YAML does not allow.
  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D, 0x85: false
    case 0..<0x20, 0x7F..<0xA0, 0xFFFE, 0xFFFF, 0xFEFF: true
    default: false
    }
  }

  /// The value at the root of the file's only document.
  func root() throws(SurfaceFileError) -> YAMLValue {
    guard let root = try YAMLComposer(self, text: text).root(), !root.isEmpty else {
      throw whole(.empty)
    }
    return root
  }

  /// An error about the file as a whole.
  func whole(_ reason: SurfaceFileError.Reason) -> SurfaceFileError {
    SurfaceFileError(file: file, kind: kind, place: nil, reason: reason)
  }

  /// An error at a place in this file.
  func error(_ reason: SurfaceFileError.Reason, at position: SourcePosition, length: Int = 1)
    -> SurfaceFileError
  {
    let text = source.line(position.line)
    let room = max(1, text.count - position.column + 1)
    return SurfaceFileError(
      file: file, kind: kind,
      place: .init(position: position, text: text, length: min(max(length, 1), room)),
      reason: reason)
  }

  /// An error about some characters of a text value.
  /// - Parameters:
  ///   - text: the value's text as it was read.
  ///   - range: the offsets of the characters.
  package func error(
    _ reason: SurfaceFileError.Reason, in value: YAMLValue, text: String, range: Range<Int>
  ) -> SurfaceFileError {
    var start = value.position
    if case .scalar(_, let style) = value.content {
      switch style {
      case .plain: break
      case .quoted: start.column += 1
      case .block: start = SourcePosition(line: start.line + 1, column: 1)
      }
    }
    let position = source.position(of: range.lowerBound, in: text, startingAt: start)
    return error(reason, at: position ?? value.position, length: range.count)
  }
}

/// Diagnoses text that YAML interprets differently from what was meant.
extension YAMLDocument {
  /// The error for a fault of libyaml, in our words where possible.
  func explain(_ fault: YAMLFault) -> SurfaceFileError {
    guard let mark = fault.mark else { return whole(.syntax(fault.problem)) }
    if fault.problem.contains("nesting") || fault.problem.contains("depth") {
      return error(.tooDeep, at: position(mark))
    }
    if let found = diagnosis(near: [mark, fault.context].compactMap { $0 }) { return found }
    if let context = fault.context, fault.problem.contains("expected ':'") {
      return error(.missingColon, at: position(context))
    }
    return error(.syntax(fault.problem), at: position(mark))
  }

  /// The error for an alias, which is either meant as one or is a text that begins with a star.
  func explain(alias name: String, at mark: YAMLMark) -> SurfaceFileError {
    diagnosis(near: [mark])
      ?? error(.anchor("*" + name), at: position(mark), length: name.count + 1)
  }

  private func position(_ mark: YAMLMark) -> SourcePosition {
    // A fault past the end of the file is shown on the last line.
    guard mark.line <= source.lines.count,
      !source.rest(from: .init(line: mark.line, column: 1)).isEmpty
    else {
      let last = source.lines.lastIndex { $0.contains { !$0.isWhitespace } } ?? 0
      return SourcePosition(line: last + 1, column: source.lines[last].count + 1)
    }
    return source.position(line: mark.line, scalarColumn: mark.column)
  }

  /// The likely mistake on the lines that the parser complains about.
  private func diagnosis(near marks: [YAMLMark]) -> SurfaceFileError? {
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
    // Without a space after its colon, a key continues as text until the colon of the next line.
    return lines.flatMap { [$0, $0 - 1] }.lazy.compactMap(noSpaceAfterColon).first
  }

  /// The error for the first key of a line that has no space after its colon.
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

  /// The error for a quote that begins at a place and has no end.
  private func unclosed(at mark: YAMLMark) -> SurfaceFileError? {
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
      // Alone on its line it begins a block of text.
      return rest.allSatisfy { "+-123456789".contains($0) } ? nil : found(.indicator(first))
    case "*", "!", "%", "@", "`":
      return found(.indicator(first))
    case "{", "[":
      return kind.textKeys.contains(entry.key) ? found(.indicator(first)) : nil
    case "-", "?":
      if rest.isEmpty, !kind.textKeys.contains(entry.key) {
        return error(.noValue(key: entry.key, found: entry.value), at: entry.position)
      }
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

  /// The error for the rest of a plain value's line where YAML interprets it as a comment, but it
  /// has no space after the `#`.
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
  /// The text without the characters at its end that satisfy a condition.
  func trimmingSuffix(while condition: (Character) -> Bool) -> Substring {
    guard let last = lastIndex(where: { !condition($0) }) else { return self[endIndex...] }
    return self[...last]
  }
}
