import Foundation
import Testing

/// `descent trace`: a contract that scripts depend on.
@Suite(.timeLimit(.minutes(15)))
struct TraceTests {
  @Test func gradientDescentOnTheQuadraticHasItsClosedForm() async throws {
    let result = try await Program.run(
      "trace", "quadratic", "-o", "gd", "--lr", "0.1", "--start", "5,3", "--steps", "100")
    #expect(result.status == 0)
    #expect(result.errors == "")
    var lines = result.output.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.removeFirst() == "run,optimizer,step,x,y,loss,gradient_norm,lr")
    #expect(lines.removeLast() == "", "the last line ends as the others do")
    #expect(lines.count == 101)
    for (step, line) in lines.enumerated() {
      let fields = line.split(separator: ",", omittingEmptySubsequences: false)
      try #require(fields.count == 8, "\(line)")
      #expect(fields[0...2] == ["1", "gd", "\(step)"])
      let numbers = fields[3...].compactMap { Double($0) }
      try #require(numbers.count == 5, "\(line)")
      // x² + 2y², so each step multiplies x by 1 − 2·0.1 and y by 1 − 4·0.1.
      let (x, y) = (5 * pow(0.8, Double(step)), 3 * pow(0.6, Double(step)))
      let expected = [x, y, x * x + 2 * y * y, hypot(2 * x, 4 * y), 0.1]
      for (number, value) in zip(numbers, expected) {
        // A hundred roundings of each coordinate, half an ulp each.
        #expect(abs(number - value) <= 1e-12 * abs(value), "step \(step): \(number), not \(value)")
      }
    }
  }

  @Test func divergenceIsNotedOnStandardError() async throws {
    let result = try await Program.run(
      "trace", "quadratic", "-o", "gd", "--lr", "0.6", "--start", "5,3", "--steps", "100")
    #expect(result.status == 0)
    #expect(result.output.split(separator: "\n").count == 102)
    let notes = result.errors.split(separator: "\n")
    #expect(notes.count == 1)
    #expect(notes.first?.contains(/run 1 \(gd\): diverged from step \d+ on: .+/) == true)
    #expect(result.errors.contains("0.5"), "the stable limit is the reason: 2/λ with λ = 4")
  }

  @Test func everyRunThatEndsEarlyIsNoted() async throws {
    // x doubles and more with every step, until its square overflows.
    let result = try await Program.run(
      "trace", "saddle", "-o", "gd:lr=1", "-o", "gd:lr=0.1", "--steps", "1200")
    #expect(result.status == 0)
    let last = result.output.split(separator: "\n").last { $0.hasPrefix("1,") }
    #expect(last?.hasPrefix("1,gd,329,") == true)
    #expect(
      result.errors
        == "run 1 (GD 1): left-map: it went downhill off the map; it ended before step 330, where the"
        + " loss is not finite\n")
  }

  @Test func runsOfOneOptimizerAreToldApart() async throws {
    let arguments = ["quadratic", "-o", "gd:lr=0.02", "-o", "gd:lr=0.52", "--steps", "60"]
    let trace = try await Program.run(["trace"] + arguments + ["--format", "json"])
    #expect(trace.output.contains(#"{"optimizer":"gd","label":"GD 0.52","hyperparameters":"#))
    #expect(trace.errors.hasPrefix("run 2 (GD 0.52): diverged from step 1 on: the learning rate"))
    let table = try await Program.run(["trace"] + arguments + ["--format", "table"])
    #expect(table.output.contains("GD 0.02"))
    let alone = try await Program.run("trace", "quadratic", "-o", "gd", "--format", "json")
    #expect(!alone.output.contains("label"))
    let figure = try await Program.run(["figure"] + arguments)
    #expect(figure.output.contains("GD 0.02<") && figure.output.contains("GD 0.52<"))
    #expect(figure.output.contains("diverged at step 1") && !figure.output.contains("lr 0.02"))
  }

  @Test func anUndefinedStepIsAttributedToTheRule() async throws {
    let result = try await Program.run(
      "trace", "-f", "x^2+y^2", "-o", "adam:eps=0", "--start", "0,1", "--steps", "3")
    #expect(
      result.errors
        == "run 1 (adam): undefined from step 1 on: step 1 is not a number (the rule came to"
        + " 0/0 or the like), so the run stays\n")
  }

  @Test func jsonHasScheduleAndPlan() async throws {
    let result = try await Program.run(
      "trace", "-o", "gd:lr=0.1/0.01@40", "-o", "adam", "--schedule", "cosine:eta_min=0.001",
      "--steps", "3", "--format", "json")
    #expect(
      result.output.contains(
        #""schedule":"cosine:t_max=3,eta_min=0.001","lr_changes":[{"step":40,"lr":0.01}],"verdict""#
      ))
    #expect(result.output.matches(of: /"schedule"/).count == 2)
    #expect(result.output.matches(of: /"lr_changes"/).count == 1)
    let plain = try await Program.run("trace", "--steps", "1", "--format", "json")
    #expect(!plain.output.contains("schedule") && !plain.output.contains("lr_changes"))
  }

  @Test func aHundredStepsAreMadeUnlessOthersAreRequested() async throws {
    for arguments in [["quadratic"], ["quadratic", "--cost"], ["-f", "x^2 + y^2"]] {
      let result = try await Program.run(["trace"] + arguments)
      // The header, and the start and 100 steps of four runs.
      #expect(result.output.split(separator: "\n").count == 1 + 4 * 101, "\(arguments)")
    }
    let seeds = try await Program.run(
      "trace", "quadratic", "-o", "sgd", "--seeds", "3", "--format", "csv")
    #expect(seeds.output.split(separator: "\n").count == 4)
  }

  @Test func everyRunHasARowForEveryStep() async throws {
    let arguments = [
      "trace", "rosenbrock", "-o", "sgd", "-o", "adam:lr=0.02", "--seed", "7", "--steps", "5",
    ]
    let result = try await Program.run(arguments)
    let keys = result.output.split(separator: "\n").dropFirst().map { line in
      line.split(separator: ",").prefix(3).joined(separator: " ")
    }
    #expect(keys == (0...5).map { "1 sgd \($0)" } + (0...5).map { "2 adam \($0)" })
    let again = try await Program.run(arguments)
    #expect(again.output == result.output, "the same seed gives the same bytes")
  }
}
