/* SPDX-License-Identifier: MIT */
/* _termios: modes of terminals. The module termios has the functions with errors of its own. */
#include "stdlib/posix.h"
#include <errno.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>
#include "stdlib/select_internal.h"

/* Values of serial lines that the headers of the system keep to themselves. */
#include <linux/serial.h>
#include <linux/tty.h>

static Value special_characters(Thread *t, const struct termios *mode)
{
    Value list = K(t, list_new(t, NULL, 0));
    for (int i = 0; !v_is_error(list) && i < NCCS; i++) {
        bool number = !(mode->c_lflag & ICANON) && (i == VMIN || i == VTIME);
        Value one = number ? v_from_small(mode->c_cc[i])
                           : K(t, bytes_new(t, (const char *)&mode->c_cc[i], 1));
        if (v_is_error(one) || list_append(t, V_AS(List, list), one) < 0)
            return V_ERROR;
    }
    return list;
}

API(termios_tcgetattr, "tcgetattr(fd, /)",
    "Get the tty attributes for file descriptor fd.\n\nReturns a list [iflag, oflag, cflag, lflag, "
    "ispeed, ospeed, cc], where cc is\na list of the tty special characters.")
{
    int fd = descriptor_of(t, a[0]), status;
    struct termios mode;
    if (fd < 0)
        return V_ERROR;
    WITHOUT_GIL(t, status = tcgetattr(fd, &mode));
    if (status < 0)
        return posix_error(t);
    Value cc = special_characters(t, &mode);
    if (v_is_error(cc))
        return V_ERROR;
    Value parts[] = {v_from_small(mode.c_iflag),
                     v_from_small(mode.c_oflag),
                     v_from_small(mode.c_cflag),
                     v_from_small(mode.c_lflag),
                     v_from_small(cfgetispeed(&mode)),
                     v_from_small(cfgetospeed(&mode)),
                     cc};
    return K(t, list_new(t, parts, sizeof parts / sizeof *parts));
}

static int characters_parse(Thread *t, Value v, struct termios *mode)
{
    if (!v_has_layout(v, KIND_list) || V_AS(List, v)->len != NCCS) {
        raise_format(t, EXC_TypeError, "tcsetattr: attributes[6] must be %d element list", NCCS);
        return -1;
    }
    for (int i = 0; i < NCCS; i++) {
        Value one = V_AS(List, v)->items[i];
        int64_t n;
        size_t len = 0;
        const char *text = v_has_layout(one, KIND_bytes) ? bytes_view(one, &len) : NULL;
        if (text && len == 1) {
            mode->c_cc[i] = (cc_t)text[0];
        } else if (v_is_int(one)) {
            if (value_to_int64(t, one, &n) < 0)
                return -1;
            mode->c_cc[i] = (cc_t)n;
        } else {
            raise_format(t, EXC_TypeError,
                         "tcsetattr: elements of attributes must be characters or integers");
            return -1;
        }
    }
    return 0;
}

static int mode_parse(Thread *t, Value v, struct termios *mode)
{
    Value items[7];
    int64_t numbers[6];
    if (!v_has_layout(v, KIND_list) || V_AS(List, v)->len != 7) {
        raise_format(t, EXC_TypeError, "tcsetattr, arg 3: must be 7 element list");
        return -1;
    }
    for (int i = 0; i < 7; i++)
        items[i] = api_hold(t, V_AS(List, v)->items[i]);
    for (int i = 0; i < 6; i++)
        if (value_to_int64(t, items[i], &numbers[i]) < 0)
            return -1;
    mode->c_iflag = (tcflag_t)numbers[0];
    mode->c_oflag = (tcflag_t)numbers[1];
    mode->c_cflag = (tcflag_t)numbers[2];
    mode->c_lflag = (tcflag_t)numbers[3];
    if (characters_parse(t, items[6], mode) < 0)
        return -1;
    if (cfsetispeed(mode, (speed_t)numbers[4]) < 0 || cfsetospeed(mode, (speed_t)numbers[5]) < 0) {
        posix_error(t);
        return -1;
    }
    return 0;
}

