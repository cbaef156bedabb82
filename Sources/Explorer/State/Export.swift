/// A file to be written of what is on the screen.
public struct Export: Hashable, Sendable {
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    case picture, csv, json, recording, figure
  }

  public var kind: Kind
  public var path: String
  /// Whether a file of this name may be replaced: asked for, never assumed.
  public var replacesFile: Bool

  public init(_ kind: Kind, path: String, replacesFile: Bool = false) {
    self.kind = kind
    self.path = path
    self.replacesFile = replacesFile
  }

  /// Why it was not written.
  public enum Refusal: Error, Hashable {
    /// There is a file of this name, which may not be replaced.
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

  /// What is wrong with the name of a file of this kind.
  func fault(inName name: String) -> String? {
    if name.isEmpty { return "the file needs a name" }
    let last = name.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
    guard let dot = last.lastIndex(of: "."), dot > last.startIndex else { return nil }
    let ending = last[last.index(after: dot)...].lowercased()
    // Programs go by the ending: what is inside would surprise them.
    guard Export.Kind.foreignEndings.contains(ending), ending != fileExtension else { return nil }
    return "what is written is \(format): call it \(name[..<dot]).\(fileExtension)"
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
    case .csv: "the runs as a table: one row for every step"
    case .json: "the runs with their settings and verdicts"
    case .recording: "record the screen from now on; `asciinema play` shows it"
    case .figure: "the race as a vector figure with axes, for slides and papers"
    }
  }
}
