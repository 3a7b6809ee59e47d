/* SPDX-License-Identifier: MIT */
/* Errors, the life of a unit, and the unit of a whole tree. */
#include "parser/bytecode/compiler.h"

#include <stdlib.h>
#include <string.h>

/* ---- errors ---- */

void compile_fail(Compiler *c, const Node *at, const char *format, ...)
{
    if (c->failed)
        return;
    c->failed = true;
    va_list args;
    va_start(args, format);
    char *message = arena_vprintf(c->scratch, format, args);
    va_end(args);
    diag_set(c->diag, c->scratch, message ? "SyntaxError" : "MemoryError", "%s",
             message ? message : "");
    scope_place(c->diag, c->scratch, c->src, at);
}

void compile_no_memory(Compiler *c)
{
    if (!c->failed)
        diag_set(c->diag, c->scratch, "MemoryError", "%s", "");
    c->failed = true;
}

void compile_warn(Compiler *c, const Node *at, const char *format, ...)
{
    if (c->failed)
        return;
    CompileWarning *w = ARENA_NEW(c->arena, CompileWarning);
    va_list args;
    va_start(args, format);
    char *message = arena_vprintf(c->arena, format, args);
    va_end(args);
    if (!w || !message) {
        compile_no_memory(c);
        return;
    }
    *w = (CompileWarning){"SyntaxWarning", message,      at->line,        NULL,
                          at->col + 1,     at->end_line, at->end_col + 1, false};
    *c->warnings_end = w;
    c->warnings_end = &w->next;
}

void compile_warn_again(Compiler *c, CompileWarning **first, CompileWarning **last)
{
    for (CompileWarning **w = first; w != last; w = &(*w)->next) {
        CompileWarning *copy = ARENA_NEW(c->arena, CompileWarning);
        if (!copy) {
            compile_no_memory(c);
            return;
        }
        *copy = **w;
        copy->next = NULL;
        *c->warnings_end = copy;
        c->warnings_end = &copy->next;
    }
}

bool compile_too_deep(Compiler *c)
{
    diag_set(c->diag, c->scratch, "RecursionError", "%s",
             "maximum recursion depth exceeded during compilation");
    c->failed = true;
    return false;
}

/* ---- vectors ---- */

enum { IDLE_SLOTS = 256 }; /* bigger tables are not kept: the next unit would have to clear them */

static void vectors_free(Vectors *v)
{
    base_free(v->code);
    base_free(v->places);
    base_free(v->positions);
    base_free(v->handlers);
    base_free(v->handler_pc);
    base_free(v->literals);
    base_free(v->literal_map);
    base_free(v->unit_names);
    base_free(v->name_map);
    base_free(v->local_names);
    base_free(v->cell_regs);
    base_free(v->spare);
}

void compiler_free(Compiler *c)
{
    base_free(c->spine);
    while (c->nidle)
        vectors_free(&c->idle[--c->nidle]);
}

/* The vectors that a unit with so many locals begins with; false: no memory. */
static bool vectors_take(Compiler *c, Vectors *v, uint32_t nlocals)
{
    *v = c->nidle ? c->idle[--c->nidle] : (Vectors){0};
    if (v->literal_map)
        memset(v->literal_map, 0, (v->literal_mask + (size_t)1) * sizeof *v->literal_map);
    if (v->name_map)
        memset(v->name_map, 0, (v->name_mask + (size_t)1) * sizeof *v->name_map);
    if (nlocals >= v->locals_cap) {
        const Ident **names = base_alloc(v->local_names, nlocals + 1, sizeof *names);
        v->local_names = names ? names : v->local_names;
        uint16_t *cells = base_alloc(v->cell_regs, nlocals + 1, sizeof *cells);
        v->cell_regs = cells ? cells : v->cell_regs;
        SpareReg *spare = base_alloc(v->spare, nlocals + 1, sizeof *spare);
        v->spare = spare ? spare : v->spare;
        if (!names || !cells || !spare)
            return false;
        v->locals_cap = nlocals + 1;
    }
    memset(v->local_names, 0, (nlocals + (size_t)1) * sizeof *v->local_names);
    return true;
}

/* The unit is done with them. */
static void vectors_give(Compiler *c, Vectors *v)
{
    if (c->nidle == IDLE_VECTORS || v->literal_mask >= IDLE_SLOTS || v->name_mask >= IDLE_SLOTS)
        vectors_free(v);
    else
        c->idle[c->nidle++] = *v;
}

/* ---- units ---- */

