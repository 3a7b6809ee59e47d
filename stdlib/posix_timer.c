/* SPDX-License-Identifier: MIT */
/* posix: timers and events that are descriptors. */
#include "stdlib/posix.h"
#include <errno.h>
#include <math.h>
#include <sys/eventfd.h>
#include <sys/timerfd.h>

enum { NS = 1000000000 };

API(posix_timerfd_create, "timerfd_create(clockid, /, *, flags=0)",
    "Create and return a timer file descriptor.\n\n  clockid\n    A valid clock ID constant as "
    "timer file descriptor.\n  flags\n    0 or a bit mask of os.TFD_NONBLOCK or os.TFD_CLOEXEC.")
{
    int clock, flags = TFD_CLOEXEC;
    if (posix_int(t, a[0], &clock) < 0 || (!v_is_empty(a[1]) && posix_int(t, a[1], &flags) < 0))
        return V_ERROR;
    int fd = timerfd_create(clock, flags | TFD_CLOEXEC);
    return fd < 0 ? posix_error(t) : v_from_small(fd);
}

/* A time in seconds (rounded down) or in nanoseconds; 0 when absent. */
static int time_parse(Thread *t, Value v, bool in_ns, struct timespec *out)
{
    int64_t whole = 0;
    *out = (struct timespec){0};
    if (v_is_empty(v))
        return 0;
    if (in_ns || !v_is_float(v)) {
        if (!in_ns && !v_is_int(v)) {
            raise_format(t, EXC_TypeError, "must be real number, not %T", v);
            return -1;
        }
        if (value_to_int64(t, v, &whole) < 0)
            return -1;
        int64_t unit = in_ns ? NS : 1, rest = whole % unit;
        *out = (struct timespec){whole / unit - (rest < 0), rest + (rest < 0 ? unit : 0)};
        return 0;
    }
    double seconds = float_value(v), down = floor(seconds);
    if (!(down > -9e9 && down < 9e9)) {
        raise_format(t, EXC_OverflowError, "timestamp too large to convert to C PyTime_t");
        return -1;
    }
    *out = (struct timespec){(time_t)down, (long)floor((seconds - down) * NS)};
    return 0;
}

static Value time_value(Thread *t, const struct timespec *ts, bool in_ns)
{
    int64_t ns = (int64_t)ts->tv_sec * NS + ts->tv_nsec;
    return K(t, in_ns ? int_new(t, ns) : float_new(t, (double)ns * 1e-9));
}

static Value timer_value(Thread *t, const struct itimerspec *timer, bool in_ns)
{
    Value next = time_value(t, &timer->it_value, in_ns),
          interval = time_value(t, &timer->it_interval, in_ns);
    return v_is_error(next) || v_is_error(interval) ? V_ERROR
                                                    : K(t, tuple_pack(t, 2, next, interval));
}

/* a: fd, flags, initial, interval */
static Value timer_set(Thread *t, Value *a, bool in_ns)
{
    int fd, flags = 0;
    struct itimerspec timer, old;
    if (posix_int(t, a[0], &fd) < 0 || (!v_is_empty(a[1]) && posix_int(t, a[1], &flags) < 0) ||
        time_parse(t, a[2], in_ns, &timer.it_value) < 0 ||
        time_parse(t, a[3], in_ns, &timer.it_interval) < 0)
        return V_ERROR;
    return timerfd_settime(fd, flags, &timer, &old) < 0 ? posix_error(t)
                                                        : timer_value(t, &old, in_ns);
}

static Value timer_get(Thread *t, Value v, bool in_ns)
{
    int fd;
    struct itimerspec timer;
    if (posix_int(t, v, &fd) < 0)
        return V_ERROR;
    return timerfd_gettime(fd, &timer) < 0 ? posix_error(t) : timer_value(t, &timer, in_ns);
}

API(posix_timerfd_settime, "timerfd_settime(fd, /, *, flags=0, initial=0.0, interval=0.0)",
    "Alter a timer file descriptor's internal timer in seconds.")
{
    return timer_set(t, a, false);
}
API(posix_timerfd_settime_ns, "timerfd_settime_ns(fd, /, *, flags=0, initial=0, interval=0)",
    "Alter a timer file descriptor's internal timer in nanoseconds.")
{
    return timer_set(t, a, true);
}
API(posix_timerfd_gettime, "timerfd_gettime(fd, /)",
    "Return a tuple of a timer file descriptor's (interval, next expiration) in float seconds.")
{
    return timer_get(t, a[0], false);
}
API(posix_timerfd_gettime_ns, "timerfd_gettime_ns(fd, /)",
    "Return a tuple of a timer file descriptor's (interval, next expiration) in nanoseconds.")
{
    return timer_get(t, a[0], true);
}

API(posix_eventfd_read, "eventfd_read(fd)", "Read eventfd value")
{
    int fd, status;
    eventfd_t value;
    if (posix_int(t, a[0], &fd) < 0)
        return V_ERROR;
    WITHOUT_GIL(t, status = eventfd_read(fd, &value));
    return status < 0 ? posix_error(t) : K(t, int_from_uint64(t, value));
}

API(posix_eventfd_write, "eventfd_write(fd, value)", "Write eventfd value.")
{
    int fd, status;
    int64_t value;
    if (posix_int(t, a[0], &fd) < 0)
        return V_ERROR;
    if (!v_is_int(a[1]))
        return raise_format(t, EXC_TypeError, "an integer is required");
    if (value_to_int64(t, a[1], &value) < 0)
        return V_ERROR;
    if (value < 0)
        return raise_format(t, EXC_ValueError, "value must be positive");
    WITHOUT_GIL(t, status = eventfd_write(fd, (eventfd_t)value));
    return status < 0 ? posix_error(t) : V_NONE;
}

const NativeDef *const posix_timer_functions[] = {
    &posix_timerfd_create_def,     &posix_timerfd_settime_def,
    &posix_timerfd_settime_ns_def, &posix_timerfd_gettime_def,
    &posix_timerfd_gettime_ns_def, &posix_eventfd_read_def,
    &posix_eventfd_write_def,      NULL,
};
