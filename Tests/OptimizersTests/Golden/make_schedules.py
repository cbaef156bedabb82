"""Writes schedules.txt and plateau.txt, the learning rates of PyTorch's schedulers in float64.

    python3 make_schedules.py

A line for each case, "case NAME SETTINGS", and below it "STEPS_DONE RATE"; the learning rate is 0.1.
The schedules that PyTorch has not are its LambdaLR, with the papers' formulas. In plateau.txt the
lines are "LOSS RATE": the loss that a step led to, and the rate of the next one.
"""

import math
import pathlib
import random
import warnings

import torch
from torch.optim import lr_scheduler as schedulers

warnings.simplefilter("ignore")
LR = 0.1
STEPS = sorted({*range(0, 8), *range(0, 200, 13), 19, 20, 29, 30, 31, 49, 50, 51, 90, 100, 150, 198, 199})


def warmup_cosine(optimizer, warmup, start_factor, T_max, eta_min):
    return schedulers.SequentialLR(
        optimizer,
        [
            schedulers.LinearLR(optimizer, start_factor=start_factor, total_iters=warmup),
            schedulers.CosineAnnealingLR(optimizer, T_max=T_max, eta_min=eta_min),
        ],
        milestones=[warmup],
    )


def inverse_sqrt(warmup):
    # Vaswani et al. (2017), equation 3, with the factor that makes the peak 1
    peak = min(warmup**-0.5, warmup * warmup**-1.5)
    return lambda done: min((done + 1) ** -0.5, (done + 1) * warmup**-1.5) / peak


def wsd(warmup, stable, decay, down, least=0.0):
    """Hu et al. (2024); the decay by Hägele et al. (2024), from 1 to least."""

    def factor(done):
        if done < warmup:
            return (done + 1) / warmup
        if done <= warmup + stable:
            return 1.0
        return least + (1 - least) * down(min(1.0, (done - warmup - stable) / decay))

    return factor


CASES = [
    ("constant", "", lambda o: schedulers.ConstantLR(o, factor=1)),
    ("step", "step_size=30,gamma=0.5", lambda o: schedulers.StepLR(o, 30, 0.5)),
    (
        "multistep",
        "milestones=30/90/150,gamma=0.2",
        lambda o: schedulers.MultiStepLR(o, [30, 90, 150], 0.2),
    ),
    ("exponential", "gamma=0.97", lambda o: schedulers.ExponentialLR(o, 0.97)),
    ("polynomial", "total_iters=100,power=2.5", lambda o: schedulers.PolynomialLR(o, 100, 2.5)),
    ("polynomial", "total_iters=150", lambda o: schedulers.PolynomialLR(o, 150)),
    ("cosine", "t_max=200", lambda o: schedulers.CosineAnnealingLR(o, 200)),
    ("cosine", "t_max=50,eta_min=0.001", lambda o: schedulers.CosineAnnealingLR(o, 50, 0.001)),
    (
        "cosine_restarts",
        "t_0=30,eta_min=0.01",
        lambda o: schedulers.CosineAnnealingWarmRestarts(o, 30, 1, 0.01),
    ),
    (
        "cosine_restarts",
        "t_0=20,t_mult=2",
        lambda o: schedulers.CosineAnnealingWarmRestarts(o, 20, 2),
    ),
    (
        "warmup_cosine",
        "warmup=20,start_factor=0.1,t_max=180,eta_min=0.002",
        lambda o: warmup_cosine(o, 20, 0.1, 180, 0.002),
    ),
    (
        "onecycle",
        "max_lr=0.4,total_steps=200",
        lambda o: schedulers.OneCycleLR(o, 0.4, total_steps=200, cycle_momentum=False),
    ),
    (
        "onecycle",
        "total_steps=200,pct_start=0.15,div_factor=10,final_div_factor=100",
        lambda o: schedulers.OneCycleLR(
            o, LR, total_steps=200, pct_start=0.15, div_factor=10, final_div_factor=100,
            cycle_momentum=False,
        ),
    ),
    (
        "cyclic",
        "base_lr=0.02,max_lr=0.3,step_size_up=15",
        lambda o: schedulers.CyclicLR(o, 0.02, 0.3, 15, cycle_momentum=False),
    ),
    (
        "cyclic",
        "base_lr=0.02,max_lr=0.3,step_size_up=25,mode=triangular2",
        lambda o: schedulers.CyclicLR(o, 0.02, 0.3, 25, mode="triangular2", cycle_momentum=False),
    ),
    (
        "cyclic",
        "step_size_up=25,mode=exp_range,gamma=0.99",
        lambda o: schedulers.CyclicLR(
            o, LR / 10, LR, 25, mode="exp_range", gamma=0.99, cycle_momentum=False
        ),
    ),
    ("linear", "total_iters=50", lambda o: schedulers.LinearLR(o, total_iters=50)),
    (
        "linear",
        "start_factor=1,end_factor=0.02,total_iters=120",
        lambda o: schedulers.LinearLR(o, 1, 0.02, 120),
    ),
    ("inverse_sqrt", "warmup=20", lambda o: schedulers.LambdaLR(o, inverse_sqrt(20))),
    ("inverse_sqrt", "warmup=1", lambda o: schedulers.LambdaLR(o, inverse_sqrt(1))),
    (
        "wsd",
        "warmup=20,stable=100,decay=60",
        lambda o: schedulers.LambdaLR(o, wsd(20, 100, 60, lambda q: 1 - q**0.5)),
    ),
    (
        "wsd",
        "warmup=1,stable=50,decay=140,shape=linear,eta_min=0.01",
        lambda o: schedulers.LambdaLR(o, wsd(1, 50, 140, lambda q: 1 - q, 0.01 / LR)),
    ),
    (
        "wsd",
        "warmup=10,stable=90,decay=100,shape=cosine",
        lambda o: schedulers.LambdaLR(
            o, wsd(10, 90, 100, lambda q: (1 + math.cos(math.pi * q)) / 2)
        ),
    ),
]

