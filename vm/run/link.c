/* SPDX-License-Identifier: MIT */
/* From the compiler's plain data to what the VM runs: literals become values, names are interned,
   the instructions are copied so that they can specialise themselves. Done at a code's first call.
 */
#include "parser/bytecode/ops.h"
#include "vm/objects/bytes.h"
#include "vm/objects/float.h"
#include "vm/objects/int.h"
#include "vm/objects/set.h"
#include "vm/core/interp.h"

static Value literal_link(Thread *t, Code *code, const Literal *l);

/* The linked items of a literal tuple or frozenset: an array of owned values, or NULL. */
static Value *literal_items(Thread *t, Code *code, const Literal *l)
{
    Value *items = mem_alloc_array(t, (size_t)l->len + 1, sizeof(Value));
    if (!items)
        return NULL;
    for (uint32_t i = 0; i < l->len; i++) {
        items[i] = literal_link(t, code, &l->items[i]);
        if (v_is_error(items[i])) {
            while (i-- > 0)
                drop(t, items[i]);
            mem_free(t, items, ((size_t)l->len + 1) * sizeof(Value));
            return NULL;
        }
    }
    return items;
}

static Value literal_collection(Thread *t, Code *code, const Literal *l)
{
    Value *items = literal_items(t, code, l);
    if (!items)
        return V_ERROR;
    Value v;
    if (l->kind == LIT_TUPLE) {
        v = tuple_take(t, items, l->len);
    } else {
        v = frozenset_constant(t, items, l->len);
        for (uint32_t i = 0; i < l->len; i++)
            drop(t, items[i]);
    }
    mem_free(t, items, ((size_t)l->len + 1) * sizeof(Value));
    return v;
}

/* The digits may have a sign: of a tree made by hand (ast_reader.c). */
static Value literal_bigint(Thread *t, const Literal *l)
{
    bool negative = l->text[0] == '-';
    Value v = int_from_digits(t, l->text + negative, l->len - negative, l->base);
    if (!negative || v_is_error(v))
        return v;
    Value minus = int_neg(t, v);
    drop(t, v);
    return minus;
}

static Value literal_link(Thread *t, Code *code, const Literal *l)
{
    switch (l->kind) {
    case LIT_NONE:
        return V_NONE;
    case LIT_TRUE:
        return V_TRUE;
    case LIT_FALSE:
        return V_FALSE;
    case LIT_ELLIPSIS:
        return V_ELLIPSIS;
    case LIT_INT:
        return int_new(t, l->i);
    case LIT_BIGINT:
        return literal_bigint(t, l);
    case LIT_FLOAT:
        return float_new(t, l->f);
    case LIT_COMPLEX:
        return complex_new(t, 0.0, l->f);
    case LIT_STR:
        return l->intern ? str_intern_utf8(t, l->text, l->len) : str_from_utf8(t, l->text, l->len);
    case LIT_BYTES:
        return bytes_new(t, l->text, l->len);
    case LIT_TUPLE:
    case LIT_FROZENSET:
        return literal_collection(t, code, l);
    case LIT_CODE:
        if (code->program)
            code->program->refs++;
        return code_new(t, code->program, l->unit, code, code->library);
    }
    return raise_format(t, EXC_SystemError, "unknown literal kind %d", l->kind);
}

Str **code_names_link(Thread *t, const UnitName *names, uint32_t n)
{
    Str **out = mem_alloc_array(t, (size_t)n + 1, sizeof(Str *));
    if (!out)
        return NULL;
    for (uint32_t i = 0; i < n; i++) {
        Value v = str_intern_utf8(t, names[i].text, names[i].len);
        if (v_is_error(v)) {
            code_names_free(t, out, i, n);
            return NULL;
        }
        out[i] = V_AS(Str, v);
    }
    return out;
}

void code_names_free(Thread *t, Str **names, uint32_t used, uint32_t n)
{
    if (!names)
        return;
    for (uint32_t i = 0; i < used; i++)
        obj_drop(t, names[i]);
    mem_free(t, names, ((size_t)n + 1) * sizeof(Str *));
}

static int code_link_literals(Thread *t, Code *code)
{
    const CodeUnit *u = code->unit;
    Value *literals = mem_alloc_array(t, (size_t)u->nliterals + 1, sizeof(Value));
    if (!literals)
        return -1;
    for (uint32_t i = 0; i < u->nliterals; i++) {
        literals[i] = literal_link(t, code, &u->literals[i]);
        if (v_is_error(literals[i])) {
            while (i-- > 0)
                drop(t, literals[i]);
            mem_free(t, literals, ((size_t)u->nliterals + 1) * sizeof(Value));
            return -1;
        }
    }
    code->literals = literals;
    return 0;
}

static const uint16_t temp_forms[OPC_COUNT] = {
#define OP(name, operands, cells, doc)
#define SPECIAL(name, base, doc)
#define LINKED(name, base, doc) [OPC_##base] = OPC_##name,
#include "parser/bytecode/ops.def"
#undef OP
#undef SPECIAL
};

/* Instructions that are done together with the next one, which uses up their result. */
static const struct {
    uint16_t first, next, next_in_place, form;
} fused_forms[] = {
#define OP(name, operands, cells, doc)
#define SPECIAL(name, base, doc)
#define FUSED(op, then) {OPC_##op##_TEMP, OPC_##then, OPC_I##then, OPC_##op##_THEN_##then},
#include "parser/bytecode/ops.def"
#undef OP
#undef SPECIAL
};

/* Chooses the form of the instruction at pc, into a temporary, that does the next one too, if there
   is one; the register of that one's other operand goes to the cell behind. */
