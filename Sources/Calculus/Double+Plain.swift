extension Double {
  /// The shortest text that reads back to the same number, whole ones without a fraction.
  package var plain: String {
    let text = description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
