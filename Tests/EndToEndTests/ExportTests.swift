import Foundation
import TestSupport
import Testing

@testable import descent

/// Exports and the copied command line, in a real terminal.
@Suite(.serialized, .timeLimit(.minutes(15)))
struct ExportTests {
  private let line = "\"$DESCENT\" beale --paused --step 12; echo \"status=$?\"; exec cat"

  @Test func aPictureAndTheRunsAreWritten() async throws {
    try await Tmux.run(line) { tmux in
      try await tmux.wait(for: "panels") { $0.contains("Adam  lr") && $0.contains("q quit") }
      try await tmux.press("e", "Enter")
      try await tmux.wait(for: "beale.svg")
      try await tmux.press("Enter")
      try await tmux.wait(for: "written to beale.svg")
      let picture = try tmux.folder.read("beale.svg")
      #expect(picture.hasPrefix("<svg") && picture.contains("Beale"))
      #expect(!picture.contains("write the picture"), "the prompt is not part of it")

      try await tmux.press("e", "Down", "Enter", "Enter")
      try await tmux.wait(for: "written to beale.csv")
      // Four runs with twelve steps and the start each, and a heading.
      #expect(try tmux.folder.read("beale.csv").split(separator: "\n").count == 53)
      try await tmux.press("e", "Down", "Down", "Enter", "Enter")
      try await tmux.wait(for: "written to beale.json")
      let json = try JSONSerialization.jsonObject(with: Data(tmux.folder.read("beale.json").utf8))
      #expect((json as? [String: Any])?["surface"] as? String == "beale")
    }
  }

  @Test func anExistingFileIsNotReplacedWithoutAsking() async throws {
    try await Tmux.run(line) { tmux in
      try tmux.folder.write("beale.svg", "mine".utf8)
      try await tmux.wait(for: "panels") { $0.contains("Adam  lr") && $0.contains("q quit") }
      try await tmux.press("e", "Enter", "Enter")
      try await tmux.wait(for: "beale.svg exists")
      #expect(try tmux.folder.read("beale.svg") == "mine")
      try await tmux.press("Enter")
      try await tmux.wait(for: "written to beale.svg")
      #expect(try tmux.folder.read("beale.svg").hasPrefix("<svg"))
      try await tmux.press("e", "Enter", "C-u")
      try await tmux.type("no/such/folder/a.svg")
      try await tmux.press("Enter")
      try await tmux.wait(for: "No such file or directory")
    }
  }

  @Test func aRecordingIsAnAsciicast() async throws {
    try await Tmux.run(line) { tmux in
      try await tmux.wait(for: "panels") { $0.contains("Adam  lr") && $0.contains("q quit") }
      try await tmux.press("e", "End", "Enter", "Enter")
      try await tmux.wait(for: "the sign of a recording") { $0.title.contains("recording") }
      try await tmux.press(">")
      try await tmux.wait(for: "step 22") { $0.step == 22 }
      try await tmux.press("q")
      try await tmux.wait(for: "status=0")
      let lines = try tmux.folder.read("beale.cast").split(separator: "\n")
      let parsed = try lines.map {
        try JSONSerialization.jsonObject(with: Data($0.utf8))
      }
      let header = try #require(parsed.first as? [String: Any])
      #expect(header["version"] as? Int == 2)
      #expect(header["width"] as? Int == 120 && header["height"] as? Int == 40)
      let events = parsed.dropFirst().compactMap { $0 as? [Any] }
      #expect(events.count == parsed.count - 1 && events.count >= 3)
      let times = events.compactMap { $0[0] as? Double }
      #expect(times == times.sorted() && times.count == events.count)
      #expect(events.contains { ($0[2] as? String)?.contains("22") ?? false })
    }
  }

