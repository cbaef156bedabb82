import Canvas
import Testing

@testable import Terminal

@Suite struct CapabilitiesTests {
  private let xterm = TerminalFacts(name: "xterm-256color", colors: 256, canChangeColors: true)
  private let tmux = TerminalFacts(name: "tmux-256color", colors: 256)
  private let linux = TerminalFacts(name: "linux", colors: 8, canChangeColors: true)

  private func capabilities(
    _ facts: TerminalFacts, _ environment: [String: String] = [:],
    color: ColorChoice = .automatic, isUTF8: Bool = true
  ) -> Capabilities {
    Capabilities(facts: facts, environment: environment, color: color, isUTF8: isUTF8)
  }

  @Test func showsWhatTheDescriptionAllows() {
    #expect(capabilities(xterm).colorDepth == .trueColor)
    #expect(capabilities(xterm).canRedefinePalette)
    #expect(capabilities(tmux, ["COLORTERM": "truecolor"]).colorDepth == .indexed256)
    #expect(!capabilities(tmux).canRedefinePalette)
    #expect(capabilities(TerminalFacts(name: "rxvt-16color", colors: 16)).colorDepth == .sixteen)
    #expect(capabilities(TerminalFacts(name: "vt100")).colorDepth == .none)
  }

  @Test func leavesSmallPalettesAlone() {
    #expect(capabilities(linux).colorDepth == .eight)
    #expect(!capabilities(linux).canRedefinePalette)
  }

  @Test(
    arguments: [
      (.automatic, "1", .none), (.automatic, "", .trueColor), (.automatic, nil, .trueColor),
      (.always, "1", .trueColor), (.never, nil, .none), (.sixteen, "1", .sixteen),
      (.indexed256, nil, .indexed256), (.trueColor, nil, .trueColor),
    ] as [(ColorChoice, String?, ColorDepth)])
  func followsTheChoiceOfColors(choice: ColorChoice, noColor: String?, depth: ColorDepth) {
    #expect(choice.depth(available: .trueColor, noColor: noColor) == depth)
    #expect(choice.depth(available: .eight, noColor: noColor) == min(depth, .eight))
  }

  @Test(arguments: [
    ["TERM": "xterm-kitty"], ["TERM": "foot"], ["TERM": "foot-extra"], ["TERM": "alacritty"],
    ["TERM": "xterm-ghostty"], ["TERM": "xterm-256color", "TERM_PROGRAM": "WezTerm"],
    ["TERM": "xterm-256color", "VTE_VERSION": "7402"],
    ["TERM": "xterm-256color", "KITTY_WINDOW_ID": "1"],
  ])
  func knowsTerminalsThatDrawSextants(environment: [String: String]) {
    #expect(capabilities(xterm, environment).drawsSextants)
    #expect(!capabilities(xterm, environment, isUTF8: false).drawsSextants)
  }

  @Test(arguments: [
    ["TERM": "xterm-256color"], ["TERM": "xterm-256color", "VTE_VERSION": "5202"],
    ["TERM": "tmux-256color", "KITTY_WINDOW_ID": "1"],
    ["TERM": "xterm-256color", "TMUX": "/tmp/tmux", "VTE_VERSION": "7402"],
    ["TERM": "screen", "TERM_PROGRAM": "WezTerm"],
    ["TERM": "xterm-256color", "TERM_PROGRAM": "Apple_Terminal"],
  ])
  func expectsSextantsNowhereElse(environment: [String: String]) {
    #expect(!capabilities(xterm, environment).drawsSextants)
  }

  private let commanded = TerminalFacts(name: "xterm-256color", colors: 256, hasMouse: true)

  @Test func readsTheBackgroundFromTheEnvironment() {
    #expect(capabilities(xterm, ["COLORFGBG": "0;15"]).background == .light)
    #expect(capabilities(xterm, ["COLORFGBG": "15;default;0"]).background == .dark)
    #expect(capabilities(xterm).background == nil)
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
  func sendsCommandsOnlyWhereTheyAreNotPrinted(
    environment: [String: String], canBeAsked: Bool, takesClipboard: Bool
  ) {
    let found = capabilities(commanded, environment)
    #expect(found.canBeAsked == canBeAsked)
    #expect(found.takesClipboard == takesClipboard)
    #expect(!capabilities(xterm, environment).canBeAsked)
    #expect(!capabilities(xterm, environment).takesClipboard)
  }

  @Test func expectsQuadrantsEverywhereButOnTheConsole() {
    #expect(capabilities(xterm).drawsQuadrants)
    #expect(!capabilities(linux).drawsQuadrants)
    #expect(!capabilities(xterm, isUTF8: false).drawsQuadrants)
  }
}
