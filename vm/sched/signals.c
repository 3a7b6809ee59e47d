/* SPDX-License-Identifier: MIT */
/*
 * Signals and the native module _signal. The C handler only notes the signal, asks for a safepoint
 * and wakes whoever waits; the script's handler runs at a safepoint of the main thread.
 */
#include "vm/api.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>
#include "vm/core/image.h"
#include "vm/core/vm.h"
#include "vm/objects/structseq.h"
#include "vm/sched/clock.h"
#include "vm/sched/internal.h"
#include "vm/sched/signals.h"

enum { SIGNALS = 65 };

struct SignalState {
    _Atomic(uint32_t) any;
    _Atomic(uint32_t) came[SIGNALS];
    Value handlers[SIGNALS]; /* SIG_DFL, SIG_IGN as ints, a callable, or EMPTY: not ours */
    struct sigaction original[SIGNALS];
    bool changed[SIGNALS];
    bool asked[SIGNALS]; /* handlers[] is known; see signal_handler */
    Value default_int_handler;
    int wakeup_fd, loop_fd;
    timer_t interrupt_timer;
    bool interrupt_timer_made, interrupt_armed;
    _Atomic(uint32_t) interrupt_due;
    VM *vm;
};

/* The one piece of state outside the VM: a C handler gets no argument. Set by the first VM. */
static struct SignalState *volatile the_signals;

static void signal_arrived(int number)
{
    struct SignalState *s = the_signals;
    int saved = errno;
    if (!s)
        return;
    atomic_store(&s->came[number], 1);
    atomic_store(&s->any, 1);
    vm_break(s->vm, BREAK_SIGNAL);
    if (s->wakeup_fd >= 0) {
        uint8_t byte = (uint8_t)number;
        ssize_t n = write(s->wakeup_fd, &byte, 1);
        (void)n;
    }
    if (s->loop_fd >= 0) {
        uint64_t one = 1;
        ssize_t n = write(s->loop_fd, &one, sizeof one);
        (void)n;
    }
    errno = saved;
}

void signals_set_loop_fd(Thread *t, int fd)
{
    t->vm->signals->loop_fd = fd;
}

static int signal_install(struct SignalState *s, int number, void (*handler)(int))
{
    struct sigaction action = {.sa_handler = handler};
    sigemptyset(&action.sa_mask);
    struct sigaction old;
    if (sigaction(number, &action, &old) < 0)
        return -1;
    if (!s->changed[number]) {
        s->changed[number] = true;
        s->original[number] = old;
    }
    return 0;
}

/* What is done at a signal, BORROWED. What the process was started with is asked for when somebody
 * wants to know. */
static Value signal_handler(struct SignalState *s, int number)
{
    struct sigaction now = s->original[number];
    if (!s->asked[number] && (s->changed[number] || sigaction(number, NULL, &now) == 0))
        s->handlers[number] = v_from_small(now.sa_handler == SIG_IGN);
    s->asked[number] = true;
    return s->handlers[number];
}

/* ---- running the script's handlers ---- */

static int signal_run(Thread *t, int number)
{
    Value handler = t->vm->signals->handlers[number];
    if (!v_is_object(handler))
        return 0;
    dup(handler);
    Frame *f = frame_script(t);
    Value frame = f ? frame_object(t, f) : V_NONE;
    Value r = v_is_error(frame) ? frame : call2(t, handler, v_from_small(number), frame);
    drop(t, frame);
    drop(t, handler);
    drop(t, r);
    return v_is_error(r) ? -1 : 0;
}

int signals_check(Thread *t)
{
    struct SignalState *s = t->vm->signals;
    if (!t->is_main)
        return 0;
    vm_unbreak(t->vm, BREAK_SIGNAL);
    if (atomic_exchange(&s->interrupt_due, 0) && s->interrupt_armed) {
        s->interrupt_armed = false;
        raise_none(t, EXC_KeyboardInterrupt);
        return -1;
    }
    if (!atomic_exchange(&s->any, 0))
        return 0;
    for (int i = 1; i < SIGNALS; i++)
        if (atomic_exchange(&s->came[i], 0) && signal_run(t, i) < 0) {
            atomic_store(&s->any, 1); /* others may have come as well */
            vm_break(t->vm, BREAK_SIGNAL);
            return -1;
        }
    return 0;
}

