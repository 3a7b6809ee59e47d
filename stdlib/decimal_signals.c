/* SPDX-License-Identifier: MIT */
/* decimal: signals, their exceptions, and the mappings that show flags and traps. */
#include "stdlib/_decimal.h"
#include "vm/core/type.h"

/* The signals in the order that scripts see. */
static const struct {
    int exception;
    uint32_t bits;
} signals[] = {
#define SIGNAL(name, bits) {DEC_EXC_##name, bits},
#include "stdlib/decimal_names.def"
#undef SIGNAL
};
enum { SIGNALS = sizeof signals / sizeof *signals };

static const struct {
    int exception;
    uint32_t bit;
} causes[] = {
#define CAUSE(name, bit) {DEC_EXC_##name, bit},
#include "stdlib/decimal_names.def"
#undef CAUSE
};
enum { CAUSES = sizeof causes / sizeof *causes };

static const char *const exception_names[] = {
#define EXCEPTION(name, a, b, c) #name,
#include "stdlib/decimal_names.def"
#undef EXCEPTION
};

/* ---- lists of signals ---- */

/* A list of the exceptions behind the bits; causes: with what led to InvalidOperation in its place,
   as the exception carries it. Owned. */
Value signals_list(Thread *t, uint32_t bits, bool with_causes)
{
    const Value *exceptions = DEC(t)->exceptions;
    Value list = list_new(t, NULL, 0);
    for (int i = 0; with_causes && !v_is_error(list) && i < CAUSES; i++)
        if (bits & causes[i].bit &&
            list_append(t, V_AS(List, list), exceptions[causes[i].exception]) < 0)
            v_set(t, &list, V_ERROR);
    for (int i = with_causes; !v_is_error(list) && i < SIGNALS; i++)
        if (bits & signals[i].bits &&
            list_append(t, V_AS(List, list), exceptions[signals[i].exception]) < 0)
            v_set(t, &list, V_ERROR);
    return list;
}

int context_signal(Thread *t, DecContext *c, uint32_t status)
{
    *context_status(c) |= status;
    uint32_t hit = status & context_traps(c);
    if (LIKELY(!hit))
        return 0;
    int i = 0;
    while (!(hit & signals[i].bits))
        i++;
    Value list = signals_list(t, hit, true);
    if (v_is_error(list))
        return -1;
    Value exc = call1(t, DEC(t)->exceptions[signals[i].exception], list);
    drop(t, list);
    if (!v_is_error(exc)) {
        raise_object(t, exc);
        drop(t, exc);
    }
    return -1;
}

/* "Clamped, Inexact": by the lowest condition that each signal covers. Owned. */
Value signals_names(Thread *t, uint32_t bits)
{
    StrBuf b;
    strbuf_init(&b, t);
    uint32_t done = 0;
    for (uint32_t bit = 1; bit <= DEC_UNDERFLOW; bit <<= 1)
        for (int i = 0; i < SIGNALS; i++)
            if (bits & bit & signals[i].bits & ~done) {
                if (b.len)
                    strbuf_ascii(&b, ", ");
                strbuf_ascii(&b, exception_names[signals[i].exception]);
                done |= signals[i].bits;
            }
    return strbuf_finish(&b);
}

/* ---- parsing ---- */

static int raise_signal(Thread *t)
{
    Value text = str_from_cstr(
        t, "valid values for signals are:\n  [InvalidOperation, FloatOperation, DivisionByZero,\n"
           "   Overflow, Underflow, Subnormal, Inexact, Rounded,\n   Clamped]");
    if (!v_is_error(text)) {
        raise_key(t, text);
        drop(t, text);
    }
    return -1;
}

/* Bits of a signal by its class: 0 with KeyError. */
static uint32_t signal_bits(Thread *t, Value cls)
{
    for (int i = 0; i < SIGNALS; i++)
        if (v_same(DEC(t)->exceptions[signals[i].exception], cls))
            return signals[i].bits;
    raise_signal(t);
    return 0;
}

static bool is_signals(Thread *t, Value v)
{
    return v_is_object(v) && v_same(v_from(v_object(v)->type), DEC(t)->signal_dict);
}

static int raise_bad_dict(Thread *t)
{
    raise_format(t, EXC_ValueError, "invalid signal dict");
    return -1;
}

