/// What is asked and said: the panel that takes the keys, and messages.
public struct Dialogue: Sendable {
  public internal(set) var panel: Panel?
  /// Something to be said once; the next key clears it, and a few seconds of playing.
  public internal(set) var notice: String? {
    didSet { noticeAge = 0 }
  }
  /// For how many seconds of playing it has been shown.
  private var noticeAge = 0.0
  private static let noticeTime = 4.0
  /// What is wrong with the surface's file; said until it is repaired.
  public internal(set) var fault: String?
  /// Whether the screen is being recorded.
  public internal(set) var isRecording = false

  init(notice: String?) { self.notice = notice }

  /// What lies over the map and takes the keys.
  public enum Panel: Sendable {
    case picker(Picker)
    case prompt(Prompt)
    /// Text to be read, or copied with the mouse; any key closes it.
    case text(title: String, String)
  }

  /// Lets time of playing pass; true where the notice went with it.
  mutating func advance(seconds: Double) -> Bool {
    noticeAge += seconds
    guard notice != nil, noticeAge > Self.noticeTime else { return false }
    notice = nil
    return true
  }

  /// Asks again for what a prompt asks, or says why it was refused where no prompt is open.
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
