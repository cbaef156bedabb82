import Calculus
import Canvas
import Comparison
import Landscape
import Optimizers

/// A race on its surface as a vector figure for slides and papers: smooth contours with their
/// values, every path with a mark for each step, axes and a legend.
///
/// The text is SVG 1.1 without scripts, style sheets or fonts of its own, so that browsers, Inkscape and
/// rsvg-convert draw the same.
public struct Figure: Sendable {
  public let scene: Scene
  public let race: Race
  /// The part of the surface on the map.
  public let domain: Domain
  /// What the race is measured by.
  public let clock: RaceClock
  /// The moment that is shown, by the clock: paths up to here, losses and legend as they are here.
  public var position: Int
  public var size = FigureSize.standard
  public var theme = Theme.light
  /// How the map fills its place; by default as the surface says.
  public var aspect: Aspect
  /// How the contour levels are spread.
  public var levels: LevelMode
  /// Whether the losses are drawn over the clock below the map.
  public var showsLosses = false

  let ground: MapDrawing.Ground
  /// The last moment of the race.
  let last: Int

  /// The step of a run at the moment that is shown.
  func step(of run: Int) -> Int { race.runs[run].step(at: position, on: clock) }

  /// - Parameters:
  ///   - race: of the scene, as far as it is to be shown.
  ///   - position: the moment that is shown, by default the race's last step.
  ///   - clock: what the race is measured by.
  ///   - domain: the part of the surface on the map, by default the scene's.
  public init(
    scene: Scene, race: Race, at position: Int? = nil, on clock: RaceClock = .steps,
    domain: Domain? = nil
  ) {
    self.scene = scene
    self.race = race
    self.clock = clock
    self.position = position ?? race.runs.map { $0.spent(on: clock, upTo: race.step) }.max() ?? 0
    last = self.position
    levels = scene.surface.levels
    let domain = domain ?? scene.domain
    self.domain = domain
    aspect = scene.surface.aspect ?? .automatic(for: domain)
    ground = MapDrawing.Ground(scene, domain: domain)
  }

  /// How much of the surface and of the paths is drawn, for a file that others can open.
  struct Detail: Equatable {
    /// The number of contour levels asked for.
    var levels = 12
    /// How much coarser lines are than they could be.
    var coarseness = 1.0
    /// The sides of the cells that a path must enter to be drawn where it has been before, in CSS
    /// pixels; nil if all of it is drawn.
    var cover: Double?
    /// Whether the bands are a picture, without lines and labels.
    var isPainted = false

    /// From the largest file to the smallest: coarser lines and no more than the ground black with
    /// steps as long as no eye sees it, then fewer levels too; if that is not enough, bands that are a
    /// picture, and then coarser paths over it.
    static let all =
      [
        Detail(), Detail(coarseness: 2), Detail(coarseness: 2, cover: 2),
        Detail(coarseness: 4, cover: 4), Detail(levels: 6, coarseness: 8, cover: 12),
        Detail(levels: 3, coarseness: 16, cover: 24),
      ]
      + [1, 2, 4, 8, 16, 32, 64].map {
        Detail(coarseness: $0, cover: $0 > 2 ? 1.5 * $0 : nil, isPainted: true)
      }
  }

  /// The most bytes of a file.
  private static let mostBytes = 300_000

  /// The whole file, below 300 kB: in full detail where a path has no more than thousands of steps and the
  /// surface no more than hundreds of hills.
  public var svg: String {
    let (shaped, painted) = (Detail.all.filter { !$0.isPainted }, Detail.all.filter(\.isPainted))
    func isSmall(_ text: String) -> Bool { text.utf8.count <= Figure.mostBytes }
    let whole = svg(shaped[0])
    if isSmall(whole) { return whole }
    // The least first, which tells whether shapes are of any use.
    let least = svg(shaped[shaped.count - 1])
    guard isSmall(least) else {
      var text = least
      for detail in painted where !isSmall(text) { text = svg(detail) }
      return text
    }
    return shaped.dropFirst().dropLast().lazy.map(svg).first(where: isSmall) ?? least
  }

