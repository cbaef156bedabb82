"""Descent's optimizers by name, made of PyTorch's, Optax's and pytorch_optimizer's."""

import jax
import numpy
import optax
import pytorch_optimizer
import torch
from optax import contrib
from torch import optim

jax.config.update("jax_enable_x64", True)


def betas(values, b1=0.9, b2=0.999):
    return {"betas": (values.pop("beta1", b1), values.pop("beta2", b2))}


def flags(values, *names):
    return {name: bool(values.pop(name)) for name in names if name in values}


def prodigy(lr, b1=0.9, b2=0.999, b3=None, d0=1e-6, d_coef=1.0, **rest):
    return contrib.prodigy(lr, (b1, b2), b3, estim_lr0=d0, estim_lr_coef=d_coef, **rest)


def polyak(lr, **rest):
    # optax.polyak_sgd itself scales before it takes the norm, so that a larger factor shortens the step
    return optax.chain(
        optax.scale_by_polyak(variant="sps+", **rest), optax.scale_by_learning_rate(lr)
    )


def exact_diagonal(loss):
    """The diagonal of the Hessian of a loss of torch's, as Optax's Sophia wants it."""

    def diagonal(point):
        x, y = (torch.tensor(float(v), dtype=torch.float64, requires_grad=True) for v in point)
        gradient = torch.autograd.grad(loss(x, y), (x, y), create_graph=True)
        return numpy.array(
            [torch.autograd.grad(g, v, retain_graph=True)[0].item() for g, v in zip(gradient, (x, y))]
        )

    def update(updates, state, params=None, **_):
        shape = jax.ShapeDtypeStruct((2,), jax.numpy.float64)
        return jax.pure_callback(diagonal, shape, params), state

    return optax.GradientTransformationExtraArgs(lambda params: optax.EmptyState(), update)


def rprop(values):
    return {
        "etas": (values.pop("etaminus", 0.5), values.pop("etaplus", 1.2)),
        "step_sizes": (values.pop("step_min", 1e-6), values.pop("step_max", 50)),
    }


def decoupled(values):
    return betas(values) | flags(values, "decoupled_weight_decay")


# a class and what makes its keywords of our values; what is left of these goes in as it is
TORCH = {
    "gd": (optim.SGD, lambda v: flags(v, "nesterov")),
    "momentum": (optim.SGD, lambda v: {"momentum": 0.9} | flags(v, "nesterov")),
    "nesterov": (optim.SGD, lambda v: {"momentum": 0.9, "nesterov": True}),
    "asgd": (optim.ASGD, lambda v: {}),
    "adagrad": (optim.Adagrad, lambda v: {}),
    "rmsprop": (optim.RMSprop, lambda v: flags(v, "centered")),
    "adadelta": (optim.Adadelta, lambda v: {}),
    "adam": (optim.Adam, lambda v: betas(v) | flags(v, "amsgrad")),
    "adamw": (optim.AdamW, lambda v: betas(v) | flags(v, "amsgrad")),
    "amsgrad": (optim.Adam, lambda v: betas(v) | {"amsgrad": True}),
    "adamax": (optim.Adamax, betas),
    "nadam": (optim.NAdam, decoupled),
    "radam": (optim.RAdam, decoupled),
    "rprop": (optim.Rprop, rprop),
    "adabound": (
        pytorch_optimizer.AdaBound,
        lambda v: betas(v) | {"weight_decouple": False},
    ),
    "qhm": (
        pytorch_optimizer.QHM,
        lambda v: {"momentum": v.pop("momentum", 0.999), "nu": v.pop("nu", 0.7)},
    ),
    "shampoo": (
        pytorch_optimizer.Shampoo,
        lambda v: {
            "momentum": 0.0,
            "matrix_eps": v.pop("eps", 1e-4),
            "preconditioning_compute_steps": 1,
        },
    ),
    "qhadam": (
        pytorch_optimizer.QHAdam,
        lambda v: betas(v) | {"nus": (v.pop("nu1", 0.7), v.pop("nu2", 1.0))},
    ),
}

OPTAX = {
    "adabelief": optax.adabelief,
    "adan": optax.adan,
    "lion": optax.lion,
    "signsgd": optax.sign_sgd,
    "signum": optax.signum,
    "adopt": contrib.adopt,
    "ademamix": contrib.ademamix,
    "polyak": polyak,
    "prodigy": prodigy,
    "schedulefree": contrib.schedule_free_sgd,
    "schedulefree_adamw": contrib.schedule_free_adamw,
    "sophia": contrib.sophia,
    # optax.yogi itself has no key for the start
    "yogi": lambda lr, initial_accumulator_value=1e-6, **rest: optax.chain(
        optax.scale_by_yogi(initial_accumulator_value=initial_accumulator_value, **rest),
        optax.scale_by_learning_rate(lr),
    ),
}

# those of Optax's that take weight decay themselves
DECAYING = {"adan", "lion", "ademamix", "prodigy", "schedulefree_adamw", "sophia"}

# our numbers that are integers or Booleans there
TYPES = {"update_interval": int, "nesterov": bool, "use_clipping": bool, "safeguard_warmup": bool}


def make_stepper(name, values, lr, start, loss):
    """A function from a gradient and a loss to the next point."""
    values = {key: value for key, value in values.items() if key != "max_norm"}
    if name in TORCH:
        return torch_stepper(*TORCH[name], values, lr, start)
    if name == "sophia":
        values["hessian_diagonal_fn"] = exact_diagonal(loss)
    return optax_stepper(name, values, lr, start)


def torch_stepper(cls, translate, values, lr, start):
    # NAdam and ASGD keep part of their state in the default type
    torch.set_default_dtype(torch.float64)
    keywords = translate(values) | values
    point = torch.tensor(start, dtype=torch.float64, requires_grad=True)
    optimizer = cls([point], lr=lr, foreach=False, **keywords)

    def step(gradient, loss):
        point.grad = gradient.clone()
        optimizer.step()
        # QHAdam keeps its weights in float32; after the first step these are still exact
        for key, value in optimizer.state[point].items():
            if torch.is_tensor(value) and value.dtype == torch.float32:
                optimizer.state[point][key] = value.double()
        return point.detach().clone()

    step.move_to = lambda target: point.data.copy_(target)
    return step


def optax_stepper(name, values, lr, start):
    renamed = {"beta1": "b1", "beta2": "b2", "beta3": "b3"}
    decay = 0.0 if name in DECAYING else values.pop("weight_decay", 0.0)
    keywords = {renamed.get(k, k): TYPES.get(k, lambda v: v)(v) for k, v in values.items()}
    optimizer = optax.with_extra_args_support(OPTAX[name](lr, **keywords))
    point = jax.numpy.array(start, dtype=jax.numpy.float64)
    state = optimizer.init(point)

    @jax.jit
    def update(gradient, loss, state, point):
        change, state = optimizer.update(gradient + decay * point, state, point, value=loss)
        return optax.apply_updates(point, change), state

    def step(gradient, loss):
        nonlocal point, state
        point, state = update(jax.numpy.array(gradient.numpy()), loss, state, point)
        return torch.tensor(point.tolist(), dtype=torch.float64)

    def move_to(target):
        nonlocal point
        point = jax.numpy.array(target.numpy())

    step.move_to = move_to
    return step
