/* SPDX-License-Identifier: MIT */
/* The instruction set at run time: names, operand letters and sizes, all from ops.def. */
#include "parser/bytecode/ops.h"

static const OpInfo infos[OPC_COUNT] = {
#define OP(name, operands, cells, doc) {#name, operands, cells},
#define SPECIAL(name, base, doc)       {#name, NULL, 0},
#include "parser/bytecode/ops.def"
#undef OP
#undef SPECIAL
};

/* A special form has the operands of its base; the row of the base is found by one more table. */
static const uint16_t bases[OPC_COUNT] = {
#define OP(name, operands, cells, doc) OPC_##name,
#define SPECIAL(name, base, doc)       OPC_##base,
#include "parser/bytecode/ops.def"
#undef OP
#undef SPECIAL
};

Opcode opcode_base(Opcode op)
{
    return (Opcode)bases[op];
}

const OpInfo *opcode_info(Opcode op)
{
    return &infos[bases[op]];
}

enum {
#define OP(name, operands, cells, doc) SIZE_##name = 1 + (cells),
#define SPECIAL(name, base, doc)       SIZE_##name = SIZE_##base,
#include "parser/bytecode/ops.def"
#undef OP
#undef SPECIAL
};

const uint8_t opcode_sizes[OPC_COUNT] = {
#define OP(name, operands, cells, doc) SIZE_##name,
#define SPECIAL(name, base, doc)       SIZE_##name,
#include "parser/bytecode/ops.def"
#undef OP
#undef SPECIAL
};

uint32_t opcode_cells(Opcode op)
{
    return opcode_sizes[op];
}

const char *opcode_name(Opcode op)
{
    return infos[op].name;
}

bool opcode_jumps(Opcode op)
{
    const char *letters = opcode_info(op)->operands;
    return letters[1] == 'J' || opcode_jumps_by_cell(op);
}

bool opcode_jumps_by_cell(Opcode op)
{
    return (op >= OPC_LT && op <= OPC_JUMP_UNLESS_GE_I && infos[op].name[0] == 'J') ||
           op == OPC_FOR_ITER || op == OPC_JUMP_UNLESS_MATCH;
}

bool opcode_names_in_cell(Opcode op)
{
    switch (op) {
    case OPC_LOAD_ATTR:
    case OPC_STORE_ATTR:
    case OPC_DELETE_ATTR:
    case OPC_LOAD_METHOD:
    case OPC_LOAD_SUPER_ATTR:
    case OPC_LOAD_SUPER_METHOD:
    case OPC_IMPORT_NAME:
    case OPC_IMPORT_FROM:
    case OPC_LOAD_CLASS_FREE:
        return true;
    default:
        return false;
    }
}

bool opcode_literal_in_cell(Opcode op)
{
    return op == OPC_CALL_KW || op == OPC_CALL_METHOD_KW || op == OPC_MAKE_FUNCTION;
}
