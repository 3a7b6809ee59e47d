/* SPDX-License-Identifier: MIT */
/* Wrapper descriptors: C slots seen as methods (int.__add__), and the functions called __new__. */
#include "vm/core/type.h"

typedef const WrapperBase *Base;
#define CALLER(id)                                                                        \
    static Value wrap_##id(Thread *t, Base w, Type *owner, Value self, const Value *args, \
                           uint32_t nargs, Value kwnames)
/* The slot function of type F that w stands for. */
#define SLOT_OF(F, owner, w) (*(F *)((char *)&(owner)->s + (w)->slot))

static int check_args(Thread *t, Base w, uint32_t nargs, uint32_t wanted, Value kwnames)
{
    if (!v_is_empty(kwnames) && V_AS(Tuple, kwnames)->len) {
        raise_format(t, EXC_TypeError, "wrapper %s() takes no keyword arguments", w->name);
        return -1;
    }
    if (nargs != wanted) {
        /* One argument is counted by the wrapper, more by the unpacker, whose texts differ. */
        raise_format(t, EXC_TypeError, "%sexpected %u argument%s, got %u", wanted > 1 ? " " : "",
                     wanted, wanted == 1 ? "" : "s", nargs);
        return -1;
    }
    return 0;
}

static Value none_if(int result)
{
    return result < 0 ? V_ERROR : V_NONE;
}

CALLER(unary)
{
    return check_args(t, w, nargs, 0, kwnames) < 0 ? V_ERROR : SLOT_OF(UnaryFn, owner, w)(t, self);
}

CALLER(next)
{
    if (check_args(t, w, nargs, 0, kwnames) < 0)
        return V_ERROR;
    Value v = SLOT_OF(UnaryFn, owner, w)(t, self);
    return v_same(v, V_STOP) ? raise_none(t, EXC_StopIteration) : v;
}

CALLER(hash)
{
    int64_t h;
    if (check_args(t, w, nargs, 0, kwnames) < 0 || SLOT_OF(HashFn, owner, w)(t, self, &h) < 0)
        return V_ERROR;
    return int_new(t, h);
}

CALLER(call)
{
    return SLOT_OF(CallFn, owner, w)(t, self, args, nargs, kwnames);
}

static Str *attr_name(Thread *t, Value name)
{
    if (!v_is_str(name)) {
        raise_format(t, EXC_TypeError, "attribute name must be string, not '%T'", name);
        return NULL;
    }
    return name_intern(t, name);
}

CALLER(getattr)
{
    Str *name = check_args(t, w, nargs, 1, kwnames) < 0 ? NULL : attr_name(t, args[0]);
    if (!name)
        return V_ERROR;
    Value r = SLOT_OF(BinaryFn, owner, w)(t, self, v_from(name));
    obj_drop(t, name);
    return r;
}

static Value wrap_store(Thread *t, Base w, Type *owner, Value self, Value name, Value value)
{
    if (v_is_type(self) && !(owner->flags & TF_TYPE))
        return raise_format(t, EXC_TypeError, "can't apply this %s to %T object", w->name, self);
    Str *s = attr_name(t, name);
    if (!s)
        return V_ERROR;
    int r = SLOT_OF(AssignFn, owner, w)(t, self, v_from(s), value);
    obj_drop(t, s);
    return none_if(r);
}

CALLER(setattr)
{
    return check_args(t, w, nargs, 2, kwnames) < 0
               ? V_ERROR
               : wrap_store(t, w, owner, self, args[0], args[1]);
}

CALLER(delattr)
{
    return check_args(t, w, nargs, 1, kwnames) < 0
               ? V_ERROR
               : wrap_store(t, w, owner, self, args[0], V_EMPTY);
}

CALLER(compare)
{
    if (check_args(t, w, nargs, 1, kwnames) < 0)
        return V_ERROR;
    return SLOT_OF(CompareFn, owner, w)(t, self, args[0], w->arg);
}

CALLER(descr_get)
{
    if (!v_is_empty(kwnames) && V_AS(Tuple, kwnames)->len)
        return raise_format(t, EXC_TypeError, "wrapper %s() takes no keyword arguments", w->name);
    if (nargs < 1 || nargs > 2)
        return raise_format(t, EXC_TypeError, " expected at %s %u argument%s, got %u",
                            nargs ? "most" : "least", nargs ? 2 : 1, nargs ? "s" : "", nargs);
    Value obj = v_is_none(args[0]) ? V_EMPTY : args[0];
    Value type = nargs < 2 || v_is_none(args[1]) ? V_EMPTY : args[1];
    if (v_is_empty(obj) && v_is_empty(type))
        return raise_format(t, EXC_TypeError, "__get__(None, None) is invalid");
    return SLOT_OF(TernaryFn, owner, w)(t, self, obj, type);
}

CALLER(set)
{
    if (check_args(t, w, nargs, 2, kwnames) < 0)
        return V_ERROR;
    return none_if(SLOT_OF(AssignFn, owner, w)(t, self, args[0], args[1]));
}

