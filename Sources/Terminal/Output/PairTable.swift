/// Which colour pair of curses stands for which two colours.
///
/// Colours are palette indices, −1 the terminal's own. Pair 0 is the terminal's own twice and cannot
/// be changed.
struct PairTable {
  struct Pair: Hashable {
    var foreground: Int
    var background: Int

    var mirrored: Pair { Pair(foreground: background, background: foreground) }
  }

  struct Assignment: Hashable {
    var number: Int
    /// Whether the number stands for the mirrored pair, to be drawn in reverse.
    var isMirrored: Bool
    /// Whether curses has to be told.
    var isNew: Bool
  }

  let capacity: Int
  /// With so few pairs that mirrored ones have to share a number, they do so from the start.
  private let sharesMirrored: Bool
  private var numbers: [Pair: Int] = [:]

  private static let own = Pair(foreground: -1, background: -1)

  /// - Parameters:
  ///   - capacity: How many pairs there are, the first included.
  ///   - colors: How many colours can be combined, the terminal's own not counted.
  init(capacity: Int, colors: Int) {
    self.capacity = capacity
    sharesMirrored = colors <= 16 && capacity < (colors + 1) * (colors + 1)
    removeAll()
  }

  mutating func removeAll() { numbers = [Self.own: 0] }

  /// The number of a pair, given now if need be; nil when all are taken.
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

  /// A taken pair with the same background if there is one: for frames with more pairs than there
  /// are numbers.
  func substitute(for pair: Pair) -> Int {
    numbers.filter { $0.key.background == pair.background }.map(\.value).min() ?? 0
  }
}
