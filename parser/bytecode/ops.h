/* SPDX-License-Identifier: MIT */
/* What the front end asks about an opcode; the facts stand in ops.def. */
#ifndef RONDO_OPS_H
#define RONDO_OPS_H

#include "parser/bytecode/code.h"

typedef struct OpInfo {
    const char *name;
    const char *operands; /* three letters, see ops.def */
    uint8_t cells;        /* operand and cache cells behind the instruction */
} OpInfo;

Opcode opcode_base(Opcode op); /* itself, or what a special form stands for */
/* The row of an opcode; of a special form: the row of its base. */
const OpInfo *opcode_info(Opcode op);
/* Does the instruction have a jump target, and does it stand in the first cell behind? */
bool opcode_jumps(Opcode op);
bool opcode_jumps_by_cell(Opcode op);
/* Does the first cell behind begin with the index of a name, or of a literal? */
bool opcode_names_in_cell(Opcode op);
bool opcode_literal_in_cell(Opcode op);
/* The cells of each, the operand and cache cells included: opcode_cells as a table. */
extern const uint8_t opcode_sizes[OPC_COUNT];

/* Is the next instruction reached by jumps alone? */
static inline bool opcode_ends_flow(Opcode op)
{
    switch (op) {
    case OPC_JUMP:
    case OPC_JUMP_BACK:
    case OPC_RETURN:
    case OPC_RETURN_NONE:
    case OPC_RAISE:
    case OPC_RERAISE:
    case OPC_RERAISE_NEW:
        return true;
    default:
        return false;
    }
}

#endif
