/* SPDX-License-Identifier: MIT */
/*
 * What every object can be asked to do. Declared here, defined in vm/run (and vm/objects): core and
 * objects call upwards through these prototypes and the linker closes the loop.
 * Arguments are borrowed, results owned; ERROR / -1 / NULL mean that t->exc is set.
 */
#ifndef RONDO_PROTOCOL_H
#define RONDO_PROTOCOL_H

#include "vm/core/exceptions.h"

/* calls */
MUST_USE Value call(Thread *t, Value f, const Value *args, uint32_t nargs);
MUST_USE Value call_kw(Thread *t, Value f, const Value *args, uint32_t nargs, Value kwnames);
MUST_USE Value call0(Thread *t, Value f);
MUST_USE Value call1(Thread *t, Value f, Value a);
MUST_USE Value call2(Thread *t, Value f, Value a, Value b);
MUST_USE Value call3(Thread *t, Value f, Value a, Value b, Value c);
MUST_USE Value call_tuple_dict(Thread *t, Value f, Value args_tuple, Value kwargs_dict_or_empty);
MUST_USE Value call_method(Thread *t, Value obj, Str *name, const Value *args, uint32_t nargs);
MUST_USE Value call_method0(Thread *t, Value obj, Str *name);
MUST_USE Value call_method1(Thread *t, Value obj, Str *name, Value a);
/* A special method looked up on the type: EMPTY when it is not defined. */
MUST_USE Value call_special(Thread *t, Value obj, Str *name, const Value *args, uint32_t nargs);

/* modules: vm/run/import_hooks.c */
/* Is this attribute (its value: EMPTY or BORROWED) one that import_machinery() has yet to fill? */
bool import_is_pending(Thread *t, Value module, Str *name, Value found);
/* Loads importlib's machinery, which fills __spec__, __loader__ and sys.meta_path. 0 or -1. */
MUST_USE int import_machinery(Thread *t);
/* The text of the AttributeError for a module named `own`. Owned. */
MUST_USE Value import_missing_text(Thread *t, Value module, Value own, Str *name);

/* attributes */
MUST_USE Value attr_get(Thread *t, Value obj, Str *name);
MUST_USE Value attr_get_or_empty(Thread *t, Value obj, Str *name); /* AttributeError -> EMPTY */
MUST_USE int attr_set(Thread *t, Value obj, Str *name, Value value);
MUST_USE int attr_delete(Thread *t, Value obj, Str *name);
MUST_USE int attr_has(Thread *t, Value obj, Str *name);
/* object.__getattribute__ / __setattr__ without __getattr__ hooks. */
MUST_USE Value attr_get_generic(Thread *t, Value obj, Value name);
MUST_USE int attr_set_generic(Thread *t, Value obj, Value name, Value value_or_empty);
/* For LOAD_METHOD: the plain function and *self (method call without bound object), or the bound
   attribute with *self EMPTY. Both owned. */
MUST_USE Value attr_get_method(Thread *t, Value obj, Str *name, Value *self);
/* Through the MRO, uncalled, unbound; BORROWED or EMPTY. Cached per type version. */
BORROWED Value type_lookup(Thread *t, Type *type, Str *name);
/* The special method of obj's type, bound by the descriptor protocol; EMPTY when absent. */
MUST_USE Value attr_get_special(Thread *t, Value obj, Str *name);
/* The instance's __dict__ as a dict object (made on demand), owned; ERROR if it has none. */
MUST_USE Value instance_dict(Thread *t, Value obj);

/* items */
MUST_USE Value item_get(Thread *t, Value obj, Value key);
MUST_USE int item_set(Thread *t, Value obj, Value key, Value value);
MUST_USE int item_delete(Thread *t, Value obj, Value key);
MUST_USE int item_contains(Thread *t, Value container, Value item);
MUST_USE int64_t value_length(Thread *t, Value obj); /* len(): -1 on error */
MUST_USE int64_t value_length_hint(Thread *t, Value obj, int64_t fallback);

/* operators */
MUST_USE Value binary_op(Thread *t, BinaryOp op, Value a, Value b);
MUST_USE Value inplace_op(Thread *t, BinaryOp op, Value a, Value b);
/* An operator may call a method of the language itself, without C in between. How the method of a
   is called: bits 0 to 6 the BinaryOp or CMP_*, one of the first three, and what applies of the
   others. */
enum {
    SPECIAL_BINARY = 1 << 7,
    SPECIAL_COMPARE = 1 << 8,
    SPECIAL_ITEM = 1 << 9,       /* a[b] */
    SPECIAL_INPLACE = 1 << 10,   /* a += b and the like; with the method for it: _OWN too */
    SPECIAL_OWN = 1 << 11,
    SPECIAL_IMMEDIATE = 1 << 12, /* b is an immediate in the instruction */
    SPECIAL_JUMP = 1 << 13,      /* a jump if the outcome is true, or (_UNLESS) is not */
    SPECIAL_UNLESS = 1 << 14,
};
/* The function of the language that the operator calls first for a and b, whatever it gives, or
   NULL: there is none. Adds SPECIAL_OWN to *how if need be. */
