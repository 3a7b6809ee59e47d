/* SPDX-License-Identifier: MIT */
/* The methods of list. */
#include "vm/objects/list.h"
#include "vm/objects/helpers.h"
#include "vm/objects/iterators.h"
#include "vm/objects/slice.h"

#define SELF V_AS(List, a[0])

static Value list_append_native(Thread *t, Value *a, uint32_t n)
{
    return list_append(t, SELF, a[1]) ? V_ERROR : V_NONE;
}
const NativeDef list_append_def = {"append(self, object, /)",
                                   "Append object to the end of the list.", list_append_native,
                                   NULL, 0};

NATIVE(list_clear, "clear(self, /)", "Remove all items from list.")
{
    list_empty(t, SELF);
    return V_NONE;
}

NATIVE(list_copy, "copy(self, /)", "Return a shallow copy of the list.")
{
    return list_new(t, SELF->items, SELF->len);
}

NATIVE(list_extend, "extend(self, iterable, /)",
       "Extend list by appending elements from the iterable.")
{
    return list_extend(t, SELF, a[1]) ? V_ERROR : V_NONE;
}

NATIVE(list_insert, "insert(self, index, object, /)", "Insert object before index.")
{
    List *l = SELF;
    int64_t i;
    if (arg_to_ssize(t, a[1], &i))
        return V_ERROR;
    int64_t len = (int64_t)l->len;
    if (i < 0 && (i += len) < 0)
        i = 0;
    if (i > len)
        i = len;
    return list_splice(t, l, (size_t)i, (size_t)i, &a[2], 1) ? V_ERROR : V_NONE;
}

NATIVE(list_pop, "pop(self, index=-1, /)",
       "Remove and return item at index (default last).\n\nRaises IndexError if list is empty or "
       "index is out of range.")
{
    List *l = SELF;
    int64_t i = -1;
    if (!v_is_empty(a[1]) && arg_to_ssize(t, a[1], &i))
        return V_ERROR;
    if (l->len == 0)
        return raise_format(t, EXC_IndexError, "pop from empty list");
    if (i < 0)
        i += (int64_t)l->len;
    if (i < 0 || i >= (int64_t)l->len)
        return raise_format(t, EXC_IndexError, "pop index out of range");
    Value v = dup(l->items[i]);
    if ((size_t)i + 1 == l->len && l->len * 4 > l->cap) {
        l->len--;
        drop(t, v); /* the list's own reference; never the last one */
        return v;
    }
    if (list_splice(t, l, (size_t)i, (size_t)i + 1, NULL, 0)) {
        drop(t, v);
        return V_ERROR;
    }
    return v;
}

/* Index of the first item equal to v in [from, to), which is cut to the list's length at each step.
   -1: none; -2: error. */
static int64_t list_find(Thread *t, List *l, Value v, int64_t from, int64_t to)
{
    int64_t end = to < (int64_t)l->len ? to : (int64_t)l->len, i = from;
    if (i < end) {
        bool found;
        i += values_find_at_once(l->items + i, (size_t)(end - i), v, &found);
        if (found)
            return i;
    }
    for (; i < to && i < (int64_t)l->len; i++) {
        Value item = dup(l->items[i]);
        int equal = values_equal(t, item, v);
        drop(t, item);
        if (equal)
            return equal < 0 ? -2 : i;
    }
    return -1;
}

NATIVE(list_index, "index(self, value, start=0, stop=sys.maxsize, /)",
       "Return first index of value.\n\nRaises ValueError if the value is not present.")
{
    int64_t from, to;
    if (index_bounds(t, a[2], a[3], (int64_t)SELF->len, &from, &to))
        return V_ERROR;
    int64_t i = list_find(t, SELF, a[1], from, to);
    if (i == -1)
        return raise_format(t, EXC_ValueError, "%R is not in list", a[1]);
    return i < 0 ? V_ERROR : v_from_small(i);
}

NATIVE(list_count, "count(self, value, /)", "Return number of occurrences of value.")
{
    int64_t count = 0;
    for (int64_t i = -1;;) {
        i = list_find(t, SELF, a[1], i + 1, INT64_MAX);
        if (i < 0)
            return i == -1 ? v_from_small(count) : V_ERROR;
        count++;
    }
}

NATIVE(list_remove, "remove(self, value, /)",
       "Remove first occurrence of value.\n\nRaises ValueError if the value is not present.")
{
    int64_t i = list_find(t, SELF, a[1], 0, INT64_MAX);
    if (i == -1)
        return raise_format(t, EXC_ValueError, "list.remove(x): x not in list");
    if (i < 0)
        return V_ERROR;
    size_t at = (size_t)i < SELF->len ? (size_t)i : SELF->len; /* comparing may have shortened it */
    size_t end = at < SELF->len ? at + 1 : at;
    return list_splice(t, SELF, at, end, NULL, 0) ? V_ERROR : V_NONE;
}

NATIVE(list_reverse, "reverse(self, /)", "Reverse *IN PLACE*.")
{
    list_reverse(SELF);
    return V_NONE;
}

NATIVE(list_sort, "sort(self, /, *, key=None, reverse=False)",
       "Sort the list in ascending order and return None.\n\n"
       "The sort is in-place (i.e. the list itself is modified) and stable (i.e. the\n"
       "order of two equal elements is maintained).\n\n"
       "If a key function is given, apply it once to each list item and sort them,\n"
       "ascending or descending, according to their function values.\n\n"
       "The reverse flag can be set to sort in descending order.")
{
    int reverse = v_is_empty(a[2]) ? 0 : truth(t, a[2]);
    if (reverse < 0)
        return V_ERROR;
    return list_sort(t, SELF, v_is_empty(a[1]) ? V_NONE : a[1], reverse) ? V_ERROR : V_NONE;
}

NATIVE(list_reversed, "__reversed__(self, /)", "Return a reverse iterator over the list.")
{
    return index_iterator_new(t, KIND_list_reverseiterator, a[0], (int64_t)SELF->len - 1);
}

NATIVE(list_sizeof, "__sizeof__(self, /)", "Return the size of the list in memory, in bytes.")
{
    return v_from_small((int64_t)(sizeof(List) + SELF->cap * sizeof(Value)));
}

const NativeDef *const list_methods[] = {
    &list_reversed_def, &list_sizeof_def,  &list_clear_def, &list_copy_def,     &list_append_def,
    &list_insert_def,   &list_extend_def,  &list_pop_def,   &list_remove_def,   &list_index_def,
    &list_count_def,    &list_reverse_def, &list_sort_def,  &class_getitem_def, NULL,
};
