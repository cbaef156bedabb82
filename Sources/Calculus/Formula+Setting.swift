extension Formula {
  /// The text with numbers in place of parameters: `(1 - x)^2 + 100*(y - x^2)^2` for
  /// `(1-x)^2 + b (y-x^2)^2` with b = 100. It reads back to the same function.
  ///
  /// Where no parameter of the formula has a value, it is the text as it was written.
  /// - Parameter values: finite numbers; parameters without one stay.
  public func text(setting values: [String: Double]) -> String {
    let known = values.filter { parametersUsed.contains($0.key) }
    return known.isEmpty ? text : tree.setting(known).text
  }
}
