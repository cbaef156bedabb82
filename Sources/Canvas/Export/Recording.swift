/// Frames with their times, turned into a recording that terminals replay: asciicast, version 2
/// (`asciinema play`).
///
///     var recording = Recording(title: "a race")
///     file.write(recording.add(frame, at: 0, depth: .trueColor))   // a header and the whole frame
///     file.write(recording.add(next, at: 0.5, depth: .trueColor))  // what has changed
///     file.write(recording.ending)
public struct Recording: Sendable {
  private let title: String
  private let idleLimit: Double
  private var depth: ColorDepth?
  private var shown: Frame?
  /// Of the last frame: its time in the recording, and by the clock of whoever records.
  private var time = 0.0
  private var clock: Double?

  /// - Parameters:
  ///   - title: what the recording is called where it is shown.
  ///   - idleLimit: players shorten to so many seconds what lasts longer without a change.
  public init(title: String, idleLimit: Double = 2) {
    self.title = title
    self.idleLimit = idleLimit
  }

  /// What the recording is to go on with when a frame is shown: whole lines, none where nothing has
  /// changed.
  ///
  /// - Parameter seconds: by any clock; the first frame is at the recording's beginning. Time that
  ///   goes back, or is not finite, does not pass.
  public mutating func add(_ frame: Frame, at seconds: Double, depth: ColorDepth) -> String {
    if seconds.isFinite {
      time += max(0, seconds - (clock ?? seconds))
      clock = seconds
    }
    var added = ""
    if shown == nil {
      added += header(frame.size)
    } else if frame.size != shown?.size {
      added += event("r", "\(frame.size.width)x\(frame.size.height)")
    }
    let changes = frame.ansi(changesFrom: self.depth == depth ? shown : nil, depth: depth)
    if !changes.isEmpty { added += event("o", (shown == nil ? "\u{1B}[?25l" : "") + changes) }
    (self.depth, shown) = (depth, frame)
    return added
  }

  /// The last line: the cursor is shown again, below the picture.
  public var ending: String { event("o", "\u{1B}[\(shown?.size.height ?? 1);1H\u{1B}[?25h") }

  private func header(_ size: Size) -> String {
    "{\"version\": 2, \"width\": \(size.width), \"height\": \(size.height), "
      + "\"idle_time_limit\": \(idleLimit), \"title\": \(title.quotedAsJSON)}\n"
  }

  /// An event now, to the microsecond.
  private func event(_ kind: String, _ data: String) -> String {
    "[\((time * 1e6).rounded() / 1e6), \"\(kind)\", \(data.quotedAsJSON)]\n"
  }
}
