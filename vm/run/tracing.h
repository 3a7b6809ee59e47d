/* SPDX-License-Identifier: MIT */
/*
 * sys.settrace and sys.setprofile. While nobody traces, nothing of this runs: the dispatch loop
 * exists twice, and its second copy (dispatch_traced.c) looks here before every instruction. A
 * thread changes over at a safepoint, BREAK_TRACE being set as long as some thread traces.
 */
#ifndef RONDO_TRACING_H
#define RONDO_TRACING_H

#include "vm/core/frame.h"

typedef struct TracedCall { /* a function in C that a frame is calling, for the profiler */
    const Frame *frame;
    Value callee; /* owned */
} TracedCall;

struct Tracing {
    Value trace, profile; /* functions, owned, or EMPTY */
    bool inside;          /* one of them is running */
    uint32_t held;        /* calls of tracing_call() from inside one of them */
    TracedCall *calls;
    uint32_t count, cap;
};

static inline bool trace_wanted(const Thread *t)
{
    return UNLIKELY(t->tracing != NULL) && !t->tracing->inside;
}

/* The copy of vm_run that calls the functions below. */
MUST_USE Value vm_run_traced(Thread *t);

/* sys.settrace and sys.setprofile for thread t; None: off. 0 or -1. */
MUST_USE int trace_set(Thread *t, Value function, bool profile);
/* function(*args), traced even when a trace function makes the call. */
MUST_USE Value tracing_call(Thread *t, Value function, Value args);
/* Before the instruction f->pc: call, line and opcode events, c_call and c_return. -1: raise. */
MUST_USE int trace_instruction(Thread *t, Frame *f);
/* f is resumed by an exception: its call event. -1: raise. */
MUST_USE int trace_entry(Thread *t, Frame *f);
/* f is about to return v. -1: raise. */
MUST_USE int trace_return(Thread *t, Frame *f, Value v);
/* The chain of generators that f is the leaf of is about to be suspended with v. */
MUST_USE int trace_suspend(Thread *t, Frame *f, Value v);
/* What f awaits or goes over has ended with v: an exception of which only a tracer hears. */
MUST_USE int trace_stop(Thread *t, Frame *f, Value v);
/* An exception is pending in f, its traceback entry made: it may be replaced by another. */
void trace_exception(Thread *t, Frame *f);
/* f is left by the pending exception. */
void trace_unwound(Thread *t, Frame *f);

#endif
