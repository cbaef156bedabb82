import Canvas
import Testing

@testable import Terminal

@Suite struct ControlStringsTests {
  private func strings(_ facts: TerminalFacts, color: ColorChoice = .automatic) -> ControlStrings {
    ControlStrings(
      facts: facts,
      capabilities: Capabilities(facts: facts, environment: [:], color: color, isUTF8: true))
  }

  private let xterm = TerminalFacts(
    name: "xterm-256color", colors: 256, canChangeColors: true, hasMouse: true,
    strings: [
      "smcup": "<screen>", "rmcup": "</screen>", "civis": "<hidden>", "cnorm": "</hidden>",
      "sgr0": "<plain>", "op": "<colors>", "oc": "<palette>", "clear": "<clear>",
    ])

  @Test func undoEverythingThatTheyDo() {
    let strings = strings(xterm)
    for mode in [1002, 1006, 2004] {
      #expect(strings.enter.contains("\u{1B}[?\(mode)h"))
      #expect(strings.leave.contains("\u{1B}[?\(mode)l"))
    }
    #expect(strings.enter.hasPrefix("<screen><hidden>"))
    #expect(strings.leave.hasSuffix("<plain><colors><palette></hidden></screen>"))
    #expect(strings.enter == "<screen>" + strings.modes)
    // They have to fit where signal handlers find them.
    #expect(strings.leave.utf8.count < 300)
  }

  @Test func leaveThePaletteAloneWhereItIsNotChanged() {
    #expect(!strings(xterm, color: .indexed256).leave.contains("<palette>"))
    #expect(!strings(xterm, color: .never).leave.contains("<colors>"))
  }

  @Test func askOnlyWhatIsAnsweredOrIgnored() {
    #expect(strings(xterm).question == "\u{1B}]11;?\u{7}\u{1B}[c")
    var console = xterm
    console.name = "linux"
    #expect(strings(console).question == "")
  }

  @Test func clearATerminalWithOneScreenOnly() {
    var facts = TerminalFacts(name: "vt100", strings: xterm.strings)
    facts.strings["rmcup"] = nil
    #expect(strings(facts).leave == "<plain></hidden><clear>")
    #expect(strings(facts).modes == "<hidden>")
  }
}
