/* SPDX-License-Identifier: MIT */
/* clang-format off */
/*
 * usage: term SESSION PROGRAM [ARG ...]     a session with a program on a terminal, whose screen is printed at the end.
 * The terminal is libvterm's. SESSION is a file of lines:
 *   > TEXT    type TEXT and Enter, wait for a prompt (">>>" alone on the cursor's row) below
 *   . TEXT    type TEXT and Enter, wait for a row below that begins with "..."
 *   ! TEXT    type TEXT          \r \n \t \b \e \xHH \\ are understood in TEXTs
 *   ? TEXT    wait until TEXT is somewhere on the screen
 *   @ TEXT    wait until the cursor's row is TEXT, and nothing else
 *   cursor C  wait until the cursor is in column C (from 0)
 *   row R     wait until it is in row R
 *   < FILE    type the contents of the file, as a paste (bracketed)
 *   size C R  resize the terminal                size: C R   (before all others) its first size, 80 24
 *   screen    print the screen now               colors      print it with <SGR> where colours begin
 *   no prompt   (as the first step) do not wait for one
 *   = N       the program must end now, with exit status N (128 + the signal that ended it)
 *   # ...     a remark
 * No step waits longer than TERM_SECONDS (10), and none waits for a time. Exit status 0, or 1 after a step that failed.
 */
/* clang-format on */
#include <ctype.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <vterm.h>

typedef struct Session {
    int fd, seconds, rows, cols;
    pid_t child;
    VTerm *vt;
    VTermScreen *screen;
    long scrolled;  /* rows that have left at the top */
    long typed_row; /* the cursor's row, counted from the first ever, when Enter was typed */
    bool ended;
} Session;

static double now(void)
{
    struct timespec ts;
    clock_gettime(CLOCK_MONOTONIC, &ts);
    return (double)ts.tv_sec + (double)ts.tv_nsec * 1e-9;
}

/* ---- the terminal ---- */

static int row_leaves(int cols, const VTermScreenCell *cells, void *data)
{
    ((Session *)data)->scrolled++;
    return 1;
}

static void write_all(int fd, const char *p, size_t n)
{
    while (n) {
        ssize_t put = write(fd, p, n);
        if (put <= 0)
            return;
        p += put;
        n -= (size_t)put;
    }
}

static void reply(Session *s)
{
    char out[256];
    size_t n;
    while ((n = vterm_output_read(s->vt, out, sizeof out)) > 0)
        write_all(s->fd, out, n);
}

/* Takes what the program has written, waiting until `end` at most; false: nothing came. */
static bool session_read(Session *s, double end)
{
    struct pollfd p = {.fd = s->fd, .events = POLLIN};
    double left = end - now();
    if (s->ended || poll(&p, 1, left > 0 ? (int)(left * 1000) + 1 : 0) <= 0)
        return false;
    char block[65536];
    ssize_t n = read(s->fd, block, sizeof block);
    if (n <= 0) { /* EIO: the other end is closed */
        s->ended = true;
        return false;
    }
    vterm_input_write(s->vt, block, (size_t)n);
    reply(s);
    return true;
}

static int utf8_put(uint32_t c, char *out)
{
    if (c < 0x80)
        return out[0] = (char)c, 1;
    int n = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    static const unsigned char lead[] = {0, 0, 0xc0, 0xe0, 0xf0};
    for (int i = n - 1; i > 0; i--, c >>= 6)
        out[i] = (char)(0x80 | (c & 0x3f));
    out[0] = (char)(lead[n] | c);
    return n;
}

static int color_number(const VTermColor *c)
{
    return VTERM_COLOR_IS_INDEXED(c) ? c->indexed.idx : -1;
}

/* The row's text without the blanks at its end; with <..> where bold or the colour changes. */
static char *row_text(Session *s, int row, bool colors)
{
    static char text[65536];
    size_t n = 0, used = 0;
    int bold = 0, fg = -1;
    for (int col = 0; col < s->cols && n < sizeof text - 64;) {
        VTermScreenCell cell;
        vterm_screen_get_cell(s->screen, (VTermPos){row, col}, &cell);
        int now_fg = VTERM_COLOR_IS_DEFAULT_FG(&cell.fg) ? -1 : color_number(&cell.fg);
        if (colors && (now_fg != fg || (int)cell.attrs.bold != bold)) {
            fg = now_fg;
            bold = (int)cell.attrs.bold;
            n = cell.chars[0] ? n : used;
            n += (size_t)(fg < 0 && !bold
                              ? sprintf(text + n, "<>")
                              : sprintf(text + n, fg < 0 ? "<%s>" : "<%s%d>", bold ? "b" : "", fg));
            used = n;
        }
        if (cell.chars[0] == 0)
            text[n++] = ' ';
        for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell.chars[i]; i++)
            n += (size_t)utf8_put(cell.chars[i], text + n);
        if (cell.chars[0] && cell.chars[0] != ' ')
            used = n;
        col += cell.width > 0 ? cell.width : 1;
    }
    text[used] = '\0';
    return text;
}

