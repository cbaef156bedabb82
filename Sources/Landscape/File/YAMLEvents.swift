import CYAML

/// The events of libyaml's parser, one after the other.
///
/// The text is parsed only as far as events are requested, so that refusing an event saves the time
/// for the rest.
final class YAMLEvents {
  private let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
  /// The text, which must live as long as the parser.
  private let input: UnsafeMutableBufferPointer<UInt8>

  init(_ text: String) {
    input = .allocate(capacity: text.utf8.count)
    _ = input.initialize(from: text.utf8)
    // If memory runs out here, the first event is an error.
    parser.initialize(to: yaml_parser_t())
    if yaml_parser_initialize(parser) == 1 {
      yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
      yaml_parser_set_input_string(parser, input.baseAddress, input.count)
    }
  }

  deinit {
    yaml_parser_delete(parser)
    parser.deallocate()
    input.deallocate()
  }

  func next() throws(YAMLFault) -> YAMLEvent {
    var event = yaml_event_t()
    guard yaml_parser_parse(parser, &event) == 1 else { throw YAMLFault(parser.pointee) }
    defer { yaml_event_delete(&event) }
    return YAMLEvent(event)
  }
}

/// A part of a YAML text.
struct YAMLEvent {
  enum Kind {
    case start
    case documentStart
    case documentEnd
    case end
    case alias(String)
    case scalar(String, YAMLValue.Style)
    case listStart
    case listEnd
    case mappingStart
    case mappingEnd
  }

  let kind: Kind
  let mark: YAMLMark
  private(set) var anchor: String?
  /// An explicit tag such as `!!int`.
  private(set) var tag: String?

  fileprivate init(_ event: yaml_event_t) {
    mark = YAMLMark(event.start_mark)
    switch event.type {
    case YAML_DOCUMENT_START_EVENT: kind = .documentStart
    case YAML_DOCUMENT_END_EVENT: kind = .documentEnd
    case YAML_STREAM_END_EVENT: kind = .end
    case YAML_ALIAS_EVENT: kind = .alias(Self.text(event.data.alias.anchor) ?? "")
    case YAML_SCALAR_EVENT:
      let scalar = event.data.scalar
      let bytes = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
      kind = .scalar(String(decoding: bytes, as: UTF8.self), Self.style(scalar.style))
      anchor = Self.text(scalar.anchor)
      if scalar.quoted_implicit == 0 { tag = Self.text(scalar.tag) }
    case YAML_SEQUENCE_START_EVENT:
      let list = event.data.sequence_start
      kind = .listStart
      anchor = Self.text(list.anchor)
      if list.implicit == 0 { tag = Self.text(list.tag) }
    case YAML_SEQUENCE_END_EVENT: kind = .listEnd
    case YAML_MAPPING_START_EVENT:
      let mapping = event.data.mapping_start
      kind = .mappingStart
      anchor = Self.text(mapping.anchor)
      if mapping.implicit == 0 { tag = Self.text(mapping.tag) }
    case YAML_MAPPING_END_EVENT: kind = .mappingEnd
    default: kind = .start
    }
  }

  private static func text(_ pointer: UnsafeMutablePointer<yaml_char_t>?) -> String? {
    pointer.map { String(cString: $0) }
  }

  private static func style(_ style: yaml_scalar_style_t) -> YAMLValue.Style {
    switch style {
    case YAML_SINGLE_QUOTED_SCALAR_STYLE, YAML_DOUBLE_QUOTED_SCALAR_STYLE: .quoted
    case YAML_LITERAL_SCALAR_STYLE, YAML_FOLDED_SCALAR_STYLE: .block
    default: .plain
    }
  }
}

/// A place in a text: line and column from 1, columns in Unicode scalars.
struct YAMLMark {
  let line: Int
  let column: Int

  fileprivate init(_ mark: yaml_mark_t) {
    line = mark.line + 1
    column = mark.column + 1
  }
}

/// An error of libyaml's parser.
struct YAMLFault: Error {
  /// The error in libyaml's words.
  let problem: String
  /// Where the error is; nil if that is not known.
  let mark: YAMLMark?
  /// The start of the construct that the error is in.
  let context: YAMLMark?

  fileprivate init(_ parser: yaml_parser_t) {
    problem = parser.problem.map { String(cString: $0) } ?? "it cannot be read"
    let isPlaced = parser.error == YAML_SCANNER_ERROR || parser.error == YAML_PARSER_ERROR
    mark = isPlaced ? YAMLMark(parser.problem_mark) : nil
    context = isPlaced && parser.context != nil ? YAMLMark(parser.context_mark) : nil
  }
}