static int bits_of_dict(Thread *t, Dict *d, uint32_t *bits)
{
    if (d->len != SIGNALS) {
        raise_format(t, EXC_KeyError, "invalid signal dict");
        return -1;
    }
    *bits = 0;
    for (int i = 0; i < SIGNALS; i++) {
        Value v = dict_get(t, d, DEC(t)->exceptions[signals[i].exception]);
        if (v_is_empty(v))
            raise_format(t, EXC_KeyError, "invalid signal dict");
        int set = v_is_empty(v) || v_is_error(v) ? -1 : truth(t, v);
        if (set < 0)
            return -1;
        *bits |= set ? signals[i].bits : 0;
    }
    return 0;
}

int signals_parse(Thread *t, Value v, bool dicts_only, uint32_t *bits)
{
    if (is_signals(t, v)) {
        *bits = V_AS(SignalDict, v)->bits;
        return V_AS(SignalDict, v)->made ? 0 : raise_bad_dict(t);
    }
    if (v_has_layout(v, KIND_dict))
        return bits_of_dict(t, V_AS(Dict, v), bits);
    if (dicts_only || !v_has_layout(v, KIND_list)) {
        raise_format(t, EXC_TypeError, "argument must be a signal dict");
        return -1;
    }
    *bits = 0;
    size_t n;
    const Value *items = seq_items(v, &n);
    for (size_t i = 0; i < n; i++) {
        uint32_t bit = signal_bits(t, items[i]);
        if (!bit)
            return -1;
        *bits |= bit;
    }
    return 0;
}

/* ---- SignalDict ---- */

/* The bits of a mapping that a context made; NULL with ValueError. */
static uint32_t *dict_bits(Thread *t, Value self)
{
    SignalDict *d = V_AS(SignalDict, self);
    if (d->made)
        return &d->bits;
    raise_bad_dict(t);
    return NULL;
}

static Value signals_getitem(Thread *t, Value self, Value key)
{
    uint32_t *bits = dict_bits(t, self), bit = bits ? signal_bits(t, key) : 0;
    return bit ? v_bool(*bits & bit) : V_ERROR;
}

static int signals_setitem(Thread *t, Value self, Value key, Value value)
{
    uint32_t *bits = dict_bits(t, self);
    if (!bits)
        return -1;
    if (v_is_empty(value)) {
        raise_format(t, EXC_ValueError, "signal keys cannot be deleted");
        return -1;
    }
    uint32_t bit = signal_bits(t, key);
    int set = bit ? truth(t, value) : -1;
    if (set < 0)
        return -1;
    *bits = set ? *bits | bit : *bits & ~bit;
    return 0;
}

static Value signals_iter(Thread *t, Value self)
{
    if (!dict_bits(t, self))
        return V_ERROR;
    Value all = signals_list(t, ~0u, false);
    Value it = v_is_error(all) ? V_ERROR : iter_get(t, all);
    if (!v_is_error(all))
        drop(t, all);
    return it;
}

static int64_t signals_length(Thread *t, Value self)
{
    return dict_bits(t, self) ? SIGNALS : -1;
}

static Value signals_repr(Thread *t, Value self)
{
    uint32_t *bits = dict_bits(t, self);
    if (!bits)
        return V_ERROR;
    StrBuf b;
    strbuf_init(&b, t);
    for (int i = 0; i < SIGNALS; i++) {
        strbuf_ascii(&b, i ? ", " : "{");
        if (strbuf_repr(&b, DEC(t)->exceptions[signals[i].exception]) < 0)
            break;
        strbuf_ascii(&b, *bits & signals[i].bits ? ":True" : ":False");
    }
    strbuf_ascii(&b, "}");
    if (v_is_empty(t->exc))
        return strbuf_finish(&b);
    strbuf_free(&b);
    return V_ERROR;
}

static Value signals_compare(Thread *t, Value self, Value other, int op)
{
    uint32_t *bits = dict_bits(t, self), others;
    if (!bits)
        return V_ERROR;
    if ((op != CMP_EQ && op != CMP_NE) || !(is_signals(t, other) || v_has_layout(other, KIND_dict)))
        return V_NOTIMPLEMENTED;
    if (signals_parse(t, other, true, &others) < 0) {
        if (!exc_is(t, EXC_KeyError) || is_signals(t, other))
            return V_ERROR;
        exc_clear(t);
        return V_NOTIMPLEMENTED;
    }
    return v_bool((*bits == others) == (op == CMP_EQ));
}

