import Canvas

/// The assignment of colours to the entries of a redefinable palette of 256.
///
/// Entries 0–15 belong to the user and are never changed.
struct PaletteTable {
  private var indices: [Color: Int] = [:]
  private var colors: [Color?] = Array(repeating: nil, count: 256)
  /// The present colour of each entry: its standard one unless redefined.
  private var shown = XtermColors.all
  /// The entries that were ever redefined.
  private(set) var touched: Set<Int> = []

  private static let entries = 16..<256

  /// The definitions that give the terminal the present palette.
  var redefined: [(index: Int, color: Color)] { touched.sorted().map { ($0, shown[$0]) } }

  /// The entry assigned to a colour.
  subscript(color: Color) -> Int? { indices[color] }

  /// Assigns an entry to a colour that has none; nil if all are taken. `isNew` means that the terminal
  /// needs the definition.
  mutating func assign(_ color: Color) -> (index: Int, isNew: Bool)? {
    let free = Self.entries.filter { colors[$0] == nil }
    // A free entry may still show this colour from an earlier use. Standard colours do not count,
    // because a user may have changed them.
    let ready = free.first { touched.contains($0) && shown[$0] == color }
    guard let index = ready ?? free.first else { return nil }
    indices[color] = index
    colors[index] = color
    shown[index] = color
    touched.insert(index)
    return (index, ready == nil)
  }

  /// The assigned entry most similar to a colour, for frames with more colours than entries.
  func nearest(to color: Color) -> Int? {
    let lab = OKLab(color)
    return Self.entries.filter { colors[$0] != nil }
      .map { (index: $0, distance: OKLab(shown[$0]).squaredDistance(to: lab)) }
      .min { $0.distance < $1.distance }?.index
  }

  /// Frees the entries of all other colours. They show the same until they are assigned again.
  mutating func keep(only kept: Set<Color>) {
    for (color, index) in indices where !kept.contains(color) {
      indices[color] = nil
      colors[index] = nil
    }
  }
}

/// The assignment of two colours to the colour pairs of curses.
///
/// Colours are palette indices; −1 is the terminal's default. Pair 0 has both default colours and cannot
/// be changed.
struct PairTable {
  struct Pair: Hashable {
    var foreground: Int
    var background: Int

    var mirrored: Pair { Pair(foreground: background, background: foreground) }
  }

  struct Assignment: Hashable {
    var number: Int
    /// Whether the number stands for the mirrored pair, so that the cell is drawn in reverse.
    var isMirrored: Bool
    /// Whether curses needs the definition.
    var isNew: Bool
  }

  let capacity: Int
  /// Whether mirrored pairs share a number, because there are too few numbers for all pairs.
  private let sharesMirrored: Bool
  private var numbers: [Pair: Int] = [:]

  private static let defaults = Pair(foreground: -1, background: -1)

  /// - Parameters:
  ///   - capacity: The number of pairs, including pair 0.
  ///   - colors: The number of colours that can be combined, without the terminal's defaults.
  init(capacity: Int, colors: Int) {
    self.capacity = capacity
    sharesMirrored = colors <= 16 && capacity < (colors + 1) * (colors + 1)
    removeAll()
  }

  mutating func removeAll() { numbers = [Self.defaults: 0] }

  /// The number of a pair, assigned now if it has none; nil if all are taken.
  mutating func assign(_ pair: Pair) -> Assignment? {
    if let number = numbers[pair] {
      return Assignment(number: number, isMirrored: false, isNew: false)
    }
    let mirrored = numbers[pair.mirrored].map {
      Assignment(number: $0, isMirrored: true, isNew: false)
    }
    if sharesMirrored, let mirrored { return mirrored }
    guard numbers.count < capacity else { return mirrored }
    let number = numbers.count
    numbers[pair] = number
    return Assignment(number: number, isMirrored: false, isNew: true)
  }

  /// An assigned pair with the same background if there is one, for frames with more pairs than
  /// numbers.
  func substitute(for pair: Pair) -> Int {
    numbers.filter { $0.key.background == pair.background }.map(\.value).min() ?? 0
  }
}
