import Landscape

/// A list to choose from, filtered by what is typed.
public struct Picker: Hashable, Sendable {
  public enum Purpose: Hashable, Sendable {
    case surface
    /// Any number of items can be chosen.
    case optimizers
    /// Every command of the keymap.
    case commands
    case export
    case chapters
  }

  public struct Item: Hashable, Sendable {
    public let name: String
    /// A one-line description or lesson.
    public let detail: String
    public var isChosen = false
    /// The surface of the item, for the small preview beside the list.
    var surface: Surface?
    /// The heading of the item, if it has one.
    var group: String?
    /// The keys of a command, if there are several to choose from.
    var choices: [String] = []
  }

  public let purpose: Purpose
  public private(set) var items: [Item]
  public private(set) var filter = ""
  /// An index into `matches`.
  public private(set) var cursor: Int
  /// The index of the chosen key among the current item's choices.
  public private(set) var choice = 0

  init(_ purpose: Purpose, items: [Item], cursor: Int = 0) {
    self.purpose = purpose
    self.items = items
    self.cursor = cursor
  }

  /// The items whose name contains what was typed or, if there are none, whose description does;
  /// among commands, those with that key come first.
  public var matches: [Item] {
    guard !filter.isEmpty else { return items }
    let wanted = filter.lowercased()
    func isDetailed(_ item: Item) -> Bool { item.detail.lowercased().contains(wanted) }
    if purpose == .commands {
      let keyed = items.filter { $0.choices.contains(filter) }
      return keyed + items.filter { isDetailed($0) && !keyed.contains($0) }
    }
    let named = items.filter { $0.name.lowercased().contains(wanted) }
    return named.isEmpty ? items.filter(isDetailed) : named
  }

  /// The item under the cursor; nil if nothing matches.
  public var current: Item? {
    let matches = matches
    return matches.indices.contains(cursor) ? matches[cursor] : nil
  }

  public var chosen: [String] { items.filter(\.isChosen).map(\.name) }

  mutating func move(by count: Int) { move(to: cursor + count) }

  mutating func move(to place: Int) {
    cursor = min(max(place, 0), max(0, matches.count - 1))
    choice = 0
  }

  mutating func choose(by count: Int) {
    choice = min(max(choice + count, 0), max(0, (current?.choices.count ?? 1) - 1))
  }

  mutating func type(_ text: String) {
    narrow(to: filter + text)
  }

  mutating func deleteBackward() { narrow(to: String(filter.dropLast())) }

  mutating func deleteWord() {
    let characters = Array(filter)
    narrow(to: String(characters.prefix(characters.startOfWord(before: characters.count))))
  }

  mutating func clear() { narrow(to: "") }

  private mutating func narrow(to filter: String) {
    self.filter = filter
    cursor = 0
    choice = 0
  }

  /// Marks the current item, or removes its mark.
  mutating func toggle() {
    guard let name = current?.name, let index = items.firstIndex(where: { $0.name == name }) else {
      return
    }
    items[index].isChosen.toggle()
  }
}
