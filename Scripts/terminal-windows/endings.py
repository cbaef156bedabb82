"""Checks that the terminal is given back: after each ending the picture is that after a program that does nothing."""

import os
import signal
import time

from desktop import wait_for
from session import PALETTE

RACE = ("rosenbrock", "--paused", "--step", "40")
# The screen before the program starts: text, and every entry of the palette.
PAGE = f"printf '\\033[2J\\033[H'; for i in 1 2 3 4; do echo \"Line $i of the shell's text.\"; done; {PALETTE}"
TYPED = "abc"
# The flags of a terminal that reads lines and echoes them.
SANE = ("echo", "icanon", "isig", "icrnl", "opost")


def check_endings(session, report):
    Endings(session, report).check()


class Endings:
    def __init__(self, session, report):
        self.session, self.report, self.window = session, report, session.window
        self.name = session.window.emulator.name

    def check(self):
        self.window.run("stty -g >settings-before")
        self.page = self._show_page()
        self.wanted = self._after_nothing()
        for ending, act, status in self._endings():
            self._check_ending(ending, act, status)
        self._check_kill()

    def _endings(self):
        return [
            ("q", lambda: self.window.key("q"), 0),
            ("Ctrl-C", lambda: self.window.key("ctrl+c"), 128 + signal.SIGINT),
            ("SIGTERM", lambda: self._kill(signal.SIGTERM), 128 + signal.SIGTERM),
            ("SIGHUP", lambda: self._kill(signal.SIGHUP), 128 + signal.SIGHUP),
            # Answers of the terminal may still arrive.
            ("q at the first frame", lambda: self.window.key("q"), 0),
            ("SIGTERM at the first frame", lambda: self._kill(signal.SIGTERM), 128 + signal.SIGTERM),
        ]

    def _show_page(self):
        self.window.run(PAGE)
        return self.window.picture()

    def _after_nothing(self):
        """The picture after a program that does nothing, with text typed at the prompt."""
        self.session.write_command(["true"])
        self.window.type("./d\n")
        self.session.status()
        self.window.type(TYPED)
        # Waits for the last letter, which changes the picture.
        picture = self.window.picture()
        self.window.key("BackSpace")
        wait_for("the typed text is seen", lambda: self.window.glance() != picture)
        self.window.type(TYPED[-1])
        picture = self.window.picture()
        self._clear_line()
        return picture

    def _clear_line(self):
        # One by one: Terminology 1.13 crashes at Ctrl-U after a click.
        for _ in TYPED:
            self.window.key("BackSpace")

    def _kill(self, number):
        os.kill(self.session.pid(), number)

    def _start(self, at_once=False):
        page = self._show_page()
        self.session.start(*RACE)
        wait_for("the first frame", self.session.frame)
        if not at_once:
            wait_for("the program is seen", lambda: self.window.picture().pixels != page.pixels)

    def _check_ending(self, ending, act, status):
        self._start(at_once="first frame" in ending)
        act()
        ended = self.session.status()
        self.report.check(ended == status, f"{self.name}, {ending}: status {status}", f"it is {ended}")
        if self._check_prompt(ending):
            self._check_settings(ending)
        self._check_palette(ending)

    def _check_prompt(self, ending):
        """The shell's text, the cursor and typed text: exactly as after a program that does nothing."""
        self.window.type(TYPED)
        holds, picture = self._shows(self.wanted)
        self._clear_line()
        return self.report.check(
            holds, f"{self.name}, {ending}: the shell's text, the cursor and typed text are as before",
            self._difference(picture, self.wanted), picture)

    def _shows(self, wanted, seconds=4):
        """Whether a condition becomes true and stays true."""
        end = time.monotonic() + seconds
        while True:
            picture = self.window.picture()
            if picture == wanted or time.monotonic() > end:
                return picture == wanted, picture

    def _check_settings(self, ending):
        self.window.run("stty -g >settings-after")
        before, after = self.window.read("settings-before"), self.window.read("settings-after")
        if before != after:
            self.report.fail(f"{self.name}, {ending}: stty says {after.strip()} instead of {before.strip()}")

    def _check_palette(self, ending):
        self.window.run(PAGE)
        holds, picture = self._shows(self.page)
        self.report.check(
            holds, f"{self.name}, {ending}: the palette is as before", self._palette_difference(picture), picture)

    def _palette_difference(self, picture):
        layout = self.session.layout
        wrong = [index for index in range(256) if not self._is_entry(picture, layout, index)]
        if wrong:
            return f"{len(wrong)} of 256 entries differ: {', '.join(map(str, wrong[:12]))}{' …' if wrong[12:] else ''}"
        return self._difference(picture, self.page)

    def _is_entry(self, picture, layout, index):
        place = layout.rectangle(index % 32 * 2, 4 + index // 32, (0, 0, 2, 1), margin=2)
        return picture.mean(*place) == self.page.mean(*place)

    def _difference(self, picture, wanted):
        left, top, right, bottom = picture.differences(wanted) or (0, 0, 0, 0)
        layout = self.session.layout
        width, height = layout.cell
        first, last = int((top - layout.top) // height) + 1, int((bottom - 1 - layout.top) // height) + 1
        start, end = int((left - layout.left) // width) + 1, int((right - 1 - layout.left) // width) + 1
        return f"rows {first} to {last}, columns {start} to {end} differ"

    def _check_kill(self):
        """After SIGKILL nothing is given back until `descent --restore`."""
        self._start()
        self._kill(signal.SIGKILL)
        self.session.status()
        self.window.run('"$DESCENT" --restore; echo $? >restored; stty -a >settings-restored')
        status = self.window.read("restored").strip()
        self.report.check(status == "0", f"{self.name}, kill -9: --restore ends with status 0", f"it is {status}")
        words = self.window.read("settings-restored").replace(";", " ").split()
        missing = [flag for flag in SANE if flag not in words]
        self.report.check(not missing, f"{self.name}, kill -9: --restore makes the terminal read and echo lines", f"{' '.join(missing)} missing")
        self._check_click()
        self._check_prompt("kill -9 and --restore")
        self._check_palette("kill -9 and --restore")

    def _check_click(self):
        before = self.window.picture()
        x, y, _, _ = self.session.layout.rectangle(60, 2)
        self.window.click(x, y)
        # If the click types something, it is there before the letter.
        self.window.type("x")
        wait_for("the letter is seen", lambda: self.window.picture() != before)
        self.window.key("BackSpace")
        holds, picture = self._shows(before)
        self.report.check(holds, f"{self.name}, kill -9: after --restore a click types nothing",
                          self._difference(picture, before), picture)
