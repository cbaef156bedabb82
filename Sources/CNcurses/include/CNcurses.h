// The part of curses that Descent uses, as plain C functions: Swift sees neither the macros nor the
// global variables of <ncurses.h>. One screen a process, on standard output; call everything but
// cn_give_back from one thread.

#ifndef CNCURSES_H
#define CNCURSES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// MARK: Terminfo

/// Sets LC_CTYPE from the environment and says whether its text is UTF-8. Where the environment asks
/// for a UTF-8 locale that is not installed, another UTF-8 locale is taken.
bool cn_set_locale(void);

/// Loads the description of a terminal: 1 found, 0 unknown or unfit, -1 no database.
int cn_load_description(const char *term);

/// A string capability of the loaded description by its terminfo name, or NULL.
const char *cn_string(const char *capability);
/// A numeric capability, or a negative number.
int cn_number(const char *capability);
bool cn_flag(const char *capability);

/// The names of all standard capabilities in the order of compiled descriptions; NULL after the last.
const char *cn_flag_name(int index);
const char *cn_number_name(int index);
const char *cn_string_name(int index);

/// Whether curses takes a description from the environment, and colours of 24 bits in it (ncurses 6.1).
bool cn_reads_descriptions(void);
/// How many cells curses takes a character for; negative where it does not know it.
int cn_width(uint32_t scalar);

// MARK: Screen

/// One cell to draw: a scalar (0 in the second cell of a wide glyph), CN_BOLD…, and a pair number.
/// The bits are those of Style.Attributes.
struct cn_cell {
  uint32_t scalar;
  uint16_t attributes;
  uint16_t pair;
};

enum { CN_BOLD = 1, CN_DIM = 2, CN_UNDERLINE = 4, CN_REVERSE = 8 };

/// Starts curses; false when it cannot. `database` is the value of TERMINFO to find the terminal's
/// description with, or NULL; the environment is afterwards what it was.
bool cn_open(const char *term, const char *database, int input);
/// Frees the screen; writes nothing.
void cn_close(void);

/// Turns colours on: how many pairs there are, 0 when there is no colour. `has_defaults` says
/// whether colour -1 stands for the terminal's own.
int cn_start_color(bool *has_defaults);
void cn_define_pair(int pair, int foreground, int background);

void cn_resize(int width, int height);
/// Puts cells into a row. What the locale cannot show in its place becomes a question mark.
void cn_put(int row, int column, const struct cn_cell *cells, int count);
/// Writes what changed.
void cn_show(void);
/// Makes the next cn_show clear the terminal and write everything.
void cn_forget(void);

// MARK: Terminal device

/// A descriptor to read keys from: standard input, else the controlling terminal, else standard
/// output; -1 without any. It stays open as long as the process runs.
int cn_find_input(void);
bool cn_get_size(int *width, int *height);
/// Writes to standard output, short of an error, and as long as the terminal takes something.
void cn_write(const char *bytes, size_t count);
/// The same to another file.
void cn_write_to(int file, const char *bytes, size_t count);
/// Sets the modes of a terminal as `stty sane` does, where they would keep a shell from working.
void cn_make_sane(int file);
/// How many bytes were read; -1 when the terminal has gone.
int cn_read(int file, uint8_t *bytes, int capacity);

enum { CN_INPUT = 1, CN_SIGNAL = 2 };

/// Waits until there is something to read, a signal came, or the seconds (negative: for ever) are over.
int cn_wait(int input, double seconds);
/// Seconds of a clock that only goes forward.
double cn_now(void);

// MARK: Giving the terminal back

/// Saves the state of the terminal, to be given back when the process ends in whatever way.
void cn_hold(int input);
/// Sets the bytes that undo what is drawn and switched on, also while signals may arrive. At most 8 kB.
void cn_set_leave(const char *leave, size_t count);
/// Switches the terminal to single keys, without echo.
void cn_take_keys(void);
/// Remembers the present modes of the terminal as the program's own.
void cn_save_modes(void);
/// Sets the program's own modes again after cn_give_back. What is to be given back stays what it was.
void cn_take_again(void);
/// Gives the terminal back if it is held. Safe in signal handlers; calls after the first do nothing.
void cn_give_back(void);

// MARK: Signals

/// Catches the signals that crash: the terminal is given back, a line says so, and the process dies
/// by the signal.
void cn_catch_crashes(void);
/// Catches the signals that resize, stop, continue and end. One that ends acts by itself when the
/// program does not within two seconds, or when another comes.
bool cn_watch_signals(void);
/// Lets these signals do what they do by default.
void cn_release_signals(void);
/// The next caught signal, or 0.
int cn_next_signal(void);
/// Stops the process, with `everyone` its whole job, until it is continued.
void cn_stop(bool everyone);
/// Gives the terminal back and dies by the signal.
_Noreturn void cn_die(int signal_number);

#endif
