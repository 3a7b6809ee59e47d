/* SPDX-License-Identifier: MIT */
/* The types set, frozenset and set_iterator: slots. Methods are in set_methods.c. */
#include "vm/objects/set_internal.h"
#include "vm/core/type.h"

/* ---- making ---- */

static Value set_make(Thread *t, Type *cls, const Value *args, uint32_t nargs, Value kwnames)
{
    Set *s = set_alloc(t, cls);
    return s ? v_from(s) : V_ERROR;
}

static int set_init(Thread *t, Value self, const Value *args, uint32_t nargs, Value kwnames)
{
    Set *s = SET_SELF(self);
    if (args_no_keywords(t, "set", kwnames) ||
        args_check(t, v_type_name(t, self), nargs, 0, 1, V_EMPTY))
        return -1;
    set_clear(t, s);
    return nargs ? set_update(t, s, args[0]) : 0;
}

static Value frozenset_make(Thread *t, Type *cls, const Value *args, uint32_t nargs, Value kwnames)
{
    bool exact = cls == t->vm->types[KIND_frozenset];
    if (exact || cls->s.init == t->vm->types[KIND_frozenset]->s.init) {
        if (args_no_keywords(t, "frozenset", kwnames))
            return V_ERROR;
    }
    if (args_check(t, cls->name, nargs, 0, 1, V_EMPTY))
        return V_ERROR;
    if (exact && nargs && v_is_kind(args[0], KIND_frozenset))
        return dup(args[0]);
    return set_copy_as(t, cls, nargs ? args[0] : V_EMPTY);
}

/* ---- repr, hash, comparison ---- */

/* "1, 2, 3": the keys in order. */
static int set_repr_keys(Thread *t, StrBuf *b, Set *s)
{
    Value key;
    int64_t hash;
    bool first = true;
    int status = 0;
    for (size_t i = 0; status == 0 && set_next(s, &i, &key, &hash); first = false) {
        if (!first)
            strbuf_ascii(b, ", ");
        dup(key);
        status = strbuf_repr(b, key);
        drop(t, key);
    }
    return status;
}

static Value set_repr(Thread *t, Value self)
{
    StrBuf b;
    const char *name = v_type_name(t, self);
    bool plain = v_is_kind(self, KIND_set);
    if (SET_SELF(self)->len == 0)
        return str_format(t, "%s()", name);
    int entered =
        c_stack_check(t, " while getting the repr of an object") ? -1 : repr_enter(t, self);
    if (entered)
        return entered < 0 ? V_ERROR : str_format(t, "%s(...)", name);
    strbuf_init(&b, t);
    if (!plain) {
        strbuf_utf8(&b, name, strlen(name));
        strbuf_char(&b, '(');
    }
    strbuf_char(&b, '{');
    int status = set_repr_keys(t, &b, SET_SELF(self));
    strbuf_ascii(&b, plain ? "}" : "})");
    repr_leave(t, self);
    if (status == 0)
        return strbuf_finish(&b);
    strbuf_free(&b);
    return V_ERROR;
}

static uint64_t shuffle_bits(uint64_t h)
{
    return ((h ^ 89869747u) ^ (h << 16)) * 3644798167u;
}

/* Independent of the order of keys: their shuffled hashes are xor'ed (CPython's frozenset_hash). */
static int frozenset_hash(Thread *t, Value self, int64_t *out)
{
    Set *s = SET_SELF(self);
    Value key;
    int64_t h;
    if (!(s->head.flags & OF_HASH)) {
        uint64_t hash = 0;
        for (size_t i = 0; set_next(s, &i, &key, &h);)
            hash ^= shuffle_bits((uint64_t)h);
        hash ^= (s->len + 1) * 1927868237u;
        hash ^= (hash >> 11) ^ (hash >> 25);
        hash = hash * 69069u + 907133923u;
        s->hash = hash == UINT64_MAX ? 590923713 : (int64_t)hash;
        s->head.flags |= OF_HASH;
    }
    *out = s->hash;
    return 0;
}

static int set_equal(Thread *t, Value a, Value b)
{
    const Set *x = SET_SELF(a), *y = SET_SELF(b);
    if (x->len != y->len)
        return 0;
    if ((x->head.flags & OF_HASH) && (y->head.flags & OF_HASH) && x->hash != y->hash)
        return 0;
    return set_is_subset(t, SET_SELF(a), b);
}

