/* SPDX-License-Identifier: MIT */
/* Names of modules, classes and closures: the slow halves of the LOAD_, STORE_ and DELETE_
   instructions, and the NameErrors. */
#include "vm/core/interp.h"

static Value raise_name_error(Thread *t, ExcKind kind, Str *name, const char *format)
{
    raise_format(t, kind, format, name);
    if (kind == EXC_NameError && exc_is(t, EXC_NameError)) /* local variables are not looked up */
        v_set(t, &V_AS(Exception, t->exc)->field[0], dup(v_from(name)));
    return V_ERROR;
}

Value raise_undefined(Thread *t, Str *name)
{
    return raise_name_error(t, EXC_NameError, name, "name '%.200N' is not defined");
}

Value raise_unbound_local(Thread *t, Frame *f, unsigned reg)
{
    return raise_name_error(
        t, EXC_UnboundLocalError, f->code->varnames[reg],
        "cannot access local variable '%N' where it is not associated with a value");
}

Value raise_unbound_cell(Thread *t, Frame *f, unsigned reg)
{
    return raise_unbound_local(t, f, reg);
}

Value raise_unbound_free(Thread *t, Frame *f, unsigned index)
{
    const UnitName *n = &f->code->unit->freenames[index];
    Value name = str_intern_utf8(t, n->text, n->len);
    if (v_is_error(name))
        return name;
    raise_name_error(t, EXC_NameError, V_AS(Str, name),
                     "cannot access free variable '%N' where it is not associated with a value in "
                     "enclosing scope");
    drop(t, name);
    return V_ERROR;
}

/* In a namespace that may be any mapping: the value, owned, EMPTY or ERROR. */
static Value namespace_get(Thread *t, Value namespace, Str *name)
{
    if (v_is_kind(namespace, KIND_dict))
        return dup(dict_get_str(V_AS(Dict, namespace), name));
    Value v = item_get(t, namespace, v_from(name));
    if (v_is_error(v) && exc_is(t, EXC_KeyError)) {
        exc_clear(t);
        return V_EMPTY;
    }
    return v;
}

/* Writes the special form for a name found in the globals (the value stays where it is as long as
   no key comes or goes) or in the builtins. */
static void cache_global(Frame *f, Cell *pc, int64_t entry, bool builtin)
{
    const Cell *next = pc + opcode_cells((Opcode)pc->op);
    pc[1].bits = f->func->globals->keys_version;
    if (builtin) {
        pc[2].lo = (uint32_t)entry;
        pc[2].hi = (uint32_t)f->func->builtins->keys_version;
    } else {
        pc[2].ptr = &f->func->globals->entries[entry].value;
    }
    switch (pc->op) {
    case OPC_LOAD_GLOBAL:
        pc->op = builtin ? OPC_LOAD_GLOBAL_BUILTIN : OPC_LOAD_GLOBAL_MODULE;
        break;
    case OPC_LOAD_GLOBAL_TEMP:
        pc->op = builtin ? OPC_LOAD_GLOBAL_BUILTIN_TEMP : OPC_LOAD_GLOBAL_MODULE_TEMP;
        if (!builtin && next->b == pc->a && opcode_base((Opcode)next->op) == OPC_LOAD_METHOD &&
            v_is_kind(f->func->globals->entries[entry].value, KIND_module))
            pc->op = OPC_LOAD_GLOBAL_FUNCTION;
        break;
    default:
        pc->op = builtin ? OPC_LOAD_NAME_BUILTIN : OPC_LOAD_NAME_MODULE;
    }
}

static Value load_globals(Thread *t, Frame *f, Str *name)
{
    Value v = dict_get_str(f->func->globals, name);
    if (v_is_empty(v))
        v = dict_get_str(f->func->builtins, name);
    return v_is_empty(v) ? raise_undefined(t, name) : dup(v);
}

