/* SPDX-License-Identifier: MIT */
/* _multiprocessing: semaphores that several processes share, and memory that they share. */
#include "vm/api_sys.h"
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <semaphore.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include "vm/objects/helpers.h"

/* ---- SemLock ---- */

enum { RECURSIVE_MUTEX, SEMAPHORE };

typedef struct SemLock {
    Object head;
    Value name; /* str, or None */
    sem_t *sem;
    uint64_t owner; /* ident of the thread that took it last */
    int count;      /* how often this process holds it */
    int kind;
    int64_t maxvalue;
    int pid; /* in which it was taken: a child holds nothing */
} SemLock;
#define L(v) V_AS(SemLock, v)

static void semlock_free(Thread *t, Object *o)
{
    if (((SemLock *)o)->sem)
        sem_close(((SemLock *)o)->sem);
}
static const FieldTable semlock_fields = {{offsetof(SemLock, name)}, semlock_free, NULL, NULL};

static Value semlock_make(Thread *t, Type *cls, sem_t *sem, int kind, int64_t maxvalue, Value name)
{
    Value made = api_instance(t, cls);
    if (v_is_error(made)) {
        sem_close(sem);
        return V_ERROR;
    }
    L(made)->sem = sem;
    L(made)->kind = kind;
    L(made)->maxvalue = maxvalue;
    api_set(t, &L(made)->name, name);
    return made;
}

API_CLASS(semlock_new, "SemLock(cls, /, kind, value, maxvalue, name, unlink)", "")
{
    int64_t kind, value, maxvalue;
    int unlink_now = truth(t, a[5]);
    if (value_to_int64(t, a[1], &kind) < 0 || value_to_int64(t, a[2], &value) < 0 ||
        value_to_int64(t, a[3], &maxvalue) < 0 || unlink_now < 0)
        return V_ERROR;
    if (kind != RECURSIVE_MUTEX && kind != SEMAPHORE)
        return raise_format(t, EXC_ValueError, "unrecognized kind");
    if (!v_is_str(a[4]))
        return raise_format(t, EXC_TypeError, "SemLock() argument 4 must be str, not %T", a[4]);
    char *name = str_to_os(t, V_AS(Str, a[4]));
    if (!name)
        return V_ERROR;
    sem_t *sem = value < 0 || value > SEM_VALUE_MAX
                     ? (errno = EINVAL, SEM_FAILED)
                     : sem_open(name, O_CREAT | O_EXCL, 0600, (unsigned)value);
    int err = errno;
    if (sem != SEM_FAILED && unlink_now)
        sem_unlink(name);
    free(name);
    if (sem == SEM_FAILED)
        return raise_errno(t, err);
    return semlock_make(t, V_AS(Type, a[0]), sem, (int)kind, maxvalue, unlink_now ? V_NONE : a[4]);
}

API_CLASS(semlock_rebuild, "_rebuild(cls, handle, kind, maxvalue, name, /)", NULL)
{
    int64_t kind, maxvalue;
    if (value_to_int64(t, a[2], &kind) < 0 || value_to_int64(t, a[3], &maxvalue) < 0)
        return V_ERROR;
    char *name = v_is_str(a[4]) ? str_to_os(t, V_AS(Str, a[4])) : NULL;
    if (!name)
        return raise_format(t, EXC_TypeError, "a name is needed");
    sem_t *sem = sem_open(name, 0);
    int err = errno;
    free(name);
    return sem == SEM_FAILED ? raise_errno(t, err)
                             : semlock_make(t, V_AS(Type, a[0]), sem, (int)kind, maxvalue, a[4]);
}

static bool is_mine(Thread *t, const SemLock *l)
{
    return l->count > 0 && l->owner == t->ident;
}

/* Waits without the GIL: 1 taken, 0 not in time, -1 a signal handler raised. */
static int semlock_wait(Thread *t, SemLock *l, bool block, const struct timespec *deadline)
{
    int r = sem_trywait(l->sem);
    if (r == 0)
        return 1;
    if (!block)
        return 0;
    for (;;) {
        int err;
        WITHOUT_GIL(t, r = deadline ? sem_timedwait(l->sem, deadline) : sem_wait(l->sem);
                    err = errno);
        if (r == 0)
            return 1;
        if (err == ETIMEDOUT)
            return 0;
        if (err != EINTR) {
            raise_errno(t, err);
            return -1;
        }
        if (safepoint_run(t) < 0)
            return -1;
    }
}

