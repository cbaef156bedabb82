/// The number of columns that a text takes on the screen.
///
/// Wide characters count two, combining marks and other characters without a width none; control
/// characters count one, as `Frame.put` shows them as a replacement.
public func width(of text: String) -> Int {
  var text = text
  return text.withUTF8 { bytes in
    if bytes.allSatisfy({ $0 < 0x80 }) { return bytes.count }
    return String(decoding: bytes, as: UTF8.self).unicodeScalars.reduce(0) {
      $0 + columnCount(of: drawable($1))
    }
  }
}

/// The character itself, or a harmless one in place of a character that would move the cursor,
/// start a control sequence, or has no glyph.
func drawable(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
  switch scalar.value {
  case 0x09...0x0D, 0x85, 0x2028, 0x2029: " "
  case 0x00..<0x20, 0x7F..<0xA0: "\u{FFFD}"
  case let value where value & 0xFFFE == 0xFFFE: "\u{FFFD}"
  default: scalar
  }
}

/// Columns that a drawable character takes: 0, 1 or 2.
func columnCount(of scalar: Unicode.Scalar) -> Int {
  if scalar.value < 0x300 { return scalar.value == 0xAD ? 0 : 1 }
  // Vowels and final consonants of Hangul combine with the consonant before them.
  if (0x1160...0x11FF).contains(scalar.value) { return 0 }
  if (0x2500...0x28FF).contains(scalar.value) {
    return WideRanges.contains(scalar.value) ? 2 : 1
  }
  switch scalar.properties.generalCategory {
  case .nonspacingMark, .enclosingMark, .format: return 0
  default: return WideRanges.contains(scalar.value) ? 2 : 1
  }
}
