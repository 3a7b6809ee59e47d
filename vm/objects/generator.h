/* SPDX-License-Identifier: MIT */
/* What generator.c and asyncgen.c share. */
#ifndef RONDO_GENERATOR_H
#define RONDO_GENERATOR_H

#include "vm/core/native.h"
#include "vm/core/interp.h"

/* The generator's extra part, made if need be. NULL: MemoryError. */
MUST_USE GeneratorExtra *generator_extra(Thread *t, Generator *g);
/* throw(typ[, val[, tb]]) of all kinds of generators: the exception instance, owned. */
MUST_USE Value throw_argument(Thread *t, Value typ, Value val, Value tb);
MUST_USE Value generator_next(Thread *t, Value self);
MUST_USE Value generator_send_method(Thread *t, Value self, Value value);
MUST_USE Value generator_throw_method(Thread *t, Value self, Value typ, Value val, Value tb);

/* close_delegate false: GeneratorExit does not close what is awaited, it is thrown into it. */
MUST_USE Value generator_throw_mode(Thread *t, Generator *g, TAKES Value exc, bool close_delegate, GenResult *result);

/* asyncgen.c */
/* One step of an asend object for `await`: the awaited thing's value, or with *done the item. */
MUST_USE Value asyncgen_asend_step(Thread *t, Value self, Value sent, bool *done);
extern const NativeDef *const asyncgen_methods[];
MUST_USE Value asyncgen_anext(Thread *t, Value self);
MUST_USE int asyncgen_setup(Thread *t);
/* anext(it, default): an awaitable; for the builtin function. */
MUST_USE Value anext_awaitable_new(Thread *t, Value awaitable, Value dflt);

/* "coroutine 'x' was never awaited" by the warnings module; false: it is not loaded, or it is too late. */
bool coroutine_warn_by_library(Thread *t, Value coro);

#endif
