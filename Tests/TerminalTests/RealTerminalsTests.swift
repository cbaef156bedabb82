import Canvas
import Input
import Testing

@testable import Terminal

/// The answers of real terminals, and the conclusions that must follow from them.
struct RealTerminal: Sendable, CustomTestStringConvertible {
  var name: String
  /// The number of colours in its description.
  var colors = 256
  var environment: [String: String]
  var answers: String
  var method: ColorMethod
  var glyphs = GlyphSet.quadrant
  var synchronizes = false
  var background: Background? = .dark

  var testDescription: String { name }

  static let all = [
    RealTerminal(
      name: "alacritty 0.11",
      environment: [
        "TERM": "alacritty", "COLORTERM": "truecolor", "ALACRITTY_WINDOW_ID": "4194311",
      ],
      answers: "<OSC>11;rgb:1d1d/1f1f/2121<BEL><OSC>4;255;rgb:eeee/eeee/eeee<ST>"
        + "<OSC>4;255;rgb:1212/3434/5656<ST><CSI>>0;1700;1c<CSI>?6c",
      method: .direct),
    RealTerminal(
      name: "kitty 0.26.5",
      environment: ["TERM": "xterm-kitty", "COLORTERM": "truecolor", "KITTY_WINDOW_ID": "1"],
      answers: "<OSC>11;rgb:0000/0000/0000<ST><DCS>1$r48:2:18:52:86m<ST>"
        + "<OSC>4;255;rgb:eeee/eeee/eeee<ST><OSC>4;255;rgb:1212/3434/5656<ST>"
        + "<DCS>>|kitty(0.26.5)<ST><CSI>>1;4000;26c<CSI>?2026;2$y<CSI>?62;c",
      method: .direct, glyphs: .sextant, synchronizes: true),
    RealTerminal(
      name: "Konsole 22.12.3",
      environment: [
        "TERM": "xterm-256color", "COLORTERM": "truecolor", "KONSOLE_VERSION": "221203",
        "COLORFGBG": "15;0",
      ],
      answers: "<OSC>11;rgb:2323/2626/2727<BEL><OSC>4;255;rgb:eeee/eeee/eeee<BEL>"
        + "<OSC>4;255;rgb:eeee/eeee/eeee<BEL><DCS>>|Konsole 22.12.3<ST><CSI>>1;115;0c"
        + "<CSI>?62;1;4c",
      method: .direct, glyphs: .sextant),
    RealTerminal(
      name: "mlterm 3.9.0", colors: 8,
      environment: ["TERM": "mlterm", "COLORFGBG": "default;default", "MLTERM": "3.9.0"],
      answers: "<OSC>11;rgb:ffff/ffff/ffff<ST><DCS>1$r0;48;5;16m<ST>"
        + "<OSC>4;255;rgb:eeee/eeee/eeee<ST><OSC>4;255;rgb:1212/3434/5656<ST>"
        + "<CSI>>24;279;0c<CSI>?2026;0$y<CSI>?63;1;2;3;4;6;7;15;18;22;29c",
      method: .palette, background: .light),
    RealTerminal(
      name: "st 0.9", environment: ["TERM": "st-256color"],
      answers: "<OSC>11;rgb:0000/0000/0000<BEL><OSC>4;255;rgb:eeee/eeee/eeee<BEL>"
        + "<OSC>4;255;rgb:1212/3434/5656<BEL><CSI>?6c",
      method: .direct),
    RealTerminal(
      name: "Terminology 1.13.0",
      environment: [
        "TERM": "xterm-256color", "TERM_PROGRAM": "terminology", "TERMINOLOGY": "1",
      ],
      answers: "<OSC>11;rgb:2020/2020/2020<ST><DCS>>|terminology 1.13.0<ST><CSI>>61;337;0c"
        + "<CSI>?64;1;9;15;18;21;22c",
      method: .indexed256),
    RealTerminal(
      name: "urxvt 9.30",
      environment: [
        "TERM": "rxvt-unicode-256color", "COLORTERM": "rxvt-xpm", "COLORFGBG": "0;default;15",
      ],
      answers: "<OSC>4;255;rgb:eeee/eeee/eeee<ESC><OSC>4;255;rgb:1212/3434/5656<ESC>"
        + "<CSI>>85;95;0c<CSI>?2026;0$y<CSI>?1;2c",
      method: .palette, background: .light),
    RealTerminal(
      name: "VTE 0.70.6 (Xfce)",
      environment: ["TERM": "xterm-256color", "COLORTERM": "truecolor", "VTE_VERSION": "7006"],
      answers: "<OSC>11;rgb:0000/0000/0000<BEL><DCS>0$r<ST><OSC>4;255;rgb:eeee/eeee/eeee<ST>"
        + "<OSC>4;255;rgb:1212/3434/5656<ST><CSI>>65;7006;1c<CSI>?2026;4$y<CSI>?65;1;9c",
      method: .direct, glyphs: .sextant),
    RealTerminal(
      name: "xterm 379", colors: 8,
      environment: ["TERM": "xterm", "XTERM_VERSION": "XTerm(379)"],
      answers: "<OSC>11;rgb:ffff/ffff/ffff<BEL><DCS>1$r0;48:2::18:52:86m<ST>"
        + "<OSC>4;255;rgb:eeee/eeee/eeee<ST><OSC>4;255;rgb:1212/3434/5656<ST>"
        + "<DCS>>|XTerm(379)<ST><CSI>>41;379;0c<CSI>?2026;0$y"
        + "<CSI>?64;1;2;6;9;15;16;17;18;21;22;28c",
      method: .direct, background: .light),
    RealTerminal(
      name: "tmux 3.3a", environment: ["TERM": "tmux-256color", "TMUX": "/tmp/tmux-0/default,1,0"],
      answers: "<DCS>>|tmux 3.3a<ST><CSI>>84;0;0c<CSI>?1;2c",
      method: .indexed256, background: nil),
    RealTerminal(
      name: "tmux 3.3a in a terminal with 24-bit colours",
      environment: [
        "TERM": "tmux-256color", "TMUX": "/tmp/tmux-0/default,1,0", "COLORTERM": "truecolor",
      ],
      answers: "<DCS>>|tmux 3.3a<ST><CSI>>84;0;0c<CSI>?1;2c",
      method: .direct, background: nil),
  ]

