import Calculus
import Landscape
import SurfaceCatalog
import TestSupport
import Testing

@Suite struct StatedMinimaTests {
  @Test(.slow, arguments: SurfaceCatalog.all.filter { $0.data == nil })
  func everySmoothStatedMinimumIsFound(_ surface: Surface) throws {
    let function = surface.function()
    for minimum in surface.minima {
      let hessian = function.hessian(at: minimum)
      guard hessian.isFinite, hessian.eigenvalues.least > 1e-9 * hessian.eigenvalues.largest
      else { continue }
      // Lévy's ripples are shorter than a cell of the mesh over the whole map.
      let isFine = surface.id == "levy13"
      let domain =
        isFine
        ? try #require(surface.domain.scaled(by: 0.2, around: minimum)) : surface.domain
      let found = function.criticalPoints(in: domain, limit: 1000)
      #expect(
        found.contains { $0.kind == .minimum && ($0.point - minimum).norm < 1e-6 },
        "\(surface.id) at \(minimum)")
    }
  }

  @Test func theyAreFoundForAMeanOverRows() throws {
    let surface = try #require(SurfaceCatalog.surface(named: "linear-regression"))
    let found = surface.function().criticalPoints(in: surface.domain, cells: 8)
    #expect(found.map(\.kind) == [.minimum])
    let minimum = try #require(surface.minima.first)
    #expect((found[0].point - minimum).norm < 1e-6)
  }
}
