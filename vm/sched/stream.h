/* SPDX-License-Identifier: MIT */
/* StreamReader and the transport of stream sockets: what the files of the network share. */
#ifndef RONDO_STREAM_H
#define RONDO_STREAM_H

#include "vm/sched/internal.h"
#include "vm/sched/socket.h"

/* Bytes that wait: appended behind, taken in front. */
typedef struct Pipe {
    char *data;            /* of its own, or those of `whole` */
    size_t head, len, cap; /* the bytes are data[head .. head + len) */
    struct Bytes *whole; /* a bytes object that came in one piece, owned (cap is 0 then); or NULL */
} Pipe;
MUST_USE int pipe_append(Thread *t, Pipe *p, const void *data, size_t len); /* 0 or -1 */
/* The same for a bytes object, which is kept as it is if it is long and nothing waits before it. */
MUST_USE int pipe_append_bytes(Thread *t, Pipe *p, Value bytes);
void pipe_consume(Thread *t, Pipe *p, size_t n);
/* A bytes object of the first n that wait, which stay there: the one that came, if it is all. */
MUST_USE Value pipe_bytes(Thread *t, const Pipe *p, size_t n);
void pipe_free(Thread *t, Pipe *p);
enum { PIPE_WHOLE = 4096 }; /* what counts as long */

typedef struct SocketTransport SocketTransport;
enum { RECEIVE_SIZE = 256 * 1024 }; /* of loop->receive_buffer */

typedef struct StreamReader {
    Object head;
    Pipe buffer, collected; /* collected: what read(-1) has so far */
    size_t limit;
    size_t scanned; /* bytes of the buffer that a readuntil has searched */
    Value loop, exception, waiter, transport;
    SocketTransport *feeder; /* that feeds it directly, or NULL; BORROWED: see transport_feed() */
    bool eof, paused;
} StreamReader;

struct SocketTransport {
    Object head;
    Loop *loop; /* owned; NULL until _open() */
    Value sock, protocol;
    StreamReader *reader;      /* fed directly instead of protocol.data_received; BORROWED */
    Waker *on_read, *on_write; /* owned while watched or kept for the next time */
    Pipe out;
    size_t high, low;
    SocketTransport *held_next; /* of loop->held */
    uint32_t held;              /* so many writes of the step under way are in `out`, held back */
    int held_errno;             /* they were sent, which failed so */
    bool held_sent;             /* they were sent; what is left of them is in `out` */
    int fd;
    uint32_t expected; /* bytes that came last, if they were many: as many may come next */
    uint32_t lost;     /* connection lost; further writes are counted */
    bool closing, eof, paused, protocol_paused, reading, writing, buffered;
    bool sends_file; /* sendfile(2) is under way: nothing else may be written */
};

/* ---- stream_reader.c ---- */
MUST_USE int stream_feed(Thread *t, StreamReader *r, const void *data, size_t len);
MUST_USE int stream_feed_bytes(Thread *t, StreamReader *r, Value bytes);
MUST_USE int stream_wake(Thread *t, StreamReader *r);
MUST_USE Value stream_anext(Thread *t, Value self); /* __anext__, in stream_read.c */
/* A reader or transport goes: neither points to the other any more. */
void stream_unfeed(SocketTransport *tr);
MUST_USE Type *stream_reader_type(Thread *t, const NativeDef *const *reading);
extern const NativeDef *const stream_reading[]; /* stream_read.c: read, readline ... */
/* ---- transport.c, datagram.c ---- */
/* The loop's own, RECEIVE_SIZE bytes: what is in it is gone at the next read. NULL: MemoryError. */
char *loop_receive_buffer(Thread *t, Loop *loop);
/* transport.method(*args), its result dropped: what the library does for a native transport. 0 or
   -1. */
MUST_USE int transport_call(Thread *t, Value transport, const char *method, const Value *args,
                            uint32_t nargs);
MUST_USE Type *socket_transport_type(Thread *t);
MUST_USE Type *datagram_transport_type(Thread *t);
/* loop_sock.c: coroutines behind loop.sock_*; those that are methods of the loop as they are. */
extern const NativeDef *const sock_functions[];
MUST_USE Type *sock_calls_type(Thread *t);

#endif
