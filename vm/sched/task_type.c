/* SPDX-License-Identifier: MIT */
/* Task as scripts see it, and the functions of asyncio.tasks that are native. */
#include "vm/core/vm.h"
#include "vm/sched/internal.h"

#define TASK(v) V_AS(Task, v)

NATIVE(task_init_method,
       "__init__(self, coro, *, loop=None, name=None, context=None, eager_start=False)", NULL)
{
    Task *task = TASK(a[0]);
    Value loop = v_is_empty(a[2]) || v_is_none(a[2])
                     ? library_call(t, "asyncio.events", "get_event_loop", NULL, 0)
                     : dup(a[2]);
    int eager = v_is_empty(a[5]) ? 0 : truth(t, a[5]);
    int status =
        v_is_error(loop) || eager < 0 ? -1 : task_init(t, task, a[1], loop, a[3], a[4], eager);
    if (!v_is_error(loop))
        drop(t, loop);
    if (status < 0)
        task->f.log_destroy = false;
    return status < 0 ? V_ERROR : V_NONE;
}

NATIVE(task_cancel_method, "cancel(self, /, msg=None)", "Request that this task cancel itself.")
{
    int r = task_cancel(t, TASK(a[0]), v_is_empty(a[1]) ? V_NONE : a[1]);
    return r < 0 ? V_ERROR : v_bool(r);
}

NATIVE(task_cancelling, "cancelling(self, /)",
       "Return the count of the task's cancellation requests.")
{
    return v_from_small(TASK(a[0])->f.cancels);
}

NATIVE(task_uncancel, "uncancel(self, /)", "Decrement the task's count of cancellation requests.")
{
    Task *task = TASK(a[0]);
    if (task->f.cancels && --task->f.cancels == 0)
        task->f.must_cancel = false;
    return v_from_small(task->f.cancels);
}

NATIVE(task_set_result, "set_result(self, result, /)", NULL)
{
    return raise_format(t, EXC_RuntimeError, "Task does not support set_result operation");
}

NATIVE(task_set_exception, "set_exception(self, exception, /)", NULL)
{
    return raise_format(t, EXC_RuntimeError, "Task does not support set_exception operation");
}

NATIVE(task_get_coro, "get_coro(self, /)", NULL)
{
    Value coro = TASK(a[0])->coro;
    return v_is_empty(coro) ? V_NONE : dup(coro);
}

static Value task_name(Thread *t, Task *task)
{
    if (v_is_small(task->name)) {
        Value name = str_format(t, "Task-%ld", (long)v_small(task->name));
        if (v_is_error(name))
            return name;
        v_set(t, &task->name, name);
    }
    return v_is_empty(task->name) ? V_NONE : dup(task->name);
}

NATIVE(task_get_name, "get_name(self, /)", NULL)
{
    return task_name(t, TASK(a[0]));
}

NATIVE(task_set_name, "set_name(self, value, /)", NULL)
{
    Value name = v_is_kind(a[1], KIND_str) ? dup(a[1]) : value_str(t, a[1]);
    if (v_is_error(name))
        return name;
    v_set(t, &TASK(a[0])->name, name);
    return V_NONE;
}

NATIVE(task_get_context, "get_context(self, /)", NULL)
{
    Task *task = TASK(a[0]);
    bool current = v_same(current_task(t), a[0]);
    if (current)
        return context_current(t);
    if (v_is_empty(task->context)) {
        Value saved = t->context;
        t->context = V_EMPTY;
        task->context = context_current(t);
        drop(t, t->context);
        t->context = saved;
        if (v_is_error(task->context)) {
            task->context = V_EMPTY;
            return V_ERROR;
        }
    }
    return dup(task->context);
}

NATIVE(task_get_stack, "get_stack(self, /, *, limit=None)",
       "Return the list of stack frames for this task's coroutine.")
{
    Value args[] = {a[0], v_is_empty(a[1]) ? V_NONE : a[1]};
    return library_call(t, "asyncio.base_tasks", "_task_get_stack", args, 2);
}

NATIVE(task_print_stack, "print_stack(self, /, *, limit=None, file=None)",
       "Print the stack or traceback for this task's coroutine.")
{
    Value args[] = {a[0], v_is_empty(a[1]) ? V_NONE : a[1], v_is_empty(a[2]) ? V_NONE : a[2]};
    return library_call(t, "asyncio.base_tasks", "_task_print_stack", args, 3);
}

