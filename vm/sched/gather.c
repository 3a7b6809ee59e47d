/* SPDX-License-Identifier: MIT */
/* gather(): a future for the results of many. */
#include "vm/core/vm.h"
#include "vm/sched/internal.h"

typedef struct Gather {
    Future f;
    Value children;           /* list of futures in the order of the arguments */
    uint32_t finished, count; /* different futures */
    bool keep_exceptions, cancel_requested;
} Gather;

static void gather_retrieve(Future *child)
{
    child->log_traceback = false;
}

static Value gather_one_result(Thread *t, Future *child)
{
    if (child->state == FUTURE_CANCELLED) {
        Value msg = child->extra ? child->extra->cancel_message : V_EMPTY;
        Value empty = v_is_empty(msg) || v_is_none(msg) ? str_from_cstr(t, "") : dup(msg);
        Value exc =
            v_is_error(empty) ? empty : exception_new(t, t->vm->exc[EXC_CancelledError], &empty, 1);
        drop(t, empty);
        return exc;
    }
    gather_retrieve(child);
    return v_is_empty(child->result) ? V_NONE : dup(child->result);
}

static int gather_finish(Thread *t, Gather *g, Future *last)
{
    if (g->cancel_requested) {
        Value exc = future_cancelled_error(t, last);
        int status = v_is_error(exc) ? -1 : future_set_exception(t, &g->f, exc);
        drop(t, exc);
        return status;
    }
    List *children = V_AS(List, g->children);
    Value results = list_new(t, NULL, 0);
    if (v_is_error(results))
        return -1;
    for (size_t i = 0; i < children->len; i++) {
        Value v = gather_one_result(t, V_AS(Future, children->items[i]));
        if (v_is_error(v) || list_append_take(t, V_AS(List, results), v) < 0) {
            drop(t, results);
            return -1;
        }
    }
    int status = future_set_result(t, &g->f, results);
    drop(t, results);
    return status;
}

int gather_child_done(Thread *t, Waker *w, Value v)
{
    Gather *g = V_AS(Gather, w->self);
    Future *child = V_AS(Future, v);
    g->finished++;
    if (future_done(&g->f)) {
        gather_retrieve(child);
        return 0;
    }
    if (!g->keep_exceptions && (child->state == FUTURE_CANCELLED || child->failed)) {
        Value exc = future_exception_of(t, child);
        int status = v_is_error(exc) ? -1 : future_set_exception(t, &g->f, exc);
        drop(t, exc);
        return status;
    }
    return g->finished == g->count ? gather_finish(t, g, child) : 0;
}

/* Nothing of the script's own decides whether it equals another argument. */
static bool gather_plain(Value arg)
{
    return v_is_kind(arg, KIND_coroutine) || v_is_kind(arg, KIND_task) ||
           v_is_kind(arg, KIND_future);
}

/* Are all arguments plain and no two the same? They are marked while this is found out. */
static bool gather_distinct(const Tuple *args)
{
    enum { OF_MET = OF_OWN1 };
    size_t n = 0;
    for (; n < args->len && gather_plain(args->items[n]); n++) {
        Object *o = v_object(args->items[n]);
        if (o->flags & OF_MET)
            break;
        o->flags |= OF_MET;
    }
    for (size_t i = 0; i < n; i++)
        v_object(args->items[i])->flags &= (uint16_t)~OF_MET;
    return n == args->len;
}

/* The future for an argument (owned). */
static Value gather_future(Thread *t, Value arg, Loop **loop)
{
    Value fut = ensure_future(t, arg, *loop);
    if (!v_is_error(fut) && !v_is_future(fut)) {
        drop(t, fut);
        fut = raise_format(t, EXC_NotImplementedError,
                           "gather() of a future that is not an asyncio.Future");
    }
    if (v_is_error(fut))
        return fut;
    if (!*loop)
        *loop = V_AS(Future, fut)->loop;
    if (!v_same(fut, arg) && v_has_layout(fut, KIND_task))
        V_AS(Task, fut)->f.log_destroy = false;
    return fut;
}

/* The same, made once for each different argument. */
static Value gather_child(Thread *t, Value arg, Loop **loop, Dict *seen, bool *fresh)
{
    *fresh = false;
    Value key = gather_plain(arg) ? int_from_uint64(t, arg.bits) : dup(arg);
    if (v_is_error(key))
        return key;
    Value found = dict_get(t, seen, key);
    if (!v_is_empty(found)) {
        drop(t, key);
        return v_is_error(found) ? found : dup(found);
    }
    Value fut = gather_future(t, arg, loop);
    if (!v_is_error(fut) && dict_set(t, seen, key, fut) < 0) {
        drop(t, fut);
        fut = V_ERROR;
    }
    drop(t, key);
    *fresh = !v_is_error(fut);
    return fut;
}

/* Futures for arguments that are all different: *order is the list of the children. */
static int gather_fill_distinct(Thread *t, Gather *g, Tuple *args, Value *order)
{
    Loop *loop = NULL;
    drop(t, *order);
    *order = dup(g->children);
    for (size_t i = 0; i < args->len; i++) {
        Value fut = gather_future(t, args->items[i], &loop);
        if (v_is_error(fut) || list_append_take(t, V_AS(List, g->children), fut) < 0)
            return -1;
    }
    return 0;
}

