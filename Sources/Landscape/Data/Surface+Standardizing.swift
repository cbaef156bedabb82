import Calculus

/// A switch that standardizes the inputs of a surface made of data, to see what that does to the
/// loss.
extension Surface {
  /// What a surface's file states, where a switch has changed it.
  struct Stated: Hashable, Sendable {
    let data: DataSet
    let domain: Domain
    let start: Point
    let minima: [Point]
  }

  /// What a switch standardizes in the data as the file states them.
  var columnsToScale: [String] {
    guard let data else { return [] }
    let named = data.columns.filter { $0.standardization != nil }.map(\.name)
    return named.isEmpty ? inputs(of: data) : named
  }

  /// Whether some columns are standardized, by the file or by the switch.
  public var isStandardized: Bool {
    data?.columns.contains { $0.standardization != nil } ?? false
  }

  /// Whether that differs from what the file says.
  public var isSwitched: Bool { stated != nil }

  /// The surface with the scalable columns standardized, or as they are in the data file.
  ///
  /// The minima move with the scales of the parameters and are searched again, each from where it was.
  /// Domain and start stay if the lowest minimum is still on the map, else they move with it, in lengths
  /// over which the loss rises as much as before.
  /// - Complexity: some tens of Hessians of the loss for each minimum.
  public func standardized(_ isStandardized: Bool) -> Surface {
    guard data != nil, isStandardized != self.isStandardized else { return self }
    let columns = Set(scalableColumns)
    if columns.isEmpty { return self }
    var surface = self
    if let stated {
      surface.replace(stated.data)
      (surface.domain, surface.start) = (stated.domain, stated.start)
      surface.minima = stated.minima
      surface.stated = nil
      return surface
    }
    guard let data else { return self }
    surface.stated = Stated(data: data, domain: domain, start: start, minima: minima)
    surface.replace(
      DataSet(
        file: data.file,
        columns: data.columns.map {
          DataSet.Column(
            name: $0.name, stated: $0.stated,
            isStandardized: isStandardized && columns.contains($0.name))
        }))
    surface.follow(from: data)
    return surface
  }

  /// Moves the minima, and if necessary the map, from where they were with other data.
  private mutating func follow(from former: DataSet) {
    guard let data else { return }
    // Without a stated minimum, the one below the start decides where the map is.
    let known =
      minima.isEmpty ? minimum(near: start, of: function(of: former)).map { [$0] } : minima
    let moved = (known ?? []).map { point in
      var place: Point? = point
      for stage in 1...Surface.stages {
        let share = Double(stage) / Double(Surface.stages)
        let loss = function(of: former.blended(with: data, share: share))
        place = place.flatMap { minimum(near: $0, of: loss) }
      }
      return place
    }
    if !minima.isEmpty { minima = moved.compactMap(\.self) }
    let loss = function(of: data)
    let lowest = zip(known ?? [], moved).filter { $1 != nil }
      .min { loss.value(at: $0.1 ?? .zero) < loss.value(at: $1.1 ?? .zero) }
    guard let (old, new) = lowest, let new else { return }
    let sides = Point(domain.width, domain.height)
    let place = (new - Point(domain.x.lowerBound, domain.y.lowerBound)) / sides
    if (0.05...0.95).contains(place.x), (0.05...0.95).contains(place.y) { return }
    let scale = scale(from: function(of: former).hessian(at: old), to: loss.hessian(at: new))
    func carried(_ point: Point) -> Point { new + scale * (point - old) }
    let lower = carried(Point(domain.x.lowerBound, domain.y.lowerBound))
    let upper = carried(Point(domain.x.upperBound, domain.y.upperBound))
    // Far away, what it is carried to may be no rectangle.
    guard carried(start).isFinite,
      let domain = Domain.valid(x: (lower.x, upper.x), y: (lower.y, upper.y))
    else { return }
    self.domain = domain
    start = carried(start)
  }

  /// The factors by which lengths along the axes change if the loss is to rise as much over them.
  private func scale(from old: Hessian, to new: Hessian) -> Point {
    let factors = Point((old.xx / new.xx).squareRoot(), (old.yy / new.yy).squareRoot())
    return factors.isFinite && factors.min() > 0 ? factors : Point(1, 1)
  }

  /// The number of steps from the one scale of the data to the other.
  private static let stages = 8

  private mutating func replace(_ data: DataSet) {
    if let formula { loss = .mean(of: formula, over: data) }
  }

  private func function(of data: DataSet) -> any LossFunction {
    var surface = self
    surface.replace(data)
    return surface.function()
  }

  /// The minimum that Newton's method reaches from a place, with steps halved until the loss falls;
  /// nil if it reaches none.
  private func minimum(near start: Point, of loss: any LossFunction) -> Point? {
    var place = start
    for _ in 0..<50 {
      let here = loss.expansion(at: place)
      guard here.isFinite else { return nil }
      let (least, largest) = here.hessian.eigenvalues
      // Shifted until it is a bowl's.
      let shift = max(0, 1e-9 * largest.magnitude - least)
      let (xx, yy, xy) = (here.hessian.xx + shift, here.hessian.yy + shift, here.hessian.xy)
      let determinant = xx * yy - xy * xy
      guard determinant > 0 else { return nil }
      let gradient = here.gradient
      var step = Point(xy * gradient.y - yy * gradient.x, xy * gradient.x - xx * gradient.y)
      step /= determinant
      // The next step would be far smaller than rounding.
      if step.norm <= 1e-9 * (1 + place.norm) { return shift == 0 ? place + step : nil }
      var halvings = 0
      while !(loss.value(at: place + step) <= here.loss), halvings < 40 {
        step /= 2
        halvings += 1
      }
      // Rounding hides any further fall.
      if halvings == 40 { return shift == 0 ? place : nil }
      place += step
    }
    return nil
  }

  private func inputs(of data: DataSet) -> [String] {
    let rows = [0, data.rowCount / 3, 2 * data.rowCount / 3, data.rowCount - 1]
    func gradient(_ row: Int, changing column: String?, at point: Point) -> Point {
      var values = values()
      for other in data.columns { values[other.name] = other.values[row] }
      if let column, let value = values[column] { values[column] = 1.5 * value + 1 }
      return formula?.compiled(parameters: values).gradient(at: point) ?? .zero
    }
    return data.columns.map(\.name).filter { column in
      rows.contains { row in
        let one = gradient(row, changing: nil, at: start)
        let other = gradient(row, changing: column, at: start)
        let turn = one.x * other.y - one.y * other.x
        return abs(turn) > 1e-9 * one.norm * other.norm
      }
    }
  }
}

extension DataSet {
  /// The columns on their way to the scales of another version of the data, by the share of the way.
  fileprivate func blended(with other: DataSet, share: Double) -> DataSet {
    if share == 1 { return other }
    return DataSet(
      file: file,
      columns: zip(columns, other.columns).map { one, other in
        DataSet.Column(
          name: one.name,
          stated: zip(one.values, other.values).map { $0 + share * ($1 - $0) },
          isStandardized: false)
      })
  }
}
