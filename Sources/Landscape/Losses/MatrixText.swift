/// Numbers in lines of text: a matrix as `numpy.savetxt` writes it, or a table with the columns x, y
/// and a loss.
///
/// Values are separated by commas, semicolons, or blanks. What follows a `#` is a comment. The first line
/// may have names of columns.
struct MatrixText {
  /// The names of the columns, in the first line or in a comment above it; empty if there are none.
  private var names: [String] = []
  /// The words of a comment above the numbers.
  private var notedNames: [String] = []
  /// The number of values in each row.
  private var columnCount = 0
  /// All values, row by row.
  private var numbers: [Double] = []
  /// The line of each row, from 1.
  private var lines: [Int] = []

  private static let comment = UInt8(ascii: "#")

  init(_ bytes: [UInt8]) throws(MatrixFault) {
    do throws(EncodingFault) {
      try EncodingFault.check(bytes)
    } catch {
      throw .encoding(error)
    }
    var reader = LineReader(bytes)
    var separator: FieldSeparator?
    while let line = reader.next() {
      let text = line.prefix { $0 != Self.comment }
      guard !text.allSatisfy(\.isBlank) else {
        if numbers.isEmpty { take(note: line.dropFirst(text.count + 1)) }
        continue
      }
      let split = separator ?? FieldSeparator(of: text)
      separator = split
      let fields = split.fields(of: text)
      if lines.isEmpty, names.isEmpty {
        columnCount = fields.count
        // A single word among numbers is a mistake.
        if fields.contains(where: { !$0.isEmpty }), fields.allSatisfy({ $0.number == nil }) {
          names = fields.map(\.text)
          continue
        }
        if notedNames.count == columnCount { names = notedNames }
      }
      guard fields.count == columnCount else {
        throw .ragged(line: reader.line, count: fields.count, expected: columnCount)
      }
      for (column, field) in fields.enumerated() {
        guard let number = field.number else {
          if field.isEmpty { throw .emptyValue(line: reader.line, column: column + 1) }
          throw .notANumber(line: reader.line, column: column + 1, found: field.text)
        }
        numbers.append(number)
      }
      lines.append(reader.line)
      // Before what is too large fills the memory.
      let most = LossMatrix.mostPoints
      if lines.count > most * most || lines.count == most + 1 && columnCount != 3 && places == nil {
        try LossMatrix.check(width: columnCount, height: lines.count)
      }
    }
    guard !lines.isEmpty else { throw names.isEmpty ? .empty : .noNumbers(found: names[0]) }
    if names.count != columnCount { names = [] }
  }

  /// The losses.
  /// - Parameter name: the column with the losses, beside x and y; nil for the only one, or the one
  ///   named `loss`.
  func matrix(column name: String?) throws(MatrixFault) -> LossMatrix {
    if let (x, y) = places {
      return try table(x: x, y: y, loss: lossColumn(named: name, x, y)).matrix()
    }
    if name != nil { throw .noNames }
    if names.isEmpty, columnCount == 3 {
      let table = table(x: 0, y: 1, loss: 2)
      // The coordinates of a grid recur; losses do not.
      if table.looksLikeGrid { return try table.matrix() }
    }
    return try LossMatrix(width: columnCount, height: lines.count, values: numbers)
  }

  /// The columns x and y; nil if they are not both there.
  private var places: (x: Int, y: Int)? { Self.places(in: names) }

  private static func places(in names: [String]) -> (x: Int, y: Int)? {
    let lowercased = names.map { $0.lowercased() }
    guard let x = lowercased.firstIndex(of: "x"), let y = lowercased.firstIndex(of: "y") else {
      return nil
    }
    return (x, y)
  }

  /// Keeps the words of a comment above the numbers, which may be names of the columns: the last one's, but
  /// those with x and y before others.
  private mutating func take(note: ArraySlice<UInt8>) {
    let words = FieldSeparator(of: note).fields(of: note).map(\.text)
    if Self.places(in: words) != nil || !words.isEmpty && Self.places(in: notedNames) == nil {
      notedNames = words
    }
  }

  private func lossColumn(named name: String?, _ x: Int, _ y: Int) throws(MatrixFault) -> Int {
    let others = names.indices.filter { $0 != x && $0 != y }
    if let name {
      guard let column = others.first(where: { names[$0] == name }) else {
        throw .noArray(name, known: others.map { names[$0] })
      }
      return column
    }
    if others.count == 1 { return others[0] }
    guard let column = names.firstIndex(where: { $0.lowercased() == "loss" }) else {
      throw others.isEmpty ? .noLossColumn : .severalArrays(others.map { names[$0] })
    }
    return column
  }

  private func table(x: Int, y: Int, loss: Int) -> PointTable {
    func column(_ column: Int) -> [Double] {
      lines.indices.map { numbers[$0 * columnCount + column] }
    }
    return PointTable(x: column(x), y: column(y), losses: column(loss), lines: lines)
  }
}

/// What stands between the values of a line.
private enum FieldSeparator {
  case byte(UInt8)
  case blanks

  /// The separator of the first line.
  init(of line: ArraySlice<UInt8>) {
    for byte in [UInt8(ascii: ";"), UInt8(ascii: ","), UInt8(ascii: "\t")] where line.contains(byte)
    {
      self = .byte(byte)
      return
    }
    self = .blanks
  }

  /// The values, without blanks around them.
  func fields(of line: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    switch self {
    case .blanks: line.split(whereSeparator: \.isBlank)
    case .byte(let byte):
      line.split(separator: byte, omittingEmptySubsequences: false).map { field in
        let rest = field.drop(while: \.isBlank)
        return rest[..<((rest.lastIndex { !$0.isBlank } ?? rest.startIndex - 1) + 1)]
      }
    }
  }
}

/// Splits bytes into lines, whose ends may be those of any system.
private struct LineReader {
  private let bytes: [UInt8]
  private var place: Int
  /// The number of the line that was read last.
  private(set) var line = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    place = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  /// The next line without its end; nil at the end.
  mutating func next() -> ArraySlice<UInt8>? {
    guard place < bytes.count else { return nil }
    let start = place
    while place < bytes.count, bytes[place] != 10, bytes[place] != 13 { place += 1 }
    let text = bytes[start..<place]
    let isPair = place + 1 < bytes.count && bytes[place] == 13 && bytes[place + 1] == 10
    place += isPair ? 2 : 1
    line += 1
    return text
  }
}

extension ArraySlice<UInt8> {
  /// A number in decimal, or `nan` or `inf`, in any case and with any sign; nil for anything else.
  fileprivate var number: Double? { withUnsafeBufferPointer(DecimalBytes.number) }

  /// The text, without quotation marks around it.
  fileprivate var text: String {
    let text = String(decoding: self, as: UTF8.self)
    return text.count >= 2 && text.hasPrefix("\"") && text.hasSuffix("\"")
      ? String(text.dropFirst().dropLast()).trimmed : text
  }
}

extension UInt8 {
  fileprivate var isBlank: Bool { self == 32 || self == 9 }
}
