/* SPDX-License-Identifier: MIT */
/* The module posix: its constants, and paths as arguments. The functions are in posix_*.c. */
#include "stdlib/posix.h"
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/limits.h>
#include <linux/memfd.h>
#include <sched.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/random.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/timerfd.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <sys/xattr.h>
#include <sysexits.h>

/* ---- arguments ---- */

Value path_fspath(Thread *t, Value v)
{
    if (v_is_str(v) || v_has_layout(v, KIND_bytes))
        return v;
    Value path = call_special(t, v, N(t, __fspath__), NULL, 0);
    if (v_is_empty(path))
        return raise_format(t, EXC_TypeError, "expected str, bytes or os.PathLike object, not %T",
                            v);
    path = K(t, path);
    if (v_is_error(path) || v_is_str(path) || v_has_layout(path, KIND_bytes))
        return path;
    return raise_format(t, EXC_TypeError, "expected %T.__fspath__() to return str or bytes, not %T",
                        v, path);
}

static int path_wrong_type(Thread *t, Value v, const char *function, const char *argument,
                           uint32_t allowed)
{
    const char *kinds = allowed & PATH_FD && allowed & PATH_NONE
                            ? "string, bytes, os.PathLike, integer or None"
                        : allowed & PATH_FD   ? "string, bytes, os.PathLike or integer"
                        : allowed & PATH_NONE ? "string, bytes, os.PathLike or None"
                                              : "string, bytes or os.PathLike";
    raise_format(t, EXC_TypeError, "%s: %s should be %s, not %T", function, argument, kinds, v);
    return -1;
}

static int path_from_bytes(Thread *t, Value v, const char *function, const char *argument,
                           Path *out)
{
    size_t len;
    const char *data = bytes_view(v, &len);
    if (memchr(data, '\0', len)) {
        raise_format(t, EXC_ValueError, "%s: embedded null character in %s", function, argument);
        return -1;
    }
    out->bytes = true;
    out->text = strdup(data);
    if (!out->text)
        raise_memory(t);
    return out->text ? 0 : -1;
}

int path_parse(Thread *t, Value v, const char *function, const char *argument, uint32_t allowed,
               Path *out)
{
    *out = (Path){v, NULL, -1, false};
    if (allowed & PATH_NONE && (v_is_none(v) || v_is_empty(v))) {
        out->given = V_EMPTY;
        out->text = strdup(".");
        if (!out->text)
            raise_memory(t);
        return out->text ? 0 : -1;
    }
    if (allowed & PATH_FD && v_is_int(v))
        return posix_int(t, v, &out->fd);
    bool plain = v_is_str(v) || v_has_layout(v, KIND_bytes);
    if (!plain && v_is_empty(type_lookup(t, v_type(t, v), N(t, __fspath__))))
        return path_wrong_type(t, v, function, argument, allowed);
    Value path = path_fspath(t, v);
    if (v_is_error(path))
        return -1;
    out->given = path; /* errors show the text of a path object */
    if (!v_is_str(path))
        return path_from_bytes(t, path, function, argument, out);
    out->text = str_to_os(t, V_AS(Str, path));
    if (!out->text && exc_is(t, EXC_ValueError) && !exc_is(t, EXC_UnicodeError))
        raise_format(t, EXC_ValueError, "%s: embedded null character in %s", function, argument);
    return out->text ? 0 : -1;
}

void path_free(Path *p)
{
    free(p->text);
    p->text = NULL;
}

Value path_result(Thread *t, const Path *p, const char *name)
{
    return K(t, p->bytes ? bytes_new(t, name, strlen(name)) : str_from_os(t, name));
}

Value posix_error(Thread *t)
{
    return v_is_empty(t->exc) ? raise_errno(t, errno) : V_ERROR;
}

Value path_error(Thread *t, int err, Path *p)
{
    Value given = p->given;
    path_free(p);
    if (!v_is_empty(t->exc))
        return V_ERROR;
    return v_is_empty(given) ? raise_errno(t, err) : raise_errno_path(t, err, given);
}

Value path_done(Thread *t, int status, Path *p)
{
    if (status < 0)
        return path_error(t, errno, p);
    path_free(p);
    return V_NONE;
}

int posix_int(Thread *t, Value v, int *out)
{
    int64_t n;
    bool fits = value_to_int64(t, v, &n) == 0;
    if (!fits && !exc_is(t, EXC_OverflowError))
        return -1;
    if (!fits || n < INT32_MIN || n > INT32_MAX) {
        raise_format(t, EXC_OverflowError, "Python int too large to convert to C int");
        return -1;
    }
    *out = (int)n;
    return 0;
}

int posix_size(Thread *t, Value v, int64_t *out)
{
    if (value_to_int64(t, v, out) == 0)
        return 0;
    if (exc_is(t, EXC_OverflowError))
        raise_format(t, EXC_OverflowError, "Python int too large to convert to C ssize_t");
    return -1;
}

int posix_pid(Thread *t, Value v, int *out)
{
    int64_t n;
    if (value_to_int64(t, v, &n) < 0)
        return -1;
    if (n < INT32_MIN || n > INT32_MAX) {
        raise_format(t, EXC_OverflowError,
                     n < 0 ? "signed integer is less than minimum"
                           : "signed integer is greater than maximum");
        return -1;
    }
    *out = (int)n;
    return 0;
}

