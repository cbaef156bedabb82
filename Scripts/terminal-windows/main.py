"""Checks the program in the windows of real terminal emulators. See the usage of Scripts/terminals."""

import argparse
import signal
import sys
import tempfile
from pathlib import Path

import emulators
from desktop import Desktop, Window, WindowError
from drawing import check_drawing
from endings import check_endings
from page import Page
from report import Report
from session import Session

SIZE = (80, 24)


def main():
    # So that the windows and the X server end with this process in any case.
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda number, _: sys.exit(128 + number))
    options = parse()
    if options.needs:
        print("\n".join(needs(options.names)))
        return 0
    folder = options.to or Path(tempfile.mkdtemp(prefix="descent-terminals."))
    report = Report(folder)
    run = Page(folder, report).add if options.page else check
    for emulator in chosen(options.names):
        run(emulator, options.program, report)
    if options.page:
        print(f"The page: {folder / 'index.html'}")
    elif not options.to and not report.failures:
        folder.rmdir()
    return 1 if report.failures else 0


def parse():
    known = [emulator.name for emulator in emulators.ALL]
    parser = argparse.ArgumentParser(prog="Scripts/terminals")
    parser.add_argument("--program", type=Path)
    parser.add_argument("--page", action="store_true")
    parser.add_argument("--to", type=Path)
    parser.add_argument("--needs", action="store_true", help="print the commands that are needed, with apt's packages")
    parser.add_argument("names", nargs="*")
    options = parser.parse_args()
    for name in options.names:
        if name not in known:
            sys.stderr.write(f"{name} is not known; choose from: {', '.join(known)}.\n")
            raise SystemExit(64)
    return options


def needs(names):
    """Lines with a command and its package, one for each of several packages."""
    found = [emulator for emulator in emulators.ALL if emulator.name in names] if names else chosen([]) or emulators.ALL
    return [f"{emulator.name} {emulator.apt_package()}" for emulator in found] + [
        f"{command} {package}" for emulator in found for command, package in emulator.needs]


def chosen(names):
    return [emulator for emulator in emulators.ALL if (emulator.name in names if names else emulator.is_installed())]


def check(emulator, program, report):
    report.note(f"{emulator.describe()}, {SIZE[0]}×{SIZE[1]}")
    try:
        with Desktop() as desktop:
            session = Session(Window(desktop, emulator, program, SIZE))
            check_drawing(session, report)
            check_endings(session, report)
    except WindowError as error:
        report.fail(f"{emulator.name}: {error}{error.log}")


if __name__ == "__main__":
    raise SystemExit(main())
