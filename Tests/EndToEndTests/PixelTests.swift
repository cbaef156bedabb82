import Foundation
import Testing

/// `--glyphs pixels` in a terminal, played by the test, that shows images.
@Suite(.serialized, .timeLimit(.minutes(15)))
struct PixelTests {
  private let attributes = "\u{1B}[c"
  private let answer = "\u{1B}[?62;c"
  private let question = "\u{1B}_Gi=31,"
  private let start = "\u{1B}_Ga=t,"
  private let deletion = "\u{1B}_Ga=d,d=I,i=1684370273,q=2\u{1B}\\"

  /// A terminal that has answered that it is kitty, with images.
  private func kitty(
    _ arguments: [String] = ["--paused"], acceptsImages: Bool = true
  ) throws -> PseudoTerminal {
    let terminal = try PseudoTerminal(
      arguments + ["--glyphs", "pixels"], environment: ["COLORTERM": "truecolor"])
    terminal.read(until: attributes)
    terminal.drop(through: attributes)
    terminal.type("\u{1B}P>|kitty(0.40.0)\u{1B}\\\u{1B}[6;16;8t\u{1B}[?2026;2$y" + answer)
    terminal.read(until: question)
    terminal.read(until: attributes)
    terminal.drop(through: attributes)
    terminal.type((acceptsImages ? "\u{1B}_Gi=31;OK\u{1B}\\" : "") + answer)
    return terminal
  }

  @Test func theImageIsSentOnceAndPlaced() throws {
    let terminal = try kitty()
    terminal.read(until: "a=p,i=1684370273,p=1,")
    terminal.read(until: attributes)
    #expect(terminal.output.components(separatedBy: start).count == 2)
    terminal.drop(through: attributes)
    terminal.type(answer)
    // Steps draw cells only.
    terminal.type("l")
    terminal.read(until: "\u{1B}[?2026l")
    terminal.type(".")
    terminal.read(until: "step")
    #expect(!terminal.output.contains(start))
    terminal.type("q")
    #expect(terminal.end() == 0)
    #expect(terminal.output.contains(deletion))
  }

  /// Konsole is sent an image unasked; with glyphs chosen it is sent none.
  @Test(
    arguments: [
      ("Konsole 22.12.3", [], true), ("Konsole 22.12.3", ["--glyphs", "half"], false),
      ("kitty(0.46.0)", [], false),
    ] as [(String, [String], Bool)])
  func imagesAreTheDefaultInKonsole(name: String, arguments: [String], isImage: Bool) throws {
    let terminal = try PseudoTerminal(
      ["--paused"] + arguments, environment: ["COLORTERM": "truecolor"])
    terminal.read(until: attributes)
    terminal.drop(through: attributes)
    terminal.type("\u{1B}P>|\(name)\u{1B}\\\u{1B}[6;16;8t\u{1B}[?2026;2$y" + answer)
    terminal.read(until: question)
    terminal.read(until: attributes)
    terminal.drop(through: attributes)
    terminal.type("\u{1B}_Gi=31;OK\u{1B}\\" + answer)
    if isImage {
      terminal.read(until: "a=p,i=1684370273,p=1,")
    } else {
      terminal.read(until: "quit")
    }
    terminal.type("q")
    #expect(terminal.end() == 0)
    #expect(terminal.output.contains(start) == isImage)
  }

  @Test func noImageIsSentWhileTheLastOneIsSwallowed() throws {
    let terminal = try kitty()
    terminal.read(until: "a=p,i=1684370273,p=1,")
    terminal.read(until: attributes)
    terminal.drop(through: attributes)
    // Another map: in glyphs, and without the image of the former one.
    terminal.type("z")
    terminal.read(until: "\u{1B}_Ga=d,d=i,i=1684370273,p=1,q=2\u{1B}\\")
    terminal.read(until: "\u{1B}[?2026l")
    #expect(!terminal.output.contains(start))
    terminal.type(answer)
    terminal.read(until: start)
    terminal.read(until: "a=p,i=1684370274,")
  }

