/* SPDX-License-Identifier: MIT */
/*
 * generators and coroutines: a function's frame and registers in one allocation with the object.
 *
 *   CREATED --resume--> RUNNING --yield--> SUSPENDED --resume--> RUNNING --return, raise--> CLOSED
 *
 * One that another one delegates to (await, yield from) is part of that one's chain: its state is
 * SUSPENDED and the root's state tells whether the chain runs. See vm/core/frame.h.
 */
#include "vm/objects/generator.h"
#include "vm/objects/helpers.h"

/* ---- life ---- */

GeneratorExtra *generator_extra(Thread *t, Generator *g)
{
    if (!g->frame.extra)
        g->frame.extra = mem_alloc_zero(t, sizeof *g->frame.extra);
    return g->frame.extra;
}

/* cr_origin: up to `depth` callers as (filename, line, function). */
static Value origin_make(Thread *t)
{
    Value list = list_new(t, NULL, 0);
    Frame *f = frame_script(t);
    for (int i = 0; !v_is_error(list) && f && i < t->coroutine_origin_depth; f = f->prev) {
        if (!frame_is_code(f))
            continue;
        i++;
        Value row =
            tuple_pack(t, 3, f->code->filename, v_from_small(frame_line(f)), v_from(f->code->name));
        if (v_is_error(row) || list_append_take(t, V_AS(List, list), row) < 0) {
            drop(t, list);
            return V_ERROR;
        }
    }
    if (v_is_error(list))
        return list;
    Value tuple = list_to_tuple(t, V_AS(List, list));
    drop(t, list);
    return tuple;
}

/* Names that are not the code's, the origin. 0 or -1. */
static int generator_born(Thread *t, Generator *g, Function *fn, Kind kind)
{
    const Code *code = g->frame.code;
    if (UNLIKELY(fn->name != code->name || fn->qualname != code->qualname)) {
        GeneratorExtra *extra = generator_extra(t, g);
        if (!extra)
            return -1;
        extra->name = obj_dup(fn->name);
        extra->qualname = obj_dup(fn->qualname);
    }
    if (LIKELY(t->coroutine_origin_depth <= 0) || kind != KIND_coroutine)
        return 0;
    Value origin = origin_make(t);
    if (v_is_error(origin) || !generator_extra(t, g)) {
        drop(t, origin);
        return -1;
    }
    g->frame.extra->origin = origin;
    return 0;
}

/* Not in a sanitizer build, which is to see each use after free. */
#if defined(__SANITIZE_ADDRESS__) || defined(RONDO_PLAIN_MALLOC)
enum { KEEP_SPARE = 0 };
#else
enum { KEEP_SPARE = 1 };
#endif

/* One that has ended, made new: it owns nothing, but its registers may hold immediates. */
static Generator *generator_reuse(Code *code)
{
    Generator *g = generator_take_spare(code);
    g->state = GEN_CREATED;
    for (uint32_t i = 0; i < code->nlocals; i++)
        g->frame.regs[i] = V_EMPTY;
    return g;
}

/* Lets an extra part go that holds nothing any more, as after an exception. Is there none then? */
static bool generator_extra_goes(Thread *t, Generator *g)
{
    static const GeneratorExtra nothing;
    if (LIKELY(!g->frame.extra))
        return true;
    asyncgen_forget(g);
    v_clear(t, &g->frame.extra->ag_finalizer);
    if (memcmp(g->frame.extra, &nothing, sizeof nothing))
        return false;
    mem_free(t, g->frame.extra, sizeof nothing);
    g->frame.extra = NULL;
    return true;
}

/*
 * The last reference to one that has ended: its code keeps it for the next one, with frame and
 * registers laid out. It stays known to the collector, to which it is an object that somebody holds
 * and that holds nothing.
 */
void generator_gone(Thread *t, Generator *g)
{
    Code *code = g->frame.code;
    if (!KEEP_SPARE || UNLIKELY(g->state != GEN_CLOSED || g->frame.func || code->spare ||
                                (g->head.flags & OF_WEAKREFS) || !(g->head.flags & OF_TRACKED) ||
                                !generator_extra_goes(t, g))) {
        object_free(t, &g->head);
        return;
    }
    g->head.refcnt = 1;
    g->head.flags = (uint16_t)((g->head.flags & (~0u << OF_SIZE_SHIFT)) | OF_TRACKED | OF_SPARE);
    g->frame.code = NULL;
    g->thrown = false;
    code->spare = g;
    obj_drop(t, code);
}

