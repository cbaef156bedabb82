"""Rules in numbers of any precision: what a path would be without rounding.

They follow the papers and the sources of the libraries, not Descent's, and are needed for the paths
that rounding changes, and for the rules that no library has. A rule makes an endless path: the
points behind its steps.
"""

from itertools import count, islice

import mpmath
import sympy
from mpmath import mpf
from torch.optim.lbfgs import _strong_wolfe

DIGITS = 50

# torch's line search asks its numbers for their square root
mpmath.mp.mpf.sqrt = lambda number: mpmath.sqrt(number)


class Vector:
    """Two numbers, with what torch's line search wants of a tensor."""

    def __init__(self, x, y):
        self.x, self.y = mpf(x), mpf(y)

    def map(self, function, *others):
        others = [o if isinstance(o, Vector) else Vector(o, o) for o in others]
        return Vector(
            function(self.x, *(o.x for o in others)), function(self.y, *(o.y for o in others))
        )

    def __add__(self, other):
        return self.map(lambda a, b: a + b, other)

    def __sub__(self, other):
        return self.map(lambda a, b: a - b, other)

    def __mul__(self, other):
        return self.map(lambda a, b: a * b, other)

    def __truediv__(self, other):
        return self.map(lambda a, b: a / b, other)

    __radd__ = __add__
    __rmul__ = __mul__

    def __neg__(self):
        return self.map(lambda a: -a)

    def abs(self):
        return self.map(abs)

    def sqrt(self):
        return self.map(mpmath.sqrt)

    def at_least(self, other):
        return self.map(max, other)

    def clipped(self, limit):
        return self.map(lambda a: min(max(a, -limit), limit))

    def dot(self, other):
        return self.x * other.x + self.y * other.y

    def max(self):
        return max(self.x, self.y)

    def sum(self):
        return self.x + self.y

    def clone(self, **_):
        return self

    @property
    def is_zero(self):
        return self.x == 0 and self.y == 0


def zero():
    return Vector(0, 0)


def column(vector):
    return mpmath.matrix([vector.x, vector.y])


class Loss:
    """A formula with its derivatives, which SymPy finds."""

    def __init__(self, formula):
        x, y = sympy.symbols("x y")
        loss = sympy.sympify(formula.replace("^", "**"))

        def function(expression):
            evaluate = sympy.lambdify((x, y), expression, "mpmath")
            return lambda p: evaluate(p.x, p.y)

        first = [function(sympy.diff(loss, v)) for v in (x, y)]
        second = [function(sympy.diff(loss, v, w)) for v, w in ((x, x), (x, y), (y, y))]
        self.value = function(loss)
        self.gradient = lambda p: Vector(*(f(p) for f in first))
        self.hessian = lambda p: tuple(mpf(f(p)) for f in second)


class Mean:
    """An average of decaying shares, and what it is without its start at 0."""

    def __init__(self, beta):
        self.beta, self.value, self.power = beta, zero(), mpf(1)

    def add(self, new):
        self.value = self.beta * self.value + (1 - self.beta) * new
        self.power *= self.beta
        return self.value

    @property
    def weight(self):
        return 1 - self.power

    @property
    def corrected(self):
        return self.value / self.weight


def rmsprop(p, loss, lr, alpha=0.99, eps=1e-8, momentum=0, centered=0, weight_decay=0):
    square, mean, buffer = Mean(alpha), Mean(alpha), zero()
    while True:
        g = loss.gradient(p) + weight_decay * p
        square.add(g * g)
        mean.add(g)
        spread = square.value - mean.value * mean.value if centered else square.value
        buffer = momentum * buffer + g / (spread.sqrt() + eps)
        p = p - lr * buffer
        yield p


def adadelta(p, loss, lr, rho=0.9, eps=1e-6, weight_decay=0):
    square, travelled = Mean(rho), Mean(rho)
    while True:
        g = loss.gradient(p) + weight_decay * p
        square.add(g * g)
        change = (travelled.value + eps).sqrt() / (square.value + eps).sqrt() * g
        travelled.add(change * change)
        p = p - lr * change
        yield p


