#include "CVectorMath.h"
#include "widest.h"

#include <math.h>

/* The same bits as the rules for a single walk. */
#pragma STDC FP_CONTRACT OFF

/* No row overlaps another one, and blocks are short: unrolled loops would only take more room. */
#define EACH_LANE                                                                                  \
  _Pragma("clang loop vectorize(assume_safety) unroll(disable)")                                   \
  for (ptrdiff_t i = 0; i < count; i++)

WIDEST void block_sgd(
    const block_steps *steps, double *buffer, double rate, double momentum, double dampening,
    bool is_nesterov) {
  const ptrdiff_t count = steps->count, distance = steps->distance;
  const double share = 1 - dampening;
  for (int axis = 0; axis < 2; axis++) {
    const double *from = steps->from + (PLACE_X + axis) * distance;
    const double *slopes = steps->from + (PLACE_SLOPE_X + axis) * distance;
    const double *made = steps->made;
    double *target = steps->to + (PLACE_X + axis) * distance;
    double *mean = buffer + axis * distance;
    if (momentum == 0) {
      EACH_LANE target[i] = from[i] - rate * slopes[i];
      continue;
    }
    EACH_LANE {
      double slope = slopes[i], later = momentum * mean[i] + share * slope;
      mean[i] = made[i] == 0 ? slope : later;
    }
    if (is_nesterov) {
      EACH_LANE target[i] = from[i] - rate * (slopes[i] + momentum * mean[i]);
    } else {
      EACH_LANE target[i] = from[i] - rate * mean[i];
    }
  }
}

WIDEST void block_adam(
    const block_steps *steps, double *memory, double rate, double beta1, double beta2, double eps) {
  const ptrdiff_t count = steps->count, distance = steps->distance;
  const double share1 = 1 - beta1, share2 = 1 - beta2;
  double *power1 = memory + 4 * distance, *power2 = memory + 5 * distance;
  double weight[64], root_weight[64];
  EACH_LANE {
    /* As in a single mean, a power too small to matter is 0. */
    power1[i] = power1[i] < 0x1p-60 ? 0 : power1[i] * beta1;
    power2[i] = power2[i] < 0x1p-60 ? 0 : power2[i] * beta2;
    weight[i] = 1 - power1[i];
    root_weight[i] = ROOT(1 - power2[i]);
  }
  for (int axis = 0; axis < 2; axis++) {
    const double *from = steps->from + (PLACE_X + axis) * distance;
    const double *slopes = steps->from + (PLACE_SLOPE_X + axis) * distance;
    double *target = steps->to + (PLACE_X + axis) * distance;
    double *mean = memory + axis * distance, *square = memory + (2 + axis) * distance;
    EACH_LANE {
      double slope = slopes[i];
      mean[i] = beta1 * mean[i] + share1 * slope;
      square[i] = beta2 * square[i] + share2 * (slope * slope);
      double corrected = mean[i] / weight[i];
      double root = ROOT(square[i]) / root_weight[i];
      target[i] = from[i] - rate * (corrected / (root + eps));
    }
  }
}

WIDEST uint64_t block_infinite(const double *values, ptrdiff_t count, ptrdiff_t distance) {
  const double *xs = values + distance, *ys = xs + distance;
  uint64_t bits = 0;
  EACH_LANE {
    /* An infinite number or NaN times 0 is NaN. */
    double zero = values[i] * 0 + xs[i] * 0 + ys[i] * 0;
    bits |= (uint64_t)(zero != 0) << i;
  }
  return bits;
}

WIDEST uint64_t block_unreachable(const block_steps *steps) {
  const ptrdiff_t count = steps->count, distance = steps->distance;
  const double *x = steps->to, *y = x + distance, *loss = y + distance;
  const double *slope_x = loss + distance, *slope_y = slope_x + distance;
  uint64_t bits = 0;
  EACH_LANE {
    double square = slope_x[i] * slope_x[i] + slope_y[i] * slope_y[i];
    double zero = x[i] * 0 + y[i] * 0 + loss[i] * 0 + square * 0;
    bits |= (uint64_t)(zero != 0) << i;
  }
  return bits;
}

WIDEST uint64_t block_count(double *made, ptrdiff_t count, double limit) {
  uint64_t bits = 0;
  EACH_LANE {
    made[i] += 1;
    bits |= (uint64_t)(made[i] == limit) << i;
  }
  return bits;
}

WIDEST uint64_t block_at_rest(const block_steps *steps, double *memory, const block_rest *rest) {
  const ptrdiff_t count = steps->count, distance = steps->distance;
  const double *x = steps->to, *y = x + distance, *loss = y + distance;
  const double *slope_x = loss + distance, *slope_y = slope_x + distance;
  const double *old_x = steps->from, *old_y = old_x + distance, *made = steps->made;
  double *near = memory, *since = near + distance, *highest = since + distance;
  const block_rest r = *rest;
  double least[64], place[64];
  /* Rows are whole eights, so that the nearest so far stays in registers. */
  for (ptrdiff_t i = 0; i < count; i += 8) {
    const eight each_x = *(const eight *)(x + i), each_y = *(const eight *)(y + i);
    eight nearest = INFINITY, index = -1.0;
    for (ptrdiff_t minimum = 0; minimum < r.minimum_count; minimum++) {
      const eight dx = r.minima[2 * minimum] - each_x, dy = r.minima[2 * minimum + 1] - each_y;
      const eight square = dx * dx + dy * dy;
      index = square < nearest ? (eight)(double)minimum : index;
      nearest = square < nearest ? square : nearest;
    }
    *(eight *)(least + i) = nearest;
    *(eight *)(place + i) = index;
  }
  uint64_t bits = 0;
  EACH_LANE {
    double now = least[i] < r.nearness ? place[i] : -1;
    /* Read first: a choice of what to read would be a gather. */
    double before = since[i], number = made[i];
    since[i] = now == near[i] ? before : number;
    near[i] = now;
    double dx = x[i] - old_x[i], dy = y[i] - old_y[i];
    double step = dx * dx + dy * dy;
    double slope = slope_x[i] * slope_x[i] + slope_y[i] * slope_y[i];
    bool is_off = !(fabs(x[i] - r.middle_x) <= r.farthest_x)
                  | !(fabs(y[i] - r.middle_y) <= r.farthest_y);
    bool is_lost = is_off & ((loss[i] > highest[i]) | (loss[i] < highest[i] - r.depth));
    bool is_there = (least[i] < r.reach) | ((step < r.still_step) & (slope < r.still_gradient));
    bits |= (uint64_t)(step >= r.reach ? is_lost : is_there) << i;
  }
  return bits;
}