Generator *generator_new(Thread *t, Function *fn)
{
    Code *code = fn->code;
    Kind kind = code->flags & CO_COROUTINE         ? KIND_coroutine
                : code->flags & CO_ASYNC_GENERATOR ? KIND_async_generator
                                                   : KIND_generator;
    Generator *g = code->spare ? generator_reuse(code)
                               : object_new(t, t->vm->types[kind], code->nregs * sizeof(Value));
    if (!g)
        return NULL;
    g->inner = false;
    g->chain = 1;
    g->frame.leaf = &g->frame;
    g->frame.regs = &g->frame.own_locals;
    g->frame.code = obj_dup(code);
    g->frame.pc = code->cells;
    g->frame.func = obj_dup(fn);
    g->frame.word = FRAME_WORD(FRAME_GENERATOR, 0, code->temp_base);
    if (LIKELY(generator_born(t, g, fn, kind) == 0))
        return g;
    g->state = GEN_CLOSED;
    drop(t, v_from(g));
    return NULL;
}

void generator_finish(Thread *t, Generator *g)
{
    Frame *f = &g->frame;
    g->state = GEN_CLOSED;
    if (UNLIKELY(frame_watcher(f) != NULL))
        frame_take_over(t, f, f->code->nregs);
    else
        regs_clear(t, f->regs, 0, f->code->nregs);
    v_clear(t, &f->handled);
    if (f->extra) {
        v_clear(t, &f->extra->locals);
        v_clear(t, &f->extra->sent);
    }
    Function *func = f->func;
    f->func = NULL;
    obj_drop(t, func);
}

static void generator_dealloc(Thread *t, Object *o)
{
    Generator *g = (Generator *)o;
    asyncgen_forget(g);
    if (g->inner)
        generator_detach(g);
    if (g->frame.func)
        generator_finish(t, g);
    GeneratorExtra *extra = g->frame.extra;
    if (extra) {
        obj_drop(t, extra->name);
        obj_drop(t, extra->qualname);
        drop(t, extra->origin);
        drop(t, extra->ag_finalizer);
        mem_free(t, extra, sizeof *extra);
    }
    obj_drop(t, g->frame.code);
}

static void generator_visit(Object *o, VisitFn fn, void *arg)
{
    Generator *g = (Generator *)o;
    const Frame *f = &g->frame;
    if (f->func) {
        for (uint32_t i = 0; i < f->code->nregs; i++)
            VISIT(f->regs[i]);
        fn(v_from(f->func), arg);
    }
    VISIT(f->handled);
    if (f->code)
        fn(v_from(f->code), arg);
    const GeneratorExtra *extra = f->extra;
    if (LIKELY(!extra))
        return;
    if (is_frame_object(extra->object))
        fn(v_from(extra->object), arg);
    fn(extra->locals, arg);
    if (extra->name)
        fn(v_from(extra->name), arg);
    if (extra->qualname)
        fn(v_from(extra->qualname), arg);
    fn(extra->origin, arg);
    fn(extra->ag_finalizer, arg);
    fn(extra->sent, arg);
}

static void generator_clear(Thread *t, Object *o)
{
    Generator *g = (Generator *)o;
    if (generator_is_running(g) || !g->frame.func)
        return;
    if (g->inner)
        generator_detach(g);
    generator_finish(t, g);
}

/* ---- chains ---- */

BORROWED Value generator_delegate(const Generator *g)
{
    const Frame *f = &g->frame;
    if (g->state == GEN_CREATED || g->state == GEN_CLOSED)
        return V_NONE;
    if (!f->func || f->pc->op != OPC_DELEGATE ||
        (!g->inner && g->state >= GEN_RUNNING && g->frame.leaf == f))
        return V_NONE;
    return f->regs[f->pc->b];
}

/* The generator that g delegates to within its chain. */
static Generator *chain_next(const Generator *g)
{
    Value v = g->frame.regs[g->frame.pc->b];
    return V_AS(Generator, v);
}

void generator_detach(Generator *h)
{
    Generator *root = h->frame.root;
    Frame *leaf = root->frame.leaf;
    uint32_t n = 1;
    for (Generator *x = h; &x->frame != leaf; n++) {
        x = chain_next(x);
        x->frame.root = h;
    }
    h->inner = false;
    h->frame.leaf = leaf;
    h->chain = n;
    h->state = GEN_SUSPENDED;
    root->chain -= n;
    root->frame.leaf = h->frame.prev;
    h->frame.prev = NULL;
}

