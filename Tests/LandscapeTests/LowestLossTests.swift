import Calculus
import Landscape
import Testing

/// The lowest loss on a map, found by descent.
@Suite struct LowestLossTests {
  private func lowest(_ text: String) throws -> LowestLoss? {
    LowestLoss(of: try Formula(text).compiled(), domain: .standard)
  }

  @Test func theBottomOfAHollowIsAMinimum() throws {
    let bowl = try #require(try lowest("(x - 1.03)^2 + 3*(y + 2.01)^2 - 7"))
    #expect((bowl.point - Point(1.03, -2.01)).norm < 1e-6)
    #expect(abs(bowl.value + 7) < 1e-12 && bowl.isMinimum)
    let rosenbrock = try #require(try lowest("(1 - x)^2 + 100*(y - x^2)^2"))
    #expect((rosenbrock.point - Point(1, 1)).norm < 1e-6 && rosenbrock.isMinimum)
  }

  /// Also on a slope that is small relative to the range of the loss.
  @Test(arguments: ["x + y", "exp(x) + exp(y)"])
  func theEdgeOfTheMapIsNotAMinimum(_ text: String) throws {
    let edge = try #require(try lowest(text))
    #expect(edge.point == Point(-5, -5))
    #expect(!edge.isMinimum)
  }

  @Test func aLossThatIsNowhereFiniteHasNone() throws {
    #expect(try lowest("log(-1 - x^2)") == nil)
    #expect(try #require(try lowest("sqrt(x - 4)")).point.x >= 4)
  }
}
