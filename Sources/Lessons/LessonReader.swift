import Calculus
import Landscape

extension Lesson {
  /// Reads a lesson from the contents of a YAML file; `Documentation/Lessons.md` describes it.
  ///
  /// - Parameters:
  ///   - yaml: the bytes of the file.
  ///   - file: its name, with which errors begin; without folder and ending it is the lesson's `id`.
  ///   - check: finds the fault of a command line; nil if it can be shown.
  /// - Throws: the first fault, and where it is.
  public init(
    yaml: some Collection<UInt8>, file: String,
    check: @escaping (Stage) -> StageFault? = { _ in nil }
  ) throws(SurfaceFileError) {
    let document = try YAMLDocument(bytes: yaml, file: file, kind: .lesson)
    self = try LessonReader(document: document, check: check).lesson(id: file.fileStem)
  }

  /// Why a command line shows nothing.
  public struct StageFault: Error, Hashable, Sendable {
    /// What is wrong, in a sentence without a full stop.
    public let message: String
    /// What to do about it, if there is advice.
    public let hint: String?

    public init(message: String, hint: String? = nil) {
      self.message = message
      self.hint = hint
    }
  }
}

extension YAMLFileKind {
  static let lesson = YAMLFileKind(
    noun: "lesson file", content: "lesson",
    least: "it needs at least the keys title and chapters",
    lines: "'title: My lesson' and 'chapters:'",
    examples: [
      "title": "title: Too large, too small, just right",
      "summary": "summary: Why a learning rate has a limit.",
      "chapters": "chapters: [{title: One, steps: [{text: Watch., show: quadratic -o gd}]}]",
      "steps": "steps: [{text: Watch., show: quadratic -o gd}]",
      "text": "text: Watch the steps get shorter.",
      "show": "show: quadratic -o gd:lr=0.1 --start=5,3 --paused",
      "predict": "predict: {ask: Who is first?, answers: [{text: gd, if: gd.loss < 1}, …]}",
      "ask": "ask: Who is first?",
      "answers": "answers: [{text: never, if: gd.loss > 1}, {text: soon, if: gd.loss <= 1}]",
      "because": "because: Its steps are as long as the slope is steep.",
      "if": "if: gd.stays(loss < 0.01) <= 18",
      "task": "task: {do: Make it diverge., until: gd is diverged, keys: r 2 Enter End}",
      "do": "do: Make it diverge.",
      "until": "until: gd is diverged",
      "hint": "hint: Try a rate above 0.5.",
      "keys": "keys: r 2 Enter End",
      "closing": "closing: It took {gd.stays(loss < 0.01)} steps.",
      "claims": "claims: [{run: quadratic -o gd:lr=0.5, that: gd is oscillating}]",
      "run": "run: quadratic -o gd:lr=0.5",
      "that": "that: gd.stays(loss < 0.01) = 18",
      "all": "all: [gd.rate < 0.5, gd.loss < 0.01]",
      "any": "any: [gd is diverged, gd is left-map]",
      "not": "not: gd is diverged",
      "": "title: My lesson",
    ],
    textKeys: [
      "title", "summary", "text", "show", "ask", "because", "if", "do", "until", "hint", "keys",
      "closing", "run", "that", "not",
    ])
}

/// Makes a lesson from the values in a YAML file, or throws the first fault.
struct LessonReader: YAMLFileReader {
  let document: YAMLDocument
  let check: (Lesson.Stage) -> Lesson.StageFault?

  func lesson(id: String) throws(SurfaceFileError) -> Lesson {
    let fields = try Fields(root(), nil, known: ["title", "summary", "chapters"], self)
    var chapters: [Lesson.Chapter] = []
    for value in try list(fields.required("chapters"), key: "chapters") {
      chapters.append(try chapter(value))
    }
    return Lesson(
      id: id, title: try text(fields.required("title"), key: "title"),
      summary: try fields["summary"].map { value throws(SurfaceFileError) in
        try text(value, key: "summary")
      } ?? "",
      chapters: chapters)
  }

