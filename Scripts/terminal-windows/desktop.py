"""A virtual screen with a window of a terminal emulator that runs a shell."""

import os
import shlex
import signal
import subprocess
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

from pictures import Picture

class WindowError(Exception):
    """The window did not reach the state in which it can be checked."""

    # The output of the X server, the window manager and the emulator.
    log = ""


def wait_for(what, condition, seconds=20, pause=0.03):
    """The result of the condition, once it is true."""
    end = time.monotonic() + seconds
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > end:
            raise WindowError(f"{what}: not within {seconds} seconds")
        time.sleep(pause)


class Desktop:
    """An X server on a free display, with a window manager; everything started on it ends with it."""

    def __enter__(self):
        self.started = []
        self.folder = tempfile.TemporaryDirectory(prefix="descent-windows.", ignore_cleanup_errors=True)
        self.home = Path(self.folder.name)
        try:
            self._start()
        except BaseException as error:
            self.__exit__(type(error), error, None)
            raise
        return self

    def _start(self):
        (self.home / "run").mkdir(mode=0o700)
        self.environment = self._environment()
        self.environment["DISPLAY"] = f":{self._start_server()}"
        self.start(["openbox"])
        wait_for("the window manager starts", lambda: self.ask("xdotool", "get_num_desktops"))

    def _start_server(self):
        """The number of the display, once the server is ready."""
        reader, writer = os.pipe()
        # Without -noreset the server starts again when its last client leaves, so that a question asked too early
        # would cut off the window manager.
        self.start(
            ["Xvfb", "-displayfd", str(writer), "-noreset", "-screen", "0", "2600x1700x24", "-dpi", "96"], pass_fds=[writer])
        os.close(writer)
        with os.fdopen(reader) as answer:
            number = answer.readline().strip()
        if not number:
            raise WindowError("Xvfb found no free display")
        return number

    def _environment(self):
        """The environment of a new account: the settings of the user must not change the picture."""
        names = ("PATH", "USER", "LOGNAME", "TMPDIR")
        own = {name: os.environ[name] for name in names if name in os.environ}
        folders = {"XDG_CONFIG_HOME": ".config", "XDG_CACHE_HOME": ".cache", "XDG_DATA_HOME": ".local", "XDG_RUNTIME_DIR": "run"}
        own |= {name: str(self.home / folder) for name, folder in folders.items()}
        return own | {"HOME": str(self.home), "LANG": "C.UTF-8", "SHELL": "/bin/bash", "NO_AT_BRIDGE": "1",
                      "LIBGL_ALWAYS_SOFTWARE": "1"}

    def __exit__(self, _, error, __):
        if isinstance(error, WindowError):
            error.log = self._log()
        for process in reversed(self.started):
            self.end(process)
        self.folder.cleanup()

    def start(self, words, **options):
        with open(self.home / "log", "ab") as log:
            process = subprocess.Popen(
                [str(word) for word in words], env=self.environment, cwd=self.home, start_new_session=True,
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, **options)
        self.started.append(process)
        return process

    def end(self, process):
        """Ends a process and everything it started: each has a process group of its own."""
        for number in (signal.SIGTERM, signal.SIGKILL):
            try:
                os.killpg(process.pid, number)
                process.wait(3)
            except ProcessLookupError:
                break
            except subprocess.TimeoutExpired:
                continue
        process.poll()

    def _log(self):
        """The last lines of output of everything started here, for a message."""
        lines = (self.home / "log").read_bytes().decode(errors="replace").splitlines()[-8:]
        return "".join(f"\n  {line}" for line in lines)

    def ask(self, *words):
        """The output of a program; empty if it fails."""
        try:
            done = subprocess.run(words, env=self.environment, capture_output=True, timeout=10)
        except subprocess.TimeoutExpired:
            return b""
        return done.stdout if done.returncode == 0 else b""


