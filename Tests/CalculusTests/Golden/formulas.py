"""Writes formulas.txt: values, gradients and Hessians of formulas at random points.

Derivatives are taken symbolically by SymPy and evaluated by mpmath at 400 digits, so that no
cancellation in them matters; numbers in the formulas and the points are exact doubles. A line that starts with "f" is a formula in the language
of Calculus; those below it are points: x y value d/dx d/dy d2/dx2 d2/dxdy d2/dy2.

    python3 formulas.py > formulas.txt        (SymPy 1.14, mpmath 1.3)
"""

import random
import re

import mpmath
import sympy
from sympy import Function, Integer, Symbol

mpmath.mp.dps = 400
X, Y = Symbol("x", real=True), Symbol("y", real=True)


class step(Function):  # 1 above 0, 0 below
    def fdiff(self, index=1):
        return Integer(0)


class flat(Function):  # floor, ceil and sign between their steps
    def fdiff(self, index=1):
        return Integer(0)


class rectified(Function):
    def fdiff(self, index=1):
        return step(self.args[0])


class root3(Function):
    def fdiff(self, index=1):
        return 1 / (3 * root3(self.args[0]) ** 2)


def softplus(u):
    return sympy.log(1 + sympy.exp(u))


def maximum(*values):
    result = values[0]
    for value in values[1:]:
        result = result + rectified(value - result)
    return result


NAMES = {
    "x": X, "y": Y, "pi": sympy.pi, "e": sympy.E,
    "sin": sympy.sin, "cos": sympy.cos, "tan": sympy.tan,
    "asin": sympy.asin, "acos": sympy.acos, "atan": sympy.atan, "atan2": sympy.atan2,
    "sinh": sympy.sinh, "cosh": sympy.cosh, "tanh": sympy.tanh,
    "exp": sympy.exp, "expm1": lambda u: sympy.exp(u) - 1,
    "log": sympy.log, "ln": sympy.log, "log1p": lambda u: sympy.log(1 + u),
    "log2": lambda u: sympy.log(u) / sympy.log(2),
    "log10": lambda u: sympy.log(u) / sympy.log(10),
    "sqrt": sympy.sqrt, "cbrt": root3, "hypot": lambda a, b: sympy.sqrt(a * a + b * b),
    "abs": lambda u: rectified(u) + rectified(-u),
    "relu": rectified, "max": maximum, "min": lambda *v: -maximum(*[-u for u in v]),
    "floor": lambda u: flat(u, 0), "ceil": lambda u: flat(u, 1), "sign": lambda u: flat(u, 2),
    "sigmoid": lambda u: 1 / (1 + sympy.exp(-u)), "softplus": softplus,
}

X_INDEX = Symbol("i", integer=True)


def series(start, step):
    def unrolled(index, low, high, term):
        result = start
        for k in range(int(low), int(high) + 1):
            result = step(result, sympy.sympify(term).subs(index, k))
        return result
    return unrolled


NAMES.update({
    "asinh": sympy.asinh, "acosh": sympy.acosh, "atanh": sympy.atanh, "erf": sympy.erf,
    "exp2": lambda u: 2 ** u, "mod": lambda a, b: a - b * flat(a / b, 0),
    "clip": lambda u, low, high: NAMES["min"](NAMES["max"](u, low), high),
    "choose": lambda c, a, b: sympy.Piecewise((a, c), (b, True)),
    "i": X_INDEX, "sum": series(Integer(0), lambda a, b: a + b),
    "prod": series(Integer(1), lambda a, b: a * b),
})

NUMERIC = {
    "step": lambda u: mpmath.mpf(1 if u > 0 else 0),
    "rectified": lambda u: u if u > 0 else mpmath.mpf(0),
    "root3": lambda u: mpmath.sign(u) * mpmath.cbrt(abs(u)),
    "flat": lambda u, kind: [mpmath.floor, mpmath.ceil, mpmath.sign][int(kind)](u),
}

