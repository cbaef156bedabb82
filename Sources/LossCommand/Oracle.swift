import Calculus

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Asks a program, on a thread of its own, and keeps every answer.
///
/// Questions are written in batches, each when the last one is answered. Batches grow while a program
/// answers quickly, so that a fast one gets thousands of lines in one write, and one that takes seconds
/// is never far behind what is now on the screen.
final class Oracle: AnswerSource, @unchecked Sendable {
  let command: String
  private let timeout: Double
  private let lock = Lock()
  private let bell: Pipe
  private let clock = ContinuousClock()
  private let failed: @Sendable (LossFault) -> Void
  private let waited: @Sendable (Int) -> Void
  private let reportInterval: Double
  private var lastReport: ContinuousClock.Instant

  // Behind the lock.
  private var questions: Questions
  private var gapCount = 0
  private var changeCount = 0
  private var answers = 0
  private var generations = 0
  private var mapChangeCount = 0
  private var isWaiting = true
  private var isRestarting = false
  private var currentFault: LossFault?
  /// Nil before the first answer.
  private var givesGradients: Bool?
  private let differenceNote: String
  private var turnCount = 0

  // Of the thread alone.
  private var program: ChildProgram?
  private var lines = AnswerLines()
  private var errorLines = AnswerLines()
  /// Whether the program has closed its standard error, which would then always be ready to be read.
  private var errorsAreOver = false
  private var lastWords = ""
  private var output: ArraySlice<UInt8> = []
  private var batch = 16
  private var batchStart: ContinuousClock.Instant
  private var lastAnswer: ContinuousClock.Instant
  private var lastMapChange: ContinuousClock.Instant

  /// A batch should take about this long, in seconds.
  private static let batchTime = (least: 0.015, most: 0.05)
  private static let largestBatch = 8192
  /// The time between looks of a map at its answers, in seconds.
  private static let mapInterval = 0.15

  /// - Parameters:
  ///   - survey: the lattices by which it is told how well the loss is known.
  ///   - differences: how derivatives come about if the program gives none.
  ///   - failed: called on another thread when waiting is in vain.
  ///   - reportInterval: the time between two reports, in seconds.
  ///   - waited: called on another thread while answers are waited for, with their number so far.
  init(
    command: String, timeout: Double, survey: Survey = Survey([]), differences: String = "",
    reportInterval: Double = 0.3, failed: @escaping @Sendable (LossFault) -> Void,
    waited: @escaping @Sendable (Int) -> Void
  ) throws(LossFault) {
    questions = Questions(survey: survey)
    differenceNote = differences
    self.waited = waited
    self.reportInterval = reportInterval
    self.command = command
    self.timeout = timeout
    self.failed = failed
    (batchStart, lastAnswer, lastMapChange, lastReport) = (
      clock.now, clock.now, clock.now, clock.now
    )
    do throws(SystemError) {
      bell = try Pipe()
      program = try ChildProgram(command)
    } catch {
      throw LossFault(kind: .notStarted(error.code), command: command, lastWords: "")
    }
    for end in [bell.reading, bell.writing] { _ = fcntl(end, F_SETFL, O_NONBLOCK) }
    runThread()
  }

  // MARK: Asking

  /// The answers at finite points; nil where one is not known yet and nobody waits for it.
  func answers(at points: [Point]) -> [Answer?] {
    lock.locked {
      if questions.ask(points) {
        ring()
        if !isWaiting { gapCount += 1 }
        while isWaiting, points.contains(where: { questions.known[$0] == nil }) { lock.wait() }
      }
      return points.map { questions.known[$0] }
    }
  }

  /// What is known at the points of a map, or was of a former program; the others are asked for in this
  /// order, in place of those of the last map.
  func knownAnswers(onMap points: [Point]) -> [Answer?] {
    lock.locked {
      questions.ask(map: points)
      ring()
      return points.map { questions.known[$0] ?? questions.former[$0] }
    }
  }

  /// What is known at some points; nothing is asked.
  func knownAnswers(at points: [Point]) -> [Answer?] {
    lock.locked { points.map { questions.known[$0] } }
  }

