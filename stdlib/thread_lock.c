/* SPDX-License-Identifier: MIT */
/* Lock and RLock. */
#include <errno.h>
#include <time.h>
#include <math.h>
#include "stdlib/_thread.h"
#include "vm/core/spin.h"
#include "vm/sched/clock.h"

/* ---- the core ---- */

void lock_core_init(LockCore *l, bool acquired)
{
    sem_init(&l->sem, 0, acquired ? 0 : 1);
    l->waiters = l->awakened = l->asleep = 0;
    l->post_later = l->posts_later = false;
    l->spin = (Spin){0};
}

/* Does the posts that lock_core_release has put off: before anybody looks at the semaphore. */
static void posts_done(Thread *t, LockCore *l)
{
    if (UNLIKELY(l->post_later))
        gil_wakes_do(t);
    l->post_later = false;
}

void lock_core_destroy(Thread *t, LockCore *l)
{
    if (UNLIKELY(l->posts_later))
        gil_wakes_settle(t);
    sem_destroy(&l->sem);
}

bool lock_core_locked(Thread *t, LockCore *l)
{
    int value = 0;
    posts_done(t, l);
    sem_getvalue(&l->sem, &value);
    return value <= 0;
}

static struct timespec real_deadline(int64_t ns)
{
    struct timespec ts;
    clock_gettime(CLOCK_MONOTONIC, &ts);
    int64_t nsec = ts.tv_nsec + ns % 1000000000;
    ts.tv_sec += ns / 1000000000 + nsec / 1000000000;
    ts.tv_nsec = nsec % 1000000000;
    return ts;
}

/* 0 acquired, else an errno; without the GIL. */
static int wait_released(Thread *t, LockCore *l, const struct timespec *until)
{
    int status = 0;
    bool done = false;
    l->asleep++;
    l->post_later = false; /* they are done as the GIL is released */
    gil_release(t);
    if (t->vm->gil.spins && spin_wanted(&l->spin)) {
        SPIN_UNTIL(sem_trywait(&l->sem) == 0, done);
        spin_note(&l->spin, done);
    }
    while (!done) {
        status = until ? sem_clockwait(&l->sem, CLOCK_MONOTONIC, until) : sem_wait(&l->sem);
        done = status == 0 || errno != EINTR || t->is_main;
    }
    int err = status < 0 ? errno : 0;
    gil_acquire(t);
    l->asleep--;
    return err;
}

static int acquire_real(Thread *t, LockCore *l, int64_t ns)
{
    struct timespec until = ns > 0 ? real_deadline(ns) : (struct timespec){0};
    for (;;) {
        int err = wait_released(t, l, ns > 0 ? &until : NULL);
        if (err != EINTR)
            return err == 0;
        if (safepoint(t) < 0)
            return -1;
    }
}

/* One look of a waiting thread on a virtual clock: at most a millisecond of real time. */
static int virtual_look(Thread *t, LockCore *l, int64_t until)
{
    Clock *c = t->vm->clock;
    if (sem_trywait(&l->sem) == 0)
        return 1;
    if (t->is_main && c->now < until)
        clock_jump(t, until); /* threads whose time has come run while we wait below */
    if (c->now >= until)
        return 0;
    struct timespec wake = real_deadline(1000000);
    int err = wait_released(t, l, &wake);
    if (err == 0)
        return 1;
    return err == EINTR && safepoint(t) < 0 ? -1 : 2;
}

/*
 * A thread that waits here counts as asleep, so that the clock may jump. Who releases the lock
 * counts one of the waiting threads as running again at once: else the clock could jump before it
 * has come to run, and the outcome would depend on chance.
 */
static int acquire_virtual(Thread *t, LockCore *l, int64_t ns)
{
    Clock *c = t->vm->clock;
    int64_t until = ns < 0 ? INT64_MAX : c->now + ns;
    bool counts = !t->is_main;
    l->waiters += counts;
    c->sleepers += counts;
    ClockSleeper me;
    clock_sleeper_add(c, &me, until);
    int status;
    while ((status = virtual_look(t, l, until)) == 2)
        if (counts && l->awakened) {
            l->awakened--;
            c->sleepers++;
        }
    l->waiters -= counts;
    if (counts && l->awakened)
        l->awakened--;
    else
        c->sleepers -= counts;
    clock_sleeper_remove(c, &me);
    return status;
}

