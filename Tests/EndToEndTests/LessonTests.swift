import Canvas
import Foundation
import Input
import LessonCatalog
import Lessons
import Synchronization
import TestSupport
import Testing

@testable import Explorer
@testable import descent

/// The built-in lessons, played from beginning to end.
///
/// One after the other, so that they leave a thread to the tests that wait for a terminal.
@Suite(.serialized, .timeLimit(.minutes(15)))
struct LessonTests {
  private static let lessons = LessonCatalog.names

  /// The lessons opened at each of their steps, which takes longer than all that is tried there.
  private static let opened = Mutex<[String: [Lesson.Place: Rehearsal]]>([:])

  private static func rehearsal(of name: String, at place: Lesson.Place) throws -> Rehearsal {
    try opened.withLock { opened in
      if let known = opened[name]?[place] { return known }
      let new = try #require(Rehearsal(of: try lesson(name), at: place))
      opened[name, default: [:]][place] = new
      return new
    }
  }

  private static func lesson(_ name: String) throws -> Lesson {
    try #require(LessonCatalog.entry(named: name)).lesson()
  }

  /// Each claim holds, each question has one right answer, the keys of each task reach its goal, and
  /// no text states a number that nothing proves.
  @Test(.slow, arguments: lessons)
  func everythingIsProved(name: String) throws {
    #expect(LessonCheck(lesson: try Self.lesson(name)).problems == [])
  }

  /// The example of the documentation.
  @Test(.slow) func theDocumentedLessonIsProved() throws {
    let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let page = tests.deletingLastPathComponent().appending(path: "Documentation/Lessons.md")
    let text = try String(contentsOf: page, encoding: .utf8)
    let yaml = try #require(text.firstMatch(of: /```yaml\n(?<yaml>(?s:.*?))```/)).yaml
    let lesson = try Lesson(yaml: Array(yaml.utf8), file: "example.yaml")
    #expect(LessonCheck(lesson: lesson).problems == [])
  }

  /// Right and wrong answers: the run is shown, and then what was said and what it was.
  @Test(.slow, arguments: lessons)
  func everyAnswerIsAnswered(name: String) throws {
    let lesson = try Self.lesson(name)
    for place in lesson.places {
      guard let prediction = lesson[place].prediction else { continue }
      var verdicts: Set<String> = []
      for number in 1...prediction.answers.count {
        var rehearsal = try Self.rehearsal(of: name, at: place)
        #expect(rehearsal.state.guide?.phase == .asking)
        #expect(rehearsal.state.playback.isPlaying == false)
        rehearsal.press(.character(" "))
        #expect(
          rehearsal.state.playback.position == 0
            || lesson[place].stage?.line.contains("--step ") ?? false)
        for _ in 1..<number { rehearsal.press(.down) }
        rehearsal.press(.enter)
        rehearsal.play()
        let outcome = try #require(rehearsal.state.lessonOutcome(naming: true))
        #expect(outcome.contains("You said: "))
        let right = try #require(rehearsal.state.guide?.outcome?.right)
        verdicts.insert("\(right)")
        let text = rehearsal.state.guide?.text(in: rehearsal.state.situation)
        let words = text?.paragraphs.flatMap(\.pieces).map(\.text).joined() ?? ""
        #expect(words.contains(right == number - 1 ? ", and so it was." : "; it was "))
      }
      #expect(verdicts.count == 1)
    }
  }

  /// In a window of usual size, and in one for a lecture room, no text is cut.
  @Test(.slow, arguments: lessons) func textsAreNeverCut(name: String) throws {
    let lesson = try Self.lesson(name)
    for place in lesson.places {
      let rehearsal = try Self.rehearsal(of: name, at: place)
      var state = rehearsal.state
      func check(_ phase: String) throws {
        for size in [Size(width: 80, height: 24), Size(width: 120, height: 40)] {
          _ = state.handle(.resize(size))
          let area = try #require(Layout(of: state).lesson).inset(columns: 2, rows: 1)
          let text = try #require(state.guide?.text(in: state.situation))
          let lines = text.lines(width: area.width).count
          #expect(
            lines <= area.height,
            "chapter \(place.chapter + 1), step \(place.step + 1), \(phase), \(size.width) columns")
        }
      }
      try check("asked")
      _ = state.handle(.key("!"))
      try check("with its hint")
      var played = rehearsal
      if lesson[place].prediction != nil {
        played.press(.enter)
        played.play()
        state = played.state
        try check("answered")
        _ = state.handle(.key("!"))
        try check("answered, with its hint")
      }
      if let task = lesson[place].task {
        played.press(task.keys)
        state = played.state
        try check("done")
      }
    }
  }

  /// The first screen of each chapter.
  @Test(
    arguments: lessons,
    [Size(width: 60, height: 16), Size(width: 80, height: 24), Size(width: 120, height: 40)])
  func firstScreens(name: String, size: Size) throws {
    let lesson = try Self.lesson(name)
    var screens = ""
    for chapter in lesson.chapters.indices {
      let place = Lesson.Place(chapter: chapter)
      var state = try Self.rehearsal(of: name, at: place).state
      _ = state.handle(.resize(size))
      var painter = Painter()
      screens += "=== chapter \(chapter + 1)\n"
      screens += painter.drawing(of: state).frame.plainText
    }
    let file = "lesson-\(name)-\(size.width)x\(size.height).txt"
    guard !Golden.isRecording else {
      try Golden.record(screens, as: file)
      Issue.record("recorded \(file); run again without DESCENT_RECORD")
      return
    }
    let expected = try Golden.text(file).split(separator: "\n", omittingEmptySubsequences: false)
    let found = screens.split(separator: "\n", omittingEmptySubsequences: false)
    for (row, (old, new)) in zip(expected, found).enumerated() where old != new {
      Issue.record("\(file), line \(row + 1):\n  \(old)\n  \(new)")
    }
    #expect(expected.count == found.count)
  }
}

