import Calculus

/// Turns the bytes of a YAML file into a tree of values with positions.
///
/// Everything hostile is met here: what is not text, what is too large, and YAML's own bombs.
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
}