/* A value other than None that is sent to a generator which delegates needs a place to wait in. */
static int leaf_make_room(Thread *t, const Generator *g, Value v)
{
    const Frame *leaf = g->frame.leaf;
    if (LIKELY(v_is_none(v) || v_is_empty(v)) || leaf->pc->op != OPC_DELEGATE)
        return 0;
    return generator_extra(t, frame_gen(leaf)) ? 0 : -1;
}

/* Puts what is sent (TAKES) where the suspended leaf finds it; room for it has been made. */
static void leaf_deliver(Thread *t, Generator *g, TAKES Value v)
{
    Frame *leaf = g->frame.leaf;
    if (g->state == GEN_CREATED) {
        drop(t, v);
    } else if (leaf->pc->op == OPC_DELEGATE) {
        if (leaf->extra)
            v_set(t, &leaf->extra->sent, v_is_none(v) ? V_EMPTY : v);
    } else {
        Value *place = &leaf->regs[leaf->pc->a];
        leaf->pc++;
        v_set(t, place, v_is_empty(v) ? V_NONE : v);
    }
}

/* RecursionError; one that was to begin ends with it. -1. TAKES v. */
static int generator_too_deep(Thread *t, Generator *g, TAKES Value v)
{
    drop(t, v);
    if (g->state == GEN_CREATED)
        generator_finish(t, g);
    raise_recursion(t);
    return -1;
}

int generator_enter(Thread *t, Generator *g, Frame *prev, TAKES Value v)
{
    if (UNLIKELY((int64_t)t->depth + g->chain > t->vm->recursion_limit))
        return generator_too_deep(t, g, v);
    if (leaf_make_room(t, g, v) < 0) {
        drop(t, v);
        return -1;
    }
    g->frame.prev = prev;
    t->frame = g->frame.leaf;
    t->depth += g->chain;
    uint8_t old = g->state;
    g->state = GEN_RUNNING;
    if (old == GEN_CREATED)
        drop(t, v);
    else
        leaf_deliver(t, g, v);
    return 0;
}

/* The pending exception is raised once more: what is handled now becomes its context. */
static void exc_raise_again(Thread *t)
{
    Value exc = exc_take(t);
    raise_object(t, exc);
    drop(t, exc);
}

/* What was thrown into a chain is thrown into each of its generators, from the innermost outwards:
 * what the outer one is handling becomes the context of what has left the inner one. */
void generator_thrown_out(Thread *t)
{
    if (frame_is_code(t->frame) && !v_is_empty(t->frame->handled))
        exc_raise_again(t);
}

void generator_enter_throw(Thread *t, Generator *g, Frame *prev)
{
    g->frame.prev = prev;
    g->frame.leaf->flags |= FF_THROW;
    t->frame = g->frame.leaf;
    t->depth += g->chain;
    g->state = GEN_THROWN;
    for (Generator *x = g; &x->frame != g->frame.leaf;) {
        x = chain_next(x);
        x->thrown = true;
    }
    if (v_is_empty(g->frame.leaf->handled))
        return;
    /* What the generator itself is handling becomes the context, as if it raised here. */
    exc_raise_again(t);
}

int generator_attach(Thread *t, Frame *f, Generator *h, TAKES Value v)
{
    Generator *root = generator_root(frame_gen(f));
    if (generator_is_running(h))
        return 0;
    if (h->inner)
        generator_detach(h);
    if (h->state > GEN_SUSPENDED || (h->state == GEN_CREATED && !v_is_none(v)))
        return 0;
    if (UNLIKELY((int64_t)t->depth + h->chain > t->vm->recursion_limit))
        return generator_too_deep(t, h, v);
    if (leaf_make_room(t, h, v) < 0) {
        drop(t, v);
        return -1;
    }
    h->awaited = true;
    h->frame.prev = f;
    const Frame *leaf = t->frame = h->frame.leaf;
    t->depth += h->chain;
    root->chain += h->chain;
    leaf_deliver(t, h, v);
    h->state = GEN_SUSPENDED;
    h->inner = true;
    h->frame.root = root;
    for (Generator *x = h; &x->frame != leaf;) {
        x = chain_next(x);
        x->frame.root = root;
    }
    return 1;
}

Frame *generator_yield_item(Thread *t, Generator *g)
{
    Frame *f = g->frame.prev;
    g->frame.root->chain--;
    g->inner = false;
    g->chain = 1;
    g->frame.leaf = &g->frame;
    g->frame.prev = NULL;
    g->state = GEN_SUSPENDED;
    g->running_async = false;
    t->depth--;
    t->frame = f;
    return f;
}

