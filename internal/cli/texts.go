package cli

import (
	"strings"

	"github.com/alecthomas/kong"

	"beredd/internal/app"
)

// helped are the words of the command line that the catalogue explains, each
// under cli.help. and its name.
var helped = []string{
	"lang", "serve", "demo", "check", "test", "graph", "migrate", "audit", "audit_verify", "outbox", "outbox_list", "outbox_hold",
	"outbox_release", "discard", "act", "config",
	"version", "help", "thorough", "pack_argument", "run", "verbose", "workflow", "format", "graph_proposal", "number", "transition",
	"as", "with", "confirm", "person", "person_export", "person_erase", "who", "erase_history", "yes", "retention", "demo_pack", "demo_addr", "status",
	"schema", "schema_kind", "schema_pack", "schema_write",
	"publish", "publish_as", "publish_drop", "note", "dry_run", "editions", "diff", "diff_side", "export", "edition", "folder",
	"year_import", "import_file", "import_year", "import_write", "year_lay_out", "year_letters", "lay_out_proposed", "lay_out_copy", "lay_out_drop", "lay_out_recount", "announce", "letters_in_time", "letters_announce",
	"move", "move_workflow", "move_as", "map", "map_round", "reason", "partly", "over",
	"annual", "year_show", "year_of", "year_which", "lay_out_as", "year_body", "year_for", "year_csv", "year_load",
	"simulate", "year", "proposals", "seed", "late", "silent", "back", "decline", "as_documented", "report_format",
	"doctor", "doctor_mail", "doctor_send",
}

// texts are the help texts in the terminal's language, for the parser to put
// where the commands' tags say.
func (t *terminal) texts() kong.Vars {
	texts := kong.Vars{}
	for _, word := range helped {
		texts["help_"+word] = t.say("cli.help."+word, nil)
	}
	for _, setting := range app.Settings(app.Config{}) {
		texts["setting_"+strings.ReplaceAll(setting.Flag, "-", "_")] = t.say(setting.Meaning, nil)
	}
	return texts
}
