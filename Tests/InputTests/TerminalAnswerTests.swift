import Canvas
import Testing

@testable import Input

@Suite struct TerminalAnswerTests {
  @Test(
    arguments: [
      ("11;rgb:ffff/ffff/ffff", .light), ("11;rgb:0000/0000/0000", .dark),
      ("11;rgb:fdfd/f6f6/e3e3", .light), ("11;rgb:00/2b/36", .dark), ("11;rgb:f/f/f", .light),
      ("11;rgb:FFF/FFF/FFF", .light), ("11;rgba:ffff/ffff/ffff/8000", .light),
      ("11;rgb:ffff/ffff", nil), ("11;rgb:ffff/ffff/ffff/ffff", nil), ("11;rgb:fffff/0/0", nil),
      ("11;rgb:-1/0/0", nil), ("11;rgb:/0/0", nil), ("10;rgb:ffff/ffff/ffff", nil), ("11;?", nil),
      ("", nil),
    ] as [(String, Background?)])
  func readsTheAnswer(text: String, background: Background?) {
    #expect(Background(answer: text.utf8) == background)
  }

  private static let answers = [
    "\u{1B}]11;rgb:ffff/ffff/ffff\u{7}", "\u{1B}]11;rgb:ffff/ffff/ffff\u{1B}\\",
  ]

  @Test(arguments: answers)
  func anAnswerIsNeverReadAsKeysWhereverItIsCut(answer: String) {
    let bytes = Array("q\(answer)\u{1B}[?62;4cq".utf8)
    let expected = [Event.key(.character("q")), .key(.character("q"))]
    for cut in 0...bytes.count {
      var decoder = InputDecoder()
      #expect(decoder.decode(bytes[..<cut]) + decoder.decode(bytes[cut...]) == expected)
      #expect(decoder.takeAnswers() == [.background(.light), .attributes])
    }
    var decoder = InputDecoder()
    #expect(bytes.flatMap { decoder.decode([$0]) } == expected)
  }

  @Test(arguments: answers)
  func aSlowAnswerIsAwaited(answer: String) throws {
    var decoder = InputDecoder()
    decoder.expectAnswers()
    let bytes = Array(answer.utf8)
    for byte in bytes.dropLast() {
      #expect(decoder.decode([byte]) == [])
      #expect(try #require(decoder.patience) > 0.2)
    }
    #expect(decoder.decode([bytes[bytes.count - 1]]) == [])
    #expect(decoder.takeAnswers() == [.background(.light)])
    #expect(decoder.awaitsAnswers)
    #expect(decoder.decode(Array("\u{1B}[?1;2c".utf8)) == [])
    #expect(!decoder.awaitsAnswers)
    // From now on Escape is a key again at once.
    _ = decoder.decode([escape])
    #expect(decoder.patience == 0.025)
  }

  @Test func theSizeOfACellIsRead() {
    var decoder = InputDecoder()
    #expect(decoder.decode(Array("\u{1B}[6;20;9t\u{1B}[6;0;9t\u{1B}[8;24;80t".utf8)) == [])
    #expect(decoder.takeAnswers() == [.cellSize(width: 9, height: 20)])
  }

  @Test func eachGroupOfQuestionsIsAwaited() {
    var decoder = InputDecoder()
    decoder.expectAnswers()
    decoder.expectAnswers()
    _ = decoder.decode(Array("\u{1B}[?1;2c".utf8))
    #expect(decoder.awaitsAnswers)
    _ = decoder.decode(Array("\u{1B}[?1;2c".utf8))
    #expect(!decoder.awaitsAnswers)
  }
}
