/* SPDX-License-Identifier: MIT */
#ifndef RONDO_FUNCTOOLS_H
#define RONDO_FUNCTOOLS_H

#include "vm/api.h"
#include "vm/core/type.h"

MUST_USE int lru_cache_add(Thread *t, Value module);

#endif
