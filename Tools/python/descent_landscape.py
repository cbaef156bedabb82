"""Slices of a network's loss, and the paths of its training on them, for Descent.

    import descent_landscape as landscape

    recorder = landscape.Recorder(model.parameters(), "adam")
    recorder.snapshot(loss)
    for step in range(steps):
        ...                                  # a step of training
        recorder.snapshot(loss)

    def loss_function():                     # the loss at the parameters that the model has now
        with torch.no_grad():
            return criterion(model(inputs), targets)

    landscape.write("resnet/", loss_function, [recorder])

and then `descent resnet/surface.yaml`. One file, which needs numpy alone: it may be copied beside a program.
PyTorch's tensors and numpy's arrays are changed in place for each point of the plane, and set back at the end. For
jax, whose arrays cannot be changed, pass a loss function of one argument, the list of arrays, and
`snapshot(loss, parameters=new)`.

Only parameters lie on the plane. What else a model has, such as the running means of batch normalization, stays as
it is when `write` is called: call `model.eval()` before, unless the loss function sets them.

The plane of `path` is the one through the last snapshot along the two leading principal directions of the snapshots
around it; that of `random` has two Gaussian directions, normalized filter by filter (H. Li et al., Visualizing the
Loss Landscape of Neural Nets, NeurIPS 2018, arXiv:1712.09913, sections 4 and 7).
"""

import csv
import inspect
import math
import os
import sys
import time

import numpy as np

__all__ = ["Plane", "Recorder", "write"]

# The number of columns that are converted to double precision at a time.
_BLOCK = 1 << 20


def _array(parameter):
    """A parameter's values; of a PyTorch tensor without its gradient, from whatever device."""
    if hasattr(parameter, "detach"):
        parameter = parameter.detach().cpu()
        if str(parameter.dtype) == "torch.bfloat16":  # which numpy does not have
            parameter = parameter.float()
    return np.asarray(parameter)


def _flat(parameters):
    return np.concatenate([_array(parameter).reshape(-1) for parameter in parameters])


class Recorder:
    """The path of one training run: a copy of all parameters for each snapshot.

    A snapshot costs as much memory as the parameters. For large models take one per epoch, or every few steps.
    """

    def __init__(self, parameters, name=None, optimizer=None):
        """
        parameters: the tensors or arrays of the model, such as `model.parameters()`, in any order that stays.
        name: of the run, as Descent shows it; unique among the runs of a plane.
        optimizer: its name, if the run's name does not say it.
        """
        self.parameters = list(parameters)
        if not self.parameters:
            raise ValueError("there are no parameters to record: was the generator used up before?")
        self.name = name
        self.optimizer = optimizer
        self.snapshots, self.steps, self.losses, self.rates = [], [], [], []

    def snapshot(self, loss=None, lr=None, step=None, parameters=None):
        """Keeps the parameters as they are now.

        loss: the loss of the whole network there, a number or a tensor; shown beside the slice's.
        lr: the learning rate of the step that led here.
        step: the number of steps made so far; one more than at the last snapshot if it is not given.
        parameters: in place of those given at first, where these cannot change (jax).
        """
        if parameters is not None:
            self.parameters = list(parameters)
        step = (self.steps[-1] + 1 if self.steps else 0) if step is None else int(step)
        if self.steps and step <= self.steps[-1]:
            raise ValueError(f"step {step} comes after step {self.steps[-1]}: steps must increase")
        flat = _flat(self.parameters)
        if self.snapshots and flat.size != self.snapshots[0].size:
            raise ValueError(f"{flat.size} parameters, but {self.snapshots[0].size} at the first snapshot")
        self.snapshots.append(flat)
        self.steps.append(step)
        self.losses.append(None if loss is None else float(loss))
        self.rates.append(None if lr is None else float(lr))


