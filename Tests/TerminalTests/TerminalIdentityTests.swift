import Canvas
import Input
import Testing

@testable import Terminal

@Suite struct TerminalIdentityTests {
  @Test(
    arguments: [
      ("kitty(0.26.5)", .kitty, [0, 26, 5]), ("Konsole 22.12.3", .konsole, [22, 12, 3]),
      ("XTerm(379)", .xterm, [379]), ("foot(1.22.0)", .foot, [1, 22, 0]),
      ("WezTerm 20240203-110809-5046fc22", .wezterm, [20_240_203]),
      ("ghostty 1.1.3", .ghostty, [1, 1, 3]), ("iTerm2 3.5.0beta2", .iterm2, [3, 5, 0]),
      ("VTE(7600)", .vte, [7600]), ("mintty 3.7.0", .mintty, [3, 7, 0]),
      ("contour 0.4.3.6442", .contour, [0, 4, 3, 6442]), ("tmux 3.3a", .tmux, [3, 3]),
      ("terminology 1.13.0", .terminology, [1, 13, 0]), ("stuff 1", nil, []), ("", nil, []),
      ("xterm.js(5.5.0)", .vscode, [5, 5, 0]),
    ] as [(String, TerminalIdentity.Name?, [Int])])
  func readsNameAndVersion(answer: String, name: TerminalIdentity.Name?, version: [Int]) {
    let identity = TerminalIdentity(answer: answer)
    #expect(identity?.name == name)
    #expect(identity?.version ?? [] == version)
  }

  private func identity(
    _ environment: [String: String], _ answers: TerminalAnswer...
  ) -> TerminalIdentity? {
    var found = TerminalAnswers()
    for answer in answers { found.take(answer) }
    let facts = TerminalFacts(name: "xterm-256color", colors: 256)
    return TerminalIdentity(TerminalHints(facts: facts, environment: environment), found)
  }

  @Test func answersTakePrecedenceOverTheEnvironment() {
    let kitty = ["TERM": "xterm-kitty", "KITTY_WINDOW_ID": "1"]
    #expect(identity(kitty) == TerminalIdentity(.kitty))
    #expect(identity(kitty, .version("XTerm(379)")) == TerminalIdentity(.xterm, version: [379]))
    #expect(
      identity(kitty, .secondaryAttributes([65, 7006, 1]))
        == TerminalIdentity(.vte, version: [7006])
    )
  }

  @Test func readsTheEnvironmentOnlyOutsideMultiplexers() {
    let inner = ["TERM": "tmux-256color", "TMUX": "1", "KITTY_WINDOW_ID": "1"]
    #expect(identity(inner) == nil)
    #expect(identity(["TERM": "screen", "VTE_VERSION": "7402"]) == nil)
    let konsole = identity(["TERM": "xterm-256color", "KONSOLE_VERSION": "221203"])
    #expect(konsole == TerminalIdentity(.konsole, version: [22, 12, 3]))
    let apple = ["TERM_PROGRAM": "Apple_Terminal", "TERM_PROGRAM_VERSION": "455.1"]
    #expect(identity(apple) == TerminalIdentity(.appleTerminal, version: [455, 1]))
    #expect(identity(["TERM": "foot-extra"]) == TerminalIdentity(.foot))
    #expect(identity(["TERM": "xterm-256color"]) == nil)
  }

  @Test(
    arguments: [
      ("kitty(0.26.5)", .sextant), ("kitty(0.46.2)", .sextant), ("kitty(0.47.0)", .octant),
      ("foot(1.19.0)", .sextant), ("foot(1.20.0)", .quadrant), ("foot(1.24.0)", .sextant),
      ("WezTerm 20240203-110809-5046fc22", .sextant), ("WezTerm 20250601-1-abc", .octant),
      ("ghostty 1.1.3", .sextant), ("ghostty 1.2.0", .octant), ("VTE(7800)", .octant),
      ("VTE(7600)", .sextant), ("Konsole 22.04.0", .sextant), ("Konsole 21.12.3", .quadrant),
      ("iTerm2 3.6.6", .quadrant), ("iTerm2 3.6.7", .sextant), ("Rio 0.2.13", .octant),
      ("XTerm(410)", .quadrant), ("mintty 3.8.2", .quadrant), ("xterm.js(6.0.0)", .quadrant),
    ] as [(String, GlyphSet)])
  func drawsTheGlyphsOfItsVersion(answer: String, glyphs: GlyphSet) {
    #expect(TerminalIdentity(answer: answer)?.ownGlyphs.first == glyphs)
  }

  @Test(
    arguments: [
      ([0, 1700, 1], .quadrant), ([0, 2300, 1], .sextant), ([65, 5402, 1], .quadrant),
      ([65, 7006, 1], .sextant), ([61, 7800, 1], .octant), ([1, 95, 0], .quadrant),
      ([85, 95, 0], .quadrant),
    ] as [([Int], GlyphSet)])
  func isRecognizedByItsSecondaryAttributes(numbers: [Int], glyphs: GlyphSet) {
    #expect(TerminalIdentity(secondaryAttributes: numbers)?.ownGlyphs.first == glyphs)
  }

  @Test(arguments: [
    [41, 379, 0], [1, 4000, 26], [0, 10, 1], [84, 0, 0], [61, 337, 0], [1, 2],
  ])
  func neverConfusesTerminals(numbers: [Int]) {
    #expect(TerminalIdentity(secondaryAttributes: numbers) == nil)
  }

  @Test(
    arguments: [
      ("Konsole 22.12.0", true), ("Konsole 22.12.3", true), ("Konsole 24.02.1", true),
      ("Konsole 22.08.3", false), ("Konsole", false), ("kitty(0.46.2)", false),
      ("ghostty 1.2.0", false), ("WezTerm 20250601-1-abc", false),
    ])
  func drawsImagesWellWhereTheyWereSeen(answer: String, isWell: Bool) {
    #expect(TerminalIdentity(answer: answer)?.drawsImagesWell == isWell)
  }

  @Test func asksNothingThatMacOSTerminalPrints() {
    let facts = TerminalFacts(name: "xterm-256color", colors: 256, hasMouse: true)
    func prints(_ environment: [String: String]) -> Bool {
      TerminalHints(facts: facts, environment: environment).printsDeviceControl
    }
    #expect(prints(["TERM_PROGRAM": "Apple_Terminal"]))
    #expect(prints(["KONSOLE_VERSION": "211203"]))
    #expect(!prints(["KONSOLE_VERSION": "221203"]))
    #expect(!prints(["TERM": "xterm-256color"]))
    let careful = Questions.text(withColors: true, withDeviceControl: false)
    #expect(!careful.contains("$"))
    #expect(!careful.contains("\u{1B}P"))
    #expect(careful.hasSuffix("\u{1B}[c"))
  }
}
