package cli

import (
	"bytes"
	"net"
	"net/http"
	"os"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
	_ "time/tzdata"

	"github.com/rogpeppe/go-internal/testscript"

	"beredd/internal/wording"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"beredd": func() { os.Exit(Main(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) },
	})
}

func TestCommands(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata",
		Setup: func(env *testscript.Env) error {
			env.Setenv("LANG", "C")
			env.Setenv("ADDR", freeAddr(t))
			env.Setenv("NEXT_YEAR", strconv.Itoa(time.Now().Year()+1))
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"awaits":    awaits,
			"get":       get,
			"post":      post,
			"terminate": terminate,
			"propose":   propose,
		},
	})
}

func TestEveryWordOfTheCommandLineIsExplainedInBothLanguages(t *testing.T) {
	for _, word := range append(helped, "beredd") {
		for _, l := range wording.Languages() {
			if !wording.Has(l, "cli.help."+word) {
				t.Errorf("cli.help.%s is not said in %s", word, l)
			}
		}
	}
}

// freeAddr is an address on this machine that nobody answers at.
func freeAddr(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = listener.Close() }()
	return listener.Addr().String()
}

// awaits waits until somebody answers at a URL.
func awaits(ts *testscript.TestScript, _ bool, args []string) {
	for deadline := time.Now().Add(20 * time.Second); time.Now().Before(deadline); time.Sleep(20 * time.Millisecond) {
		if response, err := http.Get(args[0]); err == nil {
			_ = response.Body.Close()
			return
		}
	}
	ts.Fatalf("nobody answers at %s", args[0])
}

// terminate sends SIGTERM to what runs in the background, as a service manager
// does.
func terminate(ts *testscript.TestScript, _ bool, _ []string) {
	for _, command := range ts.BackgroundCmds() {
		ts.Check(command.Process.Signal(syscall.SIGTERM))
	}
}

// get fetches a URL into the file page, and fails unless the status is as given.
func get(ts *testscript.TestScript, _ bool, args []string) {
	response, err := http.Get(args[1])
	keep(ts, args[0], response, err)
}

// post sends a form, as a browser on the page would, and is otherwise as get.
func post(ts *testscript.TestScript, _ bool, args []string) {
	request, err := http.NewRequest(http.MethodPost, args[1], strings.NewReader(args[2]))
	ts.Check(err)
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	request.Header.Set("Sec-Fetch-Site", "same-origin")
	response, err := http.DefaultTransport.RoundTrip(request)
	keep(ts, args[0], response, err)
}

func keep(ts *testscript.TestScript, status string, response *http.Response, err error) {
	ts.Check(err)
	defer func() { _ = response.Body.Close() }()
	var body bytes.Buffer
	_, err = body.ReadFrom(response.Body)
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs("page"), body.Bytes(), 0o600))
	if !strings.HasPrefix(response.Status, status) {
		ts.Fatalf("the answer is %s, want %s:\n%s", response.Status, status, body.String())
	}
}