  @Test func aWholeSessionIsRecorded() async throws {
    let line = "\"$DESCENT\" beale --paused --record s.cast; echo \"status=$?\"; exec cat"
    try await Tmux.run(line) { tmux in
      try await tmux.wait(for: "the sign of a recording") { $0.title.contains("recording") }
      try await tmux.press("q")
      try await tmux.wait(for: "status=0")
      let lines = try tmux.folder.read("s.cast").split(separator: "\n")
      #expect(lines.count >= 3)
      #expect(lines[1].contains("Beale"), "the first frame is the first of the session")
    }
    // An existing file is kept, and the terminal is given back with the reason.
    let twice = "echo mine > s.cast; " + line
    try await Tmux.run(twice) { tmux in
      try await tmux.wait(for: "status=73")
      try await tmux.wait(for: "s.cast exists")
      #expect(try tmux.folder.read("s.cast") == "mine\n")
    }
  }

  /// Otherwise the next try would find a file of that name.
  @Test func whatNeverOpensIsNotRecorded() async throws {
    let line =
      "\"$DESCENT\" --loss-command 'exit 1' --record s.cast; echo \"status=$?\"; ls; exec cat"
    try await Tmux.run(line) { tmux in
      let screen = try await tmux.wait(for: "the reason and the folder") {
        $0.contains("status=69") && $0.contains("script")
      }
      #expect(!screen.contains("s.cast"))
    }
  }

  /// A limit to the size of files, in blocks of 512 or 1024 bytes, which acts like a full disk.
  private func limited(_ blocks: Int, _ rest: String = "beale --paused --step 12") -> String {
    "(ulimit -f \(blocks); \"$DESCENT\" \(rest)); echo \"status=$?\"; exec cat"
  }

  @Test func aFailedExportKeepsTheFormerFile() async throws {
    try await Tmux.run(limited(2)) { tmux in
      try tmux.folder.write("beale.svg", "mine".utf8)
      try await tmux.wait(for: "panels") { $0.contains("Adam  lr") && $0.contains("q quit") }
      try await tmux.press("e", "Enter", "Enter")
      try await tmux.wait(for: "beale.svg exists")
      try await tmux.press("Enter")
      try await tmux.wait(for: "File too large")
      #expect(try tmux.folder.read("beale.svg") == "mine")
    }
    // A new one leaves nothing behind.
    try await Tmux.run(limited(2)) { tmux in
      try await tmux.wait(for: "panels") { $0.contains("Adam  lr") && $0.contains("q quit") }
      try await tmux.press("e", "Down", "Enter", "Enter")
      try await tmux.wait(for: "File too large")
      let names = try FileManager.default.contentsOfDirectory(atPath: tmux.folder.path)
      #expect(!names.contains("beale.csv") && !names.contains { $0.hasSuffix(".part") })
    }
  }

  @Test func aFailedRecordingEndsWithAWholeLine() async throws {
    try await Tmux.run(limited(120, "beale --record s.cast")) { tmux in
      try await tmux.wait(for: "the end of the recording") {
        $0.contains("s.cast: File too large") && !$0.title.contains("recording")
      }
      try await tmux.press("q")
      try await tmux.wait(for: "status=0")
      let text = try tmux.folder.read("s.cast")
      #expect(text.hasSuffix("\n"))
      let lines = text.split(separator: "\n")
      #expect(lines.count > 2)
      for line in lines { _ = try JSONSerialization.jsonObject(with: Data(line.utf8)) }
    }
  }

  @Test func aRecordingReplacesAFileWhenItIsComplete() async throws {
    try await Tmux.run(line) { tmux in
      try tmux.folder.write("beale.cast", "mine".utf8)
      try await tmux.wait(for: "panels") { $0.contains("Adam  lr") && $0.contains("q quit") }
      try await tmux.press("e", "End", "Enter", "Enter")
      try await tmux.wait(for: "beale.cast exists")
      try await tmux.press("Enter")
      try await tmux.wait(for: "the sign of a recording") { $0.title.contains("recording") }
      #expect(try tmux.folder.read("beale.cast") == "mine")
      try await tmux.press("q")
      try await tmux.wait(for: "status=0")
      #expect(try tmux.folder.read("beale.cast").hasPrefix("{\"version\": 2"))
    }
  }

