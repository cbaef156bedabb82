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

  /// As in macOS, whose curses finds descriptions by their names alone.
  @Test(arguments: [
    (8, ColorMethod.none, "linux"), (8, .eight, "linux"), (8, .palette, "xterm-256color"),
    (256, .sixteen, "linux"), (256, .indexed256, "linux"),
  ])
  func withoutOwnDescriptionsOneOfTheDatabaseIsUsed(
    colors: Int, method: ColorMethod, name: String
  ) {
    #expect(TerminalFacts(name: "linux", colors: colors).name(for: method) == name)
  }
}
