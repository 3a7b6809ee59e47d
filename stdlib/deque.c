/* SPDX-License-Identifier: MIT */
/* collections.deque: a ring of values that grows. */
#include "stdlib/_collections.h"
#include "vm/objects/iterators.h"

typedef struct Deque {
    Object head;
    Value *ring; /* cap places, a power of two; item i is in place (start + i) & (cap - 1) */
    size_t cap, start, len;
    int64_t maxlen; /* -1: none */
    uint64_t state; /* changes when items come or go: for iterators */
} Deque;
#define D(v) V_AS(Deque, v)

static void deque_free(Thread *t, Object *o);
static void deque_visit(Object *o, VisitFn fn, void *arg);
static void deque_gc_clear(Thread *t, Object *o);
static const FieldTable deque_fields = {{0}, deque_free, deque_visit, deque_gc_clear};

static bool is_deque(Value v)
{
    return api_is(v, &deque_fields);
}

static inline Value *place(const Deque *d, size_t i)
{
    return &d->ring[(d->start + i) & (d->cap - 1)];
}

static void deque_free(Thread *t, Object *o)
{
    Deque *d = (Deque *)o;
    while (d->len)
        api_set(t, place(d, --d->len), V_EMPTY);
    mem_free(t, d->ring, d->cap * sizeof(Value));
}

static void deque_visit(Object *o, VisitFn fn, void *arg)
{
    Deque *d = (Deque *)o;
    for (size_t i = 0; i < d->len; i++)
        fn(*place(d, i), arg);
}

/* ---- storage ---- */

static int deque_grow(Thread *t, Deque *d)
{
    if (d->len < d->cap)
        return 0;
    size_t cap = d->cap ? d->cap * 2 : 8;
    Value *ring = mem_alloc_array(t, cap, sizeof(Value));
    if (!ring)
        return -1;
    for (size_t i = 0; i < d->len; i++)
        ring[i] = *place(d, i);
    for (size_t i = d->len; i < cap; i++)
        ring[i] = V_EMPTY;
    mem_free(t, d->ring, d->cap * sizeof(Value));
    d->ring = ring;
    d->cap = cap;
    d->start = 0;
    return 0;
}

/* Takes the first or the last item out: a temporary of the scope. The deque is not empty. */
static Value deque_take(Thread *t, Deque *d, bool front)
{
    d->state++;
    d->len--;
    if (!front)
        return api_take(t, place(d, d->len));
    Value *first = place(d, 0);
    d->start = (d->start + 1) & (d->cap - 1);
    return api_take(t, first);
}

/* Adds an item; beyond maxlen one falls out at the other end. */
static int deque_put(Thread *t, Deque *d, Value v, bool front)
{
    if (d->maxlen == 0)
        return 0;
    if (deque_grow(t, d) < 0)
        return -1;
    d->state++;
    if (front)
        d->start = (d->start - 1) & (d->cap - 1);
    d->len++;
    api_set(t, place(d, front ? 0 : d->len - 1), v);
    if (d->maxlen >= 0 && d->len > (size_t)d->maxlen) {
        Value out = deque_take(t, d, !front);
        if (v_is_error(out))
            return -1;
        api_release(t, out);
    }
    return 0;
}

/* Adds an item at the right of a deque without a limit. */
static int deque_append_each(Thread *t, void *arg, TAKES Value item)
{
    Deque *d = arg;
    if (deque_grow(t, d) < 0) {
        drop(t, item);
        return -1;
    }
    d->state++;
    *place(d, d->len++) = item; /* what is beyond the items is empty */
    return 0;
}

static int deque_extend_from(Thread *t, Deque *d, Value iterable, bool front)
{
    if (v_same(iterable, v_from(d)))
        iterable = K(t, iter_to_list(t, iterable));
    Value it = v_is_error(iterable) ? V_ERROR : K(t, iter_get(t, iterable));
    if (v_is_error(it))
        return -1;
    if (!front && d->maxlen < 0)
        return iter_step_each(t, it, deque_append_each, d);
    ApiScope scope = api_scope_begin(t);
    while (API_ROUND(t, scope)) {
        Value v = K(t, iter_step(t, it));
        if (v_same(v, V_STOP))
            return 0;
        if (v_is_error(v) || deque_put(t, d, v, front) < 0 || safepoint(t) < 0)
            return -1;
    }
    return 0;
}

