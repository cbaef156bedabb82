#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Reads a whole file of at most `limit` bytes.
/// - Throws: `Failure` where there is none, it is a folder, cannot be read, or is too large.
/// - Parameter advice: what to say of one that is too large.
func readFile(
  _ path: String, limit: Int, advice: String = "a surface file is a page of text"
) throws(Failure) -> [UInt8] {
  func reason() -> String { String(cString: strerror(errno)) }
  let file = open(path, O_RDONLY | O_CLOEXEC)
  guard file >= 0 else {
    throw Failure(.noInput, "cannot open '\(path)': \(reason())")
  }
  defer { close(file) }
  var status = stat()
  if fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
    throw Failure(.noInput, "'\(path)' is a folder, not a file")
  }
  var bytes: [UInt8] = []
  while bytes.count <= limit {
    let piece = [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
      count = max(0, read(file, buffer.baseAddress, buffer.count))
    }
    if piece.isEmpty { return bytes }
    bytes += piece
  }
  throw Failure(
    .badData, "'\(path)' is larger than \(limit / 1_000_000) MB: \(advice)")
}
