/* SPDX-License-Identifier: MIT */
/* Classes made by scripts: type(name, bases, namespace, **keywords), and __bases__ changed later.
 */
#include "vm/core/frame.h"
#include "vm/core/type.h"
#include "vm/core/unicode.h"

/* ---- bases ---- */

Type *class_metaclass(Thread *t, Type *meta, Tuple *bases)
{
    Type *winner = meta;
    for (size_t i = 0; i < bases->len; i++) {
        Type *m = v_type(t, bases->items[i]);
        if (type_is_subtype(winner, m))
            continue;
        if (type_is_subtype(m, winner)) {
            winner = m;
            continue;
        }
        raise_format(t, EXC_TypeError,
                     "metaclass conflict: the metaclass of a derived class must be a (non-strict) "
                     "subclass of the metaclasses of all its bases");
        return NULL;
    }
    return winner;
}

Type *class_solid(Type *type)
{
    while (type->base && type->size == type->base->size)
        type = type->base;
    return type;
}

Type *class_best_base(Thread *t, Tuple *bases)
{
    Type *winner = NULL, *best = NULL;
    for (size_t i = 0; i < bases->len; i++) {
        if (!v_is_type(bases->items[i])) {
            raise_format(t, EXC_TypeError, "bases must be types");
            return NULL;
        }
        Type *base = T(bases->items[i]);
        if (!(base->flags & TF_BASE)) {
            raise_format(t, EXC_TypeError, "type '%s' is not an acceptable base type", base->name);
            return NULL;
        }
        Type *candidate = class_solid(base);
        if (!winner || (candidate != winner && type_is_subtype(candidate, winner))) {
            winner = candidate;
            best = base;
        } else if (!type_is_subtype(winner, candidate)) {
            raise_format(t, EXC_TypeError, "multiple bases have instance lay-out conflict");
            return NULL;
        }
    }
    return best;
}

/* ---- __slots__ ---- */

typedef struct SlotPlan {
    Value names; /* list of the interned, mangled names of new members; EMPTY: no __slots__ */
    bool attrs, weakref; /* does the class add a __dict__, weak references? */
} SlotPlan;

static bool is_identifier(const Str *s)
{
    for (size_t i = 0; i < s->len; i++) {
        uint32_t c = str_at(s, i);
        if (i ? !unicode_is_id_continue(c) : !unicode_is_id_start(c))
            return false;
    }
    return s->len > 0;
}

/* __name of class _C becomes _C__name, as the compiler does for attributes. */
static Str *mangle(Thread *t, Str *class_name, Str *name)
{
    size_t skip = 0;
    while (skip < class_name->len && str_at(class_name, skip) == '_')
        skip++;
    bool private = name->len > 2 && str_at(name, 0) == '_' && str_at(name, 1) == '_' &&
                   !(str_at(name, name->len - 1) == '_' && str_at(name, name->len - 2) == '_');
    if (!private || skip == class_name->len)
        return name_intern(t, v_from(name));
    Value bare = str_slice(t, class_name, skip, class_name->len);
    Value v = v_is_error(bare) ? V_ERROR : str_format(t, "_%V%N", bare, name);
    drop(t, bare);
    Str *r = v_is_error(v) ? NULL : name_intern(t, v);
    drop(t, v);
    return r;
}

