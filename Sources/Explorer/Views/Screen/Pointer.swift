import Canvas
import Input

/// The mouse over the current picture: turns its events into meanings.
public struct Pointer: Sendable {
  /// The targets of that picture.
  public var targets = Targets()
  private var held: Held?

  /// The button while it is held down.
  private struct Held {
    /// The target on which it went down.
    let target: Target
    /// The last place of the mouse.
    var column: Int
    var row: Int
    var hasMoved = false
  }

  public init() {}

  public mutating func meanings(of mouse: Mouse) -> [Meaning] {
    let target = targets.target(column: mouse.column, row: mouse.row)
    switch mouse.action {
    case .press:
      held = target.map { Held(target: $0, column: mouse.column, row: mouse.row) }
      return [.press] + [target?.pressed(at: mouse)].compactMap(\.self)
    case .drag:
      guard let from = held, (from.column, from.row) != (mouse.column, mouse.row) else { return [] }
      held?.column = mouse.column
      held?.row = mouse.row
      held?.hasMoved = true
      return [
        from.target.dragged(
          to: mouse, columns: mouse.column - from.column, rows: mouse.row - from.row)
      ].compactMap(\.self)
    case .release:
      defer { held = nil }
      // A press on a map may begin a drag: only the release shows that it was a click.
      guard case .map? = held?.target, held?.hasMoved == false, case .map(let map)? = target,
        let point = map.point(column: mouse.column, row: mouse.row)
      else { return [] }
      return [.start(at: map.projection.rounded(point))]
    case .wheelUp: return [target?.wheeled(by: -1, at: mouse)].compactMap(\.self)
    case .wheelDown: return [target?.wheeled(by: 1, at: mouse)].compactMap(\.self)
    }
  }
}

extension Target {
  fileprivate func pressed(at mouse: Mouse) -> Meaning? {
    switch self {
    case .action(let action): .perform(action)
    case .run(let run): .selectRun(run)
    case .moments(let timeline): .showMoment(timeline.position(at: mouse.column))
    case .rates(let chart): .setRate(chart.rate(at: mouse.column))
    case .law(let chart): .setLawValue(chart.value(at: mouse.column))
    case .dial(let id): .chooseDial(id)
    case .turn(let id, let notches): .turnDial(id, by: notches)
    case .slider(let id, let slider): .setDial(id, to: slider.fraction(at: mouse.column))
    case .item(let place): .pressItem(place)
    case .besidePanel: .closePanel
    case .map, .dials, .panel: nil
    }
  }

  /// The meaning of moving the mouse by some cells with the button held down.
  fileprivate func dragged(to mouse: Mouse, columns: Int, rows: Int) -> Meaning? {
    switch self {
    case .map(let map):
      if map.relief != nil {
        let turn = Camera.turn(columns: -columns, rows: -rows)
        return .turnCamera(azimuth: turn.azimuth, elevation: turn.elevation)
      }
      return .pan(by: map.projection.vector(columns: -columns, rows: -rows))
    case .moments, .rates, .law, .slider: return pressed(at: mouse)
    case .action, .run, .dials, .dial, .turn, .item, .panel, .besidePanel: return nil
    }
  }

  fileprivate func wheeled(by count: Int, at mouse: Mouse) -> Meaning? {
    switch self {
    case .map(let map):
      guard map.projection.cells.contains(column: mouse.column, row: mouse.row) else { return nil }
      let point = map.point(column: mouse.column, row: mouse.row) ?? map.projection.domain.center
      return .zoom(count < 0 ? .closer : .wider, around: point)
    case .dials, .dial, .turn, .slider: return .moveDialCursor(by: count)
    case .item, .panel(isList: true), .besidePanel(isList: true): return .moveListCursor(by: count)
    case .action, .run, .moments, .rates, .law, .panel(isList: false), .besidePanel(isList: false):
      return nil
    }
  }
}
