import Canvas
import Explorer
import Figure
import Landscape

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension Export {
  /// Opens the file for writing. A file that exists is only replaced if `replacesFile` allows it.
  func openFile() throws(Refusal) -> OutputFile {
    let home = getenv("HOME").map { String(cFileName: $0) }
    do throws(OutputFile.Refusal) {
      return try OutputFile(path.withHome(home), replacing: replacesFile)
    } catch {
      throw Refusal(error)
    }
  }

  /// Writes the picture or the runs; a recording is written by a `Recorder`.
  func write(_ state: ExplorerState, frame: Frame) throws(Refusal) {
    let file = try openFile()
    var output = TextOutput(to: file.descriptor)
    do throws(Failure) {
      switch kind {
      case .picture:
        try output.write(
          frame.svg(on: state.appearance.background, cellAspect: state.appearance.cellAspect))
      case .csv: try state.race.writeCSV(to: &output)
      case .json: try state.race.writeJSON(to: &output, scene: state.scene)
      case .figure: try output.write(state.figure.svg)
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
  /// The path with the home folder for a leading `~`, as a shell reads it.
  func withHome(_ home: String?) -> String {
    guard let home, hasPrefix("~/") else { return self }
    return home + dropFirst()
  }
}

/// A recording of the screen that is being written to a file.
///
/// Every frame is written when it is shown, so that nothing is lost whatever happens later. A new
/// file has its name from the first frame; one that replaces another takes the name at the end.
struct Recorder {
  let path: String
  private var file: OutputFile
  private var recording: Recording
  /// The number of bytes that are written, in whole lines.
  private var length = 0
  private var isBroken = false

  /// Opens the file, so that an error is known before anything is recorded.
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

  /// Closes the file and removes it; a file that it was to replace stays.
  func discard() { file.discard() }

  mutating func finish() throws(Failure) {
    var fault: Failure?
    do throws(Failure) { if !isBroken { try append(recording.ending) } } catch { fault = error }
    if length == 0 {
      file.discard()
    } else if isBroken, file.temporary != nil {
      // The whole file of before is worth more than a part of the new one.
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

  /// Writes whole lines, as many of them as there is room for.
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

extension ExplorerState {
  /// The race at the step on the screen, over the part of the surface that the map shows.
  fileprivate var figure: Figure {
    var figure = Figure(
      scene: scene, race: race, at: playback.position, on: clock, domain: viewport)
    if let levels = appearance.levels { figure.levels = levels }
    figure.aspect = aspect
    return figure
  }
}
