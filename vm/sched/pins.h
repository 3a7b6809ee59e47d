/* SPDX-License-Identifier: MIT */
/* Which descriptors tie a virtual clock to real time. */
#ifndef RONDO_PINS_H
#define RONDO_PINS_H

#include <stdbool.h>
#include <stdint.h>

/*
 * True when something that is not this process may act on the descriptor: it is not a socket, its
 * connection is under way or leads to another process, or bytes that were sent have not arrived
 * yet. A listening or unconnected socket is false.
 */
bool descriptor_pins(int fd);

#endif
