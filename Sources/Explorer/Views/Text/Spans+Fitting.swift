import Canvas

extension [[Span]] {
  /// As many of the pieces, from the first on, as so many columns hold, in one line.
  func fitting(_ width: Int) -> [Span] {
    var line: [Span] = []
    for piece in self {
      guard (line + piece).width <= width else { break }
      line += piece
    }
    return line
  }
}
