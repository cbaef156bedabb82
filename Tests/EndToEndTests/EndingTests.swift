import Foundation
import TestSupport
import Testing

/// Every way to end the explorer gives the terminal back as it was.
@Suite(.serialized, .timeLimit(.minutes(15)))
struct EndingTests {
  enum Ending: String, CaseIterable, Sendable {
    case quit, controlC, interrupt, terminate, hangUp, crash

    /// The status that a shell reports.
    var status: Int {
      switch self {
      case .quit: 0
      case .controlC, .interrupt: 130
      case .terminate: 143
      case .hangUp: 129
      case .crash: 139
      }
    }
  }

  /// Runs the program, and notes its process and the terminal's settings before and after.
  private static let script = """
    ulimit -c 0
    stty -g > before
    sh -c 'echo $$ > process; exec "$DESCENT"'
    status=$?
    stty -g > after
    echo "status=$status"
    exec cat
    """

  @Test(arguments: Ending.allCases)
  func theTerminalIsGivenBack(after ending: Ending) async throws {
    try await Tmux.run(EndingTests.script) { tmux in
      try await tmux.wait(for: "some steps") { ($0.step ?? 0) >= 2 }
      // Otherwise the comparisons below would prove nothing.
      let modes = "#{alternate_on} #{cursor_flag} #{mouse_any_flag}"
      try await tmux.wait(for: modes, toBe: "1 0 1")
      let process = try #require(
        pid_t(try tmux.folder.read("process").trimmingCharacters(in: .whitespacesAndNewlines)))
      switch ending {
      case .quit: try await tmux.press("q")
      case .controlC: try await tmux.press("C-c")
      case .interrupt: kill(process, SIGINT)
      case .terminate: kill(process, SIGTERM)
      case .hangUp: kill(process, SIGHUP)
      case .crash: kill(process, SIGSEGV)
      }
      let screen = try await tmux.wait(for: "status=\(ending.status)\n")
      #expect(!screen.contains("Backtrace"))
      let before = try tmux.folder.read("before")
      #expect(!before.isEmpty)
      #expect(try tmux.folder.read("after") == before)
      #expect(try await tmux.format(modes + " #{keypad_flag} #{keypad_cursor_flag}") == "0 1 0 0 0")
      // Pasted text arrives without marks again: `cat` echoes the text alone.
      try await tmux.paste("pasted")
      try await tmux.wait(for: "plain pasted text") { $0.lines.contains("pasted") }
    }
  }

  @Test(arguments: ["taken.cast", "folder", "missing/a.cast"])
  func theTerminalIsGivenBackIfTheRecordingIsRefused(name: String) async throws {
    let script = """
      touch taken.cast; mkdir folder; echo "text before"
      stty -g > before
      "$DESCENT" --record \(name)
      status=$?
      stty -g > after
      echo "status=$status"
      exec cat
      """
    try await Tmux.run(script) { tmux in
      let screen = try await tmux.wait(for: "status=73\n")
      #expect(screen.contains("text before"))
      #expect(try tmux.folder.read("after") == tmux.folder.read("before"))
      let modes = "#{alternate_on} #{cursor_flag} #{mouse_any_flag}"
      #expect(try await tmux.format(modes) == "0 1 0")
    }
  }

  @Test func restoreRepairsTheTerminalOfAKilledExplorer() async throws {
    let script = """
      echo "text before"
      stty -g > before
      sh -c 'echo $$ > process; exec "$DESCENT"'
      stty -g > killed
      until [ -e go ]; do :; done
      "$DESCENT" --restore
      status=$?
      stty -a > after
      echo "status=$status"
      exec cat
      """
    try await Tmux.run(script) { tmux in
      try await tmux.wait(for: "some steps") { ($0.step ?? 0) >= 2 }
      let process = try #require(
        pid_t(try tmux.folder.read("process").trimmingCharacters(in: .whitespacesAndNewlines)))
      kill(process, SIGKILL)
      let modes = "#{alternate_on} #{cursor_flag} #{mouse_any_flag}"
      #expect(try await tmux.format(modes) == "1 0 1")
      try tmux.folder.write("go", [])
      let screen = try await tmux.wait(for: "status=0\n")
      #expect(screen.contains("text before"))
      #expect(try await tmux.format(modes) == "0 1 0")
      #expect(try tmux.folder.read("killed") != tmux.folder.read("before"))
      let after = try tmux.folder.read("after").split(whereSeparator: \.isWhitespace)
      for mode in ["icanon", "echo", "isig", "icrnl", "opost"] {
        #expect(after.contains(Substring(mode)), "\(after)")
      }
    }
  }

  @Test func theEndOfTheTerminalEndsTheProgram() async throws {
    // The shell outlives the terminal to record how the program ended.
    let script = """
      trap : HUP
      mkfifo end
      "$DESCENT"
      echo "status=$?" > end
      """
    try await Tmux.run(script) { tmux in
      try await tmux.wait(for: "some steps") { ($0.step ?? 0) >= 2 }
      try await tmux.command("kill-session")
      // Reading waits until the shell writes, after the end of the program.
      let end = try await ChildProcess.run(
        "/bin/cat", [tmux.folder["end"]], environment: Program.environment)
      // 0 if the end of the input arrives first, 129 if SIGHUP does.
      #expect(["status=0\n", "status=129\n"].contains(end.output), "\(end.output)")
    }
  }

  @Test func suspendingGivesTheTerminalBackUntilTheForegroundReturns() async throws {
    try await Tmux.run("exec sh -i") { tmux in
      try await tmux.wait(for: "prompt>")
      try await tmux.type("stty -g > before; \"$DESCENT\"\n")
      try await tmux.wait(for: "some steps") { ($0.step ?? 0) >= 2 }
      try await tmux.press("C-z")
      // The main screen again, with its former text and a new prompt below.
      try await tmux.wait(for: "the shell") {
        $0.step == nil && $0.text.matches(of: /prompt>/).count == 2
      }
      #expect(try await tmux.format("#{alternate_on} #{cursor_flag} #{mouse_any_flag}") == "0 1 0")
      try await tmux.type("stty -g > stopped; echo noted $((1 + 1))\n")
      try await tmux.wait(for: "noted 2")
      #expect(try tmux.folder.read("stopped") == tmux.folder.read("before"))
      try await tmux.type("fg\n")
      let again = try await tmux.wait(for: "the explorer again") {
        ($0.step ?? 0) >= 2 && $0.contains("Adam  lr") && $0.contains("q quit")
      }
      #expect(!again.contains("prompt>"))
      try await tmux.wait(for: "a later step") { ($0.step ?? 0) > (again.step ?? 0) }
      try await tmux.press("q")
      try await tmux.wait(for: "the shell") { $0.step == nil && $0.contains("noted 2") }
      try await tmux.type("stty -g > after; echo noted $((1 + 2))\n")
      try await tmux.wait(for: "noted 3")
      #expect(try tmux.folder.read("after") == tmux.folder.read("before"))
    }
  }
}
