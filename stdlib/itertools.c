/* SPDX-License-Identifier: MIT */
/* itertools: iterators made of iterators. What picks items of a pool is in itertools_pick.c. */
#include "stdlib/itertools.h"
#include "vm/core/containers_internal.h"
#include "vm/objects/int.h"
#include "vm/objects/iterators.h"

/* The next item, kept in the scope; V_STOP and V_ERROR pass through. */
static inline Value step(Thread *t, Value it)
{
    return K(t, iter_step(t, it));
}
static inline bool ended(Value v)
{
    return v_same(v, V_STOP) || v_is_error(v);
}
static inline bool is_given(Value v)
{
    return !v_is_empty(v) && !v_is_none(v);
}

/* Many types hold an iterator, a function and one or two values. */
typedef struct Walk {
    Object head;
    Value it, func, a, b;
    int64_t n, m;
    bool on;
} Walk;
#define W(v) V_AS(Walk, v)
#define WALK_FIELDS                                                                                \
    {                                                                                              \
        {offsetof(Walk, it), offsetof(Walk, func), offsetof(Walk, a), offsetof(Walk, b), 0}, NULL, \
            NULL, NULL                                                                             \
    }

/* An instance over an iterable; func EMPTY or None: none. */
static Value walk_new(Thread *t, Value cls, Value iterable, Value func)
{
    Value it = K(t, iter_get(t, iterable));
    Value made = v_is_error(it) ? V_ERROR : api_instance(t, V_AS(Type, cls));
    if (v_is_error(made))
        return V_ERROR;
    api_set(t, &W(made)->it, it);
    if (is_given(func))
        api_set(t, &W(made)->func, func);
    return made;
}

/* ---- accumulate: a is the total, b the initial value ---- */

API(accumulate_new, "accumulate(cls, iterable, func=None, *, initial=None)", "")
{
    Value made = walk_new(t, a[0], a[1], a[2]);
    if (!v_is_error(made) && is_given(a[3]))
        api_set(t, &W(made)->b, a[3]);
    return made;
}

API_UNARY(accumulate_next)
{
    Walk *w = W(self);
    if (!v_is_empty(w->b)) {
        api_set(t, &w->a, api_take(t, &w->b));
        return w->a;
    }
    Value v = step(t, w->it);
    if (ended(v))
        return v;
    if (!v_is_empty(w->a))
        v = K(t, v_is_empty(w->func) ? binary_op(t, OP_ADD, w->a, v) : call2(t, w->func, w->a, v));
    if (!v_is_error(v))
        api_set(t, &w->a, v);
    return v;
}

/* ---- batched: n items at a time ---- */

API(batched_new, "batched(cls, iterable, n, *, strict=False)", "")
{
    int64_t n;
    int strict = v_is_empty(a[3]) ? 0 : truth(t, a[3]);
    if (value_to_int64(t, a[2], &n) < 0 || strict < 0)
        return V_ERROR;
    if (n < 1)
        return raise_format(t, EXC_ValueError, "n must be at least one");
    Value made = walk_new(t, a[0], a[1], V_EMPTY);
    if (!v_is_error(made)) {
        W(made)->n = n;
        W(made)->on = strict;
    }
    return made;
}

API_UNARY(batched_next)
{
    Walk *w = W(self);
    if (v_is_empty(w->it))
        return V_STOP;
    Value it = w->it, list = K(t, list_new(t, NULL, 0));
    ApiScope scope = api_scope_begin(t);
    while (API_ROUND(t, scope) && !v_is_error(list) && (int64_t)V_AS(List, list)->len < w->n) {
        Value v = step(t, it);
        if (v_same(v, V_STOP))
            break;
        if (v_is_error(v) || list_append(t, V_AS(List, list), v) < 0)
            return V_ERROR;
    }
    size_t got = v_is_error(list) ? 0 : V_AS(List, list)->len;
    if (got == (size_t)w->n)
        return K(t, list_to_tuple(t, V_AS(List, list)));
    api_set(t, &w->it, V_EMPTY);
    if (got && w->on)
        return raise_format(t, EXC_ValueError, "batched(): incomplete batch");
    return got ? K(t, list_to_tuple(t, V_AS(List, list))) : v_is_error(list) ? V_ERROR : V_STOP;
}

/* ---- chain: `it` gives iterables, `a` is the iterator of the current one ---- */

