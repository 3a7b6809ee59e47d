/* SPDX-License-Identifier: MIT */
/* What the scheduler and the module _socket know of each other. */
#ifndef RONDO_SOCKET_H
#define RONDO_SOCKET_H

#include "vm/core/object.h"
#include "vm/core/thread.h"

/* An instance of _socket.socket. */
typedef struct Sock {
    Object head;
    _Atomic(int) fd; /* -1: closed; threads in a call look at it without the GIL */
    int family, type, proto;
    int64_t timeout; /* ns; 0: non-blocking; < 0: waits without end */
} Sock;

/* The type is there: loops look into its instances. */
void sched_socket_type(Thread *t, Type *type);
/* Before a descriptor that a script may have waited for is closed, or its number given to another
   file: no loop's poller looks for it any more on nobody's behalf. */
void loops_forget_fd(Thread *t, int fd);
/* In the child, after fork(): what the kernel looks for on behalf of the parent's loops is theirs.
 */
void loops_after_fork(Thread *t);

#endif
