import CZlib

/// Files of pictures with a palette, in the format PNG (ISO/IEC 15948), compressed by zlib.
public enum PNG {
  /// The file of a picture.
  ///
  /// - Parameters:
  ///   - pixels: `height` rows of `width` indexes of the palette, from the top.
  ///   - palette: one to 256 colours; an alpha of 255 hides everything below.
  ///   - effort: from 1, fast, to 9, small.
  /// - Precondition: `pixels` has `width * height` elements, and both are at least 1.
  public static func file(
    width: Int, height: Int, pixels: [UInt8],
    palette: [(red: UInt8, green: UInt8, blue: UInt8, alpha: UInt8)], effort: Int = 3
  ) -> [UInt8] {
    precondition(width > 0 && height > 0 && pixels.count == width * height)
    precondition((1...256).contains(palette.count))
    var file: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    // Eight bits a pixel, with a palette, and neither other filters nor interlacing.
    let header = bytes(of: width) + bytes(of: height) + [8, 3, 0, 0, 0]
    file.appendChunk("IHDR", header)
    file.appendChunk("PLTE", palette.flatMap { [$0.red, $0.green, $0.blue] })
    if palette.contains(where: { $0.alpha < 255 }) {
      file.appendChunk("tRNS", palette.map(\.alpha))
    }
    // Filters rarely help where pixels are indexes: each row says that it has none.
    let rows = [UInt8](unsafeUninitializedCapacity: (width + 1) * height) { buffer, count in
      pixels.withUnsafeBufferPointer { pixels in
        for row in 0..<height {
          let start = row * (width + 1)
          buffer[start] = 0
          for column in 0..<width { buffer[start + 1 + column] = pixels[row * width + column] }
        }
      }
      count = (width + 1) * height
    }
    file.appendChunk("IDAT", deflated(rows, effort: effort))
    file.appendChunk("IEND", [])
    return file
  }

  private static func deflated(_ bytes: [UInt8], effort: Int) -> [UInt8] {
    let capacity = Int(compressBound(uLong(bytes.count)))
    return [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
      var length = uLongf(capacity)
      let status = compress2(
        buffer.baseAddress, &length, bytes, uLong(bytes.count), Int32(min(max(effort, 1), 9)))
      // The buffer has the largest size that zlib can need; only memory can be missing.
      precondition(status == Z_OK, "zlib cannot compress: \(status)")
      count = Int(length)
    }
  }

  /// Four bytes, the highest first.
  fileprivate static func bytes(of number: Int) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
  }
}

extension [UInt8] {
  /// Appends a length, a name, data, and a check of both.
  fileprivate mutating func appendChunk(_ name: String, _ data: [UInt8]) {
    let content = Array(name.utf8) + data
    self += PNG.bytes(of: data.count) + content
    self += PNG.bytes(of: Int(crc32(0, content, uInt(content.count))))
  }
}
