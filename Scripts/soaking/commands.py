"""Command lines at random, many of them wrong: each ends by itself, with a status of sysexits and words for what is wrong."""

import json
import os
import re
import resource
import subprocess
import time

from session import Fault, busyness

NUMBERS = ["0.1", "0.5", "1", "3", "1e-3", "0.02", "-1", "0", "2.5", "1e-320", "1e308", "-1e308", "1e400", "nan", "-inf", "", "x", "0x10", "1_000", "1,5", "½",
           "9223372036854775808", "-0"]
WHOLE = ["1", "2", "5", "12", "60", "100", "0", "-1", "1.5", "1e2", "many", "99999999999999999999"]
SURFACES = ["quadratic", "saddle", "rosenbrock", "himmelblau", "ackley", "plateau", "ill-conditioned", "logistic-regression", "digits-mlp",
            "rosenbrok", "./missing.yaml", "./losses.csv", "./surface.yaml", "./empty.yaml", "x^2 + y^2", "1/x + y^2", "log(x) + y", "x^", ")", "",
            "0*x", "1e308*x^2", "exp(exp(x))", "floor(x) + abs(y)", "if(x > 0, 1/y, x^3)", "(" * 300 + "x" + ")" * 300, "x\n+ y", "x^2+y^2\x1b[31m"]
NAMES = ["gd", "sgd", "minibatch", "momentum", "nesterov", "adam", "adamw", "adagrad", "rmsprop", "adadelta", "lion", "polyak", "sam", "asgd",
         "prodigy", "adabound", "schedulefree", "shampoo", "newton", "bfgs", "lbfgs", "neldermead", "linesearch", "cg", "addam", ""]
SETTINGS = ["lr", "beta1", "momentum", "batch", "weight_decay", "max_norm", "eps", "cautious", "lookahead", "rho", "nonsense"]
SCHEDULES = ["constant", "step", "multistep", "exponential", "plateau", "linear", "polynomial", "cosine", "cosine_restarts", "warmup_cosine",
             "inverse_sqrt", "wsd", "onecycle", "cyclic", "step:step_size=0", "multistep:milestones=3/1", "cosine:t_max=-1", "no", "linear:"]
PANELS = ["parameters", "sweep", "law", "basins", "inspector", "check", "attic"]


def number(random):
    """Mostly one that can be meant."""
    return random.choice(NUMBERS[:9] if random.random() < 0.8 else NUMBERS)


def pair(random):
    return f"{number(random)},{number(random)}"


def optimizer(random):
    name = random.choice(NAMES)
    settings = [f"{random.choice(SETTINGS)}={number(random)}" for _ in range(random.choice([0, 0, 0, 1, 2]))]
    return f"{name}:{','.join(settings)}" if settings else name


def whole(random):
    """Mostly one that can be meant."""
    return random.choice(WHOLE[:6] if random.random() < 0.8 else WHOLE)


def domain(random):
    return random.choice([
        "-2:2", "-6:6,-3:4", "0.01:1",
        "-1:1", "-5:5,-1:3", "0:0", "1:-1", "-1e308:1e308", "0:1e-320", "1e16:1e16", "-1:1,-2:2:3", ":", "1e-300:1e300", "-5:nan",
        f"{number(random)}:{number(random)}"])


#: What each option takes; nothing for a flag.
COMMON = {
    "--set": lambda r: f"{r.choice(['kappa', 'a', 'b', 'n', 'none'])}={number(r)}", "--gradient": lambda r: r.choice(
        ["2*x, 2*y", "central", "forward:h=1e-3", "central:h=0", "x", "1/x, y", "(,", "central h"]),
    "--domain": domain, "--optimizer": optimizer, "--lr": number, "--start": pair, "--seed": whole,
    "--noise": number, "--batch": lambda r: r.choice([*WHOLE, "full"]), "--schedule": lambda r: r.choice(SCHEDULES),
    "--runs": lambda r: r.choice(["runs.csv", "broken.csv", "missing.csv", "empty.yaml"]), "--standardize": None, "--no-standardize": None,
}
RACE = COMMON | {
    "--steps": whole, "--rows": whole, "--evaluations": whole,
    "--target": number,
}
LOOK = {
    "--view": lambda r: r.choice(["panels", "overlay", "relief", "sideways"]), "--aspect": lambda r: r.choice(["equal", "fill", "no"]),
    "--axis": lambda r: r.choice(["steps", "rows", "evaluations", "epochs", "no"]), "--glyphs": lambda r: r.choice(
        ["quadrant", "sextant", "octant", "half", "braille", "ascii", "pixels", "no"]),
    "--ramp": lambda r: r.choice(["magma", "viridis", "cividis", "gray", "no"]), "--levels": lambda r: r.choice(["linear", "log", "quantile", "no"]),
    "--contours": lambda r: r.choice(["bands", "lines", "both", "no"]), "--panel": lambda r: r.choice(PANELS),
    "--sweep-steps": whole, "--seeds": whole, "--over": lambda r: r.choice(["kappa", "a", "no"]),
    "--tuned": None, "--precision": lambda r: r.choice(["single", "double", "half"]),
    "--chart": lambda r: r.choice(["loss", "gradient-norm", "learning-rate", "no"]), "--camera": pair, "--select": whole,
    "--color": lambda r: r.choice(["auto", "always", "never", "16", "256", "true", "no"]),
}
FORMATS = {"--format": lambda r: r.choice(["csv", "json", "table", "no"])}
COMMANDS = {
    "trace": RACE | FORMATS | {"--cost": None, "--seeds": whole},
    "render": RACE | LOOK | {
        "--format": lambda r: r.choice(["text", "ansi", "svg", "no"]), "--size": lambda r: r.choice(
            ["80x24", "40x12", "120x40", "200x60", "1x1", "0x0", "99999x99999", "80", "x", "-80x24", "500x12"])},
    "figure": RACE | {
        "--size": lambda r: r.choice(["800x600", "100x100mm", "1x1", "0x0", "1e9x5", "80", "x"]), "--theme": lambda r: r.choice(["light", "dark", "print"]),
        "--axis": LOOK["--axis"], "--aspect": LOOK["--aspect"], "--levels": LOOK["--levels"], "--losses": None},
    "sweep": RACE | FORMATS | {
        "--lr-range": domain, "--points": lambda r: r.choice(["2", "5", "20", "0", "1", "-3", "x"]),
        "--over": lambda r: r.choice(["kappa", "kappa=1:100:5", "kappa=0:1", "kappa=-1:1:3", "a=1:2", "kappa=5:1", "no"]), "--tuned": None},
    "check": COMMON | FORMATS | {"--at": pair, "--precision": LOOK["--precision"]},
    "evaluate": COMMON | {"--at": pair},
    "list": {},
    "lesson": {"--chapter": whole, "--plain": None, "--check": None},
    "": RACE | LOOK | {"--plain": None},
}
FILES = {
    "losses.csv": "1,2,4\n0,3,-1\n2,nan,5\n", "empty.yaml": "", "runs.csv": "run,step,x,y,loss\n" + "".join(
        f"{run},{step},{1 / (step + 1)},{run},{step}\n" for run in (1, 2) for step in range(40)),
    "broken.csv": "run,step,x,y\n1,0,1,1\n1,0,1,1\n",
    "surface.yaml": "name: S\nformula: a*x^2 + y^4\nparameters: {a: {value: 2, range: [1, 9]}}\ndomain: {x: [-2, 2], y: [-2, 2]}\nstart: [1, 1]\n",
}
STATUSES = {0, 64, 65, 66, 69, 70, 73, 74, 75, 76, 77, 78}
#: Seconds for one of them, on a machine without other work.
PATIENCE = 60.0


