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
/// Every frame is written when it is shown, so that nothing is lost whatever happens later.
struct Recorder {
  let path: String
  private var output: TextOutput
  private let file: Int32
  private var recording: Recording

  /// Claims the file, so that what cannot be written is known before anything is recorded.
  static func begin(_ export: Export, title: String) throws(Export.Refusal) -> Recorder {
    let file = try export.openFile()
    return Recorder(
      path: export.path, output: TextOutput(to: file), file: file,
      recording: Recording(title: title))
  }

  mutating func add(_ frame: Frame, at seconds: Double, depth: ColorDepth) throws(Failure) {
    try output.write(recording.add(frame, at: seconds, depth: depth))
    try output.finish()
  }

  mutating func finish() throws(Failure) {
    defer { close(file) }
    try output.write(recording.ending)
    try output.finish()
  }
}