/* Takes everything out at once, then lets it go, as finalisers may look at the deque. */
static void deque_empty(Thread *t, Deque *d)
{
    Value *ring = d->ring;
    size_t cap = d->cap, start = d->start, len = d->len;
    d->ring = NULL;
    d->cap = d->start = d->len = 0;
    d->state++;
    for (size_t i = 0; i < len; i++)
        api_set(t, &ring[(start + i) & (cap - 1)], V_EMPTY);
    mem_free(t, ring, cap * sizeof(Value));
}

static void deque_gc_clear(Thread *t, Object *o)
{
    deque_empty(t, (Deque *)o);
}

/* Moves the items so that the one at n comes to the front. */
static void deque_rotate_left(Deque *d, size_t n)
{
    if (d->len == d->cap) {
        d->start = (d->start + n) & (d->cap - 1);
        return;
    }
    if (n <= d->len / 2) {
        for (; n; n--) {
            Value v = *place(d, 0);
            *place(d, 0) = V_EMPTY;
            d->start = (d->start + 1) & (d->cap - 1);
            *place(d, d->len - 1) = v;
        }
    } else {
        for (n = d->len - n; n; n--) {
            Value v = *place(d, d->len - 1);
            *place(d, d->len - 1) = V_EMPTY;
            d->start = (d->start - 1) & (d->cap - 1);
            *place(d, 0) = v;
        }
    }
}

/* ---- making ---- */

static Value deque_make(Thread *t, Type *cls, const Value *args, uint32_t nargs, Value kwnames)
{
    ApiScope scope = api_scope_begin(t);
    Value made = api_instance(t, cls);
    if (!v_is_error(made))
        D(made)->maxlen = -1;
    return api_scope_return(t, scope, made);
}

/* A deque of the same class, limit and items. */
static Value deque_copy(Thread *t, Value self)
{
    Deque *d = D(self);
    Value few[] = {K(t, iter_to_list(t, self)), v_from_small(d->maxlen)};
    Value made = v_is_error(few[0])
                     ? V_ERROR
                     : K(t, call(t, v_from(v_type(t, self)), few, d->maxlen < 0 ? 1 : 2));
    if (v_is_error(made) || is_deque(made))
        return made;
    return raise_format(t, EXC_TypeError, "%T() must return a deque, not %T", self, made);
}

API(deque_init, "deque(self, iterable=(), maxlen=None)", "")
{
    Deque *d = D(a[0]);
    d->maxlen = -1;
    if (!v_is_empty(a[2]) && !v_is_none(a[2])) {
        if (!v_is_int(a[2]))
            return raise_format(t, EXC_TypeError, "an integer is required");
        if (value_to_int64(t, a[2], &d->maxlen) < 0)
            return V_ERROR;
        if (d->maxlen < 0)
            return raise_format(t, EXC_ValueError, "maxlen must be non-negative");
    }
    deque_empty(t, d);
    return v_is_empty(a[1]) || deque_extend_from(t, d, a[1], false) == 0 ? V_NONE : V_ERROR;
}

/* ---- methods ---- */

API(append, "append(self, item, /)", "Adds an item at the right.")
{
    return deque_put(t, D(a[0]), a[1], false) < 0 ? V_ERROR : V_NONE;
}
API(appendleft, "appendleft(self, item, /)", "Adds an item at the left.")
{
    return deque_put(t, D(a[0]), a[1], true) < 0 ? V_ERROR : V_NONE;
}
API(extend, "extend(self, iterable, /)", "Adds the items of an iterable at the right.")
{
    return deque_extend_from(t, D(a[0]), a[1], false) < 0 ? V_ERROR : V_NONE;
}
API(extendleft, "extendleft(self, iterable, /)",
    "Adds the items of an iterable at the left, one by one.")
{
    return deque_extend_from(t, D(a[0]), a[1], true) < 0 ? V_ERROR : V_NONE;
}
API(pop, "pop(self, /)", "Removes and returns the rightmost item.")
{
    return D(a[0])->len ? deque_take(t, D(a[0]), false)
                        : raise_format(t, EXC_IndexError, "pop from an empty deque");
}
API(popleft, "popleft(self, /)", "Removes and returns the leftmost item.")
{
    return D(a[0])->len ? deque_take(t, D(a[0]), true)
                        : raise_format(t, EXC_IndexError, "pop from an empty deque");
}
API(clear, "clear(self, /)", "Removes all items.")
{
    deque_empty(t, D(a[0]));
    return V_NONE;
}
API(copy, "copy(self, /)", "A deque with the same items and limit.")
{
    return deque_copy(t, a[0]);
}
API(copy_alias, "__copy__(self, /)", "A deque with the same items and limit.")
{
    return deque_copy(t, a[0]);
}

