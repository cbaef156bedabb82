"""Hurts the program for some minutes: see `Scripts/soak --help`."""

import argparse
import os
import random
import re
import shutil
import sys
import tempfile
import time
import traceback

import commands
import files
import trials
from session import Fault, Session

TRIALS = [
    trials.random_keys, trials.long_race, trials.watched_file, trials.stops, trials.ends, trials.slow_terminal, trials.rest,
    files.exports, files.recordings, trials.stalled_terminal, commands.command_lines, trials.random_keys,
]


class Soak:
    """What the trials share: the program, the random numbers, and what was counted."""

    def __init__(self, program, minutes, folder):
        self.program, self.minutes, self.folder = program, minutes, folder
        self.counts, self.worst = {}, {}
        self.sessions = []
        self.random = random.Random()

    def open(self, *arguments, size=(120, 40), limits=None):
        session = Session(self.program, arguments, self.folder, size, limits)
        self.sessions.append(session)
        self.count("sessions")
        return session

    def count(self, what, number=1):
        self.counts[what] = self.counts.get(what, 0) + number

    def most(self, what, value):
        self.worst[what] = max(self.worst.get(what, 0), value)

    def step(self, session):
        """The step in the title line; 0 if it is not there."""
        match = re.search(r"step ([0-9]+)", session.screen.text.split("\n")[0])
        return int(match.group(1)) if match else 0

    def rate(self, session, run):
        """The rate of a run in the table of the race; None if it is not there."""
        match = re.search(rf"{run} +([0-9][0-9.e-]*)", session.screen.text)
        return float(match.group(1)) if match else None

    def quit(self, session):
        trials.quit(self, session)

    def run(self, trial, seed):
        self.random.seed(seed)
        self.sessions = []
        begin = time.monotonic()
        try:
            trial(self)
            for session in self.sessions:
                if session.is_alive:
                    raise Fault("a session was left open")
        except Exception as fault:
            print(f"\n{trial.__name__}, seed {seed}: {fault}", file=sys.stderr)
            if not isinstance(fault, Fault):
                traceback.print_exc()
            for session in self.sessions[-1:]:
                print(f"the last keys: {session.sent}", file=sys.stderr)
            return False
        finally:
            for session in self.sessions:
                try:
                    session.finish()
                except Exception as fault:
                    print(f"{trial.__name__}, seed {seed}: {fault}", file=sys.stderr)
        print(f"ok: {trial.__name__}, seed {seed}, {time.monotonic() - begin:.0f} s", flush=True)
        return True

    def report(self):
        for what, number in self.counts.items():
            print(f"{number:>9}  {what}")
        for what, value in self.worst.items():
            print(f"{value:>9.3g}  {what}, at most")


def main():
    parser = argparse.ArgumentParser(prog="Scripts/soak", description="Hurts the release program in a pseudo-terminal.")
    parser.add_argument("minutes", nargs="?", type=float, default=1, help="how long; each trial is done once in any case")
    parser.add_argument("--seed", default="1", help="any word; equal ones do the same")
    parser.add_argument("--trial", action="append", choices=sorted({trial.__name__ for trial in TRIALS}),
                        help="only this one, with exactly the seed; may be repeated")
    parser.add_argument("--program", required=True, help=argparse.SUPPRESS)
    options = parser.parse_args()
    folder = tempfile.mkdtemp(prefix="descent-soak.")
    soak = Soak(os.path.abspath(options.program), options.minutes, folder)
    chosen = [trial for trial in TRIALS if not options.trial or trial.__name__ in options.trial]
    end = time.monotonic() + 60 * options.minutes
    number, is_good = 0, True
    try:
        while is_good and (number < len(chosen) or time.monotonic() < end):
            is_good = soak.run(chosen[number % len(chosen)], f"{options.seed}.{number}" if not options.trial else options.seed)
            number += 1
    finally:
        if is_good:
            shutil.rmtree(folder, ignore_errors=True)
        else:
            print(f"Its files are in {folder}", file=sys.stderr)
    soak.report()
    if not is_good:
        sys.exit(1)
    print(f"Nothing broke in {number} trials.")


main()
