#ifndef CVECTORMATH_H
#define CVECTORMATH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

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

/* Which of at most 64 numbers, and the two derivatives at a distance as above, are infinite or NaN: bit
   i for number i. */
uint64_t block_infinite(const double *values, ptrdiff_t count, ptrdiff_t distance);

/* Walks down a surface, at most 64 in lanes. A place is five rows of numbers at a distance: x, y, the
   loss and its derivatives by x and y. */
enum { PLACE_X, PLACE_Y, PLACE_LOSS, PLACE_SLOPE_X, PLACE_SLOPE_Y, PLACE_ROWS };

typedef struct {
  /* Where the walks were before their last step, and where they are. */
  const double *from;
  double *to;
  /* The numbers of steps made. */
  const double *made;
  /* The distance is a multiple of 8. */
  ptrdiff_t count, distance;
} block_steps;

/* The next points of walks by PyTorch's SGD; `made` is the number of steps before this one. The buffer
   is two rows. */
void block_sgd(
    const block_steps *steps, double *buffer, double rate, double momentum, double dampening,
    bool is_nesterov);

/* The same for Adam. Its memory is six rows: the means of gradients, those of their squares, and the
   powers of both betas. */
void block_adam(
    const block_steps *steps, double *memory, double rate, double beta1, double beta2, double eps);

/* Bits of walks whose steps lead to a place that may not be finite, or to a gradient whose square is
   not. */
uint64_t block_unreachable(const block_steps *steps);

/* Adds 1 to each number of steps; returns bits of those that are then the limit. */
uint64_t block_count(double *made, ptrdiff_t count, double limit);

/* What ends a walk; lengths are squared. */
typedef struct {
  const double *minima; /* pairs */
  ptrdiff_t minimum_count;
  double nearness, reach, still_gradient, still_step;
  /* The middle of a map, and how far from it, in each coordinate, a walk may go before its loss
     counts. */
  double middle_x, middle_y, farthest_x, farthest_y;
  /* How far below the loss at which it counts as lost uphill a walk is lost downhill. */
  double depth;
} block_rest;

/* Returns bits of walks that are at a minimum, stand still, or are lost off the map. The memory is three
   rows: the index of the minimum that the walk is near or -1, the number of steps made when it came
   there, and the loss above which it is lost. */
uint64_t block_at_rest(const block_steps *steps, double *memory, const block_rest *rest);

#endif
