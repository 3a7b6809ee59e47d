/* SPDX-License-Identifier: MIT */
/* super: attribute look-up that starts behind a given class in the MRO of an object. */
#include "vm/core/frame.h"
#include "vm/core/type.h"

/* The class whose MRO is searched: obj itself if it is a subclass, or obj's class. BORROWED for a
   class or exact type; NULL with TypeError. */
static Type *super_check(Thread *t, Type *type, Value obj)
{
    if (v_is_type(obj) && type_is_subtype(T(obj), type))
        return T(obj);
    Type *own = v_type(t, obj);
    if (type_is_subtype(own, type))
        return own;
    /* An object may claim another class. */
    Value claimed = attr_get_or_empty(t, obj, N(t, __class__));
    if (v_is_error(claimed))
        return NULL;
    Type *r = v_is_type(claimed) && T(claimed) != own && type_is_subtype(T(claimed), type)
                  ? T(claimed)
                  : NULL;
    drop(t, claimed); /* a class that the object names is kept alive by whoever defined it */
    if (r)
        return r;
    bool is_class = v_is_type(obj);
    raise_format(t, EXC_TypeError,
                 "super(type, obj): obj (%s %s) is not an instance or subtype of type (%s).",
                 is_class ? "type" : "instance of", is_class ? T(obj)->name : own->name,
                 type->name);
    return NULL;
}

/* Is `rest` what stands in mro from i on? */
static bool mro_ends_with(const Tuple *mro, size_t i, const Tuple *rest)
{
    if (rest->len != mro->len - i)
        return false;
    for (size_t k = 0; k < rest->len; k++)
        if (!v_same(rest->items[k], mro->items[i + k]))
            return false;
    return true;
}

/* The attribute behind `type` in the MRO of obj_type: BORROWED or EMPTY. */
static BORROWED Value lookup_behind(Thread *t, Type *type, Type *obj_type, Str *name)
{
    Tuple *mro = obj_type->mro;
    size_t i = 0;
    while (mro && i < mro->len && T(mro->items[i]) != type)
        i++;
    i++;
    if (mro && i < mro->len && name->head.flags & STR_INTERNED) {
        /* Mostly the rest is the MRO of the class it begins with, whose look-ups are cached. */
        Type *next = T(mro->items[i]);
        if (next->mro && mro_ends_with(mro, i, next->mro))
            return type_lookup(t, next, name);
    }
    for (; mro && i < mro->len; i++) {
        Value v = T(mro->items[i])->dict ? dict_get_str(T(mro->items[i])->dict, name) : V_EMPTY;
        if (!v_is_empty(v))
            return v;
    }
    return V_EMPTY;
}

static Value bind(Thread *t, Value found, Value obj, Type *obj_type)
{
    dup(found);
    bool on_class = v_is_type(obj) && T(obj) == obj_type;
    Value r = descr_bind(t, found, on_class ? V_EMPTY : obj, obj_type);
    drop(t, found);
    return r;
}

Value super_get(Thread *t, Value cls, Value obj, Str *name, Value *self)
{
    if (self)
        *self = V_EMPTY;
    if (!v_is_type(cls))
        return raise_format(t, EXC_TypeError, "super() argument 1 must be type, not %T", cls);
    Type *obj_type = super_check(t, T(cls), obj);
    if (!obj_type)
        return V_ERROR;
    Value found = name == N(t, __class__) ? V_EMPTY : lookup_behind(t, T(cls), obj_type, name);
    if (v_is_empty(found)) {
        Value args[] = {cls, obj};
        Value s = call(t, v_from(t->vm->types[KIND_super]), args, 2);
        Value r = v_is_error(s) ? V_ERROR : attr_get_generic(t, s, v_from(name));
        drop(t, s);
        return r;
    }
    bool on_class = v_is_type(obj) && T(obj) == obj_type;
    if (self && !on_class && v_type(t, found)->flags & TF_METHOD_DESCR) {
        *self = dup(obj);
        return dup(found);
    }
    return bind(t, found, obj, obj_type);
}

static Value super_getattr(Thread *t, Value v, Value name)
{
    Super *s = V_AS(Super, v);
    if (s->obj_type && V_AS(Str, name) != N(t, __class__)) {
        Value found = lookup_behind(t, s->type, s->obj_type, V_AS(Str, name));
        if (!v_is_empty(found))
            return bind(t, found, s->obj, s->obj_type);
    }
    return attr_get_generic(t, v, name);
}

