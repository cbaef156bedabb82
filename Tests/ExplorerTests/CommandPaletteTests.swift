import Canvas
import TestSupport
import Testing

@testable import Explorer

struct CommandPaletteTests {
  @Test func helpCanBeSearchedAndRunsCommands() throws {
    var state = try ExplorerState.paused()
    try state.type("?play or<Enter>")
    #expect(state.panel == nil)
    #expect(state.playback.isPlaying)
  }

  @Test func aKeyOfSeveralIsChosenWithTheArrows() throws {
    var state = try ExplorerState.paused()
    try state.type("?ten steps<Right><Enter>")
    #expect(state.playback.position == 10)
    try state.type("?ten steps<Enter>")
    #expect(state.playback.position == 0)
  }

  /// What is typed begins the list anew: the cursor does not stay on the place of another item.
  @Test func typingPutsTheCursorOnTheFirstMatch() {
    var picker = Picker(
      .surface,
      items: ["alpha", "beta", "gamma", "gabled"].map { Picker.Item(name: $0, detail: "") })
    picker.move(by: 3)
    #expect(picker.current?.name == "gabled")
    picker.type("a")
    #expect(picker.current?.name == "alpha" && picker.cursor == 0)
    picker.move(by: 2)
    picker.type("b")
    #expect(picker.current?.name == "gabled" && picker.cursor == 0)
    picker.type("x")
    #expect(picker.current == nil)
    picker.deleteBackward()
    #expect(picker.current?.name == "gabled")
    picker.move(by: 1)
    picker.clear()
    #expect(picker.current?.name == "alpha")
  }

  @Test func aKeyFindsItsOwnRow() throws {
    var state = try ExplorerState.paused()
    try state.type("?X")
    guard case .picker(let picker)? = state.panel else {
      Issue.record("no list is open")
      return
    }
    #expect(picker.matches.first?.name == "X")
    try state.type("<Enter>")
    #expect(state.chart == .gradientNorm)
  }

  @Test(.slow) func everyCommandCanBeRunFromTheHelp() throws {
    let closed = try ExplorerState.paused(size: Size(width: 80, height: 24))
    var help = closed
    try help.type("?")
    for row in Keymap.standard.rows {
      defer { _ = help.handle(.key(.down)) }
      for choice in row.commands.indices {
        var byKey = closed
        let effect = row.commands[choice].keys.first.flatMap { byKey.handle(.key($0)) }
        var byHelp = help
        for _ in 0..<choice { try byHelp.type("<Right>") }
        #expect(byHelp.handle(.key(.enter)) == effect, "\(row.meaning)")
        #expect(byHelp.text == byKey.text, "\(row.meaning)")
      }
    }
  }

  @Test func escapeNeverQuits() throws {
    var state = try ExplorerState.paused()
    for keys in ["", "?", "s", "o", "f", "p", "e", "y", "i", "w"] {
      try state.type(keys)
      for _ in 0..<3 { #expect(state.handle(.key(.escape)) == nil) }
      #expect(state.panel == nil)
      #expect(state.tool == nil)
    }
  }
}
