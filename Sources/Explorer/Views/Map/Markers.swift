import Canvas

extension Marker {
  /// The signs of the runs by index: one column wide in every font, never drawn as an emoji. The
  /// ASCII forms are the number keys that select a run, then letters.
  static let runs: [Marker] = [
    Marker("●", "1"), Marker("■", "2"), Marker("▲", "3"), Marker("◆", "4"), Marker("✚", "5"),
    Marker("★", "6"), Marker("▼", "7"), Marker("◈", "8"), Marker("▣", "9"), Marker("◐", "A"),
    Marker("✦", "B"), Marker("◉", "C"),
  ]

  /// The sign of a run; the table starts again after its end.
  static func run(_ index: Int) -> Marker {
    runs[((index % runs.count) + runs.count) % runs.count]
  }

  static let start = Marker("○", "o")
  /// The lowest minimum, and one that is not.
  static let minimum = Marker("×", "X")
  static let localMinimum = Marker("+", "x")
  /// The lozenge is in every font that has box drawing, and narrow in all of them.
  static let saddle = Marker("◊", "+")
}