class Window:
    """A terminal emulator with an interactive shell in it."""

    def __init__(self, desktop, emulator, program, size=(80, 24), ground=None):
        self.desktop, self.emulator, self.program, self.size = desktop, emulator, program, size
        self.folder = Path(tempfile.mkdtemp(dir=desktop.home, prefix="window."))
        self.count = 0
        for path, text in emulator.files.items():
            file = desktop.home / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text)
        self._write_shell()
        self.process = desktop.start(emulator.start(*size, ground, [str(self.folder / "shell")]))
        try:
            self.id = wait_for(f"{emulator.name} opens a window", self._find)
            wait_for("the shell starts", lambda: (self.folder / "ready").exists())
            wait_for("the shell reads typed text", self._is_awake)
        except BaseException:
            self.close()
            raise

    def _write_shell(self):
        """A shell without the settings of the user, in a folder where each script has a short name."""
        shell = self.folder / "shell"
        shell.write_text(f"#!/bin/sh\ncd {shlex.quote(str(self.folder))}\nexec bash --noprofile --rcfile ./settings -i\n")
        shell.chmod(0o755)
        (self.folder / "settings").write_text(f"PS1='$ '\nunset HISTFILE PROMPT_COMMAND\nDESCENT={shlex.quote(str(self.program))}\n: >ready\n")

    def _find(self):
        if self.process.poll() is not None:
            raise WindowError(f"{self.emulator.name} ended at once, with status {self.process.returncode}")
        active = self.desktop.ask("xdotool", "getactivewindow").strip().decode()
        return active if active.isdigit() and active != "0" else None

    def _is_awake(self):
        """Types until the shell has read it: Terminology opens with a dialogue over the prompt, which Return closes,
        and accepts keys only after a click."""
        self.desktop.ask("xdotool", "windowmove", self.id, "5", "5", "windowfocus", "--sync", self.id)
        self.picture()
        self.click(200, 200)
        self.type(": >awake\n")
        try:
            return wait_for("an answer", (self.folder / "awake").exists, seconds=1)
        except WindowError:
            return False

    def close(self):
        self.desktop.end(self.process)

    # Pictures

    def glance(self):
        return Picture.from_ppm(wait_for("a picture of the window", self._try_glance))

    def _try_glance(self):
        status = self.process.poll()
        if status is not None:
            how = f"crashed (signal {-status})" if status < 0 else f"ended (status {status})"
            raise WindowError(f"{self.emulator.name} itself {how}")
        return self.desktop.ask("import", "-silent", "-window", self.id, "-depth", "8", "ppm:-")

    def picture(self, seconds=10):
        """The picture, once it has stopped changing."""
        end = time.monotonic() + seconds
        former = self.glance()
        while True:
            time.sleep(0.1)
            present = self.glance()
            if present == former:
                return present
            if time.monotonic() > end:
                raise WindowError("the window does not stop changing")
            former = present

    # Keys

    def type(self, text):
        self.desktop.ask("xdotool", "type", "--clearmodifiers", "--delay", "15", text)

    def key(self, name):
        self.desktop.ask("xdotool", "key", "--clearmodifiers", name)

    def click(self, x, y):
        self.desktop.ask("xdotool", "mousemove", "--window", self.id, str(x), str(y), "click", "1")

    # The shell

    def run(self, script):
        """Runs lines in the shell, and waits until the terminal has read all of their output."""
        with self.running(script):
            pass

    @contextmanager
    def running(self, script):
        """The same, with an action before the shell shows its prompt."""
        self.count += 1
        name = f"{self.count}"
        # A question follows the output: its answer shows that the terminal has read the output.
        end = ("was=$(stty -g); stty -echo; printf '\\033[6n'; IFS= read -rd R -t 5 _; stty \"$was\"\n"
               f": >{name}.done\n"
               f"until [ -e {name}.go ]; do sleep 0.02; done\n")
        (self.folder / name).write_text(script + "\n" + end)
        self.type(f". ./{name}\n")
        wait_for(f"the shell runs {script[:60]!r}", lambda: (self.folder / f"{name}.done").exists())
        yield
        (self.folder / f"{name}.go").touch()

    def read(self, name):
        """A file that a script writes, once it has a whole line; else None."""
        try:
            # A file that is still being written may end in half a character.
            text = (self.folder / name).read_text(errors="replace")
        except FileNotFoundError:
            return None
        return text if text.endswith("\n") else None