static int plan_one(Thread *t, SlotPlan *p, Type *base, Str *class_name, Dict *ns, Value item)
{
    if (!v_is_str(item)) {
        raise_format(t, EXC_TypeError, "__slots__ items must be strings, not '%T'", item);
        return -1;
    }
    Str *name = V_AS(Str, item);
    if (!is_identifier(name)) {
        raise_format(t, EXC_TypeError, "__slots__ must be identifiers");
        return -1;
    }
    bool dict = str_equal_cstr(name, "__dict__"), weak = str_equal_cstr(name, "__weakref__");
    if ((dict && (p->attrs || base->flags & (TF_ATTRS | TF_TYPE))) ||
        (weak && (p->weakref || base->flags & TF_WEAKREF))) {
        raise_format(t, EXC_TypeError, "%N slot disallowed: we already got one", name);
        return -1;
    }
    if (dict || weak) {
        p->attrs |= dict;
        p->weakref |= weak;
        return 0;
    }
    Str *mangled = mangle(t, class_name, name);
    if (!mangled)
        return -1;
    int r = 0;
    /* These two become attributes of the class only after the layout is fixed. */
    bool special = mangled == N(t, __qualname__) || mangled == N(t, __classcell__);
    if (!special && !v_is_empty(dict_get_str(ns, mangled))) {
        raise_format(t, EXC_ValueError, "'%N' in __slots__ conflicts with class variable", mangled);
        r = -1;
    }
    if (!r)
        r = list_append(t, V_AS(List, p->names), v_from(mangled));
    obj_drop(t, mangled);
    return r;
}

static bool is_variable_sized(const Type *type)
{
    return type->layout == KIND_int || type->layout == KIND_str || type->layout == KIND_bytes ||
           type->layout == KIND_tuple || type->flags & TF_TYPE;
}

/* Reads __slots__ of the namespace and decides what instances have. */
static int plan_slots(Thread *t, SlotPlan *p, Type *base, Tuple *bases, Str *class_name, Dict *ns)
{
    Value slots = dict_get_str(ns, N(t, __slots__));
    bool can_attrs = !(base->flags & (TF_ATTRS | TF_TYPE)) && base->layout != KIND_module,
         can_weak = !(base->flags & TF_WEAKREF);
    if (v_is_empty(slots)) {
        p->attrs = can_attrs;
        p->weakref = can_weak;
        return 0;
    }
    p->names = list_new(t, NULL, 0);
    Value items = v_is_error(p->names) ? V_ERROR
                  : v_is_str(slots)    ? tuple_new(t, &slots, 1)
                                       : iter_to_tuple(t, slots);
    if (v_is_error(items))
        return -1;
    int r = 0;
    Tuple *tuple = V_AS(Tuple, items);
    if (tuple->len && is_variable_sized(base)) {
        raise_format(t, EXC_TypeError, "nonempty __slots__ not supported for subtype of '%s'",
                     base->name);
        r = -1;
    }
    for (size_t i = 0; i < tuple->len && r == 0; i++)
        r = plan_one(t, p, base, class_name, ns, tuple->items[i]);
    drop(t, items);
    /* Other bases may bring what this class does not ask for itself. */
    for (size_t i = 0; i < bases->len; i++) {
        p->attrs |= can_attrs && T(bases->items[i])->flags & TF_ATTRS;
        p->weakref |= can_weak && T(bases->items[i])->flags & TF_WEAKREF;
    }
    return r;
}

/* ---- the namespace ---- */

static int set_default_names(Thread *t, Type *type)
{
    Dict *d = type->dict;
    if (v_is_empty(dict_get_str(d, N(t, __module__)))) {
        Frame *f = frame_script(t);
        Value module = f && f->func ? dict_get_str(f->func->globals, N(t, __name__)) : V_EMPTY;
        if (!v_is_empty(module) && dict_set_str(t, d, N(t, __module__), module) < 0)
            return -1;
    }
    Value qualname = dict_get_str(d, N(t, __qualname__));
    if (!v_is_empty(qualname)) {
        if (!v_is_str(qualname)) {
            raise_format(t, EXC_TypeError, "type __qualname__ must be a str, not %T", qualname);
            return -1;
        }
        type->qualname = V_AS(Str, dup(qualname));
        if (dict_delete(t, d, v_from(N(t, __qualname__))) < 0)
            return -1;
    } else {
        type->qualname = obj_dup(type->name_str);
    }
    return 0;
}

/* __new__ is a static method and the two hooks are class methods without being told. */
static int wrap_implicit(Thread *t, Dict *d, Str *name, Value (*wrap)(Thread *t, Value f))
{
    Value f = dict_get_str(d, name);
    if (!v_is_kind(f, KIND_function))
        return 0;
    Value wrapped = wrap(t, f);
    int r = v_is_error(wrapped) ? -1 : dict_set_str(t, d, name, wrapped);
    drop(t, wrapped);
    return r;
}

