/// Where a person is in the parameters pane.
struct DialBoard: Hashable {
  /// The dial that keys turn; nil is the first.
  var cursor: Dial.ID?
  /// The first line that is shown.
  var firstLine = 0
}
