/* SPDX-License-Identifier: MIT */
/*
 * traceback objects: one for each frame that an exception has passed. Most are never looked at, so
 * there is no frame object behind them until somebody asks for tb_frame.
 *
 *   RUNS    the frame knows its entry (frame_watcher) and tells it when it ends
 *   ENDED   the entry has taken over the variables, which live as long as it does; the caller,
 *           which f_back shows, is watched in its turn, until it ends
 *   INSIDE  the same, when the exception has passed into the caller: that one's entry has this
 *           one as `next`, and is asked for f_back
 *   KNOWN   there is a frame object, and all the rest is its business
 */
#include "vm/core/alloc_small.h"
#include "vm/core/native.h"
#include "vm/core/interp.h"
#include "vm/core/vm.h"

enum { TB_KNOWN, TB_RUNS, TB_ENDED, TB_ENDED_INSIDE };

/* As lineno: to be found from lasti when somebody asks. CPython does the same by the same number.
 */
enum { LINE_LATER = -1 };

/* Nobody watches frame f any more. */
static void frame_unwatch(Thread *t, Frame *f)
{
    *frame_watcher_place(t, f) = NULL; /* it is there */
    frame_unwatched(f);
}

/* tb watches f, which nobody watches. 0 or -1. */
static int frame_watch(Thread *t, Frame *f, Traceback *tb)
{
    Object **place = frame_watcher_place(t, f);
    if (!place)
        return -1;
    *place = &tb->head;
    tb->watched = f;
    f->special = 1;
    return 0;
}

/* One that is TB_KNOWN, with room for so many variables. */
static ALWAYS_INLINE Traceback *traceback_new(Thread *t, const Code *code, uint32_t lasti,
                                              int32_t lineno, uint32_t room)
{
    size_t bytes = sizeof(GcHead) + sizeof(Traceback) + room * sizeof(Value);
    size_t size = (bytes + 15) & ~(size_t)15;
    char *block = alloc_small(&t->vm->alloc, size);
    Traceback *tb;
    if (LIKELY(block != NULL)) {
        tb = (Traceback *)(void *)(block + sizeof(GcHead));
        object_head(&tb->head, t->vm->types[KIND_traceback], KIND_traceback, size);
    } else {
        tb = object_new_raw(t, t->vm->types[KIND_traceback], room * sizeof(Value));
        if (!tb)
            return NULL;
    }
    tb->next = tb->frame = tb->back = V_EMPTY;
    tb->lasti = tb->ended_at = lasti;
    tb->lineno = lineno;
    tb->state = TB_KNOWN;
    tb->nregs = 0;
    tb->code = (Code *)(uintptr_t)code;
    tb->func = NULL;
    tb->watched = NULL;
    return tb;
}

/* The new entry of the pending exception for a frame f, linked with it; `inside` is the entry that
   has watched f so far, or NULL. NULL: error. */
static Traceback *traceback_watching(Thread *t, Frame *f, Traceback *inside, int32_t line)
{
    const Code *code = f->code;
    Traceback *tb = traceback_new(t, code, (uint32_t)(f->pc - code->cells), line, code->nlocals);
    if (!tb)
        return NULL;
    if (frame_watch(t, f, tb) < 0) {
        obj_drop(t, tb);
        return NULL;
    }
    tb->state = TB_RUNS;
    if (inside) {
        inside->state = TB_ENDED_INSIDE;
        inside->outer = tb;
    }
    return tb;
}

static Traceback *traceback_with(Thread *t, TAKES Value frame, uint32_t lasti, int32_t line)
{
    if (v_is_error(frame))
        return NULL;
    Traceback *tb = traceback_new(t, V_AS(FrameObject, frame)->frame->code, lasti, line, 0);
    if (tb)
        tb->frame = frame;
    else
        drop(t, frame);
    return tb;
}

/* Without memory for the entry the exception that then is pending is the MemoryError, as in
   CPython. */
void traceback_add(Thread *t, Frame *f)
{
    int32_t line = LINE_LATER;
    /* A generator that had not begun is blamed on its `def` line. */
    if (f->kind == FRAME_GENERATOR &&
        (f->pc == f->code->cells || frame_gen(f)->state == GEN_CREATED))
        line = (int32_t)f->code->unit->firstline;
    Exception *e = V_AS(Exception, t->exc);
    Value next = v_is_none(e->traceback) ? V_EMPTY : e->traceback;
    Object *watcher = frame_watcher(f);
    Traceback *inside = NULL;
    if (watcher && watcher == v_object(next) && V_AS(Traceback, next)->state == TB_ENDED) {
        inside = (Traceback *)watcher;
        watcher = NULL;
    }
    Traceback *tb =
        watcher ? traceback_with(t, frame_object(t, f), (uint32_t)(f->pc - f->code->cells), line)
                : traceback_watching(t, f, inside, line);
    if (!tb)
        return;
    tb->next = next;
    e->traceback = v_from(tb);
    gc_track(t, tb);
}

