import Calculus
import RealModule

/// A value on an axis that is written beside it.
struct Tick: Hashable, Sendable {
  let value: Double
  let text: String
}

extension Tick {
  /// Multiples of 1, 2 or 5 times a power of ten within a range.
  /// - Parameter most: how many there is room for, at least 2.
  static func linear(_ range: ClosedRange<Double>, most: Int) -> [Tick] {
    let span = range.upperBound - range.lowerBound
    guard span.isFinite, span > 1e-300, span < 1e300 else { return [] }
    var exponent = Int(Double.log10(span / Double(max(most, 2))).rounded(.down))
    var mantissas = [1, 2, 5][...]
    while true {
      guard let mantissa = mantissas.popFirst() else {
        mantissas = [1, 2, 5]
        exponent += 1
        continue
      }
      let step = Double(mantissa) * .pow(10, Double(exponent))
      let tolerance = 1e-9
      let first = (range.lowerBound / step - tolerance).rounded(.up)
      let last = (range.upperBound / step + tolerance).rounded(.down)
      guard last - first < Double(max(most, 2)) else { continue }
      // So far from zero that doubles do not tell the multiples apart.
      guard first.magnitude < 1e15, last.magnitude < 1e15 else { return [] }
      return stride(from: first, through: last, by: 1).map { count in
        // The double nearest to the decimal number: 3 × 0.1 is 0.3.
        let value = Double("\(Int(count) * mantissa)e\(exponent)") ?? count * step
        return Tick(value: value, text: value.plain.withMinus)
      }
    }
  }

  /// Powers of ten, every one or every second, third, … as there is room.
  static func decades(_ exponents: ClosedRange<Int>, most: Int) -> [Tick] {
    let skip = max(1, (exponents.count + most - 1) / max(most, 1))
    return exponents.filter { $0 % skip == 0 }.map { exponent in
      let text =
        switch exponent {
        case 0: "1"
        case 1: "10"
        case 2: "100"
        case -1: "0.1"
        default: "10" + "\(exponent)".superscript
        }
      return Tick(value: .pow(10, Double(exponent)), text: text)
    }
  }
}

extension String {
  /// A number with the sign that typographers use.
  var withMinus: String { String(map { $0 == "-" ? "−" : $0 }) }

  var superscript: String {
    String(
      map { character in
        switch character {
        case "-": "⁻"
        case "0": "⁰"
        case "1": "¹"
        case "2": "²"
        case "3": "³"
        case "4": "⁴"
        case "5": "⁵"
        case "6": "⁶"
        case "7": "⁷"
        case "8": "⁸"
        case "9": "⁹"
        default: character
        }
      })
  }
}

/// A frame with ticks and their values around it.
struct AxesDrawing {
  let box: Box
  let theme: Theme
  let fontSize: Double
  /// Texts and where they stand along the axis.
  var xTicks: [(text: String, x: Double)] = []
  var yTicks: [(text: String, y: Double)] = []

  func draw(xTitle: String, yTitle: String, into markup: inout Markup) {
    let tick = 0.4 * fontSize
    var data = PathData()
    for (_, x) in xTicks { data.add([Place(x, box.bottom), Place(x, box.bottom + tick)]) }
    for (_, y) in yTicks { data.add([Place(box.x, y), Place(box.x - tick, y)]) }
    markup.add(box: box, stroke: theme.frame, strokeWidth: 0.08 * fontSize)
    markup.add(
      "path",
      [
        "d": data.text, "fill": "none", "stroke": theme.frame.webColor,
        "stroke-width": (0.08 * fontSize).length,
      ])
    markup.add("g", ["fill": theme.muted.webColor, "font-size": (0.92 * fontSize).length]) {
      markup in
      for (text, x) in xTicks {
        markup.add(
          text: text, at: Place(x, box.bottom + tick + fontSize), anchor: "middle")
      }
      for (text, y) in yTicks {
        markup.add(
          text: text, at: Place(box.x - tick - 0.3 * fontSize, y + 0.33 * fontSize), anchor: "end")
      }
    }
    markup.add(
      text: xTitle, at: Place(box.center.x, box.bottom + tick + 2.3 * fontSize), anchor: "middle")
    let side = Place(box.x - 3.6 * fontSize, box.center.y)
    markup.add(
      "text",
      [
        "x": side.x.length, "y": side.y.length, "text-anchor": "middle",
        "transform": "rotate(-90 \(side.x.length) \(side.y.length))",
      ], characters: yTitle)
  }
}

extension Markup {
  mutating func add(text: String, at place: Place, anchor: String = "start") {
    add(
      "text", ["x": place.x.length, "y": place.y.length, "text-anchor": anchor], characters: text)
  }
}