def adamax(p, loss, lr, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=0):
    mean, largest = Mean(beta1), zero()
    while True:
        g = loss.gradient(p) + weight_decay * p
        mean.add(g)
        largest = (beta2 * largest).at_least(g.abs() + eps)
        p = p - lr * mean.corrected / largest
        yield p


def nadam(p, loss, lr, beta1=0.9, beta2=0.999, eps=1e-8, momentum_decay=0.004, weight_decay=0):
    mean, square, product = Mean(beta1), Mean(beta2), mpf(1)
    momentum = lambda t: beta1 * (1 - 0.5 * mpf(0.96) ** (t * momentum_decay))
    for t in count(1):
        g = loss.gradient(p) + weight_decay * p
        mean.add(g)
        square.add(g * g)
        product *= momentum(t)
        root = square.corrected.sqrt() + eps
        following = momentum(t + 1)
        p = p - lr * (1 - momentum(t)) / (1 - product) * g / root
        p = p - lr * following / (1 - product * following) * mean.value / root
        yield p


def adan(
    p, loss, lr, beta1=0.98, beta2=0.92, beta3=0.99, eps=1e-8, eps_root=1e-8, weight_decay=0
):
    mean, change, square, previous = Mean(beta1), Mean(beta2), Mean(beta3), None
    while True:
        g = loss.gradient(p)
        difference = zero() if previous is None else g - previous
        previous = g
        ahead = g + (1 - beta2) * difference
        mean.add(g)
        change.add(difference)
        square.add(ahead * ahead)
        step = mean.corrected + (1 - beta2) * change.corrected
        root = (square.corrected + eps_root).sqrt() + eps
        p = p - lr * (step / root + weight_decay * p)
        yield p


def signsgd(p, loss, lr, weight_decay=0):
    while True:
        p = p - lr * (loss.gradient(p) + weight_decay * p).map(mpmath.sign)
        yield p


def polyak(p, loss, lr, max_learning_rate=1, eps=0, f_min=0, weight_decay=0):
    while True:
        g = loss.gradient(p) + weight_decay * p
        square = g.dot(g) + eps
        gap = max(loss.value(p) - f_min, 0)
        if square > mpf(2) ** -52:
            p = p - lr * min(gap / square, max_learning_rate) * g
        yield p


def schedulefree_adamw(
    p, loss, lr, beta1=0.9, beta2=0.999, eps=1e-8, weight_lr_power=2, weight_decay=0
):
    fast, average, square = p, p, Mean(beta2)
    for t in count(1):
        g = loss.gradient(p)
        square.add(g * g)
        fast = fast - lr * (g / (square.corrected.sqrt() + eps) + weight_decay * p)
        # the rate never changes, and so all weights are the same
        average = average + (fast - average) / t
        p = fast + beta1 * (average - fast)
        yield p


def ademamix(
    p,
    loss,
    lr,
    beta1=0.9,
    beta2=0.999,
    beta3=0.9999,
    alpha=6,
    eps=1e-8,
    eps_root=0,
    weight_decay=0,
):
    fast, square, slow = Mean(beta1), Mean(beta2), Mean(beta3)
    while True:
        g = loss.gradient(p)
        fast.add(g)
        slow.add(g)
        square.add(g * g)
        root = (square.corrected + eps_root).sqrt() + eps
        p = p - lr * ((fast.corrected + alpha * slow.value) / root + weight_decay * p)
        yield p


def adopt(p, loss, lr, beta1=0.9, beta2=0.9999, eps=1e-6, nesterov=0, use_clipping=1):
    g = loss.gradient(p)
    square, mean = g * g, zero()
    yield p
    for t in count(1):
        g = loss.gradient(p)
        scaled = g / square.sqrt().at_least(eps)
        if use_clipping:
            scaled = scaled.clipped(mpf(t) ** 0.25)
        square = beta2 * square + (1 - beta2) * (g * g)
        mean = beta1 * mean + (1 - beta1) * scaled
        p = p - lr * (beta1 * mean + (1 - beta1) * scaled if nesterov else mean)
        yield p


