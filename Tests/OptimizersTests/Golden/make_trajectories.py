"""Writes the golden trajectories, one file an optimizer, with PyTorch and others in float64.

    python3 make_trajectories.py            all of them
    python3 make_trajectories.py adam gd    these

Needs torch, jax, optax, scipy and pytorch_optimizer; mpmath and sympy come with them. A file has a
line for each case, "case SETTINGS | SURFACE", and below it the checkpoints "STEP X Y".

Where rounding decides, no two programs agree. A run is suspected of that if a change of 1e-14 in its
start changes a checkpoint by more than 1e-11, or if it searches along lines. Then the same rule is
run with 50 digits, and the checkpoints end with the last step up to which the library's path stays
within 1e-10 of that one (relative to the coordinate where it is above 1). A rule that is cautious or
looks ahead is not run with 50 digits: its checkpoints end where the changed start shows. The rules
that no library has are run with 50 digits and with a double's 53 bits: the rows are those of the former, as far as
the two agree. A case of which not even the first step is left is left out.
"""

import pathlib
import sys

import torch

import precise
from references import REFERENCES
from rules import make_stepper
from wrappers import is_wrapped, wrapped

HERE = pathlib.Path(__file__).parent
CHECKPOINTS = (1, 2, 5, 20, 60, 200)
WITHOUT_LIBRARY = {"full_adagrad", "linesearch", "newton", "cg", "bfgs"}
# The eigenvectors of a first gradient's matrix cannot be had with 53 bits, though the step can: the
# path from the changed start is compared instead. On a round surface every step makes ten million of a
# rounding error: that takes more than 50 digits.
SINGULAR = {"full_adagrad"}

# name: start and formula, and rates for gradients, momentum and rates that are lengths; the fourth
# kind, for rules that find their own, is 1
SURFACES = {
    "quadratic": ((5, 3), "x^2 + 2*y^2", (0.1, 0.03, 0.1)),
    "rotated": ((-4, -3), "((x + y)^2 + 20*(x - y)^2)/4", (0.04, 0.01, 0.1)),
    "rosenbrock": ((-1.2, 1), "(1 - x)^2 + 100*(y - x^2)^2", (0.0008, 0.0002, 0.02)),
    "beale": (
        (1, 1.5),
        "(1.5 - x + x*y)^2 + (2.25 - x + x*y^2)^2 + (2.625 - x + x*y^3)^2",
        (0.004, 0.001, 0.02),
    ),
    "himmelblau": ((-0.27, -0.92), "(x^2 + y - 11)^2 + (x + y^2 - 7)^2", (0.004, 0.001, 0.05)),
    "plateau": ((-2.2, 1.6), "1 - exp(-(x^2 + y^2)/4)", (0.5, 0.2, 0.05)),
}

# Where a loss curves downwards as a parabola does, the cubic of a strong Wolfe search has its minimum
# at infinity, and rounding decides between -infinity and infinity: other starts for these.
SEARCHING = {"lbfgs", "cg", "bfgs"}
SEARCHED_SURFACES = {
    "himmelblau-slope": ((-1.5, 4.5), *SURFACES["himmelblau"][1:]),
    "plateau-edge": ((-1.1, 0.8), *SURFACES["plateau"][1:]),
}