bool signals_sleep(const Thread *t, int64_t ns)
{
    struct timespec ts = {ns / 1000000000, ns % 1000000000};
    sigset_t all, old;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &old);
    bool came = t->is_main && atomic_load(&t->vm->breaker) & BREAK_SIGNAL;
    if (!came && ns > 0)
        came = ppoll(NULL, 0, &ts, &old) < 0 && errno == EINTR;
    pthread_sigmask(SIG_SETMASK, &old, NULL);
    return came;
}

bool signals_pending(Thread *t, int number)
{
    return atomic_load(&t->vm->signals->came[number]) != 0;
}

/* ---- the second stage of Ctrl-C: a step that does not end ---- */

static void interrupt_due(union sigval v)
{
    struct SignalState *s = the_signals;
    if (!s)
        return;
    atomic_store(&s->interrupt_due, 1);
    vm_break(s->vm, BREAK_SIGNAL);
    /* A blocking system call of the main thread ends with EINTR. */
    pthread_kill(s->vm->main->handle, SIGURG);
}

static void ignore_signal(int number)
{
    (void)number;
}

void signals_arm_interrupt(Thread *t, int64_t ns)
{
    struct SignalState *s = t->vm->signals;
    if (!s->interrupt_timer_made) {
        struct sigevent event = {.sigev_notify = SIGEV_THREAD,
                                 .sigev_notify_function = interrupt_due};
        if (timer_create(CLOCK_MONOTONIC, &event, &s->interrupt_timer) < 0)
            return;
        s->interrupt_timer_made = true;
        signal_install(s, SIGURG, ignore_signal);
    }
    s->interrupt_armed = true;
    struct itimerspec when = {.it_value = {ns / 1000000000, ns % 1000000000}};
    timer_settime(s->interrupt_timer, 0, &when, NULL);
}

void signals_disarm_interrupt(Thread *t)
{
    struct SignalState *s = t->vm->signals;
    s->interrupt_armed = false;
    atomic_store(&s->interrupt_due, 0);
    if (s->interrupt_timer_made) {
        struct itimerspec never = {0};
        timer_settime(s->interrupt_timer, 0, &never, NULL);
    }
}

void signals_die_of_interrupt(void)
{
    signal(SIGINT, SIG_DFL);
    kill(getpid(), SIGINT);
    _exit(130);
}

/* ---- module ---- */

NATIVE(default_int_handler, "default_int_handler(signalnum, frame, /)",
       "The default handler for SIGINT installed by Python.")
{
    return raise_none(t, EXC_KeyboardInterrupt);
}

static int signal_number(Thread *t, Value v, int64_t *out)
{
    if (value_to_int64(t, v, out) < 0)
        return -1;
    if (*out >= 1 && *out < SIGNALS)
        return 0;
    raise_format(t, EXC_ValueError, "signal number out of range");
    return -1;
}

static Value handler_shown(Value v)
{
    return v_is_empty(v) ? V_NONE : dup(v);
}

NATIVE(signal_signal, "signal(signalnum, handler, /)", "Set the action for the given signal.")
{
    struct SignalState *s = t->vm->signals;
    int64_t n, what = -1;
    if (!t->is_main)
        return raise_format(t, EXC_ValueError,
                            "signal only works in main thread of the main interpreter");
    if (signal_number(t, a[0], &n) < 0)
        return V_ERROR;
    bool callable = v_type(t, a[1])->s.call != NULL;
    if (v_is_int(a[1]))
        int_fits64(a[1], &what);
    if (!callable && what != 0 && what != 1)
        return raise_format(
            t, EXC_TypeError,
            "signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object");
    if (signals_check(t) < 0)
        return V_ERROR;
    (void)signal_handler(s, (int)n); /* as it was before */
    if (signal_install(s, (int)n, what == 0 ? SIG_DFL : what == 1 ? SIG_IGN : signal_arrived) < 0)
        return raise_errno(t, errno);
    Value old = s->handlers[n];
    s->handlers[n] = what >= 0 ? v_from_small(what) : dup(a[1]);
    if (v_is_empty(old))
        return V_NONE;
    return old;
}

