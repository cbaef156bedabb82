import Calculus

extension Account {
  /// A line: "slow: about 3,000 steps to go"; at most 29 characters and the digits of a step or a
  /// limit.
  public var text: String { news.text }

  /// A shorter line, without the reason: at most 20 characters and the digits of a step.
  public var label: String { news.label }

  /// At most ten characters.
  public var briefLabel: String { news.briefLabel }

  /// The longest of the three that fits into a number of columns; the last one if none does.
  public func words(fitting width: Int) -> String {
    [text, label].first { $0.count <= width } ?? briefLabel
  }

  /// How good the news is, for colours and marks.
  public var tone: Verdict.Tone {
    switch news {
    case .atStart, .onItsWay, .motionless, .inNoise: .neutral
    case .arrived, .underTarget: .good
    case .uphill, .misled: .warning
    case .inLocalMinimum, .onSaddle, .onTop, .onPlateau, .swinging, .slow, .offMap, .diverged,
      .undefined, .recorded:
      verdict.tone
    }
  }

  /// One sentence for a student, with a number if it helps.
  public var sentence: String {
    switch (news, verdict) {
    case (.onItsWay, .descending): "it is moving, and has not come to a minimum yet"
    case (.underTarget(let step), _):
      "it is under the loss of the race since step \(step), and still moves"
    case (.motionless, _): "it does not move: its steps have no length, or a learning rate of 0"
    case (.uphill(let limit?), _):
      "it is higher than at its start: the learning rate is over the stable limit "
        + "\(limit.brief) where the run is now"
    case (.uphill(nil), _): "it is higher than at its start: it overshoots, and may come back"
    case (.misled(let angle), _):
      "it climbs: the gradient that it is given points \(angle.brief)° off the exact one"
    case (.arrived(let step?), .descending), (.arrived(let step?), .crawling):
      "it came close to the lowest loss at step \(step) and has stayed there"
    case (.arrived(let step?), .oscillating):
      "it came close to the lowest loss at step \(step); there it jumps to and fro, and a smaller "
        + "learning rate would settle it"
    case (.inNoise, _): Verdict.hovering(excess: 0).sentence
    case (.slow(let steps?), .crawling(_, let cause)):
      Verdict.crawling(stepsToGo: steps.roundedToOneDigit, because: cause).sentence
    default: verdict.sentence
    }
  }
}

extension Verdict {
  /// What the verdict says about a run, in a few words; `Account` also knows since when.
  public var label: String { Account.News(self).label }

  /// The verdict in at most ten characters.
  public var briefLabel: String { Account.News(self).briefLabel }
}

extension Account.News {
  fileprivate var text: String {
    switch self {
    case .uphill(let limit?): "uphill: rate over \(limit.brief)"
    case .inLocalMinimum(let since?): "in a local minimum since step \(since)"
    case .underTarget(let since): "under the target since step \(since)"
    case .inNoise(let since?): "in its noise since step \(since)"
    case .slow(let steps?):
      steps < 1e6
        ? "slow: about \(steps.roundedCount) steps to go" : "slow: over a million steps to go"
    case .slow(nil): "slow: it hardly moves"
    case .diverged(let step, let limit?): "diverged at step \(step): rate over \(limit.brief)"
    case .undefined(let step, .offGrid): "left the grid at step \(step)"
    case .undefined(let step, .hole): "stopped: hole of the grid at step \(step)"
    case .undefined(let step, _): "stopped: step \(step) undefined"
    case .swinging: "swings, gets no lower"
    case .recorded(let progress): progress.text
    default: label
    }
  }

  fileprivate var label: String {
    switch self {
    case .atStart: "at the start"
    case .onItsWay: "on its way"
    case .underTarget: "under the target"
    case .uphill: "above its start"
    case .misled: "misled, climbs"
    case .motionless: "does not move"
    case .arrived(let step?): "arrived at step \(step)"
    case .arrived(nil): "at the minimum"
    case .inLocalMinimum: "in a local minimum"
    case .onSaddle: "stuck at a saddle"
    case .onTop: "stuck on a top"
    case .onPlateau: "stuck on a plateau"
    case .inNoise: "in its noise"
    case .swinging: "swings, no lower"
    case .slow(let steps?): steps < 1e6 ? "slow: \(steps.roundedCount) to go" : "very slow"
    case .slow(nil): "hardly moves"
    case .offMap: "left the map"
    case .diverged(let step, _): "diverged at step \(step)"
    case .undefined(let step, .offGrid): "left the grid at \(step)"
    case .undefined(let step, .hole): "at a hole at step \(step)"
    case .undefined(let step, _): "undefined at step \(step)"
    case .recorded(let progress): progress.label
    }
  }

  fileprivate var briefLabel: String {
    switch self {
    case .atStart: "at start"
    case .onItsWay: "on its way"
    case .underTarget: "on target"
    case .uphill, .misled: "uphill"
    case .motionless: "still"
    case .arrived(nil): "at minimum"
    case .arrived: "arrived"
    case .inLocalMinimum: "local min"
    case .onSaddle: "at saddle"
    case .onTop: "on a top"
    case .onPlateau: "on plateau"
    case .inNoise: "in noise"
    case .swinging: "swings"
    case .slow: "slow"
    case .offMap: "off map"
    case .diverged: "diverged"
    case .undefined(_, .offGrid): "left grid"
    case .undefined(_, .hole): "at a hole"
    case .undefined: "undefined"
    case .recorded(let progress): progress.briefLabel
    }
  }
}

extension Double {
  /// The number rounded to one significant digit, for an estimate.
  fileprivate var roundedToOneDigit: Double {
    guard isFinite, self >= 1 else { return 1 }
    var unit = 1.0
    while self >= 9.5 * unit { unit *= 10 }
    return (self / unit).rounded() * unit
  }

  /// A count rounded to one digit, with its thousands separated: "3,000".
  fileprivate var roundedCount: String {
    let digits = Array("\(Int(Swift.min(roundedToOneDigit, 1e15)))")
    return digits.indices.reduce(into: "") { text, index in
      if index > 0, (digits.count - index).isMultiple(of: 3) { text += "," }
      text.append(digits[index])
    }
  }
}
