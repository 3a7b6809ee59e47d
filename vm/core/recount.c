/* SPDX-License-Identifier: MIT */
/*
 * The hostile build (V=stress): at safepoints everything unreachable is collected, then all
 * references that the heap, the stacks and the VM own are counted anew. No object may have a
 * smaller count than that: somebody would free it under its owner's feet. A larger count is legal
 * while natives are on the C stack, which own references too. Between two instructions of the main
 * program there are none: there the counts must be equal (while it has one thread).
 *
 * The first STRESS_FIRST safepoints are checked, later ones at growing gaps. In the environment,
 * STRESS=full checks every one and STRESS=N the first N.
 */
#include <stdio.h>
#include <stdlib.h>
#include "vm/core/frame.h"
#include "vm/core/descriptor.h"
#include "vm/core/interp.h"
#include "vm/core/shape.h"
#include "vm/core/vm.h"

#ifndef RONDO_STRESS
int recount_setup(Thread *t)
{
    return 0;
}
#else

#define STRESS_FIRST 2000
#define STRESS_GAP   8 /* later: the next check is due when an eighth more safepoints have passed */

typedef struct Counted {
    Object *object;
    uint64_t owners;
} Counted;

struct Recount {
    Counted *slots; /* open addressing; not from our allocator, whose figures scripts may see */
    size_t mask, used;
    uint64_t safepoints, first, next;
    bool running;
    bool between;   /* the safepoint lies between two instructions */
    bool exact;     /* no native is on the C stack: owners and count must be equal */
    Object **queue; /* untracked objects whose references are still to be counted */
    size_t queued, queue_size;
    const char *where; /* what is being visited, for the report */
};

static Counted *recount_slot(struct Recount *r, Object *o)
{
    size_t i = ((uintptr_t)o >> 4) * 0x9E3779B97F4A7C15u >> 20;
    for (;; i++) {
        Counted *c = &r->slots[i & r->mask];
        if (c->object == o || !c->object)
            return c;
    }
}

static void recount_grow(struct Recount *r)
{
    Counted *old = r->slots;
    size_t count = old ? r->mask + 1 : 0, size = count ? count * 2 : 1 << 16;
    r->slots = calloc(size, sizeof *r->slots);
    if (!r->slots)
        abort(); /* a testing build without memory can tell nothing */
    r->mask = size - 1;
    for (size_t i = 0; i < count; i++)
        if (old[i].object)
            *recount_slot(r, old[i].object) = old[i];
    free(old);
}

static void recount_fail(const struct Recount *r, const Object *o, const char *what,
                         uint64_t owners)
{
    fprintf(stderr, "rondo: recount at safepoint %llu, in %s: %s",
            (unsigned long long)r->safepoints, r->where, what);
    if (owners)
        fprintf(stderr, ": %s object has count %u, but %llu owners", o->type->name, o->refcnt,
                (unsigned long long)owners);
    fputc('\n', stderr);
    abort();
}

/* Objects without a place in the collector's lists are met only through their owners. */
static void recount_queue(struct Recount *r, Object *o)
{
    if (r->queued == r->queue_size) {
        r->queue_size = r->queue_size ? r->queue_size * 2 : 1 << 12;
        r->queue = realloc(r->queue, r->queue_size * sizeof *r->queue);
        if (!r->queue)
            abort();
    }
    r->queue[r->queued++] = o;
}

/* A reference that somebody owns. Freed blocks are filled by the allocator in this build. */
static void recount_visit(Value v, void *arg)
{
    struct Recount *r = arg;
    if (!v_is_object(v))
        return;
    Object *o = v_object(v);
    if (!o || o->refcnt == 0 || (uintptr_t)o->type == MEM_FREED_WORD)
        recount_fail(r, o, "a reference to a freed object", 0);
    if (r->used * 2 > r->mask)
        recount_grow(r);
    Counted *c = recount_slot(r, o);
    bool met = c->object != NULL;
    r->used += !met;
    c->object = o;
    if (++c->owners > o->refcnt)
        recount_fail(r, o, "count too small", c->owners);
    if (!met && !(o->flags & OF_TRACKED)) /* nobody else gets there */
        recount_queue(r, o);
}

