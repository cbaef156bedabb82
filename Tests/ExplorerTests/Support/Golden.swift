import Canvas
import TestSupport
import Testing

/// Compares a frame with the golden text of an inspected frame.
///
/// `DESCENT_RECORD=1` writes the text again, and fails, so that nothing is recorded by accident.
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
  Issue.record(
    "\(name) differs from its golden text: \(goldenDifferences(from: golden, to: text))",
    sourceLocation: sourceLocation)
}

/// The number of rows that differ between two golden texts, and those rows, old and new, up to a limit.
func goldenDifferences(from old: String, to new: String, limit: Int = 40) -> String {
  let (old, new) = (GoldenRows(old), GoldenRows(new))
  var lines = old.size == new.size ? [] : ["size was \(old.size), is \(new.size)"]
  var differing: [(name: String, old: String, new: String)] = []
  for row in 0..<max(old.glyphs.count, new.glyphs.count) {
    let (before, after) = (old.row(row), new.row(row))
    if before.glyphs != after.glyphs {
      differing.append(("row \(row + 1)", before.glyphs, after.glyphs))
    }
    if before.styles != after.styles {
      differing.append(("row \(row + 1), styles", before.styles, after.styles))
    }
  }
  let rows = Set(differing.map { $0.name.prefix { $0 != "," } }).count
  lines.insert("\(rows) of \(new.glyphs.count) rows", at: 0)
  for difference in differing.prefix(limit) {
    lines += [difference.name, "  was \(difference.old)", "  is  \(difference.new)"]
  }
  if differing.count > limit { lines.append("and \(differing.count - limit) more differences") }
  return lines.joined(separator: "\n")
}

/// The parts of golden text by rows.
private struct GoldenRows {
  var size: Substring
  var glyphs: [String] = []
  var styles: [Int: String] = [:]

  init(_ text: String) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    size = lines[0]
    for line in lines.dropFirst() {
      if line.first == "|" {
        glyphs.append(String(line))
      } else if let colon = line.firstIndex(of: ":"), let row = Int(line[..<colon]) {
        styles[row - 1] = String(line[colon...].dropFirst(2))
      }
    }
  }

  func row(_ index: Int) -> (glyphs: String, styles: String) {
    (index < glyphs.count ? glyphs[index] : "missing", styles[index] ?? "plain")
  }
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