/* The future that the task waits for, which has its manners only, is done. */
NATIVE(task_wakeup, "task_wakeup(self, future, /)", NULL)
{
    return task_schedule(t, TASK(a[0])) < 0 ? V_ERROR : V_NONE;
}

Value task_wakeup_new(Thread *t, Value task)
{
    return native_new(t, &task_wakeup_def, task, V_EMPTY);
}

static Value get_coro(Thread *t, Value self)
{
    return v_is_empty(TASK(self)->coro) ? V_NONE : dup(TASK(self)->coro);
}
/* A sleeping task waits for no future; to those who look it shows the one that it might wait for.
 */
static Value sleep_as_future(Thread *t, Task *task)
{
    Value shown = task->f.loop ? future_new(t, task->f.loop) : V_NONE;
    if (!v_is_future(shown))
        return shown;
    if (v_same(task->waits_on, SLEEP_CANCELLED))
        V_AS(Future, shown)->state = FUTURE_CANCELLED;
    else if (v_same(task->waits_on, SLEPT))
        V_AS(Future, shown)->state = FUTURE_FINISHED;
    else
        V_AS(Future, shown)->waiter = dup(v_from(task));
    return shown;
}

static Value get_fut_waiter(Thread *t, Value self)
{
    Value on = TASK(self)->waits_on;
    if (v_is_empty(on) || v_is_exception(on))
        return V_NONE;
    return v_is_object(on) ? dup(on) : sleep_as_future(t, TASK(self));
}
static Value get_must_cancel(Thread *t, Value self)
{
    return v_bool(TASK(self)->f.must_cancel);
}
static Value get_log_destroy(Thread *t, Value self)
{
    return v_bool(TASK(self)->f.log_destroy);
}
static int set_log_destroy(Thread *t, Value self, Value v)
{
    int on = v_is_empty(v) ? -1 : truth(t, v);
    TASK(self)->f.log_destroy = on > 0;
    return on < 0 ? -1 : 0;
}
static Value get_source_place(Thread *t, Value self)
{
    Future *f = &TASK(self)->f;
    const Code *code = future_birth_code(f);
    if (!code)
        return V_NONE;
    Value line = v_from_small(code_line(code, code->cells + future_birth_pc(f)));
    return tuple_pack(t, 2, code->filename, line);
}

static Value task_repr(Thread *t, Value self)
{
    if (!V_AS(Future, self)->initialized)
        return raise_format(t, EXC_RuntimeError, "Future object is not initialized.");
    return library_call(t, "asyncio.base_tasks", "_task_repr", &self, 1);
}

static Value task_finalize(Thread *t, Value self)
{
    Task *task = TASK(self);
    if (UNLIKELY(!future_done(&task->f) && task->f.log_destroy && task->f.initialized)) {
        task->f.log_destroy = false;
        Value r = library_call(t, "asyncio.base_tasks", "_task_destroyed", &self, 1);
        if (v_is_error(r))
            return r;
        drop(t, r);
    }
    return t->vm->types[KIND_future]->s.finalize(t, self);
}

int task_type_setup(Thread *t)
{
    static const NativeDef *const methods[] = {
        &task_cancel_method_def, &task_cancelling_def, &task_uncancel_def,    &task_set_result_def,
        &task_set_exception_def, &task_get_coro_def,   &task_get_name_def,    &task_set_name_def,
        &task_get_context_def,   &task_get_stack_def,  &task_print_stack_def, NULL};
    static const GetSetDef getset[] = {
        {"_coro", get_coro, NULL, NULL},
        {"_fut_waiter", get_fut_waiter, NULL, NULL},
        {"_must_cancel", get_must_cancel, NULL, NULL},
        {"_log_destroy_pending", get_log_destroy, set_log_destroy, NULL},
        {"_made_at", get_source_place, NULL, NULL},
        {NULL, NULL, NULL, NULL},
    };
    TypeSpec spec = {
        .name = "_asyncio.Task",
        .doc = "A coroutine wrapped in a Future.",
        .size = sizeof(Task),
        .flags = TF_GC | TF_BASE | TF_WEAKREF,
        .kind = KIND_task,
        .layout = KIND_task,
        .base = t->vm->types[KIND_future],
        .init_def = &task_init_method_def,
        .slots = {.repr = task_repr, .finalize = task_finalize},
        .methods = methods,
        .getset = getset,
        .dealloc = task_dealloc,
        .visit = task_visit,
        .clear = task_clear,
    };
    Type *type = type_from_spec(t, &spec);
    if (!type)
        return -1;
    const Slots *future = &t->vm->types[KIND_future]->s;
    type->s.await = future->await;
    type->s.next = future->next;
    type->s.iter = future->iter;
    return 0;
}

