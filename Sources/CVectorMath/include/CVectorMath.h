#ifndef CVECTORMATH_H
#define CVECTORMATH_H

#include <stdbool.h>
#include <stddef.h>

/* Functions of whole blocks of numbers by glibc's vector library (libmvec), to about 4 ulp: for
   pictures. Where the library or the function is missing, they write nothing and return false.
   `target` may be `source`. */

bool vector_exp(double *target, const double *source, ptrdiff_t count);
bool vector_log(double *target, const double *source, ptrdiff_t count);
bool vector_log1p(double *target, const double *source, ptrdiff_t count);
bool vector_sin(double *target, const double *source, ptrdiff_t count);
bool vector_cos(double *target, const double *source, ptrdiff_t count);
bool vector_tanh(double *target, const double *source, ptrdiff_t count);

#endif
