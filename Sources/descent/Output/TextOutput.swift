#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Text for standard output or a file, collected into large pieces; `finish()` writes the rest.
///
/// - Note: A closed pipe ends the program by SIGPIPE, as it should in `descent trace | head`.
struct TextOutput {
  private let file: Int32
  private var buffer: [UInt8] = []
  private static let capacity = 1 << 16

  /// - Parameter file: an open descriptor, by default standard output.
  init(to file: Int32 = STDOUT_FILENO) { self.file = file }

  /// Whether standard output is a terminal.
  static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

  mutating func write(_ text: String) throws(Failure) {
    buffer.append(contentsOf: text.utf8)
    if buffer.count >= TextOutput.capacity { try flush() }
  }

  mutating func finish() throws(Failure) { try flush() }

  /// Writes a whole text.
  static func print(_ text: String) throws(Failure) {
    var output = TextOutput()
    try output.write(text)
    try output.finish()
  }

  /// Waits until the reader of standard output is ready for more; false for devices, which are not
  /// waited for.
  private func awaitReader() -> Bool {
    guard file == STDOUT_FILENO else { return false }
    var reader = pollfd(fd: file, events: Int16(POLLOUT), revents: 0)
    return poll(&reader, 1, -1) >= 0 || errno == EINTR
  }

  private mutating func flush() throws(Failure) {
    var written = 0
    while written < buffer.count {
      let count = buffer.withUnsafeBytes { bytes in
        systemWrite(file, bytes.baseAddress.map { $0 + written }, bytes.count - written)
      }
      if count < 0 {
        if errno == EINTR || (errno == EAGAIN && awaitReader()) { continue }
        throw Failure(.cannotWrite, "cannot write the result: \(String(cString: strerror(errno)))")
      }
      written += count
    }
    buffer.removeAll(keepingCapacity: true)
  }
}

/// `write` of the system, for types with a method of that name.
func systemWrite(_ file: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  write(file, bytes, count)
}
