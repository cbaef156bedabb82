"""Writes octants.txt: for each mask of 2x4 pixels (bit 0 top left, then along the rows) the code point
of the character whose Unicode name describes it. Needs `pip install unicodedata2` with Unicode 16 or
newer, as Python's own names end before."""

import pathlib
import re

import unicodedata2

PLACES = {
    "SPACE": [], "FULL BLOCK": range(8), "UPPER HALF BLOCK": range(4), "LOWER HALF BLOCK": range(4, 8),
    "LEFT HALF BLOCK": [0, 2, 4, 6], "RIGHT HALF BLOCK": [1, 3, 5, 7],
    "UPPER ONE QUARTER BLOCK": [0, 1], "LOWER ONE QUARTER BLOCK": [6, 7],
    "UPPER THREE QUARTERS BLOCK": range(6), "LOWER THREE QUARTERS BLOCK": range(2, 8),
    "LEFT HALF UPPER ONE QUARTER BLOCK": [0], "RIGHT HALF UPPER ONE QUARTER BLOCK": [1],
    "LEFT HALF LOWER ONE QUARTER BLOCK": [6], "RIGHT HALF LOWER ONE QUARTER BLOCK": [7],
    "MIDDLE LEFT ONE QUARTER BLOCK": [2, 4], "MIDDLE RIGHT ONE QUARTER BLOCK": [3, 5],
}
QUADRANTS = {"UPPER LEFT": [0, 2], "UPPER RIGHT": [1, 3], "LOWER LEFT": [4, 6], "LOWER RIGHT": [5, 7]}


def pixels(name):
    if name in PLACES:
        return PLACES[name]
    if match := re.fullmatch(r"BLOCK OCTANT-(\d+)", name):
        return [int(digit) - 1 for digit in match[1]]
    if name.startswith("QUADRANT "):
        return [pixel for part in name[9:].split(" AND ") for pixel in QUADRANTS[part]]
    return None


found = {}
for code in [0x20, *range(0x2580, 0x25A0), *range(0x1CD00, 0x1CEC0), *range(0x1FB00, 0x1FC00)]:
    name = unicodedata2.name(chr(code), "")
    places = pixels(name)
    if places is not None:
        found.setdefault(sum(1 << pixel for pixel in places), (code, name))
assert sorted(found) == list(range(256)), set(range(256)) - set(found)
lines = [f"{mask} {code:X} {name}\n" for mask, (code, name) in sorted(found.items())]
pathlib.Path(__file__).with_name("octants.txt").write_text("".join(lines))
