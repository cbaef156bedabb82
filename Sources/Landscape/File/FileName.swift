import Calculus

/// Names of files as text, whatever bytes they consist of.
///
/// Systems allow any byte except 0 in a name. Bytes that are not UTF-8 become private characters at
/// the end of Unicode, U+10FF80 to U+10FFFF, which stand for the bytes 0x80 to 0xFF. A name that
/// contains one of these characters is treated as bytes, so that each name is converted back to
/// what it was.
extension String {
  private static let rawBytes: ClosedRange<UInt32> = 0x10_FF80...0x10_FFFF

  package init(fileName bytes: some Collection<UInt8>) {
    self.init()
    var rest = Array(bytes)[...]
    while !rest.isEmpty {
      var parser = Unicode.UTF8.ForwardParser()
      var iterator = rest.makeIterator()
      switch parser.parseScalar(from: &iterator) {
      case .valid(let encoded):
        let scalar = UTF8.decode(encoded)
        if Self.rawBytes.contains(scalar.value) {
          unicodeScalars.append(contentsOf: encoded.map(Self.rawByte))
        } else {
          unicodeScalars.append(scalar)
        }
        rest = rest.dropFirst(encoded.count)
      case .error(let length):
        unicodeScalars.append(contentsOf: rest.prefix(length).map(Self.rawByte))
        rest = rest.dropFirst(length)
      case .emptyInput: return
      }
    }
  }

  private static func rawByte(_ byte: UInt8) -> Unicode.Scalar {
    Unicode.Scalar(0x10_FF00 + UInt32(byte)) ?? "\u{FFFD}"
  }

  /// The bytes of the name as the system knows it.
  package var fileNameBytes: [UInt8] {
    unicodeScalars.flatMap { scalar in
      Self.rawBytes.contains(scalar.value)
        ? [UInt8(truncatingIfNeeded: scalar.value)] : Array(UTF8.encode(scalar) ?? .init())
    }
  }

  /// Whether it is the name of a YAML file, judged by its end: ".yaml" or ".yml".
  package var isYAMLFile: Bool {
    let name = lowercased()
    return name.hasSuffix(".yaml") || name.hasSuffix(".yml")
  }

  /// The name of a YAML file without folder and ending: "valley" for "maps/valley.yaml".
  package var fileStem: String {
    let name = split(separator: "/").last ?? ""
    guard isYAMLFile, let end = name.lastIndex(of: "."), end > name.startIndex else {
      return String(name)
    }
    return String(name[..<end])
  }

  /// The text in one line, safe to send to a terminal: other characters are written as between `$'`
  /// and `'` in a shell, `\n` or `\033`.
  package var escaped: String {
    map { character in
      let text = String(character)
      return text.printable == text ? text : text.escapedBytes
    }.joined()
  }

  private var escapedBytes: String {
    switch self {
    case "\n": "\\n"
    case "\t": "\\t"
    case "\r": "\\r"
    default:
      fileNameBytes.map { byte in
        let digits = String(byte, radix: 8)
        // Always three digits, so that a digit that follows in the name is not part of the number.
        return "\\" + String(repeating: "0", count: 3 - digits.count) + digits
      }.joined()
    }
  }

  /// The text as one word of a shell: as it is, in `'…'`, or in `$'…'` where a character must be
  /// escaped.
  package var shellQuoted: String {
    let isPlain =
      !isEmpty
      && allSatisfy {
        $0.isASCII && ($0.isLetter || $0.isNumber || "-_=+:,./@%".contains($0))
      }
    return isPlain ? self : quotedName
  }

  /// The text in quotes of a shell.
  package var quotedName: String {
    if escaped == self { return "'" + replacing("'", with: "'\\''") + "'" }
    let protected = replacing("\\", with: "\\\\").replacing("'", with: "\\'")
    return "$'" + protected.escaped + "'"
  }
}
