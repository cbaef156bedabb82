import Comparison
import Optimizers

/// Recorded runs, which are shown as all others are, and cannot be changed.
extension ExplorerState {
  /// The runs that keys can change: the selected ones that an optimizer makes.
  var changeableRuns: [Int] { selectedRuns.filter(scene.settings.indices.contains) }

  /// Whether a run repeats a recording.
  func isRecorded(_ run: Int) -> Bool { race.runs[run].isRecorded }

  /// The learning rate of a run's next step; nil where it is not known.
  func knownRate(of run: Int) -> Double? {
    guard let recording = race.runs[run].recording else { return rate(of: run) }
    return recording.rate(ofStep: step(of: run) + 1)
  }

  /// Why an action would change nothing, in a sentence; nil if it does something.
  func refusal(of action: Action) -> String? {
    if isOpening { return refusalWhileOpening(of: action) }
    guard scene.setup.hasRecordings else { return nil }
    let isAlone = scene.settings.isEmpty
    let picker = keymap.row(for: .pickOptimizers)?.keys(ascii: true) ?? "o"
    let advice = "; \(picker) adds an optimizer"
    let hasRuns = !race.runs.isEmpty
    switch action {
    case .scaleLearningRate, .typeLearningRate, .raceThreeRates, .toggleBranching:
      guard changeableRuns.isEmpty else { return nil }
      let name = selection.map { self.name(of: $0) } ?? (hasRuns ? "every run" : "")
      return name.isEmpty
        ? "there is no run yet\(advice)"
        : "\(name) was recorded: its learning rate stays" + (isAlone ? advice : "")
    case .newSeed, .toggleSeeds:
      return isAlone ? "recorded runs have no seed to change\(advice)" : nil
    case .typeStart, .moveStart:
      return isAlone ? "recorded runs start where they started\(advice)" : nil
    case .toggle(.sweep), .toggle(.law):
      return isAlone ? "a recorded run cannot be run at other rates\(advice)" : nil
    case .toggle(.basins):
      return isAlone ? "a recorded run cannot be run from other starts\(advice)" : nil
    case .toggle(.inspector), .toggle(.check):
      return hasRuns ? nil : "there is no run yet\(advice)"
    case .switchClock: return "axis: steps; what the steps of recorded runs cost is not known"
    default: return nil
    }
  }

  /// Before the race only the view can be changed.
  private func refusalWhileOpening(of action: Action) -> String? {
    switch action {
    case .togglePlay, .slower, .faster, .restart, .zoom, .pan, .resetView, .switchView,
      .switchRelief, .switchContours, .switchGlyphs, .switchRamp, .switchAspect, .switchLevels,
      .export, .showHelp, .close, .quit, .suspend:
      nil
    default: "there is no race yet: the program is being asked for the loss"
    }
  }

  /// What is known of the files of recorded runs: all of them, a fault, and those that do not exist.
  public struct RunFiles: Sendable {
    /// The runs read so far, in the order of the files.
    public var recordings: [Recording]
    /// What is wrong with a file, in a sentence.
    public var fault: String?
    /// The files that are not there yet, or have no row yet.
    public var awaited: [String]

    public init(recordings: [Recording], fault: String? = nil, awaited: [String] = []) {
      (self.recordings, self.fault, self.awaited) = (recordings, fault, awaited)
    }
  }

  /// Shows what files of recorded runs now contain. A screen that shows their last step goes on to the
  /// new last one; any other stays where it is.
  public mutating func follow(_ files: RunFiles) {
    dialogue.runsFault = files.fault
    dialogue.awaitedRuns = files.awaited
    home.recordings = files.recordings
    if isOpening {
      awaited?.setup.recordings = files.recordings
      return
    }
    guard scene.setup.hasRunFiles(of: home), files.recordings != scene.setup.recordings else {
      return
    }
    let former = lastRecordedStep
    let wasAtEnd = playback.moment >= former
    do throws(SetupError) {
      try contest.follow(files.recordings, at: playback.position)
    } catch {
      dialogue.runsFault = error.message
      return
    }
    dialogue.runsFault = files.fault ?? scene.unseenRecordings.fault
    let last = lastRecordedStep
    guard wasAtEnd || playback.position > contest.furthest else { return }
    show(last)
  }

  /// The last step of the recorded runs; 0 without any.
  var lastRecordedStep: Int { scene.lastRecordedStep }

  /// What the title line says about the files of recorded runs; nil for nothing.
  var runsStatus: String? {
    guard scene.setup.hasRecordings, scene.setup.followsRuns else { return nil }
    guard let file = dialogue.awaitedRuns.first else { return "following" }
    let name = file.split(separator: "/").last.map(String.init) ?? file
    return "waiting for \(name.escaped)"
  }
}

extension Scene {
  /// The last step of the recorded runs; 0 without any.
  public var lastRecordedStep: Int {
    (isOpening ? setup.recordings.map(\.lastStep) : race.runs.compactMap { $0.recording?.lastStep })
      .max() ?? 0
  }

  /// The number of steps of a picture unless another is requested: all that are recorded, else 100.
  public var pictureSteps: Int { lastRecordedStep > 0 ? lastRecordedStep : 100 }
}

extension [Recording] {
  /// Why runs are not shown; nil if there are none.
  package var fault: String? {
    guard let first else { return nil }
    return count == 1
      ? "run '\(first.name)' is not shown: the surface has no loss at any of its points"
      : "\(count) runs are not shown: the surface has no loss at any of their points"
  }
}