API(rotate, "rotate(self, n=1, /)",
    "Moves the items n places to the right; to the left if n is negative.")
{
    Deque *d = D(a[0]);
    int64_t n = 1;
    if (!v_is_empty(a[1]) && value_to_ssize(t, a[1], &n, EXC_OverflowError) < 0)
        return V_ERROR;
    if (d->len > 1) {
        int64_t left = -(n % (int64_t)d->len);
        deque_rotate_left(d, (size_t)(left < 0 ? left + (int64_t)d->len : left));
        d->state++;
    }
    return V_NONE;
}

API(reverse, "reverse(self, /)", "Turns the order of the items round, in place.")
{
    Deque *d = D(a[0]);
    for (size_t i = 0; i < d->len / 2; i++) {
        Value v = *place(d, i);
        *place(d, i) = *place(d, d->len - 1 - i);
        *place(d, d->len - 1 - i) = v;
    }
    return V_NONE;
}

static int mutated(Thread *t, ExcKind kind)
{
    raise_format(t, kind, "deque mutated during iteration");
    return -1;
}

/* Index of the first item equal to v in [from, to), -1: none, -2: error. */
static int64_t deque_find(Thread *t, Deque *d, Value v, size_t from, size_t to,
                          ExcKind when_mutated)
{
    uint64_t state = d->state;
    ApiScope scope = api_scope_begin(t);
    for (size_t i = from; i < to && i < d->len && API_ROUND(t, scope); i++) {
        Value item = api_hold(t, *place(d, i));
        int equal = v_is_error(item) ? -1 : values_equal(t, item, v);
        if (equal < 0)
            return -2;
        if (state != d->state)
            return mutated(t, when_mutated) - 1;
        if (equal)
            return (int64_t)i;
    }
    return -1;
}

API(count, "count(self, value, /)", "How many items are equal to the value.")
{
    int64_t count = 0;
    for (int64_t i = -1;; count++) {
        i = deque_find(t, D(a[0]), a[1], (size_t)(i + 1), SIZE_MAX, EXC_RuntimeError);
        if (i < 0)
            return i == -2 ? V_ERROR : v_from_small(count);
    }
}

API(index, "index(self, value, start=0, stop=sys.maxsize, /)",
    "Index of the first item that is equal to the value.")
{
    int64_t bounds[] = {0, INT64_MAX}, len = (int64_t)D(a[0])->len;
    for (int i = 0; i < 2; i++) {
        if (!v_is_empty(a[2 + i]) && !v_is_int(a[2 + i]) && !v_type(t, a[2 + i])->s.index)
            return raise_format(t, EXC_TypeError,
                                "slice indices must be integers or have an __index__ method");
        if (!v_is_empty(a[2 + i]) && value_to_ssize(t, a[2 + i], &bounds[i], EXC_COUNT) < 0)
            return V_ERROR;
        if (bounds[i] < 0)
            bounds[i] = bounds[i] + len < 0 ? 0 : bounds[i] + len;
    }
    int64_t i =
        deque_find(t, D(a[0]), a[1], (size_t)bounds[0], (size_t)bounds[1], EXC_RuntimeError);
    return i >= 0    ? v_from_small(i)
           : i == -2 ? V_ERROR
                     : raise_format(t, EXC_ValueError, "%R is not in deque", a[1]);
}

/* Takes item i out of the middle: a temporary. */
static Value deque_remove_at(Thread *t, Deque *d, size_t i)
{
    deque_rotate_left(d, i);
    Value gone = deque_take(t, d, true);
    if (i && d->len)
        deque_rotate_left(d, d->len - i);
    return gone;
}