/* Whether only its own variables, function and the entry inside it stand in the way of popping f.
   Its temporaries go: not those whose end may run code, which may look at the frame. */
static inline bool frame_goes_plainly(const Frame *f, const Object *inside)
{
    if (f->kind != FRAME_SCRIPT || f->flags || !v_is_empty(f->handled) ||
        !v_is_empty(f->own_locals) || (f->own_object && f->own_object != inside))
        return false;
    Value *end = f->regs + f->code->nregs;
    for (Value *r = f->regs + f->code->nlocals; r < end; r++)
        if (v_is_object(*r)) {
            if (v_object(*r)->refcnt == 1)
                return false;
            v_object(*r)->refcnt--;
            *r = V_EMPTY;
        }
    return true;
}

/* f, which tb stands for from now on, is left by the exception; it goes back to `back`. */
static inline void traceback_pop(Thread *t, Traceback *tb, Frame *f, Frame *back)
{
    uint32_t keep = f->code->nlocals;
    tb->state = TB_ENDED;
    tb->nregs = (uint16_t)keep;
    tb->func = f->func;
    f->func = NULL;
    f->own_object = NULL;
    for (uint32_t i = 0; i < keep; i++) {
        tb->regs[i] = f->regs[i];
        f->regs[i] = V_EMPTY;
    }
    t->frame = back;
    t->frame_next = f;
    t->top = f->saved_top;
    t->depth--;
    tb->watched = back;
    back->own_object = &tb->head;
    back->special = 1;
}

bool traceback_pops(Thread *t, Frame *f, bool reraise)
{
    Exception *e = V_AS(Exception, t->exc);
    Traceback *last = v_is_object(e->traceback) ? V_AS(Traceback, e->traceback) : NULL;
    Frame *back = f->prev;
    if (back->kind != FRAME_SCRIPT || back->own_object ||
        (last && last->state == TB_RUNS) != reraise || !frame_goes_plainly(f, (const Object *)last))
        return false;
    uint32_t at = (uint32_t)(f->pc - f->code->cells);
    if (reraise) {
        if (last->watched != f)
            return false;
        last->ended_at = at;
        traceback_pop(t, last, f, back);
        return true;
    }
    Traceback *tb = traceback_new(t, f->code, at, LINE_LATER, f->code->nlocals);
    if (UNLIKELY(!tb))
        return false;
    tb->next = e->traceback;
    if (f->own_object) {
        last->state = TB_ENDED_INSIDE;
        last->outer = tb;
    }
    e->traceback = v_from(tb);
    gc_track(t, tb);
    traceback_pop(t, tb, f, back);
    return true;
}

void traceback_knows(Traceback *tb, Value frame)
{
    tb->watched = NULL;
    if (tb->state == TB_RUNS) {
        tb->state = TB_KNOWN;
        tb->frame = dup(frame);
    } else {
        tb->back = dup(frame);
    }
}

/* The frame that has ended goes back to f: so does the frame object that may be made later. */
static void traceback_goes_back_to(Thread *t, Traceback *tb, Frame *f)
{
    tb->watched = NULL;
    if (!f)
        return;
    if (LIKELY(!frame_watcher(f)) && LIKELY(frame_watch(t, f, tb) == 0))
        return;
    Value pending = exc_take(t); /* a lack of memory must not replace it */
    Value frame = frame_object(t, f);
    tb->back = v_is_error(frame) ? V_EMPTY : frame;
    exc_clear(t);
    t->exc = pending;
}

void traceback_takes_over(Thread *t, Traceback *tb, Frame *f, uint32_t nregs)
{
    if (UNLIKELY(tb->state != TB_RUNS || !v_is_empty(frame_namespace(f)))) {
        Value pending = exc_take(t), frame = frame_object(t, f);
        exc_clear(t);
        t->exc = pending;
        if (!v_is_error(frame)) {
            drop(t, frame);
            frame_take_over(t, f, nregs);
            return;
        }
    }
    *frame_watcher_place(t, f) = NULL;
    uint32_t keep = 0;
    if (LIKELY(tb->state == TB_RUNS)) {
        keep = f->code->nlocals;
        for (uint32_t i = 0; i < keep; i++) {
            tb->regs[i] = f->regs[i];
            f->regs[i] = V_EMPTY;
        }
        tb->nregs = (uint16_t)keep;
        tb->state = TB_ENDED;
        tb->ended_at = (uint32_t)(f->pc - f->code->cells);
        tb->func = obj_dup(f->func);
        traceback_goes_back_to(t, tb, frame_back(f));
    } else {
        tb->watched = NULL; /* no memory for the caller's frame object */
    }
    regs_clear(t, f->regs, keep, nregs);
}

