import Calculus
import Canvas

/// A line of the inspector: a text, numbers under the axes, and how badly it is wanted.
struct InspectorLine {
  /// What stands at the right: under x and y, or between them what belongs to both.
  enum Numbers {
    case none
    case axes(String, String)
    case both(String)

    /// Columns at the right end of the line that text leaves free.
    var width: Int {
      switch self {
      case .none: 0
      case .axes: 2 * InspectorLine.numberWidth
      case .both: 3 * InspectorLine.numberWidth / 2
      }
    }
  }

  /// Lines that do not fit are left out from the least priority on, of equal ones the last first.
  var priority: Int
  var text: [Span]
  var numbers = Numbers.none
  var style = Style.plain
  /// Whether it is the formula of the quantity in the next line, which then needs no name.
  var isFormula = false
  /// How many lines of the same priority make a text that is shown whole or not at all.
  var blockHeight = 1

  /// Columns of one number and the blank before it.
  static let numberWidth = 11

  /// The lines that fit, in their order.
  static func fitting(_ lines: [InspectorLine], height: Int) -> [InspectorLine] {
    let kept = lines.indices.sorted {
      (lines[$1].priority, $0) < (lines[$0].priority, $1)
    }.prefix(max(0, height))
    return kept.sorted().map { lines[$0] }.filter { line in
      line.blockHeight == 1
        || kept.filter { lines[$0].priority == line.priority }.count == line.blockHeight
    }
  }
}

extension Frame {
  /// Writes lines of the inspector into a rectangle.
  mutating func put(_ lines: [InspectorLine], in area: Rectangle, ellipsis: Ellipsis) {
    var isExplained = false
    for (offset, line) in lines.prefix(area.height).enumerated() {
      let row = area.row + offset
      let end = area.column + area.width
      let width = InspectorLine.numberWidth
      if !isExplained {
        put(
          line.text, column: area.column, row: row, width: area.width - line.numbers.width,
          ellipsis: ellipsis)
      }
      switch line.numbers {
      case .none: break
      case .axes(let x, let y):
        put([Span(x, line.style)], endingAt: end - width, row: row, width: width - 1)
        put([Span(y, line.style)], endingAt: end, row: row, width: width - 1)
      case .both(let value):
        put([Span(value, line.style)], endingAt: end - width / 2, row: row)
      }
      isExplained = line.isFormula
    }
  }
}