int lock_core_acquire(Thread *t, LockCore *l, int64_t ns)
{
    posts_done(t, l);
    if (LIKELY(sem_trywait(&l->sem) == 0))
        return 1;
    if (ns == 0)
        return 0;
    return t->vm->clock->is_virtual ? acquire_virtual(t, l, ns) : acquire_real(t, l, ns);
}

void lock_core_release(Thread *t, LockCore *l)
{
    if (UNLIKELY(l->waiters > l->awakened)) {
        l->awakened++;
        t->vm->clock->sleepers--;
    }
    if (l->asleep && !t->vm->clock->is_virtual) {
        l->post_later = l->posts_later = true;
        gil_post_later(t, &l->sem);
        return;
    }
    sem_post(&l->sem);
}

static int seconds_parse(Thread *t, Value v, double *seconds)
{
    if (!v_is_float(v)) {
        Value index = K(t, value_index(t, v));
        return v_is_error(index) ? -1 : value_to_double(t, index, seconds);
    }
    *seconds = float_value(v);
    return 0;
}

int lock_timeout_parse(Thread *t, Value blocking, Value timeout, int64_t *ns)
{
    int wait = v_is_empty(blocking) ? 1 : truth(t, blocking);
    double seconds = -1;
    if (wait < 0 || (!v_is_empty(timeout) && seconds_parse(t, timeout, &seconds) < 0))
        return -1;
    if (seconds != seconds) {
        raise_format(t, EXC_ValueError, "Invalid value NaN (not a number)");
        return -1;
    }
    if (fabs(seconds) > 9.2e9)
        return raise_time_overflow(t, timeout);
    if (!wait && seconds != -1) {
        raise_format(t, EXC_ValueError, "can't specify a timeout for a non-blocking call");
        return -1;
    }
    if (seconds < 0 && seconds != -1) {
        raise_format(t, EXC_ValueError, "timeout value must be a non-negative number");
        return -1;
    }
    if (seconds > LOCK_TIMEOUT_MAX) {
        return raise_time_overflow(t, timeout);
    }
    /* Rounded up: a wait is never shorter than asked for. */
    *ns = !wait ? 0 : seconds < 0 ? -1 : (int64_t)(seconds * 1e9 + 0.999);
    return 0;
}

/* ---- Lock ---- */

typedef struct Lock {
    Object head;
    LockCore core;
} Lock;
#define LOCK(v) V_AS(Lock, v)

static void lock_free(Thread *t, Object *o)
{
    lock_core_destroy(t, &((Lock *)o)->core);
}
static const FieldTable lock_fields = {.free_extra = lock_free};

NATIVE(lock_new, "lock(type, /)", NULL)
{
    Lock *l = object_new(t, V_AS(Type, a[0]), 0);
    if (!l)
        return V_ERROR;
    lock_core_init(&l->core, false);
    gc_track(t, l);
    return v_from(l);
}

static Value lock_acquire_value(Thread *t, Value self, Value blocking, Value timeout)
{
    int64_t ns;
    if (lock_timeout_parse(t, blocking, timeout, &ns) < 0)
        return V_ERROR;
    int got = lock_core_acquire(t, &LOCK(self)->core, ns);
    return got < 0 ? V_ERROR : v_bool(got);
}

static Value lock_release_value(Thread *t, Value self)
{
    if (!lock_core_locked(t, &LOCK(self)->core))
        return raise_format(t, EXC_RuntimeError, "release unlocked lock");
    lock_core_release(t, &LOCK(self)->core);
    return V_NONE;
}

