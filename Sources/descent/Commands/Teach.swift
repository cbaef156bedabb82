import ArgumentParser
import Explorer
import Landscape
import Lessons
import Terminal

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

struct Teach: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lesson",
    abstract: "Learn gradient descent by predicting, playing and finding out.",
    discussion: """
      Opens the explorer with a lesson beside the maps. Enter answers and goes on, Backspace goes \
      back, ! gives a hint, M lists the chapters; everything else stays live. What is done is \
      remembered, and the lesson goes on where it was left.

      A lesson of your own is a YAML file: `descent lesson ./mine.yaml` follows it while it is \
      edited, and --check proves what it claims.

      EXAMPLES
        descent lesson
        descent lesson downhill --chapter 2
        descent lesson ./mine.yaml --check
      """)

  @Argument(help: "A built-in lesson (see `descent list lessons`), or a .yaml or .yml file.")
  var lesson = "downhill"

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Begin at this chapter (default: where it was left).", valueName: "n"),
    transform: Values.chapter)
  var chapter: Int?

  @Flag(help: "Ask and answer on lines of text, for screen readers; in a pipe, print them.")
  var plain = false

  @Flag(help: "Prove the lesson's claims, answers, tasks and numbers, and end.")
  var check = false

  @Option(help: "How the map's pixels are drawn (default: by the terminal).")
  var glyphs: MapGlyphs?

  @Option(help: "How many colours to use (default: as many as the terminal has).")
  var color: ColorChoice?

  @Option(
    help: ArgumentHelp(
      "Record the session into a file for `asciinema play`, as the key e does.", valueName: "file"))
  var record: String?

  func run() throws {
    let lesson = try LessonSource.lesson(lesson)
    let chapters = lesson.chapters.count
    if let chapter, !(1...chapters).contains(chapter) {
      throw Failure(
        .usage, "there is no chapter \(chapter)\nhint: '\(lesson.id)' has \(chapters) chapters")
    }
    if check { return try prove(lesson) }
    if plain || !TextOutput.isTerminal {
      let isAsking = isatty(STDIN_FILENO) == 1 && TextOutput.isTerminal
      var lines = PlainLesson(lesson, isAsking: isAsking)
      return try lines.write(from: (chapter ?? 1) - 1)
    }
    let progress = LessonProgress(of: self.lesson)
    var options = ViewOptions.none
    options.glyphs = glyphs
    options.color = color
    let place = chapter.map { Lesson.Place(chapter: $0 - 1) }
    let stage = try lesson.places.lazy.compactMap { lesson[$0].stage }.first.map(LessonSource.stage)
    try Session(
      stage: stage ?? Explore.parse([]).stage(), options: options, record: record,
      file: LessonSource.isFile(self.lesson) ? self.lesson : nil, progress: progress
    ).run { state in state.open(lesson, at: place, done: progress.done) }
  }

  private func prove(_ lesson: Lesson) throws(Failure) {
    let problems = LessonCheck(lesson: lesson).problems
    if !problems.isEmpty { throw Failure(.badData, problems.joined(separator: "\n")) }
    let (chapters, steps) = (lesson.chapters.count, lesson.places.count)
    try TextOutput.print(
      "\(lesson.title): \(chapters) \(chapters == 1 ? "chapter" : "chapters"), "
        + "\(steps) \(steps == 1 ? "step" : "steps"), all of it proved\n")
  }
}
