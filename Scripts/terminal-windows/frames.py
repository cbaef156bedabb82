"""The intended frame: the last one of a recording made by the program."""

import json
import re
from dataclasses import dataclass

DIM, UNDERLINE, REVERSE = 2, 4, 7


@dataclass(frozen=True)
class Cell:
    glyph: str = " "
    # Red, green and blue; or an entry of the palette; or None for the terminal's default.
    ink: object = None
    ground: object = None
    attributes: frozenset = frozenset()


SEQUENCE = re.compile(r"\x1b\[(\??)([0-9;]*)([A-Za-z])|(.)", re.DOTALL)


class Frame:
    """The final screen of a recording (asciicast, version 2)."""

    def __init__(self, recording):
        lines = [json.loads(line) for line in recording.splitlines() if line.endswith(("]", "}"))]
        self.width, self.height = lines[0]["width"], lines[0]["height"]
        self._clear()
        for _, kind, data in lines[1:]:
            if kind == "o":
                self._show(data)

    def _clear(self):
        self.cells = [[Cell()] * self.width for _ in range(self.height)]
        self.column = self.row = 0
        self.pen = Cell()

    def _show(self, data):
        for private, parameters, final, glyph in SEQUENCE.findall(data):
            if glyph:
                self._put(glyph)
            elif not private:
                self._obey(final, [int(number or 0) for number in parameters.split(";")])

    def _put(self, glyph):
        if glyph < " ":
            raise ValueError(f"the recording has the control character {glyph!r}")
        if self.column < self.width and self.row < self.height:
            self.cells[self.row][self.column] = Cell(glyph, self.pen.ink, self.pen.ground, self.pen.attributes)
        self.column += 1

    def _obey(self, final, numbers):
        if final == "H":
            row, column = (numbers + [1, 1])[:2]
            self.row, self.column = max(row, 1) - 1, max(column, 1) - 1
        elif final == "C":
            self.column += max(numbers[0], 1)
        elif final == "J":
            self._clear()
        elif final == "m":
            self._style(numbers)
        else:
            raise ValueError(f"the recording has the unknown sequence {numbers}{final}")

    def _style(self, numbers):
        ink, ground, attributes = self.pen.ink, self.pen.ground, self.pen.attributes
        numbers = iter(numbers)
        for number in numbers:
            if number == 0:
                ink, ground, attributes = None, None, frozenset()
            elif number < 10:
                attributes |= {number}
            elif number in (39, 38):
                ink = color(numbers) if number == 38 else None
            elif number in (49, 48):
                ground = color(numbers) if number == 48 else None
            elif number < 40:
                ink = number - 30
            elif number < 50:
                ground = number - 40
            elif number < 100:
                ink = number - 90 + 8
            else:
                ground = number - 100 + 8
        self.pen = Cell(" ", ink, ground, attributes)

    def text(self):
        return "\n".join("".join(cell.glyph for cell in row) for row in self.cells)

    def depth(self):
        """The number of colours that the program used."""
        used = [color for row in self.cells for cell in row for color in (cell.ink, cell.ground) if color is not None]
        if any(isinstance(color, tuple) for color in used):
            return "24-bit"
        return "256" if any(color > 15 for color in used) else "16" if used else "none"


def color(numbers):
    """The colour after 38 or 48."""
    kind = next(numbers)
    return next(numbers) if kind == 5 else (next(numbers), next(numbers), next(numbers))


def standard_color(index):
    """An entry of xterm's palette, at least 16."""
    if index >= 232:
        return (8 + 10 * (index - 232),) * 3
    levels = (0, 95, 135, 175, 215, 255)
    index -= 16
    return levels[index // 36], levels[index // 6 % 6], levels[index % 6]
