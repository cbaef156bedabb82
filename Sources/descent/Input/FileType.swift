import Landscape

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What stands at a path.
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
  /// The path as the system takes it.
  var systemPath: [CChar] { fileNameBytes.map { CChar(bitPattern: $0) } + [0] }

  /// A path or an argument as the system gives it.
  init(cFileName name: UnsafePointer<CChar>) {
    let bytes = UnsafeBufferPointer(start: name, count: strlen(name))
    self.init(fileName: bytes.map { UInt8(bitPattern: $0) })
  }

  /// What stands there, links followed; nil where nothing does.
  func fileStatus() -> stat? {
    var status = stat()
    return stat(systemPath, &status) == 0 ? status : nil
  }
}

/// What the last call of the system failed for.
func systemReason() -> String { String(cString: strerror(errno)) }
