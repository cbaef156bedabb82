import Calculus
import Canvas
import Landscape

/// A contour line on the page.
struct Contour {
  let places: [Place]
  let isClosed: Bool

  /// The places, with the first again at the end of a closed line.
  var walk: [Place] { isClosed ? places + places.prefix(1) : places }
}

/// The values of contour lines, each in a gap of its line: where the line is straight, apart from
/// other labels and paths, and not between lines that crowd.
struct ContourLabels {
  private struct Label {
    let level: Int
    /// Which of the level's lines it stands on.
    let line: Int
    /// The gap, as lengths along the line.
    let gap: ClosedRange<Double>
    let place: Place
    /// In degrees, with the text upright.
    let angle: Double
  }

  private let map: MapDrawing
  private let levels: ContourLevels
  private let texts: [String]
  /// Places that paths and signs run through, close enough together to be kept away from.
  private let occupied: [Place]
  private var labels: [Label] = []

  init(_ map: MapDrawing, levels: ContourLevels) {
    self.map = map
    self.levels = levels
    texts = levels.thresholds.distinctTexts
    occupied = map.occupiedPlaces
  }

  private var fontSize: Double { 0.8 * map.fontSize }

  /// Places the label of a level on one of its lines, if one has a good place.
  mutating func place(on contours: [Contour], level: Int) {
    let width = texts[level].estimatedWidth(fontSize: fontSize) + 0.5 * fontSize
    var best: (label: Label, score: Double)?
    // Where a level has hundreds of lines, any of its longest is as good as the rest.
    let lines = contours.enumerated().map { (index: $0, line: MeasuredLine($1.walk)) }
      .filter { $0.line.length > 2.5 * width }
      .sorted { ($1.line.length, $0.index) < ($0.line.length, $1.index) }
    for (index, line) in lines.prefix(8) {
      for start in stride(from: 0, through: line.length - width, by: 0.6 * fontSize) {
        let (from, to) = (line.place(at: start), line.place(at: start + width))
        let middle = line.place(at: start + width / 2)
        guard let score = score(from, middle, to, width: width, level: level),
          score > best?.score ?? -.infinity
        else { continue }
        best = (
          Label(
            level: level, line: index, gap: start...(start + width), place: middle,
            angle: Self.uprightAngle(from, to)), score
        )
      }
    }
    if let best { labels.append(best.label) }
  }

  /// How good a place is; nil where it is none.
  private func score(
    _ from: Place, _ middle: Place, _ to: Place, width: Double, level: Int
  ) -> Double? {
    let chord = from.distance(to: to)
    let sag = middle.distance(from: from, to: to)
    guard chord > 0.97 * width, sag < 0.12 * fontSize else { return nil }
    guard map.box.contains(middle, margin: width / 2 + 0.5 * fontSize) else { return nil }
    let toLabels = labels.map { $0.place.distance(to: middle) }.min() ?? .infinity
    guard toLabels > 1.2 * width + fontSize else { return nil }
    let toPaths =
      occupied.map { $0.distance(from: from, to: to) }.min() ?? .infinity
    guard toPaths > 0.9 * fontSize, isFreeOfNeighbours(from, middle, to, level: level) else {
      return nil
    }
    let far = 6 * fontSize
    return min(toPaths, far) + 0.5 * min(toLabels, 2 * far) - 20 * sag
  }

  /// Whether no other line runs through the text.
  private func isFreeOfNeighbours(_ from: Place, _ middle: Place, _ to: Place, level: Int) -> Bool {
    let thresholds = levels.thresholds
    let below = level > 0 ? thresholds[level - 1] : -.infinity
    let above = level + 1 < thresholds.count ? thresholds[level + 1] : .infinity
    let way = to - from
    let length = from.distance(to: to)
    let aside = (0.62 * fontSize / length) * Place(-way.y, way.x)
    return [from, middle, to].allSatisfy { place in
      [place + aside, place - aside].allSatisfy { place in
        let value = map.ground.model.value(at: map.point(at: place))
        return value > below && value < above
      }
    }
  }