/// Lessons on a terminal and in a pipe.
@Suite(.timeLimit(.minutes(15)))
struct LessonCommandTests {
  private static let own = """
    title: Mine
    chapters:
      - title: Only
        steps:
          - text: Watch it.
            show: quadratic -o gd:lr=0.1 --paused --steps 20
            predict:
              ask: Is it under 0.01 at step 20?
              answers:
                - {text: no, if: gd.loss > 0.01}
                - {text: yes, if: gd.loss < 0.01}
          - text: Now do something.
            task: {do: Open the sweep., until: sweep is open, hint: Press w., keys: w}
            closing: The rate is {gd.rate}.

    """

  @Test(.slow) func aPipeGetsTheWholeLesson() async throws {
    let result = try await Program.run("lesson")
    #expect(result.status == 0)
    #expect(result.errors == "")
    #expect(result.output.hasPrefix("Downhill: "))
    let chapters = LessonCatalog.entries.first.flatMap { try? $0.lesson().chapters } ?? []
    for (number, chapter) in chapters.enumerated() {
      #expect(result.output.contains("Chapter \(number + 1): \(chapter.title)\n"))
    }
    #expect(result.output.contains("It was: "))
    #expect(result.output.contains("Hint: "))
    #expect(!result.output.contains("{"))
    #expect(!result.output.contains("**"))
  }

  @Test func aChapterAlone() async throws {
    let result = try await Program.run("lesson", "downhill", "--chapter", "10", "--plain")
    #expect(!result.output.contains("Chapter 9:"))
    #expect(result.output.contains("Chapter 10:"))
    let missing = try await Program.run("lesson", "--chapter", "99")
    #expect(missing.status == 64)
    #expect(missing.errors.hasPrefix("error: there is no chapter 99\nhint: 'downhill' has "))
  }

  @Test func filesAreKnownByTheirEndings() {
    for file in ["mine.yaml", "mine.yml", "MINE.YML", "./mine"] {
      #expect(LessonSource.isFile(file) && SurfaceSource.isFile(file))
      let failure = #expect(throws: Failure.self) { try LessonSource.lesson(file) }
      #expect(failure?.status == .noInput && failure?.message.contains("cannot open") == true)
    }
    #expect(!LessonSource.isFile("downhill") && !SurfaceSource.isFile("beale"))
  }

