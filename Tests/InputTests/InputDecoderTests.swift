import Canvas
import TestSupport
import Testing

@testable import Input

private func events(_ text: String) -> [Event] {
  var decoder = InputDecoder()
  return decoder.decode(Array(text.utf8))
}

@Suite struct InputDecoderTests {
  @Test(
    arguments: [
      ("a", .character("a")), ("é", .character("é")), ("界", .character("界")),
      ("\u{1F600}", .character("\u{1F600}")), ("\r", .enter), ("\n", .enter), ("\t", .tab),
      ("\u{7F}", .backspace), ("\u{8}", .backspace), ("\u{3}", .control("c")),
      ("\u{1A}", .control("z")), ("\u{12}", .control("r")), ("\u{0}", .control(" ")),
      ("\u{1C}", .control("\\")),
      ("\u{1B}[A", .up), ("\u{1B}OA", .up), ("\u{1B}[1;2D", .left), ("\u{1B}[H", .home),
      ("\u{1B}[1~", .home), ("\u{1B}[7~", .home), ("\u{1B}OF", .end), ("\u{1B}[5~", .pageUp),
      ("\u{1B}[6~", .pageDown), ("\u{1B}[Z", .backTab), ("\u{1B}[2~", .insert),
      ("\u{1B}[3~", .delete), ("\u{1B}OP", .function(1)), ("\u{1B}[[A", .function(1)),
      ("\u{1B}[15~", .function(5)), ("\u{1B}[24~", .function(12)), ("\u{1B}Ok", .character("+")),
      ("\u{1B}OM", .enter),
    ] as [(String, Key)])
  func namesKeys(sequence: String, key: Key) {
    #expect(events(sequence) == [.key(key)])
  }

  @Test(arguments: [
    "\u{1B}[I", "\u{1B}[O", "\u{1B}[?2026;2$y", "\u{1B}[27;5;113~", "\u{1B}[113;5u",
    "\u{1B}[1;5C", "\u{1B}[1;3A", "\u{1B}[99~", "\u{1B}[200;1~", "\u{1B}[?1;2c", "\u{1B}[12;40R",
    "\u{1B}q", "\u{1B}é", "\u{1B}\u{3}", "\u{1B}]10;rgb:0000/0000/0000\u{7}",
    "\u{1B}]11;rgb:0000/0000\u{7}", "\u{1B}P11;rgb:0000/0000/0000\u{1B}\\",
    "\u{1B}]52;c;cXE=\u{1B}\\", "\u{1B}P1+r436f\u{1B}\\", "\u{1B}_Gi=1;OK\u{1B}\\", "\u{1B}Ow",
    "\u{1B}[<35;10;5M", "\u{1B}[<2;10;5M",
  ])
  func dropsUnknownSequences(sequence: String) {
    #expect(events(sequence + "x").last == .key(.character("x")))
    #expect(!events(sequence).contains(.key(.escape)))
    #expect(!events(sequence).contains(.key(.character("q"))))
    #expect(events(sequence).count <= (sequence == "\u{1B}Ow" ? 1 : 0))
  }

  @Test func decodesTheSameEventsWhereverTheBytesAreCut() {
    let text = "a\u{1B}[1;2Cé\u{1B}[<0;10;5Mb\u{1B}[200~p\u{1B}[A\u{1B}[201~\u{1B}OP界\u{1B}[?1;2cq"
    let bytes = Array(text.utf8)
    let whole = events(text)
    #expect(
      whole == [
        .key(.character("a")), .key(.right), .key(.character("é")),
        .mouse(Mouse(.press, column: 9, row: 4)), .key(.character("b")), .paste("p\u{1B}[A"),
        .key(.function(1)), .key(.character("界")), .key(.character("q")),
      ])
    for cut in 0...bytes.count {
      var decoder = InputDecoder()
      #expect(decoder.decode(bytes[..<cut]) + decoder.decode(bytes[cut...]) == whole)
    }
    var decoder = InputDecoder()
    #expect(bytes.flatMap { decoder.decode([$0]) } == whole)
  }

  @Test func readsALoneEscapeAsTheKeyAfterAMoment() throws {
    var decoder = InputDecoder()
    #expect(decoder.decode([escape]) == [])
    #expect(decoder.patience == 0.025)
    #expect(decoder.flush() == [.key(.escape)])
    #expect(decoder.patience == nil)
    #expect(decoder.decode([escape, escape]) == [.key(.escape)])
    #expect(decoder.flush() == [.key(.escape)])
  }

  @Test func dropsAnIncompleteSequenceAfterALongerMoment() throws {
    var decoder = InputDecoder()
    #expect(decoder.decode(Array("\u{1B}[1;".utf8)) == [])
    #expect(try #require(decoder.patience) > 0.1)
    #expect(decoder.flush() == [])
    #expect(decoder.decode(Array("q".utf8)) == [.key(.character("q"))])
  }

  @Test func dropsBytesThatAreNotUTF8() {
    var decoder = InputDecoder()
    let bytes: [UInt8] = [0xFF, 0xC3, 0x61, 0x80, 0xE2, 0x82, 0x62, 0xED, 0xA0, 0x80, 0xF8, 0x63]
    #expect(decoder.decode(bytes) == ["a", "b", "c"].map { .key(.character($0)) })
  }

  @Test func endsASequenceAtAByteThatNoSequenceContains() {
    #expect(events("\u{1B}[1\u{3}") == [.key(.control("c"))])
    #expect(events("\u{1B}[\u{1B}[A") == [.key(.up)])
  }

  @Test func readsLongAnswersAsAWhole() {
    let name = String(repeating: "kitty ", count: 600)
    var decoder = InputDecoder()
    #expect(decoder.decode(Array("\u{1B}P>|\(name)\u{1B}\\q".utf8)) == [.key(.character("q"))])
    #expect(decoder.takeAnswers() == [.version(name)])
  }

  @Test(.slow) func doesNotKeepEndlessSequences() {
    var decoder = InputDecoder()
    for _ in 0..<100 { _ = decoder.decode(Array(repeating: UInt8(ascii: "1"), count: 1000)) }
    _ = decoder.decode(Array("\u{1B}]".utf8))
    _ = decoder.decode(Array(repeating: UInt8(ascii: "1"), count: 4096))
    #expect(decoder.decode(Array("q".utf8)).last == .key(.character("q")))
  }
}
