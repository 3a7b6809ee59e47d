/* SPDX-License-Identifier: MIT */
/*
 * The bytecode verifier: an abstract run of a unit in which a register is EMPTY, FULL, or, where
 * paths disagree, MAYBE. It knows nothing of the compiler: what an instruction does comes from
 * ops.def and, for rows and other peculiarities, from the table of effects below.
 */
#include "parser/bytecode/ops.h"

#include <string.h>

enum { EMPTY, FULL, MAYBE, UNSEEN = 0xff };
enum { MAX_COMPLAINTS = 20 };

typedef struct Verifier {
    const CodeUnit *u;
    Buffer *out;
    uint32_t *leader; /* pc -> index + 1 of a state, for jump targets, handlers and the start */
    uint8_t *starts;  /* pc -> does an instruction start here? */
    uint8_t *states;  /* nleaders rows of nregs */
    uint8_t *queued;
    uint32_t *work, nwork, nleaders;
    uint8_t *now;     /* the state under way */
    uint8_t *scratch; /* of the other edge of a jump */
    uint32_t pc;
    int complaints;
} Verifier;

static void complain(Verifier *v, const char *what, uint32_t reg)
{
    if (v->complaints++ >= MAX_COMPLAINTS)
        return;
    const CodeUnit *u = v->u;
    buffer_printf(v->out, "%s: cell %u: %s: %s", u->qualname.text, v->pc,
                  opcode_name((Opcode)u->code[v->pc].op), what);
    if (reg < u->temp_base)
        buffer_printf(v->out, " (local %s)", u->varnames[reg].text);
    else if (reg < UINT32_MAX)
        buffer_printf(v->out, " (t%u)", reg - u->temp_base);
    buffer_putc(v->out, '\n');
}

static bool valid(Verifier *v, uint32_t r)
{
    if (r < v->u->nregs)
        return true;
    complain(v, "register out of range", r);
    return false;
}

/* ---- effects on one register ---- */

static void need_full(Verifier *v, uint32_t r)
{
    if (valid(v, r) && v->now[r] != FULL)
        complain(v, v->now[r] == EMPTY ? "reads an empty register" : "reads what may be empty", r);
}

static void take(Verifier *v, uint32_t r)
{
    need_full(v, r);
    if (r < v->u->nregs && r >= v->u->temp_base)
        v->now[r] = EMPTY;
}

static void give(Verifier *v, uint32_t r)
{
    if (!valid(v, r))
        return;
    if (r >= v->u->temp_base && v->now[r] != EMPTY)
        complain(v, "writes over a value", r);
    v->now[r] = FULL;
}

static void clear(Verifier *v, uint32_t r)
{
    if (valid(v, r))
        v->now[r] = EMPTY;
}

static void take_row(Verifier *v, uint32_t r, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        if (r + i < v->u->temp_base)
            complain(v, "a row of locals", r + i);
        take(v, r + i);
    }
}

static void give_row(Verifier *v, uint32_t r, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        give(v, r + i);
}

/* ---- effects of one instruction ---- */

static uint32_t bits(uint32_t x)
{
    return (x & 1) + (x >> 1 & 1) + (x >> 2 & 1);
}

