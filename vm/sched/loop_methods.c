/* SPDX-License-Identifier: MIT */
/* The loop as scripts see it: the methods of _asyncio.Loop, base of asyncio.BaseEventLoop. */
#include <math.h>
#include "vm/core/vm.h"
#include "vm/objects/generator.h"
#include "vm/sched/internal.h"
#include "vm/sched/timers.h"

#define LOOP(v) V_AS(Loop, v)

static int loop_fill(Thread *t, Loop *loop)
{
    struct Sched *s = t->vm->sched;
    loop->wake_fd = -1;
    loop->clock_resolution = 1e-9;
    asyncgens_init(&loop->asyncgens);
    loop->debug = t->vm->options.dev_mode || t->vm->options.async_debug;
    loop->next = s->loops;
    s->loops = loop;
    loop_look_for_overrides(t, loop);
    return 0;
}

Value loop_new(Thread *t, Type *type)
{
    Loop *loop = object_new(t, type, 0);
    if (!loop)
        return V_ERROR;
    loop_fill(t, loop);
    gc_track(t, loop);
    return v_from(loop);
}

static Value loop_new_slot(Thread *t, Type *cls, const Value *args, uint32_t nargs, Value kwnames)
{
    return loop_new(t, cls);
}

int loop_check_thread(Thread *t, const Loop *loop)
{
    if (LIKELY(!loop->debug || !loop->thread || loop->thread == t))
        return 0;
    raise_format(t, EXC_RuntimeError,
                 "Non-thread-safe operation invoked on an event loop other than the current one");
    return -1;
}

/* Debug mode: the callback is no coroutine, the thread is the loop's own. */
static int loop_check_callback(Thread *t, Loop *loop, Value callback, const char *method,
                               bool own_thread)
{
    if (LIKELY(!loop->debug))
        return 0;
    if (own_thread && loop_check_thread(t, loop) < 0)
        return -1;
    Value args[] = {callback, str_from_cstr(t, method)};
    Value r = v_is_error(args[1])
                  ? V_ERROR
                  : library_call(t, "asyncio.base_events", "_check_callback", args, 2);
    drop(t, args[1]);
    drop(t, r);
    return v_is_error(r) ? -1 : 0;
}

/* The last of the arguments is context=..., if there is a keyword at all: EMPTY, the context, or
 * ERROR. */
static Value keyword_context(Thread *t, const char *name, const Value *a, uint32_t nargs,
                             Value kwnames)
{
    if (v_is_empty(kwnames) || V_AS(Tuple, kwnames)->len == 0)
        return V_EMPTY;
    Tuple *names = V_AS(Tuple, kwnames);
    Str *key = V_AS(Str, names->items[0]);
    if (names->len > 1 || key != N(t, context))
        return raise_format(t, EXC_TypeError, "%s() got an unexpected keyword argument '%N'", name,
                            key);
    return v_is_none(a[nargs]) ? V_EMPTY : a[nargs];
}

static Value missing(Thread *t, const char *cls_method, const char *arguments, int n)
{
    return raise_format(t, EXC_TypeError, "%s() missing %d required positional argument%s: %s",
                        cls_method, n, n == 1 ? "" : "s", arguments);
}

NATIVE_VAR(loop_call_soon_method, "call_soon(self, callback, *args, context=None)",
           "Arrange for a callback to be called as soon as possible.")
{
    if (nargs < 2)
        return missing(t, "BaseEventLoop.call_soon", "'callback'", 1);
    Value context = keyword_context(t, "BaseEventLoop.call_soon", a, nargs, kwnames);
    Loop *loop = LOOP(a[0]);
    if (v_is_error(context) || loop_check_closed(t, loop) < 0 ||
        loop_check_callback(t, loop, a[1], "call_soon", true) < 0)
        return V_ERROR;
    return loop_call_soon(t, loop, a[1], a + 2, nargs - 2, context);
}

NATIVE_VAR(loop_call_soon_threadsafe, "call_soon_threadsafe(self, callback, *args, context=None)",
           "Like call_soon(), but thread-safe.")
{
    if (nargs < 2)
        return missing(t, "BaseEventLoop.call_soon_threadsafe", "'callback'", 1);
    Value context = keyword_context(t, "BaseEventLoop.call_soon_threadsafe", a, nargs, kwnames);
    Loop *loop = LOOP(a[0]);
    if (v_is_error(context) || loop_check_closed(t, loop) < 0 ||
        loop_check_callback(t, loop, a[1], "call_soon_threadsafe", false) < 0)
        return V_ERROR;
    Value h = loop_call_soon(t, loop, a[1], a + 2, nargs - 2, context);
    loop_wakeup_later(t, loop);
    return h;
}

