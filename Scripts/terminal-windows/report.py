"""The report on a terminal while it is checked."""

import re
import sys


class Report:
    """Prints which checks passed and which failed; keeps pictures of the failures."""

    def __init__(self, folder):
        self.folder = folder
        self.failures = 0

    def ok(self, text):
        print(f"ok: {text}", flush=True)

    def note(self, text):
        print(f"note: {text}", flush=True)

    def fail(self, text, picture=None):
        self.failures += 1
        seen = f" (the picture: {self.keep(text, picture)})" if picture else ""
        print(f"failed: {text}{seen}", file=sys.stderr, flush=True)

    def check(self, holds, text, otherwise=None, picture=None):
        if holds:
            self.ok(text)
        else:
            self.fail(f"{text}: {otherwise}" if otherwise else text, picture)
        return holds

    def keep(self, name, picture):
        self.folder.mkdir(parents=True, exist_ok=True)
        file = self.folder / f"{re.sub('[^a-z0-9]+', '-', name[:60].lower()).strip('-')}.png"
        file.write_bytes(picture.png())
        return file
