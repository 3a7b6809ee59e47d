/* SPDX-License-Identifier: MIT */
/* poll(2). */
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/stat.h>
#include "vm/sched/poller.h"

typedef struct PollState {
    struct pollfd *fds;
    int len, cap;
} PollState;

static int poll_open(Poller *p)
{
    p->state = calloc(1, sizeof(PollState));
    return p->state ? 0 : ENOMEM;
}

static void poll_close(Poller *p)
{
    PollState *s = p->state;
    free(s->fds);
    free(s);
    p->state = NULL;
}

static int poll_find(const PollState *s, int fd)
{
    for (int i = 0; i < s->len; i++)
        if (s->fds[i].fd == fd)
            return i;
    return -1;
}

static int poll_add(PollState *s, int fd)
{
    struct stat st;
    if (fstat(fd, &st) < 0)
        return errno;
    if (S_ISREG(st.st_mode) || S_ISDIR(st.st_mode))
        return EPERM; /* as epoll: such a file is always ready */
    if (s->len == s->cap) {
        int cap = s->cap ? s->cap * 2 : 16;
        struct pollfd *fds = realloc(s->fds, (size_t)cap * sizeof *fds);
        if (!fds)
            return ENOMEM;
        s->fds = fds;
        s->cap = cap;
    }
    s->fds[s->len++] = (struct pollfd){.fd = fd};
    return 0;
}

static int poll_watch(Poller *p, int fd, unsigned old, unsigned events)
{
    PollState *s = p->state;
    int i = poll_find(s, fd);
    if (!events) {
        if (i >= 0)
            s->fds[i] = s->fds[--s->len];
        return 0;
    }
    if (i < 0) {
        int err = poll_add(s, fd);
        if (err)
            return err;
        i = s->len - 1;
    }
    s->fds[i].events =
        (short)((events & IO_READ ? POLLIN | POLLPRI : 0) | (events & IO_WRITE ? POLLOUT : 0));
    return 0;
}

static int poll_wait(Poller *p, int64_t timeout, PollEvent *out, int max)
{
    PollState *s = p->state;
    struct timespec ts = {timeout / 1000000000, timeout % 1000000000};
    int n = ppoll(s->fds, (nfds_t)s->len, timeout < 0 ? NULL : &ts, NULL);
    if (n < 0)
        return -errno;
    int count = 0;
    for (int i = 0; i < s->len && count < max; i++) {
        int got = s->fds[i].revents;
        if (got & POLLNVAL) { /* closed while watched */
            s->fds[i--] = s->fds[--s->len];
            continue;
        }
        bool broken = got & (POLLERR | POLLHUP);
        unsigned events = 0;
        if ((s->fds[i].events & POLLIN) && (broken || (got & (POLLIN | POLLPRI))))
            events |= IO_READ;
        if ((s->fds[i].events & POLLOUT) && (broken || (got & POLLOUT)))
            events |= IO_WRITE;
        if (events)
            out[count++] = (PollEvent){s->fds[i].fd, events};
    }
    return count;
}

const PollerKind poller_poll = {"poll", poll_open, poll_close, poll_watch, poll_wait};
