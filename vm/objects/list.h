/* SPDX-License-Identifier: MIT */
/* What list's files share; the struct and the storage are in vm/core/containers.h. */
#ifndef RONDO_LIST_H
#define RONDO_LIST_H

#include "vm/core/native.h"
#include "vm/core/type.h"

extern const NativeDef *const list_methods[];
extern const NativeDef list_append_def; /* known to the dispatch loop */
/* Stable sort in place; key NONE: none. 0, or -1 with an exception (the list then holds some
 * order). */
MUST_USE int list_sort(Thread *t, List *l, Value key, bool reverse);
void list_reverse(List *l);

#endif
