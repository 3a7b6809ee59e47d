/* SPDX-License-Identifier: MIT */
/* Making and ending a VM and its threads; safepoints. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/resource.h>
#include "vm/core/alloc_trace.h"
#include "vm/core/image.h"
#include "vm/core/protocol.h"
#include "vm/core/shape.h"
#include "vm/core/spin.h"
#include "vm/core/vm.h"

#define C_STACK_RESERVE (192 * 1024) /* left for libraries and for handling the error itself */
#define RECURSION_LIMIT 1000         /* CPython's default */

/* ---- safepoints ---- */

void vm_break(VM *vm, uint32_t reason)
{
    atomic_fetch_or(&vm->breaker, reason);
    atomic_store(&vm->call_limit, 0);
}

/* A reason that comes between the look and the store must not be lost, hence the second look. */
static void call_limit_restore(VM *vm)
{
    if (atomic_load(&vm->breaker))
        return;
    atomic_store(&vm->call_limit, (uint32_t)vm->recursion_limit);
    if (atomic_load(&vm->breaker))
        atomic_store(&vm->call_limit, 0);
}

void vm_unbreak(VM *vm, uint32_t reason)
{
    atomic_fetch_and(&vm->breaker, ~reason);
    call_limit_restore(vm);
}

void vm_set_recursion_limit(VM *vm, uint32_t limit)
{
    vm->recursion_limit = limit;
    call_limit_restore(vm);
}

void vm_on_break(VM *vm, uint32_t reason, BreakFn fn)
{
    vm->on_break[__builtin_ctz(reason)] = fn;
}

int safepoint_run(Thread *t)
{
    VM *vm = t->vm;
    uint32_t why = atomic_load(&vm->breaker);
    if (why & BREAK_GIL)
        gil_yield(t);
    if (why & BREAK_WAKE)
        gil_wakes_wait(t);
    if (why & BREAK_GC)
        gc_run_due(t);
    if ((why & BREAK_ASYNC_EXC) && !v_is_empty(t->async_exc)) {
        Value exc = t->async_exc;
        t->async_exc = V_EMPTY;
        raise_object(t, exc);
        drop(t, exc);
        return -1;
    }
    for (uint32_t bit = 0; bit < 8; bit++)
        if ((why >> bit & 1) && vm->on_break[bit] && vm->on_break[bit](t) < 0)
            return -1;
    return 0;
}

int safepoint_signals(Thread *t)
{
    VM *vm = t->vm;
    BreakFn serve = vm->on_break[__builtin_ctz(BREAK_SIGNAL)];
    return (atomic_load(&vm->breaker) & BREAK_SIGNAL) && serve ? serve(t) : 0;
}

/* ---- the C stack ---- */

/*
 * The main thread's stack: the kernel puts the name of the program at its top, and it grows down to
 * the limit. The library would read the list of all mappings to find the same.
 */
static void *main_stack_base(size_t *size)
{
    const char *name = (const char *)(uintptr_t)getauxval(AT_EXECFN);
    struct rlimit rl;
    if (!name || getrlimit(RLIMIT_STACK, &rl) < 0 || rl.rlim_cur == RLIM_INFINITY)
        return NULL;
    uintptr_t top = ((uintptr_t)name + strlen(name) + sizeof(void *)) | 4095;
    uintptr_t here = (uintptr_t)__builtin_frame_address(0);
    if (here > top || top - here > rl.rlim_cur)
        return NULL;
    *size = rl.rlim_cur;
    return (void *)(top + 1 - rl.rlim_cur);
}

static void *thread_stack_base(size_t *size)
{
    pthread_attr_t attr;
    void *base = NULL;
    if (pthread_getattr_np(pthread_self(), &attr) == 0) {
        pthread_attr_getstack(&attr, &base, size);
        pthread_attr_destroy(&attr);
    }
    return base;
}

/* An unlimited stack is not used up; and ThreadSanitizer notes no more than 65,536 callers. */
#ifdef __SANITIZE_THREAD__
enum { C_STACK_MOST = 2 * 1024 * 1024 };
#else
enum { C_STACK_MOST = 64 * 1024 * 1024 };
#endif

