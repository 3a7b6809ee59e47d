/* SPDX-License-Identifier: MIT */
/* Calling from C, and pushing the frames of calls for the dispatch loop. */
#include "vm/core/native.h"
#include "vm/core/interp.h"

static Value generator_call(Thread *t, TAKES Function *fn, Value *args, uint32_t nargs,
                            Value kwnames, bool take)
{
    Generator *g = generator_new(t, fn);
    obj_drop(t, fn);
    if (!g)
        return V_ERROR;
    if (LIKELY(take && g->frame.code->positional && nargs == g->frame.code->argcount &&
               v_is_empty(kwnames))) {
        for (uint32_t i = 0; i < nargs; i++) {
            g->frame.regs[i] = args[i];
            args[i] = V_EMPTY;
        }
    } else if (bind_args(t, g->frame.func, args, nargs, kwnames, g->frame.regs, take) < 0) {
        g->state = GEN_CLOSED; /* never began, so it has nothing to warn of */
        drop(t, v_from(g));
        return V_ERROR;
    }
    gc_track(t, g);
    return v_from(g);
}

Value call_function_push(Thread *t, TAKES Function *fn, Value *args, uint32_t nargs, Value kwnames,
                         bool take)
{
    Code *code = fn->code;
    if (UNLIKELY(!code->cells) && code_link(t, code) < 0) {
        obj_drop(t, fn);
        return V_ERROR;
    }
    if (code_suspends(code))
        return generator_call(t, fn, args, nargs, kwnames, take);
    uint8_t flags;
    Value *saved_top;
    Value *regs = stack_reserve(t, code->nregs, &flags, &saved_top);
    if (!regs) {
        obj_drop(t, fn);
        return V_ERROR;
    }
    for (uint32_t i = 0; i < code->nlocals; i++)
        regs[i] = V_EMPTY;
    if (bind_args(t, fn, args, nargs, kwnames, regs, take) < 0) {
        regs_clear(t, regs, 0, code->nlocals);
        stack_release(t, flags, saved_top);
        obj_drop(t, fn);
        return V_ERROR;
    }
    frame_push_record(t, fn, regs, flags, saved_top);
    return V_PUSHED;
}

Value call_finish(Thread *t, Frame *entry)
{
    Value v = vm_run(t);
    frame_pop_entry(t, entry);
    return v;
}

static Value call_function(Thread *t, Value f, const Value *args, uint32_t nargs, Value kwnames)
{
    const Code *code = V_AS(Function, f)->code;
    Frame *entry = code->plain == nargs && v_is_empty(kwnames)
                       ? frame_push_plain_call(t, V_AS(Function, f), args, nargs)
                       : NULL;
    if (LIKELY(entry))
        return call_finish(t, entry);
    entry = frame_push_entry(t);
    if (!entry)
        return V_ERROR;
    Value v = call_function_push(t, V_AS(Function, dup(f)), (Value *)(uintptr_t)args, nargs,
                                 kwnames, false);
    if (LIKELY(v_same(v, V_PUSHED)))
        return call_finish(t, entry);
    frame_pop_entry(t, entry);
    return v;
}

/* A native that may push frames needs a boundary below them. */
static Value call_pushing_native(Thread *t, Value f, const Value *args, uint32_t nargs,
                                 Value kwnames)
{
    Frame *entry = frame_push_entry(t);
    if (!entry)
        return V_ERROR;
    Value v = native_call(t, f, args, nargs, kwnames);
    if (v_same(v, V_PUSHED))
        return call_finish(t, entry);
    frame_pop_entry(t, entry);
    return v;
}

/* What a module has under its own name, owned, or EMPTY; an exception meanwhile is let go. */
static Value namesake(Thread *t, Value module, Value *name)
{
    *name = attr_get_or_empty(t, module, N(t, __name__));
    Value found = v_is_str(*name) ? attr_get_or_empty(t, module, V_AS(Str, *name)) : V_EMPTY;
    exc_clear(t);
    return v_is_error(found) ? V_EMPTY : found;
}

Value raise_not_callable(Thread *t, Value f)
{
    if (v_type(t, f) != t->vm->types[KIND_module])
        return raise_format(t, EXC_TypeError, "'%T' object is not callable", f);
    Value name, found = namesake(t, f, &name);
    if (!v_is_empty(found) && v_type(t, found)->s.call)
        raise_format(t, EXC_TypeError,
                     "'module' object is not callable. Did you mean: '%V.%V(...)'?", name, name);
    else
        raise_format(t, EXC_TypeError, "'module' object is not callable");
    drop(t, found);
    if (!v_is_error(name))
        drop(t, name);
    return V_ERROR;
}

