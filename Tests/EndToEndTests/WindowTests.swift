import Testing

/// The window around the explorer: its size, the mouse, pasted text, the kind of terminal.
@Suite(.serialized, .timeLimit(.minutes(15)))
struct WindowTests {
  @Test func everySizeIsSafe() async throws {
    try await Tmux.run("\"$DESCENT\" --paused; echo \"status=$?\"; exec cat") { tmux in
      try await tmux.wait(for: "panels") { $0.contains("Adam  lr") }
      try await tmux.resize(columns: 40, rows: 12)
      try await tmux.wait(for: "the smallest layout") { screen in
        screen.step == 0 && screen.contains("q quit") && screen.lines.allSatisfy { $0.count <= 40 }
          && ["GD", "SGD", "Momentum", "Adam"].allSatisfy { screen.contains($0) }
      }
      try await tmux.resize(columns: 20, rows: 5)
      try await tmux.wait(for: "a sentence that says what is needed, whole") { screen in
        screen.lines.filter { !$0.isEmpty } == ["descent needs 40×12", "cells; q quits"]
      }
      try await tmux.resize(columns: 300, rows: 90)
      try await tmux.wait(for: "the whole window filled") { screen in
        screen.lines.first.map { $0.count > 250 } ?? false && screen.lines.count >= 90
          && screen.lines[89].contains("q quit") && screen.contains("Adam  lr")
      }
      try await tmux.resize(columns: 1, rows: 1)
      try await tmux.resize(columns: 20, rows: 5)
      try await tmux.wait(for: "40×12")
      try await tmux.press("q")
      try await tmux.resize(columns: 80, rows: 24)
      try await tmux.wait(for: "status=0")
    }
  }

  @Test func pastedTextIsNotReadAsKeys() async throws {
    try await Tmux.run("\"$DESCENT\" --paused; echo \"status=$?\"; exec cat") { tmux in
      try await tmux.wait(for: "panels") { $0.contains("Adam  lr") }
      try await tmux.paste("q+n q\nq")
      try await tmux.wait(for: "what became of it, on the same surface") {
        $0.contains("pasted text is not read as keys") && $0.title.contains("Quadratic bowl")
      }
      // A prompt takes it as it is.
      try await tmux.press("f", "C-u")
      try await tmux.paste("x^2 + 7*y^2")
      try await tmux.wait(for: "x^2 + 7*y^2")
      try await tmux.press("Enter")
      try await tmux.wait(for: "the formula pasted") { $0.title.contains("7*y^2") }
    }
  }

  @Test func aClickMovesTheStart() async throws {
    try await Tmux.run("\"$DESCENT\" -o gd --paused") { tmux in
      let (column, row) = (20, 10)
      let before = try await tmux.wait(for: "the map") { $0.contains("GD") && $0.step == 0 }
      #expect(before.character(column: column, row: row) != "○")
      // Press and release of the left button, in the coordinates of xterm's mouse mode 1006.
      try await tmux.type("\u{1b}[<0;\(column + 1);\(row + 1)M\u{1b}[<0;\(column + 1);\(row + 1)m")
      try await tmux.wait(for: "the start where the click was, and the optimizer beside it") {
        $0.character(column: column, row: row) == "○"
          && $0.character(column: column + 1, row: row) == "●"
      }
    }
  }

  @Test(arguments: ["xterm-256color", "screen", "linux", "vt100", "no-such-terminal"])
  func otherTerminalsWork(terminal: String) async throws {
    let line = "TERM=\(terminal) \"$DESCENT\"; echo \"status=$?\"; exec cat"
    try await Tmux.run(line, columns: 80, rows: 24) { tmux in
      let first = try await tmux.wait(for: "a step") { $0.step != nil }
      try await tmux.wait(for: "a later step") { ($0.step ?? 0) > (first.step ?? 0) }
      try await tmux.press("q")
      try await tmux.wait(for: "status=0")
    }
  }

  @Test(arguments: ["TERM=dumb", "-u TERM"])
  func anUnsuitableTerminalIsRefused(setting: String) async throws {
    let line = "env \(setting) \"$DESCENT\"; echo \"status=$?\"; exec cat"
    try await Tmux.run(line) { tmux in
      let screen = try await tmux.wait(for: "status=69\n")
      #expect(screen.lines.count { $0.hasPrefix("error: ") } == 1)
      #expect(screen.contains("export TERM="))
      #expect(try await tmux.format("#{alternate_on}") == "0")
    }
  }
}
