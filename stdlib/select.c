/* SPDX-License-Identifier: MIT */
/* The select module: select() itself, and what its files share. poll and epoll are next door. */
#include <errno.h>
#include <limits.h>
#include <math.h>
#include <sys/epoll.h>
#include <sys/select.h>
#include <time.h>
#include "stdlib/select_internal.h"
#include "vm/sched/pins.h"

int descriptor_of(Thread *t, Value v)
{
    int64_t fd;
    Value number = v;
    if (!v_is_int(v)) {
        Value name = K(t, str_intern_utf8(t, "fileno", 6));
        Value method = v_is_error(name) ? V_ERROR : attr_get_or_empty(t, v, V_AS(Str, name));
        if (v_is_error(method))
            return -1;
        if (v_is_empty(method)) {
            raise_format(t, EXC_TypeError, "argument must be an int, or have a fileno() method.");
            return -1;
        }
        number = K(t, call0(t, K(t, method)));
        if (v_is_error(number))
            return -1;
        if (!v_is_int(number)) {
            raise_format(t, EXC_TypeError, "fileno() returned a non-integer");
            return -1;
        }
    }
    bool fits = value_to_int64(t, number, &fd) == 0;
    if (!fits || fd < INT_MIN || fd > INT_MAX) {
        raise_format(t, EXC_OverflowError, "Python int too large to convert to C int");
        return -1;
    }
    if (fd < 0) {
        raise_format(t, EXC_ValueError, "file descriptor cannot be a negative integer (%lld)",
                     (long long)fd);
        return -1;
    }
    return (int)fd;
}

/* ---- waiting ---- */

static int64_t real_ns(void)
{
    struct timespec ts;
    clock_gettime(CLOCK_MONOTONIC, &ts);
    return (int64_t)ts.tv_sec * 1000000000 + ts.tv_nsec;
}

bool any_descriptor_pins(Thread *t, const int *fds, size_t n)
{
    if (!t->vm->clock->is_virtual)
        return false;
    for (size_t i = 0; i < n; i++)
        if (descriptor_pins(fds[i]))
            return true;
    return false;
}

static int wait_real(Thread *t, LookFn look, void *arg, int64_t ns)
{
    int64_t deadline = ns < 0 ? INT64_MAX : real_ns() + ns;
    for (;;) {
        int n;
        WITHOUT_GIL(t, n = look(arg, ns));
        if (n >= 0)
            return n;
        if (errno != EINTR) {
            raise_errno(t, errno);
            return -1;
        }
        if (safepoint(t) < 0)
            return -1;
        if (ns >= 0) {
            ns = deadline - real_ns();
            ns = ns < 0 ? 0 : ns;
        }
    }
}

/* The virtual clock jumps when it may; else real time passes in slices of a millisecond. */
static int wait_virtual(Thread *t, LookFn look, void *arg, int64_t ns, bool pins)
{
    enum { SLICE = 1000000 };
    int64_t deadline = ns < 0 ? INT64_MAX : clock_monotonic_ns(t) + ns;
    if (pins)
        clock_pin(t);
    int n = 0;
    while ((n = wait_real(t, look, arg, 0)) == 0) {
        if (clock_monotonic_ns(t) >= deadline)
            break;
        if (!clock_jump(t, deadline) && (n = wait_real(t, look, arg, SLICE)) != 0)
            break;
    }
    if (pins)
        clock_unpin(t);
    return n;
}

int wait_for_events(Thread *t, LookFn look, void *arg, int64_t ns, bool pins)
{
    return t->vm->clock->is_virtual && ns != 0 ? wait_virtual(t, look, arg, ns, pins)
                                               : wait_real(t, look, arg, ns);
}

/* ---- select() ---- */

typedef struct Selection {
    fd_set sets[3], ready[3];
    int fds[3][FD_SETSIZE];
    Value lists[3];
    int top;
} Selection;

static int selection_fill(Thread *t, Selection *s, int which, Value sequence)
{
    s->lists[which] = K(t, seq_fast(t, sequence, "arguments 1-3 must be sequences"));
    if (v_is_error(s->lists[which]))
        return -1;
    FD_ZERO(&s->sets[which]);
    size_t n;
    (void)seq_items(s->lists[which], &n);
    for (size_t i = 0; i < n; i++) {
        const Value *items =
            seq_items(s->lists[which], &n); /* fileno() may have changed the list */
        int fd = i < n ? descriptor_of(t, items[i]) : 0;
        if (fd < 0)
            return -1;
        if (fd >= FD_SETSIZE || i >= FD_SETSIZE) {
            raise_format(t, EXC_ValueError,
                         fd >= FD_SETSIZE ? "filedescriptor out of range in select()"
                                          : "too many file descriptors in select()");
            return -1;
        }
        s->fds[which][i] = fd;
        FD_SET(fd, &s->sets[which]);
        if (fd >= s->top)
            s->top = fd + 1;
    }
    return 0;
}

