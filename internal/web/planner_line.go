package web

import (
	"net/http"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"beredd/internal/calendar"
	"beredd/internal/definition"
	"beredd/internal/definition/rewrite"
	"beredd/internal/definition/source"
	"beredd/internal/engine"
	"beredd/internal/fault"
	"beredd/internal/wording"
)

// A cycleLine is one line of cycle.yaml on its way through a form.
type cycleLine struct {
	work   *working
	pack   *definition.Pack // of the draft as it was
	kind   string           // serie, fore, efter or slutdatum
	series string           // of what comes before or after a meeting
	at     []string
	text   string // of the file
	now    lineForm
	new    bool
	action string

	language wording.Language // of who fills in the form
}

// A lineForm is what the form holds, by field.
type lineForm map[string]string

// lineFields are a form's fields, by the kind of line.
var lineFields = map[string][]string{
	"serie":     {"title_sv", "title_en", "body", "time", "place", "often", "ordinal", "weekday", "until_weekday", "months", "dates", "rule", "except", "else", "quiet", "late", "standing_first", "standing_last"},
	"fore":      {"title_sv", "title_en", "count", "unit", "off_weekday", "time", "who", "ends", "meeting", "lasts", "remind", "escalate_after", "escalate_to", "escalate2_after", "escalate2_to", "else"},
	"efter":     {"title_sv", "title_en", "count", "unit", "off_weekday", "time", "who", "ends", "meeting", "lasts", "remind", "escalate_after", "escalate_to", "escalate2_after", "escalate2_to", "else"},
	"slutdatum": {"title_sv", "title_en", "days", "time", "who", "phase", "new_phase_sv", "new_phase_en", "remind", "escalate_after", "escalate_to", "escalate2_after", "escalate2_to", "else"},
}

// cycleLine reads the draft, and finds the line that the address names in it.
func (s *Server) cycleLine(r *http.Request, editions []engine.Published) (*cycleLine, error) {
	work, err := s.working(r, editions)
	if err != nil {
		return nil, err
	}
	if work.pack == nil {
		return nil, fault.New(fault.Conflict, "web_plan_broken", nil)
	}
	l := &cycleLine{work: work, pack: work.pack, kind: r.PathValue("kind"), text: work.files[cycleFile], now: lineForm{}, action: r.URL.RequestURI(), language: visitOf(r).lang}
	if lineFields[l.kind] == nil {
		return nil, errNowhere
	}
	if l.text == "" {
		l.text = "cycle: " + strings.ToUpper(work.pack.Key[:1]) + work.pack.Key[1:] + "\n"
	}
	if group := r.URL.Query().Get("grupp"); l.kind == "serie" && group != "" {
		l.now["body"] = group
	}
	if err := l.find(r.URL.Query().Get("namn"), r.URL.Query().Get("rad")); err != nil || !l.new {
		return l, err
	}
	if l.now["else"] = calendar.ElseNext; l.kind == "fore" {
		l.now["else"] = calendar.ElsePrevious // nothing new comes to stand on a Sunday, unless somebody wants that
	}
	return l, nil
}

// find fills the form with the line as it stands.
func (l *cycleLine) find(name, row string) error {
	cycle := l.pack.Cycle
	if cycle == nil {
		cycle = &definition.Cycle{}
	}
	meeting := slices.IndexFunc(cycle.Meetings, func(m definition.Series) bool { return m.Name == name })
	yearly := slices.IndexFunc(cycle.Yearly, func(y definition.Yearly) bool { return y.Name == name })
	l.series, l.new = name, name == "" || row == "" && (l.kind == "fore" || l.kind == "efter")
	switch {
	case l.kind == "serie" && name == "" || l.kind == "slutdatum" && name == "":
		return nil
	case l.kind == "serie" && meeting >= 0:
		l.at = []string{"meetings", name}
		l.now = seriesForm(l.language, cycle.Meetings[meeting])
		return nil
	case l.kind == "slutdatum" && yearly >= 0:
		l.at = []string{"deadlines", name}
		l.now = yearlyForm(l.language, cycle, cycle.Yearly[yearly])
		return nil
	case l.kind == "serie" || l.kind == "slutdatum" || meeting < 0:
		return errNowhere
	}
	return l.findDuty(cycle, &cycle.Meetings[meeting], row)
}

