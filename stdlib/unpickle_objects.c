/* SPDX-License-Identifier: MIT */
/* _pickle: containers, classes and instances are made. */
#include "stdlib/unpickle.h"
#include "vm/core/type.h"
#include "vm/objects/int.h"
#include "vm/objects/memoryview.h"
#include "vm/objects/set.h"

static Value slice_tuple(Thread *t, Unpickler *u, size_t from)
{
    Value r = K(t, tuple_new(t, u->stack + from, u->top - from));
    unpickle_cut(t, u, from);
    return r;
}

static int push_result(Thread *t, Unpickler *u, Value v)
{
    return v_is_error(v) ? -1 : unpickle_push(t, u, v);
}

/* ---- the stack ---- */

static int load_mark(Thread *t, Unpickler *u, int op)
{
    if (u->mark_count == u->mark_cap) {
        size_t cap = u->mark_cap ? u->mark_cap * 2 : 16;
        size_t *more = mem_alloc_array(t, cap, sizeof *more);
        if (!more)
            return -1;
        if (u->mark_count)
            memcpy(more, u->marks, u->mark_count * sizeof *more);
        mem_free(t, u->marks, u->mark_cap * sizeof *more);
        u->marks = more;
        u->mark_cap = cap;
    }
    u->marks[u->mark_count++] = u->top;
    return 0;
}

static int load_pop(Thread *t, Unpickler *u, int op)
{
    if (u->mark_count && u->marks[u->mark_count - 1] == u->top) {
        u->mark_count--;
        return 0;
    }
    return v_is_error(unpickle_pop(t, u)) ? -1 : 0;
}

static int load_pop_mark(Thread *t, Unpickler *u, int op)
{
    int64_t at = unpickle_mark(t, u);
    if (at >= 0)
        unpickle_cut(t, u, (size_t)at);
    return at < 0 ? -1 : 0;
}

static int load_dup(Thread *t, Unpickler *u, int op)
{
    return push_result(t, u, unpickle_peek(t, u));
}

/* ---- the memo ---- */

static int text_index(Thread *t, Unpickler *u, int64_t *index)
{
    size_t len;
    const char *line = unpickle_line(t, u, &len);
    Value text = line ? K(t, str_from_latin1(t, line, len)) : V_ERROR;
    if (v_is_error(text))
        return -1;
    Value n = K(t, int_from_str(t, text, 10));
    return v_is_error(n) ? -1 : value_to_int64(t, n, index);
}

static int load_get(Thread *t, Unpickler *u, int op)
{
    uint64_t n;
    int64_t index;
    if (op == OP_GET ? text_index(t, u, &index) : unpickle_size(t, u, op == OP_BINGET ? 1 : 4, &n))
        return -1;
    if (op != OP_GET)
        index = (int64_t)n;
    if (index < 0 || (size_t)index >= u->memo_cap || v_is_empty(u->memo[index]))
        return unpickle_error(t, "Memo value not found at index %ld", (long)index);
    return unpickle_push(t, u, u->memo[index]);
}

static int load_put(Thread *t, Unpickler *u, int op)
{
    uint64_t n = 0;
    int64_t index;
    if (op == OP_MEMOIZE) {
        n = u->memo_len;
    } else if (op == OP_PUT) {
        if (text_index(t, u, &index) < 0)
            return -1;
        if (index < 0) {
            raise_format(t, EXC_ValueError, "negative PUT argument");
            return -1;
        }
        n = (uint64_t)index;
    } else if (unpickle_size(t, u, op == OP_BINPUT ? 1 : 4, &n) < 0) {
        return -1;
    }
    Value v = unpickle_peek(t, u);
    return v_is_error(v) ? -1 : unpickle_memo_set(t, u, n, v);
}

/* ---- containers ---- */

static int load_tuple(Thread *t, Unpickler *u, int op)
{
    int64_t at;
    if (op == OP_TUPLE) {
        at = unpickle_mark(t, u);
    } else {
        size_t n = op == OP_EMPTY_TUPLE ? 0 : (size_t)(op - OP_TUPLE1 + 1);
        size_t floor = u->mark_count ? u->marks[u->mark_count - 1] : 0;
        at = u->top - floor < n ? unpickle_error(t, "unpickling stack underflow")
                                : (int64_t)(u->top - n);
    }
    return at < 0 ? -1 : push_result(t, u, slice_tuple(t, u, (size_t)at));
}

