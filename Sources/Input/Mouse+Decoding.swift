import Canvas

extension Mouse {
  /// The report `ESC [ < code ; column ; row M`, with `m` for a release.
  init?(sgr sequence: ControlSequence) {
    guard sequence.numbers.count == 3 else { return nil }
    self.init(
      code: sequence.numbers[0], isRelease: sequence.final == UInt8(ascii: "m"),
      column: sequence.numbers[1], row: sequence.numbers[2])
  }

  /// The three bytes after `ESC [ M`, each 32 more than it means; button 3 is a release.
  init?(x10 bytes: ArraySlice<UInt8>) {
    let numbers = bytes.map { Int($0) - 32 }
    let isRelease = numbers[0] & 0b110_0011 == 3
    self.init(
      code: isRelease ? 0 : numbers[0], isRelease: isRelease, column: numbers[1], row: numbers[2])
  }

  /// The code has the button in its lowest two bits, then a bit each for Shift, Alt, Ctrl, motion
  /// and the wheel. Only the left button and the wheel count.
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
