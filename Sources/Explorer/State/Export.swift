import Comparison
import Landscape

/// A request to write the screen or the runs to a file.
public struct Export: Hashable, Sendable {
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    case picture, csv, json, figure, recording
  }

  public var kind: Kind
  public var path: String
  /// Whether an existing file of this name may be replaced; true only if the user confirmed it.
  public var replacesFile: Bool

  public init(_ kind: Kind, path: String, replacesFile: Bool = false) {
    self.kind = kind
    self.path = path
    self.replacesFile = replacesFile
  }

  /// The reason why a file was not written.
  public enum Refusal: Error, Hashable {
    /// A file of this name exists and may not be replaced.
    case fileExists
    case failed(String)
  }
}

extension Export.Kind {
  var fileExtension: String {
    switch self {
    case .picture, .figure: "svg"
    case .csv: "csv"
    case .json: "json"
    case .recording: "cast"
    }
  }

  /// The fault in a file name for this kind.
  func fault(inName name: String) -> String? {
    if name.isEmpty { return "the file needs a name" }
    let last = name.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
    guard let dot = last.lastIndex(of: "."), dot > last.startIndex else { return nil }
    let ending = last[last.index(after: dot)...].lowercased()
    // Other programs go by the extension, so it must match the content.
    guard Export.Kind.foreignEndings.contains(ending), ending != fileExtension else { return nil }
    return "the file will be \(format): call it \(name[..<dot]).\(fileExtension)"
  }

  private static let foreignEndings: Set = [
    "png", "jpg", "jpeg", "gif", "pdf", "webp", "bmp", "svg", "csv", "tsv", "json", "cast", "mp4",
    "xlsx",
  ]

  private var format: String {
    switch self {
    case .picture: "an SVG picture"
    case .csv: "a CSV table"
    case .json: "JSON"
    case .recording: "an asciicast"
    case .figure: "an SVG figure"
    }
  }

  var meaning: String {
    switch self {
    case .picture: "this screen as an SVG picture"
    case .csv: "the runs as a table: one row per step"
    case .json: "the runs with their settings and verdicts"
    case .recording: "record the screen from now on; play it with `asciinema play`"
    case .figure: "the race as a vector figure for slides and papers"
    }
  }
}

extension ExplorerState {
  var exportPicker: Picker {
    Picker(
      .export,
      items: Export.Kind.allCases.map {
        Picker.Item(name: $0.rawValue, detail: $0.meaning)
      })
  }

  func exportPrompt(_ kind: Export.Kind) -> Prompt {
    let name = scene.surface.id.isEmpty ? "formula" : scene.surface.id
    // The picture of the screen has the plain name.
    let suffix = kind == .figure ? "-figure" : ""
    return Prompt(
      .file(kind), label: "write the \(kind.rawValue) to",
      text: "\(name)\(comparedRates)\(suffix).\(kind.fileExtension)")
  }

  /// The rates of a race of one optimizer at a few rates, for the name of a file: "-gd-0.02-0.2-0.52".
  private var comparedRates: String {
    let (labels, settings) = (scene.labels, scene.settings)
    guard (2...4).contains(labels.count),
      labels.allSatisfy({ $0.statesRate && $0.count == labels.count })
    else { return "" }
    let rates = labels.compactMap(\.distinctions.last).filter { text in
      text.allSatisfy { $0.isASCII && ($0.isNumber || ".e-".contains($0)) }
    }
    guard rates.count == labels.count else { return "" }
    return "-" + ([settings[0].kind.name] + rates).joined(separator: "-")
  }

  /// Asks the caller to write the file that the prompt names.
  func export(_ kind: Export.Kind, _ prompt: Prompt) -> Effect {
    .export(Export(kind, path: prompt.text, replacesFile: prompt.isConfirmed))
  }

  /// Called after an export was written or a recording started.
  public mutating func reportDone(_ export: Export) {
    panel = nil
    if export.kind == .recording { dialogue.isRecording = true }
    notice =
      export.kind == .recording ? "recording; press e to stop" : "written to \(export.path.escaped)"
  }

  /// Called after an export could not be written.
  public mutating func report(_ refusal: Export.Refusal, of export: Export) {
    switch refusal {
    case .fileExists:
      // The prompt is still open: pressing Enter on the same name again confirms it.
      dialogue.askAgain(
        "\(export.path.escaped) exists: Enter replaces it, another name keeps it",
        isConfirmed: true)
    case .failed(let reason):
      dialogue.askAgain(reason, isConfirmed: false)
    }
  }

  /// Called after the recording ended.
  public mutating func reportRecording(writtenTo path: String, fault: String?) {
    dialogue.isRecording = false
    if let fault {
      dialogue.insist(fault)
    } else {
      notice = "the recording is in \(path.escaped)"
    }
  }
}

/// The command that reopens this screen.
extension ExplorerState {
  public var commandLine: String {
    var setup = scene.setup
    // The start of a typed formula would be chosen in the visible domain, so it is stated.
    setup.start = scene.start
    setup.domain = viewport
    return (["descent"] + setup.arguments + viewArguments).map(\.shellQuoted)
      .joined(separator: " ")
  }

  private var viewArguments: [String] {
    var arguments: [String] = []
    if !playback.isPlaying { arguments.append("--paused") }
    if let clock = contest.chosenClock, clock != scene.standardClock {
      arguments += ["--axis", clock.rawValue]
    }
    if playback.moment > 0 { arguments += ["--step", "\(playback.moment)"] }
    if let selection { arguments += ["--select", "\(selection + 1)"] }
    if let view = appearance.view { arguments += ["--view", view.rawValue] }
    if let tool { arguments += ["--panel", tool.rawValue] }
    if let steps = sight.sweepSteps { arguments += ["--sweep-steps", "\(steps)"] }
    if let parameter = sight.lawParameter, lawParameter?.name == parameter {
      arguments += ["--over", parameter]
    }
    if sight.isLawTuned { arguments.append("--tuned") }
    if showsSeeds, let seeds = sight.seedCount { arguments += ["--seeds", "\(seeds)"] }
    if sight.checksSinglePrecision { arguments += ["--precision", "single"] }
    if chart != .loss { arguments += ["--chart", chart.rawValue] }
    if appearance.contours != .bandsAndLines {
      arguments += ["--contours", appearance.contours.rawValue]
    }
    if appearance.view == .relief, camera != .standard {
      arguments.append("--camera=\(camera.azimuth.plain),\(camera.elevation.plain)")
    }
    let glyphs = appearance.wantsPixels ? .pixels : MapGlyphs.set(appearance.glyphs)
    // Quadrants are stated where they were chosen against the terminal's own way.
    let isChosen = appearance.prefersImages && appearance.chosenPixels == false
    if glyphs != .set(.quadrant) || isChosen { arguments += ["--glyphs", glyphs.rawValue] }
    if appearance.ramp != appearance.standardRamp {
      arguments += ["--ramp", appearance.ramp.rawValue]
    }
    if let aspect = appearance.aspect { arguments += ["--aspect", aspect.rawValue] }
    if let levels = appearance.levels { arguments += ["--levels", levels.rawValue] }
    return arguments
  }
}
