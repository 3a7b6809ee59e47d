/* SPDX-License-Identifier: MIT */
/* _ssl: what went wrong, in CPython's words. */
#include "stdlib/_ssl.h"

#ifndef RONDO_NO_OPENSSL
#include <ctype.h>
#include <errno.h>

static const char *library_name(unsigned long code)
{
    static const struct {
        int lib;
        const char *name;
    } rows[] = {{ERR_LIB_SSL, "SSL"},       {ERR_LIB_PEM, "PEM"},   {ERR_LIB_X509, "X509"},
                {ERR_LIB_ASN1, "ASN1"},     {ERR_LIB_EVP, "EVP"},   {ERR_LIB_BIO, "BIO"},
                {ERR_LIB_RSA, "RSA"},       {ERR_LIB_EC, "EC"},     {ERR_LIB_DH, "DH"},
                {ERR_LIB_X509V3, "X509V3"}, {ERR_LIB_RAND, "RAND"}, {ERR_LIB_CONF, "CONF"},
                {ERR_LIB_PKCS12, "PKCS12"}, {ERR_LIB_BN, "BN"},     {ERR_LIB_PROV, "PROV"},
                {ERR_LIB_CRYPTO, "CRYPTO"}, {ERR_LIB_OBJ, "OBJ"}};
    for (size_t i = 0; code && i < sizeof rows / sizeof *rows; i++)
        if (ERR_GET_LIB(code) == rows[i].lib)
            return rows[i].name;
    return NULL;
}

/* OpenSSL's reason as a name: "wrong version number" is WRONG_VERSION_NUMBER. false: it has none.
 */
static bool reason_name(unsigned long code, char *out, size_t size)
{
    const char *text = code ? ERR_reason_error_string(code) : NULL;
    if (!text || ERR_GET_REASON(code) & ERR_RFLAG_COMMON || ERR_SYSTEM_ERROR(code))
        return false;
    size_t n = 0;
    for (; text[n] && n + 1 < size; n++)
        out[n] = isalnum((unsigned char)text[n]) ? (char)toupper((unsigned char)text[n]) : '_';
    out[n] = '\0';
    return true;
}

static int set_text(Thread *t, Value object, const char *name, const char *text)
{
    Value key = K(t, str_intern_utf8(t, name, strlen(name))),
          v = text ? K(t, str_from_cstr(t, text)) : V_NONE;
    return v_is_error(key) || v_is_error(v) ? -1 : attr_set(t, object, V_AS(Str, key), v);
}

/* Why the verification of a certificate failed. */
static Value verify_message(Thread *t, const Conn *c, long verify)
{
    if (verify == X509_V_ERR_HOSTNAME_MISMATCH)
        return K(
            t, str_format(t, "Hostname mismatch, certificate is not valid for '%V'.", c->hostname));
    if (verify == X509_V_ERR_IP_ADDRESS_MISMATCH)
        return K(t, str_format(t, "IP address mismatch, certificate is not valid for '%V'.",
                               c->hostname));
    return K(t, str_from_cstr(t, X509_verify_cert_error_string(verify)));
}

static int add_verify(Thread *t, Value exc, long verify, Value message)
{
    Value code = K(t, str_intern_utf8(t, "verify_code", 11)),
          text = K(t, str_intern_utf8(t, "verify_message", 14));
    return v_is_error(code) || v_is_error(text) ||
                   attr_set(t, exc, V_AS(Str, code), v_from_small(verify)) < 0
               ? -1
               : attr_set(t, exc, V_AS(Str, text), message);
}

/* "[SSL: REASON] text: why (_ssl.c:1)" */
static Value full_text(Thread *t, const char *library, const char *reason, const char *text,
                       Value why, int line)
{
    Value head = library && reason ? K(t, str_format(t, "[%s: %s] ", library, reason))
                 : library         ? K(t, str_format(t, "[%s] ", library))
                                   : K(t, str_from_cstr(t, ""));
    if (v_is_error(head))
        return V_ERROR;
    if (v_is_empty(why))
        return K(t, str_format(t, "%V%s (_ssl.c:%d)", head, text, line));
    return K(t, str_format(t, "%V%s: %V (_ssl.c:%d)", head, text, why, line));
}

