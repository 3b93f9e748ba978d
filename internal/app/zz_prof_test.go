package app

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime/pprof"
	"testing"

	"beredd/internal/store/storetest"
)

func BenchmarkZZ(b *testing.B) {
	var address string
	if os.Getenv("ZZ") == "sqlite" {
		address = "sqlite:" + filepath.Join(b.TempDir(), "beredd.db")
	} else {
		address = storetest.PostgresDurable(b)
	}
	d := distances[0]
	server := newSink(b, d)
	f := &flow{TB: b, clock: &Clock{}, config: killedConfig(address, filepath.Join(b.TempDir(), "secret"), server.port)}
	f.config.SMTP.Connections = linesAtOnce
	f.clock.Run()
	f.sending()
	for f.waiting() < 4000 {
		for range 20 {
			f.again()
		}
	}
	n := f.waiting()
	server.left.Store(int64(n))
	out, _ := os.Create(os.Getenv("ZZPROF"))
	pprof.StartCPUProfile(out)
	s := f.sendAll(server)
	pprof.StopCPUProfile()
	fmt.Printf("%d letters: %.0f µs each, %.0f a second\n", n, float64(s.processor.Microseconds())/float64(n), float64(n)/s.time.Seconds())
	f.sender.Close()
	f.store.Close()
}
