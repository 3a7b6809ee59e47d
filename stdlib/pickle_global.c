/* SPDX-License-Identifier: MIT */
/* _pickle: things known by name, and what reduce methods tell. */
#include "stdlib/pickle_internal.h"
#include "vm/core/type.h"

/* ---- names ---- */

/* module.a.b.c; *parent: what c was found in. A temporary; EMPTY with *parent unset when a part is
   not there, ERROR. */
static Value path_find(Thread *t, Value module, Str *path, Value *parent)
{
    Value dot = K(t, str_from_cstr(t, ".")), name = K(t, str_from_cstr(t, "split"));
    Value parts = v_is_error(dot) || v_is_error(name)
                      ? V_ERROR
                      : K(t, call_method1(t, v_from(path), V_AS(Str, name), dot));
    if (v_is_error(parts))
        return V_ERROR;
    List *l = V_AS(List, parts);
    Value at = module;
    *parent = module;
    for (size_t i = 0; i < l->len; i++) {
        *parent = at;
        Value part = pickle_interned(t, l->items[i]);
        at = v_is_error(part) ? V_ERROR : K(t, attr_get_or_empty(t, at, V_AS(Str, part)));
        if (v_is_error(at) || v_is_empty(at))
            return at;
    }
    return at;
}

/* The module that a function or class says it is from, else the loaded one that has it. */
static Value module_of(Thread *t, Value v, Str *path)
{
    Value name = pickle_attr(t, v, "__module__"), parent;
    if (v_is_error(name) || (!v_is_empty(name) && !v_is_none(name)))
        return v_is_error(name) || !v_is_type(v) || V_AS(Type, v)->flags & TF_HEAP
                   ? name
                   : pickle_interned(t, name);
    Value modules = K(t, import_attr(t, "sys", "modules"));
    modules = v_is_error(modules) ? V_ERROR : K(t, dict_copy(t, V_AS(Dict, modules)));
    if (v_is_error(modules))
        return V_ERROR;
    Value key, module;
    for (size_t i = 0; dict_next(V_AS(Dict, modules), &i, &key, &module);) {
        if (!v_is_str(key) || v_is_none(module) || str_equal_cstr(V_AS(Str, key), "__main__") ||
            str_equal_cstr(V_AS(Str, key), "__mp_main__"))
            continue;
        Value found = path_find(t, module, path, &parent);
        if (v_is_error(found))
            exc_clear(t);
        else if (v_same(found, v))
            return pickle_interned(t, key);
    }
    return K(t, str_intern_utf8(t, "__main__", 8));
}

/* "<locals>" in a name: nobody can find it from outside. */
static bool name_is_local(Thread *t, Str *path)
{
    size_t len;
    const char *text = str_wtf8(t, path, &len);
    return text && strstr(text, "<locals>");
}

/* Python 2's names, for protocols below 3. */
static int names_of_old(Thread *t, Value *module, Value *name)
{
    Value f = K(t, import_attr(t, "_compat_pickle", "_old_names"));
    Value two = v_is_error(f) ? V_ERROR : K(t, call2(t, f, *module, *name));
    if (v_is_error(two))
        return -1;
    *module = V_AS(Tuple, two)->items[0];
    *name = V_AS(Tuple, two)->items[1];
    return 0;
}

static int global_text(Thread *t, Pickler *p, Value module, Value name)
{
    if (p->protocol < 3 && p->fix_imports && names_of_old(t, &module, &name) < 0)
        return -1;
    Value parts[] = {module, name};
    if (pickle_op(p, OP_GLOBAL) < 0)
        return -1;
    for (int i = 0; i < 2; i++) {
        size_t len;
        const char *text = str_utf8(t, V_AS(Str, parts[i]), &len);
        if (!text || (p->protocol < 3 && !(V_AS(Str, parts[i])->head.flags & STR_ASCII))) {
            exc_clear(t);
            return pickle_error(
                t,
                i == 0 ? "can't pickle module identifier '%V' using pickle protocol %d"
                       : "can't pickle global identifier '%V' using pickle protocol %d",
                parts[i], p->protocol);
        }
        if (pickle_write(p, text, len) < 0 || pickle_op(p, '\n') < 0)
            return -1;
    }
    return 0;
}

