import Canvas

/// Turns the bytes that a terminal sends into events.
///
/// Sequences may arrive in pieces. Unknown ones, such as keys with Alt, are dropped as a whole and
/// never read as Escape and letters. Bytes that are not UTF-8 are dropped.
public struct InputDecoder: Sendable {
  private var pending: [UInt8] = []
  private var paste: PasteDecoder?
  /// The answers of the terminal since the last call of `takeAnswers`.
  public private(set) var answers: [TerminalAnswer] = []
  /// The number of groups of questions without a complete answer. Over a slow line an answer can come
  /// in pieces with long pauses, which must not be read as keys.
  private(set) var openQuestions = 0

  public init() {}

  /// Whether the terminal has not answered all questions yet.
  public var awaitsAnswers: Bool { openQuestions > 0 }

  /// The number of seconds to wait for the rest of an incomplete sequence before calling `flush`; for
  /// a lone Escape, which is a key too, only as long as a terminal takes to send the next byte. It is
  /// nil if nothing is incomplete, and for pasted text, which may take any time.
  public var patience: Double? {
    guard paste == nil, !pending.isEmpty else { return nil }
    let isLone = pending == [escape]
    return awaitsAnswers ? (isLone ? 0.25 : 2) : (isLone ? 0.025 : 0.25)
  }

  /// Call this for each group of questions, which ends with the one for the attributes.
  public mutating func expectAnswers() { openQuestions += 1 }

  /// Stops waiting for answers.
  public mutating func giveUpAnswers() { openQuestions = 0 }

  /// Returns the answers since the last call.
  public mutating func takeAnswers() -> [TerminalAnswer] {
    defer { answers = [] }
    return answers
  }

  /// The events in the bytes so far; the beginning of a sequence is kept for the next call.
  public mutating func decode(_ bytes: some Sequence<UInt8>) -> [Event] {
    pending += bytes
    var events: [Event] = []
    var start = 0
    while start < pending.count {
      if paste != nil {
        guard let text = paste?.take(&pending, from: &start) else { break }
        paste = nil
        events.append(.paste(text))
        continue
      }
      let piece = InputPiece(pending[start...])
      guard let piece else { break }
      start += piece.length
      switch piece.meaning {
      case .event(let event): events.append(event)
      case .pasteStart: paste = PasteDecoder()
      case .answer(let answer):
        answers.append(answer)
        if answer == .attributes { openQuestions = max(0, openQuestions - 1) }
      case .nothing: break
      }
    }
    pending.removeFirst(start)
    return events
  }

  /// Stops waiting for the rest of a sequence: a lone Escape is the key, other beginnings are dropped.
  public mutating func flush() -> [Event] {
    defer { pending = [] }
    return pending == [escape] ? [.key(.escape)] : []
  }
}

let escape: UInt8 = 0x1B

/// Collects pasted text, which may come in pieces, up to the sequence that ends it.
struct PasteDecoder {
  private var text: [UInt8] = []

  private static let end = Array("\u{1B}[201~".utf8)
  /// The most bytes of a text; the rest is dropped.
  private static let limit = 1 << 20

  /// Takes bytes, beginning at `start`, which it advances; returns the text once its end is reached.
  ///
  /// A possible beginning of the end sequence is left for the next call. Line ends become line feeds.
  mutating func take(_ bytes: inout [UInt8], from start: inout Int) -> String? {
    var position = start
    while position < bytes.count {
      if bytes[position] == escape {
        let rest = bytes[position...].prefix(Self.end.count)
        if rest.elementsEqual(Self.end) {
          append(bytes[start..<position])
          start = position + Self.end.count
          return Self.withLineFeeds(text)
        }
        if Self.end.starts(with: rest) { break }
      }
      position += 1
    }
    append(bytes[start..<position])
    start = position
    return nil
  }

  private mutating func append(_ bytes: ArraySlice<UInt8>) {
    text += bytes.prefix(Self.limit - text.count)
  }

  private static func withLineFeeds(_ bytes: [UInt8]) -> String {
    let (carriageReturn, lineFeed) = (UInt8(ascii: "\r"), UInt8(ascii: "\n"))
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var previous: UInt8 = 0
    for byte in bytes {
      if byte != lineFeed || previous != carriageReturn {
        result.append(byte == carriageReturn ? lineFeed : byte)
      }
      previous = byte
    }
    return String(decoding: result, as: UTF8.self)
  }
}
