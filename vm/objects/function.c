/* SPDX-License-Identifier: MIT */
/* functions of the language. */
#include "vm/core/native.h"
#include "vm/core/interp.h"

/* The builtins that code with these globals sees: globals["__builtins__"], a module or a dict.
 * BORROWED. */
static Dict *globals_builtins(Thread *t, Dict *globals)
{
    Value v = dict_get_str(globals, N(t, __builtins__));
    if (v_is_kind(v, KIND_module))
        return V_AS(Module, v)->dict;
    return v_has_layout(v, KIND_dict) ? V_AS(Dict, v) : t->vm->builtins;
}

Value function_new(Thread *t, Code *code, Dict *globals, const Value *closure)
{
    Function *f = object_new(t, t->vm->types[KIND_function], 0);
    if (!f)
        return V_ERROR;
    uint32_t nfree = code->unit->nfree;
    f->code = obj_dup(code);
    f->globals = obj_dup(globals);
    f->builtins = obj_dup(globals_builtins(t, globals));
    f->name = obj_dup(code->name);
    f->qualname = obj_dup(code->qualname);
    f->module = dup(dict_get_str(globals, N(t, __name__)));
    if (nfree) {
        f->closure = mem_alloc_array(t, nfree, sizeof(Value));
        if (!f->closure) {
            drop(t, v_from(f));
            return V_ERROR;
        }
        for (uint32_t i = 0; i < nfree; i++)
            f->closure[i] = closure ? dup(closure[i]) : V_EMPTY;
    }
    if (code->unit->docstring) {
        Value doc = str_from_utf8(t, code->unit->docstring, code->unit->docstring_len);
        if (v_is_error(doc)) {
            drop(t, v_from(f));
            return doc;
        }
        f->doc = doc;
    }
    gc_track(t, f);
    return v_from(f);
}

Value function_build(Thread *t, Frame *f, Code *code, Value *row, unsigned what)
{
    const CodeUnit *u = code->unit;
    Value v = function_new(t, code, f->func->globals, NULL);
    if (v_is_error(v))
        return v;
    Function *fn = V_AS(Function, v);
    for (uint32_t i = 0; i < u->nfree; i++) {
        const Capture *c = &u->captures[i];
        fn->closure[i] = dup(c->from_free ? f->func->closure[c->index] : f->regs[c->index]);
    }
    Value *fields[] = {&fn->defaults, &fn->kwdefaults, &fn->annotations};
    for (unsigned bit = 0; bit < 3; bit++) {
        if (!(what >> bit & 1))
            continue;
        *fields[bit] = *row;
        *row++ = V_EMPTY;
    }
    return v;
}

static void function_dealloc(Thread *t, Object *o)
{
    Function *f = (Function *)o;
    uint32_t nfree = f->code->unit->nfree;
    for (uint32_t i = 0; f->closure && i < nfree; i++)
        drop(t, f->closure[i]);
    mem_free(t, f->closure, nfree * sizeof(Value));
    obj_drop(t, f->globals);
    obj_drop(t, f->builtins);
    drop(t, f->module);
    drop(t, f->closure_tuple);
    drop(t, f->defaults);
    drop(t, f->kwdefaults);
    drop(t, f->doc);
    obj_drop(t, f->name);
    obj_drop(t, f->qualname);
    drop(t, f->annotations);
    drop(t, f->type_params);
    drop(t, f->old_codes);
    obj_drop(t, f->code);
}
static void function_visit(Object *o, VisitFn fn, void *arg)
{
    Function *f = (Function *)o;
    for (uint32_t i = 0; f->closure && i < f->code->unit->nfree; i++)
        VISIT(f->closure[i]);
    Value fields[] = {f->closure_tuple, f->defaults,    f->kwdefaults,  f->doc,
                      f->module,        f->annotations, f->type_params, f->old_codes};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        VISIT(fields[i]);
    void *objects[] = {f->code, f->globals, f->builtins, f->name, f->qualname};
    for (size_t i = 0; i < sizeof objects / sizeof *objects; i++)
        if (objects[i])
            fn(v_from(objects[i]), arg);
}
/* The closure stays, as a finaliser may still call the function: its cells clear themselves. */
static void function_clear(Thread *t, Object *o)
{
    Function *f = (Function *)o;
    v_clear(t, &f->closure_tuple);
    v_clear(t, &f->defaults);
    v_clear(t, &f->kwdefaults);
    v_clear(t, &f->annotations);
    v_clear(t, &f->doc);
    v_clear(t, &f->module);
}

