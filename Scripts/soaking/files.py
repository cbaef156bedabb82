"""Exports and recordings where they cannot be written: the old file is whole, or the new one readable as far as it goes."""

import json
import os
import resource
import signal
import subprocess
import tempfile

from session import Fault

OLD = b"the old file\n"


class FullDisk:
    """A folder on a disk with little room; without the right to mount one, files may not get longer."""

    def __init__(self, soak, kilobytes):
        self.folder = tempfile.mkdtemp(dir=soak.folder)
        self.kilobytes = kilobytes
        self.is_mounted = os.geteuid() == 0 and subprocess.run(
            ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "descent-soak", self.folder],
            capture_output=True, check=False).returncode == 0
        soak.count("full disks" if self.is_mounted else "limits of a file's length")

    def limits(self):
        """Called in the process that is limited."""
        if not self.is_mounted:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (self.kilobytes * 1024,) * 2)

    def make_read_only(self):
        """Whether the folder takes no files now: for the superuser that needs a disk."""
        if self.is_mounted:
            command = ["mount", "-o", "remount,ro", self.folder]
            return subprocess.run(command, capture_output=True, check=False).returncode == 0
        os.chmod(self.folder, 0o500)
        return os.geteuid() != 0

    def close(self):
        if self.is_mounted:
            subprocess.run(["umount", "-l", self.folder], check=False)


def put_old(path):
    with open(path, "wb") as file:
        file.write(OLD)


def check_old(path):
    with open(path, "rb") as file:
        if file.read() != OLD:
            raise Fault(f"the old file {path} is changed")


def check_recording(path):
    """Every line of a recording can be read."""
    with open(path, encoding="utf-8") as file:
        lines = file.read().split("\n")
    # A killed program may leave half a line.
    for number, line in enumerate(lines[:-1]):
        entry = json.loads(line)
        if number and not (isinstance(entry, list) and len(entry) == 3):
            raise Fault(f"{path}: line {number + 1} is no event")
    return len(lines) - 1


def check_leftovers(folder):
    left = [name for name in os.listdir(folder) if name.endswith(".part")]
    if left:
        raise Fault(f"left in the folder: {left}")


def export(session, kind, path, replacing=False):
    """Asks for an export; the answer is on the screen afterwards."""
    session.send("e")
    session.wait_for("recording")
    session.send(kind)
    session.turn(0.1)
    session.send("\r")
    session.wait_for(f"write the {kind} to")
    session.send("\x15" + path + "\r")
    if replacing:
        session.wait_for("exists")
        session.send("\r")


def leave(session):
    """Leaves the prompt for a file."""
    session.send("\x1b")
    session.wait_until(lambda: not session.shows("write the "), 20, "Esc leaves the prompt")


def exports(soak):
    """Exports onto a full disk and into a folder without permission."""
    disk = FullDisk(soak, 16)
    try:
        session = soak.open("himmelblau", "--step", "300", "--paused", size=(120, 40), limits=disk.limits)
        session.wait_for("step 300")
        for kind, ending in (("picture", "svg"), ("csv", "csv"), ("json", "json"), ("figure", "svg")):
            path = os.path.join(disk.folder, f"a.{ending}")
            put_old(path)
            export(session, kind, path, replacing=True)
            session.wait_until(
                lambda: session.shows("No space left") or session.shows("too large"), 20, f"{kind} says why")
            leave(session)
            check_old(path)
            check_leftovers(disk.folder)
            soak.count("exports that failed and left the old file")
        if disk.make_read_only():
            export(session, "csv", os.path.join(disk.folder, "new.csv"))
            session.wait_for("no file can be written in this folder", 20)
            leave(session)
            soak.count("exports into a read-only folder")
        soak.quit(session)
    finally:
        disk.close()


def recordings(soak):
    """Recordings onto a full disk, and of a program that is killed."""
    disk = FullDisk(soak, 64)
    try:
        path = os.path.join(disk.folder, "a.cast")
        session = soak.open("himmelblau", "--record", path, size=(120, 40), limits=disk.limits)
        session.wait_until(
            lambda: session.shows("No space left") or session.shows("too large"), 60, "the recording says why it ends")
        soak.quit(session)
        soak.count("lines of recordings on a full disk", check_recording(path))
    finally:
        disk.close()
    for replacing in (False, True):
        folder = tempfile.mkdtemp(dir=soak.folder)
        path = os.path.join(folder, "b.cast")
        session = soak.open("himmelblau", size=(120, 40))
        session.wait_for("step")
        if replacing:
            put_old(path)
        export(session, "recording", path, replacing)
        session.wait_until(lambda: not session.shows("write the recording"), 20, "the recording begins")
        session.turn(soak.random.choice([0.2, 1]))
        session.signal(signal.SIGKILL)
        session.wait_until_gone()
        if replacing:
            check_old(path)
            parts = [os.path.join(folder, name) for name in os.listdir(folder) if name.endswith(".part")]
            soak.count("lines of recordings of a killed program", sum(map(check_recording, parts)))
        else:
            soak.count("lines of recordings of a killed program", check_recording(path))
