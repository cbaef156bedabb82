import Canvas
import Comparison
import Input
import Lessons
import Optimizers

/// What a student can ask of a lesson.
public enum LessonAction: Hashable, Sendable {
  /// Opens or closes the pane.
  case toggle
  /// Answers with the one under the cursor, shows how it comes out, or goes to the next step.
  case goOn
  case goBack
  /// Counted from 0.
  case answer(Int)
  case hint
  /// Shows the step's own picture again.
  case setStage
  case pickChapter
}

extension ExplorerState {
  /// Opens a lesson at one of its steps, or where it was left.
  /// - Parameters:
  ///   - done: the steps that were done before.
  public mutating func open(
    _ lesson: Lesson, at place: Lesson.Place? = nil, done: Set<Lesson.Place> = []
  ) {
    guide = Guide(lesson, at: place ?? Guide.start(of: lesson, done: done), done: done)
    setStage()
    followLesson()
  }

  /// The open lesson with the steps that are done; nil if none was opened.
  public var progress: (lesson: Lesson, done: Set<Lesson.Place>)? {
    guide.map { ($0.lesson, $0.done) }
  }

  /// Whether the lesson's pane is to be shown.
  var hasLesson: Bool { guide?.isOpen ?? false }

  /// Reads another version of the lesson, whose file was saved; a fault is shown until it is
  /// mended.
  public mutating func reload(lesson result: Result<Lesson, SurfaceFault>) {
    switch result {
    case .failure(let fault): dialogue.lessonFault = fault.message
    case .success(let lesson):
      dialogue.lessonFault = nil
      guard lesson != guide?.lesson else { return }
      let before = guide?.step
      guide?.read(lesson)
      if guide?.step.stage != before?.stage { setStage() }
      notice = "\(lesson.id).yaml reloaded"
    }
  }

  // MARK: - Actions

  mutating func perform(_ action: LessonAction) {
    if action == .toggle { return toggleLesson() }
    guard guide != nil, hasLesson else {
      let key = keymap.row(for: .lesson(.toggle))?.keys() ?? ""
      notice = "no lesson is open; \(key) opens one"
      return
    }
    switch action {
    case .toggle: break
    case .goOn: goOn()
    case .goBack:
      if let place = guide.flatMap({ $0.lesson.place(after: $0.place, by: -1) }) { go(to: place) }
    case .answer(let answer): choose(answer)
    case .hint:
      if guide?.phase == .trying, guide?.step.task?.hint != nil {
        guide?.showHint()
        guide?.isAside = false
      } else {
        notice = "there is no hint here"
      }
    case .setStage: setStage()
    case .pickChapter: panel = .picker(chapterPicker)
    }
  }

  private mutating func toggleLesson() {
    guard let present = guide else {
      if let lesson = catalog.lessons.lesson() {
        open(lesson)
      } else {
        notice = "there is no lesson"
      }
      return
    }
    // In a small window the map had the pane's place.
    if present.isOpen, present.isAside {
      guide?.isAside = false
    } else {
      guide?.isOpen.toggle()
    }
  }

  private mutating func goOn() {
    guard let present = guide else { return }
    switch present.phase {
    case .asking: choose(present.cursor)
    case .watching:
      playback.isPlaying = false
      showLast()
      guide?.reveal()
    case .trying, .finished:
      guide?.finishIfDone()
      guard let next = present.lesson.place(after: present.place) else {
        notice = "the lesson ends here; q quits, or play on"
        return
      }
      go(to: next)
    }
  }

  /// Goes to a step and shows its picture.
  mutating func go(to place: Lesson.Place) {
    guide?.go(to: place)
    setStage()
  }

  /// Shows the picture of the step.
  private mutating func setStage() {
    guard let stage = guide?.step.stage.flatMap(catalog.lessons.stage) else { return }
    set(stage)
    if guide?.phase == .asking { playback.isPlaying = false }
  }

  private mutating func set(_ stage: Stage) {
    notice = nil
    selection = nil
    if change(startsOver: true, { $0 = stage.scene.setup }) != nil { return }
    contest.isBranching = false
    sight.set(stage)
    contest.measure(by: stage.focus.clock, position: &playback.position)
    playback = stage.playback
    show(playback.position)
    playback.hurry(to: contest.position(within: stage.limit), pace: pace)
    selection = stage.focus.selection
  }

  /// Answers the question: the step's run decides, and is shown now.
  private mutating func choose(_ answer: Int) {
    guard let present = guide, present.phase == .asking, let prediction = present.step.prediction,
      prediction.answers.indices.contains(answer)
    else { return }
    let stage = present.step.stage.flatMap(catalog.lessons.stage)
    let situation = stage?.end ?? self.situation
    guide?.choose(
      answer,
      outcome: Guide.Outcome(
        right: prediction.answers.firstIndex { $0.isRight.holds(in: situation) },
        reason: prediction.reason?.pieces(in: situation) ?? []))
    if let stage { playback.limit = stage.limit }
    guard stage != nil, playback.position < positionLimit ?? 0 else {
      guide?.reveal()
      return
    }
    playback.isPlaying = true
    guide?.isAside = true
  }