NATIVE(lock_acquire, "acquire(self, blocking=True, timeout=-1)",
       "Lock the lock.\n\nWithout argument, this blocks if the lock is already locked; with "
       "argument the\n"
       "result tells whether the lock was acquired.")
{
    return lock_acquire_value(t, a[0], a[1], a[2]);
}
NATIVE(lock_acquire_old, "acquire_lock(self, blocking=True, timeout=-1)",
       "An obsolete synonym of acquire().")
{
    return lock_acquire_value(t, a[0], a[1], a[2]);
}
NATIVE(lock_release, "release(self, /)", "Release the lock.")
{
    return lock_release_value(t, a[0]);
}
NATIVE(lock_release_old, "release_lock(self, /)", "An obsolete synonym of release().")
{
    return lock_release_value(t, a[0]);
}
NATIVE(lock_locked, "locked(self, /)", "Return whether the lock is in the locked state.")
{
    return v_bool(lock_core_locked(t, &LOCK(a[0])->core));
}
NATIVE(lock_locked_old, "locked_lock(self, /)", "An obsolete synonym of locked().")
{
    return v_bool(lock_core_locked(t, &LOCK(a[0])->core));
}
NATIVE(lock_enter, "__enter__(self, /)", "Lock the lock.")
{
    int got = lock_core_acquire(t, &LOCK(a[0])->core, -1);
    return got < 0 ? V_ERROR : V_TRUE;
}
NATIVE(lock_exit, "__exit__(self, exc_type, exc_value, exc_tb, /)", "Release the lock.")
{
    return lock_release_value(t, a[0]);
}
NATIVE(lock_reinit, "_at_fork_reinit(self, /)", NULL)
{
    lock_core_init(&LOCK(a[0])->core, false);
    return V_NONE;
}

static Value lock_repr(Thread *t, Value self)
{
    return str_format(t, "<%s %T object at %p>",
                      lock_core_locked(t, &LOCK(self)->core) ? "locked" : "unlocked", self,
                      (void *)v_object(self));
}

static const NativeDef *const lock_methods[] = {
    &lock_acquire_def, &lock_acquire_old_def,
    &lock_release_def, &lock_release_old_def,
    &lock_locked_def,  &lock_locked_old_def,
    &lock_enter_def,   &lock_exit_def,
    &lock_reinit_def,  NULL,
};

/* ---- RLock ---- */

typedef struct RLock {
    Object head;
    LockCore core;
    uint64_t owner; /* ident of the thread that holds it; 0: nobody */
    uint64_t count;
} RLock;
#define RLOCK(v) V_AS(RLock, v)

static void rlock_free(Thread *t, Object *o)
{
    lock_core_destroy(t, &((RLock *)o)->core);
}
static const FieldTable rlock_fields = {.free_extra = rlock_free};

NATIVE_VAR(rlock_new, "RLock(*args, **kwargs)", NULL)
{
    RLock *l = object_new(t, V_AS(Type, a[0]), 0);
    if (!l)
        return V_ERROR;
    lock_core_init(&l->core, false);
    gc_track(t, l);
    return v_from(l);
}

/* 1, 0 or -1. */
static int rlock_take(Thread *t, RLock *l, int64_t ns)
{
    if (l->count && l->owner == t->ident) {
        l->count++;
        return 1;
    }
    int got = lock_core_acquire(t, &l->core, ns);
    if (got > 0) {
        l->owner = t->ident;
        l->count = 1;
    }
    return got;
}

static Value rlock_give(Thread *t, RLock *l)
{
    if (!l->count || l->owner != t->ident)
        return raise_format(t, EXC_RuntimeError, "cannot release un-acquired lock");
    if (--l->count == 0) {
        l->owner = 0;
        lock_core_release(t, &l->core);
    }
    return V_NONE;
}