static Value chain_make(Thread *t, Type *cls, const Value *args, uint32_t nargs, Value kwnames)
{
    if (args_no_keywords(t, "chain", args_own_keywords(t, cls, KIND_object, kwnames)) < 0)
        return V_ERROR;
    ApiScope scope = api_scope_begin(t);
    Value all = K(t, tuple_new(t, args, nargs));
    return api_scope_return(t, scope,
                            v_is_error(all) ? V_ERROR : walk_new(t, v_from(cls), all, V_EMPTY));
}

API_CLASS(chain_from_iterable, "from_iterable(cls, iterable, /)",
          "A chain of the iterables that an iterable gives.")
{
    return walk_new(t, a[0], a[1], V_EMPTY);
}

API_UNARY(chain_go_on)
{
    Walk *w = W(self);
    ApiScope scope = api_scope_begin(t);
    while (API_ROUND(t, scope) && !v_is_empty(w->it)) {
        if (v_is_empty(w->a)) {
            Value iterable = step(t, w->it);
            Value it = ended(iterable) ? iterable : K(t, iter_get(t, iterable));
            if (ended(it)) {
                api_set(t, &w->it, V_EMPTY);
                return it;
            }
            api_set(t, &w->a, it);
        }
        Value v = step(t, w->a);
        if (!v_same(v, V_STOP))
            return v;
        api_set(t, &w->a, V_EMPTY);
    }
    return V_STOP;
}

static Value chain_next(Thread *t, Value self)
{
    Value it = dup(W(self)->a); /* the chain may let go of it meanwhile */
    Value v = v_is_empty(it) ? V_STOP : iter_step(t, it);
    if (v_same(v, V_STOP) && v_same(W(self)->a, it))
        api_set(t, &W(self)->a, V_EMPTY);
    drop(t, it);
    return v_same(v, V_STOP) ? chain_go_on(t, self) : v;
}

/* ---- compress: a is the iterator of selectors ---- */

API(compress_new, "compress(cls, data, selectors)", "")
{
    Value made = walk_new(t, a[0], a[1], V_EMPTY);
    Value selectors = v_is_error(made) ? V_ERROR : K(t, iter_get(t, a[2]));
    if (v_is_error(selectors))
        return V_ERROR;
    api_set(t, &W(made)->a, selectors);
    return made;
}

static Value compress_next(Thread *t, Value self)
{
    for (;;) {
        Value v = iter_step(t, W(self)->it), selector = ended(v) ? v : iter_step(t, W(self)->a);
        int good = ended(selector) ? 0 : truth(t, selector);
        if (good > 0) {
            drop(t, selector);
            return v;
        }
        if (!ended(v))
            drop(t, v);
        if (ended(selector))
            return selector;
        drop(t, selector);
        if (good < 0)
            return V_ERROR;
    }
}

/* ---- count: a is the next number, b the step ---- */

static bool is_number(Thread *t, Value v)
{
    Type *type = v_type(t, v);
    return v_is_int(v) || v_is_float(v) || v_has_layout(v, KIND_complex) || type->s.index ||
           type->s.to_int || type->s.to_float;
}

API(count_new, "count(cls, start=0, step=1)", "")
{
    for (int i = 1; i < 3; i++)
        if (!v_is_empty(a[i]) && !is_number(t, a[i]))
            return raise_format(t, EXC_TypeError, "a number is required");
    Value made = api_instance(t, V_AS(Type, a[0])), one = v_from_small(1),
          start = v_is_empty(a[1]) ? v_from_small(0) : a[1], next = v_is_empty(a[2]) ? one : a[2];
    if (v_is_int(next)) {
        Value plain = K(t, int_plain(t, next));
        if (v_is_error(plain))
            return V_ERROR;
        if (v_same(plain, one)) /* steps of 1: bools and subclasses are plain numbers from now on */
            next = one;
    }
    if (v_same(next, one) && v_is_int(start))
        start = K(t, int_plain(t, start));
    if (v_is_error(made) || v_is_error(start))
        return V_ERROR;
    api_set(t, &W(made)->a, start);
    api_set(t, &W(made)->b, next);
    return made;
}

API_UNARY(count_next)
{
    Walk *w = W(self);
    Value now = w->a;
    if (v_both_small(now, w->b) && small_fits(v_small(now) + v_small(w->b))) {
        w->a = v_from_small(v_small(now) + v_small(w->b));
        return now;
    }
    Value next = K(t, binary_op(t, OP_ADD, now, w->b));
    if (v_is_error(next))
        return V_ERROR;
    now = api_take(t, &w->a);
    api_set(t, &w->a, next);
    return now;
}

