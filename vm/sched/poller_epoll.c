/* SPDX-License-Identifier: MIT */
/* epoll(7): for many descriptors. */
#include <errno.h>
#include <sys/epoll.h>
#include "vm/sched/poller.h"

enum { EPOLL_BATCH = 256 };

static int epoll_open(Poller *p)
{
    p->fd = epoll_create1(EPOLL_CLOEXEC);
    return p->fd < 0 ? errno : 0;
}

static void epoll_close(Poller *p)
{
    if (p->fd >= 0)
        close(p->fd);
    p->fd = -1;
}

static int epoll_watch(Poller *p, int fd, unsigned old, unsigned events)
{
    struct epoll_event e = {.data.fd = fd};
    e.events = (events & IO_READ ? EPOLLIN : 0) | (events & IO_WRITE ? EPOLLOUT : 0);
    int op = !events ? EPOLL_CTL_DEL : old ? EPOLL_CTL_MOD : EPOLL_CTL_ADD;
    if (epoll_ctl(p->fd, op, fd, &e) == 0)
        return 0;
    /* The descriptor was closed and its number given out again: the kernel has forgotten it. */
    if (errno == ENOENT && op == EPOLL_CTL_MOD && epoll_ctl(p->fd, EPOLL_CTL_ADD, fd, &e) == 0)
        return 0;
    return errno;
}

static int epoll_wait_ns(Poller *p, int64_t timeout, struct epoll_event *events, int max)
{
    struct timespec ts = {timeout / 1000000000, timeout % 1000000000};
    int n = epoll_pwait2(p->fd, events, max, timeout < 0 ? NULL : &ts, NULL);
    if (n >= 0 || (errno != ENOSYS && errno != EPERM))
        return n;
    /* A kernel before 5.11: milliseconds, rounded up so that timers are never early. */
    int64_t ms = timeout < 0 ? -1 : (timeout + 999999) / 1000000;
    return epoll_wait(p->fd, events, max, ms > INT32_MAX ? INT32_MAX : (int)ms);
}

static int epoll_poll(Poller *p, int64_t timeout, PollEvent *out, int max)
{
    struct epoll_event events[EPOLL_BATCH];
    int n = epoll_wait_ns(p, timeout, events, max < EPOLL_BATCH ? max : EPOLL_BATCH);
    if (n < 0)
        return -errno;
    for (int i = 0; i < n; i++) {
        uint32_t got = events[i].events;
        unsigned wanted = p->wanted[events[i].data.fd];
        unsigned ready = (got & (EPOLLIN | EPOLLERR | EPOLLHUP) ? IO_READ : 0) |
                         (got & (EPOLLOUT | EPOLLERR | EPOLLHUP) ? IO_WRITE : 0);
        out[i] = (PollEvent){events[i].data.fd, ready & wanted};
    }
    return n;
}

const PollerKind poller_epoll = {"epoll", epoll_open, epoll_close, epoll_watch, epoll_poll};
