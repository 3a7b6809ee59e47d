/* SPDX-License-Identifier: MIT */
/* What the files of the _socket module share. */
#ifndef RONDO_SOCKET_INTERNAL_H
#define RONDO_SOCKET_INTERNAL_H

#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/un.h>
#include "vm/api.h"
#include "vm/api_sys.h"
#include "vm/objects/buffer.h"
#include "vm/objects/bytes.h"

#ifndef SOL_UDP
#define SOL_UDP IPPROTO_UDP
#endif

typedef union SockAddr {
    struct sockaddr any;
    struct sockaddr_in in;
    struct sockaddr_in6 in6;
    struct sockaddr_un un;
    struct sockaddr_storage storage;
} SockAddr;

static inline Sock *sock_of(Value v)
{
    return V_AS(Sock, v);
}

/* ---- _socket_wait.c: system calls that may block ---- */

/* One attempt: its result, or -1 with errno. Called without the GIL. */
typedef ssize_t (*SockOp)(Sock *s, void *arg);
/* Repeats the attempt, waiting for `events` (POLLIN, POLLOUT) as the timeout asks, with signals
   served. Its result, or -1 with an exception: OSError, TimeoutError or what a handler raised. */
MUST_USE ssize_t sock_call(Thread *t, Sock *s, short events, SockOp op, void *arg);
/* The same against a deadline that several calls share: INT64_MIN none; see sock_deadline(). */
MUST_USE ssize_t sock_call_until(Thread *t, Sock *s, short events, SockOp op, void *arg,
                                 int64_t deadline);
int64_t sock_deadline(const Sock *s);
/* None or seconds as ns (-1: None). 0 or -1. */
MUST_USE int timeout_parse(Thread *t, Value v, int64_t *ns);
MUST_USE Value timeout_value(Thread *t, int64_t ns);

/* ---- _socket_addr.c ---- */

/* The address that a script wrote, for a socket of the family. 0 or -1. caller: "bind". */
MUST_USE int address_parse(Thread *t, int family, Value v, SockAddr *out, socklen_t *len,
                           const char *caller);
/* What a script gets to see; a temporary. */
MUST_USE Value address_value(Thread *t, const SockAddr *a, socklen_t len);
/* Resolves a host; family AF_UNSPEC: any. 0 or -1 (gaierror). */
MUST_USE int host_resolve(Thread *t, const char *host, int family, SockAddr *out, socklen_t *len);
/* The bytes of a host (str, bytes, bytearray): free() it; NULL with an exception. */
MUST_USE char *host_text(Thread *t, Value v);
/* Raises socket.gaierror or socket.herror for a resolver's code. */
Value raise_gai(Thread *t, int code);
Value raise_herror(Thread *t, int code);

/* ---- tables of functions ---- */
extern const NativeDef *const socket_io_methods[];
extern const NativeDef *const socket_name_functions[];

#endif
