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
/// Never waits for a writer that may not come: apart from regular files, only pipes that the shell
/// has already opened are read, as in `descent <(…)`.
/// - Parameter advice: the advice if the file is too large.
/// - Throws: if the file does not exist, is a folder, cannot be read, or is too large.
func readFile(
  _ path: String, limit: Int, advice: String = "a surface file is a page of text"
) throws(Failure) -> [UInt8] {
  var bytes: [UInt8] = []
  try readPieces(of: path) { piece throws(Failure) in
    bytes += piece
    guard bytes.count <= limit else {
      throw Failure(
        .badData, "\(path.quotedName) is larger than \(limit / 1_000_000) MB: \(advice)")
    }
  }
  return bytes
}

/// Reads a whole file piece by piece; see `readFile` for what is a file.
/// - Throws: if the file cannot be read, and what `take` throws.
func readPieces(of path: String, _ take: ([UInt8]) throws(Failure) -> Void) throws(Failure) {
  // Before it is opened: opening makes some devices act.
  if let status = path.fileStatus() { try refuseNonFile(path, status) }
  let file = open(path.systemPath, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
  guard file >= 0 else {
    throw Failure(.noInput, "cannot open \(path.quotedName): \(systemReason())")
  }
  defer { close(file) }
  // Again: something else may have taken the name.
  var status = stat()
  if fstat(file, &status) == 0 { try refuseNonFile(path, status) }
  while true {
    var count = 0
    let piece = [UInt8](unsafeUninitializedCapacity: 1 << 18) { buffer, initialized in
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
    if piece.isEmpty { return }
    try take(piece)
  }
}

private func refuseNonFile(_ path: String, _ status: stat) throws(Failure) {
  let type = FileType(status)
  switch type {
  case .regular: return
  case .pipe where path.isOpenedByShell: return
  case .folder, .pipe, .device, .socket:
    throw Failure(.noInput, "\(path.quotedName) is \(type.name), not a file")
  }
}

extension String {
  /// Whether the path names a file that the shell opened before the program began.
  fileprivate var isOpenedByShell: Bool {
    self == "/dev/stdin" || hasPrefix("/dev/fd/") || hasPrefix("/proc/self/fd/")
  }
}

/// The kind of file at a path.
enum FileType {
  case regular, folder, pipe, device, socket

  init(_ status: stat) {
    switch status.st_mode & S_IFMT {
    case S_IFDIR: self = .folder
    case S_IFIFO: self = .pipe
    case S_IFCHR, S_IFBLK: self = .device
    case S_IFSOCK: self = .socket
    default: self = .regular
    }
  }

  /// With its article.
  var name: String {
    switch self {
    case .regular: "a file"
    case .folder: "a folder"
    case .pipe: "a named pipe"
    case .device: "a device"
    case .socket: "a socket"
    }
  }
}

extension String {
  /// The path as a C string for the system.
  var systemPath: [CChar] { fileNameBytes.map { CChar(bitPattern: $0) } + [0] }

  /// A path or an argument from the system, in which not all bytes need be UTF-8.
  init(cFileName name: UnsafePointer<CChar>) {
    let bytes = UnsafeBufferPointer(start: name, count: strlen(name))
    self.init(fileName: bytes.map { UInt8(bitPattern: $0) })
  }

  /// The status of the file at this path, with links followed; nil if there is none.
  func fileStatus() -> stat? {
    var status = stat()
    return stat(systemPath, &status) == 0 ? status : nil
  }
}

/// Why the last system call failed.
func systemReason() -> String { String(cString: strerror(errno)) }
