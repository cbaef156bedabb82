/// How many colours a terminal shows.
public enum ColorDepth: Int, Hashable, Sendable, CaseIterable, Comparable {
  /// No colour at all; attributes such as bold still work.
  case none
  /// The eight ANSI colours.
  case eight
  /// The eight ANSI colours and their bright forms.
  case sixteen
  /// The fixed palette of xterm with 256 entries.
  case indexed256
  /// Any colour, by 24-bit sequences or by redefined palette entries.
  case trueColor

  public static func < (left: ColorDepth, right: ColorDepth) -> Bool {
    left.rawValue < right.rawValue
  }
}