/* The time in v as a float; none: the loop's own complaint about None. */
static int time_argument(Thread *t, Value v, const char *none, double *out)
{
    if (v_is_none(v)) {
        raise_format(t, EXC_TypeError, "%s", none);
        return -1;
    }
    return value_to_double(t, v, out);
}

/* time() + delay, as the language adds them. */
static int time_after(Thread *t, Loop *loop, Value delay, double *when)
{
    double seconds;
    if (v_is_flonum(delay) || v_is_small(delay)) {
        if (value_to_double(t, delay, &seconds) < 0)
            return -1;
        *when = loop_time(t, loop) + seconds;
        return 0;
    }
    if (v_is_none(delay))
        return time_argument(t, delay, "delay must not be None", when);
    Value now = float_new(t, loop_time(t, loop));
    Value sum = v_is_error(now) ? now : binary_op(t, OP_ADD, now, delay);
    drop(t, now);
    int status = v_is_error(sum) ? -1 : value_to_double(t, sum, when);
    drop(t, sum);
    return status;
}

NATIVE_VAR(loop_call_later, "call_later(self, delay, callback, *args, context=None)",
           "Arrange for a callback to be called at a given time.")
{
    if (nargs < 3)
        return missing(t, "BaseEventLoop.call_later",
                       nargs < 2 ? "'delay' and 'callback'" : "'callback'", nargs < 2 ? 2 : 1);
    Value context = keyword_context(t, "BaseEventLoop.call_later", a, nargs, kwnames);
    double when;
    Loop *loop = LOOP(a[0]);
    if (v_is_error(context) || time_after(t, loop, a[1], &when) < 0 ||
        loop_check_callback(t, loop, a[2], "call_later", true) < 0)
        return V_ERROR;
    return loop_call_at(t, loop, when, a[2], a + 3, nargs - 3, context);
}

NATIVE_VAR(loop_call_at_method, "call_at(self, when, callback, *args, context=None)",
           "Like call_later(), but uses an absolute time.")
{
    if (nargs < 3)
        return missing(t, "BaseEventLoop.call_at",
                       nargs < 2 ? "'when' and 'callback'" : "'callback'", nargs < 2 ? 2 : 1);
    Value context = keyword_context(t, "BaseEventLoop.call_at", a, nargs, kwnames);
    double when;
    if (v_is_error(context) || time_argument(t, a[1], "when cannot be None", &when) < 0)
        return V_ERROR;
    Loop *loop = LOOP(a[0]);
    if (loop_check_callback(t, loop, a[2], "call_at", true) < 0)
        return V_ERROR;
    return loop_call_at(t, loop, when, a[2], a + 3, nargs - 3, context);
}

NATIVE(loop_time_method, "time(self)", "Return the time according to the event loop's clock.")
{
    return float_new(t, loop_time(t, LOOP(a[0])));
}

NATIVE(loop_create_future, "create_future(self)", "Create a Future object attached to the loop.")
{
    return future_new(t, LOOP(a[0]));
}

NATIVE(loop_create_task_method, "create_task(self, coro, *, name=None, context=None)",
       "Schedule a coroutine object.")
{
    return loop_create_task(t, LOOP(a[0]), a[1], a[2], v_is_none(a[3]) ? V_EMPTY : a[3]);
}

static const NativeDef loop_run_forever_def, loop_run_until_complete_def;

static Value loop_run_forever_native(Thread *t, Value *a, uint32_t nargs)
{
    return loop_run_frame(t, LOOP(a[0]), V_EMPTY, false);
}

static int loop_runnable(Thread *t, Loop *loop)
{
    if (loop_check_closed(t, loop) < 0)
        return -1;
    if (loop->running)
        raise_format(t, EXC_RuntimeError, "This event loop is already running");
    else if (t->loop)
        raise_format(t, EXC_RuntimeError,
                     "Cannot run the event loop while another loop is running");
    else
        return 0;
    return -1;
}

static Value loop_run_until_complete_native(Thread *t, Value *a, uint32_t nargs)
{
    Loop *loop = LOOP(a[0]);
    if (loop_runnable(t, loop) < 0)
        return V_ERROR;
    int is = is_future(t, a[1]);
    Value future = is < 0 ? V_ERROR : ensure_future(t, a[1], loop);
    if (v_is_error(future))
        return future;
    if (!is && v_has_layout(future, KIND_task))
        V_AS(Task, future)->f.log_destroy = false;
    Value v = loop_run_frame(t, loop, future, !is);
    drop(t, future);
    return v;
}

