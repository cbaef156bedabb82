import Canvas

/// Which entry of a redefinable palette of 256 shows which colour.
///
/// Entries 0–15 are the person's own and left alone.
struct PaletteTable {
  private var indices: [Color: Int] = [:]
  private var colors: [Color?] = Array(repeating: nil, count: 256)
  /// The colour each entry shows now: its standard one unless redefined.
  private var shown = XtermColors.all
  /// The entries that were redefined at any time.
  private(set) var touched: Set<Int> = []

  private static let entries = 16..<256

  /// What the terminal has to be told so that every entry shows what it should.
  var redefined: [(index: Int, color: Color)] { touched.sorted().map { ($0, shown[$0]) } }

  /// The entry that has been given to a colour.
  subscript(color: Color) -> Int? { indices[color] }

  /// Gives an entry to a colour that has none; nil when all are taken. `isNew` says that the
  /// terminal has to be told.
  mutating func assign(_ color: Color) -> (index: Int, isNew: Bool)? {
    let free = Self.entries.filter { colors[$0] == nil }
    // A free entry may still show the very colour from an earlier use. Standard colours are not
    // trusted: a person may have changed them.
    let ready = free.first { touched.contains($0) && shown[$0] == color }
    guard let index = ready ?? free.first else { return nil }
    indices[color] = index
    colors[index] = color
    shown[index] = color
    touched.insert(index)
    return (index, ready == nil)
  }

  /// The taken entry that looks most like a colour: for frames with more colours than entries.
  func nearest(to color: Color) -> Int? {
    let lab = OKLab(color)
    return Self.entries.filter { colors[$0] != nil }
      .map { (index: $0, distance: OKLab(shown[$0]).squaredDistance(to: lab)) }
      .min { $0.distance < $1.distance }?.index
  }

  /// Frees the entries of all other colours. They keep what they show until they are given away.
  mutating func keep(only kept: Set<Color>) {
    for (color, index) in indices where !kept.contains(color) {
      indices[color] = nil
      colors[index] = nil
    }
  }
}
