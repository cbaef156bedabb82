"""Compares a window with the intended frame, cell by cell."""

from collections import Counter
from dataclasses import dataclass, field

import glyphs
from frames import DIM, REVERSE, UNDERLINE, standard_color

# The tolerance of a colour channel: terminals round, and letters are smoothed.
TOLERANCE = 10
# The share of places of each kind that must be right.
LIMITS = {"map": 0.99, "blocks": 0.97, "dots": 0.97, "ground": 0.99, "text": 0.97}
KINDS = {
    "map": "plain cells", "blocks": "parts of block glyphs", "dots": "dots of braille",
    "ground": "grounds of text", "text": "glyphs of text",
}


@dataclass(frozen=True)
class Layout:
    """The position of the cells in a window, and the colours of the terminal itself."""

    left: int
    top: int
    right: int
    bottom: int
    columns: int
    rows: int
    ink: tuple
    own_ground: tuple
    # The colours of the 256 palette entries before the program started.
    palette: tuple = ()

    @property
    def cell(self):
        return (self.right - self.left) / self.columns, (self.bottom - self.top) / self.rows

    def rectangle(self, column, row, part=(0, 0, 1, 1), margin=0):
        """The pixels in a part of a cell, without a margin if the part is large enough."""
        width, height = self.cell
        across = inside(self.left + (column + part[0]) * width, self.left + (column + part[2]) * width, margin)
        down = inside(self.top + (row + part[1]) * height, self.top + (row + part[3]) * height, margin)
        return across[0], down[0], across[1], down[1]

    def color(self, color, default):
        if color is None:
            return default
        if isinstance(color, tuple):
            return color
        return self.palette[color] if color < 16 else standard_color(color)

    def colors(self, cell):
        """The ink and the ground of a cell, in 24 bits."""
        ink, ground = self.color(cell.ink, self.ink), self.color(cell.ground, self.own_ground)
        return (ground, ink) if REVERSE in cell.attributes else (ink, ground)


def inside(start, end, margin):
    first, last = round(start) + margin, round(end) - margin
    return (first, last) if last > first else (round(start), max(round(end), round(start) + 1))


def distance(left, right):
    return max(abs(a - b) for a, b in zip(left, right))


@dataclass
class Comparison:
    right: Counter = field(default_factory=Counter)
    all: Counter = field(default_factory=Counter)
    # The faults: kind, column, row, words.
    faults: list = field(default_factory=list)
    # The different glyphs that were right, by set.
    drawn: dict = field(default_factory=dict)
    boxes: set = field(default_factory=set)

    def count(self, kind, fits, column, row, words):
        self.all[kind] += 1
        self.right[kind] += bool(fits)
        if not fits:
            self.faults.append((kind, column, row, words))

    def share(self, kind):
        return self.right[kind] / self.all[kind] if self.all[kind] else 1

    def has_text(self):
        return self.share("text") >= LIMITS["text"]

    def problems(self):
        """Sentences about faults; empty if the window shows the intended frame."""
        found = []
        if self.boxes:
            found.append(f"these glyphs are empty boxes: {' '.join(sorted(self.boxes))}")
        for kind, limit in LIMITS.items():
            if self.share(kind) < limit:
                wrong = [fault for fault in self.faults if fault[0] == kind]
                _, column, row, words = wrong[0]
                found.append(
                    f"{len(wrong)} of {self.all[kind]} {KINDS[kind]} are wrong{self._where(wrong)}; "
                    f"the first in column {column + 1} of row {row + 1}: {words}")
        return found

    def _where(self, wrong):
        rows = {row for _, _, row, _ in wrong}
        columns = {column for _, column, _, _ in wrong}
        if len(rows) <= 3:
            return f" (rows {', '.join(str(row + 1) for row in sorted(rows))})"
        return f" (columns {min(columns) + 1} to {max(columns) + 1}, {len(rows)} rows)"

    def figures(self):
        return ", ".join(f"{kind} {100 * self.share(kind):.1f} %" for kind in LIMITS if self.all[kind])


def compare(picture, frame, layout):
    result = Comparison()
    if (frame.width, frame.height) != (layout.columns, layout.rows):
        result.faults.append(("map", 0, 0, f"the frame has {frame.width}×{frame.height} cells"))
        result.all["map"] = 1
        return result
    for row, cells in enumerate(frame.cells):
        for column, cell in enumerate(cells):
            Place(result, picture, layout, cell, column, row).check()
    return result