S = [-4, 4]  # a range of x and y
FORMULAS = [
    ("x^2+2*y^2", S), ("(1-x)^2+100*(y-x^2)^2", S), ("x^2-y^2", S), ("x^3-3*x*y^2", S),
    ("(x+2*y-7)^2+(2*x+y-5)^2", S), ("0.26*(x^2+y^2)-0.48*x*y", S),
    ("(1.5-x+x*y)^2+(2.25-x+x*y^2)^2+(2.625-x+x*y^3)^2", S),
    ("(x^2+y-11)^2+(x+y^2-7)^2", S), ("2*x^2-1.05*x^4+x^6/6+x*y+y^2", S),
    ("(4-2.1*x^2+x^4/3)*x^2+x*y+(-4+4*y^2)*y^2", S),
    ("(1+(x+y+1)^2*(19-14*x+3*x^2-14*y+6*x*y+3*y^2))", S),
    ("sin(x+y)+(x-y)^2-1.5*x+2.5*y+1", S), ("(x^4-16*x^2+5*x)/2+(y^4-16*y^2+5*y)/2", S),
    ("20+x^2-10*cos(2*pi*x)+y^2-10*cos(2*pi*y)", [-2, 2]),
    ("-20*exp(-0.2*sqrt(0.5*(x^2+y^2)))-exp(0.5*(cos(2*pi*x)+cos(2*pi*y)))+e+20", [-2, 2]),
    ("1+(x^2+y^2)/4000-cos(x)*cos(y/sqrt(2))", S),
    ("-cos(x)*cos(y)*exp(-(x-pi)^2-(y-pi)^2)", S), ("1-exp(-(x^2+y^2))", S),
    ("sin(3*pi*x)^2+(x-1)^2*(1+sin(3*pi*y)^2)+(y-1)^2*(1+sin(2*pi*y)^2)", [-2, 2]),
    ("x^2+2*y^2-0.3*cos(3*pi*x)-0.4*cos(4*pi*y)+0.7", [-2, 2]), ("(x-1)^2+2*(2*y^2-x)^2", S),
    ("-x^2", S), ("2^3^2*x*y", S), ("2^-x*y", S), ("6/2*x*y", S), ("x**3-y**2", S),
    ("x^-1*y", S), ("x^-2+y^-3", S), ("x^7*y", S), ("x^33+y^2", S), ("x^-40*y", [1, 3]),
    ("x^0.5*y", [0.1, 4]), ("x^1.5+y^2.5", [0.1, 4]), ("(x^2+y^2+1)^-0.7", S),
    ("x^y", [0.1, 4]), ("x^y+atan2(y,x)", [0.1, 4]), ("x^(y^2)", [0.1, 2]), ("(x+y)^(x*y)", [0.1, 3]),
    ("2^(x*y)", S), ("10^x-y", S), ("e^(x-y)", S), ("0.5^(x^2+y^2)", S),
    ("sin(x*y)", S), ("cos(x-2*y)", S), ("tan(x/4+y/5)", S), ("asin(x*y)", [-0.95, 0.95]),
    ("acos(x-y)", [-0.45, 0.45]), ("asin(x)*acos(y)", [-0.9999, 0.9999]), ("atan(x*y)", S),
    ("atan(1000*x-y)", S), ("atan2(y,x)", S), ("atan2(x*y,x+y)", S), ("atan2(y,1)*x", S),
    ("sinh(x-y)", S), ("cosh(x*y)", S), ("tanh(x+y)", S), ("tanh(30*x)+y", S), ("x*tanh(50*y)", S),
    ("1/cosh(x*y)", S), ("1/cosh(x+y)", [-400, 400]), ("log(cosh(x-y))", [200, 2000]),
    ("exp(x*y)", S), ("exp(-exp(x))+y", [-3, 3]), ("exp(-x^2-y^2)", [-12, 12]), ("expm1(x*y)", [-1e-5, 1e-5]),
    ("exp(x)-1+y", [-1e-6, 1e-6]), ("log(x*y)", [0.1, 9]), ("ln(x^2+y^2)", S), ("log1p(x*y)", [0.001, 0.01]),
    ("log(1+x^2*y^2)", [-0.01, 0.01]), ("log2(x+y)", [0.1, 9]), ("log10(x/y)", [0.1, 9]), ("log(1-x)*y", [-0.01, 0.01]),
    ("sqrt(x*y)", [0.1, 9]), ("sqrt(x^2+y^2)", S), ("sqrt(1+x^2)-y", S), ("hypot(x,y)", S), ("hypot(x*y,3)", S),
    ("hypot(x,1e-8)*y", S), ("cbrt(x*y)", S), ("cbrt(x)+cbrt(y)", [-900, 900]),
    ("sigmoid(x*y)", S), ("sigmoid(x-y)", [-300, 300]), ("softplus(x*y)", S), ("softplus(x+y)", [-300, 300]),
    ("1/(1+exp(-x*y))", S), ("1/(1+exp(-x))+y", [-700, 700]), ("y/(exp(x)+1)", [-600, 600]),
    ("exp(x)/(1+exp(x))", [-600, 600]), ("log(1+exp(x))*y", [-600, 600]), ("log(1+exp(x*y))", [-40, 40]),
    ("log(exp(-x)+1)+log(1+exp(y))", [-1e4, 1e4]), ("exp(x)/(exp(x)+exp(y))", [900, 905]),
    ("exp(-x)/(1+exp(-x))^2", [-600, 600]), ("(exp(x)-exp(-x))/(exp(x)+exp(-x))", [2, 3]), ("y*exp(-x)", S), ("y/exp(x)", [-300, 300]),
    ("abs(x)*y", S), ("|x-y|^1.5", S), ("abs(x)^3+y^2", S), ("relu(x*y)", S), ("relu(x)^2-relu(-y)", S),
    ("max(x,y)", S), ("min(x^2,y^2,x*y)", S), ("max(x*y,x+y,1)^2", S), ("min(sin(x),cos(y))*x", S),
    ("floor(x)*y^2", S), ("ceil(x+y)*x", S), ("sign(x)*y^2+x", S), ("sign(x-y)*x^2*y", S),
    ("x/y", S), ("(x^2-y)/(x*y+30)", S), ("1/(x^2+y^2)", S), ("x/(y/(x+5))", S), ("1/x/y", S), ("x/y/4000", S),
    ("x^2*y^3-x*y+1e-3*x", [-1000, 1000]), ("x^4-y^4", [-40, 40]), ("(0.5*x^2+y^2)^0.25", S),
    ("0.5*((1/(1+exp(-(x*2+y)))-1)^2+(tanh(x*0.5-y)+0.5)^2)", S), ("sin(x)/x*y", [0.5, 9]),
    ("x*exp(-y)*sin(x*y)-log(x^2+1)*sqrt(y+5)", S), ("((x-y)^2+1)^(1/3)", S), ("acos(x/5)*atan(y)-hypot(x,y)", S),
    ("asinh(x*y)", S), ("asinh(x-y)", [-9, 9]), ("acosh(x*y)", [1.01, 4]), ("acosh(x)*y", [1.01, 9]),
    ("atanh(x*y)", [-0.9, 0.9]), ("atanh(x)*y", [-0.9999, 0.9999]), ("erf(x)*erf(y)", [-3, 3]), ("erf(x*y)-x", [-2, 2]),
    ("exp2(x*y)", [-3, 3]), ("exp2(-x^2)+y", S), ("mod(x,y)", S), ("mod(x*y,1.5)*x", S), ("mod(x,2)^2*y", S),
    ("clip(x*y,-1,2)*x", S), ("clip(x,y,3)^2", S), ("if(x>0,x^2*y,-x*y^2)", S), ("if((x>0) and (y<1),sin(x*y),x-y^2)", S),
    ("if((x*y>1) or not (x<y),exp(x/y),x*y)", S), ("if(x<=y,log(y-x+1),x^3)*y", S), ("x*if(x>=y,x,y)^2", S),
    ("sum(i,1,5,i*cos((i+1)*x+i))*sum(i,1,5,i*cos((i+1)*y+i))", S), ("sum(i,0,10,(e^(-i*x/10)-e^(-i*y/10))^2)", S),
    ("prod(i,1,4,x+i*y)", S), ("prod(i,1,3,cos(x/i)+y)", S), ("u=sqrt(x^2+y^2);u*sin(u)", S),
    ("u=x*y;v=sin(u);v^2+u*v", S), ("r=x^2+y-11;s=x+y^2-7;r^2+s^2", S),
]