PLATEAUS = [
    ("", {}),
    ("factor=0.5,patience=3", {"factor": 0.5, "patience": 3}),
    ("patience=0,cooldown=5,factor=0.7", {"patience": 0, "cooldown": 5, "factor": 0.7}),
    (
        "patience=2,threshold=0.05,threshold_mode=abs,min_lr=0.004",
        {"patience": 2, "threshold": 0.05, "threshold_mode": "abs", "min_lr": 0.004},
    ),
    ("patience=1,eps=0.005,factor=0.6", {"patience": 1, "eps": 0.005, "factor": 0.6}),
    ("mode=max,patience=4,threshold=0.01", {"mode": "max", "patience": 4, "threshold": 0.01}),
    (
        "mode=max,threshold_mode=abs,patience=2,factor=0",
        {"mode": "max", "threshold_mode": "abs", "patience": 2, "factor": 0.0},
    ),
]


def losses(seed):
    """Down in noise, through 0 for the odd seeds, and level at the end."""
    numbers = random.Random(seed)
    floor = -0.5 if seed % 2 else 0.05
    return [
        floor + 2 * math.exp(-step / 25) + numbers.gauss(0, 0.02 if step < 120 else 0)
        for step in range(200)
    ]


lines = []
for name, settings, make in CASES:
    optimizer = torch.optim.SGD([torch.zeros(1, dtype=torch.float64)], lr=LR)
    scheduler = make(optimizer)
    lines.append(f"case {name} {settings}".rstrip())
    for done in range(200):
        if done in STEPS:
            lines.append(f"{done} {float(optimizer.param_groups[0]['lr'])!r}")
        optimizer.step()
        if done < 199:
            scheduler.step()
(pathlib.Path(__file__).parent / "schedules.txt").write_text("\n".join(lines) + "\n")

lines = []
for settings, keywords in PLATEAUS:
    for seed in (1, 2):
        optimizer = torch.optim.SGD([torch.zeros(1, dtype=torch.float64)], lr=LR)
        scheduler = schedulers.ReduceLROnPlateau(optimizer, **keywords)
        lines.append(f"case {settings}".rstrip())
        for loss in losses(seed):
            scheduler.step(loss)
            lines.append(f"{loss!r} {float(optimizer.param_groups[0]['lr'])!r}")
(pathlib.Path(__file__).parent / "plateau.txt").write_text("\n".join(lines) + "\n")
