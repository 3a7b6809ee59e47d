/* SPDX-License-Identifier: MIT */
/* The scopes, types and modules of vm/api.h. */
#include <stdlib.h>
#include "vm/api.h"
#include "vm/core/descriptor.h"
#include "vm/core/image.h"
#include "vm/core/vm.h"

/* ---- scopes: a stack of temporaries per thread ---- */

static int temps_grow(Thread *t)
{
    uint32_t cap = t->temps_cap ? t->temps_cap * 2 : 256;
    Value *temps = image_realloc(t->temps, t->temps_cap * sizeof *temps, cap * sizeof *temps);
    if (!temps) {
        raise_memory(t);
        return -1;
    }
    t->temps = temps;
    t->temps_cap = cap;
    return 0;
}

Value api_keep_growing(Thread *t, TAKES Value owned)
{
    if (temps_grow(t) < 0) {
        drop(t, owned);
        return V_ERROR;
    }
    return api_keep(t, owned);
}

void api_temps_drop(Thread *t, ApiScope scope)
{
    while (t->temps_count > scope)
        drop(t, t->temps[--t->temps_count]);
}

void api_release(Thread *t, Value v)
{
    for (uint32_t i = t->temps_count; i-- > 0 && t->temps_count - i < 16;)
        if (v_same(t->temps[i], v)) {
            t->temps[i] = V_NONE;
            drop(t, v);
            return;
        }
}

/* ---- native types ---- */

static inline Value *field_at(Object *o, uint16_t offset)
{
    return (Value *)((char *)o + offset);
}

static void fields_dealloc(Thread *t, Object *o);

/* The nearest type, from `type` upwards, that was made by api_type; classes of scripts have copies
 * of its pointers. */
static const Type *fields_type(const Type *type)
{
    while (type && (type->flags & TF_HEAP || !type->native))
        type = type->base;
    return type;
}

/* The fields of the type and of the api types above it; the type at which another lifecycle begins.
 */
#define EACH_TABLE(o, type, table)                                                           \
    for (const Type *type = fields_type((o)->type); type && type->native; type = type->base) \
        for (const FieldTable *table = type->native; table; table = NULL)

/* The lifecycle of a native base that is not an api type, such as dict. */
static const Type *other_base(const Object *o)
{
    const Type *type = fields_type(o->type);
    while (type && (type->native || type->dealloc == fields_dealloc))
        type = type->base;
    return type;
}

static void fields_clear(Thread *t, Object *o)
{
    EACH_TABLE(o, type, f)
    {
        for (int i = 0; f->offsets[i]; i++)
            v_clear(t, field_at(o, f->offsets[i]));
        if (f->clear_extra)
            f->clear_extra(t, o);
    }
    const Type *base = other_base(o);
    if (base && base->clear)
        base->clear(t, o);
}

static void fields_dealloc(Thread *t, Object *o)
{
    EACH_TABLE(o, type, f)
    {
        if (f->free_extra)
            f->free_extra(t, o);
        for (int i = 0; f->offsets[i]; i++)
            v_clear(t, field_at(o, f->offsets[i]));
    }
    const Type *base = other_base(o);
    if (base && base->dealloc)
        base->dealloc(t, o);
}

static void fields_visit(Object *o, VisitFn fn, void *arg)
{
    EACH_TABLE(o, type, f)
    {
        for (int i = 0; f->offsets[i]; i++)
            fn(*field_at(o, f->offsets[i]), arg);
        if (f->visit_extra)
            f->visit_extra(o, fn, arg);
    }
    const Type *base = other_base(o);
    if (base && base->visit)
        base->visit(o, fn, arg);
}

bool api_is(Value v, const FieldTable *fields)
{
    for (const Type *type = v_is_object(v) ? v_object(v)->type : NULL; type; type = type->base)
        if (type->native == fields)
            return true;
    return false;
}

Type *api_type(Thread *t, const TypeSpec *spec, const FieldTable *fields)
{
    TypeSpec full = *spec;
    full.flags |= TF_GC;
    full.dealloc = fields_dealloc;
    full.visit = fields_visit;
    full.clear = fields_clear;
    Type *type = type_from_spec(t, &full);
    if (!type)
        return NULL;
    type->native = (void *)(uintptr_t)fields;
    return spec->kind || vm_own_type(t, type) == 0 ? type : NULL;
}

int api_own_type(Thread *t, Type *type)
{
    dup(v_from(type));
    return vm_own_type(t, type);
}

Value api_instance(Thread *t, Type *type)
{
    Object *o = object_new(t, type, 0);
    if (!o)
        return V_ERROR;
    gc_track(t, o);
    return api_keep(t, v_from(o));
}

int raise_time_overflow(Thread *t, Value v)
{
    raise_format(t, EXC_OverflowError,
                 v_is_float(v) ? "timestamp out of range for platform time_t"
                               : "timestamp too large to convert to C PyTime_t");
    return -1;
}

Value api_hold(Thread *t, Value borrowed)
{
    return api_keep(t, dup(borrowed));
}

Value api_take(Thread *t, Value *field)
{
    Value v = *field;
    *field = V_EMPTY;
    return api_keep(t, v);
}

/* ---- modules ---- */

Value api_module(Thread *t, const ModuleSpec *spec)
{
    ApiScope scope = api_scope_begin(t);
    Value name = K(t, str_from_cstr(t, spec->name));
    Value doc = spec->doc ? K(t, str_from_cstr(t, spec->doc)) : V_NONE;
    if (v_is_error(name) || v_is_error(doc))
        return api_scope_return(t, scope, V_ERROR);
    Value module = K(t, module_new(t, name, doc));
    if (!v_is_error(module)) {
        Dict *d = V_AS(Module, module)->dict;
        if ((spec->functions && natives_add(t, d, spec->functions, name) < 0) ||
            (spec->exec && spec->exec(t, module) < 0))
            module = V_ERROR;
    }
    return api_scope_return(t, scope, module);
}

int api_module_add(Thread *t, Value module, const char *name, Value v)
{
    return v_is_error(v) ? -1 : dict_set_cstr(t, V_AS(Module, module)->dict, name, v);
}

int api_module_add_int(Thread *t, Value module, const char *name, int64_t n)
{
    Value v = int_new(t, n);
    if (v_is_error(v))
        return -1;
    int status = api_module_add(t, module, name, v);
    drop(t, v);
    return status;
}

int api_module_add_ints(Thread *t, Value module, const ApiInt *ints, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (api_module_add_int(t, module, ints[i].name, ints[i].value) < 0)
            return -1;
    return 0;
}

int api_module_add_type(Thread *t, Value module, Type *type)
{
    if (!type)
        return -1;
    const char *dot = strrchr(type->name, '.');
    return api_module_add(t, module, dot ? dot + 1 : type->name, v_from(type));
}
