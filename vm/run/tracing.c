/* SPDX-License-Identifier: MIT */
#include "parser/bytecode/ops.h"
#include "vm/core/descriptor.h"
#include "vm/core/interp.h"
#include "vm/core/type.h"
#include "vm/core/native.h"
#include "vm/core/vm.h"
#include "vm/run/tracing.h"

static bool is_set(Value v)
{
    return !v_is_empty(v) && !v_is_none(v);
}

/* ---- on and off ---- */

/* Frames that run already have been entered before anybody looked. */
static void mark_frames(Thread *t)
{
    for (Frame *f = t->frame; f; f = f->prev) {
        if (!frame_is_code(f))
            continue;
        f->flags |= FF_TRACED;
        FrameObject *o = (FrameObject *)frame_known(f);
        if (o && o->shown_line < 0) { /* else its call is just being told: no line was yet */
            o->last_line = frame_line(f);
            o->last_pc = f->pc;
        }
    }
}

static void calls_forget(Thread *t, struct Tracing *tr)
{
    while (tr->count)
        drop(t, tr->calls[--tr->count].callee);
}

void tracing_free(Thread *t)
{
    struct Tracing *tr = t->tracing;
    if (!tr)
        return;
    t->tracing = NULL;
    if (--t->vm->tracers == 0)
        vm_unbreak(t->vm, BREAK_TRACE);
    calls_forget(t, tr);
    mem_free(t, tr->calls, tr->cap * sizeof *tr->calls);
    v_clear(t, &tr->trace);
    v_clear(t, &tr->profile);
    mem_free(t, tr, sizeof *tr);
}

void tracing_visit(Thread *t, VisitFn fn, void *arg)
{
    struct Tracing *tr = t->tracing;
    if (!tr)
        return;
    fn(tr->trace, arg);
    fn(tr->profile, arg);
    for (uint32_t i = 0; i < tr->count; i++)
        fn(tr->calls[i].callee, arg);
}

int trace_set(Thread *t, Value function, bool profile)
{
    struct Tracing *tr = t->tracing;
    if (!tr) {
        if (v_is_none(function))
            return 0;
        tr = mem_alloc_zero(t, sizeof *tr);
        if (!tr)
            return -1;
        tr->trace = tr->profile = V_EMPTY;
        t->tracing = tr;
        t->vm->tracers++;
        vm_break(t->vm, BREAK_TRACE);
    }
    if (!is_set(tr->trace) && !is_set(tr->profile))
        mark_frames(t);
    v_set(t, profile ? &tr->profile : &tr->trace, v_is_none(function) ? V_EMPTY : dup(function));
    if (profile && v_is_none(function))
        calls_forget(t, tr);
    if (!is_set(tr->trace) && !is_set(tr->profile) && !tr->inside && !tr->held)
        tracing_free(t);
    return 0;
}

/* ---- calling the functions ---- */

/* function(frame, event, arg), while nothing else is traced; the result, or ERROR after switching
   that function off. */
static Value notify(Thread *t, Value function, Value frame, const char *event, Value arg,
                    bool profile)
{
    struct Tracing *tr = t->tracing;
    Value name = str_intern_utf8(t, event, strlen(event));
    if (v_is_error(name))
        return V_ERROR;
    dup(function);
    tr->inside = true;
    Value r = call3(t, function, frame, name, arg);
    tr->inside = false;
    drop(t, function);
    drop(t, name);
    if (v_is_error(r)) {
        Value pending = exc_take(t);
        if (trace_set(t, V_NONE, profile) < 0)
            exc_clear(t);
        exc_restore(t, pending);
    } else if (!is_set(tr->trace) && !is_set(tr->profile) && !tr->held) {
        tracing_free(t);
    }
    return r;
}

static int notify_profile(Thread *t, Frame *f, const char *event, Value arg)
{
    if (!t->tracing || !is_set(t->tracing->profile))
        return 0;
    Value frame = frame_object(t, f);
    Value r = v_is_error(frame) ? V_ERROR : notify(t, t->tracing->profile, frame, event, arg, true);
    if (!v_is_error(frame))
        drop(t, frame);
    if (v_is_error(r))
        return -1;
    drop(t, r);
    return 0;
}

