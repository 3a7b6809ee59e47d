/* SPDX-License-Identifier: MIT */
/* repr(), str(), ascii() and format() of any value. */
#include <stdio.h>
#include "vm/core/protocol.h"
#include "vm/objects/format_spec.h"
#include "vm/objects/int.h"

static Value check_str(Thread *t, Value v, const char *method)
{
    if (v_is_error(v) || v_is_str(v))
        return v;
    raise_format(t, EXC_TypeError, "%s returned non-string (type %T)", method, v);
    drop(t, v);
    return V_ERROR;
}

Value value_repr(Thread *t, Value v)
{
    if (v_is_kind(v, KIND_str))
        return str_repr(t, V_AS(Str, v));
    if (c_stack_check(t, " while getting the repr of an object") < 0)
        return V_ERROR;
    return check_str(t, v_type(t, v)->s.repr(t, v), "__repr__");
}

Value value_str(Thread *t, Value v)
{
    if (v_is_kind(v, KIND_str))
        return dup(v);
    if (v_is_small(v))
        return int_to_str(t, v);
    if (c_stack_check(t, " while getting the str of an object") < 0)
        return V_ERROR;
    UnaryFn str = v_type(t, v)->s.str;
    return str ? check_str(t, str(t, v), "__str__") : value_repr(t, v);
}

Value value_ascii(Thread *t, Value v)
{
    Value repr = value_repr(t, v);
    if (v_is_error(repr) || (v_object(repr)->flags & STR_ASCII))
        return repr;
    Str *s = V_AS(Str, repr);
    StrBuf b;
    strbuf_init(&b, t);
    for (size_t i = 0; i < s->len; i++) {
        uint32_t cp = str_at(s, i);
        char escape[16];
        if (cp < 0x80) {
            strbuf_char(&b, cp);
            continue;
        }
        snprintf(escape, sizeof escape,
                 cp < 0x100     ? "\\x%02x"
                 : cp < 0x10000 ? "\\u%04x"
                                : "\\U%08x",
                 cp);
        strbuf_ascii(&b, escape);
    }
    drop(t, repr);
    return strbuf_finish(&b);
}

Value value_format(Thread *t, Value v, Value spec_or_empty)
{
    bool plain = v_is_empty(spec_or_empty) || V_AS(Str, spec_or_empty)->len == 0;
    if (plain && (v_is_kind(v, KIND_str) || v_is_small(v)))
        return value_str(t, v);
    Kind kind = v_kind(v);
    if (!plain && (kind == KIND_int || kind == KIND_float || kind == KIND_str))
        return format_builtin(t, v,
                              spec_or_empty); /* no script can have replaced their __format__ */
    Value spec = v_is_empty(spec_or_empty) ? v_from(t->vm->empty_str) : spec_or_empty;
    Value r = call_special(t, v, N(t, __format__), &spec, 1);
    if (v_is_empty(r))
        return raise_format(t, EXC_TypeError, "Type %T doesn't define __format__", v);
    if (v_is_error(r) || v_is_str(r))
        return r;
    raise_format(t, EXC_TypeError, "__format__ must return a str, not %T", r);
    drop(t, r);
    return V_ERROR;
}

/* ---- containers that contain themselves ---- */

int repr_enter(Thread *t, Value v)
{
    if (v_is_empty(t->repr_stack)) {
        Value list = list_new(t, NULL, 0);
        if (v_is_error(list))
            return -1;
        t->repr_stack = list;
    }
    List *stack = V_AS(List, t->repr_stack);
    for (size_t i = stack->len; i-- > 0;)
        if (v_same(stack->items[i], v))
            return 1;
    return list_append(t, stack, v);
}

void repr_leave(Thread *t, Value v)
{
    List *stack = V_AS(List, t->repr_stack);
    for (size_t i = stack->len; i-- > 0;)
        if (v_same(stack->items[i], v)) {
            memmove(&stack->items[i], &stack->items[i + 1], (stack->len - i - 1) * sizeof(Value));
            stack->len--;
            drop(t, v);
            return;
        }
}
