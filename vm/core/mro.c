/* SPDX-License-Identifier: MIT */
/* The method resolution order: C3 linearisation (Barrett et al., 1996), as CPython uses it. */
#include "vm/core/type.h"

/* Sequences to merge: the MROs of the bases, then the list of bases itself. */
typedef struct Merge {
    Tuple **seq;
    size_t *pos;
    size_t count;
} Merge;

static Value raise_inconsistent(Thread *t, const Merge *m)
{
    StrBuf b;
    strbuf_init(&b, t);
    strbuf_ascii(&b, "Cannot create a consistent method resolution order (MRO) for bases ");
    /* The heads that are left, each once: those nobody can put first. */
    bool first = true;
    for (size_t i = 0; i < m->count; i++) {
        if (m->pos[i] >= m->seq[i]->len)
            continue;
        Value head = m->seq[i]->items[m->pos[i]];
        bool seen = false;
        for (size_t j = 0; j < i && !seen; j++)
            seen = m->pos[j] < m->seq[j]->len && v_same(m->seq[j]->items[m->pos[j]], head);
        if (seen)
            continue;
        if (!first)
            strbuf_ascii(&b, ", ");
        strbuf_str(&b, T(head)->name_str);
        first = false;
    }
    Value text = strbuf_finish(&b);
    if (!v_is_error(text))
        raise_value(t, EXC_TypeError, text);
    drop(t, text);
    return V_ERROR;
}

static bool in_tail(const Merge *m, Value candidate)
{
    for (size_t i = 0; i < m->count; i++)
        for (size_t j = m->pos[i] + 1; j < m->seq[i]->len; j++)
            if (v_same(m->seq[i]->items[j], candidate))
                return true;
    return false;
}

/* Appends the merge to `out`, a list that begins with the class itself. */
static int merge_run(Thread *t, Merge *m, List *out)
{
    for (;;) {
        bool left = false;
        size_t i;
        for (i = 0; i < m->count; i++) {
            if (m->pos[i] >= m->seq[i]->len)
                continue;
            left = true;
            if (!in_tail(m, m->seq[i]->items[m->pos[i]]))
                break;
        }
        if (!left)
            return 0;
        if (i == m->count) {
            raise_inconsistent(t, m);
            return -1;
        }
        Value next = m->seq[i]->items[m->pos[i]];
        if (list_append(t, out, next) < 0)
            return -1;
        for (size_t j = 0; j < m->count; j++)
            if (m->pos[j] < m->seq[j]->len && v_same(m->seq[j]->items[m->pos[j]], next))
                m->pos[j]++;
    }
}

static int check_duplicates(Thread *t, Tuple *bases)
{
    for (size_t i = 0; i < bases->len; i++)
        for (size_t j = i + 1; j < bases->len; j++)
            if (v_same(bases->items[i], bases->items[j])) {
                raise_format(t, EXC_TypeError, "duplicate base class %N",
                             T(bases->items[i])->name_str);
                return -1;
            }
    return 0;
}

static Value mro_merge(Thread *t, Type *type)
{
    Tuple *bases = type->bases;
    if (check_duplicates(t, bases) < 0)
        return V_ERROR;
    Value self = v_from(type);
    Value out = list_new(t, &self, 1);
    if (v_is_error(out))
        return V_ERROR;
    Merge m = {.count = bases->len + 1};
    m.seq = mem_alloc_array(t, m.count, sizeof *m.seq);
    m.pos = m.seq ? mem_alloc_zero(t, m.count * sizeof *m.pos) : NULL;
    int r = -1;
    if (m.pos) {
        for (size_t i = 0; i < bases->len; i++)
            m.seq[i] = T(bases->items[i])->mro;
        m.seq[bases->len] = bases;
        r = merge_run(t, &m, V_AS(List, out));
    }
    if (m.seq)
        mem_free(t, m.seq, m.count * sizeof *m.seq);
    if (m.pos)
        mem_free(t, m.pos, m.count * sizeof *m.pos);
    Value tuple = r < 0 ? V_ERROR : list_to_tuple(t, V_AS(List, out));
    drop(t, out);
    return tuple;
}

Value mro_compute(Thread *t, Type *type)
{
    for (size_t i = 0; i < type->bases->len; i++)
        if (!T(type->bases->items[i])->mro)
            return raise_format(t, EXC_TypeError, "Cannot extend an incomplete type '%s'",
                                T(type->bases->items[i])->name);
    if (type->bases->len > 1)
        return mro_merge(t, type);
    /* The common case: the base's order behind the class. */
    Tuple *base = type->bases->len ? T(type->bases->items[0])->mro : NULL;
    size_t n = base ? base->len : 0;
    Tuple *mro = tuple_alloc(t, n + 1);
    if (!mro)
        return V_ERROR;
    mro->items[0] = dup(v_from(type));
    for (size_t i = 0; i < n; i++)
        mro->items[i + 1] = dup(base->items[i]);
    gc_track(t, mro);
    return v_from(mro);
}

/* What a metaclass's own mro() returned, checked. */
static Value mro_custom(Thread *t, Type *type, Value method)
{
    Value r = descr_call(t, method, v_from(type), NULL, 0, V_EMPTY);
    Value tuple = v_is_error(r) ? V_ERROR : iter_to_tuple(t, r);
    drop(t, r);
    if (v_is_error(tuple))
        return V_ERROR;
    Tuple *mro = V_AS(Tuple, tuple);
    Type *solid = class_solid(type);
    for (size_t i = 0; i < mro->len; i++) {
        Value c = mro->items[i];
        bool is_type = v_is_type(c);
        if (!is_type)
            raise_format(t, EXC_TypeError, "mro() returned a non-class ('%T')", c);
        else if (!type_is_subtype(solid, class_solid(T(c))))
            raise_format(t, EXC_TypeError, "mro() returned base with unsuitable layout ('%N')",
                         T(c)->name_str);
        else
            continue;
        drop(t, tuple);
        return V_ERROR;
    }
    return tuple;
}

int mro_update(Thread *t, Type *type)
{
    Type *meta = type->head.type, *plain = t->vm->types[KIND_type];
    Value own = meta == plain || !plain->mro ? V_EMPTY : type_lookup(t, meta, N(t, mro));
    Value mro;
    if (v_is_empty(own) || v_same(own, type_lookup(t, plain, N(t, mro))))
        mro = mro_compute(t, type);
    else
        mro = mro_custom(t, type, own);
    if (v_is_error(mro))
        return -1;
    Tuple *old = type->mro;
    type->mro = V_AS(Tuple, mro);
    obj_drop(t, old);
    return 0;
}