static int look_select(void *arg, int64_t ns)
{
    Selection *s = arg;
    memcpy(s->ready, s->sets, sizeof s->ready);
    struct timespec ts = {ns / 1000000000, ns % 1000000000};
    return pselect(s->top, &s->ready[0], &s->ready[1], &s->ready[2], ns < 0 ? NULL : &ts, NULL);
}

/* The objects of the list whose descriptors are ready. */
static Value selection_list(Thread *t, const Selection *s, int which, bool any)
{
    Value list = K(t, list_new(t, NULL, 0));
    size_t n;
    const Value *items = seq_items(s->lists[which], &n);
    for (size_t i = 0; any && i < n && i < FD_SETSIZE && !v_is_error(list); i++)
        if (FD_ISSET(s->fds[which][i], &s->ready[which]) &&
            list_append(t, V_AS(List, list), items[i]) < 0)
            return V_ERROR;
    return list;
}

static bool selection_pins(Thread *t, const Selection *s)
{
    if (!t->vm->clock->is_virtual)
        return false;
    for (int fd = 0; fd < s->top; fd++)
        if ((FD_ISSET(fd, &s->sets[0]) || FD_ISSET(fd, &s->sets[1]) || FD_ISSET(fd, &s->sets[2])) &&
            descriptor_pins(fd))
            return true;
    return false;
}

static int timeout_arg(Thread *t, Value v, int64_t *ns)
{
    *ns = -1;
    if (v_is_empty(v) || v_is_none(v))
        return 0;
    double seconds;
    if (!v_is_float(v) && !v_is_int(v)) {
        raise_format(t, EXC_TypeError, "timeout must be a float or None");
        return -1;
    }
    if (value_to_double(t, v, &seconds) < 0)
        return -1;
    if (isnan(seconds)) {
        raise_format(t, EXC_ValueError, "Invalid value NaN (not a number)");
        return -1;
    }
    if (fabs(seconds) > 9.2e9)
        return raise_time_overflow(t, v);
    if (seconds < 0) {
        raise_format(t, EXC_ValueError, "timeout must be non-negative");
        return -1;
    }
    *ns = (int64_t)ceil(seconds * 1e9);
    return 0;
}

API(select_select, "select(rlist, wlist, xlist, timeout=None, /)",
    "Wait until one or more file descriptors are ready for some kind of I/O.\n\nThe return value "
    "is a tuple of three lists: subsets of the first three arguments\nthat contain the ready file "
    "descriptors.")
{
    Selection s;
    int64_t ns;
    s.top = 0;
    if (timeout_arg(t, a[3], &ns) < 0)
        return V_ERROR;
    for (int i = 0; i < 3; i++)
        if (selection_fill(t, &s, i, a[i]) < 0)
            return V_ERROR;
    int n = wait_for_events(t, look_select, &s, ns, selection_pins(t, &s));
    if (n < 0)
        return V_ERROR;
    Value ready[3];
    for (int i = 0; i < 3; i++) {
        ready[i] = selection_list(t, &s, i, n > 0);
        if (v_is_error(ready[i]))
            return V_ERROR;
    }
    return K(t, tuple_pack(t, 3, ready[0], ready[1], ready[2]));
}

/* ---- the module ---- */

static int select_exec(Thread *t, Value module)
{
    static const struct {
        const char *name;
        int64_t value;
    } rows[] = {
#define ROW(name) {#name, (int64_t)(name)}
        ROW(POLLIN),       ROW(POLLPRI),
        ROW(POLLOUT),      ROW(POLLERR),
        ROW(POLLHUP),      ROW(POLLNVAL),
        ROW(POLLRDNORM),   ROW(POLLRDBAND),
        ROW(POLLWRNORM),   ROW(POLLWRBAND),
        ROW(POLLMSG),      ROW(POLLRDHUP),
        ROW(EPOLLIN),      ROW(EPOLLOUT),
        ROW(EPOLLPRI),     ROW(EPOLLERR),
        ROW(EPOLLHUP),     ROW(EPOLLRDHUP),
        ROW(EPOLLONESHOT), ROW(EPOLLEXCLUSIVE),
        ROW(EPOLLRDNORM),  ROW(EPOLLRDBAND),
        ROW(EPOLLWRNORM),  ROW(EPOLLWRBAND),
        ROW(EPOLLMSG),     ROW(EPOLL_CLOEXEC),
        ROW(PIPE_BUF),     {"EPOLLET", (int64_t)(uint32_t)EPOLLET},
#undef ROW
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (api_module_add_int(t, module, rows[i].name, rows[i].value) < 0)
            return -1;
    if (poll_exec(t, module) < 0 || epoll_exec(t, module) < 0)
        return -1;
    return api_module_add(t, module, "error", v_from(t->vm->exc[EXC_OSError]));
}

Value select_module(Thread *t)
{
    static const NativeDef *const functions[] = {&select_select_def, NULL};
    static const ModuleSpec spec = {
        "select", "This module supports asynchronous I/O on multiple file descriptors.", functions,
        select_exec};
    return api_module(t, &spec);
}
