/* SPDX-License-Identifier: MIT */
/* Where the loop waits: descriptors, the wake-up descriptor, the clock. */
#include <errno.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include "vm/core/spin.h"
#include "vm/core/vm.h"
#include "vm/sched/pins.h"
#include "vm/sched/stream.h"

enum { BATCH = 64, PIN_SLICE_NS = 5000000 };

/* Says that there is news; must the descriptor be written for it? */
static bool wakeup_must_write(Loop *loop)
{
    if (atomic_exchange(&loop->woken, 1) || loop->wake_fd < 0 || atomic_load(&loop->watching))
        return false;
    atomic_store(&loop->signalled, 1);
    return true;
}

void loop_wakeup(Loop *loop)
{
    if (!wakeup_must_write(loop))
        return;
    uint64_t one = 1;
    ssize_t n = write(loop->wake_fd, &one, sizeof one);
    (void)n; /* a full counter wakes as well */
}

void loop_wakeup_later(Thread *t, Loop *loop)
{
    if (loop->thread == t || t->vm->clock->is_virtual)
        loop_wakeup(loop);
    else if (wakeup_must_write(loop))
        gil_write_later(t, loop->wake_fd);
}

static void wakeup_taken(Loop *loop)
{
    uint64_t count;
    atomic_store(&loop->woken, 0);
    if (loop->wake_fd >= 0 && atomic_exchange(&loop->signalled, 0)) {
        ssize_t n = read(loop->wake_fd, &count, sizeof count);
        (void)n;
    }
}

/* The descriptor is readable; a write may have come late, or from a signal handler. */
static void wakeup_read(Loop *loop)
{
    atomic_store(&loop->signalled, 1);
    wakeup_taken(loop);
}

/* ---- a selector of the script's own: slower, and asked once a turn as CPython's ---- */

static inline bool has_selector(const Loop *loop)
{
    return UNLIKELY(!v_is_empty(loop->selector));
}

/* loop._selector_watch(fd, events): 0 or -1. */
static int selector_watch(Thread *t, Loop *loop, int fd, unsigned events)
{
    Value args[] = {v_from(loop), v_from_small(fd), v_from_small(events)};
    Value v = library_call(t, "asyncio.selector_events", "_selector_watch", args, 3);
    drop(t, v);
    return v_is_error(v) ? -1 : 0;
}

/* The pairs (fd, events) that loop._selector_wait gives: a list, owned. timeout in ns, < 0: none.
 */
static Value selector_wait(Thread *t, Loop *loop, int64_t timeout)
{
    Value args[] = {v_from(loop), timeout < 0 ? V_NONE : float_new(t, (double)timeout * 1e-9)};
    Value list = v_is_error(args[1])
                     ? V_ERROR
                     : library_call(t, "asyncio.selector_events", "_selector_wait", args, 2);
    drop(t, args[1]);
    return list;
}

/* Tells whoever waits for the loop what is watched. 0 or -1. */
static int tell_poller(Thread *t, Loop *loop, int fd, unsigned events)
{
    if (has_selector(loop))
        return selector_watch(t, loop, fd, events);
    int err = poller_watch(loop->poller, fd, events);
    if (!err)
        return 0;
    raise_errno(t, err);
    return -1;
}

static int selector_open(Thread *t, Loop *loop)
{
    if (loop->wake_fd >= 0)
        return 0;
    loop->wake_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (loop->wake_fd >= 0)
        return selector_watch(t, loop, loop->wake_fd, IO_READ);
    raise_errno(t, errno);
    return -1;
}

/* The poller and the wake-up descriptor are made when the loop first waits. */
static int loop_io_open(Thread *t, Loop *loop)
{
    if (loop->poller)
        return 0;
    if (has_selector(loop))
        return selector_open(t, loop);
    const char *name = t->vm->options.poller;
    const PollerKind *kind = loop->poller_kind ? loop->poller_kind
                             : name            ? poller_by_name(name)
                                               : NULL;
    loop->poller = poller_new(kind);
    if (loop->poller) {
        loop->wake_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
        int err = loop->wake_fd < 0 ? errno : poller_watch(loop->poller, loop->wake_fd, IO_READ);
        if (!err)
            return 0;
        errno = err;
    }
    raise_errno(t, errno);
    return -1;
}

