extension Frame {
  /// The frame for a terminal or `less -R`: one line a row, colours and attributes as SGR
  /// sequences (ECMA-48, and ISO 8613-6 for 256 and true colours).
  ///
  /// Only what changes is written; each line ends with a reset. Without colours, attributes remain.
  public func ansi(depth: ColorDepth) -> String {
    var writer = SGRWriter(depth: depth)
    for row in 0..<max(0, size.height) {
      for column in 0..<size.width {
        let cell = self[column, row]
        if cell.glyph != Cell.continuation { writer.write(cell) }
      }
      writer.endLine()
    }
    return writer.text
  }
}
