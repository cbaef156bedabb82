/// Where the values of a loss come from if they take time: a program that answers questions.
///
/// While it does not wait, a value that is not known yet is NaN and counts as a gap. Whatever was
/// computed while `gaps` grew is provisional, to be dropped and computed again when `changes` grows:
/// what was answered once is known at once.
public protocol AnswerSource: AnyObject, Sendable {
  /// How often something was asked that was not known.
  var gaps: Int { get }
  /// Grows with each answer, and when something goes wrong or right again.
  var changes: Int { get }
  /// Grows now and then, as answers for maps come.
  var mapChanges: Int { get }
  /// The number of answers so far.
  var answerCount: Int { get }
  /// The number of questions without an answer.
  var openCount: Int { get }
  /// The number of them that something else than a map waits for.
  var urgentCount: Int { get }
  /// How well the loss is known over its domain: the cells along each side of the finest lattice of which
  /// every loss is known; 0 before the first.
  var detail: Int { get }
  /// How often all was asked anew, because the program may have become another.
  var generation: Int { get }
  /// How many losses a gradient takes: 1 if the program gives gradients or nothing is known of it yet.
  var callsPerGradient: Int { get }
  /// Why no more answers come, in a sentence; nil while they come.
  var fault: String? { get }
  /// How derivatives come about, if they are not exact: "differences, h = 3e-05".
  var note: String? { get }
  /// Ends waiting for answers: from now on there are gaps.
  func stopWaiting()
  /// Begins again after a fault, and asks all that is needed anew; true if there was one.
  func restart() -> Bool
}
