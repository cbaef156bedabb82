import Testing

/// The sweep and the basins in a real terminal: computed while the program waits for keys.
@Suite(.serialized, .timeLimit(.minutes(15)))
struct ToolTests {
  @Test func theSweepFillsInAndGivesTheBestRates() async throws {
    try await Tmux.run("\"$DESCENT\" -o gd -o momentum --paused") { tmux in
      try await tmux.wait(for: "Quadratic bowl")
      try await tmux.press("w")
      let swept = try await tmux.wait(for: "the complete sweep of both") {
        $0.contains("─ sweep ─") && $0.contains("loss after 200 steps")
          && $0.text.matches(of: /(?:best|wins) [0-9]/).count == 2
      }
      let best = swept.text.matches(of: /(?:best|wins) ([-.e0-9]+)/).compactMap {
        Double($0.output.1)
      }
      try await tmux.press("Enter")
      try await tmux.wait(for: "each run with its best rate") {
        $0.title.contains("each at its best rate")
          && Array($0.learningRates.prefix(2)) == best
      }
      try await tmux.press("w")
      try await tmux.wait(for: "the map alone") { !$0.contains("─ sweep ─") }
    }
  }

  @Test func theBasinsFillIn() async throws {
    try await Tmux.run("\"$DESCENT\" himmelblau -o gd -o momentum --panel basins") { tmux in
      try await tmux.wait(for: "all starts of both runs, while the race goes on") {
        $0.contains("basins of attraction") && $0.contains("all ") && $0.contains("(3, 2)")
          && $0.text.contains(/\(3, 2\) +2\d % +2\d %/) && ($0.step ?? 0) > 0
      }
      try await tmux.press("Space", "a")
      try await tmux.wait(for: "the maps without basins") {
        $0.isPaused && !$0.contains("basins of attraction")
      }
    }
  }

  @Test func renderCompletesThePane() async throws {
    let result = try await Program.run("render", "himmelblau", "-o", "gd", "--panel", "basins")
    #expect(result.status == 0)
    #expect(result.output.contains("all "))
    let swept = try await Program.run("render", "--panel", "sweep", "--steps", "60")
    #expect(swept.output.contains("loss after 60 steps"))
    #expect(!swept.output.contains("sweep 0 %"))
    let helped = try await Program.run("render", "--panel", "help")
    #expect(helped.output.contains("play or pause"))
  }

  @Test func anUnknownPanelIsRefusedWithAList() async throws {
    let result = try await Program.run("render", "--panel", "sweeps")
    #expect(result.status == 64)
    #expect(result.output == "")
    for name in ["parameters", "sweep", "basins", "inspector", "check", "help"] {
      #expect(result.errors.contains(name))
    }
  }
}
