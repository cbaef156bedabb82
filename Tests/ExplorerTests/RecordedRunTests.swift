import Calculus
import Canvas
import Comparison
import Landscape
import Optimizers
import TestSupport
import Testing

@testable import Explorer

/// Recorded runs in the explorer.
struct RecordedRunTests {
  private static func recording(
    _ name: String, steps: Int, stride: Int = 1, optimizer: String? = nil, origin: Int = 0
  ) -> Optimizers.Recording {
    var recording = Optimizers.Recording(
      name: name, optimizer: optimizer, hasLosses: true, origin: origin)
    for step in Swift.stride(from: 0, through: steps, by: stride) {
      let x = 4 - 3 * Double(step) / Double(max(steps, 100))
      recording.append(step: step, Point(x, 1), loss: x * x + 1)
    }
    return recording
  }

  private func state(
    _ recordings: [Optimizers.Recording], optimizers: [OptimizerSpec] = [], step: Int = 0
  )
    throws -> ExplorerState
  {
    try ExplorerState.paused(step: step) {
      $0.optimizers = optimizers
      $0.recordings = recordings
      $0.runFiles = ["runs.csv"]
      $0.followsRuns = true
    }
  }

  @Test func onlyRecordedRunsRaceUnlessOthersAreNamed() throws {
    let alone = try state([Self.recording("a", steps: 10)])
    #expect(alone.scene.labels.map(\.text) == ["a"])
    let beside = try state(
      [Self.recording("1", steps: 10, optimizer: "adam")],
      optimizers: [OptimizerSpec(.gd), OptimizerSpec(.adam)])
    #expect(beside.scene.labels.map(\.text) == ["GD", "Adam", "Adam recorded"])
    #expect(beside.scene.start == Point(4, 1))
  }

  @Test func whatCannotBeChangedSaysSo() throws {
    var state = try state([Self.recording("a", steps: 10)])
    for key in ["+", "3", "w", "a", "d", "D", "r", "b"] {
      let before = state.scene.setup
      try state.type(key)
      #expect(state.scene.setup == before)
      #expect(state.tool == nil)
      #expect(state.panel == nil, "\(key)")
    }
    try state.type("+")
    #expect(state.notice == "every run was recorded: its learning rate stays; o adds an optimizer")
  }

  @Test func keysThatAddAnOptimizerStillWork() throws {
    var state = try state([Self.recording("a", steps: 10)], step: 5)
    state.race(["gd"])
    #expect(state.scene.labels.map(\.text) == ["GD", "a"])
    try state.type("+")
    #expect(state.scene.setup.optimizers[0].tuned != nil)
    // The last optimizer may leave again.
    state.race([])
    #expect(state.scene.labels.map(\.text) == ["a"])
    try state.type("uu")
    #expect(state.scene.labels.map(\.text) == ["GD", "a"])
  }

  @Test func theNewestStepIsFollowed() throws {
    var state = try state([Self.recording("a", steps: 10)], step: 10)
    state.follow(.init(recordings: [Self.recording("a", steps: 30)]))
    #expect(state.playback.position == 30)
    try state.type("<Left>")
    state.follow(.init(recordings: [Self.recording("a", steps: 50)]))
    #expect(state.playback.position == 29)
    try state.type("<End>")
    #expect(state.playback.position == 50)
    // A file that was written again is shorter.
    state.follow(.init(recordings: [Self.recording("a", steps: 20, origin: 1)]))
    #expect(state.playback.position == 20)
  }

  @Test func undoKeepsWhatWasReadSince() throws {
    var state = try state(
      [Self.recording("a", steps: 10)], optimizers: [OptimizerSpec(.gd)], step: 10)
    try state.type("+")
    state.follow(.init(recordings: [Self.recording("a", steps: 30)]))
    try state.type("u")
    #expect(state.race.runs[1].recording?.lastStep == 30)
    #expect(state.scene.setup.recordings[0].lastStep == 30)
  }

  @Test func filesThatAreNotThereAreAwaited() throws {
    var state = try state([])
    state.follow(.init(recordings: [], awaited: ["net/runs.csv"]))
    #expect(state.race.runs.isEmpty)
    #expect(state.frame.plainText.contains("waiting for runs.csv"))
    // No key does harm.
    for row in state.keymap.rows {
      for command in row.commands where command.action != .suspend {
        var other = state
        _ = other.perform(command.action)
        _ = other.frame
      }
    }
    state.follow(.init(recordings: [Self.recording("a", steps: 3)]))
    #expect(state.race.runs.count == 1)
    #expect(state.playback.position == 3)
    #expect(!state.frame.plainText.contains("waiting"))
  }

  @Test func aFaultIsShownOverThePicture() throws {
    var state = try state([Self.recording("a", steps: 10)], step: 10)
    state.follow(.init(recordings: state.scene.setup.recordings, fault: "runs.csv, line 4: bad"))
    #expect(state.frame.plainText.contains("runs.csv, line 4: bad"))
    #expect(state.race.runs.count == 1)
    state.follow(.init(recordings: state.scene.setup.recordings))
    #expect(!state.frame.plainText.contains("line 4"))
  }

  /// Every key and pane, with recorded runs alone and beside others.
  @Test(.slow) func allPanesAreDrawn() throws {
    let many = (0..<14).map { Self.recording("run \($0)", steps: 40, stride: 10) }
    for (recordings, optimizers) in [
      ([Self.recording("a", steps: 0)], []), (many, [OptimizerSpec(.gd)]),
    ] {
      let state = try state(recordings, optimizers: optimizers, step: 40)
      for row in state.keymap.rows {
        for command in row.commands where command.action != .suspend {
          var other = state
          other.sight.size = Size(width: 80, height: 24)
          other.selection = other.race.runs.count - 1
          _ = other.perform(command.action)
          _ = other.frame
        }
      }
    }
  }

  @Test func bothLossesAreInTheInspector() throws {
    var state = try state([Self.recording("a", steps: 100, stride: 10)], step: 50)
    try state.type("<Tab>i")
    let text = state.frame.plainText
    #expect(text.contains("recorded loss"))
    #expect(text.contains("loss of the surface"))
    #expect(text.contains("step 50 → 60"))
  }

  @Test func theCommandLineNamesTheFile() throws {
    let state = try state([Self.recording("a", steps: 10)], optimizers: OptimizerSpec.defaults)
    #expect(state.commandLine.contains("--runs runs.csv --follow"))
    #expect(state.commandLine.contains("-o gd -o sgd -o momentum -o adam"))
  }
}

extension ExplorerState {
  fileprivate var frame: Frame {
    var painter = Painter()
    return painter.drawing(of: self).frame
  }
}
