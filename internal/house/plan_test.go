package house

// floors is the house from the roof down. A room knows rooms on lower floors,
// and none on its own.
var floors = [][]string{
	{"cmd"},
	{"cli"},
	{"app"},
	{"web", "api", "store", "outbox", "inbox", "mail", "cycle", "minutes", "scenario", "simulation"},
	{"drawing", "timetable"},
	{"engine"},
	{"definition"},
	{"people", "agenda", "ical"},
	{"calendar", "fault", "link", "prose", "privacy"},
	{"wording"},
}

// data are the folders with files in them and a Go file that embeds those.
var data = []string{"workflows", "templates", "migrations"}

// pure rooms decide: time, ids and files come to them as arguments.
var pure = []string{"engine", "drawing", "timetable", "definition", "people", "agenda", "ical", "calendar", "fault", "link", "prose", "privacy"}

// trusted are the files that may say of a text that it is HTML: what people wrote,
// made harmless, and a drawing and a meeting's papers,
// whose words their rooms have escaped.
var trusted = []string{"internal/prose/prose.go", "internal/web/drawing.go", "internal/web/meeting_paper.go"}

// A wall keeps packages, and what lies below them, in the rooms named.
type wall struct {
	packages []string
	rooms    []string
	reason   string
}

// open are packages behind a wall that any room may know: a type may say how it
// is written to a column.
var open = []string{"database/sql/driver"}

var walls = []wall{
	{[]string{"database/sql", "github.com/jmoiron/sqlx", "github.com/lib/pq", "modernc.org/sqlite", "github.com/pressly/goose"},
		[]string{"store"}, "only the store knows that there is a database, so that a second one costs one room"},
	{[]string{"net/http"}, []string{"web", "api", "app"},
		"HTTP is how people and programs reach us, and a matter of the rooms that face them; app only starts and stops the server"},
	{[]string{"github.com/alexedwards/scs", "html/template"}, []string{"web", "api", "mail", "minutes", "prose"},
		"what becomes HTML is made in the rooms that show something"},
	{[]string{"github.com/yuin/goldmark", "github.com/microcosm-cc/bluemonday"}, []string{"prose"},
		"what people write is read and made harmless in one place"},
	{[]string{"github.com/go-co-op/gocron", "github.com/jonboulle/clockwork"}, []string{"cycle"},
		"only cycle turns time into acts"},
	{[]string{"github.com/looplab/fsm"}, []string{"engine"}, "the machine is the engine's, one for each act"},
	{[]string{"github.com/wneessen/go-mail"}, []string{"mail"}, "outbox delivers to a Sender and does not know that it is mail"},
	{[]string{"github.com/emersion/go-msgauth"}, []string{"mail"}, "letters are signed where they are made into messages"},
	{[]string{"github.com/emersion/go-imap", "github.com/emersion/go-message"}, []string{"inbox"}, "what comes by mail is read and taken apart in one room"},
	{[]string{"golang.org/x/image"}, []string{"minutes"}, "only minutes sets type of its own"},
	{[]string{"github.com/alecthomas/kong"}, []string{"cli"}, "commands are the face for operators"},
	{[]string{"github.com/arran4/golang-ical", "github.com/chromedp", "github.com/emersion/go-sasl", "github.com/emersion/go-smtp", "github.com/google/go-cmp", "github.com/pdfcpu/pdfcpu", "github.com/rogpeppe/go-internal", "github.com/santhosh-tekuri/jsonschema", "go.uber.org/goleak", "pgregory.net/rapid", "testing"},
		nil, "it is for tests, and would be a stranger in the program"},
	{[]string{"math/rand"}, []string{"simulation"}, "ids and secrets come from crypto/rand, and rules from no chance at all: only a year that is played at random has its chance, from a seed"},
}

// reasons has a line for every module that go.mod requires directly.
var reasons = map[string]string{
	"github.com/alecthomas/kong":               "the commands, their flags and their help",
	"github.com/alexedwards/scs/v2":            "sessions, kept in our own store",
	"github.com/arran4/golang-ical":            "tests: calendars that we write, read by another's program",
	"github.com/chromedp/cdproto":              "tests: the browser's own protocol, which chromedp speaks",
	"github.com/chromedp/chromedp":             "tests: pages seen through Chromium",
	"github.com/emersion/go-msgauth":           "signs letters by DKIM: go-mail's own signer breaks where the list of headers is folded",
	"github.com/emersion/go-imap/v2":           "reads the mailbox that letters return to; the betas of v2 are kept up, v1 no longer is (July 2026)",
	"github.com/emersion/go-message":           "takes messages apart that others wrote, in the alphabets that mail is written in",
	"github.com/emersion/go-sasl":              "tests: the mail server's side of a sign-in, in the form that go-smtp asks for",
	"github.com/emersion/go-smtp":              "tests: a mail server that refuses, stalls and hangs up on demand",
	"github.com/expr-lang/expr":                "the guards in workflow files",
	"github.com/go-co-op/gocron/v2":            "the alarm clock inside cycle",
	"github.com/goccy/go-yaml":                 "workflow files, with the line and column of every fault",
	"github.com/google/go-cmp":                 "tests: the difference between what is and what should be",
	"github.com/google/uuid":                   "UUIDv7, which sort by time",
	"github.com/jmoiron/sqlx":                  "rows into structs, on both databases",
	"github.com/jonboulle/clockwork":           "the clock that gocron asks, so that tests can turn it",
	"github.com/lib/pq":                        "the driver for PostgreSQL",
	"github.com/xuri/excelize/v2":              "reads the spreadsheets that people keep their year in; v2.11.1 can't be had",
	"github.com/looplab/fsm":                   "the machine inside the engine, one for each act",
	"github.com/microcosm-cc/bluemonday":       "what people write becomes harmless HTML",
	"github.com/nicksnyder/go-i18n/v2":         "Swedish and English words, with their plurals",
	"github.com/pdfcpu/pdfcpu":                 "tests: a reader of PDF that is not ours, and strict (Apache-2.0, August 2026)",
	"github.com/pressly/goose/v3":              "migrations, in order and once",
	"github.com/rickar/cal/v2":                 "Swedish public holidays",
	"github.com/rogpeppe/go-internal":          "tests: scripts for the commands",
	"github.com/santhosh-tekuri/jsonschema/v6": "tests: packs held against their JSON Schemas, as an editor does",
	"github.com/teambition/rrule-go":           "the year's recurring occasions",
	"github.com/wneessen/go-mail":              "letters and SMTP",
	"github.com/yuin/goldmark":                 "Markdown, which proposals are written in",
	"go.uber.org/goleak":                       "tests: who starts a goroutine waits for its end",
	"golang.org/x/image":                       "fonts: how wide letters are, and the Go fonts that minutes are set in, free to embed (BSD, October 2026)",
	"golang.org/x/net":                         "HTML as a tree: text out of HTML, and pages in tests",
	"golang.org/x/text":                        "Swedish collation and the choice of language",
	"golang.org/x/time":                        "a limit on how fast one visitor may ask",
	"modernc.org/sqlite":                       "the embedded database, without cgo",
	"pgregory.net/rapid":                       "tests: random acts against a simple model",
}
