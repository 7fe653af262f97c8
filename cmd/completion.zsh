#compdef -P crm-*
# completion.zsh - zsh completion for every crm-* program: each lists its own options
#
#	(installed as _crm in a folder of $fpath)

local -a options
local letter name argument help
while IFS=$'\t' read -r letter name argument help; do
	options+=("--$name:${help//:/\\:}")
done < <($words[1] --complete 2>/dev/null)
if [[ $PREFIX == -* ]]; then
	_describe option options
else
	_files
fi
