/* SPDX-License-Identifier: MIT */
/*
 * The dispatch loop: the one long function of the program, cut into chapters (ops_*.inc).
 *
 * Local variables of vm_run: `f` the running frame, `R` its registers, `pc` the instruction under
 * way. An instruction ends with NEXT(cells), a jump, or `goto error` with an
 * exception pending. SYNC() stores pc in the frame; it comes before everything that can run other
 * code, raise, or look at frames. Values move by the rules in the head of ops.def.
 *
 * Calls do not recurse: a call pushes a frame and goes to start_frame; a return delivers its value
 * into register `a` of the caller's instruction and goes on behind it. A frame that is not of the
 * language (ENTRY, NATIVE) gets its results in deliver.
 */
#include <math.h>
#include "parser/bytecode/ops.h"
#include "vm/core/containers_internal.h"
#include "vm/core/exception_group.h"
#include "vm/core/exception_types.h"
#include "vm/core/native.h"
#include "vm/core/poly.h"
#include "vm/objects/float.h"
#include "vm/objects/generator.h"
#include "vm/objects/iterators.h"
#include "vm/objects/list.h"
#include "vm/objects/set.h"
#include "vm/objects/slice.h"
#include "vm/core/interp.h"
#include "vm/core/vm.h"
#include "vm/run/builtins.h"
#include "vm/run/calls.h"
#include "vm/run/tracing.h"

/* Cells of each instruction, operand cells included. */
enum {
#define OP(name, operands, cells, doc) CELLS_##name = 1 + cells,
#define SPECIAL(name, base, doc)
#include "parser/bytecode/ops.def"
#undef OP
#undef SPECIAL
};

#ifdef RONDO_SWITCH
#define TARGET(name) case OPC_##name:
#define GO()         goto dispatch
#else
#define TARGET(name) L_##name:
#define GO()         goto *labels[pc->op]
#endif
/* The copy with tracing looks before it leaps: dispatch_traced.c. */
#ifdef RONDO_TRACED
#define DISPATCH()    goto look_then_dispatch
#define RETURN_UNSEEN false
#else
#define DISPATCH()    GO()
#define RETURN_UNSEEN true
#endif
#define NEXT(n)     \
    do {            \
        pc += (n);  \
        DISPATCH(); \
    } while (0)
#define SYNC()     (f->pc = pc)
#define IS_TEMP(i) ((i) >= f->temp_base)
#define IMM_B      ((int16_t)pc->b)
#define IMM_C      ((int16_t)pc->c)
/* The register's value is used up if it is a temporary. */
#define CONSUME(i)                             \
    do {                                       \
        if (v_is_object(R[i]) && IS_TEMP(i)) { \
            Value used_ = R[i];                \
            R[i] = V_EMPTY;                    \
            drop(t, used_);                    \
        }                                      \
    } while (0)
/* The same for a register that all but surely holds an object: the cheaper question first. */
#define CONSUME_OBJECT(i) \
    do {                  \
        if (IS_TEMP(i))   \
            CLEAR(i);     \
    } while (0)
/* Drops what is in a place and leaves EMPTY. */
#define DROP_AT(place)        \
    do {                      \
        Value old_ = (place); \
        (place) = V_EMPTY;    \
        drop(t, old_);        \
    } while (0)
#define CLEAR(i) DROP_AT(R[i])
#define SETREG(i, value)   \
    do {                   \
        Value old_ = R[i]; \
        R[i] = (value);    \
        drop(t, old_);     \
    } while (0)
/* The same for a temporary, in which there is nothing to drop. */
#define SETTEMP(i, value) (R[i] = (value))
#define LITERAL(i)        (f->code->literals[i])
#define ENTER_FRAME() \
    do {              \
        R = f->regs;  \
        pc = f->pc;   \
    } while (0)
#define CHECK_ERROR(value)     \
    do {                       \
        if (v_is_error(value)) \
            goto error;        \
    } while (0)
#define CHECK_INT(expression)           \
    do {                                \
        if (UNLIKELY((expression) < 0)) \
            goto error;                 \
    } while (0)

/* The register's value as an owned one: moved out of a temporary, counted for a local. */
static ALWAYS_INLINE Value reg_take(const Frame *f, Value *R, unsigned i)
{
    Value v = R[i];
    if (i >= f->temp_base)
        R[i] = V_EMPTY;
    else
        dup(v);
    return v;
}

