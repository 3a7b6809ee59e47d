# SPDX-License-Identifier: MIT
# Rondo. `make help` lists the targets.
#
# A variant (V=release, debug, asan, leaks, stress, cover) has its own flags and its own folder below
# build/; the release binary is ./rondo, the others are build/V/rondo.
V ?= release
CC = gcc
# What is built otherwise than usual has a folder of its own.
B = build/$(V)$(if $(EDITLINE),-libedit)$(if $(DISPATCH),-$(DISPATCH))
PACKAGES = gcc make pkg-config re2c libreadline-dev libgmp-dev libutf8proc-dev libpcre2-dev zlib1g-dev libbz2-dev liblzma-dev \
	libsqlite3-dev libexpat1-dev libssl-dev unicode-data

WARN = -Wall -Wextra -Werror -Wno-unused-parameter
# Functions have sections of their own, so that those of the start can lie side by side (vm/start_link.sh).
# Constants stay with their files: merged with those of all libraries they lie anywhere.
OPT_release = -O2 -g -fno-pie -ffunction-sections -fdata-sections -fno-merge-constants -DRONDO_IMAGE
# Profile-guided: `train` writes profiles beside its objects, which `pgo` then reads (make pgo).
OPT_train = $(OPT_release) -fprofile-generate -fprofile-update=prefer-atomic
OPT_pgo = $(OPT_release) -fprofile-use -fprofile-correction -Wno-missing-profile -Wno-error
OPT_debug = -O1 -g -DRONDO_DEBUG
OPT_asan = -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer -DRONDO_LEAKS
OPT_leaks = -O1 -g -DRONDO_LEAKS -DRONDO_PLAIN_MALLOC
OPT_stress = -O0 -g -DRONDO_STRESS -DRONDO_DEBUG
OPT_tsan = -O1 -g -fsanitize=thread
OPT_cover = -O0 -g --coverage -DRONDO_PLAIN_MALLOC -DRONDO_DEBUG
CFLAGS = -std=gnu11 -D_GNU_SOURCE $(OPT_$(V)) $(WARN) -I. -pthread -fno-strict-aliasing $(EXTRA)
# Libraries found as archives become part of the binary: looking up shared ones takes a third of the
# time that a short script runs. -no-pie: no relocations at start either.
archived = $(if $(findstring /,$(shell $(CC) -print-file-name=lib$(1).a)),-l:lib$(1).a,-l$(1))
# The line editor of the shell: readline, or libedit (EDITLINE=1); without either it reads plain lines.
ifeq ($(EDITLINE),1)
READLINE = -ledit
CFLAGS += -DRONDO_EDITLINE
else ifeq ($(wildcard $(addsuffix /readline/readline.h,/usr/include /usr/local/include $(READLINE_INCLUDE))),)
READLINE =
CFLAGS += -DRONDO_NO_READLINE
else ifneq ($(call archived,tinfo),-ltinfo)
READLINE = $(call archived,readline) $(call archived,tinfo)
else
READLINE = -lreadline
endif
ifeq ($(DISPATCH),switch)
CFLAGS += -DRONDO_SWITCH
endif
# re needs PCRE2. Its static libraries are preferred: they cost nothing at start.
PCRE2_NAMES = libpcre2-8 libpcre2-16 libpcre2-32
ifeq ($(shell pkg-config --exists $(PCRE2_NAMES) && echo yes),yes)
PCRE2_LIBS := $(shell pkg-config --libs $(PCRE2_NAMES))
PCRE2_STATIC := $(wildcard $(shell pkg-config --variable=libdir libpcre2-8)/libpcre2-8.a)
ifneq ($(PCRE2_STATIC),)
PCRE2 = -Wl,-Bstatic $(PCRE2_LIBS) -Wl,-Bdynamic
else
PCRE2 = $(PCRE2_LIBS)
endif
else
CFLAGS += -DRONDO_NO_PCRE2
endif
# Libraries of single modules: without the header the module is built, but its import names the
# package that is missing. WITHOUT="zlib lzma" builds as if they were not there.
WITHOUT ?=
header = $(if $(filter $(1),$(WITHOUT)),,$(wildcard $(addsuffix /$(2),/usr/include /usr/local/include)))
optional = $(if $(call header,$(1),$(2)),$(call archived,$(3)))
missing = $(if $(call header,$(1),$(2)),,-DRONDO_NO_$(4))
MODULE_LIBS := $(call optional,zlib,zlib.h,z) $(call optional,bz2,bzlib.h,bz2) \
	$(call optional,lzma,lzma.h,lzma) $(call optional,sqlite3,sqlite3.h,sqlite3) \
	$(call optional,expat,expat.h,expat) \
	$(call optional,openssl,openssl/ssl.h,ssl) $(call optional,openssl,openssl/ssl.h,crypto)