class Place:
    """One cell of the comparison."""

    def __init__(self, result, picture, layout, cell, column, row):
        self.result, self.picture, self.layout = result, picture, layout
        self.cell, self.column, self.row = cell, column, row
        self.ink, self.ground = layout.colors(cell)

    def check(self):
        glyph = self.cell.glyph
        if glyph == " " and UNDERLINE not in self.cell.attributes:
            self._plain()
        elif glyphs.is_braille(glyph):
            self._dots()
        elif glyphs.parts(glyph):
            self._blocks()
        else:
            self._text()

    def _count(self, kind, fits, words):
        self.result.count(kind, fits, self.column, self.row, words)
        return fits

    def _mean(self, part=(0, 0, 1, 1), margin=1):
        return self.picture.mean(*self.layout.rectangle(self.column, self.row, part, margin))

    def _plain(self):
        seen = self._mean()
        # Letters may extend into a blank beside them.
        kind = "ground" if self.ground == self.layout.own_ground else "map"
        fits = distance(seen, self.ground) <= TOLERANCE or kind == "ground" and self._commonest_fits()
        self._count(kind, fits, f"{spell(self.ground)} was meant, {spell(seen)} is seen")

    def _blocks(self):
        """Every part of the cell has the colour of the ink or of the ground."""
        fit = True
        for *part, is_set in glyphs.parts(self.cell.glyph):
            meant = self.ink if is_set else self.ground
            seen = self._mean(part)
            fit &= self._count(
                "blocks", distance(seen, meant) <= TOLERANCE,
                f"in {self.cell.glyph}, {spell(meant)} was intended at {place_name(part)}, {spell(seen)} is shown")
        if fit:
            self._drawn()

    def _dots(self):
        """Every place with a dot has more ink than every place without one."""
        self._check_ground()
        parts = glyphs.braille(self.cell.glyph)
        if distance(self.ink, self.ground) < 3 * TOLERANCE:
            return
        if self._is_box():
            self.result.boxes.add(self.cell.glyph)
        amounts = [(distance(self._mean(part, margin=0), self.ground), is_set) for *part, is_set in parts]
        least = min((amount for amount, is_set in amounts if is_set), default=255)
        most = max((amount for amount, is_set in amounts if not is_set), default=0)
        if self._count("dots", least > most and least > 2, f"{self.cell.glyph} has its dots elsewhere, or no dots"):
            self._drawn()

    def _text(self):
        self._check_ground()
        if distance(self.ink, self.ground) < 3 * TOLERANCE or self.cell.glyph == "\0":
            return
        pixels = self._pixels()
        extreme = max(pixels, key=lambda pixel: distance(pixel, self.ground))
        strength = distance(extreme, self.ground) / distance(self.ink, self.ground)
        fits = strength > 0.25 and (DIM in self.cell.attributes or same_direction(extreme, self.ink, self.ground))
        self._count(
            "text", fits, f"{self.cell.glyph} in {spell(self.ink)} was intended, {spell(extreme)} is the strongest ink")
        if fits and self.cell.glyph > "\x7f" and self.cell.glyph not in glyphs.BOXES and self._is_box():
            self.result.boxes.add(self.cell.glyph)

    def _pixels(self):
        return self.picture.colors(*self.layout.rectangle(self.column, self.row))

    def _check_ground(self):
        self._count(
            "ground", self._commonest_fits(),
            f"behind {self.cell.glyph}, {spell(self.ground)} was meant, mostly {spell(self._commonest())} is seen")

    def _commonest(self):
        return Counter(self._pixels()).most_common(1)[0][0]

    def _commonest_fits(self):
        pixels = self._pixels()
        near = sum(distance(pixel, self.ground) <= TOLERANCE for pixel in pixels)
        # Bold capitals leave this much empty.
        return near >= 0.3 * len(pixels)

    def _is_box(self):
        """Whether the ink is a frame: four sides drawn from end to end, empty or with digits inside."""
        left, top, right, bottom = self.layout.rectangle(self.column, self.row)
        lines = [[distance(pixel, self.ground) > 0.3 * distance(self.ink, self.ground) for pixel in self.picture.colors(
            left, y, right, y + 1)] for y in range(top, bottom)]
        rows = [y for y, line in enumerate(lines) if any(line)]
        columns = [x for x in range(right - left) if any(line[x] for line in lines)]
        if len(rows) < 5 or len(columns) < 4:
            return False
        box = [line[columns[0]:columns[-1] + 1] for line in lines[rows[0]:rows[-1] + 1]]
        framed = all(box[0]) and all(box[-1]) and all(line[0] and line[-1] for line in box)
        filled = sum(map(sum, box)) / (len(box) * len(box[0]))
        return framed and filled < 0.8

    def _drawn(self):
        name = glyphs.glyph_set(self.cell.glyph)
        self.result.drawn.setdefault(name, set()).add(self.cell.glyph)


def same_direction(seen, ink, ground):
    """Whether a colour lies between the ground and the ink, as those of smoothed letters do."""
    a = [s - g for s, g in zip(seen, ground)]
    b = [i - g for i, g in zip(ink, ground)]
    product = sum(x * y for x, y in zip(a, b))
    return product > 0 and product ** 2 >= 0.85 * sum(x * x for x in a) * sum(x * x for x in b)


def spell(color):
    return "#" + "".join(f"{round(channel):02x}" for channel in color)


def place_name(part):
    return f"{'left' if part[0] == 0 else 'right'} {round(100 * part[1])}–{round(100 * part[3])} %"
