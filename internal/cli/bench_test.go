package cli

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"testing"
	"time"
)

// BenchmarkProgram is how big the program is, how soon after its start it answers,
// and how much memory it takes when nobody asks: the goals are 40 MB, half a second
// and 60 MB.
func BenchmarkProgram(b *testing.B) {
	folder := b.TempDir()
	program := filepath.Join(folder, "beredd")
	build := exec.Command("go", "build", "-trimpath", "-o", program, "beredd/cmd/beredd")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		b.Fatalf("%v: %s", err, out)
	}
	info, err := os.Stat(program)
	if err != nil {
		b.Fatal(err)
	}
	first, _ := serves(b, folder, program)
	again, resident := serves(b, folder, program)
	fmt.Printf("\n%-66s %8s %10s\n", "the program, serving from SQLite", "", "measured")
	for _, row := range []struct {
		what, measured string
	}{
		{"its size", fmt.Sprintf("%.1f MB", float64(info.Size())/1e6)},
		{"from start to answering, the first time", fmt.Sprintf("%d ms", first.Milliseconds())},
		{"from start to answering, another time", fmt.Sprintf("%d ms", again.Milliseconds())},
		{"resident when idle", fmt.Sprintf("%.1f MB", float64(resident)/1e6)},
	} {
		fmt.Printf("  %-64s %8s %10s\n", row.what, "", row.measured)
	}
	b.ReportMetric(0, "ns/op")
}

var residentSet = regexp.MustCompile(`VmRSS:\s+(\d+) kB`)

// serves starts the program, waits until it answers, lets it rest, and stops it.
func serves(b *testing.B, folder, program string) (started time.Duration, resident int64) {
	b.Helper()
	serve := exec.Command(program, "serve", "--addr", "127.0.0.1:0")
	serve.Dir = folder
	out, err := serve.StdoutPipe()
	if err != nil {
		b.Fatal(err)
	}
	began := time.Now()
	if err := serve.Start(); err != nil {
		b.Fatal(err)
	}
	if _, err := bufio.NewReader(out).ReadString('\n'); err != nil {
		b.Fatal(err)
	}
	started = time.Since(began)
	time.Sleep(3 * time.Second)
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", serve.Process.Pid))
	if err != nil {
		b.Fatal(err)
	}
	if found := residentSet.FindSubmatch(status); found != nil {
		kilobytes, _ := strconv.ParseInt(string(found[1]), 10, 64)
		resident = kilobytes * 1024
	}
	if err := serve.Process.Signal(os.Interrupt); err != nil {
		b.Fatal(err)
	}
	_ = serve.Wait() // it has answered: what it says at its end is no matter
	return started, resident
}
