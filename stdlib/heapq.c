/* SPDX-License-Identifier: MIT */
/*
 * heapq: a list kept as a binary heap. The sifting follows the documented algorithm (Knuth, vol.
 * 3): the hole goes down to a leaf first, then the new item up, so that comparisons come in
 * CPython's order.
 */
#include "vm/api.h"

/* A comparison may run a script that changes the list: the size is checked after each. */
static int less(Thread *t, List *heap, size_t i, size_t j, bool max, size_t size)
{
    Value x = dup(heap->items[i]), y = dup(heap->items[j]);
    int r = max ? compare_truth(t, CMP_LT, y, x) : compare_truth(t, CMP_LT, x, y);
    drop(t, x);
    drop(t, y);
    if (r >= 0 && heap->len != size) {
        raise_format(t, EXC_RuntimeError, "list changed size during iteration");
        return -1;
    }
    return r;
}

static void swap(List *heap, size_t i, size_t j)
{
    Value x = heap->items[i];
    heap->items[i] = heap->items[j];
    heap->items[j] = x;
}

/* Moves the item at pos up towards start. */
static int sift_up(Thread *t, List *heap, size_t start, size_t pos, bool max)
{
    size_t size = heap->len;
    while (pos > start) {
        size_t parent = (pos - 1) >> 1;
        int r = less(t, heap, pos, parent, max, size);
        if (r < 0)
            return -1;
        if (!r)
            break;
        swap(heap, pos, parent);
        pos = parent;
    }
    return 0;
}

/* The item at pos goes down to a leaf along the smaller children, then up to its place. */
static int sift_down(Thread *t, List *heap, size_t pos, bool max)
{
    size_t size = heap->len, start = pos;
    while (2 * pos + 1 < size) {
        size_t child = 2 * pos + 1;
        if (child + 1 < size) {
            int r = less(t, heap, child, child + 1, max, size);
            if (r < 0)
                return -1;
            child += !r;
        }
        swap(heap, pos, child);
        pos = child;
    }
    return sift_up(t, heap, start, pos, max);
}

/* `argument`: "heappush() argument 1" */
static List *heap_of(Thread *t, Value v, const char *argument)
{
    if (v_has_layout(v, KIND_list))
        return V_AS(List, v);
    raise_format(t, EXC_TypeError, "%s must be list, not %T", argument, v);
    return NULL;
}

static int heapify(Thread *t, List *heap, bool max)
{
    for (size_t i = heap->len / 2; i-- > 0;)
        if (sift_down(t, heap, i, max) < 0)
            return -1;
    return 0;
}

/* Puts the last item into the root's place; returns the old root as a temporary. */
static Value pop_root(Thread *t, Value list, const char *argument, bool max)
{
    List *heap = heap_of(t, list, argument);
    if (!heap)
        return V_ERROR;
    if (heap->len == 0)
        return raise_format(t, EXC_IndexError, "index out of range");
    Value last = K(t, dup(heap->items[heap->len - 1]));
    if (item_delete(t, list, v_from_small(-1)) < 0)
        return V_ERROR;
    if (heap->len == 0)
        return last;
    Value root = K(t, dup(heap->items[0]));
    api_set(t, &heap->items[0], last);
    return sift_down(t, heap, 0, max) < 0 ? V_ERROR : root;
}

static Value replace_root(Thread *t, Value *a, const char *argument, bool max)
{
    List *heap = heap_of(t, a[0], argument);
    if (!heap)
        return V_ERROR;
    if (heap->len == 0)
        return raise_format(t, EXC_IndexError, "index out of range");
    Value root = K(t, dup(heap->items[0]));
    api_set(t, &heap->items[0], a[1]);
    return sift_down(t, heap, 0, max) < 0 ? V_ERROR : root;
}

API(heapq_heappush, "heappush(heap, item, /)",
    "Push item onto heap, maintaining the heap invariant.")
{
    List *heap = heap_of(t, a[0], "heappush() argument 1");
    if (!heap || list_append(t, heap, a[1]) < 0 || sift_up(t, heap, 0, heap->len - 1, false) < 0)
        return V_ERROR;
    return V_NONE;
}

API(heapq_heappop, "heappop(heap, /)",
    "Pop the smallest item off the heap, maintaining the heap invariant.")
{
    return pop_root(t, a[0], "heappop() argument", false);
}

API(heapq_heapreplace, "heapreplace(heap, item, /)",
    "Pop and return the current smallest value, and add the new item.")
{
    return replace_root(t, a, "heapreplace() argument 1", false);
}

API(heapq_heappushpop, "heappushpop(heap, item, /)",
    "Push item on the heap, then pop and return the smallest item from the heap.")
{
    List *heap = heap_of(t, a[0], "heappushpop() argument 1");
    if (!heap)
        return V_ERROR;
    if (heap->len == 0)
        return a[1];
    int smaller = compare_truth(t, CMP_LT, heap->items[0], a[1]);
    if (smaller < 0)
        return V_ERROR;
    return smaller ? replace_root(t, a, "heappushpop() argument 1", false) : a[1];
}

API(heapq_heapify, "heapify(heap, /)",
    "Transform list into a heap, in-place, in O(len(heap)) time.")
{
    List *heap = heap_of(t, a[0], "heapify() argument");
    return !heap || heapify(t, heap, false) < 0 ? V_ERROR : V_NONE;
}

API(heapq_heappop_max, "_heappop_max(heap, /)", "Maxheap variant of heappop.")
{
    return pop_root(t, a[0], "_heappop_max() argument", true);
}

API(heapq_heapreplace_max, "_heapreplace_max(heap, item, /)", "Maxheap variant of heapreplace.")
{
    return replace_root(t, a, "_heapreplace_max() argument 1", true);
}

API(heapq_heapify_max, "_heapify_max(heap, /)", "Maxheap variant of heapify.")
{
    List *heap = heap_of(t, a[0], "_heapify_max() argument");
    return !heap || heapify(t, heap, true) < 0 ? V_ERROR : V_NONE;
}

static const NativeDef *const heapq_functions[] = {
    &heapq_heappush_def,        &heapq_heappop_def,     &heapq_heapreplace_def,
    &heapq_heappushpop_def,     &heapq_heapify_def,     &heapq_heappop_max_def,
    &heapq_heapreplace_max_def, &heapq_heapify_max_def, NULL,
};

Value heapq_module(Thread *t)
{
    static const ModuleSpec spec = {"_heapq", "Heap queue algorithm (a.k.a. priority queue).",
                                    heapq_functions, NULL};
    return api_module(t, &spec);
}