  private static func uprightAngle(_ from: Place, _ to: Place) -> Double {
    let angle = Double.atan2(y: to.y - from.y, x: to.x - from.x) * 180 / .pi
    return angle > 90 ? angle - 180 : angle <= -90 ? angle + 180 : angle
  }

  /// A line without the gap of its label.
  func pieces(of contour: Contour, level: Int, index: Int) -> [Contour] {
    guard let label = labels.first(where: { $0.level == level && $0.line == index }) else {
      return [contour]
    }
    let line = MeasuredLine(contour.walk)
    let before = line.part(0...label.gap.lowerBound)
    let after = line.part(label.gap.upperBound...line.length)
    // A closed line opens at its gap only.
    if contour.isClosed { return [Contour(places: after + before.dropFirst(), isClosed: false)] }
    return [Contour(places: before, isClosed: false), Contour(places: after, isClosed: false)]
  }

  func draw(bands: [Color], into markup: inout Markup) {
    guard !labels.isEmpty else { return }
    markup.add(
      "g",
      [
        "fill": map.figure.theme.muted.webColor, "font-size": fontSize.length,
        "text-anchor": "middle",
      ]
    ) { markup in
      for label in labels {
        let place = "\(label.place.x.length) \(label.place.y.length)"
        markup.add(
          "text",
          [
            "transform": "translate(\(place)) rotate(\(label.angle.length))",
            "y": (0.35 * fontSize).length,
          ],
          characters: texts[label.level])
      }
    }
  }
}

extension MapDrawing {
  /// Places of the paths and of the signs, a few pixels apart.
  fileprivate var occupiedPlaces: [Place] {
    let spacing = 0.5 * fontSize
    var places: [Place] = []
    var taken: Set<[Int]> = []
    func add(_ place: Place) {
      let cell = [Int(place.x / spacing), Int(place.y / spacing)]
      if taken.insert(cell).inserted { places.append(place) }
    }
    for sign in [figure.scene.start] + ground.saddles + ground.minima.map(\.point)
    where domain.contains(sign) {
      add(place(sign))
    }
    for run in figure.race.runs.indices {
      let path = path(of: run)
      for (start, end) in zip(path, path.dropFirst()) {
        guard let (from, to) = box.clip(start, end) else { continue }
        let count = max(1, Int(from.distance(to: to) / spacing))
        for index in 0...count { add(from + Double(index) / Double(count) * (to - from)) }
      }
    }
    return places
  }
}

/// A line of places with the length up to each.
private struct MeasuredLine {
  let places: [Place]
  let lengths: [Double]

  init(_ places: [Place]) {
    self.places = places
    var sum = 0.0
    lengths = places.indices.map { index in
      if index > 0 { sum += places[index].distance(to: places[index - 1]) }
      return sum
    }
  }

  var length: Double { lengths.last ?? 0 }

  func place(at length: Double) -> Place {
    let after = min(max(1, firstIndex(from: length)), places.count - 1)
    let span = lengths[after] - lengths[after - 1]
    let share = span > 0 ? (length - lengths[after - 1]) / span : 0
    return places[after - 1] + min(max(share, 0), 1) * (places[after] - places[after - 1])
  }

  func part(_ range: ClosedRange<Double>) -> [Place] {
    let inner = places.indices.filter {
      lengths[$0] > range.lowerBound && lengths[$0] < range.upperBound
    }
    return [place(at: range.lowerBound)] + inner.map { places[$0] } + [place(at: range.upperBound)]
  }

  /// The first place at or beyond a length.
  private func firstIndex(from length: Double) -> Int {
    var (low, high) = (0, lengths.count)
    while low < high {
      let middle = (low + high) / 2
      if lengths[middle] < length { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

extension [Double] {
  /// The numbers with as few figures as tell them apart.
  fileprivate var distinctTexts: [String] {
    for digits in 3..<17 {
      let texts = map { $0.readable(digits: digits).typesetNumber }
      if Set(texts).count == count { return texts }
    }
    return map { $0.plain.typesetNumber }
  }
}
