/* SPDX-License-Identifier: MIT */
/*
 * Waiting for descriptors: one small interface and a file for each way (select, poll, epoll).
 * Errors are epoll's on each of them: watching a regular file fails with EPERM, a bad descriptor
 * with EBADF; a descriptor that was closed while watched drops out.
 */
#ifndef RONDO_POLLER_H
#define RONDO_POLLER_H

#include <stdint.h>
#include "vm/core/thread.h"

enum {
    IO_READ = 1,
    IO_WRITE = 2,
    IO_BOTH = IO_READ | IO_WRITE,
    IO_KEEP = 4, /* for loop_watch_fd(): it will be waited for again and again */
};

typedef struct Poller Poller;
typedef struct PollEvent {
    int fd;
    unsigned events; /* errors and hang-ups count as both that are watched */
} PollEvent;

typedef struct PollerKind {
    const char *name;
    int (*open)(Poller *p); /* 0 or errno */
    void (*close)(Poller *p);
    /* old: what is in `wanted`; events 0: forget. 0 or errno */
    int (*watch)(Poller *p, int fd, unsigned old, unsigned events);
    /* Up to max events, or -errno. timeout in ns, < 0: without end. Without the GIL. */
    int (*wait)(Poller *p, int64_t timeout, PollEvent *out, int max);
} PollerKind;

struct Poller {
    const PollerKind *kind;
    void *state;
    int fd; /* epoll's, else -1 */
    uint32_t watched;
    bool fixed;      /* chosen by hand: never replaced by another kind */
    uint8_t *wanted; /* IO_* by descriptor, to move to another kind */
    uint32_t wanted_len;
};

extern const PollerKind poller_select, poller_poll, poller_epoll;
/* kind NULL: begins as select and moves to epoll when that is better. NULL: errno is set. */
Poller *poller_new(const PollerKind *kind);
void poller_free(Poller *p);
/* 0 or errno. */
int poller_watch(Poller *p, int fd, unsigned events);
/* Number of events, or -errno (EINTR included). */
int poller_wait(Poller *p, int64_t timeout_ns, PollEvent *out, int max);
const PollerKind *poller_by_name(const char *name);

#endif
