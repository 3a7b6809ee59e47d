/* SPDX-License-Identifier: MIT */
/* What the files of the module _io share. */
#ifndef RONDO_STDLIB_IO_H
#define RONDO_STDLIB_IO_H

#include "stdlib/_thread.h"
#include "vm/core/descriptor.h"
#include "vm/objects/buffer.h"
#include "vm/objects/bytes.h"

enum { IO_BUFFER_SIZE = 8192, IO_WOULD_BLOCK = -2 };

/* Told before and after each write to a descriptor, by whatever thread: the shell takes its prompt
 * out of the way. */
typedef struct WriteWatch {
    void (*begins)(Thread *t, int fd);
    void (*ends)(Thread *t, int fd, const void *data,
                 int64_t n); /* n: bytes written, or negative */
} WriteWatch;

/* The types, by which the fast paths know each other. */
typedef struct IoState {
    const WriteWatch *watch; /* NULL: nobody wants to know */
    Type *iobase, *rawbase, *bufferedbase, *textbase, *fileio, *reader, *writer, *random, *pair,
        *text, *bytesio, *stringio, *newline;
} IoState;
#define IO(t) ((t)->vm->io)
static inline void io_write_begins(Thread *t, int fd)
{
    if (UNLIKELY(IO(t)->watch != NULL))
        IO(t)->watch->begins(t, fd);
}
static inline void io_write_ends(Thread *t, int fd, const void *data, int64_t n)
{
    if (UNLIKELY(IO(t)->watch != NULL))
        IO(t)->watch->ends(t, fd, data, n);
}

/* What all streams begin with. */
typedef struct IoBase {
    Object head;
    bool closed, finalizing;
} IoBase;

/* ---- io_base.c ---- */
MUST_USE Type *io_base_types(Thread *t, IoState *io);
/* obj.name(args...), a temporary. */
MUST_USE Value io_call(Thread *t, Value obj, const char *name, const Value *args, uint32_t n);
MUST_USE Value io_get(Thread *t, Value obj, const char *name);
/* truth of obj.name or obj.name(): -1 on error. */
MUST_USE int io_ask(Thread *t, Value obj, const char *name);
MUST_USE int io_attr_truth(Thread *t, Value obj, const char *name);
/* ValueError "I/O operation on closed file." */
MUST_USE int io_check_closed(Thread *t, Value self);
Value io_unsupported(Thread *t, const char *message);
/* A size argument: int, None or absent (-1). TypeError as CPython's. */
MUST_USE int io_size_parse(Thread *t, Value v, int64_t *n);
Value io_self(Thread *t, Value self); /* __iter__ */
Value io_iter(Thread *t, Value self); /* __iter__ that refuses a closed file */

/* ---- io_file.c ---- */
typedef struct FileIO {
    IoBase base;
    Value name;
    int fd; /* -1: closed */
    bool created, readable, writable, appending, closefd;
    int8_t seekable; /* -1: not known */
    uint32_t block_size;
} FileIO;
MUST_USE Type *io_file_type(Thread *t, IoState *io);
/* Bytes, or -1 with an exception, or IO_WOULD_BLOCK. */
MUST_USE int64_t fileio_read(Thread *t, FileIO *f, void *data, size_t n);
MUST_USE int64_t fileio_write(Thread *t, FileIO *f, const void *data, size_t n);
MUST_USE Value fileio_new(Thread *t, Value file, const char *mode, bool closefd, Value opener);

/* ---- io_buffered.c, io_buffered_types.c ---- */
typedef struct Buffered {
    IoBase base;
    Value raw; /* EMPTY: detached or not initialised */
    char *buffer;
    size_t size;
    size_t pos, end; /* read: unread bytes are [pos, end) */
    size_t pending;  /* write: bytes [0, pending) have to go out; then pos = end = 0 */
    bool ready, detached, readable, writable;
    FileIO *file;  /* raw, when it is exactly a FileIO: no calls through attributes */
    LockCore lock; /* held while the raw stream is in use: the GIL may be let go there */
    uint64_t owner;
    bool locked_once; /* the lock is initialised */
} Buffered;
#define BUFFERED(v) V_AS(Buffered, v)
MUST_USE int io_buffered_types(Thread *t, IoState *io);
MUST_USE int buffered_enter(Thread *t, Buffered *b);
void buffered_leave(Thread *t, Buffered *b);
MUST_USE int buffered_check(Thread *t, Buffered *b,
                            const char *what); /* initialised, not detached, open */
/* These hold the lock already, or take it (the ..._locked ones need it held). */
MUST_USE Value buffered_read1(Thread *t, Buffered *b, int64_t n);
MUST_USE int buffered_write(Thread *t, Buffered *b, const char *data, size_t n);
MUST_USE int buffered_flush(Thread *t, Buffered *b);
extern const NativeDef *const buffered_reader_methods[], *const buffered_writer_methods[],
                                                             *const buffered_random_methods[];
extern const GetSetDef buffered_getset[];
MUST_USE int buffered_init(Thread *t, Value self, Value raw, Value size, bool readable,
                           bool writable);
MUST_USE Value buffered_take_line(Thread *t, Buffered *b, int64_t limit);
Value buffered_repr(Thread *t, Value self);
extern const FieldTable buffered_fields;

/* ---- io_newline.c ---- */
typedef struct NewlineState {
    bool translate, pending_cr;
    uint8_t seen; /* 1: \r, 2: \n, 4: \r\n */
} NewlineState;
/* The text with its newlines made \n (translate), or just counted; a \r at the end waits unless
 * final. A temporary. */
MUST_USE Value newline_decode(Thread *t, NewlineState *s, Value text, bool final);
MUST_USE Value newline_seen(Thread *t, uint8_t seen);
MUST_USE int io_newline_type(Thread *t, IoState *io);
/* How lines end when they are read and written. */
typedef struct NewlineMode {
    bool universal, translate;
    char read_end[3], write_end[3]; /* read_end "": any */
} NewlineMode;
/* newline= of open(): 0, -1 with TypeError or ValueError; `function` for the message. */
MUST_USE int newline_mode_parse(Thread *t, Value v, const char *function, bool quoted,
                                NewlineMode *out);
/* Where the line that begins at start ends (behind its newline); -1: not in s. */
int64_t newline_find(const Str *s, size_t start, const NewlineMode *m);
/* text with \n as m->write_end: a temporary. */
MUST_USE Value newline_for_writing(Thread *t, Value text, const NewlineMode *m);

/* ---- the others ---- */
MUST_USE int io_text_type(Thread *t, IoState *io);
MUST_USE int io_memory_types(Thread *t, IoState *io);
MUST_USE int io_stringio_type(Thread *t, IoState *io);
MUST_USE Value text_new(Thread *t, Value buffer, Value encoding, Value errors, Value newline,
                        bool line_buffering, bool write_through);
MUST_USE Value buffered_new(Thread *t, Type *type, Value raw, int64_t size);

#endif