/* Whether only the operand of the IADD at pc and a global name hold string l, and the next
   instruction gives that name the result: then the string may grow in place, as CPython does for
   local names. */
static inline bool next_rebinds(const Frame *f, const Cell *pc, Value l)
{
    const Dict *globals = f->func->globals;
    const Cell *store = pc + CELLS_IADD;
    bool named =
        store->op == OPC_STORE_GLOBAL_MODULE ||
        (store->op == OPC_STORE_NAME_MODULE && frame_namespace(f).bits == v_from(globals).bits);
    return named && V_AS(Str, l)->head.refcnt == 2 && store->a == pc->a &&
           store[1].bits == globals->keys_version &&
           globals->entries[store[2].lo].value.bits == l.bits;
}

/* May the caller's frame f give its registers from `regs` on to a callee of `code` in place? */
static ALWAYS_INLINE bool call_in_place(const Thread *t, const Frame *f, const Value *regs,
                                        const Code *code)
{
    return f->kind == FRAME_SCRIPT && stack_has_room(t, regs, code);
}

/* Makes the row args, keyword values last, the registers of a call of fn, whose caller is f. False,
   with nothing moved: call_function_push must do it, or complain. */
static ALWAYS_INLINE bool call_binds(Thread *t, const Frame *f, const Function *fn, Value *args,
                                     uint32_t nargs, const Tuple *names)
{
    const Code *code = fn->code;
    return code->cells != NULL && call_in_place(t, f, args, code) &&
           ((!names && code->plain != CODE_NOT_PLAIN && call_completes(fn, code, args, nargs)) ||
            (!code_suspends(code) && bind_in_place(t, fn, args, nargs, names ? names->items : NULL,
                                                   names ? (unsigned)names->len : 0)));
}

/* Makes the stack the registers of the call in a row of CALL_EX; false, with nothing done. */
static inline bool call_ex_binds(Thread *t, const Value *row)
{
    const Function *fn = V_AS(Function, row[0]);
    return (v_is_kind(row[1], KIND_tuple) || v_is_kind(row[1], KIND_list)) &&
           (v_is_empty(row[2]) || v_is_kind(row[2], KIND_dict)) && fn->code->cells != NULL &&
           !code_suspends(fn->code) && stack_has_room(t, t->top, fn->code) &&
           bind_spread(t, fn, row[1], row[2], t->top);
}

/* After a call the main thread looks for signals, but not between entering a context and the
   body that is sure to leave it, nor while an exception leaves one. */
static bool call_looks_for_signals(const Cell *pc)
{
    return pc->op != OPC_WITH_ENTER && pc->op != OPC_ASYNC_WITH_ENTER &&
           pc->op != OPC_WITH_EXIT_EXC;
}

/* Pushes the call of fn, in place if its row can be bound there: V_PUSHED, a generator, or ERROR.
   TAKES fn and the row, keyword values (of `names`, or EMPTY) last. */
static ALWAYS_INLINE Value call_pushes(Thread *t, Frame *f, TAKES Function *fn, Value *args,
                                       uint32_t positional, Value names)
{
    if (UNLIKELY(
            !call_binds(t, f, fn, args, positional, v_is_empty(names) ? NULL : V_AS(Tuple, names))))
        return call_pushes_elsewhere(t, f, fn, args, positional, names);
    call_enters(t, f, fn, args);
    return V_PUSHED;
}

/* The __init__ in the language of a class whose instances object.__new__ or that of exceptions
   makes (class_instance), or NULL. */
static Function *class_find_init(Thread *t, Type *cls)
{
    const Type *maker = cls->layout == KIND_object      ? t->vm->types[KIND_object]
                        : cls->layout == KIND_exception ? t->vm->exc[EXC_BaseException]
                                                        : NULL;
    if (v_object(v_from(cls))->type != t->vm->types[KIND_type] || !(cls->flags & TF_HEAP) ||
        (cls->flags & TF_ABSTRACT) || !maker || cls->s.new_ != maker->s.new_)
        return NULL;
    Value init = type_lookup(t, cls, N(t, __init__));
    return v_is_kind(init, KIND_function) && !code_suspends(V_AS(Function, init)->code)
               ? V_AS(Function, init)
               : NULL;
}
static inline Function *class_plain_init(Thread *t, Type *cls)
{
    if (cls->init_version != cls->version || !cls->version) {
        cls->plain_init = class_find_init(t, cls);
        cls->init_version = cls->version;
    }
    return cls->plain_init;
}

