package cycle

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/go-co-op/gocron/v2"
	"github.com/google/uuid"
	"github.com/jonboulle/clockwork"
)

// A Job is something that is done again and again: Every so often, or At a time
// of day ("03:30") where one is set.
type Job struct {
	Name  string
	Every time.Duration
	At    string
	Do    func(ctx context.Context) error
}

// An Alarm calls jobs at their times until it is stopped. A job that is still
// running when its time comes again is left alone.
type Alarm struct {
	scheduler gocron.Scheduler
}

// stopTimeout is how long a job that runs may take to end. The scheduler spins
// while it waits, so it is short.
const stopTimeout = 5 * time.Second

// StartAlarm starts the jobs, whose times of day are zone's. It calls none at
// once: who wants that calls the job's own function first. Never set a time of
// day between two and three: in spring it doesn't exist.
func StartAlarm(jobs []Job, zone *time.Location, log *slog.Logger) (*Alarm, error) {
	return startAlarm(jobs, zone, clockwork.NewRealClock(), log)
}

func startAlarm(jobs []Job, zone *time.Location, clock clockwork.Clock, log *slog.Logger) (*Alarm, error) {
	scheduler, err := gocron.NewScheduler(
		gocron.WithLocation(zone), gocron.WithClock(clock), gocron.WithLogger(quiet{log}),
		gocron.WithStopTimeout(stopTimeout),
		gocron.WithGlobalJobOptions(
			gocron.WithSingletonMode(gocron.LimitModeReschedule),
			gocron.WithEventListeners(gocron.AfterJobRunsWithPanic(panicked(log)), gocron.AfterJobRunsWithError(failed(log)))))
	if err != nil {
		return nil, fmt.Errorf("making the scheduler: %w", err)
	}
	for _, job := range jobs {
		if err := add(scheduler, job); err != nil {
			return nil, errors.Join(err, scheduler.Shutdown())
		}
	}
	scheduler.Start()
	return &Alarm{scheduler: scheduler}, nil
}

// Stop ends the alarm and waits for the jobs that run, whose context it cancels.
func (a *Alarm) Stop() error {
	if err := a.scheduler.Shutdown(); err != nil {
		return fmt.Errorf("stopping the scheduler: %w", err)
	}
	return nil
}

func add(scheduler gocron.Scheduler, job Job) error {
	when := gocron.DurationJob(job.Every)
	if job.At != "" {
		at, err := time.Parse("15:04", job.At)
		if err != nil {
			return fmt.Errorf("the time of job %s: %w", job.Name, err)
		}
		when = gocron.DailyJob(1, gocron.NewAtTimes(gocron.NewAtTime(uint(at.Hour()), uint(at.Minute()), 0)))
	}
	do := func(ctx context.Context) error { return job.Do(ctx) }
	if _, err := scheduler.NewJob(when, gocron.NewTask(do), gocron.WithName(job.Name)); err != nil {
		return fmt.Errorf("adding job %s: %w", job.Name, err)
	}
	return nil
}

// A job that panics must not end the program, and must not be silent either.
func panicked(log *slog.Logger) func(uuid.UUID, string, any) {
	return func(_ uuid.UUID, name string, value any) { log.Error("a job panicked", "job", name, "panic", value) }
}

// A job that was stopped has not failed.
func failed(log *slog.Logger) func(uuid.UUID, string, error) {
	return func(_ uuid.UUID, name string, err error) {
		if !errors.Is(err, context.Canceled) {
			log.Error("a job failed", "job", name, "error", err)
		}
	}
}

// quiet passes on what the scheduler warns of, and not its small talk.
type quiet struct{ *slog.Logger }

func (q quiet) Info(msg string, args ...any) { q.Logger.Debug(msg, args...) }
