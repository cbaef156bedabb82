import Canvas
import Testing

@testable import Input

@Suite struct MouseDecodingTests {
  private func mouse(_ text: [UInt8]) -> [Event] {
    var decoder = InputDecoder()
    return decoder.decode(text)
  }

  @Test(
    arguments: [
      ("0;1;1M", .press, 0, 0), ("0;300;200m", .release, 299, 199), ("32;7;8M", .drag, 6, 7),
      ("64;7;8M", .wheelUp, 6, 7), ("65;7;8M", .wheelDown, 6, 7), ("4;7;8M", .press, 6, 7),
      ("68;7;8M", .wheelUp, 6, 7),
    ] as [(String, Mouse.Action, Int, Int)])
  func readsTheSGRForm(report: String, action: Mouse.Action, column: Int, row: Int) {
    #expect(
      mouse(Array("\u{1B}[<\(report)".utf8)) == [.mouse(Mouse(action, column: column, row: row))])
  }

  @Test(arguments: ["1;5;5M", "2;5;5m", "35;5;5M", "66;5;5M", "128;5;5M", "0;0;5M", "0;5M", ";;M"])
  func ignoresOtherButtonsAndNonsense(report: String) {
    #expect(mouse(Array("\u{1B}[<\(report)".utf8)) == [])
  }

  @Test func readsTheOldForm() {
    let start = Array("\u{1B}[M".utf8)
    #expect(mouse(start + [32, 33, 34]) == [.mouse(Mouse(.press, column: 0, row: 1))])
    #expect(mouse(start + [35, 133, 255]) == [.mouse(Mouse(.release, column: 100, row: 222))])
    #expect(mouse(start + [64, 34, 34]) == [.mouse(Mouse(.drag, column: 1, row: 1))])
    #expect(mouse(start + [97, 34, 34]) == [.mouse(Mouse(.wheelDown, column: 1, row: 1))])
    #expect(mouse(start + [67, 34, 34]) == [])
    #expect(mouse(start + [0, 0, 0]) == [])
  }
}
