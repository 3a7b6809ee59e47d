/* SPDX-License-Identifier: MIT */
/* The files of _collections: each adds its types to the module. */
#ifndef RONDO_COLLECTIONS_H
#define RONDO_COLLECTIONS_H

#include "vm/api.h"
#include "vm/core/type.h"
#include "vm/objects/dict.h"
#include "vm/objects/helpers.h"

MUST_USE int deque_add(Thread *t, Value module);        /* deque.c */
MUST_USE int ordered_dict_add(Thread *t, Value module); /* ordered_dict.c */

#endif
