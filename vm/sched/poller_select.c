/* SPDX-License-Identifier: MIT */
/* select(2): cheapest for a handful of descriptors. */
#include <errno.h>
#include <stdlib.h>
#include <sys/select.h>
#include <sys/stat.h>
#include "vm/sched/poller.h"

typedef struct SelectState {
    fd_set read, write;
    int top; /* highest descriptor + 1 */
} SelectState;

static int select_open(Poller *p)
{
    p->state = calloc(1, sizeof(SelectState));
    return p->state ? 0 : ENOMEM;
}

static void select_close(Poller *p)
{
    free(p->state);
    p->state = NULL;
}

/* What epoll_ctl would say of this descriptor. */
static int select_check(int fd)
{
    struct stat st;
    if (fstat(fd, &st) < 0)
        return errno;
    return S_ISREG(st.st_mode) || S_ISDIR(st.st_mode) ? EPERM : fd >= FD_SETSIZE ? EINVAL : 0;
}

static int select_watch(Poller *p, int fd, unsigned old, unsigned events)
{
    SelectState *s = p->state;
    int err = events && !old ? select_check(fd) : 0;
    if (err || fd >= FD_SETSIZE)
        return err;
    FD_CLR(fd, &s->read);
    FD_CLR(fd, &s->write);
    if (events & IO_READ)
        FD_SET(fd, &s->read);
    if (events & IO_WRITE)
        FD_SET(fd, &s->write);
    if (events && fd >= s->top)
        s->top = fd + 1;
    while (s->top && !FD_ISSET(s->top - 1, &s->read) && !FD_ISSET(s->top - 1, &s->write))
        s->top--;
    return 0;
}

/* A descriptor that was closed while watched is forgotten, as the kernel does for epoll. */
static void select_forget_closed(Poller *p)
{
    SelectState *s = p->state;
    for (int fd = 0; fd < s->top; fd++)
        if ((FD_ISSET(fd, &s->read) || FD_ISSET(fd, &s->write)) && select_check(fd) == EBADF) {
            FD_CLR(fd, &s->read);
            FD_CLR(fd, &s->write);
        }
}

static int select_wait(Poller *p, int64_t timeout, PollEvent *out, int max)
{
    SelectState *s = p->state;
    for (;;) {
        fd_set read = s->read, write = s->write;
        struct timespec ts = {timeout / 1000000000, timeout % 1000000000};
        int n = pselect(s->top, &read, &write, NULL, timeout < 0 ? NULL : &ts, NULL);
        if (n < 0 && errno == EBADF) {
            select_forget_closed(p);
            continue;
        }
        if (n < 0)
            return -errno;
        int count = 0;
        for (int fd = 0; fd < s->top && count < max && n > 0; fd++) {
            unsigned events =
                (FD_ISSET(fd, &read) ? IO_READ : 0) | (FD_ISSET(fd, &write) ? IO_WRITE : 0);
            if (events)
                out[count++] = (PollEvent){fd, events};
        }
        return count;
    }
}

const PollerKind poller_select = {"select", select_open, select_close, select_watch, select_wait};
