/* SPDX-License-Identifier: MIT */
/* For modules that look into the machine (marked `sys` in modules.def): frames, threads, the GIL,
   the collector, compilation, import tables. */
#ifndef RONDO_API_SYS_H
#define RONDO_API_SYS_H

#include "vm/api.h"
#include "vm/core/frame.h"
#include "vm/core/gc.h"
#include "vm/core/vm.h"
#include "vm/run/import.h"

/* Names of the modules in C (a tuple), or with `all` of the whole library. Owned. */
MUST_USE Value module_names(Thread *t, bool all);

#endif
