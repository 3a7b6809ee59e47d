/* SPDX-License-Identifier: MIT */
#include "repl/tasks.h"
#include <stdlib.h>
#include "vm/sched/internal.h"
#include "vm/sched/sync.h"

enum { PATIENCE = 2 }; /* turns after which nobody will ask for the exception any more */

typedef struct TaskWatch {
    Observer observer;
    Value failed; /* callable */
    Value since;  /* dict: serial of a task -> when it began to wait */
} TaskWatch;

static TaskWatch *find_watch(Thread *t);

/* ---- tasks that fail unseen ---- */

static int report_failure(Thread *t, Waker *w, Value patience)
{
    Future *f = V_AS(Future, w->self);
    if (!f->failed || !f->log_traceback)
        return 0;
    if (v_small(patience) > 0)
        return loop_ready_waker(t, f->loop, w, v_from_small(v_small(patience) - 1));
    TaskWatch *watch = find_watch(t);
    Value r = watch ? call1(t, watch->failed, w->self) : V_NONE;
    if (v_is_error(r))
        return -1;
    drop(t, r);
    return 0;
}

static int task_done(Thread *t, TaskWatch *watch, Task *task)
{
    Value key = v_from_small(task->f.serial);
    if (!v_is_empty(dict_get(t, V_AS(Dict, watch->since), key)) &&
        dict_delete(t, V_AS(Dict, watch->since), key) < 0)
        return -1;
    if (!task->f.failed || !task->f.log_traceback || !task->f.loop)
        return 0;
    Waker *w = waker_new(t, report_failure, v_from(task));
    int status = w ? loop_ready_waker(t, task->f.loop, w, v_from_small(PATIENCE)) : -1;
    obj_drop(t, w);
    return status;
}

static int task_waits(Thread *t, TaskWatch *watch, Task *task)
{
    Value now = float_new(t, clock_monotonic(t));
    if (v_is_error(now))
        return -1;
    int status = dict_set(t, V_AS(Dict, watch->since), v_from_small(task->f.serial), now);
    drop(t, now);
    return status;
}

static int see(Thread *t, Observer *self, const Event *e)
{
    switch (e->kind) {
    case EV_TASK_DONE:
        return task_done(t, (TaskWatch *)self, V_AS(Task, e->subject));
    case EV_TASK_WAITS:
    case EV_TASK_SLEEPS:
        return task_waits(t, (TaskWatch *)self, V_AS(Task, e->subject));
    default:
        return 0;
    }
}

static TaskWatch *find_watch(Thread *t)
{
    for (Observer *o = t->vm->observers; o; o = o->next)
        if (o->see == see)
            return (TaskWatch *)o;
    return NULL;
}

static TaskWatch *the_watch; /* freed when the VM, whose roots lie in it, is gone */

static void watch_free(VM *vm)
{
    for (Observer **p = &vm->observers; *p; p = &(*p)->next)
        if (*p == &the_watch->observer) {
            *p = (*p)->next;
            break;
        }
    free(the_watch);
    the_watch = NULL;
}

int tasks_watch(Thread *t, Value failed)
{
    TaskWatch *watch = calloc(1, sizeof *watch);
    if (!watch) {
        raise_memory(t);
        return -1;
    }
    Value since = dict_new(t);
    if (v_is_error(since)) {
        free(watch);
        return -1;
    }
    watch->observer = (Observer){.name = "shell", .see = see};
    watch->failed = dup(failed);
    watch->since = since;
    vm_root(t->vm, &watch->failed);
    vm_root(t->vm, &watch->since);
    observer_plug(t->vm, &watch->observer);
    the_watch = watch;
    vm_at_free(t->vm, watch_free);
    return 0;
}

/* ---- what they wait for ---- */

static const char *const kinds[] = {
    [WAIT_NONE] = "new",
    [WAIT_READY] = "ready",
    [WAIT_RUNS] = "running",
    [WAIT_SLEEP] = "sleep",
    [WAIT_FUTURE] = "future",
    [WAIT_TASK] = "task",
    [WAIT_LOCK] = "lock",
    [WAIT_EVENT] = "event",
    [WAIT_CONDITION] = "condition",
    [WAIT_SEMAPHORE] = "semaphore",
    [WAIT_BARRIER] = "barrier",
    [WAIT_QUEUE_GET] = "queue get",
    [WAIT_QUEUE_PUT] = "queue put",
    [WAIT_QUEUE_JOIN] = "queue join",
    [WAIT_SOCKET] = "socket",
    [WAIT_THREAD] = "thread",
    [WAIT_GATHER] = "gather",
    [WAIT_FOREIGN] = "awaitable",
};

static Value until(Thread *t, const Task *task)
{
    return task->f.timer_pos != TIMER_NONE ? K(t, float_new(t, task_wakes_at(task))) : V_NONE;
}

Value task_wait(Thread *t, Value v)
{
    if (!v_has_layout(v, KIND_task))
        return raise_format(t, EXC_TypeError, "a task is required, not %T", v);
    Task *task = V_AS(Task, v);
    TaskWatch *watch = find_watch(t);
    WaitKind kind;
    Value what = task_waits_for(t, task, &kind);
    Value since =
        watch ? dict_get(t, V_AS(Dict, watch->since), v_from_small(task->f.serial)) : V_EMPTY;
    Value name = K(t, str_from_cstr(t, kinds[kind])), end = until(t, task);
    if (v_is_error(name) || v_is_error(end) || v_is_error(since))
        return V_ERROR;
    return K(t, tuple_pack(t, 4, name, v_is_empty(what) ? V_NONE : what,
                           v_is_empty(since) ? V_NONE : since, end));
}

Value lock_owner(Value lock)
{
    return sync_is(lock) && !v_is_empty(V_AS(Sync, lock)->owner) ? V_AS(Sync, lock)->owner : V_NONE;
}
