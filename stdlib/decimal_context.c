/* SPDX-License-Identifier: MIT */
/* decimal: contexts, the current one, and localcontext(). */
#include "stdlib/_decimal.h"
#include "vm/core/type.h"
#include "vm/sched/sched.h"

/* ---- limits ---- */

static const char *const rounding_names[] = {
#define ROUNDING(id) "ROUND_" #id,
#include "stdlib/decimal_names.def"
#undef ROUNDING
};

int rounding_parse(Thread *t, Value v)
{
    for (int i = 0; i < DEC_ROUNDINGS; i++)
        if (v_same(v, DEC(t)->roundings[i]))
            return i;
    if (v_is_str(v))
        for (int i = 0; i < DEC_ROUNDINGS; i++)
            if (str_equal_cstr(V_AS(Str, v), rounding_names[i]))
                return i;
    raise_format(t, EXC_TypeError,
                 "valid values for rounding are:\n  [ROUND_CEILING, ROUND_FLOOR, ROUND_UP, "
                 "ROUND_DOWN,\n   ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN,\n"
                 "   ROUND_05UP]");
    return -1;
}

static int number_within(Thread *t, Value v, int64_t low, int64_t high, const char *message,
                         int64_t *out)
{
    if (!v_is_int(v)) {
        raise_format(t, EXC_TypeError, "an integer is required");
        return -1;
    }
    if (!int_fits64(v, out)) {
        raise_format(t, EXC_OverflowError, "Python int too large to convert to C ssize_t");
        return -1;
    }
    if (*out >= low && *out <= high)
        return 0;
    raise_format(t, EXC_ValueError, message);
    return -1;
}

/* The attributes in the order of the constructor's parameters. */
typedef enum Field {
    FIELD_PREC,
    FIELD_ROUNDING,
    FIELD_EMIN,
    FIELD_EMAX,
    FIELD_CAPITALS,
    FIELD_CLAMP,
    FIELD_FLAGS,
    FIELD_TRAPS,
    FIELDS
} Field;

/* `exactly`: flags and traps must be dicts, not lists. */
static int field_set(Thread *t, DecContext *c, Field f, Value v, bool exactly)
{
    int64_t n;
    int status;
    uint32_t bits;
    switch (f) {
    case FIELD_PREC:
        return number_within(t, v, 1, DEC_MAX_PREC, "valid range for prec is [1, MAX_PREC]",
                             &n) < 0
                   ? -1
                   : (c->p.prec = n, 0);
    case FIELD_EMIN:
        return number_within(t, v, DEC_MIN_EMIN, 0, "valid range for Emin is [MIN_EMIN, 0]", &n) < 0
                   ? -1
                   : (c->p.emin = n, 0);
    case FIELD_EMAX:
        return number_within(t, v, 0, DEC_MAX_EMAX, "valid range for Emax is [0, MAX_EMAX]", &n) < 0
                   ? -1
                   : (c->p.emax = n, 0);
    case FIELD_CAPITALS:
        status = number_within(t, v, 0, 1, "valid values for capitals are 0 or 1", &n);
        return status < 0 ? -1 : (c->p.capitals = (uint8_t)n, 0);
    case FIELD_CLAMP:
        status = number_within(t, v, 0, 1, "valid values for clamp are 0 or 1", &n);
        return status < 0 ? -1 : (c->p.clamp = (uint8_t)n, 0);
    case FIELD_ROUNDING:
        status = rounding_parse(t, v);
        return status < 0 ? -1 : (c->p.rounding = (uint8_t)status, 0);
    default:
        if (signals_parse(t, v, exactly, &bits) < 0)
            return -1;
        V_AS(SignalDict, f == FIELD_FLAGS ? c->flags : c->traps)->bits = bits;
        return 0;
    }
}

/* Those of FIELDS values that are given. */
static int fields_set(Thread *t, DecContext *c, const Value *values)
{
    for (int f = 0; f < FIELDS; f++)
        if (!v_is_empty(values[f]) && !v_is_none(values[f]) &&
            field_set(t, c, (Field)f, values[f], false) < 0)
            return -1;
    return 0;
}

/* ---- making ---- */

static Value context_alloc(Thread *t, Type *cls, const Params *p, uint32_t status, uint32_t traps)
{
    Value flags = signals_new(t, status);
    Value trapped = v_is_error(flags) ? V_ERROR : signals_new(t, traps);
    DecContext *c = v_is_error(trapped) ? NULL : object_new(t, cls, 0);
    if (!c) {
        if (!v_is_error(flags))
            drop(t, flags);
        if (!v_is_error(trapped))
            drop(t, trapped);
        return V_ERROR;
    }
    c->p = *p;
    c->flags = flags;
    c->traps = trapped;
    gc_track(t, c);
    return v_from(c);
}

