/* SPDX-License-Identifier: MIT */
/* isinstance and issubclass. */
#include "vm/core/type.h"

static const char isinstance_text[] =
    "isinstance() arg 2 must be a type, a tuple of types, or a union";
static const char issubclass_text[] =
    "issubclass() arg 2 must be a class, a tuple of classes, or a union";

/* An object with __bases__, a tuple, passes for a class; owned tuple, EMPTY or ERROR. */
static Value abstract_bases(Thread *t, Value cls)
{
    Value bases = attr_get_or_empty(t, cls, N(t, __bases__));
    if (v_is_error(bases) || v_is_empty(bases) || v_has_layout(bases, KIND_tuple))
        return bases;
    drop(t, bases);
    return V_EMPTY;
}

static int check_class(Thread *t, Value cls, const char *text)
{
    Value bases = abstract_bases(t, cls);
    if (v_is_error(bases))
        return -1;
    if (v_is_empty(bases)) {
        raise_format(t, EXC_TypeError, "%s", text);
        return -1;
    }
    drop(t, bases);
    return 0;
}

static int abstract_subclass(Thread *t, Value derived, Value cls)
{
    if (v_same(derived, cls))
        return 1;
    if (c_stack_check(t, " in __subclasscheck__") < 0)
        return -1;
    Value bases = abstract_bases(t, derived);
    if (v_is_error(bases) || v_is_empty(bases))
        return v_is_error(bases) ? -1 : 0;
    int r = 0;
    Tuple *tuple = V_AS(Tuple, bases);
    for (size_t i = 0; i < tuple->len && r == 0; i++)
        r = abstract_subclass(t, tuple->items[i], cls);
    drop(t, bases);
    return r;
}

/* Is obj.__class__ the type itself, for every instance? */
static bool class_is_honest(Thread *t, Type *type)
{
    return (!type->s.getattr || type->s.getattr == attr_get_generic) &&
           v_same(type_lookup(t, type, N(t, __class__)),
                  type_lookup(t, t->vm->types[KIND_object], N(t, __class__)));
}

/* By inheritance, without hooks: type.__instancecheck__. */
int class_instancecheck(Thread *t, Value obj, Value cls)
{
    if (v_is_type(cls)) {
        Type *type = v_type(t, obj);
        if (type_is_subtype(type, T(cls)))
            return 1;
        if (class_is_honest(t, type))
            return 0;
        Value claimed = attr_get_or_empty(t, obj, N(t, __class__));
        if (v_is_error(claimed) || v_is_empty(claimed))
            return v_is_error(claimed) ? -1 : 0;
        int r = v_is_type(claimed) && T(claimed) != type && type_is_subtype(T(claimed), T(cls));
        drop(t, claimed);
        return r;
    }
    if (check_class(t, cls, isinstance_text) < 0)
        return -1;
    Value claimed = attr_get_or_empty(t, obj, N(t, __class__));
    if (v_is_error(claimed) || v_is_empty(claimed))
        return v_is_error(claimed) ? -1 : 0;
    int r = abstract_subclass(t, claimed, cls);
    drop(t, claimed);
    return r;
}

int class_subclasscheck(Thread *t, Value sub, Value cls)
{
    if (v_is_type(sub) && v_is_type(cls))
        return type_is_subtype(T(sub), T(cls));
    if (check_class(t, sub, "issubclass() arg 1 must be a class") < 0 ||
        check_class(t, cls, issubclass_text) < 0)
        return -1;
    return abstract_subclass(t, sub, cls);
}

typedef int (*CheckFn)(Thread *t, Value a, Value cls);

static int check_any(Thread *t, Value a, const Value *items, size_t n, CheckFn check)
{
    if (c_stack_check(t, check == is_instance ? " in __instancecheck__" : " in __subclasscheck__") <
        0)
        return -1;
    int r = 0;
    for (size_t i = 0; i < n && r == 0; i++)
        r = check(t, a, items[i]);
    return r;
}

/* The hook of cls's class, if it is not type's own: 0, 1, -1; 2: no hook. */
static int call_hook(Thread *t, Value a, Value cls, Str *name)
{
    Value f = type_lookup(t, v_type(t, cls), name);
    if (v_is_empty(f) || v_same(f, type_lookup(t, t->vm->types[KIND_type], name)))
        return 2;
    if (c_stack_check(t, name == N(t, __instancecheck__) ? " in __instancecheck__"
                                                         : " in __subclasscheck__") < 0)
        return -1;
    dup(f);
    Value r = descr_call(t, f, cls, &a, 1, V_EMPTY);
    drop(t, f);
    if (v_is_error(r))
        return -1;
    int yes = truth(t, r);
    drop(t, r);
    return yes;
}

int is_instance(Thread *t, Value obj, Value cls)
{
    if (v_is_type(cls) && v_type(t, obj) == T(cls))
        return 1;
    if (v_has_layout(cls, KIND_tuple))
        return check_any(t, obj, V_AS(Tuple, cls)->items, V_AS(Tuple, cls)->len, is_instance);
    if (v_is_kind(cls, KIND_union))
        return union_check(t, obj, cls, is_instance,
                           "isinstance() argument 2 cannot be a parameterized generic");
    if (v_is_type(cls) && T(cls)->head.type == t->vm->types[KIND_type])
        return class_instancecheck(t, obj, cls);
    int r = call_hook(t, obj, cls, N(t, __instancecheck__));
    return r == 2 ? class_instancecheck(t, obj, cls) : r;
}

int is_subclass(Thread *t, Value sub, Value cls)
{
    if (v_is_type(cls) && T(cls)->head.type == t->vm->types[KIND_type] && v_is_type(sub))
        return type_is_subtype(T(sub), T(cls)); /* type's own hook says no more */
    if (v_has_layout(cls, KIND_tuple))
        return check_any(t, sub, V_AS(Tuple, cls)->items, V_AS(Tuple, cls)->len, is_subclass);
    if (v_is_kind(cls, KIND_union)) {
        if (!v_is_type(sub)) {
            raise_format(t, EXC_TypeError, "issubclass() arg 1 must be a class");
            return -1;
        }
        return union_check(t, sub, cls, is_subclass,
                           "issubclass() argument 2 cannot be a parameterized generic");
    }
    int r = call_hook(t, sub, cls, N(t, __subclasscheck__));
    return r == 2 ? class_subclasscheck(t, sub, cls) : r;
}
