"""The terminal emulators: how each is started, and what the program should choose in it."""

import shlex
import shutil
import subprocess
from dataclasses import dataclass, field
from typing import Callable

FONT = "DejaVu Sans Mono"
POINTS = 12

# The ink and the ground of a window, in the form of the arguments below.
LIGHT = ("#000000", "#ffffff")
DARK = ("#e0e0e0", "#101010")
BACKGROUNDS = {"light": LIGHT, "dark": DARK}


@dataclass(frozen=True)
class Emulator:
    name: str
    # Makes the command line from the size in cells, the background and the command to run.
    start: Callable
    # The package in apt.
    package: str = ""
    # The colours that the program should use: "24-bit", also by redefining the palette, or "256" fixed ones.
    colors: str = "24-bit"
    # The coarsest glyph set that the program may choose for the map.
    glyphs: str = "quadrant"
    # Whether the map is an image unless glyphs are asked for: no cells to compare.
    images: bool = False
    # Whether an argument sets a light or dark background.
    has_backgrounds: bool = True
    # Other commands that it needs, with their packages.
    needs: tuple = ()
    # Files in the home folder, by path, for settings without an argument.
    files: dict = field(default_factory=dict)

    def is_installed(self):
        return shutil.which(self.name) is not None

    def apt_package(self):
        return self.package or self.name

    def describe(self):
        """The name, with the version if the emulator reports it."""
        package = subprocess.run(
            ["dpkg-query", "-W", "-f", "${Version}", self.apt_package()], capture_output=True, text=True)
        if package.returncode == 0:
            return f"{self.name} {package.stdout.split(':')[-1].split('-')[0].split('+')[0]}"
        return self.name


def xterm(cols, rows, ground, run):
    return ["xterm", "-fa", FONT, "-fs", POINTS, *colors("-fg", "-bg", ground), "-geometry", f"{cols}x{rows}", "-e", *run]


def urxvt(cols, rows, ground, run):
    return ["urxvt", "-fn", f"xft:{FONT}:size={POINTS}", "+sb", *colors("-fg", "-bg", ground),
            "-geometry", f"{cols}x{rows}", "-e", *run]


def st(cols, rows, _, run):
    return ["st", "-f", f"{FONT}:size={POINTS}", "-g", f"{cols}x{rows}", "-e", *run]


def kitty(cols, rows, ground, run):
    options = {
        "initial_window_width": f"{cols}c", "initial_window_height": f"{rows}c", "remember_window_size": "no",
        "font_family": FONT, "font_size": POINTS, "update_check_interval": 0, "confirm_os_window_close": 0,
        # With a blinking cursor, two pictures of the same screen would differ.
        "cursor_blink_interval": 0, "shell_integration": "disabled",
    }
    if ground:
        options |= {"foreground": ground[0], "background": ground[1]}
    return ["kitty", "--config", "NONE", *(word for name, value in options.items() for word in ("-o", f"{name}={value}")), *run]


def alacritty(cols, rows, ground, run):
    options = {"window.dimensions.columns": cols, "window.dimensions.lines": rows,
               "font.normal.family": FONT, "font.size": POINTS}
    if ground:
        options |= {"colors.primary.foreground": f'"{ground[0]}"', "colors.primary.background": f'"{ground[1]}"'}
    words = (word for name, value in options.items() for word in ("-o", f"{name}={value}"))
    return ["alacritty", "--config-file", "/dev/null", *words, "-e", *run]


def mlterm(cols, rows, ground, run):
    return ["mlterm", "-g", f"{cols}x{rows}", *colors("--fg", "--bg", ground), "-e", *run]


def konsole(cols, rows, ground, run):
    properties = {"TerminalColumns": cols, "TerminalRows": rows, "Font": f"{FONT},{POINTS},-1,5,50,0,0,0,0,0",
                  "ScrollBarPosition": 2}
    if ground:
        properties["ColorScheme"] = "BlackOnWhite" if ground is LIGHT else "WhiteOnBlack"
    words = (word for name, value in properties.items() for word in ("-p", f"{name}={value}"))
    return [*OWN_BUS, "konsole", "--nofork", "--separate", "--hide-menubar", "--hide-tabbar", *words, "-e", *run]


def xfce4_terminal(cols, rows, ground, run):
    return [*OWN_BUS, "xfce4-terminal", "--disable-server", "--geometry", f"{cols}x{rows}", "--font", f"{FONT} {POINTS}",
            "--hide-scrollbar", "--hide-menubar", "--hide-toolbar", *colors("--color-text=", "--color-bg=", ground),
            "-x", *run]


def terminology(cols, rows, _, run):
    # It takes a line for a shell instead of separate words.
    return ["terminology", "-g", f"{cols}x{rows}", "-f", f"{FONT}/{POINTS}", "-e", " ".join(map(shlex.quote, run))]


# The emulators of desktops look for a session bus.
OWN_BUS = ("dbus-run-session", "--")
BUS = (("dbus-run-session", "dbus-x11"),)


def colors(ink_option, ground_option, ground):
    if not ground:
        return []
    if ink_option.endswith("="):
        return [ink_option + ground[0], ground_option + ground[1]]
    return [ink_option, ground[0], ground_option, ground[1]]


MLTERM_FILES = {
    ".mlterm/main": f"type_engine = xft\nscrollbar_mode = none\nfontsize = {POINTS * 4 // 3}\n",
    # It does not look for missing glyphs in other fonts, and its font has no braille.
    ".mlterm/aafont": f"DEFAULT = {FONT}\nU+2800-28FF = DejaVu Sans\n",
}

ALL = [
    Emulator("xterm", xterm),
    Emulator("kitty", kitty, glyphs="sextant"),
    Emulator("konsole", konsole, glyphs="sextant", images=True, needs=BUS),
    Emulator("xfce4-terminal", xfce4_terminal, glyphs="sextant", needs=BUS),
    Emulator("alacritty", alacritty),
    Emulator("urxvt", urxvt, package="rxvt-unicode"),
    Emulator("st", st, package="stterm", has_backgrounds=False),
    Emulator("mlterm", mlterm, files=MLTERM_FILES),
    Emulator("terminology", terminology, colors="256", has_backgrounds=False),
]
