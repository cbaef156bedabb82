"""What is done to the program. Each trial takes a `Soak`, uses one session or a few, and checks what must be true."""

import os
import signal
import time

from session import Fault, Slow, busyness

#: The most memory that a session of random keys may take, in MB. A race of twelve runs at its limit has 256 MB of
#: paths; maps of the largest screens take most of the rest.
MOST_MEMORY = 450
#: How long the program may take to show the new figure after a key, in seconds, on a machine with other work.
ANSWER = 1.0

PROMPT = "loss in x and y"

KEYS = [
    "\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D", "\x1b[H", "\x1b[F", "\x1b[5~", "\x1b[6~", "\r", "\t", "\x1b[Z", "\x7f",
    "\x1b[3~", "\x1b[2~", "\x1b[15~", "\x12", "\x17", "\x15", "\x01", "\x05", "\x10", "\x0e", "\x04", "\x1bOA", "\x1bOP",
]
PASTES = ["x^2", "sin(x)*y", "1e308", "0", "x^4+y^4-3x*y", "\x1b[31m", "日本語", "e\u0301\u200d", "1/x", "(x", "a.svg", "-5",
          "line\nline\rline", "0.1/0.2@3", "x" * 3000]
SURFACES = ["rosenbrock", "himmelblau", "ackley", "saddle", "ill-conditioned", "quadratic", "logistic-regression"]
LESSONS = ["downhill", "lecturer"]
TWELVE = ["gd", "sgd", "momentum", "nesterov", "adagrad", "rmsprop", "adam", "adamw", "nadam", "adadelta", "adamax", "lion"]


def race(*names):
    return [word for name in names for word in ("-o", name)]


def random_size(random):
    if random.random() < 0.15:
        return random.randint(1, 45), random.randint(1, 13)
    if random.random() < 0.1:
        return random.randint(200, 500), random.randint(60, 200)
    return random.randint(40, 200), random.randint(12, 70)


def random_input(random):
    """Some bytes that people and terminals send. None of them quits, or writes a file."""
    kind = random.random()
    if kind < 0.6:
        # Not q, and not e, y: the keys for files and the clipboard have trials of their own.
        return random.choice([chr(c) for c in range(0x20, 0x7F) if chr(c) not in "qey"])
    if kind < 0.75:
        return random.choice(KEYS)
    if kind < 0.9:
        column, row = random.randint(1, 220), random.randint(1, 70)
        button, end = random.choice([(0, "M"), (0, "m"), (32, "M"), (64, "M"), (65, "M"), (2, "M"), (35, "M")])
        return f"\x1b[<{button};{column};{row}{end}"
    if kind < 0.97:
        return f"\x1b[200~{random.choice(PASTES)}\x1b[201~"
    # Pieces of sequences, bytes that are no text, and a background that becomes dark or light.
    return random.choice([b"\x1b", b"\x1b[", b"\x1b[<0;", b"\xff\xfe", b"\xe2\x82", b"\x1b[200~", b"\x1b]11;rgb:00/00/00\x1b\\",
                          b"\x1b]11;rgb:ff/ff/ff\x1b\\"])


def open_prompt(session):
    """Leaves pastes, prompts, lists and panes, and opens the prompt for a formula."""
    session.send("\x1b[201~")
    for attempt in range(10):
        for _ in range(4):
            session.send("\x1b")
            # An escape is a key if nothing follows it; a busy machine may read what follows together with it.
            session.turn(0.1 * (attempt + 1))
        session.send("f")
        try:
            session.wait_for(PROMPT, 3)
            return
        except Slow:
            continue
    session.wait_for(PROMPT, 30)


def check_keys(soak, session):
    """Types a formula into the prompt in one go, and looks for every one of its characters on the screen."""
    session.set_size((120, 40))
    session.turn(0.05)
    open_prompt(session)
    text = "x^2+y^2+" + "".join(soak.random.choice("0123456789") for _ in range(30))
    session.send("\x15" + text)
    session.wait_for(text, 30)
    session.send("\x1b")
    session.wait_until(lambda: not session.shows(text), 30, "Esc closes the prompt")
    soak.count("keys that were looked for on the screen", len(text))


