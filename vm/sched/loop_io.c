/* SPDX-License-Identifier: MIT */
/* Where the loop waits: descriptors, the wake-up descriptor, the clock. */
#include <errno.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include "vm/core/vm.h"
#include "vm/sched/pins.h"
#include "vm/sched/stream.h"

enum { BATCH = 64, PIN_SLICE_NS = 5000000 };

void loop_wakeup(Loop *loop)
{
    if (atomic_exchange(&loop->woken, 1) || loop->wake_fd < 0)
        return;
    uint64_t one = 1;
    ssize_t n = write(loop->wake_fd, &one, sizeof one);
    (void)n; /* a full counter wakes as well */
}

static void wakeup_taken(Loop *loop)
{
    uint64_t count;
    atomic_store(&loop->woken, 0);
    if (loop->wake_fd >= 0) {
        ssize_t n = read(loop->wake_fd, &count, sizeof count);
        (void)n;
    }
}

/* The poller and the wake-up descriptor are made when the loop first waits. */
static int loop_io_open(Thread *t, Loop *loop)
{
    if (loop->poller)
        return 0;
    const char *name = t->vm->options.poller;
    const PollerKind *kind = loop->poller_kind ? loop->poller_kind : name ? poller_by_name(name) : NULL;
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
    unsigned events = w->events | event;
    /* A descriptor number may have been closed and given out again since: tell the poller each time. */
    int err = poller_watch(loop->poller, fd, events);
    if (err) {
        raise_errno(t, err);
        return -1;
    }
    loop->watched += !w->events;
    w->events = events;
    watch_replace(t, event == IO_READ ? &w->reader : &w->writer, what);
    return 0;
}

int loop_unwatch_fd(Thread *t, Loop *loop, int fd, unsigned event)
{
    if (fd < 0 || (uint32_t)fd >= loop->watches_len || !(loop->watches[fd].events & event))
        return 0;
    Watch *w = &loop->watches[fd];
    w->events &= ~event;
    loop->watched -= !w->events;
    if (loop->poller)
        poller_watch(loop->poller, fd, w->events);
    watch_replace(t, event == IO_READ ? &w->reader : &w->writer, NULL);
    return 1;
}

/* ---- waiting ---- */

static int fd_ready(Thread *t, Loop *loop, int fd, unsigned events)
{
    if ((uint32_t)fd >= loop->watches_len)
        return 0;
    Watch *w = &loop->watches[fd];
    if ((events & IO_READ) && w->reader && loop_ready(t, loop, w->reader, V_EMPTY) < 0)
        return -1;
    if ((events & IO_WRITE) && w->writer && loop_ready(t, loop, w->writer, V_EMPTY) < 0)
        return -1;
    return 0;
}

/* Asks the kernel; the GIL is let go only if there is something to wait for. */
static int loop_ask(Thread *t, Loop *loop, int64_t timeout)
{
    PollEvent events[BATCH];
    int n;
    if (timeout == 0)
        n = poller_wait(loop->poller, 0, events, BATCH);
    else
        WITHOUT_GIL(t, n = poller_wait(loop->poller, timeout, events, BATCH));
    if (n == -EINTR)
        return t->is_main && signals_check(t) < 0 ? -1 : 0;
    if (n < 0) {
        raise_errno(t, -n);
        return -1;
    }
    int seen = 0;
    for (int i = 0; i < n; i++) {
        if (events[i].fd == loop->wake_fd)
            wakeup_taken(loop);
        else if (fd_ready(t, loop, events[i].fd, events[i].events) < 0)
            return -1;
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

/* Virtual time: look first; then jump to the next timer if nothing pins the clock, else wait a little. */
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
    int seen = t->vm->clock->is_virtual ? loop_ask_virtual(t, loop, timeout) : loop_ask(t, loop, timeout);
    if (timeout != 0 && seen >= 0)
        EMIT(t, IO_WAIT_ENDS, loop, V_EMPTY, V_EMPTY, seen);
    return seen < 0 ? -1 : 0;
}
