/// A list to choose from, narrowed down by what is typed.
public struct Picker: Hashable, Sendable {
  public enum Purpose: Hashable, Sendable {
    case surface
    /// Several can be chosen.
    case optimizers
  }

  public struct Item: Hashable, Sendable {
    public let name: String
    /// What it is or teaches, in a line.
    public let detail: String
    public var isChosen: Bool
  }

  public let purpose: Purpose
  public private(set) var items: [Item]
  public private(set) var filter = ""
  /// Among `matches`.
  public private(set) var cursor: Int

  init(_ purpose: Purpose, items: [Item], cursor: Int = 0) {
    self.purpose = purpose
    self.items = items
    self.cursor = cursor
  }

  /// The items whose name, else whose detail, contains what was typed.
  public var matches: [Item] {
    guard !filter.isEmpty else { return items }
    let wanted = filter.lowercased()
    let named = items.filter { $0.name.lowercased().contains(wanted) }
    return named.isEmpty ? items.filter { $0.detail.lowercased().contains(wanted) } : named
  }

  /// The item under the cursor; nil where nothing matches.
  public var current: Item? {
    let matches = matches
    return matches.indices.contains(cursor) ? matches[cursor] : nil
  }

  public var chosen: [String] { items.filter(\.isChosen).map(\.name) }

  mutating func move(by count: Int) {
    cursor = min(max(cursor + count, 0), max(0, matches.count - 1))
  }

  mutating func type(_ text: String) {
    filter += text
    cursor = 0
  }

  mutating func deleteBackward() {
    _ = filter.popLast()
    cursor = 0
  }

  /// Chooses the current item, or takes it out.
  mutating func toggle() {
    guard let name = current?.name, let index = items.firstIndex(where: { $0.name == name }) else {
      return
    }
    items[index].isChosen.toggle()
  }
}
