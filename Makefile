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
PKGS   = sqlite3 libutf8proc

# jansson, libcsv and libsmartcols are loaded by the runs that need them (lib/library.h).
PKG_CFLAGS := $(shell pkg-config --cflags $(PKGS) jansson 2>/dev/null)
PKG_LIBS   := $(shell pkg-config --libs $(PKGS) 2>/dev/null || echo -lsqlite3 -lutf8proc)
LIBS        = -Wl,--as-needed $(PKG_LIBS) -lm -ldl

# SANITIZE comes from check-asan; a sanitized library has undefined symbols.
COMPILE = $(CC) -std=c11 -D_GNU_SOURCE -DCRM_VERSION='"$(VERSION)"' -iquote lib $(PKG_CFLAGS) \
          $(WARN) $(CFLAGS) $(SANITIZE) -MMD -MP
# Names of functions are looked up at once: one by one, when each is called first, costs more.
LINK    = $(CC) $(CFLAGS) $(SANITIZE) -Wl,-z,now $(LDFLAGS)
DEFS    = $(if $(SANITIZE),,-Wl,-z,defs)

# Builds inside other targets use every processor, unless make was told how many.
PARALLEL = $(MAKE) -s $(if $(findstring -j,$(MAKEFLAGS)),,-j$(shell nproc))