static int wrap_hooks(Thread *t, Dict *d)
{
    if (wrap_implicit(t, d, N(t, __new__), staticmethod_new) < 0 ||
        wrap_implicit(t, d, N(t, __init_subclass__), classmethod_new) < 0 ||
        wrap_implicit(t, d, N(t, __class_getitem__), classmethod_new) < 0)
        return -1;
    /* A class that says what equality is must also say what its hash is. */
    if (!v_is_empty(dict_get_str(d, N(t, __eq__))) && v_is_empty(dict_get_str(d, N(t, __hash__))))
        return dict_set_str(t, d, N(t, __hash__), V_NONE);
    return 0;
}

static int fill_classcell(Thread *t, Type *type)
{
    Value cell = dict_get_str(type->dict, N(t, __classcell__));
    if (v_is_empty(cell))
        return 0;
    if (!v_is_kind(cell, KIND_cell)) {
        raise_format(t, EXC_TypeError, "__classcell__ must be a nonlocal cell, not %R",
                     v_from(v_type(t, cell)));
        return -1;
    }
    v_set(t, &V_AS(CellObject, cell)->content, dup(v_from(type)));
    return dict_delete(t, type->dict, v_from(N(t, __classcell__))) < 0 ? -1 : 0;
}

/* ---- layout ---- */

static int add_members(Thread *t, Type *type, const SlotPlan *p)
{
    if (v_is_empty(p->names))
        return 0;
    List *names = V_AS(List, p->names);
    if (names->len && !type->slots_at)
        type->slots_at = type->size;
    if (names->len > 4096) {
        raise_format(t, EXC_TypeError, "too many __slots__");
        return -1;
    }
    for (size_t i = 0; i < names->len; i++) {
        Str *name = V_AS(Str, names->items[i]);
        Value d = descriptor_member_new(t, type, name, type->size, 0, NULL);
        int r = v_is_error(d) ? -1 : dict_set_str(t, type->dict, name, d);
        drop(t, d);
        if (r < 0)
            return -1;
        type->size += sizeof(Value);
        type->nslots++;
    }
    return 0;
}

/* Slots inside instances: as many as the methods of the class and its bases are seen to store. */
static void plan_inline(Thread *t, Type *type)
{
    const Type *native = type;
    while (native->flags & TF_HEAP)
        native = native->base;
    if (!(type->flags & TF_ATTRS) ||
        (native->kind != KIND_object && !(native->flags & TF_EXCEPTION)))
        return;
    Value seen = dict_get_str(type->dict, N(t, __static_attributes__));
    size_t n = v_is_kind(seen, KIND_tuple) ? V_AS(Tuple, seen)->len : 4;
    if (type->base->flags & TF_HEAP)
        n += type->base->inline_slots;
    type->inline_slots = (uint16_t)(n < 2 ? 2 : n > INLINE_MAX ? INLINE_MAX : n);
}

static int add_getset(Thread *t, Type *type, Str *name, const GetSetDef *def)
{
    if (!v_is_empty(dict_get_str(type->dict, name)))
        return 0;
    Value d = descriptor_getset_new(t, type, def);
    int r = v_is_error(d) ? -1 : dict_set_str(t, type->dict, name, d);
    drop(t, d);
    return r;
}

