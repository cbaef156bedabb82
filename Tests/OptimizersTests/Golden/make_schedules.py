"""Writes schedules.txt, the learning rates of PyTorch's schedulers in float64.

    python3 make_schedules.py

A line for each case, "case NAME SETTINGS", and below it "STEPS_DONE RATE"; the learning rate is 0.1.
"""

import pathlib
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
