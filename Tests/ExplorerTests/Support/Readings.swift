import Calculus
import Landscape

/// A surface of data: a line through 200 readings, by least squares.
func readings() throws -> Surface {
  let rows = (0..<200).map { row -> String in
    let load = Double(row * 37 % 200) / 100
    let scatter = Double(row * 73 % 101) / 100 - 0.5
    return "\(load),\(1.5 + 0.8 * load + scatter)\n"
  }
  let yaml = """
    name: Readings
    data: {file: readings.csv, columns: {u: load, v: length}}
    sample: (x*u + y - v)^2/2
    domain: {x: [-1, 2.5], y: [-0.5, 3.5]}
    start: [-0.6, 3.2]
    learning_rates: {gd: 0.3, sgd: 0.1, minibatch: 0.3}
    lesson: One row is cheap and noisy, all are exact and dear.
    """
  let csv = Array(("load,length\n" + rows.joined()).utf8)
  return try Surface(yaml: Array(yaml.utf8), file: "readings.yaml") {
    _, _ throws(UnreadableData) in csv
  }
}