/* Instructions with a row; false: the operand letters say it all. */
static bool row_effects(Verifier *v, const Cell *cell)
{
    uint32_t a = cell->a, b = cell->b, n = cell->c;
    switch (cell->op) {
    case OPC_BUILD_SLICE:
    case OPC_BUILD_TUPLE:
    case OPC_BUILD_LIST:
    case OPC_BUILD_SET:
    case OPC_BUILD_STRING:
        take_row(v, b, n);
        give(v, a);
        return true;
    case OPC_BUILD_MAP:
        take_row(v, b, 2 * n);
        give(v, a);
        return true;
    case OPC_CALL:
    case OPC_CALL_KW:
        take_row(v, b, n + 1);
        give(v, a);
        return true;
    case OPC_CALL_METHOD:
    case OPC_CALL_METHOD_KW:
        take_row(v, b, n + 2);
        give(v, a);
        return true;
    case OPC_CALL_EX:
        take_row(v, b, 2);
        clear(v, b + 2);
        give(v, a);
        return true;
    case OPC_MAKE_FUNCTION:
        take_row(v, b, bits(n));
        give(v, a);
        return true;
    case OPC_LOAD_METHOD:
        take(v, b);
        give_row(v, a, 2);
        return true;
    case OPC_LOAD_SUPER_ATTR:
        take_row(v, b, 3);
        give(v, a);
        return true;
    case OPC_LOAD_SUPER_METHOD:
        take_row(v, b, 3);
        give_row(v, a, 2);
        return true;
    case OPC_UNPACK:
        take(v, b);
        give_row(v, a, n);
        return true;
    case OPC_UNPACK_EX:
        take(v, b);
        give_row(v, a, cell[1].lo + 1 + cell[1].hi);
        return true;
    case OPC_DROP_ROW:
        for (uint32_t i = 0; i < b; i++)
            clear(v, a + i);
        return true;
    case OPC_WITH_ENTER:
    case OPC_ASYNC_WITH_ENTER:
        take_row(v, b, 1);
        give_row(v, b, 2);
        give(v, a);
        return true;
    case OPC_WITH_EXIT:
        take_row(v, b, 2);
        give(v, a);
        return true;
    case OPC_WITH_EXIT_EXC:
        need_full(v, b);
        need_full(v, b + 1);
        need_full(v, n);
        give(v, a);
        return true;
    default:
        return false;
    }
}

/* Exceptions and what else bends the letters; false: nothing special. */
static bool special_effects(Verifier *v, const Cell *cell)
{
    uint32_t a = cell->a, b = cell->b;
    switch (cell->op) {
    case OPC_PUSH_EXC:
        need_full(v, a);
        give(v, a + 1);
        return true;
    case OPC_POP_EXC:
    case OPC_RERAISE:
        take_row(v, a, 2);
        return true;
    case OPC_RERAISE_NEW:
        take_row(v, a, 3);
        return true;
    case OPC_RAISE:
        if (cell->c >= 1)
            take(v, a);
        if (cell->c == 2)
            take(v, b);
        return true;
    case OPC_END_ASYNC_FOR:
        take_row(v, a, 1);
        need_full(v, b); /* a temporary, or the argument of a generator expression */
        clear(v, b);
        return true;
    case OPC_DELEGATE:
        take_row(v, b, 1);
        give(v, a);
        return true;
    case OPC_DROP: /* of a comprehension's variable that was perhaps never bound, too */
        if (a >= v->u->temp_base)
            need_full(v, a);
        clear(v, a);
        return true;
    case OPC_DELETE_LOCAL:
        clear(v, a);
        return true;
    case OPC_CHECK_LOCAL:
        if (valid(v, a))
            v->now[a] = FULL;
        return true;
    case OPC_MAKE_CELL:
        if (valid(v, a))
            v->now[a] = FULL;
        return true;
    default:
        return false;
    }
}

/* By the letters of ops.def: reads first, the destination last. */
static void letter_effects(Verifier *v, const Cell *cell)
{
    const char *letters = opcode_info((Opcode)cell->op)->operands;
    const uint16_t values[] = {cell->a, cell->b, cell->c};
    for (int i = 0; i < 3 && !strchr("JKN", letters[i]); i++) {
        if (letters[i] == 'R')
            take(v, values[i]);
        else if (letters[i] == 'H')
            need_full(v, values[i]);
        else if (letters[i] == 'B')
            complain(v, "a row the verifier does not know", UINT32_MAX);
    }
    if (letters[0] == 'D')
        give(v, values[0]);
}

/* ---- flow ---- */

