import Canvas
import Comparison
import Optimizers
import Testing

@testable import Explorer

/// Notices, and how long they are shown.
struct NoticeTests {
  @Test func aNoticeIsFollowedByTheKeysThatFit() throws {
    var state = try ExplorerState.paused(size: Size(width: 80, height: 24))
    try state.type("d")
    let session = Session(state)
    let line = session.drawing.frame.plainText.split(separator: "\n")[23]
    #expect(line.hasPrefix(" seed 1  space play "))
    #expect(line.contains("help") && line.contains("quit"))
    for action in [Action.togglePlay, .showHelp, .quit] {
      let area = try session.area(of: .perform(action))
      #expect(area.column > "seed 1".count + 1 && area.column + area.width <= 80)
    }
  }

  @Test func aLongNoticeTakesTheWholeLine() throws {
    var state = try ExplorerState.paused(size: Size(width: 40, height: 12), step: 9)
    try state.type("}}1")
    #expect(state.notice != nil)
    let isEmpty = Session(state).drawing.targets.all.allSatisfy { $0.area.row < 11 }
    #expect(isEmpty)
  }

  @Test func itDisappearsAfterSomeSecondsOfPlayingOrWithTheNextKey() throws {
    var state = try ExplorerState.paused()
    try state.type("d")
    let isChanged = state.advance(seconds: 100)
    #expect(!isChanged)
    #expect(state.notice == "seed 1", "nothing is drawn while paused")
    try state.type(" d")
    _ = state.advance(seconds: 3)
    #expect(state.notice == "seed 2")
    _ = state.advance(seconds: 3)
    #expect(state.notice == nil)
    try state.type("d+")
    #expect(state.notice == nil)
  }

  @Test func theUndoneChangeIsNamed() throws {
    var state = try ExplorerState.paused()
    try state.type("1+u")
    #expect(state.notice == "undone: lr of GD 0.1")
    try state.type("<C-r>")
    #expect(state.notice == "redone: lr of GD 0.126")
    try state.type("0+u")
    #expect(state.notice == "undone: the learning rates of 4 optimizers")
    try state.type("du")
    #expect(state.notice == "undone: seed 0")
    try state.type("@2,1<Enter>u")
    #expect(state.notice == "undone: the start (5, 3)")
    try state.type("nu")
    #expect(state.notice == "undone: Bowl")
  }

  @Test func undoKeepsTheVisiblePartOfTheMap() throws {
    var state = try ExplorerState.paused()
    try state.type("+zzH")
    let seen = state.viewport
    try state.type("u")
    #expect(state.viewport == seen)
    try state.type("nu")
    #expect(state.viewport == seen, "of another surface what was seen comes back")
  }

  @Test func aRateThatRunsDoNotShareIsNotSuggested() throws {
    var state = try ExplorerState.paused()
    let rates = state.rates
    try state.type("r<Enter>")
    #expect(state.rates == rates)
    #expect(state.panel == nil)
    try state.type("r0<dot>03<Enter>")
    #expect(state.rates == [0.03, 0.03, 0.03, 0.03])
    // Now the runs share it, and typing replaces it.
    try state.type("r")
    #expect(state.text.contains("0.03"))
    try state.type("1<Enter>")
    #expect(state.rates == [1, 1, 1, 1])
    // Moving the cursor keeps the text.
    try state.type("r<Left><Right>2<Enter>")
    #expect(state.rates == [12, 12, 12, 12])
  }

  @Test func aBranchShowsTheOldPathAsAGhost() throws {
    var state = try ExplorerState.paused(step: 30)
    try state.type("1b+")
    let ghost = try #require(state.ghosts[0])
    #expect(ghost.lastStep == 230)
    #expect(ghost.points[30] == state.race.runs[0].trajectory.point(30))
    // Further turns at the same step are compared with the same path.
    try state.type("++")
    #expect(state.ghosts[0]?.points[230] == ghost.points[230])
    #expect(state.text.contains("branch"))
    // A later branch is compared with the earlier one.
    try state.type("<more>-")
    #expect(state.ghosts[0]?.lastStep == 240)
    #expect(state.ghosts[0]?.points[40] == state.race.runs[0].trajectory.point(40))
  }

  @Test func aScheduleIsPartOfTheFairness() throws {
    let state = try ExplorerState.paused {
      $0.schedule = try ScheduleSpec("exponential")
    }
    #expect(state.rateFairness == "default rates, exponential schedule")
  }
}

struct SentenceTests {
  @Test func onlyWholeSentencesAreShown() {
    let text = "One is here. Two follows it: of two parts. Three."
    #expect(text.sentences(wrappedTo: 80, lines: 1) == [text])
    #expect(
      text.sentences(wrappedTo: 44, lines: 1) == ["One is here. Two follows it: of two parts."])
    #expect(text.sentences(wrappedTo: 20, lines: 1) == ["One is here."])
    #expect(text.sentences(wrappedTo: 10, lines: 1).isEmpty)
    #expect("no end at all".sentences(wrappedTo: 20, lines: 1) == ["no end at all"])
  }
}
