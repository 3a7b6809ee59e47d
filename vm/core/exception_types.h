/* SPDX-License-Identifier: MIT */
/* Shared by exceptions.c and exception_group.c. */
#ifndef RONDO_EXCEPTION_TYPES_H
#define RONDO_EXCEPTION_TYPES_H

#include <stdio.h>
#include "vm/core/native.h"

/* An instance with args, as BaseException.__new__ makes it. */
MUST_USE Value exception_make(Thread *t, Type *cls, const Value *args, uint32_t nargs);
MUST_USE Value exception_str(Thread *t, Value self);
MUST_USE Value exception_repr(Thread *t, Value self);

Value group_new(Thread *t, Type *cls, const Value *args, uint32_t nargs, Value kwnames);
int group_init(Thread *t, Value self, const Value *args, uint32_t nargs, Value kwnames);
Value group_str(Thread *t, Value self);
extern const MemberDef group_members[];
extern const NativeDef *const group_methods[];

#endif
