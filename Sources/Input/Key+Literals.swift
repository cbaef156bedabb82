extension Key: ExpressibleByExtendedGraphemeClusterLiteral {
  /// The key of a printable character: `"+"`.
  public init(extendedGraphemeClusterLiteral character: Character) { self = .character(character) }
}
