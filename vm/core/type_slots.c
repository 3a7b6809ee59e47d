/* SPDX-License-Identifier: MIT */
/*
 * Slots of script classes. A slot holds either the C function of a native base, when the special
 * methods that the MRO finds are that base's own, or a function of this file, which looks the
 * method up and calls it.
 */
#include "vm/core/type.h"

/* ---- looking up and calling ---- */

static BORROWED Value special(Thread *t, Value self, Str *name)
{
    return type_lookup(t, v_type(t, self), name);
}

static Value call_special_n(Thread *t, Value self, Str *name, const Value *args, uint32_t nargs)
{
    Value f = special(t, self, name);
    if (v_is_empty(f))
        return raise_no_attribute(t, self, name);
    dup(f); /* the call may delete it from the class */
    Value r = descr_call(t, f, self, args, nargs, V_EMPTY);
    drop(t, f);
    return r;
}

#define SLOT_UNARY(id, name)                                 \
    static Value slot_##id(Thread *t, Value self)            \
    {                                                        \
        return call_special_n(t, self, N(t, name), NULL, 0); \
    }
SLOT_UNARY(neg, __neg__)
SLOT_UNARY(pos, __pos__)
SLOT_UNARY(abs, __abs__)
SLOT_UNARY(invert, __invert__)
SLOT_UNARY(to_int, __int__)
SLOT_UNARY(to_float, __float__)
SLOT_UNARY(index, __index__)
SLOT_UNARY(next, __next__) /* StopIteration stays pending: it may carry a value */
SLOT_UNARY(repr, __repr__)
SLOT_UNARY(str, __str__)
SLOT_UNARY(finalize, __del__)

static Value slot_iter(Thread *t, Value self)
{
    if (v_is_none(special(t, self, N(t, __iter__))))
        return raise_format(t, EXC_TypeError, "'%T' object is not iterable", self);
    return call_special_n(t, self, N(t, __iter__), NULL, 0);
}

/* __await__, __aiter__, __anext__ set to None count as absent. */
#define SLOT_ASYNC(id, name, text)                             \
    static Value slot_##id(Thread *t, Value self)              \
    {                                                          \
        if (v_is_none(special(t, self, N(t, name))))           \
            return raise_format(t, EXC_TypeError, text, self); \
        return call_special_n(t, self, N(t, name), NULL, 0);   \
    }
SLOT_ASYNC(await, __await__, "object %T can't be used in 'await' expression")
SLOT_ASYNC(aiter, __aiter__, "'async for' requires an object with __aiter__ method, got %T")
SLOT_ASYNC(anext, __anext__, "'async for' requires an iterator with __anext__ method, got %T")

static Value slot_getitem(Thread *t, Value self, Value key)
{
    return call_special_n(t, self, N(t, __getitem__), &key, 1);
}

static int done(Thread *t, TAKES Value r)
{
    drop(t, r);
    return v_is_error(r) ? -1 : 0;
}

static int slot_setitem(Thread *t, Value self, Value key, Value value)
{
    if (v_is_empty(value))
        return done(t, call_special_n(t, self, N(t, __delitem__), &key, 1));
    Value args[] = {key, value};
    return done(t, call_special_n(t, self, N(t, __setitem__), args, 2));
}

static int slot_setattr(Thread *t, Value self, Value name, Value value)
{
    if (v_is_empty(value))
        return done(t, call_special_n(t, self, N(t, __delattr__), &name, 1));
    Value args[] = {name, value};
    return done(t, call_special_n(t, self, N(t, __setattr__), args, 2));
}

static Value slot_call(Thread *t, Value self, const Value *args, uint32_t nargs, Value kwnames)
{
    if (c_stack_check(t, "") < 0)
        return V_ERROR;
    Value f = special(t, self, N(t, __call__));
    if (v_is_empty(f))
        return raise_format(t, EXC_TypeError, "'%T' object is not callable", self);
    dup(f);
    Value r = descr_call(t, f, self, args, nargs, kwnames);
    drop(t, f);
    return r;
}

static int slot_hash(Thread *t, Value self, int64_t *hash)
{
    Value f = special(t, self, N(t, __hash__));
    if (v_is_empty(f) || v_is_none(f))
        return hash_unhashable(t, self, hash);
    Value r = call_special_n(t, self, N(t, __hash__), NULL, 0);
    if (v_is_error(r))
        return -1;
    int result = 0;
    if (!v_is_int(r)) {
        raise_format(t, EXC_TypeError, "__hash__ method should return an integer");
        result = -1;
    } else if (int_fits64(r, hash)) {
        *hash = *hash == -1 ? -2 : *hash;
    } else {
        result = value_hash(t, r, hash); /* a big one is folded as an int's own hash */
    }
    drop(t, r);
    return result;
}

