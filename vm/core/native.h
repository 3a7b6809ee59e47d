/* SPDX-License-Identifier: MIT */
/*
 * Declaring C functions and types. A function states name, signature, doc and code in one macro:
 *
 *     NATIVE(list_index, "index(self, value, start=0, stop=sys.maxsize, /)",
 *            "Return first index of value.\n\nRaises ValueError if the value is not present.")
 *     {
 *         List *l = V_AS(List, a[0]);     // a[i]: the i-th parameter, BORROWED; EMPTY: not given
 *         ...
 *     }
 *
 * The signature is parsed once at set-up: positional-only up to `/`, keyword-only behind `*`,
 * `*args` arrives as a tuple, `**kw` as a dict (or EMPTY when no keyword was given), a default
 * makes the parameter optional (its text is for help() and inspect only). `self`/`cls`/`type` first
 * names the receiver of a method. Arity errors are raised by the binder in CPython's words.
 * NATIVE_VAR gets the raw call instead: (t, self_and_args, nargs, kwnames) and checks for itself;
 * for methods args[0] is the receiver.
 */
#ifndef RONDO_NATIVE_H
#define RONDO_NATIVE_H

#include "vm/core/protocol.h"

typedef Value (*NativeFn)(Thread *t, Value *a, uint32_t n);
typedef Value (*NativeVarFn)(Thread *t, const Value *args, uint32_t nargs, Value kwnames);

typedef struct NativeDef {
    const char *signature; /* "name(params)" */
    const char *doc;
    NativeFn fn; /* one of the two */
    NativeVarFn var;
    uint32_t flags; /* NF_* */
} NativeDef;

enum {
    NF_STATIC = 1,   /* staticmethod of a type */
    NF_CLASS = 2,    /* classmethod: a[0] is the class */
    NF_PUSHES = 4,   /* may return V_PUSHED: a frame was pushed, whose result is the call's */
    NF_LIBRARY = 8,  /* CPython has it in its library: complaints about arguments are those of a
                        function of the language */
    NF_UNNAMED = 32, /* complaints about arguments say "function" instead of its name, as CPython's
                        do where it parses them without knowing it */
    NF_COROUTINE = 64, /* an `async def` in CPython's library: gives a coroutine */
    NF_PAUSE = 16,     /* sleep(): awaiting its call with one number needs no coroutine */
    NF_SIGNED = 128, /* of a NATIVE_VAR: what is given as its signature is CPython's, for inspect */
};

#define NATIVE_FLAGS(id, sig, doc_text, flag_bits)                                   \
    static Value id##_native(Thread *t, Value *a, uint32_t nargs);                   \
    static const NativeDef id##_def = {sig, doc_text, id##_native, NULL, flag_bits}; \
    static Value id##_native(Thread *t, Value *a, uint32_t nargs)
#define NATIVE(id, sig, doc_text)         NATIVE_FLAGS(id, sig, doc_text, 0)
#define NATIVE_LIBRARY(id, sig, doc_text) NATIVE_FLAGS(id, sig, doc_text, NF_LIBRARY)
#define NATIVE_COROUTINE(id, sig, doc_text) \
    NATIVE_FLAGS(id, sig, doc_text, NF_LIBRARY | NF_COROUTINE)
#define NATIVE_UNNAMED(id, sig, doc_text) NATIVE_FLAGS(id, sig, doc_text, NF_UNNAMED)
#define NATIVE_CLASS(id, sig, doc_text)   NATIVE_FLAGS(id, sig, doc_text, NF_CLASS)
#define NATIVE_STATIC(id, sig, doc_text)  NATIVE_FLAGS(id, sig, doc_text, NF_STATIC)
#define NATIVE_VAR_FLAGS(id, sig, doc_text, flag_bits)                                  \
    static Value id##_native(Thread *t, const Value *a, uint32_t nargs, Value kwnames); \
    static const NativeDef id##_def = {sig, doc_text, NULL, id##_native, flag_bits};    \
    static Value id##_native(Thread *t, const Value *a, uint32_t nargs, Value kwnames)
#define NATIVE_VAR(id, sig, doc_text) NATIVE_VAR_FLAGS(id, sig, doc_text, 0)

/* A computed attribute: setter NULL makes it read-only. */
typedef struct GetSetDef {
    const char *name;
    Value (*get)(Thread *t, Value self);
    int (*set)(Thread *t, Value self, Value value); /* value EMPTY: delete */
    const char *doc;
} GetSetDef;

/* A Value field shown as an attribute (EMPTY reads as None if MEMBER_NONE, else AttributeError). */
typedef struct MemberDef {
    const char *name;
    uint32_t offset;
    uint32_t flags; /* MEMBER_* */
    const char *doc;
} MemberDef;
/* COMPUTED: read-only, and called an attribute in texts, as a GetSetDef is. FRAME: of a traceback,
   to be made if it is EMPTY. */
enum { MEMBER_READONLY = 1, MEMBER_NONE = 2, MEMBER_COMPUTED = 4, MEMBER_FRAME = 8 };

