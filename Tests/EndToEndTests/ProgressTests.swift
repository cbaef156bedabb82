import Foundation
import Testing

/// Long work tells how far it is, and Ctrl-C ends it with nothing left on the line.
@Suite(.serialized, .timeLimit(.minutes(5)))
struct ProgressTests {
  @Test(arguments: [
    ("trace", "trace rosenbrock --steps 1000000"),
    ("writing", "trace quadratic -o gd --steps 1000000"),
    ("sweep", "sweep rosenbrock --steps 100000 --points 1000"),
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
      let screen = try await tmux.wait(for: "status=130\n")
      #expect(screen.title.trimmingCharacters(in: .whitespaces) == "status=130")
    }
  }

  @Test func nothingIsSaidWhereStandardErrorIsNoTerminal() async throws {
    let result = try await Program.run("trace", "quadratic", "-o", "gd", "--steps", "100000")
    #expect(result.errors == "")
  }
}
