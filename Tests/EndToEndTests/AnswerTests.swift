import Testing

/// Answers of the terminal to the program's questions are never read as keys, nor typed into the
/// shell.
@Suite(.serialized, .timeLimit(.minutes(15)))
struct AnswerTests {
  @Test(arguments: ["\u{1B}]11;rgb:ffff/ffff/ffff\u{1B}\\", "\u{1B}]11;rgb:00/00/00\u{7}"])
  func aLateAnswerAboutTheBackgroundIsNotReadAsKeys(answer: String) async throws {
    try await Tmux.run("\"$DESCENT\" --paused --step 5") { tmux in
      try await tmux.wait(for: "the explorer") { $0.step == 5 && $0.isPaused }
      try await tmux.type(answer)
      try await tmux.press("Right")
      try await tmux.wait(for: "one step more, and no key without a meaning") {
        $0.step == 6 && $0.isPaused && !$0.contains("does nothing") && !$0.contains("rgb:")
      }
    }
  }

  @Test(arguments: ["tmux-256color", "xterm-256color", "screen-256color", "vt100"])
  func questionsAndAnswersDoNotAppearOnScreen(terminal: String) async throws {
    try await Tmux.run("\"$DESCENT\" --paused; echo done; exec cat -v", terminal: terminal) {
      tmux in
      // Typed at once, so that the program ends while the answers arrive.
      try await tmux.press("q")
      try await tmux.wait(for: "done\n")
      try await tmux.type("typed\n")
      let screen = try await tmux.wait(for: "text typed to cat and its copy") {
        $0.text.matches(of: /typed/).count == 2
      }
      let lines = screen.lines.filter { !$0.isEmpty }
      // The first q may have been typed before the program took over the terminal.
      #expect(lines.allSatisfy { ["done", "typed", "q", "typedq"].contains($0) })
    }
  }
}
