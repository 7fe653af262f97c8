#require native
The files of examples/remind do what they say.

Cron knows no path but its own, and no place but the home: each line of the crontab is run as cron
would, with this place's names.

  $ here=$(dirname "$(command -v crm-remind)"); files=$ROOT/examples/remind
  $ crm-init --zone Asia/Taipei --currency TWD
  $ { crm-sop show; printf '[staff amy]\nmail = amy@example.com\n'; } >p.sop; crm-sop load p.sop -q
  $ crm-add name=Ada owner=amy since=-60d -q
  $ printf '#!/bin/sh\ngrep -e ^To: -e ^Subject:\n' >post; chmod +x post
  $ grep ^PATH= "$files/crontab"
  PATH=/usr/local/bin:/usr/bin:/bin
  $ sed -e "s|/usr/local/bin|$here|" -e "s|/srv/crm|$PWD|; s|/srv/www/crm|$PWD|" \
  >     -e "s|crm-remind --mail|& --sendmail $PWD/post|" "$files/crontab" >crontab
  $ grep '^[A-Z_]*=' crontab >settings
  $ cron() { env -i SHELL=/bin/sh HOME="$PWD" sh -c "set -a; . ./settings; $1"; }
  $ sed -n 's/^[0-9*][^ ]*\( [^ ]*\)\{4\}  *//p' crontab >lines
  $ while read -r line; do cron "$line" </dev/null; done <lines
  Subject: 1 follow-up due: Ada
  To: amy@example.com
  $ grep -c BEGIN:VEVENT follow-ups.ics
  1
  $ rm crm.db*; crm-init --zone Asia/Taipei --currency TWD
  $ tail -n 1 lines | while read -r line; do cron "$line"; done
  crm-remind: no run since yesterday

A mail server is set-uid or set-gid: nothing in the service takes that away from it.

  $ implies='SystemCall|Restrict|PrivateDevices|ProtectKernel|ProtectClock|ProtectHostname'
  $ implies="$implies|MemoryDenyWriteExecute|LockPersonality|DynamicUser|CapabilityBoundingSet"
  $ grep -E "^(NoNewPrivileges|ProtectSystem=strict|$implies)" "$files/crm-remind.service"
  [1]
