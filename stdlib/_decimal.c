/* SPDX-License-Identifier: MIT */
/* _decimal: decimal floating-point arithmetic (General Decimal Arithmetic, IEEE 854). */
#include <stdlib.h>
#include "stdlib/_decimal.h"

/* ---- the type Decimal ---- */

enum { METHODS_MAX = 96 };

/* The tables one after the other. */
static void methods_join(const NativeDef **all, const NativeDef *const *const *tables)
{
    for (; *tables; tables++)
        for (const NativeDef *const *m = *tables; *m; m++)
            *all++ = *m;
    *all = NULL;
}

static Type *decimal_make_type(Thread *t)
{
    static const NativeDef *const *const tables[] = {decimal_methods, decimal_convert_methods,
                                                     NULL};
    const NativeDef *methods[METHODS_MAX];
    methods_join(methods, tables);
    TypeSpec spec = decimal_type_spec;
    spec.methods = methods;
    spec.getset = decimal_getset;
    decimal_convert_slots(&spec);
    decimal_slots_fill(&spec.slots);
    Type *type = type_from_spec(t, &spec);
    return type && vm_own_type(t, type) == 0 ? type : NULL;
}

static int context_make_type(Thread *t, DecimalState *s)
{
    static const NativeDef *const *const tables[] = {context_methods, context_own_methods,
                                                     context_convert_methods, NULL};
    const NativeDef *methods[METHODS_MAX];
    methods_join(methods, tables);
    return context_types(t, s, methods);
}

/* ---- state ---- */

static void state_free(VM *vm)
{
    mpz_clear(vm->decimal->ln10);
    free(vm->decimal);
    vm->decimal = NULL;
}

static DecimalState *state_new(Thread *t)
{
    DecimalState *s = calloc(1, sizeof *s);
    if (!s) {
        raise_memory(t);
        return NULL;
    }
    mpz_init(s->ln10);
    Value *const places[] = {&s->signal_dict, &s->decimal_tuple, &s->rational, &s->var};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++)
        vm_root(t->vm, places[i]);
    for (int i = 0; i < 3; i++)
        vm_root(t->vm, &s->contexts[i]);
    for (int i = 0; i < DEC_ROUNDINGS; i++)
        vm_root(t->vm, &s->roundings[i]);
    for (int i = 0; i < DEC_EXCEPTIONS; i++)
        vm_root(t->vm, &s->exceptions[i]);
    vm_at_free(t->vm, state_free);
    return t->vm->decimal = s;
}

/* DecimalTuple, and Decimal among the numbers. */
static int library_setup(Thread *t, DecimalState *s)
{
    ApiScope scope = api_scope_begin(t);
    int status = -1;
    Value make = K(t, import_attr(t, "collections", "namedtuple")),
          name = K(t, str_from_cstr(t, "DecimalTuple")),
          fields = K(t, str_from_cstr(t, "sign digits exponent")),
          module = K(t, str_from_cstr(t, "decimal")),
          number = K(t, import_attr(t, "numbers", "Number")),
          reg = K(t, str_intern_utf8(t, "register", 8));
    if (v_is_error(make) || v_is_error(name) || v_is_error(fields) || v_is_error(module) ||
        v_is_error(number) || v_is_error(reg))
        goto done;
    Value tuple = call2(t, make, name, fields), rational = import_attr(t, "numbers", "Rational");
    s->decimal_tuple = v_is_error(tuple) ? V_EMPTY : tuple;
    s->rational = v_is_error(rational) ? V_EMPTY : rational;
    if (v_is_error(tuple) || v_is_error(rational) ||
        attr_set(t, tuple, N(t, __module__), module) < 0)
        goto done;
    Value args[] = {v_from(s->decimal)};
    status = v_is_error(K(t, call_method(t, number, V_AS(Str, reg), args, 1))) ? -1 : 0;
done:
    api_scope_end(t, scope);
    return status;
}

static int state_setup(Thread *t)
{
    DecimalState *s = state_new(t);
    return s && (s->decimal = decimal_make_type(t)) && context_make_type(t, s) == 0 &&
                   signals_types(t, s) == 0 && library_setup(t, s) == 0 &&
                   context_templates(t, s) == 0
               ? 0
               : -1;
}

/* ---- the module ---- */

static int add_names(Thread *t, Value module, const DecimalState *s)
{
    static const char *const exceptions[] = {
#define EXCEPTION(name, a, b, c) #name,
#include "stdlib/decimal_names.def"
#undef EXCEPTION
    };
    static const char *const roundings[] = {
#define ROUNDING(id) "ROUND_" #id,
#include "stdlib/decimal_names.def"
#undef ROUNDING
    };
    static const char *const contexts[] = {"DefaultContext", "BasicContext", "ExtendedContext"};
    int status = 0;
    for (int i = 0; i < DEC_EXCEPTIONS; i++)
        status |= api_module_add(t, module, exceptions[i], s->exceptions[i]);
    for (int i = 0; i < DEC_ROUNDINGS; i++)
        status |= api_module_add(t, module, roundings[i], s->roundings[i]);
    for (int i = 0; i < 3; i++)
        status |= api_module_add(t, module, contexts[i], s->contexts[i]);
    return status;
}

static int decimal_exec(Thread *t, Value module)
{
    if (!t->vm->decimal && state_setup(t) < 0)
        return -1;
    const DecimalState *s = DEC(t);
    if (add_names(t, module, s) < 0 || api_module_add_type(t, module, s->decimal) < 0 ||
        api_module_add_type(t, module, s->context) < 0 ||
        api_module_add(t, module, "DecimalTuple", s->decimal_tuple) < 0 ||
        api_module_add(t, module, "HAVE_THREADS", V_TRUE) < 0 ||
        api_module_add(t, module, "HAVE_CONTEXTVAR", V_TRUE) < 0 ||
        api_module_add_int(t, module, "MAX_PREC", DEC_MAX_PREC) < 0 ||
        api_module_add_int(t, module, "MAX_EMAX", DEC_MAX_EMAX) < 0 ||
        api_module_add_int(t, module, "MIN_EMIN", DEC_MIN_EMIN) < 0 ||
        api_module_add_int(t, module, "MIN_ETINY", DEC_MIN_ETINY) < 0)
        return -1;
    return api_module_add(t, module, "__version__", K(t, str_from_cstr(t, "1.70"))) < 0 ||
                   api_module_add(t, module, "__libmpdec_version__",
                                  K(t, str_from_cstr(t, "2.5.1"))) < 0
               ? -1
               : 0;
}

Value decimal_module(Thread *t)
{
    static const ModuleSpec spec = {"_decimal", "C decimal arithmetic module", context_functions,
                                    decimal_exec};
    return api_module(t, &spec);
}
