/// From the values of a grid to the coefficients of its bicubic spline.
struct SplineFit {
  private let width: Int
  private let height: Int
  /// The distance of two rows.
  private let stride: Int
  /// Values, later coefficients: `height + 2` rows of `width + 2`, because the splines centred one step
  /// beyond each edge reach into the grid.
  private(set) var numbers: [Double]
  /// What is known of each of the numbers.
  private var states: [State]
  let hasHoles: Bool

  private enum State: UInt8 {
    case outside, missing, next, known
  }

  /// Larger values count as infinite, as the coefficients are up to 600 times as large.
  private static let largest = 1e300

  init(_ values: [Double], width: Int, height: Int) {
    self.width = width
    self.height = height
    stride = width + 2
    numbers = [Double](repeating: 0, count: stride * (height + 2))
    states = [State](repeating: .outside, count: numbers.count)
    var hasHoles = false
    for row in 0..<height {
      let start = (row + 1) * stride + 1
      for column in 0..<width {
        let value = values[row * width + column]
        let isKnown = abs(value) <= Self.largest
        numbers[start + column] = value
        states[start + column] = isKnown ? .known : .missing
        if !isKnown { hasHoles = true }
      }
    }
    self.hasHoles = hasHoles
  }

  /// For each square between four points whether all of them have values; empty if there are no holes.
  var wholeSquares: [Bool] {
    if !hasHoles { return [] }
    return (0..<height - 1).flatMap { row in
      (0..<width - 1).map { column in
        let corner = (row + 1) * stride + column + 1
        return [corner, corner + 1, corner + stride, corner + stride + 1]
          .allSatisfy { states[$0] == .known }
      }
    }
  }
}

// MARK: - Coefficients

extension SplineFit {
  /// Replaces the values by the coefficients: along each row, and then along each column of what that
  /// gives.
  mutating func solve() {
    numbers.withUnsafeMutableBufferPointer { numbers in
      guard let base = numbers.baseAddress else { return }
      Lines(base: base + stride, count: width, step: 1, lineStep: stride).solve(height)
      Lines(base: base, count: height, step: stride, lineStep: 1).solve(width + 2)
    }
  }

  /// Parallel lines of numbers, which are solved side by side, so that memory is read in its order.
  private struct Lines {
    let base: UnsafeMutablePointer<Double>
    /// The number of values in a line.
    let count: Int
    /// The distance of two numbers of a line, and that of two lines.
    let step: Int
    let lineStep: Int

    private static let block = 64

    func solve(_ lineCount: Int) {
      for start in Swift.stride(from: 0, to: lineCount, by: Self.block) {
        let lines = start..<min(start + Self.block, lineCount)
        switch count {
        case 2: each(lines) { line in solveStraight(line) }
        case 3: each(lines) { line in solveParabola(line) }
        default: solveCubics(lines)
        }
      }
    }

    @inline(__always)
    private func each(_ lines: Range<Int>, _ body: (Int) -> Void) { lines.forEach(body) }

    /// The number of a place from −1 to `count`.
    @inline(__always)
    private subscript(place: Int, line: Int) -> Double {
      get { base[(place + 1) * step + line * lineStep] }
      nonmutating set { base[(place + 1) * step + line * lineStep] = newValue }
    }

    private func solveStraight(_ line: Int) {
      self[-1, line] = 2 * self[0, line] - self[1, line]
      self[2, line] = 2 * self[1, line] - self[0, line]
    }

    private func solveParabola(_ line: Int) {
      let bend = (self[0, line] - 2 * self[1, line] + self[2, line]) / 6
      for place in 0..<3 { self[place, line] -= bend }
      let (c0, c1, c2) = (self[0, line], self[1, line], self[2, line])
      self[-1, line] = 3 * (c0 - c1) + c2
      self[3, line] = 3 * (c2 - c1) + c0
    }

    /// At each place k the spline has the value, cₖ₋₁ + 4cₖ + cₖ₊₁ = 6fₖ. That its third derivative does
    /// not jump at place 1, c₋₁ − 4c₀ + 6c₁ − 4c₂ + c₃ = 0, then gives 6c₁ = 8f₁ − f₀ − f₂, and the
    /// equations between place 1 and its counterpart are solved by elimination.
    private func solveCubics(_ lines: Range<Int>) {
      let last = count - 1
      each(lines) { line in
        let (first, final) = (self[1, line], self[last - 1, line])
        let second = (8 * first - self[0, line] - self[2, line]) / 6
        let lastButOne = (8 * final - self[last, line] - self[last - 2, line]) / 6
        // The places beyond the ends keep the values next to the ends until the end.
        (self[-1, line], self[count, line]) = (first, final)
        (self[1, line], self[last - 1, line]) = (second, lastButOne)
      }
      var factors = [Double](repeating: 0, count: count)
      if count > 4 {
        for place in 2...last - 2 {
          let factor = 1 / (4 - factors[place - 1])
          factors[place] = factor
          each(lines) { line in
            self[place, line] = (6 * self[place, line] - self[place - 1, line]) * factor
          }
        }
        for place in (2...last - 2).reversed() {
          let factor = factors[place]
          each(lines) { line in self[place, line] -= factor * self[place + 1, line] }
        }
      }
      each(lines) { line in
        let (first, final) = (self[0, line], self[last, line])
        self[0, line] = 6 * self[-1, line] - 4 * self[1, line] - self[2, line]
        self[-1, line] = 6 * first - 4 * self[0, line] - self[1, line]
        self[last, line] = 6 * self[count, line] - 4 * self[last - 1, line] - self[last - 2, line]
        self[count, line] = 6 * final - 4 * self[last, line] - self[last - 1, line]
      }
    }
  }
}

// MARK: - Holes

extension SplineFit {
  /// The rings of a hole that continue what is around it. The spline hardly feels those beyond, as each
  /// point weakens the influence by a factor of 2 + √3; they are level.
  private static let rings = 12

  /// Gives all points without a value one, beginning with those beside points with values.
  mutating func fillHoles() {
    if !hasHoles { return }
    let steps = [1, -1, stride, -stride]
    var ring = states.indices.filter { place in
      states[place] == .missing && steps.contains { states[place + $0] == .known }
    }
    var number = 1
    while !ring.isEmpty {
      let values = ring.map { continuation(at: $0, steps, isLevel: number > Self.rings) }
      for (place, value) in zip(ring, values) {
        numbers[place] = value
        states[place] = .known
      }
      var next: [Int] = []
      for place in ring {
        for step in steps where states[place + step] == .missing {
          states[place + step] = .next
          next.append(place + step)
        }
      }
      ring = next
      number += 1
    }
  }

  /// The mean of the parabolas through the three nearest points in each direction; where there is none,
  /// that of lines through two points, or of single points.
  private func continuation(at place: Int, _ steps: [Int], isLevel: Bool) -> Double {
    var (sum, count, best) = (0.0, 0.0, 0)
    for step in steps where states[place + step] == .known {
      var known = 1
      while !isLevel, known < 3, states[place + (known + 1) * step] == .known { known += 1 }
      if known < best { continue }
      if known > best { (sum, count, best) = (0, 0, known) }
      let first = numbers[place + step]
      count += 1
      switch known {
      case 1: sum += first
      case 2: sum += 2 * first - numbers[place + 2 * step]
      default: sum += 3 * (first - numbers[place + 2 * step]) + numbers[place + 3 * step]
      }
    }
    return sum / count
  }
}