  // MARK: - Following what happens

  /// What has come of the race so far, as conditions see it.
  var situation: Situation {
    Situation(
      scene: scene, race: race, steps: race.runs.indices.map(step(of:)), openPane: tool?.rawValue,
      showsSeeds: showsSeeds)
  }

  /// Notices that a prediction is decided or that a task is done; called after every change.
  mutating func followLesson() {
    guard let present = guide, present.isOpen else { return }
    switch present.phase {
    case .asking, .finished: break
    case .watching:
      let isAtLimit = playback.position >= positionLimit ?? .max
      if isAtLimit || (race.hasEnded && playback.position >= contest.furthest) { guide?.reveal() }
    case .trying:
      guard let task = present.step.task else { break }
      let situation = situation
      guard task.goal.holds(in: situation) else { break }
      guide?.meetGoal(closing: present.step.closing?.pieces(in: situation))
    }
  }

  /// Offers a key to the lesson; false if it does not use it.
  mutating func handleInLesson(_ key: Key) -> Bool {
    guard let present = guide, present.isOpen else { return false }
    if case .lesson = keymap.action(for: key) {
    } else {
      guide?.countAttempt()
      // A key for the map gives it the pane's place in a small window.
      if present.phase != .asking { guide?.isAside = true }
    }
    switch present.phase {
    case .asking:
      return handleWhileAsking(key, answers: present.step.prediction?.answers.count ?? 0)
    case .watching, .finished:
      // A pane that has a use for this key gets it only while there is a task.
      guard keymap.action(for: key) == .lesson(.goOn) else { return false }
      goOn()
      return true
    case .trying: return false
    }
  }

  private mutating func handleWhileAsking(_ key: Key, answers: Int) -> Bool {
    switch key {
    case .up: guide?.moveCursor(by: -1)
    case .down: guide?.moveCursor(by: 1)
    case .character(let digit) where digit.wholeNumberValue.map((1...answers).contains) ?? false:
      choose((digit.wholeNumberValue ?? 1) - 1)
    default:
      switch keymap.action(for: key) {
      case .lesson(.goOn): goOn()
      case .togglePlay, .step, .lastStep, .restart:
        notice = "first predict: ↑ ↓ choose an answer, Enter takes it"
      default: return false
      }
    }
    return true
  }

  /// The chapters, with what is done.
  private var chapterPicker: Picker {
    let chapters = guide?.lesson.chapters ?? []
    let items = chapters.indices.map { index in
      let isDone = guide?.isDone(chapter: index) ?? false
      return Picker.Item(
        name: "\(index + 1)", detail: chapters[index].title, isChosen: isDone)
    }
    return Picker(.chapters, items: items, cursor: guide?.place.chapter ?? 0)
  }
}

extension Sight {
  /// Shows what a stage states; panes and zoom are those of the stage.
  fileprivate mutating func set(_ stage: Stage) {
    stage.adjust(&appearance)
    tool = stage.focus.tool
    chart = stage.focus.chart
    camera = stage.focus.camera
    sweepSteps = stage.focus.sweepSteps
    seedCount = stage.focus.seeds
    lawParameter = stage.focus.lawParameter
    isLawTuned = stage.focus.isLawTuned
  }
}

extension Playback {
  /// Chooses the least speed, from the usual one on, that comes to a position in about five seconds;
  /// a clock that grows is fast enough.
  fileprivate mutating func hurry(to last: Int, pace: Pace) {
    guard case .even(let unit) = pace else { return }
    while speed < Playback.speeds.last ?? 0, speed * unit * 5 < last { changeSpeed(by: 1) }
  }
}

/// What a rehearsal of a lesson needs to know.
extension ExplorerState {
  /// Whether the step's task is done.
  public var isTaskDone: Bool { guide?.isMet ?? false }

  /// What has come of the race so far.
  public var situationOfLesson: Situation { situation }

  /// How the prediction came out; nil before it did.
  /// - Parameter namesAnswer: whether somebody has answered, "you said 4", or nobody has.
  public func lessonOutcome(naming namesAnswer: Bool) -> String? {
    guard let guide, guide.isRevealed, let outcome = guide.outcome else { return nil }
    let reason = outcome.reason.map(\.text).joined()
    func text(_ answer: Int) -> String {
      guide.step.prediction?.answers[answer].text.text(in: situation) ?? ""
    }
    var words: [String] = []
    if namesAnswer, let answer = guide.answer { words.append("You said: \(text(answer)).") }
    if let right = outcome.right { words.append("It was: \(text(right)).") }
    return (words + [reason].filter { !$0.isEmpty }).joined(separator: " ")
  }

  /// The closing sentence, once everything else of the step is done.
  public var lessonClosing: String? {
    guard let guide, guide.phase == .finished else { return nil }
    return (guide.closing ?? guide.step.closing?.pieces(in: situation))?.map(\.text).joined()
  }

  /// Shows another picture for the task of the present step.
  public mutating func showForTask(_ stage: Stage) {
    set(stage)
    followLesson()
  }
}
