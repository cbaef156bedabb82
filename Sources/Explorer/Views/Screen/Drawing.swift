import Canvas

/// A picture of the screen together with what its places stand for.
///
/// What can be clicked or dragged is noted where it is drawn, so that a hit never disagrees with the
/// picture.
public struct Drawing: Sendable {
  public internal(set) var frame: Frame
  public internal(set) var targets = Targets()
  public internal(set) var shown = Shown()

  init(size: Size) { frame = Frame(size: size) }

  /// Notes what some cells stand for; they cover what was noted there before.
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
      Projection(
        domain: state.viewport, cells: layout.interior(of: $0), glyphs: state.appearance.glyphs)
    }
    hasChart = layout.chart != nil
    hasGuidance = layout.guidance != nil || layout.information != nil
    hasRoomForPanes = layout.isBoxed
  }
}
