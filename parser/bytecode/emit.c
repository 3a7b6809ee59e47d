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

static bool resize(Compiler *c, void *vector, uint32_t count, size_t size)
{
    void *p = base_alloc(*(void **)vector, count, size);
    if (!p) {
        compile_no_memory(c);
        return false;
    }
    *(void **)vector = p;
    return true;
}

/* In a wide unit there is room for a position for each cell. */
static bool wide_room(Compiler *c)
{
    Unit *u = c->u;
    if (u->positions_cap >= u->cap)
        return true;
    if (!resize(c, &u->positions, u->cap, sizeof *u->positions))
        return false;
    u->positions_cap = u->cap;
    return true;
}

/* Makes room for any instruction and its position. */
static __attribute__((noinline)) bool emit_room(Compiler *c)
{
    Unit *u = c->u;
    uint32_t cap = u->cap ? 2 * u->cap : 64;
    if (c->cells + u->len + MOST_CELLS > MAX_CELLS) {
        compile_no_memory(c);
        return false;
    }
    if (!resize(c, &u->code, cap, sizeof *u->code) ||
        !resize(c, &u->places, cap, sizeof *u->places))
        return false;
    u->cap = cap;
    return !u->wide || wide_room(c);
}

/* ---- positions ---- */

enum { NO_PLACE = 1 }; /* not a place: it has a pc */

/* The place of a node without pc, or NO_PLACE: it does not fit. */
static inline ShortPosition place_of(const Unit *u, const Node *at)
{
    uint32_t line = at->line - u->out->firstline, lines = at->end_line - at->line;
    if ((line + 1) >> SHORT_LINE || lines >> SHORT_LINES || (at->col | at->end_col) >> SHORT_COL)
        return NO_PLACE;
    return (ShortPosition)(line + 1) << SHORT_LINE_AT | (ShortPosition)lines << SHORT_LINES_AT |
           (ShortPosition)at->col << SHORT_COL_AT | (ShortPosition)at->end_col << SHORT_END_AT;
}

static Position position_of(const Node *at)
{
    return (Position){.line = at->line,
                      .end_line = at->end_line,
                      .col = at->col < 0xffff ? (uint16_t)at->col : 0xffff,
                      .end_col = at->end_col < 0xffff ? (uint16_t)at->end_col : 0xffff};
}

/* From here on the unit has long positions. */
static bool unit_widen(Compiler *c)
{
    Unit *u = c->u;
    if (!wide_room(c))
        return false;
    for (uint32_t i = 0; i < u->npositions; i++)
        u->positions[i] = position_lengthen(u->places[i], u->out->firstline);
    u->last = position_lengthen(u->place, u->out->firstline);
    u->wide = true;
    return true;
}

static bool same_place(Position a, Position b)
{
    return a.line == b.line && a.end_line == b.end_line && a.col == b.col && a.end_col == b.end_col;
}

/* set_position where the short form will not do. */
static __attribute__((noinline)) bool set_long_position(Compiler *c, const Node *at)
{
    Unit *u = c->u;
    if (!u->wide && !unit_widen(c))
        return false;
    if (at)
        u->last = position_of(at);
    u->last.pc = u->len;
    Position *next = &u->positions[u->npositions];
    if (u->npositions && same_place(next[-1], u->last) && next[-1].pc <= u->len)
        return true;
    if (u->npositions && next[-1].pc == u->len)
        next[-1] = u->last;
    else
        u->positions[u->npositions++] = u->last;
    return true;
}

/* Notes the place of the next instruction; false: no memory. */
static inline bool set_position(Compiler *c, const Node *at)
{
    Unit *u = c->u;
    ShortPosition place = at ? place_of(u, at) : u->place;
    if (u->wide || place == NO_PLACE || u->len >> SHORT_PC)
        return set_long_position(c, at);
    u->place = place;
    ShortPosition *next = &u->places[u->npositions];
    place |= u->len;
    if (u->npositions) {
        if ((next[-1] ^ place) >> SHORT_PC == 0 && next[-1] <= place)
            return true;
        if ((uint16_t)(next[-1] ^ place) == 0) { /* of a jump that turned out to be superfluous */
            next[-1] = place;
            return true;
        }
    }
    u->places[u->npositions++] = place;
    return true;
}

void emit_place(Compiler *c, const Node *at)
{
    Unit *u = c->u;
    ShortPosition place = at ? place_of(u, at) : 0;
    if (place == NO_PLACE && !u->wide && !unit_widen(c))
        return;
    if (u->wide)
        u->last = at ? position_of(at) : (Position){0};
    else
        u->place = place;
}

/* ---- instructions ---- */

/* Appends one instruction with that first cell; false in dead code. */
static inline bool emit_cells(Compiler *c, const Node *at, Cell first)
{
    Unit *u = c->u;
    if (u->dead || c->failed)
        return false;
    if ((u->len + MOST_CELLS > u->cap && !emit_room(c)) || !set_position(c, at))
        return false;
    Cell *cell = &u->code[u->len];
    cell[0] = first;
    for (uint32_t i = 1; i < MOST_CELLS; i++)
        cell[i].bits = 0;
    u->len += opcode_sizes[first.op];
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
