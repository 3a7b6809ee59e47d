/* SPDX-License-Identifier: MIT */
/* zip and map: both walk several iterators in step. filter walks one. */
#include "vm/objects/helpers.h"
#include "vm/objects/iterators.h"

/* zip: func is EMPTY. map: func is called with the items. filter: its iterator is iters itself. */
typedef struct Walker {
    Object head;
    Value func, iters; /* iters: tuple of iterators */
    Value row;         /* zip: a tuple it has given, to be used again */
    bool strict;
} Walker;

#define WALKER(v) V_AS(Walker, v)

/* Tuple of the iterators of n iterables. */
static Value iterators_of(Thread *t, const Value *iterables, uint32_t n)
{
    Tuple *iters = tuple_alloc(t, n);
    if (!iters)
        return V_ERROR;
    for (uint32_t i = 0; i < n; i++) {
        Value it = iter_get(t, iterables[i]);
        if (v_is_error(it)) {
            obj_drop(t, iters);
            return V_ERROR;
        }
        iters->items[i] = it;
    }
    tuple_track(t, iters);
    return v_from(iters);
}

static Value walker_new(Thread *t, Type *cls, Value func, TAKES Value iters, bool strict)
{
    Walker *w = v_is_error(iters) ? NULL : object_new(t, cls, 0);
    if (!w) {
        drop(t, iters);
        return V_ERROR;
    }
    w->func = dup(func);
    w->iters = iters;
    w->strict = strict;
    gc_track(t, w);
    return v_from(w);
}

static void walker_dealloc(Thread *t, Object *o)
{
    Walker *w = (Walker *)o;
    drop(t, w->row);
    drop(t, w->iters);
    drop(t, w->func);
}

static void walker_visit(Object *o, VisitFn fn, void *arg)
{
    fn(((Walker *)o)->func, arg);
    fn(((Walker *)o)->row, arg);
    fn(((Walker *)o)->iters, arg);
}

/* The row may hold the zip itself; all else goes through objects that can be cleared. */
static void walker_clear(Thread *t, Object *o)
{
    v_clear(t, &((Walker *)o)->row);
}

/* (type, (func, *iters)) */
static Value walker_reduce(Thread *t, Value self, Value state)
{
    const Walker *w = WALKER(self);
    bool has_func = !v_is_empty(w->func);
    size_t n = 1;
    const Value *iters = v_has_layout(self, KIND_filter) ? &w->iters : seq_items(w->iters, &n);
    Tuple *args = tuple_alloc(t, n + has_func);
    if (!args)
        return V_ERROR;
    if (has_func)
        args->items[0] = dup(w->func);
    for (size_t i = 0; i < n; i++)
        args->items[i + has_func] = dup(iters[i]);
    tuple_track(t, args);
    return reduce_pair(t, v_from(v_type(t, self)), v_from(args), state);
}

/* ---- zip ---- */

/* The only keyword is strict: 0, 1, -1. */
static int zip_strict(Thread *t, const Value *args, uint32_t nargs, Value kwnames)
{
    const Tuple *names = v_is_empty(kwnames) ? NULL : V_AS(Tuple, kwnames);
    int strict = 0;
    for (size_t i = 0; names && i < names->len; i++) {
        if (!str_equal_cstr(V_AS(Str, names->items[i]), "strict")) {
            return raise_unexpected_known(t, "zip", (const char *const[]){"strict", NULL},
                                          V_AS(Str, names->items[i]));
        }
        strict = truth(t, args[nargs + i]);
    }
    return strict;
}

static Value zip_make(Thread *t, Type *cls, const Value *args, uint32_t nargs, Value kwnames)
{
    int strict = zip_strict(t, args, nargs, kwnames);
    return strict < 0 ? V_ERROR : walker_new(t, cls, V_EMPTY, iterators_of(t, args, nargs), strict);
}

