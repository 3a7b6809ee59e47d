/* SPDX-License-Identifier: MIT */
/* What datetime_slots.c and datetime_methods.c share: instances of datetime's classes. */
#ifndef RONDO_DATETIME_INTERNAL_H
#define RONDO_DATETIME_INTERNAL_H

#include "stdlib/_calendar.h"

enum { HOUR = 3, ZONE = 7, FOLD = 8 }; /* slots of a datetime; a time has those from HOUR on */

/* The hashes, by which the classes are known. */
int date_hash(Thread *t, Value self, int64_t *hash);
int datetime_hash(Thread *t, Value self, int64_t *hash);
int time_hash(Thread *t, Value self, int64_t *hash);
int delta_hash(Thread *t, Value self, int64_t *hash);
int zone_hash(Thread *t, Value self, int64_t *hash);

/* The class in whose ring `type` is and that has this hash. */
static inline Type *sibling(Type *type, HashFn hash)
{
    while (type->s.hash != hash)
        type = type->native;
    return type;
}

static inline const Value *slots_of(Value instance)
{
    return (const Value *)((const char *)v_object(instance) + v_object(instance)->type->slots_at);
}

static inline bool is_plain_class(const Type *type, HashFn hash)
{
    return type->s.hash == hash && type->flags & TF_IMMUTABLE;
}

/* The slots of an instance of exactly the class with this hash, the first n of which hold ints;
   NULL: it is none. */
static inline const Value *plain(Value v, HashFn hash, size_t n)
{
    if (!v_is_object(v) || !is_plain_class(v_object(v)->type, hash))
        return NULL;
    const Value *x = slots_of(v);
    for (size_t i = 0; i < n; i++)
        if (!v_is_small(x[i]))
            return NULL;
    return x;
}

static inline const Value *plain_date(Value v)
{
    return plain(v, date_hash, 3);
}

static inline const Value *plain_datetime(Value v)
{
    return plain(v, datetime_hash, ZONE);
}

static inline const Value *plain_delta(Value v)
{
    return plain(v, delta_hash, 3);
}

/* Days, seconds, microseconds: of the time between moments, or of a moment itself. */
typedef struct Span {
    int64_t days, seconds, us;
} Span;

static inline Span span_of_delta(const Value *x)
{
    return (Span){v_small(x[0]), v_small(x[1]), v_small(x[2])};
}

static inline int64_t day_of(const Value *x)
{
    return calendar_ordinal(v_small(x[0]), v_small(x[1]), v_small(x[2]));
}

static inline Span span_of_datetime(const Value *x)
{
    return (Span){day_of(x), (v_small(x[3]) * 60 + v_small(x[4])) * 60 + v_small(x[5]),
                  v_small(x[6])};
}

Span span_sum(Span a, Span b, int sign);
/* The offset of a zone that is None (0) or a timezone; false: it is to be asked. */
bool fixed_offset(Value zone, Span *offset);
/* The date with that ordinal: owned, or OverflowError. */
MUST_USE Value date_of(Thread *t, Type *type, int64_t day);
/* function(a, b, c) of a module: EMPTY ends the arguments. Owned. */
MUST_USE Value in_language(Thread *t, const char *module, const char *function, Value a, Value b,
                           Value c);

/* In datetime_methods.c */
Value date_str(Thread *t, Value self);
Value datetime_str(Thread *t, Value self);
extern const NativeDef *const date_methods[], *const datetime_methods[], *const time_methods[];

#endif