API(remove, "remove(self, value, /)", "Removes the first item that is equal to the value.")
{
    Deque *d = D(a[0]);
    int64_t i = deque_find(t, d, a[1], 0, SIZE_MAX, EXC_IndexError);
    if (i < 0)
        return i == -2 ? V_ERROR : raise_format(t, EXC_ValueError, "%R is not in deque", a[1]);
    Value gone = deque_remove_at(t, d, (size_t)i);
    return v_is_error(gone) ? V_ERROR : V_NONE;
}

API(insert, "insert(self, index, value, /)", "Puts an item before the index.")
{
    Deque *d = D(a[0]);
    int64_t i;
    if (value_to_ssize(t, a[1], &i, EXC_OverflowError) < 0)
        return V_ERROR;
    int64_t len = (int64_t)d->len;
    if (len == d->maxlen)
        return raise_format(t, EXC_IndexError, "deque already at its maximum size");
    i = i < 0 ? (i + len < 0 ? 0 : i + len) : i > len ? len : i;
    if (deque_grow(t, d) < 0)
        return V_ERROR;
    if (len)
        deque_rotate_left(d, i == len ? 0 : (size_t)i);
    if (deque_put(t, d, a[2], i != len) < 0)
        return V_ERROR;
    if (i != len)
        deque_rotate_left(d, (d->len - (size_t)i) % d->len);
    return V_NONE;
}

/* (class, ((), maxlen) or (), attributes, iterator) */
API(reduce, "__reduce__(self, /)", "For copying.")
{
    Deque *d = D(a[0]);
    Value state = K(t, call_special(t, a[0], N(t, __getstate__), NULL, 0)); /* with __slots__ */
    Value none = K(t, tuple_new(t, NULL, 0)), it = K(t, iter_get(t, a[0]));
    Value args = v_is_error(none) || d->maxlen < 0
                     ? none
                     : K(t, tuple_pack(t, 2, none, v_from_small(d->maxlen)));
    if (v_is_error(state) || v_is_error(args) || v_is_error(it))
        return V_ERROR;
    return K(
        t, tuple_pack(t, 4, v_from(v_type(t, a[0])), args, v_is_empty(state) ? V_NONE : state, it));
}

API(size, "__sizeof__(self, /)", "The size of the deque in memory, in bytes.")
{
    return v_from_small((int64_t)(sizeof(Deque) + D(a[0])->cap * sizeof(Value)));
}

static Value get_maxlen(Thread *t, Value self)
{
    return D(self)->maxlen < 0 ? V_NONE : v_from_small(D(self)->maxlen);
}

/* ---- slots ---- */

static int64_t deque_length(Thread *t, Value self)
{
    return (int64_t)D(self)->len;
}

static int deque_truth(Thread *t, Value self)
{
    return D(self)->len > 0;
}

static int deque_index(Thread *t, Deque *d, Value key, int64_t *i)
{
    if (!v_is_int(key) && !v_type(t, key)->s.index) {
        raise_format(t, EXC_TypeError, "sequence index must be integer, not '%T'", key);
        return -1;
    }
    if (value_to_ssize(t, key, i, EXC_IndexError) < 0)
        return -1;
    *i += *i < 0 ? (int64_t)d->len : 0;
    if (*i >= 0 && *i < (int64_t)d->len)
        return 0;
    raise_format(t, EXC_IndexError, "deque index out of range");
    return -1;
}

API_BINARY(deque_getitem)
{
    int64_t i;
    return deque_index(t, D(self), other, &i) < 0 ? V_ERROR : *place(D(self), (size_t)i);
}

static int deque_setitem(Thread *t, Value self, Value key, Value v)
{
    int64_t i;
    if (deque_index(t, D(self), key, &i) < 0)
        return -1;
    if (!v_is_empty(v)) {
        api_set(t, place(D(self), (size_t)i), v);
        return 0;
    }
    ApiScope scope = api_scope_begin(t);
    Value gone = deque_remove_at(t, D(self), (size_t)i);
    api_scope_end(t, scope);
    return v_is_error(gone) ? -1 : 0;
}

static int deque_contains(Thread *t, Value self, Value item)
{
    ApiScope scope = api_scope_begin(t);
    int64_t i = deque_find(t, D(self), item, 0, SIZE_MAX, EXC_RuntimeError);
    api_scope_end(t, scope);
    return i == -2 ? -1 : i >= 0;
}

API_BINARY(deque_concat)
{
    if (!is_deque(other))
        return raise_format(t, EXC_TypeError, "can only concatenate deque (not \"%T\") to deque",
                            other);
    Value made = deque_copy(t, self);
    return v_is_error(made) || deque_extend_from(t, D(made), other, false) < 0 ? V_ERROR : made;
}

