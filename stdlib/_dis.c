/* SPDX-License-Identifier: MIT */
/* _dis: what the modules dis and pdb need of the machine. */
#include "parser/bytecode/ops.h"
#include "vm/api.h"
#include "vm/api_sys.h"

API(dis_listing, "listing(code, /)",
    "The listing of a code object alone, as `rondo --dis` prints it: a str.")
{
    if (!v_is_kind(a[0], KIND_code))
        return raise_format(t, EXC_TypeError, "listing() takes a code object, not %T", a[0]);
    Buffer out;
    buffer_init(&out);
    code_dump_alone(V_AS(Code, a[0])->unit, &out);
    Value v = out.failed ? raise_memory(t) : K(t, str_from_utf8(t, out.data, out.len));
    buffer_free(&out);
    return v;
}

/* What the first cell behind an instruction holds, as far as a listing tells. */
static const char *cell_content(Opcode op)
{
    return opcode_names_in_cell(op)     ? "name"
           : opcode_literal_in_cell(op) ? "const"
           : opcode_jumps_by_cell(op)   ? "jump"
                                        : "";
}

static Value opcode_row(Thread *t, Opcode op)
{
    const OpInfo *info = opcode_info(op);
    Value name = K(t, str_from_cstr(t, info->name));
    Value operands = K(t, str_from_cstr(t, info->operands));
    Value content = K(t, str_from_cstr(t, cell_content(op)));
    if (v_is_error(name) || v_is_error(operands) || v_is_error(content))
        return V_ERROR;
    return K(t, tuple_pack(t, 4, name, operands, v_from_small(info->cells), content));
}

API(dis_instruction_set, "instruction_set()",
    "A tuple for each opcode: name, letters of its operands, cells behind it, what the first of "
    "these holds; None for a form that only the machine writes.")
{
    Value list = K(t, list_new(t, NULL, 0));
    for (int i = 0; !v_is_error(list) && i < OPC_COUNT; i++) {
        Opcode op = (Opcode)i;
        Value row = opcode_base(op) == op ? opcode_row(t, op) : V_NONE;
        if (v_is_error(row) || list_append(t, V_AS(List, list), row) < 0)
            return V_ERROR;
    }
    return list;
}

API(dis_set_local, "set_local(frame, name, value, /)",
    "Bind a variable of a function's frame, or a name beside its variables.")
{
    if (!v_is_kind(a[0], KIND_frame) || !v_is_kind(a[1], KIND_str))
        return raise_format(t, EXC_TypeError, "set_local() takes a frame and a str, not %T and %T",
                            a[0], a[1]);
    return frame_set_local(t, V_AS(FrameObject, a[0]), a[1], a[2]) < 0 ? V_ERROR : V_NONE;
}

Value dis_native_module(Thread *t)
{
    static const NativeDef *const functions[] = {&dis_listing_def, &dis_set_local_def,
                                                 &dis_instruction_set_def, NULL};
    static const ModuleSpec spec = {"_dis", "Bytecode and frames.", functions, NULL};
    return api_module(t, &spec);
}