/* What __new__ of such a class makes of the arguments by position. Owned; NULL: error. */
static inline Object *class_instance(Thread *t, Type *cls, const Value *args, uint32_t n)
{
    if (UNLIKELY(cls->layout == KIND_exception)) {
        Value exc = exception_make(t, cls, args, n);
        return v_is_error(exc) ? NULL : v_object(exc);
    }
    Object *o = object_new(t, cls, 0);
    if (o)
        gc_track(t, o);
    return o;
}

static Value call_any(Thread *t, Value fn, Value *args, uint32_t nargs, Value kwnames)
{
    CallFn slot = v_type(t, fn)->s.call;
    if (!slot)
        return raise_not_callable(t, fn);
    return slot(t, fn, args, nargs, kwnames);
}

/* Has the native a receiver, and does it need no binder? */
static ALWAYS_INLINE bool native_is_bound(const Native *native)
{
    return !v_is_empty(native->self) && native->sig && native->sig->direct;
}

/* Calls of native functions and methods without their binder, if the arguments are their
   parameters; else the long way. */
static ALWAYS_INLINE Value call_native_quick(Thread *t, Value fn, Value *args, uint32_t n)
{
    const Native *native = V_AS(Native, fn);
    if (LIKELY(native->sig && native->sig->direct)) {
        Value v = native_call_plain(t, native->sig, native->def, native->self, args, n);
        if (LIKELY(!v_is_empty(v)))
            return v;
    }
    return native_call(t, fn, args, n, V_EMPTY);
}
static ALWAYS_INLINE Value call_method_quick(Thread *t, Value fn, Value *args, uint32_t n)
{
    const MethodDescr *m = V_AS(MethodDescr, fn);
    if (LIKELY(n)) {
        const Type *type = v_type(t, args[0]);
        if (LIKELY(type == m->d.owner && m->plain == n))
            return m->def->fn(t, args, n);
        if (m->sig && m->sig->direct && (type == m->d.owner || type_is_subtype(type, m->d.owner))) {
            Value v = native_call_plain(t, m->sig, m->def, V_EMPTY, args, n);
            if (LIKELY(!v_is_empty(v)))
                return v;
        }
    }
    return call_any(t, fn, args, n, V_EMPTY);
}

/* Is a call of the method list.append of a list, with as many arguments as it takes? */
static ALWAYS_INLINE bool list_appends(Value method, const Value *args, uint32_t n)
{
    return v_is_kind(method, KIND_method_descriptor) &&
           V_AS(MethodDescr, method)->def == &list_append_def && n == 2 &&
           v_is_kind(args[0], KIND_list);
}

/* Is the first of the arguments, which are as many as they should be, a generator that can be
   resumed without leaving the loop? */
static inline bool call_resumes(const Thread *t, const Value *args, uint32_t nargs, uint32_t want)
{
    return RETURN_UNSEEN && nargs == want && v_is_kind(args[0], KIND_generator) &&
           generator_waits(V_AS(Generator, args[0])) &&
           t->depth < atomic_load_explicit(&t->vm->call_limit, memory_order_relaxed);
}

/* Where obj, if it is a list, keeps its item at an index that is not negative; false: it is not so,
   or there is none. */
static ALWAYS_INLINE bool list_place(Value obj, Value key, Value **place)
{
    if (UNLIKELY(!v_is_object(obj)) || UNLIKELY(v_object(obj)->kind != KIND_list) ||
        UNLIKELY(!v_is_small(key)))
        return false;
    const List *l = V_AS(List, obj);
    uint64_t i = (uint64_t)v_small(key);
    if (UNLIKELY(i >= l->len))
        return false;
    *place = &l->items[i];
    return true;
}

/* The items of a tuple or list that holds n of them, or NULL. */
static ALWAYS_INLINE const Value *unpack_items_of(Value v, size_t n)
{
    if (LIKELY(v_is_kind(v, KIND_tuple)))
        return LIKELY(V_AS(Tuple, v)->len == n) ? V_AS(Tuple, v)->items : NULL;
    return v_is_kind(v, KIND_list) && V_AS(List, v)->len == n ? V_AS(List, v)->items : NULL;
}

/* The GET_ITER behind the call at pc, if it alone uses the result: a range need not be made then,
   only its iterator. NULL: it is not so. */
