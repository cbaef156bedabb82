import Calculus

/// The parts of `NAME` or `NAME:key=value,key=value`, not yet interpreted; blanks between them are
/// ignored.
struct SpecText {
  let name: String
  /// Keys in lower case, each once, in the order given.
  let settings: [(key: String, value: String)]

  /// The parts to be written.
  init(_ name: String, _ settings: [(key: String, value: String)]) {
    self.name = name
    self.settings = settings
  }

  init(_ text: String) throws(SpecError) {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    name = parts.first.map { String($0).trimmed } ?? ""
    var settings: [(key: String, value: String)] = []
    let list = parts.count == 2 ? parts[1] : nil
    for setting in list?.pieces(separatedBy: ",") ?? [] {
      let pair = setting.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        .map { String($0).trimmed }
      guard pair.count == 2, !pair[0].isEmpty, !pair[1].isEmpty else {
        throw SpecError(text: text, part: String(setting), reason: .notASetting)
      }
      let key = pair[0].lowercased()
      guard !settings.contains(where: { $0.key == key }) else {
        throw SpecError(text: text, part: String(setting), reason: .givenTwice)
      }
      settings.append((key, pair[1]))
    }
    self.settings = settings
  }

  var description: String {
    let list = settings.map { "\($0.key)=\($0.value)" }.joined(separator: ",")
    return list.isEmpty ? name : "\(name):\(list)"
  }
}