  private func svg(_ detail: Detail) -> String {
    let layout = FigureLayout(self)
    var markup = Markup()
    let (width, height) = (size.pixels.width.length, size.pixels.height.length)
    markup.add(
      "svg",
      [
        "xmlns": "http://www.w3.org/2000/svg", "width": size.width.length + size.unit.rawValue,
        "height": size.height.length + size.unit.rawValue, "viewBox": "0 0 \(width) \(height)",
        "font-family": "Helvetica, Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif",
        "font-size": layout.fontSize.length, "fill": theme.text.webColor,
        "stroke-linejoin": "round", "stroke-linecap": "round",
      ]
    ) { markup in
      markup.add("title", [:], characters: scene.surface.name)
      markup.add("rect", ["width": width, "height": height, "fill": theme.background.webColor])
      drawTitle(layout, into: &markup)
      MapDrawing(self, in: layout.map, fontSize: layout.fontSize, detail: detail)
        .draw(into: &markup)
      if let box = layout.losses {
        LossDrawing(self, in: box, fontSize: layout.fontSize).draw(into: &markup)
      }
      Legend(self).draw(in: layout.legend, fontSize: layout.fontSize, into: &markup)
    }
    return markup.text
  }

  private func drawTitle(_ layout: FigureLayout, into markup: inout Markup) {
    let surface = scene.surface
    let box = layout.title
    let size = layout.fontSize
    let name = surface.name.shortened(toFit: box.width, fontSize: 1.25 * size)
    markup.add(
      "text",
      [
        "x": box.x.length, "y": (box.y + 1.2 * size).length, "font-size": (1.25 * size).length,
        "font-weight": "bold",
      ], characters: name)
    guard let subtitle else { return }
    markup.add(
      "text",
      [
        "x": box.x.length, "y": (box.y + 2.7 * size).length, "fill": theme.muted.webColor,
      ], characters: subtitle.shortened(toFit: box.width, fontSize: size))
  }

  /// The loss with the values of its parameters, unless it is also the surface's name, and the source
  /// of the gradients, if they are not exact; nil if there is neither.
  var subtitle: String? {
    let surface = scene.surface
    let values = surface.parameters.map { parameter in
      let value = scene.parameters[parameter.name] ?? parameter.value
      return "\(parameter.name) = \(value.plain.withMinus)"
    }
    // The name of a file of data stays as it is.
    let formula = surface.formula?.text ?? ""
    let text = surface.lossText.replacing(formula, with: formula.typeset, maxReplacements: 1)
    let loss = surface.lossText == surface.name ? [] : ["f(x, y) = " + text] + values
    let parts = loss + (scene.setup.givenGradient.label.map { [$0] } ?? [])
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }
}

/// The size of a figure on the page.
public struct FigureSize: Hashable, Sendable {
  public enum Unit: String, CaseIterable, Hashable, Sendable {
    /// A CSS pixel, a 96th of an inch.
    case px
    case mm
  }

  public let width: Double
  public let height: Double
  public let unit: Unit

  /// Nil for a size at which nothing can be drawn or read: sides below 200 or above 20,000 pixels.
  public init?(width: Double, height: Double, unit: Unit) {
    (self.width, self.height, self.unit) = (width, height, unit)
    let range = 200.0...20_000
    guard range.contains(pixels.width), range.contains(pixels.height) else { return nil }
  }

  public static let standard = FigureSize(800, 600)

  private init(_ width: Double, _ height: Double) {
    (self.width, self.height, unit) = (width, height, .px)
  }

  /// In CSS pixels, the units of the drawing.
  var pixels: (width: Double, height: Double) {
    let scale = unit == .mm ? 96 / 25.4 : 1
    return (width * scale, height * scale)
  }
}

extension String {
  /// About how wide it is in a sans-serif font, in pixels.
  func estimatedWidth(fontSize: Double) -> Double { 0.55 * fontSize * Double(count) }

  /// As much of it as has room, with an ellipsis where that is not all.
  func shortened(toFit width: Double, fontSize: Double) -> String {
    let room = Int(width / (0.55 * fontSize))
    return count <= room ? self : prefix(max(0, room - 1)) + "…"
  }
}