static inline Cell *call_only_iterated(const Frame *f, Cell *pc)
{
    Cell *next = pc + opcode_sizes[pc->op];
    return next->op == OPC_GET_ITER && next->b == pc->a && IS_TEMP(pc->a) ? next : NULL;
}

/* Whether the instruction behind the FOR_ITER at pc unpacks the item, which nobody else sees, into
   two or more temporaries from its own place on. */
static ALWAYS_INLINE bool for_unpacks(const Frame *f, const Cell *pc)
{
    const Cell *unpack = pc + CELLS_FOR_ITER;
    return unpack->op == OPC_UNPACK && unpack->c >= 2 && unpack->b == pc->a && unpack->a == pc->a &&
           IS_TEMP(pc->a);
}
static ALWAYS_INLINE bool for_unpacks_pairs(const Frame *f, const Cell *pc)
{
    return for_unpacks(f, pc) && pc[CELLS_FOR_ITER].c == 2;
}

static inline bool is_sleep(Value fn)
{
    return v_is_kind(fn, KIND_native) && (V_AS(Native, fn)->def->flags & NF_PAUSE);
}

/* The DELEGATE that awaits the call at pc, if the call is a sleep() that needs no coroutine; *v is
   what to suspend with. NULL: it is not so. */
static inline Cell *call_sleeps(Thread *t, const Frame *f, Cell *pc, const Native *callee,
                                const Value *args, uint32_t nargs, Value *v)
{
    if (LIKELY(!(callee->def->flags & NF_PAUSE)) || nargs != 1)
        return NULL;
    Cell *delegate = call_awaited(f, pc);
    if (!delegate || !(v_is_small(args[0]) || v_is_flonum(args[0])))
        return NULL;
    double delay = v_is_small(args[0]) ? (double)v_small(args[0]) : v_flonum(args[0]);
#ifdef RONDO_TRACED
    *v = delay <= 0 ? V_NONE : V_EMPTY; /* who traces sees what is yielded */
#else
    *v = delay <= 0 ? V_NONE : sleep_begins(t, f, delay);
#endif
    return v_is_empty(*v) ? NULL : delegate;
}

static void __attribute__((noinline)) args_drop(Thread *t, Value *args, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++)
        v_clear(t, &args[i]);
}

/* Drops the arguments of a finished call and its callee, in front of them. The result goes through,
   so that the loop has nothing to keep meanwhile. */
static Value __attribute__((noinline)) call_used(Thread *t, Value *args, uint32_t n, Value result)
{
    args_drop(t, args, n);
    v_clear(t, &args[-1]);
    return result;
}

/* What a finished __init__ gives: the instance, if it returned None. TAKES v and instance. */
static Value init_result(Thread *t, Value v, Value instance)
{
    if (v_is_none(v))
        return instance;
    if (!v_is_error(v)) {
        raise_format(t, EXC_TypeError, "__init__() should return None, not '%T'", v);
        drop(t, v);
    }
    drop(t, instance);
    return V_ERROR;
}

/* Calls a class that has a plain __init__: the instance takes the place of the class in the row and
   becomes `self`. V_PUSHED, the instance or ERROR; TAKES the row and the class. */
static __attribute__((noinline)) Value call_class(Thread *t, Frame *f, TAKES Type *cls, Value *args,
                                                  uint32_t positional, Value names)
{
    Function *init = class_plain_init(t, cls);
    Object *instance = class_instance(t, cls, args, positional);
    if (!instance)
        return V_ERROR; /* the class stays in the row */
    args[-1] = v_from(obj_dup(instance));
    obj_dup(init);
    obj_drop(t, cls);
    Value v = call_pushes(t, f, init, args - 1, positional + 1, names);
    if (UNLIKELY(!v_same(v, V_PUSHED)))
        return init_result(t, v, v_from(instance));
    t->frame->flags |= FF_INIT;
    t->frame->sent = v_from(instance);
    return V_PUSHED;
}

/* Pushes the method of the language that the operator of the instruction under way calls for l and
   r, which stay where they are. False: there is none, or it is not that simple. */
