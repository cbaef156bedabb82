import Foundation
import Testing

/// The questions of the program to a terminal, played by the test, and how it uses the answers.
@Suite(.serialized, .timeLimit(.minutes(15)))
struct QuestionTests {
  private let attributes = "\u{1B}[c"
  private let answer = "\u{1B}[?62;1c"
  private let proof = "\u{1B}P1$r0;48:2::18:52:86m\u{1B}\\"

  @Test func theScreenIsTakenOverBeforeTheCursorIsHiddenAndTheQuestionsAreAsked() throws {
    let terminal = try PseudoTerminal(["--paused"])
    terminal.read(until: attributes)
    let places = ["\u{1B}[?1049h", "\u{1B}[?25l", "\u{1B}]11;?", "\u{1B}P$qm", attributes].map {
      terminal.output.range(of: $0)?.lowerBound
    }
    #expect(!places.contains(nil))
    #expect(places.compactMap(\.self) == places.compactMap(\.self).sorted())
  }

  @Test func directColorsAreUsedAsSoonAsTheyAreProven() throws {
    let terminal = try PseudoTerminal(["--paused"])
    terminal.read(until: attributes)
    terminal.drop(through: attributes)
    terminal.type(proof + answer)
    terminal.read(until: "quit")
    terminal.type("q")
    #expect(terminal.end() == 0)
    #expect(terminal.output.contains("\u{1B}[48;2;"))
    // The palette is not touched if it is not needed.
    #expect(!terminal.output.contains("]4;16;"))
    #expect(terminal.output.hasSuffix("\u{1B}[?1049l\u{1B}[23;0;0t"))
  }

  @Test(
    arguments: [
      ("Konsole 22.12.3", 0x1FB00...0x1FB3B), ("ghostty 1.2.3", 0x1CD00...0x1CDE5),
    ] as [(String, ClosedRange<UInt32>)])
  func theGlyphsSuitTheTerminal(name: String, range: ClosedRange<UInt32>) throws {
    let terminal = try PseudoTerminal(["--paused", "--step", "20"])
    terminal.read(until: attributes)
    terminal.type("\u{1B}P>|\(name)\u{1B}\\" + answer)
    terminal.read(until: "quit")
    #expect(terminal.output.unicodeScalars.contains { range.contains($0.value) })
  }

  @Test func aLateAnswerImprovesThePicture() throws {
    let terminal = try PseudoTerminal(["--paused"])
    terminal.read(until: "quit")
    #expect(terminal.output.contains("48;5;"))
    #expect(!terminal.output.contains("38;2;"))
    terminal.drop(through: "quit")
    terminal.type(proof + answer)
    terminal.read(until: "quit")
    #expect(terminal.output.contains("\u{1B}[48;2;"))
    terminal.type("q")
    #expect(terminal.end() == 0)
  }

  @Test func thePaletteIsRestored() throws {
    let terminal = try PseudoTerminal(["--paused"])
    terminal.read(until: attributes)
    terminal.drop(through: attributes)
    // Its last entry is not the standard one, and reads back as redefined.
    terminal.type(
      "\u{1B}]4;255;rgb:abab/cdcd/efef\u{7}\u{1B}]4;255;rgb:1212/3434/5656\u{7}" + answer)
    terminal.read(until: "\u{1B}]4;255;rgb:ab/cd/ef\u{7}")
    // The program asks for an entry before it redefines it.
    terminal.read(until: attributes)
    #expect(terminal.output.contains("\u{1B}]4;16;?\u{7}"))
    #expect(terminal.output.contains("\u{1B}]4;17;?\u{7}"))
    terminal.type("\u{1B}]4;16;rgb:0101/0202/0303\u{7}" + answer)
    terminal.read(until: "quit")
    terminal.drop(through: "quit")
    terminal.type("q")
    #expect(terminal.end() == 0)
    // Entry 16 as the terminal had it, and the others with their standard values.
    #expect(terminal.output.contains("\u{1B}]4;16;rgb:01/02/03\u{7}\u{1B}]4;17;rgb:00/00/5f\u{7}"))
  }

  @Test func synchronizedUpdatesAreUsedOnlyIfSupported() throws {
    for (state, isUsed) in [(2, true), (0, false), (4, false)] {
      let terminal = try PseudoTerminal(["--paused"])
      terminal.read(until: attributes)
      terminal.drop(through: attributes)
      terminal.type("\u{1B}[?2026;\(state)$y" + answer)
      terminal.read(until: "quit")
      #expect(terminal.output.contains("\u{1B}[?2026h") == isUsed)
    }
  }

  @Test func aTerminalThatStopsReadingIsGivenBack() throws {
    // The first frame of a large window is larger than the buffer of a terminal.
    let terminal = try PseudoTerminal(
      ["himmelblau"], columns: 400, rows: 120, environment: ["COLORTERM": "truecolor"])
    terminal.read(until: attributes)
    kill(terminal.process, SIGTERM)
    #expect(terminal.end(reading: false) == 128 + SIGTERM)
    #expect(terminal.output.hasSuffix("\u{1B}[?1049l\u{1B}[23;0;0t"))
  }

  @Test func theDescriptionForCursesIsNotInherited() async throws {
    // In the environment, it would be inherited by programs of the shell.
    let terminal = try PseudoTerminal(["--paused"], environment: ["COLORTERM": "truecolor"])
    terminal.read(until: "quit")
    let variables = try String(
      contentsOfFile: "/proc/\(terminal.process)/environ", encoding: .utf8)
    #expect(!variables.contains("TERMINFO"))
  }
}