API_UNARY(count_repr)
{
    Walk *w = W(self);
    Str *name = v_type(t, self)->name_str;
    return K(t, v_same(w->b, v_from_small(1)) ? str_format(t, "%N(%R)", name, w->a)
                                              : str_format(t, "%N(%R, %R)", name, w->a, w->b));
}

static int warn_copying(Thread *t)
{
    return warn_format(t, EXC_DeprecationWarning, 1,
                       "Pickle, copy, and deepcopy support will be removed from itertools in "
                       "Python 3.14.");
}

API(count_reduce, "__reduce__(self, /)", "For copying.")
{
    Walk *w = W(a[0]);
    if (warn_copying(t) < 0)
        return V_ERROR;
    bool plain = v_is_small(w->a) && v_same(w->b, v_from_small(1));
    Value args = K(t, plain ? tuple_pack(t, 1, w->a) : tuple_pack(t, 2, w->a, w->b));
    return v_is_error(args) ? V_ERROR : K(t, tuple_pack(t, 2, v_from(v_type(t, a[0])), args));
}

/* ---- cycle: a is the list of what has been seen; n the place in it ---- */

API(cycle_new, "cycle(cls, iterable, /)", "")
{
    Value made = walk_new(t, a[0], a[1], V_EMPTY),
          seen = v_is_error(made) ? V_ERROR : K(t, list_new(t, NULL, 0));
    if (v_is_error(seen))
        return V_ERROR;
    api_set(t, &W(made)->a, seen);
    return made;
}

API_UNARY(cycle_next)
{
    Walk *w = W(self);
    List *seen = V_AS(List, w->a);
    if (!v_is_empty(w->it)) {
        Value v = step(t, w->it);
        if (!v_same(v, V_STOP))
            return v_is_error(v) || list_append(t, seen, v) < 0 ? V_ERROR : v;
        api_set(t, &w->it, V_EMPTY);
    }
    if (seen->len == 0)
        return V_STOP;
    w->n = (size_t)w->n < seen->len ? w->n : 0;
    return seen->items[w->n++];
}

/* ---- takewhile, dropwhile, filterfalse ---- */

API(takewhile_new, "takewhile(cls, predicate, iterable, /)", "")
{
    return walk_new(t, a[0], a[2], a[1]);
}
API(dropwhile_new, "dropwhile(cls, predicate, iterable, /)", "")
{
    return walk_new(t, a[0], a[2], a[1]);
}
API(filterfalse_new, "filterfalse(cls, function, iterable, /)", "")
{
    return walk_new(t, a[0], a[2], a[1]);
}

/* Does the function say yes to v? Without a function (None), v itself does. 1, 0, -1. */
static int test(Thread *t, Value func, Value v, bool none_is_identity)
{
    if (v_is_empty(func) && none_is_identity)
        return truth(t, v);
    Value verdict = call1(t, v_is_empty(func) ? V_NONE : func, v);
    int good = v_is_error(verdict) ? -1 : truth(t, verdict);
    if (!v_is_error(verdict))
        drop(t, verdict);
    return good;
}

/* v, owned, if it is given on, else what stands for its end. */
static Value given_if(Thread *t, bool yes, TAKES Value v, Value otherwise)
{
    if (yes)
        return v;
    drop(t, v);
    return otherwise;
}

static Value takewhile_next(Thread *t, Value self)
{
    Walk *w = W(self);
    Value v = w->on ? V_STOP : iter_step(t, w->it);
    if (ended(v))
        return v;
    int good = test(t, w->func, v, false);
    w->on |= good == 0;
    return given_if(t, good > 0, v, good < 0 ? V_ERROR : V_STOP);
}

static Value dropwhile_next(Thread *t, Value self)
{
    Walk *w = W(self);
    for (;;) {
        Value v = iter_step(t, w->it);
        if (w->on || ended(v))
            return v;
        int good = test(t, w->func, v, false);
        w->on |= good == 0;
        if (good <= 0)
            return given_if(t, good == 0, v, V_ERROR);
        drop(t, v);
    }
}

static Value filterfalse_next(Thread *t, Value self)
{
    for (;;) {
        Value v = iter_step(t, W(self)->it);
        int good = ended(v) ? 0 : test(t, W(self)->func, v, true);
        if (good <= 0)
            return ended(v) ? v : given_if(t, good == 0, v, V_ERROR);
        drop(t, v);
    }
}

/* ---- groupby ---- */

