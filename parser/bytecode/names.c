/* SPDX-License-Identifier: MIT */
/* Where a name lives, and the instructions that read, write and delete it there. */
#include "parser/bytecode/compiler.h"

static Reg local_alloc(Compiler *c, const Ident *name)
{
    Unit *u = c->u;
    if (u->next_local >= u->temp_base) { /* the analysis counts every one: cannot happen */
        assert(c->failed);
        return 0;
    }
    u->local_names[u->next_local] = name;
    return u->next_local++;
}

/* Registers are given to locals in the order in which the code comes upon them. */
static Reg symbol_reg(Compiler *c, Symbol *s)
{
    if (s->reg == REG_NONE)
        s->reg = (uint16_t)local_alloc(c, s->name);
    return s->reg;
}

Place name_place(Compiler *c, const Ident *name)
{
    Unit *u = c->u;
    Symbol *s = scope_lookup(u->scope, name_mangle(c, name));
    Symbol *place = s && s->target ? s->target : s;
    switch (s ? (SymbolKind)s->kind : SYM_UNKNOWN) {
    case SYM_ALIAS:
    case SYM_LOCAL:
    case SYM_CELL:
        return (Place){place->kind == SYM_CELL ? PLACE_CELL : PLACE_LOCAL, symbol_reg(c, place),
                       place, 0};
    case SYM_FREE:
        if (u->scope->kind == SCOPE_CLASS)
            return (Place){PLACE_CLASS_FREE, place->free_index, NULL,
                           name_add(c, name_mangle(c, name))};
        return (Place){PLACE_FREE, place->free_index, NULL, 0};
    case SYM_GLOBAL:
        return (Place){PLACE_GLOBAL, name_add(c, name_mangle(c, name)), NULL, 0};
    default: {
        bool namespace = u->host->kind == SCOPE_MODULE || u->host->kind == SCOPE_CLASS;
        return (Place){namespace ? PLACE_NAME : PLACE_GLOBAL, name_add(c, name_mangle(c, name)),
                       NULL, 0};
    }
    }
}

static void check_local(Compiler *c, const Node *at, const Symbol *s)
{
    if (bound_has(c, s))
        return;
    emit(c, at, OPC_CHECK_LOCAL, s->reg, 0, 0);
    if (!c->u->dead)
        bound_add(c, s);
}

void place_load(Compiler *c, const Node *at, const Place *p, Reg dest)
{
    switch (p->kind) {
    case PLACE_LOCAL:
        check_local(c, at, p->sym);
        if (dest != p->index)
            emit(c, at, OPC_MOVE, dest, p->index, 0);
        break;
    case PLACE_CELL:
        emit(c, at, OPC_LOAD_CELL, dest, p->index, 0);
        break;
    case PLACE_FREE:
        emit(c, at, OPC_LOAD_FREE, dest, p->index, 0);
        break;
    case PLACE_CLASS_FREE:
        emit_cell(c, at, OPC_LOAD_CLASS_FREE, dest, p->index, 0, p->name, 0);
        break;
    case PLACE_GLOBAL:
        emit_index(c, at, OPC_LOAD_GLOBAL, dest, p->index);
        break;
    case PLACE_NAME:
        emit_index(c, at, OPC_LOAD_NAME, dest, p->index);
        break;
    }
}

void name_load(Compiler *c, const Node *at, const Ident *name, Reg dest)
{
    Place p = name_place(c, name);
    place_load(c, at, &p, dest);
}

void name_store(Compiler *c, const Node *at, const Ident *name, Reg src)
{
    Place p = name_place(c, name);
    switch (p.kind) {
    case PLACE_LOCAL:
        if (src != p.index)
            emit(c, at, OPC_MOVE, p.index, src, 0);
        bound_add(c, p.sym);
        break;
    case PLACE_CELL:
        emit(c, at, OPC_STORE_CELL, p.index, src, 0);
        break;
    case PLACE_FREE:
    case PLACE_CLASS_FREE:
        emit(c, at, OPC_STORE_FREE, p.index, src, 0);
        break;
    case PLACE_GLOBAL:
        emit_index(c, at, OPC_STORE_GLOBAL, src, p.index);
        break;
    case PLACE_NAME:
        emit_index(c, at, OPC_STORE_NAME, src, p.index);
        break;
    }
}

void name_delete(Compiler *c, const Node *at, const Ident *name)
{
    Place p = name_place(c, name);
    switch (p.kind) {
    case PLACE_LOCAL:
        emit(c, at, OPC_DELETE_LOCAL, p.index, 0, 0);
        break;
    case PLACE_CELL:
        emit(c, at, OPC_DELETE_CELL, p.index, 0, 0);
        break;
    case PLACE_FREE:
    case PLACE_CLASS_FREE:
        emit(c, at, OPC_DELETE_FREE, p.index, 0, 0);
        break;
    case PLACE_GLOBAL:
        emit_index(c, at, OPC_DELETE_GLOBAL, 0, p.index);
        break;
    case PLACE_NAME:
        emit_index(c, at, OPC_DELETE_NAME, 0, p.index);
        break;
    }
}

Reg name_local(Compiler *c, const Ident *name)
{
    const Symbol *s = scope_lookup(c->u->scope, name_mangle(c, name));
    s = s && s->kind == SYM_ALIAS ? s->target : s;
    if (!s || s->kind != SYM_LOCAL)
        return REG_NONE;
    return name_place(c, name).index;
}

void name_set_bound(Compiler *c, const Ident *name)
{
    Place p = name_place(c, name);
    if (p.kind == PLACE_LOCAL && !c->u->dead)
        bound_add(c, p.sym);
}

/* ---- variables of inlined comprehensions ---- */

/* A register that an earlier comprehension of the unit used for the same name and has left EMPTY.
 */
static Reg spare_take(Unit *u, const Symbol *s)
{
    for (uint32_t i = u->nspare; i > 0; i--) {
        SpareReg spare = u->spare[i - 1];
        if (spare.name == s->name) {
            u->spare[i - 1] = u->spare[--u->nspare];
            return spare.reg;
        }
    }
    return REG_NONE;
}

static void bound_clear(Unit *u, Reg reg)
{
    if (reg < TRACKED_LOCALS)
        u->bound.w[reg / 64] &= ~(1ull << reg % 64);
}

void comp_symbol_begin(Compiler *c, Symbol *s, const Node *at)
{
    Unit *u = c->u;
    if (s->kind == SYM_CELL) {
        /* Never shared: code units inside the comprehension name the register for good, though the
           comprehension itself may be compiled more than once (in a finally body). */
        if (s->reg == REG_NONE) {
            s->reg = (uint16_t)local_alloc(c, s->name);
            u->cell_regs[u->ncell_regs++] = s->reg;
        }
        emit(c, at, OPC_MAKE_CELL, s->reg, 0, 0);
        return;
    }
    s->reg = (uint16_t)spare_take(u, s);
    if (s->reg == REG_NONE)
        s->reg = (uint16_t)local_alloc(c, s->name);
    bound_clear(u, s->reg);
}

void comp_symbol_end(Compiler *c, Symbol *s, const Node *at)
{
    Unit *u = c->u;
    emit(c, at, OPC_DROP, s->reg, 0, 0);
    if (s->kind == SYM_CELL)
        return;
    bound_clear(u, s->reg);
    u->spare[u->nspare++] = (SpareReg){s->name, s->reg};
}
