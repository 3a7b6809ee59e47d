/* SPDX-License-Identifier: MIT */
/* Functions of the _socket module: resolving names, converting addresses and numbers, interfaces.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <net/if.h>
#include <stdio.h>
#include <stdlib.h>
#include "stdlib/socket_internal.h"

static int optional_int(Thread *t, Value v, int64_t fallback, int64_t *out)
{
    *out = fallback;
    return v_is_empty(v) ? 0 : value_to_int64(t, v, out);
}

/* A resolver call on behalf of the main thread lets real time pass on the virtual clock. */
static int resolve(Thread *t, const char *host, const char *service, const struct addrinfo *hints,
                   struct addrinfo **res)
{
    int code;
    if (t->is_main)
        clock_pin(t);
    WITHOUT_GIL(t, code = getaddrinfo(host, service, hints, res));
    int err = errno;
    if (t->is_main)
        clock_unpin(t);
    errno = err;
    return code;
}

/* ---- getaddrinfo ---- */

/* Host or service as text, or NULL for None: 0, -1. *text is to be freed. */
static int service_text(Thread *t, Value v, char **text)
{
    *text = NULL;
    if (v_is_none(v))
        return 0;
    if (v_is_int(v)) {
        int64_t n;
        char digits[24];
        if (value_to_int64(t, v, &n) < 0)
            return -1;
        snprintf(digits, sizeof digits, "%lld", (long long)n);
        *text = strdup(digits);
    } else if (v_is_str(v) || v_has_layout(v, KIND_bytes)) {
        *text = host_text(t, v);
    } else {
        raise_format(t, EXC_OSError, "Int or String expected");
        return -1;
    }
    if (!*text && v_is_empty(t->exc))
        raise_memory(t);
    return *text ? 0 : -1;
}

static Value addrinfo_value(Thread *t, const struct addrinfo *info)
{
    ApiScope scope = api_scope_begin(t);
    SockAddr addr;
    memcpy(&addr, info->ai_addr, info->ai_addrlen < sizeof addr ? info->ai_addrlen : sizeof addr);
    Value where = address_value(t, &addr, info->ai_addrlen);
    Value name = v_is_error(where)
                     ? V_ERROR
                     : K(t, str_from_cstr(t, info->ai_canonname ? info->ai_canonname : ""));
    Value row = v_is_error(name) ? V_ERROR
                                 : tuple_pack(t, 5, v_from_small(info->ai_family),
                                              v_from_small(info->ai_socktype),
                                              v_from_small(info->ai_protocol), name, where);
    api_scope_end(t, scope);
    return K(t, row);
}

static Value addrinfo_list(Thread *t, const struct addrinfo *first)
{
    Value list = K(t, list_new(t, NULL, 0));
    for (const struct addrinfo *i = first; i && !v_is_error(list); i = i->ai_next) {
        Value row = addrinfo_value(t, i);
        if (v_is_error(row) || list_append(t, V_AS(List, list), row) < 0)
            return V_ERROR;
    }
    return list;
}

API(net_getaddrinfo, "getaddrinfo(host, port, family=0, type=0, proto=0, flags=0)",
    "Resolve host and port into addrinfo struct.")
{
    int64_t family, type, proto, flags;
    if (optional_int(t, a[2], 0, &family) < 0 || optional_int(t, a[3], 0, &type) < 0 ||
        optional_int(t, a[4], 0, &proto) < 0 || optional_int(t, a[5], 0, &flags) < 0)
        return V_ERROR;
    if (!v_is_none(a[0]) && !v_is_str(a[0]) && !v_has_layout(a[0], KIND_bytes))
        return raise_format(t, EXC_TypeError, "getaddrinfo() argument 1 must be string or None");
    char *host = v_is_none(a[0]) ? NULL : host_text(t, a[0]), *service = NULL;
    if (!v_is_none(a[0]) && !host)
        return V_ERROR;
    Value list = V_ERROR;
    if (service_text(t, a[1], &service) == 0) {
        struct addrinfo hints = {.ai_family = (int)family,
                                 .ai_socktype = (int)type,
                                 .ai_protocol = (int)proto,
                                 .ai_flags = (int)flags};
        struct addrinfo *res = NULL;
        int code = resolve(t, host, service, &hints, &res);
        list = code ? raise_gai(t, code) : addrinfo_list(t, res);
        if (!code)
            freeaddrinfo(res);
    }
    free(host);
    free(service);
    return list;
}