def prodigy(
    p,
    loss,
    lr,
    beta1=0.9,
    beta2=0.999,
    beta3=None,
    d0=1e-6,
    d_coef=1,
    eps=1e-8,
    safeguard_warmup=0,
    weight_decay=0,
):
    beta3 = mpmath.sqrt(beta2) if beta3 is None else beta3
    start, d, gain, total = p, mpf(d0), mpf(0), zero()
    mean, square = Mean(beta1), Mean(beta2)
    while True:
        g = loss.gradient(p)
        mean.add(d * g)
        square.add(d * d * (g * g))
        rate = lr * d * mpmath.sqrt(square.weight) / mean.weight
        gain = beta3 * gain + d / d0 * rate * g.dot(start - p)
        total = beta3 * total + d / d0 * (d if safeguard_warmup else rate) * g
        d = max(d, d_coef * gain / total.abs().sum())
        p = p - rate * (mean.value / (square.value.sqrt() + d * eps) + weight_decay * p)
        yield p


def sophia(
    p,
    loss,
    lr,
    beta1=0.965,
    beta2=0.99,
    eps=1e-8,
    gamma=0.01,
    clip_threshold=1,
    update_interval=10,
    weight_decay=1e-4,
):
    mean, diagonal = Mean(beta1), zero()
    for t in count():
        mean.add(loss.gradient(p))
        step = (mean.corrected / (gamma * diagonal).at_least(eps)).clipped(clip_threshold)
        if t % update_interval == 0:
            xx, _, yy = loss.hessian(p)
            diagonal = beta2 * diagonal + (1 - beta2) * Vector(xx, yy)
        p = p - lr * (step + weight_decay * p)
        yield p


def backtracked(p, direction, slope, loss, lr, c1, rho):
    """Armijo's rule: Nocedal and Wright (2006), algorithm 3.1."""
    length, value = mpf(lr), loss.value(p)
    while length > lr * mpf(2) ** -60:
        if loss.value(p + length * direction) <= value + c1 * length * slope:
            return p + length * direction
        length *= rho
    return p


def sam(p, loss, lr, rho=0.05, momentum=0, dampening=0, nesterov=0, weight_decay=0):
    """Foret et al. (2021), with the momentum of torch's SGD."""
    buffer = None
    while True:
        g = loss.gradient(p)
        norm = mpmath.sqrt(g.dot(g))
        uphill = rho / norm * g if norm else zero()
        g = loss.gradient(p + uphill) + weight_decay * p
        buffer = g if buffer is None else momentum * buffer + (1 - dampening) * g
        p = p - lr * (g + momentum * buffer if nesterov else buffer if momentum else g)
        yield p


def full_adagrad(p, loss, lr, eps=1e-8):
    """Duchi, Hazan and Singer (2011): the root by the eigenvectors."""
    total = mpmath.zeros(2)
    while True:
        g = column(loss.gradient(p))
        total += g * g.T
        values, vectors = mpmath.eigsy(total)
        inverse = mpmath.diag([1 / (mpmath.sqrt(max(value, 0)) + eps) for value in values])
        p = p - lr * Vector(*(vectors * inverse * vectors.T * g))
        yield p


def shampoo(p, loss, lr, eps=1e-4):
    """Gupta, Koren and Singer (2018), algorithm 2 for a vector."""
    total = mpf(eps) * mpmath.eye(2)
    while True:
        g = column(loss.gradient(p))
        total += g * g.T
        values, vectors = mpmath.eigsy(total)
        inverse = mpmath.diag([1 / mpmath.sqrt(value) for value in values])
        p = p - lr * Vector(*(vectors * inverse * vectors.T * g))
        yield p


def linesearch(p, loss, lr, c1=1e-4, rho=0.5):
    while True:
        g = loss.gradient(p)
        p = backtracked(p, -g, -g.dot(g), loss, lr, c1, rho)
        yield p


def newton(p, loss, lr, c1=1e-4, rho=0.5):
    """Nocedal and Wright (2006), §3.4: eigenvalues count by their sizes."""
    while True:
        g = loss.gradient(p)
        xx, xy, yy = loss.hessian(p)
        values, vectors = mpmath.eigsy(mpmath.matrix([[xx, xy], [xy, yy]]))
        largest = max(abs(value) for value in values)
        direction = zero()
        for index in range(2):
            vector = Vector(vectors[0, index], vectors[1, index])
            size = max(abs(values[index]), 1e-8 * largest)
            direction = direction - g.dot(vector) / size * vector
        p = backtracked(p, direction, direction.dot(g), loss, lr, c1, rho)
        yield p


