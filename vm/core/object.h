/* SPDX-License-Identifier: MIT */
/*
 * The object header, reference counts and the Type.
 *
 * Two ownership rules hold in all of vm/: what is passed in is borrowed, never stolen, unless the
 * prototype says TAKES; what is returned is owned by the caller unless it says BORROWED.
 *
 * Memory of an object, from low to high addresses:
 *     [Attrs 16]  only if type->flags & TF_ATTRS   instance attributes: shape and slots, or a dict
 *     [GcHead 16] only if type->flags & TF_GC      link of the collector's list
 *     Object header 16, then the type's own fields
 */
#ifndef RONDO_OBJECT_H
#define RONDO_OBJECT_H

/* unistd.h's dup() would clash with ours: it is declared under another name here, once for all.
   Include a header of the VM before unistd.h; descriptors are duplicated with fcntl or dup3. */
#define dup unistd_dup
#include <unistd.h>
#undef dup
#include "vm/core/value.h"

#define TAKES    /* documents a parameter whose reference the callee takes over */
#define BORROWED /* documents a result that the caller does not own */

typedef enum Kind {
    KIND_instance = 0, /* an instance of a class made by a script, or of a native module's type */
#define TYPE(kind, name) KIND_##kind,
#include "vm/core/types.def"
#undef TYPE
    KIND_COUNT
} Kind;

struct Object {
    uint32_t refcnt;
    uint16_t kind;  /* Kind of the exact builtin type; KIND_instance for subclasses */
    uint16_t flags; /* OF_* */
    Type *type;     /* owned when the type is a heap type */
};

enum {
    OF_TRACKED = 1,   /* linked in the collector's list */
    OF_FINALIZED = 2, /* __del__ has run */
    OF_WEAKREFS = 4,  /* has weak references (vm->weakrefs knows them) */
    OF_HASH = 8,      /* free for the type's own use from here */
    OF_OWN1 = 16,
    OF_OWN2 = 32,
    OF_OWN3 = 64,
    OF_SPARE = OF_OWN3, /* of a generator: it has ended, and is kept for the next one of its code */
    OF_GC_MARK = 128,   /* the collector's own, while it runs */
    OF_GC_DEAD = 256,
    OF_OWN4 = 512,
    OF_QUIET_END = OF_OWN4, /* of a stream that the process began with: all is written, see ends.c */
    OF_SIZE_SHIFT =
        10, /* bits 10-15: size class of the allocation; so change flags by |= and &= only */
};

typedef struct GcHead {
    struct GcHead *next;
    union {
        struct GcHead *prev;
        intptr_t trial; /* while the collector searches the set it is in */
    };
} GcHead;

typedef struct Shape Shape;

/* Instance attributes: `shape` names the slots, or is NULL when `dict` holds them. */
typedef struct Attrs {
    Shape *shape;
    union {
        Value *slots; /* overflow slots; the first type->inline_slots are inside the object */
        Dict *dict;
    };
} Attrs;

static ALWAYS_INLINE GcHead *object_gc(const Object *o)
{
    return (GcHead *)((char *)(uintptr_t)o - sizeof(GcHead));
}
static ALWAYS_INLINE Object *gc_object(GcHead *g)
{
    return (Object *)(g + 1);
}
static ALWAYS_INLINE Attrs *object_attrs(const Object *o)
{
    return (Attrs *)((char *)(uintptr_t)o - sizeof(GcHead) - sizeof(Attrs));
}

/* ---- reference counts ---- */

void object_free(Thread *t, Object *o); /* the count has reached 0 */

static ALWAYS_INLINE Value dup(Value v)
{
    if (v_is_object(v))
        v_object(v)->refcnt++;
    return v;
}
static ALWAYS_INLINE void drop(Thread *t, Value v)
{
    if (v_is_object(v) && --v_object(v)->refcnt == 0)
        object_free(t, v_object(v));
}
static ALWAYS_INLINE void *obj_dup(void *o)
{
    ((Object *)o)->refcnt++;
    return o;
}
static ALWAYS_INLINE void obj_drop(Thread *t, void *o)
{
    if (o && --((Object *)o)->refcnt == 0)
        object_free(t, (Object *)o);
}
/* For visit functions of what there are many of: immediates, which most fields hold, cost no call.
 */
#define VISIT(v)                   \
    do {                           \
        Value visited_ = (v);      \
        if (v_is_object(visited_)) \
            fn(visited_, arg);     \
    } while (0)
/* Replaces *place by `v` (TAKES v) and drops the old value last, as finalisers may look. */
static ALWAYS_INLINE void v_set(Thread *t, Value *place, TAKES Value v)
{
    Value old = *place;
    *place = v;
    drop(t, old);
}
static ALWAYS_INLINE void v_clear(Thread *t, Value *place)
{
    v_set(t, place, V_EMPTY);
}

/* ---- slots: the C side of the special methods; the table is vm/core/slots.def ---- */

