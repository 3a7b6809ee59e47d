/* SPDX-License-Identifier: MIT */
/* Instances of classes with __slots__ that C makes for the language. */
#ifndef RONDO_STATIC_H
#define RONDO_STATIC_H

#include "vm/api.h"

/* A new instance of a class, the first of whose slots are n values; a temporary of the scope. */
MUST_USE Value static_instance(Thread *t, Type *type, const Value *values, size_t n);
/* The same, owned: for what slots of types return without a scope. What has no objects in its slots
   is not known to the collector: no slot of the class may be set later. */
MUST_USE Value static_new(Thread *t, Type *type, const Value *values, size_t n);
/* The slots of an instance, at least n of them; NULL: TypeError. */
MUST_USE Value *static_slots(Thread *t, Value instance, size_t n);

#endif
