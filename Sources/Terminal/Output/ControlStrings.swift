import Canvas

/// The bytes that prepare the terminal for the program and restore it.
struct ControlStrings: Hashable, Sendable {
  let enter: String
  private let leaveStart: String
  private let leaveEnd: String

  init(_ facts: TerminalFacts) {
    func string(_ name: String) -> String { facts.strings[name] ?? "" }
    let isXtermLike = facts.hasMouse
    let on = isXtermLike ? Self.privateModes.map { "\u{1B}[?\($0)h" }.joined() : ""
    let off = isXtermLike ? Self.privateModes.reversed().map { "\u{1B}[?\($0)l" }.joined() : ""
    // The cursor after the screen: some terminals have a separate state for each screen.
    enter = string("smcup") + string("civis") + on
    // A crash may interrupt a sequence: the first two bytes end it.
    leaveStart = (isXtermLike ? "\u{1B}\\" : "") + off + string("sgr0")
    leaveEnd = string("cnorm") + (facts.strings["rmcup"] ?? string("clear"))
    resetsColors = string("op")
    resetsPalette = string("oc")
  }

  private let resetsColors: String
  private let resetsPalette: String

  /// The bytes that restore the terminal at the end of the program.
  ///
  /// - Parameters:
  ///   - hasColors: Whether colours were used.
  ///   - synchronizes: Whether the terminal may be in the middle of a synchronized update.
  ///   - showsImages: Whether images may have been sent.
  ///   - palette: The former colours of redefined entries of the palette. Each one is set individually,
  ///     because not every terminal has a command that resets all.
  func leave(
    hasColors: Bool, synchronizes: Bool, showsImages: Bool = false,
    palette: [(index: Int, color: Color)] = []
  ) -> String {
    let entries = palette.map { PaletteCommand.set($0.index, $0.color) }.joined()
    return leave(
      hasColors: hasColors, synchronizes: synchronizes, showsImages: showsImages,
      before: entries + (entries.isEmpty ? "" : resetsPalette))
  }

  private func leave(
    hasColors: Bool, synchronizes: Bool, showsImages: Bool, before end: String
  ) -> String {
    leaveStart + (showsImages ? GraphicsCommand.deletionOfAll : "")
      + (synchronizes ? Self.endUpdate : "") + (hasColors ? resetsColors : "") + end
      + leaveEnd
  }

  /// The bytes that restore a terminal in an unknown state after use by Descent.
  ///
  /// - Parameters:
  ///   - palette: Whether the terminal understands commands for the palette. Entries 16 and above are set
  ///     to the standard colours, and then reset to the user's if the terminal can do that.
  ///   - showsImages: Whether images may have been sent.
  func restore(palette: Bool, showsImages: Bool = false) -> String {
    let entries = palette ? Array(16..<256) : []
    let standard = entries.map { PaletteCommand.set($0, XtermColors.all[$0]) }.joined()
    let own = entries.map(PaletteCommand.reset).joined()
    // Saves the cursor's position, for a terminal that was on its main screen all the time.
    let place = leaveStart.isEmpty ? "" : "\u{1B}7"
    return leave(
      hasColors: true, synchronizes: !leaveStart.isEmpty, showsImages: showsImages,
      before: standard + own + place)
  }

  /// Reports of buttons and of motion while one is pressed, in the SGR form; bracketed paste.
  private static let privateModes = [1002, 1006, 2004]

  /// The mode of synchronized updates: the terminal shows all output in between at once.
  static let synchronizedUpdate = 2026
  static let beginUpdate = "\u{1B}[?\(synchronizedUpdate)h"
  static let endUpdate = "\u{1B}[?\(synchronizedUpdate)l"
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