API(semlock_acquire, "acquire(self, /, block=True, timeout=None)", "Acquire the semaphore/lock.")
{
    SemLock *l = L(a[0]);
    int block = v_is_empty(a[1]) ? 1 : truth(t, a[1]);
    struct timespec deadline;
    bool limited = !v_is_empty(a[2]) && !v_is_none(a[2]);
    if (block < 0)
        return V_ERROR;
    if (limited) {
        double seconds;
        if (value_to_double(t, a[2], &seconds) < 0)
            return V_ERROR;
        if (!(seconds > 0))
            seconds = 0;
        clock_gettime(CLOCK_REALTIME, &deadline);
        double whole = seconds > 1e9 ? 1e9 : seconds;
        int64_t nanos = deadline.tv_nsec + (int64_t)((whole - (double)(int64_t)whole) * 1e9);
        deadline.tv_sec += (time_t)whole + nanos / 1000000000;
        deadline.tv_nsec = nanos % 1000000000;
    }
    if (l->kind == RECURSIVE_MUTEX && is_mine(t, l)) {
        l->count++;
        return V_TRUE;
    }
    int got = semlock_wait(t, l, block, limited ? &deadline : NULL);
    if (got > 0) {
        l->count++;
        l->owner = t->ident;
    }
    return got < 0 ? V_ERROR : v_bool(got);
}

static Value semlock_let_go(Thread *t, SemLock *l)
{
    if (l->kind == RECURSIVE_MUTEX) {
        if (!is_mine(t, l))
            return raise_format(t, EXC_AssertionError,
                                "attempt to release recursive lock not owned by thread");
        if (l->count > 1) {
            l->count--;
            return V_NONE;
        }
    } else {
        int value;
        if (sem_getvalue(l->sem, &value) < 0)
            return raise_errno(t, errno);
        if (value >= l->maxvalue)
            return raise_format(t, EXC_ValueError, "semaphore or lock released too many times");
    }
    if (sem_post(l->sem) < 0)
        return raise_errno(t, errno);
    l->count--;
    return V_NONE;
}

API(semlock_release, "release(self, /)", "Release the semaphore/lock.")
{
    return semlock_let_go(t, L(a[0]));
}
API(semlock_enter, "__enter__(self, /)", "Enter the semaphore/lock.")
{
    int got = L(a[0])->kind == RECURSIVE_MUTEX && is_mine(t, L(a[0]))
                  ? 1
                  : semlock_wait(t, L(a[0]), true, NULL);
    if (got < 0)
        return V_ERROR;
    L(a[0])->count++;
    L(a[0])->owner = t->ident;
    return V_TRUE;
}
API(semlock_exit, "__exit__(self, exc_type=None, exc_value=None, exc_tb=None, /)",
    "Exit the semaphore/lock.")
{
    return semlock_let_go(t, L(a[0]));
}
API(semlock_count, "_count(self, /)",
    "Num of `acquire()`s minus num of `release()`s for this process.")
{
    return v_from_small(L(a[0])->count);
}
API(semlock_is_mine, "_is_mine(self, /)", "Whether the lock is owned by this thread.")
{
    return v_bool(is_mine(t, L(a[0])));
}
API(semlock_get_value, "_get_value(self, /)", "Get the value of the semaphore.")
{
    int value;
    if (sem_getvalue(L(a[0])->sem, &value) < 0)
        return raise_errno(t, errno);
    return v_from_small(value < 0 ? 0 : value);
}
API(semlock_is_zero, "_is_zero(self, /)", "Return whether semaphore has value zero.")
{
    int value;
    if (sem_getvalue(L(a[0])->sem, &value) < 0)
        return raise_errno(t, errno);
    return v_bool(value == 0);
}
API(semlock_after_fork, "_after_fork(self, /)", "Rezero the net acquisition count after fork().")
{
    L(a[0])->count = 0;
    return V_NONE;
}

