import Canvas
import Explorer

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A recording on its way into a file: what is on the screen, from the moment someone asked for it.
///
/// Every frame is written when it is shown, so that nothing is lost whatever happens later. A new
/// recording has its name from the first; one that replaces a file takes it at its end.
struct Recorder {
  let path: String
  private var file: OutputFile
  private var recording: Recording
  /// How many bytes of whole lines are written.
  private var length = 0
  private var isBroken = false

  /// Claims the file, so that what cannot be written is known before anything is recorded.
  static func begin(_ export: Export, title: String) throws(Export.Refusal) -> Recorder {
    var file = try export.openFile()
    if !export.replacesFile {
      do throws(OutputFile.Refusal) {
        try file.takeName()
      } catch {
        file.discard()
        throw Export.Refusal(error)
      }
    }
    return Recorder(path: export.path, file: file, recording: Recording(title: title))
  }

  private init(path: String, file: OutputFile, recording: Recording) {
    (self.path, self.file, self.recording) = (path, file, recording)
  }

  mutating func add(_ frame: Frame, at seconds: Double, depth: ColorDepth) throws(Failure) {
    try append(recording.add(frame, at: seconds, depth: depth))
  }

  mutating func finish() throws(Failure) {
    var fault: Failure?
    do throws(Failure) { if !isBroken { try append(recording.ending) } } catch { fault = error }
    if length == 0 {
      file.discard()
    } else if isBroken, file.temporary != nil {
      // What it should have replaced is worth more than a part of it.
      close(file.descriptor)
    } else {
      do throws(OutputFile.Refusal) {
        try file.keep()
      } catch {
        fault = fault ?? Failure(.cannotWrite, "\(error)")
      }
    }
    if let fault { throw fault }
  }

  /// Writes whole lines; where there is no room for all of them, as many as there is room for.
  private mutating func append(_ lines: String) throws(Failure) {
    let bytes = Array(lines.utf8)
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes { bytes in
        systemWrite(file.descriptor, bytes.baseAddress.map { $0 + written }, bytes.count - written)
      }
      if count < 0 {
        if errno == EINTR { continue }
        let reason = systemReason()
        let end = bytes[..<written].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        length += end
        ftruncate(file.descriptor, off_t(length))
        isBroken = true
        let rest = file.temporary.map { "; what was recorded is in \($0)" } ?? ""
        throw Failure(.cannotWrite, reason + (length > 0 ? rest : ""))
      }
      written += count
    }
    length += bytes.count
  }
}
