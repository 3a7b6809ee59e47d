/* SPDX-License-Identifier: MIT */
/* _ssl: sessions, which a later connection may take up again. */
#include "stdlib/_ssl.h"

#ifndef RONDO_NO_OPENSSL
#include "vm/core/type.h"
#include "vm/objects/helpers.h"

static void session_free(Thread *t, Object *o)
{
    SSL_SESSION_free(((Session *)o)->session);
}
const FieldTable ssl_session_fields = {.offsets = {offsetof(Session, context), 0},
                                       .free_extra = session_free};

Value ssl_session_get(Thread *t, Value conn)
{
    SSL *ssl = CONN(conn)->ssl;
    /* TLS 1.3 has sessions only once the tickets have come. */
    SSL_SESSION *current = SSL_get0_session(ssl);
    if (!current || (SSL_version(ssl) < TLS1_3_VERSION && !SSL_is_init_finished(ssl)))
        return V_NONE;
    SSL_SESSION *copy = SSL_SESSION_dup(current);
    if (!copy)
        return raise_memory(t);
    Value type = K(t, import_attr(t, "_ssl", "SSLSession"));
    Value made = v_is_error(type) ? V_ERROR : api_instance(t, V_AS(Type, type));
    if (v_is_error(made)) {
        SSL_SESSION_free(copy);
        return V_ERROR;
    }
    SESSION(made)->session = copy;
    api_set(t, &SESSION(made)->context, CONN(conn)->context);
    return made;
}

int ssl_session_set(Thread *t, Value conn, Value v)
{
    Conn *c = CONN(conn);
    if (v_is_empty(v) || !api_is(v, &ssl_session_fields))
        raise_format(t, EXC_TypeError, "Value is not a SSLSession.");
    else if (CONTEXT(c->context)->ctx != CONTEXT(SESSION(v)->context)->ctx)
        raise_format(t, EXC_ValueError, "Session refers to a different SSLContext.");
    else if (c->server_side)
        raise_format(t, EXC_ValueError, "Cannot set session for server-side SSLSocket.");
    else if (SSL_is_init_finished(c->ssl))
        raise_format(t, EXC_ValueError, "Cannot set session after handshake.");
    else {
        SSL_SESSION *copy = SSL_SESSION_dup(SESSION(v)->session);
        int ok = copy && SSL_set_session(c->ssl, copy);
        SSL_SESSION_free(copy);
        if (ok)
            return 0;
        ssl_raise_last(t, LINE_NEW);
    }
    return -1;
}

static const unsigned char *session_id(Value v, unsigned *len)
{
    return SSL_SESSION_get_id(SESSION(v)->session, len);
}

static Value session_compare(Thread *t, Value a, Value b, int op)
{
    if (!api_is(a, &ssl_session_fields) || !api_is(b, &ssl_session_fields) ||
        (op != CMP_EQ && op != CMP_NE))
        return V_NOTIMPLEMENTED;
    unsigned alen, blen;
    const unsigned char *x = session_id(a, &alen), *y = session_id(b, &blen);
    bool same = alen == blen && memcmp(x, y, alen) == 0;
    return v_bool(same == (op == CMP_EQ));
}

static Value get_id(Thread *t, Value self)
{
    unsigned len;
    const unsigned char *id = session_id(self, &len);
    return bytes_new(t, id, len);
}
static Value get_time(Thread *t, Value self)
{
    return v_from_small(SSL_SESSION_get_time(SESSION(self)->session));
}
static Value get_timeout(Thread *t, Value self)
{
    return v_from_small(SSL_SESSION_get_timeout(SESSION(self)->session));
}
static Value get_hint(Thread *t, Value self)
{
    return v_from_small((int64_t)SSL_SESSION_get_ticket_lifetime_hint(SESSION(self)->session));
}
static Value get_ticket(Thread *t, Value self)
{
    return v_bool(SSL_SESSION_has_ticket(SESSION(self)->session));
}

int ssl_session_add_type(Thread *t, Value module)
{
    static const GetSetDef getset[] = {
        {"id", get_id, NULL, "Session ID."},
        {"time", get_time, NULL, "Session creation time (seconds since epoch)."},
        {"timeout", get_timeout, NULL, "Session timeout (delta in seconds)."},
        {"ticket_lifetime_hint", get_hint, NULL, "Ticket life time hint."},
        {"has_ticket", get_ticket, NULL, "Does the session contain a ticket?"},
        {NULL, NULL, NULL, NULL}};
    static const TypeSpec spec = {
        .name = "_ssl.SSLSession",
        .size = sizeof(Session),
        .flags = TF_NO_NEW,
        .slots = {.compare = session_compare, .hash = hash_unhashable},
        .getset = getset,
    };
    return api_module_add_type(t, module, api_type(t, &spec, &ssl_session_fields));
}
#endif
