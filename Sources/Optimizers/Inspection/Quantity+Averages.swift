import Calculus

extension Quantity {
  /// `m`, the average of the gradients, as it stands.
  static func mean(_ value: Point, beta: String = "β₁", of what: String = "g") -> Quantity {
    .vector("m", "\(beta)·m + (1−\(beta))·\(what)", value)
  }

  /// `v`, the average of the squared gradients, as it stands.
  static func square(_ value: Point, beta: String = "β₂", of what: String = "g²") -> Quantity {
    .vector("v", "\(beta)·v + (1−\(beta))·\(what)", value)
  }

  /// `β₁ᵗ`, what the start from 0 still weighs in an average.
  static func weightOfStart(_ mean: DecayingMean, beta: String = "β₁") -> Quantity {
    .number(beta + "ᵗ", "", mean.power)
  }

  /// `m̂`, an average without the bias from its start at 0.
  static func corrected(_ symbol: String, _ mean: DecayingMean, beta: String) -> Quantity {
    .vector(symbol + "\u{302}", "\(symbol)/(1−\(beta)ᵗ)", mean.corrected)
  }

  /// `β₁ᵗ, β₂ᵗ, m̂, v̂`, Adam's corrections.
  static func corrections(mean: DecayingMean, square: DecayingMean) -> [Quantity] {
    [
      .weightOfStart(mean), .weightOfStart(square, beta: "β₂"),
      .corrected("m", mean, beta: "β₁"), .corrected("v", square, beta: "β₂"),
    ]
  }
}
