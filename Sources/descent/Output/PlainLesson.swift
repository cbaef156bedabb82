import Explorer
import Landscape
import Lessons

/// A lesson as lines of text, each of which makes sense when it is read aloud, with typed answers.
/// In a pipe it is printed from beginning to end, with the answers.
struct PlainLesson {
  private let lesson: Lesson
  private let isAsking: Bool
  private var output = TextOutput()

  init(_ lesson: Lesson, isAsking: Bool) {
    self.lesson = lesson
    self.isAsking = isAsking
  }

  /// - Parameter chapter: the chapter to begin with, from 0.
  mutating func write(from chapter: Int) throws(Failure) {
    try say(lesson.title + (lesson.summary.isEmpty ? "" : ": " + lesson.summary))
    var last: Int?
    for place in lesson.places where place.chapter >= chapter {
      if place.chapter != last {
        try say("\nChapter \(place.chapter + 1): \(lesson.chapters[place.chapter].title)\n")
        last = place.chapter
      }
      guard try write(place) else { break }
    }
    try output.finish()
  }

  /// Teaches one step; false if the student has left.
  private mutating func write(_ place: Lesson.Place) throws(Failure) -> Bool {
    let step = lesson[place]
    guard var rehearsal = Rehearsal(of: lesson, at: place) else { return true }
    func said(_ sentence: Sentence?) -> String? {
      sentence?.text(in: rehearsal.state.situationOfLesson)
    }
    try say(said(step.text) ?? "")
    if let stage = step.stage { try say("(descent \(stage.line))") }
    if let prediction = step.prediction {
      try say(said(prediction.question) ?? "")
      for (index, answer) in prediction.answers.enumerated() {
        try say("  \(index + 1) \(said(answer.text) ?? "")")
      }
      var choice: Int?
      if isAsking {
        switch try choose(among: prediction.answers.count) {
        case .end: return false
        case .number(let number): choice = number
        case .none: break
        }
      }
      rehearsal.press(.character(Character("\(choice ?? 1)")))
      rehearsal.play()
      if let outcome = rehearsal.state.lessonOutcome(naming: choice != nil) { try say(outcome) }
    }
    if let task = step.task {
      try say("Task: " + (said(task.text) ?? ""))
      if isAsking {
        guard try attempt(task, at: place, rehearsal: &rehearsal) else { return false }
      } else {
        if let hint = said(task.hint) { try say("Hint: \(hint)") }
        rehearsal.press(task.keys)
        if !task.keys.isEmpty { try say("Keys: \(task.keys.joined(separator: " "))") }
      }
    }
    if let closing = rehearsal.state.lessonClosing { try say(closing) }
    if isAsking, step.task == nil {
      guard try ask("Enter goes on: ") != nil else { return false }
    }
    try say("")
    return true
  }

  /// What was typed in answer to a question.
  private enum Choice {
    case number(Int)
    /// An empty line: the student wants to see, and not to predict.
    case none
    case end
  }

  /// Asks until there is an answer that the question has, counted from 1.
  private mutating func choose(among count: Int) throws(Failure) -> Choice {
    while true {
      guard let line = try ask("Your answer, 1 to \(count): ") else { return .end }
      if line.isEmpty { return .none }
      if let number = Int(line), (1...count).contains(number) { return .number(number) }
      try say("Type a number from 1 to \(count), or nothing to see how it comes out.")
    }
  }

  /// Lets the student type options until the goal is reached or the task is skipped.
  private mutating func attempt(
    _ task: Lesson.Task, at place: Lesson.Place, rehearsal: inout Rehearsal
  ) throws(Failure) -> Bool {
    // A step without a picture leaves the one before it on the screen.
    let picture = lesson.places.prefix { $0 <= place }.compactMap { lesson[$0].stage }.last
    var hasHint = false
    while true {
      let question = "Options such as -o gd:lr=0.2, keys to show the keys, or nothing for a hint: "
      guard let line = try ask(question) else { return false }
      if line.isEmpty {
        if hasHint {
          try say("Skipped.")
          return true
        }
        hasHint = true
        let hint = task.hint?.text(in: rehearsal.state.situationOfLesson)
        try say(
          (hint.map { "Hint: \($0)" } ?? "There is no hint.")
            + " Another empty line skips the task.")
        continue
      }
      if line == "keys" {
        rehearsal.press(task.keys)
        try say(task.keys.joined(separator: " "))
        return true
      }
      do throws(Failure) {
        let former = picture ?? Lesson.Stage(arguments: [])
        guard let wanted = former.adding(line) else {
          try say("A quote is never closed.")
          continue
        }
        rehearsal.show(try LessonSource.stage(wanted))
        if rehearsal.state.isTaskDone { return true }
        try say("Not yet.")
      } catch {
        try say(error.message)
      }
    }
  }

  // MARK: - Lines

  private mutating func say(_ text: String) throws(Failure) { try output.write(text + "\n") }

  /// Asks and reads a line; nil at the end of the input.
  private mutating func ask(_ question: String) throws(Failure) -> String? {
    try output.write(question)
    try output.finish()
    return readLine().map { $0.trimmed }
  }
}
