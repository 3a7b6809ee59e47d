/* SPDX-License-Identifier: MIT */
/* select.epoll objects. */
#include <errno.h>
#include <stdio.h>
#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include "stdlib/select_internal.h"

typedef struct Epoll {
    Object head;
    int fd;       /* -1: closed */
    int *watched; /* for the virtual clock alone: which descriptors there are */
    size_t len, cap;
} Epoll;

static Epoll *epoll_of(Value v)
{
    return V_AS(Epoll, v);
}

static int check_open(Thread *t, const Epoll *e)
{
    if (e->fd >= 0)
        return 0;
    raise_format(t, EXC_ValueError, "I/O operation on closed epoll object");
    return -1;
}

API(epoll_new, "epoll(cls, sizehint=-1, flags=0)", NULL)
{
    int64_t hint = -1, flags = 0;
    if ((!v_is_empty(a[1]) && value_to_int64(t, a[1], &hint) < 0) ||
        (!v_is_empty(a[2]) && value_to_int64(t, a[2], &flags) < 0))
        return V_ERROR;
    if (hint != -1 && hint <= 0)
        return raise_format(t, EXC_ValueError, "negative sizehint");
    if (flags && flags != EPOLL_CLOEXEC)
        return raise_format(t, EXC_OSError, "invalid flags");
    Value v = api_instance(t, V_AS(Type, a[0]));
    if (v_is_error(v))
        return v;
    epoll_of(v)->fd = epoll_create1(EPOLL_CLOEXEC);
    return epoll_of(v)->fd < 0 ? raise_errno(t, errno) : v;
}

API_CLASS(epoll_fromfd, "fromfd(type, fd, /)", "Create an epoll object from a given control fd.")
{
    int64_t fd;
    if (value_to_int64(t, a[1], &fd) < 0)
        return V_ERROR;
    Value v = api_instance(t, V_AS(Type, a[0]));
    if (!v_is_error(v))
        epoll_of(v)->fd = (int)fd;
    return v;
}

/* Remembers what is watched, when a virtual clock needs to know. */
static int epoll_note(Thread *t, Epoll *e, int fd, bool add)
{
    if (!t->vm->clock->is_virtual)
        return 0;
    for (size_t i = 0; i < e->len; i++)
        if (e->watched[i] == fd) {
            if (!add)
                e->watched[i] = e->watched[--e->len];
            return 0;
        }
    if (!add)
        return 0;
    if (e->len == e->cap) {
        size_t cap = e->cap ? e->cap * 2 : 8;
        int *watched = realloc(e->watched, cap * sizeof *watched);
        if (!watched) {
            raise_memory(t);
            return -1;
        }
        e->watched = watched;
        e->cap = cap;
    }
    e->watched[e->len++] = fd;
    return 0;
}

static Value epoll_control(Thread *t, Value self, int op, Value file, Value mask)
{
    Epoll *e = epoll_of(self);
    int64_t events = EPOLLIN | EPOLLPRI | EPOLLOUT;
    if (check_open(t, e) < 0)
        return V_ERROR;
    int fd = descriptor_of(t, file);
    if (fd < 0 || (!v_is_empty(mask) && value_to_int64(t, mask, &events) < 0))
        return V_ERROR;
    struct epoll_event event = {.events = (uint32_t)events, .data.fd = fd};
    if (epoll_ctl(e->fd, op, fd, &event) < 0)
        return raise_errno(t, errno);
    return epoll_note(t, e, fd, op != EPOLL_CTL_DEL) < 0 ? V_ERROR : V_NONE;
}

API(epoll_register, "register(self, fd, eventmask=EPOLLIN | EPOLLPRI | EPOLLOUT)",
    "Registers a new fd or raises an OSError if the fd is already registered.")
{
    return epoll_control(t, a[0], EPOLL_CTL_ADD, a[1], a[2]);
}

API(epoll_modify, "modify(self, fd, eventmask)",
    "Modify event mask for a registered file descriptor.")
{
    return epoll_control(t, a[0], EPOLL_CTL_MOD, a[1], a[2]);
}

API(epoll_unregister, "unregister(self, fd)",
    "Remove a registered file descriptor from the epoll object.")
{
    return epoll_control(t, a[0], EPOLL_CTL_DEL, a[1], V_EMPTY);
}

typedef struct EpollWait {
    int fd, max;
    struct epoll_event *events;
} EpollWait;

static int look_epoll(void *arg, int64_t ns)
{
    EpollWait *w = arg;
    struct timespec ts = {ns / 1000000000, ns % 1000000000};
    int n = epoll_pwait2(w->fd, w->events, w->max, ns < 0 ? NULL : &ts, NULL);
    if (n >= 0 || (errno != ENOSYS && errno != EPERM))
        return n;
    int64_t ms = ns < 0 ? -1 : (ns + 999999) / 1000000;
    return epoll_wait(w->fd, w->events, w->max, ms > INT_MAX ? INT_MAX : (int)ms);
}

