/* SPDX-License-Identifier: MIT */
/* binascii: quoted-printable (RFC 2045). */
#include "stdlib/binascii_internal.h"

enum { LINE_MAX_QP = 76 };

/* Behind a '=' at i - 1: writes what it stands for; the index where reading goes on. */
static size_t qp_escape(ByteBuf *out, const char *in, size_t len, size_t i)
{
    if (i >= len)
        return i;
    if (in[i] == '\n' || in[i] == '\r') { /* a soft line break: nothing */
        while (i < len && in[i] != '\n')
            i++;
        return i < len ? i + 1 : i;
    }
    bytebuf_char(out, '=');
    if (in[i] == '=')
        return i + 1;
    int high = hex_value((unsigned char)in[i]);
    int low = i + 1 < len ? hex_value((unsigned char)in[i + 1]) : -1;
    if (high < 0 || low < 0 || out->failed)
        return i;
    out->data[out->len - 1] = (char)(high << 4 | low);
    return i + 2;
}

API(binascii_a2b_qp, "a2b_qp(data, header=False)", "Decode a string of qp-encoded data.")
{
    bool header;
    BufferView view;
    if (flag_arg(t, a[1], false, &header) < 0 || ascii_get(t, a[0], &view) < 0)
        return V_ERROR;
    ByteBuf out;
    bytebuf_init(&out, t);
    for (size_t i = 0; i < view.len;) {
        char c = view.data[i++];
        if (c == '=')
            i = qp_escape(&out, view.data, view.len, i);
        else
            bytebuf_char(&out, header && c == '_' ? ' ' : c);
    }
    ascii_release(t, &view);
    return K(t, bytebuf_finish(&out));
}

typedef struct QpWriter {
    ByteBuf out;
    const char *in;
    size_t len, column;
    bool quote_tabs, is_text, header, crlf;
} QpWriter;

static void qp_newline(QpWriter *w)
{
    if (w->crlf)
        bytebuf_char(&w->out, '\r');
    bytebuf_char(&w->out, '\n');
    w->column = 0;
}

static void qp_soft_break(QpWriter *w)
{
    bytebuf_char(&w->out, '=');
    qp_newline(w);
}

static void qp_hex(ByteBuf *out, int c)
{
    static const char digits[] = "0123456789ABCDEF";
    bytebuf_char(out, '=');
    bytebuf_char(out, digits[c >> 4 & 15]);
    bytebuf_char(out, digits[c & 15]);
}

/* Must the byte at i be written as =XX? */
static bool qp_needs_hex(const QpWriter *w, size_t i)
{
    int c = (unsigned char)w->in[i];
    bool last = i + 1 == w->len;
    char next = last ? '\0' : w->in[i + 1];
    if (c > 126 || c == '=' || (w->header && c == '_'))
        return true;
    if (c == '.' && w->column == 0) /* alone on a line it would end a mail */
        return last || next == '\n' || next == '\r' || next == '\0';
    if (c == '\r' || c == '\n')
        return !w->is_text;
    if (c == ' ' || c == '\t')
        return last || w->quote_tabs;
    return c < ' ';
}

/* A blank at the end of a line would get lost: it is written as =XX. */
static void qp_guard_blank(QpWriter *w)
{
    ByteBuf *out = &w->out;
    if (out->failed || out->len == 0)
        return;
    char c = out->data[out->len - 1];
    if (c == ' ' || c == '\t') {
        out->len--;
        qp_hex(out, c);
    }
}

static size_t qp_write_one(QpWriter *w, size_t i)
{
    char c = w->in[i];
    bool last = i + 1 == w->len;
    if (qp_needs_hex(w, i)) {
        if (w->column + 3 >= LINE_MAX_QP)
            qp_soft_break(w);
        qp_hex(&w->out, (unsigned char)c);
        w->column += 3;
        return i + 1;
    }
    bool pair = c == '\r' && !last && w->in[i + 1] == '\n';
    if (w->is_text && (c == '\n' || pair)) {
        qp_guard_blank(w);
        qp_newline(w);
        return i + 1 + pair;
    }
    if (!last && w->in[i + 1] != '\n' && w->column + 1 >= LINE_MAX_QP)
        qp_soft_break(w);
    w->column++;
    bytebuf_char(&w->out, w->header && c == ' ' ? '_' : c);
    return i + 1;
}

API(binascii_b2a_qp, "b2a_qp(data, quotetabs=False, istext=True, header=False)",
    "Encode a string using quoted-printable encoding.\n\nOn encoding, when istext is set, newlines "
    "are not encoded, and white\nspace at end of lines is. When istext is not set, \\r and \\n are "
    "both\nencoded. When quotetabs is set, space and tabs are encoded.")
{
    QpWriter w = {0};
    BufferView view;
    if (flag_arg(t, a[1], false, &w.quote_tabs) < 0 || flag_arg(t, a[2], true, &w.is_text) < 0 ||
        flag_arg(t, a[3], false, &w.header) < 0 || buffer_get(t, a[0], &view) < 0)
        return V_ERROR;
    bytebuf_init(&w.out, t);
    w.in = view.data;
    w.len = view.len;
    const char *line = memchr(w.in, '\n', w.len); /* the first line tells how lines end */
    w.crlf = line && line > w.in && line[-1] == '\r';
    for (size_t i = 0; i < w.len;)
        i = qp_write_one(&w, i);
    buffer_release(t, &view);
    return K(t, bytebuf_finish(&w.out));
}

const NativeDef *const binascii_text_functions[] = {&binascii_a2b_qp_def, &binascii_b2a_qp_def,
                                                    NULL};