typedef Value (*UnaryFn)(Thread *t, Value self);
typedef Value (*BinaryFn)(Thread *t, Value a, Value b);
typedef Value (*TernaryFn)(Thread *t, Value a, Value b, Value c);
typedef Value (*CompareFn)(Thread *t, Value a, Value b, int op); /* CMP_*; may be NOTIMPLEMENTED */
typedef int64_t (*LengthFn)(Thread *t, Value self);              /* -1: error */
typedef int (*TruthFn)(Thread *t, Value self);                   /* 0, 1, -1: error */
typedef int (*HashFn)(Thread *t, Value self, int64_t *hash);     /* 0, -1: error */
typedef int (*AssignFn)(Thread *t, Value self, Value key, Value value); /* value EMPTY: delete */
typedef int (*ContainsFn)(Thread *t, Value self, Value item);           /* 0, 1, -1 */
typedef Value (*CallFn)(Thread *t, Value self, const Value *args, uint32_t nargs, Value kwnames);
typedef Value (*NewFn)(Thread *t, Type *cls, const Value *args, uint32_t nargs, Value kwnames);
typedef int (*InitFn)(Thread *t, Value self, const Value *args, uint32_t nargs, Value kwnames);
/* kwnames: EMPTY or a tuple of names; their values follow the nargs positional ones in args. */

enum { CMP_LT, CMP_LE, CMP_EQ, CMP_NE, CMP_GT, CMP_GE };

typedef enum BinaryOp {
#define BINARY(id, sym, name, rname, iname) OP_##id,
#include "vm/core/slots.def"
#undef BINARY
    OP_COUNT
} BinaryOp;

typedef struct Slots {
#define SLOT(field, ctype, name) ctype field;
#include "vm/core/slots.def"
#undef SLOT
    BinaryFn binary[OP_COUNT]; /* called as f(a, b) with self on either side, as CPython's nb_ */
    BinaryFn inplace[OP_COUNT];
} Slots;

typedef void (*VisitFn)(Value v, void *arg);

struct Type {
    Object head;
    const char *name; /* UTF-8; with module prefix for native types outside builtins */
    Str *name_str;    /* __name__ */
    Str *qualname;
    Value doc;
    Type *base;
    Tuple *bases, *mro;    /* mro: tuple of types, self first */
    Dict *dict;            /* __dict__ */
    uint32_t flags;        /* TF_* */
    uint16_t layout;       /* Kind whose C struct the instances begin with (KIND_object: none) */
    uint16_t kind;         /* exact Kind, or KIND_instance */
    uint32_t size;         /* bytes of an instance from its header on, without inline slots */
    uint32_t slots_at;     /* offset of __slots__ members (Value each); 0: none */
    uint16_t nslots;       /* __slots__ members of this class and its bases */
    uint16_t inline_slots; /* attribute slots inside each instance, at offset `size` */
    struct {
        uint32_t bytes;  /* prefix, `size` and inline slots together */
        uint32_t prefix; /* bytes in front of the header */
    } born;              /* what object_new() needs, made at the first instance; type_reshaped() */
    uint64_t version;     /* changes when any attribute visible through the type changes; 0 never */
    Shape *root_shape;    /* of instances without attributes */
    Function *plain_init; /* BORROWED: what the dispatch loop knows of __init__, */
    uint64_t init_version;            /* as long as this is the version */
    Value subclasses;                 /* EMPTY or a dict {id: weakref}; see type.c */
    void *native;                     /* for native modules: their FieldTable etc. */
    const struct BufferProcs *buffer; /* vm/objects/buffer.h; NULL: the base's, or none */
    /* constructors declared with a signature (TypeSpec.new_def, init_def); NULL: none of its own */
    const struct NativeDef *new_def, *init_def;
    struct Signature *new_sig, *init_sig; /* parsed at the first call */
    /* Lifecycle of the fields of the C struct; NULL: none of its own (type_from_spec and class
       creation copy the base's). object_free and the collector see to the rest by themselves:
       __del__, weak references, the members of __slots__, the Attrs, the memory, the type. */
    void (*dealloc)(Thread *t, Object *o); /* drops the fields; must not free the object itself */
    void (*visit)(Object *o, VisitFn fn, void *arg); /* every owned reference once */
    void (*clear)(Thread *t, Object *o);             /* breaks cycles; the object stays valid */
    /* For a type without TF_ATTRS whose instances, of which there are many, have attributes of the
       script's own in a dict on demand: where it is. NULL: nowhere yet, or with `make` MemoryError.
       As in CPython it is not to be had as __dict__. */
    Dict **(*dict_place)(Thread *t, Object *o, bool make);
    Slots s;
};