Value call_kw(Thread *t, Value f, const Value *args, uint32_t nargs, Value kwnames)
{
    if (v_is_kind(f, KIND_function))
        return call_function(t, f, args, nargs, kwnames);
    if (v_is_kind(f, KIND_native)) {
        if (UNLIKELY(V_AS(Native, f)->def->flags & NF_PUSHES))
            return call_pushing_native(t, f, args, nargs, kwnames);
        return native_call(t, f, args, nargs, kwnames);
    }
    CallFn slot = v_type(t, f)->s.call;
    if (!slot)
        return raise_not_callable(t, f);
    if (c_stack_check(t, "") < 0)
        return V_ERROR;
    return slot(t, f, args, nargs, kwnames);
}

Value call(Thread *t, Value f, const Value *args, uint32_t nargs)
{
    return call_kw(t, f, args, nargs, V_EMPTY);
}
Value call0(Thread *t, Value f)
{
    return call_kw(t, f, NULL, 0, V_EMPTY);
}
Value call1(Thread *t, Value f, Value a)
{
    if (v_is_kind(f, KIND_native)) {
        const Native *n = V_AS(Native, f);
        if (n->plain == 1 && !(n->def->flags & NF_PUSHES))
            return n->def->fn(t, &a, 1);
    }
    return call_kw(t, f, &a, 1, V_EMPTY);
}
Value call2(Thread *t, Value f, Value a, Value b)
{
    Value args[] = {a, b};
    return call_kw(t, f, args, 2, V_EMPTY);
}
Value call3(Thread *t, Value f, Value a, Value b, Value c)
{
    Value args[] = {a, b, c};
    return call_kw(t, f, args, 3, V_EMPTY);
}

/* ---- methods ---- */

enum { CALL_SMALL = 12 };

/* Calls f with `first` in front of the arguments (EMPTY: nothing in front). */
static Value call_prepend(Thread *t, Value f, Value first, const Value *args, uint32_t nargs,
                          Value kwnames)
{
    if (v_is_empty(first))
        return call_kw(t, f, args, nargs, kwnames);
    size_t total = nargs + (v_is_empty(kwnames) ? 0 : V_AS(Tuple, kwnames)->len);
    Value small[CALL_SMALL], *all = small;
    if (total + 1 > CALL_SMALL && !(all = mem_alloc_array(t, total + 1, sizeof *all)))
        return V_ERROR;
    all[0] = first;
    if (total)
        memcpy(all + 1, args, total * sizeof *all);
    Value v = call_kw(t, f, all, nargs + 1, kwnames);
    if (all != small)
        mem_free(t, all, (total + 1) * sizeof *all);
    return v;
}

Value call_method(Thread *t, Value obj, Str *name, const Value *args, uint32_t nargs)
{
    Value self;
    Value f = attr_get_method(t, obj, name, &self);
    if (v_is_error(f))
        return f;
    Value v = call_prepend(t, f, self, args, nargs, V_EMPTY);
    drop(t, f);
    drop(t, self);
    return v;
}

Value call_method0(Thread *t, Value obj, Str *name)
{
    return call_method(t, obj, name, NULL, 0);
}

Value call_method1(Thread *t, Value obj, Str *name, Value a)
{
    return call_method(t, obj, name, &a, 1);
}

Value call_special(Thread *t, Value obj, Str *name, const Value *args, uint32_t nargs)
{
    Value raw = type_lookup(t, v_type(t, obj), name);
    if (v_is_empty(raw))
        return V_EMPTY;
    if (v_is_object(raw) && (v_object(raw)->type->flags & TF_METHOD_DESCR)) {
        dup(raw);
        Value v = call_prepend(t, raw, obj, args, nargs, V_EMPTY);
        drop(t, raw);
        return v;
    }
    Value f = attr_get_special(t, obj, name);
    if (v_is_error(f) || v_is_empty(f))
        return f;
    Value v = call(t, f, args, nargs);
    drop(t, f);
    return v;
}

/* ---- f(*args, **kwargs) ---- */

/* How TypeErrors name what is called: "module.qualname()", or its str. Owned. */
static Value callable_text(Thread *t, Value f)
{
    Value qualname = attr_get_or_empty(t, f, N(t, __qualname__));
    if (v_is_error(qualname))
        return qualname;
    if (v_is_empty(qualname))
        return value_str(t, f);
    Value module = attr_get_or_empty(t, f, N(t, __module__));
    Value text = V_ERROR;
    if (v_is_str(module) && !str_equal_cstr(V_AS(Str, module), "builtins"))
        text = str_format(t, "%V.%V()", module, qualname);
    else if (!v_is_error(module))
        text = str_format(t, "%V()", qualname);
    drop(t, module);
    drop(t, qualname);
    return text;
}

static Value raise_call_text(Thread *t, Value f, const char *format, Value arg)
{
    Value text = callable_text(t, f);
    if (v_is_error(text))
        return text;
    raise_format(t, EXC_TypeError, format, text, arg);
    drop(t, text);
    return V_ERROR;
}