def check_memory(soak, session, most=MOST_MEMORY):
    present = session.memory
    soak.most("MB in memory", present)
    if present > most:
        raise Fault(f"{present:.0f} MB in memory, more than {most}")


def check_rest(soak, session, seconds=3):
    """A paused program whose screen is complete takes no processor time."""
    session.turn(2)
    before = session.ticks
    session.turn(seconds)
    spent = session.ticks - before
    soak.most("clock ticks in 3 s of rest", spent)
    if spent > 3:
        raise Fault(f"{spent} clock ticks in {seconds} s of rest\n{session.screen.text}")


def quit(soak, session):
    check_keys(soak, session)
    session.send("q")
    session.wait_for_end()


def random_keys(soak):
    """Keys, mouse, pastes and sizes at random."""
    random = soak.random
    size = random_size(random)
    if random.random() < 0.2:
        session = soak.open("lesson", random.choice(LESSONS), "--chapter", str(random.randint(1, 6)), size=size)
    else:
        kinds = random.sample(TWELVE, random.choice([0, 1, 2, 4, 12]))
        session = soak.open(random.choice([*SURFACES, "digits-mlp"]), *race(*kinds), size=size)
    for number in range(random.randint(100, 600)):
        session.send(random_input(random))
        if random.random() < 0.05:
            session.set_size(random_size(random))
        if random.random() < 0.3:
            session.turn(random.choice([0, 0.001, 0.01, 0.05]))
        if number % 50 == 0:
            check_memory(soak, session)
        soak.count("random inputs")
        if not session.is_alive:
            raise Fault(f"it ended with {session.status}")
    quit(soak, session)


def slow_terminal(soak):
    """A terminal that reads 1 kB/s, at which no key may be lost."""
    session = soak.open(soak.random.choice(SURFACES), size=(120, 40))
    session.wait_for("step", 20)
    session.rate = 1000
    for _ in range(60):
        session.send(soak.random.choice("+-][ <>vcgm"))
        session.turn(0.1)
        soak.count("keys to a terminal of 1 kB/s")
    check_memory(soak, session)
    session.rate = None
    quit(soak, session)


def stalled_terminal(soak):
    """A terminal that reads nothing for ten seconds, while keys are typed."""
    session = soak.open(soak.random.choice(SURFACES), size=(200, 60))
    session.wait_for("step", 20)
    session.rate = 0
    for _ in range(20):
        session.send(soak.random.choice("+-][<>vcgm"))
        session.turn(0.5)
        soak.count("keys to a stalled terminal")
    check_memory(soak, session)
    session.rate = None
    quit(soak, session)
    # Its end does not wait for a terminal either.
    session = soak.open("rosenbrock", size=(200, 60))
    session.wait_for("step", 20)
    session.rate = 0
    session.turn(1)
    session.signal(signal.SIGTERM)
    begin = time.monotonic()
    while session.is_alive:
        if time.monotonic() - begin > 8 * busyness():
            raise Fault("a stalled terminal delays the end")
        session.turn(0.05)
    soak.most("seconds to the end at a stalled terminal", time.monotonic() - begin)
    session.wait_for_end()


def stops(soak):
    """Stopped and continued again and again, by signals and by Ctrl-Z."""
    session = soak.open(soak.random.choice(SURFACES), size=(120, 40))
    session.wait_for("step", 20)
    before = session.stops
    for _ in range(soak.random.randint(20, 80)):
        action = soak.random.random()
        if action < 0.4:
            session.signal(signal.SIGTSTP)
        elif action < 0.6:
            session.signal(signal.SIGCONT)
        elif action < 0.8:
            session.send("\x1a")
        else:
            session.send(soak.random.choice("+- <>vg"))
        if action < 0.1:
            session.set_size(random_size(soak.random))
        session.turn(soak.random.choice([0, 0, 0.002, 0.05]))
    session.set_size((120, 40))
    session.turn(0.3)
    soak.count("stops of the job", session.stops - before)
    if session.stops == before:
        raise Fault("it never stopped")
    quit(soak, session)