API(net_getnameinfo, "getnameinfo(sockaddr, flags, /)", "Get host and port for a sockaddr.")
{
    int64_t flags, port, flow = 0, zone = 0;
    if (!v_has_layout(a[0], KIND_tuple))
        return raise_format(t, EXC_TypeError, "getnameinfo() argument 1 must be a tuple");
    Tuple *addr = V_AS(Tuple, a[0]);
    if (addr->len < 2 || addr->len > 4 || !v_is_str(addr->items[0]))
        return raise_format(t, EXC_TypeError, "getnameinfo(): illegal sockaddr argument");
    if (value_to_int64(t, a[1], &flags) < 0 || value_to_int64(t, addr->items[1], &port) < 0 ||
        (addr->len > 2 && value_to_int64(t, addr->items[2], &flow) < 0) ||
        (addr->len > 3 && value_to_int64(t, addr->items[3], &zone) < 0))
        return V_ERROR;
    if (flow < 0 || flow > 0xfffff)
        return raise_format(t, EXC_OverflowError, "getnameinfo(): flowinfo must be 0-1048575.");
    char *host = host_text(t, addr->items[0]);
    if (!host)
        return V_ERROR;
    char service[24];
    snprintf(service, sizeof service, "%lld", (long long)port);
    struct addrinfo hints = {.ai_socktype = SOCK_DGRAM, .ai_flags = AI_NUMERICHOST}, *res = NULL;
    int code = resolve(t, host, service, &hints, &res);
    free(host);
    if (code)
        return raise_gai(t, code);
    if (res->ai_next) {
        freeaddrinfo(res);
        return raise_format(t, EXC_OSError, "sockaddr resolved to multiple addresses");
    }
    if (res->ai_family == AF_INET6) {
        ((struct sockaddr_in6 *)res->ai_addr)->sin6_flowinfo = htonl((uint32_t)flow);
        ((struct sockaddr_in6 *)res->ai_addr)->sin6_scope_id = (uint32_t)zone;
    }
    char name[NI_MAXHOST], port_name[NI_MAXSERV];
    WITHOUT_GIL(t, code = getnameinfo(res->ai_addr, res->ai_addrlen, name, sizeof name, port_name,
                                      sizeof port_name, (int)flags));
    freeaddrinfo(res);
    if (code)
        return raise_gai(t, code);
    Value first = K(t, str_from_cstr(t, name)), second = K(t, str_from_cstr(t, port_name));
    return v_is_error(first) || v_is_error(second) ? V_ERROR
                                                   : K(t, tuple_pack(t, 2, first, second));
}

/* ---- hosts ---- */

API(net_gethostbyname, "gethostbyname(host, /)",
    "Return the IP address (a string of the form '255.255.255.255') for a host.")
{
    char *host = host_text(t, a[0]), text[INET_ADDRSTRLEN];
    SockAddr addr;
    socklen_t len;
    int status = host ? host_resolve(t, host, AF_INET, &addr, &len) : -1;
    free(host);
    if (status < 0)
        return V_ERROR;
    inet_ntop(AF_INET, &addr.in.sin_addr, text, sizeof text);
    return K(t, str_from_cstr(t, text));
}

static Value names_list(Thread *t, char **names)
{
    Value list = K(t, list_new(t, NULL, 0));
    for (char **p = names; *p && !v_is_error(list); p++) {
        Value name = K(t, str_from_cstr(t, *p));
        if (v_is_error(name) || list_append(t, V_AS(List, list), name) < 0)
            return V_ERROR;
    }
    return list;
}

static Value addresses_list(Thread *t, const struct hostent *h)
{
    Value list = K(t, list_new(t, NULL, 0));
    char text[INET6_ADDRSTRLEN];
    for (char **p = h->h_addr_list; *p && !v_is_error(list); p++) {
        Value name = inet_ntop(h->h_addrtype, *p, text, sizeof text) ? K(t, str_from_cstr(t, text))
                                                                     : raise_errno(t, errno);
        if (v_is_error(name) || list_append(t, V_AS(List, list), name) < 0)
            return V_ERROR;
    }
    return list;
}

