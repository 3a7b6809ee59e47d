/* SPDX-License-Identifier: MIT */
/* Instructions, jumps, positions and registers of the unit under construction. */
#include "parser/bytecode/compiler.h"

#include <string.h>

enum { MAX_CELLS = 1 << 24 }; /* of a whole program: 128 MiB; nested finally bodies multiply */

/* ---- room ---- */

static bool grow(Compiler *c, void *vector, uint32_t *cap, uint32_t need, size_t size)
{
    if (need <= *cap)
        return true;
    uint32_t wanted = *cap ? 2 * *cap : 64;
    void *p = base_alloc(*(void **)vector, wanted, size);
    if (!p) {
        compile_no_memory(c);
        return false;
    }
    *(void **)vector = p;
    *cap = wanted;
    return true;
}

static bool same_place(const Position *a, const Position *b)
{
    return a->line == b->line && a->end_line == b->end_line && a->col == b->col &&
           a->end_col == b->end_col;
}

static void set_position(Compiler *c, const Node *at)
{
    Unit *u = c->u;
    if (at)
        u->last_at = *at;
    else
        at = &u->last_at;
    Position p = {.pc = u->len,
                  .line = at->line,
                  .end_line = at->end_line,
                  .col = at->col < 0xffff ? (uint16_t)at->col : 0xffff,
                  .end_col = at->end_col < 0xffff ? (uint16_t)at->end_col : 0xffff};
    if (u->npositions) {
        Position *last = &u->positions[u->npositions - 1];
        if (same_place(last, &p) && last->pc <= p.pc)
            return;
        if (last->pc == p.pc) { /* of a jump that turned out to be superfluous */
            *last = p;
            return;
        }
    }
    if (grow(c, &u->positions, &u->positions_cap, u->npositions + 1, sizeof *u->positions))
        u->positions[u->npositions++] = p;
}

/* ---- instructions ---- */

/* Room for one instruction; its first cell, or NULL in dead code. */
static Cell *emit_cells(Compiler *c, const Node *at, Opcode op)
{
    Unit *u = c->u;
    uint32_t n = opcode_sizes[op];
    if (u->dead || c->failed)
        return NULL;
    if (c->cells + n > MAX_CELLS) {
        compile_no_memory(c);
        return NULL;
    }
    if (!grow(c, &u->code, &u->cap, u->len + n, sizeof *u->code))
        return NULL;
    set_position(c, at);
    Cell *cell = &u->code[u->len];
    for (uint32_t i = 0; i < n; i++)
        cell[i].bits = 0;
    cell->op = (uint16_t)op;
    u->len += n;
    c->cells += n;
    if (opcode_ends_flow(op))
        u->dead = true;
    return cell;
}

uint32_t emit(Compiler *c, const Node *at, Opcode op, uint32_t a, uint32_t b, uint32_t cc)
{
    uint32_t pc = c->u->len;
    Cell *cell = emit_cells(c, at, op);
    if (cell) {
        cell->a = (uint16_t)a;
        cell->b = (uint16_t)b;
        cell->c = (uint16_t)cc;
    }
    return pc;
}

uint32_t emit_index(Compiler *c, const Node *at, Opcode op, uint32_t a, uint32_t index)
{
    uint32_t pc = c->u->len;
    Cell *cell = emit_cells(c, at, op);
    if (cell) {
        cell->a = (uint16_t)a;
        cell->bc = (int32_t)index;
    }
    return pc;
}

uint32_t emit_cell(Compiler *c, const Node *at, Opcode op, uint32_t a, uint32_t b, uint32_t cc,
                   uint32_t lo, uint32_t hi)
{
    bool live = !c->u->dead && !c->failed;
    uint32_t pc = emit(c, at, op, a, b, cc);
    if (live && !c->failed) {
        c->u->code[pc + 1].lo = lo;
        c->u->code[pc + 1].hi = hi;
    }
    return pc;
}

/* ---- jumps ---- */

static int32_t *jump_field(Cell *cell)
{
    return opcode_jumps_by_cell((Opcode)cell->op) ? &cell[1].jump : &cell->bc;
}

static void bound_meet(BoundSet *set, const BoundSet *other)
{
    for (size_t i = 0; i < sizeof set->w / sizeof set->w[0]; i++)
        set->w[i] &= other->w[i];
}

void emit_jump(Compiler *c, const Node *at, Opcode op, uint32_t a, uint32_t b, Label *label)
{
    Unit *u = c->u;
    if (u->dead || c->failed)
        return;
    BoundSet bound = u->bound;
    uint32_t pc = emit(c, at, op, a, b, 0);
    if (c->failed)
        return;
    *jump_field(&u->code[pc]) = label->refs;
    label->refs = (int32_t)pc;
    if (label->reached)
        bound_meet(&label->set, &bound);
    else
        label->set = bound;
    label->reached = true;
}

static int32_t jump_offset(const Cell *cell, uint32_t pc, uint32_t target)
{
    return (int32_t)target - (int32_t)(pc + opcode_cells((Opcode)cell->op));
}

void emit_jump_back(Compiler *c, const Node *at, Label *head)
{
    uint32_t pc = c->u->len;
    Cell *cell = emit_cells(c, at, OPC_JUMP_BACK);
    if (cell)
        cell->bc = jump_offset(cell, pc, head->pc);
}

void label_here(Compiler *c, Label *label)
{
    label->pc = c->u->len;
    c->u->barrier = c->u->len;
}

/* A jump to the very next instruction is taken back, unless something refers to its end. */
static void drop_last_jump(Unit *u, Label *label)
{
    int32_t last = (int32_t)u->len - 1;
    if (label->refs != last || last < (int32_t)u->barrier || u->code[last].op != OPC_JUMP)
        return;
    label->refs = u->code[last].bc;
    u->len--;
}

void label_bind(Compiler *c, Label *label)
{
    Unit *u = c->u;
    if (c->failed || !label->reached)
        return;
    if (u->dead)
        drop_last_jump(u, label);
    label->pc = u->len;
    for (int32_t ref = label->refs; ref >= 0;) {
        int32_t *field = jump_field(&u->code[ref]);
        int32_t next = *field;
        *field = jump_offset(&u->code[ref], (uint32_t)ref, label->pc);
        ref = next;
    }
    label->refs = -1;
    u->barrier = u->len;
    if (u->dead)
        u->bound = label->set;
    else
        bound_meet(&u->bound, &label->set);
    u->dead = false;
}

/* ---- registers ---- */

Reg reg_row(Compiler *c, uint32_t count)
{
    Unit *u = c->u;
    Reg first = u->top;
    if (count >= REG_NONE - first) {
        compile_no_memory(c); /* more registers than an operand can name */
        return first;
    }
    u->top += count;
    if (u->top > u->max_top)
        u->max_top = u->top;
    return first;
}

Reg reg_alloc(Compiler *c)
{
    return reg_row(c, 1);
}

void bound_add(Compiler *c, const Symbol *s)
{
    if (s->reg < TRACKED_LOCALS && !(s->flags & DEF_DELETED))
        c->u->bound.w[s->reg / 64] |= 1ull << s->reg % 64;
}

bool bound_has(const Compiler *c, const Symbol *s)
{
    return s->reg < TRACKED_LOCALS && (c->u->bound.w[s->reg / 64] >> s->reg % 64 & 1);
}