/* As CPython: functions inside functions say <locals>; a name declared global stands alone. */
static void set_qualname(Compiler *c, Unit *u, const char *name)
{
    CodeUnit *out = u->out;
    const Unit *parent = u->outer;
    const char *qualname = name;
    bool named = u->host->kind == SCOPE_CLASS || u->host->kind == SCOPE_FUNCTION ||
                 u->host->kind == SCOPE_ASYNC_FUNCTION;
    const Symbol *s = NULL;
    if (parent && named)
        s = scope_lookup(parent->scope, name_mangle(c, u->host->name));
    bool declared_global = s && s->flags & DEF_GLOBAL && s->kind == SYM_GLOBAL;
    if (parent && parent->host->kind != SCOPE_MODULE && !declared_global)
        qualname =
            arena_printf(c->arena, parent->host->kind == SCOPE_CLASS ? "%s.%s" : "%s.<locals>.%s",
                         parent->out->qualname.text, name);
    if (!qualname)
        compile_no_memory(c);
    else
        out->qualname = (UnitName){qualname, (uint32_t)strlen(qualname)};
    out->name = (UnitName){name, (uint32_t)strlen(name)};
}

static uint32_t unit_flags(const Scope *s)
{
    uint32_t flags = 0;
    if (s->kind >= SCOPE_FUNCTION) {
        flags = CO_OPTIMIZED | CO_NEWLOCALS;
        if (s->is_nested)
            flags |= CO_NESTED;
    }
    if (s->kind >= SCOPE_FUNCTION && s->is_generator)
        flags |= s->is_coroutine ? CO_ASYNC_GENERATOR : CO_GENERATOR;
    else if (s->is_coroutine && s->kind != SCOPE_CLASS)
        flags |= CO_COROUTINE;
    return flags;
}

bool unit_begin(Compiler *c, Unit *u, Scope *scope, const char *name, uint32_t line)
{
    memset(u, 0, sizeof *u);
    u->outer = c->u;
    u->scope = u->host = scope;
    u->private_class = c->u ? c->u->private_class : NULL;
    u->out = ARENA_NEW(c->arena, CodeUnit);
    u->temp_base = u->top = u->max_top = scope->nlocals;
    bool room = vectors_take(c, &u->vectors, scope->nlocals);
    if (!u->out || !room || scope->nlocals >= REG_NONE - 1024) {
        compile_no_memory(c);
        vectors_give(c, &u->vectors);
        return false;
    }
    u->out->firstline = line;
    u->out->filename = c->filename;
    u->out->flags = unit_flags(scope) | (c->future_annotations ? CO_FUTURE_ANNOTATIONS : 0);
    u->out->is_class = scope->kind == SCOPE_CLASS;
    u->out->is_module = scope->kind == SCOPE_MODULE;
    set_qualname(c, u, name);
    c->u = u;
    emit_place(c, &(Node){.line = line, .end_line = line});
    return true;
}

void unit_param(Compiler *c, const Ident *name)
{
    Unit *u = c->u;
    Symbol *s = scope_lookup(u->scope, name_mangle(c, name));
    if (c->failed || !s)
        return;
    s->reg = (uint16_t)u->next_local;
    u->local_names[u->next_local++] = s->name;
    bound_add(c, s);
}

static int symbols_by_name(const void *a, const void *b)
{
    const Symbol *x = *(Symbol *const *)a, *y = *(Symbol *const *)b;
    return strcmp(x->name->text, y->name->text);
}

/* Cells that are not parameters have the highest registers, sorted by name as CPython's are. */
void unit_cells(Compiler *c, const Node *at)
{
    Unit *u = c->u;
    Scope *scope = u->scope;
    uint32_t n = scope->class_cell != NULL;
    for (uint32_t i = 0; i < scope->count; i++)
        n += scope->symbols[i]->kind == SYM_CELL;
    if (n == 0)
        return;
    Symbol **cells = base_alloc(NULL, n, sizeof *cells);
    n = 0;
    if (!cells) {
        compile_no_memory(c);
        return;
    }
    for (uint32_t i = 0; i < scope->count; i++)
        if (scope->symbols[i]->kind == SYM_CELL)
            cells[n++] = scope->symbols[i];
    if (scope->class_cell)
        cells[n++] = scope->class_cell;
    qsort(cells, n, sizeof *cells, symbols_by_name);
    uint32_t fresh = 0;
    for (uint32_t i = 0; i < n; i++)
        fresh += cells[i]->reg == REG_NONE;
    uint32_t reg = u->temp_base - fresh;
    for (uint32_t i = 0; i < n; i++) {
        if (cells[i]->reg == REG_NONE) {
            u->local_names[reg] = cells[i]->name;
            cells[i]->reg = (uint16_t)reg++;
        }
        u->cell_regs[u->ncell_regs++] = cells[i]->reg;
        emit(c, at, OPC_MAKE_CELL, cells[i]->reg, 0, 0);
    }
    base_free(cells);
}

/* Which register or closure slot of the current unit holds the cell that a nested unit wants. */
static Capture capture_of(Compiler *c, const Ident *name)
{
    Unit *u = c->u;
    for (const Scope *s = u->scope;; s = s->parent) {
        if (s == u->host && s->class_cell && s->class_cell->name == name)
            return (Capture){s->class_cell->reg, false};
        Symbol *sym = scope_lookup(s, name);
        Symbol *place = sym && sym->target ? sym->target : sym;
        if (sym && (place->kind == SYM_CELL))
            return (Capture){place->reg, false};
        if (sym && place->is_free)
            return (Capture){place->free_index, true};
        if (s == u->host)
            break;
    }
    assert(c->failed);
    return (Capture){0, false};
}

