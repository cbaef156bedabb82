import Canvas
import Foundation
import Testing

@testable import Explorer

struct KeymapTests {
  @Test func noKeyHasTwoMeanings() {
    let keys = Keymap.rows.flatMap { $0.bindings.map(\.key) }
    #expect(Set(keys).count == keys.count)
  }

  @Test func everyBindingIsFound() {
    for row in Keymap.rows {
      for binding in row.bindings { #expect(Keymap.action(for: binding.key) == binding.action) }
    }
  }

  @Test func theFooterNamesRowsThatHaveHints() {
    for keys in Keymap.footerOrder {
      #expect(Keymap.rows.contains { $0.keys == keys && $0.hint != nil }, "\(keys)")
    }
  }

  @Test func keysInASCIIAreASCII() {
    for row in Keymap.rows { #expect(row.keysInASCII.allSatisfy { $0.isASCII }, "\(row.keys)") }
  }

  @Test func theREADMEShowsThisTable() throws {
    let root = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let readme = try String(contentsOf: root.appendingPathComponent("README.md"), encoding: .utf8)
    #expect(readme.contains("\n" + Keymap.markdown + "\n"), "it should be:\n\(Keymap.markdown)")
  }

  @Test func everyGroupHasRows() {
    for group in Keymap.Group.allCases { #expect(Keymap.rows.contains { $0.group == group }) }
  }
}
