import Foundation
import Testing

/// Compares a screen's readable text with the one that was looked at and found good; with
/// `DESCENT_RECORD` writes it anew and fails.
func compareWithGolden(_ text: String, name: String) throws {
  let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Golden")
  let file = folder.appendingPathComponent(name + ".txt")
  if ProcessInfo.processInfo.environment["DESCENT_RECORD"] != nil {
    try text.write(to: file, atomically: true, encoding: .utf8)
    Issue.record("recorded \(file.lastPathComponent); run again without DESCENT_RECORD")
    return
  }
  let golden = try String(contentsOf: file, encoding: .utf8)
  guard text != golden else { return }
  let pairs = zip(text.split(separator: "\n"), golden.split(separator: "\n"))
  let difference = pairs.first { $0 != $1 }
  Issue.record(
    """
    \(name) differs from its golden text, first here:
    was \(difference?.1 ?? "shorter")
    is  \(difference?.0 ?? "longer")
    """)
}
