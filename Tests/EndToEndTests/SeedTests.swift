import Foundation
import Testing

/// `--seeds`: many seeds of the stochastic runs.
@Suite(.timeLimit(.minutes(15)))
struct SeedTests {
  private let race = ["trace", "quadratic", "-o", "gd", "-o", "sgd", "--seeds", "4"]

  @Test func eachSeedIsARowWithTheEndOfItsOwnRun() async throws {
    let result = try await Program.run(race + ["--seed", "7", "--steps", "30", "--format", "csv"])
    #expect(result.status == 0 && result.errors == "")
    let rows = result.output.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
    let heading = "run,optimizer,seed,steps,x,y,loss,arrival,minimum_x,minimum_y"
    #expect(rows[0].joined(separator: ",") == heading)
    #expect(
      rows.dropFirst().map { $0[0...3].joined(separator: ",") } == [
        "1,gd,7,30", "2,sgd,7,30", "2,sgd,8,30", "2,sgd,9,30", "2,sgd,10,30",
      ])
    let alone = try await Program.run(
      "trace", "quadratic", "-o", "sgd", "--seed", "9", "--steps", "30")
    let last = try #require(alone.output.split(separator: "\n").last).split(separator: ",")
    #expect(Array(rows[4][4...6]) == Array(last[3...5]), "x, y and loss")
  }

  @Test func aSummaryIsTheDefault() async throws {
    let result = try await Program.run(race + ["--steps", "40", "--target", "0.5"])
    let lines = result.output.split(separator: "\n")
    #expect(lines.count == 3)
    #expect(lines[0].contains("under 0.5  first (median)"))
    #expect(lines[2].hasPrefix("sgd            4"))
    let json = try await Program.run(race + ["--evaluations", "40", "--format", "json"])
    #expect(json.output.contains(#""evaluations":40,"#))
    #expect(json.output.contains(#""seeds":["0","1","2","3"]"#))
  }

  @Test func whatHasNoEffectIsRefused() async throws {
    for arguments in [
      ["trace", "quadratic", "-o", "gd", "--seeds", "4"], race + ["--steps", "20001"],
      race + ["--steps", "10", "--evaluations", "10"], ["trace", "--seeds", "1"],
      ["render", "-o", "adam", "--seeds", "20"],
    ] {
      let result = try await Program.run(arguments)
      #expect(result.status == 64 && result.output == "" && result.errors.contains("seeds"))
    }
  }

  @Test func thePictureStatesTheCount() async throws {
    let result = try await Program.run(
      "render", "quadratic", "-o", "sgd", "--seeds", "5", "--steps", "30", "--size", "80x24")
    #expect(result.output.contains(/\d of 5 seeds under it/))
    #expect(result.output.contains("median of seeds"))
  }
}