typedef struct GroupBy {
    Object head;
    Value it, func;
    Value grouper;    /* the type of the iterators of groups */
    Value target;     /* key of the group handed out last */
    Value key, value; /* of the item read last; value EMPTY: given out already */
    int64_t group;    /* number of the group handed out last: older group iterators have ended */
} GroupBy;
#define G(v) V_AS(GroupBy, v)

API(groupby_new, "groupby(cls, iterable, key=None)", "")
{
    Value it = K(t, iter_get(t, a[1])),
          grouper = v_is_error(it) ? V_ERROR : K(t, import_attr(t, "itertools", "_grouper")),
          made = v_is_error(grouper) ? V_ERROR : api_instance(t, V_AS(Type, a[0]));
    if (v_is_error(made))
        return V_ERROR;
    api_set(t, &G(made)->it, it);
    api_set(t, &G(made)->grouper, grouper);
    if (is_given(a[2]))
        api_set(t, &G(made)->func, a[2]);
    return made;
}

/* Reads the next item. V_NONE, V_STOP or V_ERROR. */
static Value groupby_step(Thread *t, GroupBy *g)
{
    Value v = iter_step(t, g->it);
    if (ended(v))
        return v;
    Value key = v_is_empty(g->func) ? dup(v) : call1(t, g->func, v);
    if (v_is_error(key))
        return given_if(t, false, v, V_ERROR);
    v_set(t, &g->value, v);
    v_set(t, &g->key, key);
    return V_NONE;
}

API_UNARY(groupby_next)
{
    GroupBy *g = G(self);
    g->group++;
    ApiScope scope = api_scope_begin(t);
    while (API_ROUND(t, scope)) { /* skips what is left of the group handed out last */
        if (!v_is_empty(g->key) && v_is_empty(g->target))
            break;
        int same = v_is_empty(g->key) ? 1 : values_equal(t, g->target, g->key);
        if (same <= 0) {
            if (same < 0)
                return V_ERROR;
            break;
        }
        Value got = groupby_step(t, g);
        if (ended(got))
            return got;
    }
    api_set(t, &g->target, g->key);
    Value made = api_instance(t, V_AS(Type, g->grouper));
    if (v_is_error(made))
        return V_ERROR;
    api_set(t, &W(made)->it, self);
    api_set(t, &W(made)->a, g->target);
    W(made)->n = g->group;
    return K(t, tuple_pair(t, g->key, made));
}

/* The items of one group: `it` is the groupby, `a` the key, n the group's number. */
static Value grouper_next(Thread *t, Value self)
{
    Walk *w = W(self);
    GroupBy *g = G(w->it);
    if (g->group != w->n)
        return V_STOP;
    if (v_is_empty(g->value)) {
        Value got = groupby_step(t, g);
        if (ended(got))
            return got;
    }
    Value key = dup(g->key);
    int same = values_equal(t, w->a, key);
    drop(t, key);
    if (same <= 0)
        return same < 0 ? V_ERROR : V_STOP;
    Value v = g->value;
    g->value = V_EMPTY;
    return v_is_empty(v) ? V_STOP : v;
}

API(grouper_new, "_grouper(cls, parent, tgtkey, /)", "")
{
    return raise_format(t, EXC_TypeError, "cannot create 'itertools._grouper' instances");
}

/* ---- islice: n items taken so far, `next` the number of the one to give, stop -1: no end ---- */

typedef struct Slicer {
    Object head;
    Value it;
    int64_t at, next, stop, step;
} Slicer;

/* 0..sys.maxsize, or `missing` for None. -2: ValueError is pending. */
static int64_t slice_number(Thread *t, Value v, int64_t missing, const char *message)
{
    int64_t n;
    if (!is_given(v))
        return missing;
    bool good = (v_is_int(v) || v_type(t, v)->s.index) && value_to_int64(t, v, &n) == 0 && n >= 0;
    if (good)
        return n;
    exc_clear(t);
    raise_format(t, EXC_ValueError, "%s", message);
    return -2;
}

static Value slicer_fill(Thread *t, Type *cls, const Value *args, uint32_t nargs)
{
    static const char indices[] =
        "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.";
    static const char only_stop[] =
        "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.";
    static const char bad_step[] = "Step for islice() must be a positive integer or None.";
    bool two = nargs == 2;
    int64_t start = two ? 0 : slice_number(t, args[1], 0, indices);
    int64_t stop =
        start < 0 ? -2 : slice_number(t, args[two ? 1 : 2], -1, two ? only_stop : indices);
    int64_t by = stop == -2 ? -2 : slice_number(t, nargs > 3 ? args[3] : V_NONE, 1, bad_step);
    if (by == 0)
        raise_format(t, EXC_ValueError, bad_step);
    Value it = by > 0 ? K(t, iter_get(t, args[0])) : V_ERROR,
          made = v_is_error(it) ? V_ERROR : api_instance(t, cls);
    if (v_is_error(made))
        return V_ERROR;
    Slicer *s = V_AS(Slicer, made);
    api_set(t, &s->it, it);
    s->next = start;
    s->stop = stop < 0 ? INT64_MAX : stop;
    s->step = by;
    return made;
}

