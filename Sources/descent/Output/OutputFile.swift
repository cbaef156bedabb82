import Landscape

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A file that is being written: the file it replaces stays until all of it is written.
///
/// It has a temporary name in the same folder, and takes its own in one step. Whatever happens before
/// that (a full disk, the end of the program), the former file is still there, whole.
struct OutputFile {
  enum Refusal: Error, Hashable {
    /// The name is taken, and replacing is not allowed.
    case exists
    /// The file cannot be written; the reason in a few words.
    case failed(String)
  }

  /// Open for writing; never blocks.
  let descriptor: Int32
  /// The path of the file until it takes its name; nil if it is written in place.
  private(set) var temporary: String?
  /// The path that it takes, with links followed.
  private let destination: String
  private let replaces: Bool
  private let isDevice: Bool

  /// - Parameter replaces: whether a file of this name may be replaced: a regular one, of which the
  ///   permissions are kept, or the one that a link leads to. Devices are written in place.
  init(_ path: String, replacing replaces: Bool) throws(Refusal) {
    if path.isEmpty { throw .failed(String(cString: strerror(ENOENT))) }
    self.replaces = replaces
    var link = stat()
    let isTaken = lstat(path.systemPath, &link) == 0
    if isTaken, !replaces { throw .exists }
    destination = try Self.destination(of: path)
    let former = destination.fileStatus()
    isDevice = former.map { FileType($0) == .device } ?? false
    guard let former else {
      (descriptor, temporary) = try Self.temporaryFile(beside: destination, mode: 0o644)
      return
    }
    switch FileType(former) {
    case .regular:
      guard access(destination.systemPath, W_OK) == 0 else { throw .failed(systemReason()) }
      // No other user may read it before it has the permissions of the former file.
      (descriptor, temporary) = try Self.temporaryFile(beside: destination, mode: 0o600)
      // Only the superuser can give a file away; for other users it stays theirs.
      _ = fchown(descriptor, former.st_uid, former.st_gid)
      fchmod(descriptor, former.st_mode & 0o7777)
    case .device:
      temporary = nil
      descriptor = open(destination.systemPath, O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
      guard descriptor >= 0 else { throw .failed(systemReason()) }
      guard isatty(descriptor) == 0 else {
        close(descriptor)
        throw .failed("this is a terminal, not a file")
      }
    case .folder, .pipe, .socket:
      throw .failed("this is \(FileType(former).name), not a file")
    }
  }

  /// Gives the file its name, and leaves it open. If that fails, nothing has changed.
  mutating func takeName() throws(Refusal) {
    guard let temporary else { return }
    // Some systems only notice now that the disk is full.
    guard fsync(descriptor) == 0 || errno == EINVAL else { throw .failed(systemReason()) }
    if !replaces, link(temporary.systemPath, destination.systemPath) == 0 {
      unlink(temporary.systemPath)
    } else {
      // A link fails if the name has been taken meanwhile, or if the file system has no links.
      if !replaces, errno == EEXIST { throw .exists }
      guard rename(temporary.systemPath, destination.systemPath) == 0 else {
        throw .failed(systemReason())
      }
    }
    self.temporary = nil
  }

  /// Gives the file its name and closes it.
  consuming func keep() throws(Refusal) {
    do throws(Refusal) {
      try takeName()
    } catch {
      discard()
      throw error
    }
    close(descriptor)
  }

  /// Closes the file and removes it; the former file stays as it was.
  consuming func discard() {
    close(descriptor)
    if let temporary {
      unlink(temporary.systemPath)
    } else if !replaces, !isDevice {
      unlink(destination.systemPath)
    }
  }

  /// The path at the end of a chain of links, where there may be no file yet.
  private static func destination(of path: String) throws(Refusal) -> String {
    var path = path
    for _ in 0..<40 {
      var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
      let count = readlink(path.systemPath, &buffer, buffer.count)
      guard count >= 0 else { return path }
      let target = String(fileName: buffer.prefix(count).map { UInt8(bitPattern: $0) })
      path = target.hasPrefix("/") ? target : folder(of: path) + target
    }
    throw .failed(String(cString: strerror(ELOOP)))
  }

  /// The folder of a path with a slash at its end; empty for the working folder.
  private static func folder(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
  }

  private static func temporaryFile(beside path: String, mode: mode_t) throws(Refusal)
    -> (Int32, String?)
  {
    for number in 0..<100 {
      let name = "\(folder(of: path))descent-\(getpid())-\(number).part"
      let file = open(name.systemPath, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
      if file >= 0 { return (file, name) }
      guard errno == EEXIST else { break }
    }
    let isProtected = [EACCES, EPERM, EROFS].contains(errno)
    throw .failed((isProtected ? "no file can be written in this folder: " : "") + systemReason())
  }
}

extension OutputFile {
  /// Makes a folder, unless it is there.
  static func makeFolder(_ path: String) throws(Failure) {
    guard mkdir(path.systemPath, 0o777) != 0 else { return }
    let reason = systemReason()
    if let status = path.fileStatus(), FileType(status) == .folder { return }
    throw Failure(.cannotWrite, "the folder '\(path.escaped)' cannot be made: \(reason)")
  }

  /// Writes a whole new file.
  static func write(_ text: String, to path: String) throws(Failure) {
    do throws(Refusal) {
      let file = try OutputFile(path, replacing: false)
      var output = TextOutput(to: file.descriptor)
      do throws(Failure) {
        try output.write(text)
        try output.finish()
      } catch {
        file.discard()
        throw .failed(error.message)
      }
      try file.keep()
    } catch {
      switch error {
      case .exists:
        throw Failure(
          .cannotWrite,
          "'\(path.escaped)' is there already\nhint: remove it, or choose another folder with --to")
      case .failed(let reason):
        throw Failure(.cannotWrite, "'\(path.escaped)' cannot be written: \(reason)")
      }
    }
  }
}