static Value context_make(Thread *t, Type *cls, const Value *args, uint32_t nargs, Value kwnames)
{
    const DecContext *like = CTX(DEC(t)->contexts[0]);
    return context_alloc(t, cls, &like->p, 0, context_traps(like));
}

static Value context_duplicate(Thread *t, const DecContext *c)
{
    return context_alloc(t, DEC(t)->context, &c->p, *context_status(c), context_traps(c));
}

NATIVE_UNNAMED(context_init,
       "__init__(self, prec=None, rounding=None, Emin=None, Emax=None, capitals=None, clamp=None, "
       "flags=None, traps=None)",
       NULL)
{
    return fields_set(t, CTX(a[0]), a + 1) < 0 ? V_ERROR : V_NONE;
}

/* ---- attributes ---- */

static int set_field(Thread *t, Value self, Field f, Value v)
{
    if (!v_is_empty(v))
        return field_set(t, CTX(self), f, v, true);
    raise_format(t, EXC_AttributeError, "context attributes cannot be deleted");
    return -1;
}

#define NUMBER_FIELD(name, field, id)                                  \
    static Value get_##name(Thread *t, Value self)                     \
    {                                                                  \
        return int_new(t, (int64_t)CTX(self)->p.field);                \
    }                                                                  \
    static int set_##name(Thread *t, Value self, Value v)              \
    {                                                                  \
        return set_field(t, self, id, v);                              \
    }
NUMBER_FIELD(prec, prec, FIELD_PREC)
NUMBER_FIELD(emin, emin, FIELD_EMIN)
NUMBER_FIELD(emax, emax, FIELD_EMAX)
NUMBER_FIELD(capitals, capitals, FIELD_CAPITALS)
NUMBER_FIELD(clamp, clamp, FIELD_CLAMP)

static Value get_rounding(Thread *t, Value self)
{
    return dup(DEC(t)->roundings[CTX(self)->p.rounding]);
}
static int set_rounding(Thread *t, Value self, Value v)
{
    return set_field(t, self, FIELD_ROUNDING, v);
}
static Value get_flags(Thread *t, Value self)
{
    return dup(CTX(self)->flags);
}
static int set_flags(Thread *t, Value self, Value v)
{
    return set_field(t, self, FIELD_FLAGS, v);
}
static Value get_traps(Thread *t, Value self)
{
    return dup(CTX(self)->traps);
}
static int set_traps(Thread *t, Value self, Value v)
{
    return set_field(t, self, FIELD_TRAPS, v);
}

/* Nothing can be deleted, and what is unknown is refused in the words of a type that sees to its
   attributes itself. */
static int context_setattr(Thread *t, Value self, Value name, Value value)
{
    if (v_is_empty(value)) {
        raise_format(t, EXC_AttributeError, "context attributes cannot be deleted");
        return -1;
    }
    if (!(v_object(self)->type->flags & TF_ATTRS)) {
        Str *key = name_intern(t, name);
        bool known = key && !v_is_empty(type_lookup(t, v_object(self)->type, key));
        if (key && !known)
            raise_no_attribute(t, self, key);
        obj_drop(t, key);
        if (!known)
            return -1;
    }
    return attr_set_generic(t, self, name, value);
}

static const GetSetDef context_getset[] = {
    {"prec", get_prec, set_prec, NULL},
    {"Emax", get_emax, set_emax, NULL},
    {"Emin", get_emin, set_emin, NULL},
    {"rounding", get_rounding, set_rounding, NULL},
    {"capitals", get_capitals, set_capitals, NULL},
    {"clamp", get_clamp, set_clamp, NULL},
    {"flags", get_flags, set_flags, NULL},
    {"traps", get_traps, set_traps, NULL},
    {NULL, NULL, NULL, NULL},
};

/* ---- methods of its own ---- */

static Value context_repr(Thread *t, Value self)
{
    const DecContext *c = CTX(self);
    Value flags = signals_names(t, *context_status(c));
    Value traps = v_is_error(flags) ? V_ERROR : signals_names(t, context_traps(c)), r = V_ERROR;
    if (!v_is_error(traps)) {
        r = str_format(t,
                       "Context(prec=%ld, rounding=%s, Emin=%ld, Emax=%ld, capitals=%d, clamp=%d, "
                       "flags=[%V], traps=[%V])",
                       (long)c->p.prec, rounding_names[c->p.rounding], (long)c->p.emin,
                       (long)c->p.emax, (int)c->p.capitals, (int)c->p.clamp, flags, traps);
        drop(t, traps);
    }
    if (!v_is_error(flags))
        drop(t, flags);
    return r;
}

