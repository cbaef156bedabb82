@testable import Comparison
@testable import Landscape
@testable import LossCommand
@testable import Optimizers
@testable import SurfaceCatalog

/// Reads a file of recorded runs at once and in pieces, and plays the runs.
func takeRecordings(_ bytes: [UInt8]) {
  guard let first = bytes.first else { return }
  let stream = Array(bytes.dropFirst())
  let whole = readings(of: [stream])
  let pieces = readings(of: stream.pieces(of: Int(first) % 9 + 1))
  promise(whole.fault == pieces.fault, "pieces do not matter for faults")
  promise(whole.recordings == pieces.recordings, "pieces do not matter")
  if let fault = whole.fault {
    promise(!fault.description(file: "runs.csv").isEmpty, "a fault has words")
    promise(fault.line(file: "runs.csv").utf8.count < 2000, "a fault has few words")
  }
  for recording in whole.recordings {
    promise(recording.points.allSatisfy(\.isFinite), "recorded points are finite")
    promise(recording.losses?.allSatisfy(\.isFinite) ?? true, "recorded losses are finite")
    promise(
      zip(recording.steps, recording.steps.dropFirst()).allSatisfy { $0 < $1 }, "steps ascend")
  }
  guard whole.fault == nil, let surface = SurfaceCatalog.surface(named: "himmelblau") else {
    return
  }
  // To play a million steps takes too long here.
  let steps = whole.recordings.map(\.lastStep).max() ?? 0
  var setup = Setup(surface: surface)
  setup.recordings = whole.recordings
  race(setup, steps: min(steps, 200))
}

private func readings(of pieces: [[UInt8]]) -> (recordings: [Recording], fault: RecordingFault?) {
  var reader = RecordingReader()
  do throws(RecordingFault) {
    for piece in pieces { try reader.read(piece) }
    try reader.finish()
    return (reader.recordings, nil)
  } catch {
    return (reader.recordings, error)
  }
}

/// Reads what a program answers, at once and in pieces.
func takeAnswers(_ bytes: [UInt8]) {
  guard let first = bytes.first else { return }
  let stream = Array(bytes.dropFirst())
  var (whole, pieces) = (AnswerLines(), AnswerLines())
  let lines = whole.lines(adding: stream)
  let same = stream.pieces(of: Int(first) % 9 + 1).flatMap { pieces.lines(adding: $0) }
  promise(lines == same && whole.rest == pieces.rest, "pieces do not matter")
  for answer in lines.compactMap(Answer.init(line:)) {
    guard let gradient = answer.gradient else { continue }
    let question = AnswerLines.question(gradient)
    let words = question.split(separator: " ").map { $0.last == "\n" ? $0.dropLast() : $0 }
    promise(
      words.map { Double($0) } == [gradient.x, gradient.y] || !gradient.isFinite,
      "a question names its point: \(question)")
  }
  whole.forget(beyond: 20)
  promise(whole.rest.count <= 20, "an endless line is forgotten")
}

extension [UInt8] {
  fileprivate func pieces(of length: Int) -> [[UInt8]] {
    stride(from: 0, to: count, by: length).map {
      Array(self[$0..<Swift.min($0 + length, count)])
    }
  }
}
