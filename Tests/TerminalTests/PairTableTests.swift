import Testing

@testable import Terminal

@Suite struct PairTableTests {
  private func everyPair(of colors: Int) -> [PairTable.Pair] {
    (-1..<colors).flatMap { foreground in
      (-1..<colors).map { PairTable.Pair(foreground: foreground, background: $0) }
    }
  }

  @Test func numbersPairsFromOneAndKeepsThem() {
    var table = PairTable(capacity: 65_536, colors: 256)
    let own = PairTable.Pair(foreground: -1, background: -1)
    let one = PairTable.Pair(foreground: 20, background: 30)
    #expect(table.assign(own) == .init(number: 0, isMirrored: false, isNew: false))
    #expect(table.assign(one) == .init(number: 1, isMirrored: false, isNew: true))
    #expect(table.assign(one) == .init(number: 1, isMirrored: false, isNew: false))
    #expect(table.assign(one.mirrored) == .init(number: 2, isMirrored: false, isNew: true))
  }

  @Test(arguments: [(8, 64), (16, 256)])
  func drawsEachPairOfSmallPalettes(colors: Int, capacity: Int) {
    var table = PairTable(capacity: capacity, colors: colors)
    var meaning: [Int: PairTable.Pair] = [0: .init(foreground: -1, background: -1)]
    for pair in everyPair(of: colors) {
      let assignment = table.assign(pair)
      #expect(assignment != nil)
      guard let assignment else { return }
      if assignment.isNew { meaning[assignment.number] = pair }
      #expect(assignment.number < capacity)
      let drawn = meaning[assignment.number]
      #expect(assignment.isMirrored ? drawn == pair.mirrored : drawn == pair)
    }
  }

  @Test func reportsThatAllPairsAreTaken() {
    var table = PairTable(capacity: 3, colors: 256)
    let pairs = (1...3).map { PairTable.Pair(foreground: $0, background: $0 + 10) }
    #expect(table.assign(pairs[0])?.number == 1)
    #expect(table.assign(pairs[1])?.number == 2)
    #expect(table.assign(pairs[2]) == nil)
    #expect(table.assign(pairs[1].mirrored) == .init(number: 2, isMirrored: true, isNew: false))
    #expect(table.substitute(for: .init(foreground: 9, background: 12)) == 2)
    table.removeAll()
    #expect(table.assign(pairs[2]) == .init(number: 1, isMirrored: false, isNew: true))
  }
}
