import Dispatch

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The processors of this machine, at least 1.
public let processorCount = max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))

/// The result of `body` for every element, in their order, computed on several threads.
///
/// Each thread takes every n-th element, so that work that grows along the array is shared evenly.
func concurrentMap<Element: Sendable, Result: Sendable>(
  _ elements: some RandomAccessCollection<Element> & Sendable, threads: Int,
  _ body: @Sendable (Element) -> Result
) -> [Result] {
  let elements = Array(elements)
  let threads = min(threads, elements.count)
  guard threads > 1 else { return elements.map(body) }
  return [Result](unsafeUninitializedCapacity: elements.count) { buffer, count in
    // The threads write to different places, and all have ended before anybody reads.
    nonisolated(unsafe) let results = buffer
    DispatchQueue.concurrentPerform(iterations: threads) { thread in
      for index in stride(from: thread, to: elements.count, by: threads) {
        results.initializeElement(at: index, to: body(elements[index]))
      }
    }
    count = elements.count
  }
}
