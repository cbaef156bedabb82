/// Turns frames and their times into a recording that terminals replay: asciicast, version 2
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
  /// The time of the last frame in the recording, and by the caller's clock.
  private var time = 0.0
  private var clock: Double?

  /// - Parameters:
  ///   - title: The title that players show.
  ///   - idleLimit: Players shorten longer periods without a change to this many seconds.
  public init(title: String, idleLimit: Double = 2) {
    self.title = title
    self.idleLimit = idleLimit
  }

  /// Adds a frame and returns the text to append to the recording: whole lines, none if nothing
  /// changed.
  ///
  /// - Parameter seconds: The time by any clock; the recording begins with the first frame. A time
  ///   before the previous one, or one that is not finite, counts as the previous one.
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

  /// The last line, which shows the cursor again, below the picture.
  public var ending: String { event("o", "\u{1B}[\(shown?.size.height ?? 1);1H\u{1B}[?25h") }

  private func header(_ size: Size) -> String {
    "{\"version\": 2, \"width\": \(size.width), \"height\": \(size.height), "
      + "\"idle_time_limit\": \(idleLimit), \"title\": \(title.quotedAsJSON)}\n"
  }

  /// An event at the present time, to the microsecond.
  private func event(_ kind: String, _ data: String) -> String {
    "[\((time * 1e6).rounded() / 1e6), \"\(kind)\", \(data.quotedAsJSON)]\n"
  }
}

extension String {
  /// The text as a JSON string with its quotes (RFC 8259). Characters that no terminal should receive
  /// are escaped too: controls, invisible formatting and private characters.
  public var quotedAsJSON: String {
    var result = "\""
    for scalar in unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case "\r": result += "\\r"
      case _ where scalar.isInvisible:
        for unit in String(scalar).utf16 {
          let digits = String(unit, radix: 16)
          result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}

extension Unicode.Scalar {
  /// Whether the character affects a text without being visible.
  fileprivate var isInvisible: Bool {
    if isASCII { return value < 0x20 || value == 0x7F }
    return switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned: true
    default: false
    }
  }
}
