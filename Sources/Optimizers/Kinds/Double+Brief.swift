import Calculus

extension Double {
  /// The number with three significant digits, for sentences.
  var brief: String { readable() }
}