/* Makes the frame object; that of `outer` has been made. 0 or -1. */
static int traceback_make_frame(Thread *t, Traceback *tb)
{
    if (tb->state == TB_KNOWN)
        return 0;
    if (tb->watched && tb->state != TB_ENDED_INSIDE) { /* traceback_knows() is called */
        bool runs = tb->state == TB_RUNS;
        Value frame = frame_object(t, tb->watched);
        if (v_is_error(frame))
            return -1;
        drop(t, frame);
        if (runs)
            return 0;
    }
    FrameObject *o = frame_object_new(t, NULL);
    if (!o || frame_object_fill(t, o, tb->func, tb->code, tb->ended_at, tb->regs, tb->nregs) < 0) {
        obj_drop(t, o);
        return -1;
    }
    o->back = tb->state == TB_ENDED_INSIDE ? dup(tb->outer->frame) : tb->back;
    tb->back = V_EMPTY;
    tb->nregs = 0;
    obj_drop(t, tb->func);
    tb->func = NULL;
    tb->watched = NULL;
    tb->state = TB_KNOWN;
    tb->frame = v_from(o);
    gc_track(t, o);
    return 0;
}

Value traceback_frame(Thread *t, Traceback *tb)
{
    Traceback *at = tb;
    while (at->state == TB_ENDED_INSIDE)
        at = at->outer;
    for (;; at = V_AS(Traceback, at->next)) {
        if (traceback_make_frame(t, at) < 0)
            return V_ERROR;
        if (at == tb)
            break;
    }
    return v_is_empty(tb->frame) ? V_NONE : dup(tb->frame);
}

/* `next` of tb is about to change, or tb to go: the entry there has its f_back from it no longer.
 */
static void traceback_leaves_next(Thread *t, Traceback *tb)
{
    Traceback *next = V_AS(Traceback, tb->next);
    if (v_is_empty(tb->next) || next->state != TB_ENDED_INSIDE || next->outer != tb)
        return;
    next->state = TB_ENDED;
    next->watched = NULL;
    if (LIKELY(next->head.refcnt == 1))
        return;
    Value pending = exc_take(t), frame = traceback_frame(t, tb);
    next->back = v_is_error(frame) || v_is_none(frame) ? V_EMPTY : frame;
    exc_clear(t);
    t->exc = pending;
}

static void traceback_drops(Thread *t, Traceback *tb)
{
    for (uint32_t i = 0; i < tb->nregs; i++)
        drop(t, tb->regs[i]);
    drop(t, tb->frame);
    drop(t, tb->back);
    obj_drop(t, tb->func);
}

/* The innermost of the entries that only the one around them has. */
static Traceback *traceback_chain_end(Traceback *tb)
{
    for (Value next = tb->next; v_is_object(next); next = tb->next) {
        Traceback *inside = V_AS(Traceback, next);
        if (inside->head.refcnt != 1 || inside->state != TB_ENDED_INSIDE || inside->outer != tb)
            break;
        tb = inside;
    }
    return tb;
}

/* The innermost frame is given back first. Entries that only the one around them has, which is the
   rule, go in a loop: an exception may have passed thousands. */
static void traceback_dealloc(Thread *t, Object *o)
{
    Traceback *tb = (Traceback *)o, *at;
    /* If somebody else has what is inside the chain, the chain gets frame objects for it, and is
       none any more. */
    traceback_leaves_next(t, traceback_chain_end(tb));
    if (tb->watched) /* it is INSIDE no other that would be `outer` */
        frame_unwatch(t, tb->watched);
    at = traceback_chain_end(tb);
    for (Traceback *each = at; each != tb; each = each->outer)
        gc_untrack(t, each);
    drop(t, at->next);
    while (at != tb) {
        Traceback *outer = at->outer;
        traceback_drops(t, at);
        object_release_memory(t, &at->head, sizeof(GcHead));
        at = outer;
    }
    traceback_drops(t, tb);
}