/* A number registered with copyreg: 1 when it was written. */
static int extension_write(Thread *t, Pickler *p, Value module, Value name)
{
    Value registry = K(t, import_attr(t, "copyreg", "_extension_registry"));
    Value key = v_is_error(registry) ? V_ERROR : K(t, tuple_pack(t, 2, module, name));
    Value code = v_is_error(key) ? V_ERROR : dict_get(t, V_AS(Dict, registry), key);
    if (v_is_error(code) || v_is_empty(code))
        return v_is_error(code) ? -1 : 0;
    uint32_t n = (uint32_t)v_small(code);
    char op[5] = {(char)(n < 256 ? OP_EXT1 : n < 65536 ? OP_EXT2 : OP_EXT4)};
    memcpy(op + 1, &n, 4);
    return pickle_write(p, op, n < 256 ? 2 : n < 65536 ? 3 : 5) < 0 ? -1 : 1;
}

/* a.b.c by way of getattr, for protocols that know only names in modules. */
static int nested_text(Thread *t, Pickler *p, Value module, Value name)
{
    Value f = K(t, import_attr(t, "builtins", "getattr"));
    Value dot = K(t, str_from_cstr(t, ".")), split = pickle_attr_must(t, name, "split");
    if (v_is_error(f) || v_is_error(dot) || v_is_error(split))
        return -1;
    Value parts = K(t, call1(t, split, dot));
    if (v_is_error(parts))
        return -1;
    List *l = V_AS(List, parts);
    for (size_t i = 1; i < l->len; i++)
        if (pickle_save(t, p, f, true) < 0 || (p->protocol < 2 && pickle_op(p, OP_MARK) < 0))
            return -1;
    if (global_text(t, p, module, l->items[0]) < 0)
        return -1;
    for (size_t i = 1; i < l->len; i++)
        if (pickle_save(t, p, l->items[i], true) < 0 ||
            pickle_op(p, p->protocol < 2 ? OP_TUPLE : OP_TUPLE2) < 0 || pickle_op(p, OP_REDUCE) < 0)
            return -1;
    return 0;
}

static int global_write(Thread *t, Pickler *p, Value v, Value module, Value name, bool nested)
{
    if (p->protocol >= 2) {
        int done = extension_write(t, p, module, name);
        if (done)
            return done < 0 ? -1 : 0;
    }
    int status;
    /* CPython's datetime is in C too: its name and that of its module are two objects. */
    bool twice = v_is_type(v) && str_equal_cstr(V_AS(Str, module), "datetime") &&
                 v_same(pickle_interned(t, name), pickle_interned(t, module));
    if (p->protocol >= 4 && twice)
        status = pickle_save(t, p, module, true) < 0 || pickle_native_module(t, p, name) < 0
                     ? -1
                     : pickle_op(p, OP_STACK_GLOBAL);
    else if (p->protocol >= 4)
        status = (v_is_kind(v, KIND_native) ? pickle_native_module(t, p, module)
                                            : pickle_save(t, p, module, true)) < 0 ||
                         pickle_save(t, p, name, true) < 0
                     ? -1
                     : pickle_op(p, OP_STACK_GLOBAL);
    else if (nested)
        status = nested_text(t, p, module, name);
    else
        status = global_text(t, p, module, name);
    return status < 0 ? -1 : pickle_memo_put(t, p, v);
}