static __attribute__((noinline)) bool operator_pushes(Thread *t, Frame *f, uint32_t how, Value l,
                                                      Value r)
{
    Function *fn = operator_function(t, &how, l, r);
    if (!fn || fn->code->plain != 2 || !stack_has_room(t, t->top, fn->code))
        return false;
    Value *row = t->top;
    row[0] = dup(l);
    row[1] = dup(r);
    row_end(row, 2, fn->code);
    call_enters(t, f, obj_dup(fn), row);
    t->frame->flags |= FF_OPERATOR;
    t->frame->sent = v_from_small(how);
    return true;
}
/* Pops its frame f. */
static inline void operator_pops(Thread *t, Frame *f)
{
    if (UNLIKELY(f->special || f->flags != FF_OPERATOR)) {
        frame_pop(t, f);
        return;
    }
    f->sent = V_EMPTY;
    regs_clear(t, f->regs, 0, f->temp_base);
    t->frame = f->prev;
    t->frame_next = f;
    t->top = f->saved_top;
    t->depth--;
    obj_drop(t, f->func);
}
/* It has given v: its frame f goes, and the instruction of the caller comes to its end, operands
   dropped. */
static MUST_USE __attribute__((noinline)) int operator_returns(Thread *t, Frame *f, TAKES Value v)
{
    uint32_t how = (uint32_t)v_small(f->sent);
    operator_pops(t, f);
    f = t->frame;
    Value *R = f->regs;
    Cell *pc = f->pc;
    unsigned left = how & SPECIAL_JUMP ? pc->a : pc->b, right = how & SPECIAL_JUMP ? pc->b : pc->c;
    if (UNLIKELY(v_same(v, V_NOTIMPLEMENTED)) && !(how & SPECIAL_ITEM)) {
        v = operator_rest(t, how, R[left],
                          how & SPECIAL_IMMEDIATE ? v_from_small((int16_t)right) : R[right]);
        if (v_is_error(v))
            return -1;
    }
    int yes = how & SPECIAL_JUMP ? truth(t, v) : 0;
    if (how & SPECIAL_JUMP)
        drop(t, v);
    if (yes < 0)
        return -1;
    CONSUME(left);
    if (!(how & SPECIAL_IMMEDIATE))
        CONSUME(right);
    if (!(how & SPECIAL_JUMP))
        SETREG(pc->a, v);
    else if (yes == !(how & SPECIAL_UNLESS))
        pc += pc[1].jump;
    f->pc = pc + 2; /* all such instructions have a cell behind them */
    return 0;
}
#define PUSH_SPECIAL(how, l, r)                                           \
    do {                                                                  \
        Value of_ = (l);                                                  \
        if (v_is_object(of_) && (v_object(of_)->type->flags & TF_HEAP) && \
            operator_pushes(t, f, (uint32_t)(how), of_, r))               \
            goto start_frame;                                             \
    } while (0)

/* An exception has ended the one that f awaits: if nobody else holds it, its code may keep it. */
static void generator_left_at(Thread *t, Generator *g, Frame *f)
{
    Value *place = &f->regs[f->pc->b];
    if (f->pc->op != OPC_DELEGATE || g->head.refcnt != 1 || (g->head.flags & OF_WEAKREFS) ||
        !v_same(*place, v_from(g)))
        return;
    *place = V_EMPTY;
    generator_drop(t, g);
}

/* Takes a generator's frame off when it has ended; the frame to go on with becomes t->frame. */
static bool generator_leave(Thread *t, Generator *g)
{
    bool inner = g->inner;
    g->running_async &= !inner; /* of a root its asend object tells */
    t->frame = g->frame.prev;
    g->frame.prev = NULL;
    t->depth--;
    if (inner)
        g->frame.root->chain--;
    g->inner = false;
    g->frame.leaf = &g->frame;
    g->state = GEN_CLOSED;
    return inner;
}

/* What generator_finish does, when nobody has looked at the frame: at a return its temporaries are
   used up. */
static inline void generator_finish_plain(Thread *t, Generator *g)
{
    Frame *f = &g->frame;
    for (uint32_t i = 0; i < f->temp_base; i++) {
        Value old = f->regs[i];
        if (v_is_object(old)) {
            f->regs[i] = V_EMPTY;
            drop(t, old);
        }
    }
    Function *func = f->func;
    f->func = NULL;
    obj_drop(t, func);
}

/* One step of an iterator that is delegated to and is not a generator: the value to yield, or with
 *done what it returned. TAKES sent. */
