import Canvas
import Input
import Testing

@testable import Terminal

@Suite struct CapabilitiesTests {
  private let xterm = TerminalFacts(name: "xterm-256color", colors: 256, hasMouse: true)
  private let linux = TerminalFacts(name: "linux", colors: 8)

  private func capabilities(
    _ facts: TerminalFacts, _ environment: [String: String] = [:], _ answer: TerminalAnswer? = nil,
    color: ColorChoice = .automatic, isUTF8: Bool = true, curses: Curses? = nil
  ) -> Capabilities {
    var answers = TerminalAnswers()
    if let answer { answers.take(answer) }
    return Capabilities(
      TerminalHints(facts: facts, environment: environment), answers, color: color,
      isUTF8: isUTF8,
      curses: curses ?? Curses(readsDescriptions: true, glyphSets: GlyphSet.allCases))
  }

  @Test(
    arguments: [
      (["TERM": "xterm", "COLORTERM": "truecolor"], .direct),
      (["TERM": "xterm", "COLORTERM": "24bit"], .direct),
      (["TERM": "xterm", "COLORTERM": "yes"], .indexed256),
      (["TERM": "tmux-256color", "TMUX": "1", "COLORTERM": "truecolor"], .direct),
      (["TERM": "tmux-256color", "TMUX": "1", "KITTY_WINDOW_ID": "1"], .indexed256),
      // Inherited from the terminal in which screen was started.
      (["TERM": "screen-256color", "STY": "1.pts", "COLORTERM": "truecolor"], .indexed256),
      (["TERM": "screen.xterm-256color", "COLORTERM": "truecolor"], .indexed256),
      (["TERM": "screen-256color", "TMUX": "1", "COLORTERM": "truecolor"], .direct),
      (["TERM": "xterm-256color", "TERM_PROGRAM": "Apple_Terminal"], .indexed256),
      (
        [
          "TERM": "xterm-256color", "TERM_PROGRAM": "Apple_Terminal", "TERM_PROGRAM_VERSION": "455",
        ],
        .indexed256
      ),
      (
        [
          "TERM": "xterm-256color", "TERM_PROGRAM": "Apple_Terminal", "TERM_PROGRAM_VERSION": "455",
          "COLORTERM": "truecolor",
        ], .indexed256
      ),
      (
        [
          "TERM": "xterm-256color", "TERM_PROGRAM": "Apple_Terminal", "TERM_PROGRAM_VERSION": "465",
        ],
        .direct
      ),
      (["TERM": "dvtm-256color", "COLORTERM": "truecolor"], .indexed256),
      (["TERM": "xterm-256color", "TERM_PROGRAM": "iTerm.app"], .direct),
      (["TERM": "foot"], .direct), (["TERM": "xterm-ghostty"], .direct),
    ] as [([String: String], ColorMethod)])
  func followsTheEnvironment(environment: [String: String], method: ColorMethod) {
    #expect(capabilities(xterm, environment).colorMethod == method)
  }

  @Test func imagesArePreferredWhereTheyAreShownAndDrawnWell() {
    let konsole = ["TERM": "xterm-256color", "KONSOLE_VERSION": "221203"]
    let image = TerminalAnswer.image(id: GraphicsCommand.questionID, isDone: true)
    #expect(capabilities(xterm, konsole, image).prefersImages)
    #expect(!capabilities(xterm, konsole).prefersImages)
    let former = ["TERM": "xterm-256color", "KONSOLE_VERSION": "220803"]
    #expect(capabilities(xterm, former, image).showsImages)
    #expect(!capabilities(xterm, former, image).prefersImages)
    #expect(!capabilities(xterm, ["TERM": "xterm-kitty"], image).prefersImages)
    // In tmux inside it, its variables are still there.
    let inner = konsole.merging(["TMUX": "/tmp/tmux,1,0"]) { $1 }
    #expect(!capabilities(xterm, inner, image).prefersImages)
  }

