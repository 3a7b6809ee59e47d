/* SPDX-License-Identifier: MIT */
#include "vm/core/gc.h"
#include "vm/core/protocol.h"

#define YOUNG_THRESHOLD 4000  /* tracked objects made, net, before the young set is searched */
#define HUGE_YOUNG      32000 /* as many at once come of a call in C, and live */
#define OLD_MINIMUM     10000 /* objects that survived before the old set is searched at all */

#define MOST_FRUITLESS  3

/* While a set is searched, the `prev` word of each of its members holds its trial count; only the
   forward links of the set are valid then. */
#define TRIAL(g) ((g)->trial)

static void list_init(GcHead *list)
{
    list->next = list->prev = list;
}

static void list_add(GcHead *list, GcHead *g)
{
    g->prev = list->prev;
    g->next = list;
    list->prev->next = g;
    list->prev = g;
}

static void list_unlink(GcHead *g)
{
    g->prev->next = g->next;
    g->next->prev = g->prev;
}

static void list_move_all(GcHead *from, GcHead *to)
{
    if (from->next == from)
        return;
    from->next->prev = to->prev;
    to->prev->next = from->next;
    from->prev->next = to;
    to->prev = from->prev;
    list_init(from);
}

void gc_setup(Gc *gc)
{
    list_init(&gc->young);
    list_init(&gc->old);
    list_init(&gc->permanent);
    list_init(&gc->library);
    list_init(&gc->preloaded);
    gc->threshold = YOUNG_THRESHOLD;
    gc->old_limit = OLD_MINIMUM;
    gc->enabled = true;
}

void gc_freeze(VM *vm)
{
    list_move_all(&vm->gc.young, &vm->gc.permanent);
    list_move_all(&vm->gc.old, &vm->gc.permanent);
    list_move_all(&vm->gc.library, &vm->gc.permanent);
    vm->gc.young_count = vm->gc.old_count = 0;
}

void gc_age(VM *vm)
{
    list_move_all(&vm->gc.young, &vm->gc.old);
    vm->gc.old_count += vm->gc.young_count;
    vm->gc.young_count = 0;
}

void gc_library_begins(VM *vm)
{
    if (vm->gc.importing++ == 0)
        gc_age(vm);
}

void gc_library_ends(VM *vm)
{
    Gc *gc = &vm->gc;
    if (--gc->importing)
        return;
    list_move_all(&gc->young, &gc->library);
    gc->young_count = 0;
}

void gc_library_back(VM *vm)
{
    list_move_all(&vm->gc.library, &vm->gc.old);
    list_move_all(&vm->gc.preloaded, &vm->gc.old);
}

#ifdef RONDO_IMAGE
void gc_list_init(GcHead *list)
{
    list_init(list);
}

void gc_set_aside(VM *vm, GcHead *list)
{
    Gc *gc = &vm->gc;
    GcHead *from[] = {&gc->library, &gc->old, &gc->young};
    for (int i = 0; i < 3; i++)
        list_move_all(from[i], list ? list : &gc->permanent);
    gc->young_count = gc->old_count = 0;
}

void gc_take_back(VM *vm, GcHead *list)
{
    list_move_all(list, &vm->gc.preloaded);
}
#endif

void gc_unfreeze(VM *vm)
{
    list_move_all(&vm->gc.permanent, &vm->gc.old);
}

void gc_track(Thread *t, void *object)
{
    Object *o = object;
    if (o->flags & OF_TRACKED)
        return;
    Gc *gc = &t->vm->gc;
    o->flags |= OF_TRACKED;
    list_add(&gc->young, object_gc(o));
    if (UNLIKELY(++gc->young_count >= gc->threshold) && gc->enabled && gc->threshold)
        vm_break(t->vm, BREAK_GC);
}

void gc_untrack(Thread *t, void *object)
{
    Object *o = object;
    if (!(o->flags & OF_TRACKED))
        return;
    Gc *gc = &t->vm->gc;
    o->flags &= (uint16_t)~OF_TRACKED;
    list_unlink(object_gc(o));
    /* Which set it was in is not recorded: the young count is only a trigger. */
    if (gc->young_count)
        gc->young_count--;
    else if (gc->old_count)
        gc->old_count--;
}

void object_visit(Object *o, VisitFn fn, void *arg)
{
    Type *type = o->type;
    if (type->nslots) {
        Value *members = (Value *)((char *)o + type->slots_at);
        for (uint32_t i = 0; i < type->nslots; i++)
            fn(members[i], arg);
    }
    if (type->flags & TF_ATTRS)
        attrs_visit(o, fn, arg);
    if (type->visit)
        type->visit(o, fn, arg);
    if (type->flags & TF_HEAP)
        fn(v_from(type), arg);
}

/* ---- trial deletion ---- */

/* The set under search. Members not yet decided are marked OF_GC_MARK and keep their trial count in
   `prev`; those tentatively dead are marked OF_GC_DEAD and properly linked in `dead`. */
typedef struct Search {
    GcHead *set, *tail;
    GcHead dead;
} Search;