# name: which of the surface's rates, and the settings, which may have a rate of their own
CASES = {
    "gd": (0, ["", "weight_decay=0.1,max_norm=3", "lookahead=1"]),
    "momentum": (
        1,
        [
            "",
            "momentum=0.7,dampening=0.3,weight_decay=0.05",
            "cautious=1",
            "lookahead=1,lookahead_k=3,lookahead_alpha=0.8",
            "cautious=1,lookahead=1,lookahead_k=4",
        ],
    ),
    "nesterov": (1, ["", "momentum=0.6,max_norm=5", "cautious=1"]),
    "sam": (
        0,
        [
            "",
            "rho=0.2,weight_decay=0.05",
            "lr=0.0004,momentum=0.8,dampening=0.1",
            "lr=0.0004,rho=0.01,momentum=0.7,nesterov=1",
        ],
    ),
    "qhm": (0, ["", "momentum=0.9,nu=0.5,weight_decay=0.1"]),
    "asgd": (0, ["", "lambd=0.01,alpha=0.5,weight_decay=0.05"]),
    "adagrad": (2, ["", "lr=0.3,lr_decay=0.01,eps=0.01,initial_accumulator_value=0.5"]),
    "full_adagrad": (2, ["", "lr=0.2,eps=0.1"]),
    "shampoo": (2, ["", "lr=0.3,eps=0.1"]),
    "rmsprop": (
        2,
        [
            "lr=0.01",
            "lr=0.005,momentum=0.8,cautious=1",
            "lr=0.005,alpha=0.9,eps=1e-4,momentum=0.5,weight_decay=0.02",
            "lr=0.005,alpha=0.8,eps=0.01,centered=1",
        ],
    ),
    "adadelta": (2, ["lr=1", "lr=2,rho=0.8,eps=1e-4,weight_decay=0.05"]),
    "adam": (2, ["", "beta1=0.8,beta2=0.95,eps=1e-3,weight_decay=0.1", "max_norm=1", "cautious=1", "lookahead=1"]),
    "adamw": (2, ["", "beta1=0.8,weight_decay=0.2,amsgrad=1", "cautious=1"]),
    "amsgrad": (2, ["", "beta1=0.7,beta2=0.9,weight_decay=0.1"]),
    "adamax": (2, ["", "beta1=0.8,beta2=0.9,eps=1e-3,weight_decay=0.1"]),
    "nadam": (
        2,
        [
            "",
            "beta1=0.8,beta2=0.95,momentum_decay=0.05,weight_decay=0.1",
            "weight_decay=0.1,decoupled_weight_decay=1",
            "weight_decay=0.1,decoupled_weight_decay=1,cautious=1",
        ],
    ),
    "radam": (
        2,
        [
            "lr=0.001",
            "lr=0.002,beta1=0.8,beta2=0.95,eps=1e-3,weight_decay=0.1",
            "lr=0.002,beta2=0.9,weight_decay=0.1,decoupled_weight_decay=1",
        ],
    ),
    "adabelief": (2, ["", "beta1=0.8,beta2=0.99,eps=1e-4,eps_root=1e-8,weight_decay=0.1"]),
    "yogi": (2, ["", "beta1=0.8,beta2=0.9,eps=0.01,initial_accumulator_value=0.1"]),
    "adan": (2, ["", "beta1=0.9,beta2=0.8,beta3=0.95,eps=1e-4,weight_decay=0.1"]),
    "adabound": (2, ["final_lr=0.001", "lr=0.01,gamma=0.01,final_lr=0.0005,weight_decay=0.1", "final_lr=0.001,cautious=1"]),
    "qhadam": (2, ["", "beta1=0.95,beta2=0.98,nu1=0.8,nu2=0.7,eps=1e-3,weight_decay=0.1"]),
    "signsgd": (2, ["", "lr=0.013,weight_decay=0.1"]),
    "signum": (2, ["lr=0.01", "lr=0.013,beta=0.5,weight_decay=0.1"]),
    "lion": (2, ["lr=0.01", "lr=0.013,beta1=0.8,beta2=0.9,weight_decay=0.1", "lr=0.01,cautious=1"]),
    "rprop": (2, ["", "lr=0.03,etaminus=0.3,etaplus=1.1,step_min=1e-4,step_max=0.2"]),
    "polyak": (3, ["", "lr=0.3,max_learning_rate=0.02,eps=0.1,f_min=-0.5,weight_decay=0.01"]),
    "schedulefree": (0, ["", "beta1=0.7,weight_lr_power=1,weight_decay=0.1"]),
    "schedulefree_adamw": (2, ["", "beta1=0.6,beta2=0.95,eps=1e-3,weight_decay=0.1"]),
    "ademamix": (
        2,
        ["", "beta1=0.8,beta2=0.95,beta3=0.99,alpha=2,eps=1e-4,eps_root=1e-6,weight_decay=0.1"],
    ),
    "adopt": (2, ["", "beta1=0.8,beta2=0.95,eps=1e-3,nesterov=1", "use_clipping=0,beta2=0.99"]),
    "prodigy": (
        3,
        [
            "d0=1e-3",
            "d0=0.01,beta1=0.8,beta2=0.95,d_coef=0.5,weight_decay=0.1",
            "lr=0.5,d0=0.01,beta3=0.9,safeguard_warmup=1,eps=1e-6",
            "d0=0.01,cautious=1",
            "d0=0.01,lookahead=1",
        ],
    ),
    "sophia": (
        2,
        [
            "",
            "beta1=0.8,beta2=0.9,eps=1e-3,gamma=0.2,clip_threshold=2,update_interval=3,"
            "weight_decay=0",
            "cautious=1,weight_decay=0.01",
        ],
    ),
    "lbfgs": (3, ["strong_wolfe=1", "lr=0.3,history_size=3,strong_wolfe=1", "lr=0.02"]),
    "nelder_mead": (2, ["", "lr=0.7"]),
    "linesearch": (3, ["", "lr=0.3,c1=0.01,rho=0.7"]),
    "newton": (3, ["", "lr=0.5,c1=0.1,rho=0.8"]),
    "cg": (3, ["", "lr=0.2,c1=0.01,c2=0.4"]),
    "bfgs": (3, ["", "lr=0.2,c1=0.01,c2=0.5"]),
}


