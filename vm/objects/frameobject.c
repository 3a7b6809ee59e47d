/* SPDX-License-Identifier: MIT */
/*
 * frame objects. While the frame runs the object only looks at it; when the frame ends and somebody
 * still holds the object, it takes over the variables, so that tracebacks and f_back stay useful.
 */
#include "vm/core/native.h"
#include "vm/core/interp.h"
#include "vm/objects/generator.h"

Object **frame_watcher_place(Thread *t, Frame *f)
{
    if (LIKELY(f->kind != FRAME_GENERATOR))
        return &f->own_object;
    GeneratorExtra *extra = generator_extra(t, frame_gen(f));
    return extra ? &extra->object : NULL;
}

FrameObject *frame_object_new(Thread *t, Frame *f)
{
    FrameObject *o = object_new(t, t->vm->types[KIND_frame], 0);
    if (!o)
        return NULL;
    o->frame = f;
    o->shown_line = -1;
    return o;
}

Value frame_object(Thread *t, Frame *f)
{
    Object *watcher = frame_watcher(f), **place;
    if (is_frame_object(watcher))
        return v_from(obj_dup(watcher));
    FrameObject *o = frame_object_new(t, f);
    if (!o)
        return V_ERROR;
    place = frame_watcher_place(t, f);
    if (!place) {
        obj_drop(t, o);
        return V_ERROR;
    }
    *place = &o->head;
    f->special = 1;
    gc_track(t, o);
    if (watcher)
        traceback_knows((Traceback *)watcher, v_from(o));
    return v_from(obj_dup(o));
}

int frame_object_fill(Thread *t, FrameObject *o, Function *func, Code *code, uint32_t at,
                      Value *regs, uint32_t nregs)
{
    o->regs = mem_alloc_array(t, nregs + 1u, sizeof(Value));
    if (!o->regs)
        return -1;
    memcpy(o->regs, regs, nregs * sizeof *regs);
    o->nregs = nregs;
    o->frame = &o->own;
    o->own.pc = code->cells + at;
    o->own.regs = o->regs;
    o->own.code = code;
    o->own.func = obj_dup(func);
    o->own.word = FRAME_WORD(FRAME_SCRIPT, 0, code->temp_base);
    return 0;
}

Frame *frame_back(Frame *f)
{
    f = f->prev;
    while (f && !frame_is_code(f))
        f = f->prev;
    return f;
}

void frame_take_over(Thread *t, Frame *f, uint32_t nregs)
{
    Object *watcher = frame_watcher(f);
    if (LIKELY(!is_frame_object(watcher))) {
        traceback_takes_over(t, (Traceback *)watcher, f, nregs);
        return;
    }
    FrameObject *o = (FrameObject *)watcher;
    *frame_watcher_place(t, f) = NULL;
    uint32_t keep = f->code->nlocals;
    Value pending = exc_take(
        t); /* the frame may be left by an exception, which a lack of memory must not replace */
    if (o->head.refcnt > 1)
        o->regs = mem_alloc_array(t, keep + 1u, sizeof(Value));
    Frame *back = o->head.refcnt > 1 ? frame_back(f) : NULL;
    memcpy(&o->own, f, offsetof(Frame, handled));
    o->frame = &o->own;
    o->own.prev = NULL;
    o->own.kind = FRAME_SCRIPT;
    o->own.flags = 0;
    o->own.regs = o->regs;
    o->own.func = obj_dup(f->func);
    if (!o->regs) {
        if (o->head.refcnt > 1)
            exc_clear(t); /* out of memory: the variables are lost, the frame is not */
        regs_clear(t, f->regs, 0, nregs);
    } else {
        o->nregs = keep;
        for (uint32_t i = 0; i < keep; i++) {
            o->regs[i] = f->regs[i];
            f->regs[i] = V_EMPTY;
        }
        o->own.own_locals = dup(frame_namespace(f));
        regs_clear(t, f->regs, keep, nregs);
        if (back) {
            o->back = frame_object(t, back);
            if (v_is_error(o->back)) {
                o->back = V_EMPTY;
                exc_clear(t);
            }
        }
    }
    drop(t, v_from(o));
    if (!v_is_empty(pending))
        exc_restore(t, pending);
}

