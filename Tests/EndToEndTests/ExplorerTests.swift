import Testing

/// The explorer in a real terminal, driven by keys.
///
/// One after the other, so that a dozen terminals do not compete for the machine.
@Suite(.serialized, .timeLimit(.minutes(15)))
struct ExplorerTests {
  @Test func opensSideBySideAndPlaysByItself() async throws {
    try await Tmux.run("\"$DESCENT\"") { tmux in
      let parts = ["● GD", "■ SGD", "▲ Momentum", "◆ Adam", "─ loss", "? help", "q quit"]
      let first = try await tmux.wait(for: "four panels two by two, the chart and the legend") {
        screen in
        screen.step != nil && screen.title.contains("Quadratic bowl")
          && parts.allSatisfy(screen.contains)
          && screen.text.count { $0 == "┌" } == 6
          && screen.lines.count { $0.contains("┐┌") } >= 2
      }
      try await tmux.wait(for: "a later step") { ($0.step ?? 0) > (first.step ?? 0) + 3 }
    }
  }

  @Test func pausesAndSteps() async throws {
    try await Tmux.run("\"$DESCENT\"") { tmux in
      try await tmux.wait(for: "some steps") { ($0.step ?? 0) >= 3 }
      try await tmux.press("Space")
      let paused = try await tmux.wait(for: "the sign of a pause") { $0.isPaused }
      let step = try #require(paused.step)
      // If it were still playing, the next steps would show it.
      try await tmux.press("Right")
      try await tmux.wait(for: "step \(step + 1)") { $0.step == step + 1 }
      try await tmux.press("Left", "Left")
      try await tmux.wait(for: "step \(step - 1)") { $0.step == step - 1 }
      try await tmux.press(">")
      try await tmux.wait(for: "step \(step + 9)") { $0.step == step + 9 }
      try await tmux.press("Home")
      try await tmux.wait(for: "step 0") { $0.step == 0 && $0.isPaused }
      try await tmux.press("End")
      try await tmux.wait(for: "the last step") { ($0.step ?? 0) >= step + 9 }
      try await tmux.press("R")
      try await tmux.wait(for: "play from the start") { !$0.isPaused && $0.step != nil }
    }
  }

  @Test func learningRatesChangeByKey() async throws {
    try await Tmux.run("\"$DESCENT\" -o gd:lr=0.1 -o adam:lr=0.5 --paused --step 20") { tmux in
      let before = try await tmux.wait(for: "both rates") { $0.learningRates == [0.1, 0.5] }
      let loss = try #require(before.lines.first { $0.contains("GD  lr") })
      try await tmux.press("+")
      try await tmux.wait(for: "both rates × 1.26, and the race replayed up to the step shown") {
        $0.learningRates.count == 2 && $0.learningRates[0] == 0.126
          && $0.learningRates[1] > 0.5 && $0.step == 20
          && $0.lines.first { $0.contains("GD  lr") } != loss
      }
      try await tmux.press("-")
      try await tmux.wait(for: "the rate of before") { $0.learningRates.first == 0.1 }
      try await tmux.press("2", "PageUp")
      try await tmux.wait(for: "ten times the rate of the second alone") {
        $0.learningRates.first == 0.1 && ($0.learningRates.last ?? 0) > 4
      }
    }
  }

  @Test func aLearningRateCanBeTyped() async throws {
    try await Tmux.run("\"$DESCENT\" -o gd --paused") { tmux in
      try await tmux.wait(for: "GD")
      try await tmux.press("r")
      try await tmux.wait(for: "learning rate of")
      try await tmux.press("C-u")
      try await tmux.type("0.375")
      try await tmux.wait(for: "0.375")
      try await tmux.press("Enter")
      try await tmux.wait(for: "the rate typed") {
        $0.learningRates == [0.375] && !$0.contains("learning rate of")
      }
    }
  }

  @Test func theAxisSwitches() async throws {
    try await Tmux.run("\"$DESCENT\" logistic-regression --paused --step 600") { tmux in
      try await tmux.wait(for: "the race by rows") {
        $0.title.contains("rows 600") && $0.contains("Mini-batch")
      }
      try await tmux.press("x")
      try await tmux.wait(for: "the race by steps") {
        $0.title.contains("step 600") && $0.contains("axis: steps")
      }
      try await tmux.press("x")
      try await tmux.wait(for: "the race by rows again") { $0.title.contains("rows 600") }
    }
  }

  @Test func surfacesChangeByKeyAndByName() async throws {
    try await Tmux.run("\"$DESCENT\" --paused") { tmux in
      try await tmux.wait(for: "Quadratic bowl")
      try await tmux.press("n")
      try await tmux.wait(for: "the next surface") { $0.title.contains("Sphere") }
      try await tmux.press("N")
      try await tmux.wait(for: "the former surface") { $0.title.contains("Quadratic bowl") }
      try await tmux.press("s")
      try await tmux.wait(for: "the list of surfaces") {
        $0.contains("type to filter") && $0.contains("rosenbrock")
      }
      try await tmux.type("HIMM")
      try await tmux.wait(for: "one surface in the list") {
        $0.contains("himmelblau") && !$0.contains("rosenbrock")
      }
      try await tmux.press("Enter")
      try await tmux.wait(for: "the surface chosen") { $0.title.contains("Himmelblau") }
    }
  }

  @Test func aFormulaCanBeTyped() async throws {
    try await Tmux.run("\"$DESCENT\" --paused") { tmux in
      try await tmux.wait(for: "Quadratic bowl")
      try await tmux.press("f", "C-u")
      try await tmux.type("x^2+foo(y)")
      try await tmux.wait(for: "unknown function 'foo'")
      try await tmux.press("C-u")
      try await tmux.type("x^4+y^4")
      try await tmux.press("Enter")
      try await tmux.wait(for: "the formula's own map") { $0.title.contains("x^4+y^4") }
    }
  }

  @Test func helpOpensAndCloses() async throws {
    try await Tmux.run("\"$DESCENT\" --paused") { tmux in
      try await tmux.wait(for: "? help")
      try await tmux.press("?")
      try await tmux.wait(for: "the keys") {
        $0.contains("Learning rate") && $0.contains("play or pause")
      }
      try await tmux.press("Escape")
      try await tmux.wait(for: "the map again") {
        !$0.contains("play or pause") && $0.title.contains("Quadratic bowl")
      }
    }
  }

  @Test func theViewSwitches() async throws {
    try await Tmux.run("\"$DESCENT\" --paused") { tmux in
      try await tmux.wait(for: "panels") { $0.contains("Adam  lr") }
      try await tmux.press("v")
      try await tmux.wait(for: "one map and the table") {
        $0.contains("under it") || $0.contains("not yet · ")
      }
      try await tmux.press("v")
      try await tmux.wait(for: "panels again") {
        !$0.contains("under it") && !$0.contains("not yet · ")
      }
    }
  }
}
