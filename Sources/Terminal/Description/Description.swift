import CNcurses
import Canvas

/// All standard capabilities of a terminal's description, in the order of compiled descriptions.
struct Description: Hashable, Sendable {
  var name: String
  var flags: [Bool]
  /// The numbers; nil for a capability that the terminal lacks.
  var numbers: [Int?]
  var strings: [String?]
  /// The names of the capabilities.
  let names: Names
  /// The names of set flags that are not standard.
  var extensions: [String] = []

  struct Names: Hashable, Sendable {
    var flags: [String]
    var numbers: [String]
    var strings: [String]
  }

  /// The description that was loaded last.
  static func loaded(name: String) -> Description {
    let names = Names.standard
    return Description(
      name: name, flags: names.flags.map { cn_flag($0) },
      numbers: names.numbers.map { cn_number($0) < 0 ? nil : Int(cn_number($0)) },
      strings: names.strings.map { cn_string($0).map { String(cString: $0) } }, names: names)
  }

  subscript(flag name: String) -> Bool {
    get { names.flags.firstIndex(of: name).map { flags[$0] } ?? false }
    set { if let index = names.flags.firstIndex(of: name) { flags[index] = newValue } }
  }

  subscript(number name: String) -> Int? {
    get { names.numbers.firstIndex(of: name).flatMap { numbers[$0] } }
    set { if let index = names.numbers.firstIndex(of: name) { numbers[index] = newValue } }
  }

  subscript(string name: String) -> String? {
    get { names.strings.firstIndex(of: name).flatMap { strings[$0] } }
    set { if let index = names.strings.firstIndex(of: name) { strings[index] = newValue } }
  }
}

extension Description.Names {
  /// The names that curses knows.
  static let standard = Description.Names(
    flags: all(cn_flag_name), numbers: all(cn_number_name), strings: all(cn_string_name))

  private static func all(_ name: (Int32) -> UnsafePointer<CChar>?) -> [String] {
    var names: [String] = []
    while let found = name(Int32(names.count)) { names.append(String(cString: found)) }
    return names
  }
}

extension Description {
  /// The terminal's description with the colours of a method, for drawing by curses.
  ///
  /// The alternate screen, the cursor and the palette are left out: `ControlStrings` controls them.
  func drawing(by method: ColorMethod) -> Description {
    var result = self
    result.name = "descent"
    for name in ["smcup", "rmcup", "civis", "cnorm", "cvvis", "initc", "initp", "oc"] {
      result[string: name] = nil
    }
    result[flag: "ccc"] = false
    guard let count = method.colorCount else { return result }
    let hasOwn = self[number: "colors"] == count && method != .direct
    // The terminal has other numbers of colours: the numbers are written out, not in a short form.
    if !hasOwn {
      for (name, layer) in [("setaf", 3), ("setab", 4)] {
        result[string: name] = method == .direct ? Self.direct(layer) : Self.indexed(layer)
      }
      result[string: "setf"] = nil
      result[string: "setb"] = nil
      if result[string: "op"] == nil { result[string: "op"] = "\u{1B}[39;49m" }
    }
    result[number: "colors"] = count
    result[number: "pairs"] = max(self[number: "pairs"] ?? 0, 0x10000)
    // This makes curses compute 24-bit colours from their numbers instead of keeping a table.
    if method == .direct { result.extensions = ["RGB"] }
    return result
  }

  /// A colour of 24 bits from the three bytes of one number. Some terminals understand semicolons but no
  /// colons.
  private static func direct(_ layer: Int) -> String {
    "\u{1B}[\(layer)8;2;%p1%{65536}%/%d;%p1%{256}%/%{255}%&%d;%p1%{255}%&%dm"
  }

  /// Eight, sixteen or 256 colours in the form of xterm.
  private static func indexed(_ layer: Int) -> String {
    let bright = layer + 6
    return "\u{1B}[%?%p1%{8}%<%t\(layer)%p1%d%e%p1%{16}%<%t\(bright)%p1%{8}%-%d"
      + "%e\(layer)8;5;%p1%d%;m"
  }
}

extension ColorMethod {
  /// The number of colours that curses can tell apart; nil without colours.
  fileprivate var colorCount: Int? {
    switch self {
    case .none: nil
    case .eight: 8
    case .sixteen: 16
    case .indexed256, .palette: 256
    case .direct: 0x100_0000
    }
  }
}

extension Description {
  /// The description in the form of the environment variable `TERMINFO` (`infocmp -Q2`).
  var database: String { "b64:" + Base64.text(compiled) }

  /// The compiled form with numbers of 32 bits: a header, names, flags, numbers, the offsets of strings,
  /// the strings, and then the same for the capabilities that are not standard (term(5)).
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

  /// Zero-terminated strings one after the other, and the offset of each; −1 for a missing one.
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
