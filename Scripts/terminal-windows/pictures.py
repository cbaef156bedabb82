"""Pictures of windows, as bytes of red, green and blue."""

import struct
import zlib
from dataclasses import dataclass


@dataclass(frozen=True)
class Picture:
    width: int
    height: int
    pixels: bytes

    @classmethod
    def from_ppm(cls, data):
        kind, width, height, limit, pixels = data.split(maxsplit=4)[:4] + [b""]
        if kind != b"P6" or limit != b"255":
            raise ValueError(f"not a picture of 8 bits a channel: {data[:20]!r}")
        width, height = int(width), int(height)
        pixels = data[len(data) - 3 * width * height:]
        return cls(width, height, pixels)

    def __getitem__(self, place):
        x, y = place
        return tuple(self.pixels[3 * (y * self.width + x):][:3])

    def rows(self, left, top, right, bottom):
        """The bytes of each row of a rectangle."""
        for y in range(top, bottom):
            start = 3 * y * self.width
            yield self.pixels[start + 3 * left:start + 3 * right]

    def mean(self, left, top, right, bottom):
        block = b"".join(self.rows(left, top, right, bottom))
        count = len(block) // 3
        return tuple(sum(block[channel::3]) / count for channel in range(3))

    def colors(self, left, top, right, bottom):
        """Every pixel of a rectangle, along its rows."""
        block = b"".join(self.rows(left, top, right, bottom))
        return list(zip(block[0::3], block[1::3], block[2::3]))

    def differences(self, other):
        """The rectangle that differs from another picture of the same size, as left, top, right, bottom; or None."""
        if self.pixels == other.pixels:
            return None
        rows = [y for y in range(self.height) if self._row(y) != other._row(y)]
        left, right = self.width, 0
        for y in rows:
            unequal = [i // 3 for i, (a, b) in enumerate(zip(self._row(y), other._row(y))) if a != b]
            left, right = min(left, unequal[0]), max(right, unequal[-1] + 1)
        return left, rows[0], right, rows[-1] + 1

    def _row(self, y):
        return self.pixels[3 * y * self.width:3 * (y + 1) * self.width]

    def png(self):
        def chunk(kind, data):
            body = kind + data
            return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

        header = struct.pack(">IIBBBBB", self.width, self.height, 8, 2, 0, 0, 0)
        rows = b"".join(b"\0" + self._row(y) for y in range(self.height))
        return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows, 6)) + chunk(b"IEND", b"")