BORROWED Function *operator_function(Thread *t, uint32_t *how, Value a, Value b);
/* What the operator gives when that function has returned NotImplemented. */
MUST_USE Value operator_rest(Thread *t, uint32_t how, Value a, Value b);
MUST_USE Value power_op(Thread *t, Value a, Value b, Value mod_or_none);
MUST_USE Value negate_op(Thread *t, Value a);
MUST_USE Value positive_op(Thread *t, Value a);
MUST_USE Value invert_op(Thread *t, Value a);
MUST_USE Value abs_op(Thread *t, Value a);
MUST_USE Value compare_op(Thread *t, int cmp, Value a, Value b);  /* rich comparison */
MUST_USE int compare_truth(Thread *t, int cmp, Value a, Value b); /* 0, 1, -1; no identity rule */
MUST_USE int values_equal(Thread *t, Value a, Value b);           /* identity or ==: 0, 1, -1 */
MUST_USE int truth_slow(Thread *t, Value v);
static inline MUST_USE int truth(Thread *t, Value v)
{
    if (v_is_bool(v))
        return v.bits == V_TRUE.bits;
    if (v_is_none(v))
        return 0;
    if (v_is_small(v))
        return v.bits != 1;
    return truth_slow(t, v);
}
MUST_USE int value_hash(Thread *t, Value v, int64_t *hash);

/* text */
MUST_USE Value value_repr(Thread *t, Value v);
MUST_USE Value value_str(Thread *t, Value v);
MUST_USE Value value_ascii(Thread *t, Value v);
MUST_USE Value value_format(Thread *t, Value v, Value spec_or_empty);
/* For recursive reprs: 1 = already under way in this thread, 0 = entered, -1 = error. */
MUST_USE int repr_enter(Thread *t, Value v);
void repr_leave(Thread *t, Value v);

/* numbers */
MUST_USE Value int_new(Thread *t, int64_t n);
MUST_USE Value int_from_uint64(Thread *t, uint64_t n);
MUST_USE Value float_new(Thread *t, double d);
double float_value(Value v);                    /* v_is_float(v) */
MUST_USE Value value_index(Thread *t, Value v); /* operator.index: a plain int */
MUST_USE int value_to_int64(Thread *t, Value v,
                            int64_t *out); /* __index__; OverflowError outside */
/* As a slice bound or count: clamps instead of overflowing when exc is EXC_COUNT. */
MUST_USE int value_to_ssize(Thread *t, Value v, int64_t *out, ExcKind exc);
MUST_USE int value_to_double(Thread *t, Value v, double *out); /* __float__ or __index__ */
bool int_fits64(Value v, int64_t *out);                        /* v_is_int; false: too large */

MUST_USE Value int_pow_mod(Thread *t, Value a, Value b,
                           Value mod); /* v_is_int all: pow(a, b, mod) */

/* iteration */
MUST_USE Value iter_get(Thread *t, Value iterable);
MUST_USE Value iter_next(Thread *t, Value iterator); /* V_STOP at the end (StopIteration cleared) */
MUST_USE Value iter_to_list(Thread *t, Value iterable);
MUST_USE Value iter_to_tuple(Thread *t, Value iterable);
MUST_USE Value seq_fast(Thread *t, Value iterable,
                        const char *message); /* list or tuple; TypeError(message) */
/* Items of a list or tuple (either exact or subclass). */
const Value *seq_items(Value list_or_tuple, size_t *n);

/* classes */
MUST_USE int is_instance(Thread *t, Value obj, Value cls);  /* isinstance(): 0, 1, -1 */
MUST_USE int is_subclass(Thread *t, Value cls, Value base); /* issubclass() */
bool type_is_subtype(const Type *a, const Type *b);         /* by MRO, no hooks */

/* hints */
/* The closest name among `count` candidates in CPython's measure, BORROWED, or NULL. */
Str *suggest_name(Thread *t, const Value *candidates, size_t count, Str *name);
/* TypeError "NAME() got an unexpected keyword argument 'KEYWORD'", with a hint; -1. NULL: for
   "this function". */
int raise_unexpected_keyword(Thread *t, Str *function, const Value *candidates, size_t count,
                             Str *keyword);
/* TypeError "NAME() missing 2 required KIND arguments: 'a' and 'b'"; -1. */
int raise_missing_arguments(Thread *t, Str *function, Str *const *names, size_t n,
                            const char *kind);
/* As raise_unexpected_keyword, for functions that read their keywords themselves; `known` ends with
 * NULL. */
int raise_unexpected_known(Thread *t, const char *function, const char *const *known, Str *keyword);

/* modules */
/* What sys.modules holds under that name, or EMPTY, also when there is no sys.modules any more.
 * Never raises. */
BORROWED Value import_loaded(Thread *t, const char *dotted_name);
MUST_USE Value import_module(Thread *t,
                             const char *dotted_name); /* sys.modules entry of the leaf */
MUST_USE Value import_attr(Thread *t, const char *module, const char *name);
/* Runs a module, or the __main__ of a package, in the namespace of `module` (rondo -m). What cannot
   be run: SystemExit with the reason. */
MUST_USE Value import_run_main(Thread *t, Value module, Value name);

/* running code */
MUST_USE Value vm_run_source(Thread *t, const char *name, const char *text, size_t len, int mode,
                             uint32_t compile_flags, Value globals, Value locals);

#endif
