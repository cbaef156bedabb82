#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Has Ctrl-C and its like empty the terminal's line before they end the process, as they would have
/// done anyway; ignored signals stay ignored.
struct Interruption {
  private static let signals = [SIGINT, SIGTERM, SIGHUP]
  private var former: [(signal: Int32, action: sigaction)] = []

  init() {
    for signal in Interruption.signals {
      var old = sigaction()
      guard sigaction(signal, nil, &old) == 0, !old.isIgnored else { continue }
      var new = sigaction()
      new.handler = { signal in
        // Only calls that a handler may make.
        let blank: StaticString = "\r                                        \r"
        _ = write(STDERR_FILENO, blank.utf8Start, blank.utf8CodeUnitCount)
        // The former action is that of the system again: see the flags.
        raise(signal)
      }
      new.sa_flags = Int32(bitPattern: UInt32(truncatingIfNeeded: SA_RESETHAND)) | SA_NODEFER
      if sigaction(signal, &new, nil) == 0 { former.append((signal, old)) }
    }
  }

  /// Signals do again what they did before.
  func end() {
    for (signal, action) in former {
      var action = action
      sigaction(signal, &action, nil)
    }
  }
}

extension sigaction {
  fileprivate var handler: (@convention(c) (Int32) -> Void)? {
    get {
      #if canImport(Darwin)
        __sigaction_u.__sa_handler
      #elseif canImport(Musl)
        __sa_handler.sa_handler
      #else
        __sigaction_handler.sa_handler
      #endif
    }
    set {
      #if canImport(Darwin)
        __sigaction_u.__sa_handler = newValue
      #elseif canImport(Musl)
        __sa_handler.sa_handler = newValue
      #else
        __sigaction_handler.sa_handler = newValue
      #endif
    }
  }

  /// Whether it is `SIG_IGN`, the address 1, which Swift cannot compare with a function.
  fileprivate var isIgnored: Bool {
    unsafeBitCast(handler, to: UInt.self) == 1
  }
}
