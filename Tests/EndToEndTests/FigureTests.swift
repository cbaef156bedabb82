import Foundation
import TestSupport
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// `descent figure`: what it writes, and what it refuses.
@Suite struct FigureTests {
  @Test func aFigureIsWellFormed() async throws {
    let result = try await Program.run(["figure", "beale", "-o", "gd", "-o", "adam", "--losses"])
    #expect(result.status == 0 && result.errors.isEmpty)
    let document = try XMLDocument(xmlString: result.output)
    #expect(document.rootElement()?.name == "svg")
    let texts = try document.nodes(forXPath: "//*[local-name()='text']").compactMap(\.stringValue)
    for text in ["Beale", "GD", "Adam", "x", "y", "step", "start", "lowest minimum"] {
      #expect(texts.contains(text), "\(text)")
    }
  }

  @Test func aGroundOfTenThousandHillsIsWellFormed() async throws {
    // Too many for shapes: the bands are a picture, over the hatch, and below the paths.
    let result = try await Program.run([
      "figure", "-f", "sin(50x)*cos(50y) + 0*log(x + 4)", "-o", "gd",
    ])
    #expect(result.status == 0 && result.output.utf8.count < 300_000)
    #expect(result.output.contains("url(#undefined)") && result.output.contains("h0"))
    let document = try XMLDocument(xmlString: result.output)
    let image = try document.nodes(forXPath: "//*[local-name()='image']").first as? XMLElement
    let data = image?.attributes?.first { $0.name == "xlink:href" }?.stringValue ?? ""
    let file = try #require(Data(base64Encoded: String(data.dropFirst(22))))
    #expect(data.hasPrefix("data:image/png;base64,") && file.count > 1000)
    #expect(file.suffix(8).prefix(4).elementsEqual("IEND".utf8))
  }

  @Test func theSizeIsTheOneAskedFor() async throws {
    let result = try await Program.run([
      "figure", "--size", "85x60mm", "--theme", "print", "--steps", "5",
    ])
    #expect(result.output.contains("width=\"85mm\" height=\"60mm\""))
  }

  @Test func framesAreNumberedFiles() async throws {
    let folder = try Folder()
    let arguments = ["figure", "--steps", "20", "--frames", "10", "--to", folder["frames"]]
    #expect(try await Program.run(arguments).status == 0)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder["frames"])
    #expect(names.sorted() == (1...10).map { $0 < 10 ? "frame-0\($0).svg" : "frame-\($0).svg" })
    #expect(try folder.read("frames/frame-01.svg").contains("after 0 steps"))
    #expect(try folder.read("frames/frame-10.svg").contains("after 20 steps"))
    // What is there is not replaced.
    let again = try await Program.run(arguments)
    #expect(again.status == 73 && again.errors.contains("frame-01.svg' is there already"))
  }

  @Test(arguments: [
    (["--size", "10x10"], 64, "is not a size"), (["--frames", "3"], 64, "needs --to"),
    (["--to", "x"], 64, "needs --frames"), (["--theme", "pink"], 64, "light"),
    (["--frames", "2", "--to", "/dev/null/x"], 73, "cannot be made"),
  ])
  func whatCannotBeIsRefused(_ arguments: [String], _ status: Int32, _ message: String) async throws
  {
    let result = try await Program.run(["figure"] + arguments)
    #expect(result.status == status && result.errors.contains(message), "\(result.errors)")
  }
}
