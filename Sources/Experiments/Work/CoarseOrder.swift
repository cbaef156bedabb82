/// An order in which to fill a row or a mesh, such that every part of it gives an even, ever finer
/// impression of the whole.
enum CoarseOrder {
  /// The distance of the first samples; a power of two.
  static let coarsest = 16

  /// Every index below `count` once: first the multiples of 16, then the other multiples of 8, …
  static func row(_ count: Int) -> [Int] {
    mesh(width: count, height: 1)
  }

  /// Every cell of a mesh once, row-major indices: first those whose column and row are multiples
  /// of 16, then the others where both are multiples of 8, …
  static func mesh(width: Int, height: Int) -> [Int] {
    var order: [Int] = []
    order.reserveCapacity(width * height)
    var spacing = coarsest
    while spacing >= 1 {
      for row in stride(from: 0, to: height, by: spacing) {
        for column in stride(from: 0, to: width, by: spacing)
        where spacing == coarsest || (row | column) % (2 * spacing) != 0 {
          order.append(row * width + column)
        }
      }
      spacing /= 2
    }
    return order
  }
}
