//go:build unix

package store

import (
	"errors"
	"fmt"
	"os"
	"syscall"

	"beredd/internal/fault"
	"beredd/internal/wording"
)

// lockFile takes the lock of a database file for this process. The kernel lets go
// of it when the process ends, however it ends.
func lockFile(path string) (unlock func() error, err error) {
	file, err := os.OpenFile(path+".lock", os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, fmt.Errorf("locking the database: %w", err)
	}
	err = syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return nil, errors.Join(fault.New(fault.Conflict, "database_in_use", wording.Args{"File": path}), file.Close())
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("locking the database: %w", err), file.Close())
	}
	return file.Close, nil
}
