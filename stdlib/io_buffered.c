/* SPDX-License-Identifier: MIT */
/*
 * The buffer of BufferedReader, BufferedWriter and BufferedRandom. One block serves both
 * directions: it holds bytes read ahead, [pos, end), or bytes to be written, [0, pending), never
 * both. Turning around seeks the raw stream back over what was read ahead, or writes what is
 * pending.
 */
#include "stdlib/_io.h"
#include <errno.h>
#include <stdlib.h>
#include "vm/objects/memoryview.h"

/* ---- the lock ---- */

int buffered_enter(Thread *t, Buffered *b)
{
    if (b->owner == t->ident) {
        raise_format(t, EXC_RuntimeError, "reentrant call inside %R", v_from(b));
        return -1;
    }
    if (lock_core_acquire(t, &b->lock, -1) < 0)
        return -1;
    b->owner = t->ident;
    return 0;
}

void buffered_leave(Thread *t, Buffered *b)
{
    b->owner = 0;
    lock_core_release(t, &b->lock);
}

int buffered_check(Thread *t, Buffered *b, const char *what)
{
    if (!b->ready) {
        raise_format(t, EXC_ValueError,
                     b->detached ? "raw stream has been detached"
                                 : "I/O operation on uninitialized object");
        return -1;
    }
    if (!what)
        return 0;
    int closed = b->file ? b->file->fd < 0 : io_attr_truth(t, b->raw, "closed");
    if (closed > 0)
        raise_format(t, EXC_ValueError, "%s closed file", what);
    return closed ? -1 : 0;
}

/* ---- the raw stream ---- */

static Value view_of(Thread *t, Value exporter)
{
    return v_is_error(exporter) ? V_ERROR : K(t, memoryview_new(t, exporter));
}

/* Bytes, -1, or IO_WOULD_BLOCK. Lock held. */
static int64_t raw_read(Thread *t, Buffered *b, char *data, size_t n)
{
    if (b->file)
        return fileio_read(t, b->file, data, n);
    Value size = v_from_small((int64_t)n),
          array = K(t, call1(t, v_from(t->vm->types[KIND_bytearray]), size));
    Value view = view_of(t, array),
          got = v_is_error(view) ? V_ERROR : io_call(t, b->raw, "readinto", &view, 1);
    int64_t len;
    if (v_is_none(got))
        return IO_WOULD_BLOCK;
    if (v_is_error(got))
        return -1;
    if (value_to_int64(t, got, &len) < 0)
        return -1;
    if (len < 0 || (size_t)len > n) {
        raise_format(
            t, EXC_OSError,
            "raw readinto() returned invalid length %ld (should have been between 0 and %zu)",
            (long)len, n);
        return -1;
    }
    BufferView bytes;
    if (buffer_get(t, array, &bytes) < 0)
        return -1;
    memcpy(data, bytes.data, (size_t)len);
    buffer_release(t, &bytes);
    return len;
}

static int64_t raw_write(Thread *t, Buffered *b, const char *data, size_t n)
{
    if (b->file)
        return fileio_write(t, b->file, data, n);
    Value bytes = K(t, bytes_new(t, data, n)), view = view_of(t, bytes);
    Value put = v_is_error(view) ? V_ERROR : io_call(t, b->raw, "write", &view, 1);
    int64_t len;
    if (v_is_none(put))
        return IO_WOULD_BLOCK;
    if (v_is_error(put))
        return -1;
    if (value_to_int64(t, put, &len) < 0) {
        exc_clear(t);
        len = -1;
    }
    if (len < 0 || (size_t)len > n) {
        raise_format(t, EXC_OSError,
                     "raw write() returned invalid length %ld (should have been between 0 and %zu)",
                     (long)len, n);
        return -1;
    }
    return len;
}

