import Foundation
import TestSupport
import Testing

/// A surface file that is edited while the explorer shows it.
@Suite(.serialized, .timeLimit(.minutes(15)))
struct WatchTests {
  private func surface(_ name: String, formula: String = "formula: x^2 + 2*y^2") -> String {
    """
    name: \(name)
    \(formula)
    domain: {x: [-5, 5], y: [-5, 5]}
    start: [4, 3]

    """
  }

  @Test func savingRedrawsAndAFaultStaysUntilItIsFixed() async throws {
    try await Tmux.run("exec sh") { tmux in
      try tmux.folder.write("map.yaml", surface("First").utf8)
      try await tmux.type("\"$DESCENT\" map.yaml --paused --step 7\n")
      try await tmux.wait(for: "the first version") { $0.title.contains("First") }

      try tmux.folder.write("map.yaml", surface("Second").utf8)
      try await tmux.wait(for: "the second version at the same step") {
        $0.title.contains("Second") && $0.step == 7
      }

      try tmux.folder.write("map.yaml", surface("Third", formula: "formula: x^2 + z^2").utf8)
      try await tmux.wait(for: "the fault over the last good version") {
        $0.contains("map.yaml, line 2, column 16") && $0.title.contains("Second")
      }
      try await tmux.press("Right")
      try await tmux.wait(for: "the fault after a key") {
        $0.contains("map.yaml, line 2") && $0.step == 8
      }

      // Some editors write another file and rename it.
      try tmux.folder.write("map.new", surface("Fourth").utf8)
      try tmux.folder.rename("map.new", to: "map.yaml")
      try await tmux.wait(for: "the mended version") {
        $0.title.contains("Fourth") && !$0.contains("line 2")
      }

      try tmux.folder.remove("map.yaml")
      try await tmux.wait(for: "that the file is gone") {
        $0.contains("cannot open 'map.yaml'") && $0.title.contains("Fourth")
      }
      try tmux.folder.write("map.yaml", surface("Fifth").utf8)
      try await tmux.wait(for: "the new file") {
        $0.title.contains("Fifth") && !$0.contains("cannot open")
      }
      try await tmux.press("q")
    }
  }

  @Test func aPipeInItsPlaceIsAFault() async throws {
    try await Tmux.run("exec sh") { tmux in
      try tmux.folder.write("map.yaml", surface("First").utf8)
      try await tmux.type("\"$DESCENT\" map.yaml --paused --step 7; echo \"status=$?\"\n")
      try await tmux.wait(for: "the first version") { $0.title.contains("First") }
      try tmux.folder.remove("map.yaml")
      try #require(mkfifo(tmux.folder["map.yaml"], 0o600) == 0)
      try await tmux.wait(for: "the fault over the last good version") {
        $0.contains("'map.yaml' is a named pipe, not a file") && $0.title.contains("First")
      }
      try await tmux.press("Right")
      try await tmux.wait(for: "an answer to a key") { $0.step == 8 }
      try tmux.folder.remove("map.yaml")
      try tmux.folder.write("map.yaml", surface("Second").utf8)
      try await tmux.wait(for: "the new file") { $0.title.contains("Second") }
      try await tmux.press("q")
      try await tmux.wait(for: "status=0")
    }
  }

  @Test func theDataFileIsWatchedToo() async throws {
    let formula = "data: {file: rows.csv, columns: {u: a, v: b}}\nsample: (x*u + y - v)^2"
    try await Tmux.run("exec sh") { tmux in
      try tmux.folder.write("rows.csv", "a,b\n1,2\n".utf8)
      try tmux.folder.write("map.yaml", surface("Rows", formula: formula).utf8)
      try await tmux.type("\"$DESCENT\" ./map.yaml -o gd --paused\n")
      try await tmux.wait(for: "one row") { $0.title.contains("over 1 rows") }
      try tmux.folder.write("rows.csv", "a,b\n1,2\n2,5\n3,4\n".utf8)
      try await tmux.wait(for: "three rows") { $0.title.contains("over 3 rows") }
      try tmux.folder.write("rows.csv", "a,b\n1,2\n2,oops\n".utf8)
      try await tmux.wait(for: "the fault in the data") {
        $0.contains("rows.csv: row 3, column 2") && $0.title.contains("over 3 rows")
      }
      try await tmux.press("q")
    }
  }
}
