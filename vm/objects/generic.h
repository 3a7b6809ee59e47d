/* SPDX-License-Identifier: MIT */
/* What generic aliases and unions share. */
#ifndef RONDO_GENERIC_H
#define RONDO_GENERIC_H

#include "vm/core/type.h"

/* The text of a type argument: 0, -1. */
MUST_USE int generic_push_repr(StrBuf *b, Value v);
/* The type variables among the arguments (a tuple): owned tuple. */
MUST_USE Value generic_parameters(Thread *t, Value args);
/* args with the parameters replaced by item (one, or a tuple of them): owned tuple. self for
 * messages. */
MUST_USE Value generic_substitute(Thread *t, Value self, Value args, Value parameters, Value item);

#endif