Value ssl_raise(Thread *t, const Conn *conn, const char *cls, int number, const char *text,
                unsigned long code, int line)
{
    char reason[128];
    bool has_reason = reason_name(code, reason, sizeof reason);
    const char *library = library_name(code);
    Value why = V_EMPTY;
    long verify = X509_V_OK;
    ERR_clear_error();
    if (conn && ERR_GET_LIB(code) == ERR_LIB_SSL &&
        ERR_GET_REASON(code) == SSL_R_CERTIFICATE_VERIFY_FAILED) {
        cls = "SSLCertVerificationError";
        verify = SSL_get_verify_result(conn->ssl);
        why = verify_message(t, conn, verify);
    }
    Value type = v_is_error(why) ? V_ERROR : K(t, import_attr(t, "ssl", cls));
    Value message = v_is_error(type)
                        ? V_ERROR
                        : full_text(t, library, has_reason ? reason : NULL, text, why, line);
    Value exc = v_is_error(message) ? V_ERROR : K(t, call2(t, type, v_from_small(number), message));
    if (v_is_error(exc) || set_text(t, exc, "library", library) < 0 ||
        set_text(t, exc, "reason", has_reason ? reason : NULL) < 0 ||
        (!v_is_empty(why) && add_verify(t, exc, verify, why) < 0))
        return V_ERROR;
    return raise_object(t, exc);
}

static const char *reason_text(unsigned long code)
{
    const char *text = ERR_reason_error_string(code);
    return text ? text : "unknown error";
}

Value ssl_raise_last(Thread *t, int line)
{
    unsigned long code = ERR_peek_last_error();
    return ssl_raise(t, NULL, "SSLError", ERR_GET_REASON(code), reason_text(code), code, line);
}

Value ssl_raise_plain(Thread *t, const char *text)
{
    ERR_clear_error();
    Value cls = K(t, import_attr(t, "ssl", "SSLError"));
    Value message = v_is_error(cls) ? V_ERROR : K(t, str_from_cstr(t, text));
    Value exc = v_is_error(message) ? V_ERROR : K(t, call1(t, cls, message));
    return v_is_error(exc) ? V_ERROR : raise_object(t, exc);
}

/* The connection broke below TLS. */
static Value raise_syscall(Thread *t, Conn *c, unsigned long code, int line)
{
    if (code)
        return ssl_raise(t, c, "SSLSyscallError", SSL_ERROR_SYSCALL, reason_text(code), code, line);
    if (!v_is_empty(c->sock) && c->sys_errno)
        return raise_errno(t, c->sys_errno);
    return ssl_raise(t, c, "SSLEOFError", 8, "EOF occurred in violation of protocol", 0, line);
}

Value ssl_raise_conn(Thread *t, Conn *c, int error, int line)
{
    unsigned long code = ERR_peek_last_error();
    switch (error) {
    case SSL_ERROR_ZERO_RETURN:
        return ssl_raise(t, c, "SSLZeroReturnError", error,
                         "TLS/SSL connection has been closed (EOF)", 0, line);
    case SSL_ERROR_WANT_READ:
        return ssl_raise(t, c, "SSLWantReadError", error, "The operation did not complete (read)",
                         0, line);
    case SSL_ERROR_WANT_WRITE:
        return ssl_raise(t, c, "SSLWantWriteError", error, "The operation did not complete (write)",
                         0, line);
    case SSL_ERROR_WANT_X509_LOOKUP:
        return ssl_raise(t, c, "SSLError", error, "The operation did not complete (X509 lookup)", 0,
                         line);
    case SSL_ERROR_SYSCALL:
        return raise_syscall(t, c, code, line);
    case SSL_ERROR_SSL:
        if (ERR_GET_LIB(code) == ERR_LIB_SSL &&
            ERR_GET_REASON(code) == SSL_R_UNEXPECTED_EOF_WHILE_READING)
            return ssl_raise(t, c, "SSLEOFError", 8, "EOF occurred in violation of protocol", code,
                             line);
        return ssl_raise(t, c, "SSLError", error,
                         code ? reason_text(code) : "A failure in the SSL library occurred", code,
                         line);
    }
    return ssl_raise(t, c, "SSLError", 9, "Invalid error code", 0, line);
}
#endif
