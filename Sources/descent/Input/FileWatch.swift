import Explorer
import Landscape
import Lessons

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Notices when the file of a surface, or the file with its data or its grid, is saved.
struct FileWatch {
  let path: String
  private var files: [String]
  private var seen: [Stamp?]
  /// What was wrong at the last look. It is reported only at the next one, as an editor may still be
  /// writing.
  private var fault: SurfaceFault?

  init(path: String, surface: Surface) {
    self.path = path
    files = [path]
    if let file = surface.loss.file, !Surface.isOfLosses(file: path) {
      files.append(DataSet.path(ofFile: file, besideFile: path))
    }
    seen = files.map { Stamp(path: $0) }
  }

  /// The surface, or what is wrong with it, if the files have changed.
  mutating func look() -> Result<Surface, SurfaceFault>? {
    let present = files.map { Stamp(path: $0) }
    guard present != seen else {
      defer { fault = nil }
      return fault.map { .failure($0) }
    }
    seen = present
    let (result, files) = SurfaceSource.reading(file: path)
    // A file that breaks off early does not name its data file, which stays watched all the same.
    for file in files where !self.files.contains(file) {
      self.files.append(file)
      seen.append(Stamp(path: file))
    }
    switch result {
    case .success:
      fault = nil
      return result
    case .failure(let fault):
      self.fault = fault
      return nil
    }
  }
}

/// Notices when the file of a lesson is saved.
struct LessonWatch {
  let path: String
  private var seen: Stamp?
  /// What was wrong at the last look; see `FileWatch`.
  private var fault: SurfaceFault?

  init(path: String) {
    self.path = path
    seen = Stamp(path: path)
  }

  /// The lesson, or what is wrong with it, if the file has changed.
  mutating func look() -> Result<Lesson, SurfaceFault>? {
    let present = Stamp(path: path)
    guard present != seen else {
      defer { fault = nil }
      return fault.map { .failure($0) }
    }
    seen = present
    let result = LessonSource.reading(file: path)
    guard case .failure(let fault) = result else {
      self.fault = nil
      return result
    }
    self.fault = fault
    return nil
  }
}

/// What distinguishes one version of a file from another.
struct Stamp: Hashable {
  let seconds: Int
  let nanoseconds: Int
  let size: Int
  /// Differs when another file has taken the name.
  let inode: UInt64

  /// Nil if there is no file.
  init?(path: String) {
    guard let status = path.fileStatus() else { return nil }
    #if canImport(Darwin)
      let time = status.st_mtimespec
    #else
      let time = status.st_mtim
    #endif
    seconds = Int(time.tv_sec)
    nanoseconds = Int(time.tv_nsec)
    size = Int(status.st_size)
    inode = UInt64(status.st_ino)
  }
}
