/// A picture that is filled in from coarse to fine: each place that is not known has the mean of its
/// neighbours on the next coarser lattice.
struct CoarsePicture {
  /// A place of the picture.
  struct Place: Hashable {
    var column: Int
    var row: Int
    /// The distance of places on its lattice, a power of two.
    var distance: Int
  }

  let width: Int
  let height: Int
  private(set) var values: [Double]

  /// The coarsest lattice has about this many places along the longer side.
  private static let coarsest = 8

  init(width: Int, height: Int) {
    (self.width, self.height) = (width, height)
    values = Array(repeating: .nan, count: width * height)
  }

  /// All places, those of coarser lattices first.
  var places: [Place] {
    var distance = 1
    while max(width, height) / (2 * distance) >= Self.coarsest { distance *= 2 }
    let largest = distance
    var places: [Place] = []
    places.reserveCapacity(width * height)
    while distance > 0 {
      for row in stride(from: 0, to: height, by: distance) {
        for column in stride(from: 0, to: width, by: distance) {
          let isNew = !column.isMultiple(of: 2 * distance) || !row.isMultiple(of: 2 * distance)
          if distance == largest || isNew {
            places.append(Place(column: column, row: row, distance: distance))
          }
        }
      }
      distance /= 2
    }
    return places
  }

  /// Fills in values at all places, in their order; nil where one is not known.
  mutating func fill(_ places: [Place], _ known: [Double?]) {
    let finite = zip(places, known).prefix { $0.0.distance == places.first?.distance }
      .compactMap(\.1).filter(\.isFinite)
    let mean = finite.isEmpty ? .nan : finite.reduce(0) { $0 + $1 / Double(finite.count) }
    for (place, value) in zip(places, known) {
      let isCoarsest = place.distance == places.first?.distance
      values[place.row * width + place.column] =
        value ?? (isCoarsest ? mean : meanOfNeighbours(of: place))
    }
  }

  private func meanOfNeighbours(of place: Place) -> Double {
    let (column, row, distance) = (place.column, place.row, place.distance)
    let columns =
      column.isMultiple(of: 2 * distance) ? [column] : [column - distance, column + distance]
    let rows = row.isMultiple(of: 2 * distance) ? [row] : [row - distance, row + distance]
    var (sum, count) = (0.0, 0.0)
    for row in rows where row < height {
      for column in columns where column < width {
        let value = values[row * width + column]
        guard value.isFinite else { continue }
        sum += value
        count += 1
      }
    }
    return sum / count
  }
}