static void unit_captures(Compiler *c, const Scope *scope, CodeUnit *out)
{
    out->nfree = scope->nfree;
    out->freenames = arena_alloc(c->arena, (scope->nfree + (size_t)1) * sizeof *out->freenames);
    out->captures = arena_alloc(c->arena, (scope->nfree + (size_t)1) * sizeof *out->captures);
    if (!out->freenames || !out->captures) {
        compile_no_memory(c);
        return;
    }
    for (uint32_t i = 0; i < scope->nfree; i++) {
        const Ident *name = scope->frees[i]->name;
        out->freenames[i] = (UnitName){name_text(c, name), name->len};
        out->captures[i] = capture_of(c, name);
        if (name->len == 9 && !strcmp(name->text, "__class__"))
            out->uses_super_cell = true;
    }
}

static void *arena_vector(Compiler *c, const void *items, size_t count, size_t size)
{
    void *copy = arena_alloc(c->arena, count * size + 1);
    if (!copy)
        compile_no_memory(c);
    else if (count)
        memcpy(copy, items, count * size);
    return copy;
}

/* Handlers whose code was never reached protect nothing that can raise. */
static void unit_handlers(Compiler *c, Unit *u, CodeUnit *out)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < u->nhandlers; i++) {
        Handler h = u->handlers[i];
        h.target = u->handler_pc[h.target];
        if (h.target != NO_PC)
            u->handlers[n++] = h;
    }
    out->handlers = arena_vector(c, u->handlers, n, sizeof *u->handlers);
    out->nhandlers = n;
}

static void unit_fill(Compiler *c, Unit *u)
{
    CodeUnit *out = u->out;
    out->nlocals = out->temp_base = (uint16_t)u->temp_base;
    out->nregs = (uint16_t)u->max_top;
    out->code = arena_vector(c, u->code, u->len, sizeof *u->code);
    out->ncells = u->len;
    out->literals = arena_vector(c, u->literals, u->nliterals, sizeof *u->literals);
    out->nliterals = u->nliterals;
    out->names = arena_vector(c, u->unit_names, u->nnames, sizeof *u->unit_names);
    out->nnames = u->nnames;
    if (u->wide)
        out->positions = arena_vector(c, u->positions, u->npositions, sizeof *u->positions);
    else
        out->short_positions = arena_vector(c, u->places, u->npositions, sizeof *u->places);
    out->npositions = u->npositions;
    out->cell_regs = arena_vector(c, u->cell_regs, u->ncell_regs, sizeof *u->cell_regs);
    out->ncells_vars = u->ncell_regs;
    out->varnames = arena_alloc(c->arena, (u->temp_base + (size_t)1) * sizeof *out->varnames);
    for (uint32_t i = 0; out->varnames && i < u->temp_base; i++)
        out->varnames[i] = u->local_names[i]
                               ? (UnitName){name_text(c, u->local_names[i]), u->local_names[i]->len}
                               : (UnitName){"", 0};
    unit_handlers(c, u, out);
    if (c->arena->failed)
        compile_no_memory(c);
}

CodeUnit *unit_end(Compiler *c)
{
    Unit *u = c->u;
    emit(c, NULL, OPC_RETURN_NONE, 0, 0, 0);
    deferred_handlers(c);
    assert(c->failed || (u->top == u->temp_base && !u->blocks));
    if (!c->failed)
        unit_fill(c, u);
    c->u = u->outer;
    c->cells += u->len;
    if (!c->failed)
        unit_captures(c, u->host, u->out);
    vectors_give(c, &u->vectors);
    return c->failed ? NULL : u->out;
}

CodeUnit *compile_tree(Compiler *c, Node *tree)
{
    Unit u;
    Scope *scope = c->scopes.root;
    if (!unit_begin(c, &u, scope, "<module>", 1))
        return NULL;
    emit_place(c, NULL);
    unit_cells(c, NULL);
    if (tree->kind == N_Expression) {
        Reg value = operand(c, AS(tree, Expression)->body, true);
        emit(c, AS(tree, Expression)->body, OPC_RETURN, value, 0, 0);
        reg_release(c, u.temp_base);
    } else {
        const NodeList *body = &((AstModule *)tree)->body;
        uint32_t first = 0;
        if (scope->has_annotations)
            emit(c, NULL, OPC_SETUP_ANNOTATIONS, 0, 0, 0);
        if (tree->kind == N_Module)
            docstring_set(c, body, &first, true);
        NodeList rest = {body->items + first, body->count - first};
        block_compile(c, &rest);
    }
    return unit_end(c);
}
