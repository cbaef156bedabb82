extension Verdict {
  /// How good the news is, for colours and marks.
  public enum Tone: Hashable, Sendable, CaseIterable {
    case good, neutral, warning, bad
  }

  public var tone: Tone {
    switch self {
    case .globalMinimum, .minimum: .good
    case .descending(let fall): (fall ?? 0) > 0 ? .good : .neutral
    case .hovering: .neutral
    case .localMinimum, .saddle, .maximum, .plateau: .warning
    case .leftMap, .oscillating, .crawling: .warning
    case .undefined, .diverged: .bad
    }
  }

  /// The verdict in a few words: 21 characters, or with a step 19 and its digits.
  public var label: String {
    switch self {
    case .undefined(let step, _): "undefined at step \(step)"
    case .diverged(let step, _): "diverges from step \(step)"
    case .saddle: "stuck on a saddle"
    case .maximum: "stuck on a maximum"
    case .plateau: "stuck on a plateau"
    case .globalMinimum: "at the global minimum"
    case .localMinimum: "at a local minimum"
    case .minimum: "at a minimum"
    case .leftMap: "left the map"
    case .oscillating: "oscillating"
    case .hovering: "hovering in noise"
    case .crawling: "crawling"
    case .descending(nil): "at the start"
    case .descending(let fall?):
      fall > 0 ? "descending" : fall < 0 ? "going uphill" : "standing still"
    }
  }

  /// The verdict in ten characters at most.
  public var briefLabel: String {
    switch self {
    case .undefined: "undefined"
    case .diverged: "diverged"
    case .saddle: "saddle"
    case .maximum: "maximum"
    case .plateau: "plateau"
    case .globalMinimum: "global min"
    case .localMinimum: "local min"
    case .minimum: "minimum"
    case .leftMap: "off map"
    case .oscillating: "oscillates"
    case .hovering: "hovering"
    case .crawling: "crawling"
    case .descending(nil): "at start"
    case .descending(let fall?): fall > 0 ? "descending" : fall < 0 ? "uphill" : "still"
    }
  }
}