static Value islice_make(Thread *t, Type *cls, const Value *args, uint32_t nargs, Value kwnames)
{
    if (args_check(t, "islice", nargs, 2, 4, args_own_keywords(t, cls, KIND_object, kwnames)) < 0)
        return V_ERROR;
    ApiScope scope = api_scope_begin(t);
    return api_scope_return(t, scope, slicer_fill(t, cls, args, nargs));
}

/* The item at s->next: what stands in front of it is passed. Owned, V_STOP or V_ERROR. */
static Value slicer_step(Thread *t, Slicer *s, Value it)
{
    for (; UNLIKELY(s->at < s->next); s->at++) {
        Value v = iter_step(t, it);
        if (ended(v))
            return v;
        drop(t, v);
    }
    return s->at >= s->stop ? V_STOP : iter_step(t, it);
}

static Value islice_next(Thread *t, Value self)
{
    Slicer *s = V_AS(Slicer, self);
    if (v_is_empty(s->it))
        return V_STOP;
    Value it = dup(s->it); /* the islice may let go of it meanwhile */
    Value v = slicer_step(t, s, it);
    drop(t, it);
    if (ended(v)) {
        api_set(t, &s->it, V_EMPTY);
        return v;
    }
    s->at++;
    if (__builtin_add_overflow(s->next, s->step, &s->next) || s->next > s->stop)
        s->next = s->stop;
    return v;
}

/* ---- pairwise: a is the item before, func a pair it has given ---- */

API(pairwise_new, "pairwise(cls, iterable, /)", "")
{
    return walk_new(t, a[0], a[1], V_EMPTY);
}

static Value pairwise_end(Thread *t, Walk *w, Value v)
{
    api_set(t, &w->it, V_EMPTY);
    api_set(t, &w->a, V_EMPTY);
    return v;
}

/* Reads on while the caller holds what the field may lose meanwhile. */
static Value pairwise_step(Thread *t, Walk *w)
{
    Value it = dup(w->it), v = v_is_empty(it) ? V_STOP : iter_step(t, it);
    drop(t, it);
    return v;
}

static Value pairwise_next(Thread *t, Value self)
{
    Walk *w = W(self);
    if (v_is_empty(w->a)) {
        Value first = pairwise_step(t, w);
        if (ended(first))
            return pairwise_end(t, w, first);
        v_set(t, &w->a, first);
    }
    Value before = dup(w->a), v = pairwise_step(t, w);
    Tuple *pair = ended(v) ? NULL : tuple_reuse(t, &w->func, 2);
    if (!pair) {
        drop(t, before);
        return ended(v) ? pairwise_end(t, w, v) : given_if(t, false, v, V_ERROR);
    }
    tuple_reuse_put(t, pair, 0, before);
    tuple_reuse_put(t, pair, 1, dup(v));
    v_set(t, &w->a, v);
    return v_from(pair);
}

/* ---- repeat: a is the object, n how often it is still to come; on: forever ---- */

API(repeat_new, "repeat(cls, object, times=None)", "")
{
    int64_t times = 0;
    if (!v_is_empty(a[2]) && value_to_ssize(t, a[2], &times, EXC_OverflowError) < 0)
        return V_ERROR;
    Value made = api_instance(t, V_AS(Type, a[0]));
    if (v_is_error(made))
        return V_ERROR;
    api_set(t, &W(made)->a, a[1]);
    W(made)->n = times < 0 ? 0 : times;
    W(made)->on = v_is_empty(a[2]);
    return made;
}

API_UNARY(repeat_next)
{
    Walk *w = W(self);
    if (!w->on && w->n-- <= 0) {
        w->n = 0;
        return V_STOP;
    }
    return w->a;
}

API_UNARY(repeat_repr)
{
    Walk *w = W(self);
    Str *name = v_type(t, self)->name_str;
    return K(t, w->on ? str_format(t, "%N(%R)", name, w->a)
                      : str_format(t, "%N(%R, %zd)", name, w->a, w->n));
}