/* The frame's own trace function, or for a call the thread's, whose result takes its place. */
static int notify_trace(Thread *t, Frame *f, const char *event, Value arg, bool call)
{
    if (!t->tracing || !is_set(t->tracing->trace))
        return 0;
    FrameObject *known = (FrameObject *)frame_known(f);
    if (!call && (!known || !is_set(known->trace)))
        return 0;
    Value frame = frame_object(t, f);
    if (v_is_error(frame))
        return -1;
    FrameObject *o = V_AS(FrameObject, frame);
    Value r = notify(t, call ? t->tracing->trace : o->trace, frame, event, arg, false);
    if (v_is_error(r))
        v_clear(t, &o->trace);
    else if (is_set(r))
        v_set(t, &o->trace, dup(r));
    drop(t, frame);
    if (v_is_error(r))
        return -1;
    drop(t, r);
    return 0;
}

/* ---- frames are entered ---- */

static bool is_chained(const Frame *f)
{
    return f->kind == FRAME_GENERATOR && f->prev && f->prev->kind == FRAME_GENERATOR &&
           frame_gen(f)->inner;
}

/* The line of a frame that is entered: of its head, or of the yield that it goes on behind. */
static int entry_line(const Frame *f)
{
    if (f->pc == f->code->cells)
        return f->code->unit->is_module ? 0 : (int)f->code->unit->firstline;
    return code_line(f->code, f->pc[-1].op == OPC_YIELD ? f->pc - 1 : f->pc);
}

static int entered_event(Thread *t, Frame *f)
{
    Value frame = frame_object(t, f);
    if (v_is_error(frame))
        return -1;
    FrameObject *o = V_AS(FrameObject, frame);
    o->shown_line = entry_line(f);
    o->last_line = f->pc == f->code->cells ? -1 : o->shown_line;
    o->last_pc = f->pc;
    int status = notify_trace(t, f, "call", V_NONE, true);
    o->shown_line = -1;
    drop(t, frame);
    return status;
}

/* A call, or the resumption of a generator; those that f is awaited by come first. */
static int frame_entered(Thread *t, Frame *f)
{
    if (is_chained(f) && !(f->prev->flags & FF_TRACED) && frame_entered(t, f->prev) < 0)
        return -1;
    f->flags |= FF_TRACED;
    if (is_set(t->tracing->trace) && entered_event(t, f) < 0)
        return -1;
    return notify_profile(t, f, "call", V_NONE);
}

int trace_entry(Thread *t, Frame *f)
{
    if (f->flags & FF_TRACED)
        return 0;
    Value pending = exc_take(t);
    int status = frame_entered(t, f);
    if (status < 0)
        drop(t, pending);
    else if (!v_is_empty(pending))
        exc_restore(t, pending);
    return status;
}

/* ---- functions in C ---- */

/* The builtin function that the call at f->pc is going to call, owned, or EMPTY. */
static Value called_native(Thread *t, const Frame *f)
{
    const Cell *pc = f->pc;
    Opcode op = opcode_base((Opcode)pc->op);
    bool method = op == OPC_CALL_METHOD || op == OPC_CALL_METHOD_KW;
    if (!method && op != OPC_CALL && op != OPC_CALL_KW && op != OPC_CALL_EX)
        return V_EMPTY;
    Value callee = f->regs[pc->b];
    if (v_is_kind(callee, KIND_native))
        return dup(callee);
    if (!v_is_kind(callee, KIND_method_descriptor))
        return V_EMPTY;
    Value self = op != OPC_CALL_EX ? f->regs[pc->b + 1] : V_EMPTY;
    return v_is_empty(self) ? V_EMPTY : descr_bind(t, callee, self, v_type(t, self));
}

static int call_begins(Thread *t, Frame *f)
{
    Value callee = called_native(t, f);
    if (v_is_empty(callee))
        return 0;
    if (v_is_error(callee))
        return -1;
    struct Tracing *tr = t->tracing;
    if (tr->count == tr->cap) {
        uint32_t cap = tr->cap ? tr->cap * 2 : 8;
        void *moved =
            mem_resize(t, tr->calls, tr->cap * sizeof *tr->calls, cap * sizeof *tr->calls);
        if (!moved) {
            drop(t, callee);
            return -1;
        }
        tr->calls = moved;
        tr->cap = cap;
    }
    if (notify_profile(t, f, "c_call", callee) < 0 || !t->tracing || !is_set(tr->profile)) {
        bool failed = !v_is_empty(t->exc);
        drop(t, callee);
        return failed ? -1 : 0;
    }
    tr->calls[tr->count++] = (TracedCall){f, callee};
    return 0;
}