int posix_id(Thread *t, Value v, const char *what, uint32_t *out)
{
    if (!v_is_int(v) && !v_type(t, v)->s.index) {
        raise_format(t, EXC_TypeError, "%s should be integer, not %T", what, v);
        return -1;
    }
    int64_t n = 0;
    if (value_to_int64(t, v, &n) < 0) {
        if (!exc_is(t, EXC_OverflowError))
            return -1;
        n = INT64_MAX;
    }
    if (n < -1 || n > UINT32_MAX) {
        raise_format(t, EXC_OverflowError,
                     n < 0 ? "%s is less than minimum" : "%s is greater than maximum", what);
        return -1;
    }
    *out = (uint32_t)n;
    return 0;
}

char *posix_text(Thread *t, Value v)
{
    Path p;
    if (v_is_error(v = path_fspath(t, v)))
        return NULL;
    if (path_parse(t, v, "putenv", "name", 0, &p) < 0) {
        if (exc_is(t, EXC_ValueError) && !exc_is(t, EXC_UnicodeError))
            raise_format(t, EXC_ValueError, "embedded null byte");
        return NULL;
    }
    return p.text;
}

char *posix_name(Thread *t, Value v, const char *function, const char *argument)
{
    Path p;
    return path_parse(t, v, function, argument, 0, &p) < 0 ? NULL : p.text;
}

int dir_fd_parse(Thread *t, Value v, int *fd)
{
    *fd = AT_FDCWD;
    if (v_is_empty(v) || v_is_none(v))
        return 0;
    if (!v_is_int(v) && !v_type(t, v)->s.index) {
        raise_format(t, EXC_TypeError, "argument should be integer or None, not %T", v);
        return -1;
    }
    return posix_int(t, v, fd);
}

int flag_parse(Thread *t, Value v, bool fallback)
{
    return v_is_empty(v) ? fallback : truth(t, v);
}

NATIVE(posix_fspath, "fspath(path)", "Return the file system path representation of the object.")
{
    ApiScope scope = api_scope_begin(t);
    return api_scope_return(t, scope, path_fspath(t, a[0]));
}

/* ---- constants ---- */

typedef struct Constant {
    const char *name;
    int64_t value;
} Constant;
#define C(name)     \
    {               \
#name, name \
    }
static const Constant constants[] = {
    C(F_OK),
    C(R_OK),
    C(W_OK),
    C(X_OK),
    C(O_RDONLY),
    C(O_WRONLY),
    C(O_RDWR),
    C(O_NDELAY),
    C(O_NONBLOCK),
    C(O_APPEND),
    C(O_DSYNC),
    C(O_RSYNC),
    C(O_SYNC),
    C(O_NOCTTY),
    C(O_CREAT),
    C(O_EXCL),
    C(O_TRUNC),
    C(O_CLOEXEC),
    C(O_ACCMODE),
    C(O_ASYNC),
    C(O_DIRECT),
    C(O_DIRECTORY),
    C(O_NOFOLLOW),
    C(O_NOATIME),
    C(O_PATH),
    C(O_TMPFILE),
    C(O_LARGEFILE),
    C(WNOHANG),
    C(WCONTINUED),
    C(WUNTRACED),
    C(WEXITED),
    C(WSTOPPED),
    C(WNOWAIT),
    C(P_PID),
    C(P_PGID),
    C(P_ALL),
    C(PRIO_PROCESS),
    C(PRIO_PGRP),
    C(PRIO_USER),
    C(EX_OK),
    C(EX_USAGE),
    C(EX_DATAERR),
    C(EX_NOINPUT),
    C(EX_NOUSER),
    C(EX_NOHOST),
    C(EX_UNAVAILABLE),
    C(EX_SOFTWARE),
    C(EX_OSERR),
    C(EX_OSFILE),
    C(EX_CANTCREAT),
    C(EX_IOERR),
    C(EX_TEMPFAIL),
    C(EX_PROTOCOL),
    C(EX_NOPERM),
    C(EX_CONFIG),
    C(SCHED_OTHER),
    C(SCHED_FIFO),
    C(SCHED_RR),
    C(SCHED_BATCH),
    C(SCHED_IDLE),
    C(SEEK_DATA),
    C(SEEK_HOLE),
#define CONSTANT(name) {#name, name},
#include "stdlib/posix_constants.def"
#undef CONSTANT
    {"TMP_MAX", 238328},
    {"NGROUPS_MAX", 65536},
};
#undef C

static int add_functions(Thread *t, Value module)
{
    const NativeDef *const *const tables[] = {
        posix_file_functions,     posix_path_functions,    posix_process_functions,
        posix_info_functions,     posix_spawn_functions,   posix_config_functions,
        posix_terminal_functions, posix_sched_functions,   posix_attribute_functions,
        posix_timer_functions,    posix_transfer_functions};
    Value name = K(t, str_from_cstr(t, "posix"));
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
        if (v_is_error(name) || natives_add(t, V_AS(Module, module)->dict, tables[i], name) < 0)
            return -1;
    return 0;
}

static int posix_exec(Thread *t, Value module)
{
    for (size_t i = 0; i < sizeof constants / sizeof *constants; i++)
        if (api_module_add_int(t, module, constants[i].name, constants[i].value) < 0)
            return -1;
    if (add_functions(t, module) < 0 || posix_path_add(t, module) < 0 ||
        posix_scandir_add(t, module) < 0 || posix_process_add(t, module) < 0 ||
        posix_spawn_add(t, module) < 0 || posix_info_add(t, module) < 0 ||
        posix_config_add(t, module) < 0 || posix_sched_add(t, module) < 0)
        return -1;
    return api_module_add(t, module, "error", v_from(t->vm->exc[EXC_OSError]));
}

Value posix_module(Thread *t)
{
    static const NativeDef *const own[] = {&posix_fspath_def, NULL};
    static const ModuleSpec spec = {
        "posix", "This module provides access to operating system functionality.", own, posix_exec};
    return api_module(t, &spec);
}
