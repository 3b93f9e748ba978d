package web

import (
	"io"
	"io/fs"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"time"

	"beredd/internal/calendar"
	"beredd/internal/definition"
	"beredd/internal/people"
	"beredd/internal/wording"
	"beredd/templates"
)

// A template's own sentences, and those that the program puts together.
var (
	inTemplates = regexp.MustCompile(`\bt "([a-z_.]+)"`)
	inProgram   = regexp.MustCompile(`(?:say|Both|Say)\((?:[a-zA-Z.]+, )?"(web\.[a-z_.]+)"`)
	faultCodes  = regexp.MustCompile(`(?:fault\.New\(fault\.[A-Za-z]+, "(web_[a-z_]+)"|said\("([a-z_]+)"|refuse\("([a-z_]+)"\))`)
)

func TestEverySentenceThatAPageSaysIsWritten(t *testing.T) {
	used := map[string]string{}
	must(t, fs.WalkDir(templates.FS, "page", func(path string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".html") {
			return err
		}
		text, err := fs.ReadFile(templates.FS, path)
		for _, found := range inTemplates.FindAllStringSubmatch(string(text), -1) {
			used[found[1]] = path
		}
		return err
	}))
	files, err := filepath.Glob("*.go")
	must(t, err)
	for _, path := range files {
		text, err := os.ReadFile(path)
		must(t, err)
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		for _, found := range inProgram.FindAllStringSubmatch(string(text), -1) {
			used[found[1]] = path
		}
		for _, found := range faultCodes.FindAllStringSubmatch(string(text), -1) {
			switch {
			case found[1] != "":
				used["fault."+found[1]] = path
			default:
				used["fault.web_"+found[2]+found[3]] = path
			}
		}
	}
	if len(used) < 200 {
		t.Fatalf("only %d sentences were found: the patterns no longer fit", len(used))
	}
	for key, where := range used {
		for _, l := range wording.Languages() {
			if !strings.HasSuffix(key, ".") && !strings.HasSuffix(key, "_") && !wording.Has(l, key) {
				t.Errorf("%s says %s, which is not written in %s", where, key, l)
			}
		}
	}
}

// Some sentences are chosen by a value; each value must have one.
func TestEveryChosenSentenceIsWritten(t *testing.T) {
	for prefix, names := range map[string][]string{
		"web.tasks.": {"late", "week", "later"}, "web.proposals.tab.": {"open", "decided", "closed", "all"},
		"web.letters.tab.": {"all", "queued", "deferred", "held", "failed", "accepted"},
		"web.delivery.":    {"queued", "active", "deferred", "held", "failed", "accepted", "accepted_said"},
		"web.event.": {"proposed", "edited", "attached", "moved", "answered", "answer_changed", "round_opened", "round_complete",
			"round_closed", "round_expired", "reminded", "escalated", "started", "not_done", "not_opened", "not_taken_for"},
		"web.event.arranged_": {"add", "change", "move", "remove", "admit", "carry", "gather"},
		"web.event.recorded_": {"came", "left", "excused", "absent", "taken_up", "settled", "result", "said", "reserved", "recused", "assigned", "adjusters"},
		"web.paper.":          {"notice", "agenda", "minutes", "extract", "pdf", "docx"},
		"web.legend.":         shapes, "web.assurance.": {assuredLink, assuredCode, assuredLogin},
		"web.wheel.":         append(wheelKinds, "meetings", "dutys", "yearlys", "runnings"),
		"web.drafting.mark.": {"done", "wrong", "needed", "later", "free"}, "web.outcome.": {"decision", "recommendation", "position"},
		"web.language.": {"sv", "en"},
	} {
		for _, name := range names {
			for _, l := range wording.Languages() {
				if !wording.Has(l, prefix+name) {
					t.Errorf("%s%s is not written in %s", prefix, name, l)
				}
			}
		}
	}
	for word := range dones {
		if !wording.Has(wording.Swedish, "web.done."+word) {
			t.Errorf("web.done.%s is not written", word)
		}
	}
	for status, word := range statusWords {
		for _, part := range []string{"title", "lead", "mend"} {
			if !wording.Has(wording.Swedish, "web.error."+word+"."+part) {
				t.Errorf("the page of status %d has no %s", status, part)
			}
		}
	}
}