int build_map_merge(Thread *t, Value map, Value other, Value func)
{
    Dict *d = V_AS(Dict, map);
    Value keys = v_has_layout(other, KIND_dict) ? V_NONE : attr_get_or_empty(t, other, N(t, keys));
    if (v_is_error(keys))
        return -1;
    if (v_is_empty(keys)) {
        raise_call_text(t, func, "%V argument after ** must be a mapping, not %T", other);
        return -1;
    }
    drop(t, keys);
    Value from = v_is_kind(other, KIND_dict) ? dup(other) : dict_new(t);
    if (v_is_error(from) ||
        (!v_is_kind(other, KIND_dict) && dict_update(t, V_AS(Dict, from), other) < 0)) {
        drop(t, from);
        return -1;
    }
    int result = 0;
    Value key, value;
    for (size_t i = 0; result == 0 && dict_next(V_AS(Dict, from), &i, &key, &value);) {
        Value old = dict_get(t, d, key);
        if (v_is_error(old)) {
            result = -1;
        } else if (!v_is_empty(old)) {
            if (v_is_str(key))
                raise_call_text(t, func, "%V got multiple values for keyword argument '%V'", key);
            else
                raise_format(t, EXC_TypeError, "keywords must be strings");
            result = -1;
        } else {
            result = dict_set(t, d, key, value);
        }
    }
    drop(t, from);
    return result;
}

/* Positional ones from the tuple and keywords from the dict, side by side in a new array of *size.
 */
static Value *flatten_args(Thread *t, const Tuple *pos, const Dict *kw, Value *kwnames,
                           size_t *size)
{
    *size = pos->len + kw->len + 1;
    Value *all = mem_alloc_array(t, *size, sizeof *all);
    Tuple *names = all ? tuple_alloc(t, kw->len) : NULL;
    if (!names) {
        mem_free(t, all, *size * sizeof *all);
        return NULL;
    }
    memcpy(all, pos->items, pos->len * sizeof *all);
    Value key, value;
    size_t n = 0;
    for (size_t i = 0; dict_next(kw, &i, &key, &value); n++) {
        if (!v_is_str(key)) {
            raise_format(t, EXC_TypeError, "keywords must be strings");
            obj_drop(t, names);
            mem_free(t, all, *size * sizeof *all);
            return NULL;
        }
        names->items[n] = dup(key);
        all[pos->len + n] = value;
    }
    *kwnames = v_from(names);
    return all;
}

static Value call_flat(Thread *t, Value f, Tuple *pos, Value kwargs, bool push)
{
    size_t n = pos->len;
    if (n > UINT32_MAX / 2)
        return raise_format(t, EXC_OverflowError, "too many arguments");
    if (v_is_empty(kwargs) || V_AS(Dict, kwargs)->len == 0) {
        if (push && v_is_kind(f, KIND_function))
            return call_function_push(t, V_AS(Function, dup(f)), pos->items, (uint32_t)n, V_EMPTY,
                                      false);
        return call(t, f, pos->items, (uint32_t)n);
    }
    size_t size;
    Value names;
    Value *all = flatten_args(t, pos, V_AS(Dict, kwargs), &names, &size);
    if (!all)
        return V_ERROR;
    for (size_t i = n; i < size - 1; i++)
        dup(all[i]); /* the dict may change under a running callee */
    Value v;
    if (push && v_is_kind(f, KIND_function))
        v = call_function_push(t, V_AS(Function, dup(f)), all, (uint32_t)n, names, false);
    else
        v = call_kw(t, f, all, (uint32_t)n, names);
    for (size_t i = n; i < size - 1; i++)
        drop(t, all[i]);
    mem_free(t, all, size * sizeof *all);
    drop(t, names);
    return v;
}

Value call_tuple_dict(Thread *t, Value f, Value args_tuple, Value kwargs_dict_or_empty)
{
    return call_flat(t, f, V_AS(Tuple, args_tuple), kwargs_dict_or_empty, false);
}

Value call_ex(Thread *t, const Value *row, bool is_tuple)
{
    Value f = row[0], pos = dup(row[1]), kwargs = dup(row[2]), v = V_ERROR;
    if (!v_is_empty(kwargs) && !v_is_kind(kwargs, KIND_dict)) {
        Value made = dict_new(t);
        if (!v_is_error(made) && build_map_merge(t, made, kwargs, f) < 0) {
            drop(t, made);
            made = V_ERROR;
        }
        drop(t, kwargs);
        kwargs = made;
        if (v_is_error(kwargs))
            goto done;
    }
    if (!is_tuple && !v_is_kind(pos, KIND_tuple)) {
        if (!v_type(t, pos)->s.iter && !v_type(t, pos)->s.getitem) {
            raise_call_text(t, f, "%V argument after * must be an iterable, not %T", pos);
            goto done;
        }
        Value made = iter_to_tuple(t, pos);
        drop(t, pos);
        pos = made;
        if (v_is_error(pos))
            goto done;
    }
    v = call_flat(t, f, V_AS(Tuple, pos), kwargs, true);
done:
    drop(t, pos);
    drop(t, kwargs);
    return v;
}
