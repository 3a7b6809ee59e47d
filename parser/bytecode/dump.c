/* SPDX-License-Identifier: MIT */
/*
 * --dis: one line an instruction, generated from ops.def:
 *   line  cell  MNEMONIC  operands   ; what they mean
 * Registers below temp_base show as their names, temporaries as t0, t1 ..., destinations with an
 * arrow behind. Units inside a unit follow it.
 */
#include "parser/bytecode/ops.h"

#include <inttypes.h>
#include <string.h>

enum { TEXT_LIMIT = 60 };

static void put_reg(const CodeUnit *u, uint32_t r, Buffer *out)
{
    if (r >= u->temp_base)
        buffer_printf(out, "t%u", r - u->temp_base);
    else if (u->varnames[r].len)
        buffer_printf(out, "%s", u->varnames[r].text);
    else
        buffer_printf(out, "r%u", r);
}

static void put_text(const char *text, uint32_t len, Buffer *out)
{
    buffer_putc(out, '\'');
    for (uint32_t i = 0; i < len && i < TEXT_LIMIT; i++) {
        unsigned char ch = (unsigned char)text[i];
        if (ch == '\'' || ch == '\\')
            buffer_printf(out, "\\%c", ch);
        else if (ch < ' ' || ch == 127)
            buffer_printf(out, "\\x%02x", ch);
        else
            buffer_putc(out, (char)ch);
    }
    buffer_puts(out, len > TEXT_LIMIT ? "...'" : "'");
}

static void put_literal(const Literal *v, int depth, Buffer *out)
{
    static const char *const names[] = {"None", "True", "False", "..."};
    switch (v->kind) {
    case LIT_INT:
        buffer_printf(out, "%" PRId64, v->i);
        break;
    case LIT_BIGINT:
        buffer_puts(out, v->base == 16 ? "0x" : v->base == 8 ? "0o" : v->base == 2 ? "0b" : "");
        buffer_append(out, v->text, v->len < TEXT_LIMIT ? v->len : TEXT_LIMIT);
        buffer_puts(out, v->len > TEXT_LIMIT ? "..." : "");
        break;
    case LIT_FLOAT:
        buffer_printf(out, "%.17g", v->f);
        if (v->f == (double)(int64_t)v->f)
            buffer_puts(out, ".0");
        break;
    case LIT_COMPLEX:
        buffer_printf(out, "%.17gj", v->f);
        break;
    case LIT_BYTES:
        buffer_putc(out, 'b');
        put_text(v->text, v->len, out);
        break;
    case LIT_STR:
        put_text(v->text, v->len, out);
        break;
    case LIT_TUPLE:
    case LIT_FROZENSET:
        buffer_puts(out, v->kind == LIT_TUPLE ? "(" : "frozenset(");
        for (uint32_t i = 0; i < v->len && i < 20 && depth < 4; i++) {
            buffer_puts(out, i ? ", " : "");
            put_literal(&v->items[i], depth + 1, out);
        }
        buffer_puts(out, v->len > 20 || (v->len && depth >= 4) ? ", ...)"
                         : v->len == 1                         ? ",)"
                                                               : ")");
        break;
    case LIT_CODE:
        buffer_printf(out, "<code %s>", v->unit->qualname.text);
        break;
    default:
        buffer_puts(out, names[v->kind]);
    }
}

static void put_name(const CodeUnit *u, uint32_t index, Buffer *out)
{
    if (index < u->nnames)
        buffer_append(out, u->names[index].text, u->names[index].len);
}

static uint32_t jump_target(const CodeUnit *u, uint32_t pc)
{
    const Cell *cell = &u->code[pc];
    Opcode op = (Opcode)cell->op;
    int32_t offset = opcode_jumps_by_cell(op) ? cell[1].jump : cell->bc;
    return (uint32_t)((int32_t)(pc + opcode_cells(op)) + offset);
}

/* One of the three operands; returns false for the last one of a 32-bit pair. */
static void put_operand(const CodeUnit *u, char letter, uint16_t value, bool first, Buffer *out)
{
    buffer_puts(out, first ? "" : ", ");
    switch (letter) {
    case 'D':
        put_reg(u, value, out);
        buffer_puts(out, " <-");
        break;
    case 'R':
    case 'H':
        put_reg(u, value, out);
        break;
    case 'B':
        put_reg(u, value, out);
        buffer_puts(out, "..");
        break;
    case 'I':
        buffer_printf(out, "#%d", (int16_t)value);
        break;
    default:
        buffer_printf(out, "%u", value);
    }
}

static void put_free(const CodeUnit *u, Opcode op, const Cell *cell, Buffer *out)
{
    uint32_t index = op == OPC_STORE_FREE || op == OPC_DELETE_FREE ? cell->a : cell->b;
    bool is_free = op == OPC_LOAD_FREE || op == OPC_STORE_FREE || op == OPC_DELETE_FREE;
    if (is_free && index < u->nfree)
        buffer_printf(out, "  ; %s", u->freenames[index].text);
}

