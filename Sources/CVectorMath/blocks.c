#include "CVectorMath.h"
#include "widest.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

/* A fused multiplication and addition would round once where the same formula at a single point rounds
   twice. */
#pragma STDC FP_CONTRACT OFF

#define INLINED static inline __attribute__((always_inline))

/* The compiler knows the rule, so that nothing is left of the choice. */
INLINED double value(block_rule rule, double a, double b) {
  switch (rule) {
    case BLOCK_ADD: return a + b;
    case BLOCK_SUBTRACT: return a - b;
    case BLOCK_SUBTRACT_FROM: return b - a;
    case BLOCK_MULTIPLY: return a * b;
    case BLOCK_DIVIDE: return a / b;
    case BLOCK_NEGATE: return -a;
    case BLOCK_SQUARE: return a * a;
    case BLOCK_SQUARE_ROOT: return ROOT(a);
  }
}

/* 0 where the mask is 0, even for NaN; the mask has all bits set, or none. */
INLINED double masked(double number, uint64_t mask) {
  uint64_t bits;
  memcpy(&bits, &number, sizeof bits);
  bits &= mask;
  memcpy(&number, &bits, sizeof bits);
  return number;
}

/* The derivative of a value by one coordinate. A sum with 0 turns -0 into 0, here as for single
   points. */
INLINED double slope(
    block_rule rule, double value, double a, double b, double da, double db, uint64_t on_a,
    uint64_t on_b) {
  switch (rule) {
    case BLOCK_ADD: return masked(da, on_a) + masked(db, on_b);
    case BLOCK_SUBTRACT: return masked(da, on_a) + masked(-db, on_b);
    case BLOCK_SUBTRACT_FROM: return masked(db, on_b) + masked(-da, on_a);
    case BLOCK_MULTIPLY: return masked(b * da, on_a) + masked(a * db, on_b);
    case BLOCK_DIVIDE: return masked(da / b, on_a) + masked(-value * db / b, on_b);
    case BLOCK_NEGATE: return masked(-da, on_a);
    case BLOCK_SQUARE: return masked((a + a) * da, on_a);
    case BLOCK_SQUARE_ROOT: return masked(0.5 * da / value, on_a);
  }
}

/* Blocks are short: unrolled loops would only take more room. */
#define EACH_LANE _Pragma("clang loop unroll(disable)") for (ptrdiff_t i = 0; i < count; i++)

#define EACH(target, expression) EACH_LANE (target)[i] = expression;

/* What an operand does not have is not read: its values are in its place, and count as 0. */
#define SLOPES(operand, bit) ((operand) + ((bits) & (bit) ? (axis + 1) * distance : 0))
#define MASK(bit) ((bits) & (bit) ? UINT64_MAX : 0)

/* The operands that have derivatives by the coordinate are known to each loop. */
#define DEPENDING(on_a, on_b)                                                                      \
  case ((on_a) & 1) | ((on_b) & 4):                                                                \
    EACH(slopes, slope(rule, target[i], a[i], b[i], da[i], db[i], on_a, on_b)) break;

#define RULE(name, code)                                                                           \
  WIDEST void block_##name(                                                                        \
      double *restrict target, const double *a, const double *b, ptrdiff_t count) {                \
    EACH(target, value(code, a[i], b[i]))                                                          \
  }                                                                                                \
  WIDEST void block_##name##_duals(                                                                \
      double *restrict target, const double *a, const double *b, ptrdiff_t count,                  \
      ptrdiff_t distance, int dependences) {                                                       \
    const block_rule rule = code;                                                                  \
    EACH(target, value(rule, a[i], b[i]))                                                          \
    for (int axis = 0; axis < 2; axis++) {                                                         \
      double *slopes = target + (axis + 1) * distance;                                             \
      int bits = dependences >> axis;                                                              \
      const double *da = SLOPES(a, 1), *db = SLOPES(b, 4);                                         \
      switch (bits & 5) {                                                                          \
        DEPENDING(UINT64_MAX, UINT64_MAX)                                                          \
        DEPENDING(UINT64_MAX, 0)                                                                   \
        DEPENDING(0, UINT64_MAX)                                                                   \
        default: EACH(slopes, 0.0)                                                                 \
      }                                                                                            \
    }                                                                                              \
  }

RULE(add, BLOCK_ADD)
RULE(subtract, BLOCK_SUBTRACT)
RULE(multiply, BLOCK_MULTIPLY)
RULE(divide, BLOCK_DIVIDE)
RULE(negate, BLOCK_NEGATE)
RULE(square, BLOCK_SQUARE)
RULE(square_root, BLOCK_SQUARE_ROOT)