/* The function in C that f was calling has returned, or raised. */
static int call_ends(Thread *t, Frame *f, const char *event)
{
    struct Tracing *tr = t->tracing;
    if (!tr->count || tr->calls[tr->count - 1].frame != f)
        return 0;
    Value callee = tr->calls[--tr->count].callee;
    int status = notify_profile(t, f, event, callee);
    drop(t, callee);
    return status;
}

/* ---- instructions ---- */

/* A new line, or the same one again after a jump back. */
static int line_event(Thread *t, Frame *f, FrameObject *o)
{
    if (f->pc->op == OPC_MAKE_CELL)
        return 0;
    int line = code_line(f->code, f->pc);
    bool again = f->pc < o->last_pc;
    bool news = line > 0 && (line != o->last_line || again);
    o->last_pc = f->pc;
    if (!news)
        return 0;
    o->last_line = line;
    if (f->pc->op == OPC_JUMP_BACK)
        o->last_pc = NULL; /* where it leads to, often the same line, is not told again */
    return o->no_lines ? 0 : notify_trace(t, f, "line", V_NONE, false);
}

int trace_instruction(Thread *t, Frame *f)
{
    if (!(f->flags & FF_TRACED) && frame_entered(t, f) < 0)
        return -1;
    if (t->tracing && t->tracing->count && call_ends(t, f, "c_return") < 0)
        return -1;
    FrameObject *o = (FrameObject *)frame_known(f);
    if (t->tracing && is_set(t->tracing->trace) && o && is_set(o->trace)) {
        if (line_event(t, f, o) < 0)
            return -1;
        if (o->opcodes && notify_trace(t, f, "opcode", V_NONE, false) < 0)
            return -1;
    }
    return t->tracing && is_set(t->tracing->profile) ? call_begins(t, f) : 0;
}

int trace_stop(Thread *t, Frame *f, Value v)
{
    FrameObject *o = (FrameObject *)frame_known(f);
    if (!is_set(t->tracing->trace) || !o || !is_set(o->trace))
        return 0;
    Value args[] = {v};
    Value exc = exception_new(t, t->vm->exc[EXC_StopIteration], args, v_is_none(v) ? 0 : 1);
    if (v_is_error(exc))
        return -1;
    Value info = tuple_pack(t, 3, v_from(v_type(t, exc)), exc, V_NONE);
    drop(t, exc);
    int status = v_is_error(info) ? -1 : notify_trace(t, f, "exception", info, false);
    if (!v_is_error(info))
        drop(t, info);
    return status;
}

int trace_return(Thread *t, Frame *f, Value v)
{
    if (!(f->flags & FF_TRACED))
        return 0;
    if (notify_trace(t, f, "return", v, false) < 0)
        return -1;
    return notify_profile(t, f, "return", v);
}

int trace_suspend(Thread *t, Frame *f, Value v)
{
    for (;; f = f->prev) {
        int status = trace_return(t, f, v);
        f->flags &= (uint8_t)~FF_TRACED;
        if (status < 0)
            return -1;
        if (!is_chained(f) || !t->tracing)
            return 0;
    }
}

void trace_exception(Thread *t, Frame *f)
{
    if (!(f->flags & FF_TRACED))
        return;
    Value exc = exc_take(t);
    if (t->tracing->count && call_ends(t, f, "c_exception") < 0) {
        drop(t, exc);
        return;
    }
    Value tb = V_AS(Exception, exc)->traceback;
    Value info = tuple_pack(t, 3, v_from(v_type(t, exc)), exc, v_is_empty(tb) ? V_NONE : tb);
    int status = v_is_error(info) ? -1 : notify_trace(t, f, "exception", info, false);
    if (!v_is_error(info))
        drop(t, info);
    if (status < 0)
        drop(t, exc);
    else
        exc_restore(t, exc);
}

void trace_unwound(Thread *t, Frame *f)
{
    Value exc = exc_take(t);
    if (trace_return(t, f, V_NONE) < 0)
        drop(t, exc);
    else
        exc_restore(t, exc);
}

Value tracing_call(Thread *t, Value function, Value args)
{
    struct Tracing *tr = t->tracing;
    if (!tr || !tr->inside)
        return call_tuple_dict(t, function, args, V_EMPTY);
    tr->inside = false;
    tr->held++;
    Value r = call_tuple_dict(t, function, args, V_EMPTY);
    tr->held--;
    tr->inside = true;
    return r;
}
