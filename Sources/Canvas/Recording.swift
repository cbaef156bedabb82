/// Frames with their times as a recording that terminals replay: asciicast, version 2
/// (`asciinema play`).
///
/// A recording takes up to `byteLimit` bytes of memory, besides the frame shown last.
public struct Recording: Sendable {
  /// The most bytes that a recording has: an hour and more of a race in a large window.
  public static let byteLimit = 64_000_000

  /// Whether something was left out because there was no more room; nothing is added after that.
  public private(set) var isFull = false

  private let idleLimit: Double
  private let byteLimit: Int
  private var lines: String
  private var size: Size
  private var depth: ColorDepth?
  private var shown: Frame?
  /// Of the last event, in the recording, and when it came; nil while there is none.
  private var last: (time: Double, seconds: Double)?

  /// - Parameters:
  ///   - size: of the terminal at the beginning.
  ///   - title: what the recording is called where it is shown.
  ///   - idleLimit: how many seconds may pass in the recording while nothing changes.
  public init(size: Size, title: String, idleLimit: Double = 2) {
    self.init(size: size, title: title, idleLimit: idleLimit, byteLimit: Self.byteLimit)
  }

  init(size: Size, title: String, idleLimit: Double, byteLimit: Int) {
    self.size = size
    self.idleLimit = idleLimit
    self.byteLimit = byteLimit
    lines =
      "{\"version\": 2, \"width\": \(size.width), \"height\": \(size.height), "
      + "\"title\": \(title.quotedAsJSON)}\n"
  }

  /// Adds what is shown from a time on.
  ///
  /// - Parameter seconds: by any clock; the first frame is at the recording's beginning. Time that
  ///   goes back, or is not finite, does not pass.
  public mutating func add(_ frame: Frame, at seconds: Double, depth: ColorDepth) {
    guard !isFull else { return }
    let gap = seconds - (last?.seconds ?? seconds)
    let time = (last?.time ?? 0) + (gap > 0 && gap.isFinite ? min(gap, idleLimit) : 0)
    var added = ""
    if frame.size != size {
      added += Self.event(time, "r", "\(frame.size.width)x\(frame.size.height)")
    }
    let changes = frame.ansi(changesFrom: self.depth == depth ? shown : nil, depth: depth)
    if !changes.isEmpty {
      added += Self.event(time, "o", (last == nil ? "\u{1B}[?25l" : "") + changes)
    }
    guard !added.isEmpty else { return }
    guard lines.utf8.count + added.utf8.count + 100 <= byteLimit else {
      isFull = true
      return
    }
    lines += added
    (size, self.depth, shown) = (frame.size, depth, frame)
    last = (time, seconds.isFinite ? seconds : last?.seconds ?? 0)
  }

  /// The file: a header, then one event a line. At its end the cursor is shown again, below the
  /// picture.
  public var text: String {
    guard let last else { return lines }
    return lines + Self.event(last.time, "o", "\u{1B}[\(size.height);1H\u{1B}[?25h")
  }

  /// - Parameter seconds: rounded to microseconds.
  private static func event(_ seconds: Double, _ kind: String, _ data: String) -> String {
    "[\((seconds * 1e6).rounded() / 1e6), \"\(kind)\", \(data.quotedAsJSON)]\n"
  }
}