static int set_layout(Thread *t, Type *type, const SlotPlan *p)
{
    Type *base = type->base;
    enum { KEPT = TF_ATTRS | TF_EXCEPTION | TF_TYPE | TF_WEAKREF | TF_MATCH_SELF | TF_ABSTRACT };
    type->flags = TF_HEAP | TF_BASE | TF_GC | (base->flags & KEPT & ~(uint32_t)TF_ABSTRACT);
    for (size_t i = 0; i < type->bases->len; i++)
        type->flags |= T(type->bases->items[i])->flags & (TF_SEQUENCE | TF_MAPPING);
    /* How collections.abc says what its classes are to match statements: CPython's bits of
     * tp_flags. */
    Value bits = dict_get_str(type->dict, N(t, __abc_tpflags__));
    if (v_is_small(bits))
        type->flags |=
            (v_small(bits) & 1 << 5 ? TF_SEQUENCE : 0) | (v_small(bits) & 1 << 6 ? TF_MAPPING : 0);
    type->layout = base->layout;
    type->kind = KIND_instance;
    type->size = base->size;
    type->slots_at = base->slots_at;
    type->nslots = base->nslots;
    type->dealloc = base->dealloc;
    type->visit = base->visit;
    type->clear = base->clear;
    type->dict_place = base->dict_place;
    type->native = base->native;
    if (add_members(t, type, p) < 0)
        return -1;
    if (p->attrs) {
        type->flags |= TF_ATTRS;
        if (!type->dict_place && add_getset(t, type, N(t, __dict__), &class_dict_getset) < 0)
            return -1;
    }
    if (p->weakref) {
        type->flags |= TF_WEAKREF;
        if (add_getset(t, type, N(t, __weakref__), &class_weakref_getset) < 0)
            return -1;
    }
    plan_inline(t, type);
    if (v_is_empty(dict_get_str(type->dict, N(t, __doc__))) &&
        dict_set_str(t, type->dict, N(t, __doc__), V_NONE) < 0)
        return -1;
    return type->flags & TF_ATTRS && !shape_root(t, type) ? -1 : 0;
}

/* ---- hooks ---- */

/* "Error calling __set_name__ on 'D' instance 'x' in 'C'" is a note on the exception. */
static void note_set_name(Thread *t, Type *type, Value key, Value value)
{
    Value exc = exc_take(t);
    Value note = str_format(t, "Error calling __set_name__ on '%T' instance %R in '%N'", value, key,
                            type->name_str);
    Value r = v_is_error(note) ? V_ERROR : call_method1(t, exc, N(t, add_note), note);
    if (v_is_error(r))
        exc_clear(t); /* the first error matters */
    else
        drop(t, r);
    drop(t, note);
    exc_restore(t, exc);
}

static int call_set_name(Thread *t, Type *type, Value key, Value value)
{
    Value f = type_lookup(t, v_type(t, value), N(t, __set_name__));
    if (v_is_empty(f))
        return 0;
    dup(f);
    Value args[] = {v_from(type), key};
    Value r = descr_call(t, f, value, args, 2, V_EMPTY);
    drop(t, f);
    if (v_is_error(r)) {
        note_set_name(t, type, key, value);
        return -1;
    }
    drop(t, r);
    return 0;
}

static int call_set_names(Thread *t, Type *type)
{
    Value copy = dict_copy(t, type->dict); /* the hooks may change the class */
    if (v_is_error(copy))
        return -1;
    int r = 0;
    Value key, value;
    for (size_t i = 0; r == 0 && dict_next(V_AS(Dict, copy), &i, &key, &value);)
        r = call_set_name(t, type, key, value);
    drop(t, copy);
    return r;
}

static int call_init_subclass(Thread *t, Type *type, const Value *kwargs, Value kwnames)
{
    Value f = super_get(t, v_from(type), v_from(type), N(t, __init_subclass__), NULL);
    Value r = v_is_error(f) ? V_ERROR : call_kw(t, f, kwargs, 0, kwnames);
    drop(t, f);
    drop(t, r);
    return v_is_error(r) ? -1 : 0;
}

/* ---- the constructor ---- */

static int check_args(Thread *t, const Value *a, uint32_t n)
{
    if (n != 3) {
        raise_format(t, EXC_TypeError, "type.__new__() takes exactly 3 arguments (%u given)", n);
        return -1;
    }
    const char *wanted = !v_is_str(a[0])                   ? "str"
                         : !v_has_layout(a[1], KIND_tuple) ? "tuple"
                         : !v_has_layout(a[2], KIND_dict)  ? "dict"
                                                           : NULL;
    if (!wanted)
        return 0;
    int i = *wanted == 's' ? 0 : *wanted == 't' ? 1 : 2;
    raise_format(t, EXC_TypeError, "type.__new__() argument %d must be %s, not %T", i + 1, wanted,
                 a[i]);
    return -1;
}

