@testable import Input

/// Decodes the bytes of a terminal, at once and in pieces.
func takeInput(_ bytes: [UInt8]) {
  guard bytes.count > 2 else { return }
  let stream = Array(bytes.dropFirst(2))
  var (whole, pieces) = (InputDecoder(), InputDecoder())
  if bytes[0] & 1 == 1 {
    whole.expectAnswers()
    pieces.expectAnswers()
  }
  let atOnce = whole.decode(stream)
  var random = (UInt64(bytes[0]) | UInt64(bytes[1]) << 8) &* 0x9E37_79B9_7F4A_7C15 | 1
  var inPieces: [Event] = []
  var position = 0
  while position < stream.count {
    random ^= random << 13
    random ^= random >> 7
    random ^= random << 17
    let end = min(position + Int(random % 7) + 1, stream.count)
    inPieces += pieces.decode(stream[position..<end])
    _ = pieces.patience
    position = end
  }
  promise(atOnce == inPieces, "pieces do not matter: \(atOnce), \(inPieces)")
  promise(whole.takeAnswers() == pieces.takeAnswers(), "pieces do not matter for answers")
  for event in atOnce {
    if case .key(.character(let character)) = event {
      promise(
        !character.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F },
        "a character is printable")
    }
    if case .mouse(let mouse) = event {
      promise(mouse.column >= 0 && mouse.row >= 0, "the mouse is on the screen: \(mouse)")
    }
  }
  _ = whole.flush()
  promise(whole.patience.map { $0 > 0 } ?? true, "patience is positive")
}
