/* SPDX-License-Identifier: MIT */
/* Unpacking, displays with * and **, super(), and other bodies of instructions that are rarely hot.
 */
#include "vm/objects/set.h"
#include "vm/core/interp.h"

static int raise_too_few(Thread *t, unsigned want, size_t got, const char *at_least)
{
    raise_format(t, EXC_ValueError, "not enough values to unpack (expected %s%u, got %zu)",
                 at_least, want, got);
    return -1;
}

static int unpack_items(Thread *t, const Value *items, size_t n, Value *row, unsigned count)
{
    if (n < count)
        return raise_too_few(t, count, n, "");
    if (n > count) {
        raise_format(t, EXC_ValueError, "too many values to unpack (expected %u)", count);
        return -1;
    }
    for (unsigned i = 0; i < count; i++)
        row[i] = dup(items[i]);
    return 0;
}

static Value unpack_iter(Thread *t, Value v)
{
    if (!v_type(t, v)->s.iter && !v_type(t, v)->s.getitem)
        return raise_format(t, EXC_TypeError, "cannot unpack non-iterable %T object", v);
    return iter_get(t, v);
}

int unpack_row(Thread *t, Value v, Value *row, unsigned count)
{
    if (v_is_kind(v, KIND_tuple))
        return unpack_items(t, V_AS(Tuple, v)->items, V_AS(Tuple, v)->len, row, count);
    if (v_is_kind(v, KIND_list))
        return unpack_items(t, V_AS(List, v)->items, V_AS(List, v)->len, row, count);
    Value it = unpack_iter(t, v);
    if (v_is_error(it))
        return -1;
    unsigned i = 0;
    int result = 0;
    for (; i <= count; i++) {
        Value item = iter_next(t, it);
        if (v_is_error(item)) {
            result = -1;
        } else if (v_same(item, V_STOP)) {
            if (i < count)
                result = raise_too_few(t, count, i, "");
        } else if (i < count) {
            row[i] = item;
            continue;
        } else {
            drop(t, item);
            raise_format(t, EXC_ValueError, "too many values to unpack (expected %u)", count);
            result = -1;
        }
        break;
    }
    drop(t, it);
    if (result < 0)
        regs_clear(t, row, 0, i < count ? i : count);
    return result;
}

int unpack_row_ex(Thread *t, Value v, Value *row, unsigned before, unsigned after)
{
    if (!v_is_kind(v, KIND_tuple) && !v_is_kind(v, KIND_list) && !v_type(t, v)->s.iter &&
        !v_type(t, v)->s.getitem) {
        raise_format(t, EXC_TypeError, "cannot unpack non-iterable %T object", v);
        return -1;
    }
    Value list = iter_to_list(t, v);
    if (v_is_error(list))
        return -1;
    List *l = V_AS(List, list);
    int result = -1;
    if (l->len < (size_t)before + after) {
        raise_too_few(t, before + after, l->len, "at least ");
    } else {
        size_t middle = l->len - before - after;
        Value rest = list_new(t, l->items + before, middle);
        if (!v_is_error(rest)) {
            for (unsigned i = 0; i < before; i++)
                row[i] = dup(l->items[i]);
            row[before] = rest;
            for (unsigned i = 0; i < after; i++)
                row[before + 1 + i] = dup(l->items[before + middle + i]);
            result = 0;
        }
    }
    drop(t, list);
    return result;
}

int build_list_extend(Thread *t, Value list, Value iterable)
{
    if (!v_type(t, iterable)->s.iter && !v_type(t, iterable)->s.getitem) {
        raise_format(t, EXC_TypeError, "Value after * must be an iterable, not %T", iterable);
        return -1;
    }
    return list_extend(t, V_AS(List, list), iterable);
}

int build_map_update(Thread *t, Value map, Value other)
{
    if (!v_has_layout(other, KIND_dict)) {
        int has = attr_has(t, other, N(t, keys));
        if (has < 0)
            return -1;
        if (!has) {
            raise_format(t, EXC_TypeError, "'%T' object is not a mapping", other);
            return -1;
        }
    }
    return dict_update(t, V_AS(Dict, map), other);
}

Value super_attr(Thread *t, const Value *row, unsigned written, Str *name, Value *self)
{
    if (v_same(row[2], v_from(t->vm->types[KIND_super])))
        return super_get(t, row[0], row[1], name, self);
    Value made = call(t, row[2], row, written);
    if (v_is_error(made))
        return made;
    Value v = self ? attr_get_method(t, made, name, self) : attr_get(t, made, name);
    drop(t, made);
    return v;
}

int setup_annotations(Thread *t, Frame *f)
{
    Value namespace =
        v_is_empty(frame_namespace(f)) ? v_from(f->func->globals) : frame_namespace(f);
    Value found;
    if (v_is_kind(namespace, KIND_dict)) {
        found = dup(dict_get_str(V_AS(Dict, namespace), N(t, __annotations__)));
    } else {
        found = item_get(t, namespace, v_from(N(t, __annotations__)));
        if (v_is_error(found) && exc_is(t, EXC_KeyError)) {
            exc_clear(t);
            found = V_EMPTY;
        }
    }
    if (v_is_error(found))
        return -1;
    if (!v_is_empty(found)) {
        drop(t, found);
        return 0;
    }
    Value dict = dict_new(t);
    if (v_is_error(dict))
        return -1;
    int err = frame_store_name(t, f, N(t, __annotations__), dict);
    drop(t, dict);
    return err;
}

int print_expr(Thread *t, Value v)
{
    Value hook = attr_get_or_empty(t, t->vm->sys_module, N(t, displayhook));
    if (v_is_empty(hook))
        raise_format(t, EXC_RuntimeError, "lost sys.displayhook");
    if (v_is_empty(hook) || v_is_error(hook))
        return -1;
    Value result = call1(t, hook, v);
    drop(t, hook);
    if (v_is_error(result))
        return -1;
    drop(t, result);
    return 0;
}
