import Landscape

extension Surface {
  /// What results call it: its name on the command line, or the formula that was typed.
  var title: String { id.isEmpty ? formula.text : id }
}