  /// The bytes of the answers.
  var bytes: [UInt8] {
    let names = [
      ("<OSC>", "\u{1B}]"), ("<DCS>", "\u{1B}P"), ("<CSI>", "\u{1B}["), ("<ST>", "\u{1B}\\"),
      ("<BEL>", "\u{7}"), ("<ESC>", "\u{1B}"),
    ]
    let text = names.reduce(answers) { text, name in
      text.split(separator: name.0, omittingEmptySubsequences: false).joined(separator: name.1)
    }
    return Array(text.utf8)
  }

  var hints: TerminalHints {
    TerminalHints(
      facts: TerminalFacts(name: environment["TERM"] ?? "", colors: colors, hasMouse: true),
      environment: environment)
  }
}

@Suite struct RealTerminalsTests {
  private let curses = Curses(readsDescriptions: true, glyphSets: GlyphSet.allCases)

  private func answers(_ bytes: some Sequence<UInt8>) -> TerminalAnswers {
    var decoder = InputDecoder()
    decoder.expectAnswers()
    var answers = TerminalAnswers()
    let events = decoder.decode(bytes)
    #expect(events.isEmpty, "no part of an answer is a key")
    for answer in decoder.takeAnswers() { answers.take(answer) }
    return answers
  }

  @Test(arguments: RealTerminal.all)
  func isUsedByItsAnswers(terminal: RealTerminal) {
    let answers = answers(terminal.bytes)
    #expect(answers.isComplete)
    let found = Capabilities(
      terminal.hints, answers, color: .automatic, isUTF8: true, curses: curses)
    #expect(found.colorMethod == terminal.method)
    #expect(found.finestGlyphs == terminal.glyphs)
    #expect(found.synchronizes == terminal.synchronizes)
    #expect(found.background == terminal.background)
    #expect(found.hasBraille == !terminal.name.hasPrefix("mlterm"))
  }

  @Test(arguments: RealTerminal.all)
  func isRecognizedByItsAnswersAloneOverSSH(terminal: RealTerminal) {
    let remote = TerminalHints(
      facts: TerminalFacts(name: "xterm-256color", colors: 256, hasMouse: true),
      environment: ["TERM": "xterm-256color"])
    let found = ColorMethod.best(remote, answers(terminal.bytes))
    // A name is enough for Konsole and VTE; st answers without one, but redefines its palette.
    let expected: ColorMethod =
      switch terminal.name {
      case "st 0.9": .palette
      case "tmux 3.3a in a terminal with 24-bit colours": .indexed256
      default: terminal.method
      }
    #expect(found == expected)
  }

  @Test(arguments: RealTerminal.all)
  func isReadTheSameWayWhereverTheAnswersAreCut(terminal: RealTerminal) {
    let bytes = terminal.bytes
    let whole = answers(bytes)
    for cut in 0...bytes.count {
      var decoder = InputDecoder()
      var found = TerminalAnswers()
      let events = decoder.decode(bytes[..<cut]) + decoder.decode(bytes[cut...])
      #expect(events.isEmpty)
      for answer in decoder.takeAnswers() { found.take(answer) }
      #expect(found == whole)
    }
  }

  @Test func theDescriptionCountsWithoutAnswers() {
    let silent = TerminalAnswers()
    for (colors, method) in [
      (0, ColorMethod.none), (8, .eight), (16, .sixteen), (88, .sixteen), (256, .indexed256),
    ] {
      let hints = TerminalHints(
        facts: TerminalFacts(name: "some", colors: colors, hasMouse: true),
        environment: ["TERM": "some"])
      #expect(ColorMethod.best(hints, silent) == method)
    }
  }

  @Test func aPaletteThatIgnoresCommandsIsNotRedefined() {
    let konsole = RealTerminal.all[2]
    let unknown = TerminalHints(
      facts: TerminalFacts(name: "xterm-256color", colors: 256, hasMouse: true),
      environment: ["TERM": "xterm-256color"])
    let bytes = konsole.answers.split(separator: "<DCS>")[0] + "<CSI>?62;1;4c"
    let nameless = RealTerminal(
      name: "", environment: [:], answers: String(bytes), method: .indexed256)
    #expect(ColorMethod.best(unknown, answers(nameless.bytes)) == .indexed256)
  }

  @Test func theFirstAnswerForAnEntryIsItsOriginalColor() {
    let answers = answers(
      Array("\u{1B}]4;20;rgb:0101/0202/0303\u{7}\u{1B}]4;20;rgb:0404/0505/0606\u{7}".utf8))
    #expect(answers.originals == [20: Color(0x010203)])
  }

  @Test func remembersTheOriginalPalette() {
    let answers = answers(
      Array("\u{1B}]4;255;rgb:abab/cdcd/efef\u{7}\u{1B}]4;255;rgb:1212/3434/5656\u{7}".utf8))
    #expect(answers.originals == [255: Color(0xABCDEF)])
    #expect(answers.canRedefinePalette)
  }
}
