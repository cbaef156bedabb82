/// The visible surface in each pixel of a relief: the nearest of all triangles that cover it.
struct DepthBuffer: Sendable {
  /// A corner of a triangle: its place on the screen, and the values interpolated between corners.
  struct Corner {
    var x: Float
    var y: Float
    var depth: Float
    /// In bands.
    var height: Float
    var light: Float
  }

  let width: Int
  let height: Int
  /// Nearness to the viewer; −∞ where nothing is visible.
  private(set) var depths: [Float]
  /// In bands.
  private(set) var heights: [Float]
  private(set) var lights: [Float]

  init(width: Int, height: Int) {
    self.width = width
    self.height = height
    depths = Array(repeating: -.infinity, count: width * height)
    heights = Array(repeating: 0, count: width * height)
    lights = Array(repeating: 0, count: width * height)
  }

  /// Draws triangles; those with a corner that is not finite are left out.
  mutating func draw(_ body: (Pen) -> Void) {
    let (width, height) = (width, height)
    depths.withUnsafeMutableBufferPointer { depths in
      heights.withUnsafeMutableBufferPointer { heights in
        lights.withUnsafeMutableBufferPointer { lights in
          body(
            Pen(width: width, height: height, depths: depths, heights: heights, lights: lights))
        }
      }
    }
  }

  /// Valid only within `draw(_:)`.
  struct Pen {
    let width: Int
    let height: Int
    let depths: UnsafeMutableBufferPointer<Float>
    let heights: UnsafeMutableBufferPointer<Float>
    let lights: UnsafeMutableBufferPointer<Float>

    /// Pixels whose centre is this far outside still count, so that there are no seams.
    private static let slack: Float = 1e-4

    func fill(_ a: Corner, _ b: Corner, _ c: Corner) {
      let (abX, abY, acX, acY) = (b.x - a.x, b.y - a.y, c.x - a.x, c.y - a.y)
      let area = abX * acY - abY * acX
      let depthSum = a.depth + b.depth + c.depth
      guard area.magnitude > 1e-7, area.isFinite, depthSum.isFinite else { return }
      // Centres of pixels are offset by half a pixel.
      let left = max(0, Int((min(a.x, b.x, c.x) - 0.5).rounded(.up)))
      let right = min(width - 1, Int((max(a.x, b.x, c.x) - 0.5).rounded(.down)))
      let top = max(0, Int((min(a.y, b.y, c.y) - 0.5).rounded(.up)))
      let bottom = min(height - 1, Int((max(a.y, b.y, c.y) - 0.5).rounded(.down)))
      guard left <= right, top <= bottom else { return }
      let (stepB, stepC) = (acY / area, -abY / area)
      for y in top...bottom {
        let (dx, dy) = (Float(left) + 0.5 - a.x, Float(y) + 0.5 - a.y)
        var shareB = (dx * acY - dy * acX) / area
        var shareC = (abX * dy - abY * dx) / area
        for x in left...right {
          if shareB >= -Pen.slack, shareC >= -Pen.slack, shareB + shareC <= 1 + Pen.slack {
            let index = y * width + x
            let depth = a.depth + shareB * (b.depth - a.depth) + shareC * (c.depth - a.depth)
            if depth > depths[index] {
              depths[index] = depth
              heights[index] =
                a.height + shareB * (b.height - a.height)
                + shareC * (c.height - a.height)
              lights[index] =
                a.light + shareB * (b.light - a.light)
                + shareC * (c.light - a.light)
            }
          }
          shareB += stepB
          shareC += stepC
        }
      }
    }
  }
}
