import Calculus
import Testing

@testable import LossCommand

@Suite struct LatticeTests {
  private let lattice = Lattice(x: -2...3, y: 0.1...0.7)

  private func losses(_ patch: Patch, _ loss: (Point) -> Double) -> [Double?] {
    patch.points.map { loss($0) }
  }

  @Test func aDomainIsDividedInto64() {
    let patch = lattice.patch(over: -2...3, 0.1...0.7)
    #expect(patch.xs.count == 65 && patch.ys.count == 65)
    #expect(patch.xs.first == -2 && patch.xs.last == 3)
    #expect(patch.ys.first == 0.1 && patch.ys.last == 0.7)
    #expect(Set(patch.points).count == 65 * 65)
    // The corners and what is between them, first.
    #expect(patch.points.prefix(9) == patch.points(upTo: 2)[...])
    #expect(patch.points.prefix(81).count { patch.points(upTo: 8).contains($0) } == 81)
  }

  /// The centres of pixels, whatever their number, and a part of the domain.
  @Test func windowsAndPartsShareTheirPoints() {
    let whole = lattice.patch(over: -2...3, 0.1...0.7)
    let centres = lattice.patch(over: (-2 + 0.01)...(3 - 0.01), 0.102...0.698)
    #expect(whole.points == centres.points)
    let part = lattice.patch(over: -0.3...1.4, 0.25...0.4)
    #expect(part.xs[0] <= -0.3 && part.xs.last ?? 0 >= 1.4)
    #expect((33...65).contains(part.xs.count) && (33...65).contains(part.ys.count))
    let shared = Set(whole.points).intersection(part.points)
    let inside = whole.points.filter { (-0.3...1.4).contains($0.x) && (0.25...0.4).contains($0.y) }
    #expect(shared.isSuperset(of: inside) && inside.count > 100)
    let wide = lattice.patch(over: -4...5, 0.1...0.7)
    #expect(Set(whole.points).isSuperset(of: wide.points.filter { (-2...3).contains($0.x) }))
  }

  @Test func whatIsNotKnownIsForetold() {
    let patch = lattice.patch(over: -2...3, 0.1...0.7)
    func plane(_ point: Point) -> Double { 3 + point.x - 10 * point.y }
    // A plane is that of its first few points.
    for count in [9, 25, 40, 81, 300] {
      let known = losses(patch, plane).enumerated().map { $0.offset < count ? $0.element : nil }
      let picture = patch.picture(of: known)
      for point in [Point(0, 0.3), Point(2.9, 0.69), Point(-2, 0.1)] {
        #expect(abs(picture.value(at: point) - plane(point)) < 1e-9, "\(count) \(point)")
      }
    }
    let unknown = patch.picture(of: patch.points.map { _ in nil })
    #expect(!unknown.isDefinedSomewhere)
    // A spline would swing to above 100 and below −100.
    let spike = patch.picture(
      of: losses(patch) { $0 == Point(0.5, 0.4) ? 100 : 0 }.enumerated().map {
        $0.offset < 81 ? $0.element : nil
      })
    let values = spike.values(xs: patch.xs, ys: patch.ys, accuracy: .exact)
    #expect(values.allSatisfy { $0 >= -1e-9 && $0 <= 100 + 1e-9 })
  }

  @Test func undefinedLossesAreHoles() {
    let patch = lattice.patch(over: -2...3, 0.1...0.7)
    let picture = patch.picture(of: losses(patch) { $0.x < 0 ? .nan : $0.x })
    #expect(picture.value(at: Point(-1, 0.4)).isNaN)
    #expect(abs(picture.value(at: Point(1, 0.4)) - 1) < 1e-9)
  }

  @Test func aModelGoesThroughALatticeThatIsKnown() throws {
    let patch = lattice.patch(over: -2...3, 0.1...0.7)
    func bowl(_ point: Point) -> Double { point.x * point.x + 100 * point.y * point.y }
    func known(_ count: Int) -> [Double?] {
      losses(patch, bowl).enumerated().map { $0.offset < count ? $0.element : nil }
    }
    #expect(patch.model(through: known(80), cells: nil, least: 8) == nil)
    #expect(patch.model(through: known(81), cells: nil, least: 8)?.width == 9)
    #expect(patch.model(through: known(81), cells: nil, least: 16) == nil)
    #expect(patch.model(through: known(400), cells: nil, least: 8)?.width == 17)
    // A stated number is taken however much more is known.
    let model = try #require(patch.model(through: known(4225), cells: 8, least: 8))
    #expect(model.width == 9 && model.x == -2...3 && model.y == 0.1...0.7)
    let hessian = model.hessian(at: Point(0.3, 0.33))
    #expect(abs(hessian.xx - 2) < 1e-9 && abs(hessian.yy - 200) < 1e-6)
  }

  @Test func theStateOfKnowledgeIsTold() throws {
    let patch = lattice.patch(over: -2...3, 0.1...0.7)
    let levels = [8, 16].map { Survey.Level(cells: $0, points: patch.points(upTo: $0)) }
    var questions = Questions(survey: Survey(levels))
    questions.ask(map: patch.points)
    _ = questions.next(81)
    for number in 0..<81 {
      #expect(questions.survey.detail == 0, "\(number)")
      _ = questions.take(Answer(loss: 1, gradient: nil))
    }
    #expect(questions.survey.detail == 8)
    _ = questions.next(17 * 17 - 81)
    while !questions.sent.isEmpty { _ = questions.take(Answer(loss: 1, gradient: nil)) }
    #expect(questions.survey.detail == 16)
    questions.forget()
    #expect(questions.survey.detail == 0)
  }
}
