#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

// Prints how fast Descent is beside plain loops for the same work, on one thread unless a row says
// otherwise. A word as argument selects the rows that contain it. With `--answer` it reads names of
// rows, and answers each with the seconds that Descent and the loop take: `peers.py` asks.

func padded(_ text: String, _ width: Int) -> String {
  String(repeating: " ", count: max(0, width - text.count)) + text
}

func short(_ number: Double) -> String {
  let exponent = log10(number).rounded(.down)
  let power = pow(10, exponent - 1)
  let digits = (number / power).rounded()
  if -2...2 ~= exponent { return "\((digits * power * 1000).rounded() / 1000)" }
  return "\(digits / 10)e\(Int(exponent))"
}

let word = CommandLine.arguments.dropFirst().first ?? ""
let comparisons =
  try stepComparisons() + gridComparisons() + splineComparisons() + searchComparisons()
if word == "--answer" {
  let clock = ContinuousClock()
  while let name = readLine() {
    guard let row = comparisons.first(where: { $0.name == name }) else {
      fatalError("no row \(name)")
    }
    var sum = 0.0
    let ours = clock.measure { sum += row.ours() } / .seconds(1)
    let peer = clock.measure { sum += row.peer() } / .seconds(1)
    precondition(sum.isFinite, "\(name) must compute numbers")
    print(ours, peer)
    fflush(nil)
  }
  exit(0)
}

let chosen = comparisons.filter { word.isEmpty || $0.name.contains(word) }
let nameWidth = chosen.map(\.name.count).max() ?? 0

print(
  "work" + padded("Descent/s", nameWidth + 8) + padded("loop/s", 11) + padded("ratio", 9)
    + padded("wanted", 9) + "  of")
for comparison in chosen {
  let result = comparison.measured(seconds: 1)
  let isBelow = comparison.wanted.map { result.ratio < $0 } ?? false
  print(
    comparison.name + padded(short(result.ours), nameWidth - comparison.name.count + 12)
      + padded(short(result.peer), 11) + padded(short(result.ratio), 9)
      + padded(comparison.wanted.map(short) ?? "", 9) + "  " + comparison.unit
      + (isBelow ? "  (below)" : ""))
}
