/* SPDX-License-Identifier: MIT */
/* Queue, LifoQueue, PriorityQueue. The items are in a list; a FIFO queue takes them from its front.
 */
#include <stdio.h>
#include "vm/api.h"
#include "vm/core/vm.h"
#include "vm/objects/helpers.h"
#include "vm/sched/sync.h"

typedef enum { QUEUE_FIFO, QUEUE_LIFO, QUEUE_PRIORITY, QUEUE_OWN } QueueOrder;

typedef struct Queue {
    Object head;
    Loop *loop;
    Value items;  /* list; of a subclass with its own _put and _get: whatever it made */
    size_t first; /* FIFO: items before it are gone */
    Value limit;  /* maxsize as it was given: mostly a small int */
    int64_t unfinished;
    WaitList getters, putters, joiners;
    uint8_t order;
    bool down;
} Queue;

#define QUEUE(v) V_AS(Queue, v)

/* ---- the container ---- */

static int64_t queue_size(Thread *t, Queue *q)
{
    if (q->order != QUEUE_OWN)
        return (int64_t)(V_AS(List, q->items)->len - q->first);
    Value n = call_method0(t, v_from(q), N(t, qsize));
    int64_t size = -1;
    if (!v_is_error(n) && value_to_int64(t, n, &size) < 0)
        size = -1;
    drop(t, n);
    return size;
}

/* __init__ may not have been called. */
static Value queue_maxsize(Thread *t, Value self)
{
    Value limit = QUEUE(self)->limit;
    return v_is_empty(limit)
               ? raise_format(t, EXC_AttributeError, "'%s' object has no attribute '_maxsize'",
                              v_type(t, self)->name)
               : dup(limit);
}

/* 1, 0, -1. */
static int queue_is_full(Thread *t, Queue *q)
{
    if (v_is_empty(q->limit) && v_is_error(queue_maxsize(t, v_from(q))))
        return -1;
    bool usual = v_is_small(q->limit);
    int unlimited =
        usual ? v_small(q->limit) <= 0 : compare_truth(t, CMP_LE, q->limit, v_from_small(0));
    if (unlimited)
        return unlimited < 0 ? -1 : 0;
    int64_t size = queue_size(t, q);
    if (size < 0)
        return -1;
    return usual ? size >= v_small(q->limit)
                 : compare_truth(t, CMP_GE, v_from_small(size), q->limit);
}

/* The heap rules of heapq: a new item rises, the last item sinks from the top. */
static int heap_rise(Thread *t, Value list)
{
    size_t i = V_AS(List, list)->len - 1;
    while (i > 0) {
        List *l = V_AS(List, list);
        size_t parent = (i - 1) / 2;
        if (i >= l->len)
            return 0;
        int less = compare_truth(t, CMP_LT, l->items[i], l->items[parent]);
        if (less <= 0 || i >= l->len)
            return less < 0 ? -1 : 0;
        Value v = l->items[i];
        l->items[i] = l->items[parent];
        l->items[parent] = v;
        i = parent;
    }
    return 0;
}

static int heap_sink(Thread *t, Value list)
{
    List *l = V_AS(List, list);
    size_t i = 0;
    for (;;) { /* down to a leaf, always by the smaller child, then up again, as heapq does */
        size_t child = 2 * i + 1;
        if (child >= l->len)
            break;
        if (child + 1 < l->len) {
            int less = compare_truth(t, CMP_LT, l->items[child], l->items[child + 1]);
            if (less < 0)
                return -1;
            if (child + 1 < l->len)
                child += !less;
        }
        Value v = l->items[i];
        l->items[i] = l->items[child];
        l->items[child] = v;
        i = child;
    }
    while (i > 0) {
        size_t parent = (i - 1) / 2;
        int less = compare_truth(t, CMP_LT, l->items[i], l->items[parent]);
        if (less <= 0 || i >= l->len)
            return less < 0 ? -1 : 0;
        Value v = l->items[i];
        l->items[i] = l->items[parent];
        l->items[parent] = v;
        i = parent;
    }
    return 0;
}

