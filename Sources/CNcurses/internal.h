#ifndef CN_INTERNAL_H
#define CN_INTERNAL_H

#include <stddef.h>

/// What becomes readable when a signal was caught, or -1.
int cn_signal_file(void);

/// Writes all bytes, short of an error, and returns how many were written. A file that does not block
/// is given up when it takes nothing for a second. Async-signal-safe.
size_t write_all(int file, const char *bytes, size_t count);

#endif
