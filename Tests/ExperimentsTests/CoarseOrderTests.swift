import Testing

@testable import Experiments

@Suite struct CoarseOrderTests {
  @Test(arguments: [(1, 1), (16, 1), (41, 1), (33, 17), (200, 100), (5, 70)])
  func everyCellComesOnce(width: Int, height: Int) {
    let order = CoarseOrder.mesh(width: width, height: height)
    #expect(order.sorted() == Array(0..<width * height))
  }

  @Test func coarserMeshesComeFirst() {
    func fineness(_ index: Int) -> Int { min((index / 50 | index % 50).trailingZeroBitCount, 4) }
    let order = CoarseOrder.mesh(width: 50, height: 30).map(fineness)
    #expect(order == order.sorted(by: >))
  }

  @Test func aRowGoesFromSixteenthsToAll() {
    #expect(CoarseOrder.row(41).prefix(6) == [0, 16, 32, 8, 24, 40])
  }
}