/* ---- resuming from C ---- */

void generator_convert_stop(Thread *t, Generator *g)
{
    uint32_t flags = g->frame.code->flags;
    const char *what = NULL;
    if (exc_is(t, EXC_StopIteration))
        what = flags & CO_COROUTINE         ? "coroutine raised StopIteration"
               : flags & CO_ASYNC_GENERATOR ? "async generator raised StopIteration"
                                            : "generator raised StopIteration";
    else if ((flags & CO_ASYNC_GENERATOR) && exc_is(t, EXC_StopAsyncIteration))
        what = "async generator raised StopAsyncIteration";
    if (!what)
        return;
    Value cause = exc_take(t);
    raise_format(t, EXC_RuntimeError, "%s", what);
    Exception *e = V_AS(Exception, t->exc);
    if (exc_is(t, EXC_RuntimeError)) {
        v_set(t, &e->cause, dup(cause));
        v_set(t, &e->context, dup(cause));
        e->suppress_context = true;
    }
    drop(t, cause);
}

Value generator_stop(Thread *t, TAKES Value v)
{
    raise_stop_iteration(t, v_is_none(v) ? V_EMPTY : v);
    drop(t, v);
    return V_ERROR;
}

static const char *generator_word(const Generator *g)
{
    return g->frame.code->flags & CO_COROUTINE         ? "coroutine"
           : g->frame.code->flags & CO_ASYNC_GENERATOR ? "async generator"
                                                       : "generator";
}

static Value raise_executing(Thread *t, const Generator *g)
{
    return raise_format(t, EXC_ValueError, "%s already executing", generator_word(g));
}

/* Runs what generator_enter has set up above `entry`. */
static Value generator_run(Thread *t, Generator *g, Frame *entry, GenResult *result)
{
    obj_dup(g);
    Value v = vm_run(t);
    *result = v_is_error(v)                 ? GEN_RESULT_ERROR
              : entry->flags & FF_SUSPENDED ? GEN_RESULT_YIELD
                                            : GEN_RESULT_RETURN;
    frame_pop_entry(t, entry);
    obj_drop(t, g);
    return v;
}

Value generator_send(Thread *t, Generator *g, Value v, GenResult *result)
{
    *result = GEN_RESULT_ERROR;
    if (generator_is_running(g))
        return raise_executing(t, g);
    if (g->inner)
        generator_detach(g);
    if (g->state == GEN_CLOSED) {
        if (g->frame.code->flags & CO_COROUTINE)
            return raise_format(t, EXC_RuntimeError, "cannot reuse already awaited coroutine");
        *result = GEN_RESULT_RETURN;
        return V_NONE;
    }
    if (g->state == GEN_CREATED && !v_is_none(v))
        return raise_format(t, EXC_TypeError, "can't send non-None value to a just-started %s",
                            generator_word(g));
    Frame *entry = frame_push_entry(t);
    if (!entry)
        return V_ERROR;
    g->awaited = true;
    if (generator_enter(t, g, entry, dup(v)) < 0) {
        frame_pop_entry(t, entry);
        return V_ERROR;
    }
    return generator_run(t, g, entry, result);
}

/* A throw of GeneratorExit closes what the generator delegates to by itself, from the inside out,
   so the generator must be its own leaf. */
static void chain_cut_below(Generator *g)
{
    if (g->state == GEN_SUSPENDED && g->frame.leaf != &g->frame)
        generator_detach(chain_next(g));
}

/* The pending exception is thrown in before the first instruction: no handler of the body covers
 * that. */
static Value throw_before_start(Thread *t, Generator *g)
{
    traceback_add(t, &g->frame);
    generator_finish(t, g);
    g->state = GEN_CLOSED;
    return V_ERROR;
}

Value generator_throw(Thread *t, Generator *g, TAKES Value exc, GenResult *result)
{
    return generator_throw_mode(t, g, exc, true, result);
}

