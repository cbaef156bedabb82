import Canvas
import Explorer

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension Export {
  /// Writes a file; what was there before is only replaced where someone said so.
  func write(_ content: (inout TextOutput) throws(Failure) -> Void) -> Outcome {
    let flags = O_WRONLY | O_CREAT | O_CLOEXEC | (replacesFile ? O_TRUNC : O_EXCL)
    let file = open(path, flags, 0o644)
    guard file >= 0 else {
      return errno == EEXIST ? .fileExists : .failed(String(cString: strerror(errno)))
    }
    defer { close(file) }
    var output = TextOutput(to: file)
    do throws(Failure) {
      try content(&output)
      try output.finish()
    } catch {
      return .failed(error.message)
    }
    return .done
  }

  /// Writes what the explorer shows, or its runs; a recording is written when it has ended.
  func write(_ state: ExplorerState, frame: Frame) -> Outcome {
    write { (output) throws(Failure) in
      switch kind {
      case .picture: try output.write(frame.svg())
      case .csv: try state.race.writeCSV(to: &output)
      case .json: try state.race.writeJSON(to: &output, scene: state.scene)
      case .recording: break
      }
    }
  }
}
