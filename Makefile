# SPDX-License-Identifier: MIT
CC = gcc
CFLAGS = -std=gnu11 -D_GNU_SOURCE -O2 -g -Wall -Wextra -Werror -Wno-unused-parameter -I. -pthread -fno-strict-aliasing
LDLIBS = -lreadline -lutf8proc -lgmp -lm -pthread
SRC = $(sort $(wildcard lexer/*.c parser/*.c parser/bytecode/*.c vm/*/*.c stdlib/*.c repl/*.c))
OBJ = $(SRC:%.c=build/%.o)

rondo: $(OBJ)
	$(CC) $(CFLAGS) -o $@ $^ $(LDLIBS)
build/%.o: %.c
	@mkdir -p $(dir $@)
	$(CC) $(CFLAGS) -MMD -c -o $@ $<
# The generated scanner is committed; re2c is needed only to change lexer.re.
ifneq ($(shell command -v re2c),)
lexer/lexer.c: lexer/lexer.re
	re2c -W -b -i --no-generation-date --no-version -o $@ $<
endif
build/tokens: tests/tools/tokens_main.c $(patsubst %.c,build/%.o,$(wildcard lexer/*.c))
	$(CC) $(CFLAGS) -o $@ $^ -lutf8proc
build/parse: tests/tools/parse_main.c $(patsubst %.c,build/%.o,$(wildcard lexer/*.c) $(filter-out parser/compile%,$(wildcard parser/*.c)))
	$(CC) $(CFLAGS) -o $@ $^ -lutf8proc -lgmp -lm
# C unit tests: every test registers itself; links all but the front door's main.
build/unit: $(wildcard tests/unit/*.c tests/unit/*.h) $(patsubst %.c,build/%.o,$(wildcard lexer/*.c))
	$(CC) $(CFLAGS) -o $@ $(filter %.c %.o,$^) $(LDLIBS)
-include $(OBJ:.o=.d)
.PHONY: clean
clean:
	rm -rf build rondo