Value generator_throw_mode(Thread *t, Generator *g, TAKES Value exc, bool close_delegate,
                           GenResult *result)
{
    *result = GEN_RESULT_ERROR;
    if (generator_is_running(g)) {
        drop(t, exc);
        return raise_executing(t, g);
    }
    if (g->inner)
        generator_detach(g);
    if (g->state == GEN_CLOSED) {
        if (g->frame.code->flags & CO_COROUTINE) {
            drop(t, exc);
            return raise_format(t, EXC_RuntimeError, "cannot reuse already awaited coroutine");
        }
        exc_restore(t, exc);
        return V_ERROR;
    }
    g->awaited = true;
    exc_restore(t, exc);
    if (g->state == GEN_CREATED)
        return throw_before_start(t, g);
    if (close_delegate && exc_is(t, EXC_GeneratorExit))
        chain_cut_below(g);
    Frame *entry = frame_push_entry(t);
    if (!entry)
        return V_ERROR;
    if (!close_delegate)
        g->frame.leaf->flags |= FF_NOCLOSE;
    generator_enter_throw(t, g, entry);
    return generator_run(t, g, entry, result);
}

Value generator_push(Thread *t, Generator *g, Value v, TAKES Value exc)
{
    bool closed = g->state == GEN_CLOSED;
    if (generator_is_running(g) || closed) {
        drop(t, exc);
        return closed ? raise_format(t, EXC_RuntimeError, "cannot reuse already awaited coroutine")
                      : raise_executing(t, g);
    }
    if (g->inner)
        generator_detach(g);
    g->awaited = true;
    if (v_is_empty(exc)) {
        if (g->state == GEN_CREATED && !v_is_none(v))
            return raise_format(t, EXC_TypeError, "can't send non-None value to a just-started %s",
                                generator_word(g));
        return generator_enter(t, g, t->frame, dup(v)) < 0 ? V_ERROR : V_PUSHED;
    }
    exc_restore(t, exc);
    if (g->state == GEN_CREATED)
        return throw_before_start(t, g);
    if (exc_is(t, EXC_GeneratorExit))
        chain_cut_below(g);
    generator_enter_throw(t, g, t->frame);
    return V_PUSHED;
}

Value generator_close(Thread *t, Generator *g)
{
    if (generator_is_running(g))
        return raise_executing(t, g);
    if (g->inner)
        generator_detach(g);
    if (g->state != GEN_SUSPENDED) {
        if (g->state == GEN_CREATED)
            generator_finish(t, g);
        return V_NONE;
    }
    Value exc = call0(t, v_from(t->vm->exc[EXC_GeneratorExit]));
    if (v_is_error(exc))
        return exc;
    GenResult result;
    Value v = generator_throw(t, g, exc, &result);
    if (result == GEN_RESULT_YIELD) {
        drop(t, v);
        return raise_format(t, EXC_RuntimeError, "%s ignored GeneratorExit", generator_word(g));
    }
    if (result == GEN_RESULT_RETURN)
        return v;
    if (exc_is(t, EXC_GeneratorExit) || exc_is(t, EXC_StopIteration)) {
        exc_clear(t);
        return V_NONE;
    }
    return V_ERROR;
}

/* ---- at the end of an object's life ---- */

bool coroutine_warn_by_library(Thread *t, Value coro)
{
    /* As in CPython asyncio brings the warnings module with it, as far as anybody can tell. */
    if (t->vm->finalizing ||
        (v_is_empty(import_loaded(t, "warnings")) && v_is_empty(import_loaded(t, "asyncio"))))
        return false;
    Value warn = import_attr(t, "warnings", "_warn_unawaited_coroutine");
    if (v_is_error(warn)) {
        exc_clear(t);
        return false;
    }
    Value r = call1(t, warn, coro);
    if (v_is_error(r))
        exc_unraisable(t, NULL, coro);
    drop(t, r);
    drop(t, warn);
    return true;
}

/* The text of "coroutine 'x' was never awaited", with the place of creation if it was tracked. */
static void warn_unawaited(Thread *t, Generator *g)
{
    if (coroutine_warn_by_library(t, v_from(g)))
        return;
    StrBuf b;
    strbuf_init(&b, t);
    strbuf_ascii(&b, "coroutine '");
    strbuf_str(&b, generator_qualname(g));
    strbuf_ascii(&b, "' was never awaited");
    if (g->frame.extra && v_is_kind(g->frame.extra->origin, KIND_tuple)) {
        strbuf_ascii(&b, "\nCoroutine created at (most recent call last)\n");
        Tuple *origin = V_AS(Tuple, g->frame.extra->origin);
        for (size_t i = origin->len; i-- > 0;) {
            Tuple *row = V_AS(Tuple, origin->items[i]);
            Value line = str_format(t, "  File \"%V\", line %d, in %V%s", row->items[0],
                                    (int)v_small(row->items[1]), row->items[2], i ? "\n" : "");
            if (v_is_error(line))
                break;
            strbuf_str(&b, V_AS(Str, line));
            drop(t, line);
        }
    }
    Value text = strbuf_finish(&b);
    if (v_is_error(text) || warn_about(t, text, v_from(g)) < 0)
        exc_unraisable(t, NULL, v_from(g));
    if (!v_is_error(text))
        drop(t, text);
}

