What may be typed next: the programs themselves say it (--complete with the words up to the cursor),
and the shells ask them.

  $ crm-find --complete tier=o; crm-find --complete stage=a
  tier=ordinary	
  stage=awareness	
  stage=advocacy	

That was without a database.  With one there are its owners, tags and declared fields, and the
staff, classes, channels and rules of its procedure.

  $ crm-init --zone Asia/Taipei --currency TWD --field grade=word:gold,silver
  $ { crm-sop show; printf '[staff lin]\nname = 林小美\nmail = lin@example.com\n[staff wang]\nname = 王先生\nmail = wang@example.com\n[channel booth]\ncontact = yes\n'; } >our.sop
  $ crm-sop load our.sop -q
  $ crm-add name=陳美 owner=lin -q; crm-add name=Acme owner=bob -q; crm-tag C1 +press +新客 -q; crm-tag C2 +lead -q
  $ crm-tag C2 -lead -q
  $ crm-find --complete owner=
  owner=me	whoever acts
  owner=lin	林小美
  owner=wang	王先生
  owner=bob	
  $ crm-log --complete C1 who=w
  who=wang	王先生
  $ crm-find --complete not 'tag:'; crm-tag --complete C1 +p; crm-tag --complete C1 -- -p
  tag:press	
  tag:新客	
  +press	
  -press	
  $ crm-log --complete C1 channel=b; crm-set --complete refuses=phone,b; crm-find --complete grade=
  channel=booth	
  refuses=phone,booth	
  grade=gold	
  grade=silver	
  $ crm-find --complete class=c; crm-find --complete referrer.state!=s; crm-due --complete rule=month; crm-due --complete planned=
  class=cold	
  referrer.state!=silent	
  rule=monthly-cold	renew the contact
  rule=monthly	keep in touch
  planned=yes	
  planned=no	
  $ crm-promise --complete standing=kept,; crm-promise --complete F9 b; crm-promise --complete --by standi
  standing=kept,late	
  standing=kept,open	
  standing=kept,kept	
  standing=kept,kept_late	
  standing=kept,broken	
  broken	
  standing	how a promise stands: open, late, kept, kept_late, broken

  $ crm-find --complete person.ro; crm-find --complete not person.role=d; crm-due --complete fact.kind=need,p
  person.role=	in the decision: decides, influences, uses, pays, blocks; commas between
  person.role=decides	
  fact.kind=need,preference	
  fact.kind=need,pain	

Fields: all of them to ask for, to write those that can be written; of the noun that is named.

  $ crm-find --complete spen; crm-add --complete spen; crm-add --complete na
  spend=	what the orders are worth, in the base currency
  name=	name of the person or organisation
  $ crm-set --complete O9 sta; crm-set --complete K9 sta; crm-export --complete ord; crm-export --complete order status=d
  status=	what became of it
  stage=	stage of the journey
  order	訂單
  status=delivered	
  $ crm-find --complete -o id,na; crm-find --complete --sort=-nam; crm-nps --complete --by tie
  id,name	name of the person or organisation
  --sort=-name	name of the person or organisation
  tier	value tier, set by hand or else from the rules
  $ crm-find --complete --form; crm-find --complete --format t; crm-due --complete --by u; crm-history --complete --kind f
  --format	tsv, csv, json or table
  tsv	
  table	
  urgency	
  fact	

What a program can do, and the rules that are noted.

  $ crm-sop --complete ''
  check	one file
  load	one file
  show	no operand, or a version
  log	no operand
  note	a rule and a text
  diff	one file
  review	no operand
  keys	no operand
  $ crm-sop --complete note w; crm-sop --complete note weekly-vip w; crm-sop --complete check w; crm-sop --complete -d crm.db no
  weekly-vip	stay close
  note	a rule and a text
  $ crm-find --complete --db other.db owner=; crm-find --complete no.such=; crm-find --complete =; crm-find --complete '!='
  owner=me	whoever acts
  $ for p in "$BIN"/crm-*; do "$p" --complete '' >/dev/null || echo "$p"; "$p" --complete x= >/dev/null || echo "$p"; done
