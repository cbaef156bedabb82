import Foundation
import Testing

/// Long work shows its progress, and Ctrl-C ends it and clears the line.
@Suite(.serialized, .timeLimit(.minutes(15)))
struct ProgressTests {
  @Test(arguments: [
    // Both take minutes on any machine: they must not end by themselves while other tests delay this.
    (
      "trace",
      "trace logistic-regression -o gd -o momentum -o nesterov -o adam -o adamw -o nadam -o rmsprop"
        + " -o adagrad -o adamax -o lion --steps 1000000"
    ),
    ("sweep", "sweep rosenbrock --steps 1000000 --points 1000"),
  ])
  func controlCClearsTheLine(title: String, arguments: String) async throws {
    let script = """
      trap : INT
      "$DESCENT" \(arguments) > output
      echo "status=$?"
      exec cat
      """
    try await Tmux.run(script) { tmux in
      try await tmux.wait(for: "progress") { $0.title.hasPrefix("\(title): ") }
      try await tmux.press("C-c")
      // The terminal itself may have written "^C" there.
      try await tmux.wait(for: "the status alone") {
        $0.contains("status=130\n") && !$0.contains("\(title): ")
      }
    }
  }

  @Test func progressIsOnlyShownOnATerminal() async throws {
    let result = try await Program.run("trace", "quadratic", "-o", "gd", "--steps", "100000")
    #expect(result.errors == "")
  }
}
