"""Tests of descent_landscape, with numpy alone:  python3 -m unittest discover Tools/python

With DESCENT set to the program they also open what was written in it.
"""

import csv
import io
import os
import subprocess
import tempfile
import unittest
from contextlib import redirect_stderr

import numpy as np

import descent_landscape as landscape


class Network:
    """A network of two layers, 2 → 8 → 1 with tanh, that learns x·y from a fixed sample, with gradients by hand."""

    def __init__(self, seed=0):
        generator = np.random.default_rng(seed)
        self.inputs = generator.uniform(-1, 1, (64, 2))
        self.targets = self.inputs.prod(axis=1, keepdims=True)
        self.parameters = [
            generator.standard_normal((8, 2)), np.zeros(8), generator.standard_normal((1, 8)) / 3, np.zeros(1)]

    def loss(self, parameters=None):
        first, bias, second, offset = parameters or self.parameters
        hidden = np.tanh(self.inputs @ first.T + bias)
        return np.mean((hidden @ second.T + offset - self.targets) ** 2)

    def gradients(self):
        first, bias, second, offset = self.parameters
        hidden = np.tanh(self.inputs @ first.T + bias)
        error = 2 * (hidden @ second.T + offset - self.targets) / len(self.targets)
        inner = error @ second * (1 - hidden**2)
        return [inner.T @ self.inputs, inner.sum(axis=0), error.T @ hidden, error.sum(axis=0)]

    def train(self, name, steps=60, rate=0.3, momentum=0.0):
        recorder = landscape.Recorder(self.parameters, name)
        recorder.snapshot(self.loss())
        velocities = [np.zeros_like(p) for p in self.parameters]
        for _ in range(steps):
            for p, v, g in zip(self.parameters, velocities, self.gradients()):
                v *= momentum
                v += g
                p -= rate * v
            recorder.snapshot(self.loss(), lr=rate)
        return recorder


def written(folder, *arguments, **options):
    with redirect_stderr(io.StringIO()) as said:
        plane = landscape.write(folder, *arguments, **options)
    return plane, said.getvalue()


class NetworkTests(unittest.TestCase):
    def test_gradients_are_right(self):
        network = Network()
        for parameter, gradient in zip(network.parameters, network.gradients()):
            for place in np.ndindex(parameter.shape):
                old, h = parameter[place], 1e-6
                parameter[place] = old + h
                ahead = network.loss()
                parameter[place] = old - h
                behind = network.loss()
                parameter[place] = old
                self.assertAlmostEqual(gradient[place], (ahead - behind) / (2 * h), places=8)