NATIVE(signal_getsignal, "getsignal(signalnum, /)",
       "Return the current action for the given signal.")
{
    int64_t n;
    return signal_number(t, a[0], &n) < 0 ? V_ERROR
                                          : handler_shown(signal_handler(t->vm->signals, (int)n));
}

NATIVE(signal_raise, "raise_signal(signalnum, /)", "Send a signal to the executing process.")
{
    int64_t n;
    if (value_to_int64(t, a[0], &n) < 0)
        return V_ERROR;
    gil_wakes_do(t);
    if (raise((int)n) != 0)
        return raise_errno(t, errno);
    return signals_check(t) < 0 ? V_ERROR : V_NONE;
}

NATIVE(signal_set_wakeup_fd, "set_wakeup_fd(fd, /, *, warn_on_full_buffer=True)",
       "Sets the fd to be written to (with the signal number) when a signal comes in.")
{
    int64_t fd;
    if (value_to_int64(t, a[0], &fd) < 0)
        return V_ERROR;
    if (!t->is_main)
        return raise_format(t, EXC_ValueError,
                            "set_wakeup_fd only works in main thread of the main interpreter");
    struct SignalState *s = t->vm->signals;
    if (fd >= 0 && fcntl((int)fd, F_GETFD) < 0)
        return raise_errno(t, errno);
    if (fd >= 0 && !(fcntl((int)fd, F_GETFL) & O_NONBLOCK))
        return raise_format(t, EXC_ValueError, "the fd %lld must be in non-blocking mode",
                            (long long)fd);
    int old = s->wakeup_fd;
    s->wakeup_fd = (int)fd;
    return v_from_small(old);
}

NATIVE(signal_alarm, "alarm(seconds, /)",
       "Arrange for SIGALRM to arrive after the given number of seconds.")
{
    int64_t n;
    return value_to_int64(t, a[0], &n) < 0 ? V_ERROR : v_from_small(alarm((unsigned)n));
}

static struct timeval to_timeval(double d)
{
    int64_t us = (int64_t)(d * 1e6 + 0.5);
    return (struct timeval){us / 1000000, us % 1000000};
}

static Value timer_pair(Thread *t, const struct itimerval *v)
{
    Value left = float_new(t, (double)v->it_value.tv_sec + (double)v->it_value.tv_usec * 1e-6);
    Value every =
        float_new(t, (double)v->it_interval.tv_sec + (double)v->it_interval.tv_usec * 1e-6);
    return tuple_pack(t, 2, left, every);
}

NATIVE(signal_setitimer, "setitimer(which, seconds, interval=0.0, /)", "Sets given itimer.")
{
    int64_t which;
    double first, every = 0;
    if (value_to_int64(t, a[0], &which) < 0 || value_to_double(t, a[1], &first) < 0 ||
        (!v_is_empty(a[2]) && value_to_double(t, a[2], &every) < 0))
        return V_ERROR;
    struct itimerval value = {to_timeval(every), to_timeval(first)}, old;
    if (setitimer((int)which, &value, &old) < 0)
        return raise_errno(t, errno);
    return timer_pair(t, &old);
}

NATIVE(signal_getitimer, "getitimer(which, /)", "Returns current value of given itimer.")
{
    int64_t which;
    struct itimerval value;
    if (value_to_int64(t, a[0], &which) < 0)
        return V_ERROR;
    if (getitimer((int)which, &value) < 0)
        return raise_errno(t, errno);
    return timer_pair(t, &value);
}

static int sigset_from(Thread *t, Value iterable, sigset_t *set)
{
    sigemptyset(set);
    Value list = iter_to_list(t, iterable);
    if (v_is_error(list))
        return -1;
    int status = 0;
    for (size_t i = 0; status == 0 && i < V_AS(List, list)->len; i++) {
        int64_t n;
        status = value_to_int64(t, V_AS(List, list)->items[i], &n);
        if (status == 0 && (n < 1 || n >= SIGNALS)) {
            raise_format(t, EXC_ValueError, "signal number %ld out of range [1; %d]", (long)n,
                         SIGNALS - 1);
            status = -1;
        } else if (status == 0) {
            sigaddset(set, (int)n);
        }
    }
    drop(t, list);
    return status;
}

