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

  @Test func picturesAreFilledInFromCoarseToFine() {
    var picture = CoarsePicture(width: 20, height: 12)
    let places = picture.places
    #expect(Set(places.map { [$0.column, $0.row] }).count == 240 && places.count == 240)
    #expect(places.map(\.distance) == places.map(\.distance).sorted(by: >))
    // A plane stays one, but for the edges, where there are neighbours on one side only.
    picture.fill(places, places.map { $0.distance > 1 ? Double($0.column + 10 * $0.row) : nil })
    #expect(picture.values[5 * 20 + 5] == 55)
    #expect(!picture.values.contains { !$0.isFinite })
  }
}
