import Canvas
import Foundation
import Input
import Testing

@testable import Explorer

struct KeymapTests {
  private let keymap = Keymap.standard
  private var commands: [Keymap.Command] { keymap.rows.flatMap(\.commands) }

  @Test func noKeyHasTwoMeanings() {
    let keys = commands.flatMap(\.keys)
    #expect(Set(keys).count == keys.count)
  }

  @Test func everyKeyIsFound() {
    for command in commands {
      for key in command.keys { #expect(keymap.action(for: key) == command.action) }
    }
  }

  @Test func namesOfCommandsAreUnique() {
    #expect(Set(commands.map(\.name)).count == commands.count)
  }

  @Test func signsReadBackToTheirKeys() {
    for key in commands.flatMap(\.keys) { #expect(Key(sign: key.sign) == key, "\(key)") }
    #expect(Key(sign: "left") == .left)
    #expect(Key(sign: "F5") == .function(5))
    for wrong in ["", "xy", "Ctrl-", "F0", "F99"] { #expect(Key(sign: wrong) == nil, "\(wrong)") }
  }

  @Test func theFooterNamesRowsThatHaveHints() {
    for action in Keymap.footerOrder + Keymap.footerEnd {
      #expect(keymap.row(for: action)?.hint != nil, "\(action)")
    }
  }

  @Test func keysInASCIIAreASCII() {
    for row in keymap.rows {
      #expect(row.keys(ascii: true).allSatisfy { $0.isASCII }, "\(row.keys())")
    }
  }

  @Test func keysCanBeChanged() throws {
    let changed = try Keymap(changing: ["play": ["P"], "step-back": ["left", "q"]])
    #expect(changed.action(for: "P") == .togglePlay)
    #expect(changed.action(for: " ") == nil)
    // The key belongs to its former command no longer.
    #expect(changed.action(for: "q") == .step(-1))
    #expect(changed.rows.flatMap(\.commands).first { $0.name == "quit" }?.keys == [.control("c")])
  }

  @Test(arguments: [
    (["pley": ["P"]], KeymapError.unknownCommand("pley", suggestion: "play")),
    (["play": ["Hyper-P"]], .unknownKey("Hyper-P", command: "play")),
    (["play": ["P"], "quit": ["P"]], .keyGivenTwice("P", first: "play", second: "quit")),
    (["quit": ["Ctrl-C"]], .reservedKey("Ctrl-C", command: "quit")),
  ])
  func invalidKeysAreRefused(_ changes: [String: [String]], _ error: KeymapError) {
    #expect(throws: error) { try Keymap(changing: changes) }
  }

  @Test func theDocumentationShowsThisTable() throws {
    let root = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let keys = root.appendingPathComponent("Documentation/Keys.md")
    let page = try String(contentsOf: keys, encoding: .utf8)
    #expect(page.contains("\n" + keymap.markdown + "\n"), "it should be:\n\(keymap.markdown)")
  }

  @Test func everyGroupHasRows() {
    for group in Keymap.Group.allCases { #expect(keymap.rows.contains { $0.group == group }) }
  }
}