API_BINARY(deque_iconcat)
{
    return deque_extend_from(t, D(self), other, false) < 0 ? V_ERROR : self;
}

API_BINARY(deque_irepeat)
{
    Deque *d = D(self);
    int64_t times;
    size_t total;
    if (value_to_ssize(t, other, &times, EXC_OverflowError) < 0)
        return V_ERROR;
    if (times <= 0)
        deque_empty(t, d);
    if (times <= 1 || d->len == 0)
        return self;
    if (__builtin_mul_overflow(d->len, (size_t)times, &total) || total > SIZE_MAX / 32)
        return raise_memory(t);
    Value items = K(t, iter_to_list(t, self));
    if (v_is_error(items))
        return V_ERROR;
    const List *l = V_AS(List, items);
    for (int64_t k = 1; k < times; k++) {
        for (size_t i = 0; i < l->len; i++)
            if (deque_put(t, d, l->items[i], false) < 0)
                return V_ERROR;
        if (d->maxlen >= 0 && (size_t)k * l->len >= (size_t)d->maxlen + l->len)
            break; /* more rounds would change nothing but the phase */
    }
    return self;
}

API_BINARY(deque_repeat)
{
    Value made = deque_copy(t, self);
    return v_is_error(made) ? V_ERROR : K(t, deque_irepeat(t, made, other));
}

API_UNARY(deque_repr)
{
    int entered =
        c_stack_check(t, " while getting the repr of an object") < 0 ? -1 : repr_enter(t, self);
    if (entered)
        return entered < 0 ? V_ERROR : K(t, str_format(t, "[...]"));
    Value items = K(t, iter_to_list(t, self));
    Value text = V_ERROR;
    if (!v_is_error(items) && D(self)->maxlen >= 0)
        text = K(t, str_format(t, "%N(%R, maxlen=%zd)", v_type(t, self)->name_str, items,
                               D(self)->maxlen));
    else if (!v_is_error(items))
        text = K(t, str_format(t, "%N(%R)", v_type(t, self)->name_str, items));
    repr_leave(t, self);
    return text;
}

static Value deque_compare(Thread *t, Value a, Value b, int op)
{
    if (!is_deque(a) || !is_deque(b))
        return V_NOTIMPLEMENTED;
    if ((op == CMP_EQ || op == CMP_NE) && (v_same(a, b) || D(a)->len != D(b)->len))
        return v_bool(v_same(a, b) == (op == CMP_EQ));
    ApiScope scope = api_scope_begin(t);
    Value x = K(t, iter_to_tuple(t, a)), y = v_is_error(x) ? V_ERROR : K(t, iter_to_tuple(t, b));
    return api_scope_return(t, scope, v_is_error(y) ? V_ERROR : K(t, compare_op(t, op, x, y)));
}

/* ---- iterators ---- */

typedef struct DequeIterator {
    Object head;
    Value deque; /* EMPTY when exhausted */
    uint64_t state;
    int64_t at, left;
} DequeIterator;

static Value iterator_new(Thread *t, Value deque, const char *type)
{
    Value cls = K(t, import_attr(t, "_collections", type));
    Value made = v_is_error(cls) ? V_ERROR : api_instance(t, V_AS(Type, cls));
    if (v_is_error(made))
        return V_ERROR;
    DequeIterator *it = V_AS(DequeIterator, made);
    api_set(t, &it->deque, deque);
    it->state = D(deque)->state;
    it->left = (int64_t)D(deque)->len;
    return made;
}

API_UNARY(deque_iter)
{
    return iterator_new(t, self, "_deque_iterator");
}

API(reversed, "__reversed__(self, /)", "An iterator from right to left.")
{
    return iterator_new(t, a[0], "_deque_reverse_iterator");
}

static Value iterator_step(Thread *t, Value self, bool backwards)
{
    DequeIterator *it = V_AS(DequeIterator, self);
    if (v_is_empty(it->deque) || (backwards && it->left == 0))
        return V_STOP; /* forwards a change is noticed even at the end, as by CPython */
    Deque *d = D(it->deque);
    if (it->state != d->state) {
        it->left = 0;
        return raise_format(t, EXC_RuntimeError, "deque mutated during iteration");
    }
    if (it->left == 0)
        return V_STOP;
    it->left--;
    size_t i = (size_t)it->at++;
    return *place(d, backwards ? d->len - 1 - i : i);
}

