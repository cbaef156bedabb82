"""Runs a program as the job of a shell with job control, on the terminal of standard input:

    python3 job.py REPORT PROGRAM [ARGUMENT...]

REPORT is the number of a file descriptor that gets a line of JSON for each event: the job has begun, has
stopped (it is continued at once), or has ended. Each line says whether the modes of the terminal are those of
before; null if that cannot be told.
"""

import json
import os
import signal
import sys
import termios


def main():
    report, program = int(sys.argv[1]), sys.argv[2:]
    os.set_inheritable(report, False)
    for each in (signal.SIGTTOU, signal.SIGTTIN, signal.SIGTSTP, signal.SIGINT, signal.SIGQUIT):
        signal.signal(each, signal.SIG_IGN)
    before = termios.tcgetattr(0)

    def has_moved():
        """Whether something has happened to the job since it was last waited for."""
        every = os.WEXITED | os.WSTOPPED | os.WCONTINUED
        return os.waitid(os.P_PID, job, every | os.WNOHANG | os.WNOWAIT) is not None

    def tell(event, **more):
        try:
            same = termios.tcgetattr(0) == before
        except termios.error:
            same = None
        # Someone else may have continued it meanwhile: it has set its modes again, and may then have been stopped by
        # the terminal, whose foreground it is no longer.
        if event == "stopped" and has_moved():
            same = None
        os.write(report, (json.dumps({"event": event, "same": same, **more}) + "\n").encode())

    job = os.fork()
    if job == 0:
        os.setpgid(0, 0)
        os.tcsetpgrp(0, os.getpid())
        for each in range(1, signal.NSIG):
            if each not in (signal.SIGKILL, signal.SIGSTOP):
                try:
                    signal.signal(each, signal.SIG_DFL)
                except (OSError, ValueError):
                    pass
        os.execvp(program[0], program)
    def hang_up(number, frame):
        """As a shell does when its terminal is gone."""
        for each in (signal.SIGHUP, signal.SIGCONT):
            try:
                os.killpg(job, each)
            except ProcessLookupError:
                pass

    signal.signal(signal.SIGHUP, hang_up)
    tell("begun", pid=job)
    while True:
        try:
            _, status = os.waitpid(job, os.WUNTRACED)
        except InterruptedError:
            continue
        if not os.WIFSTOPPED(status):
            break
        try:
            os.tcsetpgrp(0, os.getpgrp())
            tell("stopped", signal=os.WSTOPSIG(status))
            os.tcsetpgrp(0, job)
        except OSError:
            pass  # The terminal is gone.
        os.killpg(job, signal.SIGCONT)
    try:
        os.tcsetpgrp(0, os.getpgrp())
    except OSError:
        pass
    tell("ended", status=os.waitstatus_to_exitcode(status))


main()