/* The new position, or -1. */
static int64_t raw_seek(Thread *t, Buffered *b, int64_t offset, int whence)
{
    Value args[] = {K(t, int_new(t, offset)), v_from_small(whence)};
    Value at = v_is_error(args[0]) ? V_ERROR : io_call(t, b->raw, "seek", args, 2);
    int64_t n;
    if (v_is_error(at) || value_to_int64(t, at, &n) < 0)
        return -1;
    if (n < 0)
        raise_format(t, EXC_OSError, "Raw stream returned invalid position %ld", (long)n);
    return n < 0 ? -1 : n;
}

/* ---- turning around; lock held ---- */

/*
 * BlockingIOError(errno, "write could not complete without blocking", written); a raw stream in
 * the language that wrote None left no errno.
 */
static int write_blocked(Thread *t, const Buffered *b, size_t written)
{
    Value text = K(t, str_from_cstr(t, "write could not complete without blocking"));
    if (v_is_error(text))
        return -1;
    Value args[] = {v_from_small(b->file ? EAGAIN : 0), text, v_from_small((int64_t)written)};
    Value exc = K(t, exception_new(t, t->vm->exc[EXC_BlockingIOError], args, 3));
    if (!v_is_error(exc))
        raise_object(t, exc);
    return -1;
}

static int flush_pending(Thread *t, Buffered *b)
{
    size_t done = 0;
    int64_t n = 0;
    while (done < b->pending) {
        n = raw_write(t, b, b->buffer + done, b->pending - done);
        if (n < 0)
            break;
        done += (size_t)n;
        if (safepoint(t) < 0) {
            n = -1;
            break;
        }
    }
    memmove(b->buffer, b->buffer + done, b->pending - done);
    b->pending -= done;
    return n == IO_WOULD_BLOCK ? write_blocked(t, b, 0) : n < 0 ? -1 : 0;
}

/* Gives up what was read ahead: the raw stream goes back to where the script believes to be. */
static int forget_ahead(Thread *t, Buffered *b)
{
    size_t ahead = b->end - b->pos;
    b->pos = b->end = 0;
    return ahead && b->writable && raw_seek(t, b, -(int64_t)ahead, 1) < 0 ? -1 : 0;
}

int buffered_flush(Thread *t, Buffered *b)
{
    if (b->pending && flush_pending(t, b) < 0)
        return -1;
    return forget_ahead(t, b);
}

/* ---- reading; lock held ---- */

static int read_begin(Thread *t, Buffered *b)
{
    return b->pending ? flush_pending(t, b) : 0;
}

/* One raw read into the empty buffer: as raw_read. */
static int64_t fill(Thread *t, Buffered *b)
{
    b->pos = b->end = 0;
    int64_t n = raw_read(t, b, b->buffer, b->size);
    if (n > 0)
        b->end = (size_t)n;
    return n;
}

static size_t take(Buffered *b, char *out, size_t n)
{
    size_t part = b->end - b->pos < n ? b->end - b->pos : n;
    memcpy(out, b->buffer + b->pos, part);
    b->pos += part;
    return part;
}

/* Up to n bytes (once: with one raw read at the most). -1, or IO_WOULD_BLOCK if nothing could be
 * had. */
static int64_t read_into(Thread *t, Buffered *b, char *out, size_t n, bool once)
{
    if (read_begin(t, b) < 0)
        return -1;
    size_t done = take(b, out, n);
    int64_t got = 1;
    while (done < n && got > 0 && !(once && done)) {
        if (n - done >= b->size) {
            got = raw_read(t, b, out + done, n - done);
            done += got > 0 ? (size_t)got : 0;
        } else {
            got = fill(t, b);
            done += got > 0 ? take(b, out + done, n - done) : 0;
        }
    }
    return got == -1 ? -1 : done == 0 && got == IO_WOULD_BLOCK ? IO_WOULD_BLOCK : (int64_t)done;
}

static Value read_bytes(Thread *t, Buffered *b, size_t n, bool once)
{
    Bytes *bytes = bytes_alloc(t, n);
    if (!bytes)
        return V_ERROR;
    Value result = K(t, v_from(bytes));
    int64_t got = read_into(t, b, bytes->data, n, once);
    return got == IO_WOULD_BLOCK ? V_NONE
           : got < 0             ? V_ERROR
           : (size_t)got == n    ? result
                                 : K(t, bytes_new(t, bytes->data, (size_t)got));
}