static VTermPos cursor(Session *s)
{
    VTermPos pos;
    vterm_state_get_cursorpos(vterm_obtain_state(s->vt), &pos);
    return pos;
}

static long absolute_row(Session *s)
{
    return s->scrolled + cursor(s).row;
}

/* Addresses and times differ from run to run. */
static void print_normal(const char *p)
{
    while (*p) {
        size_t hex = !strncmp(p, "0x", 2) ? strspn(p + 2, "0123456789abcdef") : 0;
        size_t digits = isdigit((unsigned char)*p) ? strspn(p, "0123456789.") : 0;
        const char *point = digits ? memchr(p, '.', digits) : NULL;
        bool unit = point && p[digits] == ' ' && p[digits + 1] && strchr("mun", p[digits + 1]) &&
                    p[digits + 2] == 's';
        bool time = point && (p[digits] == 's' || p + digits - point == 7);
        if (hex >= 6)
            p += 2 + hex, fputs("0xADDR", stdout);
        else if (unit)
            p += digits + 3, fputs("N.N ?s", stdout);
        else if (time)
            p += digits, fputs("N.N", stdout);
        else if (digits)
            printf("%.*s", (int)digits, p), p += digits;
        else
            putchar(*p++);
    }
}

static void print_screen(Session *s, bool colors)
{
    int last = s->rows - 1;
    VTermPos at = cursor(s);
    while (last > 0 && last > at.row && !*row_text(s, last, false))
        last--;
    for (int row = 0; row <= last; row++) {
        putchar('|');
        print_normal(row_text(s, row, colors));
        putchar('\n');
    }
    if (!s->ended)
        printf("cursor %d,%d\n", at.row, at.col);
}

/* ---- steps ---- */

typedef bool (*Condition)(Session *s, const char *text);

static bool is_prompt(Session *s, const char *text)
{
    return absolute_row(s) > s->typed_row && !strcmp(row_text(s, cursor(s).row, false), ">>>") &&
           cursor(s).col == 4;
}

static bool is_more(Session *s, const char *text)
{
    return absolute_row(s) > s->typed_row && !strncmp(row_text(s, cursor(s).row, false), "...", 3);
}

static bool is_row(Session *s, const char *text)
{
    if (!strcmp(text, ">>>"))
        return is_prompt(s, text);
    return !strcmp(row_text(s, cursor(s).row, false), text);
}

static bool is_seen(Session *s, const char *text)
{
    for (int row = 0; row < s->rows; row++)
        if (strstr(row_text(s, row, false), text))
            return true;
    return false;
}

static bool is_in_column(Session *s, const char *text)
{
    return cursor(s).col == atoi(text);
}

static bool is_in_row(Session *s, const char *text)
{
    return cursor(s).row == atoi(text);
}

static bool wait_for(Session *s, Condition met, const char *text)
{
    double end = now() + s->seconds;
    for (;;) {
        while (session_read(s, 0)) /* a screen half drawn is no screen */
            ;
        if (met(s, text))
            return true;
        if (!session_read(s, end))
            return false;
    }
}

/* Types while reading what is echoed, lest both sides wait for each other. */
static void type(Session *s, const char *p, size_t n)
{
    while (n && !s->ended) {
        struct pollfd f = {.fd = s->fd, .events = POLLIN | POLLOUT};
        if (poll(&f, 1, s->seconds * 1000) <= 0)
            return;
        if (f.revents & POLLIN)
            session_read(s, 0);
        if (!(f.revents & POLLOUT))
            continue;
        ssize_t put = write(s->fd, p, n > 1024 ? 1024 : n);
        if (put <= 0)
            return;
        p += put;
        n -= (size_t)put;
    }
}

static size_t unescape(char *text)
{
    char *out = text;
    for (char *p = text; *p; p++) {
        if (*p != '\\') {
            *out++ = *p;
            continue;
        }
        unsigned hex;
        switch (*++p) {
        case 'r':
            *out++ = '\r';
            break;
        case 'n':
            *out++ = '\n';
            break;
        case 't':
            *out++ = '\t';
            break;
        case 'b':
            *out++ = '\b';
            break;
        case 'e':
            *out++ = '\033';
            break;
        case 'x':
            if (sscanf(p + 1, "%2x", &hex) == 1)
                *out++ = (char)hex, p += 2;
            break;
        default:
            *out++ = *p;
        }
    }
    *out = '\0';
    return (size_t)(out - text);
}

static bool enter(Session *s, char *text, Condition met)
{
    size_t n = unescape(text);
    while (session_read(s, 0))
        ;
    s->typed_row = absolute_row(s);
    type(s, text, n);
    type(s, "\r", 1);
    return wait_for(s, met, NULL);
}

