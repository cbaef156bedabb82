#include <errno.h>
#include <fcntl.h>
#include <sys/ioctl.h>
#include <sys/select.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#include "CNcurses.h"
#include "internal.h"

int cn_find_input(void) {
  if (isatty(STDIN_FILENO)) return STDIN_FILENO;
  int controlling = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
  if (controlling >= 0) return controlling;
  int flags = fcntl(STDOUT_FILENO, F_GETFL);
  bool is_readable = flags >= 0 && (flags & O_ACCMODE) != O_WRONLY;
  return is_readable && isatty(STDOUT_FILENO) ? STDOUT_FILENO : -1;
}

bool cn_get_size(int *width, int *height) {
  struct winsize size;
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0) return false;
  if (size.ws_col == 0 || size.ws_row == 0) return false;
  *width = size.ws_col;
  *height = size.ws_row;
  return true;
}

bool cn_get_pixels(int *width, int *height) {
  struct winsize size;
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0) return false;
  if (size.ws_xpixel == 0 || size.ws_ypixel == 0) return false;
  *width = size.ws_xpixel;
  *height = size.ws_ypixel;
  return true;
}

size_t write_all(int file, const char *bytes, size_t count) {
  size_t done = 0;
  while (done < count) {
    ssize_t written = write(file, bytes + done, count - done);
    if (written >= 0) {
      done += (size_t)written;
    } else if (errno == EAGAIN) {
      fd_set files;
      FD_ZERO(&files);
      FD_SET(file, &files);
      struct timeval limit = {1, 0};
      if (select(file + 1, NULL, &files, NULL, &limit) == 0) break;
    } else if (errno != EINTR) {
      break;
    }
  }
  return done;
}

void cn_write_to(int file, const char *bytes, size_t count) { write_all(file, bytes, count); }

void cn_write(const char *bytes, size_t count) { cn_write_to(STDOUT_FILENO, bytes, count); }

void cn_make_sane(int file) {
  struct termios modes;
  if (tcgetattr(file, &modes) != 0) return;
  modes.c_iflag &= ~(tcflag_t)(IGNBRK | PARMRK | ISTRIP | INLCR | IGNCR);
  modes.c_iflag |= BRKINT | ICRNL | IXON;
  modes.c_oflag |= OPOST | ONLCR;
  modes.c_lflag |= ISIG | ICANON | IEXTEN | ECHO | ECHOE | ECHOK;
  tcsetattr(file, TCSADRAIN, &modes);
}

int cn_read(int file, uint8_t *bytes, int capacity) {
  ssize_t count = read(file, bytes, (size_t)capacity);
  if (count > 0) return (int)count;
  return count < 0 && (errno == EINTR || errno == EAGAIN) ? 0 : -1;
}

// select, because poll does not support terminals on macOS.
int cn_wait(int input, double seconds) {
  int signals = cn_signal_file();
  fd_set files;
  FD_ZERO(&files);
  FD_SET(input, &files);
  if (signals >= 0) FD_SET(signals, &files);
  double bounded = seconds < 1e6 ? seconds : 1e6;
  time_t whole = (time_t)bounded;
  struct timeval limit = {whole, (suseconds_t)((bounded - (double)whole) * 1e6)};
  int last = input > signals ? input : signals;
  if (select(last + 1, &files, NULL, NULL, seconds < 0 ? NULL : &limit) <= 0) return 0;
  return (FD_ISSET(input, &files) ? CN_INPUT : 0)
      | (signals >= 0 && FD_ISSET(signals, &files) ? CN_SIGNAL : 0);
}

double cn_now(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}
