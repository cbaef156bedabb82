import Foundation
import TestSupport
import Testing

/// A terminal for the program: one window of a tmux server of its own, on a private socket.
///
/// Nothing here waits for a time. Tests wait until the screen shows the expected contents.
final class Tmux: Sendable {
  /// The files of the test: those that the script of the pane writes, and the socket.
  let folder: Folder
  private let name: String

  /// The time limit of a condition, generous for a busy machine. Reaching it fails the test.
  static let patience = Duration.seconds(60)

  static let executable: String? = (Program.environment["PATH"] ?? "").split(separator: ":")
    .map { "\($0)/tmux" }.first { FileManager.default.isExecutableFile(atPath: $0) }

  /// Opens a window that runs a line of shell, in which `$DESCENT` is the program.
  ///
  /// The server and everything in it end with `body`, even if that throws.
  static func run<T>(
    _ line: String, columns: Int = 120, rows: Int = 40, terminal: String = "tmux-256color",
    _ body: (Tmux) async throws -> T
  ) async throws -> T {
    let tmux = try Tmux()
    do {
      try await tmux.start(line, columns: columns, rows: rows, terminal: terminal)
      let result = try await body(tmux)
      await tmux.kill()
      return result
    } catch {
      await tmux.kill()
      throw error
    }
  }

  private init() throws {
    folder = try Folder()
    name = "descent-\(ProcessInfo.processInfo.processIdentifier)-\(UUID().uuidString.prefix(8))"
  }

  private func start(_ line: String, columns: Int, rows: Int, terminal: String) async throws {
    try folder.write("script", line.utf8)
    // If the tests themselves are killed, the server ends by itself.
    try await command(
      "start-server", ";", "set-option", "-g", "default-terminal", terminal, ";",
      "new-session", "-d", "-x", "\(columns)", "-y", "\(rows)", "-c", folder.path,
      "exec sh ./script", ";", "run-shell", "-b", "-d", "600", "-C", "kill-server")
  }

  private func kill() async {
    // In a separate task, as the task of a test that timed out is already cancelled.
    _ = await Task { try? await command("kill-server") }.value
  }

  /// Runs a command of tmux and returns what it prints.
  @discardableResult
  func command(_ arguments: String...) async throws -> String {
    guard let executable = Tmux.executable else { throw TmuxError.missing }
    let environment = Program.environment.merging(
      ["DESCENT": Program.path, "TMUX_TMPDIR": folder.path, "SHELL": "/bin/sh", "PS1": "prompt> "]
    ) { $1 }
    let result = try await ChildProcess.run(
      executable, ["-u", "-L", name, "-f", "/dev/null"] + arguments, environment: environment)
    if result.status != 0, arguments != ["kill-server"] {
      throw TmuxError.failed(command: arguments.joined(separator: " "), message: result.errors)
    }
    return result.output
  }

  /// Presses keys, by tmux's names for them.
  func press(_ keys: String...) async throws {
    for key in keys { try await command("send-keys", "--", key) }
  }

  /// Sends text as it is, escape sequences too.
  func type(_ text: String) async throws {
    try await command("send-keys", "-l", "--", text)
  }

  /// Sends text between the marks of a bracketed paste, if the program asked for them.
  func paste(_ text: String) async throws {
    try await command("set-buffer", "--", text)
    try await command("paste-buffer", "-p")
  }

  func resize(columns: Int, rows: Int) async throws {
    try await command("resize-window", "-x", "\(columns)", "-y", "\(rows)")
  }

  /// The value of one of tmux's formats, such as `#{alternate_on}`.
  func format(_ format: String) async throws -> String {
    try await command("display-message", "-p", format)
      .trimmingCharacters(in: .whitespacesAndNewlines)
  }

  func screen() async throws -> TerminalScreen {
    TerminalScreen(text: try await command("capture-pane", "-p"))
  }

  /// Waits until the screen satisfies a condition, and returns it.
  ///
  /// A screen may be caught half drawn, so the condition must include everything that matters.
  @discardableResult
  func wait(
    for what: String, sourceLocation: SourceLocation = #_sourceLocation,
    until condition: (TerminalScreen) -> Bool
  ) async throws -> TerminalScreen {
    let deadline = ContinuousClock.now + Tmux.patience
    while true {
      let isLast = ContinuousClock.now > deadline
      let screen = try await screen()
      if condition(screen) { return screen }
      if isLast {
        Issue.record("waited in vain for: \(what)\n\(screen.text)", sourceLocation: sourceLocation)
        throw TmuxError.waitedInVain(what)
      }
      try Task.checkCancellation()
    }
  }

  /// The screen once it is the same twice in a row; complete if the program is paused.
  func settled() async throws -> TerminalScreen {
    var last = try await screen()
    while true {
      let next = try await screen()
      if next.text == last.text { return next }
      last = next
      try Task.checkCancellation()
    }
  }

  /// Waits until one of tmux's formats has a value.
  func wait(
    for format: String, toBe value: String, sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    let deadline = ContinuousClock.now + Tmux.patience
    while true {
      let isLast = ContinuousClock.now > deadline
      let found = try await self.format(format)
      if found == value { return }
      if isLast {
        Issue.record("\(format) is \(found), not \(value)", sourceLocation: sourceLocation)
        throw TmuxError.waitedInVain(format)
      }
      try Task.checkCancellation()
    }
  }

  /// Waits until the screen shows a text.
  @discardableResult
  func wait(
    for text: String, sourceLocation: SourceLocation = #_sourceLocation
  ) async throws -> TerminalScreen {
    try await wait(for: text, sourceLocation: sourceLocation) { $0.contains(text) }
  }
}

enum TmuxError: Error, CustomStringConvertible {
  case missing
  case failed(command: String, message: String)
  case waitedInVain(String)

  var description: String {
    switch self {
    case .missing: "there is no tmux on the PATH: install it, as Scripts/test does"
    case .failed(let command, let message): "tmux \(command): \(message)"
    case .waitedInVain(let what): "waited in vain for: \(what)"
    }
  }
}
