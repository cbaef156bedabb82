import Calculus

extension [Double] {
  /// Numbers that stand beside each other, in any order: with enough figures to tell them apart as far
  /// as the width allows.
  func readable(digits: Int = 3, fitting width: Int) -> [String] {
    let widest = map { $0.readable(digits: 17, fitting: width) }
    let differences = Set(widest).count
    for count in digits..<Swift.max(digits, 17) {
      let texts = map { $0.readable(digits: count, fitting: width) }
      if Set(texts).count >= differences { return texts }
    }
    return widest
  }
}

/// Ascending numbers of one list: each is told apart from its neighbours, by more figures or, where
/// that takes many, as what it lies above a number that is written once.
struct NumberList: Hashable, Sendable {
  /// `959.64`, to which all texts add; nil where they are the numbers themselves.
  let offset: String?
  /// `1.5`, or with an offset `+1.5e-9`.
  let texts: [String]

  /// What is written once for all of them.
  var heading: String? { offset.map { "\($0) + …" } }

  /// The most figures of a number before an offset is shorter.
  static let mostDigits = 7

  /// - Parameters:
  ///   - numbers: ascending and finite.
  ///   - digits: the figures that each has where fewer would do.
  ///   - share: how far a text may be off, as a share of the distance to the nearer neighbour.
  init(_ numbers: [Double], digits: Int = 3, within share: Double = 0.1) {
    if let texts = NumberList.texts(of: numbers, digits...NumberList.mostDigits, within: share) {
      (offset, self.texts) = (nil, texts)
      return
    }
    if let first = numbers.first, let last = numbers.last, last > first, (last - first).isFinite {
      let power = DecimalFigures(last - first).exponent + 1
      let figures = DecimalFigures(first).roundedDown(toPower: power)
      if !figures.digits.isEmpty, let base = Double(figures.text), base.isFinite {
        let rests = numbers.map { $0 - base }
        if let texts = NumberList.texts(of: rests, digits...17, within: share) {
          let isShorter = zip(texts, numbers).contains { $0.count + 1 < $1.plain.count }
          if isShorter {
            (offset, self.texts) = (figures.text, texts.map { $0.hasPrefix("-") ? $0 : "+" + $0 })
            return
          }
        }
      }
    }
    (offset, self.texts) = (
      nil, NumberList.texts(of: numbers, digits...17, within: share) ?? numbers.map(\.plain)
    )
  }

  /// With the fewest figures that place each well between its neighbours; nil where none of these
  /// do.
  private static func texts(of numbers: [Double], _ digits: ClosedRange<Int>, within share: Double)
    -> [String]?
  {
    let tolerances = numbers.indices.map { index in
      let below = index > 0 ? numbers[index] - numbers[index - 1] : .infinity
      let above = index + 1 < numbers.count ? numbers[index + 1] - numbers[index] : .infinity
      return min(below, above) * share
    }
    for count in digits {
      let texts = numbers.map { $0.readable(digits: count) }
      let isPlaced = zip(zip(texts, numbers), tolerances).allSatisfy { pair, tolerance in
        Double(pair.0).map { abs($0 - pair.1) <= tolerance } ?? true
      }
      if isPlaced { return texts }
    }
    return nil
  }
}
