import Canvas

/// The key of a control byte.
func key(control byte: UInt8) -> Key? {
  switch byte {
  case 0x08, 0x7F: .backspace
  case 0x09: .tab
  case 0x0A, 0x0D: .enter
  case 0x00: .control(" ")
  case 0x01...0x1A: .control(Character(Unicode.Scalar(byte + 0x60)))
  case 0x1C...0x1F: .control(Character(Unicode.Scalar(byte + 0x40)))
  default: nil
  }
}

/// The key of `ESC O` and a byte: cursor keys in application mode, function keys, the keypad.
func key(singleShift byte: UInt8) -> Key? {
  switch byte {
  case UInt8(ascii: "M"): .enter
  case UInt8(ascii: "j")...UInt8(ascii: "y"): .character(Character(Unicode.Scalar(byte - 0x40)))
  default: letterKeys[byte]
  }
}

/// The key of `ESC [ [` and a byte, by which a Linux console sends its first function keys.
func key(linuxFunction byte: UInt8) -> Key? {
  let first = UInt8(ascii: "A")
  return (first..<first + 5).contains(byte) ? .function(Int(byte - first) + 1) : nil
}

/// The key of a control sequence; nil for those unknown and those with Alt, Ctrl or Meta.
func key(sequence: ControlSequence) -> Key? {
  let isTilde = sequence.final == UInt8(ascii: "~")
  // The second number is 1 and a bit for each modifier, Shift being the first.
  let modifiers = sequence.numbers.count > 1 ? max(1, sequence.numbers[1]) - 1 : 0
  guard sequence.prefix == nil, sequence.numbers.count <= 2, modifiers <= 1 else { return nil }
  if isTilde { return sequence.numbers.first.flatMap { numberedKeys[$0] } }
  guard sequence.numbers.first ?? 0 <= 1 else { return nil }
  return letterKeys[sequence.final]
}

private let letterKeys: [UInt8: Key] = [
  UInt8(ascii: "A"): .up, UInt8(ascii: "B"): .down,
  UInt8(ascii: "C"): .right, UInt8(ascii: "D"): .left,
  UInt8(ascii: "H"): .home, UInt8(ascii: "F"): .end, UInt8(ascii: "Z"): .backTab,
  UInt8(ascii: "P"): .function(1), UInt8(ascii: "Q"): .function(2),
  UInt8(ascii: "R"): .function(3), UInt8(ascii: "S"): .function(4),
]

/// The keys of `ESC [ number ~`: VT220, xterm, rxvt and the Linux console agree where they overlap.
private let numberedKeys: [Int: Key] = [
  1: .home, 2: .insert, 3: .delete, 4: .end, 5: .pageUp, 6: .pageDown, 7: .home, 8: .end,
  11: .function(1), 12: .function(2), 13: .function(3), 14: .function(4), 15: .function(5),
  17: .function(6), 18: .function(7), 19: .function(8), 20: .function(9), 21: .function(10),
  23: .function(11), 24: .function(12),
]