static void choose_fused_form(Cell *pc, const Cell *next)
{
    if ((next->b == pc->a) == (next->c == pc->a))
        return;
    for (size_t i = 0; i < sizeof fused_forms / sizeof *fused_forms; i++)
        if (fused_forms[i].first == pc->op &&
            (fused_forms[i].next == next->op || fused_forms[i].next_in_place == next->op)) {
            pc->op = fused_forms[i].form;
            pc[1].lo = next->b == pc->a ? next->c : next->b;
            return;
        }
}

/* The form of the LOAD_CONST at pc into a temporary, of v. */
static void choose_const_form(Cell *pc, Value v)
{
    if (v_is_object(v))
        return;
    bool fits = (int64_t)v.bits == (int32_t)v.bits;
    pc->op = fits ? OPC_LOAD_IMMEDIATE_TEMP : OPC_LOAD_NUMBER_TEMP;
    if (fits)
        pc->bc = (int32_t)v.bits;
}

/* Chooses the form of a MUL into a temporary that is the left part of a sum or difference of
   products; false: it is not. */
static bool choose_products_form(Cell *pc, const Cell *end)
{
    const Cell *mul = pc + opcode_cells(OPC_MUL), *sum = mul + opcode_cells(OPC_MUL);
    if (sum >= end || mul->op != OPC_MUL || mul->a <= pc->a || mul->b == pc->a || mul->c == pc->a ||
        sum->b != pc->a || sum->c != mul->a)
        return false;
    if (sum->op == OPC_ADD || sum->op == OPC_IADD)
        pc->op = OPC_MUL_MUL_ADD;
    else if (sum->op == OPC_SUB || sum->op == OPC_ISUB)
        pc->op = OPC_MUL_MUL_SUB;
    else
        return false;
    return true;
}

static void choose_temp_form(Cell *pc, const Cell *next, const Cell *end)
{
    if (pc->op == OPC_MUL && choose_products_form(pc, end))
        return;
    pc->op = temp_forms[pc->op];
    if (next < end)
        choose_fused_form(pc, next);
}

/* The form of a LOAD_ITEM out of a local: with the next instruction, if that alone uses the item as
   its list. A LOAD_ITEM is never the last instruction. */
static uint16_t item_form(const Cell *pc, const Cell *next, bool to_temp)
{
    if (to_temp && next->op == OPC_LOAD_ITEM && next->b == pc->a && next->c != pc->a)
        return OPC_LOAD_ITEM_ITEM;
    if (to_temp && next->op == OPC_STORE_ITEM && next->a == pc->a && next->b != pc->a &&
        next->c != pc->a)
        return OPC_LOAD_ITEM_STORE;
    return to_temp ? OPC_LOAD_ITEM_TEMP : OPC_LOAD_ITEM_LOCAL;
}

/* The instruction at pc has an immediate operand to its right: is that a power of two? */
static bool immediate_is_power(Cell *pc)
{
    int by = (int16_t)pc->c;
    if (by <= 0 || (by & (by - 1)))
        return false;
    pc[1].lo = (uint32_t)__builtin_ctz((unsigned)by);
    return true;
}

/* The forms that follow from what is a temporary, or a constant: the loop need not ask then. */
static void code_choose_forms(const Code *code)
{
    for (Cell *pc = code->cells, *end = pc + code->ncells; pc < end;
         pc += opcode_cells((Opcode)pc->op)) {
        if (pc->op == OPC_MOVE && pc->b >= code->temp_base)
            pc->op = pc[1].op == OPC_MOVE && pc[1].b >= code->temp_base ? OPC_MOVE_TEMP_TWICE
                                                                        : OPC_MOVE_TEMP;
        else if (pc->op == OPC_BUILD_SLICE && pc[1].op == OPC_LOAD_ITEM && pc[1].c == pc->a)
            pc++; /* to the LOAD_ITEM of the slice, which BUILD_SLICE does: it stays what it is */
        else if (pc->op == OPC_LOAD_ITEM && pc->b < code->temp_base)
            pc->op = item_form(pc, pc + opcode_cells(OPC_LOAD_ITEM), pc->a >= code->temp_base);
        else if (pc->op == OPC_STORE_ITEM && pc->a < code->temp_base)
            pc->op = OPC_STORE_ITEM_LOCAL;
        else if (temp_forms[pc->op] && pc->a >= code->temp_base)
            choose_temp_form(pc, pc + opcode_cells((Opcode)pc->op), end);
        else if (pc->op == OPC_FLOORDIV_I && immediate_is_power(pc))
            pc->op = OPC_FLOORDIV_SHIFT;
        else if (pc->op == OPC_MOD_I && immediate_is_power(pc))
            pc->op = OPC_MOD_MASK;
        else if (pc->op == OPC_YIELD && pc[1].op == OPC_DROP && pc[1].a == pc->a)
            pc->c = YIELD_FOR_NOTHING;
        if (pc->op == OPC_LOAD_CONST_TEMP)
            choose_const_form(pc, code->literals[pc->bc]);
    }
}

int code_link(Thread *t, Code *code)
{
    const CodeUnit *u = code->unit;
    if (code->cells)
        return 0;
    if (!code->names && !(code->names = code_names_link(t, u->names, u->nnames)))
        return -1;
    if (!code->varnames && !(code->varnames = code_names_link(t, u->varnames, u->nlocals)))
        return -1;
    if (!code->literals && code_link_literals(t, code) < 0)
        return -1;
    Cell *cells = mem_alloc_array(t, u->ncells, sizeof(Cell));
    if (!cells)
        return -1;
    memcpy(cells, u->code, u->ncells * sizeof(Cell));
    code->ncells = u->ncells;
    code->cells = cells;
    code_choose_forms(code);
    if (code->positional && !code_suspends(code))
        code->plain = code->argcount;
    return 0;
}
