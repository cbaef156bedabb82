import Calculus
import Testing

@testable import LossCommand

@Suite struct AnswerLinesTests {
  @Test func questionsReadBackToTheSameDoubles() {
    let point = Point(0.1 + 0.2, -5e-324)
    let words = AnswerLines.question(point).dropLast().split(separator: " ")
    #expect(words.map { Double($0) } == [point.x, point.y])
  }

  @Test func linesAreTheSameHoweverTheBytesAreSplit() {
    let bytes = Array("1\n2.5 3 4\r\n\nhalf".utf8)
    for cut in bytes.indices {
      var lines = AnswerLines()
      let all = lines.lines(adding: bytes[..<cut]) + lines.lines(adding: bytes[cut...])
      #expect(all == ["1", "2.5 3 4", ""])
      #expect(lines.rest == Array("half".utf8))
    }
  }

  @Test func answersAreOneNumberOrThree() {
    #expect(Answer(line: " 1.5 ") == Answer(loss: 1.5, gradient: nil))
    #expect(Answer(line: "1\t2 -3e2") == Answer(loss: 1, gradient: Point(2, -300)))
    #expect(Answer(line: "inf")?.loss == .infinity)
    #expect(Answer(line: "nan")?.loss.isNaN == true)
    for wrong in ["", "1 2", "1 2 3 4", "tensor(1.)", "1,5", "loss 1"] {
      #expect(Answer(line: wrong) == nil)
    }
  }

  @Test func newestQuestionsComeFirstAndMapsLast() {
    var questions = Questions()
    questions.ask(map: [Point(9, 9), Point(8, 8)])
    var areMissing = questions.ask([Point(1, 1), Point(2, 2)])
    #expect(areMissing)
    areMissing = questions.ask([Point(3, 3), Point(1, 1)])
    #expect(areMissing)
    let first = questions.next(4)
    #expect(first == [Point(3, 3), Point(1, 1), Point(2, 2), Point(9, 9)])
    questions.ask(map: [Point(7, 7)])
    let last = questions.next(9)
    #expect(last == [Point(7, 7)])
    let isTaken = questions.take(Answer(loss: 5, gradient: nil))
    #expect(isTaken)
    #expect(questions.known == [Point(3, 3): Answer(loss: 5, gradient: nil)])
    questions.askAgain()
    let again = questions.next(2)
    #expect(again == [Point(1, 1), Point(2, 2)])
  }

  /// What was answered is of the program that was asked: after another start nothing of it is known.
  @Test func aProgramThatBeginsAnewIsAskedAnew() {
    var questions = Questions()
    _ = questions.ask([Point(1, 1), Point(2, 2)])
    _ = questions.next(2)
    let isTaken = questions.take(Answer(loss: 5, gradient: nil))
    #expect(isTaken && questions.urgentCount == 1)
    questions.forget()
    #expect(questions.known.isEmpty && questions.openCount == 0 && questions.urgentCount == 0)
    #expect(questions.former == [Point(1, 1): Answer(loss: 5, gradient: nil)])
    let isMissing = questions.ask([Point(1, 1)])
    #expect(isMissing)
  }

  /// A race asks again as soon as it is answered.
  @Test func mapsHaveEverySecondTurn() {
    var questions = Questions()
    questions.ask(map: (0..<9).map { Point(9, Double($0)) })
    var turns: [Double] = []
    for step in 0..<6 {
      _ = questions.ask([Point(1, Double(step))])
      turns += questions.next(1).map(\.x)
      _ = questions.take(Answer(loss: 5, gradient: nil))
    }
    #expect(turns == [1, 9, 1, 9, 1, 9])
  }

  @Test func questionsOfMapsAreNotUrgent() {
    var questions = Questions()
    questions.ask(map: [Point(1, 1), Point(2, 2)])
    #expect(questions.urgentCount == 0 && questions.openCount == 2)
    _ = questions.next(2)
    #expect(questions.urgentCount == 0)
    _ = questions.ask([Point(3, 3)])
    #expect(questions.urgentCount == 1)
  }
}
