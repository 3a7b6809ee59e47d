/* SPDX-License-Identifier: MIT */
/*
 * Frames, code, functions and generators: what a running program is made of.
 *
 * A call's frame record and registers lie on the thread's stack, which grows in chunks that never
 * move: arguments evaluated into the caller's temporaries become the callee's first registers in
 * place. A generator's or coroutine's frame and registers lie in its own allocation; resuming it is
 * a pointer switch.
 *
 * Chains of await / yield from: while generator G delegates (op DELEGATE) to generator H, H's frame
 * has prev = G's frame and root = the outermost generator of the chain. A suspension in the
 * innermost one switches at once to root->prev, and root remembers the leaf; resuming the root goes
 * straight to the leaf. Nothing is walked. A leaf whose root is not the one that resumes it
 * (somebody resumed an inner generator by hand) is found again by walking down the DELEGATE
 * registers.
 */
#ifndef RONDO_FRAME_H
#define RONDO_FRAME_H

#include "vm/core/protocol.h"
#include "parser/bytecode/code.h"

typedef enum FrameKind {
    FRAME_SCRIPT,    /* a function on the stack */
    FRAME_GENERATOR, /* inside a Generator object */
    FRAME_NATIVE,    /* a resumable native: run_until_complete, task step ... */
    FRAME_ENTRY,     /* boundary: returning to it leaves vm_run */
    /* script and generator frames first: "kind <= FRAME_GENERATOR" is "runs language code" */
} FrameKind;

/* A resumable native gets each result of the frames it pushed: v is a value (TAKES), V_ERROR
   (exception pending), or, with `suspended`, what a root generator yielded. It returns V_PUSHED
   after pushing another frame, or its own result, upon which it is popped. If it is the innermost
   frame when it is pushed, it is called with EMPTY to begin. */
typedef Value (*NativeResume)(Thread *t, Frame *f, Value v, bool suspended);

typedef struct Generator Generator;
typedef struct PolyCache PolyCache;
typedef struct GeneratorExtra GeneratorExtra;

struct Frame {
    Frame *prev; /* whom a return goes to; NULL in a suspended generator */
    Cell *pc;    /* the instruction under way (saved before anything that can look or call) */
    Value *regs;
    Code *code; /* owned by func; in a Generator by that */
    union {
        Function *func;      /* owned */
        NativeResume resume; /* FRAME_NATIVE */
    };
    union {
        struct {
            uint8_t kind;       /* FrameKind */
            uint8_t flags;      /* FF_* */
            uint16_t special;   /* not 0: handled, locals or object has been set */
            uint16_t temp_base; /* of code: registers from here on are temporaries */
        };
        uint32_t kind_flags_special; /* 0: nothing to look at when it returns (frame_is_plain) */
        uint64_t word;               /* all of these, set by one store */
    };
    union {
        Value *saved_top; /* t->top to restore when the frame is popped */
        /* FRAME_GENERATOR: of a root the innermost suspended frame of its chain, of one that another
           delegates to the root. */
        Frame *leaf;
        Generator *root;
    };
    /* The three below are EMPTY / NULL in every free record of the stack, so a call need not set
     * them. */
    Value handled; /* exception being handled in this frame, or EMPTY; owned */
    union {
        Value sent; /* FF_INIT: the new instance, owned; FF_OPERATOR: a small int */
        void *data; /* FRAME_NATIVE: the object that it works on; owned by the native. FRAME_ENTRY:
                       what its maker likes */
        GeneratorExtra *extra; /* FRAME_GENERATOR: what few have, or NULL */
    };
    /* Not in a generator, where registers lie in their place: frame_namespace(), frame_known(). */
    Value own_locals;   /* namespace of a module or class body, or EMPTY; owned */
    /* Who takes over what the frame holds at its end: its frame object, owned, once somebody asked
       for it; or BORROWED the traceback entry that stands for it meanwhile (frame_watcher). */
    Object *own_object;
};

enum {
    FF_INIT = 1,    /* __init__: the caller gets the instance in `sent` instead of the result */
    FF_OPERATOR = 2, /* method of the caller's operator: `sent` says how it is called, SPECIAL_* */
    FF_CHUNK = 4,   /* first frame of a stack chunk: popping it frees the chunk */
    FF_THROW = 16,     /* resumed with the pending exception */
    FF_SUSPENDED = 32, /* FRAME_ENTRY: what arrived was yielded, not returned */
    FF_TRACED = 128,   /* the trace functions know that it runs */
    FF_NOCLOSE = 64,   /* with FF_THROW: GeneratorExit is thrown into what is awaited (aclose) */
};

struct Code {
    Object head;
    const CodeUnit *unit;
    Program *program; /* shared owner of the unit; NULL: it is part of the binary */
    Cell *cells;      /* the quickened copy; NULL until linked at first call */
    Value *literals;
    Str **names;
    Str **varnames; /* nlocals; linked with the rest */
    Str *name, *qualname;
    Value filename;  /* str */
    Value co_consts; /* made on demand */
    uint32_t ncells, flags;
    uint16_t nregs, temp_base, argcount, posonly, kwonly, nlocals;
    uint32_t plain; /* so many arguments by position fill its registers and it can begin, once it is
                       linked; CODE_NOT_PLAIN: never */
    bool library;
    bool positional;  /* only parameters that may be given by position */
    PolyCache *polys; /* of its instructions: vm/core/poly.h */
    Generator
        *spare; /* memory of a generator of this code that has ended, for the next one; or NULL */
};

