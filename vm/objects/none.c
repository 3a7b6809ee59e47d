/* SPDX-License-Identifier: MIT */
/* The classes of None, NotImplemented and Ellipsis. */
#include "vm/core/type.h"

#define NONE_HASH 0xFCA86420 /* a constant since 3.12 */

/* Each class has one instance, and calling the class gives it. */
static Value single_new(Thread *t, Type *cls, uint32_t nargs, Value kwnames, const char *name,
                        Value instance)
{
    if (nargs || !v_is_empty(kwnames))
        return raise_format(t, EXC_TypeError, "%s takes no arguments", name);
    return instance;
}

#define SINGLETON_NEW(id, name, instance)                                                         \
    static Value id##_new(Thread *t, Type *cls, const Value *args, uint32_t nargs, Value kwnames) \
    {                                                                                             \
        return single_new(t, cls, nargs, kwnames, name, instance);                                \
    }                                                                                             \
    static Value id##_repr(Thread *t, Value self)
SINGLETON_NEW(none, "NoneType", V_NONE)
{
    return str_from_cstr(t, "None");
}
SINGLETON_NEW(notimplemented, "NotImplementedType", V_NOTIMPLEMENTED)
{
    return str_from_cstr(t, "NotImplemented");
}
SINGLETON_NEW(ellipsis, "EllipsisType", V_ELLIPSIS)
{
    return str_from_cstr(t, "Ellipsis");
}

static int none_truth(Thread *t, Value self)
{
    return 0;
}

static int none_hash(Thread *t, Value self, int64_t *hash)
{
    *hash = NONE_HASH;
    return 0;
}

static int notimplemented_truth(Thread *t, Value self)
{
    return warn_format(t, EXC_DeprecationWarning, 1,
                       "NotImplemented should not be used in a boolean context") < 0
               ? -1
               : 1;
}

NATIVE(notimplemented_reduce, "__reduce__(self, /)", "The name by which it is found again.")
{
    return str_from_cstr(t, "NotImplemented");
}

NATIVE(ellipsis_reduce, "__reduce__(self, /)", "The name by which it is found again.")
{
    return str_from_cstr(t, "Ellipsis");
}

int none_setup(Thread *t)
{
    static const NativeDef *const ni_methods[] = {&notimplemented_reduce_def, NULL};
    static const NativeDef *const e_methods[] = {&ellipsis_reduce_def, NULL};
    const TypeSpec none = {
        .name = "NoneType",
        .kind = KIND_none,
        .layout = KIND_none,
        .doc = "The type of the None singleton.",
        .slots = {.repr = none_repr, .truth = none_truth, .hash = none_hash, .new_ = none_new},
    };
    const TypeSpec notimplemented = {
        .name = "NotImplementedType",
        .kind = KIND_notimplemented,
        .layout = KIND_notimplemented,
        .doc = "The class of NotImplemented.",
        .methods = ni_methods,
        .slots = {.repr = notimplemented_repr,
                  .truth = notimplemented_truth,
                  .new_ = notimplemented_new},
    };
    const TypeSpec ellipsis = {
        .name = "ellipsis",
        .kind = KIND_ellipsis,
        .layout = KIND_ellipsis,
        .doc = "The class of Ellipsis (...).",
        .methods = e_methods,
        .slots = {.repr = ellipsis_repr, .new_ = ellipsis_new},
    };
    return type_from_spec(t, &none) && type_from_spec(t, &notimplemented) &&
                   type_from_spec(t, &ellipsis)
               ? 0
               : -1;
}
