import Calculus
import Canvas

/// What a place on the screen stands for.
enum Target: Sendable {
  /// A key or a hint in the footer.
  case action(Action)
  /// An optimizer in a list, or over its map.
  case run(Int)
  case map(MapPlace)
  case steps(Timeline)
  /// The curves of the sweep.
  case rates(SweepChart)
  /// The parameters pane beside its dials.
  case dials
  case dial(Dial.ID)
  /// Turns a dial by some notches.
  case turn(Dial.ID, by: Int)
  case slider(Dial.ID, Slider)
  /// A match of the open list.
  case item(Int)
  /// An open panel beside its items.
  case panel(isList: Bool)
  /// Everything beside an open panel, and the whole of a text.
  case besidePanel(isList: Bool)
}

/// A map on the screen, flat or in relief.
struct MapPlace: Sendable {
  let projection: Projection
  /// What the cells show where the surface is seen from the side.
  var relief: ReliefPicture?

  /// The point of the surface that is seen in a cell; nil beside the surface.
  func point(column: Int, row: Int) -> Point? {
    let cells = projection.cells
    guard cells.contains(column: column, row: row) else { return nil }
    guard let relief else { return projection.point(column: column, row: row) }
    return relief.point(seenInCell: column - cells.column, row - cells.row)
  }
}

/// The targets of a picture, in the order in which they were drawn: a later one lies on top.
public struct Targets: Sendable {
  private(set) var all: [(area: Rectangle, target: Target)] = []

  /// Notes a target over those that were noted before; what it covers wholly is gone.
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