static int queue_store(Thread *t, Queue *q, Value item)
{
    if (q->order == QUEUE_OWN) {
        Value r = call_method1(t, v_from(q), N(t, _put), item);
        drop(t, r);
        return v_is_error(r) ? -1 : 0;
    }
    if (list_append(t, V_AS(List, q->items), item) < 0)
        return -1;
    return q->order == QUEUE_PRIORITY ? heap_rise(t, q->items) : 0;
}

static Value queue_take(Thread *t, Queue *q)
{
    if (q->order == QUEUE_OWN)
        return call_method0(t, v_from(q), N(t, _get));
    List *l = V_AS(List, q->items);
    Value v;
    if (q->order == QUEUE_FIFO) {
        v = l->items[q->first];
        l->items[q->first++] = V_NONE;
        if (q->first == l->len) {
            l->len = q->first = 0;
        } else if (q->first > 32 && q->first > l->len / 2) {
            memmove(l->items, l->items + q->first, (l->len - q->first) * sizeof *l->items);
            l->len -= q->first;
            q->first = 0;
        }
        return v;
    }
    v = l->items[--l->len];
    if (q->order == QUEUE_LIFO || !l->len)
        return v;
    Value top = l->items[0];
    l->items[0] = v;
    if (heap_sink(t, q->items) < 0) {
        drop(t, top);
        return V_ERROR;
    }
    return top;
}

/* ---- putting and getting ---- */

static Value raise_queue(Thread *t, const char *name)
{
    Value cls = import_attr(t, "asyncio.queues", name);
    if (!v_is_error(cls)) {
        raise_object(t, cls);
        drop(t, cls);
    }
    return V_ERROR;
}

static Value queue_put_now(Thread *t, Queue *q, Value item)
{
    if (UNLIKELY(q->down))
        return raise_queue(t, "QueueShutDown");
    int full = queue_is_full(t, q);
    if (full)
        return full < 0 ? V_ERROR : raise_queue(t, "QueueFull");
    if (queue_store(t, q, item) < 0)
        return V_ERROR;
    q->unfinished++;
    return waitlist_pop_wake(t, &q->getters, V_NONE) < 0 ? V_ERROR : V_NONE;
}

static Value queue_get_now(Thread *t, Queue *q)
{
    int64_t size = queue_size(t, q);
    if (size <= 0)
        return size < 0 ? V_ERROR : raise_queue(t, q->down ? "QueueShutDown" : "QueueEmpty");
    Value item = queue_take(t, q);
    if (v_is_error(item) || waitlist_pop_wake(t, &q->putters, V_NONE) >= 0)
        return item;
    drop(t, item);
    return V_ERROR;
}

/* The wait of put() or get() has ended with an exception: another waiter may have to take the turn.
 */
static Value queue_wait_failed(Thread *t, Queue *q, NativeCoro *c, WaitList *list, bool getting)
{
    Value exc = exc_take(t);
    Future *f = V_AS(Future, c->waits);
    int status = future_cancel_plain(t, f, V_NONE);
    waitlist_remove(t, list, c->waits);
    if (status >= 0)
        status = getting ? queue_size(t, q) > 0 : queue_is_full(t, q) == 0;
    if (status > 0 && f->state != FUTURE_CANCELLED)
        status = waitlist_pop_wake(t, list, V_NONE);
    if (status < 0)
        exc_clear(t);
    exc_restore(t, exc);
    return V_ERROR;
}

Value queue_get_step(Thread *t, NativeCoro *c, bool thrown)
{
    Queue *q = QUEUE(c->self);
    if (thrown)
        return queue_wait_failed(t, q, c, &q->getters, true);
    int64_t size = queue_size(t, q);
    if (size == 0) {
        if (q->down)
            return raise_queue(t, "QueueShutDown");
        c->state = 1;
        return sync_wait(t, c, &q->loop, &q->getters, WAIT_QUEUE_GET, c->self);
    }
    if (size < 0)
        return V_ERROR;
    Value item = queue_get_now(t, q);
    return v_is_error(item) ? item : native_coro_return(t, item);
}