static const NativeDef loop_run_forever_def = {"run_forever(self)", "Run until stop() is called.",
                                               loop_run_forever_native, NULL, NF_PUSHES};
static const NativeDef loop_run_until_complete_def = {
    "run_until_complete(self, future)", "Run until the Future is done.",
    loop_run_until_complete_native, NULL, NF_PUSHES};

NATIVE(loop_stop, "stop(self)", "Stop running the event loop.")
{
    LOOP(a[0])->stopping = true;
    return V_NONE;
}

NATIVE(loop_close, "_close(self)", "Let go of everything; the rest of close() is in the library.")
{
    Loop *loop = LOOP(a[0]);
    loop->closed = true;
    while (loop->ready_len) {
        Object *what = loop->ready[loop->ready_head];
        loop->ready_head = (loop->ready_head + 1) & (loop->ready_cap - 1);
        loop->ready_len--;
        obj_drop(t, what);
    }
    timers_clear(t, loop);
    loop_io_close(t, loop);
    return V_NONE;
}

NATIVE(loop_is_running, "is_running(self)", "Returns True if the event loop is running.")
{
    return v_bool(LOOP(a[0])->running);
}

NATIVE(loop_is_closed, "is_closed(self)", "Returns True if the event loop was closed.")
{
    return v_bool(LOOP(a[0])->closed);
}

NATIVE(loop_get_debug, "get_debug(self)", "Return the debug mode.")
{
    return v_bool(LOOP(a[0])->debug);
}

NATIVE(loop_set_debug, "set_debug(self, enabled)", "Set the debug mode.")
{
    int on = truth(t, a[1]);
    if (on < 0)
        return V_ERROR;
    LOOP(a[0])->debug = on;
    if (LOOP(a[0])->running && LOOP(a[0])->thread == t)
        t->coroutine_origin_depth = on ? 10 : 0;
    return V_NONE;
}

NATIVE(loop_check_closed_method, "_check_closed(self)", NULL)
{
    return loop_check_closed(t, LOOP(a[0])) < 0 ? V_ERROR : V_NONE;
}

NATIVE(loop_check_running_method, "_check_running(self)", NULL)
{
    return loop_runnable(t, LOOP(a[0])) < 0 ? V_ERROR : V_NONE;
}

NATIVE(loop_get_task_factory, "get_task_factory(self)",
       "Return a task factory, or None if the default one is in use.")
{
    Value f = LOOP(a[0])->task_factory;
    return v_is_empty(f) ? V_NONE : dup(f);
}

/* ---- async generators ---- */

NATIVE(loop_asyncgen_begins, "_asyncgen_firstiter_hook(self, agen, /)",
       "It will be closed by shutdown_asyncgens().")
{
    Loop *loop = LOOP(a[0]);
    if (UNLIKELY(loop->shutdown_asyncgens_called)) {
        Value r = library_call(t, "asyncio.base_events", "_warn_late_asyncgen", a, 2);
        if (v_is_error(r))
            return r;
        drop(t, r);
    }
    return asyncgen_remember(t, &loop->asyncgens, a[1]) < 0 ? V_ERROR : V_NONE;
}

NATIVE(loop_forget_asyncgen, "_forget_asyncgen(self, agen, /)", NULL)
{
    if (v_is_kind(a[1], KIND_async_generator))
        asyncgen_forget(V_AS(Generator, a[1]));
    return V_NONE;
}

NATIVE(loop_list_asyncgens, "_list_asyncgens(self)", NULL)
{
    return asyncgens_list(t, &LOOP(a[0])->asyncgens);
}

NATIVE(loop_take_asyncgens, "_take_asyncgens(self)",
       "Those that shutdown_asyncgens() has to close; it is called now.")
{
    Loop *loop = LOOP(a[0]);
    loop->shutdown_asyncgens_called = true;
    Value all = asyncgens_list(t, &loop->asyncgens);
    if (!v_is_error(all))
        asyncgens_forget(&loop->asyncgens);
    return all;
}

NATIVE(loop_wake, "_write_to_self(self)", "End a wait of the loop.")
{
    loop_wakeup(LOOP(a[0]));
    return V_NONE;
}

NATIVE(loop_warn_unclosed, "_warn_unclosed(self)",
       "The loop is dropped without having been closed.")
{
    return warn_format(t, EXC_ResourceWarning, 1, "unclosed event loop %R", a[0]) < 0 ? V_ERROR
                                                                                      : V_NONE;
}

/* ---- descriptors ---- */

