#!/usr/bin/env python3
"""Trains a small network on scikit-learn's handwritten digits with SGD, momentum and Adam, and writes a slice of its
loss with the three paths:

    pip install numpy torch scikit-learn
    python3 Tools/python/examples/digits.py [FOLDER]
    descent digits/surface.yaml

The built-in surface `digits-mlp` (Surfaces/BuiltIn/digits-mlp.npy and .csv) is what it wrote, in half a minute on one core.
"""

import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))

import torch
from sklearn.datasets import load_digits

import descent_landscape as landscape

EPOCHS, BATCH, SEED = 15, 64, 0
OPTIMIZERS = {
    "SGD": lambda parameters: torch.optim.SGD(parameters, lr=0.1),
    "momentum": lambda parameters: torch.optim.SGD(parameters, lr=0.02, momentum=0.9),
    "Adam": lambda parameters: torch.optim.Adam(parameters, lr=0.002),
}


def main(folder):
    torch.use_deterministic_algorithms(True)
    torch.set_num_threads(1)
    digits = load_digits()
    inputs = torch.tensor(digits.data / 16, dtype=torch.float32)
    targets = torch.tensor(digits.target)
    criterion = torch.nn.CrossEntropyLoss()

    def network():
        torch.manual_seed(SEED)  # the same start for all
        return torch.nn.Sequential(torch.nn.Linear(64, 32), torch.nn.ReLU(), torch.nn.Linear(32, 10))

    def loss_of(model):
        with torch.no_grad():
            return criterion(model(inputs), targets)

    recorders, models = [], []
    for name, make in OPTIMIZERS.items():
        model = network()
        optimizer = make(model.parameters())
        recorder = landscape.Recorder(model.parameters(), name)
        recorder.snapshot(loss_of(model))
        order = torch.Generator().manual_seed(SEED)  # the same batches for all
        step = 0
        for _ in range(EPOCHS):
            for batch in torch.randperm(len(inputs), generator=order).split(BATCH):
                optimizer.zero_grad()
                criterion(model(inputs[batch]), targets[batch]).backward()
                optimizer.step()
                step += 1
                if step % 3 == 0:
                    recorder.snapshot(loss_of(model), lr=optimizer.param_groups[0]["lr"], step=step)
        right = (model(inputs).argmax(dim=1) == targets).float().mean()
        print(f"{name}: loss {recorder.losses[-1]:.4f}, {100 * right:.1f} % right after {step} steps")
        recorders.append(recorder)
        models.append(model)

    landscape.write(folder, lambda: loss_of(models[0]), recorders, name="A network that reads digits")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "digits")
