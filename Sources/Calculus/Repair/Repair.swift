/// Finds the formula that someone meant who wrote another one.
///
/// A fault has edits that may mend it, the likeliest first. What an edit gives is read again, and its
/// next fault mended the same way, until the whole can be read. The result is written by the tree, so
/// that it reads back for certain.
struct Repair {
  /// A text to try instead of a wrong one, and the words that lead to it.
  struct Edit {
    var words = "write"
    let text: String
  }

  /// Longer texts are not worth the time, and too long for a hint.
  private static let lengthLimit = 400
  private static let editLimit = 40

  let parameters: Set<String>

  func remedy(for error: FormulaError) -> FormulaError.Remedy? {
    guard error.text.utf8.count <= Self.lengthLimit else { return nil }
    var words: String?
    var formulas: [String] = []
    for edit in edits(for: error) {
      guard let formula = mended(edit.text), !formulas.contains(formula) else { continue }
      words = words ?? edit.words
      formulas.append(formula)
    }
    return words.map { FormulaError.Remedy(words: $0, formulas: formulas) }
  }

  /// The formula that a text comes to when its faults are mended, if they can be.
  private func mended(_ text: String) -> String? {
    var text = text
    for _ in 0..<Self.editLimit {
      do throws(FormulaError) {
        let formula = try Parser.parse(text, parameters: parameters).text
        return formula.count <= Self.lengthLimit ? formula : nil
      } catch {
        guard let edit = edits(for: error).first, edit.text != text,
          edit.text.utf8.count <= 2 * Self.lengthLimit
        else { return nil }
        text = edit.text
      }
    }
    return nil
  }
}

extension FormulaError {
  /// The error with what to write instead, where that can be told.
  func withRemedy(parameters: Set<String>) -> FormulaError {
    var error = self
    error.remedy = Repair(parameters: parameters).remedy(for: self)
    return error
  }
}
