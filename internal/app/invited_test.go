package app

import (
	"bytes"
	"encoding/base64"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"strings"
	"testing"

	ics "github.com/arran4/golang-ical"

	"beredd/internal/engine"
)

// What a member's calendar program has of a meeting that is called to, moved over Easter
// and cancelled, through a real mail server: an invitation, a newer one of the same
// meeting, and that it is off.
func TestAProgramIsInvitedToAMeetingThatMovesAndIsCancelled(t *testing.T) {
	t.Parallel()
	g := newGroup(t)
	g.config.Pack = "../../workflows/kalmar-lgl"
	g.flow.at("2026-01-05 09:00")
	g.start()
	defer g.stop()
	g.keepsTheYearsWays()
	from, to, _ := kalmarYear(t)
	from.Year, to.Year = 2026, 2026
	if _, err := g.layOut(g.Context(), LayOut{From: from, To: to, As: "county_coordinator"}); err != nil {
		t.Fatal(err)
	}
	laid, err := g.store.ByOrigin(g.Context(), g.pack().Key, []string{"meeting.lgl/2026-04-03"})
	if err != nil || len(laid) != 1 {
		t.Fatalf("%d meetings are laid out (%v)", len(laid), err)
	}
	g.id = laid[0].ID
	g.flow.at("2026-03-31 10:00")
	uid := ""
	for _, row := range []struct {
		act                             engine.Act
		subject, method, status, begins string
		sequence                        string
	}{
		{engine.Act{Kind: engine.Do, Transition: "notice"}, "Kallelse", "REQUEST", "CONFIRMED", "20260407T090000", "0"},
		{engine.Act{Kind: engine.Reschedule, Inputs: map[string]any{"date": "2026-04-01", "time": "13:00", "end": "15:00", "reason": "Påskveckan"}}, "Ny tid", "REQUEST", "CONFIRMED", "20260401T130000", "1"},
		{engine.Act{Kind: engine.Do, Transition: "cancel", Inputs: map[string]any{"reason": "För få ärenden"}}, "nställ", "CANCEL", "CANCELLED", "20260401T130000", "2"},
	} {
		act := row.act
		act.Expect = g.proposal().Version
		g.act("county_coordinator", act)
		var event *ics.VEvent
		var whole string
		g.eventually("the letter "+row.subject, func() bool {
			for _, l := range g.relay.letters(row.subject) {
				if l.to == "socialchef@borgholm.example" {
					if whole = calendarIn(t, l.raw, row.method); whole != "" {
						event = eventIn(t, whole)
						return true
					}
				}
			}
			return false
		})
		says := func(name string) string {
			if p := event.GetProperty(ics.ComponentProperty(name)); p != nil {
				return p.Value
			}
			return ""
		}
		if uid == "" {
			uid = event.Id()
		}
		if event.Id() != uid || says("SEQUENCE") != row.sequence || says("STATUS") != row.status || says("DTSTART") != row.begins {
			t.Errorf("%s: UID %s (was %s), SEQUENCE %s, STATUS %s, DTSTART %s", row.subject, event.Id(), uid, says("SEQUENCE"), says("STATUS"), says("DTSTART"))
		}
		zone := event.GetProperty(ics.ComponentPropertyDtStart).ICalParameters["TZID"]
		if len(zone) != 1 || zone[0] != "Europe/Stockholm" || !strings.Contains(whole, "BEGIN:VTIMEZONE") || !strings.Contains(whole, "METHOD:"+row.method) {
			t.Errorf("%s: the zone is %v in\n%s", row.subject, zone, whole)
		}
		if who := event.Attendees(); len(who) != 1 || who[0].Email() != "socialchef@borgholm.example" {
			t.Errorf("%s invites %v", row.subject, who)
		}
	}
}

// keepsTheYearsWays says that what is published knows which editions its meetings and
// duties run on, as it does of proposals.
func (g *gatheredGroup) keepsTheYearsWays() {
	g.Helper()
	published, err := g.store.Editions(g.Context(), g.pack().Key, 0)
	if err != nil || len(published) != 1 || len(g.pack().Year) < 8 {
		g.Fatalf("%d editions are published, with %d ways of the year (%v)", len(published), len(g.pack().Year), err)
	}
	for _, w := range g.pack().Year {
		if published[0].Workflows[w.Key] != w.Edition {
			g.Errorf("of %s the edition %q is kept, not %s", w.Key, published[0].Workflows[w.Key], w.Edition)
		}
	}
}

// calendarIn is the calendar that a letter has for programs, by a method; "" where it
// has none.
func calendarIn(t *testing.T, raw []byte, method string) string {
	t.Helper()
	message, err := mail.ReadMessage(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	return calendarPart(t, message.Header.Get("Content-Type"), message.Header.Get("Content-Transfer-Encoding"), message.Body, method)
}

func calendarPart(t *testing.T, kind, encoding string, body io.Reader, method string) string {
	t.Helper()
	media, params, err := mime.ParseMediaType(kind)
	if err != nil {
		t.Fatal(err)
	}
	if media == "text/calendar" && params["method"] == method {
		switch strings.ToLower(encoding) {
		case "base64":
			body = base64.NewDecoder(base64.StdEncoding, body)
		case "quoted-printable":
			body = quotedprintable.NewReader(body)
		}
		text, err := io.ReadAll(body)
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	if !strings.HasPrefix(media, "multipart/") {
		return ""
	}
	for parts := multipart.NewReader(body, params["boundary"]); ; {
		part, err := parts.NextRawPart()
		if err != nil {
			return ""
		}
		if found := calendarPart(t, part.Header.Get("Content-Type"), part.Header.Get("Content-Transfer-Encoding"), part, method); found != "" {
			return found
		}
	}
}

func eventIn(t *testing.T, text string) *ics.VEvent {
	t.Helper()
	read, err := ics.ParseCalendar(strings.NewReader(text))
	if err != nil || len(read.Events()) != 1 {
		t.Fatalf("it is no calendar with one event (%v):\n%s", err, text)
	}
	return read.Events()[0]
}
