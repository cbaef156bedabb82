import Canvas
import Foundation
import Testing

/// Compares a frame with the readable text of the one that was looked at and found good.
///
/// `DESCENT_RECORD=1` writes the text anew, and fails, so that nobody records by accident.
func expectGolden(
  _ frame: Frame, _ name: String, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Golden/\(name).txt")
  let text = frame.goldenText
  if ProcessInfo.processInfo.environment["DESCENT_RECORD"] != nil {
    try text.write(to: file, atomically: true, encoding: .utf8)
    Issue.record(
      "recorded \(name); run again without DESCENT_RECORD", sourceLocation: sourceLocation)
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
    """, sourceLocation: sourceLocation)
}

extension Frame {
  /// A part of the frame.
  func cropped(to area: Rectangle) -> Frame {
    var part = Frame(size: Size(width: area.width, height: area.height))
    for row in 0..<area.height {
      for column in 0..<area.width {
        part[column, row] = self[area.column + column, area.row + row]
      }
    }
    return part
  }
}
