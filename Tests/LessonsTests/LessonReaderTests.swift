import Landscape
import Testing

@testable import Lessons

/// Lesson files, right and wrong.
@Suite struct LessonReaderTests {
  private func lesson(_ yaml: String) throws(SurfaceFileError) -> Lesson {
    try Lesson(yaml: Array(yaml.utf8), file: "talks/mine.yaml") { stage in
      stage.arguments.contains("nowhere")
        ? Lesson.StageFault(message: "there is no surface 'nowhere'", hint: "list them") : nil
    }
  }

  private static let whole = """
    title: Mine
    summary: A lesson.
    chapters:
      - title: One
        steps:
          - text: >
              Watch the **steps**
              get shorter.
            show: descent quadratic -f 'x y' --paused
            predict:
              ask: Who wins?
              answers:
                - {text: gd, if: gd.loss < 1}
                - {text: nobody, if: {not: gd.loss < 1}}
              because: It does.
            task:
              do: Make it diverge.
              until: {any: [gd is diverged, {all: [step > 5, gd.loss > 1]}]}
              hint: Higher.
              keys: r 2 Enter
            closing: Over.
            claims:
              - {run: quadratic -o gd, that: gd.loss < 1}
              - that: [gd.loss < 1, gd.x < 1]
          - text: The end.
      - title: Two
        steps: [{text: Bye.}]

    """

  @Test func everythingIsRead() throws {
    let lesson = try lesson(Self.whole)
    #expect(lesson.id == "mine")
    #expect(lesson.title == "Mine")
    #expect(lesson.summary == "A lesson.")
    #expect(lesson.chapters.map(\.title) == ["One", "Two"])
    let step = lesson[Lesson.Place()]
    #expect(step.text.words == "Watch the steps get shorter.")
    #expect(step.stage?.arguments == ["quadratic", "-f", "x y", "--paused"])
    #expect(step.stage?.line == "quadratic -f 'x y' --paused")
    #expect(step.prediction?.answers.map(\.text.words) == ["gd", "nobody"])
    #expect(step.prediction?.answers[1].isRight == .not(try Condition("gd.loss < 1")))
    #expect(step.task?.keys == ["r", "2", "Enter"])
    #expect(
      step.task?.goal
        == .any([
          try Condition("gd is diverged"),
          .all([try Condition("step > 5"), try Condition("gd.loss > 1")]),
        ]))
    #expect(step.closing?.words == "Over.")
    #expect(step.claims.map(\.conditions.count) == [1, 2])
    #expect(step.claims.map { $0.stage?.line } == ["quadratic -o gd", nil])
  }

  @Test func placesAreInOrder() throws {
    let lesson = try lesson(Self.whole)
    let (first, last) = (Lesson.Place(), Lesson.Place(chapter: 1))
    #expect(lesson.places == [first, Lesson.Place(step: 1), last])
    #expect(lesson.place(after: first, by: 2) == last)
    #expect(lesson.place(after: last) == nil)
    #expect(lesson.place(after: first, by: -1) == nil)
  }

  @Test func optionsAreAddedAndOptimizersReplaced() {
    let stage = Lesson.Stage(arguments: ["quadratic", "-o", "gd", "--paused", "-o", "adam"])
    #expect(
      stage.adding("-o gd:lr=0.2 --steps 9")?.line == "quadratic --paused -o gd:lr=0.2 --steps 9")
    #expect(stage.adding("--start=1,2")?.line == "quadratic -o gd --paused -o adam --start=1,2")
    #expect(stage.adding("-f 'x") == nil)
    #expect(stage.adding("-f x\\") == nil)
    let quoted = Lesson.Stage(arguments: ["it's", "two words", #"\frac{x}{2}"#, ""])
    #expect(Lesson.Stage(arguments: []).adding(quoted.line) == quoted)
    let joined = Lesson.Stage(
      arguments: ["-o=gd", "beale", "--optimizer=adam", "--optimizer", "gd"])
    #expect(joined.adding("--optimizer=sgd")?.line == "beale --optimizer=sgd")
  }

  @Test func aQuoteIsQuoted() {
    #expect(Lesson.Stage(arguments: ["it's", "-f", "x*y"]).line == "'it'\\''s' -f 'x*y'")
  }

  @Test(arguments: [
    ("title: Mine\n", "talks/mine.yaml:1:1: the key 'chapters' is missing"),
    ("", "talks/mine.yaml: this file is empty"),
    ("titel: Mine\n", "talks/mine.yaml:1:1: unknown key 'titel'"),
    ("title: Mine\nchapters: []\n", "talks/mine.yaml:2:11: 'chapters' must be a list of chapters"),
    (step("txt: Hm."), "talks/mine.yaml:5:9: unknown key 'txt' in 'steps'"),
    (step("show: quadratic"), "talks/mine.yaml:5:9: the key 'text' is missing in 'steps'"),
    (step("text: A {gd.lss} b."), "talks/mine.yaml:5:21: a run has no 'lss'"),
    (step("text: 'A {gd.loss b.'"), "talks/mine.yaml:5:18: this brace is never closed"),
    (step("{text: A., show: nowhere}"), "talks/mine.yaml:5:26: there is no surface 'nowhere'"),
    (
      step("{text: A., show: quadratic --start=1,2}"),
      "talks/mine.yaml:5:26: YAML reads the comma inside of 'show' as its end"
    ),
    (
      step("{text: A., show: \"-f 'x\"}"),
      "talks/mine.yaml:5:26: a quote in this command line is never closed"
    ),
    (
      step("{text: A., predict: {ask: Q?, answers: [{text: a, if: gd.loss < 1}]}}"),
      "talks/mine.yaml:5:48: a question has two to four answers, found 1"
    ),
    (
      step("{text: A., task: {do: It., until: gd is divrged}}"),
      "talks/mine.yaml:5:49: unknown verdict 'divrged'"
    ),
    (
      step("{text: A., task: {do: It., until: {al: [step > 1]}}}"),
      "talks/mine.yaml:5:44: unknown key 'al' in 'until'"
    ),
    (
      step("{text: A., task: {do: It., until: {all: [step > 1], any: [step > 2]}}}"),
      "talks/mine.yaml:5:43: 'until' must be a condition, or one of all, any, not"
    ),
  ])
  func faultsAreNamedAndPlaced(yaml: String, message: String) throws {
    do throws(SurfaceFileError) {
      _ = try lesson(yaml)
      Issue.record("'\(yaml)' was read")
    } catch {
      #expect(error.description.hasPrefix(message), "\(error)")
      #expect(error.hint != nil || message.contains("found 1") || message.contains("quote"))
    }
  }

  /// A lesson of one step.
  private static func step(_ step: String) -> String {
    "title: Mine\nchapters:\n  - title: One\n    steps:\n      - \(step)\n"
  }
}
