import Foundation
import Testing

@testable import descent

/// The race as lines of text, for screen readers.
@Suite(.timeLimit(.minutes(15)))
struct PlainTests {
  private func lines(_ arguments: String...) async throws -> [String] {
    let result = try await Program.run(arguments + ["--plain"])
    #expect(result.status == 0)
    #expect(result.errors == "")
    #expect(result.output.hasSuffix(".\n"))
    #expect(result.output.utf8.allSatisfy { $0 == 10 || (0x20..<0x7F).contains($0) })
    return result.output.split(separator: "\n").map(String.init)
  }

  @Test func reportsTheRaceFromTheStartToTheVerdicts() async throws {
    let lines = try await lines("-o", "gd:lr=0.1", "-o", "adam:lr=0.2", "--steps", "3")
    #expect(
      lines == [
        "Quadratic bowl. The loss is x^2 + 2*y^2. All start at x 5, y 3, where the loss is 43.",
        "Running 3 steps: GD at learning rate 0.1 and Adam at learning rate 0.2.",
        "step 0: GD at x 5, y 3, loss 43",
        "step 0: Adam at x 5, y 3, loss 43",
        "step 1: GD at x 4, y 1.8, loss 22.48, falling",
        "step 1: Adam at x 4.8, y 2.8, loss 38.72, falling",
        "step 2: GD at x 3.2, y 1.08, loss 12.57, falling",
        "step 2: Adam at x 4.6, y 2.6, loss 34.69, falling",
        "step 3: GD at x 2.56, y 0.648, loss 7.393, falling",
        "step 3: Adam at x 4.401, y 2.402, loss 30.91, falling",
        "GD, on its way: it is moving, and has not come to a minimum yet.",
        "Adam, on its way: it is moving, and has not come to a minimum yet.",
        "GD is lowest, with loss 7.393.",
      ])
  }

  @Test func threeStepsPerDecadeAreReported() async throws {
    let lines = try await lines("rosenbrock", "-o", "adam")
    let steps = lines.compactMap { $0.firstMatch(of: /^step (\d+): Adam at x/)?.output.1 }
    #expect(steps == ["0", "1", "2", "5", "10", "20", "50", "100"])
    #expect(lines.count == 2 + 8 + 1)
    #expect(PlainRace.milestones(upTo: 0) == [0])
    #expect(PlainRace.milestones(upTo: 1) == [0, 1])
    #expect(PlainRace.milestones(upTo: 30) == [0, 1, 2, 5, 10, 20, 30])
    #expect(PlainRace.milestones(upTo: 10, with: 7) == [0, 1, 2, 5, 7, 10])
    #expect(PlainRace.milestones(upTo: 1_000_000).suffix(3) == [200_000, 500_000, 1_000_000])
  }

  @Test func theRequestedStepIsReported() async throws {
    let lines = try await lines("rosenbrock", "-o", "gd", "--step", "137")
    #expect(lines[1] == "Running 137 steps: GD at learning rate 0.001.")
    #expect(lines.dropLast().last?.hasPrefix("step 137: GD at x") == true)
    let longer = try await self.lines("rosenbrock", "-o", "gd", "--step", "7", "--steps", "10")
    #expect(longer.contains { $0.hasPrefix("step 7: GD at x") })
  }

  @Test func risingAndStoppedRunsAreReported() async throws {
    let lines = try await lines(
      "-f", "x^2+y^2", "--start", "3,4", "-o", "gd:lr=2", "-o", "gd:lr=2", "--steps", "1000")
    #expect(lines[0].hasPrefix("A typed formula. The loss is x^2+y^2. All start at x 3, y 4,"))
    #expect(lines.contains("step 1: GD number 2 at x -9, y -12, loss 225, rising"))
    #expect(
      lines.contains {
        $0.hasPrefix("step 500: GD number 1") && $0.hasSuffix("stopped at step 321")
      }
    )
    #expect(!lines.contains { $0.hasPrefix("step 1000") }, "it is told once")
    #expect(
      lines.contains {
        $0.hasPrefix("GD number 2, diverged at step 0: rate over 1: the learning rate")
      })
    #expect(lines.last?.hasPrefix("GD number 1 and GD number 2 are lowest, with loss") == true)
  }

  @Test func parametersRatesAndSchedulesAreNamed() async throws {
    let lines = try await lines(
      "ill-conditioned", "--set", "kappa=50", "-o", "adam:lr=0.5/0.1@7", "--schedule", "cosine",
      "--steps", "1")
    #expect(lines[0].contains("The loss is (x^2 + kappa*y^2)/2, with kappa 50."))
    #expect(
      lines[1]
        == "Running 1 step: Adam at learning rate 0.5 (0.1 from step 7 on) with schedule cosine.")
  }

  @Test func aTerminalIsNotTakenOver() async throws {
    try await Tmux.run("\"$DESCENT\" --plain --steps 2; echo status=$?; exec cat") { tmux in
      let screen = try await tmux.wait(for: "status=0\n")
      #expect(screen.contains("step 2: Adam at x"))
      #expect(try await tmux.format("#{alternate_on} #{mouse_any_flag}") == "0 0")
    }
  }

  @Test func badInputIsAnError() async throws {
    let result = try await Program.run("rosenbork", "--plain")
    #expect(result.status == 66)
    #expect(result.output == "" && result.errors.contains("did you mean 'rosenbrock'?"))
  }
}