static Value delegate_step(Thread *t, Value it, TAKES Value sent, bool *done)
{
    Value v;
    *done = false;
    if (v_is_kind(it, KIND_async_generator_asend)) {
        v = asyncgen_asend_step(t, it, sent, done);
        drop(t, sent);
        return v;
    }
    if (v_is_none(sent) && v_type(t, it)->s.next) {
        v_clear(t, &t->stop_value);
        v = v_type(t, it)->s.next(t, it);
        if (v_same(v, V_STOP)) {
            *done = true;
            v = v_is_empty(t->stop_value) ? V_NONE : t->stop_value;
            t->stop_value = V_EMPTY;
            return v;
        }
    } else {
        v = call_method1(t, it, N(t, send), sent);
        drop(t, sent);
    }
    if (v_is_error(v) && exc_is(t, EXC_StopIteration)) {
        Value exc = exc_take(t);
        v = dup(V_AS(Exception, exc)->field[0]);
        if (v_is_empty(v))
            v = V_NONE;
        drop(t, exc);
        *done = true;
    }
    return v;
}

/* The same for a thrown exception, which is pending: EMPTY when it is to be raised at DELEGATE. */
static Value delegate_throw_step(Thread *t, Frame *f, Value it, bool *done)
{
    *done = false;
    bool closing = exc_is(t, EXC_GeneratorExit) && !(f->flags & FF_NOCLOSE);
    f->flags &= (uint8_t)~FF_NOCLOSE;
    Value exc = exc_take(t);
    Value method = attr_get_or_empty(t, it, closing ? N(t, close) : N(t, throw));
    if (UNLIKELY(closing && v_is_error(method))) { /* the generator is closed all the same */
        exc_unraisable(t, NULL, it);
        method = V_EMPTY;
    }
    Value v = v_is_error(method) || v_is_empty(method) ? method
              : closing                                ? call0(t, method)
                                                       : call1(t, method, exc);
    if (v_is_object(method))
        drop(t, method);
    if (v_is_empty(v) || (closing && !v_is_error(v))) {
        drop(t, v);
        exc_restore(t, exc);
        return V_EMPTY;
    }
    drop(t, exc);
    if (v_is_error(v) && !closing && exc_is(t, EXC_StopIteration)) {
        exc = exc_take(t);
        v = dup(V_AS(Exception, exc)->field[0]);
        drop(t, exc);
        *done = true;
    }
    return v;
}

/* A small int beside a float, if it converts exactly: the double of a number that is either. */
static inline bool number_as_double(Value v, double *out)
{
    if (v_is_flonum(v)) {
        *out = v_flonum(v);
        return true;
    }
    if (!v_is_exact(v))
        return false;
    *out = (double)v_small(v);
    return true;
}

/* Of the words of two small ints; true: there is no such word. */
#define WORDS_ADD(l, r, word) \
    __builtin_add_overflow((int64_t)(l).bits, (int64_t)((r).bits - 1), word)
#define WORDS_SUB(l, r, word) \
    __builtin_sub_overflow((int64_t)(l).bits, (int64_t)((r).bits - 1), word)
#define WORDS_MUL(l, r, word) \
    (__builtin_mul_overflow((int64_t)((l).bits - 1), v_small(r), word) || (*(word) += 1, false))

/* The sum and the like of two numbers; false: they are not in the word, or it is not. */
#define NUMBERS(name, NAME, op)                                                 \
    static ALWAYS_INLINE bool numbers_##name(Value l, Value r, Value *out)      \
    {                                                                           \
        double x, y;                                                            \
        int64_t word = 0;                                                       \
        if (v_both_small(l, r)) {                                               \
            bool fits = !WORDS_##NAME(l, r, &word);                             \
            out->bits = (uint64_t)word;                                         \
            return fits;                                                        \
        }                                                                       \
        if (LIKELY(v_both_flonum(l, r)))                                        \
            return LIKELY(flonum_try(v_flonum(l) op v_flonum(r), out));         \
        return (v_is_flonum(l) || v_is_flonum(r)) && number_as_double(l, &x) && \
               number_as_double(r, &y) && flonum_try(x op y, out);              \
    }
