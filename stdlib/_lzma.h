/* SPDX-License-Identifier: MIT */
/* What _lzma.c and lzma_filters.c share. */
#ifndef RONDO_LZMA_H
#define RONDO_LZMA_H

#include "stdlib/compress.h"
#ifndef RONDO_NO_LZMA
#include <lzma.h>

/* A chain of filters with the options they point to. */
typedef struct FilterChain {
    lzma_filter filters[LZMA_FILTERS_MAX + 1];
    union {
        lzma_options_lzma lzma;
        lzma_options_delta delta;
        lzma_options_bcj bcj;
    } options[LZMA_FILTERS_MAX];
} FilterChain;

/* A sequence of filter specifiers. 0, or -1 with an exception. */
MUST_USE int lzma_chain_parse(Thread *t, Value specs, FilterChain *chain);
/* One specifier into chain->filters[i]. */
MUST_USE int lzma_filter_parse(Thread *t, Value spec, FilterChain *chain, size_t i);
/* A filter as a specifier: a dict, a temporary. */
MUST_USE Value lzma_filter_spec(Thread *t, const lzma_filter *f);
/* Does the code stand for an error? Then it is raised. */
MUST_USE bool lzma_failed(Thread *t, lzma_ret code);
/* LZMAError with a text. */
Value lzma_raise(Thread *t, const char *format, unsigned n);
/* An argument that is a 32-bit unsigned number. */
MUST_USE int lzma_uint32(Thread *t, Value v, uint32_t *out);
#endif
#endif
