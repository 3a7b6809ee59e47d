/* SPDX-License-Identifier: MIT */
/* Exception objects, raising and catching. The pending exception is t->exc, always an instance. */
#ifndef RONDO_EXCEPTIONS_H
#define RONDO_EXCEPTIONS_H

#include "vm/core/containers.h"

typedef struct Exception {
    Object head;
    Value args;                      /* tuple */
    Value cause, context, traceback; /* EMPTY for None */
    bool suppress_context;
    uint8_t nfields; /* a class of layout `plain` has none: */
    /* by layout (exceptions.def), EMPTY where absent:
       stop: value; exit: code; import: msg name path name_from; os: errno strerror filename
       filename2 written; syntax: msg filename lineno offset text end_lineno end_offset
       print_file_and_line; unicode: encoding object start end reason; name: name; attribute: name
       obj; group: message exceptions */
    Value field[];
} Exception;

/* field[] of the layout `unicode` */
enum { UNI_ENCODING, UNI_OBJECT, UNI_START, UNI_END, UNI_REASON };

/* One for each frame that an exception has passed. The frame object is made when somebody asks for
   it: vm/objects/traceback.c. */
typedef struct Traceback Traceback;
struct Traceback {
    Object head;
    Value next;     /* Traceback or EMPTY */
    Value frame;    /* frame object, or EMPTY: as `state` says */
    uint32_t lasti; /* instruction index */
    int32_t lineno;
    uint8_t state;     /* TB_* */
    uint16_t nregs;    /* TB_ENDED: of `regs`, */
    uint32_t ended_at; /* and the instruction at which the frame ended */
    Code *code;     /* of the frame; owned by who owns the frame's function */
    Function *func; /* TB_ENDED: owned */
    Value back;     /* TB_ENDED: frame object of the caller, or EMPTY: */
    union {
        Frame *watched;   /* TB_RUNS: the frame; TB_ENDED: the caller's, which runs; or NULL */
        Traceback *outer; /* TB_ENDED_INSIDE: the caller's entry, whose `next` this is; BORROWED */
    };
    Value regs[]; /* TB_ENDED: the variables that the frame had */
};

/* Sets the pending exception, with __context__ chained to the handled one. All return V_ERROR. */
Value raise_format(Thread *t, ExcKind kind, const char *format, ...); /* str_format's directives */
Value raise_type(Thread *t, Type *type, const char *format, ...);
Value raise_none(Thread *t, ExcKind kind);             /* without arguments */
Value raise_value(Thread *t, ExcKind kind, Value arg); /* with one argument */
Value raise_object(Thread *t, Value exc); /* instance or class, as the raise statement */
Value raise_key(Thread *t, Value key);    /* KeyError(key) */
Value raise_errno(Thread *t, int err);    /* OSError subclass by errno, [Errno n] text */
Value raise_errno_path(Thread *t, int err, Value path);
Value raise_memory(Thread *t);
Value raise_stop_iteration(Thread *t, Value value); /* EMPTY: no value */
/* An instance not yet raised. */
MUST_USE Value exception_new(Thread *t, Type *type, const Value *args, size_t n);

bool exc_is(Thread *t, ExcKind kind); /* does the pending exception match? */
TAKES Value exc_take(Thread *t);      /* removes and returns the pending exception */
void exc_clear(Thread *t);
void exc_restore(Thread *t, TAKES Value exc); /* makes it pending again, untouched */
/* isinstance(exc, cls or tuple of classes) as `except` does it: 0, 1, -1. */
MUST_USE int exc_matches(Thread *t, Value exc, Value cls);
/* "Exception ignored in: ..." through sys.unraisablehook; clears the pending exception. */
void exc_unraisable(Thread *t, const char *message, Value where);
/* The same with a message made by str_format() from `about`. */
void exc_unraisable_format(Thread *t, const char *format, Value about);
/* The exception being handled (sys.exception()), BORROWED or EMPTY. Walks the frames. */
BORROWED Value exc_handled(Thread *t);
/* Adds a traceback entry for a script frame to the pending exception. */
void traceback_add(Thread *t, Frame *f);
/* tb_frame, made if need be. Owned, or ERROR. */
MUST_USE Value traceback_frame(Thread *t, Traceback *tb);
/* In vm/run/report.c: calls sys.unraisablehook; false when there is none or it failed. */
bool unraisable_hook(Thread *t, const char *message, Value where, Value exc);
/* Writes a str to sys.stderr, or to descriptor 2 when that is gone; errors are dropped. */
void stderr_write(Thread *t, Value text);
/* Prints as the interpreter does for an uncaught exception (sys.excepthook's default). */
void exception_print(Thread *t, Value exc);
/* The same for one that nobody can catch: without carets and without the exceptions before it. */
void exception_print_unraisable(Thread *t, Value exc);
/* warnings.warn: 0, or -1 when a filter made it an error. stacklevel as Python's. */
MUST_USE int warn_format(Thread *t, ExcKind category, int stacklevel, const char *format, ...);
/* A RuntimeWarning with this text about an object, its `source`. */
MUST_USE int warn_about(Thread *t, Value text, Value source);
/* warn_explicit: where the script's position is known rather than taken from the stack. */
MUST_USE int warn_at(Thread *t, ExcKind category, Value filename, int lineno, Value module,
                     const char *format, ...);

#endif
