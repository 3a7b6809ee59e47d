/* SPDX-License-Identifier: MIT */
/* bisect: where an item belongs in a sorted sequence. */
#include "vm/api.h"

/* lo and hi of the call; hi -1: the length. */
static int bounds(Thread *t, Value seq, Value lo_arg, Value hi_arg, int64_t *lo, int64_t *hi)
{
    *lo = 0;
    *hi = -1;
    if (!v_is_empty(lo_arg) && value_to_int64(t, lo_arg, lo) < 0)
        return -1;
    if (!v_is_empty(hi_arg) && !v_is_none(hi_arg) && value_to_int64(t, hi_arg, hi) < 0)
        return -1;
    if (*lo < 0) {
        raise_format(t, EXC_ValueError, "lo must be non-negative");
        return -1;
    }
    if (v_has_layout(seq, KIND_dict)) {
        raise_format(t, EXC_TypeError, "%T is not a sequence", seq);
        return -1;
    }
    if (*hi == -1 && (*hi = value_length(t, seq)) < 0)
        return -1;
    return 0;
}

/* Is the item at mid before x (left: item < x; right: not x < item)? */
static int item_before(Thread *t, Value seq, int64_t mid, Value x, Value key, bool left)
{
    Value item = V_EMPTY;
    if (v_is_kind(seq, KIND_list) && (size_t)mid < V_AS(List, seq)->len)
        item = K(t, dup(V_AS(List, seq)->items[mid]));
    if (v_is_empty(item)) {
        Value at = K(t, int_new(t, mid));
        item = v_is_error(at) ? V_ERROR : K(t, item_get(t, seq, at));
    }
    if (!v_is_error(item) && !v_is_empty(key) && !v_is_none(key))
        item = K(t, call1(t, key, item));
    if (v_is_error(item))
        return -1;
    if (left)
        return compare_truth(t, CMP_LT, item, x);
    int less = compare_truth(t, CMP_LT, x, item);
    return less < 0 ? -1 : !less;
}

static int64_t bisect(Thread *t, Value *a, Value x, bool left)
{
    int64_t lo, hi;
    if (bounds(t, a[0], a[2], a[3], &lo, &hi) < 0)
        return -1;
    ApiScope scope = api_scope_begin(t);
    while (lo < hi && API_ROUND(t, scope)) {
        int64_t mid = lo + (hi - lo) / 2;
        int before = item_before(t, a[0], mid, x, a[4], left);
        if (before < 0)
            return -1;
        if (before)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

static Value find(Thread *t, Value *a, bool left)
{
    int64_t at = bisect(t, a, a[1], left);
    return at < 0 ? V_ERROR : K(t, int_new(t, at));
}

/* insort compares by the item's key, and inserts the item. */
static Value insert(Thread *t, Value *a, bool left)
{
    Value x = v_is_empty(a[4]) || v_is_none(a[4]) ? a[1] : K(t, call1(t, a[4], a[1]));
    int64_t at = v_is_error(x) ? -1 : bisect(t, a, x, left);
    if (at < 0)
        return V_ERROR;
    Value name = K(t, str_intern_utf8(t, "insert", 6));
    Value args[] = {v_from_small(at), a[1]};
    Value r = v_is_error(name) ? V_ERROR : K(t, call_method(t, a[0], V_AS(Str, name), args, 2));
    return v_is_error(r) ? V_ERROR : V_NONE;
}

API(bisect_left, "bisect_left(a, x, lo=0, hi=None, *, key=None)",
    "Return the index where to insert item x in list a, assuming a is sorted.")
{
    return find(t, a, true);
}

API(bisect_right, "bisect_right(a, x, lo=0, hi=None, *, key=None)",
    "Return the index where to insert item x in list a, assuming a is sorted.")
{
    return find(t, a, false);
}

API(insort_left, "insort_left(a, x, lo=0, hi=None, *, key=None)",
    "Insert item x in list a, and keep it sorted assuming a is sorted.")
{
    return insert(t, a, true);
}

API(insort_right, "insort_right(a, x, lo=0, hi=None, *, key=None)",
    "Insert item x in list a, and keep it sorted assuming a is sorted.")
{
    return insert(t, a, false);
}

static const NativeDef *const bisect_functions[] = {&bisect_left_def, &bisect_right_def,
                                                    &insort_left_def, &insort_right_def, NULL};

static int bisect_exec(Thread *t, Value module)
{
    static const char *const aliases[][2] = {{"bisect", "bisect_right"},
                                             {"insort", "insort_right"}};
    for (int i = 0; i < 2; i++) {
        Value key = K(t, str_intern_utf8(t, aliases[i][1], strlen(aliases[i][1])));
        if (v_is_error(key) ||
            api_module_add(t, module, aliases[i][0], K(t, attr_get(t, module, V_AS(Str, key)))) < 0)
            return -1;
    }
    return 0;
}

Value bisect_module(Thread *t)
{
    static const ModuleSpec spec = {"bisect", "Bisection algorithms.", bisect_functions,
                                    bisect_exec};
    return api_module(t, &spec);
}
