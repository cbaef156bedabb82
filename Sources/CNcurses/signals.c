// Everything here that runs in a handler is async-signal-safe.

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "CNcurses.h"
#include "internal.h"

// MARK: Giving the terminal back

static struct {
  volatile sig_atomic_t is_held;
  int input;
  struct termios before, ours;
  // Two, so that a signal finds a whole one while the other is written.
  struct {
    char bytes[8192];
    size_t count;
  } leave[2];
  volatile sig_atomic_t current;
} terminal;

void cn_hold(int input) {
  static bool is_registered;
  if (!is_registered) is_registered = atexit(cn_give_back) == 0;
  terminal.input = input;
  tcgetattr(input, &terminal.before);
  terminal.ours = terminal.before;
  terminal.is_held = 1;
}

void cn_set_leave(const char *leave, size_t count) {
  int other = !terminal.current;
  size_t capacity = sizeof terminal.leave[other].bytes;
  terminal.leave[other].count = count < capacity ? count : capacity;
  memcpy(terminal.leave[other].bytes, leave, terminal.leave[other].count);
  terminal.current = other;
}

void cn_take_keys(void) {
  terminal.ours = terminal.before;
  terminal.ours.c_iflag &= ~(tcflag_t)(IXON | BRKINT | PARMRK | ICRNL | INLCR | IGNCR | ISTRIP);
  terminal.ours.c_lflag &= ~(tcflag_t)(ICANON | ISIG | IEXTEN | ECHO);
  terminal.ours.c_cc[VMIN] = 1;
  terminal.ours.c_cc[VTIME] = 0;
  tcsetattr(terminal.input, TCSADRAIN, &terminal.ours);
}

void cn_save_modes(void) { tcgetattr(terminal.input, &terminal.ours); }

void cn_take_again(void) {
  terminal.is_held = 1;
  tcsetattr(terminal.input, TCSADRAIN, &terminal.ours);
}

void cn_give_back(void) {
  if (!terminal.is_held) return;
  terminal.is_held = 0;
  int error = errno;
  // In the background, tcsetattr would stop the process before it could end.
  sigset_t stops, masked;
  sigemptyset(&stops);
  sigaddset(&stops, SIGTTOU);
  pthread_sigmask(SIG_BLOCK, &stops, &masked);
  // A terminal that has stalled must not hold up the end either. What it has not read yet is a picture
  // that nobody will see: it makes room for the bytes that undo.
  int flags = fcntl(STDOUT_FILENO, F_GETFL);
  fcntl(STDOUT_FILENO, F_SETFL, flags | O_NONBLOCK);
  const char *leave = terminal.leave[terminal.current].bytes;
  size_t count = terminal.leave[terminal.current].count;
  size_t written = write_all(STDOUT_FILENO, leave, count);
  if (written < count && tcflush(STDOUT_FILENO, TCOFLUSH) == 0)
    write_all(STDOUT_FILENO, leave, count);
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
  cn_give_back();
  handle(signal_number, SIG_DFL, 0);
  unblock(signal_number);
  raise(signal_number);
  _exit(128 + signal_number);
}

static void crash(int signal_number) {
  static const char message[] = "error: the program crashed; please report what you did\n";
  cn_give_back();
  write_all(STDERR_FILENO, message, sizeof message - 1);
  cn_die(signal_number);
}

void cn_catch_crashes(void) {
  // A stack of its own, because the fault may be that the stack is full.
  static char stack[64 * 1024];
  stack_t alternate = {.ss_sp = stack, .ss_size = sizeof stack};
  sigaltstack(&alternate, NULL);
  static const int faults[] = {SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGFPE, SIGABRT, SIGSYS};
  for (size_t i = 0; i < sizeof faults / sizeof *faults; i++)
    handle(faults[i], crash, SA_ONSTACK | (int)SA_RESETHAND);
}

// MARK: Signals that the program answers

static int pipe_ends[2] = {-1, -1};
static volatile sig_atomic_t ending;
static const int ends[] = {SIGHUP, SIGINT, SIGQUIT, SIGTERM};
enum { END_COUNT = sizeof ends / sizeof *ends };

int cn_signal_file(void) { return pipe_ends[0]; }

static void note(int signal_number) {
  int error = errno;
  unsigned char byte = (unsigned char)signal_number;
  // A full pipe holds enough to wake the program.
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
  // What nohup and the like told the process to ignore stays ignored.
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

void cn_stop(bool everyone) {
  if (everyone) {
    handle(SIGTSTP, SIG_IGN, 0);
    kill(0, SIGTSTP);
  }
  // The process stops itself apart from its job: raise returns only when it has been continued.
  handle(SIGTSTP, SIG_DFL, 0);
  handle(SIGCONT, SIG_DFL, 0);
  unblock(SIGTSTP);
  raise(SIGTSTP);
  handle(SIGTSTP, note, SA_RESTART);
  handle(SIGCONT, note, SA_RESTART);
}
