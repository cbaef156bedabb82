"""Makes the synthetic data sets of Surfaces/BuiltIn, and the numbers that the tests compare with.

    python3 make_data.py

needs numpy and scipy. The seeds are fixed, so that the files come out the same.
"""

from pathlib import Path

import numpy as np
from scipy.optimize import minimize

HERE = Path(__file__).parent
FOLDER = HERE / "../../../Surfaces/BuiltIn"


def standardized(values):
    """As scikit-learn's StandardScaler: the population's deviation."""
    return (values - values.mean()) / values.std()


def write(name, header, columns, formats):
    lines = [header] + [
        ",".join(f % value for f, value in zip(formats, row)) for row in zip(*columns)
    ]
    (FOLDER / name).write_text("\n".join(lines) + "\n")
    # What a reader of the file gets, rounding included.
    table = np.loadtxt(FOLDER / name, delimiter=",", skiprows=1)
    return table.T


def linear():
    """Hooke's law: the length in dm of a spring under a load in kg, 200 readings with scatter."""
    random = np.random.default_rng(1678)
    load = random.uniform(0, 2, 200)
    length = 1.6 + 0.8 * load + random.normal(0, 0.25, 200)
    u, v = write("spring.csv", "load,length", [load, length], ["%.2f", "%.2f"])

    def terms(x, y):
        r = x * u + y - v
        return r**2 / 2, r * u, r

    return terms


def logistic():
    """An examination: hours of study and whether it was passed, 600 students."""
    random = np.random.default_rng(1958)
    hours = np.clip(random.gamma(4.0, 2.5, 600), 0.5, 30)
    chance = 1 / (1 + np.exp(-(hours - 9.0) / 2.2))
    passed = (random.uniform(size=600) < chance).astype(float)
    u, v = write("examination.csv", "hours,passed", [hours, passed], ["%.1f", "%d"])
    u = standardized(u)

    def terms(x, y):
        z = x * u + y
        r = 1 / (1 + np.exp(-z)) - v
        return np.logaddexp(0, z) - v * z, r * u, r

    return terms


def exponential():
    """A cooling curve: excess temperature after t minutes, A·exp(−k·t) with scatter."""
    random = np.random.default_rng(1701)
    t = np.linspace(0, 6, 121)
    excess = 2.5 * np.exp(-0.8 * t) + random.normal(0, 0.12, 121)
    t, v = write("cooling.csv", "minutes,excess", [t, excess], ["%.2f", "%.3f"])

    def terms(x, y):
        e = np.exp(-y * t)
        r = x * e - v
        return r**2 / 2, r * e, -r * x * t * e

    return terms


SURFACES = {
    "linear-regression": (linear, [(-1.0, 0.5), (0.0, 0.0), (1.5, -1.75)], (0, 0)),
    "logistic-regression": (logistic, [(-1.0, 0.5), (0.0, 0.0), (3.5, -1.75)], (0, 0)),
    "exponential-fit": (exponential, [(0.5, 2.0), (1.0, 0.1), (4.0, 1.5)], (2, 1)),
}


def main():
    lines = ["# surface x y loss gradient_x gradient_y, by numpy; then scipy's minimum"]
    for name, (make, points, start) in SURFACES.items():
        terms = make()

        def loss(p):
            return terms(*p)[0].mean()

        def gradient(p):
            _, x, y = terms(*p)
            return np.array([x.mean(), y.mean()])

        for x, y in points:
            numbers = [x, y, loss((x, y)), *gradient((x, y))]
            lines.append(" ".join([name, *(repr(float(n)) for n in numbers)]))
        found = minimize(loss, start, jac=gradient, method="BFGS", options={"gtol": 1e-12})
        point = found.x
        # BFGS stops where the loss no longer changes; Newton's method takes the last digits.
        for _ in range(20):
            h = 1e-6
            hessian = np.array(
                [(gradient(point + d) - gradient(point - d)) / (2 * h) for d in np.eye(2) * h]
            )
            point = point - np.linalg.solve(hessian, gradient(point))
        lines.append(" ".join([name, "minimum", *(repr(float(n)) for n in (*point, loss(point)))]))
        print(name, point, loss(point), gradient(point), np.linalg.eigvalsh(hessian), hessian.tolist())
    (HERE / "data-losses.txt").write_text("\n".join(lines) + "\n")


main()
