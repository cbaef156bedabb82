/// A node of a YAML file with the place it stands at.
package struct YAMLValue {
  package enum Content {
    case scalar(String, YAMLValue.Style)
    case list([YAMLValue])
    case mapping([(key: YAMLValue, value: YAMLValue)])
  }

  /// How the text of a scalar is written.
  package enum Style {
    case plain
    case quoted
    /// After `|` or `>`, on lines of its own.
    case block
  }

  package let content: Content
  /// The first character: of quoted text the quote, of a block the `|` or `>`.
  let position: SourcePosition
  /// An explicit tag such as `!!int`.
  package let tag: String?

  /// The text of a scalar.
  package var text: String? {
    if case .scalar(let text, _) = content { return text }
    return nil
  }

  /// Whether nothing is written here at all.
  var isEmpty: Bool {
    if case .scalar("", .plain) = content { return true }
    return false
  }

  /// What a person would call it.
  var found: SurfaceFileError.Found {
    switch content {
    case .scalar("", .plain): .nothing
    case .scalar(let text, .plain): .text(text)
    case .scalar(let text, _): .quotedText(text)
    case .list(let elements): .list(elements.count)
    case .mapping: .mapping
    }
  }
}
