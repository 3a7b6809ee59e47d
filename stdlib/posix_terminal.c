/* SPDX-License-Identifier: MIT */
/* posix: pseudo-terminals. */
#include "stdlib/posix.h"
#include <errno.h>
#include <fcntl.h>
#include <pty.h>
#include <stdlib.h>
#include <unistd.h>
#include <utmp.h>

static Value number_pair(Thread *t, int64_t first, int64_t second)
{
    return K(t, tuple_pack(t, 2, v_from_small(first), v_from_small(second)));
}

static int close_on_exec(int fd)
{
    int flags = fcntl(fd, F_GETFD);
    return flags < 0 ? -1 : fcntl(fd, F_SETFD, flags | FD_CLOEXEC);
}

API(posix_openpty, "openpty()",
    "Open a pseudo-terminal.\n\nReturn a tuple of (master_fd, slave_fd) containing open file "
    "descriptors\nfor both the master and slave ends.")
{
    int master, slave;
    if (openpty(&master, &slave, NULL, NULL, NULL) < 0)
        return posix_error(t);
    if (close_on_exec(master) < 0 || close_on_exec(slave) < 0) {
        posix_error(t);
        close(master);
        close(slave);
        return V_ERROR;
    }
    return number_pair(t, master, slave);
}

static pid_t fork_on_terminal(void *master)
{
    return forkpty(master, NULL, NULL, NULL);
}

API(posix_forkpty, "forkpty()",
    "Fork a new process with a new pseudo-terminal as controlling tty.\n\nReturns a tuple of (pid, "
    "master_fd).\nLike fork(), return pid of 0 to the child process,\nand pid of child to the "
    "parent process.\nTo both, return fd of newly opened pseudo-terminal.")
{
    int master = -1;
    pid_t pid;
    return posix_fork_by(t, fork_on_terminal, &master, &pid) < 0 ? V_ERROR
                                                                 : number_pair(t, pid, master);
}

API(posix_login_tty, "login_tty(fd, /)",
    "Prepare the tty of which fd is a file descriptor for a new login session.\n\nMake the calling "
    "process a session leader; make the tty the\ncontrolling tty, the stdin, the stdout, and the "
    "stderr of the\ncalling process; close fd.")
{
    int fd;
    if (posix_int(t, a[0], &fd) < 0)
        return V_ERROR;
    return login_tty(fd) < 0 ? posix_error(t) : V_NONE;
}

API(posix_posix_openpt, "posix_openpt(oflag, /)",
    "Open and return a file descriptor for a master pseudo-terminal device.\n\nPerforms a "
    "posix_openpt() C function call. The oflag argument is used to\nset file status flags and file "
    "access modes as specified in the manual page\nof posix_openpt() of your system.")
{
    int flags;
    if (posix_int(t, a[0], &flags) < 0)
        return V_ERROR;
    int fd = posix_openpt(flags | O_CLOEXEC);
    return fd < 0 ? posix_error(t) : v_from_small(fd);
}

API(posix_grantpt, "grantpt(fd, /)", "Grant access to the slave pseudo-terminal device.")
{
    int fd;
    if (posix_int(t, a[0], &fd) < 0)
        return V_ERROR;
    return grantpt(fd) < 0 ? posix_error(t) : V_NONE;
}

API(posix_unlockpt, "unlockpt(fd, /)", "Unlock a pseudo-terminal master/slave pair.")
{
    int fd;
    if (posix_int(t, a[0], &fd) < 0)
        return V_ERROR;
    return unlockpt(fd) < 0 ? posix_error(t) : V_NONE;
}

API(posix_ptsname, "ptsname(fd, /)", "Return the name of the slave pseudo-terminal device.")
{
    int fd;
    char name[128];
    if (posix_int(t, a[0], &fd) < 0)
        return V_ERROR;
    int err = ptsname_r(fd, name, sizeof name);
    return err ? raise_errno(t, err) : K(t, str_from_os(t, name));
}

API(posix_tcsetpgrp, "tcsetpgrp(fd, pgid, /)",
    "Set the process group associated with the terminal specified by fd.")
{
    int fd, group;
    if (posix_int(t, a[0], &fd) < 0 || posix_pid(t, a[1], &group) < 0)
        return V_ERROR;
    return tcsetpgrp(fd, group) < 0 ? posix_error(t) : V_NONE;
}

const NativeDef *const posix_terminal_functions[] = {
    &posix_openpty_def,      &posix_forkpty_def,   &posix_login_tty_def,
    &posix_posix_openpt_def, &posix_grantpt_def,   &posix_unlockpt_def,
    &posix_ptsname_def,      &posix_tcsetpgrp_def, NULL,
};