/* The answer of a resolver call in the old style: (name, aliases, addresses). */
static Value hostent_value(Thread *t, const struct hostent *h, int status, int code)
{
    if (status || !h)
        return raise_herror(t, code);
    Value name = K(t, str_from_cstr(t, h->h_name)), aliases = names_list(t, h->h_aliases),
          all = addresses_list(t, h);
    return v_is_error(name) || v_is_error(aliases) || v_is_error(all)
               ? V_ERROR
               : K(t, tuple_pack(t, 3, name, aliases, all));
}

API(net_gethostbyname_ex, "gethostbyname_ex(host, /)",
    "Return the true host name, a list of aliases, and a list of IP addresses, for a host.")
{
    char *host = host_text(t, a[0]), buffer[16384];
    SockAddr addr;
    socklen_t len;
    if (!host || host_resolve(t, host, AF_INET, &addr, &len) < 0) {
        free(host);
        return V_ERROR;
    }
    struct hostent space, *h = NULL;
    int code = 0, status;
    WITHOUT_GIL(t, status = gethostbyname_r(host, &space, buffer, sizeof buffer, &h, &code));
    free(host);
    return hostent_value(t, h, status, code);
}

API(net_gethostbyaddr, "gethostbyaddr(host, /)",
    "Return the true host name, a list of aliases, and a list of IP addresses, for a host.")
{
    char *host = host_text(t, a[0]), buffer[16384];
    SockAddr addr;
    socklen_t len;
    int resolved = host ? host_resolve(t, host, AF_UNSPEC, &addr, &len) : -1;
    free(host);
    if (resolved < 0)
        return V_ERROR;
    bool v6 = addr.any.sa_family == AF_INET6;
    const void *raw = v6 ? (const void *)&addr.in6.sin6_addr : &addr.in.sin_addr;
    struct hostent space, *h = NULL;
    int code = 0, status;
    WITHOUT_GIL(t, status = gethostbyaddr_r(raw, v6 ? 16 : 4, addr.any.sa_family, &space, buffer,
                                            sizeof buffer, &h, &code));
    return hostent_value(t, h, status, code);
}

API(net_gethostname, "gethostname()", "Return the current host name.")
{
    char name[1025];
    if (gethostname(name, sizeof name - 1) < 0)
        return raise_errno(t, errno);
    name[sizeof name - 1] = '\0';
    return K(t, str_from_os(t, name));
}

API(net_sethostname, "sethostname(name, /)", "Sets the hostname to name.")
{
    char *name = host_text(t, a[0]);
    if (!name)
        return V_ERROR;
    int status = sethostname(name, strlen(name)), err = errno;
    free(name);
    return status < 0 ? raise_errno(t, err) : V_NONE;
}

/* ---- services and protocols ---- */

API(net_getservbyname, "getservbyname(servicename, protocolname=None, /)",
    "Return a port number from a service name and protocol name.")
{
    char *name = host_text(t, a[0]), *proto = NULL, buffer[4096];
    if (!name || (!v_is_empty(a[1]) && !(proto = host_text(t, a[1])))) {
        free(name);
        return V_ERROR;
    }
    struct servent space, *found = NULL;
    WITHOUT_GIL(t, getservbyname_r(name, proto, &space, buffer, sizeof buffer, &found));
    free(name);
    free(proto);
    return found ? v_from_small(ntohs((uint16_t)found->s_port))
                 : raise_format(t, EXC_OSError, "service/proto not found");
}

API(net_getservbyport, "getservbyport(port, protocolname=None, /)",
    "Return the service name from a port number and protocol name.")
{
    int64_t port;
    char *proto = NULL, buffer[4096];
    if (value_to_int64(t, a[0], &port) < 0 || (!v_is_empty(a[1]) && !(proto = host_text(t, a[1]))))
        return V_ERROR;
    struct servent space, *found = NULL;
    bool fits = port >= 0 && port <= 65535;
    if (fits)
        WITHOUT_GIL(t, getservbyport_r(htons((uint16_t)port), proto, &space, buffer, sizeof buffer,
                                       &found));
    free(proto);
    if (!fits)
        return raise_format(t, EXC_OverflowError, "getservbyport: port must be 0-65535.");
    return found ? K(t, str_from_cstr(t, found->s_name))
                 : raise_format(t, EXC_OSError, "port/proto not found");
}

