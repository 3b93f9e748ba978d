// Package dovecottest starts a real IMAP and LMTP server for tests: Dovecot, with a
// folder and ports of its own, on this machine alone.
package dovecottest

import (
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// Password is that of every user.
const Password = "hemligt-nog"

// A Server is one Dovecot under way.
type Server struct {
	IMAP, LMTP int // ports on 127.0.0.1, without TLS
	IMAPS      int // the port with TLS, 0 where the server has none; IMAP offers STARTTLS then
	dir        string
	uid, gid   int
	command    *exec.Cmd
}

// Start starts a server that ends with the test. Without Dovecot on the machine the
// test fails when CI=true, and is otherwise skipped.
func Start(t testing.TB) *Server {
	t.Helper()
	return StartSecure(t, "")
}

// StartSecure starts one with TLS: certificate is its key and certificate as one file has
// them, "" for a server without.
func StartSecure(t testing.TB, certificate string) *Server {
	t.Helper()
	if find() == "" {
		if os.Getenv("CI") == "true" {
			t.Fatal("Dovecot is not there: .ci/setup installs it")
		}
		t.Skip("Dovecot is not there: install dovecot-imapd and dovecot-lmtpd")
	}
	dir, err := os.MkdirTemp("", "dovecot") // a socket's path must be short
	if err != nil {
		t.Fatal(err)
	}
	s := &Server{IMAP: freePort(t), LMTP: freePort(t), dir: dir, uid: os.Getuid(), gid: os.Getgid()}
	t.Cleanup(func() { s.Down(); _ = os.RemoveAll(dir) })
	if certificate != "" {
		s.IMAPS = freePort(t)
	}
	if err := errors.Join(s.configure(), os.WriteFile(filepath.Join(dir, "tls.pem"), []byte(certificate), 0o600)); err != nil {
		t.Fatal(err)
	}
	s.Up(t)
	return s
}

func find() string {
	for _, at := range []string{"/usr/sbin/dovecot", "/usr/local/sbin/dovecot"} {
		if _, err := os.Stat(at); err == nil {
			return at
		}
	}
	path, _ := exec.LookPath("dovecot")
	return path
}

// configure writes the server's settings. Dovecot neither signs in nor keeps mail as
// root: who runs as root has it done as nobody.
func (s *Server) configure() error {
	me, err := user.Current()
	if err != nil {
		return err
	}
	group, err := user.LookupGroupId(me.Gid)
	if err != nil {
		return err
	}
	login := me.Username
	if s.uid == 0 {
		s.uid, s.gid, login = 65534, 65534, "nobody"
	}
	for _, folder := range []string{"run", "mail", "home"} {
		if err := os.Mkdir(filepath.Join(s.dir, folder), 0o777); err != nil {
			return err
		}
		if os.Getuid() == 0 && folder != "run" {
			if err := os.Chown(filepath.Join(s.dir, folder), s.uid, s.gid); err != nil {
				return err
			}
		}
	}
	if err := os.Chmod(s.dir, 0o755); err != nil {
		return err
	}
	words := strings.NewReplacer("DIR", s.dir, "USER", me.Username, "LOGIN", login, "GROUP", group.Name, "UID", fmt.Sprint(s.uid), "GID", fmt.Sprint(s.gid),
		"PASSWORD", Password, "IMAP_PORT", fmt.Sprint(s.IMAP), "SECURE_PORT", fmt.Sprint(s.IMAPS), "SECURE", map[bool]string{true: "yes", false: "no"}[s.IMAPS != 0], "LMTP_PORT", fmt.Sprint(s.LMTP))
	secrecy := "ssl = no\n"
	if s.IMAPS != 0 {
		secrecy = "ssl = yes\nssl_cert = <DIR/tls.pem\nssl_key = <DIR/tls.pem\nssl_min_protocol = TLSv1.2\n"
	}
	return os.WriteFile(s.config(), []byte(words.Replace(secrecy+settings)), 0o644)
}

func (s *Server) config() string { return filepath.Join(s.dir, "dovecot.conf") }

const settings = `
protocols = imap lmtp
listen = 127.0.0.1
base_dir = DIR/run
log_path = DIR/log
disable_plaintext_auth = no
default_internal_user = USER
default_internal_group = GROUP
default_login_user = LOGIN
first_valid_uid = 1
mail_location = maildir:DIR/mail/%u
recipient_delimiter = +
auth_failure_delay = 0
auth_username_format = %Ln
lmtp_save_to_detail_mailbox = no
lda_mailbox_autocreate = yes
lda_original_recipient_header = X-Original-To
lmtp_rcpt_check_quota = no
hostname = dovecot.example
postmaster_address = postmaster@dovecot.example
passdb {
  driver = static
  args = password=PASSWORD
}
userdb {
  driver = static
  args = uid=UID gid=GID home=DIR/home/%u allow_all_users=yes
}
service imap-login {
  chroot =
  inet_listener imap {
    port = IMAP_PORT
  }
  inet_listener imaps {
    address = 127.0.0.1
    port = SECURE_PORT
    ssl = SECURE
  }
}
service lmtp {
  inet_listener lmtp {
    address = 127.0.0.1
    port = LMTP_PORT
  }
}
service anvil {
  chroot =
}
service stats {
  chroot =
}
`

// Up starts the server, also after Down, with all the mail that it had.
func (s *Server) Up(t testing.TB) {
	t.Helper()
	at := find()
	said, err := os.OpenFile(filepath.Join(s.dir, "log"), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o666)
	if err != nil {
		t.Fatal(err)
	}
	defer said.Close()
	s.command = exec.Command(at, "-F", "-c", s.config())
	s.command.Stdout, s.command.Stderr = said, said // a file, so that nothing of ours goes on reading
	s.command.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGTERM}
	if err := s.command.Start(); err != nil {
		t.Fatal(err)
	}
	for range 200 {
		conn, err := net.DialTimeout("tcp", fmt.Sprintf("127.0.0.1:%d", s.IMAP), time.Second)
		if err == nil {
			conn.Close()
			return
		}
		time.Sleep(25 * time.Millisecond)
	}
	t.Fatalf("Dovecot does not answer: %s", s.Log())
}

