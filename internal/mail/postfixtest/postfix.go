// Package postfixtest starts a real mail server for tests: Postfix, with folders and
// ports of its own, on this machine alone. It takes letters for whoever is at the
// domains that it is told of, and keeps what arrives as files.
package postfixtest

import (
	"fmt"
	"net"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// A Config says what a server is like.
type Config struct {
	Domains  []string                      // whose letters it takes; all whose address begins with "okand" are unknown to it
	Largest  int                           // octets of a letter; 0 is 10 MB
	Hostname string                        // that its certificate is for; "" is 127.0.0.1
	Policy   func(recipient string) string // what it answers a recipient, as "450 4.2.0 later"; "" takes the letter. May be nil
	LMTP     int                           // the port that letters are handed on to; 0 keeps them
}

// A Server is one Postfix under way.
type Server struct {
	Port   int // on 127.0.0.1, with STARTTLS
	Vouch  Authority
	dir    string
	master *exec.Cmd
}

const (
	programs = "/usr/lib/postfix/sbin"
	owner    = "postfix"
	posting  = "postdrop"
)

// Start starts a server that ends with the test. Where Postfix is missing, or we are
// not root, as its master must be, the test fails when CI=true, and is otherwise skipped.
func Start(t testing.TB, c Config) *Server {
	t.Helper()
	if why := missing(); why != "" {
		if os.Getenv("CI") == "true" {
			t.Fatal(why)
		}
		t.Skip(why)
	}
	dir, err := os.MkdirTemp("", "postfix")
	if err != nil {
		t.Fatal(err)
	}
	s := &Server{Port: freePort(t), dir: dir}
	t.Cleanup(func() { s.down(); _ = os.RemoveAll(dir) })
	if err := s.prepare(t, c); err != nil {
		t.Fatal(err)
	}
	s.up(t)
	return s
}

func missing() string {
	if _, err := os.Stat(filepath.Join(programs, "master")); err != nil {
		return "Postfix is not there: .ci/setup installs it"
	}
	if os.Getuid() != 0 {
		return "Postfix starts as root alone"
	}
	return ""
}

// prepare makes the server's folders, as its own installation does, and its settings.
func (s *Server) prepare(t testing.TB, c Config) error {
	if err := os.Chmod(s.dir, 0o755); err != nil {
		return err
	}
	if err := s.folders(); err != nil {
		return err
	}
	certificate := ""
	if s.Vouch, certificate = Certify(t, c.Hostname); c.Largest == 0 {
		c.Largest = 10 << 20
	}
	policy, transport := "", "virtual"
	if c.Policy != nil {
		policy = fmt.Sprintf("check_policy_service inet:127.0.0.1:%d,", decide(t, c.Policy))
	}
	if c.LMTP != 0 {
		transport = fmt.Sprintf("lmtp:inet:127.0.0.1:%d", c.LMTP)
	}
	words := strings.NewReplacer("DIR", s.dir, "PROGRAMS", programs, "OWNER", owner, "POSTING", posting, "DOMAINS", strings.Join(c.Domains, " "),
		"LARGEST", strconv.Itoa(c.Largest), "POLICY", policy, "TRANSPORT", transport, "PORT", strconv.Itoa(s.Port))
	for name, text := range map[string]string{
		"main.cf": words.Replace(settings), "master.cf": words.Replace(services), "users": users, "server.pem": certificate,
	} {
		if err := os.WriteFile(filepath.Join(s.dir, name), []byte(text), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// folders makes the queue's folders and that for what arrives. Postfix wants each to
// be whose it is.
func (s *Server) folders() error {
	mine, err := user.Lookup(owner)
	if err != nil {
		return err
	}
	group, err := user.LookupGroup(posting)
	if err != nil {
		return err
	}
	uid, _ := strconv.Atoi(mine.Uid)
	gid, _ := strconv.Atoi(group.Gid)
	for _, f := range []struct {
		names    string
		uid, gid int
		mode     os.FileMode
	}{
		{"queue queue/pid", 0, 0, 0o755},
		{"data", uid, -1, 0o700},
		{"queue/incoming queue/active queue/deferred queue/bounce queue/defer queue/flush queue/trace queue/hold queue/corrupt queue/saved queue/private", uid, -1, 0o700},
		{"queue/maildrop", uid, gid, 0o730},
		{"queue/public", uid, gid, 0o710},
		{"mail", nobody, nobody, 0o755},
	} {
		for name := range strings.FieldsSeq(f.names) {
			at := filepath.Join(s.dir, name)
			if err := os.Mkdir(at, 0o700); err != nil {
				return err
			}
			if err := os.Chown(at, f.uid, f.gid); err != nil {
				return err
			}
			if err := os.Chmod(at, f.mode); err != nil {
				return err
			}
		}
	}
	return nil
}

// nobody owns what arrives.
const nobody = 65534

// up starts the server and waits until it answers.
func (s *Server) up(t testing.TB) {
	t.Helper()
	said, err := os.OpenFile(filepath.Join(s.dir, "said"), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		t.Fatal(err)
	}
	defer said.Close()
	s.master = exec.Command(filepath.Join(programs, "master"), "-c", s.dir, "-d")
	s.master.Stdout, s.master.Stderr = said, said // a file, so that nothing of ours goes on reading
	// Its processes are a group of their own, which master ends; and it is ended when we die.
	s.master.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGTERM}
	if err := s.master.Start(); err != nil {
		t.Fatal(err)
	}
	for range 400 {
		conn, err := net.DialTimeout("tcp", fmt.Sprintf("127.0.0.1:%d", s.Port), time.Second)
		if err == nil {
			_ = conn.Close()
			return
		}
		time.Sleep(25 * time.Millisecond)
	}
	t.Fatalf("Postfix does not answer: %s", s.Log())
}

// down stops the server and all that it has started.
func (s *Server) down() {
	if s.master == nil || s.master.Process == nil {
		return
	}
	_ = s.master.Process.Signal(syscall.SIGTERM)
	ended := make(chan struct{})
	go func() { defer close(ended); _ = s.master.Wait() }()
	select {
	case <-ended:
	case <-time.After(5 * time.Second):
	}
	_ = syscall.Kill(-s.master.Process.Pid, syscall.SIGKILL) // whoever of the group is left
	<-ended
	s.master = nil
}

// Log is what the server has said.
func (s *Server) Log() string {
	said, _ := os.ReadFile(filepath.Join(s.dir, "said"))
	log, _ := os.ReadFile(filepath.Join(s.dir, "log"))
	return string(said) + string(log)
}

// Arrived are the files of the letters that have arrived, once there are so many.
func (s *Server) Arrived(t testing.TB, many int) []string {
	t.Helper()
	var files []string
	for range 1200 {
		files, _ = filepath.Glob(filepath.Join(s.dir, "mail", "all", "new", "*"))
		if len(files) >= many {
			return files
		}
		time.Sleep(25 * time.Millisecond)
	}
	t.Fatalf("%d letters have arrived, not %d\n%s", len(files), many, s.Log())
	return nil
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