CALLER(delete)
{
    if (check_args(t, w, nargs, 1, kwnames) < 0)
        return V_ERROR;
    return none_if(SLOT_OF(AssignFn, owner, w)(t, self, args[0], V_EMPTY));
}

CALLER(init)
{
    /* A constructor declared by signature belongs to this very type, not to that of self. */
    if (owner->init_def)
        return none_if(type_init_by_def(t, owner, self, args, nargs, kwnames));
    return none_if(SLOT_OF(InitFn, owner, w)(t, self, args, nargs, kwnames));
}

CALLER(truth)
{
    if (check_args(t, w, nargs, 0, kwnames) < 0)
        return V_ERROR;
    int r = SLOT_OF(TruthFn, owner, w)(t, self);
    return r < 0 ? V_ERROR : v_bool(r);
}

CALLER(length)
{
    if (check_args(t, w, nargs, 0, kwnames) < 0)
        return V_ERROR;
    int64_t n = SLOT_OF(LengthFn, owner, w)(t, self);
    return n < 0 ? V_ERROR : int_new(t, n);
}

CALLER(contains)
{
    if (check_args(t, w, nargs, 1, kwnames) < 0)
        return V_ERROR;
    int r = SLOT_OF(ContainsFn, owner, w)(t, self, args[0]);
    return r < 0 ? V_ERROR : v_bool(r);
}

CALLER(binary)
{
    return check_args(t, w, nargs, 1, kwnames) < 0 ? V_ERROR
                                                   : SLOT_OF(BinaryFn, owner, w)(t, self, args[0]);
}

CALLER(reflected)
{
    return check_args(t, w, nargs, 1, kwnames) < 0 ? V_ERROR
                                                   : SLOT_OF(BinaryFn, owner, w)(t, args[0], self);
}

CALLER(repeat)
{
    if (check_args(t, w, nargs, 1, kwnames) < 0)
        return V_ERROR;
    Value count = value_index(t, args[0]);
    Value r = v_is_error(count) ? V_ERROR : SLOT_OF(BinaryFn, owner, w)(t, self, count);
    drop(t, count);
    return r;
}

/* pow takes an optional modulus. */
static Value wrap_power(Thread *t, Base w, Type *owner, Value a, Value b, uint32_t nargs,
                        Value modulus)
{
    if (nargs == 2 && !v_is_none(modulus))
        return power_op(t, a, b, modulus);
    return SLOT_OF(BinaryFn, owner, w)(t, a, b);
}

static int check_power(Thread *t, uint32_t nargs)
{
    if (nargs == 1 || nargs == 2)
        return 0;
    raise_format(t, EXC_TypeError, " expected at %s %u argument%s, got %u",
                 nargs ? "most" : "least", nargs ? 2 : 1, nargs ? "s" : "", nargs);
    return -1;
}

CALLER(pow)
{
    return check_power(t, nargs) < 0 ? V_ERROR
                                     : wrap_power(t, w, owner, self, args[0], nargs, args[1]);
}

CALLER(rpow)
{
    return check_power(t, nargs) < 0 ? V_ERROR
                                     : wrap_power(t, w, owner, args[0], self, nargs, args[1]);
}