static int gather_fill(Thread *t, Gather *g, Tuple *args, Value *order)
{
    if (gather_distinct(args))
        return gather_fill_distinct(t, g, args, order);
    Loop *loop = NULL;
    Value seen = dict_new(t);
    if (v_is_error(seen))
        return -1;
    int status = 0;
    for (size_t i = 0; status == 0 && i < args->len; i++) {
        bool fresh;
        Value fut = gather_child(t, args->items[i], &loop, V_AS(Dict, seen), &fresh);
        if (v_is_error(fut))
            status = -1;
        else if (list_append(t, V_AS(List, g->children), fut) < 0 ||
                 (fresh && list_append(t, V_AS(List, *order), fut) < 0))
            status = -1;
        if (!v_is_error(fut))
            drop(t, fut);
    }
    drop(t, seen);
    return status;
}

static Value gather_empty(Thread *t)
{
    Value loop = t->loop ? dup(v_from(t->loop))
                         : library_call(t, "asyncio.events", "get_event_loop", NULL, 0);
    Value list = v_is_error(loop) ? loop : list_new(t, NULL, 0);
    Value outer = v_is_error(list) ? list : future_new(t, loop_of(t, loop));
    if (!v_is_error(outer) && future_set_result(t, V_AS(Future, outer), list) < 0) {
        drop(t, outer);
        outer = V_ERROR;
    }
    drop(t, list);
    drop(t, loop);
    return outer;
}

/* Children that are done already count at once; the others will. */
static int gather_start(Thread *t, Gather *g, List *order)
{
    g->count = (uint32_t)order->len;
    if (future_begin(t, &g->f, v_from(V_AS(Future, order->items[0])->loop)) < 0)
        return -1;
    Waker *w = waker_new(t, gather_child_done, v_from(g));
    if (!w)
        return -1;
    int status = 0;
    for (size_t i = 0; status == 0 && i < order->len; i++) {
        Future *child = V_AS(Future, order->items[i]);
        if (!future_done(child))
            status = future_add_waiter(t, child, &w->head);
    }
    for (size_t i = 0; status == 0 && i < order->len; i++)
        if (future_done(V_AS(Future, order->items[i])))
            status = gather_child_done(t, w, order->items[i]);
    obj_drop(t, w);
    return status;
}

NATIVE(asyncio_gather, "gather(*coros_or_futures, return_exceptions=False)",
       "Return a future aggregating results from the given coroutines/futures.")
{
    Tuple *args = V_AS(Tuple, a[0]);
    int keep = v_is_empty(a[1]) ? 0 : truth(t, a[1]);
    if (keep < 0)
        return V_ERROR;
    if (!args->len)
        return gather_empty(t);
    Gather *g = object_new(t, t->vm->sched->gather_type, 0);
    if (!g)
        return V_ERROR;
    gc_track(t, g);
    g->keep_exceptions = keep;
    g->children = list_new(t, NULL, 0);
    Value order = v_is_error(g->children) ? V_ERROR : list_new(t, NULL, 0);
    if (v_is_error(g->children))
        g->children = V_EMPTY;
    int status = v_is_error(order) || gather_fill(t, g, args, &order) < 0
                     ? -1
                     : gather_start(t, g, V_AS(List, order));
    if (!v_is_error(order))
        drop(t, order);
    if (status == 0)
        return v_from(g);
    obj_drop(t, g);
    return V_ERROR;
}

NATIVE(gather_cancel, "cancel(self, msg=None)", "Cancel all children that are not done.")
{
    Gather *g = V_AS(Gather, a[0]);
    if (future_done(&g->f))
        return V_FALSE;
    bool asked = false;
    List *children = V_AS(List, g->children);
    for (size_t i = 0; i < children->len; i++) {
        int r =
            future_cancel(t, V_AS(Future, children->items[i]), v_is_empty(a[1]) ? V_NONE : a[1]);
        if (r < 0)
            return V_ERROR;
        asked |= r;
    }
    g->cancel_requested |= asked;
    return v_bool(asked);
}

static void gather_dealloc(Thread *t, Object *o)
{
    v_clear(t, &((Gather *)o)->children);
    future_dealloc(t, o);
}

static void gather_clear(Thread *t, Object *o)
{
    future_clear(t, o);
}

static void gather_visit(Object *o, VisitFn fn, void *arg)
{
    future_visit(o, fn, arg);
    fn(((Gather *)o)->children, arg);
}

int gather_setup(Thread *t)
{
    static const NativeDef *const methods[] = {&gather_cancel_def, NULL};
    static const MemberDef members[] = {
        {"_children", offsetof(Gather, children), MEMBER_READONLY | MEMBER_NONE, NULL},
        {NULL, 0, 0, NULL}};
    TypeSpec spec = {
        .name = "_GatheringFuture",
        .size = sizeof(Gather),
        .flags = TF_GC | TF_ATTRS | TF_WEAKREF | TF_NO_NEW,
        .layout = KIND_future,
        .base = t->vm->types[KIND_future],
        .methods = methods,
        .members = members,
        .dealloc = gather_dealloc,
        .visit = gather_visit,
        .clear = gather_clear,
    };
    Type *type = t->vm->sched->gather_type = library_type(t, "asyncio.tasks", &spec);
    if (!type)
        return -1;
    const Slots *future = &t->vm->types[KIND_future]->s;
    type->s.await = future->await;
    type->s.next = future->next;
    type->s.iter = future->iter;
    return 0;
}

const NativeDef *const gather_functions[] = {&asyncio_gather_def, NULL};
