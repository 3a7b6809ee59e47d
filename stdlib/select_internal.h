/* SPDX-License-Identifier: MIT */
/* What the files of the select module share. */
#ifndef RONDO_SELECT_INTERNAL_H
#define RONDO_SELECT_INTERNAL_H

#include <poll.h>
#include "vm/api.h"
#include "vm/api_sys.h"

/* The descriptor of an int or of an object with fileno(). -1 with an exception. */
MUST_USE int descriptor_of(Thread *t, Value v);

/* One look without waiting (ms 0), or a wait of up to `ns` (< 0: without end) without the GIL. */
typedef int (*LookFn)(void *arg, int64_t ns);
/*
 * Waits until look() finds something: its result; 0 when the time is over; -1 with an exception. On
 * a virtual clock the wait ends at once when nothing can happen: see clock_jump(). pins: something
 * outside this process may make a descriptor ready.
 */
MUST_USE int wait_for_events(Thread *t, LookFn look, void *arg, int64_t ns, bool pins);
/* True when one of the descriptors ties a virtual clock to real time. */
bool any_descriptor_pins(Thread *t, const int *fds, size_t n);

/* The poll and epoll types; added to the module. 0 or -1. */
MUST_USE int poll_exec(Thread *t, Value module);
MUST_USE int epoll_exec(Thread *t, Value module);

#endif