static void merge_into(Verifier *v, uint32_t pc, const uint8_t *state)
{
    if (pc >= v->u->ncells || !v->starts[pc] || !v->leader[pc]) {
        complain(v, "goes to the middle of an instruction", UINT32_MAX);
        return;
    }
    uint32_t index = v->leader[pc] - 1;
    uint8_t *row = v->states + (size_t)index * v->u->nregs;
    bool first = v->u->nregs && row[0] == UNSEEN, changed = first;
    if (!v->u->nregs)
        changed = !v->queued[index];
    for (uint32_t r = 0; r < v->u->nregs; r++) {
        uint8_t merged = first || row[r] == state[r] ? state[r] : MAYBE;
        changed |= row[r] != merged;
        row[r] = merged;
    }
    if (changed && v->queued[index] != 1) {
        v->queued[index] = 1;
        v->work[v->nwork++] = pc;
    }
}

static uint32_t jump_target(const Verifier *v, const Cell *cell)
{
    Opcode op = (Opcode)cell->op;
    int32_t offset = opcode_jumps_by_cell(op) ? cell[1].jump : cell->bc;
    return v->pc + opcode_cells(op) + (uint32_t)offset;
}

/* The exception edge: registers from the depth up are dropped, the exception is put there. */
static void raise_edge(Verifier *v, const uint8_t *before)
{
    const CodeUnit *u = v->u;
    for (uint32_t i = 0; i < u->nhandlers; i++) {
        const Handler *h = &u->handlers[i];
        if (v->pc < h->start || v->pc >= h->end)
            continue;
        if (h->depth < u->temp_base || h->depth >= u->nregs) {
            complain(v, "handler depth out of range", h->depth);
            return;
        }
        memcpy(v->scratch, before, u->nregs);
        memset(v->scratch + h->depth, EMPTY, u->nregs - h->depth);
        for (uint32_t r = u->temp_base; r < h->depth; r++)
            if (before[r] != v->now[r] && v->u->code[v->pc].op != OPC_END_ASYNC_FOR)
                complain(v, "changes a register below its handler's depth", r);
        v->scratch[h->depth] = FULL;
        merge_into(v, h->target, v->scratch);
        return;
    }
}

static void check_return(Verifier *v)
{
    for (uint32_t r = v->u->temp_base; r < v->u->nregs; r++)
        if (v->now[r] != EMPTY)
            complain(v, "returns with a value left", r);
}

/* Where the jump is taken some registers differ from the way straight on. */
static void jump_edge(Verifier *v, const Cell *cell)
{
    uint32_t target = jump_target(v, cell);
    bool back = cell->op == OPC_JUMP_BACK;
    if (back != (target <= v->pc))
        complain(v, "jumps in the wrong direction", UINT32_MAX);
    memcpy(v->scratch, v->now, v->u->nregs);
    if (cell->op == OPC_FOR_ITER) {
        if (cell->a >= v->u->temp_base)
            v->scratch[cell->a] = EMPTY;
        v->scratch[cell->b] = EMPTY;
    }
    merge_into(v, target, v->scratch);
    if (cell->op == OPC_JUMP_IF_TRUE_KEEP || cell->op == OPC_JUMP_IF_FALSE_KEEP)
        take_row(v, cell->a, 1);
}

/* FOR_ITER does not write its destination when the iteration ends. */
static void iteration_edge(Verifier *v, const Cell *cell, const uint8_t *before)
{
    uint8_t after = v->now[cell->a];
    if (cell->a < v->u->temp_base)
        v->now[cell->a] = before[cell->a];
    jump_edge(v, cell);
    v->now[cell->a] = after;
}

/* Runs one instruction on v->now; false: the flow ends or goes on elsewhere. */
static bool step(Verifier *v, uint8_t *before)
{
    const CodeUnit *u = v->u;
    const Cell *cell = &u->code[v->pc];
    Opcode op = (Opcode)cell->op;
    memcpy(before, v->now, u->nregs);
    if (!row_effects(v, cell) && !special_effects(v, cell))
        letter_effects(v, cell);
    raise_edge(v, before);
    if (op == OPC_FOR_ITER)
        iteration_edge(v, cell, before);
    else if (opcode_jumps(op))
        jump_edge(v, cell);
    if (op == OPC_RETURN || op == OPC_RETURN_NONE)
        check_return(v);
    return !opcode_ends_flow(op);
}

