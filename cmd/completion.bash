# completion.bash - bash completion for every crm-* program: each lists its own options
#
#	. cmd/completion.bash

_crm() {
	local program=$1 word=$2
	case $word in
	-*) mapfile -t COMPREPLY < <(compgen -W \
		"$("$program" --complete 2>/dev/null | cut -f2 | sed 's/^/--/')" -- "$word") ;;
	*)  mapfile -t COMPREPLY < <(compgen -f -- "$word") ;;
	esac
}

complete -o filenames -F _crm $(compgen -c crm- | sort -u)