static Value generator_finalize(Thread *t, Value self)
{
    Generator *g = V_AS(Generator, self);
    if (g->state == GEN_CLOSED || generator_is_running(g))
        return V_NONE;
    if (v_is_kind(self, KIND_async_generator) && g->frame.extra &&
        v_is_object(g->frame.extra->ag_finalizer) && !g->closing) {
        Value v = call1(t, g->frame.extra->ag_finalizer, self);
        if (v_is_error(v))
            exc_unraisable(t, NULL, self);
        drop(t, v);
        return V_NONE;
    }
    if (v_is_kind(self, KIND_coroutine) && g->state == GEN_CREATED) {
        warn_unawaited(t, g);
        generator_finish(t, g);
        return V_NONE;
    }
    Value v = generator_close(t, g);
    if (v_is_error(v))
        exc_unraisable(t, NULL, self);
    else
        drop(t, v);
    return V_NONE;
}

/* ---- methods ---- */

/* What generator_send does with such a one and None, without the questions: each item of a
   generator that a native goes through costs this. The place of the boundary lies ready; frames
   above it put t->top back. */
static inline Value generator_step(Thread *t, Generator *g, GenResult *result)
{
    Frame *entry = t->frame_next++;
    entry->prev = t->frame;
    entry->word = FRAME_WORD(FRAME_ENTRY, 0, 0);
    generator_goes_on(t, g, entry);
    obj_dup(g);
    Value v = vm_run(t);
    *result = v_is_error(v)                 ? GEN_RESULT_ERROR
              : entry->flags & FF_SUSPENDED ? GEN_RESULT_YIELD
                                            : GEN_RESULT_RETURN;
    t->frame = entry->prev;
    t->frame_next = entry;
    generator_drop(t, g);
    return v;
}

Value generator_next(Thread *t, Value self)
{
    GenResult result;
    Generator *g = V_AS(Generator, self);
    Value v = LIKELY(generator_waits_plainly(t, g) && t->frame_next < t->frame_end)
                  ? generator_step(t, g, &result)
                  : generator_send(t, g, V_NONE, &result);
    if (LIKELY(result != GEN_RESULT_RETURN))
        return v;
    return v_is_none(v) ? V_STOP : generator_stop(t, v);
}

Value generator_send_method(Thread *t, Value self, Value value)
{
    GenResult result;
    Value v = generator_send(t, V_AS(Generator, self), value, &result);
    return result == GEN_RESULT_RETURN ? generator_stop(t, v) : v;
}

/* throw(typ[, val[, tb]]): makes the exception instance. Owned, or ERROR. */
Value throw_argument(Thread *t, Value typ, Value val, Value tb)
{
    if (!v_is_empty(val) && warn_format(t, EXC_DeprecationWarning, 1,
                                        "the (type, exc, tb) signature of throw() is deprecated, "
                                        "use the single-arg signature instead.") < 0)
        return V_ERROR;
    return throw_exception(t, typ, val, tb);
}

Value throw_exception(Thread *t, Value typ, Value val, Value tb)
{
    if (!v_is_empty(tb) && !v_is_none(tb) && !v_is_kind(tb, KIND_traceback))
        return raise_format(t, EXC_TypeError, "throw() third argument must be a traceback object");
    Value exc;
    bool given = !v_is_empty(val) && !v_is_none(val);
    if (v_is_type(typ) && type_is_subtype(V_AS(Type, typ), t->vm->exc[EXC_BaseException])) {
        if (given && is_instance(t, val, typ) > 0)
            exc = dup(val);
        else if (given && v_has_layout(val, KIND_tuple))
            exc = call(t, typ, V_AS(Tuple, val)->items, (uint32_t)V_AS(Tuple, val)->len);
        else
            exc = given ? call1(t, typ, val) : call0(t, typ);
        if (!v_is_error(exc) && !v_is_exception(exc)) {
            raise_format(t, EXC_TypeError,
                         "calling %R should have returned an instance of BaseException, not %T",
                         typ, exc);
            v_set(t, &exc, V_ERROR);
        }
        if (v_is_error(exc))
            exc = exc_take(t); /* thrown in its place, as in CPython */
    } else if (v_is_exception(typ)) {
        if (given)
            return raise_format(t, EXC_TypeError,
                                "instance exception may not have a separate value");
        exc = dup(typ);
    } else {
        return raise_format(
            t, EXC_TypeError,
            "exceptions must be classes or instances deriving from BaseException, not %T", typ);
    }
    if (!v_is_empty(tb) && !v_is_none(tb))
        v_set(t, &V_AS(Exception, exc)->traceback, dup(tb));
    return exc;
}

