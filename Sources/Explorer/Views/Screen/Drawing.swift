import Calculus
import Canvas

/// A picture of the screen together with the meanings of its places. Anything that can be clicked
/// or dragged is noted where it is drawn, so that a hit never disagrees with the picture.
public struct Drawing: Sendable {
  public internal(set) var frame: Frame
  public internal(set) var targets = Targets()
  public internal(set) var shown = Shown()

  init(size: Size) { frame = Frame(size: size) }

  /// Notes the meaning of some cells; it covers earlier ones.
  mutating func note(_ target: Target, in area: Rectangle) {
    let (columns, rows) = (
      area.columns.clamped(to: frame.bounds.columns), area.rows.clamped(to: frame.bounds.rows)
    )
    targets.note(
      target,
      in: Rectangle(
        column: columns.lowerBound, row: rows.lowerBound, width: columns.count, height: rows.count))
  }
}

extension Shown {
  init(_ layout: Layout, of state: ExplorerState) {
    map = layout.maps.first.map {
      state.projection(in: layout.interior(of: $0))
    }
    hasChart = layout.chart != nil
    // Room for a sentence of usual length.
    hasGuidance = layout.words.map { $0.width * $0.height >= 160 } ?? false
    hasRoomForPanes = layout.isBoxed
  }
}

/// The meaning of a place on the screen.
enum Target: Sendable {
  /// A key or a hint in the footer.
  case action(Action)
  /// An optimizer in a list, or in the heading of its map.
  case run(Int)
  case map(MapPlace)
  case moments(Timeline)
  /// The curves of the sweep.
  case rates(SweepChart)
  /// The curves of the law.
  case law(LawChart)
  /// The parameters pane around its dials.
  case dials
  case dial(Dial.ID)
  /// Turns a dial by some notches.
  case turn(Dial.ID, by: Int)
  case slider(Dial.ID, Slider)
  /// A match of the open list.
  case item(Int)
  /// An open panel around its items.
  case panel(isList: Bool)
  /// Everything around an open panel; also the whole panel of a text.
  case besidePanel(isList: Bool)
}

/// A map on the screen, flat or in relief.
struct MapPlace: Sendable {
  let projection: Projection
  /// The relief in those cells, if the surface is shown as one.
  var relief: ReliefPicture?

  /// The visible point of the surface in a cell; nil beside the surface.
  func point(column: Int, row: Int) -> Point? {
    let cells = projection.cells
    guard cells.contains(column: column, row: row) else { return nil }
    guard let relief else { return projection.point(column: column, row: row) }
    return relief.point(seenInCell: column - cells.column, row - cells.row)
  }
}

/// The targets of a picture, in drawing order: later ones are on top.
public struct Targets: Sendable {
  private(set) var all: [(area: Rectangle, target: Target)] = []

  /// Adds a target on top of the others; targets that it covers completely are removed.
  mutating func note(_ target: Target, in area: Rectangle) {
    guard !area.isEmpty else { return }
    all.removeAll {
      $0.area.columns.clamped(to: area.columns) == $0.area.columns
        && $0.area.rows.clamped(to: area.rows) == $0.area.rows
    }
    all.append((area, target))
  }

  /// The topmost target at a cell.
  func target(column: Int, row: Int) -> Target? {
    all.last { $0.area.contains(column: column, row: row) }?.target
  }
}