static Value sigset_to(Thread *t, const sigset_t *set)
{
    Value list = list_new(t, NULL, 0);
    for (int i = 1; i < SIGNALS && !v_is_error(list); i++)
        if (sigismember(set, i) == 1 && list_append(t, V_AS(List, list), v_from_small(i)) < 0) {
            drop(t, list);
            list = V_ERROR;
        }
    if (v_is_error(list))
        return list;
    Value result = call1(t, v_from(t->vm->types[KIND_set]), list);
    drop(t, list);
    return result;
}

NATIVE(signal_pthread_sigmask, "pthread_sigmask(how, mask, /)",
       "Fetch and/or change the signal mask of the calling thread.")
{
    int64_t how;
    sigset_t set, old;
    if (value_to_int64(t, a[0], &how) < 0 || sigset_from(t, a[1], &set) < 0)
        return V_ERROR;
    int err = pthread_sigmask((int)how, &set, &old);
    if (err)
        return raise_errno(t, err);
    return signals_check(t) < 0 ? V_ERROR : sigset_to(t, &old);
}

NATIVE(signal_strsignal, "strsignal(signalnum, /)",
       "Return the system description of the given signal.")
{
    int64_t n;
    if (signal_number(t, a[0], &n) < 0)
        return V_ERROR;
    const char *text = sigdescr_np((int)n);
    return text ? str_from_cstr(t, text) : V_NONE;
}

NATIVE(signal_valid_signals, "valid_signals()",
       "Return a set of valid signal numbers on this platform.")
{
    sigset_t set;
    sigfillset(&set);
    return sigset_to(t, &set);
}

NATIVE(signal_siginterrupt, "siginterrupt(signalnum, flag, /)",
       "Change system call restart behaviour.")
{
    int64_t n; /* system calls are taken up again by whoever made them */
    return signal_number(t, a[0], &n) < 0 ? V_ERROR : V_NONE;
}

NATIVE(signal_sigpending, "sigpending()", "Examine pending signals.")
{
    sigset_t set;
    return sigpending(&set) < 0 ? raise_errno(t, errno) : sigset_to(t, &set);
}

NATIVE(signal_sigwait, "sigwait(sigset, /)", "Wait for a signal.")
{
    sigset_t set;
    int number, err;
    if (sigset_from(t, a[0], &set) < 0)
        return V_ERROR;
    WITHOUT_GIL(t, err = sigwait(&set, &number));
    return err ? raise_errno(t, err) : v_from_small(number);
}

/* ---- what came with a signal ---- */

static Value siginfo_value(Thread *t, const siginfo_t *info)
{
    Value type = import_attr(t, "_signal", "struct_siginfo");
    if (v_is_error(type))
        return V_ERROR;
    Value values[] = {v_from_small(info->si_signo), v_from_small(info->si_code),
                      v_from_small(info->si_errno), v_from_small(info->si_pid),
                      v_from_small(info->si_uid),   v_from_small(info->si_status),
                      int_new(t, info->si_band)};
    Value result = structseq_new(t, V_AS(Type, type), values, 7);
    drop(t, type);
    return result;
}

/* Waits until one of the set arrives; None when the time (ns; < 0: without end) is over. */
static Value siginfo_wait(Thread *t, const sigset_t *set, int64_t ns)
{
    int64_t end = ns < 0 ? 0 : clock_monotonic_ns(t) + ns;
    for (;;) {
        siginfo_t info;
        int got;
        struct timespec ts = {ns / 1000000000, ns % 1000000000};
        WITHOUT_GIL(t, got = ns < 0 ? sigwaitinfo(set, &info) : sigtimedwait(set, &info, &ts));
        if (got >= 0)
            return siginfo_value(t, &info);
        if (errno == EAGAIN && ns >= 0)
            return V_NONE;
        if (errno != EINTR)
            return raise_errno(t, errno);
        if (signals_check(t) < 0)
            return V_ERROR;
        if (ns >= 0 && (ns = end - clock_monotonic_ns(t)) < 0)
            return V_NONE;
    }
}

NATIVE(signal_sigwaitinfo, "sigwaitinfo(sigset, /)",
       "Wait synchronously until one of the signals in *sigset* is delivered.\n\nReturns a "
       "struct_siginfo containing information about the signal.")
{
    sigset_t set;
    return sigset_from(t, a[0], &set) < 0 ? V_ERROR : siginfo_wait(t, &set, -1);
}