def parse(settings):
    pairs = (item.split("=") for item in settings.split(",") if item)
    return {key: float(value) for key, value in pairs}


def torch_loss(formula):
    code = compile(formula.replace("^", "**"), formula, "eval")
    return lambda x, y: eval(code, {"exp": torch.exp}, {"x": x, "y": y})


def trajectory(name, values, lr, start, loss):
    if name in REFERENCES:
        return REFERENCES[name](dict(values), lr, start, loss, CHECKPOINTS[-1])
    make = wrapped if is_wrapped(values) else lambda name, make, *rest: make(name, *rest)
    step = make(name, make_stepper, values, lr, start, loss)
    point, rows = torch.tensor(start, dtype=torch.float64), []
    for _ in range(CHECKPOINTS[-1]):
        x, y = (torch.tensor(v, dtype=torch.float64, requires_grad=True) for v in point.tolist())
        value = loss(x, y)
        g = torch.stack(torch.autograd.grad(value, (x, y)))
        norm, longest = g.norm(), values.get("max_norm")
        if longest is not None and norm >= longest:
            g = g * (longest / norm)
        point = step(g, value.item())
        rows.append(point.tolist())
    return rows


def distance(row, other):
    return max(abs(a - b) / max(1, abs(b)) for a, b in zip(row, other))


def agreeing_steps(rows, others, tolerance=1e-10):
    """The number of steps that two paths share."""
    pairs = enumerate(zip(rows, others))
    return next((step for step, (a, b) in pairs if distance(a, b) > tolerance), len(rows))


def golden_rows(name, values, lr, start, formula):
    """A path, and how many of its steps mean something."""
    exact = lambda s, **bits: precise.path(name, values, lr, s, formula, CHECKPOINTS[-1], **bits)
    moved = (start[0] * (1 + 1e-14), start[1] * (1 - 1e-14))
    if name in WITHOUT_LIBRARY:
        if name in SINGULAR:
            rows, others = exact(start, bits=6000), exact(moved, bits=6000)
        else:
            rows, others = exact(start), exact(start, bits=53)
        return rows, agreeing_steps(others, rows)
    run = lambda s: trajectory(name, values, lr, s, torch_loss(formula))
    rows, others = run(start), run(moved)
    is_calm = all(distance(rows[s - 1], others[s - 1]) <= 1e-11 for s in CHECKPOINTS)
    if is_calm and name not in SEARCHING:
        return rows, len(rows)
    if is_wrapped(values):
        return rows, agreeing_steps(rows, others, tolerance=1e-11)
    return rows, agreeing_steps(rows, exact(start))


def lines(name):
    rate_index, settings_list = CASES[name]
    surfaces = SURFACES | (SEARCHED_SURFACES if name in SEARCHING else {})
    for settings in settings_list:
        for surface, (start, formula, rates) in surfaces.items():
            values = {"lr": (*rates, 1.0)[rate_index], **parse(settings)}
            shown = ",".join(f"{key}={value!r}" for key, value in values.items())
            lr = values.pop("lr")
            rows, count = golden_rows(name, values, lr, start, formula)
            if count < CHECKPOINTS[-1]:
                print(f"{name} {settings} {surface}: rounding decides from step {count + 1} on")
            if count == 0:
                continue
            yield f"case {shown} | {surface}"
            for step in sorted({s for s in CHECKPOINTS if s < count} | {count}):
                yield f"{step} {rows[step - 1][0]!r} {rows[step - 1][1]!r}"


for name in sys.argv[1:] or CASES:
    (HERE / f"{name}.txt").write_text("\n".join(lines(name)) + "\n")
surfaces = (f"{n} | {s[0]} {s[1]} | {f}" for n, (s, f, _) in (SURFACES | SEARCHED_SURFACES).items())
(HERE / "surfaces.txt").write_text("\n".join(surfaces) + "\n")
