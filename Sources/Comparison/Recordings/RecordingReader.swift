import Calculus
import Landscape
import Optimizers

/// Reads recorded runs from the bytes of a CSV file as they come, piece by piece.
///
///     var reader = RecordingReader()
///     try reader.read(Array("run,step,x,y\nsgd,0,1,1\nsgd,1,0.8,0.9\nsg".utf8))
///     reader.recordings[0].count  // 2: half a line waits for the rest
///
/// The columns are `step`, `x` and `y` and, as far as they are there, `run`, `loss`, `lr` and
/// `optimizer`, in any order; others are ignored. Rows of several runs may alternate. The output of
/// `descent trace` is such a file.
public struct RecordingReader: Sendable {
  /// The runs so far, in the order of their first rows.
  public private(set) var recordings: [Recording] = []
  private let origin: Int
  private var columns: RecordingColumns?
  /// The beginning of a line whose end is still to come.
  private var rest: [UInt8] = []
  private var line = 0
  /// What tells each run from the others, as it is in the file.
  private var keys: [[UInt8]] = []
  private var lastRun = 0
  private var fields: [Range<Int>] = []

  /// The most runs of a file.
  public static let mostRuns = 100
  /// The most bytes of a line; what goes on for longer is no text.
  private static let longestLine = 1_000_000

  /// - Parameter origin: a number that differs between versions of a file of which one does not
  ///   continue the other.
  public init(origin: Int = 0) { self.origin = origin }

  /// Reads some more bytes. The last line, if it has no end yet, waits for the next ones.
  /// - Throws: `RecordingFault`; the rows before it have been read.
  public mutating func read(_ bytes: [UInt8]) throws(RecordingFault) {
    var start = 0
    if !rest.isEmpty {
      guard let end = bytes.firstIndex(of: 10) else {
        rest += bytes
        return try checkRest()
      }
      let first = rest + bytes[..<end]
      rest = []
      start = end + 1
      try read(first, from: 0, endsInLine: true)
    }
    try read(bytes, from: start, endsInLine: false)
  }

  /// Reads the last line if it has no end: nothing more will come.
  /// - Throws: `RecordingFault`, also if there are no rows.
  public mutating func finish() throws(RecordingFault) {
    let last = rest
    rest = []
    if !last.isEmpty { try read(last, from: 0, endsInLine: true) }
    guard columns != nil else { throw RecordingFault(.empty, line: 1) }
    guard !recordings.isEmpty else { throw RecordingFault(.noRows, line: line) }
    for recording in recordings where recording.count == 0 {
      throw RecordingFault(.nothingToShow(run: recording.name), line: line)
    }
  }

  /// Whether everything so far is blank.
  public var isEmpty: Bool { columns == nil }

  private mutating func read(_ bytes: [UInt8], from start: Int, endsInLine: Bool)
    throws(RecordingFault)
  {
    var fault: RecordingFault?
    bytes.withUnsafeBufferPointer { all in
      var start = start
      do throws(RecordingFault) {
        while start < all.count {
          var end = start
          while end < all.count, all[end] != 10 { end += 1 }
          if end == all.count, !endsInLine { break }
          try readLine(UnsafeBufferPointer(rebasing: all[start..<end]))
          start = end + 1
        }
      } catch {
        fault = error
      }
      if start < all.count, !endsInLine, fault == nil { rest = Array(all[start...]) }
    }
    if let fault { throw fault }
    try checkRest()
  }

  private func checkRest() throws(RecordingFault) {
    if rest.count > Self.longestLine { throw RecordingFault(.notText, line: line + 1) }
  }