static void traceback_visit(Object *o, VisitFn fn, void *arg)
{
    Traceback *tb = (Traceback *)o;
    fn(tb->next, arg);
    for (uint32_t i = 0; i < tb->nregs; i++)
        VISIT(tb->regs[i]);
    fn(tb->frame, arg);
    fn(tb->back, arg);
    if (tb->func)
        fn(v_from(tb->func), arg);
}
static void traceback_clear(Thread *t, Object *o)
{
    Traceback *tb = (Traceback *)o;
    traceback_leaves_next(t, tb);
    v_clear(t, &tb->next);
    for (uint32_t i = 0; i < tb->nregs; i++)
        v_clear(t, &tb->regs[i]);
    v_clear(t, &tb->frame);
    v_clear(t, &tb->back);
}

static Value traceback_get_next(Thread *t, Value self)
{
    Value next = V_AS(Traceback, self)->next;
    return v_is_empty(next) ? V_NONE : dup(next);
}
static int traceback_set_next(Thread *t, Value self, Value value)
{
    Traceback *tb = V_AS(Traceback, self);
    if (v_is_empty(value)) {
        raise_format(t, EXC_TypeError, "can't delete tb_next attribute");
        return -1;
    }
    if (!v_is_none(value) && !v_is_kind(value, KIND_traceback)) {
        raise_format(t, EXC_TypeError, "expected traceback object, got '%T'", value);
        return -1;
    }
    for (Value at = value; v_is_kind(at, KIND_traceback); at = V_AS(Traceback, at)->next) {
        if (v_same(at, self)) {
            raise_format(t, EXC_ValueError, "traceback loop detected");
            return -1;
        }
    }
    traceback_leaves_next(t, tb);
    v_set(t, &tb->next, v_is_none(value) ? V_EMPTY : dup(value));
    return 0;
}
static Value traceback_get_lasti(Thread *t, Value self)
{
    return v_from_small(2 * (int64_t)V_AS(Traceback, self)->lasti);
}
static Value traceback_get_lineno(Thread *t, Value self)
{
    const Traceback *tb = V_AS(Traceback, self);
    int32_t line = tb->lineno;
    if (line == LINE_LATER) {
        if (tb->state == TB_KNOWN && v_is_empty(tb->frame))
            return V_NONE; /* cleared by the collector */
        const Code *code = tb->code;
        line = code->cells ? code_line(code, code->cells + tb->lasti) : (int)code->unit->firstline;
    }
    return line > 0 ? v_from_small(line) : V_NONE;
}
static const GetSetDef traceback_getset[] = {
    {"tb_next", traceback_get_next, traceback_set_next, NULL},
    {"tb_lasti", traceback_get_lasti, NULL, NULL},
    {"tb_lineno", traceback_get_lineno, NULL, NULL},
    {NULL, NULL, NULL, NULL},
};
static const MemberDef traceback_members[] = {
    {"tb_frame", offsetof(Traceback, frame), MEMBER_READONLY | MEMBER_FRAME, NULL},
    {NULL, 0, 0, NULL},
};

NATIVE_STATIC(traceback_make, "__new__(type, tb_next, tb_frame, tb_lasti, tb_lineno)",
              "Create a new traceback object.")
{
    int64_t lasti, lineno;
    if (!v_is_none(a[1]) && !v_is_kind(a[1], KIND_traceback))
        return raise_format(t, EXC_TypeError, "expected traceback object or None, got '%T'", a[1]);
    if (!v_is_kind(a[2], KIND_frame))
        return raise_format(t, EXC_TypeError,
                            "traceback() argument 'tb_frame' must be frame, not %T", a[2]);
    if (value_to_int64(t, a[3], &lasti) < 0 || value_to_int64(t, a[4], &lineno) < 0)
        return V_ERROR;
    Traceback *tb = traceback_with(t, dup(a[2]), (uint32_t)(lasti / 2), (int32_t)lineno);
    if (!tb)
        return V_ERROR;
    tb->next = v_is_none(a[1]) ? V_EMPTY : dup(a[1]);
    gc_track(t, tb);
    return v_from(tb);
}

int traceback_setup(Thread *t)
{
    static const TypeSpec spec = {
        .name = "traceback",
        .size = sizeof(Traceback),
        .flags = TF_GC,
        .kind = KIND_traceback,
        .layout = KIND_traceback,
        .new_def = &traceback_make_def,
        .dealloc = traceback_dealloc,
        .visit = traceback_visit,
        .clear = traceback_clear,
        .getset = traceback_getset,
        .members = traceback_members,
    };
    Type *type = type_from_spec(t, &spec);
    if (!type)
        return -1;
    type_plan(type); /* traceback_new does without object_new */
    return 0;
}
