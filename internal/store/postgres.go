package store

import (
	"context"
	"database/sql"
	"fmt"
	"net/url"
	"time"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"
	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"
)

// What an address says unless it says otherwise: who is at the other end is
// verified, and nobody waits for ever. Times are in milliseconds but
// connect_timeout's, which is in seconds.
func postgresDefaults() map[string]string {
	return map[string]string{
		"sslmode":                             "verify-full",
		"connect_timeout":                     "5",
		"application_name":                    "beredd",
		"timezone":                            "UTC",
		"statement_timeout":                   "15000",
		"idle_in_transaction_session_timeout": "60000",
	}
}

const maxConnections = 20

func (s *Store) openPostgres(ctx context.Context, address string, o Options) error {
	connector, err := postgresConnector(address)
	if err != nil {
		return err
	}
	db := sqlx.NewDb(sql.OpenDB(o.Through(connector)), "postgres")
	db.SetMaxOpenConns(maxConnections)
	db.SetMaxIdleConns(maxConnections)
	// A connection that its server left badly never recovers: none lives long.
	db.SetConnMaxLifetime(3 * time.Minute)
	db.SetConnMaxIdleTime(time.Minute)
	s.writers = s.adopt(db, o.Unprepared)
	s.readers = s.writers
	s.dialect = postgresDialect()
	s.write = func(ctx context.Context, do func(work) error) error { return transact(ctx, s.writers, do) }
	s.keep = s.keepAtOnce
	if err := db.PingContext(ctx); err != nil {
		return fmt.Errorf("opening the database: %w", err)
	}
	return nil
}

func postgresConnector(address string) (*pq.Connector, error) {
	u, err := url.Parse(address)
	if err != nil {
		return nil, fmt.Errorf("the database's address cannot be read as a URL") // which the error would repeat, password and all
	}
	q := u.Query()
	for name, value := range postgresDefaults() {
		if !q.Has(name) {
			q.Set(name, value)
		}
	}
	u.RawQuery = q.Encode()
	connector, err := pq.NewConnector(u.String())
	if err != nil {
		return nil, fmt.Errorf("reading the database's address: %w", err)
	}
	return connector, nil
}

// postgresMigrationLock is held on the database, so that of many nodes that start
// at once one migrates and the others wait for it.
func postgresMigrationLock() []goose.ProviderOption {
	locker, err := lock.NewPostgresSessionLocker()
	if err != nil {
		panic("store: goose refuses its own defaults: " + err.Error())
	}
	return []goose.ProviderOption{goose.WithSessionLocker(locker)}
}
