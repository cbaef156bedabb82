import Calculus

/// The places where a loss is asked for pictures: a domain divided into halves, again and again.
///
/// Its lines go on beyond the domain, and the points of a coarse lattice are points of all finer ones, to the
/// last bit. So what is known of the whole domain is of use for each part of it, in a window of any size.
struct Lattice: Sendable {
  let x: ClosedRange<Double>
  let y: ClosedRange<Double>

  /// The cells along the longer side of a picture, at most.
  static let cells = 64

  /// Some neighbouring lines of a lattice along one axis.
  struct Lines: Hashable, Sendable {
    /// A line is at `number`·`unit` times the side of the domain from its lower edge.
    let numbers: ClosedRange<Int>
    /// A power of two.
    let unit: Double

    /// The finest lines that divide a range into at most some cells and cover it.
    init(over range: ClosedRange<Double>, of domain: ClosedRange<Double>, cells: Int) {
      let side = domain.upperBound - domain.lowerBound
      let share = (range.upperBound - range.lowerBound) / side / Double(cells)
      // Rounding must not halve the lines of the whole domain.
      var unit = (share * (1 - 1e-9)).binade
      if unit < share * (1 - 1e-9) { unit *= 2 }
      let first = ((range.lowerBound - domain.lowerBound) / side / unit + 1e-9).rounded(.down)
      let last = ((range.upperBound - domain.lowerBound) / side / unit - 1e-9).rounded(.up)
      // So far from the domain that lines are closer than doubles, there is no picture.
      let isSound = unit > 0 && abs(first) < 1e15 && abs(last) < 1e15 && last > first
      self.unit = isSound ? unit : 1
      numbers = isSound ? Int(first)...Int(last) : 0...1
    }

    /// The places of the lines.
    func places(in domain: ClosedRange<Double>) -> [Double] {
      numbers.map { number in
        let share = Double(number) * unit
        // Both edges are met exactly.
        return share == 1
          ? domain.upperBound
          : domain.lowerBound + share * (domain.upperBound - domain.lowerBound)
      }
    }

    /// The first and the last of the lines that are multiples of some distance; nil if there are fewer than
    /// two.
    func multiples(of distance: Int) -> ClosedRange<Int>? {
      let low = numbers.lowerBound + (distance - numbers.lowerBound.modulo(distance)) % distance
      let high = numbers.upperBound - numbers.upperBound.modulo(distance)
      return low < high ? low...high : nil
    }
  }

  /// The points of a picture of a rectangle.
  func patch(over x: ClosedRange<Double>, _ y: ClosedRange<Double>, cells: Int = Self.cells)
    -> Patch
  {
    let columns = Lines(over: x, of: self.x, cells: cells)
    let rows = Lines(over: y, of: self.y, cells: cells)
    return Patch(
      columns: columns, rows: rows, xs: columns.places(in: self.x), ys: rows.places(in: self.y))
  }
}

extension Int {
  fileprivate func modulo(_ divisor: Int) -> Int { ((self % divisor) + divisor) % divisor }
}

/// The points of a lattice that cover a rectangle, from coarse to fine.
struct Patch: Sendable {
  let columns: Lattice.Lines
  let rows: Lattice.Lines
  let xs: [Double]
  let ys: [Double]

  /// The distance of the first points, a power of two.
  private static let coarsest = 32

  /// The points whose numbers are multiples of a distance.
  private struct Part {
    let distance: Int
    let columns: [Int]
    let rows: [Int]

    /// Nil if there are fewer than two of them on an axis.
    init?(_ patch: Patch, distance: Int) {
      guard let across = patch.columns.multiples(of: distance),
        let up = patch.rows.multiples(of: distance)
      else { return nil }
      self.distance = distance
      func indices(_ range: ClosedRange<Int>, _ lines: Lattice.Lines) -> [Int] {
        stride(from: range.lowerBound, through: range.upperBound, by: distance).map {
          $0 - lines.numbers.lowerBound
        }
      }
      columns = indices(across, patch.columns)
      rows = indices(up, patch.rows)
    }
  }

  /// The lattices within this one, the coarsest first.
  private var parts: [Part] {
    var parts: [Part] = []
    var distance = Self.coarsest
    while distance >= 1 {
      if let part = Part(self, distance: distance) { parts.append(part) }
      distance /= 2
    }
    return parts
  }

  /// All points, those of coarser lattices first.
  var points: [Point] { order.map { Point(xs[$0 % xs.count], ys[$0 / xs.count]) } }