  var waits: Bool { lock.locked { isWaiting } }
  /// Whether the program gives gradients; nil before its first answer.
  var hasGradients: Bool? { lock.locked { givesGradients } }

  var gaps: Int { lock.locked { gapCount } }
  var changes: Int { lock.locked { changeCount } }
  var mapChanges: Int { lock.locked { mapChangeCount } }
  var answerCount: Int { lock.locked { answers } }
  var openCount: Int { lock.locked { currentFault == nil ? questions.openCount : 0 } }
  var urgentCount: Int { lock.locked { questions.urgentCount } }
  var detail: Int { lock.locked { questions.survey.detail } }
  var generation: Int { lock.locked { generations } }
  var callsPerGradient: Int { lock.locked { givesGradients == false ? 5 : 1 } }
  /// How often the thread has woken: at rest it sleeps.
  var turns: Int { lock.locked { turnCount } }
  var note: String? { lock.locked { givesGradients == false ? differenceNote : nil } }
  var fault: String? { lossFault?.message }
  var lossFault: LossFault? { lock.locked { currentFault } }
  func stopWaiting() { lock.locked { isWaiting = false } }

  func restart() -> Bool {
    lock.locked {
      guard currentFault != nil else { return false }
      (currentFault, isRestarting) = (nil, true)
      // It may have been mended meanwhile: losses of two programs are no surface.
      questions.forget()
      givesGradients = nil
      generations += 1
      changeCount += 1
      ring()
      return true
    }
  }

  private func ring() { _ = write(bell.writing, "!", 1) }

  // MARK: The thread

  private func runThread() {
    let box = Unmanaged.passRetained(self).toOpaque()
    #if canImport(Darwin)
      var thread: pthread_t?
      pthread_create(&thread, nil, { box in Oracle.serve(box) }, box)
    #else
      var thread = pthread_t()
      pthread_create(&thread, nil, { box in box.flatMap { Oracle.serve($0) } }, box)
    #endif
  }

  private static func serve(_ box: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
    // Signals are for the main thread; a pipe that is closed is an error of `write`.
    var all = sigset_t()
    sigfillset(&all)
    pthread_sigmask(SIG_BLOCK, &all, nil)
    let oracle = Unmanaged<Oracle>.fromOpaque(box).takeRetainedValue()
    while true { oracle.turn() }
  }

  /// Waits until something can be read or written, and does it.
  private func turn() {
    let isRestarting = lock.locked {
      defer { self.isRestarting = false }
      turnCount += 1
      return self.isRestarting
    }
    if isRestarting { begin() }
    send()
    var polled = [pollfd(fd: bell.reading, events: Int16(POLLIN), revents: 0)]
    var patience: Int32 = -1
    if let program {
      polled.append(pollfd(fd: program.output, events: Int16(POLLIN), revents: 0))
      // The system passes over a negative descriptor.
      let errors = errorsAreOver ? -1 : program.errors
      polled.append(pollfd(fd: errors, events: Int16(POLLIN), revents: 0))
      if !output.isEmpty {
        polled.append(pollfd(fd: program.input, events: Int16(POLLOUT), revents: 0))
      }
      if isAsking {
        patience = Int32(max(0, min(timeout - seconds(since: lastAnswer), 1e6)) * 1000) + 1
      }
    }
    poll(&polled, nfds_t(polled.count), patience)
    if polled[0].revents != 0 { _ = bytes(from: bell.reading) }
    guard program != nil else { return }
    if polled[2].revents != 0 { readErrors() }
    if polled[1].revents != 0 { readAnswers() }
    if program != nil, isAsking, seconds(since: lastAnswer) >= timeout {
      fail(.silent(seconds: timeout))
    }
  }

  private var isAsking: Bool { lock.locked { !questions.sent.isEmpty } }

  private func begin() {
    lines = AnswerLines()
    errorLines = AnswerLines()
    (lastWords, errorsAreOver, output, batch) = ("", false, [], 16)
    do throws(SystemError) {
      program = try ChildProgram(command)
    } catch {
      fail(.notStarted(error.code))
    }
  }

