/* SPDX-License-Identifier: MIT */
/* What the files of the module _pickle share. */
#ifndef RONDO_PICKLE_INTERNAL_H
#define RONDO_PICKLE_INTERNAL_H

#include "vm/api.h"

/* The letters of the pickle machine. */
enum {
    OP_MARK = '(',
    OP_STOP = '.',
    OP_POP = '0',
    OP_POP_MARK = '1',
    OP_DUP = '2',
    OP_FLOAT = 'F',
    OP_INT = 'I',
    OP_BININT = 'J',
    OP_BININT1 = 'K',
    OP_LONG = 'L',
    OP_BININT2 = 'M',
    OP_NONE = 'N',
    OP_PERSID = 'P',
    OP_BINPERSID = 'Q',
    OP_REDUCE = 'R',
    OP_STRING = 'S',
    OP_BINSTRING = 'T',
    OP_SHORT_BINSTRING = 'U',
    OP_UNICODE = 'V',
    OP_BINUNICODE = 'X',
    OP_APPEND = 'a',
    OP_BUILD = 'b',
    OP_GLOBAL = 'c',
    OP_DICT = 'd',
    OP_EMPTY_DICT = '}',
    OP_APPENDS = 'e',
    OP_GET = 'g',
    OP_BINGET = 'h',
    OP_INST = 'i',
    OP_LONG_BINGET = 'j',
    OP_LIST = 'l',
    OP_EMPTY_LIST = ']',
    OP_OBJ = 'o',
    OP_PUT = 'p',
    OP_BINPUT = 'q',
    OP_LONG_BINPUT = 'r',
    OP_SETITEM = 's',
    OP_TUPLE = 't',
    OP_EMPTY_TUPLE = ')',
    OP_SETITEMS = 'u',
    OP_BINFLOAT = 'G',
    OP_PROTO = 0x80,
    OP_NEWOBJ,
    OP_EXT1,
    OP_EXT2,
    OP_EXT4,
    OP_TUPLE1,
    OP_TUPLE2,
    OP_TUPLE3,
    OP_NEWTRUE,
    OP_NEWFALSE,
    OP_LONG1,
    OP_LONG4,
    OP_BINBYTES = 'B',
    OP_SHORT_BINBYTES = 'C',
    OP_SHORT_BINUNICODE = 0x8c,
    OP_BINUNICODE8,
    OP_BINBYTES8,
    OP_EMPTY_SET,
    OP_ADDITEMS,
    OP_FROZENSET,
    OP_NEWOBJ_EX,
    OP_STACK_GLOBAL,
    OP_MEMOIZE,
    OP_FRAME,
    OP_BYTEARRAY8,
    OP_NEXT_BUFFER,
    OP_READONLY_BUFFER,
};
enum { PROTOCOL_TOP = 5, PROTOCOL_DEFAULT = 4, BATCH = 1000 };
enum { FRAME_MIN = 4, FRAME_TARGET = 64 * 1024, FRAME_HEADER = 9 };

/* Which objects were written, by address: open addressing. */
typedef struct MemoEntry {
    uint64_t key; /* 0: free */
    Value object; /* kept alive, so that no other object gets its address */
    size_t index;
} MemoEntry;

typedef struct Pickler {
    Object head;
    Value write; /* the file's method; EMPTY: dumps() */
    Value pers_id, dispatch_table, reducer_override, buffer_callback; /* EMPTY: none */
    MemoEntry *memo;
    size_t memo_cap, memo_len;
    ByteBuf out;
    int64_t frame; /* where the open frame begins in `out`; -1: none */
    int protocol;
    bool bin, framing, fix_imports, ready, fast;
    int64_t fast_flag;
} Pickler;
extern const FieldTable pickler_fields;
#define P(v) V_AS(Pickler, v)

/* pickle_write.c */
MUST_USE int pickle_write(Pickler *p, const void *data, size_t n);
MUST_USE int pickle_op(Pickler *p, int op);
MUST_USE int pickle_frame_boundary(Thread *t, Pickler *p);
MUST_USE int pickle_frame_commit(Pickler *p);
MUST_USE int pickle_flush(Thread *t, Pickler *p);
/* header, then a long text, outside of frames when it is large */
MUST_USE int pickle_payload(Thread *t, Pickler *p, const char *head, size_t head_len,
                            const char *data, size_t len);
/* Index of an object already written, or -1. */
int64_t pickle_memo_find(Pickler *p, Value v);
MUST_USE int pickle_memo_get(Pickler *p, size_t index);
MUST_USE int pickle_memo_put(Thread *t, Pickler *p, Value v);
/* Writes the name of the module of functions in C (protocol 4 and above). In CPython it is an
   object of its own, another one than the equal name that classes have: not one memo entry but two.
 */
MUST_USE int pickle_native_module(Thread *t, Pickler *p, Value name);
void pickle_memo_clear(Thread *t, Pickler *p);
/* PicklingError or UnpicklingError with a text: -1. */
int pickle_error(Thread *t, const char *format, ...);
int unpickle_error(Thread *t, const char *format, ...);
/* An attribute by its name in ASCII: a temporary; EMPTY when absent. */
Value pickle_attr(Thread *t, Value obj, const char *name);
Value pickle_attr_must(Thread *t, Value obj, const char *name);
/* The one str with this text: a temporary. */
Value pickle_interned(Thread *t, Value text);

/* pickle_atoms.c: 0, -1 */
MUST_USE int pickle_int(Thread *t, Pickler *p, Value v);
MUST_USE int pickle_float(Thread *t, Pickler *p, Value v);
MUST_USE int pickle_str(Thread *t, Pickler *p, Value v);
MUST_USE int pickle_bytes(Thread *t, Pickler *p, Value v);
MUST_USE int pickle_bytearray(Thread *t, Pickler *p, Value v);
MUST_USE int pickle_bytes_data(Thread *t, Pickler *p, Value v, const char *data, size_t len);
MUST_USE int pickle_bytearray_data(Thread *t, Pickler *p, Value v, const char *data, size_t len);
MUST_USE int pickle_buffer(Thread *t, Pickler *p, Value v);

/* pickle_save.c, pickle_global.c */
MUST_USE int pickle_save(Thread *t, Pickler *p, Value v, bool persistent);
MUST_USE int pickle_global(Thread *t, Pickler *p, Value v, Value name);
MUST_USE int pickle_reduce(Thread *t, Pickler *p, Value reduced, Value v);
MUST_USE int pickle_batch_list(Thread *t, Pickler *p, Value iterator);
MUST_USE int pickle_batch_dict(Thread *t, Pickler *p, Value iterator);
MUST_USE int pickle_call(Thread *t, Pickler *p, Value callable, Value args, Value v);

/* pickle_buffer.c: PickleBuffer */
extern const FieldTable pickle_buffer_fields;
MUST_USE Type *pickle_buffer_type(Thread *t);
/* unpickle.c */
MUST_USE Type *unpickler_type(Thread *t);
extern const NativeDef *const unpickle_functions[];

#endif