  private func chapter(_ value: YAMLValue) throws(SurfaceFileError) -> Lesson.Chapter {
    let fields = try Fields(value, "chapters", known: ["title", "steps"], self)
    var steps: [Lesson.Step] = []
    for value in try list(fields.required("steps"), key: "steps") { steps.append(try step(value)) }
    return Lesson.Chapter(title: try text(fields.required("title"), key: "title"), steps: steps)
  }

  private func step(_ value: YAMLValue) throws(SurfaceFileError) -> Lesson.Step {
    let fields = try Fields(
      value, "steps", known: ["text", "show", "predict", "task", "closing", "claims"], self)
    var claims: [Lesson.Claim] = []
    if let value = fields["claims"] {
      for value in try list(value, key: "claims") { claims.append(try claim(value)) }
    }
    return Lesson.Step(
      text: try sentence(fields.required("text"), key: "text"),
      stage: try fields["show"].map { value throws(SurfaceFileError) in
        try stage(value, key: "show")
      },
      prediction: try fields["predict"].map(prediction),
      task: try fields["task"].map(task),
      closing: try optionalSentence("closing", fields), claims: claims)
  }

  private func prediction(_ value: YAMLValue) throws(SurfaceFileError) -> Lesson.Prediction {
    let fields = try Fields(value, "predict", known: ["ask", "answers", "because"], self)
    let list = try fields.required("answers")
    var answers: [Lesson.Answer] = []
    for value in try self.list(list, key: "answers") {
      let fields = try Fields(value, "answers", known: ["text", "if"], self)
      answers.append(
        Lesson.Answer(
          text: try sentence(fields.required("text"), key: "text"),
          isRight: try condition(fields.required("if"), key: "if")))
    }
    guard (2...4).contains(answers.count) else {
      throw error(
        .other("a question has two to four answers, found \(answers.count)", hint: nil), at: list)
    }
    return Lesson.Prediction(
      question: try sentence(fields.required("ask"), key: "ask"), answers: answers,
      reason: try optionalSentence("because", fields))
  }

  private func task(_ value: YAMLValue) throws(SurfaceFileError) -> Lesson.Task {
    let fields = try Fields(value, "task", known: ["do", "until", "hint", "keys"], self)
    let keys = try fields["keys"].map { value throws(SurfaceFileError) in
      try text(value, key: "keys")
    }
    return Lesson.Task(
      text: try sentence(fields.required("do"), key: "do"),
      goal: try condition(fields.required("until"), key: "until"),
      hint: try optionalSentence("hint", fields),
      keys: keys?.split(whereSeparator: \.isWhitespace).map(String.init) ?? [])
  }

  private func claim(_ value: YAMLValue) throws(SurfaceFileError) -> Lesson.Claim {
    let fields = try Fields(value, "claims", known: ["run", "that"], self)
    let that = try fields.required("that")
    var values = [that]
    if case .list(let elements) = that.content { values = elements }
    var conditions: [Condition] = []
    var texts: [String] = []
    for value in values {
      conditions.append(try condition(value, key: "that"))
      texts.append(value.text ?? "a condition")
    }
    return Lesson.Claim(
      stage: try fields["run"].map { value throws(SurfaceFileError) in
        try stage(value, key: "run")
      }, conditions: conditions, texts: texts)
  }

  // MARK: - Values

  private func list(_ value: YAMLValue, key: String) throws(SurfaceFileError) -> [YAMLValue] {
    guard case .list(let elements) = value.content, !elements.isEmpty else {
      throw wrongType(value, key: key, expected: .other("a list of \(key)"))
    }
    return elements
  }

  private func optionalSentence(_ key: String, _ fields: Fields) throws(SurfaceFileError)
    -> Sentence?
  {
    guard let value = fields[key] else { return nil }
    return try sentence(value, key: key)
  }

