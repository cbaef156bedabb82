"""Checks that a window shows the intended frame: by default, then with each glyph set."""

import glyphs

# Edges in many directions, so that most patterns of a glyph set occur.
EDGES = ("rastrigin", "--view", "overlay", "--paused", "--step", "20")
RACE = ("rosenbrock", "--view", "overlay", "--paused", "--step", "40")
# From the coarsest to the finest. The first three must be right everywhere.
PLURALS = {"half": "half-blocks", "quadrant": "quadrants", "braille": "dots of braille", "sextant": "sextants",
           "octant": "octants"}
SETS = tuple(PLURALS)
# Sets that need characters that no other set has.
OWN_CHARACTERS = ("braille", "sextant", "octant")


def check_drawing(session, report):
    name = session.window.emulator.name
    session.start(*RACE, until="step 40")
    picture, result = session.compare()
    frame = session.frame()
    session.quit()
    report.check(not result.problems(), f"{name}: Rosenbrock is as intended ({result.figures()})",
                 "; ".join(result.problems()), picture)
    wanted = session.window.emulator.colors
    report.check(frame.depth() == wanted, f"{name}: {wanted} colours", f"the program chose {frame.depth()}")
    check_sets(session, report, chosen_set(frame))


def chosen_set(frame):
    """The finest set of blocks that the program chose; the chart may have braille dots in any case."""
    used = sets_in(frame)
    return next(name for name in ("octant", "sextant", "quadrant", "half", "braille") if name in used)


def sets_in(frame):
    return {glyphs.glyph_set(cell.glyph) for row in frame.cells for cell in row}


def check_sets(session, report, chosen):
    """A set that the program chooses must be right; for finer ones a note says whether they would be."""
    name = session.window.emulator.name
    expected = SETS[:max(3, SETS.index(chosen) + 1)]
    for glyph_set in SETS:
        session.start(*EDGES, "--glyphs", glyph_set)
        if session.opens("step 20"):
            check_set(session, report, glyph_set, glyph_set in expected, name)
            session.quit()
        elif glyph_set in expected:
            report.fail(f"{name}: --glyphs {glyph_set} ends with status {session.status()}")
        else:
            report.note(f"{name}: the program refuses {PLURALS[glyph_set]} here")
    least = session.window.emulator.glyphs
    report.check(SETS.index(chosen) >= SETS.index(least), f"{name}: {PLURALS[chosen]} are chosen",
                 f"it draws {PLURALS[least]} itself")


def check_set(session, report, glyph_set, is_expected, name):
    picture, result = session.compare(is_expected)
    drawn = len(result.drawn.get(glyph_set, ()))
    problems = result.problems()
    if glyph_set in OWN_CHARACTERS and glyph_set not in sets_in(session.frame()):
        problems = [f"the program draws no such glyphs with --glyphs {glyph_set}"]
    text = f"{name}: {PLURALS[glyph_set]} have their shapes ({drawn} patterns)"
    if is_expected:
        report.check(not problems, text, "; ".join(problems), picture)
    elif problems:
        report.note(f"{name}: {PLURALS[glyph_set]} would be wrong here: {problems[0]}")
    else:
        report.note(f"{text}; they are not chosen here")
