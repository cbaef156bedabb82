import CZlib

/// An archive in the format ZIP with arrays, as NumPy's `.npz` files are: its entries, stored or deflated.
struct ZipArchive {
  /// Whether a file begins with an entry, or with the end of an archive without any.
  static func isArchive(_ bytes: [UInt8]) -> Bool {
    bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) || bytes.starts(with: [0x50, 0x4B, 0x05, 0x06])
  }

  private let bytes: [UInt8]
  private let entries: [Entry]

  private struct Entry {
    let name: String
    let isEncrypted: Bool
    let method: Int
    let check: UInt32
    let compressedSize: Int
    let size: Int
    /// Where its own header begins.
    let offset: Int
  }

  /// Reads the directory at the end of the file.
  init(_ bytes: [UInt8]) throws(MatrixFault) {
    self.bytes = bytes
    // The last record may be followed by a comment of up to 65,535 bytes.
    let last = bytes.count - 22
    guard
      let end = stride(from: last, through: max(0, last - 65_535), by: -1).first(where: {
        bytes[$0...].starts(with: [0x50, 0x4B, 0x05, 0x06])
      })
    else { throw .damagedArchive }
    var place = bytes.number(at: end + 16, bytes: 4)
    var entries: [Entry] = []
    for _ in 0..<bytes.number(at: end + 10, bytes: 2) {
      guard place + 46 <= end, bytes[place...].starts(with: [0x50, 0x4B, 0x01, 0x02]) else {
        throw .damagedArchive
      }
      let nameLength = bytes.number(at: place + 28, bytes: 2)
      let extra = bytes.number(at: place + 30, bytes: 2) + bytes.number(at: place + 32, bytes: 2)
      guard place + 46 + nameLength + extra <= end else { throw .damagedArchive }
      entries.append(
        Entry(
          name: String(decoding: bytes[place + 46..<place + 46 + nameLength], as: UTF8.self),
          isEncrypted: bytes[place + 8] & 1 == 1, method: bytes.number(at: place + 10, bytes: 2),
          check: UInt32(bytes.number(at: place + 16, bytes: 4)),
          compressedSize: bytes.number(at: place + 20, bytes: 4),
          size: bytes.number(at: place + 24, bytes: 4),
          offset: bytes.number(at: place + 42, bytes: 4)))
      place += 46 + nameLength + extra
    }
    self.entries = entries
  }

  /// The `.npy` file of an array: the one with the name, or the only one, or that of the name `loss`.
  func array(named name: String?) throws(MatrixFault) -> [UInt8] {
    let arrays = entries.filter { $0.name.hasSuffix(".npy") }
    let known = arrays.map { String($0.name.dropLast(4)) }
    if entries.contains(where: { $0.name.hasSuffix("data.pkl") }) { throw .foreign(.torch) }
    guard !arrays.isEmpty else { throw .noArrays }
    if name == nil, arrays.count == 1 { return try contents(of: arrays[0]) }
    let wanted = name ?? "loss"
    guard let place = known.firstIndex(of: wanted) else {
      throw name == nil ? .severalArrays(known) : .noArray(wanted, known: known)
    }
    return try contents(of: arrays[place])
  }

  private func contents(of entry: Entry) throws(MatrixFault) -> [UInt8] {
    if entry.isEncrypted { throw .encryptedArchive }
    let start =
      entry.offset + 30
      + (entry.offset + 30 <= bytes.count
        ? bytes.number(at: entry.offset + 26, bytes: 2)
          + bytes.number(at: entry.offset + 28, bytes: 2) : 0)
    guard start + entry.compressedSize <= bytes.count else { throw .damagedArchive }
    // A small entry may inflate to any size.
    guard entry.size <= LossMatrix.largestFile else {
      throw .tooManyBytes(limit: LossMatrix.largestFile)
    }
    let source = bytes[start..<start + entry.compressedSize]
    let contents =
      switch entry.method {
      case 0: Array(source)
      case 8: Self.inflated(source, size: entry.size)
      default: throw MatrixFault.compression(entry.method)
      }
    let check = contents.withUnsafeBufferPointer { crc32(0, $0.baseAddress, uInt($0.count)) }
    guard contents.count == entry.size, UInt32(check) == entry.check else { throw .damagedArchive }
    return contents
  }

  /// The bytes that a raw deflate stream stands for, at most `size`.
  private static func inflated(_ source: ArraySlice<UInt8>, size: Int) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: size) { target, count in
      source.withUnsafeBufferPointer { source in
        var stream = z_stream()
        stream.next_in = UnsafeMutablePointer(mutating: source.baseAddress)
        stream.avail_in = uInt(source.count)
        stream.next_out = target.baseAddress
        stream.avail_out = uInt(size)
        // A negative size of the window says that there is no header.
        guard
          inflateInit2_(&stream, -15, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
        else { return }
        inflate(&stream, Z_FINISH)
        count = size - Int(stream.avail_out)
        inflateEnd(&stream)
      }
    }
  }
}

extension [UInt8] {
  /// A number of some bytes, the lowest first.
  fileprivate func number(at place: Int, bytes: Int) -> Int {
    self[place..<place + bytes].reversed().reduce(0) { $0 << 8 | Int($1) }
  }
}
