"""Writes contour-lines.json: contour lines by contourpy, to compare marching squares with.

Run it by hand in this folder; it needs numpy and contourpy (1.3).
"""

import json
import math

import contourpy
import numpy as np


def case(name, values, levels):
    masked = np.ma.masked_invalid(values)
    generator = contourpy.contour_generator(
        z=masked, name="serial", corner_mask=False, line_type="Separate", quad_as_tri=False)
    lines = [[line.tolist() for line in generator.lines(level)] for level in levels]
    flat = [None if math.isnan(value) else value for value in values.ravel().tolist()]
    height, width = values.shape
    return {"name": name, "width": width, "height": height, "values": flat,
            "levels": levels, "lines": lines}


random = np.random.default_rng(1)
rough = random.normal(size=(9, 12)).round(3)

x, y = np.meshgrid(np.linspace(-2, 2, 21), np.linspace(-1, 3, 16))
valley = (1 - x) ** 2 + 100 * (y - x**2) ** 2

holes = np.sin(3 * x) * np.cos(2 * y) + 0.1 * x
holes[4:6, 5:8] = math.nan
holes[0, 0] = math.nan
holes[15, 10] = math.nan

waves = np.cos(3.1 * x) + np.cos(2.9 * y)

cases = [
    case("rough", rough, [-0.8, 0.0005, 0.9]),
    case("valley", valley, [3.3, 33.3, 333.3]),
    case("holes", holes, [-0.5, 0.01, 0.7]),
    case("waves", waves, [-0.01, 0.01, 1.5]),
]
with open("contour-lines.json", "w") as file:
    json.dump(cases, file, separators=(",", ":"))
    file.write("\n")
