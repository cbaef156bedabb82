"""The program in a window: started by its name at the prompt, and recorded while it runs."""

import shlex
import time
from dataclasses import replace

from comparison import Layout, compare
from desktop import WindowError, wait_for
from frames import Frame

# The script that is typed. It hides the shell's message about a signal, so that the screen is the same after every
# ending, and keeps the status in a file.
STARTER = """#!/bin/bash
exec 3>&2 2>/dev/null
rm -f status pid
sh -c 'echo $$ >pid; exec "$0" "$@" 2>&3' {command}
status=$?
echo $status >status
"""


class Session:
    def __init__(self, window):
        self.window = window
        self.layout = find_layout(window)
        self.recordings = 0

    def write_starter(self, *arguments):
        """Writes ./d, which starts the program and records it."""
        self.recordings += 1
        self.recording = f"recording{self.recordings}"
        emulator = self.window.emulator
        if emulator.images and "--glyphs" not in arguments:
            arguments = (*arguments, "--glyphs", emulator.glyphs)
        words = [self.window.program, *arguments, "--record", self.recording]
        self.write_command(words)

    def write_command(self, words):
        file = self.window.folder / "d"
        file.write_text(STARTER.format(command=shlex.join(map(str, words))))
        file.chmod(0o755)
        for name in ("status", "pid"):
            (self.window.folder / name).unlink(missing_ok=True)

    def start(self, *arguments, until=None):
        """Starts the program, and waits until the recording has a text, if one is given."""
        self.write_starter(*arguments)
        self.window.type("./d\n")
        if until and not self.opens(until):
            raise WindowError(f"the program ended at once, with status {self.status()}")

    def opens(self, text):
        """Whether the program shows a text before it ends."""
        wait_for(f"the program shows {text!r}", lambda: self._has_ended() or text in self.text())
        return not self._has_ended()

    def _has_ended(self):
        return self.window.read("status") is not None

    def frame(self):
        text = self.window.read(self.recording)
        return Frame(text) if text and "\n[" in text else None

    def text(self):
        frame = self.frame()
        return frame.text() if frame else ""

    def pid(self):
        return int(wait_for("the program starts", lambda: self.window.read("pid")))

    def status(self):
        return int(wait_for("the program ends", lambda: self.window.read("status")))

    def quit(self):
        self.window.key("q")
        return self.status()

    def compare(self, is_expected=True, seconds=4):
        """The comparison of the window with the recording, once they agree or when time is up. If no agreement is
        expected, it is made as soon as the text agrees, for then the frame is there."""
        end = time.monotonic() + seconds
        while True:
            picture = self.window.picture()
            result = compare(picture, self.frame(), self.layout)
            is_there = not result.problems() if is_expected else result.has_text()
            if is_there or time.monotonic() > end:
                return picture, result


def find_layout(window):
    """Finds the cells by two marks in the corners of the screen, and the palette by its 256 colours."""
    with window.running("stty size >size; printf '\\033[?25l\\033[2J\\033[H'"):
        rows, columns = map(int, window.read("size").split())
        blank = window.picture()
    if (columns, rows) != tuple(window.size):
        raise WindowError(f"the window has {columns}×{rows} cells instead of {window.size[0]}×{window.size[1]}")
    with window.running(f"printf '\\033[2J\\033[H\\033[7m \\033[{rows};{columns}H \\033[0m\\033[H'"):
        marked, edges = wait_for("the marks are seen", lambda: with_marks(window, blank))
    left, top, right, bottom = edges
    width, height = (right - left) / columns, (bottom - top) / rows
    ink = marked[round(left + width / 2), round(top + height / 2)]
    ground = blank[round(left + width * 2.5), round(top + height * 2.5)]
    layout = Layout(left, top, right, bottom, columns, rows, ink, ground)
    palette = find_palette(window, layout)
    window.run("printf '\\033[2J\\033[H\\033[?25h'")
    return replace(layout, palette=palette)


def with_marks(window, blank):
    picture = window.picture()
    edges = blank.differences(picture)
    return edges and (picture, edges)


# A line of 32 entries of the palette, each two cells wide.
PALETTE = "for i in {0..255}; do printf '\\033[48;5;%dm  ' $i; (( i % 32 == 31 )) && printf '\\033[0m\\n'; done"


def find_palette(window, layout):
    with window.running(f"printf '\\033[2J\\033[H'; {PALETTE}"):
        picture = window.picture()
    middles = [layout.rectangle(index % 32 * 2, index // 32, (0, 0, 2, 1), margin=2) for index in range(256)]
    return tuple(tuple(map(round, picture.mean(*middle))) for middle in middles)