static Value set_compare(Thread *t, Value a, Value b, int op)
{
    if (!v_is_any_set(a) || !v_is_any_set(b))
        return V_NOTIMPLEMENTED;
    size_t n = SET_SELF(a)->len, m = SET_SELF(b)->len;
    int answer;
    if (c_stack_check(t, " in comparison"))
        return V_ERROR;
    switch (op) {
    case CMP_EQ:
    case CMP_NE:
        answer = set_equal(t, a, b);
        return answer < 0 ? V_ERROR : v_bool(answer == (op == CMP_EQ));
    case CMP_LT:
        answer = n >= m ? 0 : set_is_subset(t, SET_SELF(a), b);
        break;
    case CMP_LE:
        answer = set_is_subset(t, SET_SELF(a), b);
        break;
    case CMP_GT:
        answer = n <= m ? 0 : set_is_subset(t, SET_SELF(b), a);
        break;
    default:
        answer = set_is_subset(t, SET_SELF(b), a);
    }
    return answer < 0 ? V_ERROR : v_bool(answer);
}

static int64_t set_length(Thread *t, Value self)
{
    return (int64_t)SET_SELF(self)->len;
}

static int set_contains_slot(Thread *t, Value self, Value key)
{
    return set_contains(t, SET_SELF(self), key);
}

/* ---- operators: both sides must be sets ---- */

static bool both_sets(Value a, Value b)
{
    return v_is_any_set(a) && v_is_any_set(b);
}

static Value set_or(Thread *t, Value a, Value b)
{
    if (!both_sets(a, b))
        return V_NOTIMPLEMENTED;
    Value result = set_copy(t, a);
    if (v_is_error(result) || v_same(a, b) || set_update(t, SET_SELF(result), b) == 0)
        return result;
    drop(t, result);
    return V_ERROR;
}

static Value set_and(Thread *t, Value a, Value b)
{
    return both_sets(a, b) ? set_intersection(t, a, b) : V_NOTIMPLEMENTED;
}

static Value set_sub(Thread *t, Value a, Value b)
{
    return both_sets(a, b) ? set_difference(t, a, b) : V_NOTIMPLEMENTED;
}

static Value set_xor(Thread *t, Value a, Value b)
{
    return both_sets(a, b) ? set_symmetric_difference(t, a, b) : V_NOTIMPLEMENTED;
}

static Value set_ior(Thread *t, Value self, Value other)
{
    if (!v_is_any_set(other))
        return V_NOTIMPLEMENTED;
    return set_update(t, SET_SELF(self), other) ? V_ERROR : dup(self);
}

static Value set_iand(Thread *t, Value self, Value other)
{
    if (!v_is_any_set(other))
        return V_NOTIMPLEMENTED;
    Value common = set_intersection(t, self, other);
    if (v_is_error(common))
        return common;
    set_swap(SET_SELF(self), SET_SELF(common));
    drop(t, common);
    return dup(self);
}

static Value set_isub(Thread *t, Value self, Value other)
{
    if (!v_is_any_set(other))
        return V_NOTIMPLEMENTED;
    return set_difference_update(t, SET_SELF(self), other) ? V_ERROR : dup(self);
}

static Value set_ixor(Thread *t, Value self, Value other)
{
    if (!v_is_any_set(other))
        return V_NOTIMPLEMENTED;
    return set_symmetric_difference_update(t, SET_SELF(self), other) ? V_ERROR : dup(self);
}

/* ---- iterator ---- */

static Value set_iter(Thread *t, Value self)
{
    SetIterator *it = object_new(t, t->vm->types[KIND_set_iterator], 0);
    if (!it)
        return V_ERROR;
    it->set = dup(self);
    it->len = it->left = SET_SELF(self)->len;
    gc_track(t, it);
    return v_from(it);
}

static Value set_iterator_next(Thread *t, Value self)
{
    SetIterator *it = V_AS(SetIterator, self);
    Value key;
    int64_t hash;
    if (v_is_empty(it->set))
        return V_STOP;
    Set *s = SET_SELF(it->set);
    if (it->len != s->len) {
        it->len = SIZE_MAX; /* the error repeats itself */
        return raise_format(t, EXC_RuntimeError, "Set changed size during iteration");
    }
    if (set_next(s, &it->at, &key, &hash)) {
        it->left--;
        return dup(key);
    }
    v_clear(t, &it->set);
    return V_STOP;
}

