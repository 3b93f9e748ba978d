package web

import (
	"net/url"
	"slices"
	"strconv"
)

// A yearFilter says which of a year's events are shown.
type yearFilter struct {
	body, organization string
	mine               bool
	kinds              []string // empty is all
	week               int      // of ISO 8601, or 0
}

// A yearFilterForm is the filter as a form.
type yearFilterForm struct {
	Action        string
	Kept          [][2]string // what the form leaves as it is
	Bodies        []inputOption
	Organizations []inputOption
	Kinds         []inputOption
	Mine          bool
	Week          int
	Narrow        bool // something is filtered away
}

// yearFilter reads the filter of an address. What is no body, organization or kind is
// no filter.
func (s *Server) yearFilter(v *visit, q url.Values) yearFilter {
	f := yearFilter{mine: q.Get("mina") != ""}
	if s.Pack.People.Body(q.Get("grupp")) != nil {
		f.body = q.Get("grupp")
	}
	if s.Pack.People.Organization(q.Get("organisation")) != nil {
		f.organization = q.Get("organisation")
	}
	for _, kind := range q["slag"] {
		if slices.Contains(wheelKinds, kind) {
			f.kinds = append(f.kinds, kind)
		}
	}
	if week, err := strconv.Atoi(q.Get("vecka")); err == nil && week > 0 && week <= 53 {
		f.week = week
	}
	return f
}

func (f yearFilter) narrow() bool {
	return f.body != "" || f.organization != "" || f.mine || len(f.kinds) > 0 || f.week > 0
}

// passes says whether the filter shows an event.
func (f yearFilter) passes(e yearEvent) bool {
	_, week := e.Date.ISOWeek()
	switch {
	case f.mine && !e.own,
		len(f.kinds) > 0 && !slices.Contains(f.kinds, e.Kind),
		f.week > 0 && f.week != week:
		return false
	}
	return (f.body == "" || slices.Contains(e.bodies, f.body)) && (f.organization == "" || slices.Contains(e.organizations, f.organization))
}

func (s *Server) filterForm(v *visit, y *yearSeen) yearFilterForm {
	form := yearFilterForm{Action: "/aret/" + strconv.Itoa(y.span.Year), Mine: y.filter.mine, Week: y.filter.week, Narrow: y.filter.narrow()}
	for _, key := range []string{"vy", "utkast"} {
		if value := y.query.Get(key); value != "" {
			form.Kept = append(form.Kept, [2]string{key, value})
		}
	}
	for _, b := range y.pack.People.Bodies {
		form.Bodies = append(form.Bodies, inputOption{b.Key, b.Title.In(v.lang), b.Key == y.filter.body})
	}
	for _, o := range y.pack.People.Organizations {
		form.Organizations = append(form.Organizations, inputOption{o.Key, o.Name.In(v.lang), o.Key == y.filter.organization})
	}
	for _, kind := range wheelKinds {
		form.Kinds = append(form.Kinds, inputOption{kind, v.say("web.wheel."+kind+"s", nil), slices.Contains(y.filter.kinds, kind)})
	}
	return form
}
