import Canvas

/// A control sequence: `ESC [`, parameters, a final byte.
struct ControlSequence: Hashable {
  /// A character `<`, `=`, `>` or `?` before the numbers.
  var prefix: Character?
  /// The numbers between semicolons; an omitted one is 0.
  var numbers: [Int]
  var final: UInt8

  init(parameters: String, final: UInt8) {
    prefix = parameters.first.flatMap { "<=>?".contains($0) ? $0 : nil }
    numbers = parameters.dropFirst(prefix == nil ? 0 : 1)
      .split(separator: ";", omittingEmptySubsequences: false)
      .map { Int($0) ?? 0 }
    self.final = final
  }

  var isPasteStart: Bool { prefix == nil && final == UInt8(ascii: "~") && numbers == [200] }

  var isMouse: Bool {
    prefix == "<" && (final == UInt8(ascii: "M") || final == UInt8(ascii: "m"))
  }
}

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

/// The key of `ESC [ [` and a byte: the first function keys of a Linux console.
func key(linuxFunction byte: UInt8) -> Key? {
  let first = UInt8(ascii: "A")
  return (first..<first + 5).contains(byte) ? .function(Int(byte - first) + 1) : nil
}

/// The key of a control sequence; nil for unknown ones and those with Alt, Ctrl or Meta.
func key(sequence: ControlSequence) -> Key? {
  let isTilde = sequence.final == UInt8(ascii: "~")
  // The second number is 1 plus a bit for each modifier; the lowest one is Shift.
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

extension Mouse {
  /// Reads the report `ESC [ < code ; column ; row M`, with `m` for a release.
  init?(sgr sequence: ControlSequence) {
    guard sequence.numbers.count == 3 else { return nil }
    self.init(
      code: sequence.numbers[0], isRelease: sequence.final == UInt8(ascii: "m"),
      column: sequence.numbers[1], row: sequence.numbers[2])
  }

  /// Reads the three bytes after `ESC [ M`, each 32 more than its value; button 3 is a release.
  init?(x10 bytes: ArraySlice<UInt8>) {
    let numbers = bytes.map { Int($0) - 32 }
    let isRelease = numbers[0] & 0b110_0011 == 3
    self.init(
      code: isRelease ? 0 : numbers[0], isRelease: isRelease, column: numbers[1], row: numbers[2])
  }

  /// The lowest two bits of the code are the button; the next ones are Shift, Alt, Ctrl, motion and the
  /// wheel. Only the left button and the wheel are used.
  private init?(code: Int, isRelease: Bool, column: Int, row: Int) {
    let (button, isMotion, isWheel) = (code & 3, code & 32 != 0, code & 64 != 0)
    guard code < 128, column >= 1, row >= 1 else { return nil }
    let action: Action
    switch (isWheel, button) {
    case (true, 0): action = .wheelUp
    case (true, 1): action = .wheelDown
    case (false, 0): action = isRelease ? .release : isMotion ? .drag : .press
    default: return nil
    }
    self.init(action, column: column - 1, row: row - 1)
  }
}