int pickle_global(Thread *t, Pickler *p, Value v, Value name)
{
    if (v_is_empty(name)) {
        name = pickle_attr(t, v, "__qualname__");
        if (v_is_empty(name))
            name = pickle_attr_must(t, v, "__name__");
    }
    if (v_is_error(name))
        return -1;
    if (!v_is_str(name))
        return pickle_error(t, "Can't pickle %R: its name is not a string", v);
    Str *path = V_AS(Str, name);
    if (name_is_local(t, path)) {
        raise_format(t, EXC_AttributeError, "Can't get local object %R", name);
        return -1;
    }
    Value module_name = module_of(t, v, path), parent;
    if (v_is_error(module_name))
        return -1;
    size_t len;
    const char *text = v_is_str(module_name) ? str_utf8(t, V_AS(Str, module_name), &len) : "";
    Value module = text ? K(t, import_module(t, text)) : V_ERROR;
    if (v_is_error(module)) {
        exc_clear(t);
        return pickle_error(t, "Can't pickle %R: import of module %R failed", v, module_name);
    }
    Value found = path_find(t, module, path, &parent);
    if (v_is_error(found))
        return -1;
    if (v_is_empty(found))
        return pickle_error(t, "Can't pickle %R: attribute lookup %V on %V failed", v, name,
                            module_name);
    bool same = v_same(found, v) || (v_is_kind(v, KIND_native) && v_is_kind(found, KIND_native) &&
                                     V_AS(Native, v)->def == V_AS(Native, found)->def);
    if (!same)
        return pickle_error(t, "Can't pickle %R: it's not the same object as %V.%V", v, module_name,
                            name);
    return global_write(t, p, v, module_name, name, !v_same(parent, module));
}

/* ---- reduce ---- */

int pickle_call(Thread *t, Pickler *p, Value callable, Value args, Value v)
{
    Value reduced = K(t, tuple_pack(t, 2, callable, args));
    return v_is_error(reduced) ? -1 : pickle_reduce(t, p, reduced, v);
}

static int reduce_check(Thread *t, Tuple *r, Value part[6])
{
    static const char *const places[] = {"fourth", "fifth"};
    if (r->len < 2 || r->len > 6)
        return pickle_error(t, "tuple returned by __reduce__ must contain 2 through 6 elements");
    for (size_t i = 0; i < 6; i++)
        part[i] = i < r->len && (i < 2 || !v_is_none(r->items[i])) ? r->items[i] : V_EMPTY;
    if (!v_type(t, part[0])->s.call)
        return pickle_error(t, "first item of the tuple returned by __reduce__ must be callable");
    if (!v_has_layout(part[1], KIND_tuple))
        return pickle_error(t, "second item of the tuple returned by __reduce__ must be a tuple");
    for (int i = 3; i < 5; i++)
        if (!v_is_empty(part[i]) && !v_type(t, part[i])->s.next)
            return pickle_error(
                t, "%s element of the tuple returned by %s must be an iterator, not %T",
                places[i - 3], "__reduce__", part[i]);
    if (!v_is_empty(part[5]) && !v_type(t, part[5])->s.call)
        return pickle_error(t,
                            "sixth element of the tuple returned by %s must be a function, not %T",
                            "__reduce__", part[5]);
    return 0;
}

static int newobj_ex(Thread *t, Pickler *p, Tuple *a)
{
    if (a->len != 3)
        return pickle_error(t, "length of the NEWOBJ_EX argument tuple must be exactly 3, not %zu",
                            a->len);
    if (!v_is_type(a->items[0]))
        return pickle_error(t, "first item from NEWOBJ_EX argument tuple must be a class, not %T",
                            a->items[0]);
    if (!v_has_layout(a->items[1], KIND_tuple))
        return pickle_error(t, "second item from NEWOBJ_EX argument tuple must be a tuple, not %T",
                            a->items[1]);
    if (!v_has_layout(a->items[2], KIND_dict))
        return pickle_error(t, "third item from NEWOBJ_EX argument tuple must be a dict, not %T",
                            a->items[2]);
    if (p->protocol >= 4) {
        for (int i = 0; i < 3; i++)
            if (pickle_save(t, p, a->items[i], true) < 0)
                return -1;
        return pickle_op(p, OP_NEWOBJ_EX);
    }
    Value f = K(t, import_attr(t, "_pickle", "_new_with"));
    Value partial = v_is_error(f) ? V_ERROR : K(t, call_tuple_dict(t, f, v_from(a), V_EMPTY));
    Value none = v_is_error(partial) ? V_ERROR : K(t, tuple_new(t, NULL, 0));
    return v_is_error(none) || pickle_save(t, p, partial, true) < 0 ||
                   pickle_save(t, p, none, true) < 0
               ? -1
               : pickle_op(p, OP_REDUCE);
}

