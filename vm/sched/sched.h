/* SPDX-License-Identifier: MIT */
/*
 * The scheduler: event loop, futures, tasks, native coroutines, timers.
 *
 * The ready queue is a ring of pointers. What happens when an object's turn comes depends on what
 * it is: a Task makes a step, a Handle calls its callback, a Waker calls its C function. So waking
 * a task costs no allocation.
 *
 * Everything here is called with the GIL held, and (but for loop_wakeup and loop_call_soon with a
 * wakeup after it) in the thread that runs the loop.
 */
#ifndef RONDO_SCHED_H
#define RONDO_SCHED_H

#include "vm/core/frame.h"
#include "vm/core/native.h"
#include "vm/sched/clock.h"
#include "vm/sched/poller.h"

typedef struct Handle Handle;
typedef struct Waker Waker;
typedef struct Future Future;
typedef struct Task Task;
typedef struct Timer Timer;
typedef struct NativeCoro NativeCoro;

/* ---- events: who listens, and telling them ---- */

typedef enum EventKind {
#define EVENT(id, text) EV_##id,
#include "vm/sched/events.def"
#undef EVENT
    EVENT_COUNT
} EventKind;

typedef struct Event {
    EventKind kind;
    Loop *loop;
    Value subject, object; /* BORROWED, EMPTY where there is none */
    double number;
} Event;

