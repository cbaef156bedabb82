import Canvas
import Comparison
import Lessons
import TestSupport
import Testing

@testable import Explorer

/// The lesson's pane under the mouse, and the keys that the footer names for it.
struct LessonPaneTests {
  private static let text = """
    title: Mine
    chapters:
      - title: Only
        steps:
          - text: Three answers.
            predict:
              ask: How large is the rate?
              answers:
                - {text: below 0.01, if: gd.rate < 0.01}
                - {text: above, if: gd.rate >= 0.01}
                - {text: there is none, if: gd.rate > 9}
          - text: A task.
            task: {do: Measure it., until: gd.rate > 0.2, hint: In the sweep., keys: Ctrl-l w Enter}
          - text: Another.
            task: {do: Turn it., until: gd.rate > 9, keys: p Right}
          - text: The last.
            task: {do: Mend it., until: gradient is right, keys: G Enter}

    """

  private static func session(size: Size, step: Int = 0) throws -> Session {
    var state = try ExplorerState.paused(size: size) { $0.optimizers = [try OptimizerSpec("gd")] }
    let lesson = try Lesson(yaml: Array(Self.text.utf8), file: "mine.yaml")
    state.open(lesson, at: Lesson.Place(chapter: 0, step: step))
    return Session(state)
  }

  @Test(arguments: [
    Size(width: 60, height: 16), Size(width: 80, height: 24), Size(width: 120, height: 40),
  ])
  func aClickAnswersAndGoesOn(size: Size) throws {
    for answer in 0..<3 {
      var session = try Self.session(size: size)
      let place = try session.area(of: .perform(.lesson(.answer(answer))))
      #expect(place.height == 1)
      // The whole line is the answer, not only its words.
      session.click(place.column + place.width - 1, place.row)
      #expect(session.state.guide?.answer == answer)
      #expect(session.state.guide?.phase == .finished)
      let said = ["below 0.01", "above", "there is none"][answer]
      let outcome = try #require(session.state.lessonOutcome(naming: true))
      #expect(outcome.hasPrefix("You said: \(said). It was: above."))
      // There is nothing left to answer.
      #expect(session.meaning(place.column, place.row) != .perform(.lesson(.answer(answer))))
      let goOn = try session.area(of: .perform(.lesson(.goOn)))
      session.click(goOn.column + 1, goOn.row)
      #expect(session.state.guide?.place == Lesson.Place(chapter: 0, step: 1))
    }
  }

  @Test func theFooterNamesTheKeysOfTheTask() throws {
    var session = try Self.session(size: Size(width: 80, height: 24), step: 1)
    func footer() -> Substring {
      session.drawing.frame.plainText.split(separator: "\n").last ?? ""
    }
    #expect(footer().hasPrefix(" w sweep  Enter skip  ! hint  "), "\(footer())")
    try session.type("w")
    #expect(footer().hasPrefix(" w close sweep  [ ] sweep steps  Enter best rates"), "\(footer())")
    session = try Self.session(size: Size(width: 80, height: 24), step: 2)
    #expect(footer().hasPrefix(" p parameters  Enter skip  "), "\(footer())")
    try session.type("p")
    // Enter and Backspace belong to the pane.
    #expect(footer().hasPrefix(" p close parameters  Enter type  "), "\(footer())")
    #expect(!footer().contains("back"))
    try session.type("<Esc>r")
    #expect(footer().hasPrefix(" p parameters  Enter accept  "), "\(footer())")
    session = try Self.session(size: Size(width: 80, height: 24), step: 3)
    #expect(footer().hasPrefix(" G gradient  Enter skip  "), "\(footer())")
    try session.type("t")
    #expect(footer().hasPrefix(" t close check  G gradient  Enter precision  "), "\(footer())")
  }
}