class Plane:
    """A plane in the space of all parameters: origin + x·directions[0] + y·directions[1]."""

    def __init__(self, origin, directions):
        self.origin = np.asarray(origin, dtype=np.float64)
        self.directions = np.asarray(directions, dtype=np.float64)
        if self.directions.shape != (2, self.origin.size):
            raise ValueError(f"two directions of {self.origin.size} numbers are needed, not {self.directions.shape}")
        products = self.directions @ self.directions.T
        if not np.isfinite(products).all() or np.linalg.det(products) <= 1e-12 * np.prod(np.diag(products)):
            raise ValueError("the two directions are the same, or one of them is zero")
        self._inverse = np.linalg.inv(products)

    @classmethod
    def through_paths(cls, recorders):
        """Through the last snapshot of the first run, along the two leading principal directions of all snapshots
        around it, of unit length: distances on the plane are distances between parameters."""
        origin = recorders[0].snapshots[-1].astype(np.float64)
        rows = [row for recorder in recorders for row in recorder.snapshots]
        # The directions follow from the products of the rows, of which there are far fewer than parameters.
        products = np.zeros((len(rows), len(rows)))
        for columns, block in _blocks(rows, origin):
            products += block @ block.T
        values, vectors = np.linalg.eigh(products)
        if len(rows) < 3 or values[-2] <= 1e-12 * values[-1]:
            raise ValueError(
                "the snapshots lie on a line, or there are too few of them: take at least three, or directions='random'")
        directions = np.zeros((2, origin.size))
        weights = vectors[:, [-1, -2]] / np.sqrt(values[[-1, -2]])
        for columns, block in _blocks(rows, origin):
            directions[:, columns] = weights.T @ block
        # The sign of a principal direction is arbitrary: the first run starts at the upper right.
        signs = np.sign(directions @ (recorders[0].snapshots[0] - origin))
        directions *= np.where(signs == 0, 1, signs)[:, None]
        return cls(origin, directions)

    @classmethod
    def random(cls, parameters, seed=0):
        """Through the parameters, along two random directions with as long a part for each filter as the filter
        itself (a filter is what a parameter's first index selects); biases and scales, which have one index, stay."""
        generator = np.random.default_rng(seed)
        arrays = [_array(parameter).astype(np.float64) for parameter in parameters]
        directions = np.array([np.concatenate([_like_filters(a, generator).reshape(-1) for a in arrays]) for _ in "xy"])
        return cls(np.concatenate([array.reshape(-1) for array in arrays]), directions)

    def point(self, x, y):
        """The parameters at a point of the plane, as one array."""
        return self.origin + x * self.directions[0] + y * self.directions[1]

    def project(self, rows):
        """The points of the plane nearest to rows of parameters, and the share of the rows' squared distance to the
        origin that the plane holds; NaN if all rows are the origin."""
        points, total, held = [], 0.0, 0.0
        for row in rows:
            difference = row - self.origin
            shadows = self.directions @ difference
            point = self._inverse @ shadows
            points.append(point)
            total += difference @ difference
            held += point @ shadows
        return np.array(points).reshape(-1, 2), held / total if total > 0 else math.nan


def _blocks(rows, origin):
    """Slices of columns, and the rows' differences from the origin there."""
    for start in range(0, origin.size, _BLOCK):
        columns = slice(start, start + _BLOCK)
        yield columns, np.array([row[columns] for row in rows], dtype=np.float64) - origin[columns]


def _like_filters(array, generator):
    if array.ndim < 2:
        return np.zeros_like(array)
    direction = generator.standard_normal(array.shape)
    axes = tuple(range(1, array.ndim))
    length = np.sqrt((direction**2).sum(axis=axes, keepdims=True))
    return direction * (np.sqrt((array**2).sum(axis=axes, keepdims=True)) / length)