static int load_list(Thread *t, Unpickler *u, int op)
{
    int64_t at = op == OP_LIST ? unpickle_mark(t, u) : (int64_t)u->top;
    if (at < 0)
        return -1;
    Value r = K(t, list_new(t, u->stack + at, u->top - (size_t)at));
    unpickle_cut(t, u, (size_t)at);
    return push_result(t, u, r);
}

static int pairs_set(Thread *t, Value d, Value *items, size_t n)
{
    for (size_t i = 0; i + 1 < n; i += 2)
        if ((v_is_kind(d, KIND_dict) ? dict_set(t, V_AS(Dict, d), items[i], items[i + 1])
                                     : item_set(t, d, items[i], items[i + 1])) < 0)
            return -1;
    return 0;
}

static int load_dict(Thread *t, Unpickler *u, int op)
{
    int64_t at = op == OP_DICT ? unpickle_mark(t, u) : (int64_t)u->top;
    if (at < 0)
        return -1;
    size_t n = u->top - (size_t)at;
    if (n % 2)
        return unpickle_error(t, "odd number of items for DICT");
    Value d = K(t, dict_new(t));
    if (v_is_error(d) || pairs_set(t, d, u->stack + at, n) < 0)
        return -1;
    unpickle_cut(t, u, (size_t)at);
    return unpickle_push(t, u, d);
}

static int load_set(Thread *t, Unpickler *u, int op)
{
    int64_t at = op == OP_FROZENSET ? unpickle_mark(t, u) : (int64_t)u->top;
    if (at < 0)
        return -1;
    size_t n = u->top - (size_t)at;
    Value r = K(t, op == OP_FROZENSET ? frozenset_from_items(t, u->stack + at, n) : set_new(t));
    unpickle_cut(t, u, (size_t)at);
    return push_result(t, u, r);
}

/* What stands below item `at` of the stack. */
static Value below(Thread *t, Unpickler *u, size_t at)
{
    size_t floor = u->mark_count ? u->marks[u->mark_count - 1] : 0;
    if (at > floor)
        return u->stack[at - 1];
    unpickle_error(t, "unpickling stack underflow");
    return V_ERROR;
}

/* Calls a method with each of the items. */
static int call_each(Thread *t, Value method, Value *items, size_t n)
{
    ApiScope scope = api_scope_begin(t);
    for (size_t i = 0; i < n && API_ROUND(t, scope); i++)
        if (v_is_error(K(t, call1(t, method, items[i]))))
            return -1;
    return 0;
}

static int append_all(Thread *t, Value list, Value *items, size_t n)
{
    if (v_is_kind(list, KIND_list)) {
        for (size_t i = 0; i < n; i++)
            if (list_append(t, V_AS(List, list), items[i]) < 0)
                return -1;
        return 0;
    }
    Value extend = pickle_attr(t, list, "extend");
    if (v_is_error(extend))
        return -1;
    if (!v_is_empty(extend)) {
        Value part = K(t, list_new(t, items, n));
        return v_is_error(part) || v_is_error(K(t, call1(t, extend, part))) ? -1 : 0;
    }
    Value append = pickle_attr_must(t, list, "append");
    return v_is_error(append) ? -1 : call_each(t, append, items, n);
}

static int add_all(Thread *t, Value set, Value *items, size_t n)
{
    if (!v_is_kind(set, KIND_set)) {
        Value add = pickle_attr_must(t, set, "add");
        return v_is_error(add) ? -1 : call_each(t, add, items, n);
    }
    for (size_t i = 0; i < n; i++)
        if (set_add(t, V_AS(Set, set), items[i]) < 0)
            return -1;
    return 0;
}

