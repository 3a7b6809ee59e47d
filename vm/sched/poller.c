/* SPDX-License-Identifier: MIT */
/* A poller that may change its kind: select to begin with, epoll for many descriptors. */
#include <errno.h>
#include <stdlib.h>
#include <sys/select.h>
#include "vm/sched/poller.h"

enum { SELECT_MAX = 8 }; /* descriptors beyond which epoll is cheaper */

const PollerKind *poller_by_name(const char *name)
{
    static const PollerKind *const kinds[] = {&poller_select, &poller_poll, &poller_epoll};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (!strcmp(kinds[i]->name, name))
            return kinds[i];
    return NULL;
}

Poller *poller_new(const PollerKind *kind)
{
    Poller *p = calloc(1, sizeof *p);
    if (!p)
        return NULL;
    p->fd = -1;
    p->fixed = kind != NULL;
    p->kind = kind ? kind : &poller_select;
    int err = p->kind->open(p);
    if (err) {
        free(p);
        errno = err;
        return NULL;
    }
    return p;
}

void poller_free(Poller *p)
{
    p->kind->close(p);
    free(p->wanted);
    free(p);
}

static int poller_become(Poller *p, const PollerKind *kind)
{
    p->kind->close(p);
    p->kind = kind;
    int err = kind->open(p);
    for (uint32_t fd = 0; !err && fd < p->wanted_len; fd++)
        if (p->wanted[fd]) {
            err = kind->watch(p, (int)fd, 0, p->wanted[fd]);
            if (err == EBADF) { /* closed meanwhile: epoll would have forgotten it */
                p->wanted[fd] = 0;
                err = 0;
            }
        }
    return err;
}

static int wanted_reserve(Poller *p, int fd)
{
    if ((uint32_t)fd < p->wanted_len)
        return 0;
    uint32_t len = (uint32_t)fd + 64;
    uint8_t *wanted = realloc(p->wanted, len);
    if (!wanted)
        return ENOMEM;
    memset(wanted + p->wanted_len, 0, len - p->wanted_len);
    p->wanted = wanted;
    p->wanted_len = len;
    return 0;
}

int poller_watch(Poller *p, int fd, unsigned events)
{
    if (fd < 0)
        return EBADF;
    int err = wanted_reserve(p, fd);
    if (err)
        return err;
    unsigned old = p->wanted[fd];
    bool crowded = events && !old && (p->watched >= SELECT_MAX || fd >= FD_SETSIZE);
    if (crowded && !p->fixed && p->kind == &poller_select &&
        (err = poller_become(p, &poller_epoll)))
        return err;
    err = p->kind->watch(p, fd, old, events);
    if (err && events)
        return err;
    p->wanted[fd] = (uint8_t)events;
    p->watched += (uint32_t)(!old && events) - (uint32_t)(old && !events);
    return 0;
}

int poller_wait(Poller *p, int64_t timeout_ns, PollEvent *out, int max)
{
    return p->kind->wait(p, timeout_ns, out, max);
}