NATIVE(context_copy, "copy(self, /)", "Return a duplicate of the context with all flags and traps.")
{
    return context_duplicate(t, CTX(a[0]));
}
NATIVE(context_copy_special, "__copy__(self, /)", NULL)
{
    return context_duplicate(t, CTX(a[0]));
}
NATIVE(context_clear_flags, "clear_flags(self, /)", "Reset all flags to False.")
{
    *context_status(CTX(a[0])) = 0;
    return V_NONE;
}
NATIVE(context_clear_traps, "clear_traps(self, /)", "Set all traps to False.")
{
    V_AS(SignalDict, CTX(a[0])->traps)->bits = 0;
    return V_NONE;
}
NATIVE(context_etiny, "Etiny(self, /)",
       "Return a value equal to Emin - prec + 1, the least exponent of subnormal results.")
{
    return int_new(t, params_etiny(&CTX(a[0])->p));
}
NATIVE(context_etop, "Etop(self, /)", "Return a value equal to Emax - prec + 1.")
{
    return int_new(t, params_etop(&CTX(a[0])->p));
}

API(context_reduce, "__reduce__(self, /)", NULL)
{
    const DecContext *c = CTX(a[0]);
    Value flags = K(t, signals_list(t, *context_status(c), false));
    Value traps = K(t, signals_list(t, context_traps(c), false));
    Value prec = K(t, int_new(t, c->p.prec)), emin = K(t, int_new(t, c->p.emin)),
          emax = K(t, int_new(t, c->p.emax));
    if (v_is_error(flags) || v_is_error(traps))
        return V_ERROR;
    Value args = K(t, tuple_pack(t, 8, prec, DEC(t)->roundings[c->p.rounding], emin, emax,
                                 v_from_small(c->p.capitals), v_from_small(c->p.clamp), flags,
                                 traps));
    return v_is_error(args) ? V_ERROR
                            : K(t, tuple_pack(t, 2, v_from(v_object(a[0])->type), args));
}

const NativeDef *const context_own_methods[] = {
    &context_copy_def,        &context_copy_special_def, &context_clear_flags_def,
    &context_clear_traps_def, &context_etiny_def,        &context_etop_def,
    &context_reduce_def,      NULL};

/* ---- the current context ---- */

DecContext *context_now(Thread *t)
{
    DecimalState *s = DEC(t);
    Value found = contextvar_find(t, s->var);
    if (LIKELY(!v_is_empty(found)))
        return v_is_error(found) ? NULL : CTX(found);
    const DecContext *like = CTX(s->contexts[0]);
    Value made = context_alloc(t, s->context, &like->p, 0, context_traps(like));
    int status = v_is_error(made) ? -1 : contextvar_store(t, s->var, made);
    if (!v_is_error(made))
        drop(t, made);
    return status < 0 ? NULL : CTX(made);
}

static bool is_context(Thread *t, Value v)
{
    return v_is_object(v) && type_is_subtype(v_object(v)->type, DEC(t)->context);
}

DecContext *context_argument(Thread *t, Value v)
{
    if (v_is_empty(v) || v_is_none(v))
        return context_now(t);
    if (is_context(t, v))
        return CTX(v);
    raise_format(t, EXC_TypeError, "optional argument must be a context");
    return NULL;
}

NATIVE(decimal_getcontext, "getcontext()", "Get the current default context.")
{
    DecContext *c = context_now(t);
    return c ? dup(v_from(c)) : V_ERROR;
}

/* The templates are copied, so that nobody changes them by accident. */
static int context_install(Thread *t, Value context)
{
    for (int i = 0; i < 3; i++)
        if (v_same(context, DEC(t)->contexts[i])) {
            const DecContext *c = CTX(context);
            Value made = context_alloc(t, DEC(t)->context, &c->p, 0, context_traps(c));
            int status = v_is_error(made) ? -1 : contextvar_store(t, DEC(t)->var, made);
            if (!v_is_error(made))
                drop(t, made);
            return status;
        }
    return contextvar_store(t, DEC(t)->var, context);
}

NATIVE(decimal_setcontext, "setcontext(context, /)", "Set a new default context.")
{
    if (!is_context(t, a[0]))
        return raise_format(t, EXC_TypeError, "argument must be a context");
    return context_install(t, a[0]) < 0 ? V_ERROR : V_NONE;
}

/* ---- localcontext ---- */

typedef struct Manager {
    Object head;
    Value local, global;
} Manager;

