/* SPDX-License-Identifier: MIT */
/* The objects that methods and attributes of native types are made of (vm/objects/descriptor.c). */
#ifndef RONDO_DESCRIPTOR_H
#define RONDO_DESCRIPTOR_H

#include "vm/core/native.h"

/* What all descriptors of native types begin with. */
typedef struct Descriptor {
    Object head;
    Type *owner;    /* owned: __objclass__ */
    Str *name;      /* owned */
    Value qualname; /* str or EMPTY until asked */
} Descriptor;

/* method_descriptor and classmethod_descriptor */
typedef struct MethodDescr {
    Descriptor d;
    const NativeDef *def;
    Signature *sig; /* parsed at the first call; NULL for NATIVE_VAR */
    uint32_t plain; /* then: a call with so many arguments, receiver included, is def->fn; or 0 */
} MethodDescr;

typedef struct GetSetDescr {
    Descriptor d;
    const GetSetDef *def;
} GetSetDescr;

/* member_descriptor: a Value at an offset; of a __slots__ class or a native struct */
typedef struct MemberDescr {
    Descriptor d;
    uint32_t offset, flags; /* MEMBER_* */
    const char *doc;
} MemberDescr;

/* wrapper_descriptor: a C slot seen as a method, e.g. int.__add__ */
typedef struct WrapperBase {
    const char *name;
    Value (*call)(Thread *t, const struct WrapperBase *w, Type *owner, Value self,
                  const Value *args, uint32_t nargs, Value kwnames);
    uint32_t slot; /* offset of the function pointer in struct Slots */
    int32_t arg;   /* comparison or binary operator */
} WrapperBase;

typedef struct WrapperDescr {
    Descriptor d;
    const WrapperBase *base;
} WrapperDescr;

typedef struct MethodWrapper {
    Object head;
    WrapperDescr *descr; /* owned */
    Value self;
} MethodWrapper;

/* classmethod and staticmethod */
typedef struct Wrapped {
    Object head;
    Value func;
} Wrapped;

typedef struct Property {
    Object head;
    Value get, set, del, doc, name; /* EMPTY: absent */
    bool getter_doc;
} Property;

typedef struct Super {
    Object head;
    Type *type;     /* owned or NULL before __init__ */
    Value obj;      /* EMPTY: unbound */
    Type *obj_type; /* owned */
} Super;

typedef struct MappingProxy {
    Object head;
    Value mapping;
} MappingProxy;

typedef struct Module {
    Object head;
    Dict *dict; /* owned, never NULL after __init__ */
    bool preloaded,
        changed; /* it was linked from the image; an attribute was set: vm/run/preload.h */
} Module;

typedef struct GenericAlias {
    Object head;
    Value origin, args, parameters; /* parameters: tuple, made on demand */
    bool starred;
} GenericAlias;

typedef struct Union {
    Object head;
    Value args, parameters;
} Union;

typedef struct SeqIterator {
    Object head;
    Value seq; /* EMPTY: exhausted */
    int64_t index;
} SeqIterator;

typedef struct CallableIterator {
    Object head;
    Value callable, sentinel; /* EMPTY: exhausted */
} CallableIterator;

MUST_USE Value descriptor_method_new(Thread *t, Type *owner, const NativeDef *def);
MUST_USE Value descriptor_getset_new(Thread *t, Type *owner, const GetSetDef *def);
MUST_USE Value descriptor_member_new(Thread *t, Type *owner, Str *name, uint32_t offset,
                                     uint32_t flags, const char *doc);
MUST_USE Value descriptor_wrapper_new(Thread *t, Type *owner, const WrapperBase *base);

MUST_USE Value method_new(Thread *t, Value func, Value self); /* bound method */
MUST_USE Value classmethod_new(Thread *t, Value func);
MUST_USE Value staticmethod_new(Thread *t, Value func);
MUST_USE Value mappingproxy_new(Thread *t, Value mapping);
MUST_USE Value module_new(Thread *t, Value name, Value doc_or_none);
MUST_USE Value generic_alias_new(Thread *t, Value origin,
                                 Value args); /* args: anything; not a tuple: packed */
MUST_USE Value union_new(Thread *t, const Value *items, size_t n); /* flattened, without repeats */
MUST_USE Value union_or(Thread *t, Value a, Value b); /* type.__or__: may be NOTIMPLEMENTED */
/* check(value, item) for the items of the union until one says yes; None stands for its class. */
MUST_USE int union_check(Thread *t, Value v, Value u, int (*check)(Thread *t, Value v, Value cls),
                         const char *generic_text);
MUST_USE Value seq_iterator_new(Thread *t, Value seq);
MUST_USE Value callable_iterator_new(Thread *t, Value callable, Value sentinel);
/* super(type, obj).name for LOAD_SUPER_ATTR without making the super object. With self non-NULL as
   attr_get_method. */
MUST_USE Value super_get(Thread *t, Value cls, Value obj, Str *name, Value *self);

#endif
