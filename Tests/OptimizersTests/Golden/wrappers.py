"""What can be put around a rule, from the papers: caution (Liang et al. 2024, with the mask's mean as
in the authors' code) and lookahead (Zhang et al. 2019)."""

import torch

OPTIONS = ("cautious", "lookahead", "lookahead_k", "lookahead_alpha")
DECOUPLED_DEFAULTS = {"adamw": 1e-2, "lion": 1e-3, "sophia": 1e-4}


def is_wrapped(values):
    return any(values.get(name) for name in ("cautious", "lookahead"))


def wrapped(name, make_stepper, values, lr, start, loss):
    """A stepper of a rule, wrapped as its values say; the rule is told where it stands."""
    options = {key: values[key] for key in OPTIONS if key in values}
    values = {key: value for key, value in values.items() if key not in OPTIONS}
    decay = 0.0
    if options.get("cautious") and (
        name in DECOUPLED_DEFAULTS or values.get("decoupled_weight_decay")
    ):
        decay = values.get("weight_decay", DECOUPLED_DEFAULTS.get(name, 0.0))
        values["weight_decay"] = 0.0
    step = make_stepper(name, values, lr, start, loss)
    point = slow = torch.tensor(start, dtype=torch.float64)
    count = 0

    def wrapped_step(gradient, value):
        nonlocal point, slow, count
        new = step(gradient, value)
        if options.get("cautious"):
            move = point - new
            mask = (move * gradient > 0).double()
            new = point - move * mask / mask.mean().clamp(min=1e-3) - lr * decay * point
        count += 1
        if options.get("lookahead") and count % int(options.get("lookahead_k", 5)) == 0:
            slow = slow + options.get("lookahead_alpha", 0.5) * (new - slow)
            new = slow
        point = new
        step.move_to(point)
        return point

    return wrapped_step
