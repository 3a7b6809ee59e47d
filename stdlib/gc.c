/* SPDX-License-Identifier: MIT */
/* gc: the cycle collector by hand. */
#include "vm/api_sys.h"

API(gc_collect_all, "collect(generation=2)", "Run the garbage collector.")
{
    int64_t generation = 2;
    if (!v_is_empty(a[0]) && value_to_int64(t, a[0], &generation) < 0)
        return V_ERROR;
    if (generation < 0 || generation > 2)
        return raise_format(t, EXC_ValueError, "invalid generation");
    return v_from_small((int64_t)gc_collect_told(t, (int)generation));
}

API(gc_enable, "enable()", "Enable automatic garbage collection.")
{
    t->vm->gc.enabled = true;
    return V_NONE;
}

API(gc_disable, "disable()", "Disable automatic garbage collection.")
{
    t->vm->gc.enabled = false;
    return V_NONE;
}

API(gc_isenabled, "isenabled()", "Returns true if automatic garbage collection is enabled.")
{
    return v_bool(t->vm->gc.enabled);
}

API(gc_get_count, "get_count()", "Return a three-tuple of the current collection counts.")
{
    Gc *gc = &t->vm->gc;
    return K(t, tuple_pack(t, 3, v_from_small((int64_t)gc->young_count), v_from_small(0),
                           v_from_small(0)));
}

API(gc_get_threshold, "get_threshold()", "Return the current collection thresholds.")
{
    return K(t, tuple_pack(t, 3, v_from_small((int64_t)t->vm->gc.threshold), v_from_small(10),
                           v_from_small(0)));
}

API(gc_set_threshold, "set_threshold(threshold0=0, threshold1=10, threshold2=0, /)",
    "Set the collection thresholds; the first one counts.")
{
    int64_t n;
    if (v_is_empty(a[0]))
        return raise_format(t, EXC_TypeError, "gc.set_threshold requires 1 to 3 arguments");
    if (value_to_int64(t, a[0], &n) < 0)
        return V_ERROR;
    t->vm->gc.threshold = n < 0 ? 0 : (uint64_t)n;
    return V_NONE;
}

API(gc_is_tracked, "is_tracked(obj, /)",
    "Returns true if the object is tracked by the garbage collector.")
{
    return v_bool(v_is_object(a[0]) && (v_object(a[0])->flags & OF_TRACKED));
}

API(gc_is_finalized, "is_finalized(obj, /)",
    "Returns true if the object has been already finalized by the GC.")
{
    return v_bool(v_is_object(a[0]) && (v_object(a[0])->flags & OF_FINALIZED));
}

/* ---- looking at the heap ---- */

typedef struct Gather {
    Thread *t;
    List *out;
    Value target; /* a tuple: objects referred to */
    bool failed, found;
} Gather;

static void gather_object(Object *o, void *arg)
{
    Gather *g = arg;
    Kind kind = (Kind)o->kind;
    bool spare = o->flags & OF_SPARE && /* to a script it is gone */
                 (kind == KIND_coroutine || kind == KIND_generator || kind == KIND_async_generator);
    if (!g->failed && o != &g->out->head && o->refcnt && !spare)
        g->failed = list_append(g->t, g->out, v_from(o)) < 0;
}

static void gather_reference(Value v, void *arg)
{
    Gather *g = arg;
    if (!g->failed && v_is_object(v))
        g->failed = list_append(g->t, g->out, v) < 0;
}

API(gc_get_objects, "get_objects(generation=None)",
    "Return a list of objects tracked by the collector (excluding the list returned).")
{
    Value list = K(t, list_new(t, NULL, 0));
    if (v_is_error(list))
        return V_ERROR;
    Gather g = {.t = t, .out = V_AS(List, list)};
    gc_each(t->vm, gather_object, &g);
    return g.failed ? V_ERROR : list;
}

API(gc_get_referents, "get_referents(*objs)",
    "Return the list of objects that are directly referred to by 'objs'.")
{
    Value list = K(t, list_new(t, NULL, 0));
    if (v_is_error(list))
        return V_ERROR;
    Gather g = {.t = t, .out = V_AS(List, list)};
    Tuple *objects = V_AS(Tuple, a[0]);
    for (size_t i = 0; i < objects->len; i++)
        if (v_is_object(objects->items[i]))
            object_visit(v_object(objects->items[i]), gather_reference, &g);
    return g.failed ? V_ERROR : list;
}

static void match_reference(Value v, void *arg)
{
    Gather *g = arg;
    Tuple *targets = V_AS(Tuple, g->target);
    for (size_t i = 0; i < targets->len; i++)
        g->found |= v_is_object(v) && v_same(v, targets->items[i]);
}

