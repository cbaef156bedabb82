import Landscape

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Reads a whole file of at most `limit` bytes.
///
/// Nobody waits here for what never comes: of what is no regular file, only a pipe is read that the
/// shell has opened already, as in `descent <(…)`.
/// - Throws: `Failure` where there is none, it is a folder, cannot be read, or is too large.
/// - Parameter advice: what to say of one that is too large.
func readFile(
  _ path: String, limit: Int, advice: String = "a surface file is a page of text"
) throws(Failure) -> [UInt8] {
  // Before it is opened: a device may act on that.
  if let status = path.fileStatus() { try refuseWhatIsNoFile(path, status) }
  let file = open(path.systemPath, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
  guard file >= 0 else {
    throw Failure(.noInput, "cannot open \(path.quotedName): \(systemReason())")
  }
  defer { close(file) }
  // Again: something else may have taken the name.
  var status = stat()
  if fstat(file, &status) == 0 { try refuseWhatIsNoFile(path, status) }
  var bytes: [UInt8] = []
  while bytes.count <= limit {
    var count = 0
    let piece = [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, initialized in
      count = read(file, buffer.baseAddress, buffer.count)
      initialized = max(0, count)
    }
    if count < 0 {
      if errno == EINTR { continue }
      guard errno == EAGAIN else {
        throw Failure(.noInput, "cannot read \(path.quotedName): \(systemReason())")
      }
      var waiting = pollfd(fd: file, events: Int16(POLLIN), revents: 0)
      poll(&waiting, 1, -1)
      continue
    }
    if piece.isEmpty { return bytes }
    bytes += piece
  }
  throw Failure(
    .badData, "\(path.quotedName) is larger than \(limit / 1_000_000) MB: \(advice)")
}

private func refuseWhatIsNoFile(_ path: String, _ status: stat) throws(Failure) {
  let type = FileType(status)
  switch type {
  case .regular: return
  case .pipe where path.isOpenedByShell: return
  case .folder, .pipe, .device, .socket:
    throw Failure(.noInput, "\(path.quotedName) is \(type.name), not a file")
  }
}

extension String {
  /// Whether the path names what the shell has opened before the program began.
  fileprivate var isOpenedByShell: Bool {
    self == "/dev/stdin" || hasPrefix("/dev/fd/") || hasPrefix("/proc/self/fd/")
  }
}
