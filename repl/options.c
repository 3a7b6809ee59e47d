/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include "repl/options.h"

typedef enum OptionId {
#define OPTION(id, form, argument, help) OPT_##id,
#include "repl/options.def"
#undef OPTION
    OPT_COUNT
} OptionId;

typedef struct Option {
    const char *form, *argument, *help;
} Option;

static const Option options[OPT_COUNT] = {
#define OPTION(id, form, argument, help) [OPT_##id] = {form, argument, help},
#include "repl/options.def"
#undef OPTION
};

void options_help(FILE *out)
{
    fputs("usage: rondo [option] ... [-c CODE | -m MODULE | FILE | -] [argument] ...\n\nOptions:\n", out);
    for (int i = 0; i < OPT_COUNT; i++) {
        char left[40];
        snprintf(left, sizeof left, "%s%s%s", options[i].form, options[i].argument ? " " : "",
                 options[i].argument ? options[i].argument : "");
        fprintf(out, "  %-18s %s\n", left, options[i].help);
    }
    fputs("\nEnvironment: PYTHONPATH, PYTHONWARNINGS, PYTHONUNBUFFERED, PYTHONASYNCIODEBUG, PYTHONHASHSEED\n", out);
}

static void usage_error(CommandLine *cl, const char *format, const char *what)
{
    fprintf(stderr, format, what);
    fputs("usage: rondo [option] ... [-c CODE | -m MODULE | FILE | -] [argument] ...\nTry `rondo -h' for more information.\n", stderr);
    cl->what = RUN_ERROR;
}

/* "64M" in bytes; 0 when it cannot be read. */
static size_t size_parse(const char *text)
{
    char *end;
    double n = strtod(text, &end);
    int shift = *end == 'K' || *end == 'k' ? 10 : *end == 'M' || *end == 'm' ? 20 : *end == 'G' || *end == 'g' ? 30 : 0;
    if (shift)
        end++;
    return *end || end == text || n <= 0 ? 0 : (size_t)(n * (double)((size_t)1 << shift));
}

static void x_option(CommandLine *cl, const char *text)
{
    if (cl->x_count < 16)
        cl->x_options[cl->x_count++] = text;
    if (!strcmp(text, "dev"))
        cl->vm.dev_mode = cl->vm.async_debug = true;
    else if (!strncmp(text, "memory=", 7) && !(cl->vm.memory_limit = size_parse(text + 7)))
        usage_error(cl, "rondo: bad size: -X %s\n", text);
    else if (!strcmp(text, "frames=all"))
        cl->vm.all_frames = true;
    else if (!strncmp(text, "step=", 5)) /* not in the help: for the tests */
        cl->vm.step = (uint32_t)strtoul(text + 5, NULL, 10);
    else if (!strncmp(text, "compat=", 7))
        cl->vm.compat = text + 7;
}

static void add_warning(CommandLine *cl, const char *filter)
{
    if (cl->vm.warn_count < 64)
        cl->warn_options[cl->vm.warn_count++] = filter;
}

/* Applies one option; true when the options end with it. */
static bool option_apply(CommandLine *cl, OptionId id, const char *argument)
{
    switch (id) {
    case OPT_COMMAND:
    case OPT_MODULE:
        cl->what = id == OPT_COMMAND ? RUN_COMMAND : RUN_MODULE;
        cl->target = argument;
        return true;
    case OPT_INTERACTIVE:
        cl->interactive = cl->vm.interactive_after = true;
        break;
    case OPT_QUIET:
        cl->vm.quiet = true;
        break;
    case OPT_UNBUFFERED:
        cl->vm.unbuffered = true;
        break;
    case OPT_OPTIMIZE:
        cl->vm.optimize++;
        break;
    case OPT_WARNING:
        add_warning(cl, argument);
        break;
    case OPT_X:
        x_option(cl, argument);
        break;
    case OPT_TRACE:
        cl->vm.trace = true;
        break;
    case OPT_VIRTUAL_TIME:
        cl->vm.virtual_time = true;
        break;
    case OPT_POLLER:
        cl->vm.poller = argument;
        if (strcmp(argument, "select") && strcmp(argument, "poll") && strcmp(argument, "epoll"))
            usage_error(cl, "rondo: unknown poller: %s (select, poll or epoll)\n", argument);
        break;
    case OPT_TOKENS:
        cl->tokens = true;
        break;
    case OPT_AST:
        cl->ast = true;
        break;
    case OPT_DIS:
        cl->dis = true;
        break;
    case OPT_VERSION:
    case OPT_VERSION_LONG:
        cl->what = RUN_VERSION;
        return true;
    default:
        cl->what = RUN_HELP;
        return true;
    }
    return cl->what == RUN_ERROR;
}

