import ArgumentParser
import Calculus
import Canvas
import Landscape

/// How results are written: for programs, or for people.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  /// Comma-separated values under a heading; numbers read back to the same double, and are empty if
  /// they are not finite. In the rows of `trace`, which can be read again as recorded runs, a rate
  /// that is not known is `nan`.
  case csv
  /// Numbers read back to the same double, and are null if they are not finite.
  case json
  /// Aligned columns of rounded numbers.
  case table
}

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
  /// The number with these significant digits, as on the screen; a dash for NaN.
  func text(digits: Int) -> String { isNaN ? "-" : readable(digits: digits) }

  /// The number in comma-separated values: reads back to the same double, empty if not finite.
  var field: String { isFinite ? description : "" }
}

/// A value to be written as JSON, with numbers that read back to the same double.
indirect enum JSON {
  case number(Double)
  case integer(Int)
  case boolean(Bool)
  case string(String)
  case array([JSON])
  case object(KeyValuePairs<String, JSON>)
  /// An object with members that are not literals.
  case members([(key: String, value: JSON)])

  /// The object with some members more, if it is one.
  func adding(_ others: [(key: String, value: JSON)]) -> JSON {
    switch self {
    case .object(let members): .members(members.map { ($0.key, $0.value) } + others)
    case .members(let members): .members(members + others)
    case .number, .integer, .boolean, .string, .array: self
    }
  }

  /// The value in one line. A number that is not finite becomes `null`.
  var text: String {
    switch self {
    case .number(let value): value.isFinite ? value.description : "null"
    case .integer(let value): value.description
    case .boolean(let value): value.description
    case .string(let text): text.quotedAsJSON
    case .array(let values): "[" + values.map(\.text).joined(separator: ",") + "]"
    case .object(let members): JSON.members(members.map { ($0.key, $0.value) }).text
    case .members(let members):
      "{" + members.map { $0.key.quotedAsJSON + ":" + $0.value.text }.joined(separator: ",") + "}"
    }
  }
}

extension Surface {
  /// The name of the surface in results: the one on the command line, or the typed formula.
  var title: String { id.isEmpty ? lossText : id }
}
