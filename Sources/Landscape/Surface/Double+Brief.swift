extension Double {
  /// The shortest text that reads back to the same double, without a trailing ".0".
  var brief: String {
    let text = description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
