import Foundation
import TestSupport
import Testing

/// The built-in slice of a network, and recorded runs that belong to a surface.
@Suite(.serialized, .timeLimit(.minutes(15)))
struct SliceTests {
  @Test func everyCommandTakesIt() async throws {
    let list = try await Program.run("list", "surfaces")
    #expect(list.output.contains("digits-mlp          a slice of 51×51 losses"))
    let csv = try await Program.run("trace", "digits-mlp")
    #expect(csv.status == 0 && csv.errors == "")
    let rows = csv.output.split(separator: "\n")
    // The header, and three runs of 435 steps and their start.
    #expect(rows.count == 1 + 3 * 436)
    #expect(rows[1].hasPrefix("1,sgd,0,7.160984,2.973922,2.3263984,"))
    for arguments in [
      ["render", "digits-mlp", "--size", "100x30"], ["figure", "digits-mlp", "--losses"],
      ["sweep", "digits-mlp", "--points", "3", "--steps", "20"], ["check", "digits-mlp"],
      ["evaluate", "digits-mlp", "--at", "0,0"], ["digits-mlp"],
      ["digits-mlp", "--plain", "-o", "gd", "--steps", "10"],
    ] {
      let result = try await Program.run(arguments)
      #expect(result.status == 0 && !result.output.isEmpty, "\(arguments): \(result.errors)")
    }
    let off = try await Program.run("trace", "digits-mlp", "--start", "20,0", "-o", "gd")
    #expect(off.status == 65)
    #expect(
      off.errors == """
        error: the start (20, 0) is outside of the grid, x -4 to 9, y -8 to 5
        hint: choose a start on the grid

        """)
    let followed = try await Program.run("digits-mlp", "--follow")
    #expect(followed.status == 64 && followed.errors.contains("--follow needs a file"))
  }

  @Test func recordedRunsAreMarkedInJSON() async throws {
    let result = try await Program.run(
      "trace", "digits-mlp", "-o", "gd:lr=80", "--format", "json", "--steps", "3")
    let json = try JSONSerialization.jsonObject(with: Data(result.output.utf8))
    let runs = try #require((json as? [String: Any])?["runs"] as? [[String: Any]])
    #expect(runs.map { $0["recorded"] as? Bool } == [nil, true, true, true])
    #expect(
      runs.map { $0["verdict"] as? String } == ["undefined", "recorded", "recorded", "recorded"])
    // The recording states no rate of the first step.
    let rates = runs.map { run in (run["steps"] as? [[String: Any]])?.map { $0["lr"] } ?? [] }
    #expect(rates[0].first as? Double == 80)
    #expect(rates[1].first is NSNull && rates[1].last as? Double == 0.1)
    let settings = runs.map { $0["hyperparameters"] as? [String: Any] }
    #expect(settings[0]?["lr"] as? Double == 80 && settings[1]?.isEmpty == true)
    #expect(
      result.errors == """
        run 1 (gd): undefined from step 1 on: step 1 would leave the grid, outside of which no loss is \
        known, so the run stays

        """)
  }

  @Test func ratesThatWereNotRecordedAreNotNamed() async throws {
    let table = try await Program.run("trace", "digits-mlp", "--format", "table", "--steps", "3")
    let rows = table.output.split(separator: "\n").filter { $0.contains(" sgd ") }
    #expect(rows.prefix(4).map { $0.split(separator: " ").last } == ["-", "-", "-", "0.1"])
    let plain = try await Program.run("digits-mlp", "--plain", "-o", "gd:lr=2", "--steps", "3")
    #expect(
      plain.output.contains(
        "3 steps: GD at learning rate 2, SGD as recorded, Momentum as recorded and Adam as recorded."
      ))
    #expect(plain.output.contains("\nSGD: it was recorded, 435 steps: "))
  }

  @Test func runsComeAndGoWithTheirSurface() async throws {
    try await Tmux.run("exec sh") { tmux in
      let header = "run,step,x,y\n"
      try tmux.folder.write("mine.csv", (header + "mine,0,3,3\nmine,1,1,1\n").utf8)
      try await tmux.type("\"$DESCENT\" quadratic --paused --runs mine.csv; echo \"status=$?\"\n")
      try await tmux.wait(for: "the given run") { $0.contains("mine") && !$0.contains("Adam") }
      try await tmux.press("N")
      try await tmux.wait(for: "the slice with its runs") {
        $0.title.contains("A network that reads digits") && $0.contains("Momentum")
          && $0.contains("surface 2.") && !$0.contains("mine")
      }
      try await tmux.press("N")
      try await tmux.wait(for: "a surface without recorded runs") {
        $0.title.contains("Exponential fit") && $0.contains("GD")
      }
      try await tmux.press("n", "n")
      try await tmux.wait(for: "the given run again") {
        $0.title.contains("Quadratic") && $0.contains("mine") && !$0.contains("Adam")
      }
      try await tmux.press("q")
      try await tmux.wait(for: "status=0")
    }
  }

  private func surface(runs: String) -> String {
    "name: Map\nformula: x^2 + y^2\ndomain: {x: [-5, 5], y: [-5, 5]}\nstart: [4, 3]\n\(runs)\n"
  }

  private func run(_ name: String) -> String {
    "run,step,x,y,loss\n" + (0...9).map { "\(name),\($0),\(4 - $0),1,\(20 - $0)\n" }.joined()
  }

  @Test func aSavedFileMayNameOtherRuns() async throws {
    try await Tmux.run("exec sh") { tmux in
      try tmux.folder.write("oak.csv", run("oak").utf8)
      try tmux.folder.write("map.yaml", surface(runs: "runs: oak.csv").utf8)
      try await tmux.type("\"$DESCENT\" map.yaml -o gd --paused --step 4\n")
      try await tmux.wait(for: "one run") { $0.contains("oak") && $0.contains("GD") }

      // A file that is not there yet leaves the picture, and is read when it comes.
      try tmux.folder.write("map.yaml", surface(runs: "runs: [oak.csv, elm.csv]").utf8)
      try await tmux.wait(for: "what is missing") {
        $0.contains("elm.csv") && $0.contains("No such file") && $0.step == 4
      }
      try tmux.folder.write("elm.csv", run("elm").utf8)
      try await tmux.wait(for: "two runs at the same step") {
        $0.contains("elm") && $0.contains("oak") && $0.contains("GD") && $0.step == 4
          && !$0.contains("No such file")
      }
      try tmux.folder.write("map.yaml", surface(runs: "").utf8)
      try await tmux.wait(for: "no recorded run") {
        !$0.contains("elm") && !$0.contains("oak") && $0.contains("GD") && $0.step == 4
      }
      try await tmux.press("q")
    }
  }

  @Test func followedRunsOfASavedFileAreFollowed() async throws {
    try await Tmux.run("exec sh") { tmux in
      try tmux.folder.write("oak.csv", run("oak").utf8)
      try tmux.folder.write("map.yaml", surface(runs: "runs: oak.csv").utf8)
      try await tmux.type("\"$DESCENT\" map.yaml --follow\n")
      try await tmux.wait(for: "its last step") { $0.contains("oak") && $0.step == 9 }
      try tmux.folder.write("map.yaml", surface(runs: "runs: [oak.csv, elm.csv]").utf8)
      try await tmux.wait(for: "the other file") { $0.title.contains("waiting for elm.csv") }
      try tmux.folder.write("elm.csv", (run("elm") + "elm,10,0,0,1\n").utf8)
      try await tmux.wait(for: "its last step") { $0.contains("elm") && $0.step == 10 }
      try await tmux.press("q")
    }
  }
}