static void gather_referrer(Object *o, void *arg)
{
    Gather *g = arg;
    g->found = false;
    if (o != &g->out->head && o != v_object(g->target))
        object_visit(o, match_reference, g);
    if (g->found && !g->failed)
        g->failed = list_append(g->t, g->out, v_from(o)) < 0;
}

API(gc_get_referrers, "get_referrers(*objs)",
    "Return the list of objects that directly refer to any of 'objs'.")
{
    Value list = K(t, list_new(t, NULL, 0));
    if (v_is_error(list))
        return V_ERROR;
    Gather g = {.t = t, .out = V_AS(List, list), .target = a[0]};
    gc_each(t->vm, gather_referrer, &g);
    return g.failed ? V_ERROR : list;
}

API(gc_get_stats, "get_stats()",
    "Return a list of dictionaries containing per-generation statistics.")
{
    Gc *gc = &t->vm->gc;
    Value d = K(t, dict_new(t));
    if (v_is_error(d) ||
        dict_set_cstr(t, V_AS(Dict, d), "collections", v_from_small((int64_t)gc->collections)) <
            0 ||
        dict_set_cstr(t, V_AS(Dict, d), "collected", v_from_small((int64_t)gc->collected)) < 0 ||
        dict_set_cstr(t, V_AS(Dict, d), "uncollectable", v_from_small(0)) < 0)
        return V_ERROR;
    Value rows[] = {d, d, d};
    return K(t, list_new(t, rows, 3));
}

API(gc_set_debug, "set_debug(flags, /)",
    "Set the garbage collection debugging flags: only 0 is available in Rondo.")
{
    int64_t flags;
    if (value_to_int64(t, a[0], &flags) < 0)
        return V_ERROR;
    return flags ? raise_format(t, EXC_NotImplementedError,
                                "gc.set_debug() is not available in Rondo")
                 : V_NONE;
}

API(gc_get_debug, "get_debug()", "Get the garbage collection debugging flags.")
{
    return v_from_small(0);
}

API(gc_freeze, "freeze()", "Freeze all current tracked objects: without effect in Rondo.")
{
    return V_NONE;
}

API(gc_unfreeze, "unfreeze()",
    "Unfreeze all objects in the permanent generation: without effect in Rondo.")
{
    return V_NONE;
}

API(gc_get_freeze_count, "get_freeze_count()",
    "Return the number of objects in the permanent generation.")
{
    return v_from_small(0);
}

#ifdef RONDO_FAILURES
API(gc_fail_allocation, "_fail_allocation(n, /)",
    "Checking builds only: let the n-th allocation from here on fail, or none (0); true when the "
    "one planned before has failed.")
{
    Alloc *alloc = &t->vm->alloc;
    bool failed = alloc->fail_at && alloc->count >= alloc->fail_at;
    int64_t n;
    if (value_to_int64(t, a[0], &n) < 0)
        return V_ERROR;
    alloc->count = 0;
    alloc->fail_at = n < 0 ? 0 : (uint64_t)n;
    return v_bool(failed);
}
#endif

static const NativeDef *const gc_functions[] = {
    &gc_collect_all_def,
    &gc_enable_def,
    &gc_disable_def,
    &gc_isenabled_def,
    &gc_get_count_def,
    &gc_get_threshold_def,
    &gc_set_threshold_def,
    &gc_is_tracked_def,
    &gc_is_finalized_def,
    &gc_get_objects_def,
    &gc_get_referents_def,
    &gc_get_referrers_def,
    &gc_get_stats_def,
    &gc_set_debug_def,
    &gc_get_debug_def,
    &gc_freeze_def,
    &gc_unfreeze_def,
    &gc_get_freeze_count_def,
#ifdef RONDO_FAILURES
    &gc_fail_allocation_def,
#endif
    NULL,
};

static int gc_exec(Thread *t, Value module)
{
    static const char *const flags[] = {
        "DEBUG_STATS", "DEBUG_COLLECTABLE", "DEBUG_UNCOLLECTABLE", NULL, NULL, "DEBUG_SAVEALL"};
    for (int i = 0; i < 6; i++)
        if (flags[i] && api_module_add_int(t, module, flags[i], 1 << i) < 0)
            return -1;
    return api_module_add_int(t, module, "DEBUG_LEAK", 38) < 0 ||
                   api_module_add(t, module, "garbage", K(t, list_new(t, NULL, 0))) < 0 ||
                   api_module_add(t, module, "callbacks", K(t, gc_callbacks(t))) < 0
               ? -1
               : 0;
}

Value gc_module(Thread *t)
{
    static const ModuleSpec spec = {
        "gc", "This module provides access to the garbage collector for reference cycles.",
        gc_functions, gc_exec};
    return api_module(t, &spec);
}