API(net_getprotobyname, "getprotobyname(name, /)",
    "Return the protocol number for the named protocol.")
{
    char *name = host_text(t, a[0]), buffer[4096];
    if (!name)
        return V_ERROR;
    struct protoent space, *found = NULL;
    getprotobyname_r(name, &space, buffer, sizeof buffer, &found);
    free(name);
    return found ? v_from_small(found->p_proto)
                 : raise_format(t, EXC_OSError, "protocol not found");
}

/* ---- numbers in network order ---- */

static Value swap16(Thread *t, Value v, const char *name)
{
    int64_t n;
    if (value_to_int64(t, v, &n) < 0)
        return V_ERROR;
    if (n < 0)
        return raise_format(t, EXC_OverflowError,
                            "%s: can't convert negative Python int to C 16-bit unsigned integer",
                            name);
    if (n > 0xffff)
        return raise_format(t, EXC_OverflowError,
                            "%s: Python int too large to convert to C 16-bit unsigned integer",
                            name);
    return v_from_small(htons((uint16_t)n));
}

static Value swap32(Thread *t, Value v)
{
    int64_t n;
    if (!v_is_int(v))
        return raise_format(t, EXC_TypeError, "expected int, %T found", v);
    if (!int_fits64(v, &n) || n > UINT32_MAX)
        return raise_format(t, EXC_OverflowError, "int larger than 32 bits");
    if (n < 0)
        return raise_format(t, EXC_OverflowError, "can't convert negative value to unsigned int");
    return v_from_small(htonl((uint32_t)n));
}

API(net_htons, "htons(integer, /)",
    "Convert a 16-bit unsigned integer from host to network byte order.")
{
    return swap16(t, a[0], "htons");
}

API(net_ntohs, "ntohs(integer, /)",
    "Convert a 16-bit unsigned integer from network to host byte order.")
{
    return swap16(t, a[0], "ntohs");
}

API(net_htonl, "htonl(integer, /)", "Convert a 32-bit integer from host to network byte order.")
{
    return swap32(t, a[0]);
}

API(net_ntohl, "ntohl(integer, /)", "Convert a 32-bit integer from network to host byte order.")
{
    return swap32(t, a[0]);
}

/* ---- addresses as text and as bytes ---- */

static const char *text_arg(Thread *t, Value v, const char *message)
{
    if (!v_is_str(v)) {
        raise_format(t, EXC_TypeError, message, v);
        return NULL;
    }
    size_t len;
    return str_wtf8(t, V_AS(Str, v), &len);
}

API(net_inet_aton, "inet_aton(ip_addr, /)",
    "Convert an IP address in string format (123.45.67.89) to the 32-bit packed binary format.")
{
    const char *text = text_arg(t, a[0], "inet_aton() argument must be str, not %T");
    struct in_addr addr;
    if (!text)
        return V_ERROR;
    if (!inet_aton(text, &addr))
        return raise_format(t, EXC_OSError, "illegal IP address string passed to inet_aton");
    return K(t, bytes_new(t, &addr, sizeof addr));
}

API(net_inet_ntoa, "inet_ntoa(packed_ip, /)",
    "Convert an IP address from 32-bit packed binary format to string format.")
{
    BufferView view;
    if (buffer_get(t, a[0], &view) < 0)
        return V_ERROR;
    char text[INET_ADDRSTRLEN];
    bool fits = view.len == 4 && inet_ntop(AF_INET, view.data, text, sizeof text);
    buffer_release(t, &view);
    return fits ? K(t, str_from_cstr(t, text))
                : raise_format(t, EXC_OSError, "packed IP wrong length for inet_ntoa");
}