/* All pairs of a first and a second rule. */
#define FIRST_RULES(second)                                                                        \
  PAIR(BLOCK_ADD, second)                                                                          \
  PAIR(BLOCK_SUBTRACT, second)                                                                     \
  PAIR(BLOCK_MULTIPLY, second)                                                                     \
  PAIR(BLOCK_SQUARE, second)
#define PAIRS                                                                                      \
  FIRST_RULES(BLOCK_ADD)                                                                           \
  FIRST_RULES(BLOCK_SUBTRACT)                                                                      \
  FIRST_RULES(BLOCK_SUBTRACT_FROM)                                                                 \
  FIRST_RULES(BLOCK_MULTIPLY)                                                                      \
  FIRST_RULES(BLOCK_SQUARE)

WIDEST void block_pair(
    block_rule first, block_rule second, double *restrict target, const double *a, const double *b,
    const double *c, ptrdiff_t count) {
  switch (first << 4 | second) {
#define PAIR(first, second)                                                                        \
  case first << 4 | second:                                                                        \
    EACH(target, value(second, value(first, a[i], b[i]), c[i])) break;
    PAIRS
#undef PAIR
  }
}

WIDEST void block_pair_duals(
    block_rule first, block_rule second, double *restrict target, const double *a, const double *b,
    const double *c, ptrdiff_t count, ptrdiff_t distance, int dependences) {
  block_pair(first, second, target, a, b, c, count);
  for (int axis = 0; axis < 2; axis++) {
    double *slopes = target + (axis + 1) * distance;
    int bits = dependences >> axis;
    if ((bits & 21) == 0) {
      EACH(slopes, 0.0)
      continue;
    }
    const double *da = SLOPES(a, 1), *db = SLOPES(b, 4), *dc = SLOPES(c, 16);
    const uint64_t on_a = MASK(1), on_b = MASK(4), on_c = MASK(16);
    switch (first << 4 | second) {
#define PAIR(first, second)                                                                        \
  case first << 4 | second:                                                                        \
    EACH_LANE {                                                        \
      double middle = value(first, a[i], b[i]);                                                    \
      double steepness = slope(first, middle, a[i], b[i], da[i], db[i], on_a, on_b);               \
      slopes[i] =                                                                                  \
          slope(second, 0, middle, c[i], steepness, dc[i], on_a | on_b, on_c);                     \
    }                                                                                              \
    break;
      PAIRS
#undef PAIR
    }
  }
}

WIDEST void block_finite_range(
    const double *numbers, ptrdiff_t count, double *least, double *largest) {
  eight low = INFINITY, high = -INFINITY;
  ptrdiff_t done = 0;
  for (; done + 8 <= count; done += 8) {
    eight each = *(const eight *)(numbers + done);
    low = ((each < low) & (each > -INFINITY)) ? each : low;
    high = ((each > high) & (each < INFINITY)) ? each : high;
  }
  *least = INFINITY;
  *largest = -INFINITY;
  for (int lane = 0; lane < 8; lane++) {
    *least = fmin(*least, low[lane]);
    *largest = fmax(*largest, high[lane]);
  }
  for (; done < count; done++) {
    if (!isfinite(numbers[done])) continue;
    *least = fmin(*least, numbers[done]);
    *largest = fmax(*largest, numbers[done]);
  }
}

WIDEST void block_split(
    double *restrict first, double *restrict second, const double *pairs, ptrdiff_t count) {
  EACH_LANE {
    first[i] = pairs[2 * i];
    second[i] = pairs[2 * i + 1];
  }
}

WIDEST bool block_join(
    double *restrict rows, const double *values, ptrdiff_t count, ptrdiff_t distance) {
  const double *xs = values + distance, *ys = xs + distance;
  EACH_LANE {
    rows[4 * i] = values[i];
    rows[4 * i + 1] = 0;
    rows[4 * i + 2] = xs[i];
    rows[4 * i + 3] = ys[i];
  }
  /* An infinite number or NaN times 0 is NaN, and stays it. */
  eight sum = 0.0;
  ptrdiff_t done = 0;
  for (; done + 8 <= count; done += 8) {
    sum += *(const eight *)(values + done) * 0.0;
    sum += *(const eight *)(xs + done) * 0.0;
    sum += *(const eight *)(ys + done) * 0.0;
  }
  double rest = 0;
  for (; done < count; done++) rest += values[done] * 0 + xs[done] * 0 + ys[done] * 0;
  for (int lane = 0; lane < 8; lane++) rest += sum[lane];
  return rest == 0;
}