/* ---- functions ---- */

/* No task could be made of the coroutine, and that is what the pending exception says: close it,
 * lest it is also said that nobody awaited it. */
static void coroutine_give_up(Thread *t, Value coro)
{
    Value exc = exc_take(t);
    Value r = call_method(t, coro, N(t, close), NULL, 0);
    drop(t, r);
    if (v_is_error(r))
        drop(t, exc);
    else
        exc_restore(t, exc);
}

Value ensure_future(Thread *t, Value v, Loop *loop)
{
    int is = is_future(t, v);
    if (is < 0)
        return V_ERROR;
    if (is) {
        if (loop && v_is_future(v) && V_AS(Future, v)->loop != loop)
            return raise_format(t, EXC_ValueError,
                                "The future belongs to a different loop than the one specified as "
                                "the loop argument");
        return dup(v);
    }
    int coro = is_coroutine(t, v);
    if (coro < 0)
        return V_ERROR;
    Value wrapped = dup(v);
    if (!coro) {
        if (!v_type(t, v)->s.await) {
            drop(t, wrapped);
            return raise_format(t, EXC_TypeError,
                                "An asyncio.Future, a coroutine or an awaitable is required");
        }
        drop(t, wrapped);
        wrapped = library_call(t, "asyncio.tasks", "_wrap_awaitable", &v, 1);
        if (v_is_error(wrapped))
            return wrapped;
    }
    Value made;
    if (!loop && t->loop)
        loop = t->loop;
    if (loop) {
        made = loop_create_task(t, loop, wrapped, V_EMPTY, V_EMPTY);
    } else {
        Value l = library_call(t, "asyncio.events", "get_event_loop", NULL, 0);
        Loop *got = v_is_error(l) ? NULL : loop_of(t, l);
        made = v_is_error(l) ? l
               : got         ? loop_create_task(t, got, wrapped, V_EMPTY, V_EMPTY)
                             : call_method1(t, l, N(t, create_task), wrapped);
        if (!v_is_error(l))
            drop(t, l);
    }
    drop(t, wrapped);
    if (v_is_error(made) && coro && exc_is(t, EXC_RuntimeError))
        coroutine_give_up(t, v);
    return made;
}

NATIVE_LIBRARY(asyncio_ensure_future, "ensure_future(coro_or_future, *, loop=None)",
               "Wrap a coroutine or an awaitable in a future.")
{
    bool given = !v_is_empty(a[1]) && !v_is_none(a[1]);
    return ensure_future(t, a[0], given ? loop_of(t, a[1]) : NULL);
}

NATIVE_LIBRARY(
    asyncio_create_task, "create_task(coro, *, name=None, context=None)",
    "Schedule the execution of a coroutine object in a spawn task.\n\nReturn a Task object.")
{
    Loop *loop = loop_running(t);
    if (!loop)
        return V_ERROR;
    Value context = v_is_empty(a[2]) || v_is_none(a[2]) ? V_EMPTY : a[2];
    if (LIKELY(!loop->own_create_task))
        return loop_create_task(t, loop, a[0], a[1], context);
    Value args[] = {v_from(loop), a[0], v_is_empty(a[1]) ? V_NONE : a[1],
                    v_is_empty(context) ? V_NONE : context};
    return library_call(t, "asyncio.tasks", "_create_task_by_method", args, 4);
}

NATIVE(asyncio_current_task, "current_task(loop=None)", "Return a currently executed task.")
{
    Loop *loop = v_is_empty(a[0]) || v_is_none(a[0]) ? loop_running(t) : loop_of(t, a[0]);
    if (!loop)
        return v_is_empty(t->exc) ? V_NONE : V_ERROR;
    return v_is_empty(loop->current) ? V_NONE : dup(loop->current);
}

