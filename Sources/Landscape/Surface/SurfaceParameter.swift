/// A number in a surface's formula that can be changed while the surface is shown.
public struct SurfaceParameter: Hashable, Sendable {
  /// How a slider divides the range.
  public enum Scale: String, CaseIterable, Hashable, Sendable {
    case linear
    /// Equal ratios; the range is positive.
    case log
  }

  /// The name the formula uses.
  public let name: String
  /// The value without an override; within `range`.
  public let value: Double
  public let range: ClosedRange<Double>
  public let scale: Scale

  public init(name: String, value: Double, range: ClosedRange<Double>, scale: Scale) {
    self.name = name
    self.value = value
    self.range = range
    self.scale = scale
  }
}
