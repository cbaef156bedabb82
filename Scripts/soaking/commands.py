"""Command lines at random, many of them wrong: each ends by itself, with a status of sysexits and words for what is wrong."""

import json
import os
import re
import resource
import subprocess
import time

from session import Fault, busyness


def mostly(good, bad):
    """What chooses a word that can be meant, or one time in five one that cannot."""
    return lambda random: random.choice(bad if random.random() < 0.2 else good)


def one_of(*words):
    return lambda random: random.choice(words)


number = mostly(["0.1", "0.5", "1", "3", "1e-3", "0.02", "-1", "0", "2.5"],
                ["1e-320", "1e308", "-1e308", "1e400", "nan", "-inf", "", "x", "0x10", "1_000", "1,5", "½", "9223372036854775808", "-0"])
whole = mostly(["1", "2", "5", "12", "60", "100"], ["0", "-1", "1.5", "1e2", "many", "99999999999999999999"])
surface = mostly(
    ["quadratic", "saddle", "rosenbrock", "himmelblau", "ackley", "plateau", "ill-conditioned", "logistic-regression", "digits-mlp", "./losses.csv",
     "./surface.yaml", "x^2 + y^2", "1/x + y^2", "floor(x) + abs(y)", "if(x > 0, 1/y, x^3)"],
    ["rosenbrok", "./missing.yaml", "./empty.yaml", "log(x) + y", "x^", ")", "", "0*x", "1e308*x^2", "exp(exp(x))", "(" * 300 + "x" + ")" * 300,
     "x\n+ y", "x^2+y^2\x1b[31m"])
domain = mostly(
    ["-2:2", "-6:6,-3:4", "0.01:1", "-5:5,-1:3", "1:100"],
    ["0:0", "1:-1", "-1e308:1e308", "0:1e-320", "1e16:1e16", "-1:1,-2:2:3", ":", "0:1e100,0:1e-100", "-5:nan", "1:1.000000000000001"])
optimizer_name = mostly(
    ["gd", "sgd", "minibatch", "momentum", "nesterov", "adam", "adamw", "adagrad", "rmsprop", "adadelta", "lion", "polyak", "sam", "asgd", "prodigy",
     "adabound", "schedulefree", "shampoo", "newton", "bfgs", "lbfgs", "nelder_mead", "linesearch", "cg"], ["addam", ""])
setting = one_of("lr", "beta1", "momentum", "batch", "weight_decay", "max_norm", "eps", "cautious", "lookahead", "rho", "nonsense")
schedule = mostly(
    ["constant", "step", "multistep", "exponential", "plateau", "linear", "polynomial", "cosine", "cosine_restarts", "warmup_cosine", "inverse_sqrt",
     "wsd", "onecycle", "cyclic"], ["step:step_size=0", "multistep:milestones=3/1", "cosine:t_max=-1", "no", "linear:"])


def pair(random):
    return f"{number(random)},{number(random)}"


def optimizer(random):
    settings = [f"{setting(random)}={number(random)}" for _ in range(random.choice([0, 0, 0, 1, 2]))]
    return ":".join([optimizer_name(random)] + [",".join(settings)] * bool(settings))


def parameter(random):
    return f"{random.choice(['kappa', 'a', 'b', 'n', 'none'])}={number(random)}"


