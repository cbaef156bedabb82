import Canvas
import Explorer
import Landscape

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension Export {
  /// Opens the file to be written; what was there before is only replaced where someone said so.
  func openFile() throws(Refusal) -> OutputFile {
    let home = getenv("HOME").map { String(cFileName: $0) }
    do throws(OutputFile.Refusal) {
      return try OutputFile(path.withHome(home), replacing: replacesFile)
    } catch {
      throw Refusal(error)
    }
  }

  /// Writes what the explorer shows, or its runs; a recording is written as it goes on.
  func write(_ state: ExplorerState, frame: Frame) throws(Refusal) {
    let file = try openFile()
    var output = TextOutput(to: file.descriptor)
    do throws(Failure) {
      switch kind {
      case .picture: try output.write(frame.svg())
      case .csv: try state.race.writeCSV(to: &output)
      case .json: try state.race.writeJSON(to: &output, scene: state.scene)
      case .recording: break
      }
      try output.finish()
    } catch {
      file.discard()
      throw .failed(error.message)
    }
    do throws(OutputFile.Refusal) {
      try file.keep()
    } catch {
      throw Refusal(error)
    }
  }
}

extension Export.Refusal {
  init(_ refusal: OutputFile.Refusal) {
    switch refusal {
    case .exists: self = .fileExists
    case .failed(let reason): self = .failed(reason)
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