def write(folder, loss_function, recorders, span=None, size=51, directions="path", seed=0, name=None, progress=True):
    """Evaluates the loss on a plane, and writes loss.npy, runs.csv and surface.yaml into a folder.

    loss_function: called without arguments, with the parameters of the first recorder set to a point of the plane; or
        with the list of arrays, if it takes an argument.
    recorders: one Recorder or several, with the same parameters in the same order.
    span: of the plane, in its own units: s for −s…s along both axes, or ((x low, x high), (y low, y high)); by default
        the box around all paths and a fifth more on each side (for random directions at least −1…1).
    size: the number of points along each axis, or (columns, rows).
    directions: "path", "random", or a Plane.
    seed: of random directions.
    name: the title; the folder's name by default.
    progress: whether to tell on standard error how far it is.
    Returns the Plane.
    """
    recorders = [recorders] if isinstance(recorders, Recorder) else list(recorders)
    names = _names(recorders)
    if isinstance(directions, Plane):
        plane = directions
    elif directions == "path":
        plane = Plane.through_paths(recorders)
    elif directions == "random":
        plane = Plane.random(recorders[0].parameters, seed)
    else:
        raise ValueError(f"directions are 'path', 'random' or a Plane, not {directions!r}")
    paths, shares = zip(*(plane.project(recorder.snapshots) for recorder in recorders))
    (left, right), (bottom, top) = _span(span, np.concatenate(paths), isinstance(directions, str) and directions == "random")
    columns, rows = (size, size) if isinstance(size, int) else size
    if columns < 4 or rows < 4:
        raise ValueError(f"a plane needs at least 4×4 points, not {columns}×{rows}")

    os.makedirs(folder, exist_ok=True)
    xs, ys = np.linspace(left, right, columns), np.linspace(bottom, top, rows)
    losses = _evaluate(plane, loss_function, recorders[0].parameters, xs, ys, progress)
    title = name or os.path.basename(os.path.abspath(folder))
    _replace(folder, "loss.npy", "wb", lambda file: np.save(file, _singles(losses)))
    _replace(folder, "runs.csv", "w", lambda file: _write_runs(file, recorders, names, paths))
    _replace(folder, "surface.yaml", "w", lambda file: file.write(_surface(title, plane, xs, ys, losses, paths, names, shares)))
    if progress:
        for run, share in zip(names, shares):
            print(f"{run}: the plane holds {_percent(share)} of the path's variance", file=sys.stderr)
        print(f"descent {os.path.join(folder, 'surface.yaml')}", file=sys.stderr)
    return plane


def _names(recorders):
    if not recorders or not all(recorder.snapshots for recorder in recorders):
        raise ValueError("every run needs at least one snapshot")
    if len({recorder.snapshots[0].size for recorder in recorders}) > 1:
        raise ValueError("the runs have different numbers of parameters: " + ", ".join(
            str(recorder.snapshots[0].size) for recorder in recorders))
    names = [recorder.name or recorder.optimizer or f"run {number}" for number, recorder in enumerate(recorders, 1)]
    if len(set(names)) < len(names):
        raise ValueError("two runs have the same name: " + ", ".join(names))
    return names


def _span(span, points, is_random):
    if span is None:
        low, high = points.min(axis=0), points.max(axis=0)
        margin = 0.2 * np.maximum(high - low, 0.1 * (high - low).max())
        low, high = low - margin, high + margin
        if is_random or not (high > low).all():
            low, high = np.minimum(low, -1), np.maximum(high, 1)
        # Outwards to numbers that are short on the screen.
        unit = 10.0 ** math.floor(math.log10((high - low).max()) - 1)
        low, high = np.floor(low / unit) * unit, np.ceil(high / unit) * unit
        return tuple(zip(low.round(12).tolist(), high.round(12).tolist()))
    if np.ndim(span) == 0:
        span = ((-span, span), (-span, span))
    (left, right), (bottom, top) = span
    if not (left < right and bottom < top):
        raise ValueError(f"a span is a positive number or ((low, high), (low, high)), not {span!r}")
    return (float(left), float(right)), (float(bottom), float(top))


def _takes_arrays(function):
    """Whether the loss function must be given the arrays."""
    try:
        parameters = inspect.signature(function).parameters.values()
    except (TypeError, ValueError):
        return False
    return any(p.default is p.empty and p.kind in (p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD) for p in parameters)


