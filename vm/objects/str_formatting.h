/* SPDX-License-Identifier: MIT */
/* Both old ways of formatting: the % operator and str.format. */
#ifndef RONDO_STR_FORMATTING_H
#define RONDO_STR_FORMATTING_H

#include "vm/core/native.h"

/* format % args for str. */
MUST_USE Value str_percent(Thread *t, Value format, Value args);
/* format % args for bytes and bytearray (`format` either); the result is of the same type. */
MUST_USE Value bytes_percent(Thread *t, Value format, Value args);

/* In str_type.c: adds methods of another file to the type str, at set-up. */
MUST_USE int str_add_methods(Thread *t, const NativeDef *const *defs);

/* A stretch of a format string. */
typedef struct Span {
    const Str *s;
    size_t start, end;
} Span;

/* One step through "text{name!conv:spec}...". */
typedef struct Markup {
    Span literal, name, spec;
    bool field;          /* a replacement field follows the literal */
    uint32_t conversion; /* 0: none */
    bool nested;         /* spec has fields of its own */
} Markup;
/* Moves rest past one step: 1; 0 at the end; -1 with ValueError. */
MUST_USE int markup_next(Thread *t, Span *rest, Markup *out);
/* A decimal number in the span: its value, -1 if it is none, -2 with ValueError. */
MUST_USE int64_t span_integer(Thread *t, Span span);
/* The first part of a field name; *rest: what follows, beginning with '.' or '['. */
Span field_first(Span name, Span *rest);
/* The next ".attr" (1) or "[item]" (2) of rest: 0 at the end, -1 with ValueError. */
MUST_USE int field_next(Thread *t, Span *rest, Span *part);

#endif