  private func sentence(_ value: YAMLValue, key: String) throws(SurfaceFileError) -> Sentence {
    // Lines of a block are one paragraph.
    let text = try self.text(value, key: key)
    do throws(ConditionError) {
      return try Sentence(text.split(whereSeparator: \.isNewline).joined(separator: " "))
    } catch {
      throw fault(error, in: text, at: value)
    }
  }

  /// A condition, all conditions of a list, or a group of conditions.
  private func condition(_ value: YAMLValue, key: String) throws(SurfaceFileError) -> Condition {
    switch value.content {
    case .list: return .all(try conditions(value, key: key))
    case .mapping:
      let entries = try entries(of: value, key: key, known: ["all", "any", "not"])
      guard let entry = entries.first, entries.count == 1 else {
        throw wrongType(value, key: key, expected: .other("a condition, or one of all, any, not"))
      }
      switch entry.key {
      case "all": return .all(try conditions(entry.value, key: "all"))
      case "any": return .any(try conditions(entry.value, key: "any"))
      default: return .not(try condition(entry.value, key: "not"))
      }
    case .scalar:
      let text = try self.text(value, key: key)
      do throws(ConditionError) {
        return try Condition(text)
      } catch {
        throw fault(error, in: text, at: value)
      }
    }
  }

  private func conditions(_ value: YAMLValue, key: String) throws(SurfaceFileError) -> [Condition] {
    var conditions: [Condition] = []
    for value in try list(value, key: key) { conditions.append(try condition(value, key: key)) }
    return conditions
  }

  private func stage(_ value: YAMLValue, key: String) throws(SurfaceFileError) -> Lesson.Stage {
    let text = try self.text(value, key: key)
    guard var arguments = text.shellWords else {
      let fault = "a quote in this command line is never closed, or it ends with a backslash"
      throw error(.other(fault, hint: nil), at: value)
    }
    if arguments.first == "descent" { arguments.removeFirst() }
    let stage = Lesson.Stage(arguments: arguments)
    if let fault = check(stage) {
      throw error(.other(fault.message, hint: fault.hint), at: value)
    }
    return stage
  }

  private func fault(_ fault: ConditionError, in text: String, at value: YAMLValue)
    -> SurfaceFileError
  {
    document.error(
      .other(fault.message, hint: fault.hint), in: value, text: text, range: fault.range)
  }
}

/// The entries of a mapping by their keys.
private struct Fields {
  private let entries: YAMLFileReader.Entries
  private let value: YAMLValue
  private let owner: String?
  private let reader: LessonReader

  init(_ value: YAMLValue, _ owner: String?, known: [String], _ reader: LessonReader)
    throws(SurfaceFileError)
  {
    entries = try reader.entries(of: value, key: owner, known: known)
    (self.value, self.owner, self.reader) = (value, owner, reader)
  }

  subscript(key: String) -> YAMLValue? { entries.first { $0.key == key }?.value }

  func required(_ key: String) throws(SurfaceFileError) -> YAMLValue {
    if let value = self[key] { return value }
    throw reader.error(.missingKey(key, owner: owner), at: value)
  }
}

extension String {
  /// The words of a command line as a shell splits it: at blanks outside of quotes; a backslash there
  /// stands before a character that means itself. Nil for a quote without its partner, and for a backslash
  /// at the end.
  var shellWords: [String]? {
    var words: [String] = []
    var word: String?
    var quote: Character?
    var isEscaped = false
    for character in self {
      if let open = quote {
        if character == open { quote = nil } else { word?.append(character) }
      } else if isEscaped {
        isEscaped = false
        word = (word ?? "") + String(character)
      } else if character == "\\" {
        isEscaped = true
      } else if "'\"".contains(character) {
        quote = character
        word = word ?? ""
      } else if character.isWhitespace {
        if let finished = word { words.append(finished) }
        word = nil
      } else {
        word = (word ?? "") + String(character)
      }
    }
    guard quote == nil, !isEscaped else { return nil }
    return words + [word].compactMap(\.self)
  }
}
