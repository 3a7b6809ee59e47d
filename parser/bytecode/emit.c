/* SPDX-License-Identifier: MIT */
/* Instructions, jumps, positions and registers of the unit under construction. */
#include "parser/bytecode/compiler.h"

#include <string.h>

enum {
    MAX_CELLS = 1 << 24, /* of a whole program: 128 MiB; nested finally bodies multiply */
    MOST_CELLS = 4       /* of one instruction */
};

#define OP(name, operands, cells, doc) _Static_assert(1 + (cells) <= MOST_CELLS, #name);
#define SPECIAL(name, base, doc)
#include "parser/bytecode/ops.def"
#undef OP
#undef SPECIAL

/* ---- room ---- */

static bool grow(Compiler *c, void *vector, uint32_t *cap, size_t size)
{
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

/* The same line and columns? Behind the pc come those of 32 bits and those of 16. */
static inline bool same_place(const Position *a, const Position *b)
{
    return !memcmp(&a->line, &b->line, 2 * sizeof a->line) &&
           !memcmp(&a->col, &b->col, 2 * sizeof a->col);
}
_Static_assert(offsetof(Position, end_line) == offsetof(Position, line) + sizeof(uint32_t) &&
                   offsetof(Position, end_col) == offsetof(Position, col) + sizeof(uint16_t),
               "compared in pairs");

static inline void set_position(Compiler *c, const Node *at)
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
    Position *next = &u->positions[u->npositions];
    if (u->npositions) {
        if (same_place(next - 1, &p) && next[-1].pc <= p.pc)
            return;
        if (next[-1].pc == p.pc) { /* of a jump that turned out to be superfluous */
            next[-1] = p;
            return;
        }
    }
    u->positions[u->npositions++] = p;
}

/* ---- instructions ---- */

/* Makes room for any instruction and its position. */
static bool emit_room(Compiler *c)
{
    Unit *u = c->u;
    if (c->cells + MOST_CELLS > MAX_CELLS) {
        compile_no_memory(c);
        return false;
    }
    return (u->len + MOST_CELLS <= u->cap || grow(c, &u->code, &u->cap, sizeof *u->code)) &&
           (u->npositions < u->positions_cap ||
            grow(c, &u->positions, &u->positions_cap, sizeof *u->positions));
}

/* Appends one instruction with that first cell; false in dead code. */
static inline bool emit_cells(Compiler *c, const Node *at, Cell first)
{
    Unit *u = c->u;
    if (u->dead || c->failed)
        return false;
    uint32_t n = opcode_sizes[first.op], len = u->len;
    if ((len + MOST_CELLS > u->cap || u->npositions >= u->positions_cap ||
         c->cells + MOST_CELLS > MAX_CELLS) &&
        !emit_room(c))
        return false;
    set_position(c, at);
    Cell *cell = &u->code[len];
    cell[0] = first;
    for (uint32_t i = 1; i < MOST_CELLS; i++)
        cell[i].bits = 0;
    u->len = len + n;
    c->cells += n;
    u->dead = opcode_ends_flow((Opcode)first.op);
    return true;
}

uint32_t emit(Compiler *c, const Node *at, Opcode op, uint32_t a, uint32_t b, uint32_t cc)
{
    uint32_t pc = c->u->len;
    Cell first;
    first.op = (uint16_t)op;
    first.a = (uint16_t)a;
    first.b = (uint16_t)b;
    first.c = (uint16_t)cc;
    emit_cells(c, at, first);
    return pc;
}

uint32_t emit_index(Compiler *c, const Node *at, Opcode op, uint32_t a, uint32_t index)
{
    uint32_t pc = c->u->len;
    Cell first;
    first.op = (uint16_t)op;
    first.a = (uint16_t)a;
    first.bc = (int32_t)index;
    emit_cells(c, at, first);
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
    return (int32_t)target - (int32_t)(pc + opcode_sizes[cell->op]);
}

void emit_jump_back(Compiler *c, const Node *at, Label *head)
{
    Cell first = {.op = OPC_JUMP_BACK};
    first.bc = jump_offset(&first, c->u->len, head->pc);
    emit_cells(c, at, first);
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