  @Test func anAnswerOverridesTheDescriptionIfThereAreColors() {
    let small = TerminalFacts(name: "xterm", colors: 8, hasMouse: true)
    let proof = TerminalAnswer.rendition("0;48:2::18:52:86")
    #expect(capabilities(small, [:], proof).colorMethod == .direct)
    #expect(capabilities(small, [:], .rendition("0;48;5;16")).colorMethod == .eight)
    #expect(capabilities(small, [:], .rendition("")).colorMethod == .eight)
    // xterm.js always answers like this.
    let claims = ["COLORTERM": "truecolor"]
    #expect(capabilities(small, claims, .rendition("0")).colorMethod == .direct)
    #expect(capabilities(small, claims, .rendition("0;48;5;16")).colorMethod == .eight)
    #expect(
      capabilities(small, [:], .paletteEntry(index: 255, Color(0xEEEEEE))).colorMethod
        == .indexed256)
    #expect(capabilities(TerminalFacts(name: "vt220"), [:], proof).colorMethod == .none)
  }

  @Test func usesEightColorsOnTheConsole() {
    let environment = ["TERM": "linux", "COLORTERM": "truecolor"]
    #expect(capabilities(linux, environment).colorMethod == .eight)
  }

  @Test func directColorsNeedACursesThatReadsDescriptions() {
    let old = Curses(readsDescriptions: false, glyphSets: GlyphSet.allCases)
    let environment = ["TERM": "xterm-256color", "COLORTERM": "truecolor"]
    #expect(capabilities(xterm, environment, curses: old).colorMethod == .indexed256)
    let redefined = TerminalAnswer.paletteEntry(index: 255, Questions.probe)
    #expect(capabilities(xterm, environment, redefined, curses: old).colorMethod == .palette)
  }

  @Test(
    arguments: [
      (.automatic, "1", .none), (.automatic, "", .direct), (.automatic, nil, .direct),
      (.always, "1", .direct), (.never, nil, .none), (.sixteen, "1", .sixteen),
      (.indexed256, nil, .indexed256), (.trueColor, nil, .direct),
    ] as [(ColorChoice, String?, ColorMethod)])
  func followsTheChoiceOfColors(choice: ColorChoice, noColor: String?, method: ColorMethod) {
    #expect(choice.method(available: .direct, noColor: noColor) == method)
  }

  @Test func theUserMayChooseMoreColorsThanAreKnown() {
    #expect(ColorChoice.trueColor.method(available: .indexed256, noColor: nil) == .direct)
    #expect(ColorChoice.trueColor.method(available: .palette, noColor: nil) == .palette)
    #expect(ColorChoice.indexed256.method(available: .eight, noColor: nil) == .indexed256)
    #expect(ColorChoice.sixteen.method(available: .eight, noColor: nil) == .eight)
    for choice in ColorChoice.allCases {
      #expect(choice.method(available: .none, noColor: nil) == .none)
    }
  }

  @Test(
    arguments: [
      ("0;15", .light), ("15;0", .dark), ("0;default;15", .light), ("12;8", .dark), ("0;7", .light),
      ("7;6", .dark), ("15", nil), ("0;default", nil), ("", nil), ("0;16", nil), ("0;-1", nil),
      ("0;15;", nil),
    ] as [(String, Background?)])
  func readsColorFGBG(text: String, background: Background?) {
    #expect(Background(colorFGBG: text) == background)
  }

  @Test func readsTheBackgroundFromTheEnvironmentUnlessTheTerminalAnswers() {
    #expect(capabilities(xterm, ["COLORFGBG": "0;15"]).background == .light)
    #expect(capabilities(xterm, ["COLORFGBG": "15;default;0"]).background == .dark)
    #expect(capabilities(xterm).background == nil)
    #expect(
      capabilities(xterm, ["COLORFGBG": "15;0"], .background(Color(0xFFFFFF))).background == .light)
  }

  @Test(
    arguments: [
      (["TERM": "xterm-256color"], true, true), (["TERM": "xterm-kitty"], true, true),
      (["TERM": "vte-256color"], true, true),
      (["TERM": "tmux-256color", "TMUX": "/tmp/tmux"], true, true),
      (["TERM": "screen-256color", "TMUX": "/tmp/tmux"], false, true),
      (["TERM": "screen-256color", "STY": "1.pts"], false, false),
      (["TERM": "xterm", "STY": "1.pts", "TMUX": "/tmp/tmux"], false, false),
      (["TERM": "screen"], false, false), (["TERM": "linux"], false, false),
      (["TERM": "vt220"], false, false), (["TERM": "dumb"], false, false),
      (["TERM": "eterm-color"], false, false),
    ] as [([String: String], Bool, Bool)])
  func sendsCommandsOnlyToTerminalsThatDoNotPrintThem(
    environment: [String: String], canBeAsked: Bool, takesClipboard: Bool
  ) {
    let hints = TerminalHints(facts: xterm, environment: environment)
    #expect(hints.canBeAsked == canBeAsked)
    #expect(hints.takesClipboard == takesClipboard)
    var plain = xterm
    plain.hasMouse = false
    let others = TerminalHints(facts: plain, environment: environment)
    #expect(!others.canBeAsked && !others.takesClipboard)
  }

  @Test func expectsQuadrantsEverywhereExceptOnTheConsole() {
    #expect(capabilities(xterm).finestGlyphs == .quadrant)
    #expect(capabilities(linux).finestGlyphs == .ascii)
    #expect(capabilities(xterm, isUTF8: false).finestGlyphs == .ascii)
    #expect(capabilities(xterm, isUTF8: false).glyphSets == [.ascii])
    let old = Curses(readsDescriptions: true, glyphSets: [.quadrant, .sextant, .half])
    let ghostty = TerminalAnswer.version("ghostty 1.2.3")
    #expect(capabilities(xterm, [:], ghostty).finestGlyphs == .octant)
    #expect(capabilities(xterm, [:], ghostty, curses: old).finestGlyphs == .sextant)
  }
}
