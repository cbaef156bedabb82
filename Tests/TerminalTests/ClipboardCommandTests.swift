import Canvas
import Foundation
import Testing

@testable import Terminal

@Suite struct ClipboardCommandTests {
  @Test func encodesLikeFoundation() {
    for count in 0..<70 {
      let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ count) }
      #expect(Base64.text(bytes) == Data(bytes).base64EncodedString())
    }
  }

  @Test func usesTheCommandOfXterm() {
    #expect(ClipboardCommand.sequence(for: "é") == "\u{1B}]52;c;w6k=\u{7}")
    #expect(ClipboardCommand.sequence(for: "") == "\u{1B}]52;c;\u{7}")
  }

  @Test func refusesTextThatTerminalsWouldCut() {
    let longest = String(repeating: "a", count: ClipboardCommand.limit)
    #expect(ClipboardCommand.sequence(for: longest)?.utf8.count == 100_000)
    #expect(ClipboardCommand.sequence(for: longest + "a") == nil)
  }
}
