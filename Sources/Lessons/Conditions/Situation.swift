import Comparison
import Experiments
import Optimizers

/// What has happened so far: the race up to the step on the screen, and what is shown beside it.
public struct Situation: Sendable {
  public let scene: Scene
  public let race: Race
  /// The step of each run that is on the screen. Those after it have not happened yet, although the
  /// race may know them.
  public let steps: [Int]
  /// The pane beside the maps, by its name on the command line.
  public let openPane: String?
  /// Whether many seeds of a stochastic run are shown at once.
  public let showsSeeds: Bool
  /// The lowest known loss; 0 if none is known.
  let lowest: Double

  /// - Parameters:
  ///   - race: of this scene, run up to those steps or further.
  public init(
    scene: Scene, race: Race, steps: [Int], openPane: String? = nil, showsSeeds: Bool = false
  ) {
    self.scene = scene
    self.race = race
    self.steps = steps
    self.openPane = openPane
    self.showsSeeds = showsSeeds
    lowest = scene.lowest?.value ?? 0
  }

  /// A race from its start until all runs have used up a budget.
  /// - Parameter clock: what the race is measured by; nil to follow the surface.
  public init(of scene: Scene, through budget: Budget, on clock: RaceClock? = nil) {
    var race = scene.race
    let clock = scene.clock(choosing: clock)
    let position = race.advance(through: budget, on: clock)
    self.init(scene: scene, race: race, steps: race.runs.map { $0.step(at: position, on: clock) })
  }

  /// The most steps that a run has made.
  public var step: Int { steps.max() ?? 0 }

  /// The indices of the runs.
  var runs: Range<Int> { race.runs.indices }

  /// The run that a reference names; nil for `any` and `every`, and where it does not race.
  func index(of reference: RunReference) -> Int? {
    guard case .named(let name, let number) = reference else { return nil }
    return runs.filter { race.runs[$0].settings.kind.name == name }.dropFirst(number - 1).first
  }

  /// The number of seeds that are counted.
  static let seedCount: UInt64 = 20

  /// The runs of a stochastic optimizer with its own seed and those after it, up to the step on the
  /// screen.
  func seedRuns(of index: Int) -> [Run] {
    let run = race.runs[index]
    return (0..<Situation.seedCount).compactMap { offset in
      var settings = run.settings
      settings.seed &+= offset
      var other = try? Run(objective: run.objective, start: run.start, settings: settings)
      other?.advance(to: steps[index])
      return other
    }
  }

  /// The check of the gradient where the first run is.
  var gradientCheck: GradientCheck {
    scene.gradientCheck(at: race.runs[0].trajectory.point(steps[0]))
  }

  /// Whether the gradient that was typed is the exact one; nil if none was.
  var isGradientRight: Bool? { scene.gradientComparison(at: scene.start)?.agrees }

  func verdict(of run: Int) -> Verdict {
    race.runs[run].verdict(at: steps[run], scales: scene.scales)
  }
}
