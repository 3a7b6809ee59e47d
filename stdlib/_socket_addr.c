/* SPDX-License-Identifier: MIT */
/* Addresses of sockets: from a script's tuple or path to the kernel's form and back. */
#include <arpa/inet.h>
#include <errno.h>
#include <net/if.h>
#include <stdlib.h>
#include "stdlib/socket_internal.h"
#include "vm/objects/codec.h"

static Value raise_coded(Thread *t, const char *class_name, int code, const char *text)
{
    ApiScope scope = api_scope_begin(t);
    Value cls = K(t, import_attr(t, "_socket", class_name));
    Value message = v_is_error(cls) ? V_ERROR : K(t, str_from_cstr(t, text));
    Value exc = v_is_error(message) ? V_ERROR : K(t, call2(t, cls, v_from_small(code), message));
    if (!v_is_error(exc))
        raise_object(t, exc);
    return api_scope_return(t, scope, V_ERROR);
}

Value raise_gai(Thread *t, int code)
{
    return code == EAI_SYSTEM ? raise_errno(t, errno)
                              : raise_coded(t, "gaierror", code, gai_strerror(code));
}

Value raise_herror(Thread *t, int code)
{
    return raise_coded(t, "herror", code, hstrerror(code));
}

char *host_text(Thread *t, Value v)
{
    if (v_is_str(v)) {
        size_t len;
        const char *text = str_wtf8(t, V_AS(Str, v), &len);
        if (!text)
            return NULL;
        if (strlen(text) != len) {
            raise_format(t, EXC_TypeError, "host name must not contain null character");
            return NULL;
        }
        if (!(V_AS(Str, v)->head.flags & STR_ASCII)) {
            Value bytes = K(t, codec_encode(t, V_AS(Str, v), "idna", NULL));
            if (v_is_error(bytes))
                return NULL;
            text = bytes_view(bytes, &len);
        }
        char *copy = strdup(text);
        if (!copy)
            raise_memory(t);
        return copy;
    }
    BufferView view;
    if (!buffer_check(t, v) || buffer_get(t, v, &view) < 0) {
        exc_clear(t);
        raise_format(t, EXC_TypeError, "str, bytes or bytearray expected, not %T", v);
        return NULL;
    }
    char *copy = strndup(view.data, view.len);
    buffer_release(t, &view);
    if (!copy)
        raise_memory(t);
    return copy;
}

/* Literal addresses need no resolver. */
static bool host_literal(const char *host, int family, SockAddr *out, socklen_t *len)
{
    memset(out, 0, sizeof *out);
    if (family != AF_INET6 && inet_pton(AF_INET, host, &out->in.sin_addr) == 1) {
        out->in.sin_family = AF_INET;
        *len = sizeof out->in;
        return true;
    }
    if (family != AF_INET && inet_pton(AF_INET6, host, &out->in6.sin6_addr) == 1) {
        out->in6.sin6_family = AF_INET6;
        *len = sizeof out->in6;
        return true;
    }
    return false;
}

int host_resolve(Thread *t, const char *host, int family, SockAddr *out, socklen_t *len)
{
    memset(out, 0, sizeof *out);
    if (!strcmp(host, "<broadcast>") || !strcmp(host, "255.255.255.255")) {
        if (family != AF_INET && family != AF_UNSPEC) {
            raise_format(t, EXC_OSError, "address family mismatched");
            return -1;
        }
        out->in = (struct sockaddr_in){.sin_family = AF_INET, .sin_addr.s_addr = INADDR_BROADCAST};
        *len = sizeof out->in;
        return 0;
    }
    if (*host && host_literal(host, family, out, len))
        return 0;
    struct addrinfo hints = {.ai_family = family,
                             .ai_socktype = SOCK_DGRAM,
                             .ai_flags = *host ? 0 : AI_PASSIVE},
                    *res;
    int code;
    WITHOUT_GIL(t, code = getaddrinfo(*host ? host : NULL, *host ? NULL : "0", &hints, &res));
    if (code) {
        raise_gai(t, code);
        return -1;
    }
    memcpy(out, res->ai_addr, res->ai_addrlen < sizeof *out ? res->ai_addrlen : sizeof *out);
    *len = res->ai_addrlen;
    freeaddrinfo(res);
    return 0;
}

/* ---- from the script ---- */

static int parse_port(Thread *t, Value v, const char *caller, uint16_t *port)
{
    int64_t n;
    if (value_to_int64(t, v, &n) < 0)
        return -1;
    if (n < 0 || n > 65535) {
        raise_format(t, EXC_OverflowError, "%s(): port must be 0-65535.", caller);
        return -1;
    }
    *port = htons((uint16_t)n);
    return 0;
}

static int parse_host(Thread *t, Value v, int family, SockAddr *out, socklen_t *len)
{
    char *host = host_text(t, v);
    if (!host && exc_is(t, EXC_UnicodeError)) {
        exc_clear(t);
        raise_format(t, EXC_TypeError, "encoding of hostname failed");
    }
    if (!host)
        return -1;
    int status = host_resolve(t, host, family, out, len);
    free(host);
    return status;
}