Value buffered_read1(Thread *t, Buffered *b, int64_t n)
{
    size_t ahead = b->end - b->pos, want = n < 0 ? b->size : (size_t)n;
    if (ahead && ahead < want)
        want = ahead;
    Value r = read_bytes(t, b, want, true);
    return v_is_none(r) ? K(t, bytes_new(t, "", 0)) : r;
}

static Value read_rest(Thread *t, Buffered *b)
{
    if (read_begin(t, b) < 0)
        return V_ERROR;
    Value head = K(t, bytes_new(t, b->buffer + b->pos, b->end - b->pos));
    bool some = b->end > b->pos;
    b->pos = b->end = 0;
    Value rest = v_is_error(head) ? V_ERROR : io_call(t, b->raw, "readall", NULL, 0);
    if (v_is_error(rest) && exc_is(t, EXC_AttributeError)) {
        exc_clear(t);
        rest = io_call(t, b->raw, "read", NULL, 0);
    }
    if (v_is_error(rest) || v_is_none(rest))
        return v_is_error(rest) ? V_ERROR : some ? head : V_NONE;
    if (!v_has_layout(rest, KIND_bytes))
        return raise_format(t, EXC_TypeError, "readall() should return bytes");
    return some ? K(t, binary_op(t, OP_ADD, head, rest)) : rest;
}

Value buffered_take_line(Thread *t, Buffered *b, int64_t limit)
{
    if (read_begin(t, b) < 0)
        return V_ERROR;
    ByteBuf line;
    bytebuf_init(&line, t);
    for (;;) {
        size_t left = b->end - b->pos;
        if (limit >= 0 && left > (size_t)limit - line.len)
            left = (size_t)limit - line.len;
        char *start = b->buffer + b->pos, *newline = left ? memchr(start, '\n', left) : NULL;
        size_t n = newline ? (size_t)(newline - start) + 1 : left;
        bytebuf_push(&line, start, n);
        b->pos += n;
        if (newline || (limit >= 0 && line.len == (size_t)limit))
            break;
        int64_t got = fill(t, b);
        if (got == -1) {
            bytebuf_free(&line);
            return V_ERROR;
        }
        if (got <= 0)
            break;
    }
    return K(t, bytebuf_finish(&line));
}

/* ---- writing; lock held ---- */

/* Appends what fits of n bytes to what is pending; returns how many that were. */
static size_t keep_pending(Buffered *b, const char *data, size_t n)
{
    size_t room = b->size - b->pending, part = n < room ? n : room;
    memcpy(b->buffer + b->pending, data, part);
    b->pending += part;
    return part;
}

/*
 * What does not fit is written past the buffer, which stays in order. A raw stream that would
 * block gets the buffer filled: the error tells how much of `data` is in safe hands.
 */
static int write_large(Thread *t, Buffered *b, const char *data, size_t n)
{
    size_t done = 0;
    if (b->pending && flush_pending(t, b) < 0) {
        if (!exc_is(t, EXC_BlockingIOError))
            return -1;
        exc_clear(t);
        done = keep_pending(b, data, n);
        return done == n ? 0 : write_blocked(t, b, done);
    }
    while (n - done >= b->size) {
        int64_t put = raw_write(t, b, data + done, n - done);
        if (put == IO_WOULD_BLOCK) {
            done += keep_pending(b, data + done, n - done);
            return done == n ? 0 : write_blocked(t, b, done);
        }
        if (put < 0 || safepoint(t) < 0)
            return -1;
        done += (size_t)put;
    }
    keep_pending(b, data + done, n - done);
    return 0;
}

int buffered_write(Thread *t, Buffered *b, const char *data, size_t n)
{
    if (b->end && forget_ahead(t, b) < 0)
        return -1;
    if (UNLIKELY(n > b->size - b->pending || n >= b->size))
        return write_large(t, b, data, n);
    memcpy(b->buffer + b->pending, data, n);
    b->pending += n;
    return 0;
}

