import Canvas

/// Which entry of a redefinable palette of 256 shows which colour.
///
/// A colour gets the free entry whose standard colour looks most like it, so that a terminal that
/// ignores the change still looks right. Entries 0–15 are the person's own and left alone.
struct PaletteTable {
  private var indices: [Color: Int] = [:]
  private var colors: [Color?] = Array(repeating: nil, count: 256)
  /// The colour each entry shows now: its standard one unless redefined.
  private var shown = XtermColors.all
  private var shownLabs = standardLabs

  private static let entries = 16..<256
  private static let standardLabs = XtermColors.all.map { OKLab($0) }

  /// The entries that do not show their standard colours.
  var redefined: [(index: Int, color: Color)] {
    Self.entries.filter { shown[$0] != XtermColors.all[$0] }.map { ($0, shown[$0]) }
  }

  /// The entry that has been given to a colour.
  subscript(color: Color) -> Int? { indices[color] }

  /// Gives an entry to a colour that has none; nil when all are taken. `isNew` says that the
  /// terminal has to be told.
  mutating func assign(_ color: Color) -> (index: Int, isNew: Bool)? {
    let free = Self.entries.filter { colors[$0] == nil }
    // A free entry may still show the very colour, by standard or from an earlier use.
    let ready = free.first { shown[$0] == color }
    let lab = OKLab(color)
    guard let index = ready ?? Self.nearest(to: lab, among: free, in: Self.standardLabs) else {
      return nil
    }
    indices[color] = index
    colors[index] = color
    shown[index] = color
    shownLabs[index] = lab
    return (index, ready == nil)
  }

  /// The taken entry that looks most like a colour: for frames with more colours than entries.
  func nearest(to color: Color) -> Int? {
    let taken = Self.entries.filter { colors[$0] != nil }
    return Self.nearest(to: OKLab(color), among: taken, in: shownLabs)
  }

  /// Frees the entries of all other colours. They keep what they show until they are given away.
  mutating func keep(only kept: Set<Color>) {
    for (color, index) in indices where !kept.contains(color) {
      indices[color] = nil
      colors[index] = nil
    }
  }

  private static func nearest(to lab: OKLab, among entries: [Int], in labs: [OKLab]) -> Int? {
    entries.min { distance(labs[$0], lab) < distance(labs[$1], lab) }
  }

  private static func distance(_ one: OKLab, _ other: OKLab) -> Double {
    let (dl, da, db) = (one.lightness - other.lightness, one.a - other.a, one.b - other.b)
    return dl * dl + da * da + db * db
  }
}