/* APPEND(S), SETITEM(S), ADDITEMS: what lies above goes into the container below it. */
static int load_fill(Thread *t, Unpickler *u, int op)
{
    bool one = op == OP_APPEND || op == OP_SETITEM;
    size_t floor = u->mark_count ? u->marks[u->mark_count - 1] : 0, n = op == OP_APPEND ? 1 : 2;
    int64_t at = one ? u->top - floor < n ? unpickle_error(t, "unpickling stack underflow")
                                          : (int64_t)(u->top - n)
                     : unpickle_mark(t, u);
    if (at < 0)
        return -1;
    Value to = below(t, u, (size_t)at);
    n = u->top - (size_t)at;
    if (v_is_error(to))
        return -1;
    if ((op == OP_SETITEMS || op == OP_SETITEM) && n % 2)
        return unpickle_error(t, "odd number of items for SETITEMS");
    int status = n == 0                                ? 0
                 : op == OP_ADDITEMS                   ? add_all(t, to, u->stack + at, n)
                 : op == OP_APPEND || op == OP_APPENDS ? append_all(t, to, u->stack + at, n)
                                                       : pairs_set(t, to, u->stack + at, n);
    if (status == 0)
        unpickle_cut(t, u, (size_t)at);
    return status;
}

/* ---- classes ---- */

static Value line_text(Thread *t, Unpickler *u)
{
    size_t len;
    const char *line = unpickle_line(t, u, &len);
    return line ? K(t, codec_decode(t, line, len - 1, "utf-8", "strict")) : V_ERROR;
}

static Value global_read(Thread *t, Unpickler *u)
{
    Value module = line_text(t, u), name = v_is_error(module) ? V_ERROR : line_text(t, u);
    return v_is_error(name) ? V_ERROR : unpickle_find(t, u, module, name);
}

static int load_global(Thread *t, Unpickler *u, int op)
{
    if (op == OP_GLOBAL)
        return push_result(t, u, global_read(t, u));
    Value name = unpickle_pop(t, u), module = v_is_error(name) ? V_ERROR : unpickle_pop(t, u);
    if (v_is_error(module))
        return -1;
    if (!v_is_kind(name, KIND_str) || !v_is_kind(module, KIND_str))
        return unpickle_error(t, "STACK_GLOBAL requires str");
    return push_result(t, u, unpickle_find(t, u, module, name));
}

static int load_extension(Thread *t, Unpickler *u, int op)
{
    uint64_t code;
    if (unpickle_size(t, u, op == OP_EXT1 ? 1 : op == OP_EXT2 ? 2 : 4, &code) < 0)
        return -1;
    if (code == 0 || code > INT32_MAX)
        return unpickle_error(t, "EXT specifies code <= 0");
    Value registry = K(t, import_attr(t, "copyreg", "_inverted_registry"));
    Value key = v_is_error(registry)
                    ? V_ERROR
                    : dict_get(t, V_AS(Dict, registry), v_from_small((int64_t)code));
    if (v_is_empty(key)) {
        raise_format(t, EXC_ValueError, "unregistered extension code %ld", (long)code);
        return -1;
    }
    if (v_is_error(key))
        return -1;
    Tuple *two = V_AS(Tuple, key);
    return push_result(t, u, unpickle_find(t, u, two->items[0], two->items[1]));
}

static int load_reduce(Thread *t, Unpickler *u, int op)
{
    Value args = unpickle_pop(t, u), f = v_is_error(args) ? V_ERROR : unpickle_pop(t, u);
    if (v_is_error(f))
        return -1;
    if (!v_has_layout(args, KIND_tuple)) {
        raise_format(t, EXC_TypeError, "argument list must be a tuple");
        return -1;
    }
    return push_result(t, u, K(t, call_tuple_dict(t, f, args, V_EMPTY)));
}

static Value make_new(Thread *t, Value cls, Value args, Value kwargs)
{
    Tuple *from = V_AS(Tuple, args);
    Value list = K(t, list_new(t, &cls, 1));
    for (size_t i = 0; !v_is_error(list) && i < from->len; i++)
        if (list_append(t, V_AS(List, list), from->items[i]) < 0)
            return V_ERROR;
    Value all = v_is_error(list) ? V_ERROR : K(t, list_to_tuple(t, V_AS(List, list)));
    Value make = v_is_error(all) ? V_ERROR : pickle_attr_must(t, cls, "__new__");
    return v_is_error(make) ? V_ERROR : K(t, call_tuple_dict(t, make, all, kwargs));
}

