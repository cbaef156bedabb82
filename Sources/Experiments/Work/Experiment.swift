import Dispatch
import Optimizers

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A large amount of work that is done in slices, so that a screen can be kept alive in between.
///
/// An experiment is a value: dropping it cancels the work, and a copy continues on its own. The
/// result depends neither on the slices nor on the number of threads.
///
///     experiment.complete()                             // all at once
///     experiment.advance { clock.now < deadline }       // or a part of it
public protocol Experiment: Sendable {
  /// The number of parts done so far, of `total`.
  var completed: Int { get }
  /// The number of parts.
  var total: Int { get }
  /// The number of threads that work on a slice; at least 1.
  var threads: Int { get set }
  /// Does the next slice, about a millisecond's work; nothing if all is done.
  mutating func advance()
}

extension Experiment {
  /// Whether all parts are done.
  public var isComplete: Bool { completed >= total }

  /// Does slices while a condition holds.
  /// - Parameter condition: checked before each slice.
  public mutating func advance(while condition: () -> Bool) {
    while !isComplete && condition() { advance() }
  }

  /// Does all that is left.
  public mutating func complete() { advance { true } }
}

/// The threads of an experiment.
public enum Threads {
  /// The number of processors of this machine, at least 1.
  public static let available = max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
}

extension Objective {
  /// The number of optimization steps in a slice: about a millisecond's work, so fewer steps if each
  /// reads all rows of a table.
  package var stepsInSlice: Int {
    max(1, 10_000 / (1 + (dataRowCount ?? 0) / 8))
  }
}

extension Objective {
  /// Whether losses are waited for, so that many runs should ask for theirs at once, and a slice that lacks
  /// some be done again soon.
  package var takesTime: Bool {
    switch self {
    case let objective as FunctionObjective: objective.function.source != nil
    case let objective as SubstitutedObjective: objective.base.takesTime
    case let objective as CountedObjective: objective.objective.takesTime
    default: false
    }
  }

  /// The number of runs that ask together where losses are waited for.
  package var runsTogether: Int { 32 }
}

extension Array where Element: Sendable {
  /// Maps the elements in their order, on several threads.
  ///
  /// Each thread takes every n-th element, so that work that grows along the array is shared evenly.
  func concurrentMap<Result: Sendable>(threads: Int, _ body: @Sendable (Element) -> Result)
    -> [Result]
  {
    let threads = Swift.min(threads, count)
    guard threads > 1 else { return map(body) }
    return [Result](unsafeUninitializedCapacity: count) { buffer, initialized in
      // The threads write to different places, and all of them end before the results are read.
      nonisolated(unsafe) let results = buffer
      DispatchQueue.concurrentPerform(iterations: threads) { thread in
        for index in stride(from: thread, to: count, by: threads) {
          results.initializeElement(at: index, to: body(self[index]))
        }
      }
      initialized = count
    }
  }
}

extension Array where Element: Sendable {
  /// Changes each element in its place, on several threads.
  package mutating func concurrentUpdate(threads: Int, _ body: @Sendable (inout Element) -> Void) {
    let (threads, count) = (Swift.max(1, Swift.min(threads, count)), count)
    withUnsafeMutableBufferPointer { buffer in
      // The threads change different elements, and all of them end before the array is read.
      nonisolated(unsafe) let elements = buffer
      guard threads > 1 else {
        for index in 0..<count { body(&elements[index]) }
        return
      }
      DispatchQueue.concurrentPerform(iterations: threads) { thread in
        for index in stride(from: thread, to: count, by: threads) { body(&elements[index]) }
      }
    }
  }

  /// Maps the elements in their order, each thread its part of them at once; thread k takes the
  /// elements k, k + n, k + 2n, …
  func concurrentMapOfParts<Result: Sendable>(
    threads: Int, _ body: @Sendable ([Element]) -> [Result]
  ) -> [Result] {
    let threads = Swift.max(1, Swift.min(threads, count))
    let results = [Int](0..<threads).concurrentMap(threads: threads) { thread in
      body(stride(from: thread, to: count, by: threads).map { self[$0] })
    }
    return indices.map { results[$0 % threads][$0 / threads] }
  }
}

/// An order in which to fill a row or a mesh, so that each part of it gives an even impression of
/// the whole, finer and finer.
package enum CoarseOrder {
  /// The distance of the first samples; a power of two.
  static let coarsest = 16

  /// Every index below `count` once: first the multiples of 16, then the other multiples of 8, …
  package static func row(_ count: Int) -> [Int] {
    mesh(width: count, height: 1)
  }

  /// Every cell of a mesh once, row-major indices: first those whose column and row are multiples
  /// of 16, then the others where both are multiples of 8, …
  static func mesh(width: Int, height: Int) -> [Int] {
    var order: [Int] = []
    order.reserveCapacity(width * height)
    var spacing = coarsest
    while spacing >= 1 {
      for row in stride(from: 0, to: height, by: spacing) {
        for column in stride(from: 0, to: width, by: spacing)
        where spacing == coarsest || (row | column) % (2 * spacing) != 0 {
          order.append(row * width + column)
        }
      }
      spacing /= 2
    }
    return order
  }
}
