/// A value in a YAML file, with its position.
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

  /// Whether there is no value at all.
  var isEmpty: Bool {
    if case .scalar("", .plain) = content { return true }
    return false
  }

  /// The kind of value for an error.
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

/// Makes a tree of values from libyaml's events, and refuses anchors and deep nesting.
struct YAMLComposer {
  let document: YAMLDocument
  private let events: YAMLEvents
  /// The deepest nesting: surface files have four levels, and far more would overflow the stack.
  private static let deepest = 40

  init(_ document: YAMLDocument, text: String) {
    self.document = document
    events = YAMLEvents(text)
  }

  /// The value at the root of the only document; nil if there is none.
  func root() throws(SurfaceFileError) -> YAMLValue? {
    var root: YAMLValue?
    while true {
      let event = try next()
      switch event.kind {
      case .start, .documentEnd: continue
      case .end: return root
      case .documentStart:
        if root != nil { throw document.error(.severalDocuments, at: position(event)) }
        root = try value(next(), depth: 0)
      case .alias, .scalar, .listStart, .listEnd, .mappingStart, .mappingEnd:
        preconditionFailure("libyaml puts every value into a document")
      }
    }
  }

  private func next() throws(SurfaceFileError) -> YAMLEvent {
    do throws(YAMLFault) {
      return try events.next()
    } catch {
      throw document.explain(error)
    }
  }

  private func position(_ event: YAMLEvent) -> SourcePosition {
    document.source.position(line: event.mark.line, scalarColumn: event.mark.column)
  }

  private func value(_ event: YAMLEvent, depth: Int) throws(SurfaceFileError) -> YAMLValue {
    let position = position(event)
    if depth > Self.deepest { throw document.error(.tooDeep, at: position) }
    // Anchors have no use in a file this small, and without them no alias can make it grow.
    if let anchor = event.anchor {
      throw document.error(.anchor("&" + anchor), at: position, length: anchor.count + 1)
    }
    let content: YAMLValue.Content
    switch event.kind {
    case .scalar(let text, let style): content = .scalar(text, style)
    case .listStart: content = .list(try elements(depth: depth + 1))
    case .mappingStart: content = .mapping(try pairs(depth: depth + 1))
    case .alias(let name): throw document.explain(alias: name, at: event.mark)
    case .start, .documentStart, .documentEnd, .end, .listEnd, .mappingEnd:
      preconditionFailure("libyaml has a value here, or an error")
    }
    return YAMLValue(
      content: content, position: position,
      tag: event.tag.flatMap { Self.plainTags.contains($0) ? nil : $0 })
  }

  /// The tags that change nothing.
  private static let plainTags: Set = [
    "", "tag:yaml.org,2002:str", "tag:yaml.org,2002:seq", "tag:yaml.org,2002:map",
  ]

  private func elements(depth: Int) throws(SurfaceFileError) -> [YAMLValue] {
    var elements: [YAMLValue] = []
    while true {
      let event = try next()
      if case .listEnd = event.kind { return elements }
      elements.append(try value(event, depth: depth))
    }
  }

  private func pairs(depth: Int) throws(SurfaceFileError) -> [(key: YAMLValue, value: YAMLValue)] {
    var pairs: [(key: YAMLValue, value: YAMLValue)] = []
    var names: Set<String> = []
    while true {
      let event = try next()
      if case .mappingEnd = event.kind { return pairs }
      let key = try value(event, depth: depth)
      if let name = key.text, !names.insert(name).inserted {
        throw document.error(.duplicateKey(name), at: key.position, length: name.count)
      }
      pairs.append((key, try value(next(), depth: depth)))
    }
  }
}