def searched(p, direction, g, loss, first, c1, c2):
    """The length of a step by torch's line search for the strong Wolfe conditions."""

    def evaluate(point, length, direction):
        target = point + length * direction
        return loss.value(target), loss.gradient(target)

    slope = g.dot(direction)
    _, _, length, _ = _strong_wolfe(
        evaluate, p, mpf(first), direction, loss.value(p), g, slope, c1=c1, c2=c2
    )
    return length


def cg(p, loss, lr, c1=1e-4, c2=0.1):
    """Polak and Ribière's, never below 0: Nocedal and Wright (2006), algorithm 5.4 and (5.45), with
    their first trial (3.60)."""
    last = None
    while True:
        g = loss.gradient(p)
        if g.is_zero:
            yield p
            continue
        direction = -g
        if last:
            old, way, slope = last
            beta = max(0, g.dot(g - old) / old.dot(old))
            if (beta * way - g).dot(g) < 0:
                direction = beta * way - g
        first = slope / g.dot(direction) if last else lr * min(1, 1 / g.abs().sum())
        length = searched(p, direction, g, loss, first, c1, c2)
        last = (g, direction, length * g.dot(direction)) if length else None
        p = p + length * direction
        yield p


def bfgs(p, loss, lr, c1=1e-4, c2=0.9):
    """Nocedal and Wright (2006), algorithm 6.1 with (6.17) and (6.20)."""
    inverse, last = None, None
    identity = mpmath.eye(2)
    while True:
        g = loss.gradient(p)
        if g.is_zero:
            yield p
            continue
        if last:
            s, y = column(last[0]), column(g - last[1])
            product = (y.T * s)[0]
            if product > 0:
                if inverse is None:
                    inverse = product / (y.T * y)[0] * identity
                left = identity - s * y.T / product
                inverse = left * inverse * left.T + s * s.T / product
        if inverse is None:
            direction, first = -g, lr * min(1, 1 / g.abs().sum())
        else:
            direction, first = -Vector(*(inverse * column(g))), 1
        length = searched(p, direction, g, loss, first, c1, c2)
        if length:
            last = (length * direction, g)
        else:
            inverse = last = None
        p = p + length * direction
        yield p


def lbfgs(p, loss, lr, history_size=100, strong_wolfe=0):
    pairs, last = [], None
    while True:
        g = loss.gradient(p)
        if g.abs().max() <= 1e-7:
            yield p
            continue
        if last:
            s, y = last[0], g - last[1]
            if y.dot(s) > 1e-10:
                pairs = (pairs + [(s, y)])[-int(history_size) :]
        direction, shares = -g, []
        for s, y in reversed(pairs):
            shares.append(s.dot(direction) / y.dot(s))
            direction = direction - shares[-1] * y
        if pairs:
            s, y = pairs[-1]
            direction = y.dot(s) / y.dot(y) * direction
        for (s, y), share in zip(pairs, reversed(shares)):
            direction = direction + (share - y.dot(direction) / y.dot(s)) * s
        length = mpf(lr) if last else lr * min(1, 1 / g.abs().sum())
        slope = g.dot(direction)
        if strong_wolfe and slope <= -1e-9:
            length = searched(p, direction, g, loss, length, 1e-4, 0.9)
        last = (length * direction, g)
        if slope <= -1e-9:
            p = p + length * direction
        yield p


RULES = {
    rule.__name__: rule
    for rule in (
        rmsprop,
        adadelta,
        adamax,
        nadam,
        adan,
        signsgd,
        polyak,
        schedulefree_adamw,
        ademamix,
        adopt,
        prodigy,
        sophia,
        sam,
        full_adagrad,
        shampoo,
        linesearch,
        newton,
        cg,
        bfgs,
        lbfgs,
    )
}


def path(name, values, lr, start, formula, steps, bits=None):
    """The rows of a run, with 50 digits or, if it is said, with that many bits; rounded at the end."""
    with mpmath.workprec(bits) if bits else mpmath.workdps(DIGITS):
        run = RULES[name](Vector(*start), Loss(formula), mpf(lr), **values)
        return [(float(p.x), float(p.y)) for p in islice(run, steps)]