/* What the operands mean: names, literals, jump targets. */
static void put_meaning(const CodeUnit *u, uint32_t pc, Buffer *out)
{
    const Cell *cell = &u->code[pc];
    Opcode op = (Opcode)cell->op;
    const char *letters = opcode_info(op)->operands;
    if (opcode_jumps(op))
        buffer_printf(out, "  -> %u", jump_target(u, pc));
    if (letters[1] == 'K' && (uint32_t)cell->bc < u->nliterals) {
        buffer_puts(out, ", ");
        put_literal(&u->literals[cell->bc], 0, out);
    } else if (letters[1] == 'N') {
        buffer_puts(out, letters[0] == '-' ? "" : ", ");
        put_name(u, (uint32_t)cell->bc, out);
    } else if (opcode_names_in_cell(op)) {
        buffer_puts(out, "  ; ");
        put_name(u, cell[1].lo, out);
    } else if (opcode_literal_in_cell(op) && cell[1].lo < u->nliterals) {
        buffer_puts(out, "  ; ");
        put_literal(&u->literals[cell[1].lo], 0, out);
    } else if (op == OPC_UNPACK_EX) {
        buffer_printf(out, "  ; %u, *rest, %u", cell[1].lo, cell[1].hi);
    } else if (op == OPC_MATCH_CLASS) {
        buffer_printf(out, "  ; %u positional, ", cell[1].lo);
        put_literal(&u->literals[cell[1].hi], 0, out);
    }
    put_free(u, op, cell, out);
}

static void put_instruction(const CodeUnit *u, uint32_t pc, Buffer *out)
{
    const Cell *cell = &u->code[pc];
    const uint16_t values[] = {cell->a, cell->b, cell->c};
    Opcode op = (Opcode)cell->op;
    const char *letters = opcode_info(op)->operands;
    bool first = true;
    buffer_printf(out, " %5u  %-22s", pc, opcode_name(op));
    buffer_putc(out, ' ');
    for (int i = 0; i < 3; i++) {
        if (strchr("JKN", letters[i]))
            break;
        if (letters[i] == '-')
            continue;
        put_operand(u, letters[i], values[i], first, out);
        first = false;
    }
    put_meaning(u, pc, out);
    while (out->len && out->data[out->len - 1] == ' ')
        out->len--;
    buffer_putc(out, '\n');
}

static void put_header(const CodeUnit *u, Buffer *out)
{
    buffer_printf(out, "%s: %u locals, %u registers", u->qualname.text, u->nlocals, u->nregs);
    static const struct {
        uint32_t flag;
        const char *text;
    } flags[] = {{CO_GENERATOR, "generator"},
                 {CO_COROUTINE, "coroutine"},
                 {CO_ASYNC_GENERATOR, "async generator"},
                 {CO_VARARGS, "*args"},
                 {CO_VARKEYWORDS, "**kwargs"}};
    for (size_t i = 0; i < sizeof flags / sizeof flags[0]; i++)
        if (u->flags & flags[i].flag)
            buffer_printf(out, ", %s", flags[i].text);
    buffer_putc(out, '\n');
    for (uint32_t i = 0; i < u->nfree; i++)
        buffer_printf(out, "  free %s: %s %u of the enclosing unit\n", u->freenames[i].text,
                      u->captures[i].from_free ? "closure" : "cell in register",
                      u->captures[i].index);
}

static void put_unit(const CodeUnit *u, Buffer *out)
{
    put_header(u, out);
    uint32_t line = 0, p = 0;
    for (uint32_t pc = 0; pc < u->ncells; pc += opcode_cells((Opcode)u->code[pc].op)) {
        while (p + 1 < u->npositions && unit_position(u, p + 1).pc <= pc)
            p++;
        uint32_t now = u->npositions ? unit_position(u, p).line : 0;
        if (now != line && now)
            buffer_printf(out, "%5u", now);
        else
            buffer_puts(out, "     ");
        line = now;
        put_instruction(u, pc, out);
    }
    if (u->nhandlers)
        buffer_puts(out, "  handlers:\n");
    for (uint32_t i = 0; i < u->nhandlers; i++)
        buffer_printf(out, "    %u..%u -> %u, registers from t%u\n", u->handlers[i].start,
                      u->handlers[i].end, u->handlers[i].target,
                      u->handlers[i].depth - u->temp_base);
}

void code_dump_alone(const CodeUnit *u, Buffer *out)
{
    put_unit(u, out);
}

/* Units are nested no deeper than the tree: AST_MAX_DEPTH bounds the recursion. */
void code_dump(const CodeUnit *u, Buffer *out)
{
    put_unit(u, out);
    for (uint32_t i = 0; i < u->nliterals; i++) {
        if (u->literals[i].kind != LIT_CODE)
            continue;
        buffer_putc(out, '\n');
        code_dump(u->literals[i].unit, out);
    }
}
