import Calculus
import Canvas
import Comparison
import Landscape
import Optimizers

/// The complete state of the explorer: what is raced, the current step, and how it is shown.
///
/// A value of a few independent parts. The picture on the screen is a function of it (`Painter`),
/// and only events and the passing of time change it.
public struct ExplorerState: Sendable {
  var contest: Contest
  public internal(set) var playback: Playback
  var sight: Sight
  var dialogue: Dialogue
  var findings = Findings()
  /// A change that waits for answers of the loss.
  var awaited: AwaitedChange?
  /// What happens when enough is known of the loss for the race to begin.
  public internal(set) var opening: Opening?
  /// When background work that lacked answers is tried again.
  var stalled: Stall?
  /// The same for the race.
  private var tried: Stall?
  /// The generation of the losses in the findings.
  private var findingsGeneration = 0
  /// The lesson, if one was opened.
  var guide: Guide?
  let catalog: Catalog
  /// The surface that the explorer was opened with, and the recorded runs that were given for it; both
  /// as they are in their files now.
  public internal(set) var home: Setup
  public let keymap: Keymap

  /// A task for the surrounding program.
  public enum Effect: Hashable, Sendable {
    case quit
    /// Ends as the signal of Ctrl-C does, so that a calling shell script ends too.
    case interrupt
    case suspend
    /// Puts a text on the terminal's clipboard, if it has one.
    case copy(String)
    /// Writes a file, or begins a recording into it; report the result with `reportDone(_:)` or
    /// `report(_:of:)`.
    case export(Export)
    case stopRecording
  }

  /// The initial selection, pane, chart and camera.
  public struct Focus: Sendable {
    /// The run that keys act on; nil or an invalid index means all runs.
    public var selection: Int?
    public var tool: Tool?
    public var chart: ChartMode
    public var camera: Camera
    /// The number of steps of the sweep's runs; nil to use the length of the race, else 200.
    public var sweepSteps: Int?
    /// The number of seeds of each stochastic run that are shown at once; nil for the race's alone.
    public var seeds: Int?
    /// The parameter of the law; nil for the surface's first.
    public var lawParameter: String?
    /// Whether each run has its best rate for each value in the law.
    public var isLawTuned: Bool
    /// Whether the gradient check computes differences in single precision.
    public var checksSinglePrecision: Bool
    /// What the race is measured by; nil to follow the surface.
    public var clock: RaceClock?

    public init(
      selection: Int? = nil, tool: Tool? = nil, chart: ChartMode = .loss,
      camera: Camera = .standard, sweepSteps: Int? = nil, checksSinglePrecision: Bool = false,
      clock: RaceClock? = nil, seeds: Int? = nil, lawParameter: String? = nil,
      isLawTuned: Bool = false
    ) {
      self.lawParameter = lawParameter
      self.isLawTuned = isLawTuned
      self.clock = clock
      self.selection = selection
      self.tool = tool
      self.chart = chart
      self.camera = camera
      self.sweepSteps = sweepSteps
      self.seeds = seeds
      self.checksSinglePrecision = checksSinglePrecision
    }
  }

  public init(
    scene: Scene, playback: Playback = Playback(), appearance: Appearance, size: Size,
    catalog: Catalog, keymap: Keymap = .standard, focus: Focus = Focus(), notice: String? = nil
  ) {
    contest = Contest(scene, selection: focus.selection, clock: focus.clock)
    self.playback = playback
    sight = Sight(of: scene.domain, appearance: appearance, size: size, focus: focus)
    dialogue = Dialogue(notice: notice)
    self.catalog = catalog
    home = scene.setup
    self.keymap = keymap
    if scene.isOpening {
      awaited = AwaitedChange(
        setup: scene.setup, dial: nil, replaced: .none, startsOver: false)
      opening = Opening(selection: focus.selection)
      self.playback.goal = playback.position
      self.playback.position = 0
    } else {
      show(playback.position)
    }
  }

  /// Whether nothing is known of the loss yet, so that there is no race.
  var isOpening: Bool { scene.isOpening }

  public var scene: Scene { contest.scene }
  public var race: Race { contest.race }
  /// The path of each run before the last change of its settings.
  public var ghosts: [Ghost?] { contest.ghosts }
  /// The run that keys act on; nil for all runs.
  public internal(set) var selection: Int? {
    get { contest.selection }
    set { contest.selection = newValue }
  }
  /// Whether a new learning rate applies from the current step, instead of from the start.
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

  /// Records the picture that is now on the screen.
  public mutating func see(_ shown: Shown) { sight.see(shown) }

  /// Lets time pass; true if anything on the screen changed.
  public mutating func advance(seconds: Double) -> Bool {
    let isCloser = catchUp()
    if isOpening { return dialogue.advance(seconds: seconds) || isCloser }
    guard playback.isPlaying, playback.goal == nil else { return isCloser }
    defer { followLesson() }
    let isNoticeOld = dialogue.advance(seconds: seconds)
    let limit = positionLimit
    let target = playback.target(after: seconds, pace: pace, limit: limit)
    guard target > playback.position else {
      if playback.position >= limit ?? .max { playback.isPlaying = false }
      return !playback.isPlaying || isNoticeOld || isCloser
    }
    show(target)
    if race.hasEnded, playback.position >= contest.furthest { playback.isPlaying = false }
    if playback.position >= contest.storageLimit { stopAtStorageLimit() }
    return true
  }

