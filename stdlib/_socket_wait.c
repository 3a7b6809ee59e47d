/* SPDX-License-Identifier: MIT */
/* System calls on sockets that may block: timeouts, signals, the GIL. */
#include <errno.h>
#include <math.h>
#include <poll.h>
#include <time.h>
#include "stdlib/socket_internal.h"

#define NO_DEADLINE INT64_MIN

static int64_t now_ns(void)
{
    struct timespec ts;
    clock_gettime(CLOCK_MONOTONIC, &ts);
    return (int64_t)ts.tv_sec * 1000000000 + ts.tv_nsec;
}

int64_t sock_deadline(const Sock *s)
{
    return s->timeout > 0 ? now_ns() + s->timeout : NO_DEADLINE;
}

/* Waits for the descriptor: 1 ready, 0 too late, -1 with errno. Without the GIL. */
static int wait_ready(int fd, short events, int64_t deadline)
{
    struct pollfd p = {.fd = fd, .events = events};
    if (deadline == NO_DEADLINE)
        return poll(&p, 1, -1);
    int64_t left = deadline - now_ns();
    if (left < 0)
        left = 0;
    struct timespec ts = {left / 1000000000, left % 1000000000};
    return ppoll(&p, 1, &ts, NULL);
}

typedef struct Attempt {
    Sock *s;
    short events;
    SockOp op;
    void *arg;
    int64_t deadline;
    bool late;
} Attempt;

/* With a timeout the descriptor is non-blocking: wait, then try. */
static ssize_t attempt_run(Attempt *a)
{
    if (a->deadline != NO_DEADLINE && a->s->fd >= 0) {
        int ready = wait_ready(a->s->fd, a->events, a->deadline);
        if (ready <= 0) {
            a->late = ready == 0;
            return -1;
        }
    }
    return a->op(a->s, a->arg);
}

/* In a blocking call real time passes, on the virtual clock too. */
static ssize_t attempt_blocking(Thread *t, Attempt *a)
{
    ssize_t n;
    if (t->is_main)
        clock_pin(t);
    WITHOUT_GIL(t, n = attempt_run(a));
    int err = errno;
    if (t->is_main)
        clock_unpin(t);
    errno = err;
    return n;
}

ssize_t sock_call_until(Thread *t, Sock *s, short events, SockOp op, void *arg, int64_t deadline)
{
    Attempt a = {s, events, op, arg, deadline, false};
    if (s->timeout == 0)
        gil_wakes_do(t);
    for (;;) {
        ssize_t n = s->timeout == 0 ? op(s, arg) : attempt_blocking(t, &a);
        if (n >= 0)
            return n;
        if (a.late) {
            raise_format(t, EXC_TimeoutError, "timed out");
            return -1;
        }
        if (errno == EINTR) {
            if (safepoint(t) < 0)
                return -1;
            continue;
        }
        if (deadline != NO_DEADLINE && (errno == EAGAIN || errno == EWOULDBLOCK))
            continue; /* woken for nothing: another thread was faster */
        raise_errno(t, errno);
        return -1;
    }
}

ssize_t sock_call(Thread *t, Sock *s, short events, SockOp op, void *arg)
{
    return sock_call_until(t, s, events, op, arg, sock_deadline(s));
}

int timeout_parse(Thread *t, Value v, int64_t *ns)
{
    if (v_is_none(v)) {
        *ns = -1;
        return 0;
    }
    double seconds;
    if (v_is_float(v)) {
        seconds = float_value(v);
    } else {
        int64_t whole;
        if (value_to_int64(t, v, &whole) < 0)
            return exc_is(t, EXC_OverflowError) ? raise_time_overflow(t, v) : -1;
        seconds = (double)whole;
    }
    if (isnan(seconds)) {
        raise_format(t, EXC_ValueError, "Invalid value NaN (not a number)");
        return -1;
    }
    if (fabs(seconds) > 9.2e9)
        return raise_time_overflow(t, v);
    if (seconds < 0) {
        raise_format(t, EXC_ValueError, "Timeout value out of range");
        return -1;
    }
    *ns = (int64_t)ceil(seconds * 1e9);
    return 0;
}

Value timeout_value(Thread *t, int64_t ns)
{
    return ns < 0 ? V_NONE : K(t, float_new(t, (double)ns / 1e9));
}