enum {
    TF_HEAP = 1 << 0, /* made by a class statement: freed like any object */
    TF_GC = 1 << 1,
    TF_ATTRS = 1 << 2,     /* instances have attributes (a __dict__) */
    TF_BASE = 1 << 3,      /* may be subclassed */
    TF_IMMUTABLE = 1 << 4, /* attributes of the type cannot be set */
    TF_GETATTR = 1 << 5,   /* defines __getattr__ or __getattribute__ */
    TF_DEL = 1 << 6,       /* defines __del__; objects that are not tracked count in untracked_ends */
    TF_ABSTRACT = 1 << 7,  /* __abstractmethods__ is not empty */
    TF_EXCEPTION = 1 << 8, /* BaseException or below */
    TF_TYPE = 1 << 9,      /* instances are types (metaclass) */
    TF_WEAKREF = 1 << 10,  /* instances can be weakly referenced */
    TF_SEQUENCE = 1 << 11, /* match statement */
    TF_MAPPING = 1 << 12,
    TF_METHOD_DESCR = 1 << 13, /* functions: bind as methods without a bound object */
    TF_DATA_DESCR = 1 << 14,   /* has __set__ or __delete__ */
    TF_NO_NEW = 1 << 15,       /* "cannot create 'x' instances" */
    TF_MATCH_SELF = 1 << 16,
    TF_SHADOWED = 1 << 17, /* dict_place: instances may have attributes that the class has too */
};

/* The type of any value, immediates included. BORROWED. */
static inline Type *v_type(const Thread *t, Value v);
/* Exact builtin kind of any value; KIND_instance for everything else. */
static inline Kind v_kind(Value v)
{
    if (v_is_object(v))
        return (Kind)v_object(v)->kind;
    if (v_is_small(v))
        return KIND_int;
    if (v_is_flonum(v))
        return KIND_float;
    switch (v.bits) {
    case 2 << 3:
        return KIND_none;
    case 3 << 3:
        return KIND_notimplemented;
    case 4 << 3:
    case 5 << 3:
        return KIND_bool;
    case 6 << 3:
        return KIND_ellipsis;
    }
    return KIND_instance;
}
/* v is exactly of the heap-allocated builtin kind. */
static ALWAYS_INLINE bool v_is_kind(Value v, Kind k)
{
    return v_is_object(v) && v_object(v)->kind == k;
}
/* v is an instance of the builtin type or of a subclass: its C struct may be used. For int and
   float immediates are not covered: use v_is_int / v_is_float. */
static ALWAYS_INLINE bool v_has_layout(Value v, Kind k)
{
    return v_is_object(v) && (v_object(v)->kind == k || v_object(v)->type->layout == k);
}
static inline bool v_is_str(Value v)
{
    return v_has_layout(v, KIND_str);
}
static inline bool v_is_int(Value v) /* int, its subclasses, bool */
{
    return v_is_small(v) || v_is_bool(v) || v_has_layout(v, KIND_int);
}
static ALWAYS_INLINE bool both_plain_ints(Value a, Value b) /* neither of a subclass nor a bool */
{
    return (v_is_small(a) || v_is_kind(a, KIND_int)) && (v_is_small(b) || v_is_kind(b, KIND_int));
}
static inline bool v_is_float(Value v)
{
    return v_is_flonum(v) || v_has_layout(v, KIND_float);
}
static inline bool v_is_exception(Value v)
{
    return v_is_object(v) && (v_object(v)->type->flags & TF_EXCEPTION);
}
static inline bool v_is_type(Value v)
{
    return v_is_object(v) && (v_object(v)->type->flags & TF_TYPE);
}

/* In vm/core/shape.c: what object_free and the collector call for TF_ATTRS objects. */
void attrs_free(Thread *t, Object *o);
void attrs_visit(Object *o, VisitFn fn, void *arg);
/* In object.c: drops __slots__ members and attributes; the object stays valid. */
void object_clear_members(Thread *t, Object *o);
/* In type_slots.c: runs __del__ for object_free and the collector with the pending exception saved;
   the caller has set OF_FINALIZED and holds a reference. */
void object_call_del(Thread *t, Object *o);
/* In weakref.c: is it a weak reference with a callback? */
bool weakref_calls_back(const Object *o);
/* In weakref.c: clears the weak references to o (OF_WEAKREFS) and calls their callbacks. */
void weakrefs_clear(Thread *t, Object *o);

/*
 * A new object of `type` with count 1: header set, all bytes behind the header zero, `extra` bytes
 * behind type->size (variable-sized objects), not yet tracked by the collector. NULL with
 * MemoryError pending. Takes a reference to a heap type.
 */
MUST_USE void *object_new(Thread *t, Type *type, size_t extra);
/* Computes type->born: for a type that gets an instance by other ways than object_new(). */
void type_plan(Type *type);
/* `size`, `inline_slots`, TF_GC or TF_ATTRS of a type have changed: the next instance is laid out anew. */
static inline void type_reshaped(Type *type)
{
    type->born.bytes = 0;
}
/* The same, but the `extra` bytes hold anything: for texts that are filled in at once. */
MUST_USE void *object_new_raw(Thread *t, Type *type, size_t extra);
/* Puts a TF_GC object on the collector's list once all its fields are valid. */
void gc_track(Thread *t, void *object);
void gc_untrack(Thread *t, void *object);

#endif
