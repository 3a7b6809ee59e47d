/* SPDX-License-Identifier: MIT */
/* bool: the two immediates True and False, which behave as the ints 1 and 0. */
#include "vm/objects/int.h"

static Value bool_repr(Thread *t, Value self)
{
    return v_same(self, V_TRUE) ? str_from_cstr(t, "True") : str_from_cstr(t, "False");
}

static int bool_truth(Thread *t, Value self)
{
    return v_same(self, V_TRUE);
}

static Value bool_invert(Thread *t, Value self)
{
    if (warn_format(t, EXC_DeprecationWarning, 1,
                    "Bitwise inversion '~' on bool is deprecated and will be removed in Python "
                    "3.16. This returns the "
                    "bitwise inversion of the underlying int object and is usually not what you "
                    "expect from the "
                    "negation of a bool. Use the 'not' operator for boolean negation or ~int(x) "
                    "for the bitwise "
                    "inversion of the underlying int.") < 0)
        return V_ERROR;
    return v_from_small(v_same(self, V_TRUE) ? -2 : -1);
}

NATIVE_VAR(bool_new, "bool(object=False, /)", NULL)
{
    Type *cls = V_AS(Type, a[0]);
    if (cls->kind != KIND_bool)
        return raise_format(t, EXC_TypeError, "bool.__new__(%s): %s is not a subtype of bool",
                            cls->name, cls->name);
    if (!v_is_empty(kwnames) && V_AS(Tuple, kwnames)->len)
        return raise_format(t, EXC_TypeError, "bool() takes no keyword arguments");
    if (nargs > 2)
        return raise_format(t, EXC_TypeError, "bool expected at most 1 argument, got %u",
                            nargs - 1);
    int yes = nargs == 2 ? truth(t, a[1]) : 0;
    return yes < 0 ? V_ERROR : v_bool(yes);
}

int bool_setup(Thread *t)
{
    static const TypeSpec spec = {
        .name = "bool",
        .doc = "Returns True when the argument is true, False otherwise.\nThe builtins True and "
               "False are the only two "
               "instances of the class bool.\nThe class bool is a subclass of the class int, and "
               "cannot be subclassed.",
        .size = sizeof(Int),
        .flags = TF_MATCH_SELF,
        .kind = KIND_bool,
        .layout = KIND_int,
        .new_def = &bool_new_def,
        .slots =
            {.repr = bool_repr,
             .truth = bool_truth,
             .invert = bool_invert,
             .binary = {[OP_AND] = int_slot_and, [OP_OR] = int_slot_or, [OP_XOR] = int_slot_xor}},
    };
    TypeSpec full = spec;
    full.base = t->vm->types[KIND_int];
    return type_from_spec(t, &full) ? 0 : -1;
}
