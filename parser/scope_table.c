/* SPDX-License-Identifier: MIT */
/* The tables behind the scopes: name -> symbol in a block, the blocks of a tree; name mangling. */
#include "parser/scope.h"

#include <string.h>

static uint32_t pointer_hash(const void *p)
{
    uint64_t x = (uint64_t)(uintptr_t)p;
    return (uint32_t)((x * 0x9E3779B97F4A7C15u) >> 32);
}

/* The table of names is this compilation's own. */
static void remember(const Scope *scope, Symbol *s)
{
    Ident *name = (Ident *)(uintptr_t)s->name;
    if (!scope->serial)
        return;
    name->meaning = s;
    name->serial = scope->serial;
}

Symbol *scope_find(const Scope *scope, const Ident *name)
{
    if (!scope->bucket)
        return NULL;
    for (uint32_t i = pointer_hash(name);; i++) {
        Symbol *s = scope->bucket[i & scope->mask];
        if (!s)
            return NULL;
        if (s->name == name) {
            remember(scope, s);
            return s;
        }
    }
}

static bool scope_grow(Scope *scope, Arena *arena)
{
    uint32_t size = scope->bucket ? 2 * (scope->mask + 1) : 16;
    Symbol **bucket = arena_alloc(arena, size * sizeof *bucket);
    Symbol **symbols = arena_alloc(arena, size * sizeof *symbols);
    if (!bucket || !symbols)
        return false;
    for (uint32_t k = 0; k < scope->count; k++) {
        uint32_t i = pointer_hash(scope->symbols[k]->name);
        while (bucket[i & (size - 1)])
            i++;
        bucket[i & (size - 1)] = symbols[k] = scope->symbols[k];
    }
    scope->bucket = bucket;
    scope->symbols = symbols;
    scope->mask = size - 1;
    return true;
}

Symbol *scope_add(Scope *scope, Arena *arena, const Ident *name)
{
    Symbol *s = scope_lookup(scope, name);
    if (s)
        return s;
    if (2 * scope->count >= scope->mask && !scope_grow(scope, arena))
        return NULL;
    s = ARENA_NEW(arena, Symbol);
    if (!s)
        return NULL;
    s->name = name;
    s->reg = REG_NONE;
    uint32_t i = pointer_hash(name);
    while (scope->bucket[i & scope->mask])
        i++;
    scope->bucket[i & scope->mask] = s;
    scope->symbols[scope->count++] = s;
    remember(scope, s);
    return s;
}

bool scope_number(ScopeTree *tree, Arena *arena, Node *node, Scope *scope)
{
    if (tree->count == tree->capacity) {
        uint32_t capacity = tree->capacity ? 2 * tree->capacity : 8;
        Scope **blocks = arena_alloc(arena, capacity * sizeof(Scope *));
        if (!blocks)
            return false;
        if (tree->count)
            memcpy(blocks, tree->blocks, tree->count * sizeof(Scope *));
        tree->blocks = blocks;
        tree->capacity = capacity;
    }
    tree->blocks[tree->count] = scope;
    node->block = ++tree->count;
    return true;
}

bool scope_begin(ScopeTree *out, Arena *keep)
{
    Scope *s = ARENA_NEW(keep, Scope);
    *out = (ScopeTree){.module = s, .keep = keep};
    if (!s)
        return false;
    s->kind = SCOPE_MODULE;
    s->host = s;
    return true;
}

bool scope_piece_done(ScopeTree *tree, Node *piece, struct CodeUnit *unit)
{
    Scope *s = ARENA_NEW(tree->keep, Scope);
    if (!s)
        return false;
    s->node = piece;
    s->unit = unit;
    return scope_number(tree, tree->keep, piece, s);
}

const Ident *name_mangle_in(IdentTable *names, Arena *arena, const Ident *private_class,
                            const Ident *name)
{
    if (name->len < 3 || name->text[0] != '_' || name->text[1] != '_' ||
        (name->text[name->len - 1] == '_' && name->text[name->len - 2] == '_') ||
        memchr(name->text, '.', name->len))
        return name;
    const char *cls = private_class->text;
    while (*cls == '_')
        cls++;
    if (!*cls)
        return name;
    char *text = arena_printf(arena, "_%s%s", cls, name->text);
    return text ? ident_intern(names, text, strlen(text)) : NULL;
}