static void visit_subtract(Value v, void *arg)
{
    (void)arg;
    if (v_is_object(v) && (v_object(v)->flags & OF_GC_MARK))
        TRIAL(object_gc(v_object(v)))--;
}

/* v is referred to by something alive, so it is alive. */
static void visit_alive(Value v, void *arg)
{
    Search *s = arg;
    if (!v_is_object(v))
        return;
    Object *o = v_object(v);
    GcHead *g = object_gc(o);
    if (o->flags & OF_GC_MARK) {
        if (TRIAL(g) <= 0)
            TRIAL(g) = 1;
    } else if (o->flags & OF_GC_DEAD) {
        list_unlink(g);
        g->next = s->set;
        s->tail->next = g;
        s->tail = g;
        TRIAL(g) = 1;
        o->flags = (uint16_t)((o->flags & ~OF_GC_DEAD) | OF_GC_MARK);
    }
}

/*
 * Moves what nobody outside the set refers to into s->dead; the rest stays in the set. An object
 * that was given up too early is moved back to the end of the set, where the sweep meets it again,
 * so every object is scanned at most twice.
 */
static void gc_search(Search *s, GcHead *set)
{
    s->set = set;
    list_init(&s->dead);
    for (GcHead *g = set->next; g != set; g = g->next) {
        gc_object(g)->flags |= OF_GC_MARK;
        TRIAL(g) = gc_object(g)->refcnt;
        s->tail = g;
    }
    for (GcHead *g = set->next; g != set; g = g->next)
        object_visit(gc_object(g), visit_subtract, NULL);
    GcHead *prev = set;
    for (GcHead *g = set->next; g != set;) {
        Object *o = gc_object(g);
        o->flags &= (uint16_t)~OF_GC_MARK;
        if (TRIAL(g) > 0) {
            object_visit(o, visit_alive, s);
            g->prev = prev;
            prev = g;
            g = g->next;
        } else {
            GcHead *next = g->next;
            prev->next = next;
            if (s->tail == g)
                s->tail = prev;
            list_add(&s->dead, g);
            o->flags |= OF_GC_DEAD;
            g = next;
        }
    }
    set->prev = prev;
}

/* ---- getting rid of the dead: PEP 442 ---- */

static void dead_finalize(Thread *t, GcHead *dead)
{
    /* A finaliser may free members of the list: hold each while it runs, and start over from a list
       of those done. */
    GcHead done;
    list_init(&done);
    while (dead->next != dead) {
        GcHead *g = dead->next;
        Object *o = gc_object(g);
        list_unlink(g);
        list_add(&done, g);
        o->refcnt++;
        if ((o->type->flags & TF_DEL) && !(o->flags & OF_FINALIZED)) {
            o->flags |= OF_FINALIZED;
            object_call_del(t, o);
        }
        obj_drop(t, o);
    }
    list_move_all(&done, dead);
}

static void dead_clear(Thread *t, GcHead *dead, GcHead *survivors)
{
    while (dead->next != dead) {
        GcHead *g = dead->next;
        Object *o = gc_object(g);
        list_unlink(g);
        list_add(survivors, g);
        o->refcnt++;
        if (o->type->clear)
            o->type->clear(t, o);
        object_clear_members(t, o);
        obj_drop(t, o);
    }
}

static uint64_t dead_count(GcHead *dead, uint16_t drop_flags)
{
    uint64_t n = 0;
    for (GcHead *g = dead->next; g != dead; g = g->next, n++)
        gc_object(g)->flags &= (uint16_t)~drop_flags;
    return n;
}

/* Weak references die, with callbacks, before any finaliser can revive the objects. */
static void dead_weakrefs(Thread *t, GcHead *dead)
{
    GcHead done;
    list_init(&done);
    while (dead->next != dead) {
        GcHead *g = dead->next;
        Object *o = gc_object(g);
        list_unlink(g);
        list_add(&done, g);
        if (o->flags & OF_WEAKREFS) {
            o->refcnt++;
            weakrefs_clear(t, o);
            obj_drop(t, o);
        }
    }
    list_move_all(&done, dead);
}

static uint64_t gc_collect_set(Thread *t, GcHead *set, GcHead *survivors)
{
    Search s;
    gc_search(&s, set);
    list_move_all(set, survivors);
    if (!dead_count(&s.dead, OF_GC_DEAD))
        return 0;
    dead_weakrefs(t, &s.dead);
    dead_finalize(t, &s.dead);
    /* Finalisers may have made some of them live again. */
    Search again;
    gc_search(&again, &s.dead);
    list_move_all(&s.dead, survivors);
    uint64_t n = dead_count(&again.dead, OF_GC_DEAD);
    dead_clear(t, &again.dead, survivors);
    return n;
}

static uint64_t list_length(const GcHead *list)
{
    uint64_t n = 0;
    for (const GcHead *g = list->next; g != list; g = g->next)
        n++;
    return n;
}

