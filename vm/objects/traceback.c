/* SPDX-License-Identifier: MIT */
/* traceback objects: one for each frame that an exception has passed. */
#include "vm/core/native.h"
#include "vm/core/interp.h"

/* As lineno: to be found from lasti when somebody asks. CPython does the same by the same number. */
enum { LINE_LATER = -1 };

static Value traceback_new(Thread *t, Value next, Value frame, uint32_t lasti, int32_t lineno)
{
    Traceback *tb = object_new(t, t->vm->types[KIND_traceback], 0);
    if (!tb)
        return V_ERROR;
    tb->next = dup(next);
    tb->frame = dup(frame);
    tb->lasti = lasti;
    tb->lineno = lineno;
    gc_track(t, tb);
    return v_from(tb);
}

void traceback_add(Thread *t, Frame *f)
{
    Value exc = exc_take(t);
    Exception *e = V_AS(Exception, exc);
    /* A generator that had not begun is blamed on its `def` line. */
    bool unstarted = f->kind == FRAME_GENERATOR && f->pc == f->code->cells;
    if (f->kind == FRAME_GENERATOR && frame_gen(f)->state == GEN_CREATED)
        unstarted = true;
    int line = unstarted ? (int)f->code->unit->firstline : LINE_LATER;
    Value frame = frame_object(t, f);
    Value tb = V_ERROR;
    if (!v_is_error(frame)) {
        Value next = v_is_none(e->traceback) ? V_EMPTY : e->traceback;
        tb = traceback_new(t, next, frame, (uint32_t)(f->pc - f->code->cells), line);
        drop(t, frame);
    }
    if (v_is_error(tb)) { /* no memory for the entry: MemoryError takes its place, as in CPython */
        drop(t, exc);
        return;
    }
    v_set(t, &e->traceback, tb);
    exc_restore(t, exc);
}

static void traceback_dealloc(Thread *t, Object *o)
{
    Traceback *tb = (Traceback *)o;
    drop(t, tb->next);
    drop(t, tb->frame);
}
static void traceback_visit(Object *o, VisitFn fn, void *arg)
{
    Traceback *tb = (Traceback *)o;
    fn(tb->next, arg);
    fn(tb->frame, arg);
}
static void traceback_clear(Thread *t, Object *o)
{
    Traceback *tb = (Traceback *)o;
    v_clear(t, &tb->next);
    v_clear(t, &tb->frame);
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
        const Code *code = V_AS(FrameObject, tb->frame)->frame->code;
        const Position *p = code->cells ? code_position(code, code->cells + tb->lasti) : NULL;
        line = (int32_t)(p ? p->line : code->unit->firstline);
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
    {"tb_frame", offsetof(Traceback, frame), MEMBER_READONLY, NULL},
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
    return traceback_new(t, v_is_none(a[1]) ? V_EMPTY : a[1], a[2], (uint32_t)(lasti / 2),
                         (int32_t)lineno);
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
    return type_from_spec(t, &spec) ? 0 : -1;
}