void loop_io_close(Thread *t, Loop *loop)
{
    for (uint32_t fd = 0; fd < loop->watches_len; fd++) {
        Watch *w = &loop->watches[fd];
        obj_drop(t, w->reader);
        obj_drop(t, w->writer);
    }
    mem_free(t, loop->watches, loop->watches_len * sizeof *loop->watches);
    loop->watches = NULL;
    loop->watches_len = loop->watched = 0;
    if (loop->poller)
        poller_free(loop->poller);
    loop->poller = NULL;
    mem_free(t, loop->receive_buffer, RECEIVE_SIZE);
    loop->receive_buffer = NULL;
    gil_wakes_settle(t); /* the descriptor's number may be used again */
    if (loop->wake_fd >= 0)
        close(loop->wake_fd);
    loop->wake_fd = -1;
}

/* ---- watching ---- */

static int watches_reserve(Thread *t, Loop *loop, int fd)
{
    if ((uint32_t)fd < loop->watches_len)
        return 0;
    uint32_t len = (uint32_t)fd + 16;
    Watch *w = mem_resize(t, loop->watches, loop->watches_len * sizeof *w, len * sizeof *w);
    if (!w)
        return -1;
    memset(w + loop->watches_len, 0, (len - loop->watches_len) * sizeof *w);
    loop->watches = w;
    loop->watches_len = len;
    return 0;
}

static void watch_replace(Thread *t, Object **place, Object *what)
{
    Object *old = *place;
    *place = what ? obj_dup(what) : NULL;
    if (!old)
        return;
    if (type_is_subtype(old->type, t->vm->sched->handle_type))
        handle_cancel(t, (Handle *)old);
    obj_drop(t, old);
}

int loop_watch_fd(Thread *t, Loop *loop, int fd, unsigned event, Object *what)
{
    if (loop_check_closed(t, loop) < 0 || loop_io_open(t, loop) < 0)
        return -1;
    if (fd < 0) {
        raise_format(t, EXC_ValueError, "Invalid file descriptor: %d", fd);
        return -1;
    }
    if (watches_reserve(t, loop, fd) < 0)
        return -1;
    Watch *w = &loop->watches[fd];
    bool keeps = event & IO_KEEP && loop->poller && loop->poller->kind == &poller_epoll;
    event &= IO_BOTH;
    /* But for what it is known to have kept, tell the poller each time: the descriptor's number may
     * have been closed and given out again since. */
    if (!(keeps && w->kept & event)) {
        if (tell_poller(t, loop, fd, w->events | event) < 0)
            return -1;
        w = &loop->watches[fd]; /* a selector of the script may have watched others meanwhile */
        w->kept = 0;
    }
    loop->watched += !w->events;
    w->events |= (uint8_t)event;
    w->kept &= (uint8_t)~event;
    w->keeps = (uint8_t)(keeps ? w->keeps | event : w->keeps & ~event);
    watch_replace(t, event == IO_READ ? &w->reader : &w->writer, what);
    return 0;
}

int loop_unwatch_fd(Thread *t, Loop *loop, int fd, unsigned event)
{
    if (fd < 0 || (uint32_t)fd >= loop->watches_len || !(loop->watches[fd].events & event))
        return 0;
    Watch *w = &loop->watches[fd];
    w->events &= (uint8_t)~event;
    loop->watched -= !w->events;
    if (has_selector(loop)) {
        if (selector_watch(t, loop, fd, w->events) < 0)
            exc_unraisable(t, "Exception ignored while a descriptor was given up by",
                           loop->selector);
        w = &loop->watches[fd]; /* the script may have watched others meanwhile */
    } else if (w->keeps & event) {
        w->kept |= (uint8_t)event;
    } else if (loop->poller) {
        poller_watch(loop->poller, fd, w->events | w->kept);
    }
    watch_replace(t, event == IO_READ ? &w->reader : &w->writer, NULL);
    return 1;
}