typedef struct TypeSpec {
    const char *name; /* with module prefix outside builtins: "collections.deque" */
    const char *doc;
    uint32_t size;                       /* sizeof the C struct */
    uint32_t flags;                      /* TF_GC | TF_BASE | ... */
    Kind kind;                           /* KIND_instance outside types.def */
    Kind layout;                         /* usually = kind */
    Type *base;                          /* NULL: object */
    const NativeDef *new_def, *init_def; /* a[0] is the class / the instance; both optional */
    Slots slots;                         /* designated initialisers */
    void (*dealloc)(Thread *t, Object *o);
    void (*visit)(Object *o, VisitFn fn, void *arg);
    void (*clear)(Thread *t, Object *o);
    Dict **(*dict_place)(Thread *t, Object *o, bool make);
    const NativeDef *const *methods; /* NULL-terminated */
    const GetSetDef *getset;         /* name NULL ends */
    const MemberDef *members;
} TypeSpec;

/* Makes the type (owned by vm->types[kind] when it has a kind). NULL with an exception. */
MUST_USE Type *type_from_spec(Thread *t, const TypeSpec *spec);
/* A builtin function object; module: its __module__ (may be EMPTY). */
MUST_USE Value native_new(Thread *t, const NativeDef *def, Value self_or_empty, Value module);
/* Adds functions to a module or any dict. */
MUST_USE int natives_add(Thread *t, Dict *dict, const NativeDef *const *defs, Value module);

/* ---- signatures: parsed once, shared by count between a descriptor and its bound functions ----
 */
enum { NOT_PLAIN = 0xffff };

typedef struct Signature {
    uint32_t refs;
    uint16_t count;      /* parameters in all: length of the array a[] */
    uint16_t positional; /* those that may be given by position, receiver included */
    uint16_t posonly;    /* of these, those that cannot be given by name */
    uint16_t required;   /* of the positional ones, how many have no default */
    bool receiver;       /* the first parameter is self, cls or type */
    bool varargs, varkw; /* *args is a[positional], **kw the last */
    bool fast;           /* positional-only without *args or **kw */
    uint32_t plain; /* a call with so many arguments by position needs no binder; or NOT_PLAIN */
    bool direct;    /* no *args, no **kw, no keyword that must be given: positional arguments can be
                       copied */
    const char *text; /* the parameter list, from the opening bracket on */
    Str *name;        /* owned */
    struct SignatureParam {
        Str *name;        /* owned */
        const char *dflt; /* start of the default's text, or NULL: required */
        uint32_t dflt_len;
    } params[];
} Signature;

enum { NATIVE_PLAIN_MAX = 6 };
MUST_USE Signature *signature_parse(Thread *t, const char *text); /* NULL: error */
Signature *signature_share(Signature *s);
void signature_release(Thread *t, Signature *s);
/*
 * Calls def's function with bound arguments. `self`: the receiver, or EMPTY when args begin with it
 * (or there is none). owner: class named in messages, "list" in "list.append() takes ...", or NULL.
 */
bool signature_takes_keywords(const Signature *s);
MUST_USE Value signature_call(Thread *t, const Signature *s, const NativeDef *def,
                              const char *owner, Value self, const Value *args, uint32_t nargs,
                              Value kwnames);

/* builtin_function_or_method: a module's function, or a method bound to its receiver. */
typedef struct Native {
    Object head;
    const NativeDef *def;
    Signature *sig; /* owned count; NULL for NATIVE_VAR */
    Value self;     /* EMPTY for functions */
    Value module;   /* its name (str), or EMPTY */
    Str *name;
    Type *owner;    /* BORROWED: class of a bound method, or NULL */
    uint32_t plain; /* a call with so many arguments by position is def->fn; or NOT_PLAIN */
} Native;

/* A class as messages about its methods name it: without its module. */
static inline const char *type_short_name(const Type *type)
{
    const char *dot = strrchr(type->name, '.');
    return dot ? dot + 1 : type->name;
}

/* A method of `owner` bound to self; sig may be NULL for NATIVE_VAR. */
MUST_USE Value native_bind(Thread *t, const NativeDef *def, Signature *sig, Str *name, Value self,
                           Type *owner);
/* The call of a Native, without a type check: what the dispatch loop uses. */
MUST_USE Value native_call(Thread *t, Value native, const Value *args, uint32_t nargs,
                           Value kwnames);

/* Calls def's function, whose signature is `direct`, with n arguments by position, in front of them
   the receiver unless that is EMPTY: EMPTY when they do not fit or are many. */
static ALWAYS_INLINE Value native_call_plain(Thread *t, const Signature *s, const NativeDef *def,
                                             Value self, const Value *args, uint32_t n)
{
    uint32_t first = !v_is_empty(self);
    if (!first && n == s->count && n <= s->positional)
        return def->fn(t, (Value *)(uintptr_t)args, n);
    if (n + first < s->required || n + first > s->positional || s->count > NATIVE_PLAIN_MAX)
        return V_EMPTY;
    Value all[NATIVE_PLAIN_MAX];
    all[0] = self;
    for (uint32_t i = 0; i < n; i++)
        all[first + i] = args[i];
    for (uint32_t i = first + n; i < s->count; i++)
        all[i] = V_EMPTY;
    return def->fn(t, all, s->count);
}

#endif