API(termios_tcsetattr, "tcsetattr(fd, when, attributes, /)",
    "Set the tty attributes for file descriptor fd.\n\nThe attributes are a list as tcgetattr() "
    "returns it; they change now, or\nwhen what was written has been sent (TCSADRAIN, TCSAFLUSH).")
{
    int fd = descriptor_of(t, a[0]), when, status;
    struct termios mode;
    if (fd < 0 || posix_int(t, a[1], &when) < 0)
        return V_ERROR;
    if (!v_has_layout(a[2], KIND_list) || V_AS(List, a[2])->len != 7)
        return raise_format(t, EXC_TypeError, "tcsetattr, arg 3: must be 7 element list");
    WITHOUT_GIL(t, status = tcgetattr(fd, &mode)); /* fields that have no name here stay */
    if (status < 0)
        return posix_error(t);
    if (mode_parse(t, a[2], &mode) < 0)
        return V_ERROR;
    WITHOUT_GIL(t, status = tcsetattr(fd, when, &mode));
    return status < 0 ? posix_error(t) : V_NONE;
}

#define TTY_FUNCTION(name, signature, doc)                            \
    API(termios_##name, signature, doc)                               \
    {                                                                 \
        int fd = descriptor_of(t, a[0]), number = 0, status;          \
        if (fd < 0 || (nargs > 1 && posix_int(t, a[1], &number) < 0)) \
            return V_ERROR;                                           \
        WITHOUT_GIL(t, status = CALL_##name);                         \
        return status < 0 ? posix_error(t) : V_NONE;                  \
    }
#define CALL_tcsendbreak tcsendbreak(fd, number)
#define CALL_tcdrain     tcdrain(fd)
#define CALL_tcflush     tcflush(fd, number)
#define CALL_tcflow      tcflow(fd, number)
TTY_FUNCTION(tcsendbreak, "tcsendbreak(fd, duration, /)", "Send a break on file descriptor fd.")
TTY_FUNCTION(tcdrain, "tcdrain(fd, /)", "Wait until all output has been transmitted.")
TTY_FUNCTION(tcflush, "tcflush(fd, queue, /)", "Discard queued data on file descriptor fd.")
TTY_FUNCTION(tcflow, "tcflow(fd, action, /)", "Suspend or resume input or output.")

API(termios_tcgetwinsize, "tcgetwinsize(fd, /)",
    "Get the tty winsize for file descriptor fd.\n\nReturns a tuple (ws_row, ws_col).")
{
    int fd = descriptor_of(t, a[0]);
    struct winsize size;
    if (fd < 0)
        return V_ERROR;
    if (ioctl(fd, TIOCGWINSZ, &size) < 0)
        return posix_error(t);
    return K(t, tuple_pack(t, 2, v_from_small(size.ws_row), v_from_small(size.ws_col)));
}

API(termios_tcsetwinsize, "tcsetwinsize(fd, winsize, /)",
    "Set the tty winsize for file descriptor fd: a two-item tuple (ws_row, ws_col).")
{
    int fd = descriptor_of(t, a[0]);
    int64_t rows, columns;
    struct winsize size;
    if (fd < 0)
        return V_ERROR;
    Value pair = v_has_layout(a[1], KIND_tuple) || v_has_layout(a[1], KIND_list)
                     ? K(t, iter_to_tuple(t, a[1]))
                     : V_EMPTY;
    if (v_is_error(pair))
        return V_ERROR;
    if (v_is_empty(pair) || V_AS(Tuple, pair)->len != 2)
        return raise_format(t, EXC_TypeError, "tcsetwinsize, arg 2: must be a two-item sequence");
    if (value_to_int64(t, V_AS(Tuple, pair)->items[0], &rows) < 0 ||
        value_to_int64(t, V_AS(Tuple, pair)->items[1], &columns) < 0)
        return V_ERROR;
    if (ioctl(fd, TIOCGWINSZ, &size) < 0)
        return posix_error(t);
    size.ws_row = (unsigned short)rows;
    size.ws_col = (unsigned short)columns;
    if (size.ws_row != rows || size.ws_col != columns)
        return raise_format(t, EXC_OverflowError, "winsize value(s) out of range.");
    return ioctl(fd, TIOCSWINSZ, &size) < 0 ? posix_error(t) : V_NONE;
}

static int termios_exec(Thread *t, Value module)
{
    static const ApiInt names[] = {
#define NAME(n) {#n, (int64_t)(n)},
#include "stdlib/termios_names.def"
#undef NAME
        {"VSWTCH", VSWTC},
    };
    return api_module_add_ints(t, module, names, sizeof names / sizeof *names);
}

Value termios_native_module(Thread *t)
{
    static const NativeDef *const functions[] = {
        &termios_tcgetattr_def,    &termios_tcsetattr_def,    &termios_tcsendbreak_def,
        &termios_tcdrain_def,      &termios_tcflush_def,      &termios_tcflow_def,
        &termios_tcgetwinsize_def, &termios_tcsetwinsize_def, NULL};
    static const ModuleSpec spec = {"_termios", "Modes of terminals.", functions, termios_exec};
    return api_module(t, &spec);
}
