/// How a contour line cuts a square of four samples: the sixteen cases of marching squares.
///
/// Sides are numbered 0 bottom, 1 right, 2 top, 3 left, with the rows going up.
struct SquareCuts: Sendable {
  typealias Cut = (from: Int, to: Int)

  let first: Cut
  let second: Cut?

  private init(_ first: Cut, _ second: Cut? = nil) {
    self.first = first
    self.second = second
  }

  /// By the sum of 1, 2, 4, 8 for a high lower left, lower right, upper right, upper left corner:
  /// where the line runs, with the high side to its left, if the middle is low.
  ///
  /// The first and the last entry, squares without a line, are never asked for.
  static let lowMiddle: [SquareCuts] = [
    .init((0, 0)), .init((0, 3)), .init((1, 0)), .init((1, 3)),
    .init((2, 1)), .init((0, 3), (2, 1)), .init((2, 0)), .init((2, 3)),
    .init((3, 2)), .init((0, 2)), .init((1, 0), (3, 2)), .init((1, 2)),
    .init((3, 1)), .init((0, 1)), .init((3, 0)), .init((0, 0)),
  ]

  /// The same if the middle is high: the two saddles join their high corners.
  static let highMiddle: [SquareCuts] = {
    var cases = lowMiddle
    cases[5] = .init((2, 3), (0, 1))
    cases[10] = .init((3, 0), (1, 2))
    return cases
  }()
}