NATIVE(asyncio_all_tasks, "all_tasks(loop=None)", "Return a set of all tasks for the loop.")
{
    Loop *loop = v_is_empty(a[0]) || v_is_none(a[0]) ? loop_running(t) : loop_of(t, a[0]);
    if (!loop && !v_is_empty(t->exc))
        return V_ERROR;
    Value list = list_new(t, NULL, 0);
    for (Task *task = loop ? loop->tasks : NULL; task && !v_is_error(list); task = task->next)
        if (list_append(t, V_AS(List, list), v_from(task)) < 0) {
            drop(t, list);
            list = V_ERROR;
        }
    if (v_is_error(list))
        return list;
    Value set = call1(t, v_from(t->vm->types[KIND_set]), list);
    drop(t, list);
    return set;
}

NATIVE(asyncio_enter_task, "_enter_task(loop, task)", NULL)
{
    Loop *loop = loop_of(t, a[0]);
    if (loop && !v_is_empty(loop->current))
        return raise_format(t, EXC_RuntimeError,
                            "Cannot enter into task %R while another task %R is being executed.",
                            a[1], loop->current);
    if (loop)
        loop->current = a[1];
    return V_NONE;
}

NATIVE(asyncio_leave_task, "_leave_task(loop, task)", NULL)
{
    Loop *loop = loop_of(t, a[0]);
    if (!loop || !v_same(loop->current, a[1]))
        return raise_format(t, EXC_RuntimeError,
                            "Leaving task %R does not match the current task %R.", a[1],
                            loop && !v_is_empty(loop->current) ? loop->current : V_NONE);
    loop->current = V_EMPTY;
    return V_NONE;
}

NATIVE(asyncio_swap_current_task, "_swap_current_task(loop, task)", NULL)
{
    Loop *loop = loop_of(t, a[0]);
    if (!loop)
        return V_NONE;
    Value old = loop->current;
    loop->current = v_is_none(a[1]) ? V_EMPTY : a[1];
    return v_is_empty(old) ? V_NONE : dup(old);
}

NATIVE_LIBRARY(asyncio_isfuture, "isfuture(obj)", "Return True if obj is a Future.")
{
    int r = is_future(t, a[0]);
    return r < 0 ? V_ERROR : v_bool(r);
}

NATIVE_LIBRARY(asyncio_iscoroutine, "iscoroutine(obj)", "Return True if obj is a coroutine object.")
{
    int r = is_coroutine(t, a[0]);
    return r < 0 ? V_ERROR : v_bool(r);
}

NATIVE(asyncio_get_running_loop, "get_running_loop()",
       "Return the running event loop.  Raise a RuntimeError if there is none.")
{
    Loop *loop = loop_running(t);
    return loop ? dup(v_from(loop)) : V_ERROR;
}

NATIVE(asyncio_get_running_loop_or_none, "_get_running_loop()",
       "Return the running event loop or None.")
{
    return t->loop ? dup(v_from(t->loop)) : V_NONE;
}

NATIVE(asyncio_set_running_loop, "_set_running_loop(loop, /)", "Set the running event loop.")
{
    Loop *loop = v_is_none(a[0]) ? NULL : loop_of(t, a[0]);
    if (!loop && !v_is_none(a[0]))
        return raise_format(t, EXC_NotImplementedError,
                            "a running loop that is not an asyncio.BaseEventLoop");
    t->loop = loop;
    return V_NONE;
}

NATIVE(asyncio_is_main_thread, "_is_main_thread()", NULL)
{
    return v_bool(t->is_main);
}

const NativeDef *const task_functions[] = {
    &asyncio_is_main_thread_def,   &asyncio_current_task_def,
    &asyncio_all_tasks_def,        &asyncio_enter_task_def,
    &asyncio_leave_task_def,       &asyncio_swap_current_task_def,
    &asyncio_get_running_loop_def, &asyncio_get_running_loop_or_none_def,
    &asyncio_set_running_loop_def, NULL,
};
const NativeDef *const task_makers[] = {&asyncio_ensure_future_def, &asyncio_create_task_def, NULL};
const NativeDef *const future_tests[] = {&asyncio_isfuture_def, NULL};
const NativeDef *const coroutine_tests[] = {&asyncio_iscoroutine_def, NULL};
