import Canvas
import Testing

@testable import Terminal

@Suite struct TerminalFactsTests {
  @Test(arguments: [
    ("\u{1B}[H\u{1B}[J$<50>", "\u{1B}[H\u{1B}[J"),
    ("\u{1B}[?5h$<100/>\u{1B}[?5l", "\u{1B}[?5h\u{1B}[?5l"),
    ("a$b$<c", "a$b$<c"), ("", ""), ("$<5*>", ""),
  ])
  func dropsPadding(capability: String, bytes: String) {
    #expect(withoutPadding(capability) == bytes)
  }

  @Test func triesTheNameFirstAndXtermLast() {
    #expect(names("xterm-kitty") == ["xterm-kitty", "xterm-256color"])
    #expect(names("vt100") == ["vt100", "xterm-256color"])
  }

  @Test func triesMoreColorsWhereTheTerminalSaysOrThePersonAsks() {
    #expect(names("xterm", colorTerm: "truecolor").first == "xterm-256color")
    #expect(names("tmux", color: .trueColor).first == "tmux-256color")
    #expect(names("screen", color: .indexed256).first == "screen-256color")
    #expect(names("tmux-256color", color: .trueColor).first == "tmux-256color")
    #expect(names("xterm", colorTerm: "yes").first == "xterm")
    #expect(names("screen", colorTerm: "truecolor").first == "screen")
  }

  private func names(
    _ term: String, colorTerm: String? = nil, color: ColorChoice = .automatic
  ) -> [String] {
    terminalNames(term: term, colorTerm: colorTerm, color: color)
  }
}