NATIVE(rlock_acquire, "acquire(self, blocking=True, timeout=-1)", "Lock the lock.")
{
    int64_t ns;
    if (lock_timeout_parse(t, a[1], a[2], &ns) < 0)
        return V_ERROR;
    int got = rlock_take(t, RLOCK(a[0]), ns);
    return got < 0 ? V_ERROR : v_bool(got);
}
NATIVE(rlock_release, "release(self, /)", "Release the lock.")
{
    return rlock_give(t, RLOCK(a[0]));
}
NATIVE(rlock_enter, "__enter__(self, /)", "Lock the lock.")
{
    return rlock_take(t, RLOCK(a[0]), -1) < 0 ? V_ERROR : V_TRUE;
}
NATIVE(rlock_exit, "__exit__(self, exc_type, exc_value, exc_tb, /)", "Release the lock.")
{
    return rlock_give(t, RLOCK(a[0]));
}
NATIVE(rlock_is_owned, "_is_owned(self, /)", "For internal use by `threading.Condition`.")
{
    return v_bool(RLOCK(a[0])->count && RLOCK(a[0])->owner == t->ident);
}
NATIVE(rlock_recursion_count, "_recursion_count(self, /)", "For internal use by reentrancy checks.")
{
    return v_from_small(RLOCK(a[0])->owner == t->ident ? (int64_t)RLOCK(a[0])->count : 0);
}
NATIVE(rlock_release_save, "_release_save(self, /)", "For internal use by `threading.Condition`.")
{
    RLock *l = RLOCK(a[0]);
    if (!l->count)
        return raise_format(t, EXC_RuntimeError, "cannot release un-acquired lock");
    uint64_t count = l->count, owner = l->owner;
    l->count = l->owner = 0;
    lock_core_release(t, &l->core);
    ApiScope scope = api_scope_begin(t);
    Value n = K(t, int_from_uint64(t, count)), who = K(t, int_from_uint64(t, owner));
    return api_scope_return(
        t, scope, v_is_error(n) || v_is_error(who) ? V_ERROR : K(t, tuple_pack(t, 2, n, who)));
}
NATIVE(rlock_acquire_restore, "_acquire_restore(self, state, /)",
       "For internal use by `threading.Condition`.")
{
    int64_t count, owner;
    if (!v_is_kind(a[1], KIND_tuple) || V_AS(Tuple, a[1])->len != 2)
        return raise_format(t, EXC_TypeError, "_acquire_restore() argument 1 must be 2-item tuple");
    Value *state = V_AS(Tuple, a[1])->items;
    if (value_to_int64(t, state[0], &count) < 0 || value_to_int64(t, state[1], &owner) < 0 ||
        lock_core_acquire(t, &RLOCK(a[0])->core, -1) < 0)
        return V_ERROR;
    RLOCK(a[0])->count = (uint64_t)count;
    RLOCK(a[0])->owner = (uint64_t)owner;
    return V_NONE;
}
NATIVE(rlock_reinit, "_at_fork_reinit(self, /)", NULL)
{
    RLock *l = RLOCK(a[0]);
    l->owner = l->count = 0;
    lock_core_init(&l->core, false);
    return V_NONE;
}

static Value rlock_repr(Thread *t, Value self)
{
    RLock *l = RLOCK(self);
    return str_format(t, "<%s %T object owner=%ld count=%ld at %p>",
                      l->count ? "locked" : "unlocked", self, (long)l->owner, (long)l->count,
                      (void *)l);
}

static const NativeDef *const rlock_methods[] = {
    &rlock_acquire_def,      &rlock_release_def,
    &rlock_enter_def,        &rlock_exit_def,
    &rlock_is_owned_def,     &rlock_recursion_count_def,
    &rlock_release_save_def, &rlock_acquire_restore_def,
    &rlock_reinit_def,       NULL,
};

int thread_locks_add(Thread *t, Value module)
{
    static const TypeSpec lock_spec = {
        .name = "_thread.lock",
        .doc = "A lock object is a synchronization primitive.",
        .size = sizeof(Lock),
        .flags = TF_WEAKREF,
        .new_def = &lock_new_def,
        .slots = {.repr = lock_repr},
        .methods = lock_methods,
    };
    static const TypeSpec rlock_spec = {
        .name = "_thread.RLock",
        .size = sizeof(RLock),
        .flags = TF_WEAKREF | TF_BASE,
        .new_def = &rlock_new_def,
        .slots = {.repr = rlock_repr},
        .methods = rlock_methods,
    };
    Type *lock = api_type(t, &lock_spec, &lock_fields);
    Type *rlock = lock ? api_type(t, &rlock_spec, &rlock_fields) : NULL;
    if (!rlock || api_module_add_type(t, module, lock) < 0 ||
        api_module_add_type(t, module, rlock) < 0)
        return -1;
    Value aliases[] = {v_from(lock), v_from(lock), v_from(lock)};
    static const char *const names[] = {"LockType", "allocate_lock", "allocate"};
    for (int i = 0; i < 3; i++)
        if (api_module_add(t, module, names[i], aliases[i]) < 0)
            return -1;
    return 0;
}
