import Testing

/// Numbers and formulas on the command line, as people write them.
@Suite(.timeLimit(.minutes(15)))
struct NumberTests {
  @Test(arguments: ["1, 2", "(1, 2)", "[1,2]", "1 2", "3/3, 2^1", " 1 ; 2 ", "(max(1,0), 4/2)"])
  func pointsMayHaveBlanksAndFractions(text: String) async throws {
    let result = try await Program.run("evaluate", "-f", "x + 10y", "--at", text)
    #expect(result.status == 0)
    #expect(result.output.contains(#""at":[1.0,2.0],"value":21.0"#))
  }

  @Test(arguments: [
    "-2:2,-1:3", "-2:2, -1:3", "[-2,2],[-1,3]", "[-2, 2], [-1, 3]", "-4/2 : 2, -1 : sqrt(9)",
    "(-2:2, -1:3)",
  ])
  func domainsMayHaveBlanksAndFractions(text: String) async throws {
    let plain = try await Program.run("trace", "-f", "x*y", "--domain=-2:2,-1:3", "--steps", "1")
    let result = try await Program.run("trace", "-f", "x*y", "--domain", text, "--steps", "1")
    #expect(result.status == 0 && result.output == plain.output)
  }

  @Test func aSingleRangeIsUsedForBothAxes() async throws {
    let plain = try await Program.run(
      "trace", "-f", "x*y", "--domain=-3.141592653589793:3.141592653589793,-pi:pi", "--steps", "1")
    let result = try await Program.run("trace", "-f", "x*y", "--domain", "-pi:pi", "--steps", "1")
    #expect(result.status == 0 && result.output == plain.output)
  }

  @Test func allNumbersMayBeFormulas() async throws {
    let result = try await Program.run([
      "trace", "ill-conditioned", "--set", "kappa=100/2", "--lr", "1/64", "-o", "gd", "-o",
      "adam:beta1=1-0.1", "--steps", "2^2", "--seed", "10^2", "--noise", "1/2", "--batch", "2*8",
      "--schedule", "cosine:t_max=10^2", "--start", "-1/2, 1/2",
    ])
    let plain = try await Program.run([
      "trace", "ill-conditioned", "--set", "kappa=50", "--lr", "0.015625", "-o", "gd", "-o",
      "adam:beta1=0.9", "--steps", "4", "--seed", "100", "--noise", "0.5", "--batch", "16",
      "--schedule", "cosine:t_max=100", "--start", "-0.5,0.5",
    ])
    #expect(result.status == 0 && result.errors == "")
    #expect(result.output == plain.output)
    let sweep = try await Program.run(
      "sweep", "quadratic", "-o", "gd", "--lr-range", "1/1000 : 1", "--points", "3", "--steps", "1")
    #expect(sweep.status == 0 && sweep.output.contains(",0.001,"))
  }

  @Test(
    arguments: [
      (["evaluate", "-f", "x", "--at", "1, foo"], "1, foo\n   ^^^\n"),
      (["evaluate", "-f", "x", "--at", "1+, 2"], "1+, 2\n  ^\n"),
      (["evaluate", "-f", "x", "--at", "1, 2x"], "1, 2x\n    ^\n"),
      (["trace", "--domain", "-2:2, -1:three"], "-2:2, -1:three\n         ^^^^^\n"),
      (["trace", "--lr", "1/x"], "1/x\n  ^\n"), (["trace", "--set", "kappa=sin 2"], "      ^^^\n"),
      (["evaluate", "-f", "x", "--at", "1/0, 2"], "'1/0' is infinite or undefined"),
    ] as [([String], String)])
  func theCaretPointsAtTheWrongNumber(arguments: [String], excerpt: String) async throws {
    let result = try await Program.run(arguments)
    #expect(result.status == 64)
    #expect(result.errors.contains(excerpt), "\(result.errors)")
  }

  @Test(arguments: ["x^2+y^2", "x^2/2 + y", "2x", "sin(x)*y", "f = x*y", "x/2", "u = x; u*y"])
  func aFormulaIsOpenedWithoutAnOption(text: String) async throws {
    let result = try await Program.run("trace", text, "--steps", "2")
    let plain = try await Program.run("trace", "-f", text, "--steps", "2")
    #expect(result.status == 0 && result.output == plain.output)
    let picture = try await Program.run(text, "--steps", "2")
    #expect(picture.status == 0)
  }

  @Test func aWrongFormulaIsNotReportedAsASurface() async throws {
    let result = try await Program.run("trace", "x1^2+x2^2")
    #expect(result.status == 65 && result.errors.contains("write 'x^2 + y^2'"))
    let name = try await Program.run("trace", "rosenbork")
    #expect(name.status == 66)
    let signed = try await Program.run("trace", "-x^2+y^2")
    #expect(signed.status == 64 && signed.errors.contains("write -f '-x^2+y^2'"))
    let both = try await Program.run("trace", "x^2", "-f", "y^2")
    #expect(both.status == 64)
  }
}
