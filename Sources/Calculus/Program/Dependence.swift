/// Which of x, y and the row of a table a value depends on, known from the formula alone.
struct Dependence: OptionSet, Hashable, Sendable {
  let rawValue: UInt8

  static let x = Dependence(rawValue: 1)
  static let y = Dependence(rawValue: 2)
  static let both: Dependence = [.x, .y]
  /// On a column, where the formula is one sample's part of a mean.
  static let row = Dependence(rawValue: 4)

  /// All bits set for each coordinate that the value depends on.
  var mask: SIMD2<UInt64> {
    SIMD2(contains(.x) ? .max : 0, contains(.y) ? .max : 0)
  }
}
