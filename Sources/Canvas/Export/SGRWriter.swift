/// Collects characters for a terminal with the SGR sequences that give them their styles, only where
/// a style changes.
struct SGRWriter {
  let depth: ColorDepth
  private(set) var text = ""
  /// What the terminal is set to.
  private var current = Style.plain
  /// Colours of a limited palette already looked up.
  private var foregrounds: [Color: String] = [:]
  private var backgrounds: [Color: String] = [:]

  init(depth: ColorDepth) { self.depth = depth }

  mutating func write(_ cell: Cell) {
    var wanted = cell.style
    if depth == .none { (wanted.foreground, wanted.background) = (nil, nil) }
    // A blank shows no foreground, unless it is drawn with it.
    if cell.glyph == " ", wanted.attributes.isDisjoint(with: [.underline, .reverse]),
      current.attributes.isDisjoint(with: [.underline, .reverse])
    {
      wanted.foreground = current.foreground
      wanted.attributes = current.attributes
    }
    change(to: wanted)
    text.unicodeScalars.append(drawable(cell.glyph))
  }

  mutating func endLine() {
    reset()
    text += "\n"
  }

  /// Goes back to the terminal's own colours without attributes.
  mutating func reset() { change(to: .plain) }

  /// Adds a sequence that does not change the style.
  mutating func write(sequence: String) { text += sequence }

  private mutating func change(to wanted: Style) {
    guard wanted != current else { return }
    var parameters: [String] = []
    var from = current
    if wanted == .plain || !wanted.attributes.isSuperset(of: from.attributes) {
      // An attribute is taken away only by a full reset: bold and dim share their own.
      parameters.append("0")
      from = .plain
    }
    for (attribute, code) in [
      (Style.Attributes.bold, "1"), (.dim, "2"), (.underline, "4"), (.reverse, "7"),
    ] where wanted.attributes.contains(attribute) && !from.attributes.contains(attribute) {
      parameters.append(code)
    }
    if wanted.foreground != from.foreground { parameters.append(foreground(wanted.foreground)) }
    if wanted.background != from.background { parameters.append(background(wanted.background)) }
    current = wanted
    text += "\u{1B}[\(parameters.joined(separator: ";"))m"
  }

  private mutating func foreground(_ color: Color?) -> String {
    guard let color else { return "39" }
    if let known = foregrounds[color] { return known }
    let code = Self.code(color, base: 30, depth: depth)
    foregrounds[color] = code
    return code
  }

  private mutating func background(_ color: Color?) -> String {
    guard let color else { return "49" }
    if let known = backgrounds[color] { return known }
    let code = Self.code(color, base: 40, depth: depth)
    backgrounds[color] = code
    return code
  }

  /// The parameters that set a colour; `base` is 30 for foregrounds and 40 for backgrounds.
  private static func code(_ color: Color, base: Int, depth: ColorDepth) -> String {
    switch depth {
    case .none: return ""
    case .eight:
      return "\(base + Int(XtermColors.nearest8(to: color, asBackground: base == 40)))"
    case .sixteen:
      let index = Int(XtermColors.nearest16(to: color))
      return "\(index < 8 ? base + index : base + 60 + index - 8)"
    case .indexed256: return "\(base + 8);5;\(XtermColors.nearest256(to: color))"
    case .trueColor: return "\(base + 8);2;\(color.red);\(color.green);\(color.blue)"
    }
  }
}
