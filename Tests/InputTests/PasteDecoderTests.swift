import Canvas
import Testing

@testable import Input

@Suite struct PasteDecoderTests {
  private func paste(_ content: String, pieces: Int = 1) -> [Event] {
    let bytes = Array("\u{1B}[200~\(content)\u{1B}[201~".utf8)
    var decoder = InputDecoder()
    let length = (bytes.count + pieces - 1) / pieces
    return stride(from: 0, to: bytes.count, by: length).flatMap {
      decoder.decode(bytes[$0..<min(bytes.count, $0 + length)])
    }
  }

  @Test(arguments: [
    "", "q", "x^2 + 3*y\u{3}\u{1A}", "\u{1B}[A\u{1B}[200~\u{1B}[2", "\u{1B}", "é界\u{1F600}",
  ])
  func keepsTheTextComplete(content: String) {
    for pieces in [1, 2, 3, 7, 100] {
      #expect(paste(content, pieces: pieces) == [.paste(content)])
    }
  }

  @Test func turnsLineEndsIntoLineFeeds() {
    #expect(paste("a\rb\r\nc\n\rd") == [.paste("a\nb\nc\n\nd")])
  }

  @Test func isAwaitedWithoutALimit() {
    var decoder = InputDecoder()
    #expect(decoder.decode(Array("\u{1B}[200~abc\u{1B}[20".utf8)) == [])
    #expect(decoder.patience == nil)
    #expect(decoder.decode(Array("1~d".utf8)) == [.paste("abc"), .key(.character("d"))])
  }

  @Test func isCutAtAMebibyteButReadToTheEnd() throws {
    let events = paste(String(repeating: "q", count: 2 << 20), pieces: 512)
    #expect(events.count == 1)
    guard case .paste(let text) = try #require(events.first) else {
      Issue.record("\(events[0])")
      return
    }
    #expect(text.utf8.count == 1 << 20)
  }
}
