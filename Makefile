# crm-tools - `make help' lists what can be made.

VERSION = 0.1.0
SOVERSION = 1

# Where things go: B in the building, PREFIX and DESTDIR in the installing.
B       = build
PREFIX  = /usr/local
BINDIR  = $(PREFIX)/bin
LIBDIR  = $(PREFIX)/lib
INCDIR  = $(PREFIX)/include/crm
MANDIR  = $(PREFIX)/share/man
DOCDIR  = $(PREFIX)/share/doc/crm-tools
BASHDIR = $(PREFIX)/share/bash-completion/completions
ZSHDIR  = $(PREFIX)/share/zsh/site-functions

CC     = gcc
CFLAGS = -O2 -g
WARN   = -Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes -Wmissing-prototypes \
         -Wwrite-strings -Wvla -Werror
PKGS   = sqlite3 libutf8proc jansson

PKG_CFLAGS := $(shell pkg-config --cflags $(PKGS) 2>/dev/null)
PKG_LIBS   := $(shell pkg-config --libs $(PKGS) 2>/dev/null || echo -lsqlite3 -lutf8proc -ljansson)
LIBS        = -Wl,--as-needed $(PKG_LIBS) -lcsv -lm -ldl

# SANITIZE comes from check-asan; a sanitized library has undefined symbols.
COMPILE = $(CC) -std=c11 -D_GNU_SOURCE -DCRM_VERSION='"$(VERSION)"' -iquote lib $(PKG_CFLAGS) \
          $(WARN) $(CFLAGS) $(SANITIZE) -MMD -MP
LINK    = $(CC) $(CFLAGS) $(SANITIZE) $(LDFLAGS)
DEFS    = $(if $(SANITIZE),,-Wl,-z,defs)

LIB   = $(wildcard lib/*.c lib/metrics/*.c)
SQL   = $(sort $(wildcard lib/migrations/*.sql))
CLI   = $(filter-out cmd/crm-%,$(wildcard cmd/*.c))
BIN   = $(patsubst cmd/%.c,$B/bin/%,$(wildcard cmd/crm-*.c))
TESTS = $(patsubst tests/unit/%.c,%,$(wildcard tests/unit/test_*.c))
UNITS = $(patsubst %,$B/tests/%,$(TESTS))

LIBOBJ = $(patsubst %.c,$B/%.o,$(LIB)) $B/lib/migrations.o
CLIOBJ = $(patsubst %.c,$B/%.o,$(CLI))
SO     = libcrm.so.$(SOVERSION)

all: $(BIN)  ## build the library and the programs into B (default: build)

.DELETE_ON_ERROR:
.SECONDARY:

# ---- the library

$B/$(SO): $(LIBOBJ) lib/libcrm.map
	$(LINK) -shared -Wl,-soname,$(SO) -Wl,--version-script=lib/libcrm.map $(DEFS) \
		-Wl,-Bsymbolic-functions -o $@ $(LIBOBJ) $(LIBS)

$B/libcrm.so: $B/$(SO)
	ln -sf $(SO) $@

# The unit tests see everything, and take only the objects they need.
$B/libcrm.a: $(LIBOBJ)
	rm -f $@
	ar rcs $@ $^

$B/lib/%.o: lib/%.c
	@mkdir -p $(@D)
	$(COMPILE) -fPIC -c -o $@ $<

$B/lib/migrations.o: $B/lib/migrations.c
	$(COMPILE) -Wno-overlength-strings -fPIC -c -o $@ $<

# Each .sql file becomes one string, each of its lines a quoted line.
$B/lib/migrations.c: $(SQL) Makefile
	@mkdir -p $(@D)
	{ echo '#include "migrations.h"'; echo 'const char *const migrations[] = {'; \
	  for f in $(SQL); do sed 's/[\\"?]/\\&/g; s/.*/"&\\n"/' $$f; echo ,; done; \
	  echo 'NULL };'; echo 'const size_t migration_count = sizeof migrations / sizeof *migrations - 1;'; \
	} >$@

# ---- the programs: B/bin finds its library beside itself, what is installed does not

$B/bin/%: $B/cmd/%.o $(CLIOBJ) $B/libcrm.so
	@mkdir -p $(@D)
	$(LINK) -o $@ $< $(CLIOBJ) -L$B -lcrm -Wl,-rpath,'$$ORIGIN/..' $(LIBS)

$B/dist/%: $B/cmd/%.o $(CLIOBJ) $B/libcrm.so
	@mkdir -p $(@D)
	$(LINK) -o $@ $< $(CLIOBJ) -L$B -lcrm $(LIBS)

$B/cmd/%.o: cmd/%.c
	@mkdir -p $(@D)
	$(COMPILE) -c -o $@ $<

# ---- tests

# test_date and the like: linked with the library's objects, internal functions too.
$B/tests/%: $B/tests/%.o $B/libcrm.a
	$(LINK) -o $@ $^ -lcmocka $(LIBS)

# They may put literals into records, whose strings are otherwise the heap's.
$B/tests/%.o: tests/unit/%.c
	@mkdir -p $(@D)
	$(COMPILE) -Wno-write-strings -c -o $@ $<

unit: $(UNITS)  ## unit tests only; TESTS='test_date test_money' for some
	B=$B tests/units $(UNITS)

cli: $(BIN)  ## transcripts only; T='tests/cli/add.t' for some
	B=$B tests/transcript $(or $(T),$(sort $(wildcard tests/cli/*.t examples/*.t)))

# ---- the rest

clean:  ## remove B
	rm -rf $B

help:  ## this list
	@sed -n 's/^\([a-z-]*\):.*  ## \(.*\)/\1	\2/p' $(MAKEFILE_LIST) | \
	awk -F '\t' '{ printf "  make %-15s %s\n", $$1, $$2 }'

.PHONY: all unit cli clean help

-include $(LIBOBJ:.o=.d) $(CLIOBJ:.o=.d) $(patsubst cmd/%.c,$B/cmd/%.d,$(wildcard cmd/crm-*.c)) \
	$(UNITS:=.d)
