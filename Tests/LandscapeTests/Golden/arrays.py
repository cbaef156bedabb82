"""Writes arrays.txt: files as NumPy writes them, in base 64.

A line has a name, the file, and the losses that it should be read as: "rows columns value value …", or
"fault" where it is not a grid.

    python3 arrays.py > arrays.txt        (NumPy 2.4)
"""

import base64
import io
import warnings

import numpy as np

LOSSES = np.array([[0.5, -1.25, 3.0, 100.0], [7.0, 0.0, -2.0, 1e-3], [12.0, 5.0, 6.25, 64.0]])
WHOLE = np.array([[0, 1, 2, 100], [7, 3, 120, 6], [9, 4, 5, 11]])
warnings.simplefilter("ignore")


def line(name, data, expected):
    if expected is None:
        text = "fault"
    else:
        rows, columns = expected.shape
        text = " ".join([str(rows), str(columns), *map(repr, map(float, expected.ravel()))])
    print(name, base64.b64encode(data).decode(), text)


def npy(array, version=None):
    file = io.BytesIO()
    np.lib.format.write_array(file, array, version=version)
    return file.getvalue()


def npz(save, **arrays):
    file = io.BytesIO()
    save(file, **arrays)
    return file.getvalue()


def text(array, **options):
    file = io.BytesIO()
    np.savetxt(file, array, **options)
    return file.getvalue()


print("# Made by arrays.py.")
for version in [(1, 0), (2, 0), (3, 0)]:
    line(f"version-{version[0]}", npy(LOSSES, version), LOSSES)
for kind in ["<f2", ">f2", "<f4", ">f4", "<f8", ">f8"]:
    array = LOSSES.astype(kind)
    line(f"float{kind}", npy(array), array.astype(float))
for kind in "i1 u1 <i2 >i2 <u2 <i4 >i4 >u4 <i8 >i8 <u8 bool".split():
    array = WHOLE.astype(kind)
    line(f"whole{kind}", npy(array), array.astype(float))
line("negative", npy(-WHOLE.astype("<i4")), -WHOLE.astype(float))
line("half-special", npy(np.array([[np.nan, np.inf, -np.inf], [6e-8, -0.0, 65504.0]], "<f2")),
     np.array([[np.nan, np.inf, -np.inf], [6e-8, -0.0, 65504.0]], "<f2").astype(float))
line("fortran", npy(np.asfortranarray(LOSSES)), LOSSES)
line("fortran-big", npy(np.asfortranarray(LOSSES.astype(">f4"))), LOSSES.astype("f4").astype(float))
line("npz", npz(np.savez, anything=LOSSES), LOSSES)
line("npz-deflated", npz(np.savez_compressed, anything=LOSSES), LOSSES)
line("npz-named-loss", npz(np.savez_compressed, other=WHOLE, loss=LOSSES), LOSSES)
line("npz-several", npz(np.savez, other=WHOLE, train=LOSSES), None)
line("npz-empty", npz(np.savez), None)
line("savetxt", text(LOSSES), LOSSES)
line("savetxt-commas", text(LOSSES, delimiter=","), LOSSES)
line("savetxt-semicolons", text(LOSSES, delimiter="; ", fmt="%g"), LOSSES)
line("savetxt-tabs", text(LOSSES, delimiter="\t", fmt="%.3f", newline="\r\n"), LOSSES)
line("savetxt-header", text(LOSSES, header="a slice\nrow by row"), LOSSES)
line("savetxt-names", text(LOSSES, delimiter=",", header="a,b,c,d", comments=""), LOSSES)
line("savetxt-nan", text(np.where(LOSSES > 50, np.nan, LOSSES)), np.where(LOSSES > 50, np.nan, LOSSES))
ys, xs = np.meshgrid([0.0, 0.1, 0.2], [-1.0, 0.0, 1.0, 2.0], indexing="ij")
points = np.stack([xs.ravel(), ys.ravel(), LOSSES.ravel()], 1)
shuffled = points[[5, 0, 3, 11, 2, 1, 9, 7, 4, 6, 8, 10]]
line("points", text(shuffled, delimiter=",", header="x,y,loss", comments=""), LOSSES)
line("points-note", text(shuffled, header="x y loss", fmt="%.4g"), LOSSES)
line("points-bare", text(shuffled, delimiter=","), LOSSES)
line("points-order", text(shuffled[:, [2, 1, 0]], delimiter=",", header="train_loss,Y,X", comments=""), LOSSES)
line("complex", npy(LOSSES.astype(complex)), None)
line("objects", npy(LOSSES.astype(object)), None)
line("structured", npy(np.zeros((3, 3), [("loss", "f8"), ("accuracy", "f4")])), None)
line("strings", npy(np.array([["a", "b"], ["c", "d"]])), None)
line("dates", npy(np.zeros((3, 3), "M8[s]")), None)
line("three-dimensions", npy(np.zeros((2, 3, 4))), None)
line("thin", npy(LOSSES.reshape(1, 3, 4)), None)
line("vector", npy(LOSSES.ravel()), None)
line("scalar", npy(np.array(1.0)), None)
line("one-row", npy(LOSSES[:1]), None)
line("nothing", npy(np.zeros((0, 5))), None)
line("no-number", npy(np.full((3, 3), np.nan)), None)
line("truncated", npy(LOSSES)[:-9], None)
line("half-a-header", npy(LOSSES)[:40], None)