static Value queue_put_step(Thread *t, NativeCoro *c, bool thrown)
{
    Queue *q = QUEUE(c->self);
    if (thrown)
        return queue_wait_failed(t, q, c, &q->putters, false);
    int full = queue_is_full(t, q);
    if (full > 0) {
        if (q->down)
            return raise_queue(t, "QueueShutDown");
        c->state = 1;
        return sync_wait(t, c, &q->loop, &q->putters, WAIT_QUEUE_PUT, c->self);
    }
    Value r = full < 0                ? V_ERROR
              : q->order == QUEUE_OWN ? call_method1(t, c->self, N(t, put_nowait), c->arg)
                                      : queue_put_now(t, q, c->arg);
    if (v_is_error(r))
        return r;
    return native_coro_return(t, r);
}

static Value queue_join_step(Thread *t, NativeCoro *c, bool thrown)
{
    Queue *q = QUEUE(c->self);
    if (c->state == 0) {
        if (q->unfinished <= 0)
            return native_coro_return(t, V_NONE);
        c->state = 1;
        return sync_wait(t, c, &q->loop, &q->joiners, WAIT_QUEUE_JOIN, c->self);
    }
    waitlist_remove(t, &q->joiners, c->waits);
    return thrown ? V_ERROR : native_coro_return(t, V_NONE);
}

static const NativeCoroDef queue_get_coro = {"get", "Queue.get", queue_get_step};
static const NativeCoroDef queue_put_coro = {"put", "Queue.put", queue_put_step};
static const NativeCoroDef queue_join_coro = {"join", "Queue.join", queue_join_step};

NATIVE_COROUTINE(queue_get, "get(self)", "Remove and return an item from the queue.")
{
    return native_coro_new(t, &queue_get_coro, a[0], V_EMPTY);
}
NATIVE_COROUTINE(queue_put, "put(self, item)", "Put an item into the queue.")
{
    return native_coro_new(t, &queue_put_coro, a[0], a[1]);
}
NATIVE_COROUTINE(queue_join, "join(self)",
                 "Block until all items in the queue have been gotten and processed.")
{
    return native_coro_new(t, &queue_join_coro, a[0], V_EMPTY);
}
NATIVE_LIBRARY(queue_put_nowait, "put_nowait(self, item)",
               "Put an item into the queue without blocking.")
{
    return queue_put_now(t, QUEUE(a[0]), a[1]);
}
NATIVE_LIBRARY(queue_get_nowait, "get_nowait(self)", "Remove and return an item from the queue.")
{
    return queue_get_now(t, QUEUE(a[0]));
}

static int queue_joined(Thread *t, Queue *q)
{
    for (uint32_t i = 0; i < q->joiners.len; i++) {
        Future *f = V_AS(Future, waitlist_at(&q->joiners, i));
        if (!future_done(f) && future_set_result(t, f, V_TRUE) < 0)
            return -1;
    }
    return 0;
}

NATIVE_LIBRARY(queue_task_done, "task_done(self)",
               "Indicate that a formerly enqueued task is complete.")
{
    Queue *q = QUEUE(a[0]);
    if (q->unfinished <= 0)
        return raise_format(t, EXC_ValueError, "task_done() called too many times");
    return --q->unfinished == 0 && queue_joined(t, q) < 0 ? V_ERROR : V_NONE;
}

