/* SPDX-License-Identifier: MIT */
/* The builtins module: tables of functions by file, put together in builtins_module.c. */
#ifndef RONDO_BUILTINS_H
#define RONDO_BUILTINS_H

#include "vm/core/frame.h"
#include "vm/core/native.h"

extern const NativeDef *const builtins_objects[]; /* builtins.c */
extern const NativeDef *const builtins_values[];  /* builtins_values.c: numbers, text, input */
extern const NativeDef
    *const builtins_code[]; /* evalcode.c: exec, eval, compile, __import__, __build_class__ */

extern const NativeDef builtin_next_def;

/* list.sort: key NONE or a callable. 0 or -1. */
MUST_USE int list_sort(Thread *t, List *l, Value key, bool reverse);
/* locals() of a frame (owned): the namespace itself, or a fresh dict of a function's variables. */
MUST_USE Value frame_locals(Thread *t, Frame *f);

#endif
