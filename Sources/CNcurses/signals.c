// All code here that runs in a signal handler is async-signal-safe.

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "CNcurses.h"
#include "internal.h"

// MARK: Restoring the terminal

static struct {
  volatile sig_atomic_t is_held;
  int input;
  struct termios before, ours;
  // Two buffers, so that one is complete for a signal handler while the other is written.
  struct {
    char bytes[8192];
    size_t count;
  } restoring[2];
  volatile sig_atomic_t current;
} terminal;

void cn_hold(int input) {
  static bool is_registered;
  if (!is_registered) is_registered = atexit(cn_restore) == 0;
  terminal.input = input;
  tcgetattr(input, &terminal.before);
  terminal.ours = terminal.before;
  terminal.is_held = 1;
}

void cn_set_restoring_bytes(const char *bytes, size_t count) {
  int other = !terminal.current;
  size_t capacity = sizeof terminal.restoring[other].bytes;
  terminal.restoring[other].count = count < capacity ? count : capacity;
  memcpy(terminal.restoring[other].bytes, bytes, terminal.restoring[other].count);
  terminal.current = other;
}

void cn_read_single_keys(void) {
  terminal.ours = terminal.before;
  terminal.ours.c_iflag &= ~(tcflag_t)(IXON | BRKINT | PARMRK | ICRNL | INLCR | IGNCR | ISTRIP);
  terminal.ours.c_lflag &= ~(tcflag_t)(ICANON | ISIG | IEXTEN | ECHO);
  terminal.ours.c_cc[VMIN] = 1;
  terminal.ours.c_cc[VTIME] = 0;
  tcsetattr(terminal.input, TCSADRAIN, &terminal.ours);
}

void cn_save_modes(void) { tcgetattr(terminal.input, &terminal.ours); }

void cn_resume(void) {
  terminal.is_held = 1;
  tcsetattr(terminal.input, TCSADRAIN, &terminal.ours);
}

void cn_restore(void) {
  if (!terminal.is_held) return;
  terminal.is_held = 0;
  int error = errno;
  // tcsetattr would stop a process in the background before its end.
  sigset_t stops, masked;
  sigemptyset(&stops);
  sigaddset(&stops, SIGTTOU);
  pthread_sigmask(SIG_BLOCK, &stops, &masked);
  // A stalled terminal must not delay the end either. Its unread output is a picture that no one will
  // see; it is discarded to make room for the restoring bytes.
  int flags = fcntl(STDOUT_FILENO, F_GETFL);
  fcntl(STDOUT_FILENO, F_SETFL, flags | O_NONBLOCK);
  const char *bytes = terminal.restoring[terminal.current].bytes;
  size_t count = terminal.restoring[terminal.current].count;
  size_t written = write_all(STDOUT_FILENO, bytes, count);
  if (written < count && tcflush(STDOUT_FILENO, TCOFLUSH) == 0)
    write_all(STDOUT_FILENO, bytes, count);
  fcntl(STDOUT_FILENO, F_SETFL, flags);
  tcsetattr(terminal.input, TCSANOW, &terminal.before);
  pthread_sigmask(SIG_SETMASK, &masked, NULL);
  errno = error;
}

// MARK: Crashes

static void handle(int signal_number, void (*handler)(int), int flags) {
  struct sigaction action = {0};
  action.sa_handler = handler;
  action.sa_flags = flags;
  sigemptyset(&action.sa_mask);
  sigaction(signal_number, &action, NULL);
}

static void unblock(int signal_number) {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, signal_number);
  pthread_sigmask(SIG_UNBLOCK, &set, NULL);
}

_Noreturn void cn_die(int signal_number) {
  cn_restore();
  handle(signal_number, SIG_DFL, 0);
  unblock(signal_number);
  raise(signal_number);
  _exit(128 + signal_number);
}

static void crash(int signal_number) {
  static const char message[] = "error: the program crashed; please report what you did\n";
  cn_restore();
  write_all(STDERR_FILENO, message, sizeof message - 1);
  cn_die(signal_number);
}

void cn_catch_crashes(void) {
  // A separate stack, because the fault may be a full stack.
  static char stack[64 * 1024];
  stack_t alternate = {.ss_sp = stack, .ss_size = sizeof stack};
  sigaltstack(&alternate, NULL);
  static const int faults[] = {SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGFPE, SIGABRT, SIGSYS};
  for (size_t i = 0; i < sizeof faults / sizeof *faults; i++)
    handle(faults[i], crash, SA_ONSTACK | (int)SA_RESETHAND);
}

// MARK: Signals that the program handles

static int pipe_ends[2] = {-1, -1};
static volatile sig_atomic_t ending;
static const int ends[] = {SIGHUP, SIGINT, SIGQUIT, SIGTERM};
enum { END_COUNT = sizeof ends / sizeof *ends };

int cn_signal_file(void) { return pipe_ends[0]; }

static void note(int signal_number) {
  int error = errno;
  unsigned char byte = (unsigned char)signal_number;
  // If the pipe is full, the program is notified already.
  (void)!write(pipe_ends[1], &byte, 1);
  errno = error;
}

static void end_now(int signal_number) {
  (void)signal_number;
  cn_die(ending);
}

static void note_end(int signal_number) {
  if (ending) cn_die(signal_number);
  ending = signal_number;
  handle(SIGALRM, end_now, 0);
  alarm(2);
  note(signal_number);
}

static bool is_ignored(int signal_number) {
  struct sigaction present;
  return sigaction(signal_number, NULL, &present) == 0 && present.sa_handler == SIG_IGN;
}

static void prepare(int file) {
  fcntl(file, F_SETFL, fcntl(file, F_GETFL) | O_NONBLOCK);
  fcntl(file, F_SETFD, FD_CLOEXEC);
}

bool cn_watch_signals(void) {
  if (pipe_ends[0] < 0) {
    if (pipe(pipe_ends) != 0) return false;
    prepare(pipe_ends[0]);
    prepare(pipe_ends[1]);
  }
  handle(SIGWINCH, note, SA_RESTART);
  handle(SIGCONT, note, SA_RESTART);
  handle(SIGTSTP, note, SA_RESTART);
  // Signals that nohup or similar programs made the process ignore stay ignored.
  for (int i = 0; i < END_COUNT; i++)
    if (!is_ignored(ends[i])) handle(ends[i], note_end, SA_RESTART);
  return true;
}

void cn_release_signals(void) {
  handle(SIGWINCH, SIG_DFL, 0);
  handle(SIGCONT, SIG_DFL, 0);
  handle(SIGTSTP, SIG_DFL, 0);
  for (int i = 0; i < END_COUNT; i++)
    if (!is_ignored(ends[i])) handle(ends[i], SIG_DFL, 0);
}

int cn_next_signal(void) {
  unsigned char byte;
  return read(pipe_ends[0], &byte, 1) == 1 ? byte : 0;
}

void cn_stop(bool whole_job) {
  if (whole_job) {
    handle(SIGTSTP, SIG_IGN, 0);
    kill(0, SIGTSTP);
  }
  // The process stops itself separately: raise returns only after it was continued.
  handle(SIGTSTP, SIG_DFL, 0);
  handle(SIGCONT, SIG_DFL, 0);
  unblock(SIGTSTP);
  raise(SIGTSTP);
  handle(SIGTSTP, note, SA_RESTART);
  handle(SIGCONT, note, SA_RESTART);
}