static void run_block(Verifier *v, uint32_t pc, uint8_t *before)
{
    const CodeUnit *u = v->u;
    uint32_t index = v->leader[pc] - 1;
    v->queued[index] = 2;
    memcpy(v->now, v->states + (size_t)index * u->nregs, u->nregs);
    for (;;) {
        v->pc = pc;
        if (!step(v, before))
            return;
        pc += opcode_cells((Opcode)u->code[pc].op);
        if (pc >= u->ncells) {
            complain(v, "runs off the end", UINT32_MAX);
            return;
        }
        if (v->leader[pc]) {
            memcpy(v->scratch, v->now, u->nregs);
            merge_into(v, pc, v->scratch);
            return;
        }
    }
}

/* ---- set-up ---- */

static void mark_leader(Verifier *v, uint32_t pc)
{
    if (pc < v->u->ncells && !v->leader[pc])
        v->leader[pc] = ++v->nleaders;
}

static void find_leaders(Verifier *v)
{
    const CodeUnit *u = v->u;
    mark_leader(v, 0);
    for (uint32_t pc = 0; pc < u->ncells; pc += opcode_cells((Opcode)u->code[pc].op)) {
        v->starts[pc] = 1;
        v->pc = pc;
        if (opcode_jumps((Opcode)u->code[pc].op))
            mark_leader(v, jump_target(v, &u->code[pc]));
    }
    v->pc = 0;
    for (uint32_t i = 0; i < u->nhandlers; i++) {
        const Handler *h = &u->handlers[i];
        mark_leader(v, h->target);
        if (h->start >= h->end || h->end > u->ncells || !v->starts[h->start])
            complain(v, "handler range is not made of instructions", UINT32_MAX);
    }
}

static void initial_state(Verifier *v)
{
    const CodeUnit *u = v->u;
    uint32_t params =
        u->argcount + u->kwonly + !!(u->flags & CO_VARARGS) + !!(u->flags & CO_VARKEYWORDS);
    memset(v->now, EMPTY, u->nregs);
    for (uint32_t r = 0; r < params && r < u->nregs; r++)
        v->now[r] = FULL;
    memcpy(v->scratch, v->now, u->nregs);
    merge_into(v, 0, v->scratch);
}

static bool verify_unit(const CodeUnit *u, Buffer *out)
{
    Arena arena;
    arena_init(&arena);
    Verifier v = {.u = u, .out = out};
    v.leader = arena_alloc(&arena, (u->ncells + (size_t)1) * sizeof *v.leader);
    v.starts = arena_alloc(&arena, u->ncells + (size_t)1);
    v.now = arena_alloc(&arena, u->nregs + (size_t)1);
    v.scratch = arena_alloc(&arena, u->nregs + (size_t)1);
    uint8_t *before = arena_alloc(&arena, u->nregs + (size_t)1);
    bool ok = v.leader && v.starts && v.now && v.scratch && before;
    if (ok) {
        find_leaders(&v);
        v.states = arena_alloc(&arena, (size_t)v.nleaders * u->nregs + 1);
        v.queued = arena_alloc(&arena, v.nleaders + (size_t)1);
        v.work = arena_alloc(&arena, (v.nleaders + (size_t)1) * sizeof *v.work);
        ok = v.states && v.queued && v.work;
    }
    if (ok) {
        memset(v.states, UNSEEN, (size_t)v.nleaders * u->nregs);
        initial_state(&v);
        while (v.nwork && v.complaints < MAX_COMPLAINTS)
            run_block(&v, v.work[--v.nwork], before);
    } else {
        out->failed = true;
    }
    arena_free(&arena);
    return ok && v.complaints == 0;
}

/* Units are nested no deeper than the tree: AST_MAX_DEPTH bounds the recursion. */
bool code_verify(const CodeUnit *u, Buffer *out)
{
    bool ok = verify_unit(u, out);
    for (uint32_t i = 0; i < u->nliterals; i++)
        if (u->literals[i].kind == LIT_CODE && !code_verify(u->literals[i].unit, out))
            ok = false;
    return ok;
}