NATIVE_LIBRARY(queue_shutdown, "shutdown(self, immediate=False)",
               "Shut-down the queue, making queue gets and puts raise QueueShutDown.")
{
    Queue *q = QUEUE(a[0]);
    int now = v_is_empty(a[1]) ? 0 : truth(t, a[1]);
    if (now < 0)
        return V_ERROR;
    q->down = true;
    int64_t size;
    while (now && (size = queue_size(t, q)) != 0) {
        Value item = size < 0 ? V_ERROR : queue_take(t, q);
        if (v_is_error(item))
            return item;
        drop(t, item);
        q->unfinished -= q->unfinished > 0;
    }
    if (now && q->unfinished == 0 && queue_joined(t, q) < 0)
        return V_ERROR;
    WaitList *lists[] = {&q->getters, &q->putters};
    for (int i = 0; i < 2; i++) {
        int woken;
        while ((woken = waitlist_pop_wake(t, lists[i], V_NONE)))
            if (woken < 0)
                return V_ERROR;
    }
    return V_NONE;
}

NATIVE_LIBRARY(queue_qsize, "qsize(self)", "Number of items in the queue.")
{
    Queue *q = QUEUE(a[0]);
    if (q->order != QUEUE_OWN)
        return v_from_small(queue_size(t, q));
    Value items = attr_get(t, a[0], N(t, _queue));
    int64_t n = v_is_error(items) ? -1 : value_length(t, items);
    if (!v_is_error(items))
        drop(t, items);
    return n < 0 ? V_ERROR : v_from_small(n);
}
NATIVE_LIBRARY(queue_empty, "empty(self)", "Return True if the queue is empty, False otherwise.")
{
    int64_t size = queue_size(t, QUEUE(a[0]));
    return size < 0 ? V_ERROR : v_bool(size == 0);
}
NATIVE_LIBRARY(queue_full, "full(self)", "Return True if there are maxsize items in the queue.")
{
    int full = queue_is_full(t, QUEUE(a[0]));
    return full < 0 ? V_ERROR : v_bool(full);
}

/* ---- making; what subclasses may replace ---- */

NATIVE_LIBRARY(queue_init_hook, "_init(self, maxsize)", NULL)
{
    return V_NONE;
}
NATIVE_LIBRARY(queue_put_hook, "_put(self, item)", NULL)
{
    Queue *q = QUEUE(a[0]);
    return list_append(t, V_AS(List, q->items), a[1]) < 0 ? V_ERROR : V_NONE;
}
NATIVE_LIBRARY(queue_get_hook, "_get(self)", NULL)
{
    Queue *q = QUEUE(a[0]);
    List *l = V_AS(List, q->items);
    if (l->len == 0)
        return raise_format(t, EXC_IndexError, "pop from an empty deque");
    Value v = l->items[0];
    memmove(l->items, l->items + 1, --l->len * sizeof *l->items);
    return v;
}

/* Does the class have its own _put, _get, _init or qsize? */
static bool queue_is_own(Thread *t, Type *type)
{
    Str *names[] = {N(t, _put), N(t, _get), N(t, _init), N(t, qsize)};
    for (int i = 0; i < 4; i++)
        if (!v_is_kind(type_lookup(t, type, names[i]), KIND_method_descriptor))
            return true;
    return false;
}

static Value queue_start(Thread *t, Value *a, QueueOrder order)
{
    Queue *q = QUEUE(a[0]);
    q->order = queue_is_own(t, v_type(t, a[0])) ? QUEUE_OWN : order;
    v_set(t, &q->limit, dup(v_is_empty(a[1]) ? v_from_small(0) : a[1]));
    if (v_is_empty(q->items)) {
        q->items = list_new(t, NULL, 0);
        if (v_is_error(q->items)) {
            q->items = V_EMPTY;
            return V_ERROR;
        }
    }
    if (q->order != QUEUE_OWN)
        return V_NONE;
    Value r = call_method1(t, a[0], N(t, _init), q->limit);
    if (v_is_error(r))
        return r;
    drop(t, r);
    return V_NONE;
}

