import Foundation
import Landscape
import TestSupport
import Testing

/// The cases of Golden/surface-file-errors.txt: a file, and the message about it.
///
/// `DESCENT_RECORD=1` writes the messages again, and fails, so that recording by accident is
/// noticed.
@Suite struct SurfaceFileErrorTests {
  struct Case: CustomTestStringConvertible {
    let name: String
    let yaml: String
    let expected: String
    var testDescription: String { name }
  }

  static let file = "surface-file-errors.txt"

  static func cases() throws -> [Case] {
    try Golden.text(file).components(separatedBy: "\n=== ").dropFirst().map { section in
      let lines = section.components(separatedBy: "\n")
      let parts = lines.dropFirst().joined(separator: "\n").components(separatedBy: "\n>>>\n")
      return Case(
        name: lines[0], yaml: parts[0] + "\n",
        expected: (parts.count > 1 ? parts[1] : "").trimmingCharacters(in: .newlines))
    }
  }

  static func complaint(_ yaml: some Collection<UInt8>) -> String {
    do throws(SurfaceFileError) {
      let optimizers = ["gd", "sgd", "momentum", "adam"]
      let surface = try Surface(yaml: yaml, file: "maps/test.yaml", optimizers: optimizers)
      return "fine: \(surface.lossText)"
    } catch {
      return error.description
    }
  }

  @Test(.disabled(if: Golden.isRecording), arguments: try cases())
  func messagesAreAsRecorded(_ example: Case) {
    #expect(Self.complaint(Array(example.yaml.utf8)) == example.expected)
  }

  @Test(.enabled(if: Golden.isRecording)) func record() throws {
    var text = "Messages about surface files: each file is followed by >>> and its message.\n"
    for example in try Self.cases() {
      let said = Self.complaint(Array(example.yaml.utf8))
      text += "\n=== \(example.name)\n\(example.yaml)>>>\n\(said)\n"
    }
    try Golden.record(text, as: Self.file)
    Issue.record("recorded \(Self.file); run again without DESCENT_RECORD")
  }
}