LIB   = $(wildcard lib/*.c lib/metrics/*.c)
SQL   = $(sort $(wildcard lib/migrations/*.sql))
CLI   = $(filter-out cmd/crm-%,$(wildcard cmd/*.c))
BIN   = $(patsubst cmd/%.c,$B/bin/%,$(wildcard cmd/crm-*.c))
TESTS = $(patsubst tests/unit/%.c,%,$(wildcard tests/unit/test_*.c))
UNITS = $(patsubst %,$B/tests/%,$(TESTS))

LIBOBJ = $(patsubst %.c,$B/%.o,$(LIB)) $B/lib/migrations.o $B/lib/sop_default.o
CLIOBJ = $(patsubst %.c,$B/%.o,$(CLI))
SO     = libcrm.so.$(SOVERSION)

all: $(BIN) $B/libcrm.so  ## build the library and the programs into B (default: build)

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

$B/lib/migrations.o $B/lib/sop_default.o: $B/lib/%.o: $B/lib/%.c
	$(COMPILE) -Wno-overlength-strings -fPIC -c -o $@ $<

# A file becomes one string, each of its lines a quoted line.
QUOTED = sed 's/[\\"?]/\\&/g; s/.*/"&\\n"/'

$B/lib/migrations.c: $(SQL) Makefile
	@mkdir -p $(@D)
	{ echo '#include "migrations.h"'; echo 'const char *const migrations[] = {'; \
	  for f in $(SQL); do $(QUOTED) $$f; echo ,; done; \
	  echo 'NULL };'; echo 'const size_t migration_count = sizeof migrations / sizeof *migrations - 1;'; \
	} >$@

$B/lib/sop_default.c: examples/default.sop Makefile
	@mkdir -p $(@D)
	{ echo '#include "sop_read.h"'; echo 'const char sop_built_in[] ='; $(QUOTED) $<; echo ';'; } >$@

# ---- the programs: B/bin finds its library beside itself, what is installed does not

# A third of a start is looking names up.  Most are SQLite's own, in one library after the
# other: so it is the first of them, though only libcrm calls it.
FIRST = -Wl,--no-as-needed $(firstword $(filter -lsqlite3,$(PKG_LIBS)) -lsqlite3) -Wl,--as-needed

$B/bin/%: $B/cmd/%.o $B/cli.a $B/libcrm.so
	@mkdir -p $(@D)
	$(LINK) -o $@ $(FIRST) $< $B/cli.a -L$B -lcrm -Wl,-rpath,'$$ORIGIN/..' $(LIBS)

$B/dist/%: $B/cmd/%.o $B/cli.a $B/libcrm.so
	@mkdir -p $(@D)
	$(LINK) -o $@ $(FIRST) $< $B/cli.a -L$B -lcrm $(LIBS)

# What one program alone needs: only that one is linked with it.
$B/bin/crm-remind $B/dist/crm-remind: LIBS += $(shell pkg-config --libs gmime-3.0 libical 2>/dev/null)
$B/cmd/remind_mail.o: PKG_CFLAGS += $(shell pkg-config --cflags gmime-3.0 2>/dev/null)

# What programs share, main() included; each takes what it needs.
$B/cli.a: $(CLIOBJ)
	rm -f $@
	ar rcs $@ $^

$B/cmd/%.o: cmd/%.c
	@mkdir -p $(@D)
	$(COMPILE) -c -o $@ $<

# ---- tests

# test_date and the like: linked with the library's objects, internal functions too.
$B/tests/%: $B/unit/%.o $B/libcrm.a
	@mkdir -p $(@D)
	$(LINK) -o $@ $^ -lcmocka $(LIBS) -ljansson

# They may put literals into records, whose strings are otherwise the heap's.
$B/unit/%.o: tests/unit/%.c
	@mkdir -p $(@D)
	$(COMPILE) -Wno-write-strings -c -o $@ $<

unit: $(UNITS)  ## unit tests only; TESTS='test_date test_money' for some
	B=$B tests/units $(UNITS)

cli: $(BIN)  ## transcripts only; T='tests/cli/add.t' for some
	B=$B tests/transcript $(or $(T),$(sort $(wildcard tests/cli/*.t tests/migrate/*.t examples/*.t)))

everything: $(BIN) $(UNITS)

test:  ## install what the tests need, build, run them all
	tests/setup build test
	+$(PARALLEL) everything
	B=$B tests/run

demo:  ## install what is missing, build, show the main job as a story
	tests/setup build
	+$(PARALLEL) all
	PATH="$(abspath $B)/bin:$$PATH" examples/demo

# Builds with other compilers and options live in folders of their own inside B.
# A sanitized build stops at the first error and reports leaks.
ASAN = -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer

check-asan:  ## unit tests and transcripts under ASan and UBSan
	tests/setup build test
	+$(PARALLEL) B=$B/asan SANITIZE='$(ASAN)' CFLAGS='-O1 -g' everything
	B=$B/asan SLOW=4 ASAN_OPTIONS=detect_leaks=1:abort_on_error=0 UBSAN_OPTIONS=print_stacktrace=1 \
		tests/run units transcripts

check-clang:  ## unit tests and transcripts built by clang, without a warning
	tests/setup build test check
	+$(PARALLEL) B=$B/clang CC=clang everything
	B=$B/clang tests/run units transcripts

VALGRIND = valgrind -q --error-exitcode=99 --leak-check=full --errors-for-leak-kinds=definite \
           --show-leak-kinds=definite

# Transcripts that `#require speed' are left out, and random tests repeat less.  The few
# that take long among the unit tests run beside the many transcripts.
check-valgrind:  ## unit tests and transcripts under valgrind, but for the big ones
	tests/setup build test check
	+$(PARALLEL) everything $(patsubst $B/bin/%,$B/valgrind/%,$(BIN))
	+$(MAKE) -s -k -j2 valgrind-units valgrind-transcripts

valgrind-units valgrind-transcripts: valgrind-%:
	B=$B BIN=$B/valgrind RUN='$(VALGRIND)' SLOW=30 tests/run $*

$B/valgrind/%: $B/bin/%
	@mkdir -p $(@D)
	printf '#!/bin/sh\nexec $(VALGRIND) %s "$$@"\n' $(abspath $<) >$@
	chmod +x $@

lint:  ## formatting, static analysis, manuals, shell scripts
	tests/setup build test check
	tests/run lint

FUZZ_SECONDS = 20

fuzz:  ## every fuzz target for FUZZ_SECONDS (20), and proof that the harness finds a bug
	tests/setup build test check
	B=$B FUZZ_SECONDS=$(FUZZ_SECONDS) tests/run fuzzers

# The fuzzers' main() comes from -fsanitize=fuzzer; tests/fuzzers builds in B/fuzzing.
$B/fuzz/planted_bug: tests/fuzz/planted.c
	@mkdir -p $(@D)
	$(COMPILE) -DPLANTED_BUG -fsanitize=fuzzer -o $@ $<

$B/fuzz/%: tests/fuzz/%.c $B/libcrm.a
	@mkdir -p $(@D)
	$(COMPILE) -fsanitize=fuzzer -o $@ $< $B/libcrm.a $(LIBS)

fuzz-targets: $(patsubst tests/fuzz/%.c,$B/fuzz/%,$(wildcard tests/fuzz/*.c)) $B/fuzz/planted_bug

faults:  ## full disks, killed processes, locked and broken databases
	tests/setup build test
	+$(PARALLEL) all
	B=$B tests/run faults-all

bench:  ## compare with the sqlite3 shell in one run; SCALE=0.01 for a small one
	tests/setup build test
	+$(PARALLEL) all
	B=$B SCALE=$(SCALE) tests/bench/run

# ---- install

HEADERS = $(shell tests/public-headers)
MANUALS = $(wildcard man/*.[1-9])

# What goes where: "mode, file, place" for install and uninstall alike.
INSTALLED = $(foreach f,$(BIN),755:$(f:$B/bin/%=$B/dist/%):$(BINDIR)/$(notdir $f)) \
	755:$B/$(SO):$(LIBDIR)/$(SO) \
	644:$B/libcrm.pc:$(LIBDIR)/pkgconfig/libcrm.pc \
	$(foreach f,$(HEADERS),644:$f:$(INCDIR)/$(f:lib/%=%)) \
	$(foreach f,$(MANUALS),644:$f:$(MANDIR)/man$(subst .,,$(suffix $f))/$(notdir $f)) \
	$(foreach f,$(shell find examples -type f),$(if $(shell test -x $f && echo x),755,644):$f:$(DOCDIR)/$f) \
	644:LICENSE:$(DOCDIR)/LICENSE 644:README.md:$(DOCDIR)/README.md \
	644:cmd/completion.zsh:$(ZSHDIR)/_crm \
	644:cmd/completion.bash:$(BASHDIR)/crm

# Written each time: PREFIX may be another one than in the last build.
$B/libcrm.pc: lib/libcrm.pc.in FORCE
	sed -e 's|@PREFIX@|$(PREFIX)|' -e 's|@LIBDIR@|$(LIBDIR)|' -e 's|@INCDIR@|$(INCDIR)|' \
		-e 's|@VERSION@|$(VERSION)|' $< >$@

install: $(BIN:$B/bin/%=$B/dist/%) $B/$(SO) $B/libcrm.pc  ## under DESTDIR and PREFIX (/usr/local)
	@for entry in $(INSTALLED); do \
		mode=$${entry%%:*} entry=$${entry#*:}; \
		install -D -m "$$mode" "$${entry%%:*}" "$(DESTDIR)$${entry#*:}" || exit 1; \
	done
	ln -sf $(SO) $(DESTDIR)$(LIBDIR)/libcrm.so
	for p in $(notdir $(BIN)); do ln -sf crm $(DESTDIR)$(BASHDIR)/$$p; done
	if [ -z '$(DESTDIR)' ] && [ "$$(id -u)" = 0 ]; then ldconfig; fi

uninstall:  ## what install has put there
	@for entry in $(INSTALLED); do rm -f "$(DESTDIR)$${entry##*:}"; done
	rm -f $(DESTDIR)$(LIBDIR)/libcrm.so $(foreach p,$(notdir $(BIN)),$(DESTDIR)$(BASHDIR)/$p)

# ---- the rest

FORCE:

clean:  ## remove B
	rm -rf $B

help:  ## this list
	@sed -n 's/^\([a-z-]*\):.*  ## \(.*\)/\1	\2/p' $(MAKEFILE_LIST) | \
	awk -F '\t' '{ printf "  make %-15s %s\n", $$1, $$2 }'

.PHONY: all unit cli everything test demo check-asan check-clang check-valgrind \
	valgrind-units valgrind-transcripts lint fuzz fuzz-targets faults \
	bench install uninstall FORCE clean help

-include $(LIBOBJ:.o=.d) $(CLIOBJ:.o=.d) $(TESTS:%=$B/unit/%.d) $(wildcard $B/fuzz/*.d) \
	$(patsubst $B/bin/%,$B/cmd/%.d,$(BIN))