/* A listener. see(): 0, or -1 with an exception, upon which it is unplugged and reported. */
struct Observer {
    Observer *next;
    const char *name;
    int (*see)(Thread *t, Observer *self, const Event *event);
    void (*unplugged)(Thread *t, Observer *self); /* frees it; may be NULL */
};
void observer_plug(VM *vm, Observer *o);
void observer_unplug(Thread *t, Observer *o);
void event_emit(Thread *t, EventKind kind, Loop *loop, Value subject, Value object, double number);
/* Costs one predicted branch when nobody listens. */
#define EMIT(t, kind, loop, subject, object, number)                           \
    do {                                                                       \
        if (UNLIKELY((t)->vm->observers != NULL))                              \
            event_emit((t), EV_##kind, (loop), (subject), (object), (number)); \
    } while (0)

/* ---- Choice: which ready item runs next ---- */

/* pick(): index among the `n` items of this turn that are left. NULL in vm->choice: first come,
   first served. Who puts a Choice there frees it. */
typedef struct Choice {
    uint32_t (*pick)(struct Choice *c, Loop *loop, uint32_t n);
} Choice;
/* choice.c; NULL: no memory. The same seed makes the same choices. */
Choice *choice_fifo_new(void);
Choice *choice_seeded_new(uint64_t seed);
/* The picks given, one for each choice among at least two items, then first come, first served. */
Choice *choice_scripted_new(const uint32_t *picks, uint32_t n);
void choice_free(Choice *c);

/* ---- what every loop shares ---- */

struct Sched {
    uint64_t task_number;    /* of the next default name */
    uint64_t context_serial; /* of the last contextvars.Context */
    uint32_t serial;         /* of the last future */
    Type *handle_type, *timer_handle_type, *waker_type, *loop_type, *native_coro_type,
        *light_coro_type, *context_type, *contextvar_type, *token_type, *future_iter_type,
        *gather_type, *timeout_type, *coro_iter_type, *queue_type;
    Type *socket_type; /* _socket.socket: a Sock; NULL until that is imported. BORROWED */
    Loop *loops;       /* all loops that are not closed */
};

/* ---- the loop ---- */

struct Timer {
    double when;
    Object *what; /* Task that sleeps, or TimerHandle; owned. It knows its place and its age. */
};

typedef struct Watch {
    Object *reader, *writer; /* Handle or Waker, owned; NULL: not watched for that */
    uint8_t events;          /* IO_READ | IO_WRITE: what is waited for */
    uint8_t keeps; /* of these, what the poller need not be told that nobody waits for any more */
    uint8_t kept;  /* what the poller still looks for though nobody waits */
} Watch;

struct Loop {
    Object head;
    Object **ready;                            /* ring of Tasks, Handles and Wakers; owned */
    uint32_t ready_head, ready_len, ready_cap; /* cap: a power of two */
    uint32_t todo;                             /* items left of this turn */
    Timer *timers;                             /* 4-ary heap */
    uint32_t timers_len, timers_cap;
    uint64_t turn;
    double sleep_until; /* of the sleep() that V_PAUSED is being yielded for */
    uint32_t timer_seq; /* equal deadlines fire in the order of their creation */
    bool closed, running, stopping, debug, foreign_call_soon, own_create_task, own_timers;
    bool shutdown_asyncgens_called;
    Thread *thread;       /* that runs it, or NULL */
    Value current;        /* task whose step is under way, or EMPTY */
    Object *running_item; /* what is being run; owned */
    Value saved_context;  /* of the thread, while an item runs */
    double step_began;    /* debug mode */
    Task *tasks;          /* unfinished tasks, newest first; BORROWED */
    Value exception_handler, task_factory, default_executor, signal_handlers;
    Value run_future, run_waker; /* run_until_complete's, or EMPTY */
    bool run_owns_task, began;
    double clock_resolution;
    const PollerKind *poller_kind; /* chosen by hand, or NULL */
    Value selector; /* of a class of the script's own, which then waits instead of a poller; or
                       EMPTY */
    Poller *poller; /* NULL until the loop first waits */
    char *receive_buffer;         /* of its transports: transport.c; NULL until one reads */
    struct SocketTransport *held; /* those that hold bytes back until the step ends: BORROWED */
    Watch *watches;               /* by descriptor */
    uint32_t watches_len;
    uint32_t watched; /* descriptors watched, the wake-up descriptor not counted */
    size_t received;  /* by its transports since the poller was last asked: loop_io.c */
    uint32_t batch;   /* so many descriptors are taken at once, or 0: as many as fit */
    int drained_fd;   /* a socket known to be empty, and since when: loop_sock.c */
    uint32_t drained_noticed;
    uint64_t drained_turn;
    int wake_fd;                 /* eventfd, or -1 */
    _Atomic(uint32_t) woken;     /* a wake-up is under way */
    _Atomic(uint32_t) watching;  /* the loop looks at `woken`: its descriptor need not be written */
    _Atomic(uint32_t) signalled; /* the descriptor is, or will be, written */
    Spin spin;
    Value old_firstiter, old_finalizer;
    AsyncGenLink asyncgens; /* that were first iterated in this loop; BORROWED */
    Loop *next; /* sched->loops */
};

MUST_USE Value loop_new(Thread *t, Type *type);
/* The running loop of this thread: BORROWED, or NULL with "no running event loop". */
Loop *loop_running(Thread *t);
/* The Loop behind a loop object: NULL when it is not one of ours (no exception). BORROWED. */
Loop *loop_of(Thread *t, Value loop);
static inline double loop_time(Thread *t, Loop *loop)
{
    return clock_monotonic(t);
}
/* Appends a Task, Handle or Waker to the ready queue. 0 or -1. Does not look at closed. */
MUST_USE int loop_ready(Thread *t, Loop *loop, Object *what);
/* The same for a Waker (or a copy of it, if it is in the queue already) that is to be called with
 * arg. */
MUST_USE int loop_ready_waker(Thread *t, Loop *loop, Waker *w, Value arg);
/* call_soon: a Handle (owned). context EMPTY: the current one, copied. Wakes nothing. */
MUST_USE Value loop_call_soon(Thread *t, Loop *loop, Value callback, const Value *args,
                              uint32_t nargs, Value context);
MUST_USE Value loop_call_at(Thread *t, Loop *loop, double when, Value callback, const Value *args,
                            uint32_t nargs, Value context);
/* Thread-safe and async-signal-safe: ends a wait of the loop. */
void loop_wakeup(Loop *loop);
/* The same once this thread lets go of the GIL, or soon: gil_write_later. */
void loop_wakeup_later(Thread *t, Loop *loop);
/* RuntimeError "Event loop is closed". */
MUST_USE int loop_check_closed(Thread *t, Loop *loop);
/* Watches fd for IO_READ or IO_WRITE (one of them): each time it is ready, `what` (Handle or Waker)
   becomes ready. An earlier callback is replaced; it is cancelled if it was a Handle. 0 or -1
   (OSError). */
MUST_USE int loop_watch_fd(Thread *t, Loop *loop, int fd, unsigned event, Object *what);
/* Stops watching: 1, or 0 if it was not watched. */
int loop_unwatch_fd(Thread *t, Loop *loop, int fd, unsigned event);
/* loop.call_exception_handler({'message': ..., 'exception': exc, key: value}); exc and value may be
   EMPTY. Never leaves an exception pending. */
void loop_report(Thread *t, Loop *loop, const char *message, Value exc, const char *key,
                 Value value);

/* ---- timers: timers.c ---- */
MUST_USE int timer_add(Thread *t, Loop *loop, double when, Object *what); /* Task or TimerHandle */
void timer_remove(Thread *t, Loop *loop, Object *what);                   /* if it is there */
enum { TIMER_NONE = 0 }; /* places in the heap count from 1 */

/* ---- Handle, TimerHandle ---- */

struct Handle {
    Object head;
    Loop *loop;     /* owned */
    Value callback; /* EMPTY once cancelled */
    Value args;     /* tuple, or EMPTY: none */
    Value context;  /* Context, or EMPTY: the empty one, made when first needed */
    Value source;   /* StackSummary of its making in debug mode, or EMPTY */
    bool cancelled, has_context;
    uint32_t timer_pos, timer_seq; /* of a TimerHandle */
    double when;
};
MUST_USE Value handle_new(Thread *t, Type *type, Loop *loop, Value callback, const Value *args,
                          uint32_t nargs, Value context);
void handle_cancel(Thread *t, Handle *h);

/* A C callback. fn: 0, or -1 with an exception, which goes to the exception handler. */
typedef int (*WakerFn)(Thread *t, Waker *w, Value arg);
struct Waker {
    Object head;
    WakerFn fn;
    Value self;      /* its own; owned, visited by the collector */
    Value arg;       /* what it will be called with while it is in the ready queue; owned */
    uint32_t queued; /* how often it is there */
};
MUST_USE Waker *waker_new(Thread *t, WakerFn fn, Value self);

/* ---- futures ---- */

typedef enum { FUTURE_PENDING, FUTURE_CANCELLED, FUTURE_FINISHED } FutureState;

typedef struct Callback {
    Value fn;      /* callable, Task or Waker */
    Value context; /* of a callable */
} Callback;

typedef struct CallbackList {
    uint32_t len, cap;
    Callback at[];
} CallbackList;

/* What most futures do not have. */
typedef struct FutureExtra {
    Value cancel_message, cancelled_exc, source;
    Value traceback;     /* of the exception when it was set; gone once that has been raised */
    Value sleep_message; /* of a task whose sleep was cancelled: of that cancellation */
    Value loop_object;   /* the loop when it is not one of ours */
    CallbackList *more;  /* those after the first waiter, or NULL */
    Dict *dict;          /* __dict__, owned, or NULL */
} FutureExtra;

/* There are many of them, and of tasks: every byte counts. */
struct Future {
    Object head;
    Loop *loop; /* owned; NULL: see extra->loop_object */
    union {
        /* PENDING: who waits first: a Task, a Waker, a callable with an empty context, or EMPTY.
         * Any other callback goes to the list. */
        Value waiter;
        Value result; /* FINISHED: or the exception when `failed`; EMPTY stands for None */
    };
    FutureExtra *extra; /* NULL: none */
    uint64_t birth;     /* where it was made: future_birth_code() and future_birth_pc() */
    uint32_t serial;    /* its hash: sets of futures have the same order in every run */
    uint8_t state;
    uint8_t wait_kind; /* of a task: WAIT_* */
    bool failed : 1, log_traceback : 1, blocking : 1, initialized : 1;
    /* of a task: */
    bool must_cancel : 1, log_destroy : 1;
    bool queued : 1;       /* in the ready ring */
    bool linked : 1;       /* in loop->tasks */
    bool foreign_step : 1; /* a subclass or a loop with its own call_soon: steps go through
                              call_soon */
    uint32_t cancels;      /* cancel requests, uncancel subtracts */
    uint32_t timer_pos;    /* TIMER_NONE, or its place in the heap while it sleeps */
};

/* A new asyncio.Future of the loop. */
MUST_USE Value future_new(Thread *t, Loop *loop);
MUST_USE int future_set_result(Thread *t, Future *f, Value v);      /* InvalidStateError */
MUST_USE int future_set_exception(Thread *t, Future *f, Value exc); /* instance or class */
MUST_USE int future_cancel(Thread *t, Future *f,
                           Value msg_or_none); /* 1 asked, 0 was done, -1; tasks too */
/* add_done_callback; context EMPTY: the current one. */
MUST_USE int future_add_callback(Thread *t, Future *f, Value callable, Value context);
/* `w` (Task or Waker) becomes ready, with the future as argument, when f is done. */
MUST_USE int future_add_waiter(Thread *t, Future *f, Object *w);
void future_remove_waiter(Thread *t, Future *f, Object *w);
/* The result (owned), or ERROR with its exception. Done futures only; marks it as retrieved. */
MUST_USE Value future_result(Thread *t, Future *f);
/* A CancelledError for a cancelled future, as _make_cancelled_error (owned). */
MUST_USE Value future_cancelled_error(Thread *t, Future *f);
static inline bool v_is_future(Value v)
{
    return v_has_layout(v, KIND_future) || v_has_layout(v, KIND_task);
}
/* The code (BORROWED; NULL: unknown) and the index of the instruction share a word: an index that
   does not fit leaves it unknown. */
enum { BIRTH_PC_SHIFT = 48 };
static inline Code *future_birth_code(const Future *f)
{
    return (Code *)(uintptr_t)(f->birth & (((uint64_t)1 << BIRTH_PC_SHIFT) - 1));
}
static inline uint32_t future_birth_pc(const Future *f)
{
    return (uint32_t)(f->birth >> BIRTH_PC_SHIFT);
}
static inline bool future_done(const Future *f)
{
    return f->state != FUTURE_PENDING;
}
/* asyncio.isfuture: 0, 1, -1. */
MUST_USE int is_future(Thread *t, Value v);

/* ---- tasks ---- */

/*
 *  A task's life:
 *
 *      made -> READY -> RUNS -> SUSPENDED -> READY -> RUNS ... -> done
 *
 *  READY: it is in the ring. RUNS: its coroutine's frames are on the stack. SUSPENDED: its wait
 * record says what for, and that object (a future's waiter slot, a timer) has a reference to the
 * task.
 */
typedef enum WaitKind {
    WAIT_NONE,
    WAIT_READY,
    WAIT_RUNS,
    WAIT_SLEEP,
    WAIT_FUTURE,
    WAIT_TASK,
    WAIT_LOCK,
    WAIT_EVENT,
    WAIT_CONDITION,
    WAIT_SEMAPHORE,
    WAIT_BARRIER,
    WAIT_QUEUE_GET,
    WAIT_QUEUE_PUT,
    WAIT_QUEUE_JOIN,
    WAIT_SOCKET,
    WAIT_THREAD,
    WAIT_GATHER,
    WAIT_FOREIGN,
} WaitKind;

struct Task {
    Future f;
    Value coro;        /* EMPTY when done */
    Value waits_on;    /* wait record: the future that it waits for, owned; of a sleep its age among
                          the timers (an int), SLEPT or SLEEP_CANCELLED. See task_waits_for. */
    Value name;        /* str, or a small int n: "Task-n" */
    Value context;     /* Context; EMPTY: the empty one, made when first needed */
    Task *next, *prev; /* loop->tasks */
};

/* A task that will make its first step in the next turn. name EMPTY: "Task-n". */
MUST_USE Value task_new(Thread *t, Loop *loop, Value coro, Value name, Value context);
/* loop.create_task: honours the task factory. */
MUST_USE Value loop_create_task(Thread *t, Loop *loop, Value coro, Value name, Value context);
/* ensure_future: a future (owned) for a future, coroutine or awaitable. loop NULL: the running one.
 */
MUST_USE Value ensure_future(Thread *t, Value v, Loop *loop);
/* What a suspended task waits for: a lock, queue ... or, where nothing stands behind it, the
 *future; EMPTY. kind: WAIT_*. */
BORROWED Value task_waits_for(Thread *t, const Task *task, WaitKind *kind);
static inline BORROWED Value current_task(const Thread *t)
{
    return t->loop ? t->loop->current : V_EMPTY;
}
/* Where an object is born: the innermost script frame that is not of the library. *code is owned.
 */
void birth_place(Thread *t, Code **code, uint32_t *pc);

/* ---- native coroutines: sleep, Lock.acquire, Queue.get ... ---- */

/*
 * What `async def` functions of the library in C return. It looks like a coroutine. step() is
 * called with what was sent (NONE), or with an exception pending when `thrown`. It returns a value
 * that is to be yielded, or V_STOP with t->stop_value set (or EMPTY: None), or ERROR.
 */
typedef struct NativeCoroDef {
    const char *name, *qualname;
    Value (*step)(Thread *t, NativeCoro *c, bool thrown);
} NativeCoroDef;

struct NativeCoro {
    Object head;
    const NativeCoroDef *def;
    Value self, arg;   /* its own */
    uint8_t state;     /* its own; 0: at the start */
    uint8_t wait_kind; /* what `waits` stands for: WAIT_*; its object is `self` */
    bool running : 1, awaited : 1;
    int32_t fd; /* of a socket call */
    /* The light form, of those that neither wait for futures nor take part in cycles, ends here. */
    Value waits; /* future it waits for, or EMPTY */
    size_t done; /* of sock_sendall: bytes sent so far */
};
MUST_USE Value native_coro_new(Thread *t, const NativeCoroDef *def, Value self, Value arg);
static inline bool v_is_native_coro(Thread *t, Value v)
{
    const Type *type = v_is_object(v) ? v_object(v)->type : NULL;
    return type &&
           (type == t->vm->sched->native_coro_type || type == t->vm->sched->light_coro_type);
}
/* One step from outside: value to yield, V_STOP, ERROR. */
MUST_USE Value native_coro_step(Thread *t, NativeCoro *c, bool thrown);
/* In a step: suspends for the future `c->waits` (made here) on behalf of c->self: returns what to
 * yield. */
MUST_USE Value native_coro_wait(Thread *t, NativeCoro *c, WaitKind kind);
/* Ends a step with a value (TAKES). */
static inline Value native_coro_return(Thread *t, TAKES Value v)
{
    v_set(t, &t->stop_value, v_is_none(v) ? V_EMPTY : v);
    return V_STOP;
}
extern const NativeCoroDef sleep_coro;

/* ---- contextvars: context.c ---- */

/* A variable without a default. Owned. */
MUST_USE Value contextvar_make(Thread *t, const char *name);
/* Its value in the current context; EMPTY: it has none there. */
BORROWED Value contextvar_find(Thread *t, Value var);
MUST_USE int contextvar_store(Thread *t, Value var, Value value);

/* The current context (owned), made if there is none yet. */
MUST_USE Value context_current(Thread *t);
/* A copy of the current one: EMPTY when that is empty (see Task.context). Owned. */
MUST_USE Value context_copy_current(Thread *t);

#endif
