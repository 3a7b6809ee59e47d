/* SPDX-License-Identifier: MIT */
/*
 * The trace: one line for each event,
 *
 *     0.100213  turn 12   Task-2 (worker, lesson.py:8) waits for <Lock, held by Task-1>
 *
 * The time is that of the loop, counted from the first line. Nothing of the script runs while a
 * line is made: names are read from the objects, and repr() is never called.
 */
#include <stdio.h>
#include <stdlib.h>
#include "vm/core/vm.h"
#include "vm/sched/sync.h"
#include "vm/watch/trace.h"

typedef struct Trace {
    Observer observer;
    double start;
    bool started;
    bool tasks_only; /* in the shell: every line that is written makes the loop wait anew, to say so would never end */
} Trace;

static const char *const texts[EVENT_COUNT] = {
#define EVENT(id, text) [EV_##id] = text,
#include "vm/sched/events.def"
#undef EVENT
};

/* ---- what things are called ---- */

static const char *base_name(Thread *t, Value filename)
{
    const char *text = v_is_str(filename) ? str_wtf8(t, V_AS(Str, filename), NULL) : NULL;
    if (!text)
        return "?";
    const char *slash = strrchr(text, '/');
    return slash ? slash + 1 : text;
}

static void put_name(Thread *t, StrBuf *b, Str *name)
{
    strbuf_str(b, name);
}

static void put_coro(Thread *t, StrBuf *b, Value coro)
{
    char line[32];
    if (v_is_kind(coro, KIND_coroutine)) {
        Generator *g = V_AS(Generator, coro);
        const Frame *f = &g->frame;
        put_name(t, b, generator_qualname(g));
        if (f->code) {
            snprintf(line, sizeof line, ":%d", frame_line(f));
            strbuf_ascii(b, ", ");
            const char *file = base_name(t, f->code->filename);
            strbuf_utf8(b, file, strlen(file));
            strbuf_ascii(b, line);
        }
    } else if (v_is_native_coro(t, coro)) {
        strbuf_ascii(b, V_AS(NativeCoro, coro)->def->qualname);
    } else if (!v_is_empty(coro)) {
        strbuf_ascii(b, v_type_name(t, coro));
    }
}

static void put_task(Thread *t, StrBuf *b, Task *task)
{
    char number[32];
    if (v_is_small(task->name)) {
        snprintf(number, sizeof number, "Task-%lld", (long long)v_small(task->name));
        strbuf_ascii(b, number);
    } else if (v_is_str(task->name)) {
        strbuf_str(b, V_AS(Str, task->name));
    }
    if (v_is_empty(task->coro))
        return;
    strbuf_ascii(b, " (");
    put_coro(t, b, task->coro);
    strbuf_char(b, ')');
}

static void put_native(Thread *t, StrBuf *b, const Native *native)
{
    if (native->owner) {
        strbuf_ascii(b, type_short_name(native->owner));
        strbuf_char(b, '.');
    }
    put_name(t, b, native->name);
}

static void put_handle(Thread *t, StrBuf *b, Handle *h)
{
    Value fn = h->callback;
    if (v_is_kind(fn, KIND_method))
        fn = V_AS(BoundMethod, fn)->func;
    if (v_is_kind(fn, KIND_function))
        put_name(t, b, V_AS(Function, fn)->qualname);
    else if (v_is_kind(fn, KIND_native))
        put_native(t, b, V_AS(Native, fn));
    else
        strbuf_ascii(b, v_is_empty(fn) ? "(cancelled)" : v_type_name(t, fn));
    strbuf_ascii(b, "()");
}

