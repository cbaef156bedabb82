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

  /// Rates that keep their ratio to 1/kappa, and steps in proportion to kappa.
  @Test func overAParameterThePrintedNumbersAreThoseOfItsLaw() async throws {
    let law = [
      "sweep", "ill-conditioned", "-o", "gd", "--over", "kappa=50:400:4", "--target", "0.01",
    ]
    let csv = try await Program.run(law)
    let rows = csv.output.split(separator: "\n").map { $0.split(separator: ",") }
    #expect(
      rows[0].joined(separator: ",") == "run,optimizer,parameter,value,lr,arrival,steps,verdict")
    #expect(
      rows.dropFirst().map { $0[0...5].joined(separator: ",") } == [
        "1,gd,kappa,50.0,0.036,92", "1,gd,kappa,100.0,0.018,185", "1,gd,kappa,200.0,0.009,370",
        "1,gd,kappa,400.0,0.0045,742",
      ])
    let table = try await Program.run(law + ["--format", "table"])
    #expect(table.output.contains("  400  742  0.0045\n"))
    #expect(table.output.contains("steps to 0.01\ngd         doubles as kappa doubles\n"))
    let json = try await Program.run(law + ["--format", "json", "--steps", "300"])
    #expect(json.output.contains(#""parameter":"kappa","target":0.01,"rates":"in proportion""#))
    #expect(json.output.contains(#"{"value":200.0,"lr":0.009,"arrival":null,"steps":300"#))
  }

  @Test(arguments: [
    ["--over", "kappa"], ["ill-conditioned", "--over", "kapa"], ["--tuned"], ["--target", "1"],
    ["ill-conditioned", "--over", "kappa=0:5"], ["ill-conditioned", "--over", "kappa=5"],
    ["ill-conditioned", "--over", "kappa", "--points", "9"],
    ["ill-conditioned", "--over", "kappa", "--steps", "9", "--evaluations", "9"],
  ])
  func whatCannotBeSweptIsRefused(_ arguments: [String]) async throws {
    let result = try await Program.run(["sweep"] + arguments)
    #expect(result.status == 64 && result.output == "" && result.errors.hasPrefix("error: "))
  }
}