static Value function_repr(Thread *t, Value self)
{
    return str_format(t, "<function %N at %p>", V_AS(Function, self)->qualname,
                      (void *)v_object(self));
}
static Value function_call(Thread *t, Value self, const Value *args, uint32_t nargs, Value kwnames)
{
    return call_kw(t, self, args, nargs, kwnames);
}
static Value function_get(Thread *t, Value self, Value obj, Value owner)
{
    return v_is_empty(obj) || (v_is_none(obj) && !v_is_empty(owner) &&
                               !v_same(owner, v_from(t->vm->types[KIND_none])))
               ? dup(self)
               : method_new(t, self, obj);
}

/* ---- attributes ---- */

static int set_str(Thread *t, Str **place, Value value, const char *name)
{
    if (!v_is_str(value)) {
        raise_format(t, EXC_TypeError, "%s must be set to a string object", name);
        return -1;
    }
    Str *old = *place;
    *place = obj_dup(V_AS(Str, value));
    obj_drop(t, old);
    return 0;
}
static Value function_get_name(Thread *t, Value self)
{
    return v_from(obj_dup(V_AS(Function, self)->name));
}
static int function_set_name(Thread *t, Value self, Value value)
{
    return set_str(t, &V_AS(Function, self)->name, value, "__name__");
}
static Value function_get_qualname(Thread *t, Value self)
{
    return v_from(obj_dup(V_AS(Function, self)->qualname));
}
static int function_set_qualname(Thread *t, Value self, Value value)
{
    return set_str(t, &V_AS(Function, self)->qualname, value, "__qualname__");
}
static Value function_get_code(Thread *t, Value self)
{
    return v_from(obj_dup(V_AS(Function, self)->code));
}
static int function_set_code(Thread *t, Value self, Value value)
{
    Function *f = V_AS(Function, self);
    if (!v_is_kind(value, KIND_code)) {
        raise_format(t, EXC_TypeError, "__code__ must be set to a code object");
        return -1;
    }
    Code *code = V_AS(Code, value);
    if (code->unit->nfree != f->code->unit->nfree) {
        raise_format(t, EXC_ValueError, "%N() requires a code object with %zu free vars, not %zu",
                     f->name, (size_t)f->code->unit->nfree, (size_t)code->unit->nfree);
        return -1;
    }
    if (v_is_empty(f->old_codes)) {
        Value list = list_new(t, NULL, 0);
        if (v_is_error(list))
            return -1;
        f->old_codes = list;
    }
    if (list_append(t, V_AS(List, f->old_codes), v_from(f->code)) < 0)
        return -1;
    Code *old = f->code;
    f->code = obj_dup(code);
    f->version++;
    obj_drop(t, old);
    return 0;
}
static Value or_none(Value v)
{
    return v_is_empty(v) ? V_NONE : dup(v);
}
static Value function_get_defaults(Thread *t, Value self)
{
    return or_none(V_AS(Function, self)->defaults);
}
static int function_set_defaults(Thread *t, Value self, Value value)
{
    if (!v_is_empty(value) && !v_is_none(value) && !v_has_layout(value, KIND_tuple)) {
        raise_format(t, EXC_TypeError, "__defaults__ must be set to a tuple object");
        return -1;
    }
    V_AS(Function, self)->version++;
    v_set(t, &V_AS(Function, self)->defaults, v_is_none(value) ? V_EMPTY : dup(value));
    return 0;
}
static Value function_get_kwdefaults(Thread *t, Value self)
{
    return or_none(V_AS(Function, self)->kwdefaults);
}
static int function_set_kwdefaults(Thread *t, Value self, Value value)
{
    if (!v_is_empty(value) && !v_is_none(value) && !v_has_layout(value, KIND_dict)) {
        raise_format(t, EXC_TypeError, "__kwdefaults__ must be set to a dict object");
        return -1;
    }
    v_set(t, &V_AS(Function, self)->kwdefaults, v_is_none(value) ? V_EMPTY : dup(value));
    return 0;
}
static Value function_get_annotations(Thread *t, Value self)
{
    Function *f = V_AS(Function, self);
    if (v_is_empty(f->annotations)) {
        Value dict = dict_new(t);
        if (v_is_error(dict))
            return dict;
        f->annotations = dict;
    }
    return dup(f->annotations);
}
static int function_set_annotations(Thread *t, Value self, Value value)
{
    if (!v_is_empty(value) && !v_is_none(value) && !v_has_layout(value, KIND_dict)) {
        raise_format(t, EXC_TypeError, "__annotations__ must be set to a dict object");
        return -1;
    }
    v_set(t, &V_AS(Function, self)->annotations, v_is_none(value) ? V_EMPTY : dup(value));
    return 0;
}
static Value function_get_doc(Thread *t, Value self)
{
    return or_none(V_AS(Function, self)->doc);
}
static int function_set_doc(Thread *t, Value self, Value value)
{
    v_set(t, &V_AS(Function, self)->doc, dup(value));
    return 0;
}
static Value function_get_module(Thread *t, Value self)
{
    return or_none(V_AS(Function, self)->module);
}
static int function_set_module(Thread *t, Value self, Value value)
{
    v_set(t, &V_AS(Function, self)->module, dup(value));
    return 0;
}
static Value function_get_closure(Thread *t, Value self)
{
    Function *f = V_AS(Function, self);
    if (!f->closure)
        return V_NONE;
    if (v_is_empty(f->closure_tuple)) {
        Value tuple = tuple_new(t, f->closure, f->code->unit->nfree);
        if (v_is_error(tuple))
            return tuple;
        f->closure_tuple = tuple;
    }
    return dup(f->closure_tuple);
}
static Value function_get_globals(Thread *t, Value self)
{
    return v_from(obj_dup(V_AS(Function, self)->globals));
}
static Value function_get_builtins(Thread *t, Value self)
{
    return v_from(obj_dup(V_AS(Function, self)->builtins));
}
static Value function_get_type_params(Thread *t, Value self)
{
    Value v = V_AS(Function, self)->type_params;
    return v_is_empty(v) ? v_from(obj_dup(t->vm->empty_tuple)) : dup(v);
}
static int function_set_type_params(Thread *t, Value self, Value value)
{
    if (!v_has_layout(value, KIND_tuple)) {
        raise_format(t, EXC_TypeError, "__type_params__ must be set to a tuple");
        return -1;
    }
    v_set(t, &V_AS(Function, self)->type_params, dup(value));
    return 0;
}
static Value function_get_dict(Thread *t, Value self)
{
    return instance_dict(t, self);
}
static int function_set_dict(Thread *t, Value self, Value value)
{
    if (!v_has_layout(value, KIND_dict)) {
        raise_format(t, EXC_TypeError, "__dict__ must be set to a dictionary, not a '%T'", value);
        return -1;
    }
    return attrs_set_dict(t, v_object(self), V_AS(Dict, value));
}

