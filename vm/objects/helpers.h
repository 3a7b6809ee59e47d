/* SPDX-License-Identifier: MIT */
/* Small things that many builtin types share. */
#ifndef RONDO_HELPERS_H
#define RONDO_HELPERS_H

#include "vm/core/containers_internal.h"
#include "vm/core/native.h"

/* __iter__ of an iterator. */
Value self_iter(Thread *t, Value self);
/* __class_getitem__ of a generic builtin class. */
extern const NativeDef class_getitem_def;
/* Positional arguments only, between min and max of them: 0, or -1 with CPython's TypeError. */
MUST_USE int args_check(Thread *t, const char *name, uint32_t nargs, uint32_t min, uint32_t max,
                        Value kwnames);
/* The keywords that the constructor of the builtin type of this kind must look at for cls: those of
 * a subclass with an __init__ of its own are meant for that one. */
Value args_own_keywords(Thread *t, const Type *cls, uint32_t kind, Value kwnames);
/* "name() takes no keyword arguments". */
MUST_USE int args_no_keywords(Thread *t, const char *name, Value kwnames);
/* An argument that is an index or count: __index__, with OverflowError outside 64 bits. 0 or -1. */
MUST_USE int arg_to_ssize(Thread *t, Value v, int64_t *out);
/* The index that __setstate__ of an iterator takes: an int, nothing else. */
MUST_USE int state_to_index(Thread *t, Value v, int64_t *out);
/* An argument that is a C int. */
MUST_USE int arg_to_int(Thread *t, Value v, int *out);
/* A builtin by its name, BORROWED; EMPTY with NameError. */
MUST_USE BORROWED Value builtin_get(Thread *t, const char *name);
/* (builtin, (arg,)) or, with state not EMPTY, (builtin, (arg,), state): what __reduce__ of
 * iterators returns. */
MUST_USE Value reduce_with(Thread *t, const char *builtin, Value arg, Value state);
/* (callable, tuple) or (callable, tuple, state). TAKES args. */
MUST_USE Value reduce_pair(Thread *t, Value callable, TAKES Value args, Value state);
/* op applied to the outcome of a three-way comparison. */
static inline bool order_holds(int order, int op)
{
    switch (op) {
    case CMP_LT:
        return order < 0;
    case CMP_LE:
        return order <= 0;
    case CMP_EQ:
        return order == 0;
    case CMP_NE:
        return order != 0;
    case CMP_GT:
        return order > 0;
    }
    return order >= 0;
}
/* Comparison of two sequences from their first different items on; NOTIMPLEMENTED never. */
MUST_USE Value sequence_compare(Thread *t, Value a, Value b, int op);
/* "[a, b]" from items of a list or tuple, read anew at each step. */
MUST_USE Value sequence_repr(Thread *t, Value seq, const char *open, const char *close,
                             bool comma_after_one);

/* Adds methods to a finished type, whose table is spread over several files. */
MUST_USE int type_add_methods(Thread *t, Type *type, const NativeDef *const *defs);

#endif