/* The limit is measured from where the thread's stack begins, or guessed from here when that is
   not to be had. */
static void c_stack_measure(Thread *t)
{
    size_t size = 0;
    void *base = t->is_main ? main_stack_base(&size) : NULL;
    if (!base)
        base = thread_stack_base(&size);
    char *here = __builtin_frame_address(0);
    struct rlimit rl;
    if (t->is_main && getrlimit(RLIMIT_STACK, &rl) == 0 && rl.rlim_cur != RLIM_INFINITY &&
        size > rl.rlim_cur) {
        base = here - rl.rlim_cur + 64 * 1024;
        size = rl.rlim_cur;
    }
    if (!base || size < 2 * C_STACK_RESERVE)
        t->c_limit = here - 256 * 1024;
    else if (size > C_STACK_MOST)
        t->c_limit = here - C_STACK_MOST;
    else
        t->c_limit = (char *)base + C_STACK_RESERVE;
}

int c_stack_check(Thread *t, const char *where)
{
    if (!c_stack_low(t))
        return 0;
    /* Making the exception needs some stack itself: it may use half of the reserve. */
    char *limit = t->c_limit;
    t->c_limit -= C_STACK_RESERVE / 2;
    if (c_stack_low(t))
        raise_memory(t);
    else
        raise_format(t, EXC_RecursionError, "maximum recursion depth exceeded%s", where);
    t->c_limit = limit;
    return -1;
}

/* ---- threads ---- */

/* The thread is the one that calls. */
static void thread_place(Thread *t)
{
    t->handle = pthread_self();
    t->ident = (uint64_t)pthread_self();
    c_stack_measure(t);
}

static Thread *thread_new(VM *vm, bool is_main)
{
    Thread *t = image_calloc(1, sizeof *t);
    if (!t)
        return NULL;
    t->vm = vm;
    t->is_main = is_main;
    thread_place(t);
    return t;
}

Thread *thread_attach(VM *vm)
{
    Thread *t = thread_new(vm, false);
    if (!t)
        return NULL;
    vm->gil.spins = spin_useful();
    gil_acquire(t);
    t->next = vm->threads;
    vm->threads = t;
    gil_release(t);
    return t;
}

static void thread_drop_values(Thread *t)
{
    v_clear(t, &t->exc);
    v_clear(t, &t->context);
    v_clear(t, &t->loop_policy_local);
    v_clear(t, &t->repr_stack);
    v_clear(t, &t->async_exc);
    v_clear(t, &t->native_state);
    v_clear(t, &t->asyncgen_firstiter);
    v_clear(t, &t->asyncgen_finalizer);
    tracing_free(t);
    while (t->temps_count)
        drop(t, t->temps[--t->temps_count]);
}

static void thread_free(Thread *t)
{
    image_free(t->temps);
    for (Thread **p = &t->vm->threads; *p; p = &(*p)->next)
        if (*p == t) {
            *p = t->next;
            break;
        }
    image_free(t);
}

/* The caller holds the GIL; it is released. */
void thread_detach(Thread *t)
{
    VM *vm = t->vm;
    thread_drop_values(t);
    pthread_mutex_lock(&vm->gil.mutex);
    if (vm->gil.holder == t)
        vm->gil.holder = NULL;
    pthread_mutex_unlock(&vm->gil.mutex);
    for (Thread **p = &vm->threads; *p; p = &(*p)->next)
        if (*p == t) {
            *p = t->next;
            break;
        }
    stack_free(t); /* the allocator belongs to whoever holds the GIL */
    gil_release(t);
    image_free(t->temps);
    image_free(t);
}

/* ---- the VM ---- */

void vm_root(VM *vm, Value *place)
{
    if (vm->roots_count == vm->roots_cap) {
        uint32_t cap = vm->roots_cap ? vm->roots_cap * 2 : 32;
        Value **roots =
            image_realloc(vm->roots, vm->roots_cap * sizeof *roots, cap * sizeof *roots);
        if (!roots)
            abort(); /* a few bytes at start-up */
        vm->roots = roots;
        vm->roots_cap = cap;
    }
    vm->roots[vm->roots_count++] = place;
}

