import Canvas

/// Turns the bytes that a terminal sends into events.
///
/// Sequences may arrive in pieces. Those without a meaning here, keys with Alt among them, are
/// swallowed whole, never taken for Escape and letters. Bytes that are not UTF-8 are dropped.
struct InputDecoder {
  private var pending: [UInt8] = []
  private var paste: PasteDecoder?
  /// Whether the terminal was asked something, and may still be answering: over a slow line an answer
  /// can come in pieces far apart, which must not be taken for keys.
  var awaitsAnswers = false

  /// How many seconds to wait for the rest of what has begun before calling `flush`: for a lone
  /// Escape, which is a key too, only as long as a terminal takes to send the next byte.
  /// Pasted text is waited for as long as it takes.
  var patience: Double? {
    guard paste == nil, !pending.isEmpty else { return nil }
    let isLone = pending == [escape]
    return awaitsAnswers ? (isLone ? 0.25 : 2) : (isLone ? 0.025 : 0.25)
  }

  mutating func decode(_ bytes: some Sequence<UInt8>) -> [Event] {
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
      case .lastAnswer: awaitsAnswers = false
      case .nothing: break
      }
    }
    pending.removeFirst(start)
    return events
  }

  /// Gives up waiting: a lone Escape is the key, anything else incomplete is dropped.
  mutating func flush() -> [Event] {
    defer { pending = [] }
    return pending == [escape] ? [.key(.escape)] : []
  }
}

let escape: UInt8 = 0x1B
