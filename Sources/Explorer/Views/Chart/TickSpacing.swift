/// Ticks on whole decades in rows that are equally far apart, the first row among them.
struct TickSpacing: Hashable {
  /// From one tick to the next, in decades.
  private(set) var distance = 1
  /// What all rows hold then: no fewer than were wanted.
  private(set) var decades = 1.0

  /// How much of the axis may stay empty to have ticks at both ends and more between them.
  private static let costOfGap = 1.3

  /// - Parameters:
  ///   - decades: that the rows shall hold, more than 0.
  ///   - rows: at least 3.
  init(decades span: Double, rows: Int) {
    var leastCost = Double.infinity
    for rowDistance in 2..<max(rows, 3) {
      let ticks = Double(rows - 1) / Double(rowDistance)
      let distance = Int((span / ticks - 1e-9).rounded(.up))
      let decades = Double(distance) * ticks
      // Little room shall stay empty, and the labels be many.
      let cost = decades / span + Self.costOfGap / ticks
      if cost < leastCost {
        leastCost = cost
        (self.decades, self.distance) = (decades, distance)
      }
    }
  }
}