void vm_at_exit(VM *vm, void (*fn)(Thread *t))
{
    if (vm->at_exit_count < 16)
        vm->at_exit[vm->at_exit_count++] = fn;
}

void vm_at_free(VM *vm, void (*fn)(VM *vm))
{
    if (vm->at_free_count < 16)
        vm->at_free[vm->at_free_count++] = fn;
}

int vm_own_type(Thread *t, TAKES Type *type)
{
    VM *vm = t->vm;
    if (vm->own_types_count == vm->own_types_cap) {
        uint32_t cap = vm->own_types_cap ? vm->own_types_cap * 2 : 64;
        Type **types =
            image_realloc(vm->own_types, vm->own_types_cap * sizeof *types, cap * sizeof *types);
        if (!types) {
            raise_memory(t);
            obj_drop(t, type);
            return -1;
        }
        vm->own_types = types;
        vm->own_types_cap = cap;
    }
    vm->own_types[vm->own_types_count++] = type;
    return 0;
}

static const char *const kind_name[KIND_COUNT] = {
#define TYPE(kind, name) [KIND_##kind] = name,
#include "vm/core/types.def"
#undef TYPE
};

/* Strings, tuples, dicts and types are needed to describe themselves: their layout is set here,
   before type_from_spec fills in the rest. */
static int types_preallocate(Thread *t)
{
    VM *vm = t->vm;
    Type seed = {
        .head = {.refcnt = 1, .kind = KIND_type}, .size = sizeof(Type), .flags = TF_GC | TF_TYPE};
    seed.kind = seed.layout = KIND_type;
    for (int k = 1; k < KIND_COUNT; k++) {
        Type *made = object_new(t, &seed, 0);
        if (!made)
            return -1;
        made->name = kind_name[k];
        made->kind = made->layout = (uint16_t)k;
        made->size = sizeof(Object);
        vm->types[k] = made;
    }
    for (int k = 1; k < KIND_COUNT; k++)
        vm->types[k]->head.type = vm->types[KIND_type];
    vm->types[KIND_type]->size = sizeof(Type);
    vm->types[KIND_type]->flags = TF_GC | TF_TYPE;
    type_plan(vm->types[KIND_type]);
    vm->types[KIND_str]->size = sizeof(Str);
    vm->types[KIND_tuple]->size = sizeof(Tuple);
    vm->types[KIND_tuple]->flags = TF_GC;
    vm->types[KIND_dict]->size = sizeof(Dict);
    vm->types[KIND_dict]->flags = TF_GC;
    return 0;
}

