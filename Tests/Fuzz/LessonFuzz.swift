@testable import Comparison
@testable import Landscape
@testable import Lessons
@testable import Optimizers
@testable import SurfaceCatalog

/// Reads the file of a lesson, and asks of races what it asks.
func takeLesson(_ bytes: [UInt8]) {
  do throws(SurfaceFileError) {
    let lesson = try Lesson(yaml: bytes, file: "lessons/f.yaml") { stage in
      // What must be escaped is written in a way that only shells read.
      let isReadable = stage.arguments.allSatisfy { $0.escaped == $0 }
      promise(
        !isReadable || stage.line.shellWords == stage.arguments,
        "a command line can be read: \(stage.line)")
      _ = stage.adding("-o adam:lr=0.1")
      return stage.arguments.isEmpty ? Lesson.StageFault(message: "no picture") : nil
    }
    promise(!lesson.places.isEmpty, "a lesson has steps")
    for place in lesson.places { ask(lesson[place]) }
  } catch {
    checkWords(of: error)
  }
}

private func ask(_ step: Lesson.Step) {
  var sentences = [step.text, step.closing, step.prediction?.question, step.prediction?.reason]
  sentences += [step.task?.text, step.task?.hint]
  let answers = step.prediction?.answers ?? []
  sentences += answers.map(\.text)
  let conditions =
    answers.map(\.isRight) + [step.task?.goal].compactMap { $0 } + step.claims.flatMap(\.conditions)
  for situation in situations {
    for sentence in sentences.compactMap({ $0 }) {
      let pieces = sentence.pieces(in: situation)
      promise(pieces.isEmpty == sentence.text(in: situation).isEmpty, "pieces are the text")
      _ = sentence.lacksNumber(in: situation)
    }
    for condition in conditions {
      let holds = condition.holds(in: situation)
      promise(Condition.not(condition).holds(in: situation) != holds, "either it holds or not")
    }
  }
}

/// A race with a parameter, one on data, whose twenty seeds are few steps, and one of recorded runs alone.
private let situations = [
  situation("ill-conditioned", steps: 30), situation("logistic-regression", steps: 4),
  situation("saddle", recordings: recordings, steps: 30),
]

private func situation(
  _ name: String, recordings: [Recording] = [], steps: Int
) -> Situation {
  guard let surface = SurfaceCatalog.surface(named: name) else { fatalError("\(name) is built in") }
  var setup = Setup(surface: surface)
  setup.recordings = recordings
  do {
    return Situation(of: try Scene(setup), through: Budget(steps, of: .steps))
  } catch {
    fatalError("\(name) has a race: \(error)")
  }
}
