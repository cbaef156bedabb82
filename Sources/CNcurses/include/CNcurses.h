// The part of curses that Descent uses, as plain C functions, so that Swift needs neither the macros
// nor the global variables of <ncurses.h>. A process has at most one screen, on standard output. Call
// all functions except cn_restore from one thread.

#ifndef CNCURSES_H
#define CNCURSES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// MARK: Terminfo

/// Sets LC_CTYPE from the environment and returns whether its encoding is UTF-8. If the environment
/// names a UTF-8 locale that is not installed, another UTF-8 locale is used.
bool cn_set_locale(void);

/// Loads the description of a terminal: 1 if it was found, 0 if it is unknown or unfit, -1 without a
/// database.
int cn_load_description(const char *term);

/// A string capability of the loaded description by its terminfo name, or NULL.
const char *cn_string(const char *capability);
/// A numeric capability, or a negative number.
int cn_number(const char *capability);
/// Whether a flag is set.
bool cn_flag(const char *capability);

/// The names of all standard capabilities, in the order of compiled descriptions; NULL after the last.
const char *cn_flag_name(int index);
const char *cn_number_name(int index);
const char *cn_string_name(int index);

/// Whether curses reads a description with colours of 24 bits from the environment (ncurses 6.1).
bool cn_reads_descriptions(void);
/// The number of cells of a character; negative if curses does not know it.
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

/// Starts curses and returns whether that succeeded. `database` is a value of TERMINFO in which to find
/// the terminal's description, or NULL; the environment is unchanged afterwards.
bool cn_open(const char *term, const char *database, int input);
/// Frees the screen without writing anything.
void cn_close(void);

/// Turns colours on and returns the number of pairs, 0 without colours. `has_defaults` is set if colour
/// -1 stands for the terminal's default.
int cn_start_color(bool *has_defaults);
void cn_define_pair(int pair, int foreground, int background);

void cn_resize(int width, int height);
/// Puts cells into a row. A character that the locale cannot show becomes a question mark.
void cn_put(int row, int column, const struct cn_cell *cells, int count);
/// Writes the changes to the terminal.
void cn_show(void);
/// Clears the window; the next cn_show clears the terminal and writes everything.
void cn_clear(void);

// MARK: Terminal device

/// A descriptor for reading keys: standard input, else the controlling terminal, else standard output;
/// -1 if none is a terminal. It stays open until the process ends.
int cn_find_input(void);
/// The size of the terminal on standard output in cells; false if it is unknown.
bool cn_get_size(int *width, int *height);
/// The size of that terminal's text area in pixels; false if it is unknown.
bool cn_get_pixels(int *width, int *height);
/// Writes to standard output; stops at an error, or when the terminal accepts nothing more.
void cn_write(const char *bytes, size_t count);
/// Writes to another file in the same way.
void cn_write_to(int file, const char *bytes, size_t count);
/// Sets those modes of a terminal as `stty sane` does that a shell needs.
void cn_make_sane(int file);
/// Reads bytes and returns their number; -1 if the terminal is gone.
int cn_read(int file, uint8_t *bytes, int capacity);

enum { CN_INPUT = 1, CN_SIGNAL = 2 };

/// Waits for input, a signal, or the end of a number of seconds (negative: no limit). Returns CN_INPUT
/// and CN_SIGNAL as bits.
int cn_wait(int input, double seconds);
/// The time in seconds by a monotonic clock.
double cn_now(void);

// MARK: Restoring the terminal

/// Saves the state of the terminal, which is restored however the process ends.
void cn_hold(int input);
/// Sets the bytes, at most 8 kB, that restore the screen and the modes. Signals may arrive meanwhile.
void cn_set_restoring_bytes(const char *leave, size_t count);
/// Switches the terminal to single keys, without echo.
void cn_read_single_keys(void);
/// Saves the present modes of the terminal as the program's modes.
void cn_save_modes(void);
/// Sets the program's modes again after cn_restore. The saved state of the terminal is unchanged.
void cn_resume(void);
/// Restores the terminal if it is held; further calls do nothing. Safe in signal handlers.
void cn_restore(void);

// MARK: Signals

/// Catches the signals of a crash: the terminal is restored, a line on standard error reports the crash,
/// and the signal ends the process.
void cn_catch_crashes(void);
/// Catches the signals for a new size, stopping, continuing and ending. If the program does not end
/// within two seconds of such a signal, or another one comes, the signal ends it.
bool cn_watch_signals(void);
/// Gives these signals their default effects.
void cn_release_signals(void);
/// The next caught signal, or 0.
int cn_next_signal(void);
/// Stops the process, or its whole job, until it is continued.
void cn_stop(bool whole_job);
/// Restores the terminal and ends the process by the signal.
_Noreturn void cn_die(int signal_number);

#endif
