/* SPDX-License-Identifier: MIT */
/* operator: the operators as functions, and itemgetter, attrgetter, methodcaller. */
#include "vm/api.h"

/* ---- one function for each operator ---- */

#define UNARY(id, text, expr)                       \
    API(op_##id, #id "(a, /)", "Same as " text ".") \
    {                                               \
        return expr;                                \
    }
UNARY(neg, "-a", K(t, negate_op(t, a[0])))
UNARY(pos, "+a", K(t, positive_op(t, a[0])))
UNARY(abs, "abs(a)", K(t, abs_op(t, a[0])))
UNARY(invert, "~a", K(t, invert_op(t, a[0])))
UNARY(inv, "~a", K(t, invert_op(t, a[0])))
UNARY(index, "a.__index__()", K(t, value_index(t, a[0])))

static Value truth_value(Thread *t, int yes)
{
    return yes < 0 ? V_ERROR : v_bool(yes);
}
UNARY(truth, "bool(a)", truth_value(t, truth(t, a[0])))

API(op_not_, "not_(a, /)", "Same as not a.")
{
    int yes = truth(t, a[0]);
    return yes < 0 ? V_ERROR : v_bool(!yes);
}

#define BINARY_FN(id, text, expr)                      \
    API(op_##id, #id "(a, b, /)", "Same as " text ".") \
    {                                                  \
        return expr;                                   \
    }
#define ARITHMETIC(id, op, sym) \
    BINARY_FN(id, "a " sym " b", K(t, binary_op(t, OP_##op, a[0], a[1])))
#define INPLACE(id, op, sym) BINARY_FN(id, "a " sym "= b", K(t, inplace_op(t, OP_##op, a[0], a[1])))
#define COMPARISON(id, op, sym) \
    BINARY_FN(id, "a " sym " b", K(t, compare_op(t, CMP_##op, a[0], a[1])))
ARITHMETIC(add, ADD, "+")
ARITHMETIC(sub, SUB, "-")
ARITHMETIC(mul, MUL, "*")
ARITHMETIC(matmul, MATMUL, "@")
ARITHMETIC(truediv, TRUEDIV, "/")
ARITHMETIC(floordiv, FLOORDIV, "//")
ARITHMETIC(mod, MOD, "%")
ARITHMETIC(lshift, LSHIFT, "<<")
ARITHMETIC(rshift, RSHIFT, ">>")
ARITHMETIC(and_, AND, "&")
ARITHMETIC(or_, OR, "|")
ARITHMETIC(xor, XOR, "^")
BINARY_FN(pow, "a ** b", K(t, power_op(t, a[0], a[1], V_NONE)))
INPLACE(iadd, ADD, "+")
INPLACE(isub, SUB, "-")
INPLACE(imul, MUL, "*")
INPLACE(imatmul, MATMUL, "@")
INPLACE(itruediv, TRUEDIV, "/")
INPLACE(ifloordiv, FLOORDIV, "//")
INPLACE(imod, MOD, "%")
INPLACE(ilshift, LSHIFT, "<<")
INPLACE(irshift, RSHIFT, ">>")
INPLACE(iand, AND, "&")
INPLACE(ior, OR, "|")
INPLACE(ixor, XOR, "^")
INPLACE(ipow, POW, "**")
COMPARISON(lt, LT, "<")
COMPARISON(le, LE, "<=")
COMPARISON(eq, EQ, "==")
COMPARISON(ne, NE, "!=")
COMPARISON(gt, GT, ">")
COMPARISON(ge, GE, ">=")
BINARY_FN(is_, "a is b", v_bool(v_same(a[0], a[1])))
BINARY_FN(is_not, "a is not b", v_bool(!v_same(a[0], a[1])))
BINARY_FN(contains, "b in a", truth_value(t, item_contains(t, a[0], a[1])))
BINARY_FN(getitem, "a[b]", K(t, item_get(t, a[0], a[1])))

static Value concat_checked(Thread *t, Value x, Value y, bool inplace)
{
    Type *type = v_type(t, x);
    if (!type->s.concat && !(type->s.getitem && type->s.length))
        return raise_format(t, EXC_TypeError, "'%T' object can't be concatenated", x);
    return K(t, inplace ? inplace_op(t, OP_ADD, x, y) : binary_op(t, OP_ADD, x, y));
}
BINARY_FN(concat, "a + b, for a and b sequences", concat_checked(t, a[0], a[1], false))
BINARY_FN(iconcat, "a += b, for a and b sequences", concat_checked(t, a[0], a[1], true))

API(op_setitem, "setitem(a, b, c, /)", "Same as a[b] = c.")
{
    return item_set(t, a[0], a[1], a[2]) < 0 ? V_ERROR : V_NONE;
}

API(op_delitem, "delitem(a, b, /)", "Same as del a[b].")
{
    return item_delete(t, a[0], a[1]) < 0 ? V_ERROR : V_NONE;
}

/* countOf and indexOf: walks b through a; *index is where it first was, -1 if nowhere. */
static int64_t search(Thread *t, Value iterable, Value wanted, bool first, int64_t *index)
{
    Value it = K(t, iter_get(t, iterable));
    if (v_is_error(it) && exc_is(t, EXC_TypeError)) {
        exc_clear(t);
        raise_format(t, EXC_TypeError, "argument of type '%T' is not iterable", iterable);
    }
    int64_t count = 0, at = 0;
    *index = -1;
    ApiScope scope = api_scope_begin(t);
    while (!v_is_error(it) && API_ROUND(t, scope)) {
        Value item = K(t, iter_next(t, it));
        int same = v_is_error(item) ? -1 : v_same(item, V_STOP) ? 0 : values_equal(t, item, wanted);
        if (same < 0)
            return -1;
        if (v_same(item, V_STOP))
            return count;
        count += same;
        if (same && first) {
            *index = at;
            return count;
        }
        at++;
    }
    return -1;
}

API(op_countOf, "countOf(a, b, /)", "Return the number of items in a which are, or which equal, b.")
{
    int64_t index, n = search(t, a[0], a[1], false, &index);
    return n < 0 ? V_ERROR : v_from_small(n);
}

API(op_indexOf, "indexOf(a, b, /)", "Return the first index of b in a.")
{
    int64_t index, n = search(t, a[0], a[1], true, &index);
    if (n < 0)
        return V_ERROR;
    return index < 0 ? raise_format(t, EXC_ValueError, "sequence.index(x): x not in sequence")
                     : v_from_small(index);
}

API(op_length_hint, "length_hint(obj, default=0, /)",
    "Return an estimate of the number of items in obj.")
{
    int64_t fallback = 0;
    if (!v_is_empty(a[1]) && !v_is_int(a[1]))
        return raise_format(t, EXC_TypeError, "'%T' object cannot be interpreted as an integer",
                            a[1]);
    if (!v_is_empty(a[1]) && value_to_int64(t, a[1], &fallback) < 0)
        return V_ERROR;
    int64_t n = value_length_hint(t, a[0], fallback);
    return n < 0 && !v_is_empty(t->exc) ? V_ERROR : v_from_small(n);
}

API(op_call, "call(obj, /, *args, **kwargs)", "Same as obj(*args, **kwargs).")
{
    return K(t, call_tuple_dict(t, a[0], a[1], a[2]));
}

/* Equal? Every byte of b is looked at, whatever the first ones say. */
static bool equal_slowly(const char *a, size_t alen, const char *b, size_t blen)
{
    const char *other = alen == blen ? a : b;
    volatile unsigned char differ = alen != blen;
    for (size_t i = 0; i < blen; i++)
        differ |= (unsigned char)(other[i] ^ b[i]);
    return !differ;
}

static Value compare_buffers(Thread *t, Value a, Value b)
{
    BufferView x, y;
    if (!buffer_check(t, a) && !buffer_check(t, b))
        return raise_format(t, EXC_TypeError,
                            "unsupported operand types(s) or combination of types: '%T' and '%T'",
                            a, b);
    if (buffer_get(t, a, &x) < 0)
        return V_ERROR;
    Value result = V_ERROR;
    if (buffer_get(t, b, &y) == 0) {
        result = v_bool(equal_slowly(x.data, x.len, y.data, y.len));
        buffer_release(t, &y);
    }
    buffer_release(t, &x);
    return result;
}

API(op_compare_digest, "_compare_digest(a, b, /)",
    "Return 'a == b' in a time that does not depend on the contents.")
{
    if (!v_is_str(a[0]) || !v_is_str(a[1]))
        return compare_buffers(t, a[0], a[1]);
    Str *x = V_AS(Str, a[0]), *y = V_AS(Str, a[1]);
    if (!(x->head.flags & y->head.flags & STR_ASCII))
        return raise_format(t, EXC_TypeError,
                            "comparing strings with non-ASCII characters is not supported");
    return v_bool(equal_slowly(str_data(x), x->len, str_data(y), y->len));
}

/* ---- getters: callables that remember what to fetch ---- */

typedef struct Getter {
    Object head;
    Value keys;   /* tuple: items, or attribute names (str, maybe dotted), or method arguments */
    Value name;   /* methodcaller: str */
    Value kwargs; /* methodcaller: dict or None */
} Getter;

static const FieldTable getter_fields = {
    .offsets = {offsetof(Getter, keys), offsetof(Getter, name), offsetof(Getter, kwargs)},
};

static Value getter_new(Thread *t, Value cls, Value keys)
{
    Value self = api_instance(t, V_AS(Type, cls));
    if (!v_is_error(self))
        api_set(t, &V_AS(Getter, self)->keys, keys);
    return self;
}

/* One argument, exactly, for the getters. */
static int getter_argument(Thread *t, const char *name, uint32_t nargs, Value kwnames)
{
    if (!v_is_empty(kwnames) && V_AS(Tuple, kwnames)->len) {
        raise_format(t, EXC_TypeError, "%s() takes no keyword arguments", name);
        return -1;
    }
    if (nargs != 1) {
        raise_format(t, EXC_TypeError, "%s expected 1 argument, got %u", name, nargs);
        return -1;
    }
    return 0;
}

typedef Value (*Fetch)(Thread *t, Value obj, Value key);

/* The one value, or a tuple of all. */
static Value fetch_all(Thread *t, const Tuple *keys, Value obj, Fetch fetch)
{
    if (keys->len == 1)
        return fetch(t, obj, keys->items[0]);
    Value list = K(t, list_new(t, NULL, 0));
    for (size_t i = 0; i < keys->len && !v_is_error(list); i++) {
        Value v = fetch(t, obj, keys->items[i]);
        if (v_is_error(v) || list_append(t, V_AS(List, list), v) < 0)
            return V_ERROR;
    }
    return v_is_error(list) ? V_ERROR : K(t, list_to_tuple(t, V_AS(List, list)));
}

static Value fetch_item(Thread *t, Value obj, Value key)
{
    return K(t, item_get(t, obj, key));
}

/* "a.b.c" one after the other. */
static Value fetch_attribute(Thread *t, Value obj, Value key)
{
    Str *path = V_AS(Str, key);
    size_t start = 0;
    for (size_t i = 0; i <= path->len && !v_is_error(obj); i++) {
        if (i < path->len && str_at(path, i) != '.')
            continue;
        Value part = K(t, str_slice(t, path, start, i));
        obj = v_is_error(part) ? V_ERROR : K(t, attr_get(t, obj, V_AS(Str, part)));
        start = i + 1;
    }
    return obj;
}

static Value call_scoped(Thread *t, ApiScope scope, Value result)
{
    return api_scope_return(t, scope, result);
}

static Value itemgetter_call(Thread *t, Value self, const Value *args, uint32_t nargs,
                             Value kwnames)
{
    const Tuple *keys = V_AS(Tuple, V_AS(Getter, self)->keys);
    if (keys->len == 1 && nargs == 1 && v_is_empty(kwnames))
        return item_get(t, args[0], keys->items[0]);
    ApiScope scope = api_scope_begin(t);
    if (getter_argument(t, "itemgetter", nargs, kwnames) < 0)
        return call_scoped(t, scope, V_ERROR);
    return call_scoped(t, scope,
                       fetch_all(t, keys, args[0], fetch_item));
}

static Value attrgetter_call(Thread *t, Value self, const Value *args, uint32_t nargs,
                             Value kwnames)
{
    ApiScope scope = api_scope_begin(t);
    if (getter_argument(t, "attrgetter", nargs, kwnames) < 0)
        return call_scoped(t, scope, V_ERROR);
    return call_scoped(
        t, scope, fetch_all(t, V_AS(Tuple, V_AS(Getter, self)->keys), args[0], fetch_attribute));
}

static Value methodcaller_call(Thread *t, Value self, const Value *args, uint32_t nargs,
                               Value kwnames)
{
    ApiScope scope = api_scope_begin(t);
    Getter *g = V_AS(Getter, self);
    if (getter_argument(t, "methodcaller", nargs, kwnames) < 0)
        return call_scoped(t, scope, V_ERROR);
    Value method = K(t, attr_get(t, args[0], V_AS(Str, g->name)));
    Value kwargs = v_is_none(g->kwargs) ? V_EMPTY : g->kwargs;
    return call_scoped(
        t, scope, v_is_error(method) ? V_ERROR : K(t, call_tuple_dict(t, method, g->keys, kwargs)));
}

static int all_names(Thread *t, Tuple *names)
{
    for (size_t i = 0; i < names->len; i++)
        if (!v_is_str(names->items[i])) {
            raise_format(t, EXC_TypeError, "attribute name must be a string");
            return -1;
        }
    return 0;
}

API(itemgetter_new, "itemgetter(cls, item, /, *items)",
    "Return a callable object that fetches the given item(s) from its operand.")
{
    Value first = K(t, tuple_pack(t, 1, a[1]));
    Value keys = v_is_error(first) ? V_ERROR : K(t, binary_op(t, OP_ADD, first, a[2]));
    return v_is_error(keys) ? V_ERROR : getter_new(t, a[0], keys);
}

API(attrgetter_new, "attrgetter(cls, attr, /, *attrs)",
    "Return a callable object that fetches the given attribute(s) from its operand.")
{
    Value first = K(t, tuple_pack(t, 1, a[1]));
    Value keys = v_is_error(first) ? V_ERROR : K(t, binary_op(t, OP_ADD, first, a[2]));
    if (v_is_error(keys) || all_names(t, V_AS(Tuple, keys)) < 0)
        return V_ERROR;
    return getter_new(t, a[0], keys);
}

API(methodcaller_new, "methodcaller(cls, name=..., /, *args, **kwargs)",
    "Return a callable object that calls the given method on its operand.")
{
    if (v_is_empty(a[1]))
        return raise_format(t, EXC_TypeError,
                            "methodcaller needs at least one argument, the method name");
    if (!v_is_str(a[1]))
        return raise_format(t, EXC_TypeError, "method name must be a string");
    Value self = getter_new(t, a[0], a[2]);
    if (v_is_error(self))
        return V_ERROR;
    api_set(t, &V_AS(Getter, self)->name, a[1]);
    api_set(t, &V_AS(Getter, self)->kwargs, v_is_empty(a[3]) ? V_NONE : a[3]);
    return self;
}

/* "operator.itemgetter(1, 2)" */
static Value getter_repr_text(Thread *t, Value self)
{
    Getter *g = V_AS(Getter, self);
    StrBuf b;
    strbuf_init(&b, t);
    strbuf_ascii(&b, v_type(t, self)->name);
    strbuf_char(&b, '(');
    bool first = true;
    int status = 0;
    if (v_is_object(g->name)) {
        status = strbuf_repr(&b, g->name);
        first = false;
    }
    for (size_t i = 0; status == 0 && i < V_AS(Tuple, g->keys)->len; i++) {
        strbuf_ascii(&b, first ? "" : ", ");
        status = strbuf_repr(&b, V_AS(Tuple, g->keys)->items[i]);
        first = false;
    }
    Value key, value;
    for (size_t i = 0; status == 0 && v_is_kind(g->kwargs, KIND_dict) &&
                       dict_next(V_AS(Dict, g->kwargs), &i, &key, &value);) {
        strbuf_ascii(&b, ", ");
        strbuf_str(&b, V_AS(Str, key));
        strbuf_char(&b, '=');
        status = strbuf_repr(&b, value);
    }
    strbuf_char(&b, ')');
    if (status < 0) {
        strbuf_free(&b);
        return V_ERROR;
    }
    return K(t, strbuf_finish(&b));
}

API_UNARY(getter_repr)
{
    int seen = repr_enter(t, self);
    if (seen)
        return seen < 0 ? V_ERROR : K(t, str_format(t, "%s(...)", v_type(t, self)->name));
    Value text = getter_repr_text(t, self);
    repr_leave(t, self);
    return text;
}

API(getter_reduce, "__reduce__(self, /)", NULL)
{
    Getter *g = V_AS(Getter, a[0]);
    Value args = g->keys;
    if (v_is_object(g->name)) {
        if (v_is_kind(g->kwargs, KIND_dict)) { /* partial(methodcaller, name, **kwargs)(*args) */
            Value partial = K(t, import_attr(t, "functools", "partial"));
            Value two = K(t, tuple_pack(t, 2, v_from(v_type(t, a[0])), g->name));
            if (v_is_error(partial) || v_is_error(two))
                return V_ERROR;
            Value f = K(t, call_tuple_dict(t, partial, two, g->kwargs));
            return v_is_error(f) ? V_ERROR : K(t, tuple_pack(t, 2, f, g->keys));
        }
        Value first = K(t, tuple_pack(t, 1, g->name));
        args = v_is_error(first) ? V_ERROR : K(t, binary_op(t, OP_ADD, first, g->keys));
    }
    return v_is_error(args) ? V_ERROR : K(t, tuple_pack(t, 2, v_from(v_type(t, a[0])), args));
}

static const NativeDef *const getter_methods[] = {&getter_reduce_def, NULL};

static int add_getter(Thread *t, Value module, const char *name, const NativeDef *new_def,
                      CallFn call_slot)
{
    TypeSpec spec = {
        .name = name,
        .doc = new_def->doc,
        .size = sizeof(Getter),
        .flags = TF_WEAKREF,
        .layout = KIND_object,
        .new_def = new_def,
        .slots = {.call = call_slot, .repr = getter_repr},
        .methods = getter_methods,
    };
    return api_module_add_type(t, module, api_type(t, &spec, &getter_fields));
}

/* ---- the module ---- */

#define OPERATOR_FUNCTIONS(F)                                                                     \
    F(neg)                                                                                        \
    F(pos)                                                                                        \
    F(abs)                                                                                        \
    F(invert) F(inv) F(index) F(add) F(sub) F(mul) F(matmul) F(truediv) F(floordiv) F(mod)        \
        F(lshift) F(rshift) F(xor) F(pow) F(iadd) F(isub) F(imul) F(imatmul) F(itruediv)          \
            F(ifloordiv) F(imod) F(ilshift) F(irshift) F(iand) F(ior) F(ixor) F(ipow) F(lt) F(le) \
                F(eq) F(ne) F(gt) F(ge) F(contains) F(getitem) F(setitem) F(delitem) F(concat)    \
                    F(iconcat) F(call)

static const NativeDef *const operator_functions[] = {
#define ROW(id) &op_##id##_def,
    OPERATOR_FUNCTIONS(ROW)
#undef ROW
        & op_truth_def,
    &op_not__def,
    &op_and__def,
    &op_or__def,
    &op_is__def,
    &op_is_not_def,
    &op_countOf_def,
    &op_indexOf_def,
    &op_length_hint_def,
    &op_compare_digest_def,
    NULL,
};

/* operator.__add__ is operator.add, and so on. */
static int add_alias(Thread *t, Value module, const char *name, const char *alias)
{
    Value key = K(t, str_intern_utf8(t, name, strlen(name)));
    return v_is_error(key)
               ? -1
               : api_module_add(t, module, alias, K(t, attr_get(t, module, V_AS(Str, key))));
}

static int operator_exec(Thread *t, Value module)
{
#define ROW(id)                                       \
    if (add_alias(t, module, #id, "__" #id "__") < 0) \
        return -1;
    OPERATOR_FUNCTIONS(ROW)
#undef ROW
    if (add_alias(t, module, "not_", "__not__") < 0 ||
        add_alias(t, module, "and_", "__and__") < 0 || add_alias(t, module, "or_", "__or__") < 0)
        return -1;
    return add_getter(t, module, "operator.itemgetter", &itemgetter_new_def, itemgetter_call) < 0 ||
                   add_getter(t, module, "operator.attrgetter", &attrgetter_new_def,
                              attrgetter_call) < 0 ||
                   add_getter(t, module, "operator.methodcaller", &methodcaller_new_def,
                              methodcaller_call) < 0
               ? -1
               : 0;
}

Value operator_native_module(Thread *t)
{
    static const ModuleSpec spec = {"_operator", "Operator interface.", operator_functions,
                                    operator_exec};
    return api_module(t, &spec);
}

/* __all__: the public names, sorted. */
static int operator_all(Thread *t, Value module)
{
    Value names = K(t, list_new(t, NULL, 0)), key, value;
    Value dict = K(t, attr_get(t, module, N(t, __dict__)));
    if (v_is_error(names) || v_is_error(dict))
        return -1;
    for (size_t i = 0; dict_next(V_AS(Dict, dict), &i, &key, &value);)
        if (str_at(V_AS(Str, key), 0) != '_' && list_append(t, V_AS(List, names), key) < 0)
            return -1;
    if (v_is_error(K(t, call_method0(t, names, N(t, sort)))))
        return -1;
    return api_module_add(t, module, "__all__", names);
}

/* The same functions, which say that they are _operator's, under the public name. */
Value operator_module(Thread *t)
{
    ApiScope scope = api_scope_begin(t);
    Value module = K(t, operator_native_module(t));
    if (v_is_error(module) ||
        api_module_add(t, module, "__name__", K(t, str_from_cstr(t, "operator"))) < 0 ||
        operator_all(t, module) < 0)
        module = V_ERROR;
    return api_scope_return(t, scope, module);
}