static void recount_pointer(struct Recount *r, void *object)
{
    if (object)
        recount_visit(v_from(object), r);
}

/* What is shared and owns names without being an object has its place in the table by its address
   plus one. True the first time. */
static bool recount_shared(struct Recount *r, void *shared)
{
    if (r->used * 2 > r->mask)
        recount_grow(r);
    Object *key = (Object *)((uintptr_t)shared | 1);
    Counted *c = recount_slot(r, key);
    bool met = c->object != NULL;
    r->used += !met;
    c->object = key;
    c->owners++;
    return !met;
}

static void recount_signature(struct Recount *r, Signature *s)
{
    if (!s || !recount_shared(r, s))
        return;
    recount_pointer(r, s->name);
    for (uint32_t i = 0; i < s->count; i++)
        recount_pointer(r, s->params[i].name);
}

static void recount_shapes(struct Recount *r, const Shape *shape)
{
    for (; shape; shape = shape->parent ? shape->sibling : shape->next_root) {
        if (shape->keys && recount_shared(r, shape->keys))
            for (uint32_t i = 0; i < shape->keys->len; i++)
                recount_pointer(r, shape->keys->names[i]);
        recount_shapes(r, shape->children);
    }
}

static void recount_heap_object(Object *o, void *arg)
{
    struct Recount *r = arg;
    r->where = o->type->name;
    object_visit(o, recount_visit, r);
    if (o->type->flags & TF_TYPE) {
        recount_signature(r, ((Type *)o)->new_sig);
        recount_signature(r, ((Type *)o)->init_sig);
        recount_shapes(r, ((Type *)o)->root_shape);
    } else if (o->kind == KIND_native) {
        recount_signature(r, ((Native *)o)->sig);
    } else if (o->kind == KIND_method_descriptor || o->kind == KIND_classmethod_descriptor) {
        recount_signature(r, ((MethodDescr *)o)->sig);
    }
}

static void recount_thread(struct Recount *r, Thread *t)
{
    r->where = "the frames of a thread";
    stack_visit(t, recount_visit, r);
    r->where = "the fields of a thread";
    Value fields[] = {
        t->exc,       t->context,      t->loop_policy_local,  t->stop_value,        t->repr_stack,
        t->async_exc, t->native_state, t->asyncgen_firstiter, t->asyncgen_finalizer};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        recount_visit(fields[i], r);
    tracing_visit(t, recount_visit, r);
    r->where = "the temporaries of a thread";
    for (uint32_t i = 0; i < t->temps_count; i++)
        recount_visit(t->temps[i], r);
}

static void recount_vm(struct Recount *r, VM *vm)
{
    r->where = "the VM";
    for (int k = 1; k < KIND_COUNT; k++)
        recount_pointer(r, vm->types[k]);
    for (int k = EXC_BaseException + 1; k < EXC_COUNT; k++) /* BaseException has a Kind */
        recount_pointer(r, vm->exc[k]);
    for (uint32_t i = 0; i < vm->own_types_count; i++)
        recount_pointer(r, vm->own_types[i]);
#define NAME(id)     recount_pointer(r, vm->names.n_##id);
#include "vm/core/names.def"
#undef NAME
    for (int i = 0; i < 256; i++)
        recount_pointer(r, vm->char_str[i]);
    recount_pointer(r, vm->modules);
    recount_pointer(r, vm->builtins);
    recount_pointer(r, vm->empty_str);
    recount_pointer(r, vm->empty_tuple);
    recount_visit(vm->sys_module, r);
    recount_visit(vm->builtins_module, r);
    recount_visit(vm->importer, r);
    r->where = "the cache of attributes";
    type_cache_visit(vm, recount_visit, r);
    attr_memo_visit(vm, recount_visit, r);
    r->where = "the registered roots";
    for (uint32_t i = 0; i < vm->roots_count; i++)
        recount_visit(*vm->roots[i], r);
}

