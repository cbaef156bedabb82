import Landscape

/// The surfaces that can be chosen, by name; one is read only when it is wanted.
public struct Catalog: Sendable {
  public let names: [String]
  public let surface: @Sendable (String) -> Surface?

  public init(names: [String], surface: @escaping @Sendable (String) -> Surface?) {
    self.names = names
    self.surface = surface
  }
}
