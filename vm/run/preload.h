/* SPDX-License-Identifier: MIT */
/*
 * Modules of the library that were executed when Rondo was built. They lie in the image (image.h)
 * as their code left them, known to nobody, until a script imports one: it is linked into
 * sys.modules then, with what it imported itself, in the order in which execution would have put
 * them there. Where that could be told from execution (something it needs is there already and is
 * another module, or was changed by a script, or the script traces) it is executed as ever.
 *
 * What such a module may do while it is executed: what an image may hold. What depends on the
 * process belongs into a function `_begin` of the module, which is called when it has been
 * executed or linked.
 */
#ifndef RONDO_PRELOAD_H
#define RONDO_PRELOAD_H

#include "vm/core/thread.h"

typedef struct Preloaded Preloaded;

#ifdef RONDO_IMAGE

/* Is an image being made? */
bool preload_grows(const VM *vm);
/* Is there a module of that name that has not been linked? */
bool preload_waits(Thread *t, Value name);
/* The same module, linked: owned. EMPTY: it is to be executed. */
MUST_USE Value preload_take(Thread *t, Value name);
/* While an image is made: what is created between the two belongs to the module of that name.
   NULL: no image is being made, or no memory. */
Preloaded *preload_begin(Thread *t, Value name);
void preload_end(Thread *t, Preloaded *row);
/* While an image is made: the module being executed has asked for that one. */
void preload_note(Thread *t, Value name);

#else

#define preload_grows(vm)      false
#define preload_waits(t, name) false
#define preload_take(t, name)  V_EMPTY
#define preload_begin(t, name) NULL
#define preload_end(t, row)    ((void)(row))
#define preload_note(t, name)  ((void)0)

#endif
#endif