static bool type_keys(Session *s, char *text)
{
    size_t n = unescape(text);
    while (session_read(s, 0))
        ;
    if (memchr(text, '\r', n) || memchr(text, 3, n) || memchr(text, 4, n))
        s->typed_row = absolute_row(s);
    type(s, text, n);
    return true;
}

static bool paste(Session *s, const char *name)
{
    FILE *file = fopen(name, "rb");
    char block[4096];
    size_t n;
    if (!file)
        return false;
    type(s, "\033[200~", 6);
    while ((n = fread(block, 1, sizeof block, file)) > 0) {
        for (size_t i = 0; i < n; i++)
            block[i] = block[i] == '\n' ? '\r' : block[i];
        type(s, block, n);
    }
    type(s, "\033[201~", 6);
    fclose(file);
    return true;
}

static bool resize(Session *s, const char *text)
{
    if (sscanf(text, "%d %d", &s->cols, &s->rows) != 2)
        return false;
    vterm_set_size(s->vt, s->rows, s->cols);
    struct winsize w = {.ws_row = (unsigned short)s->rows, .ws_col = (unsigned short)s->cols};
    return ioctl(s->fd, TIOCSWINSZ, &w) == 0;
}

static bool ends_with(Session *s, int wanted)
{
    double end = now() + s->seconds;
    while (session_read(s, end))
        ;
    int status = 0;
    while (waitpid(s->child, &status, WNOHANG) == 0) {
        if (now() > end)
            return false;
        nanosleep(&(struct timespec){0, 5000000}, NULL);
    }
    s->child = 0;
    int got = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
    if (got != wanted)
        printf("exit status %d\n", got);
    return got == wanted;
}

static bool step(Session *s, char *line)
{
    char *text = strlen(line) > 2 ? line + 2 : line + strlen(line);
    if (!strcmp(line, "screen") || !strcmp(line, "colors"))
        return print_screen(s, *line == 'c'), true;
    if (!strncmp(line, "size ", 5))
        return resize(s, line + 5);
    if (!strncmp(line, "cursor ", 7))
        return wait_for(s, is_in_column, line + 7);
    if (!strncmp(line, "row ", 4))
        return wait_for(s, is_in_row, line + 4);
    if (!strcmp(line, "no prompt"))
        return true;
    switch (*line) {
    case '>':
        return enter(s, text, is_prompt);
    case '.':
        return enter(s, text, is_more);
    case '!':
        return type_keys(s, text);
    case '?':
        unescape(text);
        return wait_for(s, is_seen, text);
    case '@':
        return wait_for(s, is_row, text);
    case '<':
        return paste(s, text);
    case '=':
        return ends_with(s, atoi(text));
    default:
        return *line == '#' || *line == '\0' || !strncmp(line, "size:", 5);
    }
}

static void session_open(Session *s, char **argv)
{
    struct winsize w = {.ws_row = (unsigned short)s->rows, .ws_col = (unsigned short)s->cols};
    s->child = forkpty(&s->fd, NULL, NULL, &w);
    if (s->child < 0)
        exit(2);
    if (s->child == 0) {
        execvp(argv[0], argv);
        _exit(127);
    }
    static const VTermScreenCallbacks callbacks = {.sb_pushline = row_leaves};
    s->vt = vterm_new(s->rows, s->cols);
    vterm_set_utf8(s->vt, 1);
    s->screen = vterm_obtain_screen(s->vt);
    vterm_screen_set_callbacks(s->screen, &callbacks, s);
    vterm_screen_reset(s->screen, 1);
}

int main(int argc, char **argv)
{
    FILE *file = argc > 2 ? fopen(argv[1], "r") : NULL;
    if (!file) {
        fputs("usage: term SESSION PROGRAM [ARG ...]\n", stderr);
        return 2;
    }
    const char *seconds = getenv("TERM_SECONDS");
    Session s = {.seconds = seconds ? atoi(seconds) : 10, .rows = 24, .cols = 80, .typed_row = -1};
    char line[65536];
    bool ok = true, open = false;
    while (ok && fgets(line, sizeof line, file)) {
        line[strcspn(line, "\n")] = '\0';
        if (!open && !strncmp(line, "size:", 5))
            sscanf(line + 5, "%d %d", &s.cols, &s.rows);
        if (*line == '#' || !*line || !strncmp(line, "size:", 5))
            continue;
        if (!open) {
            session_open(&s, argv + 2);
            open = *line == '=' || *line == '?' || *line == 'n' || wait_for(&s, is_prompt, NULL);
        }
        ok = step(&s, line);
        if (!ok)
            printf("FAILED: %s\n", line);
    }
    if (open)
        print_screen(&s, false);
    if (s.child > 0)
        kill(s.child, SIGKILL);
    fclose(file);
    return ok ? 0 : 1;
}
