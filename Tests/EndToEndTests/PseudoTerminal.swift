import Foundation
import Testing

/// A terminal played by a test, which reads the bytes that the program writes, and answers.
///
/// Tests wait for bytes, never for a time.
final class PseudoTerminal {
  /// What the program has written so far.
  private(set) var output = ""
  let process: pid_t
  private let master: Int32
  private var pending: [UInt8] = []

  /// `POSIX_SPAWN_SETSID`, which Swift does not import on Linux.
  #if canImport(Darwin)
    private static let newSession = Int32(POSIX_SPAWN_SETSID)
  #else
    private static let newSession: Int32 = 0x80
  #endif

  /// Starts the program in a terminal, with only these variables in its environment.
  init(
    _ arguments: [String] = [], columns: UInt16 = 80, rows: UInt16 = 24,
    environment: [String: String] = [:]
  ) throws {
    var (master, slave): (Int32, Int32) = (-1, -1)
    var name = [CChar](repeating: 0, count: 128)
    var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    try #require(openpty(&master, &slave, &name, nil, &size) == 0)
    defer { close(slave) }
    for file in [master, slave] { _ = fcntl(file, F_SETFD, FD_CLOEXEC) }
    self.master = master
    let given = ["TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "HOME": "/nonexistent"]
    process = try ChildProcess.spawn(
      Program.path, arguments, environment: given.merging(environment) { $1 },
      flags: Self.newSession
    ) { actions in
      // The first terminal that the leader of a session opens becomes its controlling one.
      posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, name, O_RDWR, 0)
      posix_spawn_file_actions_adddup2(&actions, STDIN_FILENO, STDOUT_FILENO)
      posix_spawn_file_actions_adddup2(&actions, STDIN_FILENO, STDERR_FILENO)
    }
  }

  deinit {
    kill(process, SIGKILL)
    close(master)
  }

  func type(_ text: String) {
    let bytes = Array(text.utf8)
    _ = bytes.withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
  }

  /// Reads until the program has written a text; false if it ends before that.
  @discardableResult
  func read(until text: String) -> Bool {
    while !output.contains(text) {
      guard readOnce() else { return false }
    }
    return true
  }

  /// Forgets what was written up to a text.
  func drop(through text: String) {
    guard let range = output.range(of: text) else { return }
    output = String(output[range.upperBound...])
  }

  /// Waits for the end of the program, reading its last output unless told otherwise, and returns its
  /// status as a shell reports it.
  func end(reading: Bool = true) -> Int32 {
    if reading { while readOnce() {} }
    let status = ChildProcess.end(of: process)
    while readOnce() {}
    return status
  }

  private func readOnce() -> Bool {
    var bytes = [UInt8](repeating: 0, count: 65_536)
    let count = Foundation.read(master, &bytes, bytes.count)
    guard count > 0 else { return false }
    pending += bytes[..<count]
    // The last character may be incomplete.
    let whole = pending.lastIndex { $0 & 0xC0 != 0x80 }.map { index in
      let lead = pending[index]
      let length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
      return index + length <= pending.count ? pending.count : index
    }
    output += String(decoding: pending[..<(whole ?? 0)], as: UTF8.self)
    pending.removeFirst(whole ?? 0)
    return true
  }
}
