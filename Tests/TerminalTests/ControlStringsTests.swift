import Canvas
import Testing

@testable import Terminal

@Suite struct ControlStringsTests {
  private let xterm = TerminalFacts(
    name: "xterm-256color", colors: 256, hasMouse: true,
    strings: [
      "smcup": "<screen>", "rmcup": "</screen>", "civis": "<hidden>", "cnorm": "</hidden>",
      "sgr0": "<plain>", "op": "<colors>", "oc": "<palette>", "clear": "<clear>",
    ])

  @Test func restoreEverythingThatTheyChange() {
    let strings = ControlStrings(xterm)
    let leave = strings.leave(hasColors: true, synchronizes: true)
    for mode in [1002, 1006, 2004] {
      #expect(strings.enter.contains("\u{1B}[?\(mode)h"))
      #expect(leave.contains("\u{1B}[?\(mode)l"))
    }
    // Some terminals have a separate state of the cursor for each screen.
    #expect(strings.enter.hasPrefix("<screen><hidden>"))
    #expect(leave.hasSuffix("<plain>\(ControlStrings.endUpdate)<colors></hidden></screen>"))
  }

  @Test func restoreNothingElse() {
    let leave = ControlStrings(xterm).leave(hasColors: false, synchronizes: false)
    #expect(!leave.contains("<palette>"))
    #expect(!leave.contains("<colors>"))
    #expect(!leave.contains("2026"))
  }

  @Test func restoreEntriesOfThePaletteOneByOneAndThenAll() {
    let leave = ControlStrings(xterm).leave(
      hasColors: true, synchronizes: false,
      palette: [(16, Color(0x00_0A_FF)), (255, Color(0xEE_EE_EE))])
    #expect(
      leave.hasSuffix(
        "<colors>\u{1B}]4;16;rgb:00/0a/ff\u{7}\u{1B}]4;255;rgb:ee/ee/ee\u{7}<palette>"
          + "</hidden></screen>"))
  }

  @Test func fitIntoTheBufferOfTheSignalHandlers() {
    let whole = XtermColors.all.enumerated().map { (index: $0.offset, color: $0.element) }
    let leave = ControlStrings(xterm).leave(
      hasColors: true, synchronizes: true, showsImages: true, palette: whole)
    #expect(leave.utf8.count <= 8192)
  }

  @Test func removeAllImages() {
    let strings = ControlStrings(xterm)
    let leave = strings.leave(hasColors: true, synchronizes: true, showsImages: true)
    // First, because they are on the screen that is left.
    for id in GraphicsCommand.ids {
      let deletion = "\u{1B}_Ga=d,d=I,i=\(id),q=2\u{1B}\\"
      let place = leave.range(of: deletion)?.lowerBound
      #expect(place.map { leave[$0...].contains("</screen>") } == true)
      #expect(strings.restore(palette: true, showsImages: true).contains(deletion))
    }
    #expect(!strings.leave(hasColors: true, synchronizes: true).contains("_G"))
    #expect(!strings.restore(palette: true).contains("_G"))
  }

  @Test func clearATerminalWithOnlyOneScreen() {
    var facts = TerminalFacts(name: "vt100", strings: xterm.strings)
    facts.strings["rmcup"] = nil
    let strings = ControlStrings(facts)
    #expect(strings.leave(hasColors: false, synchronizes: false) == "<plain></hidden><clear>")
    #expect(strings.enter == "<screen><hidden>")
  }

  @Test func restoreATerminalInAnUnknownState() {
    let restore = ControlStrings(xterm).restore(palette: true)
    #expect(restore.hasPrefix("\u{1B}\\\u{1B}[?2004l\u{1B}[?1006l\u{1B}[?1002l<plain>"))
    #expect(restore.contains("\u{1B}]4;16;rgb:00/00/00\u{7}"))
    #expect(restore.contains("\u{1B}]104;255\u{7}"))
    // The user's colours are unchanged.
    #expect(!restore.contains("]4;15;") && !restore.contains("]104;15\u{7}"))
    #expect(restore.hasSuffix("\u{1B}7</hidden></screen>"))
    #expect(!ControlStrings(xterm).restore(palette: false).contains("]4;"))
  }
}