CFLAGS += $(call missing,zlib,zlib.h,,ZLIB) $(call missing,bz2,bzlib.h,,BZ2) \
	$(call missing,lzma,lzma.h,,LZMA) $(call missing,sqlite3,sqlite3.h,,SQLITE) \
	$(call missing,expat,expat.h,,EXPAT) $(call missing,openssl,openssl/ssl.h,,OPENSSL)
# OpenSSL looks at the processor when it is first used (stdlib/openssl_start.c), and libm is loaded then (vm/core/libm.c):
# it is linked only for functions that neither that file nor the C library has.
LINK_release = -no-pie -Wl,--wrap=OPENSSL_cpuid_setup
LINK_train = $(LINK_release)
LINK_pgo = $(LINK_release)
LDLIBS := $(LINK_$(V)) $(READLINE) $(PCRE2) $(MODULE_LIBS) $(call archived,utf8proc) $(call archived,gmp) -Wl,--as-needed -lc -lm -pthread

SRC = $(sort $(wildcard lexer/*.c parser/*.c parser/bytecode/*.c vm/*/*.c stdlib/*.c repl/*.c))
OBJ = $(SRC:%.c=$(B)/%.o) $(B)/frozen.o
LEXER = $(patsubst %.c,$(B)/%.o,$(wildcard lexer/*.c))
FRONT = $(LEXER) $(patsubst %.c,$(B)/%.o,$(wildcard parser/*.c parser/bytecode/*.c))
PY = $(shell find stdlib/py -name '*.py' | LC_ALL=C sort)
RONDO = $(if $(filter release,$(V)),rondo,$(B)/rondo)
# ./rondo is linked anew when it came from another folder.
ifeq ($(V),release)
ifneq ($(shell cat build/.linked_from 2>/dev/null),$(B))
$(shell mkdir -p build && echo $(B) >build/.linked_from && rm -f rondo)
endif
endif

all: $(RONDO)

# Code of the library's modules, an object each: one that has changed is compiled by itself.
UNITS = $(PY:stdlib/py/%.py=$(B)/units/%.o)
OBJ += $(UNITS)

START_release = $(B)/link.ld
# What is linked writes the image of a VM into the binary (vm/core/image.h).
IMAGE_release = sh vm/image.sh
IMAGE_pgo = sh vm/image.sh
$(RONDO): $(OBJ) $(START_$(V)) vm/image.sh vm/preload.list
	$(CC) $(CFLAGS) -o $@ $(OBJ) $(if $(START_$(V)),$$(test -s $(START_$(V)) && echo -Wl,-T,$(START_$(V)),-Map,$(B)/rondo.map)) $(LDLIBS)
	$(if $(IMAGE_$(V)),$(IMAGE_$(V)) $@ vm/preload.list)
$(B)/link.ld: vm/start_link.sh vm/start.order
	@mkdir -p $(B)
	sh $< vm/start.order $(CC) >$@
$(B)/%.o: %.c
	@mkdir -p $(dir $@)
	$(CC) $(CFLAGS) -MMD -MP -c -o $@ $<
# The names of all characters come from the package unicode-data; without it there are the common ones.
UNICODE ?= /usr/share/unicode
$(B)/unicode_names.inc: lexer/names.sh lexer/names_short.def $(wildcard $(UNICODE)/UnicodeData.txt)
	@mkdir -p $(B)
	sh lexer/names.sh lexer/names_short.def $(UNICODE) >$@.new
	@mv $@.new $@
$(B)/lexer/names.o: $(B)/unicode_names.inc
$(B)/lexer/names.o: CFLAGS += -I$(B)
# The dispatch loop begins with a line of the cache; each instruction keeps its own jump to the next one, and pairs of words are not
# gathered in vector registers (vm/PERFORMANCE.md says what that gave).
$(B)/vm/run/dispatch.o: CFLAGS += -falign-functions=64 -fno-gcse -fno-crossjumping -fno-tree-slp-vectorize
# The library in the language becomes part of the binary. (A module that is gone has changed its folder.)
$(B)/frozen.S: stdlib/freeze.sh $(PY) $(sort $(dir $(PY)))
	@mkdir -p $(B)
	sh stdlib/freeze.sh $(PY) >$@
$(B)/frozen.o: $(B)/frozen.S
	$(CC) -c -o $@ $<
# And so does its code, compiled by our own front end.
$(B)/freezer: parser/freeze/freeze_main.c $(FRONT)
	$(CC) $(CFLAGS) -o $@ $^ $(LDLIBS)
$(B)/units/%.c: stdlib/py/%.py $(B)/freezer
	@mkdir -p $(dir $@)
	@ASAN_OPTIONS=detect_leaks=0 $(B)/freezer $< >$@.new
	@mv $@.new $@
$(UNITS): %.o: %.c
	@$(CC) -std=gnu11 -I. -O0 -fdata-sections -c -o $@ $<
.SECONDARY: $(UNITS:.o=.c)
# The generated scanner is committed; re2c is needed only to change lexer.re.
ifneq ($(shell command -v re2c),)
lexer/lexer.c: lexer/lexer.re
	re2c -W -b -i --no-generation-date --no-version -o $@ $<
endif

# ---- tools of the tests ----
build/tokens: tests/tools/tokens_main.c $(LEXER)
	$(CC) $(CFLAGS) -o $@ $^ $(LDLIBS)
build/parse: tests/tools/parse_main.c $(FRONT)
	$(CC) $(CFLAGS) -o $@ $^ $(LDLIBS)
build/dis: tests/tools/dis_main.c $(FRONT)
	$(CC) $(CFLAGS) -o $@ $^ $(LDLIBS)
build/pty: tests/tools/pty_main.c
	$(CC) -std=gnu11 -D_GNU_SOURCE -O1 $(WARN) -o $@ $<
# The terminal of the shell's tests; without libvterm they are skipped.
build/term: tests/tools/term_main.c
	@if pkg-config --exists vterm; then $(CC) -std=gnu11 -D_GNU_SOURCE -O1 $(WARN) -o $@ $< -lvterm -lutil; else echo "libvterm-dev is missing: no tests of the shell"; fi
# C unit tests: every test registers itself; links all but the front door's main.
build/unit build/cover/unit: $(wildcard tests/unit/*.c tests/unit/*.h) $(filter-out $(B)/repl/main.o,$(OBJ))
	$(CC) $(CFLAGS) -o $@ $(filter %.c %.o,$^) $(LDLIBS)
-include $(OBJ:.o=.d)

# ---- what people call ----
JOBS ?= 2

setup: build/.setup ## install the Debian packages that are missing
build/.setup: Makefile tests/setup.sh
	@sh tests/setup.sh $(PACKAGES)
	@mkdir -p build && touch $@

run: setup ## set up, build, and run the first lesson
	@$(MAKE) -s all
	./rondo examples/01_first_loop.py

test: setup ## set up, build, and run every test
	@sh tests/setup.sh libvterm-dev || true
	@$(MAKE) -s -j$(JOBS) all build/tokens build/parse build/dis build/unit build/pty build/term
	@$(if $(EDITLINE),EDITOR=libedit) bash tests/all.sh ./rondo -j $(JOBS)

pgo: setup ## build ./rondo guided by a profile of our benchmark programs: the fastest one
	@rm -rf build/pgo
	@$(MAKE) -s -j$(JOBS) V=train B=build/pgo RONDO=build/pgo/train build/pgo/train
	@for program in tests/bench/*.py; do build/pgo/train $$program >/dev/null || exit 1; done
	@find build/pgo -name '*.o' -delete
	@$(MAKE) -s -j$(JOBS) V=pgo B=build/pgo RONDO=rondo rondo

debug asan leaks tsan: ## build a variant into build/NAME/rondo
	@$(MAKE) -s -j$(JOBS) V=$@

test-asan: setup ## the scripts under address, undefined-behaviour and leak checks
	@$(MAKE) -s -j$(JOBS) V=asan
	@ALL_SCRIPTS=1 RUNNER_SLOW=6 ASAN_OPTIONS=detect_leaks=0:allocator_may_return_null=1 bash tests/all.sh build/asan/rondo -j $(JOBS)

stress: ## build/stress/rondo: collects cycles and recounts all references at safepoints
	@$(MAKE) -s -j$(JOBS) V=stress

test-stress: setup ## a sample of scripts with the recount (STRESS=full: at every safepoint)
	@$(MAKE) -s -j$(JOBS) V=stress
	@bash tests/stress.sh build/stress/rondo -j $(JOBS)

test-tsan: setup ## threads, executors and sockets under ThreadSanitizer
	@$(MAKE) -s -j$(JOBS) V=tsan
	@bash tests/tsan.sh build/tsan/rondo

fuzz: setup ## damaged scripts for FUZZ_SECONDS (30), some of them only lexed and parsed
	@$(MAKE) -s -j$(JOBS) V=asan
	@bash tests/fuzz.sh build/asan/rondo

test-alloc: setup ## scripts in which the n-th allocation fails
	@$(MAKE) -s -j$(JOBS) V=asan
	@bash tests/alloc_failures.sh build/asan/rondo

names: setup ## count the public names of the library against CPython's: the table in tests/README.md
	ORACLE=$(ORACLE) bash tests/names/run.sh ./rondo --update

cover: setup ## how many lines of vm/ and stdlib/ the suite reaches
	@$(MAKE) -s -j$(JOBS) V=cover all build/cover/unit build/pty
	@bash tests/cover.sh build/cover/rondo -j $(JOBS)

long: setup ## the checks of .ci/run at length: every safepoint, every allocation, ThreadSanitizer, an hour of fuzzing, 5,000 connections
	@$(MAKE) -s -k long-asan long-stress long-tsan long-alloc long-fuzz long-load
long-asan:
	@$(MAKE) -s test-asan
long-stress:
	@STRESS=full STRESS_SAMPLE=1 RUNNER_SLOW=60 $(MAKE) -s test-stress
long-tsan:
	@$(MAKE) -s test-tsan
long-alloc:
	@ALLOC_RUNS=2000 $(MAKE) -s test-alloc
	@bash tests/alloc_statements.sh build/asan/rondo -j $(JOBS)
long-load: all
	@bash tests/load.sh ./rondo
long-fuzz:
	@FUZZ_SECONDS=$${FUZZ_SECONDS:-3600} $(MAKE) -s fuzz

listings: all ## the lecture listings, where they lie beside the project
	@bash tests/listings.sh ./rondo

instructions: all ## counts instructions of small programs against the committed figures (valgrind)
	@sh tests/setup.sh valgrind || true
	@bash tests/instructions.sh ./rondo

order: all ## finds anew what a start touches of the binary, and links that side by side (valgrind)
	bash vm/start_order.sh ./rondo $(B)/rondo.map >$(B)/start.order && mv $(B)/start.order vm/start.order
	$(MAKE) all
profile: all ## instructions per opcode of PROGRAM (default: all of tests/bench), by callgrind
	@sh tests/setup.sh valgrind
	@bash tests/profile.sh ./rondo $(PROGRAM)

build/shell_bench: tests/bench/shell_main.c
	@mkdir -p build
	$(CC) -std=gnu11 -D_GNU_SOURCE -O1 $(WARN) -o $@ $< -lutil

bench: all build/shell_bench ## how fast the shell is; our benchmark programs against python3
	@build/shell_bench ./rondo
	@bash tests/bench/run.sh ./rondo

help: ## this list
	@grep -hE '^[a-z -]+:.*## ' Makefile | sed -E 's/^([a-z -]+):.*## (.*)/  make \1: \2/'

clean:
	rm -rf build rondo
.PHONY: names all clean setup run test pgo debug asan leaks tsan stress cover test-asan test-stress test-alloc test-tsan fuzz long long-asan long-stress long-tsan long-alloc long-fuzz long-load listings instructions profile bench help
