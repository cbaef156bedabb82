"""Writes splines.txt: bicubic splines through small grids, by SciPy.

A line "grid" has the numbers of columns and rows, the ranges of x and y, and all values, row by row from
the lowest y. Those below it are points: x y value d/dx d/dy d2/dx2 d2/dxdy d2/dy2. Grids with at least four
columns and rows are RectBivariateSpline's with s = 0; smaller ones are two passes of CubicSpline.

    python3 splines.py > splines.txt        (SciPy 1.17, NumPy 2.4)
"""

import numpy as np
from scipy.interpolate import CubicSpline, RectBivariateSpline

DERIVATIVES = [(0, 0), (1, 0), (0, 1), (2, 0), (1, 1), (0, 2)]
random = np.random.default_rng(15)


def derivatives(x, y, values, at_x, at_y):
    if min(len(x), len(y)) > 3:
        spline = RectBivariateSpline(x, y, values.T, s=0)
        return [spline.ev(at_x, at_y, dx=dx, dy=dy) for dx, dy in DERIVATIVES]
    rows = CubicSpline(x, values, axis=1)  # not-a-knot by default
    return [CubicSpline(y, rows(at_x, dx))(at_y, dy) for dx, dy in DERIVATIVES]


def write(values, x, y):
    height, width = values.shape
    numbers = [width, height, *x, *y, *values.ravel()]
    print("grid", *map(repr, map(float, numbers)))
    xs, ys = np.linspace(*x, width), np.linspace(*y, height)
    places = [(random.uniform(*x), random.uniform(*y)) for _ in range(12)]
    places += [(x[0], y[0]), (x[1], y[1]), (x[0], y[1]), (xs[1], ys[-2])]
    for place in places:
        found = derivatives(xs, ys, values, *place)
        print(*map(repr, map(float, [*place, *found])))


print("# Made by splines.py.")
for width, height in [(4, 4), (5, 7), (9, 6), (21, 13), (2, 2), (2, 5), (3, 3), (3, 8), (6, 2), (4, 3)]:
    write(random.normal(size=(height, width)), (-1.0, 1.0), (-0.5, 2.0))
# Losses as they are: a bowl with bumps, far from the origin, at very different scales.
xs, ys = np.meshgrid(np.linspace(0, 1, 15), np.linspace(0, 1, 11))
write(2.3 + (xs - 0.4) ** 2 + 5 * (ys - 0.6) ** 2 + 0.1 * np.sin(9 * xs * ys), (100.0, 101.5), (-3e-4, 2e-4))