#: What each option takes; None for a flag.
COMMON = {
    "--set": parameter, "--domain": domain, "--optimizer": optimizer, "--lr": number, "--start": pair, "--seed": whole, "--noise": number,
    "--batch": mostly(["1", "5", "32", "full"], ["0", "-1", "all"]), "--schedule": schedule,
    "--gradient": mostly(["2*x, 2*y", "central", "forward:h=1e-3", "1/x, y"], ["central:h=0", "x", "(,", "central h"]),
    "--runs": mostly(["runs.csv"], ["broken.csv", "missing.csv", "empty.yaml"]), "--standardize": None, "--no-standardize": None,
}
RACE = COMMON | {"--steps": whole, "--rows": whole, "--evaluations": whole, "--target": number}
ASPECT = mostly(["equal", "fill"], ["no"])
AXIS = mostly(["steps", "rows", "evaluations"], ["epochs"])
LEVELS = mostly(["linear", "root", "log", "asinh"], ["no"])
PRECISION = mostly(["single", "double"], ["half"])
FORMAT = mostly(["csv", "json", "table"], ["no"])
LOOK = {
    "--view": mostly(["side", "overlay", "3d"], ["above"]), "--aspect": ASPECT, "--axis": AXIS, "--levels": LEVELS, "--precision": PRECISION,
    "--glyphs": mostly(["quadrant", "sextant", "octant", "half", "braille", "ascii", "pixels"], ["no"]),
    "--ramp": mostly(["magma", "viridis", "cividis"], ["no"]), "--contours": mostly(["bands", "lines", "both"], ["no"]),
    "--panel": mostly(["parameters", "sweep", "law", "basins", "inspector", "check"], ["attic"]), "--sweep-steps": whole, "--seeds": whole,
    "--over": one_of("kappa", "a", "no"), "--tuned": None, "--chart": mostly(["loss", "gradient-norm"], ["no"]), "--camera": pair, "--select": whole,
    "--color": mostly(["auto", "always", "never", "16", "256", "true"], ["no"]),
}
COMMANDS = {
    "trace": RACE | {"--format": FORMAT, "--cost": None, "--seeds": whole},
    "render": RACE | LOOK | {
        "--format": mostly(["text", "ansi", "svg"], ["no"]),
        "--size": mostly(["80x24", "40x12", "120x40", "200x60", "500x12"], ["1x1", "0x0", "99999x99999", "80", "x", "-80x24"])},
    "figure": RACE | {
        "--size": mostly(["800x600", "100x100mm"], ["1x1", "0x0", "1e9x5", "80", "x"]), "--theme": mostly(["light", "dark", "print"], ["no"]),
        "--axis": AXIS, "--aspect": ASPECT, "--levels": LEVELS, "--losses": None},
    "sweep": RACE | {
        "--format": FORMAT, "--lr-range": domain, "--points": mostly(["2", "5", "20"], ["0", "1", "-3", "x"]), "--tuned": None,
        "--over": mostly(["kappa", "kappa=1:100:5", "a=1:2"], ["kappa=0:1", "kappa=-1:1:3", "kappa=5:1", "no"])},
    "check": COMMON | {"--format": FORMAT, "--at": pair, "--precision": PRECISION},
    "evaluate": COMMON | {"--at": pair},
    "list": {},
    "lesson": {"--chapter": whole, "--plain": None, "--check": None},
    "": RACE | LOOK | {"--plain": None},
}
#: What a command is about, if that is no surface.
SUBJECTS = {
    "list": mostly(["surfaces", "optimizers", "schedules", "lessons", "keys"], ["stars", "-x"]),
    "lesson": mostly(["downhill", "lecturer"], ["./empty.yaml", "./surface.yaml", "./missing.yaml", "nothing"]),
}
FILES = {
    "losses.csv": "1,2,4\n0,3,-1\n2,nan,5\n", "empty.yaml": "", "runs.csv": "run,step,x,y,loss\n" + "".join(
        f"{run},{step},{1 / (step + 1)},{run},{step}\n" for run in (1, 2) for step in range(40)),
    "broken.csv": "run,step,x,y\n1,0,1,1\n1,0,1,1\n",
    "surface.yaml": "name: S\nformula: a*x^2 + y^4\nparameters: {a: {value: 2, range: [1, 9]}}\ndomain: {x: [-2, 2], y: [-2, 2]}\nstart: [1, 1]\n",
}
#: Those of sysexits; 70, a fault of the program itself, is not among them.
STATUSES = {0, 64, 65, 66, 69, 73, 74, 75, 76, 77, 78}
#: Seconds for one of them, on a machine without other work.
PATIENCE = 60.0


def words(random):
    command = random.choice(list(COMMANDS))
    options = COMMANDS[command]
    arguments = [command] if command else []
    arguments.append(SUBJECTS.get(command, surface)(random))
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
    if done.returncode != 0 and "error: " not in problems:
        raise Fault(f"status {done.returncode} without words: {problems[-500:]!r}")
    if re.search(r"[\x00-\x08\x0b-\x1f\x7f]", problems):
        raise Fault(f"control characters in {problems!r}")
    if len(problems) > 5000:
        raise Fault(f"{len(problems)} characters of words")
    if done.returncode == 0 and output.startswith("{"):
        # Those of `evaluate` have an object in each line.
        for text in output.splitlines() if arguments[0] == "evaluate" else [output]:
            json.loads(text, parse_constant=refuse)


def refuse(constant):
    raise Fault(f"{constant} in JSON")


def command_lines(soak):
    """Command lines at random, one after the other."""
    for name, text in FILES.items():
        with open(os.path.join(soak.folder, name), "w", encoding="utf-8") as file:
            file.write(text)
    environment = os.environ | {"LC_ALL": "C.UTF-8", "HOME": soak.folder, "XDG_STATE_HOME": soak.folder, "XDG_CONFIG_HOME": soak.folder,
                                "SWIFT_BACKTRACE": "enable=no"}
    for _ in range(150):
        arguments = words(soak.random)
        begin = time.monotonic()
        try:
            done = subprocess.run([soak.program, *arguments], stdin=subprocess.DEVNULL, capture_output=True, cwd=soak.folder, env=environment,
                                  timeout=PATIENCE * busyness(), check=False)
            check(arguments, done)
        except subprocess.TimeoutExpired:
            raise Fault(f"it takes more than {PATIENCE} s: {arguments}") from None
        except (Fault, ValueError) as fault:
            raise Fault(f"{fault}\n{arguments}") from None
        soak.most("seconds of a command line", time.monotonic() - begin)
        soak.most("MB of a command line", resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)
        soak.count("command lines" if done.returncode == 0 else "command lines that were refused")