/* The poller gives up what it looks for on nobody's behalf. */
static void watch_forget(Loop *loop, int fd)
{
    loop->watches[fd].kept = 0;
    poller_watch(loop->poller, fd, loop->watches[fd].events);
}

void loops_forget_fd(Thread *t, int fd)
{
    struct Sched *s = t->vm->sched; /* NULL while the VM is torn down */
    for (Loop *loop = s ? s->loops : NULL; loop; loop = loop->next)
        if (fd >= 0 && (uint32_t)fd < loop->watches_len && loop->watches[fd].kept)
            watch_forget(loop, fd);
}

void loops_after_fork(Thread *t)
{
    for (Loop *loop = t->vm->sched->loops; loop; loop = loop->next)
        for (uint32_t fd = 0; fd < loop->watches_len; fd++)
            loop->watches[fd].kept = 0;
}

void sched_socket_type(Thread *t, Type *type)
{
    t->vm->sched->socket_type = type;
}

/* ---- waiting ---- */

/* 1 if somebody waited for one of the events, 0, -1. */
static int fd_ready(Thread *t, Loop *loop, int fd, unsigned events)
{
    if ((uint32_t)fd >= loop->watches_len)
        return 1;
    Watch *w = &loop->watches[fd];
    if (UNLIKELY(events & w->kept)) {
        watch_forget(loop, fd);
        if (!(events & w->events))
            return 0;
    }
    if ((events & IO_READ) && w->reader && loop_ready(t, loop, w->reader) < 0)
        return -1;
    if ((events & IO_WRITE) && w->writer && loop_ready(t, loop, w->writer) < 0)
        return -1;
    return 1;
}

/* As loop_ask, through the script's selector. */
static int loop_ask_selector(Thread *t, Loop *loop, int64_t timeout)
{
    Value list = selector_wait(t, loop, timeout);
    if (v_is_error(list))
        return -1;
    int seen = 0;
    for (size_t i = 0; seen >= 0 && i < V_AS(List, list)->len; i++) {
        const Value *pair = V_AS(Tuple, V_AS(List, list)->items[i])->items;
        int fd = (int)v_small(pair[0]);
        if (fd == loop->wake_fd)
            wakeup_read(loop);
        else if (fd_ready(t, loop, fd, (unsigned)v_small(pair[1])) < 0)
            seen = -1;
        seen += seen >= 0;
    }
    drop(t, list);
    return seen;
}

/* Looks for a while whether another thread has news; without the GIL. */
static bool loop_spin(Thread *t, Loop *loop)
{
    bool came;
    atomic_store(&loop->watching, 1);
    SPIN_UNTIL(atomic_load_explicit(&loop->woken, memory_order_relaxed) ||
                   atomic_load_explicit(&t->vm->breaker, memory_order_relaxed),
               came);
    atomic_store(&loop->watching, 0);
    came = atomic_load(&loop->woken); /* who has seen us watching has not written */
    spin_note(&loop->spin, came);
    return came;
}

/* Waits without the GIL, at most `timeout` ns (< 0: no limit); what poller_wait() gives. */
static int loop_wait(Thread *t, Loop *loop, int64_t timeout, PollEvent *events, int max)
{
    bool spins = t->vm->gil.spins && t->vm->thread_count && !t->vm->clock->is_virtual &&
                 (timeout < 0 || timeout > 2 * SPIN_NS);
    gil_release(t);
    if (spins && spin_wanted(&loop->spin) && loop_spin(t, loop))
        timeout = 0;
    int n = timeout == 0 && !loop->watched ? 0 : poller_wait(loop->poller, timeout, events, max);
    gil_acquire(t);
    return n;
}

/*
 * How many descriptors are taken at once. Much that is received at once has left the cache when the
 * tasks that it is for have their turn: then fewer are better.
 */
