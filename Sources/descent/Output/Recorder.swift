import Canvas
import Explorer

/// A recording on its way to a file: what is on the screen, from the moment someone asked for it.
struct Recorder {
  let export: Export
  private var recording: Recording

  /// Claims the file, so that what cannot be written is known before anything is recorded.
  static func begin(_ export: Export, size: Size, title: String) -> (Recorder?, Export.Outcome) {
    let recording = Recording(size: size, title: title)
    let outcome = export.write { (output) throws(Failure) in try output.write(recording.text) }
    return (outcome == .done ? Recorder(export: export, recording: recording) : nil, outcome)
  }

  var isFull: Bool { recording.isFull }

  mutating func add(_ frame: Frame, at seconds: Double, depth: ColorDepth) {
    recording.add(frame, at: seconds, depth: depth)
  }

  /// Writes the file; what went wrong, if something did.
  func finish() -> String? {
    let own = Export(export.kind, path: export.path, replacesFile: true)
    let text = recording.text
    switch own.write({ (output) throws(Failure) in try output.write(text) }) {
    case .done: return nil
    case .fileExists: return "\(export.path) exists"
    case .failed(let reason): return "the recording cannot be written: \(reason)"
    }
  }
}
