/* SPDX-License-Identifier: MIT */
/* For modules that look into the machine (marked `sys` in modules.def): frames, threads, the GIL,
   the collector, compilation, import tables. */
#ifndef RONDO_API_SYS_H
#define RONDO_API_SYS_H

#include "vm/api.h"
#include "vm/core/alloc_trace.h"
#include "vm/core/frame.h"
#include "vm/core/gc.h"
#include "vm/core/vm.h"
#include "vm/run/ast_objects.h"
#include "vm/run/import.h"
#include "vm/run/tracing.h"
#include "vm/sched/clock.h"
#include "vm/sched/socket.h"

/* Text from and to the operating system: UTF-8 with surrogateescape (PEP 383). */
MUST_USE Value str_from_os(Thread *t, const char *bytes);
/* A NUL-terminated copy, which the caller frees with free(); NULL with ValueError ("embedded null
   character"), UnicodeEncodeError or MemoryError. */
MUST_USE char *str_to_os(Thread *t, Str *s);
/* sys.stdin, stdout, stderr. 0 or -1. */
MUST_USE int vm_streams_open(Thread *t);
/* Names of the modules in C (a tuple), or with `all` of the whole library. Owned. */
MUST_USE Value module_names(Thread *t, bool all);

#endif
