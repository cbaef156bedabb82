/// An array in NumPy's format `.npy`, versions 1 to 3: a line of Python that describes it, and its
/// numbers.
struct NumPyArray {
  static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)

  /// The numbers along each dimension.
  let shape: [Int]
  private let type: ElementType
  private let isBigEndian: Bool
  /// Whether neighbours in memory are in a column.
  private let isFortranOrder: Bool
  /// The bytes after the header.
  private let data: ArraySlice<UInt8>

  enum ElementType: Hashable {
    case bool
    case signed(bytes: Int)
    case unsigned(bytes: Int)
    case float(bytes: Int)

    var size: Int {
      switch self {
      case .bool: 1
      case .signed(let bytes), .unsigned(let bytes), .float(let bytes): bytes
      }
    }
  }

  init(_ bytes: ArraySlice<UInt8>) throws(MatrixFault) {
    guard bytes.starts(with: Self.magic) else { throw .notAnArray }
    let body = bytes.dropFirst(Self.magic.count)
    guard body.count >= 6, let version = body.first else {
      throw .truncatedHeader
    }
    guard 1...3 ~= version else { throw .version(Int(version)) }
    let lengthBytes = version == 1 ? 2 : 4
    let length = body.dropFirst(2).prefix(lengthBytes).reversed().reduce(0) { $0 << 8 | Int($1) }
    let rest = body.dropFirst(2 + lengthBytes)
    guard rest.count >= length else { throw .truncatedHeader }
    let header = Header(text: String(decoding: rest.prefix(length), as: UTF8.self))
    data = rest.dropFirst(length)
    let (type, isBigEndian) = try header.elementType()
    self.type = type
    self.isBigEndian = isBigEndian
    isFortranOrder = header.value(of: "fortran_order")?.hasPrefix("True") ?? false
    guard let shape = header.shape else { throw .header(header.text) }
    self.shape = shape
  }

  /// The losses: the first index of the array is the row.
  func matrix() throws(MatrixFault) -> LossMatrix {
    guard shape.count == 2 else { throw .dimensions(shape) }
    let (height, width) = (shape[0], shape[1])
    try LossMatrix.check(width: width, height: height)
    let needed = width * height * type.size
    guard data.count >= needed else {
      throw .truncated(found: data.count / type.size, expected: width * height)
    }
    let values = data.withUnsafeBytes { bytes in
      [Double](unsafeUninitializedCapacity: width * height) { target, count in
        var place = 0
        for row in 0..<height {
          for column in 0..<width {
            let source = isFortranOrder ? column * height + row : place
            target[place] = number(at: source * type.size, in: bytes)
            place += 1
          }
        }
        count = place
      }
    }
    return try LossMatrix(width: width, height: height, values: values)
  }

  @inline(__always)
  private func number(at offset: Int, in bytes: UnsafeRawBufferPointer) -> Double {
    func whole<Number: FixedWidthInteger>(_: Number.Type) -> Number {
      let number = bytes.loadUnaligned(fromByteOffset: offset, as: Number.self)
      return isBigEndian ? Number(bigEndian: number) : Number(littleEndian: number)
    }
    return switch type {
    case .bool: bytes[offset] == 0 ? 0 : 1
    case .signed(1): Double(whole(Int8.self))
    case .signed(2): Double(whole(Int16.self))
    case .signed(4): Double(whole(Int32.self))
    case .signed: Double(whole(Int64.self))
    case .unsigned(1): Double(whole(UInt8.self))
    case .unsigned(2): Double(whole(UInt16.self))
    case .unsigned(4): Double(whole(UInt32.self))
    case .unsigned: Double(whole(UInt64.self))
    case .float(2): Double(half: whole(UInt16.self))
    case .float(4): Double(Float(bitPattern: whole(UInt32.self)))
    case .float: Double(bitPattern: whole(UInt64.self))
    }
  }
}

extension Double {
  /// The number of 16 bits with these bits: a sign, 5 bits of exponent, 10 of fraction (IEEE 754).
  fileprivate init(half bits: UInt16) {
    let sign = bits >> 15 == 0 ? 1.0 : -1.0
    let (exponent, fraction) = (Int(bits >> 10 & 31), Double(bits & 1023))
    switch exponent {
    case 0: self = sign * fraction * 0x1p-24
    case 31: self = fraction == 0 ? sign * .infinity : .nan
    default:
      self = sign * Double(sign: .plus, exponent: exponent - 25, significand: 1024 + fraction)
    }
  }
}

/// The header of an array, such as `{'descr': '<f8', 'fortran_order': False, 'shape': (51, 51), }`.
private struct Header {
  let text: String

  /// The text behind a key, up to the end of the header.
  func value(of key: String) -> Substring? {
    for quote in ["'", "\""] {
      let parts = text.split(separator: "\(quote)\(key)\(quote)", maxSplits: 1)
      guard parts.count == 2 || text.hasPrefix("\(quote)\(key)") else { continue }
      return parts.last?.drop { $0 == " " || $0 == ":" }
    }
    return nil
  }

  var shape: [Int]? {
    guard let value = value(of: "shape"), value.first == "(" else { return nil }
    var shape: [Int] = []
    for part in value.dropFirst().prefix(while: { $0 != ")" }).split(separator: ",") {
      let digits = part.filter { $0 != " " && $0 != "L" }
      if digits.isEmpty { continue }
      guard let count = Int(digits), count >= 0 else { return nil }
      shape.append(count)
    }
    return shape
  }

  func elementType() throws(MatrixFault) -> (NumPyArray.ElementType, isBigEndian: Bool) {
    guard let value = value(of: "descr"), let quote = value.first else { throw .header(text) }
    if quote == "[" { throw .structured }
    guard "'\"".contains(quote) else { throw .header(text) }
    let name = String(value.dropFirst().prefix { $0 != quote })
    let code = name.drop { "<>|=".contains($0) }
    let bytes = Int(code.dropFirst()) ?? 0
    let isBigEndian = name.hasPrefix(">")
    switch (code.first, bytes) {
    case ("b", 1): return (.bool, isBigEndian)
    case ("i", 1), ("i", 2), ("i", 4), ("i", 8): return (.signed(bytes: bytes), isBigEndian)
    case ("u", 1), ("u", 2), ("u", 4), ("u", 8): return (.unsigned(bytes: bytes), isBigEndian)
    case ("f", 2), ("f", 4), ("f", 8): return (.float(bytes: bytes), isBigEndian)
    case ("c", _): throw .complex
    case ("O", _): throw .objects
    default: throw .elementType(name)
    }
  }
}