/* An instance of a class derived from dict is asked by its __getitem__: no form is remembered. */
static Value load_derived_globals(Thread *t, Frame *f, Str *name)
{
    Value v = namespace_get(t, v_from(f->func->globals), name);
    if (!v_is_empty(v))
        return v;
    v = dict_get_str(f->func->builtins, name);
    return v_is_empty(v) ? raise_undefined(t, name) : dup(v);
}

Value frame_load_global(Thread *t, Frame *f, Cell *pc)
{
    Str *name = frame_name(f, (uint32_t)pc->bc);
    if (UNLIKELY(!v_is_kind(v_from(f->func->globals), KIND_dict)))
        return load_derived_globals(t, f, name);
    int64_t entry = dict_find_str(f->func->globals, name);
    if (entry >= 0) {
        cache_global(f, pc, entry, false);
        return dup(f->func->globals->entries[entry].value);
    }
    entry = dict_find_str(f->func->builtins, name);
    if (entry >= 0) {
        cache_global(f, pc, entry, true);
        return dup(f->func->builtins->entries[entry].value);
    }
    return raise_undefined(t, name);
}

int frame_store_global(Thread *t, Dict *globals, Cell *pc, Str *name, Value v)
{
    if (UNLIKELY(pc->op == OPC_STORE_NAME && !v_is_kind(v_from(globals), KIND_dict)))
        return item_set(t, v_from(globals), v_from(name), v);
    if (!dict_put_back(globals, pc[1].bits, pc[2].lo, name, v)) {
        if (dict_set_str(t, globals, name, v) < 0)
            return -1;
        int64_t entry = dict_find_str(globals, name);
        if (entry < 0)
            return 0;
        pc[1].bits = globals->keys_version;
        pc[2].lo = (uint32_t)entry;
    }
    pc->op = pc->op == OPC_STORE_NAME ? OPC_STORE_NAME_MODULE : OPC_STORE_GLOBAL_MODULE;
    return 0;
}

Value frame_load_name(Thread *t, Frame *f, Str *name)
{
    if (!v_is_empty(frame_namespace(f))) {
        Value v = namespace_get(t, frame_namespace(f), name);
        if (!v_is_empty(v))
            return v;
    }
    return load_globals(t, f, name);
}

int frame_store_name(Thread *t, Frame *f, Str *name, Value v)
{
    if (v_is_empty(frame_namespace(f)))
        return dict_set_str(t, f->func->globals, name, v);
    if (v_is_kind(frame_namespace(f), KIND_dict))
        return dict_set_str(t, V_AS(Dict, frame_namespace(f)), name, v);
    return item_set(t, frame_namespace(f), v_from(name), v);
}

int frame_delete_name(Thread *t, Frame *f, Str *name)
{
    int done;
    if (v_is_empty(frame_namespace(f))) {
        done = dict_take_out(t, f->func->globals, name);
    } else if (v_is_kind(frame_namespace(f), KIND_dict)) {
        done = dict_take_out(t, V_AS(Dict, frame_namespace(f)), name);
    } else {
        done = item_delete(t, frame_namespace(f), v_from(name)) == 0 ? 1 : -1;
        if (done < 0 && exc_is(t, EXC_KeyError)) {
            exc_clear(t);
            done = 0;
        }
    }
    if (done == 0)
        raise_undefined(t, name);
    return done > 0 ? 0 : -1;
}

int frame_delete_global(Thread *t, Frame *f, Str *name)
{
    if (dict_take_out(t, f->func->globals, name))
        return 0;
    raise_undefined(t, name);
    return -1;
}

Value frame_load_class_free(Thread *t, Frame *f, Cell *pc)
{
    Str *name = frame_name(f, pc[1].lo);
    if (!v_is_empty(frame_namespace(f))) {
        Value v = namespace_get(t, frame_namespace(f), name);
        if (!v_is_empty(v))
            return v;
    }
    Value cell = pc->c ? f->regs[pc->b] : f->func->closure[pc->b];
    Value v = V_AS(CellObject, cell)->content;
    if (!v_is_empty(v))
        return dup(v);
    return pc->c ? raise_unbound_cell(t, f, pc->b) : raise_unbound_free(t, f, pc->b);
}