  /// The places of `points` among all points, row by row.
  private var order: [Int] {
    var order: [Int] = []
    var isTaken = [Bool](repeating: false, count: xs.count * ys.count)
    for part in parts {
      for row in part.rows {
        for column in part.columns where !isTaken[row * xs.count + column] {
          isTaken[row * xs.count + column] = true
          order.append(row * xs.count + column)
        }
      }
    }
    return order
  }

  /// The finest surface through losses of which all are known; nil if there is none. It covers the
  /// rectangle of the patch.
  /// - Parameters:
  ///   - known: in the order of `points`.
  ///   - cells: the number of cells along the longer side; nil for as many as are known.
  ///   - least: the least number that is as many.
  func model(through known: [Double?], cells: Int?, least: Int) -> BicubicSpline? {
    let values = placed(known)
    let longer = max(xs.count, ys.count) - 1
    for part in parts.reversed() {
      guard covers(part),
        cells.map({ longer == $0 * part.distance }) ?? (longer >= least * part.distance),
        let all = all(part, of: values)
      else { continue }
      return spline(part, all)
    }
    return nil
  }

  /// The points of the coarsest lattices, up to some cells along the longer side.
  func points(upTo cells: Int) -> [Point] {
    let longer = max(xs.count, ys.count) - 1
    guard let part = parts.first(where: { longer >= cells * $0.distance && covers($0) }) else {
      return points
    }
    return part.rows.flatMap { row in part.columns.map { Point(xs[$0], ys[row]) } }
  }

  /// The picture through what is known: what is not is foretold by the surface through the next coarser
  /// lattice. NaN where the loss is undefined, and everywhere if nothing is known.
  /// - Parameter known: in the order of `points`.
  func picture(of known: [Double?]) -> BicubicSpline {
    var values = placed(known)
    let range = KnownRange(known)
    var coarser: BicubicSpline?
    for part in parts {
      for row in part.rows {
        for column in part.columns where values[row * xs.count + column] == nil {
          values[row * xs.count + column] = foretold(Point(xs[column], ys[row]), coarser, range)
        }
      }
      coarser = all(part, of: values).map { spline(part, $0) }
    }
    return coarser
      ?? BicubicSpline(
        values: values.map { $0 ?? .nan }, width: xs.count, height: ys.count,
        x: xs[0]...xs[xs.count - 1], y: ys[0]...ys[ys.count - 1])
  }

  /// The value of a coarser surface at a point, or at the point of it that is nearest, within the range of
  /// the known losses: a spline swings beyond them.
  private func foretold(_ point: Point, _ coarser: BicubicSpline?, _ range: KnownRange?) -> Double {
    guard let range else { return .nan }
    guard let coarser else { return range.median }
    let place = Point(
      min(max(point.x, coarser.x.lowerBound), coarser.x.upperBound),
      min(max(point.y, coarser.y.lowerBound), coarser.y.upperBound))
    let value = coarser.value(at: place)
    return value.isNaN ? value : min(max(value, range.least), range.largest)
  }

  /// Row by row, in place of the order of `points`.
  private func placed(_ known: [Double?]) -> [Double?] {
    var values = [Double?](repeating: nil, count: xs.count * ys.count)
    for (place, value) in zip(order, known) { values[place] = value }
    return values
  }

  private func covers(_ part: Part) -> Bool {
    part.columns.first == 0 && part.columns.last == xs.count - 1 && part.rows.first == 0
      && part.rows.last == ys.count - 1
  }

  /// The values of a part, row by row; nil if one is not known.
  private func all(_ part: Part, of values: [Double?]) -> [Double]? {
    var all: [Double] = []
    all.reserveCapacity(part.columns.count * part.rows.count)
    for row in part.rows {
      for column in part.columns {
        guard let value = values[row * xs.count + column] else { return nil }
        all.append(value)
      }
    }
    return all
  }

  private func spline(_ part: Part, _ values: [Double]) -> BicubicSpline {
    BicubicSpline(
      values: values, width: part.columns.count, height: part.rows.count,
      x: xs[part.columns[0]]...xs[part.columns[part.columns.count - 1]],
      y: ys[part.rows[0]]...ys[part.rows[part.rows.count - 1]])
  }
}

/// The range of the losses that are known and finite.
private struct KnownRange {
  let least: Double
  let median: Double
  let largest: Double

  /// Nil if there is none.
  init?(_ known: [Double?]) {
    let finite = known.compactMap { $0 }.filter(\.isFinite).sorted()
    guard let least = finite.first, let largest = finite.last else { return nil }
    (self.least, self.largest) = (least, largest)
    median = finite[finite.count / 2]
  }
}
