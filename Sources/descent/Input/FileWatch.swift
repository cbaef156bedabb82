import Comparison
import Explorer
import Landscape
import Lessons
import Optimizers

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
  /// The number of times that recorded runs were read.
  private var readings = 0

  /// What a look has found.
  struct News {
    var surface: Result<Surface, SurfaceFault>
    /// The recorded runs, if the surface's file names others than before.
    var recordings: [Recording]?
  }

  init(path: String, surface: Surface) {
    self.path = path
    files = [path]
    if let file = surface.loss.file, !Surface.isOfLosses(file: path) {
      files.append(DataSet.path(ofFile: file, besideFile: path))
    }
    seen = files.map { Stamp(path: $0) }
  }

  /// The surface, or what is wrong with it, if the files have changed.
  /// - Parameter shown: what is on the screen.
  mutating func look(at shown: Setup) -> News? {
    let present = files.map { Stamp(path: $0) }
    guard present != seen else {
      defer { fault = nil }
      return fault.map { News(surface: .failure($0)) }
    }
    seen = present
    let (result, files) = SurfaceSource.reading(file: path)
    // A file that breaks off early does not name its data file, which stays watched all the same.
    watch(files)
    do throws(SurfaceFault) {
      let surface = try result.get()
      let recordings = try recordings(of: surface, shown)
      fault = nil
      return News(surface: .success(surface), recordings: recordings)
    } catch {
      fault = error
      return nil
    }
  }

  private mutating func watch(_ paths: [String]) {
    for path in paths where !files.contains(path) {
      files.append(path)
      seen.append(Stamp(path: path))
    }
  }

  /// The recorded runs, if the surface names other files than what is on the screen. Those that are
  /// followed are read by `RunsWatch`.
  private mutating func recordings(of surface: Surface, _ shown: Setup) throws(SurfaceFault)
    -> [Recording]?
  {
    guard surface.runs != shown.surface.runs, !shown.followsRuns else { return nil }
    var setup = shown
    setup.surface = surface
    let paths = RunFiles.paths(of: setup)
    // One that is not there yet is tried again when it comes.
    watch(paths)
    readings += 1
    do throws(Failure) {
      return try RunFiles.recordings(paths, version: readings, isBrief: true)
    } catch {
      throw SurfaceFault(error.message)
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
struct Stamp: Equatable {
  /// The time when it was written, or when anything else about it changed, such as who may read it.
  let seconds: Int
  let nanoseconds: Int
  let size: Int
  /// Differs when another file has taken the name.
  let inode: UInt64

  /// Nil if there is no file.
  init?(path: String) {
    guard let status = path.fileStatus() else { return nil }
    #if canImport(Darwin)
      let time = status.st_ctimespec
    #else
      let time = status.st_ctim
    #endif
    seconds = Int(time.tv_sec)
    nanoseconds = Int(time.tv_nsec)
    size = Int(status.st_size)
    inode = UInt64(status.st_ino)
  }
}