static int check_name(Thread *t, Str *name)
{
    for (size_t i = 0; i < name->len; i++)
        if (!str_at(name, i)) {
            raise_format(t, EXC_ValueError, "type name must not contain null characters");
            return -1;
        }
    return str_utf8(t, name, NULL) ? 0 : -1; /* a lone surrogate cannot be printed in messages */
}

static int check_entries(Thread *t, Tuple *bases)
{
    for (size_t i = 0; i < bases->len; i++) {
        if (v_is_type(bases->items[i]))
            continue;
        int has = attr_has(t, bases->items[i], N(t, __mro_entries__));
        if (has > 0)
            raise_format(t, EXC_TypeError,
                         "type() doesn't support MRO entry resolution; use types.new_class()");
        if (has)
            return -1;
    }
    return 0;
}

/* Fills the new type; everything that can still fail is here, the caller drops it then. */
static int class_fill(Thread *t, Type *type, Value name, Tuple *bases, Dict *ns)
{
    Type *base = class_best_base(t, bases);
    if (!base || check_name(t, V_AS(Str, name)) < 0)
        return -1;
    type->bases = obj_dup(bases);
    type->base = obj_dup(base);
    type->name_str = name_intern(t, name);
    type->name = type->name_str ? str_utf8(t, type->name_str, NULL) : NULL;
    type->doc = V_EMPTY; /* in the dict */
    Value dict = type->name ? dict_copy(t, ns) : V_ERROR;
    if (v_is_error(dict))
        return -1;
    type->dict = V_AS(Dict, dict);
    SlotPlan p = {.names = V_EMPTY};
    int r = plan_slots(t, &p, base, bases, type->name_str, ns);
    if (!r && (set_default_names(t, type) < 0 || wrap_hooks(t, type->dict) < 0 ||
               fill_classcell(t, type) < 0 || set_layout(t, type, &p) < 0))
        r = -1;
    drop(t, p.names);
    if (r < 0)
        return -1;
    gc_track(t, type);
    if (mro_update(t, type) < 0)
        return -1;
    type->version = ++t->vm->type_version;
    return type_slots_resolve(t, type) < 0 || type_link(t, type) < 0 ? -1 : 0;
}

static Value class_make(Thread *t, Type *meta, Value name, Tuple *bases, Dict *ns,
                        const Value *kwargs, Value kwnames)
{
    Type *type = object_new(t, meta, 0);
    if (!type)
        return V_ERROR;
    type->flags = TF_HEAP; /* so that it is freed as such if filling it fails */
    if (class_fill(t, type, name, bases, ns) < 0 || call_set_names(t, type) < 0 ||
        call_init_subclass(t, type, kwargs, kwnames) < 0) {
        if (!(type->head.flags & OF_TRACKED) && type->dict)
            dict_clear(
                t, type->dict); /* methods refer to it, and the collector does not know it yet */
        obj_drop(t, type);
        return V_ERROR;
    }
    return v_from(type);
}

Value class_new(Thread *t, Type *meta, const Value *a, uint32_t nargs, Value kwnames)
{
    if (check_args(t, a, nargs) < 0)
        return V_ERROR;
    Tuple *bases = V_AS(Tuple, a[1]);
    if (check_entries(t, bases) < 0)
        return V_ERROR;
    Type *winner = class_metaclass(t, meta, bases);
    if (!winner)
        return V_ERROR;
    if (winner != meta && winner->s.new_ != t->vm->types[KIND_type]->s.new_)
        return winner->s.new_(t, winner, a, nargs, kwnames);
    Value default_bases = V_EMPTY;
    if (!bases->len) {
        Value object = v_from(t->vm->types[KIND_object]);
        default_bases = tuple_new(t, &object, 1);
        if (v_is_error(default_bases))
            return V_ERROR;
        bases = V_AS(Tuple, default_bases);
    }
    Value r = class_make(t, winner, a[0], bases, V_AS(Dict, a[2]), a + nargs, kwnames);
    drop(t, default_bases);
    return r;
}

