import Testing

/// The rates that `descent sweep` tries by default.
struct SweepTests {
  private func rates(_ arguments: String...) async throws -> [Double] {
    let result = try await Program.run(["sweep"] + arguments)
    #expect(result.status == 0)
    return result.output.split(separator: "\n").dropFirst().compactMap {
      Double($0.split(separator: ",")[2])
    }
  }

  @Test(arguments: [
    "quadratic", "rosenbrock", "ill-conditioned", "goldstein-price", "logistic-regression",
    "griewank", "rastrigin", "monkey-saddle",
  ])
  func theStandardRangeSuitsBuiltInSurfaces(_ name: String) async throws {
    let rates = try await rates(name, "--steps", "1")
    #expect(rates.min() == 1e-4 && rates.max() == 1)
    #expect(Set(rates).count == 41)
  }

  @Test(arguments: ["1e300*(x^2+2y^2)", "1e-300*(x^2+2y^2)", "exp(10x)+exp(-10x)+y^2"])
  func atEveryScaleSomeRatesAreGoodAndSomeTooLarge(_ formula: String) async throws {
    let result = try await Program.run("sweep", "-f", formula, "-o", "gd")
    let verdicts = result.output.split(separator: "\n").dropFirst().map {
      $0.split(separator: ",").last ?? ""
    }
    let bad = verdicts.count { $0 == "diverged" }
    #expect(result.status == 0 && bad > 0 && bad < verdicts.count * 2 / 3)
    let given = try await rates("-f", formula, "-o", "gd", "--lr-range", "1e-3:1", "--steps", "1")
    #expect(given.min() == 1e-3 && given.max() == 1 && given.count == 41)
  }
}