enum { CODE_NOT_PLAIN = INT32_MAX };
/* A call of it makes a generator, a coroutine or an asynchronous generator. */
static inline bool code_suspends(const Code *code)
{
    return code->flags & (CO_GENERATOR | CO_COROUTINE | CO_ASYNC_GENERATOR);
}
enum { YIELD_FOR_NOTHING = 1 }; /* as operand c of a linked YIELD: the next instruction drops the
                                   value that is sent */

struct Function {
    Object head;
    Code *code;
    Value old_codes; /* list of codes that were replaced: frames may still run them; or EMPTY */
    Dict *globals;
    Dict *builtins;
    Value *closure;      /* unit->nfree cells, owned */
    Value closure_tuple; /* the same as a tuple, on demand */
    Value defaults;      /* tuple or EMPTY */
    Value kwdefaults;    /* dict or EMPTY */
    Str *name, *qualname;
    Value doc, module, annotations; /* EMPTY: not set */
    Value type_params;              /* EMPTY: () */
    uint64_t version;               /* inline caches: changes when code or defaults are replaced */
};

typedef struct CellObject {
    Object head;
    Value content;
} CellObject;

/* What most generators do not have. */
/* An async generator in the list of the event loop that saw it begin; `next` NULL: in none. */
typedef struct AsyncGenLink {
    struct AsyncGenLink *next, *prev;
    Generator *gen;
} AsyncGenLink;

struct GeneratorExtra {
    Str *name, *qualname; /* not those of the code: owned, or NULL */
    Value origin;         /* cr_origin, or EMPTY: None */
    Value ag_finalizer;   /* async generator: the event loop's hook, or EMPTY */
    AsyncGenLink link;
    Value sent;           /* at DELEGATE: what to send unless it is None; else EMPTY */
    Value locals;         /* of the frame, as Frame.own_locals and */
    Object *object;       /* Frame.own_object: owned if it is a frame object */
};

/* generator, coroutine and async generator: one allocation with the frame and its registers */
struct Generator {
    Object head;
    uint8_t state;  /* GEN_*; of one inside a chain GEN_SUSPENDED: ask its root whether it runs */
    bool awaited;   /* coroutine: has been awaited or sent to (never-awaited warning) */
    bool thrown;    /* was inside a chain into which something was thrown */
    /* of an async generator: */
    bool closing : 1;       /* aclose under way or done */
    bool hooks_done : 1;    /* firstiter hook was called */
    bool yielded : 1;       /* the last suspension was a `yield`, not an await */
    bool running_async : 1; /* an asend or athrow drives it */
    bool inner : 1; /* another generator of a chain delegates to it: generator_root() */
    bool called : 1; /* next(gen) or gen.send(x) in the frame below runs it; when it yields, the row
                        of that call, which holds it, is used up */
    uint32_t chain; /* of a root: generators in its chain, itself included */
    Frame frame; /* its code is owned; without the last two fields: there the registers begin */
};
enum { GENERATOR_SIZE = offsetof(Generator, frame.own_locals) }; /* without the registers */
static inline Generator *frame_gen(const Frame *f) /* of a FRAME_GENERATOR */
{
    return (Generator *)((char *)(uintptr_t)f - offsetof(Generator, frame));
}
/* The outermost generator of the chain that g is in; itself, if it is in none. */
static inline Generator *generator_root(const Generator *g)
{
    return g->inner ? g->frame.root : (Generator *)(uintptr_t)g;
}
/* __name__ and __qualname__. BORROWED. */
static inline Str *generator_name(const Generator *g)
{
    return g->frame.extra && g->frame.extra->name ? g->frame.extra->name : g->frame.code->name;
}
static inline Str *generator_qualname(const Generator *g)
{
    return g->frame.extra && g->frame.extra->qualname ? g->frame.extra->qualname
                                                      : g->frame.code->qualname;
}
/* The namespace of a module or class body. BORROWED, or EMPTY. */
static ALWAYS_INLINE Value frame_namespace(const Frame *f)
{
    return LIKELY(f->kind != FRAME_GENERATOR) ? f->own_locals
           : f->extra                         ? f->extra->locals
                                              : V_EMPTY;
}
/* The frame object, or a traceback entry that watches the frame. BORROWED, or NULL. */
static inline Object *frame_watcher(const Frame *f)
{
    return LIKELY(f->kind != FRAME_GENERATOR) ? f->own_object
           : f->extra                         ? f->extra->object
                                              : NULL;
}
static inline bool is_frame_object(const Object *o)
{
    return o && o->kind == KIND_frame;
}
/* The frame object, if there is one already. BORROWED, or NULL. */
static inline Object *frame_known(const Frame *f)
{
    Object *o = frame_watcher(f);
    return is_frame_object(o) ? o : NULL;
}
enum {
    GEN_CREATED,
    GEN_SUSPENDED,
    GEN_CLOSED,
    GEN_RUNNING,
    GEN_THROWN, /* running, since something was thrown into it */
};

