import Foundation
import TestSupport
import Testing

/// Files of losses, such as those of a network's slice, in place of a surface.
@Suite(.serialized, .timeLimit(.minutes(15)))
struct GridFileTests {
  /// The losses (x − 6)² + 2(y − 4)² + 1 at x 0, 1, …, 12 and y 0, 1, …, 8 as `numpy.save` writes them.
  private func array(lift: Double = 0, hole: Bool = false) -> [UInt8] {
    var header = "{'descr': '<f8', 'fortran_order': False, 'shape': (9, 13), }"
    header += String(repeating: " ", count: 117 - header.count) + "\n"
    let numbers = (0..<9).flatMap { y in
      (0..<13).map { x -> Double in
        if hole && x == 10 && y == 1 { return .nan }
        let (across, up) = (Double(x - 6), Double(y - 4))
        return across * across + 2 * up * up + 1 + lift
      }
    }
    return [0x93] + Array("NUMPY".utf8) + [1, 0, 118, 0] + Array(header.utf8)
      + numbers.flatMap { number in
        withUnsafeBytes(of: number.bitPattern.littleEndian) { Array($0) }
      }
  }

  @Test func everyCommandTakesAFileOfLosses() async throws {
    let folder = try Folder()
    let file = try folder.write("loss.npy", array())
    let trace = try await Program.run(
      "trace", file, "-o", "gd", "--lr", "0.1", "--start", "9,6", "--steps", "50")
    #expect(trace.status == 0 && trace.errors == "")
    let last = try #require(trace.output.split(separator: "\n").last).split(separator: ",")
    let numbers = last.compactMap { Double($0) }
    try #require(numbers.count == 7, "\(last)")
    // Run, step, x, y, loss: each step multiplies x − 6 by 0.8.
    let x: Double = 6 + 3 * pow(0.8, 50)
    #expect(abs(numbers[2] - x) < 1e-9 && abs(numbers[4] - 1) < 1e-6)

    let evaluate = try await Program.run("evaluate", file, "--at", "8.5,4", "--at", "13,4")
    #expect(evaluate.output.hasPrefix("[{\"at\":[8.5,4.0],\"value\":7.2"))
    #expect(evaluate.output.contains("\"at\":[13.0,4.0],\"value\":null"))

    let check = try await Program.run("check", file, "--at", "8.3,5.1")
    #expect(check.output.contains("agrees"))
    for arguments in [
      ["render", file, "--size", "100x30", "--steps", "20"], ["sweep", file, "--points", "5"],
      ["figure", file], [file, "--plain", "--steps", "5"], [file],
    ] {
      let result = try await Program.run(arguments)
      #expect(result.status == 0 && !result.output.isEmpty, "\(arguments): \(result.errors)")
    }
    let picture = try await Program.run("render", file, "--size", "140x40", "--steps", "20")
    #expect(picture.output.contains("a slice of 13×9 losses"))
    #expect(picture.output.contains("A slice through a larger space"))
  }

  @Test func faultsNameTheFileAndTheRemedy() async throws {
    let folder = try Folder()
    func complaint(_ name: String, _ bytes: [UInt8]) async throws -> (Int32, String) {
      let result = try await Program.run("trace", folder.write(name, bytes))
      return (result.status, result.errors)
    }
    let cut = try await complaint("cut.npy", array().dropLast(10))
    #expect(cut.0 == 65)
    #expect(
      cut.1 == """
        error: \(folder["cut.npy"]): this file ends early: it has 115 of 117 numbers
        hint: save it again, or copy it again

        """)
    let ragged = try await complaint("ragged.csv", Array("1,2\n3\n".utf8))
    #expect(ragged.0 == 65 && ragged.1.contains("ragged.csv: line 2 has 1 value"))
    let foreign = try await complaint("surface.h5", [0x89] + Array("HDF\r\n".utf8))
    #expect(foreign.0 == 65 && foreign.1.contains("an HDF5 file") && foreign.1.contains("h5py"))
    let missing = try await Program.run("trace", folder["none.npy"])
    #expect(missing.status == 66 && missing.errors.contains("No such file or directory"))
    let outside = try await Program.run(
      "trace", folder.write("loss.npy", array()), "--start", "20,20")
    #expect(
      outside.status == 65
        && outside.errors.contains("(20, 20) is outside of the grid, x 0 to 12, y 0 to 8"))
  }

  @Test func aGridIsOpenedAndWatched() async throws {
    try await Tmux.run("exec sh") { tmux in
      try tmux.folder.write("loss.npy", array(hole: true))
      try await tmux.type("\"$DESCENT\" loss.npy --paused --step 7; echo \"status=$?\"\n")
      try await tmux.wait(for: "the grid") { $0.title.contains("loss") && $0.step == 7 }
      try await tmux.press("Right")
      try await tmux.wait(for: "a step") { $0.step == 8 }
      try tmux.folder.write("loss.npy", Array("\u{93}".utf8))
      try await tmux.wait(for: "the fault over the last good grid") {
        $0.contains("loss.npy: ") && $0.title.contains("loss")
      }
      try tmux.folder.write("loss.npy", array(lift: 3))
      try await tmux.wait(for: "the new grid") { !$0.contains("loss.npy: ") && $0.step == 8 }
      try await tmux.press("q")
      try await tmux.wait(for: "status=0")

      let yaml = "name: Slice\ngrid: {file: loss.npy, x: [-1, 1], y: [-1, 1]}\n"
      try tmux.folder.write("slice.yaml", yaml.utf8)
      try await tmux.type("clear; \"$DESCENT\" ./slice.yaml --paused; echo \"status=$?\"\n")
      try await tmux.wait(for: "the slice") { $0.title.contains("Slice") }
      try tmux.folder.write("loss.npy", array().dropLast(3))
      try await tmux.wait(for: "the fault in the grid") {
        $0.contains("loss.npy: this file ends") && $0.title.contains("Slice")
      }
      try await tmux.press("q")
      try await tmux.wait(for: "status=0")
    }
  }
}
