import Canvas

/// The text of an SVG file while it is written.
struct Markup {
  private(set) var text = ""
  private var depth = 0

  /// An element; with a body it is closed after what the body adds.
  mutating func add(
    _ name: String, _ attributes: KeyValuePairs<String, String> = [:],
    body: ((inout Markup) -> Void)? = nil
  ) {
    indent()
    open(name, attributes)
    guard let body else {
      text += "/>\n"
      return
    }
    text += ">\n"
    depth += 1
    body(&self)
    depth -= 1
    indent()
    text += "</\(name)>\n"
  }

  /// An element that holds characters, on one line.
  mutating func add(
    _ name: String, _ attributes: KeyValuePairs<String, String>, characters: String
  ) {
    indent()
    open(name, attributes)
    text += ">\(characters.escapedForXML)</\(name)>\n"
  }

  private mutating func open(_ name: String, _ attributes: KeyValuePairs<String, String>) {
    text += "<" + name
    for (key, value) in attributes { text += " \(key)=\"\(value.escapedForXML)\"" }
  }

  private mutating func indent() { text += String(repeating: " ", count: depth) }
}

extension Double {
  /// A length of a drawing, to a hundredth of a pixel.
  var length: String { hundredths(Int((self * 100).rounded())) }
}

/// A number of hundredths as a decimal number without superfluous zeros: `-.5`, `12.25`.
private func hundredths(_ count: Int) -> String {
  let (whole, rest) = count.magnitude.quotientAndRemainder(dividingBy: 100)
  var text = whole > 0 || rest == 0 ? "\(whole)" : ""
  if rest > 0 { text += rest % 10 == 0 ? ".\(rest / 10)" : rest < 10 ? ".0\(rest)" : ".\(rest)" }
  return count < 0 ? "-" + text : text
}

/// The `d` of a path: absolute moves and relative lines, which are the shortest.
struct PathData {
  private(set) var text = ""
  private var (x, y) = (0, 0)
  /// The command that further numbers belong to.
  private var command: Character?

  var isEmpty: Bool { text.isEmpty }

  mutating func move(to point: Place) {
    (x, y) = Self.rounded(point)
    text += "M" + hundredths(x)
    append(y)
    command = nil
  }

  mutating func line(to point: Place) {
    let (newX, newY) = Self.rounded(point)
    guard (newX, newY) != (x, y) else { return }
    write("l", newX - x, newY - y)
    (x, y) = (newX, newY)
  }

  /// A line of no length, which a round line end makes a dot.
  mutating func dot(at point: Place) {
    move(to: point)
    text += "h0"
  }

  mutating func close() {
    text += "z"
    command = nil
  }

  /// Lines through all points, back to the first where the figure is closed.
  mutating func add(_ points: some Sequence<Place>, closed: Bool = false) {
    var isFirst = true
    for point in points {
      if isFirst { move(to: point) } else { line(to: point) }
      isFirst = false
    }
    if closed, !isFirst { close() }
  }

  private mutating func write(_ letter: Character, _ first: Int, _ second: Int) {
    if command == letter {
      append(first)
    } else {
      text += String(letter) + hundredths(first)
      command = letter
    }
    append(second)
  }

  /// A number after another one; a minus separates by itself.
  private mutating func append(_ count: Int) {
    let number = hundredths(count)
    text += number.hasPrefix("-") ? number : " " + number
  }

  private static func rounded(_ place: Place) -> (Int, Int) {
    (Int((place.x * 100).rounded()), Int((place.y * 100).rounded()))
  }
}