  @Test func aRefusedImageMeansGlyphs() throws {
    let terminal = try kitty()
    terminal.read(until: "a=p,i=1684370273,p=1,")
    terminal.read(until: attributes)
    terminal.drop(through: attributes)
    terminal.type("\u{1B}_Gi=1684370273;ENOSPC:full\u{1B}\\" + answer)
    terminal.read(until: "\u{1B}[48;2;")
    terminal.drop(through: "\u{1B}[48;2;")
    terminal.type("z")
    terminal.read(until: "\u{1B}[?2026l")
    #expect(!terminal.output.contains(start))
  }

  @Test func aTerminalWithoutImagesFallsBackSilently() throws {
    let terminal = try kitty(acceptsImages: false)
    terminal.read(until: "quit")
    #expect(!terminal.output.contains("_Ga="))
    #expect(!terminal.output.contains("pixels"))
    terminal.type("q")
    #expect(terminal.end() == 0)
    #expect(!terminal.output.contains("_G"))
  }

  @Test(arguments: [
    ["TMUX": "/tmp/tmux,1,0", "TERM": "tmux-256color"],
    ["STY": "1.pts", "TERM": "screen-256color"],
    ["TERM": "xterm-256color"], ["TERM": "alacritty"],
  ])
  func othersAreNotAsked(environment: [String: String]) throws {
    let terminal = try PseudoTerminal(
      ["--paused", "--glyphs", "pixels"],
      environment: environment.merging(["KITTY_WINDOW_ID": "1"]) { own, _ in own }.filter {
        environment["TERM"]?.hasPrefix("tmux") == true
          || environment["TERM"]?.hasPrefix("screen") == true || $0.key != "KITTY_WINDOW_ID"
      })
    terminal.read(until: "quit")
    terminal.type("q")
    #expect(terminal.end() == 0)
    #expect(!terminal.output.contains("_G"))
  }

  @Test(arguments: [SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGSEGV, SIGABRT])
  func everyEndRemovesTheImages(signal: Int32) throws {
    let terminal = try kitty(["himmelblau"])
    terminal.read(until: "a=p,i=1684370273,p=1,")
    terminal.read(until: attributes)
    terminal.drop(through: attributes)
    terminal.type(answer)
    kill(terminal.process, signal)
    #expect(terminal.end() == 128 + signal)
    let place = try #require(terminal.output.range(of: deletion))
    #expect(terminal.output[place.upperBound...].contains("\u{1B}[?1049l"))
  }

  @Test func controlCRemovesTheImages() throws {
    let terminal = try kitty()
    terminal.read(until: "a=p,i=1684370273,p=1,")
    terminal.drop(through: "a=p,i=1684370273,p=1,")
    terminal.type(answer + "\u{3}")
    #expect(terminal.end() == 128 + SIGINT)
    #expect(terminal.output.contains(deletion))
  }

  @Test func suspendingRemovesTheImagesUntilTheProgramContinues() throws {
    let terminal = try kitty()
    terminal.read(until: "a=p,i=1684370273,p=1,")
    terminal.read(until: attributes)
    terminal.drop(through: attributes)
    terminal.type(answer)
    // Stopped by a signal: without a shell, the whole job is only this process.
    kill(terminal.process, SIGTSTP)
    terminal.read(until: deletion)
    terminal.drop(through: deletion)
    kill(terminal.process, SIGCONT)
    terminal.read(until: start)
    terminal.read(until: "a=p,i=1684370273,p=1,")
    terminal.type("q")
    #expect(terminal.end() == 0)
  }

  @Test func restoreRemovesTheImagesOfAKilledProgram() throws {
    let killed = try PseudoTerminal(
      ["--restore"], environment: ["TERM": "xterm-256color", "KONSOLE_VERSION": "221203"])
    #expect(killed.end() == 0)
    #expect(killed.output.contains(deletion))
    let other = try PseudoTerminal(["--restore"])
    #expect(other.end() == 0)
    #expect(!other.output.contains("_G"))
  }
}
