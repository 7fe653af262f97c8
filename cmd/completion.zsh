#compdef -P crm-*
# completion.zsh - zsh completion for every crm-* program: each lists its own options
#
#	(installed as _crm in a folder of $fpath)
#
# Columns come from the database in use; without one there are none to offer.

local -a options columns
local letter name argument help

if [[ $PREFIX == -* ]]; then
	while IFS=$'\t' read -r letter name argument help; do
		options+=("--$name:${help//:/\\:}")
	done < <($words[1] --complete 2>/dev/null)
	_describe option options
	return
fi
columns=(${(f)"$($words[1] --columns 2>/dev/null | sed -n '1!s/\t.*//p')"})
case $words[CURRENT-1] in
-o | --output | --sort) compadd -a columns ;;
--format)               compadd tsv csv json table ;;
-d | --db)              _files ;;
*)                      compadd -S = -a columns; _files ;;
esac