  @Test func aPipeWithoutAReaderBlocksNothing() async throws {
    let line = "mkfifo pipe.svg p.cast; \"$DESCENT\" --record p.cast; echo \"first=$?\"; " + line
    try await Tmux.run(line) { tmux in
      try await tmux.wait(for: "panels") { $0.contains("Adam  lr") && $0.contains("q quit") }
      try await tmux.press("e", "Enter", "C-u")
      try await tmux.type("pipe.svg")
      try await tmux.press("Enter", "Enter")
      try await tmux.wait(for: "this is a named pipe, not a file")
      // The prompt closes on a key: the program is not waiting for a reader.
      try await tmux.press("Escape")
      try await tmux.wait(for: "the end of the prompt") { !$0.contains("named pipe") }
    }
  }

  #if os(Linux)
    @Test func aHostileFileNameIsQuotedForShells() async throws {
      let line = #"""
        name="$(printf 'a\033b\302\233\342\200\256\n\377.yaml')"
        printf 'name: T\nformula: x^2\ndomain: {x: [0, 1], y: [0, 1]}\nstart: [1, 1]\n' > "$name"
        "$DESCENT" "$name" -o gd --paused; echo "status=$?"; exec cat
        """#
      try await Tmux.run(line) { tmux in
        try await tmux.wait(for: "the explorer") {
          $0.title.contains(" T ") && $0.contains("q quit")
        }
        try await tmux.press("y", "Enter", "q")
        try await tmux.wait(for: "the command line") {
          $0.contains(#"descent $'./a\033b\302\233\342\200\256\n\377.yaml' -o gd --paused"#)
            && $0.contains("status=0")
        }
      }
    }

    @Test func aFullDiskEndsARecordingWithAMessage() async throws {
      try await Tmux.run(line) { tmux in
        try await tmux.wait(for: "panels") { $0.contains("Adam  lr") && $0.contains("q quit") }
        try await tmux.press("e", "End", "Enter", "C-u")
        try await tmux.type("/dev/full")
        // The device exists already: the second Enter answers the question.
        try await tmux.press("Enter", "Enter")
        try await tmux.wait(for: "No space left on device")
        try await tmux.press("q")
        try await tmux.wait(for: "status=0")
      }
    }
  #endif

  @Test func theCommandLineRebuildsTheScreen() async throws {
    let (command, first) = try await Tmux.run(line) { tmux in
      try await tmux.command("set-option", "-s", "set-clipboard", "on")
      try await tmux.wait(for: "panels") { $0.contains("Adam  lr") && $0.contains("q quit") }
      try await tmux.press("2", "+", "0", "l", "z", "X", "v", ">")
      try await tmux.wait(for: "all of it") {
        $0.step == 22 && $0.contains("─ gradient norm") && $0.contains("─ the race")
          && $0.contains("q quit")
      }
      let screen = try await tmux.settled()
      try await tmux.press("y")
      try await tmux.wait(for: "command that reopens this screen")
      let command = try await tmux.command("show-buffer")
      // It is printed for the shell, too, after the explorer has ended.
      try await tmux.press("Enter", "q")
      try await tmux.wait(for: "the command line behind the explorer") {
        $0.contains("status=0") && $0.contains("descent beale --")
      }
      return (command, screen)
    }
    #expect(command.hasPrefix("descent beale "))
    let again = command.replacing(/^descent/, with: "\"$DESCENT\"")
    _ = try await Tmux.run(again) { tmux in
      try await tmux.wait(for: "the same screen") { $0.text == first.text }
    }
  }

  @Test func aLeadingTildeIsTheHomeFolder() {
    #expect("~/a.svg".withHome("/home/x") == "/home/x/a.svg")
    #expect("~/a.svg".withHome(nil) == "~/a.svg" && "a~/b".withHome("/h") == "a~/b")
  }
}
