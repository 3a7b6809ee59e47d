/* SPDX-License-Identifier: MIT */
/*
 * _static: gives classes of the library written in the language the looks of the static types that
 * CPython has in their place: the name with the module in messages, attributes that cannot be set,
 * and instances made of their slots in one step.
 */
#include "stdlib/_static.h"
#include "vm/core/type.h"

/* Names must outlive the types, hence a table: a class that is not listed cannot be sealed. */
static const char *const sealed_names[] = {
#define SEALED(name) name,
#include "stdlib/sealed.def"
#undef SEALED
};

static const char *sealed_name(Thread *t, Type *type)
{
    Value module = K(t, type_module(t, type));
    Value full = v_is_error(module) ? V_ERROR : K(t, str_format(t, "%V.%s", module, type->name));
    if (v_is_error(full))
        return NULL;
    for (size_t i = 0; i < sizeof sealed_names / sizeof *sealed_names; i++)
        if (str_equal_cstr(V_AS(Str, full), sealed_names[i]))
            return sealed_names[i];
    raise_format(t, EXC_ValueError, "%V is not in sealed.def", full);
    return NULL;
}

API(static_seal, "seal(cls, writable=False, /)",
    "Make a class with __slots__ look like a static type: read-only, named with its module.\n\n"
    "writable: its slots can be set from outside as before.")
{
    if (!v_is_type(a[0]) || !(V_AS(Type, a[0])->flags & TF_HEAP))
        return raise_format(t, EXC_TypeError, "seal() takes a class");
    Type *type = V_AS(Type, a[0]);
    const char *name = sealed_name(t, type);
    if (!name)
        return V_ERROR;
    Value key, value;
    bool writable = v_same(a[1], V_TRUE);
    for (size_t at = 0; !writable && dict_next(type->dict, &at, &key, &value);)
        if (v_is_kind(value, KIND_member_descriptor))
            V_AS(MemberDescr, value)->flags |= MEMBER_COMPUTED;
    type->name = name;
    type->flags |= TF_IMMUTABLE;
    return a[0];
}

Value *static_slots(Thread *t, Value instance, size_t n)
{
    const Type *type = v_type(t, instance);
    if (v_is_object(instance) && type->nslots >= n)
        return (Value *)((char *)v_object(instance) + type->slots_at);
    raise_format(t, EXC_TypeError, "%T has too few slots", instance);
    return NULL;
}

static Value made_of(const Object *o)
{
    return o ? v_from(o) : V_ERROR;
}

Value static_new(Thread *t, Type *type, const Value *values, size_t n)
{
    if (type->nslots < n)
        return raise_format(t, EXC_TypeError, "%s has too few slots", type->name);
    Value made = type->flags & TF_IMMUTABLE ? made_of(object_new(t, type, 0))
                                            : type_generic_new(t, type, NULL, 0, V_EMPTY);
    if (v_is_error(made))
        return V_ERROR;
    Value *slots = (Value *)((char *)v_object(made) + type->slots_at);
    bool objects = false;
    for (size_t i = 0; i < n; i++) {
        api_set(t, &slots[i], values[i]);
        objects |= v_is_object(values[i]);
    }
    /* Without objects in it it is part of no cycle, and what is sealed may stay so. */
    if (objects && type->flags & TF_IMMUTABLE)
        gc_track(t, v_object(made));
    return made;
}

Value static_instance(Thread *t, Type *type, const Value *values, size_t n)
{
    Value made = K(t, static_new(t, type, values, n));
    if (!v_is_error(made))
        gc_track(t, v_object(made)); /* there are sealed classes whose slots can be set */
    return made;
}

API(static_make, "make(cls, /, *values)",
    "A new instance of a class with __slots__, the first of them filled with the values.")
{
    if (!v_is_type(a[0]))
        return raise_format(t, EXC_TypeError, "make() takes a class");
    const Tuple *values = V_AS(Tuple, a[1]);
    return static_instance(t, V_AS(Type, a[0]), values->items, values->len);
}

Value static_module(Thread *t)
{
    static const NativeDef *const functions[] = {&static_seal_def, &static_make_def, NULL};
    static const ModuleSpec spec = {"_static", "Classes that look like static types.", functions,
                                    NULL};
    return api_module(t, &spec);
}
