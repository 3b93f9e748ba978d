package web

import (
	"beredd/internal/calendar"
	"beredd/internal/engine"
	"beredd/internal/wording"
)

// sayMeeting words what happened to a meeting, or to a proposal because of its
// meeting.
func (s *Server) sayMeeting(v *visit, h *happening, e engine.Event) {
	d := e.Data
	args := wording.Args{
		"Who": s.doer(v, e), "On": occasionWords(v, d.Occasion), "Was": occasionWords(v, d.Was),
		"Item": quotedItem(v, e.Private.Texts["item"]), "Number": d.Item, "Because": d.Because,
		"Name": e.Private.Texts["who"], "Time": clockWords(v.lang, d.Due),
		"Report": d.About == "report",
	}
	switch e.Kind {
	case engine.Proposed:
		if d.Occasion == nil {
			return
		}
		h.Said = v.say("web.event.laid_out", args)
	case engine.Rescheduled, engine.MeetingSet, engine.MeetingGone:
		h.Said = v.say("web.event."+string(e.Kind), args)
	case engine.Minuted:
		args["Paragraph"], args["Result"] = d.Paragraph, v.say("agenda.result."+d.Result, nil)
		h.Said = v.say("web.event.minuted", args)
		h.Quiet = true
	case engine.Arranged:
		h.Said = v.say("web.event.arranged_"+d.Verb, args)
		h.Quiet = true
	case engine.Noted:
		key := "web.event.recorded_" + d.Verb
		if d.Result != "" {
			key, args["Result"] = "web.event.recorded_result", v.say("agenda.result."+d.Result, nil)
		}
		h.Said = v.say(key, args)
		h.Quiet = true
	}
}

// quotedItem is an item's title between quotation marks, or what stands for one that
// has been erased.
func quotedItem(v *visit, title string) string {
	if title == "" {
		return v.say("web.event.an_item", nil)
	}
	return v.say("web.event.the_item", wording.Args{"Title": title})
}

// occasionDays are the day of a meeting, or its first and last, as people say them.
func occasionDays(v *visit, o engine.Occasion) string {
	said := o.Date.Prose(v.lang)
	if until, err := calendar.ParseDate(o.Until); err == nil {
		said += "–" + until.Prose(v.lang)
	}
	return said
}

// occasionSpan is from when on its first day to when on its last a meeting is.
func occasionSpan(v *visit, o engine.Occasion) string {
	at := func(day, clock string) string {
		if clock == "" {
			return day
		}
		return v.say("web.at_hour", wording.Args{"Day": day, "Hour": clockWords(v.lang, clock)})
	}
	said := at(o.Date.Prose(v.lang), o.Time)
	if until, err := calendar.ParseDate(o.Until); err == nil {
		said += "–" + at(until.Prose(v.lang), o.End)
	}
	return said
}

// hoursWords are from when to when on its day a meeting is; "" where nobody has said.
func hoursWords(v *visit, o engine.Occasion) string {
	if o.Time == "" || o.End == "" {
		return clockWords(v.lang, o.Time)
	}
	return clockWords(v.lang, o.Time) + "–" + clockWords(v.lang, o.End)
}

// occasionHours is when a meeting is, from its beginning to its end.
func occasionHours(v *visit, o engine.Occasion) string {
	if o.Until != "" || o.Time == "" {
		return occasionSpan(v, o)
	}
	return v.say("web.at_hour", wording.Args{"Day": occasionDays(v, o), "Hour": hoursWords(v, o)})
}

// occasionWords is when and where something is, as people say it; "" where the event
// doesn't say.
func occasionWords(v *visit, o *engine.Occasion) string {
	if o == nil {
		return ""
	}
	said := occasionDays(v, *o)
	if o.Time != "" {
		said += " " + v.say("web.event.at", wording.Args{"Time": clockWords(v.lang, o.Time)})
	}
	if o.Place != "" {
		said += ", " + o.Place
	}
	return said
}
