import CNcurses

/// All standard capabilities of a terminal's description, in the order of compiled ones.
struct Description: Hashable, Sendable {
  var name: String
  var flags: [Bool]
  /// Nil where the terminal has none.
  var numbers: [Int?]
  var strings: [String?]
  /// The names of the capabilities above.
  let names: Names
  /// Flags beyond the standard ones that are set.
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
  /// Those that curses knows.
  static let standard = Description.Names(
    flags: all(cn_flag_name), numbers: all(cn_number_name), strings: all(cn_string_name))

  private static func all(_ name: (Int32) -> UnsafePointer<CChar>?) -> [String] {
    var names: [String] = []
    while let found = name(Int32(names.count)) { names.append(String(cString: found)) }
    return names
  }
}

extension Description {
  /// The terminal's own description with colours by a method, for curses to draw with.
  ///
  /// The alternate screen, the cursor and the palette are left out: `ControlStrings` switches them.
  func drawing(by method: ColorMethod) -> Description {
    var result = self
    result.name = "descent"
    for name in ["smcup", "rmcup", "civis", "cnorm", "cvvis", "initc", "initp", "oc"] {
      result[string: name] = nil
    }
    result[flag: "ccc"] = false
    guard let count = method.colorCount else { return result }
    let hasOwn = self[number: "colors"] == count && method != .direct
    // Values of no terminal: what is said in curses' own numbers has no short form.
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
    // Makes curses calculate with colours of 24 bits instead of keeping a table of them.
    if method == .direct { result.extensions = ["RGB"] }
    return result
  }

  /// A colour of 24 bits: three bytes of one number. Semicolons are understood where colons are not.
  private static func direct(_ layer: Int) -> String {
    "\u{1B}[\(layer)8;2;%p1%{65536}%/%d;%p1%{256}%/%{255}%&%d;%p1%{255}%&%dm"
  }

  /// Eight, sixteen or 256 colours, as xterm has them.
  private static func indexed(_ layer: Int) -> String {
    let bright = layer + 6
    return "\u{1B}[%?%p1%{8}%<%t\(layer)%p1%d%e%p1%{16}%<%t\(bright)%p1%{8}%-%d"
      + "%e\(layer)8;5;%p1%d%;m"
  }
}

extension ColorMethod {
  /// How many colours curses can tell apart; nil without colours.
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
