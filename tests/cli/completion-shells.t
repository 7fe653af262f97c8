#require tmux
#require pty
#require bash
#require zsh
#require native
Completion as bash and zsh have it: what stands on the line after TAB.

  $ crm-init --zone Asia/Taipei --currency TWD
  $ crm-add name=陳美 owner=lin -q; crm-tag C1 +press -q; mkdir functions; cp "$ROOT/cmd/completion.zsh" functions/_crm
  $ printf 'PS1=": "\n. "$ROOT/cmd/completion.bash"\n' >bashrc
  $ printf 'PS1=": "\nfpath=($PWD/functions $fpath)\nautoload -U compinit\ncompinit -u -d $PWD/dump\n' >.zshrc
  $ cat >typed <<'END'
  > # typed SHELL LINE...: each line as it stands after TAB, and a blank where one was put
  > unset COLUMNS
  > tmux() { command tmux -u -S "$PWD/socket$$" -f /dev/null "$@"; }
  > case $1 in
  > bash) tmux new-session -d -x 100 -y 40 "ROOT='$ROOT' bash --noprofile --rcfile bashrc -i" ;;
  > zsh)  tmux new-session -d -x 100 -y 40 "ZDOTDIR='$PWD' zsh -i" ;;
  > esac
  > shift
  > now() { tmux capture-pane -p | grep "^:" | tail -n 1 | sed 's/^: *//'; }
  > until_not() { i=0; while [ "$(now)" = "$1" ] && [ $((i += 1)) -lt 100 ]; do sleep 0.1; done; }
  > prompt() { i=0; while [ "$(tmux capture-pane -p | grep -v '^$' | tail -n 1)" != : ] && [ $((i += 1)) -lt 100 ]; do sleep 0.1; done; }
  > for line; do
  >   prompt
  >   tmux send-keys -l "$line"; until_not ''; tmux send-keys Tab; until_not "$line"
  >   typed=$(now); tmux send-keys -l '|'; until_not "$typed"; now
  >   tmux send-keys C-c
  > done
  > tmux kill-server
  > END
  $ for shell in bash zsh; do
  >   sh ./typed $shell 'crm-find tier=v' 'crm-find -o id,phon' 'crm-due | crm-log channel=ph' 'crm-sop rev' \
  >     'crm-sop note weekly' 'crm-find stag' 'crm-find tag:p' 'crm-find owner=li' 'crm-find --if' 'crm-sop check bash'
  > done
  crm-find tier=vip |
  crm-find -o id,phone |
  crm-due | crm-log channel=phone |
  crm-sop review |
  crm-sop note weekly-vip |
  crm-find stage=|
  crm-find tag:press |
  crm-find owner=lin |
  crm-find --if-any |
  crm-sop check bashrc |
  crm-find tier=vip|
  crm-find -o id,phone|
  crm-due | crm-log channel=phone|
  crm-sop review|
  crm-sop note weekly-vip|
  crm-find stage=|
  crm-find tag:press|
  crm-find owner=lin|
  crm-find --if-any|
  crm-sop check bashrc|