/* ---- methods for reading ---- */

/* Checks, takes the lock; the method's body; gives it back. */
static int reading_begin(Thread *t, Value self, const char *what)
{
    return buffered_check(t, BUFFERED(self), what) < 0 ? -1 : buffered_enter(t, BUFFERED(self));
}

API(buffered_read_method, "read(self, size=-1, /)", "Read and return up to n bytes.")
{
    Buffered *b = BUFFERED(a[0]);
    int64_t n;
    if (io_size_parse(t, a[1], &n) < 0)
        return V_ERROR;
    if (n < -1)
        return raise_format(t, EXC_ValueError, "read length must be non-negative or -1");
    if (reading_begin(t, a[0], "read of") < 0)
        return V_ERROR;
    Value r = n < 0 ? read_rest(t, b) : read_bytes(t, b, (size_t)n, false);
    buffered_leave(t, b);
    return r;
}

API(buffered_read1_method, "read1(self, size=-1, /)",
    "Read and return up to size bytes, with at most one read() call.")
{
    Buffered *b = BUFFERED(a[0]);
    int64_t n;
    if (io_size_parse(t, a[1], &n) < 0 || reading_begin(t, a[0], "read of") < 0)
        return V_ERROR;
    Value r = buffered_read1(t, b, n);
    buffered_leave(t, b);
    return r;
}

/*
 * As read_into, with at most one raw read of the script's own space; the buffer is filled only
 * when it had nothing.
 */
static int64_t read_into_once(Thread *t, Buffered *b, char *out, size_t n)
{
    if (read_begin(t, b) < 0)
        return -1;
    size_t done = take(b, out, n);
    while (done < n) {
        bool direct = n - done > b->size;
        if (!direct && done)
            break;
        int64_t got = direct ? raw_read(t, b, out + done, n - done) : fill(t, b);
        if (got < 0)
            return got == IO_WOULD_BLOCK && done ? (int64_t)done : got;
        if (got == 0)
            break;
        done += direct ? (size_t)got : take(b, out, n);
        if (direct)
            break;
    }
    return (int64_t)done;
}

typedef int64_t ReadInto(Thread *t, Buffered *b, char *out, size_t n);

static int64_t read_into_whole(Thread *t, Buffered *b, char *out, size_t n)
{
    return read_into(t, b, out, n, false);
}

static Value readinto(Thread *t, Value *a, const char *name, ReadInto *read)
{
    Buffered *b = BUFFERED(a[0]);
    BufferView view;
    if (buffered_check(t, b, "readinto of") < 0 || buffer_get_writable(t, a[1], &view, name) < 0)
        return V_ERROR;
    int64_t n = buffered_enter(t, b) < 0 ? -3 : read(t, b, view.data, view.len);
    if (n != -3)
        buffered_leave(t, b);
    buffer_release(t, &view);
    return n == IO_WOULD_BLOCK ? V_NONE : n < 0 ? V_ERROR : v_from_small(n);
}
API(buffered_readinto, "readinto(self, buffer, /)", NULL)
{
    return readinto(t, a, "readinto", read_into_whole);
}
API(buffered_readinto1, "readinto1(self, buffer, /)", NULL)
{
    return readinto(t, a, "readinto1", read_into_once);
}

API(buffered_readline, "readline(self, size=-1, /)", "Read and return a line from the stream.")
{
    int64_t limit;
    if (io_size_parse(t, a[1], &limit) < 0 || reading_begin(t, a[0], "readline of") < 0)
        return V_ERROR;
    Value r = buffered_take_line(t, BUFFERED(a[0]), limit);
    buffered_leave(t, BUFFERED(a[0]));
    return r;
}

