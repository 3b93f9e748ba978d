package postfixtest

// settings are those of main.cf.
const settings = `
compatibility_level = 3.6
queue_directory = DIR/queue
data_directory = DIR/data
daemon_directory = PROGRAMS
mail_owner = OWNER
setgid_group = POSTING
maillog_file = DIR/log
maillog_file_prefixes = DIR
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = relay.example
mydestination =
mynetworks = 127.0.0.0/8
alias_maps =
local_recipient_maps =
relayhost =
default_transport = error:nothing leaves this machine
virtual_mailbox_domains = DOMAINS
virtual_mailbox_base = DIR/mail
virtual_mailbox_maps = regexp:DIR/users
virtual_mailbox_limit = 0
virtual_uid_maps = static:65534
virtual_gid_maps = static:65534
virtual_transport = TRANSPORT
message_size_limit = LARGEST
smtpd_recipient_restrictions = POLICY permit_mynetworks, reject
smtpd_error_sleep_time = 0
smtpd_tls_security_level = may
smtpd_tls_chain_files = DIR/server.pem
smtpd_tls_loglevel = 0
smtputf8_enable = no
minimal_backoff_time = 2s
queue_run_delay = 2s
`

// services are those of master.cf.
const services = `
127.0.0.1:PORT inet n - n - - smtpd
cleanup   unix  n       -       n       -       0       cleanup
qmgr      unix  n       -       n       300     1       qmgr
tlsmgr    unix  -       -       n       1000?   1       tlsmgr
rewrite   unix  -       -       n       -       -       trivial-rewrite
bounce    unix  -       -       n       -       0       bounce
defer     unix  -       -       n       -       0       bounce
trace     unix  -       -       n       -       0       bounce
verify    unix  -       -       n       -       1       verify
flush     unix  n       -       n       1000?   0       flush
proxymap  unix  -       -       n       -       -       proxymap
proxywrite unix -       -       n       -       1       proxymap
error     unix  -       -       n       -       -       error
retry     unix  -       -       n       -       -       error
virtual   unix  -       n       n       -       -       virtual
lmtp      unix  -       -       n       -       -       lmtp
anvil     unix  -       -       n       -       1       anvil
scache    unix  -       -       n       -       1       scache
postlog   unix-dgram n  -       n       -       1       postlogd
`

// users says who has a mailbox: all have the same.
const users = `if !/^okand/
/./ all/
endif
`
