import Canvas

/// A value to be written as JSON; numbers so that they read back to the same double.
indirect enum JSON {
  case number(Double)
  case integer(Int)
  case boolean(Bool)
  case string(String)
  case array([JSON])
  case object(KeyValuePairs<String, JSON>)
  /// An object whose members are only known when it is made.
  case members([(key: String, value: JSON)])

  /// The value in one line. A number that is not finite is `null`: JSON has no other.
  var text: String {
    switch self {
    case .number(let value): value.isFinite ? value.description : "null"
    case .integer(let value): value.description
    case .boolean(let value): value.description
    case .string(let text): text.quotedAsJSON
    case .array(let values): "[" + values.map(\.text).joined(separator: ",") + "]"
    case .object(let members): JSON.members(members.map { ($0.key, $0.value) }).text
    case .members(let members):
      "{" + members.map { $0.key.quotedAsJSON + ":" + $0.value.text }.joined(separator: ",") + "}"
    }
  }
}
