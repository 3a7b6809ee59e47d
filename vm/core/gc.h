/* SPDX-License-Identifier: MIT */
/*
 * The cycle collector: reference counting frees all but cycles; these are found by trial deletion
 * (Bacon and Rajan 2001, in CPython's form: copy the counts, subtract the references from inside
 * the set, what is left over is held from outside). It runs at safepoints only, over the young set;
 * survivors move to the old set, which is searched when it has doubled.
 */
#ifndef RONDO_GC_H
#define RONDO_GC_H

#include "vm/core/exceptions.h"

void gc_setup(Gc *gc);
/* Sets what is tracked now aside: it stays, is not searched, and what it refers to is alive. For
   the builtins, which every collection would visit in vain. gc_unfreeze takes it back. */
void gc_freeze(VM *vm);
void gc_unfreeze(VM *vm);
/* Between the two a module of the library is executed: what it makes is set aside like what
   gc_freeze() does, and what other threads make meanwhile with it. gc_library_back takes it back
   for a search that is to find all there is: a full one during the run, and one at exit when the
   modules have been let go. */
void gc_library_begins(VM *vm);
void gc_library_ends(VM *vm);
void gc_library_back(VM *vm);
#ifdef RONDO_IMAGE
/* While an image is made (vm/run/preload.c): what is tracked joins `list`, or with NULL what
   gc_freeze() has set aside. gc_take_back makes it objects of a module of the library, of which no
   end shows (vm/core/ends.c). */
void gc_list_init(GcHead *list);
void gc_set_aside(VM *vm, GcHead *list);
void gc_take_back(VM *vm, GcHead *list);
#endif
/* The young set joins the old one unsearched. */
void gc_age(VM *vm);
/* Collects the young set (generation 0) or everything (2). Returns how many objects were freed. */
uint64_t gc_collect(Thread *t, int generation);
/* The same, with the functions of gc.callbacks called before and after. */
uint64_t gc_collect_told(Thread *t, int generation);
/* The list gc.callbacks, made when first asked for: owned, or an error. */
Value gc_callbacks(Thread *t);
/* Called at a safepoint when BREAK_GC is set. */
void gc_run_due(Thread *t);
/* fn(object, arg) for every tracked object; the set must not change meanwhile. */
void gc_each(VM *vm, void (*fn)(Object *o, void *arg), void *arg);
/* Every owned reference of an object: type, members, attributes, the type's own fields. */
void object_visit(Object *o, VisitFn fn, void *arg);

#endif
