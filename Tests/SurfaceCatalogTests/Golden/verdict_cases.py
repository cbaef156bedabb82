#!/usr/bin/env python3
"""Writes verdict_cases.txt: runs, and what becomes of them, found out by running on.

Run as:
  python3 verdict_cases.py ../../../Surfaces/BuiltIn > verdict_cases.txt
(needs sympy, PyYAML, numpy)

Nothing of Descent is used: formulas are differentiated by sympy, the rules below are written from
their papers, in float64. A run is judged at `steps` by what it does in the 20 times as many steps
that follow, which a verdict cannot see:
  diverged        the loss exceeds 1e9 times its start's size, having been above the start by then
  left-map        the loss falls below -1e6
  a minimum, ...  it comes to a point with |grad| < 1e-8 from which it is no more than 1 % of the map
                  away already; the Hessian's eigenvalues there, and the lowest stated minimum, say which;
                  or it has been within 1e-6 of such a point and stays within 5 % of the map about it,
                  as Adam does, which leaves it in bursts
  oscillating     it never comes to a point, stays in the map, and its mean loss has stopped falling
  crawling        it takes more than 10,000 further steps for half of what is left of the loss to go
  descending      it takes fewer than 1,000 for that
Anything else is no certain case, and is refused.
"""
import math
import sys

import numpy as np
import sympy
import yaml

X, Y = sympy.symbols("x y")


class Surface:
    def __init__(self, folder, name, parameters):
        data = yaml.safe_load(open(f"{folder}/{name}.yaml"))
        text = data["formula"].replace("^", "**")
        values = {k: v["value"] for k, v in data.get("parameters", {}).items()} | parameters
        formula = sympy.sympify(text, locals={"e": sympy.E, "pi": sympy.pi}).subs(values)
        make = lambda expression: sympy.lambdify((X, Y), expression, "math", cse=True)
        self.loss = make(formula)
        self.gradient = make((sympy.diff(formula, X), sympy.diff(formula, Y)))
        self.hessian = make(sympy.hessian(formula, (X, Y)).tolist())
        d = data["domain"]
        self.side = min(d["x"][1] - d["x"][0], d["y"][1] - d["y"][0])
        self.box = d
        self.start = data["start"]
        self.minima = data.get("minima", [])


def gd(lr):
    return momentum(lr, 0)


def momentum(lr, beta=0.9, dampening=0.0, nesterov=False):
    b = None

    def step(p, g):
        nonlocal b
        b = g if b is None else [beta * m + (1 - dampening) * q for m, q in zip(b, g)]
        d = [q + beta * m for m, q in zip(b, g)] if nesterov else b
        return [c - lr * q for c, q in zip(p, d)]

    return step


def nesterov(lr):
    return momentum(lr, nesterov=True)


def adam(lr, beta1=0.9, beta2=0.999, eps=1e-8):
    m, v, t = [0, 0], [0, 0], 0

    def step(p, g):
        nonlocal m, v, t
        t += 1
        m = [beta1 * a + (1 - beta1) * q for a, q in zip(m, g)]
        v = [beta2 * a + (1 - beta2) * q * q for a, q in zip(v, g)]
        return [
            c - lr * a / (1 - beta1**t) / (math.sqrt(b / (1 - beta2**t)) + eps)
            for c, a, b in zip(p, m, v)
        ]

    return step


def signsgd(lr):
    return lambda p, g: [c - lr * ((q > 0) - (q < 0)) for c, q in zip(p, g)]


def adagrad(lr, eps=1e-10):
    s = [0, 0]

    def step(p, g):
        nonlocal s
        s = [a + q * q for a, q in zip(s, g)]
        return [c - lr * q / (math.sqrt(a) + eps) for c, q, a in zip(p, g, s)]

    return step


RULES = {r.__name__: r for r in (gd, momentum, nesterov, adam, signsgd, adagrad)}


def path(surface, rule, start, steps):
    """Losses and points until the numbers end."""
    points, losses, p = [], [], [float(c) for c in start]
    for _ in range(steps + 1):
        try:
            loss, g = surface.loss(*p), surface.gradient(*p)
        except (OverflowError, ValueError):
            break
        if not all(map(math.isfinite, (loss, *g))):
            break
        points.append(p)
        losses.append(loss)
        if abs(loss) > 1e250:
            break
        p = rule(p, g)
    return np.array(points), np.array(losses)


