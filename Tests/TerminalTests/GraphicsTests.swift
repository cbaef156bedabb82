import Canvas
import Testing

@testable import Terminal

@Suite struct GraphicsTests {
  private let place = Rectangle(column: 4, row: 2, width: 10, height: 5)

  private func image(_ number: Int, side: Int = 4) -> PixelImage {
    PixelImage(
      width: side, height: side,
      pixels: (0..<side * side).map {
        UInt8(truncatingIfNeeded: (($0 + number) &* 2_654_435_761) >> 16)
      },
      inks: (0..<256).map { PixelImage.Ink(Color(UInt32($0))) })
  }

  /// The keys and the data of each command.
  private func commands(_ text: String) -> [(keys: String, payload: String)] {
    text.components(between: "\u{1B}_G", and: "\u{1B}\\").map { command in
      let parts = command.split(separator: ";", omittingEmptySubsequences: false)
      return (String(parts[0]), parts.count > 1 ? String(parts[1]) : "")
    }
  }

  @Test func anImageIsSentInPartsThatEveryTerminalReads() throws {
    let commands = commands(GraphicsCommand.transmission(of: image(1, side: 800), id: 5))
    #expect(commands.count > 2)
    #expect(commands[0].keys == "a=t,f=100,i=5,q=1,m=1")
    #expect(Set(commands[1...].dropLast().map(\.keys)) == ["m=1"])
    #expect(commands.last?.keys == "m=0")
    #expect(Set(commands.dropLast().map(\.payload.utf8.count)) == [4096])
    let whole = commands.map(\.payload).joined()
    // The first bytes of every PNG, in base64.
    #expect(whole.hasPrefix("iVBORw0KGgo"))
    #expect(whole.utf8.count.isMultiple(of: 4))
  }

  @Test func aSmallImageIsOneCommand() {
    let keys = commands(GraphicsCommand.transmission(of: image(1), id: 5)).map(\.keys)
    #expect(keys == ["a=t,f=100,i=5,q=1,m=0"])
  }

