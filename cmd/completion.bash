# completion.bash - bash completion for every crm-* program: each lists its own options
#
#	. cmd/completion.bash
#
# Columns come from the database in use; without one there are none to offer.

_crm_columns() { "$1" --columns 2>/dev/null | sed -n '1!s/\t.*//p'; }

_crm() {
	local program=$1 word=$2 previous=$3 words
	case $previous,$word in
	*,-*)                             words=$("$program" --complete 2>/dev/null | cut -f2 | sed 's/^/--/') ;;
	-o,* | --output,* | --sort,*)     words=$(_crm_columns "$program") ;;
	--format,*)                       words='tsv csv json table' ;;
	-d,* | --db,* | *,*/* | *,[!a-z]*) words= ;;
	*)                                words=$(_crm_columns "$program" | sed 's/$/=/') ;;
	esac
	mapfile -t COMPREPLY < <(compgen -W "$words" -- "$word"; compgen -f -- "$word")
	if [[ ${COMPREPLY[0]-} == *= ]]; then compopt -o nospace; fi
}

complete -o filenames -F _crm $(compgen -c crm- | sort -u)
