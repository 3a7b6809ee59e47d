/* SPDX-License-Identifier: MIT */
/* _dis: listings of Rondo's bytecode, for the module dis. */
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

Value dis_native_module(Thread *t)
{
    static const NativeDef *const functions[] = {&dis_listing_def, NULL};
    static const ModuleSpec spec = {"_dis", "Listings of bytecode.", functions, NULL};
    return api_module(t, &spec);
}