/* CPython keeps these three as read-only members, which refuse in words of their own. */
static int function_set_readonly(Thread *t, Value self, Value value)
{
    raise_format(t, EXC_AttributeError, "readonly attribute");
    return -1;
}

static const GetSetDef function_getset[] = {
    {"__code__", function_get_code, function_set_code, NULL},
    {"__defaults__", function_get_defaults, function_set_defaults, NULL},
    {"__kwdefaults__", function_get_kwdefaults, function_set_kwdefaults, NULL},
    {"__annotations__", function_get_annotations, function_set_annotations, NULL},
    {"__dict__", function_get_dict, function_set_dict, NULL},
    {"__name__", function_get_name, function_set_name, NULL},
    {"__qualname__", function_get_qualname, function_set_qualname, NULL},
    {"__type_params__", function_get_type_params, function_set_type_params, NULL},
    {"__doc__", function_get_doc, function_set_doc, NULL},
    {"__module__", function_get_module, function_set_module, NULL},
    {"__closure__", function_get_closure, function_set_readonly, NULL},
    {"__globals__", function_get_globals, function_set_readonly, NULL},
    {"__builtins__", function_get_builtins, function_set_readonly, NULL},
    {NULL, NULL, NULL, NULL},
};

/* Checks types.FunctionType's closure: a tuple of as many cells as the code wants, or NULL. */
static int check_closure(Thread *t, Code *code, Value closure, const Value **cells)
{
    uint32_t nfree = code->unit->nfree;
    *cells = NULL;
    if (v_is_empty(closure) || v_is_none(closure)) {
        if (nfree == 0)
            return 0;
        raise_format(t, EXC_TypeError, "arg 5 (closure) must be tuple");
        return -1;
    }
    if (!v_has_layout(closure, KIND_tuple)) {
        raise_format(t, EXC_TypeError, "arg 5 (closure) must be None or tuple");
        return -1;
    }
    Tuple *tuple = V_AS(Tuple, closure);
    if (tuple->len != nfree) {
        raise_format(t, EXC_ValueError, "%N requires closure of length %zu, not %zu", code->name,
                     (size_t)nfree, tuple->len);
        return -1;
    }
    for (size_t i = 0; i < tuple->len; i++)
        if (!v_is_kind(tuple->items[i], KIND_cell)) {
            raise_format(t, EXC_TypeError, "arg 5 (closure) expected cell, found %T",
                         tuple->items[i]);
            return -1;
        }
    *cells = tuple->items;
    return 0;
}

