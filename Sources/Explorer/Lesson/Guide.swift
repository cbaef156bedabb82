import Lessons

/// An open lesson: where the student is, and what was answered and done.
struct Guide: Sendable {
  private(set) var lesson: Lesson
  private(set) var place: Lesson.Place
  /// The steps that are done, in this session or before.
  private(set) var done: Set<Lesson.Place>
  /// Whether the pane is shown.
  var isOpen = true
  /// Whether the map has the pane's place in a window with room for one of them.
  var isAside = false

  /// The answer under the cursor while a question is open.
  private(set) var cursor = 0
  private(set) var answer: Int?
  /// How it came out, known once there is an answer, and shown after the run.
  private(set) var outcome: Outcome?
  private(set) var isRevealed = false
  /// The closing sentence with its numbers, once the task is done.
  private(set) var closing: [Sentence.Piece]?
  private(set) var isMet = false
  private(set) var showsHint = false
  /// The keys that were pressed for the task so far.
  private var attempts = 0

  /// The keys after which a hint shows itself.
  static let patience = 24

  /// What came of a prediction.
  struct Outcome: Hashable, Sendable {
    /// The answer that was right; nil if the lesson has none for what happened.
    let right: Int?
    let reason: [Sentence.Piece]
  }

  /// What is expected of the student.
  enum Phase: Hashable, Sendable {
    /// An answer.
    case asking
    /// To watch the run that decides.
    case watching
    /// The task.
    case trying
    /// To go on.
    case finished
  }

  init(_ lesson: Lesson, at place: Lesson.Place, done: Set<Lesson.Place> = []) {
    self.lesson = lesson
    self.place = place
    self.done = done
  }

  var step: Lesson.Step { lesson[place] }

  var phase: Phase {
    if step.prediction != nil {
      if answer == nil { return .asking }
      if !isRevealed { return .watching }
    }
    return step.task != nil && !isMet ? .trying : .finished
  }

  /// The first step that is not done; the first of all if everything is.
  static func start(of lesson: Lesson, done: Set<Lesson.Place>) -> Lesson.Place {
    let chapter = lesson.chapters.indices.first { chapter in
      lesson.chapters[chapter].steps.indices.contains {
        !done.contains(Lesson.Place(chapter: chapter, step: $0))
      }
    }
    return Lesson.Place(chapter: chapter ?? 0)
  }

  /// Whether all steps of a chapter are done.
  func isDone(chapter: Int) -> Bool {
    lesson.chapters[chapter].steps.indices.allSatisfy {
      done.contains(Lesson.Place(chapter: chapter, step: $0))
    }
  }

  // MARK: - Changes

  mutating func go(to place: Lesson.Place) {
    self = Guide(lesson, at: place, done: done)
  }

  /// Another version of the lesson, after its file was saved.
  mutating func read(_ lesson: Lesson) {
    let isSame = lesson.places.contains(place) && lesson[place] == step
    self.lesson = lesson
    guard !isSame else { return }
    go(to: lesson.places.contains(place) ? place : Lesson.Place())
  }

  mutating func moveCursor(by count: Int) {
    guard let answers = step.prediction?.answers.indices else { return }
    cursor = min(max(cursor + count, answers.lowerBound), answers.upperBound - 1)
  }

  mutating func choose(_ answer: Int, outcome: Outcome) {
    cursor = answer
    self.answer = answer
    self.outcome = outcome
  }

  mutating func reveal() {
    isRevealed = true
    isAside = false
    finishIfDone()
  }

  mutating func meetGoal(closing: [Sentence.Piece]?) {
    isMet = true
    isAside = false
    self.closing = closing
    finishIfDone()
  }

  /// Notes that the step was read to its end.
  mutating func finishIfDone() {
    if phase == .finished { done.insert(place) }
  }

  mutating func showHint() { showsHint = true }

  /// Counts a key; the hint shows itself after many.
  mutating func countAttempt() {
    guard phase == .trying else { return }
    attempts += 1
    if attempts >= Guide.patience, step.task?.hint != nil { showsHint = true }
  }
}