static int names_setup(Thread *t)
{
#define NAME(id)                                            \
    {                                                       \
        Value v = str_intern_utf8(t, #id, sizeof(#id) - 1); \
        if (v_is_error(v))                                  \
            return -1;                                      \
        t->vm->names.n_##id = V_AS(Str, v);                 \
    }
#include "vm/core/names.def"
#undef NAME
    return 0;
}

static void names_drop(Thread *t)
{
#define NAME(id)                      \
    obj_drop(t, t->vm->names.n_##id); \
    t->vm->names.n_##id = NULL;
#include "vm/core/names.def"
#undef NAME
}

static int vm_setup(Thread *t)
{
    if (types_preallocate(t) < 0 || str_setup(t) < 0 || names_setup(t) < 0)
        return -1;
#define SETUP(fn)  \
    if (fn(t) < 0) \
        return -1;
#define START(fn)
#include "vm/core/setup.def"
#undef SETUP
#undef START
    return 0;
}

static int vm_start(Thread *t)
{
#define SETUP(fn)
#define START(fn)  \
    if (fn(t) < 0) \
        return -1;
#include "vm/core/setup.def"
#undef SETUP
#undef START
    return 0;
}

void vm_plan_failure(VM *vm)
{
#ifdef RONDO_FAILURES
    const char *n = getenv("RONDO_FAIL_ALLOC");
    alloc_fail_at(&vm->alloc, n ? strtoull(n, NULL, 10) : 0);
#endif
}

/* A VM with all types and the modules that are always there, and nothing of the process. */
static VM *vm_make(const VmOptions *options)
{
    VM *vm = image_calloc(1, sizeof *vm);
    if (!vm)
        return NULL;
    vm->options = *options;
    vm_set_recursion_limit(vm, RECURSION_LIMIT);
    vm->int_max_str_digits = 4300;
    vm->type_version = 1;
    vm->dict_version = 2;
    alloc_fail_at(&vm->alloc, 0);
    gc_setup(&vm->gc);
    Thread *t = gil_setup(&vm->gil) < 0 ? NULL : thread_new(vm, true);
    if (!t) {
        image_free(vm);
        return NULL;
    }
    vm->main = vm->threads = t;
    gil_acquire(t);
    bool enabled = vm->gc.enabled;
    vm->gc.enabled = false;
    if (vm_setup(t) < 0) {
        vm_free(vm);
        return NULL;
    }
    vm->gc.enabled = enabled;
    return vm;
}

/* What sys.flags and __debug__ say is part of the image: an image does for the usual options. */
static bool options_are_usual(const VmOptions *options)
{
    return !options->optimize && !options->quiet && !options->dev_mode;
}

VM *vm_new(const VmOptions *options)
{
    VM *vm = options_are_usual(options) ? image_vm() : NULL;
    if (vm) {
        vm->options = *options;
        thread_place(vm->main);
    } else if (!(vm = vm_make(options))) {
        return NULL;
    }
    if (vm_start(vm->main) < 0) {
        vm_free(vm);
        return NULL;
    }
    gc_freeze(vm);
    alloc_set_limit(&vm->alloc, options->memory_limit);
    return vm;
}

#ifdef RONDO_IMAGE
int vm_write_image(const char *path, char *const *modules)
{
    VmOptions usual = {.process_ends = true};
    bool begun = image_begin();
    VM *vm = begun ? vm_make(&usual) : NULL;
    if (!vm) {
        errno = begun ? ENOMEM : EEXIST;
        return -1;
    }
    Thread *t = vm->main;
    for (uint32_t c = 0; c < 128; c++)
        drop(t, str_from_char(t, c)); /* side by side: they are kept */
    alloc_seal(&vm->alloc);           /* apart from what every script needs */
    if (preload_modules(t, modules) < 0) {
        errno = ENOENT;
        return -1;
    }
    gc_freeze(vm);
    alloc_seal(&vm->alloc);
    vm->options = (VmOptions){0};
    t->handle = 0;
    t->ident = 0;
    t->c_limit = NULL;
    return image_write(vm, path);
}
#endif

static void roots_drop(Thread *t)
{
    VM *vm = t->vm;
    for (uint32_t i = vm->roots_count; i-- > 0;)
        v_clear(t, vm->roots[i]);
    image_free(vm->roots);
    vm->roots = NULL;
    vm->roots_count = vm->roots_cap = 0;
}

/* Calls fn for every builtin type and exception class. */
static void types_each(Thread *t, void (*fn)(Thread *t, Type *type))
{
    VM *vm = t->vm;
    for (uint32_t i = vm->own_types_count; i-- > 0;)
        fn(t, vm->own_types[i]);
    for (int k = EXC_COUNT; k-- > EXC_BaseException + 1;) /* BaseException has a Kind */
        if (vm->exc[k] && !(vm->exc[k]->flags & TF_HEAP))
            fn(t, vm->exc[k]);
    for (int k = KIND_COUNT; k-- > 1;)
        if (vm->types[k])
            fn(t, vm->types[k]);
}

/* Lets go the classes of the language that the VM has kept; the native types are left. */
static void classes_drop(Thread *t)
{
    VM *vm = t->vm;
    for (int k = 0; k < EXC_COUNT; k++)
        if (vm->exc[k] && (vm->exc[k]->flags & TF_HEAP)) {
            obj_drop(t, vm->exc[k]);
            vm->exc[k] = NULL;
        }
    uint32_t owned = vm->own_types_count;
    vm->own_types_count = 0;
    for (uint32_t i = 0; i < owned; i++) {
        Type *type = vm->own_types[i];
        if (type->flags & TF_HEAP)
            obj_drop(t, type);
        else
            vm->own_types[vm->own_types_count++] = type;
    }
}

static void type_empty(Thread *t, Type *type)
{
    if (t->vm->types[KIND_type]->clear)
        t->vm->types[KIND_type]->clear(t, &type->head);
}

static void type_release(Thread *t, Type *type)
{
    gc_untrack(t, type);
    object_release_memory(t, &type->head, sizeof(GcHead));
}

/* CPython's _PyModule_Clear: first the names with one leading underscore, then the others; each
   becomes None, so that finalisers find a name rather than a NameError. */
static void namespace_clear(Thread *t, Dict *d)
{
    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < d->used; i++) {
            Value key = d->entries[i].key;
            if (!v_is_str(key) || v_is_none(d->entries[i].value))
                continue;
            Str *name = V_AS(Str, key);
            bool underscore = name->len > 1 && str_at(name, 0) == '_' && str_at(name, 1) != '_';
            if (underscore == (pass == 0) && name != N(t, __builtins__))
                v_set(t, &d->entries[i].value, V_NONE);
        }
}

static void module_clear(Thread *t, Value module)
{
    Value dict = v_is_kind(module, KIND_module) ? instance_dict(t, module) : V_EMPTY;
    if (v_is_error(dict))
        exc_clear(t);
    else if (v_is_kind(dict, KIND_dict))
        namespace_clear(t, V_AS(Dict, dict));
    if (!v_is_error(dict))
        drop(t, dict);
}

/* Is it a module of the script's own? Those of the library have no file. */
static bool module_of_script(Thread *t, Value module)
{
    Value dict = v_is_kind(module, KIND_module) ? instance_dict(t, module) : V_EMPTY;
    if (v_is_error(dict))
        exc_clear(t);
    if (!v_is_kind(dict, KIND_dict))
        return false;
    bool file = !v_is_empty(dict_get_str(V_AS(Dict, dict), N(t, __file__)));
    drop(t, dict);
    return file;
}

/*
 * The modules of the script are let go, __main__ first: what their namespaces hold is found dead by
 * the collector, so that finalisers see all names still bound.
 */
static void script_teardown(Thread *t)
{
    VM *vm = t->vm;
    Value main_module = dict_pop(t, vm->modules, v_from(N(t, __main__)));
    if (v_is_error(main_module))
        exc_clear(t);
    else
        drop(t, main_module);
    gc_collect(t, 2);
    bool gone = false;
    for (size_t i = vm->modules->used; i-- > 0;)
        if (i < vm->modules->used && module_of_script(t, vm->modules->entries[i].value)) {
            gone = true;
            if (dict_delete(t, vm->modules, vm->modules->entries[i].key) < 0)
                exc_clear(t);
        }
    if (gone)
        gc_collect(t, 2);
}

/* The exception that ended the script, in the names that sys has for it. */
static void last_exception_forget(Thread *t)
{
    static const char *const names[] = {"last_exc", "last_type", "last_value", "last_traceback"};
    Value dict = v_is_object(t->vm->sys_module) ? instance_dict(t, t->vm->sys_module) : V_EMPTY;
    for (size_t i = 0; v_is_kind(dict, KIND_dict) && i < sizeof names / sizeof *names; i++)
        if (dict_set_cstr(t, V_AS(Dict, dict), names[i], V_NONE) < 0)
            exc_clear(t);
    if (v_is_error(dict))
        exc_clear(t);
    else
        drop(t, dict);
}

/* The script's own modules, then the others in reverse order of import, sys and builtins last. */
static void modules_teardown(Thread *t)
{
    VM *vm = t->vm;
    last_exception_forget(t);
    script_teardown(t);
    for (size_t i = vm->modules->used; i-- > 0;) {
        if (i >= vm->modules->used)
            continue;
        Value module = dup(vm->modules->entries[i].value);
        if (!v_same(module, vm->sys_module) && !v_same(module, vm->builtins_module))
            module_clear(t, module);
        drop(t, module);
    }
    v_clear(t, &vm->importer);
    dict_clear(t, vm->modules);
    gc_library_back(vm);
    gc_collect(t, 2);
    module_clear(t, vm->sys_module);
    module_clear(t, vm->builtins_module);
    v_clear(t, &vm->sys_module);
    v_clear(t, &vm->builtins_module);
}

/* The dicts of modules and builtins, empty by now, stay as long as finalisers may look into them.
 */
static void namespaces_drop(Thread *t)
{
    VM *vm = t->vm;
    obj_drop(t, vm->modules);
    obj_drop(t, vm->builtins);
    vm->modules = vm->builtins = NULL;
}

/* In a leak-checking build anything alive at the end is an error of ours. */
#ifdef RONDO_LEAKS
#define LEAK_STATUS 97
static void type_count(Thread *t, Type *type)
{
    t->vm->type_version++;
}

static void leak_print(Object *o, void *arg)
{
    if (!(o->type->flags & TF_TYPE) && ++*(uint64_t *)arg <= 20)
        fprintf(stderr, "rondo: leaked %s object, count %u\n", o->type->name, o->refcnt);
}

static void leak_report(VM *vm, uint64_t bytes)
{
    uint64_t objects = 0;
    gc_each(vm, leak_print, &objects);
    if (objects || bytes) {
        fprintf(stderr, "rondo: %llu tracked objects and %llu bytes leaked\n",
                (unsigned long long)objects, (unsigned long long)bytes);
#ifdef __SANITIZE_ADDRESS__
        exit(LEAK_STATUS); /* the leak sanitizer, if it is on, says where the blocks came from */
#else
        abort();
#endif
    }
}
#endif

/*
 * CPython's order: atexit functions and threads, then modules (each namespace emptied, sys and
 * builtins last), then a full collection, then everything that the VM itself holds.
 */
void vm_free(VM *vm)
{
    Thread *t = vm->main;
    vm->alloc.limit = 0;
    alloc_fail_at(&vm->alloc, 0);
    for (uint32_t i = vm->at_exit_count; i-- > 0;)
        vm->at_exit[i](t);
    alloc_trace_stop(t);
    vm->finalizing = true;
    exc_clear(t);
    if (vm_ends_quietly(t))
        return;
    if (vm->modules)
        modules_teardown(t);
    gc_collect(t, 2);
    thread_drop_values(t);
    roots_drop(t);
    gc_collect(t, 2);
    if (vm->threads != t || t->next)
        return; /* frames of daemon threads hold objects whose types stay; the process is about to
                   end */
#ifndef RONDO_LEAKS
    if (vm->options.process_ends && !vm->observers)
        return; /* no finaliser is left that could tell */
#endif
    gc_unfreeze(vm);
    classes_drop(t);
    gc_collect(t, 2);
    types_each(t, type_empty);
    gc_collect(t, 2);
    types_each(t, shape_free_tree); /* a dict of one type may have held an instance of another */
    namespaces_drop(t);
    names_drop(t);
    str_teardown(t);
    for (uint32_t i = vm->at_free_count; i-- > 0;)
        vm->at_free[i](vm);
    stack_free(t);
#ifdef RONDO_LEAKS
    vm->type_version = 0; /* counts the types from here on */
    types_each(t, type_count);
    leak_report(vm, vm->alloc.used -
                        vm->type_version * object_block_size(sizeof(GcHead) + sizeof(Type)));
#endif
    types_each(t, type_release);
    image_free(vm->own_types);
    gil_destroy(&vm->gil);
    thread_free(t);
    alloc_release(&vm->alloc);
    free(vm->script_folder);
    image_free(vm);
}
