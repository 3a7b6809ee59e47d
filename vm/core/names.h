/* SPDX-License-Identifier: MIT */
/* Names that C code looks up: interned once, read with N(t, append). The table is names.def:
   add a row NAME(identifier) and use it through N(t, identifier). */
#ifndef RONDO_NAMES_H
#define RONDO_NAMES_H

#include "vm/core/value.h"

typedef struct Names {
#define NAME(id) Str *n_##id;
#include "vm/core/names.def"
#undef NAME
} Names;

#define N(t, id) ((t)->vm->names.n_##id)

#endif
