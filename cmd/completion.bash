# completion.bash - bash completion for every crm-* program: each knows what may be typed
#
#	. cmd/completion.bash
#
# The program is asked with the words up to the cursor (--complete).  Bash parts words at `='
# and `:' too, and wants only what comes behind.  File names are offered where there is
# nothing else.

_crm() {
	local words word kept i
	read -ra words <<<"${COMP_LINE:0:COMP_POINT}"
	[[ ${COMP_LINE:0:COMP_POINT} == *[[:blank:]] ]] && words+=('')
	word=${words[-1]} kept=${words[-1]%"$2"}
	mapfile -t COMPREPLY < <("$1" --complete "${words[@]:1}" 2>/dev/null | cut -f1)
	for i in "${!COMPREPLY[@]}"; do COMPREPLY[i]=${COMPREPLY[i]#"$kept"}; done
	if [[ ${COMPREPLY[0]-} == *= && $word != *=* ]]; then compopt -o nospace; fi
}

complete -o default -F _crm $(compgen -c crm- | sort -u)
