/* SPDX-License-Identifier: MIT */
/* _queue: SimpleQueue, a queue between threads without a limit, and Empty. */
#include "stdlib/_thread.h"
#include "vm/objects/helpers.h"

typedef struct SimpleQueue {
    Object head;
    LockCore items; /* counts the items: who takes one out has acquired it */
    Value *ring;    /* cap places, a power of two */
    size_t cap, start, len;
    Value empty_class; /* Empty */
} SimpleQueue;
#define Q(v) V_AS(SimpleQueue, v)

static inline Value *place(const SimpleQueue *q, size_t i)
{
    return &q->ring[(q->start + i) & (q->cap - 1)];
}

static void queue_clear(Thread *t, Object *o)
{
    SimpleQueue *q = (SimpleQueue *)o;
    while (q->len)
        api_set(t, place(q, --q->len), V_EMPTY);
}

static void queue_free(Thread *t, Object *o)
{
    SimpleQueue *q = (SimpleQueue *)o;
    queue_clear(t, o);
    mem_free(t, q->ring, q->cap * sizeof(Value));
    lock_core_destroy(t, &q->items);
}

static void queue_visit(Object *o, VisitFn fn, void *arg)
{
    SimpleQueue *q = (SimpleQueue *)o;
    for (size_t i = 0; i < q->len; i++)
        fn(*place(q, i), arg);
}

static const FieldTable queue_fields = {
    {offsetof(SimpleQueue, empty_class)}, queue_free, queue_visit, queue_clear};

static int queue_grow(Thread *t, SimpleQueue *q)
{
    size_t cap = q->cap ? q->cap * 2 : 8;
    Value *ring = mem_alloc_array(t, cap, sizeof(Value));
    if (!ring)
        return -1;
    for (size_t i = 0; i < cap; i++)
        ring[i] = i < q->len ? *place(q, i) : V_EMPTY;
    mem_free(t, q->ring, q->cap * sizeof(Value));
    q->ring = ring;
    q->cap = cap;
    q->start = 0;
    return 0;
}

static Value queue_put(Thread *t, SimpleQueue *q, Value item)
{
    if (q->len == q->cap && queue_grow(t, q) < 0)
        return V_ERROR;
    api_set(t, place(q, q->len++), item);
    lock_core_release(t, &q->items);
    return V_NONE;
}

/* ns as for lock_core_acquire. EMPTY: none came in time. */
static Value queue_get(Thread *t, SimpleQueue *q, int64_t ns)
{
    int got = lock_core_acquire(t, &q->items, ns);
    if (got <= 0)
        return got < 0 ? V_ERROR : V_EMPTY;
    Value *first = place(q, 0);
    q->start = (q->start + 1) & (q->cap - 1);
    q->len--;
    return api_take(t, first);
}

static Value raise_empty(Thread *t, const SimpleQueue *q)
{
    Value exc = K(t, call0(t, q->empty_class));
    return v_is_error(exc) ? exc : raise_object(t, exc);
}

/* How long get() may wait. 0, or -1 with an exception. */
static int get_timeout(Thread *t, Value blocking, Value timeout, int64_t *ns)
{
    int wait = v_is_empty(blocking) ? 1 : truth(t, blocking);
    if (wait < 0)
        return -1;
    *ns = wait ? -1 : 0;
    if (!wait || v_is_empty(timeout) || v_is_none(timeout))
        return 0;
    double seconds = v_is_float(timeout) ? float_value(timeout) : 0;
    if (seconds != seconds)
        return lock_timeout_parse(t, V_EMPTY, timeout, ns);
    int negative = v_is_float(timeout) ? seconds < 0 : 0;
    if (!v_is_float(timeout)) {
        Value index = K(t, value_index(t, timeout));
        negative = v_is_error(index) ? -1 : compare_truth(t, CMP_LT, index, v_from_small(0));
    }
    if (negative > 0)
        raise_format(t, EXC_ValueError, "'timeout' must be a non-negative number");
    return negative ? -1 : lock_timeout_parse(t, V_EMPTY, timeout, ns);
}

API(simple_queue_put, "put(self, /, item, block=True, timeout=None)",
    "Put the item on the queue.\n\nblock and timeout are ignored: this never waits.")
{
    return queue_put(t, Q(a[0]), a[1]);
}