// findDuty fills the form with what is done before or after each meeting, be that a
// meeting itself.
func (l *cycleLine) findDuty(cycle *definition.Cycle, m *definition.Series, row string) error {
	l.at = []string{"before_each", m.Name, "#+"}
	duties := m.Before
	if l.kind == "efter" {
		l.at[0], duties = "after_each", m.After
	}
	if l.new {
		return nil
	}
	if l.at[2] = rewrite.Place(l.text, l.at[:2], "name", row); l.at[2] == "" {
		return errNowhere
	}
	if hung := cycle.Series(m.Name + "." + row); hung != nil {
		l.now = lineForm{"time": hung.Start, "else": hung.Else, "who": strings.Join(hung.Bodies, ","), "meeting": "yes"}
		if hung.End != "" {
			l.now["time"] += "-" + hung.End
		}
		if hung.Hangs.Days > 1 {
			l.now["lasts"] = daysOnEnd(hung.Hangs.Days).String()
		}
		titled(l.now, hung.Title)
		offsetForm(l.now, hung.Hangs.When)
		return nil
	}
	i := slices.IndexFunc(duties, func(d definition.Duty) bool { return d.Name == row })
	if i < 0 {
		return errNowhere
	}
	l.now = chargeForm(l.language, duties[i].Charge)
	offsetForm(l.now, duties[i].When)
	return nil
}

// manyFields are the fields in which several may be ticked.
var manyFields = []string{"months", "body", "who", "meeting", "quiet"}

// sentLine is what was sent.
func sentLine(r *http.Request) lineForm {
	f := lineForm{}
	for key := range r.PostForm {
		f[key] = tidy(r.PostFormValue(key))
	}
	for _, several := range manyFields {
		f[several] = strings.Join(r.PostForm[several], ",")
	}
	f["time"] = strings.NewReplacer(".", ":", "–", "-", " ", "").Replace(f["time"])
	return f
}

// lacks says what the form must have and has not.
func (l *cycleLine) lacks(v *visit, f lineForm) []formError {
	var errors []formError
	for _, key := range l.musts(f) {
		if f[key] == "" {
			errors = append(errors, formError{inputID(key), v.say("web.plan.lacks", wording.Args{"Field": v.say("web.plan.field."+fieldWord(l.pack, key), nil)})})
		}
	}
	for _, key := range []string{"count", "escalate_after", "escalate2_after"} {
		if n, err := strconv.Atoi(f[key]); f[key] != "" && (err != nil || n < 1 || n > 366) {
			errors = append(errors, formError{inputID(key), v.say("web.plan.whole", nil)})
		}
	}
	return errors
}

// musts are the fields that must be filled in, as the others are.
func (l *cycleLine) musts(f lineForm) []string {
	must := []string{"title_sv"}
	switch {
	case l.kind == "serie" && f["often"] == "monthly":
		must = append(must, "body", "ordinal", "weekday", "months")
	case l.kind == "serie" && f["often"] == "dates":
		must = append(must, "body", "dates")
	case l.kind == "serie" && f["often"] == "own" && l.new:
		must = append(must, "body", "rule")
	case l.kind == "serie":
		must = append(must, "body", "often")
	case l.kind == "slutdatum":
		must = append(must, "days", "who")
	case f["off_weekday"] == "" && (l.new || l.now["count"] != ""):
		must = append(must, "count", "unit", "who")
	default:
		must = append(must, "who")
	}
	for _, keys := range escalationKeys {
		if (f[keys[0]] == "") != (f[keys[1]] == "") {
			must = append(must, keys[0], keys[1])
		}
	}
	if f["phase"] == another {
		must = append(must, "new_phase_sv")
	}
	return must
}

// pairs are what the line says by the form. What the form cannot show is left out.
func (l *cycleLine) pairs(f lineForm) []rewrite.Pair {
	pairs := []rewrite.Pair{{Key: "title", Value: titleSaid(l.pack, f["title_sv"], f["title_en"])}}
	add := func(key string, value any) { pairs = append(pairs, rewrite.Pair{Key: key, Value: value}) }
	switch l.kind {
	case "serie":
		add("body", oneOrMany(listed(f["body"])))
		on, dates := l.days(f)
		add("on", on)
		add("dates", dates)
		add("except", datesOf(f["except"]))
		add("place", some(f["place"]))
		add("late_items", some(f["late"]))
		add("standing_items", standingOf(l.pack, f))
		if f["quiet"] != "" {
			add("avoid", "quiet weeks")
		} else if l.now["quiet"] != "" {
			add("avoid", nil)
		}
	case "slutdatum":
		by, on := yearDays(f["days"])
		add("by", by)
		add("on", on)
		add("phase", some(f["phase"]))
	default:
		add("when", offsetOf(f, map[string]string{"fore": "before", "efter": "after"}[l.kind]))
		if f["meeting"] != "" {
			add("meeting", true)
		} else {
			add("meeting", nil)
		}
		add("lasts", some(f["lasts"]))
	}
	add("time", some(f["time"]))
	if l.kind != "serie" {
		add("who", oneOrMany(listed(f["who"])))
		add("remind", reminders(f["remind"]))
		if f["escalate_after"]+f["escalate2_after"]+l.now["escalate_after"] != "" {
			add("escalate", escalationOf(f))
		}
	}
	add("else", some(f["else"]))
	return pairs
}