static int load_newobj(Thread *t, Unpickler *u, int op)
{
    const char *name = op == OP_NEWOBJ ? "NEWOBJ" : "NEWOBJ_EX";
    Value kwargs = op == OP_NEWOBJ ? V_EMPTY : unpickle_pop(t, u);
    Value args = v_is_error(kwargs) ? V_ERROR : unpickle_pop(t, u);
    Value cls = v_is_error(args) ? V_ERROR : unpickle_pop(t, u);
    if (v_is_error(cls))
        return -1;
    if (!v_is_type(cls))
        return unpickle_error(t, "%s class argument must be a type, not %T", name, cls);
    if (!v_has_layout(args, KIND_tuple))
        return unpickle_error(t, "%s args argument must be a tuple, not %T", name, args);
    if (op != OP_NEWOBJ && !v_has_layout(kwargs, KIND_dict))
        return unpickle_error(t, "%s kwargs argument must be a dict, not %T", name, kwargs);
    return push_result(t, u, make_new(t, cls, args, kwargs));
}

/* INST and OBJ: a class of old and its arguments. */
static int load_old_instance(Thread *t, Unpickler *u, int op)
{
    int64_t at = unpickle_mark(t, u);
    if (at < 0)
        return -1;
    if (op == OP_OBJ && u->top == (size_t)at)
        return unpickle_error(t, "unpickling stack underflow");
    Value args = slice_tuple(t, u, (size_t)at + (op == OP_OBJ));
    Value cls = v_is_error(args) ? V_ERROR : op == OP_OBJ ? unpickle_pop(t, u) : global_read(t, u);
    if (v_is_error(cls))
        return -1;
    if (V_AS(Tuple, args)->len || !v_is_type(cls) ||
        !v_is_empty(pickle_attr(t, cls, "__getinitargs__")))
        return push_result(t, u, K(t, call_tuple_dict(t, cls, args, V_EMPTY)));
    return push_result(t, u, make_new(t, cls, args, V_EMPTY));
}

/* ---- state ---- */

static int state_items(Thread *t, Value inst, Value state)
{
    if (!v_has_layout(state, KIND_dict))
        return unpickle_error(t, "state is not a dictionary");
    Value dict = pickle_attr_must(t, inst, "__dict__"), key, value;
    if (v_is_error(dict))
        return -1;
    for (size_t i = 0; dict_next(V_AS(Dict, state), &i, &key, &value);) {
        if (v_is_kind(key, KIND_str))
            key = pickle_interned(t, key);
        if (v_is_error(key) || item_set(t, dict, key, value) < 0)
            return -1;
    }
    return 0;
}

static int slot_items(Thread *t, Value inst, Value state)
{
    Value key, value;
    if (!v_has_layout(state, KIND_dict))
        return unpickle_error(t, "slot state is not a dictionary");
    for (size_t i = 0; dict_next(V_AS(Dict, state), &i, &key, &value);) {
        if (!v_is_str(key)) {
            raise_format(t, EXC_TypeError, "attribute name must be string, not '%T'", key);
            return -1;
        }
        if (attr_set(t, inst, V_AS(Str, key), value) < 0)
            return -1;
    }
    return 0;
}

static int load_build(Thread *t, Unpickler *u, int op)
{
    Value state = unpickle_pop(t, u), inst = v_is_error(state) ? V_ERROR : unpickle_peek(t, u);
    Value set = v_is_error(inst) ? V_ERROR : pickle_attr(t, inst, "__setstate__");
    if (v_is_error(set))
        return -1;
    if (!v_is_empty(set))
        return v_is_error(K(t, call1(t, set, state))) ? -1 : 0;
    Value slots = V_NONE;
    if (v_has_layout(state, KIND_tuple) && V_AS(Tuple, state)->len == 2) {
        slots = V_AS(Tuple, state)->items[1];
        state = V_AS(Tuple, state)->items[0];
    }
    if (!v_is_none(state) && state_items(t, inst, state) < 0)
        return -1;
    return v_is_none(slots) ? 0 : slot_items(t, inst, slots);
}

/* ---- persistent ids, buffers ---- */

static int load_persistent(Thread *t, Unpickler *u, int op)
{
    if (v_is_empty(u->pers_load))
        return unpickle_error(t, "A load persistent id instruction was encountered, but no "
                                 "persistent_load function was specified.");
    Value id;
    if (op == OP_BINPERSID) {
        id = unpickle_pop(t, u);
    } else {
        size_t len;
        const char *line = unpickle_line(t, u, &len);
        id = line ? K(t, codec_decode(t, line, len - 1, "ascii", "strict")) : V_ERROR;
        if (line && v_is_error(id)) {
            exc_clear(t);
            return unpickle_error(t, "persistent IDs in protocol 0 must be ASCII strings");
        }
    }
    return v_is_error(id) ? -1 : push_result(t, u, K(t, call1(t, u->pers_load, id)));
}

