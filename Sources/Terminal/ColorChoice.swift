import Canvas

/// What a person asked for in the way of colours: the values of `--color`.
public enum ColorChoice: String, CaseIterable, Hashable, Sendable {
  /// What the terminal shows, none where `NO_COLOR` is set.
  case automatic = "auto"
  /// What the terminal shows, whatever `NO_COLOR` says.
  case always
  case never
  case sixteen = "16"
  case indexed256 = "256"
  case trueColor = "true"

  /// The depth to draw with on a terminal that shows `available`; `noColor` is the value of the
  /// environment variable `NO_COLOR`, which counts unless it is empty.
  public func depth(available: ColorDepth, noColor: String?) -> ColorDepth {
    switch self {
    case .automatic: (noColor ?? "").isEmpty ? available : .none
    case .always: available
    case .never: .none
    case .sixteen: min(.sixteen, available)
    case .indexed256: min(.indexed256, available)
    case .trueColor: min(.trueColor, available)
    }
  }

  /// The least depth that the choice names, if it names one.
  var demanded: ColorDepth? {
    switch self {
    case .automatic, .always, .never, .sixteen: nil
    case .indexed256: .indexed256
    case .trueColor: .trueColor
    }
  }
}
