/// Reads decimal numbers from bytes, correctly rounded, without making a text of each.
///
/// Up to 19 digits and powers of ten up to 27 are exact in two words, which covers what programs
/// write; all else is left to the library.
package struct DecimalBytes {
  private static let powersOfFive: [UInt64] = (0..<28).reduce(into: []) { powers, _ in
    powers.append((powers.last ?? 0) == 0 ? 1 : powers[powers.count - 1] * 5)
  }

  /// The number in some bytes; NaN and infinities as they are spelled by C, Python and Rust. Nil for
  /// anything else.
  package static func number(_ bytes: UnsafeBufferPointer<UInt8>) -> Double? {
    var place = 0
    let end = bytes.count
    guard end > 0 else { return nil }
    let isNegative = bytes[0] == UInt8(ascii: "-")
    if isNegative || bytes[0] == UInt8(ascii: "+") { place = 1 }
    var digits: UInt64 = 0
    var digitCount = 0
    var power = 0
    var isNumber = false
    func digit(_ place: Int) -> UInt64? {
      guard place < end else { return nil }
      let value = bytes[place] &- 0x30
      return value < 10 ? UInt64(value) : nil
    }
    while let next = digit(place) {
      isNumber = true
      place += 1
      if digitCount < 19 {
        digits = digits * 10 + next
        if digits > 0 { digitCount += 1 }
      } else {
        digitCount += 1
      }
    }
    if place < end, bytes[place] == UInt8(ascii: ".") {
      place += 1
      while let next = digit(place) {
        isNumber = true
        place += 1
        if digitCount < 19 {
          digits = digits * 10 + next
          if digits > 0 { digitCount += 1 }
          power -= 1
        } else {
          digitCount += 1
        }
      }
    }
    guard isNumber else { return special(bytes) }
    if place < end, bytes[place] | 0x20 == UInt8(ascii: "e") {
      place += 1
      var exponent = 0
      var isDown = false
      if place < end, bytes[place] == UInt8(ascii: "-") || bytes[place] == UInt8(ascii: "+") {
        isDown = bytes[place] == UInt8(ascii: "-")
        place += 1
      }
      guard digit(place) != nil else { return nil }
      while let next = digit(place) {
        exponent = min(exponent * 10 + Int(next), 100_000)
        place += 1
      }
      power += isDown ? -exponent : exponent
    }
    guard place == end else { return nil }
    guard digitCount <= 19, abs(power) < powersOfFive.count else {
      let text = String(decoding: bytes, as: UTF8.self)
      return Double(text) ?? DecimalNumber(text)?.value
    }
    let magnitude = rounded(digits, timesTenTo: power)
    return isNegative ? -magnitude : magnitude
  }

  /// digits · 10^power, rounded once.
  private static func rounded(_ digits: UInt64, timesTenTo power: Int) -> Double {
    if digits == 0 { return 0 }
    if power == 0 { return Double(digits) }
    let five = powersOfFive[abs(power)]
    if power > 0 {
      let product = digits.multipliedFullWidth(by: five)
      return double(high: product.high, low: product.low, isExact: true, exponent: power)
    }
    // Both shifted so far up that the quotient has at least 63 bits, of which the last says whether
    // there is a remainder.
    let divisor = five << UInt64(five.leadingZeroBitCount)
    let dividend = digits << UInt64(digits.leadingZeroBitCount)
    let scale =
      power - 64 + five.leadingZeroBitCount - digits.leadingZeroBitCount
    // Halved, so that the quotient fits into a word.
    let (quotient, remainder) = divisor.dividingFullWidth((dividend >> 1, dividend << 63))
    return double(high: 0, low: quotient, isExact: remainder == 0, exponent: scale + 1)
  }

  /// The number of two words times a power of two, rounded to nearest, ties to even.
  private static func double(high: UInt64, low: UInt64, isExact: Bool, exponent: Int) -> Double {
    var (word, exponent, isExact) = (low, exponent, isExact)
    if high > 0 {
      let shift = UInt64(64 - high.leadingZeroBitCount)
      word = shift == 64 ? high : high << (64 - shift) | low >> shift
      let lost = shift == 64 ? low : low & ((1 << shift) - 1)
      isExact = isExact && lost == 0
      exponent += Int(shift)
    }
    // A sticky last bit, far below the rounding, stands for all that was lost.
    if !isExact { word |= 1 }
    return Double(sign: .plus, exponent: exponent, significand: Double(word))
  }

  /// `nan`, `inf` and the like.
  private static func special(_ bytes: UnsafeBufferPointer<UInt8>) -> Double? {
    guard bytes.count <= 9 else { return nil }
    switch String(decoding: bytes, as: UTF8.self).lowercased() {
    case "nan", "+nan", "-nan": return .nan
    case "inf", "+inf", "infinity", "+infinity": return .infinity
    case "-inf", "-infinity": return -.infinity
    default: return nil
    }
  }
}