API(buffered_peek, "peek(self, size=0, /)", NULL)
{
    Buffered *b = BUFFERED(a[0]);
    if (reading_begin(t, a[0], "peek of") < 0)
        return V_ERROR;
    int64_t got = read_begin(t, b) < 0 ? -1 : b->end > b->pos ? 1 : fill(t, b);
    Value r = got == -1 ? V_ERROR : K(t, bytes_new(t, b->buffer + b->pos, b->end - b->pos));
    buffered_leave(t, b);
    return r;
}

/* ---- methods for writing ---- */

API(buffered_write_method, "write(self, buffer, /)", "Write the given buffer to the IO stream.")
{
    Buffered *b = BUFFERED(a[0]);
    BufferView view;
    if (buffered_check(t, b, NULL) < 0)
        return V_ERROR;
    if (buffer_get(t, a[1], &view) < 0)
        return V_ERROR;
    int status = buffered_check(t, b, "write to") < 0 || buffered_enter(t, b) < 0
                     ? -2
                     : buffered_write(t, b, view.data, view.len);
    if (status != -2)
        buffered_leave(t, b);
    int64_t n = (int64_t)view.len;
    buffer_release(t, &view);
    return status < 0 ? V_ERROR : v_from_small(n);
}

API(buffered_flush_method, "flush(self, /)", NULL)
{
    Buffered *b = BUFFERED(a[0]);
    if (buffered_check(t, b, b->writable ? "flush of" : NULL) < 0)
        return V_ERROR;
    if (!b->writable)
        return io_call(t, b->raw, "flush", NULL, 0);
    if (buffered_enter(t, b) < 0)
        return V_ERROR;
    int status = buffered_flush(t, b);
    buffered_leave(t, b);
    return status < 0 ? V_ERROR : V_NONE;
}

/* ---- position ---- */

static Value seek_locked(Thread *t, Buffered *b, int64_t target, int whence)
{
    size_t ahead = b->end - b->pos;
    if (b->pending && flush_pending(t, b) < 0)
        return V_ERROR;
    if (whence == 1)
        target -= (int64_t)ahead;
    b->pos = b->end = 0;
    int64_t at = raw_seek(t, b, target, whence);
    return at < 0 ? V_ERROR : K(t, int_new(t, at));
}

API(buffered_seek, "seek(self, target, whence=0, /)", NULL)
{
    Buffered *b = BUFFERED(a[0]);
    int64_t target, whence = 0;
    if (!v_is_empty(a[2]) && value_to_int64(t, a[2], &whence) < 0)
        return V_ERROR;
    if (whence < 0 || whence > 4)
        return raise_format(t, EXC_ValueError, "whence value %ld unsupported", (long)whence);
    if (buffered_check(t, b, "seek of") < 0)
        return V_ERROR;
    int seekable = io_ask(t, b->raw, "seekable");
    if (seekable <= 0)
        return seekable < 0 ? V_ERROR : io_unsupported(t, "File or stream is not seekable.");
    if (value_to_int64(t, a[1], &target) < 0 || buffered_enter(t, b) < 0)
        return V_ERROR;
    Value r = seek_locked(t, b, target, (int)whence);
    buffered_leave(t, b);
    return r;
}

API(buffered_tell, "tell(self, /)", NULL)
{
    Buffered *b = BUFFERED(a[0]);
    if (buffered_check(t, b, NULL) < 0)
        return V_ERROR;
    Value at = io_call(t, b->raw, "tell", NULL, 0);
    int64_t n;
    if (v_is_error(at) || value_to_int64(t, at, &n) < 0)
        return V_ERROR;
    if (n < 0)
        return raise_format(t, EXC_OSError, "Raw stream returned invalid position %ld", (long)n);
    return K(t, int_new(t, n - (int64_t)(b->end - b->pos) + (int64_t)b->pending));
}