NATIVE(signals_copy, "copy(self, /)", "A dict of all signals.")
{
    uint32_t *bits = dict_bits(t, a[0]);
    Value d = bits ? dict_new(t) : V_ERROR;
    for (int i = 0; !v_is_error(d) && i < SIGNALS; i++)
        if (dict_set(t, V_AS(Dict, d), DEC(t)->exceptions[signals[i].exception],
                     v_bool(*bits & signals[i].bits)) < 0)
            v_set(t, &d, V_ERROR);
    return d;
}

Value signals_new(Thread *t, uint32_t bits)
{
    SignalDict *d = object_new(t, V_AS(Type, DEC(t)->signal_dict), 0);
    if (!d)
        return V_ERROR;
    d->bits = bits;
    d->made = true;
    if (d->head.type->flags & TF_GC)
        gc_track(t, d);
    return v_from(d);
}

/* ---- set-up ---- */

/* A class as a class statement makes it; bases: a tuple, TAKES it. Owned. */
static Value class_make(Thread *t, const char *module, const char *name, Value meta, Value bases)
{
    ApiScope scope = api_scope_begin(t);
    bases = K(t, bases);
    Value ns = K(t, dict_new(t)), text = K(t, str_from_cstr(t, name)),
          in = K(t, str_from_cstr(t, module));
    Value cls = V_ERROR;
    if (!v_is_error(bases) && !v_is_error(ns) && !v_is_error(text) && !v_is_error(in) &&
        dict_set_str(t, V_AS(Dict, ns), N(t, __module__), in) == 0)
        cls = K(t, call3(t, meta, text, bases, ns));
    return api_scope_return(t, scope, cls);
}

static int exceptions_setup_own(Thread *t, DecimalState *s)
{
    enum { BUILTIN = 1 << 16 };
#define EXC_BASE(name) (BUILTIN | EXC_##name)
#define OWN_BASE(name) (DEC_EXC_##name + 1)
#define EXCEPTION(name, a, b, c) {a, b, c},
    static const int bases[][3] = {
#include "stdlib/decimal_names.def"
    };
#undef EXCEPTION
    for (int i = 0; i < DEC_EXCEPTIONS; i++) {
        Value all[3];
        size_t n = 0;
        for (; n < 3 && bases[i][n]; n++)
            all[n] = bases[i][n] & BUILTIN ? v_from(t->vm->exc[bases[i][n] & ~BUILTIN])
                                           : s->exceptions[bases[i][n] - 1];
        Value cls = class_make(t, "decimal", exception_names[i],
                               v_from(t->vm->types[KIND_type]), tuple_new(t, all, n));
        if (v_is_error(cls))
            return -1;
        s->exceptions[i] = cls;
    }
    return 0;
}

/* SignalDict is a MutableMapping that continues a native type. */
int signals_types(Thread *t, DecimalState *s)
{
    static const NativeDef *const methods[] = {&signals_copy_def, NULL};
    static const TypeSpec spec = {.name = "decimal.SignalDictMixin",
                                  .size = sizeof(SignalDict),
                                  .flags = TF_BASE | TF_IMMUTABLE,
                                  .methods = methods,
                                  .slots = {.repr = signals_repr,
                                            .compare = signals_compare,
                                            .new_ = type_generic_new,
                                            .hash = hash_unhashable,
                                            .iter = signals_iter,
                                            .length = signals_length,
                                            .getitem = signals_getitem,
                                            .setitem = signals_setitem}};
    Type *mixin = type_from_spec(t, &spec);
    if (!mixin || vm_own_type(t, mixin) < 0 || exceptions_setup_own(t, s) < 0)
        return -1;
    Value mapping = import_attr(t, "collections.abc", "MutableMapping");
    if (v_is_error(mapping))
        return -1;
    s->signal_dict = class_make(t, "abc", "SignalDict", v_from(v_object(mapping)->type),
                                tuple_pack(t, 2, v_from(mixin), mapping));
    drop(t, mapping);
    if (v_is_error(s->signal_dict)) {
        s->signal_dict = V_EMPTY;
        return -1;
    }
    return 0;
}
