/* SPDX-License-Identifier: MIT */
/* Modules that were executed when Rondo was built: see preload.h. */
#include "vm/run/preload.h"

#ifdef RONDO_IMAGE
#include <stdio.h>
#include <string.h>
#include "vm/core/descriptor.h"
#include "vm/core/gc.h"
#include "vm/core/image.h"
#include "vm/core/shape.h"
#include "vm/core/vm.h"
#include "vm/run/builtins.h"
#include "vm/run/import.h"

enum { PRELOAD_MOST = 256 };
typedef enum PreloadState { PRELOAD_WAITS, PRELOAD_LINKED, PRELOAD_UNFIT } PreloadState;

struct Preloaded {
    Str *name;         /* owned, interned; as in sys.modules */
    Value module;      /* owned until it is linked */
    GcHead made;       /* what is tracked of what the module created, until it is linked */
    Type **types;      /* the classes among it, NULL-terminated */
    Preloaded *outer;  /* the one that was being executed when this one was asked for */
    Preloaded **needs; /* what it imports, in order; among it its package */
    uint32_t needs_len, needs_cap;
    uint32_t at_exit_from;
    void (*at_exit)(Thread *t); /* what it registered with vm_at_exit(), or NULL */
    PreloadState state;
    bool begins; /* it has a function _begin */
    bool package;
    bool below_package; /* an attribute of its package, which did not ask for it itself */
    uint32_t seen;      /* the search that came here last */
};

/* Side by side, so that a search meets few pages. */
struct Preload {
    Preloaded *current; /* being executed, while the image is made */
    uint32_t len, searches;
    bool grows;
    Preloaded rows[PRELOAD_MOST]; /* in the order in which execution began */
};

static Preloaded *row_find(struct Preload *p, Str *name)
{
    bool interned = name->head.flags & STR_INTERNED;
    for (Preloaded *r = p->rows; r < p->rows + p->len; r++)
        if (r->name == name || (!interned && str_equal(r->name, name)))
            return r;
    return NULL;
}

static bool needs(const Preloaded *row, const Preloaded *other)
{
    for (uint32_t i = 0; i < row->needs_len; i++)
        if (row->needs[i] == other)
            return true;
    return false;
}

/* ---- while the image is made ---- */

bool preload_grows(const VM *vm)
{
    return vm->preload && vm->preload->grows;
}

static void row_needs(Preloaded *row, Preloaded *other)
{
    if (row == other || needs(row, other))
        return;
    if (row->needs_len == row->needs_cap) {
        uint32_t cap = row->needs_cap ? row->needs_cap * 2 : 8;
        Preloaded **moved =
            image_realloc(row->needs, row->needs_cap * sizeof *moved, cap * sizeof *moved);
        if (!moved)
            return;
        row->needs = moved;
        row->needs_cap = cap;
    }
    row->needs[row->needs_len++] = other;
}

/* The row of the package that a module lies in, or NULL. */
static Preloaded *row_package(Thread *t, struct Preload *p, Str *name)
{
    size_t dot = name->len;
    while (dot && str_at(name, dot - 1) != '.')
        dot--;
    Value package = dot ? str_slice(t, name, 0, dot - 1) : V_ERROR;
    if (v_is_error(package))
        return NULL;
    Preloaded *row = row_find(p, V_AS(Str, package));
    drop(t, package);
    return row;
}

Preloaded *preload_begin(Thread *t, Value name)
{
    struct Preload *p = t->vm->preload;
    if (!preload_grows(t->vm) || p->len == PRELOAD_MOST)
        return NULL;
    Preloaded *row = &p->rows[p->len++];
    gc_set_aside(t->vm, p->current ? &p->current->made : NULL);
    Value key = str_intern(t, dup(name));
    row->name = V_AS(Str, v_is_error(key) ? name : key);
    row->module = V_EMPTY;
    gc_list_init(&row->made);
    row->outer = p->current;
    row->at_exit_from = t->vm->at_exit_count;
    p->current = row;
    Preloaded *package = row_package(t, p, row->name);
    if (package)
        row_needs(row, package);
    return row;
}

/* So that the first call of a function finds it linked. */
static void functions_link(Thread *t, Preloaded *row)
{
    for (GcHead *g = row->made.next; g != &row->made; g = g->next)
        if (gc_object(g)->kind == KIND_function &&
            code_link(t, ((Function *)gc_object(g))->code) < 0)
            exc_clear(t); /* no memory: row_hide() will tell */
}