Value queue_new(Thread *t)
{
    Queue *q = object_new(t, t->vm->sched->queue_type, 0);
    if (!q)
        return V_ERROR;
    gc_track(t, q);
    Value args[] = {v_from(q), V_EMPTY};
    Value r = queue_start(t, args, QUEUE_FIFO);
    if (!v_is_error(r))
        return args[0];
    obj_drop(t, q);
    return r;
}

int queue_put(Thread *t, Value queue, Value item)
{
    return v_is_error(queue_put_now(t, QUEUE(queue), item)) ? -1 : 0;
}

NATIVE_LIBRARY(queue_init, "__init__(self, maxsize=0)", NULL)
{
    return queue_start(t, a, QUEUE_FIFO);
}
NATIVE_LIBRARY(lifo_init, "__init__(self, maxsize=0)", NULL)
{
    return queue_start(t, a, QUEUE_LIFO);
}
NATIVE_LIBRARY(priority_init, "__init__(self, maxsize=0)", NULL)
{
    return queue_start(t, a, QUEUE_PRIORITY);
}

/* ---- repr and attributes ---- */

static Value queue_items(Thread *t, Value self)
{
    Queue *q = QUEUE(self);
    if (v_is_empty(q->items))
        return list_new(t, NULL, 0);
    List *l = V_AS(List, q->items);
    if (q->order != QUEUE_FIFO)
        return dup(q->items);
    Value list = list_new(t, l->items + q->first, l->len - q->first);
    if (v_is_error(list))
        return list;
    Value deque = import_attr(t, "collections", "deque");
    Value r = v_is_error(deque) ? deque : call1(t, deque, list);
    drop(t, list);
    if (!v_is_error(deque))
        drop(t, deque);
    return r;
}

/* "maxsize=2 _queue=[...] _getters[1] _putters[1] tasks=3 shutdown" */
static Value queue_text(Thread *t, Value self, bool with_address)
{
    Queue *q = QUEUE(self);
    StrBuf b;
    strbuf_init(&b, t);
    char part[64];
    strbuf_char(&b, '<');
    strbuf_str(&b, v_type(t, self)->name_str);
    if (with_address) {
        snprintf(part, sizeof part, " at %p", (void *)v_object(self));
        strbuf_ascii(&b, part);
    }
    strbuf_ascii(&b, " maxsize=");
    bool failed = strbuf_repr(&b, v_is_empty(q->limit) ? v_from_small(0) : q->limit) < 0;
    if (!failed && !v_is_empty(q->items) && q->order != QUEUE_OWN && queue_size(t, q) > 0) {
        strbuf_ascii(&b, " _queue=");
        Value list = list_new(t, V_AS(List, q->items)->items + q->first,
                              V_AS(List, q->items)->len - q->first);
        failed = v_is_error(list) || strbuf_repr(&b, list) < 0;
        if (!v_is_error(list))
            drop(t, list);
    }
    if (q->getters.len) {
        snprintf(part, sizeof part, " _getters[%u]", q->getters.len);
        strbuf_ascii(&b, part);
    }
    if (q->putters.len) {
        snprintf(part, sizeof part, " _putters[%u]", q->putters.len);
        strbuf_ascii(&b, part);
    }
    if (q->unfinished) {
        snprintf(part, sizeof part, " tasks=%lld", (long long)q->unfinished);
        strbuf_ascii(&b, part);
    }
    strbuf_ascii(&b, q->down ? " shutdown>" : ">");
    if (!failed)
        return strbuf_finish(&b);
    strbuf_free(&b);
    return V_ERROR;
}

static Value queue_repr(Thread *t, Value self)
{
    return queue_text(t, self, true);
}
static Value queue_str(Thread *t, Value self)
{
    return queue_text(t, self, false);
}

