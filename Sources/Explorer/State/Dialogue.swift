/// The panel that takes the keys, and messages to the user.
public struct Dialogue: Sendable {
  public internal(set) var panel: Panel?
  /// A message shown once: the next key or a few seconds of playing clear it.
  public internal(set) var notice: String? {
    didSet { (noticeAge, isNoticeLasting) = (0, false) }
  }
  /// Whether only a key clears it.
  private var isNoticeLasting = false
  /// How many seconds of playing it has been shown.
  private var noticeAge = 0.0
  private static let noticeTime = 4.0
  /// The fault in the surface's file; shown until the file is repaired.
  public internal(set) var fault: String?
  /// The fault in the lesson's file, likewise.
  var lessonFault: String?
  /// The fault in a file of recorded runs, likewise.
  var runsFault: String?
  /// The files of recorded runs that are not there yet.
  var awaitedRuns: [String] = []
  /// Whether the screen is being recorded.
  public internal(set) var isRecording = false

  init(notice: String?) { self.notice = notice }

  /// A panel over the map that takes the keys.
  public enum Panel: Sendable {
    case picker(Picker)
    case prompt(Prompt)
    /// Text to read, or to copy with the mouse; any key closes it.
    case text(title: String, String)
  }

  /// Lets playing time pass; true if the notice expired.
  mutating func advance(seconds: Double) -> Bool {
    noticeAge += seconds
    guard notice != nil, !isNoticeLasting, noticeAge > Self.noticeTime else { return false }
    notice = nil
    return true
  }

  /// Shows a message that is to be seen in any case: only a key clears it.
  mutating func insist(_ message: String) {
    notice = message
    isNoticeLasting = true
  }

  /// Repeats the question of an open prompt with a message; without a prompt, shows it as a notice.
  mutating func askAgain(_ message: String, isConfirmed: Bool) {
    guard case .prompt(var prompt)? = panel else {
      notice = message
      return
    }
    prompt.fault = (message, 0..<prompt.characters.count)
    if isConfirmed { prompt.isConfirmed = true }
    panel = .prompt(prompt)
  }
}