NATIVE(signal_sigtimedwait, "sigtimedwait(sigset, timeout, /)",
       "Like sigwaitinfo(), but with a timeout.\n\nThe timeout is specified in seconds, with "
       "floating-point numbers allowed.")
{
    sigset_t set;
    double seconds;
    if (!v_is_float(a[1]) && !v_is_int(a[1]))
        return raise_format(t, EXC_TypeError, "'%T' object cannot be interpreted as an integer",
                            a[1]);
    if (value_to_double(t, a[1], &seconds) < 0 || sigset_from(t, a[0], &set) < 0)
        return V_ERROR;
    if (seconds != seconds)
        return raise_format(t, EXC_ValueError, "Invalid value NaN (not a number)");
    if (seconds < 0)
        return raise_format(t, EXC_ValueError, "timeout must be non-negative");
    if (seconds > 9.2e9)
        return raise_format(t, EXC_OverflowError, "timestamp too large to convert to C PyTime_t");
    return siginfo_wait(t, &set, (int64_t)(seconds * 1e9));
}

NATIVE(signal_pthread_kill, "pthread_kill(thread_id, signalnum, /)", "Send a signal to a thread.")
{
    int64_t thread, number;
    if (value_to_int64(t, a[0], &thread) < 0 || value_to_int64(t, a[1], &number) < 0)
        return V_ERROR;
    gil_wakes_do(t);
    int err = pthread_kill((pthread_t)thread, (int)number);
    if (err)
        return raise_errno(t, err);
    return signals_check(t) < 0 ? V_ERROR : V_NONE;
}

NATIVE(signal_pidfd_send_signal, "pidfd_send_signal(pidfd, signalnum, siginfo=None, flags=0, /)",
       "Send a signal to a process referred to by a pid file descriptor.")
{
    int64_t fd, number, flags = 0;
    if (value_to_int64(t, a[0], &fd) < 0 || value_to_int64(t, a[1], &number) < 0 ||
        (!v_is_empty(a[3]) && value_to_int64(t, a[3], &flags) < 0))
        return V_ERROR;
    if (!v_is_empty(a[2]) && !v_is_none(a[2]))
        return raise_format(t, EXC_TypeError, "siginfo must be None");
    if (syscall(SYS_pidfd_send_signal, (int)fd, (int)number, NULL, (unsigned)flags) < 0)
        return raise_errno(t, errno);
    return signals_check(t) < 0 ? V_ERROR : V_NONE;
}

NATIVE(signal_pause, "pause()", "Wait until a signal arrives.")
{
    WITHOUT_GIL(t, pause());
    return signals_check(t) < 0 ? V_ERROR : V_NONE;
}

NATIVE(signal_arm_interrupt, "_arm_interrupt(seconds, /)",
       "KeyboardInterrupt in the running step after a while.")
{
    double s;
    if (value_to_double(t, a[0], &s) < 0)
        return V_ERROR;
    signals_arm_interrupt(t, (int64_t)(s * 1e9));
    return V_NONE;
}

NATIVE(signal_disarm_interrupt, "_disarm_interrupt()", NULL)
{
    signals_disarm_interrupt(t);
    return V_NONE;
}

typedef struct SignalName {
    const char *name;
    int number;
} SignalName;

static const SignalName signal_names[] = {
#define S(name)     \
    {               \
#name, name \
    }
    S(SIGHUP),          S(SIGINT),
    S(SIGQUIT),         S(SIGILL),
    S(SIGTRAP),         S(SIGABRT),
    S(SIGBUS),          S(SIGFPE),
    S(SIGKILL),         S(SIGUSR1),
    S(SIGSEGV),         S(SIGUSR2),
    S(SIGPIPE),         S(SIGALRM),
    S(SIGTERM),         S(SIGSTKFLT),
    S(SIGCHLD),         S(SIGCONT),
    S(SIGSTOP),         S(SIGTSTP),
    S(SIGTTIN),         S(SIGTTOU),
    S(SIGURG),          S(SIGXCPU),
    S(SIGXFSZ),         S(SIGVTALRM),
    S(SIGPROF),         S(SIGWINCH),
    S(SIGIO),           S(SIGPWR),
    S(SIGSYS),          {"SIGIOT", SIGABRT},
    {"SIGPOLL", SIGIO}, {"SIGCLD", SIGCHLD},
    {"SIG_DFL", 0},     {"SIG_IGN", 1},
    S(SIG_BLOCK),       S(SIG_UNBLOCK),
    S(SIG_SETMASK),     {"NSIG", SIGNALS},
    {"ITIMER_REAL", 0}, {"ITIMER_VIRTUAL", 1},
    {"ITIMER_PROF", 2},
#undef S
};

