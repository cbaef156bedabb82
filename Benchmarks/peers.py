#!/usr/bin/env python3
"""Runs Descent's benchmarks beside compiled Python libraries, in turns, and prints the ratios.

    python3 -m venv /tmp/peers && /tmp/peers/bin/pip install numpy jax optax contourpy
    swift build -c release --package-path Benchmarks
    /tmp/peers/bin/python Benchmarks/peers.py [ROUNDS]

Each row is the same work in the same double precision. A round runs Descent once, then every peer once;
the times are medians over the rounds. What is not installed is left out. Compilation by jax is not
counted, and is done before the first round.
"""

import importlib
import os
import platform
import statistics
import subprocess
import sys
import time

STEPS = 20_000
WIDTH, HEIGHT = 400, 240
START = (-1.2, 1.0)


def installed(name):
    try:
        return importlib.import_module(name)
    except ImportError:
        print(f"{name} is not installed; its rows are left out", file=sys.stderr)
        return None


numpy, jax, optax, contourpy = map(installed, ("numpy", "jax", "optax", "contourpy"))
if jax:
    jax.config.update("jax_enable_x64", True)
    jnp = jax.numpy


def rosenbrock(x, y):
    return (1 - x) ** 2 + 100 * (y - x**2) ** 2


def himmelblau(x, y):
    return (x**2 + y - 11) ** 2 + (x + y**2 - 7) ** 2


def ackley(library):
    def loss(x, y):
        waves = (library.cos(2 * library.pi * x) + library.cos(2 * library.pi * y)) / 2
        root = library.sqrt((x**2 + y**2) / 2)
        return 20 + library.e - 20 * library.exp(-0.2 * root) - library.exp(waves)

    return loss


def centres(count):
    return -5 + 10 * (numpy.arange(count) + 0.5) / count


def compiled(function, *arguments):
    """A call that waits for its result."""
    function = jax.jit(function)
    arguments = [jnp.asarray(each) for each in arguments]
    return lambda: jax.block_until_ready(function(*arguments))


def scan(*rules):
    """One optax run after the other from the start, with points, losses and norms kept."""

    def run(start):
        return [follow(rule, start) for rule in rules]

    def follow(rule, start):
        evaluate = jax.value_and_grad(lambda p: rosenbrock(p[0], p[1]))

        def step(state, _):
            point, memory, gradient = state
            update, memory = rule.update(gradient, memory, point)
            point = optax.apply_updates(point, update)
            loss, gradient = evaluate(point)
            return (point, memory, gradient), (point, loss, jnp.sqrt(jnp.sum(gradient**2)))

        state = (start, rule.init(start), evaluate(start)[1])
        return jax.lax.scan(step, state, None, length=STEPS)[1]

    return compiled(run, START)


def basins(rule):
    """300 steps from each of 200×100 starts, all of them together."""

    def run(starts):
        gradient = jax.grad(lambda p: himmelblau(p[0], p[1]).sum())

        def step(_, state):
            points, memory = state
            update, memory = rule.update(gradient(points), memory, points)
            return optax.apply_updates(points, update), memory

        return jax.lax.fori_loop(0, 300, step, (starts, rule.init(starts)))[0]

    return compiled(run, numpy.array(numpy.meshgrid(centres(200), centres(100))))


def contours():
    x, y = centres(WIDTH), centres(HEIGHT)
    values = himmelblau(x[None, :], y[:, None])
    levels = numpy.geomspace(0.5, values.max() * 0.8, 12)
    generator = contourpy.contour_generator(x, y, values)
    return lambda: [generator.lines(level) for level in levels]


def peers():
    """The peers of each row of the benchmark: a name and a call."""
    rows = {}

    def add(row, name, call):
        rows.setdefault(row, []).append((name, call))

    if numpy:
        x, y = centres(WIDTH)[None, :], centres(HEIGHT)[:, None]
        add("grid of Rosenbrock", "numpy", lambda: rosenbrock(x, y))
        add("grid of Ackley", "numpy", lambda: ackley(numpy)(x, y))
    if numpy and contourpy:
        add("maps with 12 contour levels", "contourpy", contours())
    if numpy and jax:
        add("grid of Rosenbrock", "jax", compiled(rosenbrock, x, y))
        add("grid of Ackley", "jax", compiled(ackley(jnp), x, y))
        batch = jax.vmap(jax.value_and_grad(rosenbrock, argnums=(0, 1)))
        points = numpy.arange(STEPS) / STEPS
        add("gradients in batches", "jax", compiled(batch, points, numpy.ones(STEPS)))
    if numpy and jax and optax:
        add("steps of GD", "optax", scan(optax.sgd(0.001)))
        add("steps of Adam", "optax", scan(optax.adam(0.05)))
        add(
            "steps of a race of gd, sgd, momentum, adam",
            "optax",
            scan(
                optax.sgd(0.001),
                optax.chain(optax.add_noise(0.25, 0, jax.random.key(0)), optax.sgd(0.001)),
                optax.sgd(0.0005, momentum=0.9),
                optax.adam(0.05),
            ),
        )
        for name, rule in (
            ("gd", optax.sgd(0.01)),
            ("momentum", optax.sgd(0.001, momentum=0.9)),
            ("adam", optax.adam(0.1)),
        ):
            add(f"basin maps of {name}, all cores", "jax", basins(rule))
    return rows


def machine():
    try:
        with open("/proc/cpuinfo") as file:
            names = [line.split(":")[1].strip() for line in file if line.startswith("model name")]
        name = names[0]
    except (OSError, IndexError):
        name = platform.processor() or platform.machine()
    return f"{name}, {os.cpu_count()} cores, {platform.system()}"


def main():
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    folder = os.path.dirname(os.path.abspath(__file__))
    binary = os.path.join(folder, ".build", "release", "Benchmarks")
    if not os.path.exists(binary):
        sys.exit("first: swift build -c release --package-path Benchmarks")
    descent = subprocess.Popen(
        [binary, "--answer"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )

    def ask(row):
        descent.stdin.write(row + "\n")
        descent.stdin.flush()
        return [float(word) for word in descent.stdout.readline().split()]

    print(f"{machine()}; medians of {rounds} rounds, milliseconds\n")
    print("| work | Descent | plain loop | peer | peer's time | Descent's time / peer's |")
    print("|---|---|---|---|---|---|")
    for row, calls in peers().items():
        for _, call in calls:
            call()
        times = {name: [] for name in ("Descent", "loop", *(name for name, _ in calls))}
        for _ in range(rounds):
            ours, loop = ask(row)
            times["Descent"].append(ours)
            times["loop"].append(loop)
            for name, call in calls:
                begin = time.perf_counter()
                call()
                times[name].append(time.perf_counter() - begin)
        median = {name: statistics.median(each) * 1000 for name, each in times.items()}
        for name, _ in calls:
            print(
                f"| {row} | {median['Descent']:.3g} | {median['loop']:.3g} | {name} "
                f"| {median[name]:.3g} | {median['Descent'] / median[name]:.2f} |"
            )
    descent.stdin.close()
    descent.wait()


main()