static void set_iterator_dealloc(Thread *t, Object *o)
{
    drop(t, ((SetIterator *)o)->set);
}
static void set_iterator_visit(Object *o, VisitFn fn, void *arg)
{
    fn(((SetIterator *)o)->set, arg);
}
static void set_iterator_clear(Thread *t, Object *o)
{
    v_clear(t, &((SetIterator *)o)->set);
}

NATIVE(set_iterator_length_hint, "__length_hint__(self, /)",
       "Private method returning an estimate of len(list(it)).")
{
    const SetIterator *it = V_AS(SetIterator, a[0]);
    bool live = !v_is_empty(it->set) && it->len == SET_SELF(it->set)->len;
    return v_from_small(live ? (int64_t)it->left : 0);
}

NATIVE(set_iterator_reduce, "__reduce__(self, /)", "Return state information for pickling.")
{
    const SetIterator *it = V_AS(SetIterator, a[0]);
    Value rest = list_new(t, NULL, 0), key;
    int64_t hash;
    if (v_is_error(rest))
        return rest;
    int status = 0;
    for (size_t i = it->at;
         status == 0 && !v_is_empty(it->set) && set_next(SET_SELF(it->set), &i, &key, &hash);)
        status = list_append(t, V_AS(List, rest), key);
    Value result = status ? V_ERROR : reduce_with(t, "iter", rest, V_EMPTY);
    drop(t, rest);
    return result;
}

static const NativeDef *const set_iterator_methods[] = {&set_iterator_length_hint_def,
                                                        &set_iterator_reduce_def, NULL};

/* ---- types ---- */

#define SET_SLOTS                                                                     \
    .repr = set_repr, .compare = set_compare, .iter = set_iter, .length = set_length, \
    .contains = set_contains_slot,                                                    \
    .binary = {[OP_OR] = set_or, [OP_AND] = set_and, [OP_SUB] = set_sub, [OP_XOR] = set_xor}

int set_setup(Thread *t)
{
    static const TypeSpec set_spec = {
        .name = "set",
        .doc = "Build an unordered collection of unique elements.",
        .size = sizeof(Set),
        .flags = TF_GC | TF_BASE | TF_IMMUTABLE | TF_WEAKREF | TF_MATCH_SELF,
        .kind = KIND_set,
        .layout = KIND_set,
        .slots = {SET_SLOTS, .new_ = set_make, .init = set_init, .hash = hash_unhashable,
                  .inplace = {[OP_OR] = set_ior,
                              [OP_AND] = set_iand,
                              [OP_SUB] = set_isub,
                              [OP_XOR] = set_ixor}},
        .dealloc = set_dealloc,
        .visit = set_visit,
        .clear = set_gc_clear,
        .methods = set_methods,
    };
    static const TypeSpec frozenset_spec = {
        .name = "frozenset",
        .doc = "Build an immutable unordered collection of unique elements.",
        .size = sizeof(Set),
        .flags = TF_GC | TF_BASE | TF_IMMUTABLE | TF_WEAKREF | TF_MATCH_SELF,
        .kind = KIND_frozenset,
        .layout = KIND_frozenset,
        .slots = {SET_SLOTS, .new_ = frozenset_make, .hash = frozenset_hash},
        .dealloc = set_dealloc,
        .visit = set_visit,
        .clear = set_gc_clear,
        .methods = frozenset_methods,
    };
    static const TypeSpec iterator_spec = {
        .name = "set_iterator",
        .size = sizeof(SetIterator),
        .flags = TF_GC | TF_IMMUTABLE | TF_NO_NEW,
        .kind = KIND_set_iterator,
        .layout = KIND_set_iterator,
        .slots = {.iter = self_iter, .next = set_iterator_next},
        .dealloc = set_iterator_dealloc,
        .visit = set_iterator_visit,
        .clear = set_iterator_clear,
        .methods = set_iterator_methods,
    };
    return type_from_spec(t, &set_spec) && type_from_spec(t, &frozenset_spec) &&
                   type_from_spec(t, &iterator_spec)
               ? 0
               : -1;
}