def ends(soak):
    """Every way to end gives the terminal back."""
    how = {
        "q": lambda s: s.send("q"), "Ctrl-C": lambda s: s.send("\x03"),
        **{f"SIG{name}": lambda s, n=name: s.signal(getattr(signal, f"SIG{n}")) for name in
           ("HUP", "TERM", "INT", "QUIT", "ABRT", "SEGV")}}
    for name, end in how.items():
        session = soak.open(soak.random.choice(SURFACES), size=random_size(soak.random))
        session.turn(soak.random.choice([0.05, 0.3, 1]))
        end(session)
        session.wait_for_end()
        if name == "q" and session.status != 0 or name.startswith("SIG") and \
                session.status != -getattr(signal, name):
            raise Fault(f"after {name} it ended with {session.status}")
        soak.count("ends")
    # The window is closed: there is nothing to give back, but the process must go.
    session = soak.open("rosenbrock")
    session.turn(0.3)
    session.close_terminal()
    session.wait_for_end()
    soak.count("ends")


def rest(soak):
    """Paused, it takes no processor time, on any surface and with any pane."""
    session = soak.open(soak.random.choice(SURFACES), "--paused", size=(120, 40))
    check_rest(soak, session)
    session.send(soak.random.choice("pit"))
    check_rest(soak, session)
    quit(soak, session)


def long_race(soak):
    """Twelve runs at full speed: bounded memory, and a rate that is changed late is answered at once."""
    session = soak.open("rosenbrock", "--view", "overlay", *race(*TWELVE), size=(160, 45))
    session.send("]" * 12)
    seconds = soak.random.choice([8, 15]) if soak.minutes < 5 else soak.random.choice([10, 40, 75])
    session.turn(seconds)
    check_memory(soak, session)
    step = soak.step(session)
    soak.most("steps in a race of twelve runs", step)
    session.send("1")
    for _ in range(3):
        rate = f"{soak.random.randint(101, 999)}e-6"
        session.send("r\x15" + rate)
        session.wait_for(rate, 20)
        session.send("\r")
        seconds = session.wait_until(
            lambda: soak.rate(session, "GD") == float(rate), 20, f"the race shows the rate {rate}")
        soak.most("seconds from a late rate to its figure", seconds)
        if seconds > ANSWER * busyness():
            raise Fault(f"a late rate is answered after {seconds:.2f} s")
        session.turn(soak.random.choice([0, 0.2]))
        soak.count("late rates")
    check_memory(soak, session)
    soak.most("seconds back to the step", session.wait_until(
        lambda: soak.step(session) >= step, 60, f"it returns to step {step}"))
    check_memory(soak, session)
    # At the limit of its length a race pauses by itself.
    if session.shows("▶"):
        session.send(" ")
    check_rest(soak, session)
    quit(soak, session)


def watched_file(soak):
    """A surface file that is rewritten a hundred times a second, deleted, and replaced by other things."""
    path = os.path.join(soak.folder, "watched.yaml")

    def write(name, formula="x^2 + 3y^2", whole=True):
        text = f"name: {name}\nformula: {formula}\ndomain: {{x: [-5, 5], y: [-5, 5]}}\nstart: [4, 3]\n"
        with open(path, "w") as file:
            file.write(text if whole else text[:soak.random.randint(0, len(text))])

    def clear():
        if os.path.isdir(path) and not os.path.islink(path):
            os.rmdir(path)
        elif os.path.lexists(path):
            os.unlink(path)

    write("First")
    session = soak.open("watched.yaml", size=(120, 40))
    session.wait_for("First")
    end = time.monotonic() + soak.random.choice([3, 6])
    while time.monotonic() < end:
        action = soak.random.random()
        if action < 0.02:
            clear()
            soak.random.choice([lambda: None, lambda: os.mkdir(path), lambda: os.mkfifo(path),
                                lambda: os.symlink("watched.yaml", path), lambda: os.symlink("/dev/zero", path)])()
            session.turn(soak.random.choice([0.05, 0.7]))
            clear()
        write(soak.random.choice(["One", "Two"]), soak.random.choice(["x^2 + 2y^2", "1/(x", "x^4 + y^2", "log(x)"]),
              whole=action > 0.2)
        soak.count("versions of a watched file")
        session.turn(0.01)
        if action < 0.1:
            session.send(soak.random.choice("+- <>"))
    clear()
    write("Last")
    session.wait_for("Last")
    check_memory(soak, session)
    quit(soak, session)