API(net_inet_pton, "inet_pton(af, ip, /)",
    "Convert an IP address from string format to a packed string suitable for use with\nlow-level "
    "network functions.")
{
    int64_t family;
    if (value_to_int64(t, a[0], &family) < 0)
        return V_ERROR;
    const char *text = text_arg(t, a[1], "inet_pton() argument 2 must be str, not %T");
    unsigned char addr[16];
    int status = text ? inet_pton((int)family, text, addr) : -2;
    if (status == -2)
        return V_ERROR;
    if (status == -1)
        return raise_errno(t, errno);
    if (status == 0)
        return raise_format(t, EXC_OSError, "illegal IP address string passed to inet_pton");
    return K(t, bytes_new(t, addr, family == AF_INET6 ? 16 : 4));
}

API(net_inet_ntop, "inet_ntop(af, packed_ip, /)",
    "Convert a packed IP address of the given family to string format.")
{
    int64_t family;
    BufferView view;
    if (value_to_int64(t, a[0], &family) < 0 || buffer_get(t, a[1], &view) < 0)
        return V_ERROR;
    char text[INET6_ADDRSTRLEN];
    bool known = family == AF_INET || family == AF_INET6;
    bool fits = known && view.len == (family == AF_INET ? 4 : 16) &&
                inet_ntop((int)family, view.data, text, sizeof text);
    buffer_release(t, &view);
    if (!known)
        return raise_format(t, EXC_ValueError, "unknown address family %lld", (long long)family);
    return fits ? K(t, str_from_cstr(t, text))
                : raise_format(t, EXC_ValueError, "invalid length of packed IP address string");
}

/* ---- interfaces ---- */

API(net_if_nameindex, "if_nameindex()",
    "Returns a list of network interface information (index, name) tuples.")
{
    struct if_nameindex *all = if_nameindex();
    if (!all)
        return raise_errno(t, errno);
    Value list = K(t, list_new(t, NULL, 0));
    for (struct if_nameindex *i = all; i->if_name && !v_is_error(list); i++) {
        Value name = K(t, str_from_os(t, i->if_name));
        Value pair =
            v_is_error(name) ? V_ERROR : K(t, tuple_pack(t, 2, v_from_small(i->if_index), name));
        if (v_is_error(pair) || list_append(t, V_AS(List, list), pair) < 0)
            list = V_ERROR;
    }
    if_freenameindex(all);
    return list;
}

API(net_if_nametoindex, "if_nametoindex(oname, /)",
    "Returns the interface index corresponding to the interface name if_name.")
{
    char *name = host_text(t, a[0]);
    if (!name)
        return V_ERROR;
    unsigned index = if_nametoindex(name);
    free(name);
    return index ? v_from_small(index)
                 : raise_format(t, EXC_OSError, "no interface with this name");
}

API(net_if_indextoname, "if_indextoname(if_index, /)",
    "Returns the interface name corresponding to the interface index if_index.")
{
    int64_t index;
    char name[IF_NAMESIZE + 1];
    if (value_to_int64(t, a[0], &index) < 0)
        return V_ERROR;
    return if_indextoname((unsigned)index, name) ? K(t, str_from_os(t, name))
                                                 : raise_errno(t, errno);
}

/* ---- descriptors and the default timeout ---- */

API(net_socketpair, "socketpair(family=AF_UNIX, type=SOCK_STREAM, proto=0, /)",
    "Create a pair of descriptors of connected sockets: (fd, fd).")
{
    int64_t family, type, proto;
    int fds[2];
    if (optional_int(t, a[0], AF_UNIX, &family) < 0 ||
        optional_int(t, a[1], SOCK_STREAM, &type) < 0 || optional_int(t, a[2], 0, &proto) < 0)
        return V_ERROR;
    if (socketpair((int)family, (int)type | SOCK_CLOEXEC, (int)proto, fds) < 0)
        return raise_errno(t, errno);
    return K(t, tuple_pack(t, 2, v_from_small(fds[0]), v_from_small(fds[1])));
}

static int descriptor_arg(Thread *t, Value v, int *fd)
{
    int64_t n;
    if (value_to_int64(t, v, &n) < 0)
        return -1;
    *fd = n < INT32_MIN || n > INT32_MAX ? -1 : (int)n;
    return 0;
}

API(net_dup, "dup(integer, /)", "Duplicate an integer socket file descriptor.")
{
    int fd;
    if (descriptor_arg(t, a[0], &fd) < 0)
        return V_ERROR;
    int copy = fcntl(fd, F_DUPFD_CLOEXEC, 0);
    return copy < 0 ? raise_errno(t, errno) : v_from_small(copy);
}