/* A long option: --name, --name=value or --name value. */
static bool parse_long(CommandLine *cl, char **argv, int *i)
{
    const char *text = argv[*i], *equals = strchr(text, '=');
    size_t len = equals ? (size_t)(equals - text) : strlen(text);
    for (int id = 0; id < OPT_COUNT; id++) {
        const Option *o = &options[id];
        if (strncmp(o->form, text, len) || o->form[len] || (equals && !o->argument))
            continue;
        const char *argument = equals ? equals + 1 : o->argument ? argv[++*i] : NULL;
        if (o->argument && !argument) {
            usage_error(cl, "Argument expected for the %s option\n", o->form);
            return true;
        }
        return option_apply(cl, (OptionId)id, argument);
    }
    usage_error(cl, "unknown option %s\n", text);
    return true;
}

/* A cluster of short options: -iq, -cCODE, -W FILTER. */
static bool parse_short(CommandLine *cl, char **argv, int *i)
{
    for (const char *p = argv[*i] + 1; *p; p++) {
        int id = 0;
        while (id < OPT_COUNT && !(options[id].form[1] == *p && !options[id].form[2]))
            id++;
        if (id == OPT_COUNT && strchr("BEsSIPbv", *p))
            continue; /* options of CPython that change nothing here */
        if (id == OPT_COUNT) {
            char name[3] = {'-', *p, '\0'};
            usage_error(cl, "Unknown option: %s\n", name);
            return true;
        }
        if (!options[id].argument) {
            if (option_apply(cl, (OptionId)id, NULL))
                return true;
            continue;
        }
        const char *argument = p[1] ? p + 1 : argv[++*i];
        if (!argument) {
            usage_error(cl, "Argument expected for the %s option\n", options[id].form);
            return true;
        }
        return option_apply(cl, (OptionId)id, argument);
    }
    return false;
}

static bool env_set(const char *name)
{
    const char *v = getenv(name);
    return v && *v;
}

static void environment_parse(CommandLine *cl)
{
    cl->vm.unbuffered = env_set("PYTHONUNBUFFERED");
    cl->vm.async_debug = env_set("PYTHONASYNCIODEBUG");
    if (env_set("PYTHONDEVMODE"))
        cl->vm.dev_mode = true;
    static char filters[4096];
    const char *warnings = getenv("PYTHONWARNINGS");
    if (warnings && *warnings && strlen(warnings) < sizeof filters) {
        strcpy(filters, warnings);
        for (char *f = strtok(filters, ","); f; f = strtok(NULL, ","))
            add_warning(cl, f);
    }
}

void options_parse(CommandLine *cl, int argc, char **argv)
{
    *cl = (CommandLine){.what = RUN_REPL};
    environment_parse(cl);
    int i = 1;
    bool done = false;
    for (; i < argc && !done && argv[i][0] == '-' && argv[i][1]; i++) {
        if (!strcmp(argv[i], "--")) {
            i++;
            break;
        }
        done = argv[i][1] == '-' ? parse_long(cl, argv, &i) : parse_short(cl, argv, &i);
    }
    cl->vm.warn_options = cl->warn_options;
    if (!done && i < argc) {
        cl->what = strcmp(argv[i], "-") ? RUN_FILE : RUN_STDIN;
        cl->target = argv[i++];
    }
    cl->first_arg = i < argc ? i : argc;
}
