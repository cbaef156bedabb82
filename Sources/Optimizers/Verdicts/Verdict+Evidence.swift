extension Verdict {
  /// A number that supports a verdict, and what it is.
  public struct Evidence: Hashable, Sendable {
    /// In a few words: "least curvature".
    public let quantity: String
    public let value: Double

    /// Both, with the number rounded to three digits: "least curvature -2".
    public var text: String { "\(quantity) \(value.isFinite ? value.brief : "without end")" }
  }

  /// The number that supports it; nil only for a run that has hardly begun.
  public var evidence: Evidence? {
    switch self {
    case .undefined(let step, _): Evidence(quantity: "refused step", value: Double(step))
    case .diverged(_, .rateOverLimit(let rate, let limit, _)):
      Evidence(quantity: "learning rate / stable limit", value: rate / limit)
    case .diverged(_, .overshoot(let rate)): Evidence(quantity: "learning rate", value: rate)
    case .saddle(let curvature): Evidence(quantity: "least curvature", value: curvature)
    case .maximum(let curvature): Evidence(quantity: "largest curvature", value: curvature)
    case .plateau(let norm): Evidence(quantity: "gradient norm", value: norm)
    case .globalMinimum(let loss, _), .minimum(let loss, _): Evidence(quantity: "loss", value: loss)
    case .localMinimum(let excess, _): Evidence(quantity: "above the lowest by", value: excess)
    case .leftMap(let distance): Evidence(quantity: "beyond the border by", value: distance)
    case .oscillating(let progress): Evidence(quantity: "net way / path", value: progress)
    case .hovering(let excess): Evidence(quantity: "above the lowest by", value: excess)
    case .crawling(let steps, _): Evidence(quantity: "steps to go", value: steps)
    case .descending(let fall):
      fall.map { Evidence(quantity: "fall of the loss a step", value: $0) }
    }
  }
}
