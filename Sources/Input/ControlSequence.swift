/// A control sequence: `ESC [`, parameters, a final byte.
struct ControlSequence: Hashable {
  /// A character from `<` to `?` before the numbers.
  var prefix: Character?
  /// The numbers between semicolons; what is left out is 0.
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