/* Of l and the product of x and y; of the products l * r and x * y. */
#define NUMBERS_MUL(name, NAME, op)                                                         \
    static ALWAYS_INLINE bool numbers_##name##_mul(Value l, Value x, Value y, Value *out)   \
    {                                                                                       \
        Value product = V_EMPTY;                                                            \
        if (LIKELY(v_three_flonum(l, x, y)))                                                \
            return LIKELY(flonum_try(v_flonum(l) op(v_flonum(x) * v_flonum(y)), out));      \
        return v_both_small(x, y) && v_is_small(l) && numbers_mul(x, y, &product) &&        \
               numbers_##name(l, product, out);                                             \
    }                                                                                       \
    static ALWAYS_INLINE bool numbers_##name##_products(Value l, Value r, Value x, Value y, \
                                                        Value *out)                         \
    {                                                                                       \
        Value product = V_EMPTY;                                                            \
        if (LIKELY(v_four_flonum(l, r, x, y)))                                              \
            return LIKELY(                                                                  \
                flonum_try(v_flonum(l) * v_flonum(r) op(v_flonum(x) * v_flonum(y)), out));  \
        return v_both_small(l, r) && v_both_small(x, y) && numbers_mul(l, r, &product) &&   \
               numbers_##name##_mul(product, x, y, out);                                    \
    }
NUMBERS(add, ADD, +)
NUMBERS(sub, SUB, -)
NUMBERS(mul, MUL, *)
NUMBERS_MUL(add, ADD, +)
NUMBERS_MUL(sub, SUB, -)

/* base ** exponent within a small int. */
static bool small_power(int64_t base, int64_t exponent, int64_t *out)
{
    int64_t r = 1;
    if ((uint64_t)exponent > 64)
        return false;
    for (;;) {
        if ((exponent & 1) && __builtin_mul_overflow(r, base, &r))
            return false;
        exponent >>= 1;
        if (!exponent)
            break;
        if (__builtin_mul_overflow(base, base, &base))
            return false;
    }
    *out = r;
    return small_fits(r);
}

/* The outcome of comparing a float with a small int. */
static inline bool mixed_compare(int cmp, Value l, Value r, bool *out)
{
    double x, y;
    if (!number_as_double(l, &x) || !number_as_double(r, &y))
        return false;
    *out = cmp == CMP_LT   ? x < y
           : cmp == CMP_LE ? x <= y
           : cmp == CMP_EQ ? x == y
           : cmp == CMP_NE ? x != y
           : cmp == CMP_GT ? x > y
                           : x >= y;
    return true;
}

/* Are two texts asked whether they are equal? Then *yes is the answer. */
static ALWAYS_INLINE bool texts_compared(int cmp, Value l, Value r, int *yes)
{
    if ((cmp != CMP_EQ && cmp != CMP_NE) || !v_is_kind(l, KIND_str) || !v_is_kind(r, KIND_str))
        return false;
    const Str *a = V_AS(Str, l), *b = V_AS(Str, r);
    bool same = a == b;
    if (!same && a->len == b->len && a->unit == b->unit)
        same = a->len == 1 && a->unit == 1
                   ? *(const uint8_t *)str_data(a) == *(const uint8_t *)str_data(b)
                   : str_equal(a, b);
    *yes = same == (cmp == CMP_EQ);
    return true;
}

/* Strings are equal or not without much ado; None and the like by identity. */
static inline Value compare_quick(Thread *t, int cmp, Value l, Value r)
{
    bool yes;
    if (!both_plain_ints(l, r) && mixed_compare(cmp, l, r, &yes))
        return v_bool(yes);
    return compare_op(t, cmp, l, r);
}
static inline int compare_quick_truth(Thread *t, int cmp, Value l, Value r)
{
    bool yes;
    if (mixed_compare(cmp, l, r, &yes))
        return yes;
    return compare_truth(t, cmp, l, r);
}

#include "vm/run/specialise.inc"

/* Outside of vm_run, where asking for the address of the frame would take the register that a frame
   pointer is. */
static __attribute__((noinline)) int enter_c_stack(Thread *t)
{
    return c_stack_low(t) ? c_stack_check(t, "") : 0;
}

