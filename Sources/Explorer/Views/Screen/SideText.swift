import Canvas

/// The rows that the race, the words and the legend need in a column of text, and what each gets
/// of the rows that there are.
struct SideText: Hashable {
  let width: Int
  /// The lines of the race without its heading, one for each run.
  let runs: Int
  /// The lines of the lesson.
  let words: Int
  private let isSideBySide: Bool

  init(_ content: Layout.Content, width: Int) {
    self.width = width
    runs = content.runs
    words = content.lesson?.wrapped(to: max(1, min(width, SideText.longestLine))).count ?? 0
    isSideBySide = content.view == .side
  }

  /// The rows of each part, without the blank ones between them.
  struct Parts: Hashable {
    var board: Int
    var words: Int
    var legend = 0

    /// All rows, with a blank one before each part that follows another.
    var total: Int { board + (words > 0 ? words + 1 : 0) + (legend > 0 ? legend + 1 : 0) }
  }

  /// The longest line of words that is easy to read.
  static let longestLine = 76

  /// The rows for the meanings of the signs.
  var signs: Int { width >= 54 ? 1 : 2 }
  /// The rows for the shades: a heading and some of them in a column, at most seven.
  private static let levels = 5...8
  /// The rows for a sentence about a run, with a blank one.
  private var account: Int { width >= 70 ? 3 : 4 }
  /// The heading of the columns; side by side the maps state these numbers.
  private var heading: Int { isSideBySide ? 0 : 1 }

  private var least: Parts { Parts(board: runs, words: words) }

  /// The rows without which something would be cut.
  var leastRows: Int { least.total }

  /// What each part gets of some rows, the most important ones first.
  func parts(in height: Int) -> Parts {
    var parts = least
    guard parts.total <= height else {
      // Runs first, as far as they leave the lesson a sentence; both say what they leave out.
      parts.board = min(runs, max(1, height - (words > 0 ? min(words, 4) + 1 : 0)))
      parts.words = words > 0 ? max(0, height - parts.board - 1) : 0
      return parts
    }
    for grow in steps {
      var more = parts
      grow(&more)
      if more.total <= height { parts = more }
    }
    if words == 0, parts.words == 0, height - parts.total >= 3 {
      parts.words = height - parts.total - 1
    }
    return parts
  }

  private var steps: [(inout Parts) -> Void] {
    [
      { $0.board += heading },
      { $0.legend = signs },
      { $0.words += account },
      { $0.legend = signs + 1 + SideText.levels.upperBound },
      { if !isSideBySide { $0.board = 2 * runs } },
    ]
      + SideText.levels.map { rows in
        { $0.legend = max($0.legend, signs + 1 + rows) }
      }
  }

  /// The height of a chart above in a column with a border around the text: at least about two
  /// fifths of it, and all rows that the text leaves. Nil if there is none.
  func chartHeight(in height: Int) -> Int? {
    let most = height - 2 - leastRows
    guard most >= Division.leastChart else { return nil }
    let wanted = min(most, max(Division.leastChart, height * 2 / 5 - 1))
    let rest = height - wanted - 2
    return height - 2 - parts(in: rest).total
  }
}
