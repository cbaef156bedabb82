import Testing

@testable import Lessons

/// Text with terms and numbers.
@Suite struct SentenceTests {
  @Test func termsAndNumbers() throws {
    let situation = try ConditionTests.situation(at: 30)
    let sentence = try Sentence(
      "The **loss** is {gd.loss(0)}, under 0.01 from step {gd.stays(loss < 0.01)} on; **{limit}**.")
    #expect(
      sentence.pieces(in: situation).filter(\.isStrong).map(\.text) == ["loss", "0.5"])
    #expect(
      sentence.text(in: situation)
        == "The loss is 43, under 0.01 from step 18 on; 0.5.")
    #expect(try Sentence("{gd.stays(x < 0)}").text(in: situation) == "never")
    #expect(try Sentence("{gd.batch}").text(in: situation) == "all")
    #expect(try Sentence("{adam.loss}").text(in: situation) == "-")
  }

  @Test(arguments: [
    ("a {gd.loss", "this brace is never closed", 2),
    ("a {gd.lose} b", "a run has no 'lose'", 6),
    ("{any.loss}", "'any' and 'every' have no single value", 1),
    ("a **term", "'**' opens a term and nothing closes it", 0),
  ])
  func faults(text: String, message: String, place: Int) throws {
    let error = try #require(throws: ConditionError.self) { try Sentence(text) }
    #expect(error.message == message)
    #expect(error.range.lowerBound == place)
  }

  @Test func numbersInATextAreFound() {
    #expect("from (5, 3) to (4, 1.8)".numbers == ["5", "3", "4", "1.8"])
    #expect("3,000 steps at 1/3, 1e-8 or 5e9.".numbers == ["3000", "1/3", "1e-8", "5e9"])
    #expect("--start=5,3 -o adam:lr=0.1,beta1=0.9".numbers == ["5", "3", "0.1", "0.9"])
    #expect("beta1 and L2 are names".numbers == [])
  }
}