Value vm_run(Thread *t)
{
#ifndef RONDO_SWITCH
    static const void *const labels[OPC_COUNT] = {
#define OP(name, operands, cells, doc) [OPC_##name] = &&L_##name,
#define SPECIAL(name, base, doc)       [OPC_##name] = &&L_##name,
#include "parser/bytecode/ops.def"
#undef OP
#undef SPECIAL
    };
#endif
    Frame *f;
    Value *R;
    Cell *pc;
    Value v, callee, *args; /* callee and args: of the call under way */
    uint32_t nargs;
    int what;                      /* operator of the slow paths */
    volatile bool reraise = false; /* seldom looked at: it is not to take a register */

    t->natives++;
    if (enter_c_stack(t) < 0)
        goto unwind;

start_frame: /* a frame was pushed, or a generator is to go on */
    f = t->frame;
    if (UNLIKELY(!frame_is_code(f))) {
        v = f->resume(t, f, V_EMPTY, false);
        goto native_result;
    }
    ENTER_FRAME();
    if (UNLIKELY(f->flags & FF_THROW)) {
#ifdef RONDO_TRACED
        if (trace_wanted(t) && trace_entry(t, f) < 0)
            goto error;
#endif
        f->flags &= (uint8_t)~FF_THROW;
        if (pc->op == OPC_DELEGATE)
            goto delegate_throw;
        goto error;
    }
    if (UNLIKELY(atomic_load_explicit(&t->vm->breaker, memory_order_relaxed)))
        goto safepoint_then_dispatch;
    DISPATCH();

safepoint_then_dispatch: /* f->pc is the instruction to go on with */
    recount_between(t);
    CHECK_INT(safepoint_run(t));
    if (UNLIKELY(t->budget < 0) && t->natives == 1) {
        t->natives--;
        return V_STOP;
    }
#ifdef RONDO_TRACED
    if (!t->tracing) {
        t->natives--;
        return vm_run_plain(t);
    }
    DISPATCH();

look_then_dispatch:
    SYNC();
    if (trace_wanted(t))
        CHECK_INT(trace_instruction(t, f));
    GO();
#else
    if (UNLIKELY(trace_wanted(t))) {
        t->natives--;
        return vm_run_traced(t);
    }
    DISPATCH();
#endif

#ifdef RONDO_SWITCH
dispatch:
    switch ((Opcode)pc->op) {
    case OPC_COUNT:
        break;
#endif
#include "vm/run/ops_moves.inc"
#include "vm/run/ops_attrs.inc"
#include "vm/run/ops_arith.inc"
#include "vm/run/ops_build.inc"
#include "vm/run/ops_calls.inc"
#include "vm/run/ops_iter.inc"
#include "vm/run/ops_except.inc"
#include "vm/run/ops_misc.inc"
#ifdef RONDO_SWITCH
    }
#endif

error: /* the instruction at pc has failed */
    f->pc = pc;
unwind:
    for (;;) {
#ifdef RONDO_TRACED
        f = t->frame;
        if (frame_is_code(f) && !reraise && trace_wanted(t)) {
            traceback_add(t, f);
            trace_exception(t, f);
            reraise = true; /* the entry is made */
        }
        Cell *handler = frame_is_code(f) ? unwind_frame(t, f, reraise) : NULL;
#else
        Cell *handler = unwind_frames(t, reraise);
        f = t->frame;
#endif
        reraise = false;
        if (handler) {
            ENTER_FRAME();
            pc = handler;
            DISPATCH();
        }
        if (frame_is_code(f)) {
#ifdef RONDO_TRACED
            if (trace_wanted(t))
                trace_unwound(t, f);
#endif
            if (f->kind == FRAME_SCRIPT) {
                frame_pop(t, f);
            } else {
                Generator *g = frame_gen(f);
                generator_convert_stop(t, g);
                bool thrown = g->thrown && g->inner && g->frame.root->state == GEN_THROWN;
                bool inner = generator_leave(t, g);
                generator_finish(t, g);
                if (UNLIKELY(thrown))
                    generator_thrown_out(t);
                if (inner)
                    generator_left_at(t, g, t->frame);
            }
        } else if (f->kind == FRAME_NATIVE) {
            v = f->resume(t, f, V_ERROR, false);
            goto native_result;
        } else {
            t->natives--;
            return V_ERROR;
        }
    }

native_result: /* v: what the resumable native f gave */
    if (v_same(v, V_PUSHED))
        goto start_frame;
    frame_pop_entry(t, f);
    f = t->frame;
deliver: /* v, a value or ERROR, is the result for frame f == t->frame */
    if (LIKELY(frame_is_code(f))) {
        if (v_is_error(v))
            goto unwind;
        ENTER_FRAME();
        SETREG(pc->a, v);
        NEXT(opcode_sizes[pc->op]);
    }
    if (f->kind == FRAME_NATIVE) {
        v = f->resume(t, f, v, false);
        goto native_result;
    }
    t->natives--;
    return v;
}