static int load_buffer(Thread *t, Unpickler *u, int op)
{
    if (op == OP_READONLY_BUFFER) {
        Value v = unpickle_pop(t, u), view = v_is_error(v) ? V_ERROR : K(t, memoryview_new(t, v));
        if (v_is_error(view))
            return -1;
        if (V_AS(MemoryView, view)->readonly)
            return unpickle_push(t, u, v);
        Value f = pickle_attr_must(t, view, "toreadonly");
        return v_is_error(f) ? -1 : push_result(t, u, K(t, call0(t, f)));
    }
    if (v_is_empty(u->buffers))
        return unpickle_error(t, "pickle stream refers to out-of-band data but no *buffers* "
                                 "argument was given");
    Value v = K(t, iter_next(t, u->buffers));
    if (v_same(v, V_STOP))
        return unpickle_error(t, "not enough out-of-band buffers");
    return push_result(t, u, v);
}

static int load_proto(Thread *t, Unpickler *u, int op)
{
    uint64_t n;
    if (unpickle_size(t, u, 1, &n) < 0)
        return -1;
    if (n > PROTOCOL_TOP) {
        raise_format(t, EXC_ValueError, "unsupported pickle protocol: %d", (int)n);
        return -1;
    }
    u->protocol = (int)n;
    return 0;
}

static int load_frame(Thread *t, Unpickler *u, int op)
{
    uint64_t n;
    if (unpickle_size(t, u, 8, &n) < 0)
        return -1;
    if (n > INT64_MAX) {
        raise_format(t, EXC_OverflowError, "FRAME length exceeds system's maximum of %ld bytes",
                     INT64_MAX);
        return -1;
    }
    return unpickle_frame(t, u, n);
}

LoadFn unpickle_object_fn(int op)
{
    static const LoadFn table[256] = {
        [OP_MARK] = load_mark,
        [OP_POP] = load_pop,
        [OP_POP_MARK] = load_pop_mark,
        [OP_DUP] = load_dup,
        [OP_GET] = load_get,
        [OP_BINGET] = load_get,
        [OP_LONG_BINGET] = load_get,
        [OP_PUT] = load_put,
        [OP_BINPUT] = load_put,
        [OP_LONG_BINPUT] = load_put,
        [OP_MEMOIZE] = load_put,
        [OP_TUPLE] = load_tuple,
        [OP_EMPTY_TUPLE] = load_tuple,
        [OP_TUPLE1] = load_tuple,
        [OP_TUPLE2] = load_tuple,
        [OP_TUPLE3] = load_tuple,
        [OP_LIST] = load_list,
        [OP_EMPTY_LIST] = load_list,
        [OP_DICT] = load_dict,
        [OP_EMPTY_DICT] = load_dict,
        [OP_EMPTY_SET] = load_set,
        [OP_FROZENSET] = load_set,
        [OP_APPEND] = load_fill,
        [OP_APPENDS] = load_fill,
        [OP_SETITEM] = load_fill,
        [OP_SETITEMS] = load_fill,
        [OP_ADDITEMS] = load_fill,
        [OP_GLOBAL] = load_global,
        [OP_STACK_GLOBAL] = load_global,
        [OP_EXT1] = load_extension,
        [OP_EXT2] = load_extension,
        [OP_EXT4] = load_extension,
        [OP_REDUCE] = load_reduce,
        [OP_NEWOBJ] = load_newobj,
        [OP_NEWOBJ_EX] = load_newobj,
        [OP_INST] = load_old_instance,
        [OP_OBJ] = load_old_instance,
        [OP_BUILD] = load_build,
        [OP_PERSID] = load_persistent,
        [OP_BINPERSID] = load_persistent,
        [OP_NEXT_BUFFER] = load_buffer,
        [OP_READONLY_BUFFER] = load_buffer,
        [OP_PROTO] = load_proto,
        [OP_FRAME] = load_frame,
    };
    return table[op];
}