static int loop_batch(Loop *loop)
{
    enum { MUCH = 256 * 1024, FEW = 8 };
    if (loop->received > MUCH)
        loop->batch = loop->batch > FEW ? loop->batch / 2 : FEW;
    else if (loop->received < MUCH / 4 && loop->batch < BATCH)
        loop->batch = loop->batch ? loop->batch * 2 : BATCH;
    loop->received = 0;
    return (int)loop->batch;
}

/* Asks the kernel; the GIL is let go only if there is something to wait for. */
static int loop_ask(Thread *t, Loop *loop, int64_t timeout)
{
    if (has_selector(loop))
        return loop_ask_selector(t, loop, timeout);
    PollEvent events[BATCH];
    int n, max = loop_batch(loop);
    if (timeout == 0)
        n = poller_wait(loop->poller, 0, events, max);
    else
        n = loop_wait(t, loop, timeout, events, max);
    if (n == -EINTR)
        return t->is_main && signals_check(t) < 0 ? -1 : 0;
    if (n < 0) {
        raise_errno(t, -n);
        return -1;
    }
    int seen = 0;
    for (int i = 0; i < n; i++) {
        int one = 1;
        if (events[i].fd == loop->wake_fd)
            wakeup_read(loop);
        else if ((one = fd_ready(t, loop, events[i].fd, events[i].events)) < 0)
            return -1;
        seen += one;
    }
    if (timeout != 0 && atomic_load(&loop->woken)) { /* seen without the descriptor */
        wakeup_taken(loop);
        seen++;
    }
    return seen;
}

/* Does something outside this process have a say in what is watched? */
static bool loop_is_pinned(const Loop *loop)
{
    for (uint32_t fd = 0; fd < loop->watches_len; fd++)
        if (loop->watches[fd].events && descriptor_pins((int)fd))
            return true;
    return false;
}

/* While pinned, the clock runs at the pace of real time. */
static int loop_ask_pinned(Thread *t, Loop *loop, int64_t timeout)
{
    clock_pin(t);
    int seen = loop_ask(t, loop, timeout < 0 || timeout > PIN_SLICE_NS ? PIN_SLICE_NS : timeout);
    clock_unpin(t);
    return seen;
}

/* Virtual time: look first; then jump to the next timer if nothing pins the clock, else wait a
 * little. */
static int loop_ask_virtual(Thread *t, Loop *loop, int64_t timeout)
{
    int seen = loop_ask(t, loop, 0);
    if (seen != 0 || timeout == 0)
        return seen;
    if (loop_is_pinned(loop))
        return loop_ask_pinned(t, loop, timeout);
    Clock *c = t->vm->clock;
    if (clock_jump(t, timeout < 0 ? INT64_MAX : c->now + timeout)) {
        gil_release(t); /* a thread whose sleep is over takes its turn */
        gil_acquire(t);
        return 0;
    }
    return loop_ask(t, loop, timeout < 0 || timeout > PIN_SLICE_NS ? PIN_SLICE_NS : timeout);
}

int loop_poll(Thread *t, Loop *loop, int64_t timeout)
{
    if (loop_io_open(t, loop) < 0)
        return -1;
    if (atomic_load(&loop->woken)) {
        wakeup_taken(loop);
        timeout = 0;
    }
    if (timeout != 0) {
        EMIT(t, IO_WAIT_BEGINS, loop, V_EMPTY, V_EMPTY, timeout < 0 ? -1 : (double)timeout * 1e-9);
        if (t->is_main) {
            signals_set_loop_fd(t, loop->wake_fd);
            if (safepoint(t) < 0) /* a signal that came before the descriptor was known */
                return -1;
        }
    }
    int seen =
        t->vm->clock->is_virtual ? loop_ask_virtual(t, loop, timeout) : loop_ask(t, loop, timeout);
    if (timeout != 0 && seen >= 0)
        EMIT(t, IO_WAIT_ENDS, loop, V_EMPTY, V_EMPTY, seen);
    return seen < 0 ? -1 : 0;
}
