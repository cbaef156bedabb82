import Canvas
import Comparison
import Testing

@testable import Explorer

struct ExportTests {
  @Test func aFileOfTheSameNameIsReplacedOnlyAfterAsking() throws {
    var state = try ExplorerState.paused()
    try state.type("e<Enter>")
    #expect(state.text.contains("bowl.svg"))
    let first = Export(.picture, path: "bowl.svg")
    #expect(state.handle(.key(.enter)) == .export(first))
    state.report(.fileExists, of: first)
    #expect(state.text.contains("bowl.svg exists"))
    let second = Export(.picture, path: "bowl.svg", replacesFile: true)
    #expect(state.handle(.key(.enter)) == .export(second))
    state.reportDone(second)
    #expect(state.panel == nil)
    #expect(state.notice == "written to bowl.svg")
  }

  @Test func theNameOfAFileStatesTheRatesThatAreCompared() throws {
    func name(_ specs: String...) throws -> String {
      let state = try ExplorerState.paused {
        $0.optimizers = try specs.map { try OptimizerSpec($0) }
      }
      return state.exportPrompt(.figure).text
    }
    #expect(
      try name("gd:lr=0.02", "gd:lr=0.2", "gd:lr=0.52") == "bowl-gd-0.02-0.2-0.52-figure.svg")
    #expect(try name("gd:lr=0.02", "adam") == "bowl-figure.svg")
    #expect(try name("gd:lr=0.02", "gd:lr=0.2", "adam") == "bowl-figure.svg")
    #expect(try name("gd:lr=0.02") == "bowl-figure.svg")
  }

  @Test func anotherNameIsANewQuestion() throws {
    var state = try ExplorerState.paused()
    try state.type("e<Down><Enter><Enter>")
    state.report(.fileExists, of: Export(.csv, path: "bowl.csv"))
    try state.type("<End>2")
    #expect(state.handle(.key(.enter)) == .export(Export(.csv, path: "bowl.csv2")))
    state.report(.failed("no room"), of: Export(.csv, path: "bowl.csv2"))
    #expect(state.text.contains("no room"))
  }

  @Test func typingReplacesASuggestedName() throws {
    var state = try ExplorerState.paused()
    try state.type("e<Enter>mine")
    #expect(state.handle(.key(.enter)) == .export(Export(.picture, path: "mine")))
    try state.type("<Esc>e<Enter><BS>x")
    #expect(state.handle(.key(.enter)) == .export(Export(.picture, path: "bowl.svx")))
  }

  @Test func anEndingOfAnotherFormatIsRefused() throws {
    var state = try ExplorerState.paused()
    try state.type("e<Enter>a<dot>dir/bowl<dot>png")
    #expect(state.handle(.key(.enter)) == nil)
    #expect(state.text.contains("the file will be an SVG picture: call it a.dir/bowl.svg"))
    try state.type("<C-u>")
    #expect(state.handle(.key(.enter)) == nil)
    #expect(state.text.contains("the file needs a name"))
    for name in ["bowl", "bowl.2", ".png", "bowl.SVG"] {
      #expect(Export.Kind.picture.fault(inName: name) == nil)
    }
  }

  @Test func aRecordingIsEndedByTheSameKey() throws {
    var state = try ExplorerState.paused()
    try state.type("ecast<Enter>")
    #expect(state.panel == nil, "nothing is called so")
    try state.type("erecording<Enter>")
    let export = Export(.recording, path: "bowl.cast")
    #expect(state.handle(.key(.enter)) == .export(export))
    state.reportDone(export)
    #expect(state.dialogue.isRecording)
    #expect(state.handle(.key("e")) == .stopRecording)
    state.reportRecording(writtenTo: "bowl.cast", fault: nil)
    #expect(!state.dialogue.isRecording)
  }

  /// Nobody may be watching when a disk becomes full.
  @Test func whyARecordingEndedIsShownUntilTheNextKey() throws {
    var state = try ExplorerState.paused()
    try state.type(" ")
    state.reportRecording(writtenTo: "bowl.cast", fault: "bowl.cast: no space")
    for _ in 0..<100 { _ = state.advance(seconds: 0.2) }
    #expect(state.playback.isPlaying && state.text.contains("bowl.cast: no space"))
    try state.type("v")
    #expect(!state.text.contains("no space"))
    state.reportRecording(writtenTo: "bowl.cast", fault: nil)
    for _ in 0..<100 { _ = state.advance(seconds: 0.2) }
    #expect(!state.text.contains("the recording is in"))
  }
}
