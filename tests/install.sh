#!/bin/sh
# install.sh - what `make install' puts down works, and `make uninstall' takes it all away

cd "$(dirname -- "$0")/.." || exit 2
work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT
to=$work/usr/local
export LD_LIBRARY_PATH=$to/lib
unset MAKEFLAGS MAKELEVEL
bad=0

check() {
	what=$1; shift
	if "$@" >"$work/output" 2>&1; then
		echo "ok - install: $what"
	else
		echo "not ok - install: $what"; sed 's/^/    /' "$work/output"; bad=1
	fi
}

pkg_config() { PKG_CONFIG_PATH=$to/lib/pkgconfig PKG_CONFIG_SYSROOT_DIR=$work pkg-config "$@" libcrm; }

make_() { make B="${B:-build}" PREFIX=/usr/local DESTDIR="$work" "$@"; }

compiles() {
	cat >"$work/tiny.c" <<-'END'
		#include <stdio.h>
		#include <crm.h>

		int
		main(void)
		{
			crm *db;
			int error = crm_open(&db, "/nonexistent/crm.db", CRM_READ);

			puts(crm_message(db));
			crm_close(db);
			return error != CRM_NO_FILE;
		}
	END
	"${CC:-gcc}" -std=c11 -o "$work/tiny" "$work/tiny.c" $(pkg_config --cflags --libs) &&
		"$work/tiny"
}

each_header() {
	for header in $(tests/public-headers); do
		echo "#include <${header#lib/}>" | "${CC:-gcc}" -std=c11 -Wall -Wextra -Wpedantic -Werror \
			-fsyntax-only $(pkg_config --cflags) -xc - || return 1
	done
}

has_no_rpath() { readelf -d "$to"/bin/crm-* >"$work/headers" && ! grep -E 'RPATH|RUNPATH' "$work/headers"; }
has_soname()   { readelf -d "$to/lib/libcrm.so" | grep 'SONAME.*\[libcrm\.so\.1\]'; }
leaves_none()  { left=$(find "$work/usr" ! -type d) && echo "$left" && [ -z "$left" ]; }

check "make install" make_ install
check "the library has its SONAME" has_soname
check "programs carry no path of the build" has_no_rpath
check "a program compiles by pkg-config and runs" compiles
check "every header stands alone" each_header
check "an installed program runs" "$to/bin/crm-help"
check "manuals are there" test -e "$to/share/man/man1/crm-help.1"
check "make uninstall" make_ uninstall
check "nothing is left" leaves_none
exit $bad