static int slot_truth(Thread *t, Value self)
{
    Value r = call_special_n(t, self, N(t, __bool__), NULL, 0);
    if (v_is_error(r))
        return -1;
    if (v_is_bool(r))
        return v_same(r, V_TRUE);
    raise_format(t, EXC_TypeError, "__bool__ should return bool, returned %T", r);
    drop(t, r);
    return -1;
}

static int64_t slot_length(Thread *t, Value self)
{
    Value r = call_special_n(t, self, N(t, __len__), NULL, 0);
    if (v_is_error(r))
        return -1;
    Value n = value_index(t, r);
    drop(t, r);
    if (v_is_error(n))
        return -1;
    int64_t len;
    bool negative = false;
    if (v_is_small(n))
        negative = v_small(n) < 0;
    int result = negative ? -1 : value_to_ssize(t, n, &len, EXC_OverflowError);
    drop(t, n);
    if (negative || (result == 0 && len < 0)) {
        raise_format(t, EXC_ValueError, "__len__() should return >= 0");
        return -1;
    }
    return result < 0 ? -1 : len;
}

static int slot_contains(Thread *t, Value self, Value item)
{
    Value f = special(t, self, N(t, __contains__));
    if (v_is_none(f)) {
        raise_format(t, EXC_TypeError, "'%T' object is not a container", self);
        return -1;
    }
    if (v_is_empty(f))
        return contains_by_iteration(t, self, item);
    Value r = call_special_n(t, self, N(t, __contains__), &item, 1);
    if (v_is_error(r))
        return -1;
    int found = truth(t, r);
    drop(t, r);
    return found;
}

/* The names of an operator's methods: of the left operand, of the right one, in place; by BinaryOp,
   and behind those by CMP_*. */