API(net_close, "close(integer, /)", "Close an integer socket file descriptor.")
{
    int fd;
    if (descriptor_arg(t, a[0], &fd) < 0)
        return V_ERROR;
    loops_forget_fd(t, fd);
    return close(fd) < 0 && errno != ECONNRESET ? raise_errno(t, errno) : V_NONE;
}

API(net_getdefaulttimeout, "getdefaulttimeout()",
    "Returns the default timeout in seconds (float) for new socket objects.")
{
    return K(t, import_attr(t, "_socket", "_default_timeout"));
}

API(net_setdefaulttimeout, "setdefaulttimeout(timeout, /)",
    "Set the default timeout in seconds (float) for new socket objects.")
{
    int64_t ns;
    if (timeout_parse(t, a[0], &ns) < 0)
        return V_ERROR;
    Value module = K(t, import_module(t, "_socket")),
          name = K(t, str_intern_utf8(t, "_default_timeout", 16));
    Value seconds = timeout_value(t, ns);
    if (v_is_error(module) || v_is_error(name) || v_is_error(seconds) ||
        attr_set(t, module, V_AS(Str, name), seconds) < 0)
        return V_ERROR;
    return V_NONE;
}

static Value control_size(Thread *t, Value v, bool space)
{
    int64_t n;
    if (value_to_int64(t, v, &n) < 0)
        return V_ERROR;
    if (n < 0 || n > INT32_MAX - 64)
        return raise_format(t, EXC_OverflowError, "%s() argument out of range",
                            space ? "CMSG_SPACE" : "CMSG_LEN");
    return v_from_small((int64_t)(space ? CMSG_SPACE((size_t)n) : CMSG_LEN((size_t)n)));
}

API(net_CMSG_LEN, "CMSG_LEN(length, /)",
    "Return the total length, without trailing padding, of an ancillary data item.")
{
    return control_size(t, a[0], false);
}

API(net_CMSG_SPACE, "CMSG_SPACE(length, /)",
    "Return the buffer size needed for recvmsg() to receive an ancillary data item.")
{
    return control_size(t, a[0], true);
}

/* For asyncio's datagrams, which keep addresses in both forms. */
API(net_shown_address, "_shown_address(raw, /)", NULL)
{
    size_t len;
    if (!v_is_kind(a[0], KIND_bytes))
        return raise_format(t, EXC_TypeError, "bytes expected, not %T", a[0]);
    const char *raw = bytes_view(a[0], &len);
    SockAddr address;
    memset(&address, 0, sizeof address);
    if (len > sizeof address)
        len = sizeof address;
    memcpy(&address, raw, len);
    return address_value(t, &address, (socklen_t)len);
}

API(net_parsed_address, "_parsed_address(family, address, /)", NULL)
{
    int64_t family;
    SockAddr address;
    socklen_t len;
    if (value_to_int64(t, a[0], &family) < 0 ||
        address_parse(t, (int)family, a[1], &address, &len, "sendto") < 0)
        return V_ERROR;
    return K(t, bytes_new(t, &address, len));
}

const NativeDef *const socket_name_functions[] = {
    &net_shown_address_def,
    &net_parsed_address_def,
    &net_getaddrinfo_def,
    &net_getnameinfo_def,
    &net_gethostbyname_def,
    &net_gethostbyname_ex_def,
    &net_gethostbyaddr_def,
    &net_gethostname_def,
    &net_sethostname_def,
    &net_getservbyname_def,
    &net_getservbyport_def,
    &net_getprotobyname_def,
    &net_htons_def,
    &net_ntohs_def,
    &net_htonl_def,
    &net_ntohl_def,
    &net_inet_aton_def,
    &net_inet_ntoa_def,
    &net_inet_pton_def,
    &net_inet_ntop_def,
    &net_if_nameindex_def,
    &net_if_nametoindex_def,
    &net_if_indextoname_def,
    &net_socketpair_def,
    &net_dup_def,
    &net_close_def,
    &net_getdefaulttimeout_def,
    &net_setdefaulttimeout_def,
    &net_CMSG_LEN_def,
    &net_CMSG_SPACE_def,
    NULL,
};
