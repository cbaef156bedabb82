import Foundation

/// A process that runs to its end.
///
/// Foundation's `Process` is unsuitable: on Linux it treats a child as running as long as any process
/// that the child started, and tmux starts a server.
enum ChildProcess {
  /// The output and the status of a process.
  struct Result: Sendable {
    /// As a shell reports it: 128 + n if signal n ended the process.
    let status: Int32
    let output: String
    let errors: String
  }

  /// Runs an executable with nothing to read; cancelling the task ends it.
  static func run(
    _ path: String, _ arguments: [String], environment: [String: String]
  ) async throws -> Result {
    // Files, unlike pipes, do not fill up.
    let (output, errors) = (try TemporaryFile(), try TemporaryFile())
    let process = try spawn(path, arguments, environment: environment) { actions in
      posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
      posix_spawn_file_actions_adddup2(&actions, output.handle.fileDescriptor, STDOUT_FILENO)
      posix_spawn_file_actions_adddup2(&actions, errors.handle.fileDescriptor, STDERR_FILENO)
    }
    let status = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        Thread.detachNewThread { continuation.resume(returning: end(of: process)) }
      }
    } onCancel: {
      kill(process, SIGKILL)
    }
    return Result(status: status, output: try output.text(), errors: try errors.text())
  }

  #if canImport(Darwin)
    typealias FileActions = posix_spawn_file_actions_t?
  #else
    typealias FileActions = posix_spawn_file_actions_t
  #endif

  /// Starts an executable.
  /// - Parameters:
  ///   - flags: the flags of `posix_spawn`.
  ///   - open: opens the files of the process.
  static func spawn(
    _ path: String, _ arguments: [String], environment: [String: String], flags: Int32 = 0,
    open: (inout FileActions) -> Void
  ) throws -> pid_t {
    #if canImport(Darwin)
      var actions: FileActions = nil
      var attributes: posix_spawnattr_t?
    #else
      var actions = FileActions()
      var attributes = posix_spawnattr_t()
    #endif
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    open(&actions)
    // The threads of concurrent tasks may block signals, which the program must not inherit.
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Int16(Int32(POSIX_SPAWN_SETSIGMASK) | flags))

    var words = ([path] + arguments).map { strdup($0) } + [nil]
    var settings = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer {
      for text in words + settings { free(text) }
    }
    var process: pid_t = 0
    let fault = posix_spawn(&process, path, &actions, &attributes, &words, &settings)
    guard fault == 0 else { throw SpawnError(path: path, reason: String(cString: strerror(fault))) }
    return process
  }

  /// Waits for the end of a child, and returns its status as a shell reports it.
  static func end(of process: pid_t) -> Int32 {
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    let signal = status & 0x7f
    return signal == 0 ? status >> 8 & 0xff : 128 + signal
  }
}

struct SpawnError: Error, CustomStringConvertible {
  let path: String
  let reason: String

  var description: String { "cannot run '\(path)': \(reason)" }
}

/// A file without a name, which is gone as soon as it is closed.
private struct TemporaryFile {
  let handle: FileHandle

  init() throws {
    let path = NSTemporaryDirectory() + "/descent-\(UUID().uuidString)"
    let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw SpawnError(path: path, reason: String(cString: strerror(errno)))
    }
    unlink(path)
    handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
  }

  func text() throws -> String {
    try handle.seek(toOffset: 0)
    return String(decoding: try handle.readToEnd() ?? Data(), as: UTF8.self)
  }
}
