#ifndef CN_INTERNAL_H
#define CN_INTERNAL_H

#include <stddef.h>

/// A descriptor that is readable after a signal was caught, or -1.
int cn_signal_file(void);

/// Writes all bytes unless there is an error, and returns the number written. Stops if a non-blocking
/// file accepts nothing for a second. Async-signal-safe.
size_t write_all(int file, const char *bytes, size_t count);

#endif
