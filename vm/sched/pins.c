/* SPDX-License-Identifier: MIT */
/*
 * Which descriptors tie a virtual clock to real time. Asked only with --virtual-time, when nothing
 * is ready; so it may search the process's descriptors for the other end of a connection.
 */
#include <dirent.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <linux/sockios.h>
#include <unistd.h>
#include "vm/sched/pins.h"

typedef struct EndPoint {
    int family;
    uint16_t port;
    unsigned char addr[16]; /* IPv4 as a mapped IPv6 address, so that both kinds compare */
} EndPoint;

static bool end_point(int fd, bool peer, EndPoint *e)
{
    struct sockaddr_storage s;
    socklen_t len = sizeof s;
    memset(e, 0, sizeof *e);
    if ((peer ? getpeername(fd, (struct sockaddr *)&s, &len)
              : getsockname(fd, (struct sockaddr *)&s, &len)) < 0)
        return false;
    e->family = s.ss_family == AF_INET6 ? AF_INET : s.ss_family;
    if (s.ss_family == AF_INET) {
        const struct sockaddr_in *in = (const void *)&s;
        e->port = in->sin_port;
        e->addr[10] = e->addr[11] = 0xff;
        memcpy(e->addr + 12, &in->sin_addr, 4);
    } else if (s.ss_family == AF_INET6) {
        const struct sockaddr_in6 *in6 = (const void *)&s;
        e->port = in6->sin6_port;
        memcpy(e->addr, &in6->sin6_addr, 16);
    }
    return true;
}

static bool is_wildcard(const EndPoint *e)
{
    static const unsigned char none[16], mapped[16] = {[10] = 0xff, [11] = 0xff};
    return !memcmp(e->addr, none, 16) || !memcmp(e->addr, mapped, 16);
}

/* Is there a socket of this process at `where`, other than fd itself? */
static bool own_end_point(int fd, const EndPoint *where)
{
    DIR *dir = opendir("/proc/self/fd");
    if (!dir)
        return false;
    bool found = false;
    for (struct dirent *d; !found && (d = readdir(dir));) {
        int other = atoi(d->d_name);
        EndPoint e;
        if (d->d_name[0] == '.' || other == fd || other == dirfd(dir) ||
            !end_point(other, false, &e))
            continue;
        found = e.port == where->port && (is_wildcard(&e) || !memcmp(e.addr, where->addr, 16));
    }
    closedir(dir);
    return found;
}

static bool unsent(int fd)
{
    int n = 0;
    return ioctl(fd, SIOCOUTQ, &n) == 0 && n > 0;
}

static bool stream_pins(int fd)
{
    struct tcp_info info;
    socklen_t len = sizeof info;
    memset(&info, 0, sizeof info);
    if (getsockopt(fd, IPPROTO_TCP, TCP_INFO, &info, &len) < 0)
        return true;
    switch (info.tcpi_state) {
    case TCP_LISTEN:
    case TCP_CLOSE:
        return false;
    case TCP_SYN_SENT:
    case TCP_SYN_RECV:
        return true;
    case TCP_CLOSE_WAIT: /* the other end has said its last word */
        return unsent(fd);
    }
    EndPoint peer;
    return unsent(fd) || !end_point(fd, true, &peer) || !own_end_point(fd, &peer);
}

bool descriptor_pins(int fd)
{
    struct stat st;
    int type = 0;
    socklen_t len = sizeof type;
    EndPoint self, peer;
    if (fstat(fd, &st) < 0)
        return false;
    if (!S_ISSOCK(st.st_mode) || !end_point(fd, false, &self))
        return true;
    if (self.family == AF_UNIX) {
        struct ucred peer_process;
        len = sizeof peer_process;
        bool known = getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer_process, &len) == 0;
        return known && peer_process.pid > 0 && peer_process.pid != getpid();
    }
    if (getsockopt(fd, SOL_SOCKET, SO_TYPE, &type, &len) == 0 && type == SOCK_STREAM)
        return stream_pins(fd);
    return unsent(fd) || (end_point(fd, true, &peer) && !own_end_point(fd, &peer));
}
