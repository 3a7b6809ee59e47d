/* SPDX-License-Identifier: MIT */
/*
 * struct Thread is the first argument of everything: what one thread of execution owns. t->vm is
 * what the threads share (Lua's lua_State and global_State). There are no other mutable globals.
 */
#ifndef RONDO_THREAD_H
#define RONDO_THREAD_H

#include <pthread.h>
#include <semaphore.h>
#include <stdatomic.h>
#include "vm/core/spin.h"
#include "vm/core/object.h"
#include "vm/core/alloc.h"
#include "vm/core/names.h"

typedef enum ExcKind {
#define EXC(name, base, layout) EXC_##name,
#include "vm/core/exceptions.def"
#undef EXC
    EXC_COUNT
} ExcKind;

typedef struct Loop Loop;         /* vm/sched */
typedef struct Observer Observer; /* vm/watch */
typedef struct StackChunk StackChunk;

/* Reasons to leave the fast path at the next safepoint; bits of vm->breaker. */
enum {
    BREAK_SIGNAL = 1,
    BREAK_GIL = 2,
    BREAK_GC = 4,
    BREAK_BUDGET = 8,
    BREAK_CALLS = 16, /* vm->pending natives to run in the main thread */
    BREAK_STRESS = 32,
    BREAK_ASYNC_EXC = 64, /* some thread has async_exc set */
    BREAK_WAKE = 128,     /* threads are to be woken soon: gil_wake_later */
    BREAK_TRACE = 256,    /* some thread traces: see vm/run/tracing.h */
};

struct Thread {
    VM *vm;
    Value exc;                     /* pending exception instance or EMPTY; owned */
    Frame *frame;                  /* innermost frame */
    Value *top;                    /* first free register behind the innermost frame of the stack */
    StackChunk *stack;             /* chunk that `top` lies in */
    Value *stack_end;              /* its end */
    Frame *frame_next, *frame_end; /* free frame records of the chunk */
    uint32_t depth;                /* frames of the language on the stack (recursion limit) */
    uint32_t natives;              /* nested vm_run calls: C frames between script frames */
    char *c_limit;                 /* lowest address the C stack may reach before RecursionError */
    Value context;                 /* current contextvars.Context or EMPTY */
    Loop *loop;                    /* running event loop of this thread or NULL; BORROWED */
    Value loop_policy_local;       /* set_event_loop of this thread */
    Value *temps;                  /* stack of temporaries of the api scopes (vm/api.h) */
    uint32_t temps_count, temps_cap;
    uint32_t free_depth; /* nesting of object_free; deep structures are queued */
    Object *free_queue;
    Value stop_value; /* an iterator that gives V_STOP may leave its return value here (or EMPTY);
                         for `await` and `yield from`, which clear it before the step */
    Value repr_stack; /* list of containers in repr (reprlib's recursion), or EMPTY */
    int64_t budget;   /* vm_step: safepoints left, -1: none; 0: not in vm_step */
    Value async_exc;  /* exception to raise at the next safepoint */
    uint64_t ident;   /* threading.get_ident() */
    bool is_main, daemon, in_free;
    pthread_t handle;
    Value native_state;                           /* dict for native modules' per-thread data */
    Value asyncgen_firstiter, asyncgen_finalizer; /* sys.set_asyncgen_hooks */
    int32_t coroutine_origin_depth;
    struct Tracing *tracing; /* sys.settrace, sys.setprofile; NULL: neither */
    Thread *next;            /* vm->threads list, under the GIL */
};

typedef struct Gil {
    pthread_mutex_t mutex;
    pthread_cond_t cond, switched;
    _Atomic(bool) locked;
    bool spins; /* there are several cores: who waits looks for a while before it sleeps */
    Spin spin;
    Thread *holder;
    _Atomic(uint32_t) waiting;
    uint64_t switches;
    uint64_t interval_us; /* sys.getswitchinterval, default 5000 */
    /* Wake-ups put off by the holder: see gil_wake_later. */
    sem_t *wakes[4];
    int wake_fd; /* an eventfd, or -1 */
    uint32_t wakes_len, wakes_patience;
    void (*chore)(Thread *t); /* put off likewise: gil_chore_later; or NULL */
    uint32_t noticed; /* counts what others could notice: gil_wakes_do, and letting go */
    _Atomic(uint32_t) waking; /* threads that do wake-ups without the GIL */
} Gil;