#define wrap_none                     NULL
#define ROW(name, field, caller, arg) {#name, caller, offsetof(Slots, field), arg},
#define IS_POW(id)                    (OP_##id == OP_POW)
const WrapperBase wrapper_bases[] = {
#define WRAP(name, field, caller, arg) ROW(name, field, wrap_##caller, arg)
#include "vm/core/wrappers.def"
#undef WRAP
#define BINARY(id, sym, name, rname, iname)                                       \
    ROW(name, binary[OP_##id], IS_POW(id) ? wrap_pow : wrap_binary, OP_##id)      \
    ROW(rname, binary[OP_##id], IS_POW(id) ? wrap_rpow : wrap_reflected, OP_##id) \
    ROW(iname, inplace[OP_##id], wrap_binary, OP_##id)
#include "vm/core/slots.def"
#undef BINARY
};
const size_t wrapper_base_count = sizeof wrapper_bases / sizeof *wrapper_bases;

/* ---- signatures ---- */

/* Parameters of the wrappers that take something other than `value`. */
static const struct {
    const char *name, *parameters;
} named_parameters[] = {
    {"__getattribute__", "name, "},   {"__setattr__", "name, value, "},
    {"__delattr__", "name, "},        {"__get__", "instance, owner=None, "},
    {"__set__", "instance, value, "}, {"__delete__", "instance, "},
    {"__getitem__", "key, "},         {"__setitem__", "key, value, "},
    {"__delitem__", "key, "},         {"__contains__", "key, "},
    {"__pow__", "value, mod=None, "}, {"__rpow__", "value, mod=None, "},
};

static const char *wrapper_parameters(const WrapperBase *w)
{
    for (size_t i = 0; i < sizeof named_parameters / sizeof *named_parameters; i++)
        if (!strcmp(named_parameters[i].name, w->name))
            return named_parameters[i].parameters;
    bool alone = w->call == wrap_unary || w->call == wrap_hash || w->call == wrap_next ||
                 w->call == wrap_truth || w->call == wrap_length;
    return alone ? "" : "value, ";
}

Value wrapper_text_signature(Thread *t, const Type *owner, const WrapperBase *w)
{
    const NativeDef *init = owner->init_def;
    if (init && init->flags & NF_LIBRARY) {
        /* CPython has the class in the language: no parameter is positional only. */
        if (w->call == wrap_init)
            return str_from_cstr(t, strchr(init->signature, '('));
        if (w->call != wrap_compare)
            return str_from_cstr(t, "($self)");
        if (w->arg != CMP_NE) /* which such classes leave to object */
            return str_from_cstr(t, "($self, other)");
    }
    if (w->call == wrap_init || w->call == wrap_call)
        return str_from_cstr(t, "($self, /, *args, **kwargs)");
    return str_format(t, "($self, %s/)", wrapper_parameters(w));
}

/* ---- __new__ ---- */

/* The checks that keep one type's constructor from making another's instances. */
static int check_new(Thread *t, Type *owner, const Value *a, uint32_t nargs)
{
    if (nargs < 2) {
        raise_format(t, EXC_TypeError, "%s.__new__(): not enough arguments", owner->name);
        return -1;
    }
    if (!v_is_type(a[1])) {
        raise_format(t, EXC_TypeError, "%s.__new__(X): X is not a type object (%T)", owner->name,
                     a[1]);
        return -1;
    }
    Type *cls = T(a[1]);
    if (!type_is_subtype(cls, owner)) {
        raise_format(t, EXC_TypeError, "%s.__new__(%s): %s is not a subtype of %s", owner->name,
                     cls->name, cls->name, owner->name);
        return -1;
    }
    Type *native = cls;
    while (native->flags & TF_HEAP)
        native = native->base;
    if (native->s.new_ != owner->s.new_ ||
        (native->new_def && owner->new_def && native->new_def != owner->new_def)) {
        raise_format(t, EXC_TypeError, "%s.__new__(%s) is not safe, use %s.__new__()", owner->name,
                     cls->name, native->name);
        return -1;
    }
    return 0;
}

/* Bound to the type it belongs to: a[0]; a[1] is the class to instantiate. */
NATIVE_VAR(type_new_wrapper, "__new__(*args, **kwargs)",
           "Makes an instance of the class given first.")
{
    Type *owner = T(a[0]);
    if (check_new(t, owner, a, nargs) < 0)
        return V_ERROR;
    if (owner->new_def)
        return type_new_by_def(t, owner, T(a[1]), a + 2, nargs - 2, kwnames);
    return owner->s.new_(t, T(a[1]), a + 2, nargs - 2, kwnames);
}

static int expose_new(Thread *t, Type *type)
{
    if (!t->vm->types[KIND_native]->dict)
        return 0; /* object and type themselves: see type_late_setup */
    Value f = native_new(t, &type_new_wrapper_def, v_from(type), V_EMPTY);
    int r = v_is_error(f) ? -1 : dict_set_str(t, type->dict, N(t, __new__), f);
    drop(t, f);
    return r;
}

int type_slots_expose(Thread *t, Type *type, const Slots *own)
{
    for (size_t i = 0; i < wrapper_base_count; i++) {
        const WrapperBase *w = &wrapper_bases[i];
        if (!w->call || !*(void *const *)((const char *)own + w->slot))
            continue;
        if (w->slot == offsetof(Slots, hash) && own->hash == hash_unhashable)
            continue;
        Value descr = descriptor_wrapper_new(t, type, w);
        Str *name = v_is_error(descr) ? NULL : ((Descriptor *)v_object(descr))->name;
        /* Two slots of one name (concat and +): the number slot comes later in the table and wins.
         */
        int r = name ? dict_set_str(t, type->dict, name, descr) : -1;
        drop(t, descr);
        if (r < 0)
            return -1;
    }
    if (own->hash == hash_unhashable && dict_set_str(t, type->dict, N(t, __hash__), V_NONE) < 0)
        return -1;
    return own->new_ ? expose_new(t, type) : 0;
}

void type_slots_inherit(Type *type, const Type *base)
{
    void **to = (void **)&type->s;
    void *const *from = (void *const *)&base->s;
    _Static_assert(sizeof(Slots) % sizeof(void *) == 0, "slots are pointers");
    /* A native type is only instantiable if it says how: object's way would leave its fields unset.
     */
    if (!type->s.new_ && !base->base) {
        if (type->s.init)
            type->s.new_ = type_generic_new;
        else
            type->flags |= TF_NO_NEW;
    }
    for (size_t i = 0; i < sizeof(Slots) / sizeof(void *); i++)
        if (!to[i])
            to[i] = from[i];
    if (type->flags & TF_NO_NEW)
        type->s.new_ = NULL;
}