def outcome(surface, points, losses, steps):
    size = max(1.0, abs(losses[0]))
    if len(losses) <= steps or abs(losses[-1]) > 1e6 * size:
        return "left-map" if losses[-1] < -1e6 else "diverged" if losses[-1] > 1e6 * size else None
    calmest = min(range(steps + 1), key=lambda k: np.linalg.norm(surface.gradient(*points[k])))
    if np.linalg.norm(surface.gradient(*points[calmest])) < 1e-6:
        away = np.linalg.norm(points[calmest:] - points[calmest], axis=1)
        if away.max() <= 0.05 * surface.side:
            return critical(surface, points[calmest])
    end = points[-1]
    if np.linalg.norm(surface.gradient(*end)) < 1e-8:
        if np.linalg.norm(points[steps] - end) <= 0.01 * surface.side:
            return critical(surface, end)
    elif surface.box["x"][0] < end[0] < surface.box["x"][1]:
        strides = np.linalg.norm(np.diff(points[-1000:], axis=0), axis=1)
        thirds = [part.mean() for part in np.array_split(losses[steps // 2 :], 3)]
        if strides.max() > 1e-3 * surface.side and abs(thirds[0] - thirds[2]) < 1e-3 * abs(thirds[2]):
            return "oscillating"
    lowest = min([surface.loss(*m) for m in surface.minima], default=losses.min())
    half = np.flatnonzero(losses[steps:] - lowest <= (losses[steps] - lowest) / 2)
    if not len(half):
        return "crawling" if len(losses) - steps > 10_000 else None
    return "crawling" if half[0] > 10_000 else "descending" if half[0] < 1000 else None


def critical(surface, point):
    low, high = np.linalg.eigvalsh(np.array(surface.hessian(*point), dtype=float))
    if abs(low) < 1e-6:
        return None
    if low < 0:
        return "maximum" if high < 0 else "saddle"
    if not surface.minima:
        return "minimum"
    lowest = min(surface.loss(*m) for m in surface.minima)
    return "global-minimum" if surface.loss(*point) - lowest < 1e-9 else "local-minimum"


CASES = """
quadratic gd 0.1 400
quadratic gd 0.495 2000
quadratic gd 0.505 2000
quadratic gd 0.6 100
quadratic gd 0.00001 500
quadratic momentum 0.02 500
quadratic momentum 0.9405 3000
quadratic momentum 0.9595 3000
quadratic nesterov 0.3358928571 3000
quadratic nesterov 0.3426071429 3000
quadratic signsgd 0.3 400
quadratic adam 0.2 1500
quadratic adagrad 0.001 300
sphere gd 0.99 3000
sphere gd 1.01 3000
sphere momentum 0.02 600
ill-conditioned gd 0.018 3000
ill-conditioned gd 0.0198 3000
ill-conditioned gd 0.0202 3000
ill-conditioned gd 0.0000001 3000
ill-conditioned momentum 0.003 1000
rotated gd 0.0198 3000
rotated gd 0.0202 3000
rotated momentum 0.003 1000
escapable-saddle gd 0.05 600 -1.5 0
escapable-saddle momentum 0.05 600 -1.5 0
escapable-saddle adam 0.04 3000 -1.5 0
escapable-saddle gd 0.05 600
escapable-saddle momentum 0.05 600
escapable-saddle gd 1.2 500
saddle gd 0.05 600
saddle gd 0.05 300 -1.5 0
saddle momentum 0.02 600
monkey-saddle gd 0.0015 4000
two-basins gd 0.1 500
two-basins momentum 0.01 800
two-basins gd 0.1 500 -1.6 1
two-basins gd 1.05 400
two-basins gd 0.00001 500
rosenbrock gd 0.001 400
rosenbrock gd 0.00001 3000
rosenbrock gd 0.001 60000
rosenbrock momentum 0.0005 8000
rosenbrock gd 0.01 100
beale gd 0.005 10000
beale gd 0.1 200
booth gd 0.05 500
booth gd 0.11 3000
booth gd 0.1123 2000
booth adam 0.2 3000
matyas gd 0.5 3000
matyas gd 2.02 2000
matyas gd 1.98 3000
himmelblau gd 0.005 1000
himmelblau momentum 0.001 1500
himmelblau gd 0.005 400 -0.27084459 -0.92303856
goldstein-price gd 0.00003 9000
three-hump-camel gd 0.02 1000
three-hump-camel momentum 0.02 1500
six-hump-camel gd 0.01 1000
six-hump-camel momentum 0.01 1500
mccormick gd 0.1 1000
mccormick gd 0.1 1000 3 2
mccormick gd 0.52 300
styblinski-tang gd 0.008 1000
styblinski-tang momentum 0.008 1500
styblinski-tang gd 0.07 500
rastrigin gd 0.0025 1000
bohachevsky gd 0.015 1000
bohachevsky adam 0.1 3000
dixon-price gd 0.003 5000
griewank gd 0.5 1000
gaussian-wells gd 0.03 1000
gaussian-wells momentum 0.009 1500
levy13 gd 0.0002 20000
easom gd 0.35 3000
plateau gd 0.3 600
plateau adam 0.1 2000
plateau gd 0.001 1000
ackley gd 0.02 2000
"""


def main(folder):
    surfaces = {}
    print("# surface | start | optimizer learning-rate | steps | outcome; made by verdict_cases.py")
    for line in CASES.split("\n"):
        words = line.split()
        if not words:
            continue
        name, rule, rate, steps = words[0], words[1], float(words[2]), int(words[3])
        surface = surfaces.setdefault(name, Surface(folder, name, {}))
        start = [float(w) for w in words[4:]] or surface.start
        ahead = min(max(20 * steps, 15_000), 15_000 + 4 * steps)
        points, losses = path(surface, RULES[rule](rate), start, steps + ahead)
        found = outcome(surface, points, losses, steps)
        if found is None:
            print("no certain case:", line, points[-1], losses[-1], file=sys.stderr)
            continue
        print(f"{name} | {start[0]} {start[1]} | {rule} {rate} | {steps} | {found}")


main(sys.argv[1])