API(repeat_length_hint, "__length_hint__(self, /)", "How often the object is still to come.")
{
    return W(a[0])->on ? raise_format(t, EXC_TypeError, "len() of unsized object")
                       : v_from_small(W(a[0])->n);
}

API(repeat_reduce, "__reduce__(self, /)", "For copying.")
{
    Walk *w = W(a[0]);
    if (warn_copying(t) < 0)
        return V_ERROR;
    Value args = K(t, w->on ? tuple_pack(t, 1, w->a) : tuple_pack(t, 2, w->a, v_from_small(w->n)));
    return v_is_error(args) ? V_ERROR : K(t, tuple_pack(t, 2, v_from(v_type(t, a[0])), args));
}

/* ---- starmap ---- */

API(starmap_new, "starmap(cls, function, iterable, /)", "")
{
    Value made = walk_new(t, a[0], a[2], V_EMPTY);
    if (!v_is_error(made))
        api_set(t, &W(made)->func, a[1]);
    return made;
}

static Value starmap_next(Thread *t, Value self)
{
    Walk *w = W(self);
    Value v = iter_step(t, w->it);
    if (ended(v))
        return v;
    Value args = iter_to_tuple(t, v), result = V_ERROR;
    drop(t, v);
    if (!v_is_error(args)) {
        result = call(t, w->func, V_AS(Tuple, args)->items, (uint32_t)V_AS(Tuple, args)->len);
        drop(t, args);
    }
    return result;
}

/* ---- tee: blocks of items, linked forwards, are shared by the iterators that are on them ---- */

#define TEE_BLOCK 57

typedef struct TeeBlock {
    Object head;
    Value it, items, next; /* items: a list; next: the block behind, once there is one */
    bool running;
} TeeBlock;

static Value tee_block_new(Thread *t, Type *cls, Value it)
{
    Value items = K(t, list_new(t, NULL, 0));
    Value made = v_is_error(items) || list_reserve(t, V_AS(List, items), TEE_BLOCK) < 0
                     ? V_ERROR
                     : api_instance(t, cls);
    if (v_is_error(made))
        return V_ERROR;
    api_set(t, &V_AS(TeeBlock, made)->it, it);
    api_set(t, &V_AS(TeeBlock, made)->items, items);
    return made;
}

/* A tee at the place of another one (`a` is the block, n the place in it), or over a new iterator.
 */
static Value tee_new(Thread *t, Type *cls, Value iterable)
{
    bool again = v_is_object(iterable) && v_type(t, iterable) == cls;
    Value block = again ? W(iterable)->a : V_ERROR;
    if (!again) {
        Value it = K(t, iter_get(t, iterable)),
              block_cls = K(t, import_attr(t, "itertools", "_tee_dataobject"));
        block = v_is_error(it) || v_is_error(block_cls)
                    ? V_ERROR
                    : tee_block_new(t, V_AS(Type, block_cls), it);
    }
    Value made = v_is_error(block) ? V_ERROR : api_instance(t, cls);
    if (v_is_error(made))
        return V_ERROR;
    api_set(t, &W(made)->a, block);
    W(made)->n = again ? W(iterable)->n : 0;
    return made;
}

API(tee_type_new, "_tee(cls, iterable, /)", "")
{
    return tee_new(t, V_AS(Type, a[0]), a[1]);
}

API_UNARY(tee_read)
{
    Walk *w = W(self);
    TeeBlock *b = V_AS(TeeBlock, w->a);
    if (w->n == TEE_BLOCK) {
        if (v_is_empty(b->next)) {
            Value block = tee_block_new(t, b->head.type, b->it);
            if (v_is_error(block))
                return V_ERROR;
            api_set(t, &b->next, block);
        }
        api_set(t, &w->a, b->next);
        b = V_AS(TeeBlock, w->a);
        w->n = 0;
    }
    List *items = V_AS(List, b->items);
    if ((size_t)w->n < items->len)
        return items->items[w->n++];
    if (b->running)
        return raise_format(t, EXC_RuntimeError, "cannot re-enter the tee iterator");
    b->running = true;
    Value v = step(t, b->it);
    b->running = false;
    if (ended(v))
        return v;
    if (list_append(t, items, v) < 0)
        return V_ERROR;
    w->n++;
    return v;
}

static Value tee_next(Thread *t, Value self)
{
    Walk *w = W(self);
    const List *items = V_AS(List, V_AS(TeeBlock, w->a)->items);
    return (size_t)w->n < items->len ? dup(items->items[w->n++]) : tee_read(t, self);
}

