import Calculus
import Landscape
import Testing

/// The switch that standardizes the inputs of a surface made of data.
struct StandardizingTests {
  private static let csv = "speed,dist\n1,2\n2,3\n4,6\n9,8\n"

  private func surface(
    sample: String = "(x*u + y - v)^2/2", standardize: String = "", minima: String = ""
  ) throws -> Surface {
    let yaml = """
      name: T
      data: {file: cars.csv, columns: {u: speed, v: dist}\(standardize)}
      sample: \(sample)
      domain: {x: [-2, 2], y: [-1, 3]}
      start: [1, 1]
      \(minima)
      """
    return try DataSetTests.surface(yaml, csv: Array(Self.csv.utf8))
  }

  @Test func theInputsAreTheColumnsThatTurnASamplesGradient() throws {
    #expect(try surface().scalableColumns == ["u"])
    #expect(try surface(sample: "softplus(x*u + y) - v*(x*u + y)").scalableColumns == ["u"])
    #expect(try surface(sample: "(x*exp(-y*u) - v)^2/2").scalableColumns == ["u"])
    #expect(try surface(sample: "(x*u + y*v - 1)^2").scalableColumns == ["u", "v"])
    #expect(try surface(standardize: ", standardize: [v]").scalableColumns == ["v"])
    #expect(Surface.typed(formula: try Formula("x^2")).scalableColumns == [])
  }

  @Test func standardizingMakesTheBowlRoundAndPutsItBack() throws {
    let stated = try surface(minima: "minima: [[0.747368, 1.760526]]")
    let round = stated.standardized(true)
    let hessian = round.function().hessian(at: .zero)
    #expect((hessian.xx - 1).magnitude < 1e-12 && (hessian.yy - 1).magnitude < 1e-12)
    #expect(hessian.xy.magnitude < 1e-12)
    #expect(round.isStandardized && round.isSwitched)
    #expect(round.lossText.contains(", u standardized, over 4 rows of cars.csv"))
    #expect(round.standardized(true) == round)
    #expect(round.standardized(false) == stated)
    #expect(!stated.isStandardized && !stated.isSwitched)
  }

  @Test func theMinimumMovesAndStaysOnTheMap() throws {
    for standardize in ["", ", standardize: [u]"] {
      let stated = try surface(standardize: standardize)
      // The least of a bowl by Newton's method.
      let bowl = stated.function().expansion(at: .zero)
      let (h, g) = (bowl.hessian, bowl.gradient)
      let determinant = h.xx * h.yy - h.xy * h.xy
      let minimum = Point(h.xy * g.y - h.yy * g.x, h.xy * g.x - h.xx * g.y) / determinant
      var known = stated
      known.minima = [minimum]
      let switched = known.standardized(!stated.isStandardized)
      #expect(switched.minima.count == 1)
      #expect(switched.function().gradient(at: switched.minima[0]).norm < 1e-12)
      #expect(switched.domain.contains(switched.minima[0]))
      #expect(switched.domain.contains(switched.start))
      // Without a stated minimum the map still follows it.
      let unknown = stated.standardized(!stated.isStandardized)
      #expect(unknown.minima.isEmpty && unknown.domain == switched.domain)
    }
  }

  @Test func aGradientTypedByHandUsesTheSwitchedColumns() throws {
    let round = try surface().standardized(true)
    let typed = try GradientFormula("(x*u + y - v)*u, x*u + y - v", parameters: round.names)
    let point = Point(0.3, 0.7)
    let exact = round.function().gradient(at: point)
    #expect((round.compiled(typed).value(at: point) - exact).norm < 1e-12)
  }

  @Test func aFileMayStateAGradient() throws {
    let yaml = { (gradient: String) in
      "name: T\nformula: x^2 + k*y^2\ngradient: \(gradient)\ndomain: {x: [-2, 2], y: [-1, 3]}\n"
        + "start: [1, 1]\nparameters:\n  k: {value: 2, range: [1, 9]}\n"
    }
    func surface(_ gradient: String) throws(SurfaceFileError) -> Surface {
      try Surface(yaml: Array(yaml(gradient).utf8), file: "t.yaml")
    }
    for text in ["2*x, 2*k*y", "[2*x, 2*k*y]", "\"2*x, 2*k*y\""] {
      let surface = try surface(text)
      let gradient = try #require(surface.gradient)
      #expect(surface.compiled(gradient, ["k": 5]).value(at: Point(1, 1)) == Point(2, 10))
    }
    do throws(SurfaceFileError) {
      _ = try surface("2*x, 2*q*y")
      Issue.record("read")
    } catch {
      #expect(error.description.contains("t.yaml:3:18: unknown name 'q'"), "\(error)")
    }
  }
}