func some(text string) any {
	if text == "" {
		return nil
	}
	return text
}

// days are when a series meets: by rule, and on dates.
func (l *cycleLine) days(f lineForm) (on, dates any) {
	switch f["often"] {
	case "monthly":
		weekday := f["weekday"]
		if f["until_weekday"] != "" {
			weekday += " to " + f["until_weekday"]
		}
		return f["ordinal"] + " " + weekday + " of " + strings.ReplaceAll(f["months"], ",", ", "), nil
	case "dates":
		return nil, datesOf(f["dates"])
	}
	return some(ruleOf(f["rule"])), nil
}

// rewritten is the file with the line as the form has it: of one that stands there,
// only what the form has otherwise.
func (l *cycleLine) rewritten(f lineForm) (string, error) {
	if err := l.addPhase(f); err != nil {
		return "", err
	}
	pairs := l.pairs(f)
	if l.new {
		kept := slices.DeleteFunc(pairs, func(p rewrite.Pair) bool { return p.Value == nil })
		name := l.freeName(f["title_sv"])
		switch l.kind {
		case "serie":
			return rewrite.Entry(l.text, []string{"meetings", name}, kept)
		case "slutdatum":
			return rewrite.Entry(l.text, []string{"deadlines", name}, kept)
		}
		if l.endsBy(f) {
			name = f["ends"]
		}
		return rewrite.Entry(l.text, l.at, append([]rewrite.Pair{{Key: "name", Value: name}}, kept...))
	}
	text, before := l.text, l.pairs(l.now)
	for i, p := range pairs {
		if same(before, p) || p.Key == "when" && p.Value == nil {
			continue
		}
		var err error
		if text, err = rewrite.Entry(text, append(slices.Clone(l.at), pairs[i].Key), p.Value); err != nil {
			return "", err
		}
	}
	return text, nil
}

// addPhase adds to the file a phase that the form names, and chooses it.
func (l *cycleLine) addPhase(f lineForm) (err error) {
	if f["phase"] != another {
		return nil
	}
	f["phase"] = l.freeName(f["new_phase_sv"])
	l.text, err = rewrite.Entry(l.text, []string{"phases", f["phase"]}, titleSaid(l.pack, f["new_phase_sv"], f["new_phase_en"]))
	return err
}

// removed is the file without the line; of a series, without what hangs on it too.
func (l *cycleLine) removed() (string, error) {
	text, err := rewrite.Entry(l.text, l.at, nil)
	if l.kind == "serie" {
		for _, section := range []string{"before_each", "after_each"} {
			if err == nil {
				text, err = rewrite.Entry(text, []string{section, l.at[1]}, nil)
			}
		}
	}
	return text, err
}

func same(pairs []rewrite.Pair, p rewrite.Pair) bool {
	i := slices.IndexFunc(pairs, func(other rewrite.Pair) bool { return other.Key == p.Key })
	return i >= 0 && reflect.DeepEqual(pairs[i].Value, p.Value) || i < 0 && p.Value == nil
}

// freeName is a name for a new line, made of its title, that none has.
func (l *cycleLine) freeName(title string) string {
	name := strings.NewReplacer("å", "a", "ä", "a", "ö", "o", "é", "e").Replace(strings.ToLower(title))
	name = strings.Trim(regexp.MustCompile(`[^a-z0-9]+`).ReplaceAllString(name, "_"), "_0123456789")
	if name == "" {
		name = "rad"
	}
	for free, n := name, 2; ; free, n = name+"_"+strconv.Itoa(n), n+1 {
		if !regexp.MustCompile(`(?m)(^ *|name: )` + free + `\b`).MatchString(l.text) {
			return free
		}
	}
}

var keyBefore = regexp.MustCompile(`([a-z_]+):`)

// anchor is the field that a problem of the file is at.
func (l *cycleLine) anchor(text string, p source.Problem) string {
	lines := strings.Split(text, "\n")
	if p.Pos.File != cycleFile || p.Pos.Line < 1 || p.Pos.Line > len(lines) {
		return "form"
	}
	line := []rune(lines[p.Pos.Line-1])
	found := keyBefore.FindAllStringSubmatch(string(line[:min(max(p.Pos.Column, 1), len(line))]), -1)
	if len(found) == 0 {
		return "form"
	}
	field := map[string]string{"on": "rule", "dates": "dates", "time": "time", "by": "days", "who": "who", "body": "body", "when": "count", "title": "title_sv", "late_items": "late", "standing_items": "standing_first"}[found[len(found)-1][1]]
	if field == "rule" && l.kind == "slutdatum" {
		field = "days"
	}
	if field == "" || !slices.Contains(lineFields[l.kind], field) {
		return "form"
	}
	return inputID(field)
}
