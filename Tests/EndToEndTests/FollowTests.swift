import Foundation
import TestSupport
import Testing

@testable import descent

/// A file of recorded runs that grows while the explorer shows it.
@Suite(.serialized, .timeLimit(.minutes(15)))
struct FollowTests {
  private func rows(_ steps: ClosedRange<Int>) -> String {
    steps.map { "a,\($0),\(4 - 0.1 * Double($0)),1,\(20 - $0)\n" }.joined()
  }

  private static let header = "run,step,x,y,loss\n"

  @Test func aFileIsReadOnAsItGrows() async throws {
    try await Tmux.run("exec sh") { tmux in
      try await tmux.type("\"$DESCENT\" sphere --runs runs.csv --follow; echo \"status=$?\"\n")
      try await tmux.wait(for: "the file") { $0.title.contains("waiting for runs.csv") }

      try tmux.folder.write("runs.csv", (Self.header + rows(0...5)).utf8)
      try await tmux.wait(for: "the first rows") { $0.step == 5 && $0.title.contains("following") }

      // Half a line waits.
      try tmux.folder.append("runs.csv", (rows(6...8) + "a,9,").utf8)
      try await tmux.wait(for: "more rows") { $0.step == 8 }
      try tmux.folder.append("runs.csv", "3,1,2\n".utf8)
      try await tmux.wait(for: "the whole line") { $0.step == 9 }

      // One who looks back stays there.
      try await tmux.press("Left")
      try await tmux.wait(for: "the step before") { $0.step == 8 }
      try tmux.folder.append("runs.csv", rows(10...12).utf8)
      try await tmux.wait(for: "all steps recorded") {
        $0.contains("recorded, 12 steps") && $0.step == 8
      }
      try await tmux.press("End")
      try await tmux.wait(for: "the newest step") { $0.step == 12 }

      // A fault leaves the picture; writing the file again mends it.
      try tmux.folder.append("runs.csv", "a,13,oops,1,1\n".utf8)
      try await tmux.wait(for: "the fault") {
        $0.contains("runs.csv, line 15, column 6") && $0.step == 12
      }
      try tmux.folder.write("runs.csv", (Self.header + rows(0...3)).utf8)
      try await tmux.wait(for: "the new file") { $0.step == 3 && !$0.contains("line 15") }

      // Another file of the same name, longer than the first.
      let other = Self.header + "b,0,1,1,2\n" + rows(0...20)
      try tmux.folder.write("runs.new", other.utf8)
      try tmux.folder.rename("runs.new", to: "runs.csv")
      try await tmux.wait(for: "both runs") { $0.step == 20 && $0.contains("recorded, 0 steps") }

      try await tmux.press("q")
      try await tmux.wait(for: "status=0")
    }
  }

  @Test func aFileIsReadOnceItCanBeOpened() async throws {
    try await Tmux.run("mkdir runs.csv; \"$DESCENT\" sphere --runs runs.csv --follow") { tmux in
      try await tmux.wait(for: "runs.csv cannot be read: it is no file")
      try tmux.folder.remove("runs.csv")
      try await tmux.wait(for: "the file") { $0.title.contains("waiting for runs.csv") }
      try tmux.folder.write("runs.csv", (Self.header + rows(0...5)).utf8)
      try await tmux.wait(for: "its rows") { $0.step == 5 && !$0.contains("cannot be read") }
    }
  }

  /// Such as who may read the file; nothing is written to it.
  @Test func whatChangesAboutAFileIsNoticed() throws {
    let folder = try Folder()
    let path = try folder.write("runs.csv", Self.header.utf8)
    let before = try #require(Stamp(path: path))
    #expect(Stamp(path: path) == before)
    // Clocks of file systems advance every few milliseconds.
    let deadline = ContinuousClock.now + .seconds(10)
    while Stamp(path: path) == before, ContinuousClock.now < deadline { chmod(path, 0o640) }
    #expect(Stamp(path: path) != before)
  }

  @Test func theOutputOfTraceIsRacedAgain() async throws {
    let result = try await Program.shell(
      """
      folder=$(mktemp -d) && trap 'rm -r "$folder"' EXIT && cd "$folder" || exit
      "$DESCENT" trace rosenbrock -o adam > adam.csv
      "$DESCENT" trace rosenbrock --runs adam.csv > again.csv
      cmp adam.csv again.csv && "$DESCENT" rosenbrock --runs adam.csv -o gd
      """)
    #expect(result.status == 0)
    #expect(result.output.contains("recorded, 100 steps"))
    #expect(result.output.contains("GD"))
  }

  @Test func wrongUseIsExplained() async throws {
    var result = try await Program.run("sphere", "--follow")
    #expect(result.status == 64)
    #expect(result.errors.contains("--follow needs a file"))
    result = try await Program.run("trace", "sphere", "--runs", "gone.csv")
    #expect(result.status == 66)
    result = try await Program.run("sweep", "sphere", "--runs", "gone.csv")
    #expect(result.status == 64)
  }
}