static Value forward_next(Thread *t, Value self)
{
    return dup(iterator_step(t, self, false));
}
static Value backward_next(Thread *t, Value self)
{
    return dup(iterator_step(t, self, true));
}
API_UNARY(iterator_self)
{
    return self;
}
API(iterator_hint, "__length_hint__(self, /)", "How many items are left.")
{
    return v_from_small(V_AS(DequeIterator, a[0])->left);
}
API(iterator_make, "_deque_iterator(cls, deque, index=0, /)", "")
{
    int64_t skip = 0;
    if (!is_deque(a[1]))
        return raise_format(t, EXC_TypeError,
                            "_deque_iterator() argument 1 must be collections.deque, not %T", a[1]);
    if (!v_is_empty(a[2]) && value_to_ssize(t, a[2], &skip, EXC_OverflowError) < 0)
        return V_ERROR;
    Value made = iterator_new(t, a[1], strrchr(V_AS(Type, a[0])->name, '.') + 1);
    if (!v_is_error(made)) {
        DequeIterator *it = V_AS(DequeIterator, made);
        it->at = skip < 0 ? 0 : skip > it->left ? it->left : skip;
        it->left -= it->at;
    }
    return made;
}
API(iterator_reduce, "__reduce__(self, /)", "For copying.")
{
    DequeIterator *it = V_AS(DequeIterator, a[0]);
    Value args = K(t, tuple_pack(t, 2, it->deque, v_from_small(it->at)));
    return v_is_error(args) ? V_ERROR : K(t, tuple_pack(t, 2, v_from(v_type(t, a[0])), args));
}

/* ---- the types ---- */

static int iterators_add(Thread *t, Value module)
{
    static const FieldTable fields = {{offsetof(DequeIterator, deque), 0}, NULL, NULL, NULL};
    static const NativeDef *const methods[] = {&iterator_hint_def, &iterator_reduce_def, NULL};
    for (int i = 0; i < 2; i++) {
        TypeSpec spec = {
            .name = i ? "_collections._deque_reverse_iterator" : "_collections._deque_iterator",
            .size = sizeof(DequeIterator),
            .flags = TF_IMMUTABLE,
            .new_def = &iterator_make_def,
            .slots = {.iter = iterator_self, .next = i ? backward_next : forward_next},
            .methods = methods,
        };
        if (api_module_add_type(t, module, api_type(t, &spec, &fields)) < 0)
            return -1;
    }
    return 0;
}

int deque_add(Thread *t, Value module)
{
    static const NativeDef *const methods[] = {
        &append_def,  &appendleft_def, &extend_def,   &extendleft_def,    &pop_def,
        &popleft_def, &clear_def,      &copy_def,     &copy_alias_def,    &rotate_def,
        &reverse_def, &count_def,      &index_def,    &remove_def,        &insert_def,
        &reduce_def,  &size_def,       &reversed_def, &class_getitem_def, NULL,
    };
    static const GetSetDef getset[] = {
        {"maxlen", get_maxlen, NULL, "The greatest length, or None."}, {NULL, NULL, NULL, NULL}};
    static const TypeSpec spec = {
        .name = "collections.deque",
        .doc = "A sequence that grows and shrinks quickly at both ends.",
        .size = sizeof(Deque),
        .flags = TF_BASE | TF_IMMUTABLE | TF_WEAKREF | TF_SEQUENCE,
        .init_def = &deque_init_def,
        .slots = {.new_ = deque_make,
                  .repr = deque_repr,
                  .compare = deque_compare,
                  .hash = hash_unhashable,
                  .iter = deque_iter,
                  .length = deque_length,
                  .truth = deque_truth,
                  .getitem = deque_getitem,
                  .setitem = deque_setitem,
                  .contains = deque_contains,
                  .concat = deque_concat,
                  .iconcat = deque_iconcat,
                  .repeat = deque_repeat,
                  .irepeat = deque_irepeat},
        .methods = methods,
        .getset = getset,
    };
    return api_module_add_type(t, module, api_type(t, &spec, &deque_fields)) < 0
               ? -1
               : iterators_add(t, module);
}
