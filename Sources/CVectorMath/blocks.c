#include "CVectorMath.h"

#include <math.h>

/* A fused multiplication and addition would round once where the same formula at a single point rounds
   twice. */
#pragma STDC FP_CONTRACT OFF

/* The loops are compiled for several processors; the loader takes the best that this one has. */
#if defined(__x86_64__) && defined(__GLIBC__) && defined(__clang__)
#define WIDEST __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define WIDEST
#endif

#define EACH(target, expression)                                                                   \
  for (ptrdiff_t i = 0; i < count; i++) (target)[i] = expression;

/* The derivatives by one coordinate after the other: `by_a` and `by_b` are those of the operands times
   the rule's own. An operand that does not depend on the coordinate adds 0, which turns -0 into 0. */
#define DERIVATIVES(by_a, by_b)                                                                    \
  for (int axis = 0; axis < 2; axis++) {                                                           \
    double *slopes = target + (axis + 1) * distance;                                               \
    const double *da = a + (axis + 1) * distance, *db = b + (axis + 1) * distance;                 \
    switch (dependences >> axis & 5) {                                                             \
      case 5: EACH(slopes, (by_a) + (by_b)) break;                                                 \
      case 1: EACH(slopes, (by_a) + 0.0) break;                                                    \
      case 4: EACH(slopes, 0.0 + (by_b)) break;                                                    \
      default: EACH(slopes, 0.0)                                                                   \
    }                                                                                              \
  }

#define DERIVATIVE(by_a)                                                                           \
  for (int axis = 0; axis < 2; axis++) {                                                           \
    double *slopes = target + (axis + 1) * distance;                                               \
    const double *da = a + (axis + 1) * distance;                                                  \
    if (dependences >> axis & 1)                                                                   \
      EACH(slopes, by_a)                                                                           \
    else                                                                                           \
      EACH(slopes, 0.0)                                                                            \
  }

#define RULE(name, value, derivatives)                                                             \
  WIDEST void block_##name(                                                                        \
      double *restrict target, const double *a, const double *b, ptrdiff_t count) {                \
    EACH(target, value)                                                                            \
  }                                                                                                \
  WIDEST void block_##name##_duals(                                                                \
      double *restrict target, const double *a, const double *b, ptrdiff_t count,                  \
      ptrdiff_t distance, int dependences) {                                                       \
    EACH(target, value)                                                                            \
    derivatives                                                                                    \
  }

RULE(add, a[i] + b[i], DERIVATIVES(da[i], db[i]))
RULE(subtract, a[i] - b[i], DERIVATIVES(da[i], -db[i]))
RULE(multiply, a[i] * b[i], DERIVATIVES(b[i] * da[i], a[i] * db[i]))
RULE(divide, a[i] / b[i], DERIVATIVES(da[i] / b[i], -target[i] * db[i] / b[i]))
RULE(negate, -a[i], DERIVATIVE(-da[i]))
RULE(square, a[i] * a[i], DERIVATIVE((a[i] + a[i]) * da[i]))

typedef double eight __attribute__((ext_vector_type(8), aligned(8)));

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
  for (ptrdiff_t i = 0; i < count; i++) {
    first[i] = pairs[2 * i];
    second[i] = pairs[2 * i + 1];
  }
}

WIDEST bool block_join(
    double *restrict rows, const double *values, ptrdiff_t count, ptrdiff_t distance) {
  const double *xs = values + distance, *ys = xs + distance;
  for (ptrdiff_t i = 0; i < count; i++) {
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
