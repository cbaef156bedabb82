/// A file that someone wants of what is on the screen.
public struct Export: Hashable, Sendable {
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    case picture, csv, json, recording
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
    /// There is a file of this name, and nobody allowed to replace it.
    case fileExists
    case failed(String)
  }
}

extension Export.Kind {
  var fileExtension: String {
    switch self {
    case .picture: "svg"
    case .csv: "csv"
    case .json: "json"
    case .recording: "cast"
    }
  }

  var meaning: String {
    switch self {
    case .picture: "this screen as an SVG picture"
    case .csv: "the runs as a table: one row for every step"
    case .json: "the runs with their settings and verdicts"
    case .recording: "record the screen from now on; `asciinema play` shows it"
    }
  }
}