static Value zip_length_error(Thread *t, size_t argument, const char *what)
{
    return raise_format(t, EXC_ValueError, "zip() argument %zd is %s than argument%s%zd",
                        (int64_t)argument, what, argument == 2 ? " " : "s 1-",
                        (int64_t)argument - 1);
}

/* Iterator i has ended in strict mode: all must. */
static Value zip_end(Thread *t, const Tuple *iters, size_t i)
{
    if (i > 0)
        return zip_length_error(t, i + 1, "shorter");
    for (size_t j = 1; j < iters->len; j++) {
        Value v = iter_next(t, iters->items[j]);
        if (v_is_error(v))
            return v;
        if (!v_same(v, V_STOP)) {
            drop(t, v);
            return zip_length_error(t, j + 1, "longer");
        }
    }
    return V_STOP;
}

bool zip_is_of(Value zip, size_t n)
{
    const Walker *w = WALKER(zip);
    return V_AS(Tuple, w->iters)->len == n && !w->strict;
}

int zip_next_row(Thread *t, Value zip, Value *row, size_t n)
{
    const Tuple *iters = V_AS(Tuple, WALKER(zip)->iters);
    for (size_t i = 0; i < n; i++) {
        Value v = iter_step(t, iters->items[i]);
        if (v_same(v, V_STOP) || v_is_error(v)) {
            while (i > 0)
                v_clear(t, &row[--i]);
            return v_is_error(v) ? -1 : 0;
        }
        row[i] = v;
    }
    return 1;
}

enum { ZIP_FEW = 16 }; /* rows that are put together before there is a tuple */

static Value zip_next(Thread *t, Value self)
{
    Walker *w = WALKER(self);
    const Tuple *iters = V_AS(Tuple, w->iters);
    if (iters->len == 0)
        return V_STOP;
    if (iters->len <= ZIP_FEW && !w->strict && v_is_object(w->row) &&
        v_object(w->row)->refcnt > 1) {
        Value row[ZIP_FEW];
        int got = zip_next_row(t, self, row, iters->len);
        return LIKELY(got > 0) ? tuple_take(t, row, iters->len) : got ? V_ERROR : V_STOP;
    }
    Tuple *row = tuple_reuse(t, &w->row, iters->len);
    if (!row)
        return V_ERROR;
    for (size_t i = 0; i < iters->len; i++) {
        Value v = iter_step(t, iters->items[i]);
        if (v_same(v, V_STOP) || v_is_error(v)) {
            obj_drop(t, row);
            return v_is_error(v) || !w->strict ? v : zip_end(t, iters, i);
        }
        tuple_reuse_put(t, row, i, v);
    }
    return v_from(row);
}

NATIVE(zip_reduce, "__reduce__(self, /)", "Return state information for pickling.")
{
    return walker_reduce(t, a[0], WALKER(a[0])->strict ? V_TRUE : V_EMPTY);
}

NATIVE(zip_setstate, "__setstate__(self, object, /)", "Set state information for unpickling.")
{
    int strict = truth(t, a[1]);
    if (strict < 0)
        return V_ERROR;
    WALKER(a[0])->strict = strict;
    return V_NONE;
}

/* ---- map ---- */

static Value map_make(Thread *t, Type *cls, const Value *args, uint32_t nargs, Value kwnames)
{
    if (args_no_keywords(t, "map", args_own_keywords(t, cls, KIND_map, kwnames)))
        return V_ERROR;
    if (nargs < 2)
        return raise_format(t, EXC_TypeError, "map() must have at least two arguments.");
    return walker_new(t, cls, args[0], iterators_of(t, args + 1, nargs - 1), false);
}

