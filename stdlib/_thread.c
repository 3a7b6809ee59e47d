/* SPDX-License-Identifier: MIT */
/* The module _thread: pthreads under the GIL. Locks, handles and thread-local data have files of
 * their own. */
#include "stdlib/_thread.h"
#include <signal.h>
#include <sys/syscall.h>
#include "vm/core/descriptor.h"
#include "vm/objects/structseq.h"

NATIVE(thread_get_ident, "get_ident()",
       "Return a non-zero integer that uniquely identifies the current thread.")
{
    return int_from_uint64(t, t->ident);
}

NATIVE(thread_get_native_id, "get_native_id()",
       "Return the thread ID assigned to it by the system.")
{
    return v_from_small((int64_t)syscall(SYS_gettid));
}

NATIVE(thread_main_ident, "_get_main_thread_ident()",
       "Internal only. Return an identifier of the main thread.")
{
    return int_from_uint64(t, t->vm->main->ident);
}

NATIVE(thread_is_main_interpreter, "_is_main_interpreter()",
       "Return True if the current interpreter is the main Python interpreter.")
{
    return V_TRUE;
}

NATIVE(thread_daemon_allowed, "daemon_threads_allowed()",
       "Return True if daemon threads are allowed in the current interpreter.")
{
    return V_TRUE;
}

NATIVE(thread_count, "_count()",
       "Return the number of currently running Python threads, excluding the main thread.")
{
    return v_from_small(t->vm->thread_count);
}

NATIVE(thread_exit, "exit()", "Raise SystemExit, which ends the current thread silently.")
{
    return raise_none(t, EXC_SystemExit);
}

NATIVE(thread_exit_thread, "exit_thread()", "An obsolete synonym of exit().")
{
    return raise_none(t, EXC_SystemExit);
}

enum { STACK_LEAST = 32768, STACK_ALIGN = 4096 };

NATIVE(thread_stack_size, "stack_size(size=0, /)",
       "Return the thread stack size used when creating new threads, and set it.")
{
    int64_t size = 0, old = (int64_t)t->vm->thread_stack_size;
    if (v_is_empty(a[0]))
        return v_from_small(old);
    if (value_to_int64(t, a[0], &size) < 0)
        return V_ERROR;
    if (size < 0)
        return raise_format(t, EXC_ValueError, "size must be 0 or a positive value");
    if (size && size < STACK_LEAST)
        return raise_format(t, EXC_ValueError, "size not valid: %ld bytes", (long)size);
    /* Our own natives need more than the least that is valid. */
    size = size && size < 512 * 1024 ? 512 * 1024
                                     : (size + STACK_ALIGN - 1) & ~(int64_t)(STACK_ALIGN - 1);
    t->vm->thread_stack_size = (size_t)size;
    return v_from_small(old);
}

NATIVE(thread_interrupt_main, "interrupt_main(signum=signal.SIGINT, /)",
       "Simulate the arrival of the given signal in the main thread.")
{
    int64_t number = SIGINT;
    if (!v_is_empty(a[0]) && value_to_int64(t, a[0], &number) < 0)
        return V_ERROR;
    struct sigaction now;
    if (number < 1 || number >= NSIG || sigaction((int)number, NULL, &now) < 0)
        return raise_format(t, EXC_ValueError, "signal number out of range");
    if (now.sa_handler != SIG_DFL && now.sa_handler != SIG_IGN)
        pthread_kill(t->vm->main->handle, (int)number);
    return safepoint(t) < 0 ? V_ERROR : V_NONE;
}

static Value threading_call(Thread *t, const char *name, Value arg)
{
    Value f = K(t, import_attr(t, "threading", name));
    return v_is_error(f) ? V_ERROR : K(t, v_is_empty(arg) ? call0(t, f) : call1(t, f, arg));
}

API(thread_excepthook, "_excepthook(args, /)", "Handle uncaught Thread.run() exception.")
{
    return threading_call(t, "_print_uncaught", a[0]);
}

API(thread_shutdown, "_shutdown()",
    "Wait for all non-daemon threads (other than the calling thread) to stop.")
{
    return threading_call(t, "_join_all", V_EMPTY);
}

static const NativeDef *const functions[] = {
    &thread_get_ident_def,
    &thread_get_native_id_def,
    &thread_main_ident_def,
    &thread_is_main_interpreter_def,
    &thread_daemon_allowed_def,
    &thread_count_def,
    &thread_exit_def,
    &thread_exit_thread_def,
    &thread_stack_size_def,
    &thread_interrupt_main_def,
    &thread_excepthook_def,
    &thread_shutdown_def,
    NULL,
};

void threads_join_at_exit(Thread *t)
{
    Value threading = import_loaded(t, "threading");
    if (v_is_empty(threading))
        return;
    ApiScope scope = api_scope_begin(t);
    if (v_is_error(threading_call(t, "_shutdown", V_EMPTY)))
        exc_unraisable(t, "Exception ignored on threading shutdown", threading);
    api_scope_end(t, scope);
}

static int thread_exec(Thread *t, Value module)
{
    static const char *const fields[] = {"exc_type", "exc_value", "exc_traceback", "thread", NULL};
    Type *args = structseq_type(t, "_thread._ExceptHookArgs", NULL, fields);
    if (!args || api_module_add_type(t, module, args) < 0 ||
        natives_add(t, V_AS(Module, module)->dict, thread_start_functions, V_EMPTY) < 0)
        return -1;
    if (thread_locks_add(t, module) < 0 || thread_handles_add(t, module) < 0 ||
        thread_local_add(t, module) < 0)
        return -1;
    vm_at_exit(t->vm, threads_join_at_exit);
    return api_module_add(t, module, "error", v_from(t->vm->exc[EXC_RuntimeError])) < 0
               ? -1
               : api_module_add(t, module, "TIMEOUT_MAX", K(t, float_new(t, LOCK_TIMEOUT_MAX)));
}

Value thread_module(Thread *t)
{
    static const ModuleSpec spec = {
        "_thread", "This module provides primitive operations to write multi-threaded programs.",
        functions, thread_exec};
    return api_module(t, &spec);
}
