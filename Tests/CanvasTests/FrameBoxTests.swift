import Testing

@testable import Canvas

@Suite("Boxes")
struct FrameBoxTests {
  private func drawn(_ width: Int, _ height: Int, _ draw: (inout Frame) -> Void) -> String {
    var frame = Frame(size: Size(width: width, height: height))
    draw(&frame)
    return frame.plainText
  }

  @Test("a border runs along the inside of its rectangle")
  func border() {
    #expect(
      drawn(4, 3) { $0.box($0.bounds) } == """
        ┌──┐
        │  │
        └──┘

        """)
    #expect(
      drawn(5, 3) { $0.box($0.bounds.inset(columns: 1), borders: .ascii) } == """
         +-+
         | |
         +-+

        """)
  }

  @Test("rectangles too small for a border draw nothing, those beyond the frame are clipped")
  func extremes() {
    #expect(drawn(3, 1) { $0.box($0.bounds) } == "\n")
    #expect(
      drawn(3, 2) { $0.box(Rectangle(column: -1, row: -1, width: 3, height: 3)) } == """
         │
        ─┘

        """)
  }

  @Test("labels are in the border, leading ones from the left and trailing ones from the right")
  func labels() {
    #expect(
      drawn(24, 2) {
        $0.box(
          $0.bounds,
          top: [BorderLabel("GD"), BorderLabel("rate 1"), BorderLabel("x", alignment: .trailing)],
          bottom: [BorderLabel("done", alignment: .trailing)])
      } == """
        ┌─ GD ─ rate 1 ──── x ─┐
        └─────────────── done ─┘

        """)
  }

  @Test("labels that do not fit are cut off, then omitted")
  func narrowLabels() {
    #expect(
      drawn(12, 2) { $0.box($0.bounds, top: [BorderLabel("a long title"), BorderLabel("next")]) }
        == """
        ┌─ a lon… ─┐
        └──────────┘

        """)
    #expect(
      drawn(8, 2) { $0.box($0.bounds, borders: .ascii, top: [BorderLabel("title")]) } == """
        +------+
        +------+

        """)
  }
}