static Value get_unfinished(Thread *t, Value self)
{
    return int_new(t, QUEUE(self)->unfinished);
}
static Value get_getters(Thread *t, Value self)
{
    return waitlist_to_list(t, &QUEUE(self)->getters);
}
static Value get_putters(Thread *t, Value self)
{
    return waitlist_to_list(t, &QUEUE(self)->putters);
}
static int set_items(Thread *t, Value self, Value v)
{
    v_set(t, &QUEUE(self)->items, dup(v));
    return 0;
}
static Value get_items(Thread *t, Value self)
{
    return QUEUE(self)->order == QUEUE_OWN && !v_is_empty(QUEUE(self)->items)
               ? dup(QUEUE(self)->items)
               : queue_items(t, self);
}

static void queue_clear(Thread *t, Object *o)
{
    Queue *q = (Queue *)o;
    waitlist_clear(t, &q->getters);
    waitlist_clear(t, &q->putters);
    waitlist_clear(t, &q->joiners);
}

static void queue_dealloc(Thread *t, Object *o)
{
    queue_clear(t, o);
    v_clear(t, &((Queue *)o)->items);
    v_clear(t, &((Queue *)o)->limit);
    obj_drop(t, ((Queue *)o)->loop);
}

static void queue_visit(Object *o, VisitFn fn, void *arg)
{
    Queue *q = (Queue *)o;
    fn(q->items, arg);
    fn(q->limit, arg);
    waitlist_visit(&q->getters, fn, arg);
    waitlist_visit(&q->putters, fn, arg);
    waitlist_visit(&q->joiners, fn, arg);
    if (q->loop)
        fn(v_from(q->loop), arg);
}

int queue_types_add(Thread *t, Value module)
{
    static const NativeDef *const methods[] = {
        &queue_get_def,        &queue_put_def,        &queue_join_def,
        &queue_put_nowait_def, &queue_get_nowait_def, &queue_task_done_def,
        &queue_shutdown_def,   &queue_qsize_def,      &queue_empty_def,
        &queue_full_def,       &queue_init_hook_def,  &queue_put_hook_def,
        &queue_get_hook_def,   &class_getitem_def,    NULL};
    static const GetSetDef getset[] = {{"maxsize", queue_maxsize, NULL, NULL},
                                       {"_maxsize", queue_maxsize, NULL, NULL},
                                       {"_unfinished_tasks", get_unfinished, NULL, NULL},
                                       {"_getters", get_getters, NULL, NULL},
                                       {"_putters", get_putters, NULL, NULL},
                                       {"_queue", get_items, set_items, NULL},
                                       {NULL, NULL, NULL, NULL}};
    TypeSpec spec = {.name = "Queue",
                     .doc = "A queue, useful for coordinating producer and consumer coroutines.",
                     .size = sizeof(Queue),
                     .flags = TF_GC | TF_BASE | TF_ATTRS | TF_WEAKREF,
                     .init_def = &queue_init_def,
                     .methods = methods,
                     .getset = getset,
                     .slots = {.repr = queue_repr, .str = queue_str},
                     .dealloc = queue_dealloc,
                     .visit = queue_visit,
                     .clear = queue_clear};
    Type *base = t->vm->sched->queue_type = library_type(t, "asyncio.queues", &spec);
    if (!base || api_module_add_type(t, module, base) < 0)
        return -1;
    static const struct {
        const char *name, *doc;
        const NativeDef *init;
    } rows[] = {{"LifoQueue",
                 "A subclass of Queue that retrieves most recently added entries first.",
                 &lifo_init_def},
                {"PriorityQueue",
                 "A subclass of Queue; retrieves entries in priority order (lowest first).",
                 &priority_init_def}};
    for (int i = 0; i < 2; i++) {
        TypeSpec derived = {.name = rows[i].name,
                            .doc = rows[i].doc,
                            .size = sizeof(Queue),
                            .flags = TF_GC | TF_BASE,
                            .base = base,
                            .init_def = rows[i].init};
        Type *type = library_type(t, "asyncio.queues", &derived);
        if (!type || api_module_add_type(t, module, type) < 0)
            return -1;
    }
    return 0;
}