uint64_t gc_collect(Thread *t, int generation)
{
    Gc *gc = &t->vm->gc;
    if (gc->running)
        return 0;
    gc->running = true;
    Value pending = exc_take(t);
    GcHead set;
    list_init(&set);
    list_move_all(&gc->young, &set);
    uint64_t young = gc->young_count;
    gc->young_count = 0;
    if (generation > 0) {
        list_move_all(&gc->old, &set);
        gc->old_count = 0;
    }
    uint64_t n = gc_collect_set(t, &set, &gc->old);
    gc->old_count += young;
    if (generation > 0) {
        gc->old_count = list_length(&gc->old);
        /* So that what lives long is not searched again and again; less often still where that found
           next to nothing. */
        gc->old_limit = gc->old_count * (n * 50 < gc->old_count ? 4 : 2);
        if (gc->old_limit < OLD_MINIMUM)
            gc->old_limit = OLD_MINIMUM;
    }
    gc->collections++;
    gc->collected += n;
    if (!v_is_empty(pending))
        exc_restore(t, pending);
    gc->running = false;
    return n;
}

Value gc_callbacks(Thread *t)
{
    Gc *gc = &t->vm->gc;
    if (v_is_empty(gc->callbacks)) {
        Value list = list_new(t, NULL, 0);
        if (v_is_error(list))
            return list;
        gc->callbacks = list;
        vm_root(t->vm, &gc->callbacks);
    }
    return dup(gc->callbacks);
}

/* What a callback is told: a dict, owned. */
static Value collection_info(Thread *t, int generation, uint64_t collected)
{
    Value info = dict_new(t);
    if (v_is_error(info))
        return info;
    Dict *d = V_AS(Dict, info);
    if (dict_set_cstr(t, d, "generation", v_from_small(generation)) < 0 ||
        dict_set_cstr(t, d, "collected", v_from_small((int64_t)collected)) < 0 ||
        dict_set_cstr(t, d, "uncollectable", v_from_small(0)) < 0) {
        drop(t, info);
        return V_ERROR;
    }
    return info;
}

/* Calls the functions of gc.callbacks, which see no other collection meanwhile; what they raise is
   reported, not raised. The list may change while they run. */
static void callbacks_call(Thread *t, const char *phase, int generation, uint64_t collected)
{
    Gc *gc = &t->vm->gc;
    List *list = V_AS(List, gc->callbacks);
    if (!list->len)
        return;
    gc->running = true;
    Value name = str_from_cstr(t, phase);
    Value info = v_is_error(name) ? V_ERROR : collection_info(t, generation, collected);
    if (v_is_error(info))
        exc_unraisable(t, NULL, V_NONE);
    for (size_t i = 0; !v_is_error(info) && i < list->len; i++) {
        Value f = dup(list->items[i]);
        Value v = call2(t, f, name, info);
        if (v_is_error(v))
            exc_unraisable(t, NULL, f);
        else
            drop(t, v);
        drop(t, f);
    }
    if (!v_is_error(info))
        drop(t, info);
    if (!v_is_error(name))
        drop(t, name);
    gc->running = false;
}

uint64_t gc_collect_told(Thread *t, int generation)
{
    Gc *gc = &t->vm->gc;
    if (gc->running)
        return 0;
    if (generation > 0)
        gc_library_back(t->vm);
    if (v_is_empty(gc->callbacks) || !V_AS(List, gc->callbacks)->len)
        return gc_collect(t, generation);
    Value pending = exc_take(t);
    callbacks_call(t, "start", generation, 0);
    uint64_t n = gc_collect(t, generation);
    callbacks_call(t, "stop", generation, n);
    if (!v_is_empty(pending))
        exc_restore(t, pending);
    return n;
}

/*
 * A program that builds something large makes no garbage for a while: after some searches of the
 * young set that found nothing, the next few young sets join the old one unsearched. What they hold
 * of cycles is found when the old set is searched, at twice its size at the latest.
 */
static bool gc_passes(VM *vm)
{
    Gc *gc = &vm->gc;
    bool own = gc->threshold != YOUNG_THRESHOLD; /* a script that sets it wants to see something */
    bool huge = gc->young_count > HUGE_YOUNG;
    if ((!gc->skips && !huge) || own || gc->old_count > gc->old_limit)
        return false;
    gc->skips -= !huge;
    gc_age(vm);
    return true;
}

void gc_run_due(Thread *t)
{
    Gc *gc = &t->vm->gc;
    vm_unbreak(t->vm, BREAK_GC);
    if (!gc->enabled || gc->running || gc_passes(t->vm))
        return;
    if (gc_collect_told(t, gc->old_count > gc->old_limit ? 2 : 0))
        gc->fruitless = 0;
    else if (gc->fruitless < MOST_FRUITLESS)
        gc->fruitless++;
    gc->skips = gc->fruitless < 2 ? 0 : (uint8_t)((1u << gc->fruitless) - 1);
}

void gc_each(VM *vm, void (*fn)(Object *o, void *arg), void *arg)
{
    GcHead *lists[] = {&vm->gc.permanent, &vm->gc.preloaded, &vm->gc.library, &vm->gc.old,
                       &vm->gc.young};
    for (int i = 0; i < 5; i++)
        for (GcHead *g = lists[i]->next, *next; g != lists[i]; g = next) {
            next = g->next;
            fn(gc_object(g), arg);
        }
}
