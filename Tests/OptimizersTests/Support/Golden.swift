import Calculus
import Optimizers

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

struct GoldenFileError: Error {
  let file: String
  let line: Substring
}

/// A line of `Golden/surfaces.txt`: "NAME | X Y | FORMULA".
struct GoldenSurface {
  let start: Point
  let formula: String

  var objective: FormulaObjective {
    get throws { try OptimizersTests.formula(formula) }
  }

  static func all() throws -> [String: GoldenSurface] {
    var surfaces: [String: GoldenSurface] = [:]
    for line in try lines(ofGolden: "surfaces.txt") {
      let parts = line.split(separator: "|").map { String($0.trimmed) }
      let start = numbers(parts[1])
      surfaces[parts[0]] = GoldenSurface(start: Point(start[0], start[1]), formula: parts[2])
    }
    return surfaces
  }
}

/// "case SETTINGS | SURFACE" and the lines "STEP X Y" below it.
struct GoldenCase {
  let settings: [String: Double]
  let surface: String
  var checkpoints: [(step: Int, point: Point)] = []

  static func all(of kind: OptimizerKind) throws -> [GoldenCase] {
    var cases: [GoldenCase] = []
    for line in try lines(ofGolden: "\(kind.name).txt") {
      if line.hasPrefix("case ") {
        let parts = line.dropFirst(5).split(separator: "|").map(\.trimmed)
        cases.append(GoldenCase(settings: settings(parts[0]), surface: String(parts[1])))
      } else {
        let row = numbers(line)
        guard row.count == 3, !cases.isEmpty else {
          throw GoldenFileError(file: kind.name, line: line)
        }
        cases[cases.count - 1].checkpoints.append((Int(row[0]), Point(row[1], row[2])))
      }
    }
    return cases
  }

  private static func settings(_ text: Substring) -> [String: Double] {
    var values: [String: Double] = [:]
    for pair in text.split(separator: ",") {
      let parts = pair.split(separator: "=")
      values[String(parts[0])] = Double(parts[1])
    }
    return values
  }
}

/// The lines of a file in the folder `Golden` beside the tests.
func lines(ofGolden name: String) throws -> [Substring] {
  let folder = #filePath.split(separator: "/").dropLast(2).joined(separator: "/")
  guard let file = fopen("/\(folder)/Golden/\(name)", "r") else {
    throw GoldenFileError(file: name, line: "cannot be opened")
  }
  defer { fclose(file) }
  var bytes: [UInt8] = []
  var chunk = [UInt8](repeating: 0, count: 1 << 16)
  while case let count = fread(&chunk, 1, chunk.count, file), count > 0 {
    bytes += chunk.prefix(count)
  }
  return String(decoding: bytes, as: UTF8.self).split(separator: "\n")
}

/// The numbers of a text that are separated by blanks.
func numbers(_ text: some StringProtocol) -> [Double] {
  text.split(separator: " ").compactMap { Double($0) }
}

extension Substring {
  var trimmed: Substring {
    var text = self
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return text
  }
}
