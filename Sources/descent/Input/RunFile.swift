import Comparison
import Explorer
import Landscape
import Optimizers
import SurfaceCatalog

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Files of recorded runs that are read once.
enum RunFiles {
  /// The runs of some files, in their order.
  /// - Parameters:
  ///   - version: tells these runs from those that were read from the same files before.
  ///   - isBrief: whether a fault in a file is told in one line.
  /// - Throws: if a file cannot be read, or has no rows.
  static func recordings(_ paths: [String], version: Int = 0, isBrief: Bool = false)
    throws(Failure) -> [Recording]
  {
    var recordings: [Recording] = []
    for (index, path) in paths.enumerated() {
      func failure(_ fault: RecordingFault) -> Failure {
        Failure(.badData, isBrief ? fault.line(file: path) : fault.description(file: path))
      }
      var reader = RecordingReader(origin: index << 32 | version)
      try readPieces(of: path) { piece throws(Failure) in
        do throws(RecordingFault) { try reader.read(piece) } catch { throw failure(error) }
      }
      do throws(RecordingFault) { try reader.finish() } catch { throw failure(error) }
      recordings += reader.recordings
    }
    return recordings
  }

  /// The runs that a built-in surface has; none for any other surface.
  static func embedded(in surface: Surface) -> [Recording] {
    SurfaceCatalog.runFiles(of: surface).enumerated().flatMap { index, file in
      // Below all origins of files that are read.
      var reader = RecordingReader(origin: -1 - index)
      // The tests rule out faults.
      try? reader.read(file.bytes)
      try? reader.finish()
      return reader.recordings
    }
  }

  /// The paths of the files of a setup: those that the file of its surface names, relative to that
  /// file, and those that were given for it.
  static func paths(of setup: Setup) -> [String] {
    let own = setup.file.map { file in
      setup.surface.runs.map { DataSet.path(ofFile: $0, besideFile: file) }
    }
    return (own ?? []) + setup.runFiles
  }
}

/// Files of recorded runs that are read on as they grow.
struct RunsWatch {
  private var files: [RunFile] = []
  private let embedded: [Recording]
  /// The number of files that have been watched.
  private var count = 0
  /// Whether files have come or gone since the last look.
  private var hasOthers = false

  /// Watches the files of a setup. The runs of a built-in surface stay as they are.
  init(_ setup: Setup) {
    embedded = setup.file == nil ? RunFiles.embedded(in: setup.surface) : []
    watch(setup)
  }

  /// Watches the files that a setup has now. What was read of those that stay is kept.
  mutating func watch(_ setup: Setup) {
    let paths = RunFiles.paths(of: setup)
    guard paths != files.map(\.path) else { return }
    var former = files
    files = paths.map { path in
      if let index = former.firstIndex(where: { $0.path == path }) {
        return former.remove(at: index)
      }
      defer { count += 1 }
      return RunFile(path: path, number: count)
    }
    hasOthers = true
  }

  /// Whether a part of what has been written is still to be read.
  var isBehind: Bool { files.contains(where: \.isBehind) }

  /// What the files contain now; nil if nothing has changed, or more is about to be read.
  mutating func look() -> ExplorerState.RunFiles? {
    var isChanged = hasOthers
    for index in files.indices { isChanged = files[index].look() || isChanged }
    guard isChanged, !isBehind else { return nil }
    hasOthers = false
    return contents
  }

  /// Reads all that has been written.
  mutating func catchUp() -> ExplorerState.RunFiles {
    repeat { _ = look() } while isBehind
    hasOthers = false
    return contents
  }

  private var contents: ExplorerState.RunFiles {
    ExplorerState.RunFiles(
      recordings: embedded + files.flatMap(\.recordings),
      fault: files.lazy.compactMap(\.fault).first,
      awaited: files.filter(\.isAwaited).map(\.path))
  }
}

/// A file that is read on as it grows, and anew if it was truncated or written again.
private struct RunFile {
  let path: String
  private let number: Int
  private var reader: RecordingReader
  /// The number of times that the file was read from its beginning.
  private var version = 0
  private var offset = 0
  private var stamp: Stamp?
  /// The last bytes that were read, by which a file that was written again is told from one that has
  /// grown.
  private var tail: [UInt8] = []
  /// What is wrong with what was read.
  private var misreading: String?
  /// Why the file cannot be opened, until it can.
  private var refusal: String?
  private(set) var isBehind = false

  /// How much is read at a time: what takes a few milliseconds.
  private static let piece = 1 << 19
  private static let tailLength = 256

  init(path: String, number: Int) {
    (self.path, self.number) = (path, number)
    reader = RecordingReader(origin: number << 32)
  }

  /// The runs that have rows.
  var recordings: [Recording] { reader.recordings.filter { $0.count > 0 } }

  var fault: String? { refusal ?? misreading }

  /// Whether there is no row yet.
  var isAwaited: Bool { fault == nil && recordings.isEmpty }

  /// Reads a piece of what is new; true if anything has changed.
  mutating func look() -> Bool {
    let present = Stamp(path: path)
    guard isBehind || present != stamp else { return false }
    defer { stamp = present }
    guard let present else {
      // It may be about to come back; what it was stays until then.
      (refusal, isBehind) = (nil, false)
      return stamp != nil
    }
    let file = open(path.systemPath, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    guard file >= 0, FileType(path: path) == .regular else {
      refusal = "\(path.escaped) cannot be read: \(file < 0 ? systemReason() : "it is no file")"
      isBehind = false
      if file >= 0 { close(file) }
      return true
    }
    defer { close(file) }
    let wasRefused = refusal != nil
    refusal = nil
    let isOther = stamp.map { $0.inode != present.inode } ?? false
    if isOther || present.size < offset || !continues(in: file) { startAnew() }
    // The rest of a faulty file cannot be understood until it is written again.
    if misreading != nil { return wasRefused }
    let bytes = Self.read(file, from: offset, count: Self.piece)
    offset += bytes.count
    tail = Array((tail + bytes.suffix(Self.tailLength)).suffix(Self.tailLength))
    isBehind = bytes.count == Self.piece
    do throws(RecordingFault) {
      try reader.read(bytes)
    } catch {
      misreading = error.line(file: path)
      isBehind = false
    }
    return true
  }

  private mutating func startAnew() {
    version += 1
    reader = RecordingReader(origin: number << 32 | version)
    (offset, tail, misreading, isBehind) = (0, [], nil, false)
  }

  private func continues(in file: Int32) -> Bool {
    Self.read(file, from: offset - tail.count, count: tail.count) == tail
  }

  private static func read(_ file: Int32, from offset: Int, count: Int) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      while filled < count {
        let got = pread(file, buffer.baseAddress! + filled, count - filled, off_t(offset + filled))
        if got < 0, errno == EINTR { continue }
        guard got > 0 else { return }
        filled += got
      }
    }
  }
}

extension FileType {
  /// The kind of the file at a path; nil if there is none.
  fileprivate init?(path: String) {
    guard let status = path.fileStatus() else { return nil }
    self.init(status)
  }
}
