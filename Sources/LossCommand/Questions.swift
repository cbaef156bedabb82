import Calculus

/// What is known, what is to be asked, and what has been asked: the newest questions first, then those
/// of the map, of which only the last map's are kept.
struct Questions {
  private(set) var known: [Point: Answer] = [:]
  /// The next one is the last.
  private var urgent: [Point] = []
  private var map: ArraySlice<Point> = []
  /// The points of `urgent` and `sent`.
  private var open: Set<Point> = []
  /// Those that wait for their answers, in order.
  private(set) var sent: ArraySlice<Point> = []

  var openCount: Int { open.count + map.count }
  var isEmpty: Bool { urgent.isEmpty && map.isEmpty }

  /// Asks as soon as possible for what is not known; true if there is any.
  mutating func ask(_ points: [Point]) -> Bool {
    let missing = points.filter { known[$0] == nil }
    // The first of them is to be answered first.
    for point in missing.reversed() where open.insert(point).inserted { urgent.append(point) }
    return !missing.isEmpty
  }

  /// Asks for points of a map, when there is nothing else to ask, in place of those of the last map.
  mutating func ask(map points: [Point]) { map = points.filter { known[$0] == nil }[...] }

  /// The next questions, which count as sent.
  mutating func next(_ count: Int) -> [Point] {
    var points: [Point] = []
    while points.count < count, let point = urgent.popLast() { points.append(point) }
    while points.count < count, let point = map.popFirst() {
      if known[point] == nil, open.insert(point).inserted { points.append(point) }
    }
    sent += points
    return points
  }

  /// Notes the answer to the oldest question that was sent; false if there is none.
  mutating func take(_ answer: Answer) -> Bool {
    guard let point = sent.popFirst() else { return false }
    open.remove(point)
    known[point] = answer
    return true
  }

  /// Asks again what was sent in vain.
  mutating func askAgain() {
    urgent += sent.reversed()
    sent = []
  }
}