class WriteTests(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = os.path.join(folder.name, "net")

    def read(self, name):
        with open(os.path.join(self.folder, name), encoding="utf-8") as file:
            return file.read()

    def test_two_runs_share_a_plane(self):
        first, second = Network(), Network()
        runs = [first.train("SGD"), second.train("momentum", momentum=0.9)]
        after = [parameter.copy() for parameter in first.parameters]
        plane, said = written(self.folder, first.loss, runs, size=(9, 7))
        for parameter, old in zip(first.parameters, after):
            np.testing.assert_array_equal(parameter, old)
        self.assertIn("row 7 of 7", said)
        self.assertIn("momentum: the plane holds", said)

        losses = np.load(os.path.join(self.folder, "loss.npy"))
        self.assertEqual((losses.shape, losses.dtype), ((7, 9), np.float64))
        numbers = self.read("surface.yaml").split("x: [")[1].replace("], y: [", ", ").split("]")[0]
        left, right, bottom, top = map(float, numbers.split(","))
        for row, y in enumerate(np.linspace(bottom, top, 7)):
            for column, x in enumerate(np.linspace(left, right, 9)):
                flat = plane.point(x, y)
                parts = [flat[:16].reshape(8, 2), flat[16:24], flat[24:32].reshape(1, 8), flat[32:]]
                self.assertEqual(losses[row, column], first.loss(parts))

        rows = list(csv.DictReader(io.StringIO(self.read("runs.csv"))))
        self.assertEqual([row["run"] for row in rows], ["SGD"] * 61 + ["momentum"] * 61)
        self.assertEqual([int(row["step"]) for row in rows[:61]], list(range(61)))
        self.assertEqual([float(row["loss"]) for row in rows], runs[0].losses + runs[1].losses)
        self.assertEqual({row["lr"] for row in rows}, {"nan", "0.3"})
        for row in rows:
            self.assertTrue(left < float(row["x"]) < right and bottom < float(row["y"]) < top)
        # The origin is the end of the first run.
        self.assertAlmostEqual(float(rows[60]["x"]), 0, places=12)
        self.assertAlmostEqual(float(rows[60]["y"]), 0, places=12)
        self.assertAlmostEqual(first.loss(), runs[0].losses[-1], places=15)
        self.assertGreater(float(rows[0]["x"]), 0)

    def test_numbers_are_as_short_as_their_precision(self):
        self.assertEqual(landscape._number(float(np.float32(0.1))), "0.1")
        self.assertEqual(landscape._number(0.1), "0.1")
        self.assertEqual(landscape._number(1 / 3), "0.3333333333333333")
        self.assertEqual(landscape._number(1e300), "1e+300")
        self.assertEqual(landscape._number(None), "nan")
        losses = np.array([[1.5, np.nan], [np.inf, float(np.float32(0.1))]])
        self.assertEqual(landscape._singles(losses).dtype, np.float32)
        np.testing.assert_array_equal(landscape._singles(losses), losses)
        self.assertEqual(landscape._singles(np.array([1 / 3])).dtype, np.float64)

    def test_the_directions_are_the_principal_ones(self):
        recorder = Network().train("SGD")
        plane = landscape.Plane.through_paths([recorder])
        rows = np.array(recorder.snapshots) - recorder.snapshots[-1]
        _, values, vectors = np.linalg.svd(rows, full_matrices=False)
        np.testing.assert_allclose(np.abs(plane.directions @ vectors[:2].T), np.eye(2), atol=1e-9)
        _, share = plane.project(recorder.snapshots)
        self.assertAlmostEqual(share, (values[:2] ** 2).sum() / (values**2).sum(), places=12)

    def test_blocks_of_columns_change_nothing(self):
        recorder = Network().train("SGD")
        whole = landscape.Plane.through_paths([recorder])
        block, landscape._BLOCK = landscape._BLOCK, 5
        self.addCleanup(setattr, landscape, "_BLOCK", block)
        parts = landscape.Plane.through_paths([recorder])
        np.testing.assert_allclose(parts.directions, whole.directions, atol=1e-9)

    def test_random_directions_are_as_long_as_each_filter(self):
        network = Network()
        plane = landscape.Plane.random(network.parameters, seed=3)
        for direction in plane.directions:
            parts = direction[:16].reshape(8, 2)
            np.testing.assert_allclose(np.linalg.norm(parts, axis=1), np.linalg.norm(network.parameters[0], axis=1))
            np.testing.assert_array_equal(direction[16:24], 0)
        written(self.folder, network.loss, network.train("SGD", steps=3), directions="random", size=5)
        self.assertEqual(np.load(os.path.join(self.folder, "loss.npy")).shape, (5, 5))

    def test_a_projection_is_the_nearest_point(self):
        generator = np.random.default_rng(1)
        directions = generator.standard_normal((2, 6))  # not at right angles
        plane = landscape.Plane(generator.standard_normal(6), directions)
        row = generator.standard_normal(6)
        points, share = plane.project([row])
        best, squares, _, _ = np.linalg.lstsq(directions.T, row - plane.origin, rcond=None)
        np.testing.assert_allclose(points[0], best)
        self.assertAlmostEqual(share, 1 - squares[0] / ((row - plane.origin) ** 2).sum())

    def test_arrays_that_do_not_change(self):
        network = Network()
        shapes = []

        def loss(arrays):
            shapes.append([array.shape for array in arrays])
            return network.loss(arrays)

        recorder = landscape.Recorder(tuple(network.parameters), "jax")
        for _ in range(5):
            new = [p - 0.3 * g for p, g in zip(network.parameters, network.gradients())]
            network.parameters = new
            recorder.snapshot(network.loss(), parameters=new)
        plane, _ = written(self.folder, loss, recorder, span=((-1, 2), (-0.5, 0.5)), size=4)
        self.assertEqual(shapes[0], [(8, 2), (8,), (1, 8), (1,)])
        self.assertEqual(np.load(os.path.join(self.folder, "loss.npy")).shape, (4, 4))
        self.assertIn("x: [-1.0, 2.0], y: [-0.5, 0.5]", self.read("surface.yaml"))

    def test_parameters_are_set_back_after_an_error(self):
        network = Network()
        recorder = network.train("SGD")
        after = [parameter.copy() for parameter in network.parameters]
        calls = []

        def loss():
            calls.append(1)
            if len(calls) == 7:
                raise KeyboardInterrupt
            return network.loss()

        with self.assertRaises(KeyboardInterrupt):
            written(self.folder, loss, recorder)
        for parameter, old in zip(network.parameters, after):
            np.testing.assert_array_equal(parameter, old)
        self.assertEqual(os.listdir(self.folder), [])

    def test_mistakes_are_named(self):
        network = Network()
        recorder = network.train("SGD", steps=3)
        line = landscape.Recorder([np.zeros(3)], "line")
        for number in range(4):
            line.parameters[0][:] = number
            line.snapshot()
        other = landscape.Recorder([np.zeros(2)], "other")
        other.snapshot()
        for words, call in [
            ("no parameters", lambda: landscape.Recorder(iter(()))),
            ("at least one snapshot", lambda: written(self.folder, network.loss, landscape.Recorder(network.parameters))),
            ("same name", lambda: written(self.folder, network.loss, [recorder, recorder])),
            ("different numbers of parameters", lambda: written(self.folder, network.loss, [recorder, other])),
            ("lie on a line", lambda: written(self.folder, network.loss, line)),
            ("'path', 'random' or a Plane", lambda: written(self.folder, network.loss, recorder, directions="pca")),
            ("a span is", lambda: written(self.folder, network.loss, recorder, span=-1)),
            ("at least 4×4", lambda: written(self.folder, network.loss, recorder, size=3)),
            ("steps must increase", lambda: recorder.snapshot(step=2)),
            ("are the same", lambda: landscape.Plane(np.zeros(2), [[1, 1], [2, 2]])),
        ]:
            with self.subTest(words), self.assertRaises(ValueError) as caught:
                call()
            self.assertIn(words, str(caught.exception))

    @unittest.skipUnless(os.environ.get("DESCENT"), "DESCENT is not set to the program")
    def test_descent_opens_it(self):
        network = Network()
        written(self.folder, network.loss, network.train('a "net"', momentum=0.9))
        result = subprocess.run(
            [os.environ["DESCENT"], "trace", os.path.join(self.folder, "surface.yaml"), "-o", "gd", "--steps", "5"],
            capture_output=True, text=True, check=False)
        self.assertEqual((result.returncode, result.stderr), (0, ""))
        rows = list(csv.DictReader(io.StringIO(result.stdout)))
        gd = [row for row in rows if row["optimizer"] == "gd"]
        self.assertEqual(len(gd), 6)
        self.assertLess(float(gd[-1]["loss"]), float(gd[0]["loss"]))


if __name__ == "__main__":
    unittest.main()
