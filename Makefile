# SPDX-License-Identifier: MIT
# Rondo. `make help` lists the targets.
#
# A variant (V=release, debug, asan, leaks, stress, cover) has its own flags and its own folder below
# build/; the release binary is ./rondo, the others are build/V/rondo.
V ?= release
CC = gcc
B = build/$(V)
PACKAGES = gcc make pkg-config re2c libreadline-dev libgmp-dev libutf8proc-dev

WARN = -Wall -Wextra -Werror -Wno-unused-parameter
OPT_release = -O2 -g
OPT_debug = -O1 -g -DRONDO_DEBUG
OPT_asan = -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer -DRONDO_LEAKS
OPT_leaks = -O1 -g -DRONDO_LEAKS -DRONDO_PLAIN_MALLOC
OPT_stress = -O1 -g -DRONDO_STRESS -DRONDO_DEBUG
OPT_tsan = -O1 -g -fsanitize=thread
OPT_cover = -O0 -g --coverage -DRONDO_PLAIN_MALLOC
CFLAGS = -std=gnu11 -D_GNU_SOURCE $(OPT_$(V)) $(WARN) -I. -pthread -fno-strict-aliasing $(EXTRA)
ifeq ($(EDITLINE),1)
READLINE = -ledit
CFLAGS += -DRONDO_EDITLINE
else
READLINE = -lreadline
endif
LDLIBS = $(READLINE) -lutf8proc -lgmp -lm -pthread

SRC = $(sort $(wildcard lexer/*.c parser/*.c parser/bytecode/*.c vm/*/*.c stdlib/*.c repl/*.c))
OBJ = $(SRC:%.c=$(B)/%.o) $(B)/frozen.o
LEXER = $(patsubst %.c,$(B)/%.o,$(wildcard lexer/*.c))
FRONT = $(LEXER) $(patsubst %.c,$(B)/%.o,$(wildcard parser/*.c parser/bytecode/*.c))
PY = $(shell find stdlib/py -name '*.py' | LC_ALL=C sort)
RONDO = $(if $(filter release,$(V)),rondo,$(B)/rondo)

all: $(RONDO)

$(RONDO): $(OBJ)
	$(CC) $(CFLAGS) -o $@ $^ $(LDLIBS)
$(B)/%.o: %.c
	@mkdir -p $(dir $@)
	$(CC) $(CFLAGS) -MMD -c -o $@ $<
# The library in the language becomes part of the binary.
$(B)/frozen.S: stdlib/freeze.sh $(PY)
	@mkdir -p $(B)
	sh stdlib/freeze.sh $(PY) >$@
$(B)/frozen.o: $(B)/frozen.S
	$(CC) -c -o $@ $<
# The generated scanner is committed; re2c is needed only to change lexer.re.
ifneq ($(shell command -v re2c),)
lexer/lexer.c: lexer/lexer.re
	re2c -W -b -i --no-generation-date --no-version -o $@ $<
endif

# ---- tools of the tests ----
build/tokens: tests/tools/tokens_main.c $(LEXER)
	$(CC) $(CFLAGS) -o $@ $^ -lutf8proc
build/parse: tests/tools/parse_main.c $(FRONT)
	$(CC) $(CFLAGS) -o $@ $^ -lutf8proc -lm
# C unit tests: every test registers itself; links all but the front door's main.
build/unit: $(wildcard tests/unit/*.c tests/unit/*.h) $(filter-out $(B)/repl/main.o,$(OBJ))
	$(CC) $(CFLAGS) -o $@ $(filter %.c %.o,$^) $(LDLIBS)
-include $(OBJ:.o=.d)

clean:
	rm -rf build rondo
.PHONY: all clean

# Every test, on the binary of this variant; `tests/run.sh` says more.
test: $(RONDO)
	tests/run.sh ./$(RONDO) -j 2
.PHONY: test
