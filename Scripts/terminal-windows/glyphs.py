"""The parts of its cell that a block glyph fills, by Unicode's code charts, not by the tables of the program."""

import unicodedata

QUADRANTS = " ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█"


def grid(columns, rows, mask):
    """The pixels of a glyph as (left, top, right, bottom, is set) in fractions of the cell; bit 0 is at the top left."""
    return [(c / columns, r / rows, (c + 1) / columns, (r + 1) / rows, bool(mask >> (r * columns + c) & 1))
            for r in range(rows) for c in range(columns)]


def from_name(glyph):
    """The mask of a sextant or octant, which its name lists: BLOCK SEXTANT-135."""
    name = unicodedata.name(glyph, "")
    for kind, rows in (("BLOCK SEXTANT-", 3), ("BLOCK OCTANT-", 4)):
        if name.startswith(kind):
            return rows, sum(1 << int(digit) - 1 for digit in name[len(kind):])
    return None


def octants_by_code():
    """Octants for a Python whose Unicode is older than 16: U+1CD00 … U+1CDE5 count the masks of two columns and four
    rows, pixel 1 lowest, without those that have a code elsewhere."""
    elsewhere = {0x01: 0x1CEA8, 0x02: 0x1CEAB, 0x40: 0x1CEA3, 0x80: 0x1CEA0, 0x14: 0x1FBE6, 0x28: 0x1FBE7,
                 0x03: 0x1FB82, 0x3F: 0x1FB85, 0xC0: 0x2582, 0xFC: 0x2586}
    for mask, glyph in enumerate(QUADRANTS):
        upper, lower = mask & 3, mask >> 2
        elsewhere[upper | upper << 2 | lower << 4 | lower << 6] = ord(glyph)
    octants = {chr(code): mask for mask, code in elsewhere.items() if chr(code) not in QUADRANTS}
    code = 0x1CD00
    for mask in range(256):
        if mask not in elsewhere:
            octants[chr(code)] = mask
            code += 1
    return octants


OCTANTS = octants_by_code()


def parts(glyph):
    """What each part of the cell shows, or None if the glyph is not a block."""
    if glyph in QUADRANTS:
        return grid(2, 2, QUADRANTS.index(glyph))
    if glyph in OCTANTS:
        return grid(2, 4, OCTANTS[glyph])
    named = from_name(glyph)
    return grid(2, *named) if named else None


def glyph_set(glyph):
    """The coarsest set that has the glyph, by its name in the program; None for text."""
    if glyph in OCTANTS:
        return "octant"
    if from_name(glyph):
        return "sextant"
    if glyph in "▀▄█":
        return "half"
    if glyph in QUADRANTS and glyph != " ":
        return "quadrant"
    return "braille" if is_braille(glyph) else None


def is_braille(glyph):
    return "\u2800" <= glyph <= "\u28ff"


# Bits of a braille glyph, along the rows of dots.
BRAILLE_BITS = (0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80)


def braille(glyph):
    bits = ord(glyph) - 0x2800
    return grid(2, 4, sum(1 << i for i, bit in enumerate(BRAILLE_BITS) if bits & bit))


# Signs that are boxes, and must look like boxes.
BOXES = "□■▣▢◻◼▤▥▦"