static Value get_handle(Thread *t, Value self)
{
    return int_new(t, (int64_t)(uintptr_t)L(self)->sem);
}
static Value get_kind(Thread *t, Value self)
{
    return v_from_small(L(self)->kind);
}
static Value get_maxvalue(Thread *t, Value self)
{
    return v_from_small(L(self)->maxvalue);
}
static Value get_name(Thread *t, Value self)
{
    return api_scope_return(t, api_scope_begin(t), L(self)->name);
}

API(sem_unlink_fn, "sem_unlink(name, /)", NULL)
{
    if (!v_is_str(a[0]))
        return raise_format(t, EXC_TypeError, "sem_unlink() argument must be str, not %T", a[0]);
    char *name = str_to_os(t, V_AS(Str, a[0]));
    if (!name)
        return V_ERROR;
    int status = sem_unlink(name), err = errno;
    free(name);
    return status < 0 ? raise_errno(t, err) : V_NONE;
}

static Type *semlock_type(Thread *t)
{
    static const NativeDef *const methods[] = {&semlock_rebuild_def,
                                               &semlock_acquire_def,
                                               &semlock_release_def,
                                               &semlock_enter_def,
                                               &semlock_exit_def,
                                               &semlock_count_def,
                                               &semlock_is_mine_def,
                                               &semlock_get_value_def,
                                               &semlock_is_zero_def,
                                               &semlock_after_fork_def,
                                               NULL};
    static const GetSetDef getset[] = {{"handle", get_handle, NULL, NULL},
                                       {"kind", get_kind, NULL, NULL},
                                       {"maxvalue", get_maxvalue, NULL, NULL},
                                       {"name", get_name, NULL, NULL},
                                       {NULL, NULL, NULL, NULL}};
    static const TypeSpec spec = {
        .name = "_multiprocessing.SemLock",
        .doc = "Semaphore/Mutex type",
        .size = sizeof(SemLock),
        .flags = TF_BASE | TF_GC,
        .new_def = &semlock_new_def,
        .methods = methods,
        .getset = getset,
    };
    return api_type(t, &spec, &semlock_fields);
}

/* ---- memory that processes share ---- */

typedef struct Block {
    Object head;
    char *data;
    size_t size;
    int fd;
    uint32_t exports;
} Block;
#define K_(v) V_AS(Block, v)

static void block_free(Thread *t, Object *o)
{
    Block *b = (Block *)o;
    if (b->data)
        munmap(b->data, b->size);
    if (b->data && b->fd >= 0)
        close(b->fd);
    b->data = NULL;
}
static const FieldTable block_fields = {{0}, block_free, NULL, NULL};

/* fd -1: new memory without a name. */
API_CLASS(block_new, "Block(cls, size, fd=-1, /)", "Memory that processes share.")
{
    int64_t size, fd = -1;
    if (value_to_int64(t, a[1], &size) < 0 ||
        (!v_is_empty(a[2]) && value_to_int64(t, a[2], &fd) < 0))
        return V_ERROR;
    if (size <= 0)
        return raise_format(t, EXC_ValueError, "the size must be positive");
    if (fd < 0) {
        fd = memfd_create("rondo", MFD_CLOEXEC);
        if (fd < 0 || ftruncate((int)fd, size) < 0)
            return raise_errno(t, errno);
    }
    char *data = mmap(NULL, (size_t)size, PROT_READ | PROT_WRITE, MAP_SHARED, (int)fd, 0);
    if (data == MAP_FAILED)
        return raise_errno(t, errno);
    Value made = api_instance(t, V_AS(Type, a[0]));
    if (v_is_error(made)) {
        munmap(data, (size_t)size);
        return V_ERROR;
    }
    K_(made)->data = data;
    K_(made)->size = (size_t)size;
    K_(made)->fd = (int)fd;
    return made;
}

