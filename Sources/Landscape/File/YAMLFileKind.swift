/// A kind of YAML file, as messages about such files speak of it: surfaces here, others by others.
package struct YAMLFileKind: Hashable, Sendable {
  /// "surface file", of which there may be one or several.
  let noun: String
  /// What a file holds: "surface".
  let content: String
  /// What to do about an empty file.
  let least: String
  /// Two right lines.
  let lines: String
  /// A right line for each key, to show by example; the one for "" stands for any key.
  let examples: [String: String]
  /// The keys whose value is text that may look like something else.
  let textKeys: Set<String>

  package init(
    noun: String, content: String, least: String, lines: String, examples: [String: String],
    textKeys: Set<String> = []
  ) {
    self.noun = noun
    self.content = content
    self.least = least
    self.lines = lines
    self.examples = examples
    self.textKeys = textKeys
  }

  static let surface = YAMLFileKind(
    noun: "surface file", content: "surface",
    least: "it needs at least the keys name, formula, domain and start",
    lines: "'name: My surface' and 'formula: x^2 + y^2'",
    examples: [
      "name": "name: My surface",
      "formula": "formula: x^2 + y^2",
      "domain": "domain: {x: [-5, 5], y: [-5, 5]}",
      "start": "start: [3, -2]",
      "data": "data: {file: cars.csv, columns: {u: speed, v: distance}}",
      "sample": "sample: (x*u + y - v)^2",
      "let": "let: {r: sqrt(x^2 + y^2)}",
      "file": "file: cars.csv",
      "columns": "columns: {u: speed, v: distance}",
      "minima": "minima: [[0, 0], [1, 2]]",
      "learning_rates": "learning_rates: {gd: 0.1, adam: 0.05}",
      "parameters": "parameters: {kappa: {value: 100, range: [1, 10000], scale: log}}",
      "range": "range: [1, 100]",
      "value": "value: 10",
      "levels": "levels: log",
      "scale": "scale: log",
      "": "name: My surface",
      "x": "x: [-5, 5]",
      "y": "y: [-5, 5]",
    ],
    textKeys: ["name", "formula", "lesson", "sample"])
}
