import Canvas

/// A small terminal for the sequences of `Frame.ansi(changesFrom:depth:)`.
struct ANSIScreen {
  private(set) var frame: Frame
  private var (column, row) = (0, 0)
  private var style = Style.plain
  /// Descriptions of the received text that it does not understand.
  private(set) var unknown: [String] = []

  init(size: Size) { frame = Frame(size: size) }

  var isPlain: Bool { style == .plain }

  mutating func write(_ text: String) {
    var rest = text.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      guard scalar == "\u{1B}" else {
        put(scalar)
        continue
      }
      let parameters = rest.dropFirst().prefix { "0123456789;".unicodeScalars.contains($0) }
      let final = rest.dropFirst(1 + parameters.count).first ?? "\u{0}"
      let numbers = String(parameters).split(separator: ";", omittingEmptySubsequences: false)
        .map { Int($0) ?? 0 }
      let isControlSequence = rest.first == "["
      rest = rest.dropFirst(2 + parameters.count)
      guard isControlSequence, apply(final, numbers) else {
        unknown.append("\(final) \(String(parameters))")
        continue
      }
    }
  }

  /// Draws a glyph; overwriting half of a wide one blanks the other half, as in `Frame`.
  private mutating func put(_ scalar: Unicode.Scalar) {
    let used = frame.put(String(scalar), column: column, row: row, style: style)
    if used == 0 { unknown.append("no room for U+\(String(scalar.value, radix: 16))") }
    column += used
  }

  private mutating func apply(_ final: Unicode.Scalar, _ numbers: [Int]) -> Bool {
    switch final {
    case "H" where numbers.count == 2: (row, column) = (numbers[0] - 1, numbers[1] - 1)
    case "C" where numbers.count == 1: column += numbers[0]
    case "J" where numbers == [2] && style == .plain: frame = Frame(size: frame.size)
    case "m": return applyStyle(numbers)
    default: return false
    }
    return true
  }

  private mutating func applyStyle(_ numbers: [Int]) -> Bool {
    var rest = numbers[...]
    while let code = rest.popFirst() {
      switch code {
      case 0: style = .plain
      case 1: style.attributes.insert(.bold)
      case 2: style.attributes.insert(.dim)
      case 4: style.attributes.insert(.underline)
      case 7: style.attributes.insert(.reverse)
      case 30...37: style.foreground = XtermColors.all[code - 30]
      case 90...97: style.foreground = XtermColors.all[code - 82]
      case 40...47: style.background = XtermColors.all[code - 40]
      case 100...107: style.background = XtermColors.all[code - 92]
      case 39: style.foreground = nil
      case 49: style.background = nil
      case 38, 48:
        guard let color = Self.color(&rest) else { return false }
        if code == 38 { style.foreground = color } else { style.background = color }
      default: return false
      }
    }
    return true
  }

  private static func color(_ rest: inout ArraySlice<Int>) -> Color? {
    switch rest.popFirst() {
    case 5: return rest.popFirst().map { XtermColors.all[$0] }
    case 2:
      let channels = rest.prefix(3).map { UInt8($0) }
      rest = rest.dropFirst(3)
      return channels.count == 3
        ? Color(red: channels[0], green: channels[1], blue: channels[2]) : nil
    default: return nil
    }
  }
}

extension Frame {
  /// The frame as a terminal of a colour depth shows it: a blank has only a background, unless it is
  /// underlined or reversed.
  func seen(depth: ColorDepth) -> Frame {
    var result = Frame(size: size)
    for row in 0..<size.height {
      for column in 0..<size.width {
        var cell = self[column, row]
        cell.style.foreground = cell.style.foreground?.shown(at: depth)
        cell.style.background = cell.style.background.flatMap {
          depth == .eight
            ? XtermColors.all[Int(XtermColors.nearest8(to: $0, asBackground: true))]
            : $0.shown(at: depth)
        }
        if cell.glyph == " ", cell.style.attributes.isDisjoint(with: [.underline, .reverse]) {
          cell.style = Style(background: cell.style.background)
        }
        // Only the first half of a wide glyph is written.
        result[column, row] = cell
      }
    }
    return result
  }
}
