"""A page with a picture of every view in every emulator, size and background, to look at."""

import html
from pathlib import Path

from desktop import Desktop, Window, WindowError
from emulators import BACKGROUNDS
from session import Session

SIZES = ((80, 24), (120, 40))
# The title, the arguments, and a text that the recording must show before the picture is taken.
VIEWS = (
    ("default race", ("--paused", "--step", "60"), "step 60"),
    ("Rosenbrock", ("rosenbrock", "--view", "overlay", "--paused", "--step", "160"), "step 160"),
    ("basins", ("himmelblau", "--panel", "basins", "--paused", "--step", "25"), "step 25"),
    ("relief", ("himmelblau", "--view", "3d", "--paused", "--step", "60"), "step 60"),
)

STYLE = """
body { font: 15px sans-serif; margin: 2em; background: #ddd; }
figure { display: inline-block; margin: 0 1em 1em 0; vertical-align: top; }
img { width: 560px; display: block; }
figcaption { max-width: 560px; }
.wrong { color: #a00; font-weight: bold; }
"""


class Page:
    def __init__(self, folder, report):
        self.folder, self.report, self.sections = Path(folder), report, []
        self.folder.mkdir(parents=True, exist_ok=True)

    def add(self, emulator, program, _):
        self.sections.append(f"<h2>{html.escape(emulator.describe())}</h2>")
        grounds = BACKGROUNDS if emulator.has_backgrounds else {"its own": None}
        for size in SIZES:
            for name, ground in grounds.items():
                self._add_window(emulator, program, size, name, ground)
        self._write()

    def _add_window(self, emulator, program, size, ground_name, ground):
        where = f"{emulator.name} {size[0]}×{size[1]} {ground_name}"
        try:
            with Desktop() as desktop:
                session = Session(Window(desktop, emulator, program, size, ground))
                for view, arguments, text in VIEWS:
                    self._add_view(session, f"{where}: {view}", arguments, text)
        except WindowError as error:
            self.report.fail(f"{where}: {error}{error.log}")

    def _add_view(self, session, title, arguments, text):
        session.start(*arguments, until=text)
        picture, result = session.compare()
        problems = result.problems()
        self.report.check(not problems, f"{title} ({result.figures()})", "; ".join(problems))
        session.quit()
        file = self.report.keep(title, picture)
        state = f'<span class="wrong">{html.escape("; ".join(problems))}</span>' if problems else html.escape(result.figures())
        self.sections.append(
            f'<figure><a href="{file.name}"><img src="{file.name}" alt=""></a>'
            f"<figcaption>{html.escape(title)}<br>{state}</figcaption></figure>")

    def _write(self):
        """Written again after every emulator, so that it can be looked at while the rest is still running."""
        text = "\n".join(self.sections)
        (self.folder / "index.html").write_text(
            f'<!doctype html>\n<meta charset="utf-8">\n<title>Descent in real terminals</title>\n<style>{STYLE}</style>\n'
            f"<h1>Descent in real terminals</h1>\n{text}\n")
