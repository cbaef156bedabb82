import Calculus

/// Text in aligned columns, for people.
struct Table {
  enum Alignment { case left, right }

  let heading: [String]
  /// One for each column.
  let alignments: [Alignment]
  var rows: [[String]] = []

  init(_ columns: [(String, Alignment)]) {
    heading = columns.map(\.0)
    alignments = columns.map(\.1)
  }

  var text: String {
    let lines = [heading] + rows
    let widths = heading.indices.map { column in lines.map { $0[column].count }.max() ?? 0 }
    return lines.map { line in
      let cells = zip(line, zip(widths, alignments)).map { cell, column in
        let gap = String(repeating: " ", count: column.0 - cell.count)
        return column.1 == .left ? cell + gap : gap + cell
      }
      var text = Substring(cells.joined(separator: "  "))
      while text.last == " " { text.removeLast() }
      return text + "\n"
    }.joined()
  }
}

extension Double {
  /// The number with so many significant digits, as on the screen; a dash for NaN.
  func text(digits: Int) -> String { isNaN ? "-" : readable(digits: digits) }

  /// As it stands in comma-separated values: read back to the same double, empty where not finite.
  var field: String { isFinite ? description : "" }
}
