/* SPDX-License-Identifier: MIT */
#include "vm/objects/helpers.h"
#include "vm/core/descriptor.h"

Value self_iter(Thread *t, Value self)
{
    return dup(self);
}

static Value class_getitem_native(Thread *t, Value *a, uint32_t n)
{
    return generic_alias_new(t, a[0], a[1]);
}
const NativeDef class_getitem_def = {"__class_getitem__(cls, object, /)", "See PEP 585",
                                     class_getitem_native, NULL, NF_CLASS};

Value args_own_keywords(Thread *t, const Type *cls, uint32_t kind, Value kwnames)
{
    return cls->s.init == t->vm->types[kind]->s.init ? kwnames : V_EMPTY;
}

int args_no_keywords(Thread *t, const char *name, Value kwnames)
{
    if (v_is_empty(kwnames) || V_AS(Tuple, kwnames)->len == 0)
        return 0;
    raise_format(t, EXC_TypeError, "%s() takes no keyword arguments", name);
    return -1;
}

int args_check(Thread *t, const char *name, uint32_t nargs, uint32_t min, uint32_t max,
               Value kwnames)
{
    if (args_no_keywords(t, name, kwnames))
        return -1;
    if (nargs >= min && nargs <= max)
        return 0;
    uint32_t want = nargs < min ? min : max;
    raise_format(t, EXC_TypeError, "%s expected %s%u argument%s, got %u", name,
                 min == max    ? ""
                 : nargs < min ? "at least "
                               : "at most ",
                 want, want == 1 ? "" : "s", nargs);
    return -1;
}

/* __index__ of v as int64. 1: too large. */
static int index_to_int64(Thread *t, Value v, int64_t *out)
{
    if (v_is_small(v)) {
        *out = v_small(v);
        return 0;
    }
    Value n = value_index(t, v);
    if (v_is_error(n))
        return -1;
    bool fits = int_fits64(n, out);
    drop(t, n);
    return !fits;
}

int arg_to_ssize(Thread *t, Value v, int64_t *out)
{
    int status = index_to_int64(t, v, out);
    if (status > 0)
        raise_format(t, EXC_OverflowError, "Python int too large to convert to C ssize_t");
    return status ? -1 : 0;
}

int state_to_index(Thread *t, Value v, int64_t *out)
{
    if (v_is_int(v))
        return arg_to_ssize(t, v, out);
    raise_format(t, EXC_TypeError, "an integer is required");
    return -1;
}

int arg_to_int(Thread *t, Value v, int *out)
{
    int64_t n;
    int status = index_to_int64(t, v, &n);
    if (status == 0 && (n < INT32_MIN || n > INT32_MAX))
        status = 1;
    if (status > 0)
        raise_format(t, EXC_OverflowError, "Python int too large to convert to C int");
    if (status == 0)
        *out = (int)n;
    return status ? -1 : 0;
}

BORROWED Value builtin_get(Thread *t, const char *name)
{
    Value key = str_intern_utf8(t, name, strlen(name));
    if (v_is_error(key))
        return V_EMPTY;
    Value found = dict_get_str(t->vm->builtins, V_AS(Str, key));
    drop(t, key);
    if (v_is_empty(found))
        raise_format(t, EXC_NameError, "name '%s' is not defined", name);
    return found;
}

Value reduce_pair(Thread *t, Value callable, TAKES Value args, Value state)
{
    if (v_is_error(args))
        return V_ERROR;
    Value result = v_is_empty(state) ? tuple_pack(t, 2, callable, args)
                                     : tuple_pack(t, 3, callable, args, state);
    drop(t, args);
    return result;
}

Value reduce_with(Thread *t, const char *builtin, Value arg, Value state)
{
    Value callable = builtin_get(t, builtin);
    return v_is_empty(callable) ? V_ERROR : reduce_pair(t, callable, tuple_pack(t, 1, arg), state);
}

/* Index of the first difference; the common length if there is none; -1: error. */
static int64_t sequence_differ(Thread *t, Value a, Value b)
{
    for (size_t i = 0;; i++) {
        size_t n, m;
        const Value *x = seq_items(a, &n), *y = seq_items(b, &m);
        int known = 1;
        n = n < m ? n : m;
        while (i < n && (known = value_equal_at_once(x[i], y[i])) == 1)
            i++;
        if (i >= n || known == 0)
            return (int64_t)i;
        Value u = x[i], v = y[i];
        dup(u);
        dup(v);
        int equal = compare_truth(t, CMP_EQ, u, v);
        drop(t, u);
        drop(t, v);
        if (equal <= 0)
            return equal < 0 ? -1 : (int64_t)i;
    }
}

Value sequence_compare(Thread *t, Value a, Value b, int op)
{
    size_t n, m;
    const Value *x, *y;
    int order;
    if (v_is_kind(a, KIND_tuple) && v_is_kind(b, KIND_tuple) &&
        tuple_order_plain(V_AS(Tuple, a), V_AS(Tuple, b), &order))
        return v_bool(order_holds(order, op));
    seq_items(a, &n);
    seq_items(b, &m);
    if (c_stack_check(t, " in comparison"))
        return V_ERROR;
    if (n != m && (op == CMP_EQ || op == CMP_NE) && v_has_layout(a, KIND_list))
        return v_bool(op == CMP_NE);
    int64_t i = sequence_differ(t, a, b);
    if (i < 0)
        return V_ERROR;
    x = seq_items(a, &n);
    y = seq_items(b, &m);
    if ((size_t)i >= n || (size_t)i >= m)
        return v_bool(order_holds(n < m ? -1 : n > m, op));
    if (op == CMP_EQ || op == CMP_NE)
        return v_bool(op == CMP_NE);
    Value u = dup(x[i]), v = dup(y[i]);
    Value result = compare_op(t, op, u, v);
    drop(t, u);
    drop(t, v);
    return result;
}

Value sequence_repr(Thread *t, Value seq, const char *open, const char *close, bool comma_after_one)
{
    StrBuf b;
    size_t n = 0, i = 0;
    int entered =
        c_stack_check(t, " while getting the repr of an object") ? -1 : repr_enter(t, seq);
    if (entered < 0)
        return V_ERROR;
    if (entered)
        return str_format(t, "%s...%s", open, close);
    strbuf_init(&b, t);
    strbuf_ascii(&b, open);
    int status = 0;
    for (; status == 0; i++) {
        const Value *items = seq_items(seq, &n);
        if (i >= n)
            break;
        if (i)
            strbuf_ascii(&b, ", ");
        Value v = dup(items[i]);
        status = strbuf_repr(&b, v);
        drop(t, v);
    }
    if (comma_after_one && i == 1)
        strbuf_char(&b, ',');
    strbuf_ascii(&b, close);
    repr_leave(t, seq);
    if (status == 0)
        return strbuf_finish(&b);
    strbuf_free(&b);
    return V_ERROR;
}

int type_add_methods(Thread *t, Type *type, const NativeDef *const *defs)
{
    for (; *defs; defs++) {
        Value name = str_intern_utf8(t, (*defs)->signature, strcspn((*defs)->signature, "("));
        Value descr = v_is_error(name) ? V_ERROR : descriptor_method_new(t, type, *defs);
        int status = v_is_error(descr) ? -1 : dict_set_str(t, type->dict, V_AS(Str, name), descr);
        drop(t, name);
        drop(t, descr);
        if (status)
            return -1;
    }
    return 0;
}