Value generator_throw_method(Thread *t, Value self, Value typ, Value val, Value tb)
{
    Value exc = throw_argument(t, typ, val, tb);
    if (v_is_error(exc))
        return exc;
    GenResult result;
    Value v = generator_throw(t, V_AS(Generator, self), exc, &result);
    return result == GEN_RESULT_RETURN ? generator_stop(t, v) : v;
}

/* The dispatch loop knows it. */
static Value gen_send_native(Thread *t, Value *a, uint32_t nargs)
{
    return generator_send_method(t, a[0], a[1]);
}
const NativeDef gen_send_def = {
    .signature = "send(self, value, /)",
    .doc = "send(arg) -> send 'arg' into generator,\n"
           "return next yielded value or raise StopIteration.",
    .fn = gen_send_native,
};
NATIVE(gen_throw, "throw(self, typ, val=None, tb=None, /)",
       "Raise an exception inside the generator; return the next yielded value or raise "
       "StopIteration.")
{
    return generator_throw_method(t, a[0], a[1], a[2], a[3]);
}
NATIVE(gen_close, "close(self, /)", "close() -> raise GeneratorExit inside generator.")
{
    return generator_close(t, V_AS(Generator, a[0]));
}

/* ---- attributes: gi_, cr_ and ag_ names show the same ---- */

#define GEN(self) V_AS(Generator, self)

static Value gen_get_name(Thread *t, Value self)
{
    return v_from(obj_dup(generator_name(GEN(self))));
}
static Value gen_get_qualname(Thread *t, Value self)
{
    return v_from(obj_dup(generator_qualname(GEN(self))));
}
static int gen_set_text(Thread *t, Value self, bool qualname, Value value)
{
    if (!v_is_str(value)) {
        raise_format(t, EXC_TypeError, "%s must be set to a string object",
                     qualname ? "__qualname__" : "__name__");
        return -1;
    }
    GeneratorExtra *extra = generator_extra(t, GEN(self));
    if (!extra)
        return -1;
    Str **place = qualname ? &extra->qualname : &extra->name, *old = *place;
    *place = obj_dup(V_AS(Str, value));
    obj_drop(t, old);
    return 0;
}
static int gen_set_name(Thread *t, Value self, Value value)
{
    return gen_set_text(t, self, false, value);
}
static int gen_set_qualname(Thread *t, Value self, Value value)
{
    return gen_set_text(t, self, true, value);
}
static Value gen_get_frame(Thread *t, Value self)
{
    Generator *g = GEN(self);
    return g->state == GEN_CLOSED ? V_NONE : frame_object(t, &g->frame);
}
static Value gen_get_running(Thread *t, Value self)
{
    return v_bool(generator_is_running(GEN(self)));
}
static Value gen_get_suspended(Thread *t, Value self)
{
    return v_bool(GEN(self)->state == GEN_SUSPENDED && !generator_is_running(GEN(self)));
}
static Value gen_get_code(Thread *t, Value self)
{
    return v_from(obj_dup(GEN(self)->frame.code));
}
static Value gen_get_delegate(Thread *t, Value self)
{
    Value on = dup(generator_delegate(GEN(self)));
    if (v_same(on, V_PAUSED)) {
        on = sleep_object(t);
        if (!v_is_error(on)) {
            const Frame *f = &GEN(self)->frame;
            f->regs[f->pc->b] = dup(on);
        }
        return on;
    }
    if (v_is_kind(on, KIND_async_generator) && asyncgen_make_step(t, &on) < 0) {
        drop(t, on);
        return V_ERROR;
    }
    return on;
}
static Value gen_get_origin(Thread *t, Value self)
{
    const GeneratorExtra *extra = GEN(self)->frame.extra;
    return !extra || v_is_empty(extra->origin) ? V_NONE : dup(extra->origin);
}
static Value gen_get_ag_running(Thread *t, Value self)
{
    return v_bool(GEN(self)->running_async || generator_is_running(GEN(self)));
}

