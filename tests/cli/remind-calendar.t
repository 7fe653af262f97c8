#require /usr/lib/python3/dist-packages/icalendar
The calendar, as the icalendar library of Python reads it.

  $ export CRM_NOW='2026-11-22 10:00'
  $ crm-init --zone Asia/Taipei --currency TWD
  $ crm-add 'name=陳美, "Mei"; Ltd\co' owner=amy phone=0912345678 since=2026-09-01 -q
  $ crm-add name=Bob owner=bob since=2026-11-01 -q
  $ cat >show <<'END'
  > import icalendar, sys
  > calendar = icalendar.Calendar.from_ical(open(sys.argv[1], 'rb').read())
  > for entry in sorted(calendar.walk(), key=lambda e: str(e.get('uid', ''))):
  >     if entry.name == 'VCALENDAR':
  >         print(entry['version'], entry['method'])
  >         continue
  >     day = entry.get('due') or entry['dtstart']
  >     print(entry.name, entry['uid'].split('@')[0], day.dt, entry['status'], entry['summary'])
  > END
  $ crm-remind --ics one.ics --within 60d
  $ /usr/bin/python3 show one.ics
  2.0 PUBLISH
  VEVENT F1-event 2026-10-01 CONFIRMED 陳美, "Mei"; Ltd\co: renew the contact
  VTODO F1-todo 2026-10-01 NEEDS-ACTION 陳美, "Mei"; Ltd\co: renew the contact
  VEVENT F2-event 2026-12-01 CONFIRMED Bob: renew the contact
  VTODO F2-todo 2026-12-01 NEEDS-ACTION Bob: renew the contact
  $ awk '!/\r$/ || length($0) > 76' one.ics | wc -l
  0


What is done meanwhile changes its entry under the same UID.

  $ crm-log F1 channel=phone -q
  $ crm-remind --ics two.ics --within 60d --now '2026-11-22 11:00'
  $ /usr/bin/python3 show two.ics
  2.0 PUBLISH
  VEVENT F1-event 2026-10-01 CANCELLED 陳美, "Mei"; Ltd\co: renew the contact
  VTODO F1-todo 2026-10-01 COMPLETED 陳美, "Mei"; Ltd\co: renew the contact
  VEVENT F2-event 2026-12-01 CONFIRMED Bob: renew the contact
  VTODO F2-todo 2026-12-01 NEEDS-ACTION Bob: renew the contact
  VEVENT F3-event 2026-12-22 CONFIRMED 陳美, "Mei"; Ltd\co: keep in touch
  VTODO F3-todo 2026-12-22 NEEDS-ACTION 陳美, "Mei"; Ltd\co: keep in touch
  $ for f in one two; do grep -o '^UID:.*' $f.ics | sort >$f.uids; done; comm -23 one.uids two.uids
  $ grep SEQUENCE one.ics two.ics | sort -u
  one.ics:SEQUENCE:3624600
  two.ics:SEQUENCE:3624660

My own, on standard output; nothing there is an empty calendar.

  $ crm-remind --ics - owner=bob | grep SUMMARY
  SUMMARY:Bob: renew the contact
  SUMMARY:Bob: renew the contact
  $ crm-remind --ics - owner=bob --within 1w | tr -d '\r'
  BEGIN:VCALENDAR
  VERSION:2.0
  PRODID:-//crm-tools//crm-remind//EN
  METHOD:PUBLISH
  END:VCALENDAR
  $ crm-remind --ics missing/x.ics 2>&1 | sed 's/x.ics.*: /x.ics: /'
  crm-remind: missing/x.ics: No such file or directory
  $ crm-remind --ics - ownr=bob
  crm-remind: a follow_up has no `ownr'; perhaps owner
    ownr=bob
    ^
  [2]

A file keeps its mode, and its place behind a link; what is no file is written to, not replaced.

  $ crm-remind --ics real.ics; chmod 640 real.ics; ln -s real.ics link.ics; mkfifo pipe.ics
  $ crm-remind --ics link.ics; stat -c '%A %N' real.ics link.ics
  -rw-r----- 'real.ics'
  lrwxrwxrwx 'link.ics' -> 'real.ics'
  $ crm-remind --ics pipe.ics & grep -c VERSION <pipe.ics; wait; stat -c %F pipe.ics
  1
  fifo