/* Drops what the object has taken over. */
static void frame_release(Thread *t, FrameObject *o)
{
    if (o->regs) {
        Value *regs = o->regs;
        uint32_t n = o->nregs;
        o->regs = NULL;
        o->own.regs = NULL;
        o->nregs = 0;
        for (uint32_t i = 0; i < n; i++)
            drop(t, regs[i]);
        mem_free(t, regs, (n + 1u) * sizeof(Value));
    }
    v_clear(t, &o->own.own_locals);
}

static void frame_dealloc(Thread *t, Object *self)
{
    FrameObject *o = (FrameObject *)self;
    frame_release(t, o);
    drop(t, o->back);
    drop(t, o->extra);
    drop(t, o->trace);
    drop(t, o->keep);
    obj_drop(t, o->own.func);
}
static void frame_visit(Object *self, VisitFn fn, void *arg)
{
    FrameObject *o = (FrameObject *)self;
    for (uint32_t i = 0; i < o->nregs; i++)
        fn(o->regs[i], arg);
    fn(o->own.own_locals, arg);
    if (o->own.func)
        fn(v_from(o->own.func), arg);
    fn(o->back, arg);
    fn(o->extra, arg);
    fn(o->trace, arg);
    fn(o->keep, arg);
}
static void frame_clear_object(Thread *t, Object *self)
{
    FrameObject *o = (FrameObject *)self;
    frame_release(t, o);
    v_clear(t, &o->back);
    v_clear(t, &o->extra);
    v_clear(t, &o->trace);
    v_clear(t, &o->keep);
}

/* ---- variables ---- */

static bool unit_cell_reg(const CodeUnit *u, unsigned reg)
{
    for (uint32_t i = 0; i < u->ncells_vars; i++)
        if (u->cell_regs[i] == reg)
            return true;
    return false;
}

/* The value of local variable i, BORROWED or EMPTY. */
static Value frame_variable(const Frame *f, unsigned i)
{
    Value v = f->regs ? f->regs[i] : V_EMPTY;
    if (v_is_kind(v, KIND_cell) && unit_cell_reg(f->code->unit, i))
        return V_AS(CellObject, v)->content;
    return v;
}

/* The names set from outside that are not variables: a dict, BORROWED, or EMPTY. */
static Value frame_extra(const Frame *f)
{
    const FrameObject *o = (FrameObject *)frame_known(f);
    return o ? o->extra : V_EMPTY;
}

/* Is a variable of a comprehension bound? In a module or a class nothing else has a register. */
static bool in_comprehension(const Frame *f)
{
    for (unsigned i = 0; i < f->code->nlocals; i++)
        if (!v_is_empty(frame_variable(f, i)))
            return true;
    return false;
}

Value frame_locals(Thread *t, Frame *f)
{
    if (!v_is_empty(frame_namespace(f)) && LIKELY(!in_comprehension(f)))
        return dup(frame_namespace(f));
    Value dict = dict_new(t);
    if (v_is_error(dict))
        return dict;
    const CodeUnit *u = f->code->unit;
    for (unsigned i = 0; i < f->code->nlocals; i++) {
        Value v = frame_variable(f, i);
        Str *name = f->code->varnames[i];
        if (v_is_empty(v) || name->len == 0 || str_at(name, 0) == '.')
            continue;
        if (dict_set_str(t, V_AS(Dict, dict), name, v) < 0)
            goto error;
    }
    for (uint32_t i = 0; f->func && f->func->closure && i < u->nfree; i++) {
        Value v = V_AS(CellObject, f->func->closure[i])->content;
        Value name =
            v_is_empty(v) ? V_EMPTY : str_intern_utf8(t, u->freenames[i].text, u->freenames[i].len);
        if (v_is_empty(name))
            continue;
        int err = v_is_error(name) ? -1 : dict_set(t, V_AS(Dict, dict), name, v);
        drop(t, name);
        if (err < 0)
            goto error;
    }
    Value extra = frame_extra(f);
    if (!v_is_empty(extra) && dict_update(t, V_AS(Dict, dict), extra) < 0)
        goto error;
    return dict;
error:
    drop(t, dict);
    return V_ERROR;
}