/* super() without arguments: the __class__ cell and the first argument of the running function. */
static int find_implicit(Thread *t, Type **type, Value *obj)
{
    Frame *f = frame_script(t);
    const char *problem = NULL;
    if (!f || !f->func)
        problem = "super(): no current frame";
    else if (!f->code->argcount)
        problem = "super(): no arguments";
    if (problem) {
        raise_format(t, EXC_RuntimeError, "%s", problem);
        return -1;
    }
    *obj = v_is_kind(f->regs[0], KIND_cell) ? V_AS(CellObject, f->regs[0])->content : f->regs[0];
    if (v_is_empty(*obj)) {
        raise_format(t, EXC_RuntimeError, "super(): arg[0] deleted");
        return -1;
    }
    const CodeUnit *unit = f->code->unit;
    for (uint32_t i = 0; i < unit->nfree; i++) {
        if (unit->freenames[i].len != 9 || memcmp(unit->freenames[i].text, "__class__", 9))
            continue;
        Value cell = f->func->closure[i];
        Value cls = v_is_kind(cell, KIND_cell) ? V_AS(CellObject, cell)->content : V_EMPTY;
        if (v_is_type(cls)) {
            *type = T(cls);
            return 0;
        }
        if (v_is_empty(cls))
            raise_format(t, EXC_RuntimeError, "super(): empty __class__ cell");
        else
            raise_format(t, EXC_RuntimeError, "super(): __class__ is not a type (%T)", cls);
        return -1;
    }
    raise_format(t, EXC_RuntimeError, "super(): __class__ cell not found");
    return -1;
}

NATIVE(super_init, "super(self, /, *args)",
       "Look-up that starts behind a class in the MRO; without arguments, behind the class of the "
       "method.")
{
    Super *s = V_AS(Super, a[0]);
    Tuple *args = V_AS(Tuple, a[1]);
    Type *type = NULL;
    Value obj = V_EMPTY;
    if (args->len > 2)
        return raise_format(t, EXC_TypeError, "super() expected at most 2 arguments, got %u",
                            (uint32_t)args->len);
    if (!args->len) {
        if (find_implicit(t, &type, &obj) < 0)
            return V_ERROR;
    } else {
        if (!v_is_type(args->items[0]))
            return raise_format(t, EXC_TypeError,
                                s->type ? "super() argument 1 must be type, not %T"
                                        : "super() argument 1 must be a type, not %T",
                                args->items[0]);
        type = T(args->items[0]);
        obj = args->len < 2 || v_is_none(args->items[1]) ? V_EMPTY : args->items[1];
    }
    Type *obj_type = v_is_empty(obj) ? NULL : super_check(t, type, obj);
    if (!v_is_empty(obj) && !obj_type)
        return V_ERROR;
    Type *old = s->type, *old_obj_type = s->obj_type;
    s->type = obj_dup(type);
    s->obj_type = obj_type ? obj_dup(obj_type) : NULL;
    v_set(t, &s->obj, dup(obj));
    obj_drop(t, old);
    obj_drop(t, old_obj_type);
    return V_NONE;
}

static Value super_descr_get(Thread *t, Value v, Value obj, Value type)
{
    Super *s = V_AS(Super, v);
    if (v_is_empty(obj) || v_is_none(obj) || !v_is_empty(s->obj))
        return dup(v);
    Value args[] = {v_from(s->type), obj};
    return call(t, v_from(v_type(t, v)), args, 2);
}

static Value super_repr(Thread *t, Value v)
{
    Super *s = V_AS(Super, v);
    const char *name = s->type ? s->type->name : "NULL";
    return s->obj_type
               ? str_format(t, "<super: <class '%s'>, <%s object>>", name, s->obj_type->name)
               : str_format(t, "<super: <class '%s'>, NULL>", name);
}

static void super_dealloc(Thread *t, Object *o)
{
    Super *s = (Super *)o;
    obj_drop(t, s->type);
    obj_drop(t, s->obj_type);
    drop(t, s->obj);
}

static void super_visit(Object *o, VisitFn fn, void *arg)
{
    Super *s = (Super *)o;
    if (s->type)
        fn(v_from(s->type), arg);
    if (s->obj_type)
        fn(v_from(s->obj_type), arg);
    fn(s->obj, arg);
}

static Value type_or_none(Type *type)
{
    return type ? dup(v_from(type)) : V_NONE;
}

static Value get_thisclass(Thread *t, Value v)
{
    return type_or_none(V_AS(Super, v)->type);
}

static Value get_self(Thread *t, Value v)
{
    Value obj = V_AS(Super, v)->obj;
    return v_is_empty(obj) ? V_NONE : dup(obj);
}

static Value get_self_class(Thread *t, Value v)
{
    return type_or_none(V_AS(Super, v)->obj_type);
}

int super_setup(Thread *t)
{
    static const GetSetDef getset[] = {{"__thisclass__", get_thisclass, NULL, NULL},
                                       {"__self__", get_self, NULL, NULL},
                                       {"__self_class__", get_self_class, NULL, NULL},
                                       {NULL, NULL, NULL, NULL}};
    const TypeSpec spec = {
        .name = "super",
        .size = sizeof(Super),
        .flags = TF_GC | TF_BASE,
        .kind = KIND_super,
        .layout = KIND_super,
        .init_def = &super_init_def,
        .slots = {.repr = super_repr, .getattr = super_getattr, .descr_get = super_descr_get},
        .dealloc = super_dealloc,
        .visit = super_visit,
        .getset = getset,
    };
    return type_from_spec(t, &spec) ? 0 : -1;
}
