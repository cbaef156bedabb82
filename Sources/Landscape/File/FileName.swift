import Calculus

/// Names of files as text, whatever bytes they are made of.
///
/// Systems allow any byte but 0 in a name. Those that are not UTF-8 become private characters at the
/// end of Unicode, U+10FF80 to U+10FFFF, which stand for the bytes 0x80 to 0xFF; a name that has one
/// of these characters itself is taken for its bytes, so that every name comes back as it was.
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

  /// The text in one line that a terminal may be sent: what it must not be sent is written as
  /// between `$'` and `'` of a shell, `\n` or `\033`.
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
        // Three digits, or one that follows in the name would count as well.
        return "\\" + String(repeating: "0", count: 3 - digits.count) + digits
      }.joined()
    }
  }

  /// The text as one word of a shell: as it is, in `'…'`, or in `$'…'` where something must be
  /// escaped.
  package var shellQuoted: String {
    let isPlain =
      !isEmpty
      && allSatisfy {
        $0.isASCII && ($0.isLetter || $0.isNumber || "-_=+:,./@%".contains($0))
      }
    return isPlain ? self : quotedName
  }

  /// The text in quotes, as a shell would take it.
  package var quotedName: String {
    if escaped == self { return "'" + replacing("'", with: "'\\''") + "'" }
    let protected = replacing("\\", with: "\\\\").replacing("'", with: "\\'")
    return "$'" + protected.escaped + "'"
  }
}
