import Testing

@testable import LossCommand

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite struct ChildProgramTests {
  /// Systems refuse a word of megabytes.
  @Test func aProgramThatCannotBeStartedLeavesNothingOpen() {
    let command = String(repeating: "x", count: 2_000_000)
    let before = Self.openCount
    for _ in 0..<100 {
      let error = #expect(throws: SystemError.self) { _ = try ChildProgram(command) }
      #expect(error?.code == E2BIG)
    }
    // Other tests have pipes, too, but not hundreds of them.
    #expect(Self.openCount < before + 300)
  }

  private static var openCount: Int {
    (0..<4096).count { fcntl($0, F_GETFD) >= 0 }
  }
}