static const struct {
    size_t name, rname, iname;
} operator_names[OP_COUNT + CMP_GE + 1] = {
#define BINARY(id, sym, name, rname, iname) \
    [OP_##id] = {offsetof(Names, n_##name), offsetof(Names, n_##rname), offsetof(Names, n_##iname)},
#include "vm/core/slots.def"
#undef BINARY
#define COMPARE(id, method) [OP_COUNT + CMP_##id] = {.name = offsetof(Names, n_##method)}
    COMPARE(LT, __lt__), COMPARE(LE, __le__), COMPARE(EQ, __eq__),
    COMPARE(NE, __ne__), COMPARE(GT, __gt__), COMPARE(GE, __ge__),
#undef COMPARE
};

static Str *name_at(Thread *t, size_t offset)
{
    return *(Str **)((char *)&t->vm->names + offset);
}

static Value slot_compare(Thread *t, Value a, Value b, int op)
{
    Value f = special(t, a, name_at(t, operator_names[OP_COUNT + op].name));
    if (v_is_empty(f))
        return V_NOTIMPLEMENTED;
    dup(f);
    Value r = descr_call(t, f, a, &b, 1, V_EMPTY);
    drop(t, f);
    return r;
}

/* ---- attributes ---- */

/* __getattribute__ (object's or the class's own), and __getattr__ when that finds nothing. */
static Value slot_getattr(Thread *t, Value self, Value name)
{
    Value hook = special(t, self, N(t, __getattr__));
    Value get = special(t, self, N(t, __getattribute__));
    Value object_get = type_lookup(t, t->vm->types[KIND_object], N(t, __getattribute__));
    Value r;
    if (v_same(get, object_get)) {
        if (v_is_empty(hook))
            return attr_get_generic(t, self, name);
        r = attr_find_generic(t, self, V_AS(Str, name));
        if (v_is_error(r) && exc_is(t, EXC_AttributeError)) {
            exc_clear(t);
            r = V_EMPTY;
        }
    } else {
        r = call_special_n(t, self, N(t, __getattribute__), &name, 1);
        if (v_is_error(r) && !v_is_empty(hook) && exc_is(t, EXC_AttributeError)) {
            exc_clear(t);
            r = V_EMPTY;
        }
    }
    return v_is_empty(r) ? call_special_n(t, self, N(t, __getattr__), &name, 1) : r;
}

static Value slot_descr_get(Thread *t, Value self, Value obj, Value type)
{
    Value args[] = {v_is_empty(obj) ? V_NONE : obj, v_is_empty(type) ? V_NONE : type};
    Value f = special(t, self, N(t, __get__));
    return v_is_empty(f) ? dup(self) : call_special_n(t, self, N(t, __get__), args, 2);
}

static int slot_descr_set(Thread *t, Value self, Value obj, Value value)
{
    if (v_is_empty(value))
        return done(t, call_special_n(t, self, N(t, __delete__), &obj, 1));
    Value args[] = {obj, value};
    return done(t, call_special_n(t, self, N(t, __set__), args, 2));
}

/* ---- birth ---- */

Value type_new_in_language(Thread *t, Type *cls, const Value *args, uint32_t nargs, Value kwnames)
{
    if (c_stack_check(t, "") < 0)
        return V_ERROR;
    Value f = attr_get(t, v_from(cls), N(t, __new__));
    if (v_is_error(f))
        return V_ERROR;
    size_t n = nargs + (v_is_empty(kwnames) ? 0 : V_AS(Tuple, kwnames)->len);
    Value *row = mem_alloc_array(t, n + 1, sizeof(Value));
    Value r = V_ERROR;
    if (row) {
        row[0] = v_from(cls);
        if (n)
            memcpy(row + 1, args, n * sizeof(Value));
        r = call_kw(t, f, row, nargs + 1, kwnames);
        mem_free(t, row, (n + 1) * sizeof(Value));
    }
    drop(t, f);
    return r;
}

static int slot_init(Thread *t, Value self, const Value *args, uint32_t nargs, Value kwnames)
{
    if (c_stack_check(t, "") < 0)
        return -1;
    Value f = special(t, self, N(t, __init__));
    if (v_is_empty(f)) {
        raise_no_attribute(t, self, N(t, __init__));
        return -1;
    }
    dup(f);
    Value r = descr_call(t, f, self, args, nargs, kwnames);
    drop(t, f);
    if (v_is_error(r))
        return -1;
    if (v_is_none(r))
        return 0;
    raise_format(t, EXC_TypeError, "__init__() should return None, not '%T'", r);
    drop(t, r);
    return -1;
}

/* ---- binary operators ---- */

static Value call_maybe(Thread *t, Value self, Str *name, Value other)
{
    Value f = special(t, self, name);
    if (v_is_empty(f))
        return V_NOTIMPLEMENTED;
    dup(f);
    Value r = descr_call(t, f, self, &other, 1, V_EMPTY);
    drop(t, f);
    return r;
}

/* Does b's class define another reflected method than a's? Then it goes first, if it is a subclass.
 */
static bool is_overloaded(Thread *t, Value a, Value b, Str *rname)
{
    Value of_b = special(t, b, rname);
    return !v_is_empty(of_b) && !v_same(special(t, a, rname), of_b);
}

static Value slot_binary(Thread *t, Value a, Value b, size_t op, BinaryFn self_fn, Str *name,
                         Str *rname)
{
    Type *ta = v_type(t, a), *tb = v_type(t, b);
    bool other = ta != tb && tb->s.binary[op] == self_fn;
    if (ta->s.binary[op] == self_fn) {
        if (other && type_is_subtype(tb, ta) && is_overloaded(t, a, b, rname)) {
            Value r = call_maybe(t, b, rname, a);
            if (!v_same(r, V_NOTIMPLEMENTED))
                return r;
            other = false;
        }
        Value r = call_maybe(t, a, name, b);
        if (!v_same(r, V_NOTIMPLEMENTED) || ta == tb)
            return r;
    }
    return other ? call_maybe(t, b, rname, a) : V_NOTIMPLEMENTED;
}

#define BINARY(id, sym, name, rname, iname)                                              \
    static Value slot_binary_##id(Thread *t, Value a, Value b)                           \
    {                                                                                    \
        return slot_binary(t, a, b, OP_##id, slot_binary_##id, N(t, name), N(t, rname)); \
    }                                                                                    \
    static Value slot_inplace_##id(Thread *t, Value a, Value b)                          \
    {                                                                                    \
        return call_maybe(t, a, N(t, iname), b);                                         \
    }
#include "vm/core/slots.def"
#undef BINARY

Value slot_binary_reflected(Thread *t, BinaryOp op, Value a, Value b)
{
    Type *ta = v_type(t, a), *tb = v_type(t, b);
    BinaryFn right = tb->s.binary[op];
    if (ta == tb || !right)
        return V_NOTIMPLEMENTED;
    if (right == ta->s.binary[op])
        return call_maybe(t, b, name_at(t, operator_names[op].rname), a);
    return right(t, a, b);
}

/* May the operator be a function of the language? Then the slot is that of such classes. */
static bool slot_asks_language(const Slots *s, uint32_t how)
{
    static const BinaryFn generic[] = {
#define BINARY(id, sym, name, rname, iname) slot_binary_##id,
#include "vm/core/slots.def"
#undef BINARY
    };
    uint32_t op = how & (SPECIAL_BINARY - 1);
    if (how & SPECIAL_ITEM)
        return s->getitem == slot_getitem;
    if (how & SPECIAL_COMPARE)
        return s->compare == slot_compare;
    return s->binary[op] == generic[op] || (how & SPECIAL_INPLACE && s->inplace[op]);
}

/* A class that finds a function has the slot function above, so that nothing else goes first but
   the method of a subclass. */
Function *operator_function(Thread *t, uint32_t *how, Value a, Value b)
{
    Type *ta = v_type(t, a), *tb = v_type(t, b);
    uint32_t row = (*how & (SPECIAL_BINARY - 1)) + (*how & SPECIAL_COMPARE ? OP_COUNT : 0);
    Value f = V_EMPTY;
    if (!slot_asks_language(&ta->s, *how))
        return NULL;
    if (*how & SPECIAL_INPLACE)
        f = type_lookup(t, ta, name_at(t, operator_names[row].iname));
    if (!v_is_empty(f))
        *how |= SPECIAL_OWN;
    else if (*how & SPECIAL_ITEM)
        f = type_lookup(t, ta, N(t, __getitem__));
    else if (ta == tb || !type_is_subtype(tb, ta))
        f = type_lookup(t, ta, name_at(t, operator_names[row].name));
    return v_is_kind(f, KIND_function) ? V_AS(Function, f) : NULL;
}

/* ---- which function goes into which slot ---- */

typedef struct GenericRow {
    size_t slot;
    void *fn;
} GenericRow;
static const GenericRow generics[] = {
#define GENERIC(field, fn) {offsetof(Slots, field), (void *)fn},
#include "vm/core/wrappers.def"
#undef GENERIC
#define BINARY(id, sym, name, rname, iname)                       \
    {offsetof(Slots, binary[OP_##id]), (void *)slot_binary_##id}, \
        {offsetof(Slots, inplace[OP_##id]), (void *)slot_inplace_##id},
#include "vm/core/slots.def"
#undef BINARY
};

static void *generic_of(size_t slot)
{
    for (size_t i = 0; i < sizeof generics / sizeof *generics; i++)
        if (generics[i].slot == slot)
            return generics[i].fn;
    return NULL;
}

/* The interned names of the rows of wrapper_bases, in the same order. */
static const size_t row_names[] = {
#define WRAP(name, field, caller, arg) offsetof(Names, n_##name),
#include "vm/core/wrappers.def"
#undef WRAP
#define BINARY(id, sym, name, rname, iname) \
    offsetof(Names, n_##name), offsetof(Names, n_##rname), offsetof(Names, n_##iname),
#include "vm/core/slots.def"
#undef BINARY
};

static Str *row_name(Thread *t, size_t row)
{
    return name_at(t, row_names[row]);
}

Str *wrapper_name(Thread *t, const WrapperBase *w)
{
    return row_name(t, (size_t)(w - wrapper_bases));
}

static void **slot_at(Type *type, size_t slot)
{
    return (void **)((char *)&type->s + slot);
}

/* The C function behind a method found on a class: the owner's slot, if the method is its wrapper
   (or a native method that does the same by hand); NULL if it is anything else. */
static void *specific_of(Thread *t, Type *type, Value found, size_t slot)
{
    Kind kind = v_kind(found);
    if (kind == KIND_wrapper_descriptor) {
        WrapperDescr *w = V_AS(WrapperDescr, found);
        return w->base->slot == slot && type_is_subtype(type, w->d.owner)
                   ? *slot_at(w->d.owner, slot)
                   : NULL;
    }
    if (kind == KIND_method_descriptor && type_is_subtype(type, V_AS(MethodDescr, found)->d.owner))
        return *slot_at(V_AS(MethodDescr, found)->d.owner, slot);
    if (slot == offsetof(Slots, new_) && kind == KIND_native) {
        /* A native __new__: whose? The nearest class of the MRO that has it in its dict. */
        for (size_t i = 0; type->mro && i < type->mro->len; i++) {
            Type *c = T(type->mro->items[i]);
            if (!(c->flags & TF_HEAP) && c->dict &&
                v_same(dict_get_str(c->dict, N(t, __new__)), found))
                return (void *)c->s.new_;
        }
    }
    if (slot == offsetof(Slots, hash) && v_is_none(found))
        return (void *)hash_unhashable;
    return NULL;
}

/* A wrapper of the other slot with the same name (sequence's + for number's +) says nothing about
 * this one. */
static bool is_other_slot(Value found, size_t row)
{
    if (!v_is_kind(found, KIND_wrapper_descriptor))
        return false;
    const WrapperBase *base = V_AS(WrapperDescr, found)->base;
    return base->slot != wrapper_bases[row].slot && !strcmp(base->name, wrapper_bases[row].name);
}

/* Resolves the slot of the rows [from, to). */
static void resolve_group(Thread *t, Type *type, size_t from, size_t to)
{
    size_t slot = wrapper_bases[from].slot;
    void *specific = NULL;
    bool generic = false;
    for (size_t i = from; i < to; i++) {
        Value found = type_lookup(t, type, row_name(t, i));
        if (v_is_empty(found) || is_other_slot(found, i))
            continue;
        void *fn = specific_of(t, type, found, slot);
        if (!fn || (specific && specific != fn))
            generic = true;
        specific = fn;
    }
    *slot_at(type, slot) = generic ? generic_of(slot) : specific;
}

/* Rows of the same slot lie together: the first of those of `row`, and the end of them. */
static size_t group_begin(size_t row)
{
    while (row > 0 && wrapper_bases[row - 1].slot == wrapper_bases[row].slot)
        row--;
    return row;
}

static size_t group_end(size_t row)
{
    size_t to = row;
    while (to < wrapper_base_count && wrapper_bases[to].slot == wrapper_bases[row].slot)
        to++;
    return to;
}

static void set_flags(Type *type)
{
    uint32_t flags = type->flags & ~(uint32_t)(TF_DEL | TF_GETATTR | TF_DATA_DESCR);
    if (type->s.finalize)
        flags |= TF_DEL;
    if (type->s.getattr == slot_getattr)
        flags |= TF_GETATTR;
    if (type->s.descr_set)
        flags |= TF_DATA_DESCR;
    type->flags = flags;
}

static void resolve_all(Thread *t, Type *type)
{
    for (size_t row = 0; row < wrapper_base_count; row = group_end(row))
        resolve_group(t, type, row, group_end(row));
    set_flags(type);
}

/* Resolves the slots that `name`, interned, has to do with: none, for most names. */
static void resolve(Thread *t, Type *type, const Str *name)
{
    for (size_t row = 0; row < wrapper_base_count; row++)
        if (row_name(t, row) == name)
            resolve_group(t, type, group_begin(row), group_end(row));
    set_flags(type);
}

static bool is_special_name(Value key)
{
    if (!v_is_str(key))
        return false;
    const Str *s = V_AS(Str, key);
    return s->len > 4 && str_at(s, 0) == '_' && str_at(s, 1) == '_';
}

/* A constructor of a native type without TF_GC may know nothing of the collector: of a class made
   from one it is taken that there is an object, and that it stays. */
static void note_end(Thread *t, const Type *type)
{
    const Type *native = type;
    while (native->flags & TF_HEAP)
        native = native->base;
    if (type->flags & TF_DEL && native != t->vm->types[KIND_object] && !(native->flags & TF_GC))
        t->vm->untracked_ends++;
}

int type_slots_resolve(Thread *t, Type *type)
{
    if (type->bases->len > 1) {
        resolve_all(t, type);
        note_end(t, type);
        return 0;
    }
    type->s = type->base->s;
    Value key, value;
    for (size_t i = 0; dict_next(type->dict, &i, &key, &value);) {
        if (!is_special_name(key))
            continue;
        Str *name = name_intern(t, key); /* a namespace made by hand may have names of its own */
        if (!name)
            return -1;
        resolve(t, type, name);
        obj_drop(t, name);
    }
    set_flags(type);
    note_end(t, type);
    return 0;
}

static int changed_sub(Thread *t, Type *sub, void *arg)
{
    return type_slots_changed(t, sub, arg);
}

int type_slots_changed(Thread *t, Type *type, Str *name)
{
    if (!is_special_name(v_from(name)))
        return 0;
    if (c_stack_check(t, "") < 0)
        return -1;
    resolve(t, type, name);
    note_end(t, type);
    return type_each_subclass(t, type, changed_sub, name);
}
