/// The two colours to which a cell of one layer is reduced.
struct ColorPair {
  var darker: Pixel
  var lighter: Pixel

  /// Finds the two colours of pixels with the least squared error if each pixel takes the nearer one;
  /// nil if all pixels have the same colour.
  init?(of pixels: UnsafeBufferPointer<Pixel>) {
    let first = pixels[0]
    guard let second = pixels.first(where: { $0.ink != first.ink }) else { return nil }
    var pair = (first, second)
    if pixels.contains(where: { $0.ink != first.ink && $0.ink != second.ink }) {
      pair = Self.best(of: pixels)
    }
    let isSwapped = Self.weight(pair.0.ink) > Self.weight(pair.1.ink)
    (darker, lighter) = isSwapped ? (pair.1, pair.0) : pair
  }

  /// A bit for each pixel nearer to the lighter colour.
  func mask(of pixels: UnsafeBufferPointer<Pixel>) -> Int {
    var mask = 0
    for index in pixels.indices {
      let ink = pixels[index].ink
      if Self.distance(ink, lighter.ink) < Self.distance(ink, darker.ink) { mask |= 1 << index }
    }
    return mask
  }

  private static func best(of pixels: UnsafeBufferPointer<Pixel>) -> (Pixel, Pixel) {
    let count = pixels.count
    return withUnsafeTemporaryAllocation(of: Int.self, capacity: count * count) { distances in
      for row in 0..<count {
        distances[row * count + row] = 0
        for column in 0..<row {
          let distance = distance(pixels[row].ink, pixels[column].ink)
          distances[row * count + column] = distance
          distances[column * count + row] = distance
        }
      }
      var best = (0, 0)
      var least = Int.max
      for high in 1..<count {
        for low in 0..<high where distances[high * count + low] > 0 {
          var error = 0
          for pixel in 0..<count {
            error += min(distances[low * count + pixel], distances[high * count + pixel])
          }
          if error < least { (least, best) = (error, (low, high)) }
        }
      }
      return (pixels[best.0], pixels[best.1])
    }
  }

  /// The terminal's default colour counts as black.
  private static func channels(_ ink: UInt32) -> (red: Int, green: Int, blue: Int) {
    ink == Pixel.defaultInk
      ? (0, 0, 0) : (Int(ink >> 16 & 0xFF), Int(ink >> 8 & 0xFF), Int(ink & 0xFF))
  }

  /// The squared difference, roughly weighted by the sensitivity of the eye; 0 only for equal colours.
  private static func distance(_ left: UInt32, _ right: UInt32) -> Int {
    if left == right { return 0 }
    let (a, b) = (channels(left), channels(right))
    let (red, green, blue) = (a.red - b.red, a.green - b.green, a.blue - b.blue)
    return 1 + 2 * red * red + 4 * green * green + 3 * blue * blue
  }

  /// The lightness of a colour, for ordering; the terminal's default is the darkest.
  private static func weight(_ ink: UInt32) -> Int {
    if ink == Pixel.defaultInk { return -1 }
    let (red, green, blue) = channels(ink)
    // The ink itself settles ties, so that the order is always the same.
    return (2126 * red + 7152 * green + 722 * blue) << 24 + Int(ink)
  }
}