static int epoll_timeout(Thread *t, Value v, int64_t *ns)
{
    double seconds;
    *ns = -1;
    if (v_is_empty(v) || v_is_none(v))
        return 0;
    if (!v_is_int(v) && !v_is_float(v)) {
        raise_format(t, EXC_TypeError, "timeout must be an integer or None");
        return -1;
    }
    if (value_to_double(t, v, &seconds) < 0)
        return -1;
    if (seconds > 9.2e9) {
        if (v_is_float(v) || seconds < 9.2e9)
            raise_format(t, EXC_OverflowError, "timeout is too large");
        else
            raise_time_overflow(t, v);
        return -1;
    }
    *ns = seconds < 0 ? -1 : (int64_t)ceil(seconds * 1e9);
    return 0;
}

static Value epoll_list(Thread *t, const struct epoll_event *events, int n)
{
    Value list = K(t, list_new(t, NULL, 0));
    for (int i = 0; i < n && !v_is_error(list); i++) {
        Value pair =
            K(t, tuple_pack(t, 2, v_from_small(events[i].data.fd), v_from_small(events[i].events)));
        if (v_is_error(pair) || list_append(t, V_AS(List, list), pair) < 0)
            return V_ERROR;
    }
    return list;
}

API(epoll_poll, "poll(self, timeout=None, maxevents=-1)",
    "Wait for events on the epoll file descriptor: a list of (fd, events).")
{
    Epoll *e = epoll_of(a[0]);
    int64_t ns, max = -1;
    if (check_open(t, e) < 0 || epoll_timeout(t, a[1], &ns) < 0 ||
        (!v_is_empty(a[2]) && value_to_int64(t, a[2], &max) < 0))
        return V_ERROR;
    if (max == -1)
        max = FOPEN_MAX * 64;
    if (max < 1)
        return raise_format(t, EXC_ValueError, "maxevents must be greater than 0, got %lld",
                            (long long)max);
    if (max > INT_MAX / (int64_t)sizeof(struct epoll_event))
        return raise_errno(t, EINVAL);
    EpollWait w = {e->fd, (int)max, calloc((size_t)max, sizeof *w.events)};
    if (!w.events)
        return raise_memory(t);
    int n = wait_for_events(t, look_epoll, &w, ns, any_descriptor_pins(t, e->watched, e->len));
    Value list = n < 0 ? V_ERROR : epoll_list(t, w.events, n);
    free(w.events);
    return list;
}

API(epoll_close, "close(self)", "Close the epoll control file descriptor.")
{
    Epoll *e = epoll_of(a[0]);
    int fd = e->fd;
    e->fd = -1;
    return fd >= 0 && close(fd) < 0 ? raise_errno(t, errno) : V_NONE;
}

API(epoll_fileno, "fileno(self)", "Return the epoll control file descriptor.")
{
    return check_open(t, epoll_of(a[0])) < 0 ? V_ERROR : v_from_small(epoll_of(a[0])->fd);
}

API(epoll_enter, "__enter__(self)", NULL)
{
    return check_open(t, epoll_of(a[0])) < 0 ? V_ERROR : a[0];
}

API(epoll_exit, "__exit__(self, exc_type=None, exc_value=None, exc_tb=None, /)", NULL)
{
    return epoll_close_body(t, a, 1);
}

static Value epoll_closed(Thread *t, Value self)
{
    return v_bool(epoll_of(self)->fd < 0);
}

static void epoll_free(Thread *t, Object *o)
{
    Epoll *e = (Epoll *)o;
    if (e->fd >= 0)
        close(e->fd);
    e->fd = -1;
    free(e->watched);
}

int epoll_exec(Thread *t, Value module)
{
    static const NativeDef *const methods[] = {
        &epoll_fromfd_def, &epoll_register_def,
        &epoll_modify_def, &epoll_unregister_def,
        &epoll_poll_def,   &epoll_close_def,
        &epoll_fileno_def, &epoll_enter_def,
        &epoll_exit_def,   NULL,
    };
    static const GetSetDef getset[] = {
        {"closed", epoll_closed, NULL, "True if the epoll handler is closed"},
        {NULL, NULL, NULL, NULL}};
    static const TypeSpec spec = {.name = "select.epoll",
                                  .doc = "Returns an epolling object.",
                                  .size = sizeof(Epoll),
                                  .flags = TF_BASE,
                                  .new_def = &epoll_new_def,
                                  .methods = methods,
                                  .getset = getset};
    static const FieldTable fields = {.offsets = {0}, .free_extra = epoll_free};
    return api_module_add_type(t, module, api_type(t, &spec, &fields));
}