API(tee_copy, "__copy__(self, /)", "An iterator at the same place.")
{
    return tee_new(t, v_type(t, a[0]), a[0]);
}

API(tee, "tee(iterable, n=2, /)", "n iterators over the same items.")
{
    int64_t n = 2;
    if (!v_is_empty(a[1]) && value_to_ssize(t, a[1], &n, EXC_OverflowError) < 0)
        return V_ERROR;
    if (n < 0)
        return raise_format(t, EXC_ValueError, "n must be >= 0");
    Value cls = K(t, import_attr(t, "itertools", "_tee")), list = K(t, list_new(t, NULL, 0));
    if (v_is_error(cls) || v_is_error(list))
        return V_ERROR;
    Value from = n ? K(t, iter_get(t, a[0])) : V_NONE;
    bool is_tee = !v_is_error(from) &&
                  v_same(v_from(v_type(t, from)), cls); /* then it is the first of them */
    for (int64_t i = 0; i < n && !v_is_error(from); i++) {
        if (i || !is_tee)
            from = tee_new(t, V_AS(Type, cls), from);
        if (!v_is_error(from) && list_append(t, V_AS(List, list), from) < 0)
            return V_ERROR;
    }
    return v_is_error(from) ? V_ERROR : K(t, list_to_tuple(t, V_AS(List, list)));
}

API(tee_block_type_new, "_tee_dataobject(cls, it, values, next, /)", "")
{
    return raise_format(t, EXC_TypeError, "cannot create 'itertools._tee_dataobject' instances");
}

/* ---- zip_longest: a is the list of iterators (None: ended), b the fill value, n how many still
   run, func a row it has given ---- */

static Value longest_fill(Thread *t, Type *cls, const Value *args, uint32_t nargs, Value fill)
{
    Value list = K(t, list_new(t, NULL, 0));
    for (uint32_t i = 0; i < nargs && !v_is_error(list); i++) {
        Value it = K(t, iter_get(t, args[i]));
        if (v_is_error(it) || list_append(t, V_AS(List, list), it) < 0)
            return V_ERROR;
    }
    Value made = v_is_error(list) ? V_ERROR : api_instance(t, cls);
    if (v_is_error(made))
        return V_ERROR;
    api_set(t, &W(made)->a, list);
    api_set(t, &W(made)->b, fill);
    W(made)->n = nargs;
    return made;
}

static Value zip_longest_make(Thread *t, Type *cls, const Value *args, uint32_t nargs,
                              Value kwnames)
{
    const Tuple *names = v_is_empty(kwnames) ? NULL : V_AS(Tuple, kwnames);
    for (size_t i = 0; names && i < names->len; i++)
        if (!str_equal_cstr(V_AS(Str, names->items[i]), "fillvalue"))
            return raise_format(t, EXC_TypeError,
                                "zip_longest() got an unexpected keyword argument");
    ApiScope scope = api_scope_begin(t);
    return api_scope_return(
        t, scope, longest_fill(t, cls, args, nargs, names && names->len ? args[nargs] : V_NONE));
}

/* The item for place i; V_STOP: that was the last iterator to end. */
static ALWAYS_INLINE Value longest_step(Thread *t, Walk *w, Value *place)
{
    Value it = dup(*place), v = v_is_none(it) ? dup(w->b) : iter_step(t, it);
    drop(t, it);
    if (v_same(v, V_STOP) && --w->n > 0) {
        api_set(t, place, V_NONE);
        return dup(w->b);
    }
    if (v_is_error(v))
        w->n = 0;
    return v;
}

static Value zip_longest_next(Thread *t, Value self)
{
    Walk *w = W(self);
    List *its = V_AS(List, w->a);
    Tuple *row = w->n == 0 ? NULL : tuple_reuse(t, &w->func, its->len);
    if (!row)
        return w->n == 0 ? V_STOP : V_ERROR;
    for (size_t i = 0; i < its->len; i++) {
        Value v = longest_step(t, w, &its->items[i]);
        if (ended(v)) {
            obj_drop(t, row);
            return v;
        }
        tuple_reuse_put(t, row, i, v);
    }
    return v_from(row);
}

/* ---- the module ---- */

API_UNARY(iterator_self)
{
    return self;
}

int iter_types_add(Thread *t, Value module, const IterRow *rows, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const IterRow *r = &rows[i];
        TypeSpec spec = {
            .name = r->name,
            .doc = r->doc,
            .size = r->size,
            .flags = TF_BASE | TF_IMMUTABLE,
            .new_def = r->make,
            .slots = {.iter = iterator_self, .next = r->next, .repr = r->repr, .new_ = r->make_raw},
            .methods = r->methods,
        };
        if (api_module_add_type(t, module, api_type(t, &spec, &r->fields)) < 0)
            return -1;
    }
    return 0;
}

