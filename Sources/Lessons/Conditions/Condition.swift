import Landscape

/// Something that is true or false of what a race has come to, as a lesson's author writes it.
///
///     gd.stays(loss < 0.01) <= 5
///     0.1 < gd.rate < 0.5
///     momentum is diverged
///     sweep is open
///
/// The text is read by `ConditionParser`; `Condition.vocabulary` lists all that there is.
public indirect enum Condition: Hashable, Sendable {
  /// Each quantity stands in its relation to the next.
  case comparison([Quantity], [Relation])
  /// A run's verdict is one of these names, as `trace` prints them in JSON.
  case verdict(RunReference, Set<String>)
  /// An optimizer is among those that race.
  case raced(RunReference)
  /// A pane is open, by its name on the command line.
  case open(String)
  /// The gradient that was typed is the exact one, or is not; false if none was typed.
  case gradient(isRight: Bool)
  /// What the gradient check says of the first run's point, by its names in JSON.
  case check(Set<String>)
  /// Many seeds of a stochastic run are shown at once.
  case seedsShown
  /// The surface on the screen: its name, or "typed" for a formula that was typed.
  case surface(String)
  case all([Condition])
  case any([Condition])
  case not(Condition)
}

/// An order of two numbers.
public enum Relation: String, CaseIterable, Hashable, Sendable {
  case less = "<"
  case atMost = "<="
  case greater = ">"
  case atLeast = ">="
  case equal = "="

  /// Whether two numbers are in this order.
  ///
  /// - Parameter tolerance: how far equal numbers may be apart. Infinities equal themselves.
  func holds(_ left: Double, _ right: Double, tolerance: Double) -> Bool {
    switch self {
    case .less: left < right
    case .atMost: left <= right
    case .greater: left > right
    case .atLeast: left >= right
    case .equal: left == right || abs(left - right) <= tolerance
    }
  }
}

/// A run of the race, as conditions name it.
public enum RunReference: Hashable, Sendable {
  /// The run of an optimizer, by the optimizer's name; of several the one with the number, from 1.
  case named(String, number: Int = 1)
  /// At least one of the runs.
  case any
  /// All runs.
  case every
}

extension Condition {
  /// Whether the condition holds in a situation. What is said of an optimizer that does not race is
  /// false.
  public func holds(in situation: Situation) -> Bool {
    switch self {
    case .comparison(let quantities, let relations):
      let runs = quantities.compactMap(\.reference)
      if runs.contains(.any) {
        return situation.runs.contains { holds(quantities, relations, in: situation, run: $0) }
      }
      if runs.contains(.every) {
        return situation.runs.allSatisfy { holds(quantities, relations, in: situation, run: $0) }
      }
      return holds(quantities, relations, in: situation, run: nil)
    case .verdict(let reference, let names):
      return situation.satisfies(reference) { names.contains(situation.verdict(of: $0).name) }
    case .raced(let reference):
      return situation.satisfies(reference) { _ in true }
    case .open(let pane): return situation.openPane == pane
    case .gradient(let isRight): return situation.isGradientRight == isRight
    case .check(let names): return names.contains(situation.gradientCheck.verdict.name)
    case .seedsShown: return situation.showsSeeds
    case .surface("typed"): return situation.scene.surface.id.isEmpty
    case .surface(let name): return situation.scene.surface.id == name
    case .all(let parts): return parts.allSatisfy { $0.holds(in: situation) }
    case .any(let parts): return parts.contains { $0.holds(in: situation) }
    case .not(let part): return !part.holds(in: situation)
    }
  }

  private func holds(
    _ quantities: [Quantity], _ relations: [Relation], in situation: Situation, run: Int?
  ) -> Bool {
    let values = quantities.map { $0.value(in: situation, run: run) }
    return relations.indices.allSatisfy { place in
      guard let left = values[place], let right = values[place + 1] else { return false }
      let tolerance = max(quantities[place].tolerance, quantities[place + 1].tolerance)
      return relations[place].holds(left, right, tolerance: tolerance)
    }
  }

  /// The quantities that are compared.
  public var quantities: [Quantity] {
    switch self {
    case .comparison(let quantities, _): quantities
    case .all(let parts), .any(let parts): parts.flatMap(\.quantities)
    case .not(let part): part.quantities
    case .verdict, .raced, .open, .gradient, .check, .seedsShown, .surface: []
    }
  }

  /// The numbers that the condition states, as they are written in it.
  var writtenNumbers: [String] {
    quantities.flatMap(\.writtenNumbers)
  }
}

extension Situation {
  /// Whether the runs that a reference means satisfy a predicate; false if there are none.
  fileprivate func satisfies(_ reference: RunReference, _ predicate: (Int) -> Bool) -> Bool {
    switch reference {
    case .named: index(of: reference).map(predicate) ?? false
    case .any: runs.contains(where: predicate)
    case .every: runs.allSatisfy(predicate)
    }
  }
}