void preload_end(Thread *t, Preloaded *row)
{
    VM *vm = t->vm;
    if (!row)
        return;
    gc_set_aside(vm, &row->made);
    functions_link(t, row);
    gc_set_aside(vm, &row->made);
    vm->preload->current = row->outer;
    Value module = dict_get(t, vm->modules, v_from(row->name));
    row->module = v_is_object(module) ? dup(module) : V_EMPTY;
    if (v_is_object(module)) {
        Dict *space = V_AS(Module, module)->dict;
        row->begins = !v_is_empty(dict_get_str(space, N(t, _begin)));
        row->package = !v_is_empty(dict_get_str(space, N(t, __path__)));
    }
    if (vm->at_exit_count > row->at_exit_from)
        row->at_exit = vm->at_exit[row->at_exit_from];
    vm->at_exit_count = row->at_exit_from;
}

void preload_note(Thread *t, Value name)
{
    struct Preload *p = t->vm->preload;
    Preloaded *row = preload_grows(t->vm) && p->current ? row_find(p, V_AS(Str, name)) : NULL;
    if (row)
        row_needs(p->current, row);
}

static int row_pack(Preloaded *row)
{
    Preloaded **packed = image_calloc(row->needs_len, sizeof *packed);
    if (!packed)
        return -1;
    for (uint32_t i = 0; i < row->needs_len; i++)
        packed[i] = row->needs[i];
    row->needs = packed;
    return 0;
}

static int row_types(Preloaded *row)
{
    size_t n = 0;
    for (GcHead *g = row->made.next; g != &row->made; g = g->next)
        n += gc_object(g)->type->flags & TF_TYPE ? 1 : 0;
    row->types = image_calloc(n + 1, sizeof *row->types);
    if (!row->types)
        return -1;
    n = 0;
    for (GcHead *g = row->made.next; g != &row->made; g = g->next)
        if (gc_object(g)->type->flags & TF_TYPE)
            row->types[n++] = (Type *)gc_object(g);
    return 0;
}

/* The last part of a dotted name, interned and owned. */
static Value leaf_of(Thread *t, Str *name)
{
    size_t dot = name->len;
    while (dot && str_at(name, dot - 1) != '.')
        dot--;
    Value leaf = str_slice(t, name, dot, name->len);
    return v_is_error(leaf) ? V_ERROR : str_intern(t, leaf);
}

/* Nobody knows of the module from here on. */
static int row_hide(Thread *t, struct Preload *p, Preloaded *row)
{
    if (v_is_empty(row->module) || row_types(row) < 0)
        return -1;
    Preloaded *package = row_package(t, p, row->name);
    if (package && !needs(package, row)) {
        Value leaf = leaf_of(t, row->name);
        if (v_is_error(leaf) || dict_delete(t, V_AS(Module, package->module)->dict, leaf) < 0)
            return -1;
        drop(t, leaf);
        row->below_package = true;
    }
    V_AS(Module, row->module)->changed = false;
    return dict_delete(t, t->vm->modules, v_from(row->name)) < 0 ? -1 : 0;
}

/* Is the module on the list, or below a package that is? */
static bool is_listed(const char *name, char *const *names)
{
    for (; *names; names++) {
        size_t len = strlen(*names);
        if (!strncmp(name, *names, len) && (!name[len] || name[len] == '.'))
            return true;
    }
    return false;
}

/* Modules that hold what depends on the process are not on the list, and must not slip in. */
static bool rows_listed(Thread *t, const struct Preload *p, char *const *names)
{
    for (uint32_t i = 0; i < p->len; i++) {
        const char *name = str_utf8(t, p->rows[i].name, &(size_t){0});
        if (!name || !is_listed(name, names)) {
            fprintf(stderr, "rondo: not on the list of modules to execute: %s\n", name ? name : "?");
            return false;
        }
    }
    return true;
}

int preload_modules(Thread *t, char *const *names)
{
    VM *vm = t->vm;
    char *const *listed = names;
    struct Preload *p = vm->preload = image_calloc(1, sizeof *p);
    if (!p)
        return -1;
    bool enabled = vm->gc.enabled;
    size_t used = vm->alloc.used;
    vm->gc.enabled = false;
    p->grows = true;
    for (; *names; names++) {
        Value name = str_intern_utf8(t, *names, strlen(*names));
        Value module = v_is_error(name)
                           ? V_ERROR
                           : import_absolute_or_relative(t, NULL, V_AS(Str, name), V_NONE, 0);
        if (v_is_error(module)) {
            fprintf(stderr, "rondo: cannot be executed ahead: %s\n", *names);
            return -1;
        }
        drop(t, module);
        drop(t, name);
    }
    p->grows = false;
    if (!rows_listed(t, p, listed))
        return -1;
    for (uint32_t i = 0; i < p->len; i++)
        if (row_hide(t, p, &p->rows[i]) < 0)
            return -1;
    for (uint32_t i = 0; i < p->len; i++)
        if (row_pack(&p->rows[i]) < 0)
            return -1;
    vm->gc.enabled = enabled;
    attr_memo_release(t);
    type_cache_restart(t);
    stack_free(t);
    vm->alloc.preloaded = vm->alloc.used - used;
    return 0;
}

