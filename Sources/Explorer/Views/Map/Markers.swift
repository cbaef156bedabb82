import Canvas

extension Marker {
  /// The signs of the runs by index: one column wide in every font, never drawn as an emoji. The ASCII
  /// stand-ins are the number keys that select a run, then letters.
  static let runs: [Marker] = [
    Marker("●", "1"), Marker("■", "2"), Marker("▲", "3"), Marker("◆", "4"), Marker("✚", "5"),
    Marker("★", "6"), Marker("▼", "7"), Marker("◈", "8"), Marker("▣", "9"), Marker("◐", "A"),
    Marker("✦", "B"), Marker("◉", "C"),
  ]

  /// The sign of a run; the table repeats.
  static func run(_ index: Int) -> Marker {
    runs[((index % runs.count) + runs.count) % runs.count]
  }

  /// The start of the runs.
  static let start = Marker("○", "o")
  /// The lowest minimum.
  static let minimum = Marker("×", "X")
  /// A minimum that is not the lowest.
  static let localMinimum = Marker("+", "x")
  /// A saddle point. The lozenge is in every font with box drawing, and narrow in all of them.
  static let saddle = Marker("◊", "+")
}
