/* SPDX-License-Identifier: MIT */
/*
 * What a stdlib module may use. Above this line there is no dup and no drop:
 *
 *  - Arguments are borrowed: they live as long as the call.
 *  - A result of an api function is kept alive by the innermost scope, until the native function
 *    returns (the scope around every api native), or until the scope that API_EACH opens around
 *    each round of a long loop ends. `return v` of any Value is right: the trampoline takes a
 *    reference before it ends the scope.
 *  - Fields of a native type are written by api_set() alone; a FieldTable declares them, and visit,
 *    clear and free are generated from it. Reading a field is reading a Value.
 *
 * So a module cannot leak and cannot free too early. A temporary lives until its scope ends, which
 * is later than in vm/ (there it dies at its last use): api_release() ends it early where a script
 * could tell the difference.
 *
 * Errors: V_ERROR, negative, false or NULL, with the exception pending, as everywhere.
 */
#ifndef RONDO_API_H
#define RONDO_API_H

#include "vm/core/native.h"
#include "vm/objects/buffer.h"
#include "vm/objects/bytes.h"
#include "vm/objects/codec.h"

/* ---- scopes ---- */

/* Makes an owned value a temporary of the innermost scope; V_ERROR passes through. All functions
   of vm/core/protocol.h and the constructors return owned values: wrap them, `K(t, call1(...))`. */
#define K(t, expr) api_keep((t), (expr))
Value api_keep_growing(Thread *t, TAKES Value owned);
MUST_USE static inline Value api_keep(Thread *t, TAKES Value owned)
{
    if (!v_is_object(owned))
        return owned;
    if (UNLIKELY(t->temps_count == t->temps_cap))
        return api_keep_growing(t, owned);
    t->temps[t->temps_count++] = owned;
    return owned;
}

typedef uint32_t ApiScope;
static inline ApiScope api_scope_begin(Thread *t)
{
    return t->temps_count;
}
void api_temps_drop(Thread *t, ApiScope scope);
static inline void api_scope_end(Thread *t, ApiScope scope)
{
    if (t->temps_count > scope)
        api_temps_drop(t, scope);
}
/* Ends the scope but hands `result` on, owned: what the trampolines do. */
static inline Value api_scope_return(Thread *t, ApiScope scope, Value result)
{
    if (t->temps_count > scope && v_same(t->temps[t->temps_count - 1], result))
        t->temps_count--; /* the newest temporary is the result: its count is handed on */
    else
        dup(result);
    api_scope_end(t, scope);
    return result;
}
/* for (API_EACH(t, scope)) ...: a scope for each round of a loop.
   while (API_ROUND(t, scope)) { ... } */
#define API_ROUND(t, scope) (api_scope_end((t), (scope)), true)
/* Drops the newest temporary if it is `v`: finalises it now. */
void api_release(Thread *t, Value v);

/* ---- functions: as NATIVE of vm/core/native.h, with a scope around the body ---- */

#define API_FLAGS(id, sig, doc_text, flag_bits)                    \
    static Value id##_body(Thread *t, Value *a, uint32_t nargs);   \
    NATIVE_FLAGS(id, sig, doc_text, flag_bits)                     \
    {                                                              \
        ApiScope scope = api_scope_begin(t);                       \
        return api_scope_return(t, scope, id##_body(t, a, nargs)); \
    }                                                              \
    static Value id##_body(Thread *t, Value *a, uint32_t nargs)
#define API(id, sig, doc_text)        API_FLAGS(id, sig, doc_text, 0)
#define API_CLASS(id, sig, doc_text)  API_FLAGS(id, sig, doc_text, NF_CLASS)
#define API_STATIC(id, sig, doc_text) API_FLAGS(id, sig, doc_text, NF_STATIC)

/* A slot function with a scope around its body: API_UNARY(count_next) { ... } */
#define API_UNARY(id)                                          \
    static Value id##_body(Thread *t, Value self);             \
    static Value id(Thread *t, Value self)                     \
    {                                                          \
        ApiScope scope = api_scope_begin(t);                   \
        return api_scope_return(t, scope, id##_body(t, self)); \
    }                                                          \
    static Value id##_body(Thread *t, Value self)
#define API_BINARY(id)                                                \
    static Value id##_body(Thread *t, Value self, Value other);       \
    static Value id(Thread *t, Value self, Value other)               \
    {                                                                 \
        ApiScope scope = api_scope_begin(t);                          \
        return api_scope_return(t, scope, id##_body(t, self, other)); \
    }                                                                 \
    static Value id##_body(Thread *t, Value self, Value other)

/* ---- native types ---- */

/* Offsets of the Value fields of the C struct; ends with 0. */
typedef struct FieldTable {
    uint16_t offsets[16];
    void (*free_extra)(Thread *t, Object *o);              /* C resources: buffers, descriptors */
    void (*visit_extra)(Object *o, VisitFn fn, void *arg); /* Values in buffers */
    void (*clear_extra)(Thread *t,
                        Object *o); /* drops the Values in buffers; the object stays valid */
} FieldTable;

/* Declares and makes a type whose lifecycle comes from the table. spec->dealloc, visit and clear
   must be NULL. The type is owned by the VM. NULL on error. */
MUST_USE Type *api_type(Thread *t, const TypeSpec *spec, const FieldTable *fields);
/* The VM keeps a class, as it does types of api_type. 0 or -1. */
MUST_USE int api_own_type(Thread *t, Type *type);
/* Is v an instance of the type made with this table, or of one below? */
bool api_is(Value v, const FieldTable *fields);
/* A new instance, a temporary of the scope; fields EMPTY. */
MUST_USE Value api_instance(Thread *t, Type *type);
/* OverflowError: `v`, a number of seconds, is too large for a clock; -1. */
int raise_time_overflow(Thread *t, Value v);
/* Sets a field (keeps `v` alive through it). */
static inline void api_set(Thread *t, Value *field, Value v)
{
    v_set(t, field, dup(v));
}
/* Keeps a borrowed value alive until the scope ends: for what a call might take out of its
 * container. */
MUST_USE Value api_hold(Thread *t, Value borrowed);
/* Empties a field: its value lives on as a temporary of the scope. */
MUST_USE Value api_take(Thread *t, Value *field);

/* ---- modules ---- */

typedef struct ModuleSpec {
    const char *name, *doc;
    const NativeDef *const *functions;    /* NULL-terminated, or NULL */
    int (*exec)(Thread *t, Value module); /* adds types and constants; 0 or -1 */
} ModuleSpec;
/* A new module object, owned; what a row of modules.def calls. */
MUST_USE Value api_module(Thread *t, const ModuleSpec *spec);
MUST_USE int api_module_add(Thread *t, Value module, const char *name, Value v);
MUST_USE int api_module_add_int(Thread *t, Value module, const char *name, int64_t n);
typedef struct ApiInt {
    const char *name;
    int64_t value;
} ApiInt;
MUST_USE int api_module_add_ints(Thread *t, Value module, const ApiInt *ints, size_t n);
MUST_USE int api_module_add_type(Thread *t, Value module, Type *type);

#endif