API_FLAGS(decimal_localcontext,
          "localcontext(ctx=None, prec=None, rounding=None, Emin=None, Emax=None, capitals=None, "
          "clamp=None, flags=None, traps=None)",
          "Return a context manager that makes a copy of ctx (or of the current context) the "
          "current\ncontext on entry to the with statement, and restores the former one on leaving "
          "it.",
          NF_UNNAMED)
{
    DecContext *from = context_argument(t, a[0]);
    Value local = from ? K(t, context_duplicate(t, from)) : V_ERROR;
    if (v_is_error(local) || fields_set(t, CTX(local), a + 1) < 0)
        return V_ERROR;
    DecContext *now = context_now(t);
    Value made = now ? api_instance(t, DEC(t)->manager) : V_ERROR;
    if (!v_is_error(made)) {
        api_set(t, &V_AS(Manager, made)->local, local);
        api_set(t, &V_AS(Manager, made)->global, v_from(now));
    }
    return made;
}

API(manager_enter, "__enter__(self, /)", NULL)
{
    Manager *m = V_AS(Manager, a[0]);
    return contextvar_store(t, DEC(t)->var, m->local) < 0 ? V_ERROR : m->local;
}

API(manager_exit, "__exit__(self, /, *args)", NULL)
{
    return context_install(t, V_AS(Manager, a[0])->global) < 0 ? V_ERROR : V_FALSE;
}

/* ---- set-up ---- */

static void context_dealloc(Thread *t, Object *o)
{
    v_clear(t, &((DecContext *)o)->flags);
    v_clear(t, &((DecContext *)o)->traps);
}

static void context_visit(Object *o, VisitFn fn, void *arg)
{
    fn(((DecContext *)o)->flags, arg);
    fn(((DecContext *)o)->traps, arg);
}

int context_types(Thread *t, DecimalState *s, const NativeDef *const *methods)
{
    static const NativeDef *const manager_methods[] = {&manager_enter_def, &manager_exit_def, NULL};
    static const FieldTable manager_fields = {
        {offsetof(Manager, local), offsetof(Manager, global), 0}, NULL, NULL, NULL};
    const TypeSpec spec = {.name = "decimal.Context",
                                  .doc = "The environment of operations: precision, rounding, "
                                         "limits of the exponents, flags and traps.",
                                  .size = sizeof(DecContext),
                                  .flags = TF_GC | TF_BASE | TF_IMMUTABLE,
                                  .init_def = &context_init_def,
                                  .methods = methods,
                                  .getset = context_getset,
                                  .dealloc = context_dealloc,
                                  .visit = context_visit,
                                  .slots = {.repr = context_repr,
                                      .new_ = context_make,
                                      .setattr = context_setattr}};
    static const TypeSpec manager = {.name = "decimal.ContextManager",
                                     .size = sizeof(Manager),
                                     .flags = TF_NO_NEW | TF_IMMUTABLE,
                                     .methods = manager_methods};
    s->context = type_from_spec(t, &spec);
    if (!s->context || vm_own_type(t, s->context) < 0)
        return -1;
    s->manager = api_type(t, &manager, &manager_fields);
    if (!s->manager)
        return -1;
    for (int i = 0; i < DEC_ROUNDINGS; i++) {
        s->roundings[i] = str_intern_utf8(t, rounding_names[i], strlen(rounding_names[i]));
        if (v_is_error(s->roundings[i]))
            return -1;
    }
    s->var = contextvar_make(t, "decimal_context");
    return v_is_error(s->var) ? -1 : 0;
}

int context_templates(Thread *t, DecimalState *s)
{
    enum { USUAL = DEC_ANY_INVALID | DEC_DIVISION_BY_ZERO | DEC_OVERFLOW };
    static const struct {
        int64_t prec;
        uint8_t rounding;
        uint32_t traps;
    } rows[] = {{28, DEC_ROUND_HALF_EVEN, USUAL},
                {9, DEC_ROUND_HALF_UP, USUAL | DEC_CLAMPED | DEC_UNDERFLOW},
                {9, DEC_ROUND_HALF_EVEN, 0}};
    for (int i = 0; i < 3; i++) {
        Params p = {rows[i].prec, 999999, -999999, rows[i].rounding, 0, 1};
        s->contexts[i] = context_alloc(t, s->context, &p, 0, rows[i].traps);
        if (v_is_error(s->contexts[i])) {
            s->contexts[i] = V_EMPTY;
            return -1;
        }
    }
    return 0;
}

const NativeDef *const context_functions[] = {&decimal_getcontext_def, &decimal_setcontext_def,
                                              &decimal_localcontext_def, NULL};
