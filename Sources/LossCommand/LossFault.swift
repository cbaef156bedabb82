/// Why a program gives no more answers.
public struct LossFault: Error, Hashable, Sendable {
  /// What happened.
  public enum Kind: Hashable, Sendable {
    /// The shell could not be started; the error number of the system.
    case notStarted(Int32)
    /// It ended, with an exit status or by a signal, or closed its output.
    case ended(status: Int32?, signal: Int32?)
    /// It gave no answer for some seconds.
    case silent(seconds: Double)
    /// A line that is neither one number nor three.
    case notAnAnswer(String)
    /// A line without a question.
    case unasked(String)
    /// It gave a gradient for some points only.
    case mixed(String)
  }

  /// What happened.
  public let kind: Kind
  /// The command that was run.
  public let command: String
  /// The last line that the program wrote to standard error; empty if there is none.
  public let lastWords: String

  /// Whether it answered, but with something else than numbers.
  public var isAboutAnswers: Bool {
    switch kind {
    case .notAnAnswer, .unasked, .mixed: true
    case .notStarted, .ended, .silent: false
    }
  }

  /// One sentence without a full stop, with the program's last words.
  public var message: String {
    lastWords.isEmpty ? "\(command) \(sentence)" : "\(command) \(sentence); it says: \(lastWords)"
  }

  /// What to do about it, if there is something to say.
  public var hint: String? {
    switch kind {
    case .silent:
      "it must flush its output after each answer, as print(…, flush=True) does; --loss-timeout gives it"
        + " more time"
    case .notAnAnswer, .unasked, .mixed:
      "for each line 'x y' it must print one line, 'loss' or 'loss gx gy', and nothing else;"
        + " messages belong on standard error"
    case .notStarted, .ended: nil
    }
  }

  private var sentence: String {
    switch kind {
    case .notStarted(let code): "cannot be started (error \(code))"
    case .ended(let status?, _): "ended with status \(status)"
    case .ended(_, let signal?): "was ended by signal \(signal)"
    case .ended: "closed its output"
    case .silent(let seconds):
      "gave no answer for \(seconds == seconds.rounded() ? "\(Int(seconds))" : "\(seconds)") s"
    case .notAnAnswer(let line): "answered '\(line.prefix(60))', which is not one number or three"
    case .unasked(let line): "answered '\(line.prefix(60))' without a question"
    case .mixed(let line):
      "answered '\(line.prefix(60))': it must give a gradient everywhere or nowhere"
    }
  }
}