// everyPage is each page's struct. A template that no handler fills is as wrong
// as one that doesn't fit its struct.
var everyPage = map[string]any{
	"tasks": tasksPage{}, "proposals": proposalsPage{}, "proposal": proposalPage{}, "step": stepPage{}, "edit": editPage{},
	"closing": closingPage{}, "more_time": moreTimePage{}, "recusal": recusalPage{}, "drafting": draftingPage{}, "answer": answerPage{}, "answer_check": checkPage{},
	"answer_code": checkPage{}, "letters": lettersPage{}, "letter": letterPage{}, "year": yearPage{}, "workflow": workflowPage{}, "way": wayPage{},
	"history": historyPage{}, "signin": signInPage{}, "signin_code": codePage{}, "settings": settingsPage{}, "error": errorPage{},
	"signed_out": signedOutPage{}, "follow": followPage{}, "mailbox": mailboxPage{}, "mail": mailPage{}, "accessibility": aboutPage{}, "privacy": aboutPage{},
	"help": aboutPage{}, "signin_who": whoPage{}, "process": processPage{}, "process_file": processFilePage{},
	"process_edit": processEditPage{}, "process_publish": processPublishPage{}, "process_move": processMovePage{}, "feeds": feedsPage{},
	"incoming": incomingPage{}, "incoming_message": incomingMessagePage{}, "addresses": addressesPage{}, "person_data": personDataPage{}, "new_link": newLinkPage{}, "answer_passed": passedPage{},
	"year_load": yearLoadPage{}, "remaining": remainingPage{}, "matrix": matrixPage{},
	"meeting_paper": meetingPaperPage{}, "meetings": meetingsPage{}, "meeting_live": livePage{},
	"lay_out": layOutPage{}, "meeting_move": movePage{},
	"year_plan": plannerPage{}, "year_plan_form": planFormPage{}, "year_plan_table": planTablePage{}, "year_plan_days": planDaysPage{}, "year_plan_people": planPeoplePage{}, "year_plan_member": planMemberPage{}, "year_plan_letters": foretoldPage{},
	"letter_choices": letterChoicesPage{},
}

func TestEveryPageFitsItsTemplateEmptyAndFull(t *testing.T) {
	s := bareServer(t)
	for l, set := range s.pages {
		for name := range set {
			page, known := everyPage[name]
			if !known {
				t.Errorf("templates/page/%s.html is nobody's", name)
				continue
			}
			for _, full := range []bool{false, true} {
				value := page
				if full {
					filled := reflect.New(reflect.TypeOf(page)).Elem()
					fill(filled, 0)
					value = filled.Interface()
				}
				r := httptest.NewRequest("GET", "/?sprak="+string(l), nil)
				w := httptest.NewRecorder()
				var err error
				s.visited(s.answering(func(w2 http.ResponseWriter, r2 *http.Request) error {
					err = s.show(w2, r2, name, value)
					return nil
				})).ServeHTTP(w, r)
				if err != nil {
					t.Errorf("%s in %s, full %v: %v", name, l, full, err)
				}
			}
		}
	}
	for name := range everyPage {
		if s.pages[wording.Swedish][name] == nil {
			t.Errorf("there is no templates/page/%s.html", name)
		}
	}
}

// fill gives every field a value, so that every branch of a template is taken.
func fill(v reflect.Value, depth int) {
	if depth > 6 || !v.CanSet() {
		return
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString("0123456789abcdef")
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int, reflect.Int64:
		v.SetInt(2)
	case reflect.Float64:
		v.SetFloat(1)
	case reflect.Slice:
		if v.Type().Elem().Kind() == reflect.Uint8 {
			return
		}
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		for i := range v.Len() {
			fill(v.Index(i), depth+1)
		}
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem(), depth+1)
	case reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i), depth+1)
		}
	}
}

// bareServer has templates and an empty collaboration, and nothing behind it.
func bareServer(t *testing.T) *Server {
	t.Helper()
	address, err := url.Parse("https://beredd.example")
	must(t, err)
	s := &Server{Config: Config{
		Pack: &definition.Pack{Title: wording.Same("Prov"), Calendar: calendar.New(calendar.Config{}), People: &people.Directory{}},
		Now:  time.Now, PublicURL: address, Templates: templates.FS, Log: slog.New(slog.NewTextHandler(io.Discard, nil)),
	}}
	s.assets, err = readAssets(s.Templates)
	must(t, err)
	s.pages, err = readPages(s)
	must(t, err)
	return s
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
