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
}