/* ---- __bases__ = ... ---- */

static int update_tree(Thread *t, Type *type, void *arg)
{
    if (c_stack_check(t, "") < 0 || mro_update(t, type) < 0)
        return -1;
    type->version = ++t->vm->type_version;
    return type_slots_resolve(t, type) < 0 ? -1 : type_each_subclass(t, type, update_tree, arg);
}

/* Is `b` reached from `a` along the bases as they are now? While a metaclass's mro() runs they are
   ahead of the order that type_is_subtype() looks at. The bases so far have no ring. */
static bool bases_lead_to(const Type *a, const Type *b)
{
    if (a == b)
        return true;
    for (size_t i = 0; a->bases && i < a->bases->len; i++)
        if (bases_lead_to(T(a->bases->items[i]), b))
            return true;
    return false;
}

static int check_new_bases(Thread *t, Type *type, Value bases)
{
    if (!v_has_layout(bases, KIND_tuple)) {
        raise_format(t, EXC_TypeError, "can only assign tuple to %s.__bases__, not %T", type->name,
                     bases);
        return -1;
    }
    Tuple *tuple = V_AS(Tuple, bases);
    if (!tuple->len) {
        raise_format(t, EXC_TypeError, "can only assign non-empty tuple to %s.__bases__, not ()",
                     type->name);
        return -1;
    }
    for (size_t i = 0; i < tuple->len; i++) {
        Value b = tuple->items[i];
        if (!v_is_type(b)) {
            raise_format(t, EXC_TypeError, "%s.__bases__ must be tuple of classes, not '%T'",
                         type->name, b);
            return -1;
        }
        if (type_is_subtype(T(b), type) || (t->vm->bases_changing && bases_lead_to(T(b), type))) {
            raise_format(t, EXC_TypeError, "a __bases__ item causes an inheritance cycle");
            return -1;
        }
    }
    return 0;
}

static bool same_layout(const Type *a, const Type *b)
{
    return a->size == b->size && a->slots_at == b->slots_at && a->nslots == b->nslots &&
           a->layout == b->layout && a->dealloc == b->dealloc &&
           !((a->flags ^ b->flags) & TF_ATTRS);
}

int class_set_bases(Thread *t, Type *type, Value bases)
{
    if (check_new_bases(t, type, bases) < 0)
        return -1;
    Tuple *tuple = V_AS(Tuple, bases);
    Type *base = class_best_base(t, tuple);
    if (!base)
        return -1;
    /* The layout of instances was made on top of the old base: only the same one may come instead.
     */
    if (!same_layout(class_solid(base), class_solid(type->base)) ||
        (base->flags ^ type->base->flags) & TF_ATTRS) {
        raise_format(t, EXC_TypeError, "__bases__ assignment: '%s' object layout differs from '%s'",
                     base->name, type->base->name);
        return -1;
    }
    Tuple *old_bases = type->bases;
    Type *old_base = type->base;
    type_unlink(t, type);
    type->bases = obj_dup(tuple);
    type->base = obj_dup(base);
    t->vm->bases_changing++;
    int r = type_link(t, type) < 0 ? -1 : update_tree(t, type, NULL);
    t->vm->bases_changing--;
    if (r < 0) { /* back to the old order; the first error is the one to report */
        Value exc = exc_take(t);
        type_unlink(t, type);
        obj_drop(t, type->bases);
        obj_drop(t, type->base);
        type->bases = old_bases;
        type->base = old_base;
        if (type_link(t, type) < 0 || update_tree(t, type, NULL) < 0)
            exc_clear(t);
        exc_restore(t, exc);
        return -1;
    }
    obj_drop(t, old_bases);
    obj_drop(t, old_base);
    return 0;
}
