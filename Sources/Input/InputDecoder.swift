import Canvas

/// Turns the bytes that a terminal sends into events.
///
/// Sequences may arrive in pieces. Those without a meaning here, keys with Alt among them, are
/// swallowed whole, never taken for Escape and letters. Bytes that are not UTF-8 are dropped.
public struct InputDecoder: Sendable {
  private var pending: [UInt8] = []
  private var paste: PasteDecoder?
  /// What the terminal has answered since somebody looked.
  public private(set) var answers: [TerminalAnswer] = []
  /// How often the terminal was asked and has not answered to the end: over a slow line an answer can
  /// come in pieces far apart, which must not be taken for keys.
  private(set) var openQuestions = 0

  public init() {}

  public var awaitsAnswers: Bool { openQuestions > 0 }

  /// How many seconds to wait for the rest of what has begun before calling `flush`: for a lone
  /// Escape, which is a key too, only as long as a terminal takes to send the next byte.
  /// Pasted text is waited for as long as it takes.
  public var patience: Double? {
    guard paste == nil, !pending.isEmpty else { return nil }
    let isLone = pending == [escape]
    return awaitsAnswers ? (isLone ? 0.25 : 2) : (isLone ? 0.025 : 0.25)
  }

  /// To be called for every group of questions that ends with the one for the attributes.
  public mutating func expectAnswers() { openQuestions += 1 }

  public mutating func giveUpAnswers() { openQuestions = 0 }

  public mutating func takeAnswers() -> [TerminalAnswer] {
    defer { answers = [] }
    return answers
  }

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

  /// Gives up waiting: a lone Escape is the key, anything else incomplete is dropped.
  public mutating func flush() -> [Event] {
    defer { pending = [] }
    return pending == [escape] ? [.key(.escape)] : []
  }
}

let escape: UInt8 = 0x1B