static void recount_describe(const Object *o)
{
    const Str *name = o->type->flags & TF_TYPE   ? ((const Type *)o)->name_str
                      : o->kind == KIND_function ? ((const Function *)o)->qualname
                      : o->kind == KIND_code     ? ((const Code *)o)->qualname
                      : o->kind == KIND_native   ? ((const Native *)o)->name
                      : o->kind == KIND_str      ? (const Str *)o
                                                 : NULL;
    for (uint32_t i = 0; name && i < name->len && i < 60; i++)
        fprintf(stderr, i ? "%c" : " %c", (int)(str_at(name, i) & 0x7f));
}

/* With no native on the C stack nobody is left who might own what has not been explained. */
static void recount_compare(const struct Recount *r)
{
    unsigned wrong = 0;
    for (size_t i = 0; i <= r->mask; i++) {
        const Counted *c = &r->slots[i];
        if (!c->object || (uintptr_t)c->object & 1 || c->owners == c->object->refcnt ||
            ++wrong > 20)
            continue;
        fprintf(stderr,
                "rondo: recount at safepoint %llu: %s object has count %u, but %llu owners:",
                (unsigned long long)r->safepoints, c->object->type->name, c->object->refcnt,
                (unsigned long long)c->owners);
        recount_describe(c->object);
        fputc('\n', stderr);
    }
    if (wrong)
        abort();
}

static void recount_all(struct Recount *r, VM *vm)
{
    if (r->slots)
        memset(r->slots, 0, (r->mask + 1) * sizeof *r->slots);
    else
        recount_grow(r);
    r->used = 0;
    gc_each(vm, recount_heap_object, r);
    for (Thread *t = vm->threads; t; t = t->next)
        recount_thread(r, t);
    recount_vm(r, vm);
    while (r->queued)
        recount_heap_object(r->queue[--r->queued], r);
    if (r->exact)
        recount_compare(r);
}

/* Nobody but the command line stands below the main module, and that holds no references. */
static bool recount_main_runs(const Thread *t)
{
    const Frame *bottom = NULL;
    for (const Frame *f = t->frame; f; f = f->prev)
        if (frame_is_code(f))
            bottom = f;
    Value main_module = t->vm->modules ? dict_get_str(t->vm->modules, N(t, __main__)) : V_EMPTY;
    return bottom && v_is_kind(main_module, KIND_module) &&
           bottom->func->globals == V_AS(Module, main_module)->dict &&
           str_equal_cstr(bottom->code->name, "<module>");
}

void recount_between(Thread *t)
{
    if (t->vm->recount) /* site_setup runs code before recount_setup */
        t->vm->recount->between = true;
}

static int recount_break(Thread *t)
{
    struct Recount *r = t->vm->recount;
    bool between = r->between;
    r->between = false;
    if (r->running || ++r->safepoints < r->next || t->vm->gc.running)
        return 0;
    r->running = true; /* finalisers reach safepoints too */
    r->exact =
        between && t->natives == 1 && t->vm->threads == t && !t->next && recount_main_runs(t);
    r->next = r->safepoints + 1 + (r->safepoints < r->first ? 0 : r->safepoints / STRESS_GAP);
    recount_all(r, t->vm);
    if (t->vm->gc.enabled) {
        gc_collect(t, 2);
        recount_all(r, t->vm);
    }
    r->running = false;
    return 0;
}

static void recount_free(VM *vm)
{
    free(vm->recount->slots);
    free(vm->recount->queue);
    free(vm->recount);
    vm->recount = NULL;
}

int recount_setup(Thread *t)
{
    struct Recount *r = calloc(1, sizeof *r);
    if (!r) {
        raise_memory(t);
        return -1;
    }
    const char *how = getenv("STRESS");
    r->first = !how || !*how          ? STRESS_FIRST
               : !strcmp(how, "full") ? UINT64_MAX
                                      : strtoull(how, NULL, 10);
    t->vm->recount = r;
    vm_on_break(t->vm, BREAK_STRESS, recount_break);
    vm_at_free(t->vm, recount_free);
    vm_break(t->vm, BREAK_STRESS);
    return 0;
}
#endif