  /// Tries again what lacked answers; true if the picture has changed.
  private mutating func catchUp() -> Bool {
    let source = source
    let waits = awaited != nil || source != nil && (playback.goal != nil || contest.isOutdated)
    guard waits, source.map({ tried?.isOver($0) ?? true }) ?? true else { return false }
    let before = source?.urgentCount ?? 0
    defer { tried = source.map { Stall($0, asked: $0.urgentCount - before) } }
    if awaited == nil, contest.isOutdated { renew() }
    if let awaited { take(awaited) }
    if isOpening { return false }
    guard self.source != nil, let goal = playback.goal else { return false }
    let position = playback.position
    show(goal)
    return playback.position != position
  }

  /// Measures the surface again as it is known better, or has become another.
  private mutating func renew() {
    let generation = source?.generation
    let position = playback.goal ?? playback.position
    do throws(SetupError) {
      guard try contest.renew(upTo: position) else { return }
    } catch {
      notice = error.message
    }
    if generation ?? 0 != findingsGeneration {
      findings = Findings()
      findingsGeneration = generation ?? 0
    }
    show(position)
  }

  /// Where the losses come from if they take time.
  public var source: (any AnswerSource)? { scene.function.source }

  private mutating func stopAtStorageLimit() {
    playback.isPlaying = false
    notice = "the race stops here, at the limit of \(contest.stepLimit.grouped) stored steps"
  }

  /// The verdict on a run at the step on the screen.
  public func verdict(of index: Int) -> Verdict {
    race.runs[index].verdict(at: step(of: index), scales: scene.scales)
  }

  /// What has become of a run by the step on the screen.
  func account(of index: Int) -> Account {
    let (run, step) = (race.runs[index], step(of: index))
    let account = run.account(at: step, scales: scene.scales)
    let since = contest.record.since(run: index, at: min(step, run.step))
    return since.map(account.underTarget) ?? account
  }

  /// The name of a run, which tells it apart from the others.
  /// - Parameter width: the columns there is room for.
  func name(of run: Int, fitting width: Int = .max) -> String {
    scene.labels[run].fitting(width)
  }

  /// A run's point at the moment on the screen, or at its end if it ended earlier.
  public func present(of index: Int) -> TrajectoryPoint {
    race.runs[index].trajectory[step(of: index)]
  }

  /// The learning rate of a run's next step, from its plan and its schedule.
  func rate(of run: Int) -> Double {
    race.runs[run].learningRate(forStep: contest.dueStep(of: run, at: playback.position) + 1)
  }

  /// The loss of the surface where a run is on the screen: that of the run, unless it has recorded
  /// its own.
  func surfaceLoss(of run: Int) -> Double { race.runs[run].surfaceLoss(at: step(of: run)) }

  /// The runs that keys act on.
  var selectedRuns: [Int] { selection.map { [$0] } ?? Array(race.runs.indices) }

  /// The name of the selected runs: "GD", or "all".
  var selectionName: String { selection.map { name(of: $0) } ?? "all" }

  /// The order in which runs cover each other: the selected one on top, then as in the table.
  func topmostFirst(_ runs: [Int]) -> [Int] {
    runs.filter { $0 == selection } + runs.filter { $0 != selection }
  }

  /// The area in which paths are drawn. Steps with both ends outside are left out: a run that jumps
  /// back and forth on its way to infinity would cover the map.
  func reach(on map: Projection) -> Domain { scene.domain.union(map.domain) }

  /// The same state without its open panel.
  public var withoutPanel: ExplorerState {
    var state = self
    state.panel = nil
    return state
  }
}

/// The available surfaces by name, and the lessons; each is read only when it is needed.
public struct Catalog: Sendable {
  public let names: [String]
  public let surface: @Sendable (String) -> Surface?
  /// The recorded runs that belong to one of the surfaces.
  public let recordings: @Sendable (Surface) -> [Optimizers.Recording]
  public let lessons: LessonShelf

  public init(
    names: [String], lessons: LessonShelf = LessonShelf(),
    recordings: @escaping @Sendable (Surface) -> [Optimizers.Recording] = { _ in [] },
    surface: @escaping @Sendable (String) -> Surface?
  ) {
    self.names = names
    self.lessons = lessons
    self.recordings = recordings
    self.surface = surface
  }
}

/// The time before the race of a loss that takes time.
public struct Opening: Sendable {
  /// The run that is selected as soon as there are runs.
  let selection: Int?
  /// Why there can be no race, now that the loss is known.
  public internal(set) var refusal: SetupError?

  init(selection: Int?) { self.selection = selection }
}

/// A time of waiting for answers of a loss that takes time.
struct Stall: Hashable, Sendable {
  /// The number of answers at its end.
  private let answers: Int
  private let generation: Int
  private let hasFault: Bool

  /// - Parameter asked: how many questions are waited for; at least one answer is.
  init(_ source: any AnswerSource, asked: Int) {
    answers = source.answerCount + max(1, asked)
    generation = source.generation
    hasFault = source.fault != nil
  }

  func isOver(_ source: any AnswerSource) -> Bool {
    // Answers may have come while the questions were counted.
    source.answerCount >= answers || source.urgentCount == 0 || source.generation != generation
      || hasFault != (source.fault != nil)
  }
}
