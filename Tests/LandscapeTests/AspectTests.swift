import Landscape
import Testing

struct AspectTests {
  @Test func aDomainFarFromSquareFillsItsMap() {
    #expect(Aspect.automatic(for: Domain(x: 0...4, y: 0...1)) == .equal)
    #expect(Aspect.automatic(for: Domain(x: 0...5, y: 0...1)) == .fill)
    #expect(Aspect.automatic(for: Domain(x: 0...1, y: 0...100)) == .fill)
  }

  @Test func aDomainIsExtendedOnBothSidesOfOneAxis() {
    let domain = Domain(x: 0...4, y: 0...4)
    #expect(domain.extended(toRatio: 2) == Domain(x: -2...6, y: 0...4))
    #expect(domain.extended(toRatio: 0.5) == Domain(x: 0...4, y: -2...6))
    #expect(domain.extended(toRatio: 1) == domain)
    #expect(domain.extended(toRatio: .nan) == domain)
    let huge = Domain(x: -1e308...0, y: -1e308...0)
    #expect(huge.extended(toRatio: 4) == huge)
  }

  @Test func aFileMayChoose() throws {
    let yaml = """
      name: Strip
      formula: x^2 + y^2
      domain: {x: [0, 100], y: [0, 1]}
      start: [1, 1]
      aspect: equal
      """
    #expect(try Surface(yaml: yaml.utf8, file: "strip.yaml").aspect == .equal)
    let faulty = yaml.replacing("equal", with: "square")
    #expect(throws: SurfaceFileError.self) { try Surface(yaml: faulty.utf8, file: "strip.yaml") }
  }
}