static int signal_exec(Thread *t, Value module)
{
    for (size_t i = 0; i < sizeof signal_names / sizeof *signal_names; i++)
        if (api_module_add_int(t, module, signal_names[i].name, signal_names[i].number) < 0)
            return -1;
    if (api_module_add_int(t, module, "SIGRTMIN", SIGRTMIN) < 0 ||
        api_module_add_int(t, module, "SIGRTMAX", SIGRTMAX) < 0)
        return -1;
    static const char *const fields[] = {"si_signo", "si_code",   "si_errno", "si_pid",
                                         "si_uid",   "si_status", "si_band",  NULL};
    Type *info = structseq_type(t, "signal.struct_siginfo",
                                "struct_siginfo: Result from sigwaitinfo or sigtimedwait.", fields);
    if (!info || api_module_add_type(t, module, info) < 0)
        return -1;
    return api_module_add(t, module, "default_int_handler", t->vm->signals->default_int_handler);
}

Value signal_native_module(Thread *t)
{
    static const NativeDef *const functions[] = {&signal_signal_def,
                                                 &signal_getsignal_def,
                                                 &signal_raise_def,
                                                 &signal_set_wakeup_fd_def,
                                                 &signal_alarm_def,
                                                 &signal_setitimer_def,
                                                 &signal_getitimer_def,
                                                 &signal_pthread_sigmask_def,
                                                 &signal_strsignal_def,
                                                 &signal_valid_signals_def,
                                                 &signal_siginterrupt_def,
                                                 &signal_sigpending_def,
                                                 &signal_sigwait_def,
                                                 &signal_sigwaitinfo_def,
                                                 &signal_sigtimedwait_def,
                                                 &signal_pthread_kill_def,
                                                 &signal_pidfd_send_signal_def,
                                                 &signal_pause_def,
                                                 &signal_arm_interrupt_def,
                                                 &signal_disarm_interrupt_def,
                                                 NULL};
    static const ModuleSpec spec = {"_signal", "Signals of the operating system.", functions,
                                    signal_exec};
    return api_module(t, &spec);
}

/* ---- life ---- */

void signals_free(VM *vm)
{
    struct SignalState *s = vm->signals;
    if (!s)
        return;
    if (s->interrupt_timer_made)
        timer_delete(s->interrupt_timer);
    if (the_signals == s)
        the_signals = NULL;
    for (int i = 1; i < SIGNALS; i++)
        if (s->changed[i])
            sigaction(i, &s->original[i], NULL);
    image_free(s);
    vm->signals = NULL;
}

int signals_setup(Thread *t)
{
    struct SignalState *s = image_calloc(1, sizeof *s);
    if (!s) {
        raise_memory(t);
        return -1;
    }
    t->vm->signals = s;
    s->vm = t->vm;
    s->wakeup_fd = s->loop_fd = -1;
    for (int i = 1; i < SIGNALS; i++)
        vm_root(t->vm, &s->handlers[i]);
    vm_root(t->vm, &s->default_int_handler);
    s->default_int_handler = native_new(t, &default_int_handler_def, V_EMPTY, V_EMPTY);
    if (v_is_error(s->default_int_handler)) {
        s->default_int_handler = V_EMPTY;
        return -1;
    }
    vm_on_break(t->vm, BREAK_SIGNAL, signals_check);
    return 0;
}

int signals_start(Thread *t)
{
    struct SignalState *s = t->vm->signals;
    the_signals = s;
    signal_install(s, SIGPIPE, SIG_IGN);
    s->handlers[SIGPIPE] = v_from_small(1);
    s->asked[SIGPIPE] = true;
    if (v_same(signal_handler(s, SIGINT), v_from_small(0))) {
        s->handlers[SIGINT] = dup(s->default_int_handler);
        signal_install(s, SIGINT, signal_arrived);
    }
    return 0;
}
