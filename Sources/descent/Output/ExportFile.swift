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
  /// Opens the file to be written; what was there before is only replaced where someone said so.
  func openFile() throws(Refusal) -> Int32 {
    let flags = O_WRONLY | O_CREAT | O_CLOEXEC | (replacesFile ? O_TRUNC : O_EXCL)
    let file = open(path.withHome(getenv("HOME").map { String(cString: $0) }), flags, 0o644)
    guard file >= 0 else {
      throw errno == EEXIST ? .fileExists : .failed(String(cString: strerror(errno)))
    }
    return file
  }

  /// Writes what the explorer shows, or its runs; a recording is written as it goes on.
  func write(_ state: ExplorerState, frame: Frame) throws(Refusal) {
    let file = try openFile()
    defer { close(file) }
    var output = TextOutput(to: file)
    do throws(Failure) {
      switch kind {
      case .picture: try output.write(frame.svg())
      case .csv: try state.race.writeCSV(to: &output)
      case .json: try state.race.writeJSON(to: &output, scene: state.scene)
      case .recording: break
      }
      try output.finish()
    } catch {
      throw .failed(error.message)
    }
  }
}

extension String {
  /// The path with a person's home for a leading `~`, as a shell reads it.
  func withHome(_ home: String?) -> String {
    guard let home, hasPrefix("~/") else { return self }
    return home + dropFirst()
  }
}
