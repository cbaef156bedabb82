#ifndef WIDEST_H
#define WIDEST_H

/* The loops are compiled for several processors; the loader takes the best that this one has. */
#if defined(__x86_64__) && defined(__GLIBC__) && defined(__clang__)
#define WIDEST __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define WIDEST
#endif

/* The function of the C library sets a variable for a negative number, which no vector can. */
#if __has_builtin(__builtin_elementwise_sqrt)
#define ROOT(number) __builtin_elementwise_sqrt(number)
#else
#define ROOT(number) sqrt(number)
#endif

typedef double eight __attribute__((ext_vector_type(8), aligned(8)));

#endif