/* (self, fd, handle): the library has made the handle. */
NATIVE(loop_watch, "_watch(self, fd, write, handle)", "Make the handle ready each time fd is.")
{
    int64_t fd;
    if (value_to_int64(t, a[1], &fd) < 0)
        return V_ERROR;
    if (!v_is_object(a[3]) || !type_is_subtype(v_type(t, a[3]), t->vm->sched->handle_type))
        return raise_format(t, EXC_TypeError, "a Handle is expected, not %T", a[3]);
    return loop_watch_fd(t, LOOP(a[0]), (int)fd, truth(t, a[2]) > 0 ? IO_WRITE : IO_READ,
                         v_object(a[3])) < 0
               ? V_ERROR
               : V_NONE;
}

NATIVE(loop_unwatch, "_unwatch(self, fd, write)", "Stop watching fd; tells whether it was watched.")
{
    int64_t fd;
    if (value_to_int64(t, a[1], &fd) < 0)
        return V_ERROR;
    return v_bool(loop_unwatch_fd(t, LOOP(a[0]), (int)fd, truth(t, a[2]) > 0 ? IO_WRITE : IO_READ));
}

/* The object that watches fd: a Handle, or None. */
NATIVE(loop_watcher, "_watcher(self, fd, write)", NULL)
{
    int64_t fd;
    if (value_to_int64(t, a[1], &fd) < 0)
        return V_ERROR;
    Loop *loop = LOOP(a[0]);
    if (fd < 0 || fd >= loop->watches_len)
        return V_NONE;
    Watch *w = &loop->watches[fd];
    Object *what = truth(t, a[2]) > 0 ? w->writer : w->reader;
    return what ? v_from(obj_dup(what)) : V_NONE;
}

NATIVE(loop_use_poller, "_use_poller(self, name)", "Wait by select, poll or epoll.")
{
    const char *name = v_is_str(a[1]) ? str_utf8(t, V_AS(Str, a[1]), NULL) : NULL;
    const PollerKind *kind = name ? poller_by_name(name) : NULL;
    if (!kind)
        return raise_format(t, EXC_ValueError, "unknown poller: %R", a[1]);
    LOOP(a[0])->poller_kind = kind;
    return V_NONE;
}

NATIVE(loop_poller_name, "_poller_name(self)", NULL)
{
    Loop *loop = LOOP(a[0]);
    return str_from_cstr(t, loop->poller ? loop->poller->kind->name : "select");
}

/* ---- attributes ---- */

static Value get_stopping(Thread *t, Value self)
{
    return v_bool(LOOP(self)->stopping);
}
static int set_stopping(Thread *t, Value self, Value v)
{
    LOOP(self)->stopping = truth(t, v) > 0;
    return 0;
}
static Value get_closed(Thread *t, Value self)
{
    return v_bool(LOOP(self)->closed);
}
static Value get_thread_id(Thread *t, Value self)
{
    Loop *loop = LOOP(self);
    return loop->thread ? int_from_uint64(t, loop->thread->ident) : V_NONE;
}
static Value get_ready(Thread *t, Value self)
{
    Loop *loop = LOOP(self);
    Value list = list_new(t, NULL, 0);
    for (uint32_t i = 0; i < loop->ready_len && !v_is_error(list); i++)
        if (list_append(t, V_AS(List, list),
                        v_from(loop->ready[(loop->ready_head + i) & (loop->ready_cap - 1)])) < 0) {
            drop(t, list);
            list = V_ERROR;
        }
    return list;
}
static Value get_scheduled(Thread *t, Value self)
{
    Loop *loop = LOOP(self);
    Value list = list_new(t, NULL, 0);
    for (uint32_t i = 0; i < loop->timers_len && !v_is_error(list); i++)
        if (list_append(t, V_AS(List, list), v_from(loop->timers[i].what)) < 0) {
            drop(t, list);
            list = V_ERROR;
        }
    return list;
}
static Value get_resolution(Thread *t, Value self)
{
    return float_new(t, LOOP(self)->clock_resolution);
}
static int set_resolution(Thread *t, Value self, Value v)
{
    return v_is_empty(v) ? -1 : value_to_double(t, v, &LOOP(self)->clock_resolution);
}

const GetSetDef loop_getset[] = {
    {"_stopping", get_stopping, set_stopping, NULL},
    {"_closed", get_closed, NULL, NULL},
    {"_thread_id", get_thread_id, NULL, NULL},
    {"_ready", get_ready, NULL, NULL},
    {"_scheduled", get_scheduled, NULL, NULL},
    {"_clock_resolution", get_resolution, set_resolution, NULL},
    {NULL, NULL, NULL, NULL},
};

