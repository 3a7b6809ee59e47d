/* SPDX-License-Identifier: MIT */
/* What the files of str's methods share. Each file gives a NULL-terminated list, which str_type.c
 * joins. */
#ifndef RONDO_STR_METHODS_H
#define RONDO_STR_METHODS_H

#include "vm/core/str_internal.h"
#include "vm/objects/helpers.h"

#define STR(v) V_AS(Str, v)

extern const NativeDef *const str_case_methods[];  /* upper, title, ... */
extern const NativeDef *const str_test_methods[];  /* isalpha, ... */
extern const NativeDef *const str_find_methods[];  /* find, replace, startswith, partition ... */
extern const NativeDef *const str_split_methods[]; /* split, join, splitlines ... */
extern const NativeDef *const str_pad_methods[];   /* center, strip, zfill, translate ... */

/* Adds methods of another file to the type str, at set-up. */
MUST_USE int str_add_methods(Thread *t, const NativeDef *const *defs);
/* 0, or -1 with "name() argument 1 must be str, not X" (position 0: "name() argument must be ...").
 */
MUST_USE int str_check_arg(Thread *t, Value v, const char *name, int position);
/* The string itself if it is exactly a str, else an exact copy of its text. */
MUST_USE Value str_unchanged(Thread *t, Str *s);

#endif