typedef struct BoundMethod {
    Object head;
    Value func, self;
} BoundMethod;

/* The frame object: looks at a running frame, owns its remains afterwards
 * (vm/objects/frameobject.c). */
typedef struct FrameObject {
    Object head;
    Frame *frame; /* the running frame, or &own */
    Frame own;    /* taken over: registers are `regs` */
    Value *regs;
    uint32_t nregs;
    Value back;  /* taken over: frame object of the caller, None or EMPTY */
    Value extra; /* dict of names set through f_locals that are not variables, or EMPTY */
    Value trace;
    Cell *last_pc;          /* tracing: the instruction before, and */
    int32_t last_line;      /* the line told last */
    int32_t shown_line;     /* f_lineno at a call event, else -1 */
    bool no_lines, opcodes; /* not f_trace_lines; f_trace_opcodes */
    Value keep; /* list of values replaced through f_locals: instructions may borrow them */
} FrameObject;

static inline bool frame_is_code(const Frame *f)
{
    return f->kind <= FRAME_GENERATOR;
}
/* A function on the stack that has only registers and its function to give back. */
static inline bool frame_is_plain(const Frame *f)
{
    return f->kind_flags_special == 0;
}
/* Line of the instruction a frame is at; 0: none. */
int frame_line(const Frame *f);
/* The same for an instruction of a code. */
int code_line(const Code *code, const Cell *pc);
/* The frame object (owned); the frame is taken over by it when it ends. */
MUST_USE Value frame_object(Thread *t, Frame *f);
/* Whoever watches the frame (the place of frame_watcher), made if need be; NULL: MemoryError. */
Object **frame_watcher_place(Thread *t, Frame *f);
/* The local variables of a frame: its namespace, or a new dict of those that are bound. */
MUST_USE Value frame_locals(Thread *t, Frame *f);
/* Bind a name in a function's frame: its variable, or a name beside them that frame_locals() shows. */
MUST_USE int frame_set_local(Thread *t, FrameObject *o, Value name, Value value);
/* Innermost frame that runs language code (BORROWED) or NULL. */
Frame *frame_script(const Thread *t);

/* Creates an unlinked Code for a unit (TAKES a count of program), inside of that code or of none. */
MUST_USE Value code_new(Thread *t, Program *program, const CodeUnit *unit, const Code *around,
                        bool library);
MUST_USE int code_link(Thread *t, Code *code);
MUST_USE Value function_new(Thread *t, Code *code, Dict *globals, const Value *closure);

/* Runs until the frame above `entry` has returned; the generic way from C into the language. */
MUST_USE Value vm_run(Thread *t);
/* Gives the chunks of a thread's stack back; it has no frames any more. */
void stack_free(Thread *t);
/* fn for every reference that the frames of a thread own, generators' frames excepted. */
void stack_visit(Thread *t, VisitFn fn, void *arg);
/* Pushes the frame of a Python function call for a native that then returns V_PUSHED. args are
   borrowed. 0, or -1. */
MUST_USE int frame_push_call(Thread *t, Function *f, const Value *args, uint32_t nargs,
                             Value kwnames);
/* Pushes a resumable native frame; `data` is the frame's own. NULL: error. */
MUST_USE Frame *frame_push_native(Thread *t, NativeResume resume, void *data);

/*
 * Resume a generator or coroutine from C: value (NONE first time) or throw. Results: *state tells
 *   GEN_RESULT_YIELD  the yielded value (owned)
 *   GEN_RESULT_RETURN the returned value
 *   GEN_RESULT_ERROR  ERROR, exception pending
 */
typedef enum { GEN_RESULT_YIELD, GEN_RESULT_RETURN, GEN_RESULT_ERROR } GenResult;
MUST_USE Value generator_send(Thread *t, Generator *g, Value v, GenResult *result);
/* close(): what it returned, NONE, or ERROR. */
MUST_USE Value generator_close(Thread *t, Generator *g);
MUST_USE Value generator_throw(Thread *t, Generator *g, TAKES Value exc, GenResult *result);
/* From a FRAME_NATIVE: switch to the generator's leaf with prev = t->frame; the outcome arrives at
   the native's resume(). exc EMPTY: send `v`; else throw exc (TAKES). V_PUSHED or ERROR. */
MUST_USE Value generator_push(Thread *t, Generator *g, Value v, TAKES Value exc);

/* One budget's worth of work of the main program, whose ENTRY and first frame have been pushed: see
   DESIGN "the loop is not a C recursion". budget 0: to the end. The ENTRY frame is popped at the
   end. */
typedef enum { STEP_DONE, STEP_AGAIN, STEP_ERROR } StepResult;
StepResult vm_step(Thread *t, int64_t budget, Value *result);

#endif
