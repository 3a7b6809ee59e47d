/* SPDX-License-Identifier: MIT */
/* The format mini-language of str.format(), format() and f-strings, for int, float, complex and
 * str. */
#ifndef RONDO_FORMAT_SPEC_H
#define RONDO_FORMAT_SPEC_H

#include "vm/core/native.h"

typedef struct NumberSpec {
    uint32_t fill;     /* code point */
    char align;        /* '<', '>', '=', '^', or 0: the type's own */
    char sign;         /* '+', '-', ' ' or 0 */
    bool no_neg_zero;  /* z */
    bool alternate;    /* # */
    int64_t width;     /* -1: not given */
    char thousands;    /* ',', '_', 'n' (locale) or 0 */
    int64_t precision; /* -1: not given */
    uint32_t type;     /* code point, 0: not given */
} NumberSpec;

/* 0, or -1 with ValueError "Invalid format specifier ..." for objects of v's type. */
MUST_USE int format_spec_parse(Thread *t, const Str *text, Value v, char default_align,
                               uint32_t default_type, NumberSpec *out);
/* __format__ of int, float, complex and str: the spec must be a str, or TypeError. */
MUST_USE Value format_builtin(Thread *t, Value v, Value spec);

/* Number text, ASCII, that is to be laid out: sign, prefix, digits before the point, the rest, tail. */
typedef struct NumberParts {
    char sign;         /* '+', '-', ' ', or 0: none */
    char prefix;       /* the letter behind the 0, or 0: none */
    const char *whole; /* digits that are grouped */
    size_t whole_len;
    const char *rest; /* from the point on; and "%" */
    size_t rest_len;
} NumberParts;
/* The parts as one text, with grouping, fill and alignment. */
MUST_USE Value format_number_parts(Thread *t, const NumberSpec *spec, const NumberParts *p);
/* s padded to the width; default_align where the spec has none. */
MUST_USE Value format_padded(Thread *t, const NumberSpec *spec, Str *s, char default_align);

#endif
