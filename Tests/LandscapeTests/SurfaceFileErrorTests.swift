import Foundation
import Landscape
import Testing

/// Every case of Golden/surface-file-errors.txt: a file, and what is said about it.
///
/// `DESCENT_RECORD=1` writes the file anew from what is said now, and fails, so that nobody records
/// by accident.
@Suite struct SurfaceFileErrorTests {
  struct Case: CustomTestStringConvertible {
    let name: String
    let yaml: String
    let expected: String
    var testDescription: String { name }
  }

  static let file = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Golden/surface-file-errors.txt")

  static let cases: [Case] = {
    let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    return text.components(separatedBy: "\n=== ").dropFirst().map { section in
      let lines = section.components(separatedBy: "\n")
      let parts = lines.dropFirst().joined(separator: "\n").components(separatedBy: "\n>>>\n")
      return Case(
        name: lines[0], yaml: parts[0] + "\n",
        expected: (parts.count > 1 ? parts[1] : "").trimmingCharacters(in: .newlines))
    }
  }()

  static func complaint(_ yaml: some Collection<UInt8>) -> String {
    do throws(SurfaceFileError) {
      let optimizers = ["gd", "sgd", "momentum", "adam"]
      let surface = try Surface(yaml: yaml, file: "maps/test.yaml", optimizers: optimizers)
      return "fine: \(surface.formula.text)"
    } catch {
      return error.description
    }
  }

  @Test(arguments: cases) func saysWhatIsWrong(_ example: Case) {
    #expect(Self.complaint(Array(example.yaml.utf8)) == example.expected)
  }

  @Test func goldenFileIsThere() throws {
    #expect(Self.cases.count > 50)
    guard ProcessInfo.processInfo.environment["DESCENT_RECORD"] != nil else { return }
    var text = "What is said about a surface file; each is followed by >>> and the message.\n"
    for example in Self.cases {
      let said = Self.complaint(Array(example.yaml.utf8))
      text += "\n=== \(example.name)\n\(example.yaml)>>>\n\(said)\n"
    }
    try text.write(to: Self.file, atomically: true, encoding: .utf8)
    Issue.record("recorded \(Self.file.lastPathComponent); run again without DESCENT_RECORD")
  }
}
