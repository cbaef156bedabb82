import Canvas

/// The images in the terminal, and which cells they fill.
struct ImageBoard {
  /// What must be written to show other images.
  struct Changes: Hashable {
    /// The data of images that the terminal does not have.
    var transmissions = ""
    /// Shows images, then removes those that are not shown any more.
    var placements = ""

    var isEmpty: Bool { transmissions.isEmpty && placements.isEmpty }
  }

  private struct Place: Hashable {
    var id: Int
    var cells: Rectangle
  }

  /// The fingerprint of each image in the terminal by its number; the one that was shown last is last.
  private var images: [(id: Int, fingerprint: UInt64)] = []
  /// The number of each placement.
  private var places: [Place: Int] = [:]

  /// Whether nothing is known to be in the terminal.
  var isEmpty: Bool { images.isEmpty && places.isEmpty }

  /// Takes account of a terminal that was cleared: nothing is left.
  mutating func forget() { self = ImageBoard() }

  /// Changes the terminal's images to those of a frame; of more images than there are numbers only
  /// the first are shown.
  mutating func change(to underlays: [Underlay]) -> Changes {
    var changes = Changes()
    var wanted: [Place] = []
    let shown = underlays.reduce(into: [UInt64]()) { list, underlay in
      let fingerprint = underlay.image.fingerprint
      if !list.contains(fingerprint), list.count < GraphicsCommand.ids.count {
        list.append(fingerprint)
      }
    }
    for underlay in underlays where shown.contains(underlay.image.fingerprint) {
      let id = number(of: underlay.image, besides: shown, &changes)
      wanted.append(Place(id: id, cells: underlay.cells))
    }
    let former = places
    for place in wanted where places[place] == nil {
      let number = (1...).first { !places.values.contains($0) } ?? 1
      places[place] = number
      changes.placements += GraphicsCommand.placement(id: place.id, number: number, in: place.cells)
    }
    for (place, number) in former.sorted(by: { $0.value < $1.value })
    where !wanted.contains(place) {
      changes.placements += GraphicsCommand.removal(id: place.id, number: number)
      places[place] = nil
    }
    return changes
  }

  /// The number of an image, which is sent if the terminal does not have it: in place of the one that
  /// was not shown for the longest time.
  private mutating func number(
    of image: PixelImage, besides shown: [UInt64], _ changes: inout Changes
  ) -> Int {
    if let index = images.firstIndex(where: { $0.fingerprint == image.fingerprint }) {
      images.append(images.remove(at: index))
      return images[images.count - 1].id
    }
    let used = images.map(\.id)
    let id: Int
    if let free = GraphicsCommand.ids.first(where: { !used.contains($0) }) {
      id = free
    } else {
      let oldest = images.firstIndex { !shown.contains($0.fingerprint) } ?? 0
      id = images.remove(at: oldest).id
      // Its placements go with it.
      places = places.filter { $0.key.id != id }
      changes.transmissions += GraphicsCommand.deletion(id: id)
    }
    images.append((id, image.fingerprint))
    changes.transmissions += GraphicsCommand.transmission(of: image, id: id)
    return id
  }
}