const NativeDef *const loop_methods[] = {
    &loop_call_soon_method_def,
    &loop_call_soon_threadsafe_def,
    &loop_call_later_def,
    &loop_call_at_method_def,
    &loop_time_method_def,
    &loop_create_future_def,
    &loop_create_task_method_def,
    &loop_run_forever_def,
    &loop_run_until_complete_def,
    &loop_stop_def,
    &loop_close_def,
    &loop_is_running_def,
    &loop_is_closed_def,
    &loop_get_debug_def,
    &loop_set_debug_def,
    &loop_check_closed_method_def,
    &loop_check_running_method_def,
    &loop_get_task_factory_def,
    &loop_asyncgen_begins_def,
    &loop_forget_asyncgen_def,
    &loop_list_asyncgens_def,
    &loop_take_asyncgens_def,
    &loop_wake_def,
    &loop_watch_def,
    &loop_unwatch_def,
    &loop_watcher_def,
    &loop_use_poller_def,
    &loop_warn_unclosed_def,
    &loop_poller_name_def,
    NULL,
};

/* ---- life ---- */

static void loop_clear_fields(Thread *t, Object *o)
{
    Loop *loop = (Loop *)o;
    Value *fields[] = {&loop->exception_handler, &loop->task_factory, &loop->default_executor,
                       &loop->signal_handlers, &loop->selector};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        v_clear(t, fields[i]);
}

static void loop_dealloc(Thread *t, Object *o)
{
    Loop *loop = (Loop *)o;
    Value self = v_from(o);
    loop_close_native(t, &self, 1);
    loop_clear_fields(t, o);
    asyncgens_forget(&loop->asyncgens);
    mem_free(t, loop->ready, loop->ready_cap * sizeof *loop->ready);
    for (Loop **p = &t->vm->sched->loops; *p; p = &(*p)->next)
        if (*p == loop) {
            *p = loop->next;
            break;
        }
}

static void loop_visit(Object *o, VisitFn fn, void *arg)
{
    Loop *loop = (Loop *)o;
    fn(loop->exception_handler, arg);
    fn(loop->task_factory, arg);
    fn(loop->default_executor, arg);
    fn(loop->signal_handlers, arg);
    fn(loop->selector, arg);
    fn(loop->run_future, arg);
    fn(loop->run_waker, arg);
    fn(loop->saved_context, arg);
    fn(loop->old_firstiter, arg);
    fn(loop->old_finalizer, arg);
    if (loop->running_item)
        fn(v_from(loop->running_item), arg);
    for (uint32_t i = 0; i < loop->ready_len; i++) {
        fn(v_from(loop->ready[(loop->ready_head + i) & (loop->ready_cap - 1)]), arg);
    }
    for (uint32_t i = 0; i < loop->timers_len; i++)
        fn(v_from(loop->timers[i].what), arg);
    for (uint32_t fd = 0; fd < loop->watches_len; fd++) {
        if (loop->watches[fd].reader)
            fn(v_from(loop->watches[fd].reader), arg);
        if (loop->watches[fd].writer)
            fn(v_from(loop->watches[fd].writer), arg);
    }
}

static void loop_gc_clear(Thread *t, Object *o)
{
    Value self = v_from(o);
    loop_close_native(t, &self, 1);
    loop_clear_fields(t, o);
}

int loop_type_setup(Thread *t)
{
    static const MemberDef members[] = {
        {"_exception_handler", offsetof(Loop, exception_handler), MEMBER_NONE, NULL},
        {"_task_factory", offsetof(Loop, task_factory), MEMBER_NONE, NULL},
        {"_default_executor", offsetof(Loop, default_executor), MEMBER_NONE, NULL},
        {"_own_selector", offsetof(Loop, selector), MEMBER_NONE, NULL},
        {"_signal_handlers", offsetof(Loop, signal_handlers), MEMBER_NONE, NULL},
        {NULL, 0, 0, NULL},
    };
    static const TypeSpec spec = {
        .name = "_asyncio.Loop",
        .doc = "The event loop.",
        .size = sizeof(Loop),
        .flags = TF_GC | TF_BASE | TF_ATTRS | TF_WEAKREF,
        .slots = {.new_ = loop_new_slot},
        .methods = loop_methods,
        .getset = loop_getset,
        .members = members,
        .dealloc = loop_dealloc,
        .visit = loop_visit,
        .clear = loop_gc_clear,
    };
    t->vm->sched->loop_type = sched_type(t, &spec);
    return t->vm->sched->loop_type ? 0 : -1;
}