API(block_close, "close(self, /)", "Lets the memory go.")
{
    if (K_(a[0])->exports)
        return raise_format(t, EXC_BufferError, "cannot close exported pointers exist");
    block_free(t, v_object(a[0]));
    return V_NONE;
}
API(block_fileno, "fileno(self, /)", "Its descriptor.")
{
    return v_from_small(K_(a[0])->fd);
}

static int block_get(Thread *t, Value self, BufferView *view)
{
    Block *b = K_(self);
    if (!b->data) {
        raise_format(t, EXC_ValueError, "the block is closed");
        return -1;
    }
    *view = (BufferView){.owner = view->owner,
                         .data = b->data,
                         .len = b->size,
                         .itemsize = 1,
                         .format = "B",
                         .readonly = false};
    b->exports++;
    return 0;
}
static void block_release(Thread *t, Object *o)
{
    ((Block *)o)->exports--;
}
static int64_t block_length(Thread *t, Value self)
{
    return (int64_t)K_(self)->size;
}

static Type *block_type(Thread *t)
{
    static const BufferProcs procs = {block_get, block_release};
    static const NativeDef *const methods[] = {&block_close_def, &block_fileno_def, NULL};
    static const TypeSpec spec = {
        .name = "_multiprocessing.Block",
        .size = sizeof(Block),
        .new_def = &block_new_def,
        .slots = {.length = block_length},
        .methods = methods,
    };
    Type *type = api_type(t, &spec, &block_fields);
    if (type)
        type->buffer = &procs;
    return type;
}

/* ---- names of shared memory: _posixshmem ---- */

API(shm_open_fn, "shm_open(path, flags, mode=511)",
    "Open a shared memory object.  Returns a file descriptor (integer).")
{
    int64_t flags, mode = 0777;
    if (value_to_int64(t, a[1], &flags) < 0 ||
        (!v_is_empty(a[2]) && value_to_int64(t, a[2], &mode) < 0))
        return V_ERROR;
    if (!v_is_str(a[0]))
        return raise_format(t, EXC_TypeError, "shm_open() argument 'path' must be str, not %T",
                            a[0]);
    char *name = str_to_os(t, V_AS(Str, a[0]));
    if (!name)
        return V_ERROR;
    int fd = shm_open(name, (int)flags, (mode_t)mode), err = errno;
    free(name);
    return fd < 0 ? raise_errno_path(t, err, a[0]) : v_from_small(fd);
}
API(shm_unlink_fn, "shm_unlink(path)", "Remove a shared memory object (similar to unlink()).")
{
    if (!v_is_str(a[0]))
        return raise_format(t, EXC_TypeError, "shm_unlink() argument 'path' must be str, not %T",
                            a[0]);
    char *name = str_to_os(t, V_AS(Str, a[0]));
    if (!name)
        return V_ERROR;
    int status = shm_unlink(name), err = errno;
    free(name);
    return status < 0 ? raise_errno_path(t, err, a[0]) : V_NONE;
}

Value posixshmem_module(Thread *t)
{
    static const NativeDef *const functions[] = {&shm_open_fn_def, &shm_unlink_fn_def, NULL};
    static const ModuleSpec spec = {"_posixshmem", "POSIX shared memory module", functions, NULL};
    return api_module(t, &spec);
}

static int multiprocessing_exec(Thread *t, Value module)
{
    Type *semlock = semlock_type(t), *block = semlock ? block_type(t) : NULL;
    if (!block)
        return -1;
    Value max = K(t, int_new(t, SEM_VALUE_MAX)),
          name = K(t, str_intern_utf8(t, "SEM_VALUE_MAX", 13));
    if (v_is_error(max) || v_is_error(name) || dict_set(t, semlock->dict, name, max) < 0 ||
        api_module_add_type(t, module, semlock) < 0 || api_module_add_type(t, module, block) < 0)
        return -1;
    return api_module_add(t, module, "flags", K(t, dict_new(t)));
}

Value multiprocessing_module(Thread *t)
{
    static const NativeDef *const functions[] = {&sem_unlink_fn_def, NULL};
    static const ModuleSpec spec = {"_multiprocessing", NULL, functions, multiprocessing_exec};
    return api_module(t, &spec);
}
