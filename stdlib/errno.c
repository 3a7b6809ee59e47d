/* SPDX-License-Identifier: MIT */
/* errno: the system's error numbers by name, and their names by number. */
#include <errno.h>
#include "vm/api.h"

static const struct {
    const char *name;
    int number;
} error_names[] = {
#define ROW(name)   \
    {               \
#name, name \
    }
    ROW(EPERM),
    ROW(ENOENT),
    ROW(ESRCH),
    ROW(EINTR),
    ROW(EIO),
    ROW(ENXIO),
    ROW(E2BIG),
    ROW(ENOEXEC),
    ROW(EBADF),
    ROW(ECHILD),
    ROW(EAGAIN),
    ROW(ENOMEM),
    ROW(EACCES),
    ROW(EFAULT),
    ROW(ENOTBLK),
    ROW(EBUSY),
    ROW(EEXIST),
    ROW(EXDEV),
    ROW(ENODEV),
    ROW(ENOTDIR),
    ROW(EISDIR),
    ROW(EINVAL),
    ROW(ENFILE),
    ROW(EMFILE),
    ROW(ENOTTY),
    ROW(ETXTBSY),
    ROW(EFBIG),
    ROW(ENOSPC),
    ROW(ESPIPE),
    ROW(EROFS),
    ROW(EMLINK),
    ROW(EPIPE),
    ROW(EDOM),
    ROW(ERANGE),
    ROW(EDEADLK),
    ROW(ENAMETOOLONG),
    ROW(ENOLCK),
    ROW(ENOSYS),
    ROW(ENOTEMPTY),
    ROW(ELOOP),
    ROW(ENOMSG),
    ROW(EIDRM),
    ROW(ECHRNG),
    ROW(EL2NSYNC),
    ROW(EL3HLT),
    ROW(EL3RST),
    ROW(ELNRNG),
    ROW(EUNATCH),
    ROW(ENOCSI),
    ROW(EL2HLT),
    ROW(EBADE),
    ROW(EBADR),
    ROW(EXFULL),
    ROW(ENOANO),
    ROW(EBADRQC),
    ROW(EBADSLT),
    ROW(EBFONT),
    ROW(ENOSTR),
    ROW(ENODATA),
    ROW(ETIME),
    ROW(ENOSR),
    ROW(ENONET),
    ROW(ENOPKG),
    ROW(EREMOTE),
    ROW(ENOLINK),
    ROW(EADV),
    ROW(ESRMNT),
    ROW(ECOMM),
    ROW(EPROTO),
    ROW(EMULTIHOP),
    ROW(EDOTDOT),
    ROW(EBADMSG),
    ROW(EOVERFLOW),
    ROW(ENOTUNIQ),
    ROW(EBADFD),
    ROW(EREMCHG),
    ROW(ELIBACC),
    ROW(ELIBBAD),
    ROW(ELIBSCN),
    ROW(ELIBMAX),
    ROW(ELIBEXEC),
    ROW(EILSEQ),
    ROW(ERESTART),
    ROW(ESTRPIPE),
    ROW(EUSERS),
    ROW(ENOTSOCK),
    ROW(EDESTADDRREQ),
    ROW(EMSGSIZE),
    ROW(EPROTOTYPE),
    ROW(ENOPROTOOPT),
    ROW(EPROTONOSUPPORT),
    ROW(ESOCKTNOSUPPORT),
    ROW(EOPNOTSUPP),
    ROW(EPFNOSUPPORT),
    ROW(EAFNOSUPPORT),
    ROW(EADDRINUSE),
    ROW(EADDRNOTAVAIL),
    ROW(ENETDOWN),
    ROW(ENETUNREACH),
    ROW(ENETRESET),
    ROW(ECONNABORTED),
    ROW(ECONNRESET),
    ROW(ENOBUFS),
    ROW(EISCONN),
    ROW(ENOTCONN),
    ROW(ESHUTDOWN),
    ROW(ETOOMANYREFS),
    ROW(ETIMEDOUT),
    ROW(ECONNREFUSED),
    ROW(EHOSTDOWN),
    ROW(EHOSTUNREACH),
    ROW(EALREADY),
    ROW(EINPROGRESS),
    ROW(ESTALE),
    ROW(EUCLEAN),
    ROW(ENOTNAM),
    ROW(ENAVAIL),
    ROW(EISNAM),
    ROW(EREMOTEIO),
    ROW(EDQUOT),
    ROW(ECANCELED),
    ROW(ENOKEY),
    ROW(EKEYEXPIRED),
    ROW(EKEYREVOKED),
    ROW(EKEYREJECTED),
    ROW(EOWNERDEAD),
    ROW(ENOTRECOVERABLE),
    ROW(ERFKILL),
    ROW(EHWPOISON),
    ROW(ENOMEDIUM),
    ROW(EMEDIUMTYPE),
    /* second names: errorcode keeps the first */
    ROW(EWOULDBLOCK),
    ROW(EDEADLOCK),
    ROW(ENOTSUP),
#undef ROW
};

static int errno_exec(Thread *t, Value module)
{
    Value codes = K(t, dict_new(t));
    if (v_is_error(codes))
        return -1;
    for (size_t i = 0; i < sizeof error_names / sizeof *error_names; i++) {
        Value number = v_from_small(error_names[i].number),
              name = K(t, str_from_cstr(t, error_names[i].name));
        if (v_is_error(name) || api_module_add(t, module, error_names[i].name, number) < 0)
            return -1;
        Value known = dict_get(t, V_AS(Dict, codes), number);
        if (v_is_error(known) ||
            (v_is_empty(known) && dict_set(t, V_AS(Dict, codes), number, name) < 0))
            return -1;
    }
    return api_module_add(t, module, "errorcode", codes);
}

Value errno_module(Thread *t)
{
    static const ModuleSpec spec = {
        "errno", "This module makes available standard errno system symbols.", NULL, errno_exec};
    return api_module(t, &spec);
}