static const GetSetDef gen_getset[] = {
    {"__name__", gen_get_name, gen_set_name, "name of the generator"},
    {"__qualname__", gen_get_qualname, gen_set_qualname, "qualified name of the generator"},
    {"gi_frame", gen_get_frame, NULL, NULL},
    {"gi_running", gen_get_running, NULL, NULL},
    {"gi_suspended", gen_get_suspended, NULL, NULL},
    {"gi_code", gen_get_code, NULL, NULL},
    {"gi_yieldfrom", gen_get_delegate, NULL, "object being iterated by yield from, or None"},
    {NULL, NULL, NULL, NULL},
};
static const GetSetDef coro_getset[] = {
    {"__name__", gen_get_name, gen_set_name, "name of the coroutine"},
    {"__qualname__", gen_get_qualname, gen_set_qualname, "qualified name of the coroutine"},
    {"cr_frame", gen_get_frame, NULL, NULL},
    {"cr_running", gen_get_running, NULL, NULL},
    {"cr_suspended", gen_get_suspended, NULL, NULL},
    {"cr_code", gen_get_code, NULL, NULL},
    {"cr_await", gen_get_delegate, NULL, "object being awaited on, or None"},
    {"cr_origin", gen_get_origin, NULL, NULL},
    {NULL, NULL, NULL, NULL},
};
const GetSetDef agen_getset[] = {
    {"__name__", gen_get_name, gen_set_name, "name of the async generator"},
    {"__qualname__", gen_get_qualname, gen_set_qualname, "qualified name of the async generator"},
    {"ag_frame", gen_get_frame, NULL, NULL},
    {"ag_running", gen_get_ag_running, NULL, NULL},
    {"ag_suspended", gen_get_suspended, NULL, NULL},
    {"ag_code", gen_get_code, NULL, NULL},
    {"ag_await", gen_get_delegate, NULL, "object being awaited on, or None"},
    {NULL, NULL, NULL, NULL},
};

static Value gen_repr(Thread *t, Value self)
{
    const char *kind = v_type(t, self)->name;
    return str_format(t, "<%s object %N at %p>", kind, generator_qualname(GEN(self)),
                      (void *)v_object(self));
}
static const NativeDef *const gen_methods[] = {&gen_send_def, &gen_throw_def, &gen_close_def, NULL};

int generator_setup(Thread *t)
{
    static const TypeSpec generator = {
        .name = "generator",
        .size = GENERATOR_SIZE,
        .flags = TF_GC | TF_WEAKREF | TF_NO_NEW | TF_DEL,
        .kind = KIND_generator,
        .layout = KIND_generator,
        .slots = {.repr = gen_repr,
                  .iter = self_iter,
                  .next = generator_next,
                  .finalize = generator_finalize},
        .dealloc = generator_dealloc,
        .visit = generator_visit,
        .clear = generator_clear,
        .methods = gen_methods,
        .getset = gen_getset,
    };
    static const TypeSpec coroutine = {
        .name = "coroutine",
        .size = GENERATOR_SIZE,
        .flags = TF_GC | TF_WEAKREF | TF_NO_NEW | TF_DEL,
        .kind = KIND_coroutine,
        .layout = KIND_coroutine,
        .slots = {.repr = gen_repr, .await = coroutine_await, .finalize = generator_finalize},
        .dealloc = generator_dealloc,
        .visit = generator_visit,
        .clear = generator_clear,
        .methods = gen_methods,
        .getset = coro_getset,
    };
    static const TypeSpec async_generator = {
        .name = "async_generator",
        .size = GENERATOR_SIZE,
        .flags = TF_GC | TF_WEAKREF | TF_NO_NEW | TF_DEL,
        .kind = KIND_async_generator,
        .layout = KIND_async_generator,
        .slots = {.repr = gen_repr,
                  .aiter = self_iter,
                  .anext = asyncgen_anext,
                  .finalize = generator_finalize},
        .dealloc = generator_dealloc,
        .visit = generator_visit,
        .clear = generator_clear,
        .methods = asyncgen_methods,
        .getset = agen_getset,
    };
    if (!type_from_spec(t, &generator) || !type_from_spec(t, &coroutine) ||
        !type_from_spec(t, &async_generator) || coroutine_wrapper_setup(t) < 0)
        return -1;
    return asyncgen_setup(t);
}
