"""The program in a pseudo-terminal: keys in, the screen out, and what the system says of its process."""

import fcntl
import json
import os
import select
import signal
import struct
import subprocess
import sys
import termios
import time

from screen import Screen

JOB = os.path.join(os.path.dirname(os.path.abspath(__file__)), "job.py")


def busyness():
    """How many times longer everything may take because other programs want the processors, too."""
    return max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1))


class Fault(Exception):
    """Something that the program must not do."""


class Slow(Fault):
    """Something that must happen within a time, and did not."""


class Session:
    """One run of the program.

    Reading is slow if `rate` is a number of bytes a second, and stops while it is 0.
    """

    def __init__(self, program, arguments, folder, size=(120, 40), limits=None):
        self.screen = Screen(*size)
        self.rate = None
        self.allowance = 0.0
        self.last = time.monotonic()
        self.received = 0
        self.sent = []
        self.stops = 0
        self.status = None
        self.same = None
        self.pid = None
        self.is_open = True
        self.most = 0
        reports, report = os.pipe()
        self.reports = reports
        self.report_rest = b""
        os.set_blocking(reports, False)
        self.terminal, inner = os.openpty()
        self.set_size(size)
        environment = {
            key: value for key, value in os.environ.items()
            if key not in ("LINES", "COLUMNS", "NO_COLOR", "TMUX", "TERM_PROGRAM")}
        environment |= {
            "TERM": "xterm-256color", "COLORTERM": "truecolor", "LC_ALL": "C.UTF-8", "HOME": folder,
            "XDG_CONFIG_HOME": folder, "XDG_STATE_HOME": folder,
            # A crash is to end the program, not to begin a conversation.
            "SWIFT_BACKTRACE": "enable=no"}

        def prepare():
            os.setsid()
            fcntl.ioctl(0, termios.TIOCSCTTY, 0)
            if limits:
                limits()

        self.job = subprocess.Popen(
            [sys.executable, "-B", JOB, str(report), program, *arguments], stdin=inner, stdout=inner,
            stderr=inner, cwd=folder, env=environment, pass_fds=[report], preexec_fn=prepare)
        os.close(inner)
        os.close(report)
        os.set_blocking(self.terminal, False)
        self.wait_until(lambda: self.pid is not None, 30, "the program begins")

    # Bytes

    def send(self, data):
        """Sends bytes; they count as sent when the terminal has taken them."""
        if isinstance(data, str):
            data = data.encode()
        self.sent.append(data)
        del self.sent[:-40]
        begin = time.monotonic()
        while data and self.is_alive:
            try:
                data = data[os.write(self.terminal, data):]
            except BlockingIOError:
                if time.monotonic() - begin > 60 * busyness():
                    raise Fault("it takes no keys for a minute") from None
                self.turn(0.01)
            except OSError:
                return

    def turn(self, seconds):
        """Lets time pass and reads what comes, as fast as the terminal reads."""
        end = time.monotonic() + seconds
        while True:
            now = time.monotonic()
            if self.rate:
                self.allowance = min(self.allowance + (now - self.last) * self.rate, self.rate)
            self.last = now
            self.read_reports()
            most = 1 << 16 if self.rate is None else int(self.allowance)
            if self.is_open and most > 0 and self.read(most, min(0.02, max(0, end - now))):
                continue
            if now >= end or not self.is_open and self.status is not None:
                return
            if not self.is_open or most == 0:
                time.sleep(min(0.005, max(0.0, end - now)))

    def read(self, most, seconds):
        """Whether something was read."""
        if not select.select([self.terminal], [], [], seconds)[0]:
            return False
        try:
            data = os.read(self.terminal, most)
        except BlockingIOError:
            return False
        except OSError:
            data = b""
        if not data:
            self.close_terminal()
            return False
        self.allowance -= len(data) if self.rate is not None else 0
        self.received += len(data)
        self.screen.feed(data)
        return True

    def read_reports(self):
        if self.reports is None:
            return
        try:
            data = os.read(self.reports, 1 << 16)
        except BlockingIOError:
            return
        *lines, self.report_rest = (self.report_rest + data).split(b"\n")
        for line in lines:
            report = json.loads(line)
            if report["event"] == "begun":
                self.pid = report["pid"]
            elif report["event"] == "stopped":
                self.stops += 1
                if report["same"] is False:
                    raise Fault("it stopped and left other modes of the terminal")
            else:
                self.status, self.same = report["status"], report["same"]

    def wait_until(self, condition, seconds, what):
        """Lets time pass until something is true; returns the seconds it took."""
        begin = time.monotonic()
        while not condition():
            if time.monotonic() - begin > seconds * busyness():
                raise Slow(f"not within {seconds} s, in state {self.state}: {what}\n{self.screen.text}")
            if self.status is not None:
                raise Fault(f"it ended with {self.status}: {what}\n{self.screen.text}")
            self.turn(0.002)
        return time.monotonic() - begin

    def shows(self, text):
        return text in self.screen.text

    def wait_for(self, text, seconds=20):
        return self.wait_until(lambda: self.shows(text), seconds, f"the screen shows '{text}'")

    def set_size(self, size):
        columns, rows = size
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.screen.resize(columns, rows)

    # The process

    @property
    def is_alive(self):
        self.read_reports()
        return self.status is None

    def signal(self, number):
        try:
            os.kill(self.pid, number)
        except ProcessLookupError:
            pass

    @property
    def memory(self):
        """What the process has in memory, in MB."""
        try:
            with open(f"/proc/{self.pid}/statm") as file:
                pages = int(file.read().split()[1])
        except (OSError, IndexError):
            return 0
        present = pages * os.sysconf("SC_PAGE_SIZE") / 1e6
        self.most = max(self.most, present)
        return present

    @property
    def state(self):
        """What the process is doing: R, S, T (stopped), Z, or nothing if it is gone."""
        try:
            with open(f"/proc/{self.pid}/stat") as file:
                return file.read().rsplit(")", 1)[1].split()[0]
        except (OSError, IndexError):
            return ""

    @property
    def ticks(self):
        """The processor time of the process, in clock ticks."""
        with open(f"/proc/{self.pid}/stat") as file:
            fields = file.read().rsplit(")", 1)[1].split()
        return int(fields[11]) + int(fields[12])

    # The end

    def close_terminal(self):
        if self.is_open:
            os.close(self.terminal)
            self.is_open = False

    def wait_for_end(self, seconds=10):
        """Waits for the end of the process, and checks what it leaves."""
        self.rate = None
        begin = time.monotonic()
        while self.status is None:
            if time.monotonic() - begin > seconds * busyness():
                raise Fault(f"it does not end within {seconds} s\n{self.screen.text}")
            self.turn(0.01)
        self.turn(0.05)
        if self.is_open:
            faults = self.screen.faults + ([] if self.same else ["the modes of the terminal differ"])
            if faults:
                raise Fault("the terminal is not given back: " + ", ".join(faults))
        self.finish()

    def wait_until_gone(self, seconds=10):
        """Waits for the end of a process that was killed, and can give nothing back."""
        end = time.monotonic() + seconds
        while self.status is None and time.monotonic() < end:
            self.turn(0.01)
        self.finish()

    def finish(self):
        """Ends whatever is left of the session."""
        if self.status is None and self.pid is not None:
            self.signal(signal.SIGKILL)
        self.close_terminal()
        try:
            self.job.wait(10)
        except subprocess.TimeoutExpired:
            self.job.kill()
            self.job.wait()
        if self.reports is not None:
            os.close(self.reports)
            self.reports = None
            if self.pid is not None and os.path.exists(f"/proc/{self.pid}"):
                raise Fault("a process is left")
