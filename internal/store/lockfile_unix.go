//go:build unix

package store

import (
	"errors"
	"fmt"
	"io"
	"os"
	"syscall"

	"beredd/internal/fault"
	"beredd/internal/wording"
)

// lockFile takes the lock of a database file for holder, whose name it writes into
// it. The kernel lets go of the lock when the process ends, however it ends.
func lockFile(path, holder string) (unlock func() error, err error) {
	file, err := os.OpenFile(path+".lock", os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, fmt.Errorf("locking the database: %w", err)
	}
	err = syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		inUse := fault.New(fault.Conflict, "database_in_use", wording.Args{"File": path, "Holder": holderOf(file)})
		return nil, errors.Join(inUse, file.Close())
	}
	if err == nil {
		err = errors.Join(file.Truncate(0), named(file, holder))
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("locking the database: %w", err), file.Close())
	}
	return file.Close, nil
}

func named(file *os.File, holder string) error {
	_, err := file.WriteString(holder)
	return err
}

// holderOf is who wrote its name into a lock.
func holderOf(file *os.File) any {
	name, err := io.ReadAll(io.LimitReader(file, 200))
	if err != nil || len(name) == 0 {
		return wording.Text{wording.Swedish: "en annan process", wording.English: "another process"}
	}
	return string(name)
}
