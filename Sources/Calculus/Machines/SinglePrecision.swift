import RealModule

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Numbers of 24 bits, with which most models are trained: a formula in them shows what is left of
/// a difference after rounding.
extension Float: Scalar {
  @inline(__always) static func cbrt(_ u: Float) -> Float { root(u, 3) }

  @inline(__always) static func pow(_ base: Float, _ exponent: Float) -> Float {
    #if canImport(Glibc)
      Glibc.powf(base, exponent)
    #elseif canImport(Musl)
      Musl.powf(base, exponent)
    #else
      Darwin.powf(base, exponent)
    #endif
  }

  @inline(__always) static func floor(_ u: Float) -> Float { u.rounded(.down) }
  @inline(__always) static func ceil(_ u: Float) -> Float { u.rounded(.up) }

  @inline(__always) static func remainder(_ a: Float, _ b: Float) -> Float {
    a.truncatingRemainder(dividingBy: b)
  }
}

extension CompiledFormula {
  /// The value with every intermediate result rounded to 24 bits, as if the formula were computed
  /// in `Float` throughout; infinite from 3.4e38 on.
  ///
  /// Numbers of the formula, and what depends on the columns of a table alone, are rounded once, from
  /// their `Double`.
  public func singleValue(at point: SIMD2<Float>) -> Float {
    if let mean { return mean.singleValue(at: point) }
    return ScalarMachine<Float>.value(of: program, at: point)
  }
}

extension ScalarMachine<Float> {
  fileprivate static func value(of program: Program, at point: SIMD2<Float>) -> Float {
    withUnsafeTemporaryAllocation(of: Float.self, capacity: program.registerCount) { buffer in
      guard let registers = buffer.baseAddress else { return .nan }
      prepare(registers, program, point)
      ScalarMachine(registers: registers).run(0..<program.instructions.count, of: program)
      return registers[program.result]
    }
  }

  fileprivate static func prepare(
    _ registers: UnsafeMutablePointer<Float>, _ program: Program, _ point: SIMD2<Float>
  ) {
    registers[Program.registerX] = point.x
    registers[Program.registerY] = point.y
    for (index, constant) in program.constants.enumerated() {
      registers[Program.firstConstant + index] = Float(constant)
    }
  }
}

extension SampleMean {
  /// The mean, with the rows added in their order, one by one.
  fileprivate func singleValue(at point: SIMD2<Float>) -> Float {
    withUnsafeTemporaryAllocation(of: Float.self, capacity: program.registerCount) { buffer in
      guard let registers = buffer.baseAddress else { return .nan }
      ScalarMachine<Float>.prepare(registers, program, point)
      let machine = ScalarMachine<Float>(registers: registers)
      machine.run(layout.point.all, of: program)
      var sum: Float = 0
      for row in 0..<rowCount {
        for (index, register) in layout.stored.enumerated() {
          registers[register] = Float(table[index * rowCount + row])
        }
        machine.run(layout.row.all, of: program)
        sum += registers[program.result]
      }
      return sum / Float(rowCount)
    }
  }
}
