/// Why the bytes of a file are not text in UTF-8.
public enum EncodingFault: Error, Hashable, Sendable {
  /// Bytes that occur in no text.
  case notText
  /// Text in UTF-16.
  case utf16
  /// Another encoding, or damage: the line of the first byte that is not UTF-8.
  case notUTF8(line: Int)

  static func check(_ bytes: some Collection<UInt8>) throws(EncodingFault) {
    if isUTF16(bytes) { throw .utf16 }
    if bytes.contains(0) { throw .notText }
    if String(validating: bytes, as: UTF8.self) != nil { return }
    throw .notUTF8(line: firstBadLine(in: bytes))
  }

  /// Whether there is a byte order mark of UTF-16, or every other byte at the beginning is 0.
  private static func isUTF16(_ bytes: some Collection<UInt8>) -> Bool {
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) { return true }
    let start = Array(bytes.prefix(32))
    guard start.count >= 8 else { return false }
    return [0, 1].contains { parity in
      start.indices.allSatisfy { (start[$0] == 0) == ($0 % 2 == parity) }
    }
  }

  private static func firstBadLine(in bytes: some Collection<UInt8>) -> Int {
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    return (lines.firstIndex { String(validating: $0, as: UTF8.self) == nil } ?? 0) + 1
  }

  /// What to do about it.
  var hint: String? {
    switch self {
    case .notText: nil
    case .utf16: "it is UTF-16: save it as UTF-8"
    case .notUTF8(let line): "save it as UTF-8; line \(line) is the first that is not"
    }
  }
}

/// The text of a file by lines, with positions counted in characters.
struct SourceText {
  /// The lines without their ends.
  let lines: [String]
  /// The column of each scalar, counted in characters from 0; only for lines beyond ASCII.
  private let columns: [Int: [Int]]

  /// Splits at each line end of YAML, so that line numbers agree with those of its parser.
  init(_ text: String) {
    let breaks: Set<Character> = ["\n", "\r", "\r\n", "\u{85}", "\u{2028}", "\u{2029}"]
    lines = text.split(omittingEmptySubsequences: false) { breaks.contains($0) }.map(String.init)
    var columns: [Int: [Int]] = [:]
    for (index, line) in lines.enumerated() where line.utf8.contains(where: { $0 >= 0x80 }) {
      columns[index] = line.enumerated().flatMap { column, character in
        character.unicodeScalars.map { _ in column }
      }
    }
    self.columns = columns
  }

  /// A line by its number from 1; empty beyond the end.
  func line(_ number: Int) -> String {
    lines.indices.contains(number - 1) ? lines[number - 1] : ""
  }

  /// The position in characters for a line and a column in Unicode scalars, both from 1.
  func position(line number: Int, scalarColumn: Int) -> SourcePosition {
    guard let columns = columns[number - 1] else {
      return SourcePosition(line: number, column: scalarColumn)
    }
    let column =
      columns.indices.contains(scalarColumn - 1) ? columns[scalarColumn - 1] : columns.count
    return SourcePosition(line: number, column: column + 1)
  }

  /// The characters of a line, starting at a position.
  func rest(from position: SourcePosition) -> Substring {
    let line = line(position.line)
    guard columns[position.line - 1] == nil else { return line.dropFirst(position.column - 1) }
    // ASCII: as many bytes, which need not be walked through.
    let offset = min(position.column - 1, line.utf8.count)
    return line[line.utf8.index(line.startIndex, offsetBy: offset)...]
  }

  /// The position in the file of a character of a value that YAML has unfolded from the text at a
  /// position.
  ///
  /// Value and text are compared character by character; only white space, line ends and doubled
  /// quotes may differ. Where there are other differences (escapes), the result is nil.
  /// - Parameter offset: the offset of a character of the value, or its count for the end.
  func position(of offset: Int, in value: String, startingAt start: SourcePosition)
    -> SourcePosition?
  {
    if rest(from: start).hasPrefix(value) {
      return SourcePosition(line: start.line, column: start.column + offset)
    }
    var cursor = start
    var last: SourcePosition?
    var remaining = value[...]
    var index = 0
    while let wanted = remaining.first {
      if wanted.isWhitespace {
        if index == offset {
          return last.map { SourcePosition(line: $0.line, column: $0.column + 1) }
        }
        remaining.removeFirst()
        index += 1
        continue
      }
      guard let found = next(from: cursor), let here = rest(from: found).first, here == wanted
      else {
        return nil
      }
      if index == offset { return found }
      last = found
      cursor = SourcePosition(line: found.line, column: found.column + 1)
      // A quote inside single quotes is written twice.
      if wanted == "'", rest(from: cursor).first == "'" { cursor.column += 1 }
      remaining.removeFirst()
      index += 1
    }
    return last.map { SourcePosition(line: $0.line, column: $0.column + 1) }
  }

  /// The next character at or after a position that is not white space.
  private func next(from position: SourcePosition) -> SourcePosition? {
    var position = position
    while position.line <= lines.count {
      let rest = rest(from: position)
      if let index = rest.firstIndex(where: { !$0.isWhitespace }) {
        position.column += rest.distance(from: rest.startIndex, to: index)
        return position
      }
      position = SourcePosition(line: position.line + 1, column: 1)
    }
    return nil
  }
}

/// A place in a text file.
public struct SourcePosition: Hashable, Sendable {
  /// The line, from 1.
  public var line: Int
  /// The column, from 1, in characters.
  public var column: Int

  /// The place at a line and a column.
  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }
}
