import Landscape

/// A lesson in chapters, read from a YAML file: text beside the explorer, which it sets up, with
/// questions to predict and tasks to do.
///
/// The picture on the screen is stated by command lines (`Stage`), so that whatever the explorer can
/// show, a lesson can.
public struct Lesson: Hashable, Sendable, Identifiable {
  /// The name on the command line: that of the file without its ending.
  public let id: String
  public let title: String
  /// One sentence for lists.
  public let summary: String
  public let chapters: [Chapter]

  /// A part of a lesson that makes one point.
  public struct Chapter: Hashable, Sendable {
    public let title: String
    public let steps: [Step]
  }

  /// What is read at once, beside one picture.
  public struct Step: Hashable, Sendable {
    public let text: Sentence
    /// What the explorer shows; nil to leave it as it is.
    public let stage: Stage?
    public let prediction: Prediction?
    public let task: Task?
    /// Said when everything else is done.
    public let closing: Sentence?
    /// What the texts say of runs that are not on the screen.
    public let claims: [Claim]
  }

  /// A picture, as the arguments of a command line without `descent`.
  public struct Stage: Hashable, Sendable {
    public let arguments: [String]

    public init(arguments: [String]) { self.arguments = arguments }

    /// The arguments as one types them.
    public var line: String { arguments.map(\.shellQuoted).joined(separator: " ") }

    /// The picture with further options; optimizers replace those that there are. Nil for a quote
    /// that is never closed.
    public func adding(_ line: String) -> Stage? {
      guard let words = line.shellWords else { return nil }
      var former = arguments
      if words.contains(where: { $0.hasPrefix("-o") || $0.hasPrefix("--optimizer") }) {
        var isValue = false
        former = former.filter { word in
          if isValue {
            isValue = false
            return false
          }
          isValue = word == "-o" || word == "--optimizer"
          return !isValue && !word.hasPrefix("-o=") && !word.hasPrefix("--optimizer=")
        }
      }
      return Stage(arguments: former + words)
    }
  }

  /// A question that is asked before the run is shown.
  public struct Prediction: Hashable, Sendable {
    public let question: Sentence
    /// Two to four.
    public let answers: [Answer]
    /// Said after it was seen which answer is right; its numbers are those of the step's own run.
    public let reason: Sentence?
  }

  public struct Answer: Hashable, Sendable {
    public let text: Sentence
    /// Decides, at the end of the step's run, whether this was the right answer.
    public let isRight: Condition
  }

  /// Something to bring about in the explorer.
  public struct Task: Hashable, Sendable {
    public let text: Sentence
    public let goal: Condition
    public let hint: Sentence?
    /// Keys that reach the goal, for whoever checks the lesson: `r 0.3333 Enter End`.
    public let keys: [String]
  }

  /// Conditions on the run of a command line.
  public struct Claim: Hashable, Sendable {
    /// The step's own picture if it is nil.
    public let stage: Stage?
    public let conditions: [Condition]
    /// The conditions as they are written.
    public let texts: [String]
  }
}

extension Lesson {
  /// A step of a lesson.
  public struct Place: Hashable, Comparable, Sendable {
    /// From 0.
    public var chapter: Int
    /// From 0, in the chapter.
    public var step: Int

    public init(chapter: Int = 0, step: Int = 0) {
      self.chapter = chapter
      self.step = step
    }

    public static func < (left: Place, right: Place) -> Bool {
      (left.chapter, left.step) < (right.chapter, right.step)
    }
  }

  /// All steps in order.
  public var places: [Place] {
    chapters.indices.flatMap { chapter in
      chapters[chapter].steps.indices.map { Place(chapter: chapter, step: $0) }
    }
  }

  /// The step at a place, which must be one of `places`.
  public subscript(place: Place) -> Step { chapters[place.chapter].steps[place.step] }

  /// The place before or after another; nil beyond the ends.
  public func place(after place: Place, by count: Int = 1) -> Place? {
    let places = places
    guard let index = places.firstIndex(of: place), places.indices.contains(index + count) else {
      return nil
    }
    return places[index + count]
  }
}
