import Canvas
import TestSupport
import Testing

/// Compares a frame with the readable text of the one that was looked at and found good.
///
/// `DESCENT_RECORD=1` records the text again, and fails, so that it never happens by accident.
func expectGolden(
  _ frame: Frame, _ name: String, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let file = "\(name).txt"
  let text = frame.goldenText
  if Golden.isRecording {
    try Golden.record(text, as: file)
    Issue.record(
      "recorded \(name); run again without DESCENT_RECORD", sourceLocation: sourceLocation)
    return
  }
  let golden = try Golden.text(file)
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