typedef struct Gc {
    GcHead young, old, permanent; /* permanent: never searched, see gc_freeze */
    GcHead library;               /* see gc_library_begins */
    GcHead preloaded;             /* the same of modules that were linked: see gc_take_back */
    uint32_t importing;           /* modules of the library that are being executed */
    uint64_t young_count, threshold, old_count, old_limit;
    bool enabled, running;
    uint8_t fruitless,
        skips; /* searches in a row that found nothing; young sets to pass unsearched */
    uint64_t collections, collected, uncollectable;
    Value callbacks; /* gc.callbacks list */
    Value garbage;
} Gc;

/* Options of the command line that the VM itself obeys; filled by repl/ from options.def. */
typedef struct VmOptions {
    size_t memory_limit; /* bytes; 0: none */
    bool virtual_time, trace, dev_mode, async_debug, unbuffered, quiet, interactive_after,
        all_frames;
    const char *poller;
    int optimize;
    bool process_ends; /* after vm_free: memory that nobody can look at need not be given back */
    const char *const *warn_options;
    int warn_count;
    uint32_t hash_seed;
    uint32_t step; /* run the main program by vm_step with this budget; 0: in one go */
} VmOptions;

struct VM {
    _Atomic(uint32_t) breaker; /* the safepoint word: 0 when nothing wants attention */
    /* The recursion limit, or 0 while something wants attention: one question for both at a call. */
    _Atomic(uint32_t) call_limit;
    /* All builtin types exist (zeroed, with name, kind and the right size for str, tuple, dict,
       type) from the start of vm_new; type_from_spec fills vm->types[spec->kind] in place. */
    Type *types[KIND_COUNT];
    Type *exc[EXC_COUNT];
    Names names; /* interned names, see N() */
    Alloc alloc;
    Gc gc;
    Gil gil;
    Thread *main, *threads;
    Dict *modules;  /* sys.modules */
    Dict *builtins; /* builtins.__dict__ */
    Value sys_module, builtins_module;
    uint32_t tracers;    /* threads that trace */
    Value importer;      /* a tuple of what importlib lends to vm/run/import_hooks.c, or EMPTY */
    struct Preload *preload; /* modules that the image holds: vm/run/preload.h; or NULL */
    char *script_folder; /* where the script lies, malloc'd; NULL: unknown */
    struct InternTable *interned; /* str_intern.c; holds no reference to its strings */
    Str *empty_str;
    Tuple *empty_tuple;
    Value empty_bytes;
    Value codec_handlers;         /* error handlers of encodings by name: a dict, or EMPTY */
    Str *char_str[256];           /* one-character strings of Latin-1 */
    Value memory_error;           /* made ahead of time */
    struct WeakTable *weakrefs;   /* object address -> weak references; see weakref.c */
    struct AttrMemo *attr_memo;   /* (version, shape, name) -> AttrCache: see attr_memo() */
    struct TypeCache *type_cache; /* (version, name) -> value: see type_lookup */
    uint64_t type_version;        /* last type version given out */
    uint32_t bases_changing;      /* assignments to __bases__ that run an mro() just now */
    uint64_t dict_version;        /* last dict keys version given out */
    int64_t recursion_limit;      /* frames of the language: vm_set_recursion_limit */
    int int_max_str_digits;
    bool finalizing;
    VmOptions options;
    struct Clock *clock;   /* vm/sched/clock.h: real or virtual */
    struct Choice *choice; /* which ready task runs next: fifo, seeded, scripted */
    Observer *observers;   /* listeners of scheduler events; NULL: nobody listens */
    struct SignalState *signals;
    struct Sched *sched; /* what vm/sched shares between loops */
    Type **own_types;    /* of native modules: vm_own_type() */
    uint32_t own_types_count, own_types_cap;
    Value **roots; /* places registered with vm_root() */
    uint32_t roots_count, roots_cap;
    int (*on_break[8])(Thread *t); /* by bit number of the reason: vm_on_break() */
    void (*at_exit[16])(Thread *t);
    void (*at_free[16])(VM *vm);
    uint32_t at_exit_count, at_free_count;
    uint32_t untracked_ends; /* objects with a finaliser that the collector does not know: ends.c */
    struct IoState *io;       /* stdlib/_io.h */
    struct CsvState *csv;     /* stdlib/_csv.h; NULL: not imported yet */
    struct DecimalState *decimal; /* stdlib/_decimal.h; NULL: not imported yet */
    uint32_t thread_count;    /* threads started by scripts that have not ended */
    size_t thread_stack_size; /* of new threads; 0: the system's default */
    uint32_t argc;
    char **argv;
    struct Recount *recount; /* recount.c, in the stress build */
    struct VmExtra *extra;   /* per-room state that needs no fast access */
};