// Down stops it.
func (s *Server) Down() {
	if s.command == nil {
		return
	}
	_ = s.command.Process.Signal(syscall.SIGTERM)
	_ = s.command.Wait()
	s.command = nil
}

// Forget takes away a user's mail: what comes afterwards is in a new mailbox, where
// messages are counted from one again. The server must be down.
func (s *Server) Forget(t testing.TB, user string) {
	t.Helper()
	if err := os.RemoveAll(filepath.Join(s.dir, "mail", user)); err != nil {
		t.Fatal(err)
	}
}

// Log is what the server has said.
func (s *Server) Log() string {
	log, _ := os.ReadFile(filepath.Join(s.dir, "log"))
	return string(log)
}

// Deliver puts a message into a user's mailbox over LMTP, as a mail system does: to
// is the whole address that it came to.
func (s *Server) Deliver(t testing.TB, from, to string, message string) {
	t.Helper()
	conn, err := net.DialTimeout("tcp", fmt.Sprintf("127.0.0.1:%d", s.LMTP), 5*time.Second)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	_ = conn.SetDeadline(time.Now().Add(10 * time.Second))
	answer := make([]byte, 4096)
	say := func(words string) {
		t.Helper()
		if words != "" {
			if _, err := conn.Write([]byte(words)); err != nil {
				t.Fatal(err)
			}
		}
		n, err := conn.Read(answer)
		if err != nil || answer[0] != '2' && answer[0] != '3' {
			t.Fatalf("Dovecot answered %q with %q %v\n%s", firstLine(words), answer[:n], err, s.Log())
		}
	}
	say("")
	say("LHLO test.example\r\n")
	say("MAIL FROM:<" + from + ">\r\n")
	say("RCPT TO:<" + to + ">\r\n")
	say("DATA\r\n")
	body := strings.ReplaceAll(strings.ReplaceAll(message, "\r\n", "\n"), "\n", "\r\n")
	say(strings.ReplaceAll(body, "\r\n.", "\r\n..") + "\r\n.\r\n")
	say("QUIT\r\n")
}

func firstLine(s string) string {
	line, _, _ := strings.Cut(s, "\r\n")
	return line
}

func freePort(t testing.TB) int {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port
}
