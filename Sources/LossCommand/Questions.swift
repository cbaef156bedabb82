import Calculus

/// What is known, what is to be asked, and what has been asked: the newest questions first, then those
/// of the map, of which only the last map's are kept.
struct Questions {
  private(set) var known: [Point: Answer] = [:]
  /// What a program before this one answered: a picture has it until the new answer comes.
  private(set) var former: [Point: Answer] = [:]
  /// The next one is the last.
  private var urgent: [Point] = []
  private var map: ArraySlice<Point> = []
  /// The points of `urgent` and `sent`.
  private var open: Set<Point> = []
  /// Those that wait for their answers, in order.
  private(set) var sent: ArraySlice<Point> = []
  /// How many of the sent questions are not those of a map.
  private var urgentSent: Set<Point> = []
  private(set) var survey: Survey
  /// Whether the last turn was that of urgent questions.
  private var wasUrgent = false

  init(survey: Survey = Survey([])) { self.survey = survey }

  var openCount: Int { open.count + map.count }
  var urgentCount: Int { urgent.count + urgentSent.count }
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

  /// The next questions, which count as sent. While there are urgent ones, the map has every second turn, so
  /// that it becomes finer during a race.
  mutating func next(_ count: Int) -> [Point] {
    var points: [Point] = []
    let isTurnOfMap = wasUrgent && !map.isEmpty
    if !isTurnOfMap {
      while points.count < count, let point = urgent.popLast() { points.append(point) }
    }
    wasUrgent = !points.isEmpty
    urgentSent.formUnion(points)
    while points.count < count, let point = map.popFirst() {
      if known[point] == nil, open.insert(point).inserted { points.append(point) }
    }
    // All that is left of the map may be known by now.
    if points.isEmpty, !urgent.isEmpty { return next(count) }
    sent += points
    return points
  }

  /// Notes the answer to the oldest question that was sent; false if there is none.
  mutating func take(_ answer: Answer) -> Bool {
    guard let point = sent.popFirst() else { return false }
    open.remove(point)
    urgentSent.remove(point)
    known[point] = answer
    survey.follow(known)
    return true
  }

  /// Asks again what was sent in vain.
  mutating func askAgain() {
    urgent += sent.reversed()
    urgentSent = []
    sent = []
  }

  /// Begins anew with another program: nothing is known, and nothing is asked yet.
  mutating func forget() {
    former.merge(known) { $1 }
    var others = Questions(survey: survey.anew)
    others.former = former
    self = others
  }
}

/// How well a loss is known over its domain.
struct Survey {
  /// The points of a lattice with some cells along each side.
  struct Level {
    let cells: Int
    let points: [Point]
  }

  /// The coarsest first.
  private let levels: [Level]
  private var level = 0
  /// The number of points of that level that are known, from its first one on.
  private var count = 0

  init(_ levels: [Level]) { self.levels = levels }

  /// The cells of the finest lattice that is known completely; 0 if there is none.
  var detail: Int { level > 0 ? levels[level - 1].cells : 0 }

  /// The same, with nothing known.
  var anew: Survey { Survey(levels) }

  mutating func follow(_ known: [Point: Answer]) {
    while level < levels.count {
      let points = levels[level].points
      while count < points.count, known[points[count]] != nil { count += 1 }
      guard count == points.count else { return }
      (level, count) = (level + 1, 0)
    }
  }
}
