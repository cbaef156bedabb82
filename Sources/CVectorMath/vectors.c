#include "CVectorMath.h"

/* Any header of the C library defines the macros that identify it. */
#include <string.h>

#if defined(__x86_64__) && defined(__GLIBC__) && defined(__clang__)
#define HAS_VECTORS __GLIBC_PREREQ(2, 22)
#define HAS_MORE_VECTORS __GLIBC_PREREQ(2, 35)
#else
#define HAS_VECTORS 0
#define HAS_MORE_VECTORS 0
#endif

#if HAS_VECTORS

typedef double two __attribute__((vector_size(16)));
typedef double four __attribute__((vector_size(32)));
typedef double eight __attribute__((vector_size(64)));

/* A block in vectors of one width; the rest fills a vector with copies of its first number. */
#define BLOCKS(type, call)                                                                         \
  ptrdiff_t width = sizeof(type) / sizeof(double), done = 0;                                       \
  type numbers;                                                                                    \
  for (; done + width <= count; done += width) {                                                   \
    memcpy(&numbers, source + done, sizeof numbers);                                               \
    numbers = call(numbers);                                                                       \
    memcpy(target + done, &numbers, sizeof numbers);                                               \
  }                                                                                                \
  if (done < count) {                                                                              \
    for (ptrdiff_t lane = 0; lane < width; lane++)                                                 \
      numbers[lane] = source[done + (lane < count - done ? lane : 0)];                             \
    numbers = call(numbers);                                                                       \
    memcpy(target + done, &numbers, (size_t)(count - done) * sizeof(double));                      \
  }

/* In the vector ABI, b has two lanes and runs everywhere, d has four and needs AVX2, e has eight and needs
   AVX-512. */
#define VECTORIZED(name)                                                                           \
  two _ZGVbN2v_##name(two);                                                                        \
  four _ZGVdN4v_##name(four) __attribute__((target("avx2")));                                      \
  eight _ZGVeN8v_##name(eight) __attribute__((target("avx512f")));                                 \
  static void name##_by_two(double *target, const double *source, ptrdiff_t count) {               \
    BLOCKS(two, _ZGVbN2v_##name)                                                                   \
  }                                                                                                \
  __attribute__((target("avx2"))) static void name##_by_four(                                      \
      double *target, const double *source, ptrdiff_t count) {                                     \
    BLOCKS(four, _ZGVdN4v_##name)                                                                  \
  }                                                                                                \
  __attribute__((target("avx512f"))) static void name##_by_eight(                                  \
      double *target, const double *source, ptrdiff_t count) {                                     \
    BLOCKS(eight, _ZGVeN8v_##name)                                                                 \
  }                                                                                                \
  bool vector_##name(double *target, const double *source, ptrdiff_t count) {                      \
    if (__builtin_cpu_supports("avx512f"))                                                         \
      name##_by_eight(target, source, count);                                                      \
    else if (__builtin_cpu_supports("avx2"))                                                            \
      name##_by_four(target, source, count);                                                       \
    else                                                                                           \
      name##_by_two(target, source, count);                                                        \
    return true;                                                                                   \
  }
#endif

#define SCALAR(name)                                                                               \
  bool vector_##name(double *target, const double *source, ptrdiff_t count) { return false; }

#if HAS_VECTORS
VECTORIZED(exp)
VECTORIZED(log)
VECTORIZED(sin)
VECTORIZED(cos)
#else
SCALAR(exp)
SCALAR(log)
SCALAR(sin)
SCALAR(cos)
#endif

#if HAS_MORE_VECTORS
VECTORIZED(log1p)
VECTORIZED(tanh)
#else
SCALAR(log1p)
SCALAR(tanh)
#endif