  private mutating func readLine(_ bytes: UnsafeBufferPointer<UInt8>) throws(RecordingFault) {
    line += 1
    var bytes = bytes
    if line == 1, bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      bytes = UnsafeBufferPointer(rebasing: bytes[3...])
    }
    if bytes.last == 13 { bytes = UnsafeBufferPointer(rebasing: bytes.dropLast()) }
    guard let columns else {
      self.columns = try RecordingColumns(bytes, line: line)
      return
    }
    guard let first = bytes.first(where: { $0 != 32 && $0 != 9 }) else { return }
    if first == UInt8(ascii: "#") { return }
    columns.split(bytes, into: &fields)
    guard fields.count == columns.count else {
      throw fault(.fieldCount(fields.count, expected: columns.count), bytes, at: 0)
    }
    let step = try step(bytes, fields[columns.step])
    let x = try number(bytes, fields[columns.x], "x")
    let y = try number(bytes, fields[columns.y], "y")
    let loss = try columns.loss.map { place throws(RecordingFault) in
      try number(bytes, fields[place], "loss")
    }
    let rate = try columns.rate.map { place throws(RecordingFault) in
      try number(bytes, fields[place], "lr")
    }
    let run = try run(bytes, columns)
    if let previous = recordings[run].lastRecordedStep, step <= previous {
      throw fault(
        .stepsDescend(run: recordings[run].name, step: step, previous: previous), bytes,
        at: fields[columns.step].lowerBound)
    }
    recordings[run].append(step: step, Point(x, y), loss: loss ?? .nan, rate: rate ?? .nan)
  }

  private func number(
    _ bytes: UnsafeBufferPointer<UInt8>, _ field: Range<Int>, _ column: String
  ) throws(RecordingFault) -> Double {
    let text = UnsafeBufferPointer(rebasing: bytes[field])
    if let number = DecimalBytes.number(text) { return number }
    throw fault(
      .notANumber(String(decoding: text, as: UTF8.self), column: column), bytes,
      at: field.lowerBound)
  }

  private func step(_ bytes: UnsafeBufferPointer<UInt8>, _ field: Range<Int>)
    throws(RecordingFault) -> Int
  {
    let number = try number(bytes, field, "step")
    // Numpy writes whole numbers as 1.000000000000000000e+00.
    if number >= 0, number < 1e15, let step = Int(exactly: number) { return step }
    let text = String(decoding: bytes[field], as: UTF8.self)
    throw fault(.notAStep(text), bytes, at: field.lowerBound)
  }

  /// The index of the run of a row; a new one if it is the first of that name.
  private mutating func run(_ bytes: UnsafeBufferPointer<UInt8>, _ columns: RecordingColumns)
    throws(RecordingFault) -> Int
  {
    let place = columns.run ?? columns.optimizer
    let key = place.map { UnsafeBufferPointer(rebasing: bytes[fields[$0]]) }
    // The rows of several runs mostly take turns.
    for offset in keys.indices {
      let run = (lastRun + offset) % keys.count
      if key?.elementsEqual(keys[run]) ?? true {
        lastRun = run
        return run
      }
    }
    guard keys.count < Self.mostRuns else {
      throw fault(
        .tooManyRuns(limit: Self.mostRuns), bytes, at: place.map { fields[$0].lowerBound } ?? 0)
    }
    let optimizer = columns.optimizer.map { String(decoding: bytes[fields[$0]], as: UTF8.self) }
    var name = key.map { String(decoding: $0, as: UTF8.self) } ?? "1"
    if let number = key.flatMap(DecimalBytes.number), let whole = Int(exactly: number) {
      name = "\(whole)"
    }
    recordings.append(
      Recording(
        name: name, optimizer: optimizer.flatMap { $0.isEmpty ? nil : $0 },
        hasLosses: columns.loss != nil, hasRates: columns.rate != nil, origin: origin))
    keys.append(key.map(Array.init) ?? [])
    lastRun = keys.count - 1
    return lastRun
  }

  private func fault(
    _ reason: RecordingFault.Reason, _ bytes: UnsafeBufferPointer<UInt8>, at place: Int
  ) -> RecordingFault {
    RecordingFault(
      reason, line: line, column: String(decoding: bytes[..<place], as: UTF8.self).count + 1,
      text: String(decoding: bytes, as: UTF8.self))
  }
}

/// The places of the columns in a file of recorded runs.
struct RecordingColumns: Hashable, Sendable {
  private let separator: UInt8
  let count: Int
  let step: Int
  let x: Int
  let y: Int
  let run: Int?
  let loss: Int?
  let rate: Int?
  let optimizer: Int?

  /// Reads the header; nil for a blank line.
  init?(_ bytes: UnsafeBufferPointer<UInt8>, line: Int) throws(RecordingFault) {
    // As numpy's savetxt writes it.
    let isBehindSign = bytes.first == UInt8(ascii: "#")
    let text = isBehindSign ? UnsafeBufferPointer(rebasing: bytes.dropFirst()) : bytes
    if text.allSatisfy({ $0 == 32 || $0 == 9 }) { return nil }
    if text.contains(0) { throw RecordingFault(.notText, line: line) }
    let candidates = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")]
    separator = candidates.first(where: text.contains) ?? candidates[0]
    var fields: [Range<Int>] = []
    Self.split(text, at: separator, into: &fields)
    let names = fields.map { String(decoding: text[$0], as: UTF8.self) }
    count = names.count
    func place(_ name: String) throws(RecordingFault) -> Int? {
      let places = names.indices.filter { names[$0] == name }
      guard places.count > 1 else { return places.first }
      throw fault(.severalColumns(name), at: fields[places[1]].lowerBound)
    }
    func needed(_ name: String) throws(RecordingFault) -> Int {
      if let place = try place(name) { return place }
      throw fault(.missingColumn(name, found: names), at: 0)
    }
    func fault(_ reason: RecordingFault.Reason, at place: Int) -> RecordingFault {
      RecordingFault(
        reason, line: line, column: place + 1 + (isBehindSign && place > 0 ? 1 : 0),
        text: String(decoding: bytes, as: UTF8.self))
    }
    step = try needed("step")
    x = try needed("x")
    y = try needed("y")
    run = try place("run")
    loss = try place("loss")
    rate = try place("lr")
    optimizer = try place("optimizer")
  }

  /// Finds the fields of a line, without the blanks and quotes around them.
  func split(_ bytes: UnsafeBufferPointer<UInt8>, into fields: inout [Range<Int>]) {
    Self.split(bytes, at: separator, into: &fields)
  }

  private static func split(
    _ bytes: UnsafeBufferPointer<UInt8>, at separator: UInt8, into fields: inout [Range<Int>]
  ) {
    fields.removeAll(keepingCapacity: true)
    var start = 0
    while true {
      var end = start
      var isQuoted = false
      while end < bytes.count, isQuoted || bytes[end] != separator {
        if bytes[end] == UInt8(ascii: "\"") { isQuoted.toggle() }
        end += 1
      }
      fields.append(trimmed(bytes, start..<end))
      guard end < bytes.count else { return }
      start = end + 1
    }
  }

  private static func trimmed(_ bytes: UnsafeBufferPointer<UInt8>, _ field: Range<Int>)
    -> Range<Int>
  {
    var (low, high) = (field.lowerBound, field.upperBound)
    while low < high, bytes[low] == 32 || bytes[low] == 9 { low += 1 }
    while low < high, bytes[high - 1] == 32 || bytes[high - 1] == 9 { high -= 1 }
    let quote = UInt8(ascii: "\"")
    if high - low >= 2, bytes[low] == quote, bytes[high - 1] == quote { return low + 1..<high - 1 }
    return low..<high
  }
}