  /// Writes as much as the pipe takes; a new batch if the last one is answered.
  private func send() {
    guard let program else { return }
    if output.isEmpty, !isAsking {
      let points = lock.locked { questions.next(batch) }
      guard !points.isEmpty else { return }
      output = ArraySlice(points.map(AnswerLines.question).joined().utf8)
      (batchStart, lastAnswer) = (clock.now, clock.now)
    }
    while !output.isEmpty {
      let count = output.withUnsafeBytes { write(program.input, $0.baseAddress, $0.count) }
      guard count > 0 else {
        // A program that reads no more is found out when its output ends, or by its silence.
        if errno != EAGAIN { output = [] }
        return
      }
      output = output.dropFirst(count)
    }
  }

  private func readErrors() {
    guard let program else { return }
    let (text, isOver) = bytes(from: program.errors)
    errorsAreOver = isOver
    let all = errorLines.lines(adding: text) + [String(decoding: errorLines.rest, as: UTF8.self)]
    if let last = all.last(where: { $0.contains { !$0.isWhitespace } }) {
      lastWords = String(last.prefix(200))
    }
    errorLines.forget(beyond: AnswerLines.longestLine)
  }

  private func readAnswers() {
    guard let program else { return }
    let (text, isOver) = bytes(from: program.output)
    for line in lines.lines(adding: text) {
      guard let answer = Answer(line: line) else { return fail(.notAnAnswer(line)) }
      let hasGradient = answer.gradient != nil
      if hasGradients ?? hasGradient != hasGradient { return fail(.mixed(line)) }
      guard lock.locked({ take(answer) }) else { return fail(.unasked(line)) }
    }
    if lines.rest.count > AnswerLines.longestLine {
      return fail(.notAnAnswer(String(decoding: lines.rest, as: UTF8.self)))
    }
    if !text.isEmpty { lastAnswer = clock.now }
    if seconds(since: lastReport) > reportInterval, waits {
      waited(answerCount)
      lastReport = clock.now
    }
    if isOver { return fail(.ended(status: nil, signal: nil)) }
    if !isAsking {
      let time = seconds(since: batchStart)
      if time < Self.batchTime.least { batch = min(2 * batch, Self.largestBatch) }
      if time > Self.batchTime.most { batch = max(1, batch / 2) }
    }
  }

  /// Only behind the lock.
  private func take(_ answer: Answer) -> Bool {
    guard questions.take(answer) else { return false }
    givesGradients = answer.gradient != nil
    answers += 1
    changeCount += 1
    let isLast = questions.sent.isEmpty && questions.isEmpty
    if isLast || seconds(since: lastMapChange) > Self.mapInterval {
      mapChangeCount += 1
      lastMapChange = clock.now
    }
    if isWaiting { lock.signal() }
    return true
  }

  /// Ends the program and says why.
  private func fail(_ kind: LossFault.Kind) {
    var kind = kind
    if let program {
      readErrors()
      let (status, signal) = program.end()
      if case .ended = kind { kind = .ended(status: status, signal: signal) }
    }
    program = nil
    output = []
    let fault = LossFault(kind: kind, command: command, lastWords: lastWords)
    let isInVain = lock.locked {
      questions.askAgain()
      currentFault = fault
      changeCount += 1
      mapChangeCount += 1
      return isWaiting
    }
    if isInVain { failed(fault) }
  }

  private func seconds(since instant: ContinuousClock.Instant) -> Double {
    (clock.now - instant) / .seconds(1)
  }

  /// What can be read without waiting, and whether it is the end.
  private func bytes(from descriptor: Int32) -> (bytes: [UInt8], isOver: Bool) {
    var all: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while all.count < 1 << 20 {
      let count = read(descriptor, &buffer, buffer.count)
      if count == 0 { return (all, true) }
      guard count > 0 else { break }
      all += buffer[0..<count]
    }
    return (all, false)
  }
}