static Value map_next(Thread *t, Value self)
{
    const Walker *w = WALKER(self);
    const Tuple *iters = V_AS(Tuple, w->iters);
    Value few[8], *args = few, result = V_ERROR;
    size_t n = 0;
    if (LIKELY(iters->len == 1)) {
        Value item = iter_step(t, iters->items[0]);
        if (v_same(item, V_STOP) || v_is_error(item))
            return item;
        result = call1(t, w->func, item);
        drop(t, item);
        return result;
    }
    if (iters->len > 8) {
        args = mem_alloc_array(t, iters->len, sizeof(Value));
        if (!args)
            return V_ERROR;
    }
    for (; n < iters->len; n++) {
        args[n] = iter_step(t, iters->items[n]);
        if (v_same(args[n], V_STOP) || v_is_error(args[n]))
            break;
    }
    if (n == iters->len)
        result = call(t, w->func, args, (uint32_t)n);
    else
        result = args[n];
    values_drop(t, args, n);
    if (args != few)
        mem_free(t, args, iters->len * sizeof(Value));
    return result;
}

NATIVE(map_reduce, "__reduce__(self, /)", "Return state information for pickling.")
{
    return walker_reduce(t, a[0], V_EMPTY);
}

/* ---- filter ---- */

static Value filter_make(Thread *t, Type *cls, const Value *args, uint32_t nargs, Value kwnames)
{
    if (args_check(t, "filter", nargs, 2, 2, args_own_keywords(t, cls, KIND_filter, kwnames)))
        return V_ERROR;
    return walker_new(t, cls, args[0], iter_get(t, args[1]), false);
}

static Value filter_next(Thread *t, Value self)
{
    const Walker *w = WALKER(self);
    bool plain = v_is_none(w->func) || v_same(w->func, v_from(t->vm->types[KIND_bool]));
    for (;;) {
        Value v = iter_step(t, w->iters);
        if (v_same(v, V_STOP) || v_is_error(v))
            return v;
        Value verdict = plain ? v : call1(t, w->func, v);
        int good = v_is_error(verdict) ? -1 : truth(t, verdict);
        if (!plain)
            drop(t, verdict);
        if (good > 0)
            return v;
        drop(t, v);
        if (good < 0)
            return V_ERROR;
    }
}

/* ---- types ---- */

static int walker_type(Thread *t, const char *name, const char *doc, Kind kind, NewFn make,
                       UnaryFn next, const NativeDef *const *methods)
{
    TypeSpec spec = {
        .name = name,
        .doc = doc,
        .size = sizeof(Walker),
        .flags = TF_GC | TF_BASE | TF_IMMUTABLE,
        .kind = kind,
        .layout = kind,
        .slots = {.new_ = make, .iter = self_iter, .next = next},
        .dealloc = walker_dealloc,
        .visit = walker_visit,
        .clear = walker_clear,
        .methods = methods,
    };
    return type_from_spec(t, &spec) ? 0 : -1;
}

int zip_map_setup(Thread *t)
{
    static const NativeDef *const zip_methods[] = {&zip_reduce_def, &zip_setstate_def, NULL};
    static const NativeDef *const map_methods[] = {&map_reduce_def, NULL};
    static const char zip_doc[] =
        "The zip object yields n-length tuples, where n is the number of iterables\n"
        "passed as positional arguments to zip().  The i-th element in every tuple\n"
        "comes from the i-th iterable argument to zip().  This continues until the\n"
        "shortest argument is exhausted.\n\n"
        "If strict is true and one of the arguments is exhausted before the others,\n"
        "raise a ValueError.\n\n"
        "   >>> list(zip('abcdefg', range(3), range(4)))\n   [('a', 0, 0), ('b', 1, 1), ('c', 2, "
        "2)]";
    static const char map_doc[] =
        "Make an iterator that computes the function using arguments from\n"
        "each of the iterables.  Stops when the shortest iterable is exhausted.";
    static const char filter_doc[] =
        "Return an iterator yielding those items of iterable for which function(item)\n"
        "is true. If function is None, return the items that are true.";
    return walker_type(t, "zip", zip_doc, KIND_zip, zip_make, zip_next, zip_methods) ||
                   walker_type(t, "map", map_doc, KIND_map, map_make, map_next, map_methods) ||
                   walker_type(t, "filter", filter_doc, KIND_filter, filter_make, filter_next,
                               map_methods)
               ? -1
               : 0;
}
