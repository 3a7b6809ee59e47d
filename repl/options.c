/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include "repl/options.h"

const Option options[OPT_COUNT] = {
#define OPTION(id, form, argument, choices, help) [OPT_##id] = {form, argument, choices, help},
#include "repl/options.def"
#undef OPTION
};

static void usage_error(CommandLine *cl, const char *format, const char *what)
{
    fprintf(stderr, format, what);
    options_usage(stderr);
    fputs("Try `rondo -h' for more information.\n", stderr);
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
    cl->x_options[cl->x_count++] = text;
    if (!strcmp(text, "dev"))
        cl->vm.dev_mode = cl->vm.async_debug = true;
    else if (!strncmp(text, "memory=", 7) && !(cl->vm.memory_limit = size_parse(text + 7)))
        usage_error(cl, "rondo: bad size: -X %s\n", text);
    else if (!strcmp(text, "frames=all"))
        cl->vm.all_frames = true;
    else if (!strncmp(text, "step=", 5)) /* not in the help: for the tests */
        cl->vm.step = (uint32_t)strtoul(text + 5, NULL, 10);
    else if (!strncmp(text, "compat=", 7) && strcmp(text + 7, "3.10"))
        usage_error(cl, "rondo: -X compat knows 3.10 only, not %s\n", text + 7);
}

static void add_warning(CommandLine *cl, const char *filter)
{
    cl->warn_options[cl->vm.warn_count++] = filter;
}

static void color_option(CommandLine *cl, const char *when)
{
    static const char *const choices[] = {"auto", "always", "never"};
    for (int i = 0; i < 3; i++)
        if (!strcmp(when, choices[i])) {
            cl->color = i;
            return;
        }
    usage_error(cl, "rondo: --color is auto, always or never, not %s\n", when);
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
    case OPT_COLOR:
        color_option(cl, argument);
        break;
    case OPT_CELL:
        cl->what = RUN_CELL;
        cl->target = argument;
        return true;
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
    case OPT_MANUAL:
    case OPT_COMPLETION:
        cl->what = id == OPT_MANUAL ? RUN_MANUAL : RUN_COMPLETION;
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
        cl->vm.dev_mode = cl->vm.async_debug = true;
    for (char *f = strtok(cl->filters, ","); f; f = strtok(NULL, ","))
        add_warning(cl, f);
    const char *seed = getenv("PYTHONHASHSEED");
    char *end;
    if (seed && *seed && strcmp(seed, "random") && (strtoul(seed, &end, 10) > UINT32_MAX || *end || *seed == '-')) {
        fputs("Fatal Python error: config_init_hash_seed: PYTHONHASHSEED must be \"random\" or an integer in range [0; 4294967295]\n", stderr);
        cl->what = RUN_FATAL;
    }
}

/* Room for all the filters and -X options that there can be; false: out of memory. */
static bool options_room(CommandLine *cl, int argc)
{
    const char *filters = getenv("PYTHONWARNINGS");
    cl->filters = strdup(filters ? filters : "");
    size_t most = (size_t)argc + strlen(cl->filters ? cl->filters : "") + 2;
    cl->warn_options = calloc(most, sizeof *cl->warn_options);
    cl->x_options = calloc(most, sizeof *cl->x_options);
    return cl->filters && cl->warn_options && cl->x_options;
}

void options_free(CommandLine *cl)
{
    free(cl->filters);
    free(cl->warn_options);
    free(cl->x_options);
}

void options_parse(CommandLine *cl, int argc, char **argv)
{
    *cl = (CommandLine){.what = RUN_REPL};
    if (!options_room(cl, argc)) {
        fputs("rondo: not enough memory to start\n", stderr);
        cl->what = RUN_FATAL;
        return;
    }
    environment_parse(cl);
    int i = 1;
    bool done = cl->what == RUN_FATAL;
    for (; i < argc && !done && argv[i][0] == '-' && argv[i][1]; i++) {
        if (!strcmp(argv[i], "--")) {
            i++;
            break;
        }
        done = argv[i][1] == '-' ? parse_long(cl, argv, &i) : parse_short(cl, argv, &i);
    }
    if (cl->vm.dev_mode) { /* before all others */
        memmove(cl->warn_options + 1, cl->warn_options, cl->vm.warn_count++ * sizeof *cl->warn_options);
        cl->warn_options[0] = "default";
    }
    cl->vm.warn_options = cl->warn_options;
    if (!done && i < argc) {
        cl->what = strcmp(argv[i], "-") ? RUN_FILE : RUN_STDIN;
        cl->target = argv[i++];
    }
    cl->first_arg = i < argc ? i : argc;
}