/* Where the variable `name` of a function's frame lies, or NULL: it has none of that name.
   text: the same name in UTF-8. */
static Value *variable_place(Frame *f, const Str *name, const char *text, size_t len)
{
    const CodeUnit *u = f->code->unit;
    for (unsigned i = 0; f->regs && i < f->code->nlocals; i++) {
        if (!str_equal(f->code->varnames[i], name))
            continue;
        bool cell = v_is_kind(f->regs[i], KIND_cell) && unit_cell_reg(u, i);
        return cell ? &V_AS(CellObject, f->regs[i])->content : &f->regs[i];
    }
    for (uint32_t i = 0; f->func && f->func->closure && i < u->nfree; i++)
        if (len == u->freenames[i].len && !memcmp(text, u->freenames[i].text, len))
            return &V_AS(CellObject, f->func->closure[i])->content;
    return NULL;
}

/* A name beside the variables: kept for frame_locals(). */
static int set_extra(Thread *t, FrameObject *o, Value name, Value value)
{
    Value extra = v_is_empty(o->extra) ? dict_new(t) : o->extra;
    if (v_is_error(extra))
        return -1;
    o->extra = extra;
    return dict_set(t, V_AS(Dict, extra), name, value);
}

int frame_set_local(Thread *t, FrameObject *o, Value name, Value value)
{
    size_t len;
    const char *text = str_utf8(t, V_AS(Str, name), &len);
    if (!text)
        return -1;
    Value *place = variable_place(o->frame, V_AS(Str, name), text, len);
    if (!place)
        return set_extra(t, o, name, value);
    Value keep = v_is_empty(o->keep) ? list_new(t, NULL, 0) : o->keep;
    if (v_is_error(keep))
        return -1;
    o->keep = keep;
    if (!v_is_empty(*place) && list_append(t, V_AS(List, keep), *place) < 0)
        return -1;
    v_set(t, place, dup(value));
    return 0;
}

/* ---- attributes ---- */

#define FRAME(self) (V_AS(FrameObject, self)->frame)

