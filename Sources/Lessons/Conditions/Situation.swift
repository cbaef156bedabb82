import Comparison
import Experiments
import Optimizers

/// What has happened so far: the race up to the step on the screen, and what is shown beside it.
public struct Situation: Sendable {
  public let scene: Scene
  public let race: Race
  /// The step on the screen. Steps after it have not happened yet, although the race may know them.
  public let step: Int
  /// The pane beside the maps, by its name on the command line.
  public let openPane: String?
  /// The lowest known loss; 0 if none is known.
  let lowest: Double

  /// - Parameters:
  ///   - race: of this scene, run up to the step or further.
  public init(scene: Scene, race: Race, step: Int, openPane: String? = nil) {
    self.scene = scene
    self.race = race
    self.step = step
    self.openPane = openPane
    lowest = scene.lowest?.value ?? 0
  }

  /// A race from its start up to a step.
  public init(of scene: Scene, at step: Int) {
    var race = scene.race
    race.advance(to: step)
    self.init(scene: scene, race: race, step: step)
  }

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
  func seedRuns(of run: Run) -> [Run] {
    (0..<Situation.seedCount).compactMap { offset in
      var settings = run.settings
      settings.seed &+= offset
      var other = try? Run(objective: run.objective, start: run.start, settings: settings)
      other?.advance(to: step)
      return other
    }
  }

  /// The check of the gradient where the first run is.
  var gradientCheck: GradientCheck {
    let run = race.runs[0]
    let point = run.trajectory.point(min(step, run.step))
    return scene.gradientCheck(at: point)
  }

  /// Whether the gradient that was typed is the exact one; nil if none was.
  var isGradientRight: Bool? { scene.gradientComparison(at: scene.start)?.agrees }

  func verdict(of run: Int) -> Verdict {
    race.runs[run].verdict(at: step, scales: scene.scales)
  }
}