API(simple_queue_put_nowait, "put_nowait(self, /, item)",
    "Put an item into the queue without blocking: put() under another name.")
{
    return queue_put(t, Q(a[0]), a[1]);
}

API(simple_queue_get, "get(self, /, block=True, timeout=None)",
    "Remove and return an item from the queue.\n\nWith block, wait for one if need be, at most "
    "timeout seconds; Empty is raised if none came.")
{
    int64_t ns;
    if (get_timeout(t, a[1], a[2], &ns) < 0)
        return V_ERROR;
    Value v = queue_get(t, Q(a[0]), ns);
    return v_is_empty(v) ? raise_empty(t, Q(a[0])) : v;
}

API(simple_queue_get_nowait, "get_nowait(self, /)",
    "Remove and return an item from the queue without blocking, or raise Empty.")
{
    Value v = queue_get(t, Q(a[0]), 0);
    return v_is_empty(v) ? raise_empty(t, Q(a[0])) : v;
}

/* For the workers of a pool, whose queue is empty most of the time. */
API(simple_queue_poll, "_poll(self, default, /)", NULL)
{
    Value v = queue_get(t, Q(a[0]), 0);
    return v_is_empty(v) ? a[1] : v;
}

API(simple_queue_empty, "empty(self, /)", "Return True if the queue is empty, False otherwise.")
{
    return v_bool(Q(a[0])->len == 0);
}

API(simple_queue_qsize, "qsize(self, /)", "Return the approximate size of the queue.")
{
    return v_from_small((int64_t)Q(a[0])->len);
}

API(simple_queue_new, "SimpleQueue(type, /)", NULL)
{
    Value v = api_instance(t, V_AS(Type, a[0]));
    Value empty = v_is_error(v) ? v : K(t, import_attr(t, "_queue", "Empty"));
    if (v_is_error(empty))
        return empty;
    lock_core_init(&Q(v)->items, true);
    api_set(t, &Q(v)->empty_class, empty);
    return v;
}

static Type *simple_queue_type(Thread *t)
{
    static const NativeDef *const methods[] = {
        &simple_queue_put_def,        &simple_queue_put_nowait_def, &simple_queue_get_def,
        &simple_queue_get_nowait_def, &simple_queue_poll_def,       &simple_queue_empty_def,
        &simple_queue_qsize_def,      &class_getitem_def,           NULL};
    static const TypeSpec spec = {.name = "_queue.SimpleQueue",
                                  .doc = "Simple, unbounded, reentrant FIFO queue.",
                                  .size = sizeof(SimpleQueue),
                                  .flags = TF_BASE | TF_WEAKREF,
                                  .new_def = &simple_queue_new_def,
                                  .methods = methods};
    return api_type(t, &spec, &queue_fields);
}

/* class Empty(Exception) of this module. */
static Value empty_class(Thread *t)
{
    Value name = K(t, str_from_cstr(t, "Empty"));
    Value module = K(t, str_from_cstr(t, "_queue"));
    Value doc = K(t, str_from_cstr(t, "Exception raised by Queue.get(block=0)/get_nowait()."));
    Value bases = K(t, tuple_pack(t, 1, v_from(t->vm->exc[EXC_Exception])));
    Value dict = K(t, dict_new(t));
    if (v_is_error(name) || v_is_error(module) || v_is_error(doc) || v_is_error(bases) ||
        v_is_error(dict) || dict_set_cstr(t, V_AS(Dict, dict), "__module__", module) < 0 ||
        dict_set_cstr(t, V_AS(Dict, dict), "__doc__", doc) < 0)
        return V_ERROR;
    return K(t, call3(t, v_from(t->vm->types[KIND_type]), name, bases, dict));
}

static int queue_exec(Thread *t, Value module)
{
    return api_module_add(t, module, "Empty", empty_class(t)) < 0 ||
                   api_module_add_type(t, module, simple_queue_type(t)) < 0
               ? -1
               : 0;
}

Value queue_native_module(Thread *t)
{
    static const ModuleSpec spec = {"_queue", "Queues between threads, in C.", NULL, queue_exec};
    return api_module(t, &spec);
}
