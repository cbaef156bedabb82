extension SurfaceFileError.Place {
  /// Two lines: the line of the file, and a caret below what is meant.
  ///
  /// Of a long line at most 72 characters around the place are shown.
  public var excerpt: String {
    let widest = 72
    let characters = Array(text)
    let start = min(position.column - 1, characters.count)
    var window = 0..<characters.count
    if characters.count > widest {
      let first = max(0, min(start - widest / 3, characters.count - widest))
      window = first..<(first + widest)
    }
    let before = window.lowerBound > 0 ? "…" : ""
    let after = window.upperBound < characters.count ? "…" : ""
    let shown = String(characters[window])
    // A tab stays one in the line below, so that the caret stands right at any tab width.
    let indent = characters[window.lowerBound..<start].map { $0 == "\t" ? "\t" : " " }.joined()
    let carets = String(repeating: "^", count: max(1, min(length, window.upperBound - start)))
    return "\(before)\(shown)\(after)\n\(before.isEmpty ? "" : " ")\(indent)\(carets)"
  }
}

/// Text as YAML takes it whole.
enum YAMLQuotes {
  static func quoted(_ text: String) -> String {
    if text.contains("\"") || text.contains("\\") {
      return "'"
        + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''")
        + "'"
    }
    return "\"\(text)\""
  }
}
