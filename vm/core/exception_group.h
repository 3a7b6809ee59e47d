/* SPDX-License-Identifier: MIT */
/* What except* asks of exception groups (PEP 654). */
#ifndef RONDO_EXCEPTION_GROUP_H
#define RONDO_EXCEPTION_GROUP_H

#include "vm/core/exceptions.h"

bool exc_is_group(const Thread *t, Value v);
/* MATCH_GROUP: *match, the part of exc (or NONE) that is cls, and *rest; owned, NONE where empty. 0
 * or -1. */
MUST_USE int group_match(Thread *t, Value exc, Value cls, Value *match, Value *rest);
/* RAISE_STAR: what to raise after all handlers, or NONE; list: raised by handlers or unhandled. */
MUST_USE Value group_raise_star(Thread *t, Value orig, Value list);

#endif
