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
    case .string(let text): JSON.quoted(text)
    case .array(let values): "[" + values.map(\.text).joined(separator: ",") + "]"
    case .object(let members): JSON.members(members.map { ($0.key, $0.value) }).text
    case .members(let members):
      "{" + members.map { JSON.quoted($0.key) + ":" + $0.value.text }.joined(separator: ",") + "}"
    }
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case "\r": result += "\\r"
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
