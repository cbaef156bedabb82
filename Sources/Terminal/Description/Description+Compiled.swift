extension Description {
  /// The description as curses reads it from the environment variable `TERMINFO` (`infocmp -Q2`).
  var database: String { "b64:" + Base64.text(compiled) }

  /// The compiled form with numbers of 32 bits: a header, names, flags, numbers, the places of
  /// strings, the strings, and the same once more for what is beyond the standard (term(5)).
  var compiled: [UInt8] {
    let names = Array(name.utf8) + [0]
    let (places, table) = Self.table(strings)
    var bytes: [UInt8] = []
    func append(short value: Int) { bytes += [UInt8(value & 0xFF), UInt8(value >> 8 & 0xFF)] }
    func align() { if bytes.count % 2 == 1 { bytes.append(0) } }

    for value in [
      0o1036, names.count, flags.count, numbers.count, strings.count, table.count,
    ] { append(short: value) }
    bytes += names
    bytes += flags.map { $0 ? 1 : 0 }
    align()
    for number in numbers {
      let bits = UInt32(bitPattern: Int32(clamping: number ?? -1))
      for byte in 0..<4 { bytes.append(UInt8(truncatingIfNeeded: bits >> (8 * UInt32(byte)))) }
    }
    for place in places { append(short: place) }
    bytes += table

    guard !extensions.isEmpty else { return bytes }
    align()
    let (namePlaces, nameTable) = Self.table(extensions)
    for value in [extensions.count, 0, 0, extensions.count, nameTable.count] {
      append(short: value)
    }
    bytes += extensions.map { _ in 1 }
    align()
    for place in namePlaces { append(short: place) }
    return bytes + nameTable
  }

  /// Strings one after the other, each with a zero, and where each begins; −1 for none.
  private static func table(_ strings: [String?]) -> (places: [Int], bytes: [UInt8]) {
    var bytes: [UInt8] = []
    let places = strings.map { string in
      guard let string else { return -1 }
      defer { bytes += Array(string.utf8) + [0] }
      return bytes.count
    }
    return (places, bytes)
  }
}