static void put_value(Thread *t, StrBuf *b, Value v)
{
    if (v_is_empty(v)) {
        strbuf_ascii(b, "the program");
    } else if (v_has_layout(v, KIND_task)) {
        put_task(t, b, V_AS(Task, v));
    } else if (v_is_object(v) && type_is_subtype(v_type(t, v), t->vm->sched->handle_type)) {
        put_handle(t, b, V_AS(Handle, v));
    } else if (sync_is(v)) {
        Sync *s = V_AS(Sync, v);
        strbuf_ascii(b, "a ");
        strbuf_ascii(b, v_type_name(t, v));
        if (v_has_layout(s->owner, KIND_task)) {
            strbuf_ascii(b, " held by ");
            put_task(t, b, V_AS(Task, s->owner));
        }
    } else {
        strbuf_ascii(b, "a ");
        strbuf_ascii(b, v_type_name(t, v));
    }
}

/* ---- lines ---- */

static void put_sentence(Thread *t, StrBuf *b, Trace *trace, const Event *e)
{
    char number[40];
    for (const char *p = texts[e->kind]; *p; p++) {
        if (*p != '%') {
            strbuf_char(b, (uint8_t)*p);
            continue;
        }
        switch (*++p) {
        case 's':
            put_value(t, b, e->subject);
            break;
        case 'o':
            put_value(t, b, e->object);
            break;
        default: {
            bool at = e->kind == EV_TIMER_SET || e->kind == EV_TASK_SLEEPS;
            double n = at ? e->number - trace->start : e->number;
            snprintf(number, sizeof number, e->kind == EV_IO_WAIT_ENDS ? "%.0f" : "%.6f", n);
            strbuf_ascii(b, e->kind == EV_IO_WAIT_BEGINS && n < 0 ? "any number of" : number);
        }
        }
    }
    if (e->kind == EV_EXCEPTION_LOST && v_is_object(e->object)) {
        strbuf_ascii(b, ": ");
        strbuf_ascii(b, v_type_name(t, e->object));
    }
}

static int trace_see(Thread *t, Observer *self, const Event *e)
{
    Trace *trace = (Trace *)self;
    if (trace->tasks_only && (e->kind == EV_IO_WAIT_BEGINS || e->kind == EV_IO_WAIT_ENDS))
        return 0;
    double now = clock_monotonic(t);
    if (!trace->started) {
        trace->start = now;
        trace->started = true;
    }
    char head[64];
    snprintf(head, sizeof head, "%10.6f  turn %-4llu ", now - trace->start,
             (unsigned long long)(e->loop ? e->loop->turn : 0));
    StrBuf b;
    strbuf_init(&b, t);
    strbuf_ascii(&b, head);
    put_sentence(t, &b, trace, e);
    strbuf_char(&b, '\n');
    Value line = strbuf_finish(&b);
    if (v_is_error(line))
        return -1;
    stderr_write(t, line);
    drop(t, line);
    return 0;
}

static void trace_unplugged(Thread *t, Observer *self)
{
    free(self);
}

static void trace_free(VM *vm)
{
    while (vm->observers) { /* nobody emits any more */
        Observer *o = vm->observers;
        vm->observers = o->next;
        if (o->unplugged)
            o->unplugged(vm->main, o);
    }
}

void trace_unplug(Thread *t)
{
    for (Observer *o = t->vm->observers; o; o = o->next)
        if (o->see == trace_see) {
            observer_unplug(t, o);
            return;
        }
}

static int plug(Thread *t, bool tasks_only)
{
    Trace *trace = calloc(1, sizeof *trace);
    if (!trace) {
        raise_memory(t);
        return -1;
    }
    trace->tasks_only = tasks_only;
    trace->observer = (Observer){.name = "trace", .see = trace_see, .unplugged = trace_unplugged};
    observer_plug(t->vm, &trace->observer);
    for (uint32_t i = 0; i < t->vm->at_free_count; i++)
        if (t->vm->at_free[i] == trace_free)
            return 0;
    vm_at_free(t->vm, trace_free);
    return 0;
}

int trace_plug(Thread *t)
{
    return plug(t, false);
}

int trace_plug_tasks(Thread *t)
{
    return plug(t, true);
}
