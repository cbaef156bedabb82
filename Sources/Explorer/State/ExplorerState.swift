import Calculus
import Canvas
import Comparison
import Landscape
import Optimizers

/// Everything the explorer knows: what is raced, how far it has come, and how it is shown.
///
/// A value of few parts that do not know each other. The picture on the screen is a function of it
/// (`Painter`), and only events and the passing of time change it.
public struct ExplorerState: Sendable {
  var contest: Contest
  public internal(set) var playback: Playback
  var sight: Sight
  var dialogue: Dialogue
  var findings = Findings()
  let catalog: Catalog
  public let keymap: Keymap

  /// What the program around the state must do.
  public enum Effect: Hashable, Sendable {
    case quit
    /// To end as by the signal of Ctrl-C, so that a shell script around the program ends too.
    case interrupt
    case suspend
    /// To put a text on the terminal's clipboard, where it has one.
    case copy(String)
    /// To write a file, or to begin a recording into it; `reportDone(_:)` or `report(_:of:)` takes what became of it.
    case export(Export)
    case stopRecording
  }

  /// What the explorer opens with, besides the map.
  public struct Focus: Sendable {
    /// The run that keys act upon; nil, or more than there are, for all.
    public var selection: Int?
    public var tool: Tool?
    public var chart: ChartMode
    public var camera: Camera
    /// How many steps the runs of the sweep make; nil for as many as were asked for, else 200.
    public var sweepSteps: Int?

    public init(
      selection: Int? = nil, tool: Tool? = nil, chart: ChartMode = .loss,
      camera: Camera = .standard, sweepSteps: Int? = nil
    ) {
      self.selection = selection
      self.tool = tool
      self.chart = chart
      self.camera = camera
      self.sweepSteps = sweepSteps
    }
  }

  public init(
    scene: Scene, playback: Playback = Playback(), appearance: Appearance, size: Size,
    catalog: Catalog, keymap: Keymap = .standard, focus: Focus = Focus(), notice: String? = nil
  ) {
    contest = Contest(scene, selection: focus.selection, step: playback.step)
    self.playback = playback
    sight = Sight(of: scene.domain, appearance: appearance, size: size, focus: focus)
    dialogue = Dialogue(notice: notice)
    self.catalog = catalog
    self.keymap = keymap
  }

  public var scene: Scene { contest.scene }
  public var race: Race { contest.race }
  /// For each run the path that the last change of its settings replaced.
  public var ghosts: [Trajectory?] { contest.ghosts }
  /// The run that keys act upon; nil for all.
  public internal(set) var selection: Int? {
    get { contest.selection }
    set { contest.selection = newValue }
  }
  /// Whether a new learning rate acts from the present step on, instead of from the start.
  var isBranching: Bool { contest.isBranching }

  public internal(set) var appearance: Appearance {
    get { sight.appearance }
    set { sight.appearance = newValue }
  }
  public var viewport: Domain { sight.viewport }
  public var tool: Tool? { sight.tool }
  var chart: ChartMode { sight.chart }
  var camera: Camera { sight.camera }
  var size: Size { sight.size }

  public internal(set) var panel: Dialogue.Panel? {
    get { dialogue.panel }
    set { dialogue.panel = newValue }
  }
  public internal(set) var notice: String? {
    get { dialogue.notice }
    set { dialogue.notice = newValue }
  }

  /// Takes note of the picture that is on the screen now.
  public mutating func see(_ shown: Shown) { sight.see(shown) }

  /// Lets time pass; true where something on the screen changed.
  public mutating func advance(seconds: Double) -> Bool {
    guard playback.isPlaying else { return false }
    let isNoticeOld = dialogue.advance(seconds: seconds)
    let target = playback.targetStep(after: seconds)
    guard target > playback.step else {
      if playback.step >= playback.limit ?? .max { playback.isPlaying = false }
      return !playback.isPlaying || isNoticeOld
    }
    show(step: target)
    if race.hasEnded, playback.step >= longestRun { stopAtEnd() }
    return true
  }

  /// Shows a step, running the race up to it where it has not come that far.
  mutating func show(step: Int) {
    let step = min(max(0, step), Trajectory.stepLimit)
    contest.advance(to: step)
    playback.step = race.hasEnded ? min(step, max(longestRun, 0)) : step
  }

  private mutating func stopAtEnd() {
    playback.isPlaying = false
    if race.runs.contains(where: { $0.end == .storageFull }) {
      notice = "\(Trajectory.stepLimit) steps are stored; the race stops here"
    }
  }

  /// The last step that any run has made.
  var longestRun: Int { race.runs.map(\.step).max() ?? 0 }

  /// What has become of a run at the step on the screen.
  public func verdict(of index: Int) -> Verdict {
    race.runs[index].verdict(at: playback.step, scales: scene.scales)
  }

  /// The row of a run's path that is on the screen: the step, or where the run ended before it.
  public func present(of index: Int) -> TrajectoryPoint {
    let run = race.runs[index]
    return run.trajectory[min(playback.step, run.step)]
  }

  /// The learning rate of a run's next step, by plan and schedule.
  func rate(of run: Int) -> Double {
    race.runs[run].learningRate(forStep: playback.step + 1)
  }

  /// The runs that keys act upon.
  var selectedRuns: [Int] { selection.map { [$0] } ?? Array(race.runs.indices) }

  /// What those are called: "GD", or "all".
  var selectionName: String { selection.map { race.runs[$0].settings.kind.title } ?? "all" }

  /// The order in which runs are seen where they meet: the selected one, then as in the table.
  func topmostFirst(_ runs: [Int]) -> [Int] {
    runs.filter { $0 == selection } + runs.filter { $0 != selection }
  }

  /// Where paths are drawn: steps that neither begin nor end there are left out, as a run that jumps
  /// to and fro on its way to infinity would paint the map over.
  var reach: Domain { scene.domain.union(viewport) }

  /// The same without the panel that lies over the map.
  public var withoutPanel: ExplorerState {
    var state = self
    state.panel = nil
    return state
  }
}
