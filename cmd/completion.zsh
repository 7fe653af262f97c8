#compdef -P crm-*
# completion.zsh - zsh completion for every crm-* program: each knows what may be typed
#
#	(installed as _crm in a folder of $fpath)
#
# The program is asked with the words up to the cursor (--complete).  File names are offered
# where there is nothing else.

local -a fields others
local line word

for line in ${(f)"$($words[1] --complete ${(Q)words[2,CURRENT-1]} "${(Q)PREFIX}" 2>/dev/null)"}; do
	word=${line%%$'\t'*}
	line="${word//:/\\:}:${line#*$'\t'}"
	if [[ $word == *= ]]; then fields+=($line); else others+=($line); fi
done
(( $#fields )) && _describe -t fields field fields -S ''
(( $#others )) && _describe -t words word others
(( $#fields + $#others )) || _files
