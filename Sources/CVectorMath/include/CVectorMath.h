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

/* Plain arithmetic on whole blocks of numbers, in the widest vectors of the processor, with the bits of
   one number after the other. `target` overlaps no operand; unary rules ignore `b`.

   A block of duals has derivatives, too: those by x are `distance` numbers after the values, those by y
   twice as far. Bits of `dependences`: 1 and 2 if `a` depends on x and y, 4 and 8 if `b` does. A
   derivative that an operand does not have is never read, and counts as 0. */

#define BLOCK_RULE(name)                                                                           \
  void block_##name(double *target, const double *a, const double *b, ptrdiff_t count);            \
  void block_##name##_duals(                                                                       \
      double *target, const double *a, const double *b, ptrdiff_t count, ptrdiff_t distance,       \
      int dependences);

BLOCK_RULE(add)
BLOCK_RULE(subtract)
BLOCK_RULE(multiply)
BLOCK_RULE(divide)
BLOCK_RULE(negate)
BLOCK_RULE(square)
BLOCK_RULE(square_root)

/* What the functions of pairs do first and then. */
typedef enum {
  BLOCK_ADD,
  BLOCK_SUBTRACT,
  BLOCK_SUBTRACT_FROM, /* b - a */
  BLOCK_MULTIPLY,
  BLOCK_DIVIDE,
  BLOCK_NEGATE,
  BLOCK_SQUARE,
  BLOCK_SQUARE_ROOT
} block_rule;

/* Two rules, one after the other, with the bits of each: the first, one of a sum, a difference, a product
   and a square, on `a` and `b`, and the second on its result and `c`. Bits 16 and 32 of `dependences`
   tell whether `c` depends on x and y. */
void block_pair(
    block_rule first, block_rule second, double *target, const double *a, const double *b,
    const double *c, ptrdiff_t count);
void block_pair_duals(
    block_rule first, block_rule second, double *target, const double *a, const double *b,
    const double *c, ptrdiff_t count, ptrdiff_t distance, int dependences);

/* The least and the largest finite number; infinity and -infinity if there is none. */
void block_finite_range(const double *numbers, ptrdiff_t count, double *least, double *largest);

/* Separates the first and the second number of each pair. */
void block_split(double *first, double *second, const double *pairs, ptrdiff_t count);

/* Fills rows of four: a value, 0 and the two derivatives, which are at a distance as above. Returns
   whether all of them are finite. */
bool block_join(double *rows, const double *values, ptrdiff_t count, ptrdiff_t distance);

#endif