#define ROW(id, text, ...)                                                              \
    {                                                                                   \
        .name = "itertools." #id, .doc = text, .size = sizeof(Walk), .next = id##_next, \
        .fields = WALK_FIELDS, __VA_ARGS__                                              \
    }
#define MAKE(id) .make = &id##_new_def
#define METHODS(...)                      \
    .methods = (const NativeDef *const[]) \
    {                                     \
        __VA_ARGS__, NULL                 \
    }

static const IterRow rows[] = {
    ROW(accumulate, "Running totals, or the results of another function of two arguments.",
        MAKE(accumulate)),
    ROW(batched, "Tuples of n items; the last one may be shorter.", MAKE(batched)),
    ROW(chain, "The items of the first iterable, then of the next, and so on.",
        .make_raw = chain_make, METHODS(&chain_from_iterable_def, &class_getitem_def)),
    ROW(compress, "The items whose selector is true.", MAKE(compress)),
    ROW(count, "Numbers from start on, each one step further.", MAKE(count), .repr = count_repr,
        METHODS(&count_reduce_def)),
    ROW(cycle, "The items over and over again.", MAKE(cycle)),
    ROW(takewhile, "Items as long as the predicate is true.", MAKE(takewhile)),
    ROW(dropwhile, "Items from the first one on for which the predicate is false.",
        MAKE(dropwhile)),
    ROW(filterfalse, "The items for which the function is false.", MAKE(filterfalse)),
    {.name = "itertools.groupby",
     .doc = "(key, items) for each run of items with the same key.",
     .size = sizeof(GroupBy),
     .make = &groupby_new_def,
     .next = groupby_next,
     .fields = {{offsetof(GroupBy, it), offsetof(GroupBy, func), offsetof(GroupBy, grouper),
                 offsetof(GroupBy, target), offsetof(GroupBy, key), offsetof(GroupBy, value), 0},
                NULL,
                NULL,
                NULL}},
    {.name = "itertools._grouper",
     .size = sizeof(Walk),
     .make = &grouper_new_def,
     .next = grouper_next,
     .fields = WALK_FIELDS},
    {.name = "itertools.islice",
     .doc = "The items at start, start + step, ... before stop.",
     .size = sizeof(Slicer),
     .make_raw = islice_make,
     .next = islice_next,
     .fields = {{offsetof(Slicer, it), 0}, NULL, NULL, NULL}},
    ROW(pairwise, "Overlapping pairs of neighbours.", MAKE(pairwise)),
    ROW(repeat, "The object again and again.", MAKE(repeat), .repr = repeat_repr,
        METHODS(&repeat_length_hint_def, &repeat_reduce_def)),
    ROW(starmap, "Calls of the function with the items as its arguments.", MAKE(starmap)),
    {.name = "itertools._tee",
     .doc = "Iterator over items that several of its kind share.",
     .size = sizeof(Walk),
     .make = &tee_type_new_def,
     .next = tee_next,
     METHODS(&tee_copy_def),
     .fields = WALK_FIELDS},
    ROW(zip_longest, "Tuples of one item from each iterable, to the end of the longest.",
        .make_raw = zip_longest_make),
};

/* What tee iterators share; not an iterator. */
static int tee_block_add(Thread *t, Value module)
{
    static const FieldTable fields = {
        {offsetof(TeeBlock, it), offsetof(TeeBlock, items), offsetof(TeeBlock, next), 0},
        NULL,
        NULL,
        NULL};
    static const TypeSpec spec = {.name = "itertools._tee_dataobject",
                                  .doc = "Items that tee iterators share.",
                                  .size = sizeof(TeeBlock),
                                  .flags = TF_IMMUTABLE,
                                  .new_def = &tee_block_type_new_def};
    return api_module_add_type(t, module, api_type(t, &spec, &fields));
}

static int itertools_exec(Thread *t, Value module)
{
    return iter_types_add(t, module, rows, sizeof rows / sizeof *rows) < 0 ||
                   tee_block_add(t, module) < 0
               ? -1
               : pickers_add(t, module);
}

Value itertools_module(Thread *t)
{
    static const NativeDef *const functions[] = {&tee_def, NULL};
    static const ModuleSpec spec = {"itertools", "Iterators made of iterators.", functions,
                                    itertools_exec};
    return api_module(t, &spec);
}