API(buffered_truncate, "truncate(self, pos=None, /)", NULL)
{
    Buffered *b = BUFFERED(a[0]);
    if (buffered_check(t, b, "truncate of") < 0)
        return V_ERROR;
    if (!b->writable)
        return io_unsupported(t, "truncate");
    if (v_is_error(io_call(t, a[0], "flush", NULL, 0)))
        return V_ERROR;
    Value size = v_is_empty(a[1]) || v_is_none(a[1]) ? io_call(t, a[0], "tell", NULL, 0) : a[1];
    return v_is_error(size) ? V_ERROR : io_call(t, b->raw, "truncate", &size, 1);
}

/* ---- the rest is the raw stream's ---- */

static Value ask_raw(Thread *t, Value self, const char *name)
{
    return buffered_check(t, BUFFERED(self), NULL) < 0
               ? V_ERROR
               : io_call(t, BUFFERED(self)->raw, name, NULL, 0);
}
API(buffered_seekable, "seekable(self, /)", NULL)
{
    return ask_raw(t, a[0], "seekable");
}
API(buffered_readable, "readable(self, /)", NULL)
{
    return ask_raw(t, a[0], "readable");
}
API(buffered_writable, "writable(self, /)", NULL)
{
    return ask_raw(t, a[0], "writable");
}
API(buffered_fileno, "fileno(self, /)", NULL)
{
    return ask_raw(t, a[0], "fileno");
}
API(buffered_isatty, "isatty(self, /)", NULL)
{
    return ask_raw(t, a[0], "isatty");
}

API(buffered_dealloc_warn, "_dealloc_warn(self, source, /)", NULL)
{
    Buffered *b = BUFFERED(a[0]);
    if (b->ready && v_is_error(io_call(t, b->raw, "_dealloc_warn", &a[1], 1)))
        exc_clear(t); /* a raw stream of a script need not have it */
    return V_NONE;
}

/* The error of flush() comes first; that of the raw close() is chained to it. */
API(buffered_close, "close(self, /)", NULL)
{
    Buffered *b = BUFFERED(a[0]);
    if (buffered_check(t, b, NULL) < 0)
        return V_ERROR;
    int closed = io_attr_truth(t, b->raw, "closed");
    if (closed)
        return closed < 0 ? V_ERROR : V_NONE;
    if (b->base.finalizing && v_is_error(io_call(t, b->raw, "_dealloc_warn", &a[0], 1)))
        exc_clear(t);
    Value flushed = io_call(t, a[0], "flush", NULL, 0);
    Value exc = exc_take(t);
    Value r = io_call(t, b->raw, "close", NULL, 0);
    b->base.closed = true;
    b->pos = b->end = b->pending = 0;
    if (!v_is_error(flushed))
        return r;
    if (v_is_error(r))
        v_set(t, &V_AS(Exception, t->exc)->context, exc);
    else
        exc_restore(t, exc);
    return V_ERROR;
}

API(buffered_detach, "detach(self, /)", NULL)
{
    Buffered *b = BUFFERED(a[0]);
    if (buffered_check(t, b, NULL) < 0 || v_is_error(io_call(t, a[0], "flush", NULL, 0)))
        return V_ERROR;
    Value raw = K(t, dup(b->raw));
    api_set(t, &b->raw, V_EMPTY);
    b->file = NULL;
    b->detached = true;
    b->ready = false;
    return raw;
}

#define COMMON                                                                 \
    &buffered_seekable_def, &buffered_fileno_def, &buffered_isatty_def,        \
        &buffered_dealloc_warn_def, &buffered_close_def, &buffered_detach_def, \
        &buffered_flush_method_def, &buffered_seek_def, &buffered_tell_def, &buffered_truncate_def
#define READING                                                                    \
    &buffered_read_method_def, &buffered_read1_method_def, &buffered_readinto_def, \
        &buffered_readinto1_def, &buffered_readline_def, &buffered_peek_def,       \
        &buffered_readable_def
#define WRITING &buffered_write_method_def, &buffered_writable_def
const NativeDef *const buffered_reader_methods[] = {COMMON, READING, NULL};
const NativeDef *const buffered_writer_methods[] = {COMMON, WRITING, NULL};
const NativeDef *const buffered_random_methods[] = {COMMON, READING, WRITING, NULL};
