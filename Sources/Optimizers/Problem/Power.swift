#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The C library's `pow`, under a name that reads.
func power(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }

/// The C library's cosine.
func cosine(_ angle: Double) -> Double { cos(angle) }
