import Comparison
import Explorer
import Landscape
import Lessons

/// Proves a lesson: each claim holds, each question has one right answer, the keys of each task reach
/// its goal and not before, and each number in a text is one of those that were proved.
struct LessonCheck {
  let lesson: Lesson

  /// What is wrong, one line each: "chapter 2, step 1: …".
  var problems: [String] {
    lesson.places.flatMap { place in
      problems(at: place).map { "chapter \(place.chapter + 1), step \(place.step + 1): \($0)" }
    }
  }

  private func problems(at place: Lesson.Place) -> [String] {
    let step = lesson[place]
    return claimProblems(step) + answerProblems(step)
      + taskProblems(step, at: place) + numberProblems(step)
  }

  /// The end of the run of a picture.
  private func situation(_ stage: Lesson.Stage?) throws(Failure) -> Situation {
    guard let stage else { throw Failure(.badData, "a question or a claim needs a picture") }
    do throws(Failure) {
      return try LessonSource.stage(stage).end
    } catch {
      throw Failure(error.status, "'\(stage.line)': \(error.message)")
    }
  }

  private func claimProblems(_ step: Lesson.Step) -> [String] {
    step.claims.flatMap { claim -> [String] in
      let situation: Situation
      do throws(Failure) {
        situation = try self.situation(claim.stage ?? step.stage)
      } catch {
        return [error.message]
      }
      return zip(claim.conditions, claim.texts).compactMap { condition, text in
        guard !condition.holds(in: situation) else { return nil }
        let values = condition.quantities.map { "\($0.text(in: situation))" }
        return "'\(text)' is false: \(values.joined(separator: ", "))"
      }
    }
  }

  private func answerProblems(_ step: Lesson.Step) -> [String] {
    guard let prediction = step.prediction else { return [] }
    let situation: Situation
    do throws(Failure) {
      situation = try self.situation(step.stage)
    } catch {
      return [error.message]
    }
    let right = prediction.answers.filter { $0.isRight.holds(in: situation) }
    guard right.count != 1 else { return gap(in: prediction.reason, situation) }
    return ["\(right.count) of the answers to '\(prediction.question.words)' are right"]
  }

  private func taskProblems(_ step: Lesson.Step, at place: Lesson.Place) -> [String] {
    guard let task = step.task else { return [] }
    guard var rehearsal = Rehearsal(of: lesson, at: place) else { return ["no picture"] }
    if step.prediction != nil {
      rehearsal.press(.enter)
      rehearsal.play()
    }
    guard !rehearsal.state.isTaskDone else {
      return ["the task '\(task.text.words)' is done before anything is pressed"]
    }
    guard !task.keys.isEmpty else { return ["the task '\(task.text.words)' has no keys"] }
    rehearsal.press(task.keys)
    guard !rehearsal.state.isTaskDone else {
      return gap(in: step.closing, rehearsal.state.situationOfLesson)
    }
    return ["the keys '\(task.keys.joined(separator: " "))' do not reach the task's goal"]
  }

  /// A sentence that would say "at step never".
  private func gap(in sentence: Sentence?, _ situation: Situation) -> [String] {
    guard let sentence, sentence.lacksNumber(in: situation) else { return [] }
    return ["a number is missing: '\(sentence.text(in: situation))'"]
  }

  private func numberProblems(_ step: Lesson.Step) -> [String] {
    // A minus in a text may be a hyphen, or be told in words.
    let proved = Set(step.provedNumbers.compactMap { WrittenNumber($0)?.value.magnitude })
    return step.statedNumbers.filter { text in
      WrittenNumber(text).map { !proved.contains($0.value.magnitude) } ?? true
    }.map { "nothing proves the number \($0)" }
  }
}