static Value frame_repr(Thread *t, Value self)
{
    Frame *f = FRAME(self);
    return str_format(t, "<frame at %p, file %R, line %d, code %N>", (void *)v_object(self),
                      f->code->filename, frame_line(f), f->code->name);
}
static Value frame_get_code(Thread *t, Value self)
{
    return v_from(obj_dup(FRAME(self)->code));
}
static Value frame_get_lineno(Thread *t, Value self)
{
    int shown = V_AS(FrameObject, self)->shown_line;
    if (shown >= 0)
        return v_from_small(shown);
    int line = frame_line(FRAME(self));
    return line > 0 ? v_from_small(line) : V_NONE;
}
static int frame_set_lineno(Thread *t, Value self, Value value)
{
    raise_format(t, EXC_NotImplementedError, "setting frame.f_lineno is not available in Rondo");
    return -1;
}
static Value frame_get_lasti(Thread *t, Value self)
{
    Frame *f = FRAME(self);
    return v_from_small(2 * (f->pc - f->code->cells)); /* a cell counts as CPython's two bytes */
}
static Value frame_get_back(Thread *t, Value self)
{
    FrameObject *o = V_AS(FrameObject, self);
    if (o->frame == &o->own)
        return v_is_empty(o->back) ? V_NONE : dup(o->back);
    Frame *back = frame_back(o->frame);
    return back ? frame_object(t, back) : V_NONE;
}
static Value frame_get_globals(Thread *t, Value self)
{
    return v_from(obj_dup(FRAME(self)->func->globals));
}
static Value frame_get_builtins(Thread *t, Value self)
{
    return v_from(obj_dup(FRAME(self)->func->builtins));
}
static Value frame_get_locals(Thread *t, Value self)
{
    return frame_locals(t, FRAME(self));
}
static Value frame_get_trace(Thread *t, Value self)
{
    Value v = V_AS(FrameObject, self)->trace;
    return v_is_empty(v) ? V_NONE : dup(v);
}
static int frame_set_trace(Thread *t, Value self, Value value)
{
    FrameObject *o = V_AS(FrameObject, self);
    v_set(t, &o->trace, v_is_none(value) ? V_EMPTY : dup(value));
    o->last_pc = FRAME(self)->pc;
    o->last_line = frame_line(FRAME(self));
    return 0;
}
static Value frame_get_trace_lines(Thread *t, Value self)
{
    return v_bool(!V_AS(FrameObject, self)->no_lines);
}
static Value frame_get_trace_opcodes(Thread *t, Value self)
{
    return v_bool(V_AS(FrameObject, self)->opcodes);
}
/* f_trace_lines and f_trace_opcodes take True and False only. */
static int flag_value(Thread *t, Value value, bool *out)
{
    if (!v_is_bool(value)) {
        raise_format(t, EXC_TypeError,
                     v_is_empty(value) ? "can't delete numeric/char attribute"
                                       : "attribute value type must be bool");
        return -1;
    }
    *out = v_same(value, V_TRUE);
    return 0;
}
static int frame_set_trace_lines(Thread *t, Value self, Value value)
{
    bool on;
    if (flag_value(t, value, &on) < 0)
        return -1;
    V_AS(FrameObject, self)->no_lines = !on;
    return 0;
}
static int frame_set_trace_opcodes(Thread *t, Value self, Value value)
{
    return flag_value(t, value, &V_AS(FrameObject, self)->opcodes);
}
static const GetSetDef frame_getset[] = {
    {"f_code", frame_get_code, NULL, NULL},
    {"f_lineno", frame_get_lineno, frame_set_lineno, NULL},
    {"f_lasti", frame_get_lasti, NULL, NULL},
    {"f_back", frame_get_back, NULL, NULL},
    {"f_globals", frame_get_globals, NULL, NULL},
    {"f_builtins", frame_get_builtins, NULL, NULL},
    {"f_locals", frame_get_locals, NULL, NULL},
    {"f_trace", frame_get_trace, frame_set_trace, NULL},
    {"f_trace_lines", frame_get_trace_lines, frame_set_trace_lines, NULL},
    {"f_trace_opcodes", frame_get_trace_opcodes, frame_set_trace_opcodes, NULL},
    {NULL, NULL, NULL, NULL},
};

NATIVE(frame_clear, "clear(self)", "F.clear(): clear all references held by the frame")
{
    FrameObject *o = V_AS(FrameObject, a[0]);
    if (o->frame == &o->own) {
        frame_release(t, o);
        return V_NONE;
    }
    Generator *g = frame_generator(o->frame);
    if (!g || generator_is_running(g))
        return raise_format(t, EXC_RuntimeError, "cannot clear an executing frame");
    if (g->state == GEN_SUSPENDED)
        return raise_format(t, EXC_RuntimeError, "cannot clear a suspended frame");
    Value v = generator_close(t, g);
    if (v_is_error(v))
        return v;
    drop(t, v);
    return V_NONE;
}
static const NativeDef *const frame_methods[] = {&frame_clear_def, NULL};

int frame_setup(Thread *t)
{
    static const TypeSpec spec = {
        .name = "frame",
        .size = sizeof(FrameObject),
        .flags = TF_GC | TF_NO_NEW,
        .kind = KIND_frame,
        .layout = KIND_frame,
        .slots = {.repr = frame_repr},
        .dealloc = frame_dealloc,
        .visit = frame_visit,
        .clear = frame_clear_object,
        .methods = frame_methods,
        .getset = frame_getset,
    };
    return type_from_spec(t, &spec) ? 0 : -1;
}