static inline Type *v_type(const Thread *t, Value v)
{
    return v_is_object(v) ? v_object(v)->type : t->vm->types[v_kind(v)];
}
/* Name of v's class for messages: with the module for native types outside builtins, as CPython's
   tp_name, but not for exceptions, which CPython makes by class statements there. BORROWED. */
static inline const char *v_type_name(const Thread *t, Value v)
{
    const char *name = v_type(t, v)->name;
    const char *dot = v_type(t, v)->flags & TF_EXCEPTION ? strrchr(name, '.') : NULL;
    return dot ? dot + 1 : name;
}

/* True when the C stack is about to run out: raise RecursionError. See c_stack_check(). */
static inline bool c_stack_low(const Thread *t)
{
    return UNLIKELY((char *)__builtin_frame_address(0) < t->c_limit);
}
/* Call it at the top of every recursive native: 0, or -1 with RecursionError pending
   ("maximum recursion depth exceeded" + where, e.g. " while getting the repr of an object"). */
MUST_USE int c_stack_check(Thread *t, const char *where);

/* Make and destroy a whole VM with its main thread (the calling one). NULL: out of memory. */
VM *vm_new(const VmOptions *options);
void vm_free(VM *vm); /* teardown in CPython's order */
#if defined(RONDO_DEBUG) || defined(RONDO_LEAKS)
#define RONDO_FAILURES 1 /* allocations can be made to fail */
#endif
/* In the checking builds RONDO_FAIL_ALLOC=n makes the n-th allocation from here on fail
 * (tests/alloc_failures.sh). */
void vm_plan_failure(VM *vm);
/* A thread record for the calling pthread; it must take the GIL before anything else. */
Thread *thread_attach(VM *vm);
void thread_detach(Thread *t);

/* The GIL. Every blocking system call goes between release and acquire. */
void gil_release(Thread *t);
void gil_acquire(Thread *t); /* keeps errno */
#define WITHOUT_GIL(t, statement) \
    do {                          \
        gil_release(t);           \
        statement;                \
        gil_acquire(t);           \
    } while (0)

/* Slow path of a safepoint: signals, GIL, collector, budget. 0, or -1 with an exception. */
MUST_USE int safepoint_run(Thread *t);
/* The same for signals alone. */
MUST_USE int safepoint_signals(Thread *t);
static inline int MUST_USE safepoint(Thread *t)
{
    return UNLIKELY(atomic_load_explicit(&t->vm->breaker, memory_order_relaxed)) ? safepoint_run(t)
                                                                                 : 0;
}
void vm_break(VM *vm, uint32_t reason); /* async-signal-safe */
void vm_unbreak(VM *vm, uint32_t reason);
/* How many frames of the language a thread may have, above 0. */
void vm_set_recursion_limit(VM *vm, uint32_t limit);

/* Registers a place owned by C code (freed at teardown, visited by the recount). */
void vm_root(VM *vm, Value *place);

#endif
