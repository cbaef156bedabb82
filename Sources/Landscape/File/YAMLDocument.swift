import Calculus
import Yams

/// Turns the bytes of a YAML file into a tree of values with positions.
///
/// Everything hostile is met here: what is not text, what is too large, and YAML's own bombs.
package struct YAMLDocument {
  /// Surface files are a page long; this leaves room, and bounds the time that parsing takes.
  static let largestFile = 1_000_000
  /// Deeper than any surface file nests; what lies below is dropped.
  private static let depthRead = 8

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
    let isUTF16 = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
    if bytes.contains(0), !isUTF16 { throw refuse(.notText) }
    guard var text = String(validating: bytes, as: UTF8.self) else { throw refuse(.notUTF8) }
    // A byte order mark would count as a column.
    if text.unicodeScalars.first == "\u{FEFF}" { text.unicodeScalars.removeFirst() }
    if text.unicodeScalars.contains(where: YAMLDocument.isControl) { throw refuse(.notText) }
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
    try refuseAnchors()
    try refuseDeepNesting()
    let node: Node?
    do {
      // Without rules the resolver leaves every scalar the text it is written as.
      node = try Yams.compose(yaml: text, .basic, .default, .utf8)
    } catch {
      throw explain(error)
    }
    guard let node else { throw whole(.empty) }
    let root = value(node, depth: 0)
    if root.isEmpty { throw whole(.empty) }
    return root
  }

  /// Anchors have no use in so small a file, and without them no alias can grow it.
  ///
  /// An anchor is an `&` before a word. Only whole lines of comment are passed over, so text with
  /// such an `&` in it is refused too.
  private func refuseAnchors() throws(SurfaceFileError) {
    func isWord(_ character: Character) -> Bool {
      character.isLetter || character.isNumber || "_-".contains(character)
    }
    for (index, line) in source.lines.enumerated() where line.contains("&") {
      if line.first(where: { !$0.isWhitespace }) == "#" { continue }
      let characters = Array(line)
      for column in characters.indices where characters[column] == "&" {
        if column > 0, characters[column - 1].isLetter || characters[column - 1].isNumber {
          continue
        }
        let word = characters[(column + 1)...].prefix(while: isWord)
        guard !word.isEmpty else { continue }
        throw error(
          .anchor("&" + String(word.prefix(40))),
          at: SourcePosition(line: index + 1, column: column + 1), length: word.count + 1)
      }
    }
  }

  /// The parser is recursive, and a thousand levels, its own limit, are too many for the small stack
  /// of a secondary thread. Surface files have four.
  ///
  /// Brackets in text count, too, so the limits are generous.
  private func refuseDeepNesting() throws(SurfaceFileError) {
    var brackets = 0
    for (index, line) in source.lines.enumerated() {
      if line.prefix(81).count(where: { " -?".contains($0) }) == 81 {
        throw error(.tooDeep, at: SourcePosition(line: index + 1, column: 81))
      }
      for (column, character) in line.enumerated() {
        if "[{".contains(character) { brackets += 1 }
        if "]}".contains(character) { brackets = max(0, brackets - 1) }
        if brackets > 40 {
          throw error(.tooDeep, at: SourcePosition(line: index + 1, column: column + 1))
        }
      }
    }
  }

  private func value(_ node: Node, depth: Int) -> YAMLValue {
    let position = source.position(line: node.mark?.line ?? 1, scalarColumn: node.mark?.column ?? 1)
    let isTooDeep = depth >= YAMLDocument.depthRead
    let content: YAMLValue.Content
    var tag: String?
    switch node {
    case .scalar(let scalar):
      content = .scalar(scalar.string, style(scalar.style))
      tag = scalar.tag.rawValue
    case .sequence(let sequence):
      content = .list(isTooDeep ? [] : sequence.map { value($0, depth: depth + 1) })
      tag = sequence.tag.rawValue
    case .mapping(let mapping):
      content = .mapping(
        isTooDeep
          ? []
          : mapping.map { (value($0.key, depth: depth + 1), value($0.value, depth: depth + 1)) })
      tag = mapping.tag.rawValue
    case .alias:
      content = .scalar("", .plain)
    }
    let implicit: Set<String> = [
      "", Tag.Name.str.rawValue, Tag.Name.seq.rawValue, Tag.Name.map.rawValue,
    ]
    return YAMLValue(
      content: content, position: position, tag: tag.flatMap { implicit.contains($0) ? nil : $0 })
  }

  private func style(_ style: Node.Scalar.Style) -> YAMLValue.Style {
    switch style {
    case .any, .plain: .plain
    case .singleQuoted, .doubleQuoted: .quoted
    case .literal, .folded: .block
    }
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
}