  @Test func unknownLessonsAndBrokenFiles() async throws {
    let typo = try await Program.run("lesson", "downhil")
    #expect(typo.status == 66)
    #expect(
      typo.errors == "error: there is no lesson 'downhil'\nhint: did you mean 'downhill'?\n")
    let folder = try Folder()
    let path = folder["mine.yaml"]
    let missing = try await Program.run("lesson", path)
    #expect(missing.status == 66)
    try folder.write("mine.yaml", Self.own.replacing("quadratic", with: "quadratc").utf8)
    let broken = try await Program.run("lesson", path)
    #expect(broken.status == 65)
    #expect(
      broken.errors.contains("mine.yaml:6:15: there is no surface 'quadratc'\n"), "\(broken.errors)"
    )
    #expect(broken.errors.contains("hint: did you mean 'quadratic'?"))
    try folder.write("mine.yaml", Self.own.replacing("--paused", with: "--pausd").utf8)
    let option = try await Program.run("lesson", path)
    #expect(option.errors.contains("mine.yaml:6:15: Unknown option '--pausd'"), "\(option.errors)")
  }

  @Test func checkProvesAFile() async throws {
    let folder = try Folder()
    let path = folder["mine.yaml"]
    try folder.write("mine.yaml", Self.own.utf8)
    let fine = try await Program.run("lesson", path, "--check")
    #expect(fine.output == "Mine: 1 chapter, 2 steps, all of it proved\n", "\(fine.errors)")
    let faults: [(String, String, String)] = [
      ("keys: w", "keys: i", "chapter 1, step 2: the keys 'i' do not reach the task's goal"),
      ("Watch it.", "Watch 7 steps.", "chapter 1, step 1: nothing proves the number 7"),
      ("{text: yes, if: gd.loss < 0.01}", "{text: yes, if: gd.loss > 0.01}", "0 of the answers"),
      (
        "{text: yes, if: gd.loss < 0.01}",
        """
        {text: yes, if: gd.loss < 0.01}
                  because: At step {gd.first(loss < 0)}.
        """,
        "chapter 1, step 1: a number is missing: 'At step never.'"
      ),
      (
        "until: sweep is open", "until: step = 0",
        "the task 'Open the sweep.' is done before anything is pressed"
      ),
    ]
    for (old, new, message) in faults {
      try folder.write("mine.yaml", Self.own.replacing(old, with: new).utf8)
      let result = try await Program.run("lesson", path, "--check")
      #expect(result.status == 65)
      #expect(result.errors.contains(message), "\(result.errors)")
    }
  }

  @Test func playedInATerminalAndRemembered() async throws {
    let environment = "XDG_STATE_HOME=\"$PWD/state\""
    try await Tmux.run("exec sh") { tmux in
      try tmux.folder.write("mine.yaml", Self.own.utf8)
      let after = "cat state/descent/lessons; echo end=$?"
      try await tmux.type("\(environment) \"$DESCENT\" lesson ./mine.yaml; \(after)\n")
      try await tmux.wait(for: "the question") { $0.contains("Is it under 0.01 at step 20?") }
      try await tmux.press("Space")
      try await tmux.wait(for: "a prediction first") { $0.contains("first predict") }
      try await tmux.press("2")
      try await tmux.wait(for: "the outcome") { $0.contains("You said yes, and so it was.") }
      try await tmux.press("Enter")
      try await tmux.wait(for: "the task") { $0.contains("Open the sweep.") }
      try await tmux.press("!")
      try await tmux.wait(for: "the hint") { $0.contains("Press w.") }
      try await tmux.press("w")
      try await tmux.wait(for: "the closing") { $0.contains("Done. The rate is 0.1.") }
      // The file is followed while it is edited, and a fault is shown.
      try tmux.folder.write("mine.yaml", Self.own.replacing("gd.rate", with: "gd.rat").utf8)
      try await tmux.wait(for: "the fault") { $0.contains("mine.yaml, line 14") }
      try tmux.folder.write(
        "mine.yaml", Self.own.replacing("Now do something.", with: "Do it again.").utf8)
      try await tmux.wait(for: "the new version") { $0.contains("Do it again.") }
      try await tmux.press("q")
      try await tmux.wait(for: "what is done") {
        $0.contains("mine.yaml 1.1") && $0.contains("mine.yaml 1.2") && $0.contains("end=0")
      }
    }
  }

  /// What is typed in answer to a line: numbers, nonsense, options, and nothing.
  @Test func linesAreAnswered() async throws {
    try await Tmux.run("exec sh") { tmux in
      try tmux.folder.write("mine.yaml", Self.own.utf8)
      try await tmux.type("\"$DESCENT\" lesson ./mine.yaml --plain; echo end=$?\n")
      try await tmux.wait(for: "the question") { $0.contains("Your answer, 1 to 2:") }
      try await tmux.type("3\n")
      try await tmux.wait(for: "the range") { $0.contains("Type a number from 1 to 2, or nothing") }
      try await tmux.type("2\n")
      try await tmux.wait(for: "the outcome") { $0.contains("You said: yes. It was: yes.") }
      try await tmux.type("\n")
      try await tmux.wait(for: "the task") { $0.contains("Task: Open the sweep.") }
      try await tmux.type("\n")
      try await tmux.wait(for: "the hint") {
        $0.contains("Hint: Press w. Another empty line skips")
      }
      try await tmux.type("--panel sweep\n")
      try await tmux.wait(for: "the closing") { $0.contains("The rate is 0.1.") }
      try await tmux.wait(for: "the end") { $0.contains("end=0") }
    }
  }

  @Test func theKeyOpensItAnywhere() async throws {
    try await Tmux.run("exec \"$DESCENT\" rosenbrock --paused --step 30") { tmux in
      try await tmux.wait(for: "the explorer") { $0.title.contains("Rosenbrock") }
      try await tmux.press("T")
      try await tmux.wait(for: "the first chapter") { $0.contains("1 Downhill") }
      try await tmux.press("M")
      try await tmux.wait(for: "the chapters") { $0.contains("chapters of the lesson") }
      try await tmux.press("Down", "Enter")
      try await tmux.wait(for: "the second") { $0.contains("2 Too large") }
      try await tmux.press("T")
      try await tmux.wait(for: "no lesson") { !$0.contains("2 Too large") }
      try await tmux.press("u")
      try await tmux.wait(for: "the picture before") { $0.contains("undone") }
      try await tmux.press("q")
    }
  }
}
