import CNcurses
import Canvas

@testable import Terminal

/// A terminal in memory: it keeps the calls that draw on it, and the picture that they make.
final class RecordedCalls: DrawingCalls {
  enum Call: Equatable {
    case resize(Size)
    /// The text of the cells, `_` for the second cell of a wide glyph.
    case put(String, column: Int, row: Int)
    case show, clear
    case write(String)
    case redefine([Int])
  }

  private let pairCount: Int
  /// All calls since `start` but definitions of pairs.
  private(set) var calls: [Call] = []
  private var pairs = [0: (foreground: -1, background: -1)]
  private var cells: [[cn_cell]] = []
  private var palette = XtermColors.all
  /// The colour pairs of cells that were put before their pairs were defined.
  private(set) var undefinedPairs: Set<Int> = []

  init(pairCount: Int = 0x10000) { self.pairCount = pairCount }

  func startColors() -> (pairCount: Int, hasDefaults: Bool) { (pairCount, true) }

  func definePair(_ number: Int, foreground: Int, background: Int) {
    pairs[number] = (foreground, background)
  }

  func resize(to size: Size) {
    calls.append(.resize(size))
    cells = Array(repeating: Array(repeating: Self.blank, count: size.width), count: size.height)
  }

  func put(_ new: [cn_cell], column: Int, row: Int) {
    let text = new.map { $0.scalar == 0 ? "_" : Unicode.Scalar($0.scalar).map(String.init) ?? "?" }
    calls.append(.put(text.joined(), column: column, row: row))
    for (index, cell) in new.enumerated() {
      cells[row][column + index] = cell
      if pairs[Int(cell.pair)] == nil { undefinedPairs.insert(Int(cell.pair)) }
    }
  }

  func show() { calls.append(.show) }

  func clear() {
    calls.append(.clear)
    cells = cells.map { $0.map { _ in Self.blank } }
  }

  func write(_ text: String) { calls.append(.write(text)) }

  func redefine(_ entries: [(index: Int, color: Color)]) {
    calls.append(.redefine(entries.map(\.index)))
    for (index, color) in entries { palette[index] = color }
  }

  /// Forgets the calls so far.
  func start() { calls = [] }

  /// The palette as it was before any redefinition, as after another program.
  func losePalette() { palette = XtermColors.all }

  private static let blank = cn_cell(scalar: 32, attributes: 0, pair: 0)

  /// The picture on the terminal.
  var frame: Frame {
    var frame = Frame(size: Size(width: cells.first?.count ?? 0, height: cells.count))
    for (row, line) in cells.enumerated() {
      for (column, cell) in line.enumerated() {
        guard let glyph = Unicode.Scalar(cell.scalar), let pair = pairs[Int(cell.pair)] else {
          continue
        }
        frame[column, row] = Cell(
          glyph,
          Style(
            foreground: color(pair.foreground), background: color(pair.background),
            attributes: Style.Attributes(rawValue: UInt8(cell.attributes))))
      }
    }
    return frame
  }

  private func color(_ index: Int) -> Color? { index < 0 ? nil : palette[index] }
}
