#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Holds back Ctrl-C and its like during long work, so that the work ends between two of its parts
/// and the terminal's line can be cleared.
struct Interruption {
  private static let signals = [SIGINT, SIGTERM, SIGHUP]
  private var former = sigset_t()

  init() {
    var held = sigset_t()
    sigemptyset(&held)
    for signal in Interruption.signals { sigaddset(&held, signal) }
    pthread_sigmask(SIG_BLOCK, &held, &former)
  }

  /// Whether somebody wants the work to end.
  var isPending: Bool {
    var pending = sigset_t()
    sigpending(&pending)
    return Interruption.signals.contains { sigismember(&pending, $0) == 1 }
  }

  /// Lets a pending signal through, which ends the process unless it is ignored.
  func deliver() {
    var former = former
    pthread_sigmask(SIG_SETMASK, &former, nil)
  }
}
