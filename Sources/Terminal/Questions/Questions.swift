import Canvas

/// What a terminal is asked at the start, all of it together.
enum Questions {
  /// A colour that no terminal has by itself.
  static let probe = Color(0x12_34_56)
  /// The entry of the palette that is redefined and put back: the last one, a light gray.
  static let probedEntry = 255

  /// The questions, the one that every terminal answers last.
  /// - Parameters:
  ///   - withColors: Whether to find out what colours it takes.
  ///   - withDeviceControl: Whether nothing of any question is shown.
  static func text(withColors: Bool, withDeviceControl: Bool) -> String {
    let probe = "\u{1B}[48;2;18;52;86m" + rendition + "\u{1B}[0m"
    let entry =
      PaletteCommand.ask(probedEntry) + PaletteCommand.set(probedEntry, Self.probe)
      + PaletteCommand.ask(probedEntry) + PaletteCommand.reset(probedEntry)
    return background + (withColors && withDeviceControl ? probe : "") + (withColors ? entry : "")
      + version + secondaryAttributes + (withDeviceControl ? synchronizedUpdate : "") + attributes
  }

  private static let background = "\u{1B}]11;?\u{7}"
  /// DECRQSS: the rendition in use.
  private static let rendition = "\u{1B}P$qm\u{1B}\\"
  /// XTVERSION.
  private static let version = "\u{1B}[>q"
  /// DA2 and DA1.
  private static let secondaryAttributes = "\u{1B}[>c"
  static let attributes = "\u{1B}[c"
  /// DECRQM.
  private static let synchronizedUpdate = "\u{1B}[?\(ControlStrings.synchronizedUpdate)$p"

  /// Whether a rendition has any colour as its background.
  static func hasBackground(_ parameters: String) -> Bool {
    parameters.split { $0 == ";" || $0 == ":" }.contains("48")
  }

  /// Whether a rendition has the probe as its background, in one of the forms that terminals use:
  /// `48;2;R;G;B`, `48:2:R:G:B`, and `48:2::R:G:B` with a colour space.
  static func isProbe(_ parameters: String) -> Bool {
    let numbers = parameters.split { $0 == ";" || $0 == ":" }.compactMap { Int($0) }
    return (0..<max(0, numbers.count - 4)).contains {
      numbers[$0...].starts(with: [48, 2]) && numbers[($0 + 2)...].starts(with: [18, 52, 86])
        || numbers[$0...].starts(with: [48, 2, 0, 18, 52, 86])
    }
  }
}

/// The commands for entries of the palette (xterm's OSC 4 and 104).
enum PaletteCommand {
  static func ask(_ index: Int) -> String { "\u{1B}]4;\(index);?\u{7}" }

  static func set(_ index: Int, _ color: Color) -> String {
    "\u{1B}]4;\(index);rgb:\(hex(color.red))/\(hex(color.green))/\(hex(color.blue))\u{7}"
  }

  static func reset(_ index: Int) -> String { "\u{1B}]104;\(index)\u{7}" }

  private static func hex(_ channel: UInt8) -> String {
    let digits = String(channel, radix: 16)
    return digits.count == 1 ? "0" + digits : digits
  }
}