NATIVE_STATIC(
    function_make,
    "__new__(type, code, globals, name=None, argdefs=None, closure=None, kwdefaults=None)",
    "Create a function object.")
{
    if (!v_is_kind(a[1], KIND_code))
        return raise_format(t, EXC_TypeError, "function() argument 'code' must be code, not %T",
                            a[1]);
    if (!v_has_layout(a[2], KIND_dict))
        return raise_format(t, EXC_TypeError, "function() argument 'globals' must be dict, not %T",
                            a[2]);
    const Value *cells;
    if (check_closure(t, V_AS(Code, a[1]), a[5], &cells) < 0)
        return V_ERROR;
    Value v = function_new(t, V_AS(Code, a[1]), V_AS(Dict, a[2]), cells);
    if (v_is_error(v))
        return v;
    int err = 0;
    if (!v_is_empty(a[3]) && !v_is_none(a[3]))
        err = function_set_name(t, v, a[3]);
    if (err == 0 && !v_is_empty(a[4]))
        err = function_set_defaults(t, v, a[4]);
    if (err == 0 && !v_is_empty(a[6]))
        err = function_set_kwdefaults(t, v, a[6]);
    if (err < 0) {
        drop(t, v);
        return V_ERROR;
    }
    return v;
}

int function_setup(Thread *t)
{
    static const TypeSpec spec = {
        .name = "function",
        .size = sizeof(Function),
        .flags = TF_GC | TF_ATTRS | TF_WEAKREF | TF_METHOD_DESCR,
        .kind = KIND_function,
        .layout = KIND_function,
        .new_def = &function_make_def,
        .slots = {.repr = function_repr, .call = function_call, .descr_get = function_get},
        .dealloc = function_dealloc,
        .visit = function_visit,
        .clear = function_clear,
        .getset = function_getset,
    };
    return type_from_spec(t, &spec) ? 0 : -1;
}
