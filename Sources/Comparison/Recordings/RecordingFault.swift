import Landscape

/// Why a file of recorded runs cannot be read, and where.
public struct RecordingFault: Error, Hashable, Sendable {
  /// What is wrong.
  public enum Reason: Hashable, Sendable {
    /// Bytes that are not text.
    case notText
    /// Nothing but blank lines.
    case empty
    /// A header without rows below it.
    case noRows
    /// A column that is needed, and the names that there are.
    case missingColumn(String, found: [String])
    /// Two columns of one name.
    case severalColumns(String)
    /// A row with more or fewer fields than the header.
    case fieldCount(Int, expected: Int)
    /// A field of a column that is not a number.
    case notANumber(String, column: String)
    /// A step that is negative, or not whole.
    case notAStep(String)
    /// A step that does not come after the one before it in its run.
    case stepsDescend(run: String, step: Int, previous: Int)
    /// More runs than can be told apart.
    case tooManyRuns(limit: Int)
    /// No step that can be shown, or no finite number, in any row of a run.
    case nothingToShow(run: String)
  }

  /// What is wrong.
  public let reason: Reason
  /// The line, from 1.
  public let line: Int
  /// The column of the first wrong character, from 1.
  public let column: Int
  /// The line's text.
  public let text: String

  init(_ reason: Reason, line: Int, column: Int = 1, text: String = "") {
    (self.reason, self.line, self.column, self.text) = (reason, line, column, text)
  }

  /// What was found, in a sentence without a full stop.
  public var message: String {
    switch reason {
    case .notText: "this is not a text"
    case .empty: "the file is empty"
    case .noRows: "there are no rows below the header"
    case .missingColumn(let name, _): "there is no column '\(name)'"
    case .severalColumns(let name): "there are several columns '\(name)'"
    case .fieldCount(let count, let expected):
      "the row has \(count) \(count == 1 ? "value" : "values"), the header \(expected)"
    case .notANumber("", let column): "there is no value for '\(column)'"
    case .notANumber(let text, let column):
      "'\(text.shortened)' is not a number, as '\(column)' must be"
    case .notAStep(let text): "'\(text.shortened)' is not the number of a step"
    case .stepsDescend(let run, let step, let previous) where step == previous:
      "run '\(run.shortened)' has step \(step) twice"
    case .stepsDescend(let run, let step, let previous):
      "run '\(run.shortened)' goes back from step \(previous) to step \(step)"
    case .tooManyRuns(let limit): "there are more than \(limit) runs"
    case .nothingToShow(let run):
      "run '\(run.shortened)' has no row with finite numbers and a step up to \(1_000_000.grouped)"
    }
  }

  /// What to do about it.
  public var hint: String {
    switch reason {
    case .notText: "a file of runs is comma-separated text with the columns run,step,x,y"
    case .empty, .noRows:
      "it needs a line of names, such as run,step,x,y,loss, and a line of numbers for each step"
    case .missingColumn(_, let found) where found.allSatisfy({ Double($0) != nil }):
      "the first line must have the names of the columns: run,step,x,y and, if known, loss,lr,optimizer"
    case .missingColumn(let name, let found):
      found.map { $0.lowercased() }.contains(name)
        ? "names are in lower case" : "the columns are \(found.joined(separator: ", ").shortened)"
    case .severalColumns: "rename one of them; columns with other names are ignored"
    case .fieldCount: "put a text with a comma in it in quotes, or leave the comma out"
    case .notANumber: "write numbers as 0.5 or 1e-3; nan where a run has failed or nothing is known"
    case .notAStep: "steps are whole numbers from 0 on"
    case .stepsDescend:
      "number the steps of a run upwards, and give a second training another name in 'run'"
    case .tooManyRuns: "the column 'run' must be the same in all rows of a run"
    case .nothingToShow: "leave the run out, or count its steps in hundreds or epochs"
    }
  }

  /// Place, message, excerpt and advice, in several lines.
  /// - Parameter file: the name of the file.
  public func description(file: String) -> String {
    var lines = ["\(file.escaped):\(line):\(column): \(message)"]
    let excerpt = text.escaped
    if !excerpt.isEmpty, column <= 70 {
      lines.append("  " + (excerpt.count > 76 ? String(excerpt.prefix(75)) + "…" : excerpt))
      lines.append("  " + String(repeating: " ", count: column - 1) + "^")
    }
    return (lines + ["hint: \(hint)"]).joined(separator: "\n")
  }

  /// Place, message and advice in one line.
  /// - Parameter file: the name of the file.
  public func line(file: String) -> String {
    let name = file.split(separator: "/").last.map(String.init) ?? file
    return "\(name.escaped), line \(line), column \(column): \(message); \(hint)"
  }
}
