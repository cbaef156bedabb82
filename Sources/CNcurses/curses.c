#if !__has_include(<ncurses.h>)
#error "ncurses is missing: install libncurses-dev (Debian, Ubuntu) or ncurses-devel (Fedora)"
#endif

#include <ncurses.h>
#include <term.h>

#include <langinfo.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>
#include <wchar.h>

#include "CNcurses.h"

// MARK: Terminfo

static bool locale_is_utf8(void) { return strcmp(nl_langinfo(CODESET), "UTF-8") == 0; }

static bool environment_asks_for_utf8(void) {
  static const char *const names[] = {"LC_ALL", "LC_CTYPE", "LANG"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    const char *value = getenv(names[i]);
    if (value && *value) return strcasestr(value, "utf-8") || strcasestr(value, "utf8");
  }
  return false;
}

bool cn_set_locale(void) {
  if (setlocale(LC_CTYPE, "") && locale_is_utf8()) return true;
  if (!environment_asks_for_utf8()) return false;
  static const char *const others[] = {"C.UTF-8", "en_US.UTF-8", "UTF-8"};
  for (size_t i = 0; i < sizeof others / sizeof *others; i++)
    if (setlocale(LC_CTYPE, others[i]) && locale_is_utf8()) return true;
  return false;
}

int cn_load_description(const char *term) {
  int status = 0;
  return setupterm((char *)term, STDOUT_FILENO, &status) == OK ? 1 : status < 0 ? -1 : 0;
}

const char *cn_string(const char *capability) {
  const char *value = tigetstr((char *)capability);
  return value == (const char *)-1 ? NULL : value;
}

int cn_number(const char *capability) { return tigetnum((char *)capability); }

bool cn_flag(const char *capability) { return tigetflag((char *)capability) > 0; }

const char *cn_flag_name(int index) { return boolnames[index]; }
const char *cn_number_name(int index) { return numnames[index]; }
const char *cn_string_name(int index) { return strnames[index]; }

// MARK: Widths

static bool is_octant(wchar_t character) {
  return (character >= 0x1CD00 && character <= 0x1CDE5) || character == 0x1CEA0
      || character == 0x1CEA3 || character == 0x1CEA8 || character == 0x1CEAB
      || character == 0x1FBE6 || character == 0x1FBE7;
}

#ifdef __GLIBC__
// curses calls this function for the width of a character. glibc before 2.41 does not know the octants
// of Unicode 16; for all other characters wcswidth returns the width of glibc without a call of this
// function.
int wcwidth(wchar_t character) { return is_octant(character) ? 1 : wcswidth(&character, 1); }
#endif

int cn_width(uint32_t scalar) { return wcwidth((wchar_t)scalar); }

// MARK: Screen

// ncurses 6.1 introduced pairs with numbers beyond short integers; macOS has 6.0.
#if defined(NCURSES_VERSION_PATCH) && NCURSES_VERSION_PATCH >= 20180127 && NCURSES_EXT_COLORS
#define HAS_EXTENDED_PAIRS 1
#else
#define HAS_EXTENDED_PAIRS 0
#endif

static SCREEN *screen;
static FILE *screen_input, *screen_output;

static FILE *stream(int file, const char *mode) {
  int copy = dup(file);
  FILE *stream = copy < 0 ? NULL : fdopen(copy, mode);
  if (!stream && copy >= 0) close(copy);
  return stream;
}

bool cn_reads_descriptions(void) { return HAS_EXTENDED_PAIRS; }

/// Like newterm, with another database of descriptions; NULL is the usual one.
static SCREEN *new_screen(const char *term, const char *database) {
  const char *present = getenv("TERMINFO");
  char *former = present ? strdup(present) : NULL;
  if (database) setenv("TERMINFO", database, 1);
  SCREEN *result = newterm((char *)term, screen_output, screen_input);
  if (database && former) setenv("TERMINFO", former, 1);
  if (database && !former) unsetenv("TERMINFO");
  free(former);
  return result;
}

bool cn_open(const char *term, const char *database, int input) {
  screen_input = stream(input, "r");
  screen_output = stream(STDOUT_FILENO, "w");
  if (screen_input && screen_output) screen = new_screen(term, database);
  if (!screen) {
    cn_close();
    return false;
  }
  // ncurses before 6.1 would repeat characters of several bytes by it, which writes the first byte alone.
  repeat_char = NULL;
  raw();
  noecho();
  nonl();
  leaveok(stdscr, TRUE);
  scrollok(stdscr, FALSE);
  // The initial output of curses is written now, because there may never be a first frame.
  cn_show();
  return true;
}

void cn_close(void) {
  if (screen) delscreen(screen);
  if (screen_input) fclose(screen_input);
  if (screen_output) fclose(screen_output);
  screen = NULL;
  screen_input = screen_output = NULL;
}

int cn_start_color(bool *has_defaults) {
  if (start_color() != OK) return 0;
  *has_defaults = use_default_colors() == OK;
  int most = HAS_EXTENDED_PAIRS ? UINT16_MAX : INT16_MAX;
  return COLOR_PAIRS < most ? COLOR_PAIRS : most;
}

void cn_define_pair(int pair, int foreground, int background) {
#if HAS_EXTENDED_PAIRS
  init_extended_pair(pair, foreground, background);
#else
  init_pair((short)pair, (short)foreground, (short)background);
#endif
}

void cn_resize(int width, int height) { resizeterm(height, width); }

static cchar_t curses_cell(wchar_t character, const struct cn_cell *cell) {
  attr_t attributes = (cell->attributes & CN_BOLD ? A_BOLD : 0)
      | (cell->attributes & CN_DIM ? A_DIM : 0)
      | (cell->attributes & CN_UNDERLINE ? A_UNDERLINE : 0)
      | (cell->attributes & CN_REVERSE ? A_REVERSE : 0);
  const wchar_t text[2] = {character, 0};
  cchar_t result;
#if HAS_EXTENDED_PAIRS
  int pair = cell->pair;
  setcchar(&result, text, attributes, 0, &pair);
#else
  setcchar(&result, text, attributes, (short)cell->pair, NULL);
#endif
  return result;
}

enum { CHUNK = 256 };

void cn_put(int row, int column, const struct cn_cell *cells, int count) {
  cchar_t chunk[CHUNK];
  int used = 0, start = column;
  for (int i = 0; i < count; i++) {
    uint32_t scalar = cells[i].scalar;
    bool is_lead = i + 1 < count && cells[i + 1].scalar == 0;
    int width = scalar >= 0x20 && scalar < 0x7F ? 1 : wcwidth((wchar_t)scalar);
    bool is_wide = width == 2 && is_lead;
    wchar_t shown = width == 1 || is_wide ? (wchar_t)scalar : scalar == 0 ? L' ' : L'?';
    chunk[used++] = curses_cell(shown, &cells[i]);
    if (is_wide) i++;
    if (used == CHUNK || i + 1 >= count) {
      mvwadd_wchnstr(stdscr, row, start, chunk, used);
      start = column + i + 1;
      used = 0;
    }
  }
}

void cn_show(void) {
  wnoutrefresh(stdscr);
  doupdate();
}

void cn_clear(void) {
  erase();
  clearok(curscr, TRUE);
}
