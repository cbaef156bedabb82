import Canvas
import TestSupport
import Testing

@testable import Explorer

/// An exported picture is readable on both grounds.
@Suite struct ExportContrastTests {
  @Test(.slow, arguments: Background.allCases, ["", "p", "i", "w", "t", "?", "s", "o", "v"])
  func everyTextStandsOutFromItsGround(background: Background, keys: String) throws {
    var state = try ExplorerState.paused(step: 30)
    state.appearance.fix(background)
    try state.type(keys)
    state.look()
    state.completeWork()
    var painter = Painter()
    let frame = painter.drawing(of: state).frame
    let own = background.ownColors
    let layout = Layout(of: state)
    let maps = layout.maps.map(layout.interior)
    var faults: Set<String> = []
    for row in 0..<frame.size.height {
      for column in 0..<frame.size.width {
        let cell = frame[column, row]
        let isOnMap = maps.contains { $0.contains(column: column, row: row) }
        guard let least = Self.leastContrast(of: cell, isOnMap: isOnMap) else { continue }
        let ink = cell.style.foreground ?? own.foreground
        let ground = cell.style.background ?? own.background
        let contrast = ink.contrast(with: ground)
        if contrast < least {
          faults.insert("\(cell.glyph) \(cell.style) \((contrast * 100).rounded() / 100)")
        }
      }
    }
    #expect(faults.isEmpty)
  }

  /// 4.5 for text, 3 for signs and for what stands on a map (WCAG 2.2, 1.4.3 and 1.4.11); nil for
  /// blanks, decoration such as borders and grids, and blocks and dots, whose colours have tests of
  /// their own.
  private static func leastContrast(of cell: Cell, isOnMap: Bool) -> Double? {
    switch cell.glyph {
    case " ", "·", Cell.continuation: nil
    case "\u{2500}"..."\u{257F}", "\u{2580}"..."\u{259F}", "\u{1FB00}"..."\u{1FBFF}": nil
    case "\u{2800}"..."\u{28FF}": nil
    case "\u{25A0}"..."\u{25FF}", "✚", "★", "✦", "×", "Δ": 3
    default: isOnMap ? 3 : 4.5
    }
  }
}
