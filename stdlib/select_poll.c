/* SPDX-License-Identifier: MIT */
/* select.poll objects: a list of descriptors in the order of their registration. */
#include <errno.h>
#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include "stdlib/select_internal.h"

typedef struct Poll {
    Object head;
    struct pollfd *fds;
    size_t len, cap;
    bool running; /* another thread waits on it */
} Poll;

static Poll *poll_of(Value v)
{
    return V_AS(Poll, v);
}

static struct pollfd *poll_find(Poll *p, int fd)
{
    for (size_t i = 0; i < p->len; i++)
        if (p->fds[i].fd == fd)
            return &p->fds[i];
    return NULL;
}

static int mask_arg(Thread *t, Value v, short fallback, short *mask)
{
    int64_t n = fallback;
    if (!v_is_empty(v) && !v_is_int(v)) {
        raise_format(t, EXC_TypeError, "an integer is required");
        return -1;
    }
    if (!v_is_empty(v) && value_to_int64(t, v, &n) < 0)
        return -1;
    if (n < 0 || n > USHRT_MAX) {
        raise_format(t, n < 0 ? EXC_ValueError : EXC_OverflowError,
                     n < 0 ? "value must be positive"
                           : "Python int too large for C unsigned short");
        return -1;
    }
    *mask = (short)n;
    return 0;
}

/* While another thread waits on the array it must stay where it is. */
static int check_idle(Thread *t, const Poll *p)
{
    if (!p->running)
        return 0;
    raise_format(t, EXC_RuntimeError, "concurrent poll() invocation");
    return -1;
}

API(poll_register, "register(self, fd, eventmask=POLLIN | POLLPRI | POLLOUT, /)",
    "Register a file descriptor with the polling object.")
{
    Poll *p = poll_of(a[0]);
    short mask;
    int fd = descriptor_of(t, a[1]);
    if (fd < 0 || mask_arg(t, a[2], POLLIN | POLLPRI | POLLOUT, &mask) < 0 || check_idle(t, p) < 0)
        return V_ERROR;
    struct pollfd *found = poll_find(p, fd);
    if (!found) {
        if (p->len == p->cap) {
            size_t cap = p->cap ? p->cap * 2 : 8;
            struct pollfd *fds = realloc(p->fds, cap * sizeof *fds);
            if (!fds)
                return raise_memory(t);
            p->fds = fds;
            p->cap = cap;
        }
        found = &p->fds[p->len++];
    }
    *found = (struct pollfd){.fd = fd, .events = mask};
    return V_NONE;
}

API(poll_modify, "modify(self, fd, eventmask, /)", "Modify an already registered file descriptor.")
{
    Poll *p = poll_of(a[0]);
    short mask;
    int fd = descriptor_of(t, a[1]);
    if (fd < 0 || mask_arg(t, a[2], 0, &mask) < 0 || check_idle(t, p) < 0)
        return V_ERROR;
    struct pollfd *found = poll_find(p, fd);
    if (!found)
        return raise_errno(t, ENOENT);
    found->events = mask;
    return V_NONE;
}

API(poll_unregister, "unregister(self, fd, /)",
    "Remove a file descriptor being tracked by the polling object.")
{
    Poll *p = poll_of(a[0]);
    int fd = descriptor_of(t, a[1]);
    if (fd < 0 || check_idle(t, p) < 0)
        return V_ERROR;
    struct pollfd *found = poll_find(p, fd);
    if (!found)
        return raise_key(t, v_from_small(fd));
    memmove(found, found + 1, (size_t)(p->fds + p->len - found - 1) * sizeof *found);
    p->len--;
    return V_NONE;
}

static int look_poll(void *arg, int64_t ns)
{
    Poll *p = arg;
    struct timespec ts = {ns / 1000000000, ns % 1000000000};
    return ppoll(p->fds, p->len, ns < 0 ? NULL : &ts, NULL);
}

static bool poll_pins(Thread *t, const Poll *p)
{
    for (size_t i = 0; i < p->len; i++)
        if (any_descriptor_pins(t, &p->fds[i].fd, 1))
            return true;
    return false;
}

/* Milliseconds, a float as well; negative or None: without end. */
static int poll_timeout(Thread *t, Value v, int64_t *ns)
{
    double ms;
    *ns = -1;
    if (v_is_empty(v) || v_is_none(v))
        return 0;
    if (!v_is_int(v) && !v_is_float(v)) {
        raise_format(t, EXC_TypeError, "timeout must be an integer or None");
        return -1;
    }
    if (value_to_double(t, v, &ms) < 0)
        return -1;
    if (ms > INT_MAX) {
        if (v_is_float(v) || ms < 9.2e15)
            raise_format(t, EXC_OverflowError, "timeout is too large");
        else
            raise_time_overflow(t, v);
        return -1;
    }
    *ns = ms < 0 ? -1 : (int64_t)ceil(ms) * 1000000;
    return 0;
}

API(poll_poll, "poll(self, timeout=None, /)",
    "Polls the set of registered file descriptors: a list of (descriptor, event) pairs.")
{
    Poll *p = poll_of(a[0]);
    int64_t ns;
    if (poll_timeout(t, a[1], &ns) < 0 || check_idle(t, p) < 0)
        return V_ERROR;
    p->running = true;
    int n = wait_for_events(t, look_poll, p, ns, poll_pins(t, p));
    p->running = false;
    Value list = n < 0 ? V_ERROR : K(t, list_new(t, NULL, 0));
    for (size_t i = 0; n > 0 && i < p->len && !v_is_error(list); i++) {
        if (!p->fds[i].revents)
            continue;
        Value pair = K(t, tuple_pack(t, 2, v_from_small(p->fds[i].fd),
                                     v_from_small((unsigned short)p->fds[i].revents)));
        if (v_is_error(pair) || list_append(t, V_AS(List, list), pair) < 0)
            return V_ERROR;
    }
    return list;
}

static void poll_free(Thread *t, Object *o)
{
    free(((Poll *)o)->fds);
}

/* select.poll(): the type is known through the module, under a name of its own. */
API(select_poll, "poll()",
    "Returns a polling object, which supports registering and\nunregistering file descriptors, and "
    "then polling them for I/O events.")
{
    Value type = K(t, import_attr(t, "select", "_poll_type"));
    return v_is_error(type) ? V_ERROR : api_instance(t, V_AS(Type, type));
}

int poll_exec(Thread *t, Value module)
{
    static const NativeDef *const methods[] = {&poll_register_def, &poll_modify_def,
                                               &poll_unregister_def, &poll_poll_def, NULL};
    static const TypeSpec spec = {
        .name = "select.poll", .size = sizeof(Poll), .flags = TF_NO_NEW, .methods = methods};
    static const FieldTable fields = {.offsets = {0}, .free_extra = poll_free};
    Type *type = api_type(t, &spec, &fields);
    Value name = K(t, str_from_cstr(t, "select"));
    if (!type || v_is_error(name) || api_module_add(t, module, "_poll_type", v_from(type)) < 0)
        return -1;
    return api_module_add(t, module, "poll", K(t, native_new(t, &select_poll_def, V_EMPTY, name)));
}