  @Test func aPlacementIsBelowTheTextAndLeavesTheCursor() {
    let text = GraphicsCommand.placement(id: 5, number: 2, in: place)
    #expect(
      text == "\u{1B}7\u{1B}[3;5H\u{1B}_Ga=p,i=5,p=2,c=10,r=5,z=-1073741825,C=1,q=2\u{1B}\\\u{1B}8")
  }

  @Test func theSameImageInManyPlacesIsSentOnce() {
    var board = ImageBoard()
    let other = Rectangle(column: 20, row: 2, width: 10, height: 5)
    let changes = board.change(to: [Underlay(image(1), in: place), Underlay(image(1), in: other)])
    let ids = GraphicsCommand.ids
    #expect(changes.transmissions == GraphicsCommand.transmission(of: image(1), id: ids[0]))
    #expect(
      changes.placements
        == GraphicsCommand.placement(id: ids[0], number: 1, in: place)
        + GraphicsCommand.placement(id: ids[0], number: 2, in: other))
    let same = board.change(to: [Underlay(image(1), in: other), Underlay(image(1), in: place)])
    #expect(same.isEmpty)
  }

  @Test func anImageThatMovesIsNotSentAgain() {
    var board = ImageBoard()
    _ = board.change(to: [Underlay(image(1), in: place)])
    let other = Rectangle(column: 0, row: 0, width: 10, height: 5)
    let id = GraphicsCommand.ids[0]
    let changes = board.change(to: [Underlay(image(1), in: other)])
    #expect(changes.transmissions == "")
    #expect(
      changes.placements
        == GraphicsCommand.placement(id: id, number: 2, in: other)
        + GraphicsCommand.removal(id: id, number: 1))
  }

  @Test func anImageThatWasShownBeforeIsNotSentAgain() {
    var board = ImageBoard()
    _ = board.change(to: [Underlay(image(1), in: place)])
    let id = GraphicsCommand.ids[0]
    #expect(board.change(to: []).placements == GraphicsCommand.removal(id: id, number: 1))
    let changes = board.change(to: [Underlay(image(1), in: place)])
    #expect(changes.transmissions == "")
    #expect(changes.placements == GraphicsCommand.placement(id: id, number: 1, in: place))
  }

  @Test func theTerminalKeepsOnlyTheLastImages() {
    var board = ImageBoard()
    let ids = GraphicsCommand.ids
    for number in ids.indices { _ = board.change(to: [Underlay(image(number), in: place)]) }
    // The first one was shown again, so the second one is the oldest.
    _ = board.change(to: [Underlay(image(0), in: place)])
    let changes = board.change(to: [Underlay(image(99), in: place)])
    #expect(
      changes.transmissions
        == GraphicsCommand.deletion(id: ids[1])
        + GraphicsCommand.transmission(of: image(99), id: ids[1]))
  }

  @Test func afterForgettingEverythingIsSentAgain() {
    var board = ImageBoard()
    let first = board.change(to: [Underlay(image(1), in: place)])
    board.forget()
    #expect(board.isEmpty)
    #expect(board.change(to: [Underlay(image(1), in: place)]) == first)
  }

  @Test func onlyTerminalsThatMayKnowTheQuestionAreAsked() {
    func isAsked(_ environment: [String: String]) -> Bool {
      let facts = TerminalFacts(name: environment["TERM"] ?? "", colors: 256, hasMouse: true)
      let hints = TerminalHints(facts: facts, environment: environment)
      return hints.mayShowImages(TerminalIdentity(hints, TerminalAnswers()))
    }
    #expect(isAsked(["TERM": "xterm-kitty"]))
    #expect(isAsked(["TERM": "xterm-ghostty"]))
    #expect(isAsked(["TERM": "xterm-256color", "KONSOLE_VERSION": "221203"]))
    #expect(isAsked(["TERM": "xterm-256color", "TERM_PROGRAM": "WezTerm"]))
    #expect(!isAsked(["TERM": "xterm-256color"]))
    #expect(!isAsked(["TERM": "alacritty"]))
    #expect(!isAsked(["TERM": "xterm-256color", "VTE_VERSION": "7000"]))
    // Multiplexers inherit the variables of the terminal around them.
    #expect(!isAsked(["TERM": "tmux-256color", "KITTY_WINDOW_ID": "1"]))
    #expect(!isAsked(["TERM": "screen-256color", "TMUX": "1", "KITTY_WINDOW_ID": "1"]))
    #expect(!isAsked(["TERM": "xterm-kitty", "TMUX": "1"]))
    #expect(!isAsked(["TERM": "screen", "STY": "1.a", "KONSOLE_VERSION": "221203"]))
    // Konsole before 22.08 prints such strings.
    #expect(!isAsked(["TERM": "xterm-256color", "KONSOLE_VERSION": "220401"]))
  }

  @Test func aFaultTurnsImagesOff() {
    var answers = TerminalAnswers()
    #expect(!answers.showsImages)
    answers.take(.image(id: GraphicsCommand.questionID, isDone: true))
    #expect(answers.showsImages)
    answers.take(.image(id: GraphicsCommand.ids[0], isDone: true))
    #expect(answers.showsImages)
    answers.take(.image(id: GraphicsCommand.ids[0], isDone: false))
    #expect(!answers.showsImages)
  }
}

extension String {
  /// The texts between two others.
  fileprivate func components(between start: String, and end: String) -> [String] {
    var result: [String] = []
    var rest = self[...]
    while let first = rest.range(of: start), let last = rest[first.upperBound...].range(of: end) {
      result.append(String(rest[first.upperBound..<last.lowerBound]))
      rest = rest[last.upperBound...]
    }
    return result
  }

  fileprivate func range(of text: String) -> Range<String.Index>? { self[...].range(of: text) }
}

extension Substring {
  fileprivate func range(of text: String) -> Range<Index>? {
    ranges(of: text).first
  }
}