static int parse_inet(Thread *t, Value v, SockAddr *out, socklen_t *len, const char *caller)
{
    if (!v_has_layout(v, KIND_tuple)) {
        raise_format(t, EXC_TypeError, "%s(): AF_INET address must be tuple, not %T", caller, v);
        return -1;
    }
    Tuple *pair = V_AS(Tuple, v);
    uint16_t port;
    if (pair->len != 2) {
        raise_format(t, EXC_TypeError, "AF_INET address must be a pair (host, port)");
        return -1;
    }
    if (parse_host(t, pair->items[0], AF_INET, out, len) < 0 ||
        parse_port(t, pair->items[1], caller, &port) < 0)
        return -1;
    out->in.sin_port = port;
    return 0;
}

static int parse_inet6(Thread *t, Value v, SockAddr *out, socklen_t *len, const char *caller)
{
    if (!v_has_layout(v, KIND_tuple)) {
        raise_format(t, EXC_TypeError, "%s(): AF_INET6 address must be tuple, not %T", caller, v);
        return -1;
    }
    Tuple *a = V_AS(Tuple, v);
    uint16_t port;
    int64_t flow = 0, scope = 0;
    if (a->len < 2 || a->len > 4) {
        raise_format(t, EXC_TypeError,
                     "AF_INET6 address must be a tuple (host, port[, flowinfo[, scopeid]])");
        return -1;
    }
    if ((a->len > 2 && value_to_int64(t, a->items[2], &flow) < 0) ||
        (a->len > 3 && value_to_int64(t, a->items[3], &scope) < 0))
        return -1;
    if (parse_host(t, a->items[0], AF_INET6, out, len) < 0 ||
        parse_port(t, a->items[1], caller, &port) < 0)
        return -1;
    if (flow < 0 || flow > 0xfffff) {
        raise_format(t, EXC_OverflowError, "%s(): flowinfo must be 0-1048575.", caller);
        return -1;
    }
    out->in6.sin6_port = port;
    out->in6.sin6_flowinfo = htonl((uint32_t)flow);
    out->in6.sin6_scope_id = (uint32_t)scope;
    return 0;
}

static int parse_unix(Thread *t, Value v, SockAddr *out, socklen_t *len)
{
    const char *path;
    size_t n;
    BufferView view = {.data = NULL};
    bool is_text = v_is_str(v);
    if (is_text) {
        Value bytes = K(t, codec_encode(t, V_AS(Str, v), "utf-8", "surrogateescape"));
        if (v_is_error(bytes))
            return -1;
        path = bytes_view(bytes, &n);
    } else {
        if (buffer_get(t, v, &view) < 0)
            return -1;
        path = view.data;
        n = view.len;
    }
    bool abstract = n > 0 && path[0] == '\0';
    bool fits = abstract ? n <= sizeof out->un.sun_path : n < sizeof out->un.sun_path;
    if (fits) {
        memset(out, 0, sizeof *out);
        out->un.sun_family = AF_UNIX;
        memcpy(out->un.sun_path, path, n);
        *len = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + n + (abstract ? 0 : 1));
    }
    if (!is_text)
        buffer_release(t, &view);
    if (fits)
        return 0;
    raise_format(t, EXC_OSError, "AF_UNIX path too long");
    return -1;
}

int address_parse(Thread *t, int family, Value v, SockAddr *out, socklen_t *len, const char *caller)
{
    switch (family) {
    case AF_INET:
        return parse_inet(t, v, out, len, caller);
    case AF_INET6:
        return parse_inet6(t, v, out, len, caller);
    case AF_UNIX:
        return parse_unix(t, v, out, len);
    }
    raise_format(t, EXC_OSError, "%s(): bad family", caller);
    return -1;
}

/* ---- to the script ---- */

static Value unix_value(Thread *t, const SockAddr *a, socklen_t len)
{
    size_t n = len > offsetof(struct sockaddr_un, sun_path)
                   ? len - offsetof(struct sockaddr_un, sun_path)
                   : 0;
    if (n > 0 && a->un.sun_path[0] == '\0')
        return K(t, bytes_new(t, a->un.sun_path, n));
    char path[sizeof a->un.sun_path + 1];
    memcpy(path, a->un.sun_path, n);
    path[n] = '\0';
    return K(t, str_from_os(t, path));
}

Value address_value(Thread *t, const SockAddr *a, socklen_t len)
{
    char text[INET6_ADDRSTRLEN + 20];
    if (len == 0)
        return V_NONE;
    if (a->any.sa_family == AF_UNIX)
        return unix_value(t, a, len);
    if (a->any.sa_family == AF_INET) {
        inet_ntop(AF_INET, &a->in.sin_addr, text, sizeof text);
        Value host = K(t, str_from_cstr(t, text));
        return v_is_error(host) ? V_ERROR
                                : K(t, tuple_pack(t, 2, host, v_from_small(ntohs(a->in.sin_port))));
    }
    if (a->any.sa_family == AF_INET6) {
        int code = getnameinfo(&a->any, len, text, sizeof text, NULL, 0, NI_NUMERICHOST);
        if (code)
            return raise_gai(t, code);
        Value host = K(t, str_from_cstr(t, text));
        return v_is_error(host) ? V_ERROR
                                : K(t, tuple_pack(t, 4, host, v_from_small(ntohs(a->in6.sin6_port)),
                                                  v_from_small(ntohl(a->in6.sin6_flowinfo)),
                                                  v_from_small(a->in6.sin6_scope_id)));
    }
    Value raw = K(t, bytes_new(t, a->any.sa_data, len - offsetof(struct sockaddr, sa_data)));
    return v_is_error(raw) ? V_ERROR : K(t, tuple_pack(t, 2, v_from_small(a->any.sa_family), raw));
}
