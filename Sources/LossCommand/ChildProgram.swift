#if canImport(Glibc)
  @preconcurrency import Glibc
#elseif canImport(Musl)
  @preconcurrency import Musl
#else
  @preconcurrency import Darwin
#endif

/// A program in a process group of its own, with pipes to its standard streams.
///
/// A second process, the warden, waits for the end of this one, however it comes about: the system then
/// closes the pipe that it reads, and it ends the program with all its children.
final class ChildProgram {
  let input: Int32
  let output: Int32
  let errors: Int32
  private let group: pid_t
  private let warden: pid_t
  private let life: Int32

  /// Starts a command by the shell.
  /// - Throws: the error number of the system.
  init(_ command: String) throws(SystemError) {
    let pipes = try Pipe.several(4)
    let (questions, answers, problems, life) = (pipes[0], pipes[1], pipes[2], pipes[3])
    // Python's print would keep answers back until there are some thousand bytes of them.
    setenv("PYTHONUNBUFFERED", "1", 0)
    do throws(SystemError) {
      group = try Self.spawn(
        command, streams: [questions.reading, answers.writing, problems.writing])
      warden = try Self.warden(of: group, life: life.reading)
    } catch {
      for pipe in pipes { pipe.closeEnds() }
      throw error
    }
    for descriptor in [questions.reading, answers.writing, problems.writing, life.reading] {
      close(descriptor)
    }
    (input, output, errors) = (questions.writing, answers.reading, problems.reading)
    self.life = life.writing
    for descriptor in [input, output, errors] {
      _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
    }
  }

  /// Ends the program with its children; returns its exit status, or the signal that ended it, if
  /// it had ended before.
  func end() -> (status: Int32?, signal: Int32?) {
    var state: Int32 = 0
    var isGone = false
    // Its output is closed a moment before it has ended.
    for _ in 0..<50 where !isGone {
      isGone = waitpid(group, &state, WNOHANG) == group
      if !isGone { usleep(2000) }
    }
    kill(-group, SIGKILL)
    // A word instead of the end of the pipe: the number of the group may soon be another's.
    _ = write(life, "\n", 1)
    for descriptor in [input, output, errors, life] { close(descriptor) }
    var ignored: Int32 = 0
    waitpid(warden, &ignored, 0)
    guard isGone else {
      waitpid(group, &ignored, 0)
      return (nil, nil)
    }
    let signal = state & 0x7f
    return signal == 0 ? ((state >> 8) & 0xff, nil) : (nil, signal)
  }

  /// Starts what ends a program when this process is gone. If it cannot be started, the program ends at
  /// once.
  private static func warden(of group: pid_t, life: Int32) throws(SystemError) -> pid_t {
    let null = open("/dev/null", O_RDWR | O_CLOEXEC)
    defer { close(null) }
    do throws(SystemError) {
      guard null >= 0 else { throw SystemError(code: errno) }
      return try spawn(
        """
        trap '' HUP INT TERM; read word ||
        { kill -TERM -\(group); sleep 1; kill -KILL -\(group); }
        """, streams: [life, null, null])
    } catch {
      kill(-group, SIGKILL)
      waitpid(group, nil, 0)
      throw error
    }
  }

  private static func spawn(_ command: String, streams: [Int32]) throws(SystemError) -> pid_t {
    #if canImport(Darwin)
      var (actions, attributes): (posix_spawn_file_actions_t?, posix_spawnattr_t?) = (nil, nil)
      let environment = _NSGetEnviron().pointee
    #else
      var (actions, attributes) = (posix_spawn_file_actions_t(), posix_spawnattr_t())
      let environment = environ
    #endif
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    for (stream, descriptor) in streams.enumerated() {
      posix_spawn_file_actions_adddup2(&actions, descriptor, Int32(stream))
    }
    var (none, all) = (sigset_t(), sigset_t())
    sigemptyset(&none)
    sigfillset(&all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    posix_spawnattr_setpgroup(&attributes, 0)
    posix_spawnattr_setflags(
      &attributes,
      Int16(POSIX_SPAWN_SETPGROUP) | Int16(POSIX_SPAWN_SETSIGMASK) | Int16(POSIX_SPAWN_SETSIGDEF))
    var arguments: [UnsafeMutablePointer<CChar>?] =
      ["sh", "-c", command].map { (word: String) in strdup(word) } + [nil]
    defer { for word in arguments { free(word) } }
    var process: pid_t = 0
    let code = posix_spawn(
      &process, "/bin/sh", &actions, &attributes, &arguments, environment)
    guard code == 0 else { throw SystemError(code: code) }
    return process
  }
}

/// An error number of the system.
struct SystemError: Error { let code: Int32 }

/// A pipe that child processes do not inherit.
struct Pipe {
  let reading: Int32
  let writing: Int32

  init() throws(SystemError) {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw SystemError(code: errno) }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    (reading, writing) = (ends[0], ends[1])
  }

  /// Makes several, or none.
  static func several(_ count: Int) throws(SystemError) -> [Pipe] {
    var pipes: [Pipe] = []
    do throws(SystemError) {
      for _ in 0..<count { pipes.append(try Pipe()) }
    } catch {
      for pipe in pipes { pipe.closeEnds() }
      throw error
    }
    return pipes
  }

  /// Closes both ends.
  func closeEnds() {
    for end in [reading, writing] { close(end) }
  }
}
