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

  /// How many colours a picture has that is not for the terminal at hand.
  public var depthOfPictures: ColorDepth { method(available: .direct, noColor: nil).depth }

  /// The method to draw with where `available` is the best that the terminal is known to take. More
  /// than that is used where a person asks for it, if the terminal has colours at all.
  ///
  /// - Parameter noColor: The value of the environment variable `NO_COLOR`, which counts unless it is
  ///   empty.
  func method(available: ColorMethod, noColor: String?) -> ColorMethod {
    switch self {
    case .automatic: (noColor ?? "").isEmpty ? available : .none
    case .always: available
    case .never: .none
    case .sixteen: min(.sixteen, available)
    case .indexed256: available == .none ? .none : .indexed256
    case .trueColor: available == .none ? .none : available == .palette ? .palette : .direct
    }
  }

  /// Whether it matters for colours what the terminal answers.
  var dependsOnAnswers: Bool {
    switch self {
    case .automatic, .always, .trueColor: true
    case .never, .sixteen, .indexed256: false
    }
  }
}
