/* SPDX-License-Identifier: MIT */
/*
 * Second half of the scope analysis: every use of a name finds its binding. A name that is not
 * bound in its block is looked for in the function blocks around it (class blocks are passed by);
 * found beyond the border of a unit, it becomes a cell there and a free variable in every unit on
 * the way.
 */
#include "parser/scope.h"

#include <stdlib.h>
#include <string.h>

typedef struct Resolve {
    ScopeTree *tree;
    Arena *arena;
    const Source *src;
    Diag *diag;
    const Ident *id_class;
} Resolve;

static bool no_memory(Resolve *r)
{
    return diag_set(r->diag, r->arena, "MemoryError", "%s", "");
}

/* An error about a global or nonlocal statement of the block. */
static bool fail(Resolve *r, const Scope *s, const Ident *name, const char *format)
{
    const Directive *d = NULL; /* the first one: they are listed backwards */
    for (const Directive *k = s->directives; k; k = k->next)
        if (k->name == name)
            d = k;
    diag_set(r->diag, r->arena, "SyntaxError", format, name->text);
    if (d)
        scope_place(r->diag, r->arena, r->src, d->at);
    return false;
}

static bool is_unit_body(const Scope *s)
{
    return s->host == s;
}

static bool free_add(Resolve *r, Scope *unit, const Ident *name)
{
    Symbol *s = scope_add(unit, r->arena, name);
    if (!s)
        return no_memory(r);
    if (s->is_free)
        return true;
    s->is_free = true;
    if (s->kind == SYM_UNKNOWN && !(s->flags & (DEF_BOUND | DEF_GLOBAL)))
        s->kind = SYM_FREE;
    if (unit->nfree == unit->free_capacity) {
        uint32_t capacity = unit->free_capacity ? 2 * unit->free_capacity : 4;
        Symbol **frees = arena_alloc(r->arena, capacity * sizeof *frees);
        if (!frees)
            return no_memory(r);
        if (unit->nfree)
            memcpy(frees, unit->frees, unit->nfree * sizeof *frees);
        unit->frees = frees;
        unit->free_capacity = capacity;
    }
    unit->frees[unit->nfree++] = s;
    return true;
}

/* __class__ is a cell of the class for its methods, not for the class body itself. */
static Symbol *class_cell(Resolve *r, Scope *cls)
{
    if (!cls->class_cell) {
        Symbol *s = cls->class_cell = ARENA_NEW(r->arena, Symbol);
        if (!s)
            return NULL;
        *s = (Symbol){.name = r->id_class, .kind = SYM_CELL, .reg = REG_NONE};
        cls->needs_class_cell = true;
        cls->nlocals++;
    }
    return cls->class_cell;
}

/* The binding of `name` in the blocks around `from`, and the block that has it; NULL: global. */
static Symbol *find_binding(Resolve *r, const Scope *from, const Ident *name, Scope **owner)
{
    for (Scope *p = from->parent; p && p->kind != SCOPE_MODULE; p = p->parent) {
        *owner = p;
        if (p->kind == SCOPE_CLASS) {
            if (name == r->id_class)
                return from->host == p ? NULL : class_cell(r, p);
            continue;
        }
        Symbol *s = scope_lookup(p, name);
        if (!s)
            continue;
        if (s->flags & DEF_GLOBAL)
            return NULL;
        if ((s->flags & DEF_BOUND) && !(s->flags & DEF_NONLOCAL))
            return s;
    }
    return NULL;
}

/* `s` of `scope` means the `binding` in `owner`. */
static bool link_binding(Resolve *r, Scope *scope, Symbol *s, Symbol *binding, Scope *owner)
{
    if (scope->host == owner->host) {
        s->kind = SYM_ALIAS;
        s->target = binding;
        s->flags |= binding->flags & (DEF_WALRUS | DEF_DELETED);
        return true;
    }
    binding->kind = SYM_CELL;
    for (Scope *unit = scope->host; unit != owner->host; unit = unit->parent->host)
        if (!free_add(r, unit, s->name))
            return false;
    s->kind = SYM_FREE;
    if (!is_unit_body(scope)) /* the closure is the host's */
        s->target = scope_lookup(scope->host, s->name);
    return true;
}

static bool resolve_outer(Resolve *r, Scope *scope, Symbol *s)
{
    Scope *owner = NULL;
    Symbol *binding = find_binding(r, scope, s->name, &owner);
    if (binding)
        return link_binding(r, scope, s, binding, owner);
    if (s->flags & DEF_NONLOCAL)
        return fail(r, scope, s->name, "no binding for nonlocal '%s' found");
    bool namespace = scope->host->kind == SCOPE_MODULE || scope->kind == SCOPE_CLASS;
    s->kind = namespace ? SYM_NAME : SYM_GLOBAL;
    return true;
}

static bool resolve_symbol(Resolve *r, Scope *scope, Symbol *s)
{
    if (s->flags & DEF_GLOBAL) {
        if (s->flags & DEF_NONLOCAL)
            return fail(r, scope, s->name, "name '%s' is nonlocal and global");
        s->kind = SYM_GLOBAL;
        return true;
    }
    if (s->flags & DEF_NONLOCAL) {
        if (scope->kind == SCOPE_MODULE)
            return fail(r, scope, s->name, "nonlocal declaration not allowed at module level%.0s");
        return resolve_outer(r, scope, s);
    }
    if (!(s->flags & DEF_BOUND))
        return s->kind == SYM_FREE || resolve_outer(r, scope, s);
    if (scope->kind == SCOPE_MODULE || scope->kind == SCOPE_CLASS) {
        s->kind = SYM_NAME;
        return true;
    }
    if (s->kind != SYM_CELL)
        s->kind = SYM_LOCAL;
    scope->host->nlocals++;
    return true;
}

static int by_name(const void *a, const void *b)
{
    const Symbol *x = *(Symbol *const *)a, *y = *(Symbol *const *)b;
    return strcmp(x->name->text, y->name->text);
}

bool scope_resolve(ScopeTree *tree, IdentTable *names, Arena *arena, const Source *src, Diag *d)
{
    Resolve r = {tree, arena, src, d, ident_known(names, KNOWN_CLASS)};
    for (Scope *scope = tree->root; scope; scope = scope->next) {
        uint32_t count = scope->count; /* symbols added later are free ones, resolved already */
        for (uint32_t i = 0; i < count; i++)
            if (!resolve_symbol(&r, scope, scope->symbols[i]))
                return false;
    }
    for (Scope *scope = tree->root; scope; scope = scope->next) {
        if (scope->nfree > 1)
            qsort(scope->frees, scope->nfree, sizeof *scope->frees, by_name);
        for (uint32_t i = 0; i < scope->nfree; i++)
            scope->frees[i]->free_index = (uint16_t)i;
    }
    return !arena->failed || no_memory(&r);
}