/* ---- in a process ---- */

/* Is all as it was when the module was executed? What it needs is not there yet and can be linked,
   or was linked and no script has changed it. */
static bool row_fits(Thread *t, struct Preload *p, Preloaded *row)
{
    if (row->seen == p->searches)
        return true;
    row->seen = p->searches;
    Value there = dict_get(t, t->vm->modules, v_from(row->name));
    if (row->state == PRELOAD_LINKED)
        return v_same(there, row->module) && V_AS(Module, there)->preloaded &&
               !V_AS(Module, there)->changed;
    if (row->state == PRELOAD_UNFIT || !v_is_empty(there))
        return false;
    for (uint32_t i = 0; i < row->needs_len; i++)
        if (!row_fits(t, p, row->needs[i]))
            return false;
    return true;
}

static int module_begins(Thread *t, const Preloaded *row)
{
    if (row->at_exit)
        vm_at_exit(t->vm, row->at_exit);
    if (!v_is_empty(t->vm->importer) &&
        import_describe(t, row->module, v_from(row->name), V_NONE, row->package, V_NONE) < 0)
        return -1;
    return row->begins ? import_begin(t, row->module) : 0;
}

static int row_attach(Thread *t, struct Preload *p, Preloaded *row)
{
    if (!row->below_package)
        return 0;
    Value leaf = leaf_of(t, row->name);
    if (v_is_error(leaf))
        return -1;
    Dict *space = V_AS(Module, row_package(t, p, row->name)->module)->dict;
    int status = dict_set(t, space, leaf, row->module);
    drop(t, leaf);
    return status;
}

static int row_link(Thread *t, struct Preload *p, Preloaded *row)
{
    if (row->state == PRELOAD_LINKED)
        return 0;
    row->state = PRELOAD_LINKED;
    gc_take_back(t->vm, &row->made);
    if (dict_set(t, t->vm->modules, v_from(row->name), row->module) < 0)
        return -1;
    for (uint32_t i = 0; i < row->needs_len; i++)
        if (row_link(t, p, row->needs[i]) < 0)
            return -1;
    V_AS(Module, row->module)->preloaded = true;
    drop(t, row->module);
    return row_attach(t, p, row) < 0 ? -1 : module_begins(t, row);
}

static bool builtin_is_own(Thread *t, Str *name)
{
    return v_is_kind(dict_get_str(t->vm->builtins, name), KIND_native);
}

/* Could a script tell that no code of the library ran? */
static bool somebody_looks(Thread *t)
{
    const VM *vm = t->vm;
    return vm->tracers || vm->observers || vm->alloc.trace ||
           !builtin_is_own(t, N(t, __import__)) || !builtin_is_own(t, N(t, __build_class__));
}

static Preloaded *row_waiting(Thread *t, Value name)
{
    struct Preload *p = t->vm->preload;
    Preloaded *row = p && !p->grows ? row_find(p, V_AS(Str, name)) : NULL;
    return row && row->state == PRELOAD_WAITS ? row : NULL;
}

bool preload_waits(Thread *t, Value name)
{
    return row_waiting(t, name) != NULL;
}

Value preload_take(Thread *t, Value name)
{
    struct Preload *p = t->vm->preload;
    Preloaded *row = row_waiting(t, name);
    if (!row || somebody_looks(t))
        return V_EMPTY;
    if (row == p->rows)
        image_use_library();
    p->searches++;
    if (!row_fits(t, p, row)) {
        row->state = PRELOAD_UNFIT;
        return V_EMPTY;
    }
    return row_link(t, p, row) < 0 ? V_ERROR : dup(row->module);
}

bool preload_hides(const VM *vm, const Type *type)
{
    const struct Preload *p = vm->preload;
    for (uint32_t i = 0; p && !p->grows && i < p->len; i++)
        for (Type **types = p->rows[i].types; p->rows[i].state != PRELOAD_LINKED && *types; types++)
            if (*types == type)
                return true;
    return false;
}
#endif