def words(random):
    command = random.choice(list(COMMANDS))
    options = COMMANDS[command]
    arguments = [command] if command else []
    if command == "list":
        arguments.append(random.choice(["surfaces", "optimizers", "schedules", "lessons", "keys", "stars", "-x"]))
    elif command == "lesson":
        arguments.append(random.choice(["downhill", "lecturer", "./empty.yaml", "./surface.yaml", "./missing.yaml", "nothing"]))
    else:
        arguments.append(random.choice(SURFACES[:9] if random.random() < 0.6 else SURFACES))
    for name in random.sample(sorted(options), min(len(options), random.choice([0, 1, 1, 2, 2, 3, 4, 8]))):
        arguments.append(name if options[name] is None else f"{name}={options[name](random)}")
    if not command and "--plain" not in arguments:
        arguments.append("--plain")
    if random.random() < 0.03:
        arguments.insert(random.randrange(len(arguments) + 1), random.choice(["--", "-", "--help", "--versio", "-o", "\x1b[31m", "é" * 200]))
    return arguments


def check(arguments, done):
    """What must be true of whatever was typed."""
    output, problems = done.stdout.decode(), done.stderr.decode()
    if done.returncode not in STATUSES:
        raise Fault(f"status {done.returncode}: {problems[-500:]}")
    if done.returncode == 70:
        raise Fault(f"it says that it has a fault of its own: {problems[-500:]}")
    if done.returncode != 0 and not problems.startswith(("error: ", "Error: ")) and "error: " not in problems:
        raise Fault(f"status {done.returncode} without words: {problems[-500:]!r}")
    if "\x1b" in problems or re.search(r"[\x00-\x08\x0b-\x1f\x7f]", problems):
        raise Fault(f"control characters in {problems!r}")
    if len(problems) > 5000:
        raise Fault(f"{len(problems)} characters of words")
    if done.returncode == 0 and "--format=json" in arguments or arguments[0] == "evaluate" and done.returncode == 0 and output.startswith("{"):
        for line in output.strip().split("\n") if arguments[0] == "evaluate" else [output]:
            json.loads(line, parse_constant=lambda name: refuse(f"{name} in JSON"))


def refuse(words):
    raise Fault(words)


def command_lines(soak):
    """Command lines at random, one after the other."""
    for name, text in FILES.items():
        with open(os.path.join(soak.folder, name), "w", encoding="utf-8") as file:
            file.write(text)
    environment = os.environ | {"LC_ALL": "C.UTF-8", "HOME": soak.folder, "XDG_STATE_HOME": soak.folder, "XDG_CONFIG_HOME": soak.folder,
                                "SWIFT_BACKTRACE": "enable=no"}
    for _ in range(150):
        arguments = words(soak.random)
        begin, before = time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN)
        try:
            done = subprocess.run([soak.program, *arguments], stdin=subprocess.DEVNULL, capture_output=True, cwd=soak.folder, env=environment,
                                  timeout=PATIENCE * busyness(), check=False)
            check(arguments, done)
        except subprocess.TimeoutExpired:
            raise Fault(f"it takes more than {PATIENCE} s: {arguments}") from None
        except (Fault, ValueError) as fault:
            raise Fault(f"{fault}\n{arguments}") from None
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        soak.most("seconds of a command line", time.monotonic() - begin)
        soak.most("MB of a command line", max(before.ru_maxrss, after.ru_maxrss) / 1024)
        soak.count("command lines" if done.returncode == 0 else "command lines that were refused")