def _evaluate(plane, loss_function, parameters, xs, ys, progress):
    """The losses: rows are y from low to high."""
    shapes = [_array(parameter).shape for parameter in parameters]
    kinds = [_array(parameter).dtype for parameter in parameters]
    places = np.cumsum([math.prod(shape) for shape in shapes])[:-1]
    takes_arrays = _takes_arrays(loss_function)
    before = None if takes_arrays else [np.array(_array(parameter)) for parameter in parameters]
    losses = np.empty((len(ys), len(xs)))
    started = time.monotonic()
    try:
        for row, y in enumerate(ys):
            for column, x in enumerate(xs):
                parts = [part.reshape(shape).astype(kind) for part, shape, kind in zip(
                    np.split(plane.point(x, y), places), shapes, kinds)]
                if takes_arrays:
                    losses[row, column] = float(loss_function(parts))
                else:
                    _set(parameters, parts)
                    losses[row, column] = float(loss_function())
            if progress:
                _tell(row + 1, len(ys), time.monotonic() - started)
    finally:
        if before is not None:
            _set(parameters, before)
    return losses


def _set(parameters, parts):
    for parameter, part in zip(parameters, parts):
        if hasattr(parameter, "detach"):
            # `data` is outside of the graph of gradients; the copy keeps type and device.
            parameter.data.copy_(parameter.data.new_tensor(part))
        else:
            parameter[...] = part


def _tell(done, count, seconds):
    left = seconds / done * (count - done)
    end = "\n" if done == count else ""
    print(f"\rloss on the plane: row {done} of {count}, {left:.0f} s left   ", end=end, file=sys.stderr, flush=True)


def _replace(folder, name, mode, write_to):
    """Writes a file that is complete at any time, or the one before."""
    path, new = os.path.join(folder, name), os.path.join(folder, f".{name}.new")
    with open(new, mode, **({} if "b" in mode else {"encoding": "utf-8", "newline": "\n"})) as file:
        write_to(file)
    os.replace(new, path)


def _singles(losses):
    """The losses in single precision if that loses nothing: a network seldom computes with more."""
    with np.errstate(over="ignore"):
        singles = losses.astype(np.float32)
    return singles if np.array_equal(singles, losses, equal_nan=True) else losses


def _number(value):
    """The shortest text of a number, in single precision if it is one of those; nan for none."""
    if value is None:
        return "nan"
    with np.errstate(over="ignore"):
        single = np.float32(value)
    return str(single) if float(single) == value else repr(value)


def _write_runs(file, recorders, names, paths):
    rows = csv.writer(file, lineterminator="\n")
    rows.writerow(["run", "optimizer", "step", "x", "y", "loss", "lr"])
    for recorder, name, path in zip(recorders, names, paths):
        for step, (x, y), loss, rate in zip(recorder.steps, path.tolist(), recorder.losses, recorder.rates):
            # Seven digits of a point: more than any screen shows.
            rows.writerow([name, recorder.optimizer or "", step, f"{x:.7g}", f"{y:.7g}", _number(loss), _number(rate)])


def _surface(title, plane, xs, ys, losses, paths, names, shares):
    start = [float(np.clip(value, axis[0], axis[-1])) for value, axis in zip(paths[0][0], (xs, ys))]
    held = ", ".join(f"{_percent(share)} of the path of {name}" for name, share in zip(names, shares))
    finite = losses[np.isfinite(losses)]
    levels = "log" if finite.size and finite.min() > 0 and finite.max() > 20 * finite.min() else "auto"
    lesson = (
        f"A plane through the {plane.origin.size:,} parameters of a network; it holds {held}."
        " An optimizer started here sees the gradient of this slice alone; the recorded runs saw all of it.")
    return (
        f"# Written by descent_landscape.py; loss.npy has the losses, runs.csv the paths of the training.\n"
        f"name: {_quoted(title)}\n"
        f"grid: {{file: loss.npy, x: [{float(xs[0])!r}, {float(xs[-1])!r}], y: [{float(ys[0])!r}, {float(ys[-1])!r}]}}\n"
        f"start: [{start[0]!r}, {start[1]!r}]\n"
        f"runs: runs.csv\n"
        f"levels: {levels}\n"
        f"lesson: {_quoted(lesson)}\n")


def _percent(share):
    return "all" if math.isnan(share) else f"{100 * share:.1f} %"


def _quoted(text):
    """A YAML string in double quotes."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ") + '"'