static int newobj(Thread *t, Pickler *p, Tuple *a, Value v)
{
    if (a->len < 1)
        return pickle_error(t, "__newobj__ arglist is empty");
    Value cls = a->items[0];
    if (!v_is_type(cls))
        return pickle_error(t, "args[0] from __newobj__ args is not a type");
    if (!v_is_empty(v) && !v_same(pickle_attr(t, v, "__class__"), cls))
        return pickle_error(t, "args[0] from __newobj__ args has the wrong class");
    Value rest = K(t, tuple_new(t, a->items + 1, a->len - 1));
    return v_is_error(rest) || pickle_save(t, p, cls, true) < 0 || pickle_save(t, p, rest, true) < 0
               ? -1
               : pickle_op(p, OP_NEWOBJ);
}

/* How the object comes to be: its class and arguments, or a call. */
static int make_write(Thread *t, Pickler *p, Value part[6], Value v)
{
    Value name = p->protocol >= 2 ? pickle_attr(t, part[0], "__name__") : V_EMPTY;
    if (v_is_error(name))
        return -1;
    bool named = !v_is_empty(name) && v_is_str(name);
    if (named && str_equal_cstr(V_AS(Str, name), "__newobj_ex__"))
        return newobj_ex(t, p, V_AS(Tuple, part[1]));
    if (named && str_equal_cstr(V_AS(Str, name), "__newobj__"))
        return newobj(t, p, V_AS(Tuple, part[1]), v);
    return pickle_save(t, p, part[0], true) < 0 || pickle_save(t, p, part[1], true) < 0
               ? -1
               : pickle_op(p, OP_REDUCE);
}

static int state_write(Thread *t, Pickler *p, Value state, Value setter, Value v)
{
    if (v_is_empty(setter))
        return pickle_save(t, p, state, true) < 0 ? -1 : pickle_op(p, OP_BUILD);
    return pickle_save(t, p, setter, true) < 0 || pickle_save(t, p, v, true) < 0 ||
                   pickle_save(t, p, state, true) < 0 || pickle_op(p, OP_TUPLE2) < 0 ||
                   pickle_op(p, OP_REDUCE) < 0
               ? -1
               : pickle_op(p, OP_POP);
}

int pickle_reduce(Thread *t, Pickler *p, Value reduced, Value v)
{
    Value part[6];
    if (reduce_check(t, V_AS(Tuple, reduced), part) < 0 || make_write(t, p, part, v) < 0)
        return -1;
    if (!v_is_empty(v)) {
        int64_t index = pickle_memo_find(p, v);
        if (index >= 0) /* it was made on the way: a tuple that contains itself */
            return pickle_op(p, OP_POP) < 0 ? -1 : pickle_memo_get(p, (size_t)index);
        if (pickle_memo_put(t, p, v) < 0)
            return -1;
    }
    if (!v_is_empty(part[3]) && pickle_batch_list(t, p, part[3]) < 0)
        return -1;
    if (!v_is_empty(part[4]) && pickle_batch_dict(t, p, part[4]) < 0)
        return -1;
    return v_is_empty(part[2]) ? 0 : state_write(t, p, part[2], part[5], v);
}