def exact(text):
    """The formula with every number as the exact value of its double."""
    number = r"(?<![\w.])(\d+\.?\d*|\.\d+)(e[+-]?\d+)?(?!\w)"
    text = re.sub(number, lambda m: "Rational(*%r.as_integer_ratio())" % float(m.group(0)), text)
    text = text.replace("^", "**").replace(" and ", " & ").replace(" or ", " | ").replace("not ", "~")
    return text.replace("if(", "choose(")


def expression_of(text):
    """The value of the last statement, with the others as names."""
    scope = dict(NAMES, Rational=sympy.Rational)
    *parts, last = text.split(";")
    for part in parts:
        name, value = part.split("=", 1)
        scope[name] = eval(exact(value), scope)
    return sympy.sympify(eval(exact(last), scope))


def short(value):
    return "0" if value == 0 else repr(float(value))


def usable(values):
    if any(isinstance(v, mpmath.mpc) or not mpmath.isfinite(v) for v in values):
        return False
    # Neither beside the range of normal doubles nor beside a zero, where digits are lost by right.
    size = max(abs(v) for v in values)
    return all(v == 0 or abs(v) > 1e-4 * size or abs(v) > 1e-2 * abs(values[0]) for v in values) and all(
        v == 0 or 1e-290 < abs(v) < 1e300 for v in values)


def main():
    generator = random.Random(2)
    for text, (low, high) in FORMULAS:
        bars = re.sub(r"\|([^|]*)\|", r"abs(\1)", text)
        expression = expression_of(bars)
        parts = [expression]
        parts += [sympy.diff(expression, *by) for by in [(X,), (Y,), (X, X), (X, Y), (Y, Y)]]
        functions = [sympy.lambdify((X, Y), part, modules=[NUMERIC, "mpmath"]) for part in parts]
        print("f", text)
        found = 0
        for _ in range(4000):
            x, y = generator.uniform(low, high), generator.uniform(low, high)
            if high > 1:
                x, y = round(x * 64) / 64, round(y * 64) / 64
            if x == y:  # the kink of max(x, y)
                continue
            try:
                values = [function(mpmath.mpf(x), mpmath.mpf(y)) for function in functions]
                values = [mpmath.mpmathify(value) for value in values]
            except (ZeroDivisionError, ValueError):
                continue
            if usable(values):
                print(*[short(value) for value in [x, y] + values])
                found += 1
                if found == 10:
                    break
        if found < 10:
            raise SystemExit("only %d points for %s" % (found, text))


main()
