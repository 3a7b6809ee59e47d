/* SPDX-License-Identifier: MIT */
/* _dis: what the modules dis and pdb need of the machine. */
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
    static const NativeDef *const functions[] = {&dis_listing_def, &dis_set_local_def, NULL};
    static const ModuleSpec spec = {"_dis", "Bytecode and frames.", functions, NULL};
    return api_module(t, &spec);
}
