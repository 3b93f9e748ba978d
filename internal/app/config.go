package app

import (
	"crypto/x509"
	"fmt"
	"os"
	"reflect"
	"strings"
	"time"

	"beredd/internal/fault"
	"beredd/internal/mail"
	"beredd/internal/wording"
)

// A Config is every setting there is, each with its flag, its variable and its
// default. What it means stands in the catalogue, under cli.setting.
type Config struct {
	Place `embed:""`

	Addr    string   `name:"addr" env:"BEREDD_ADDR" default:"127.0.0.1:8080" help:"${setting_addr}"`
	URL     string   `name:"url" env:"BEREDD_URL" help:"${setting_url}"`
	Proxies []string `name:"proxies" env:"BEREDD_PROXIES" help:"${setting_proxies}"`
	Contact string   `name:"contact" env:"BEREDD_CONTACT" help:"${setting_contact}"`

	SMTP SMTP `embed:"" prefix:"smtp-" envprefix:"BEREDD_SMTP_"`
	IMAP IMAP `embed:"" prefix:"imap-" envprefix:"BEREDD_IMAP_"`

	Retention Retention `embed:""`

	Tick       time.Duration `name:"tick" env:"BEREDD_TICK" default:"30s" help:"${setting_tick}"`
	Together   time.Duration `name:"letters-together" env:"BEREDD_LETTERS_TOGETHER" default:"1m" help:"${setting_letters_together}"`
	HoldAfter  time.Duration `name:"hold-after" env:"BEREDD_HOLD_AFTER" default:"72h" help:"${setting_hold_after}"`
	HoldOver   int           `name:"hold-over" env:"BEREDD_HOLD_OVER" default:"0" help:"${setting_hold_over}"`
	Housekeep  string        `name:"housekeep-at" env:"BEREDD_HOUSEKEEP_AT" default:"03:30" help:"${setting_housekeep_at}"`
	LayOutOn   string        `name:"lay-out-on" env:"BEREDD_LAY_OUT_ON" placeholder:"MM-DD" help:"${setting_lay_out_on}"`
	StopWithin time.Duration `name:"stop-within" env:"BEREDD_STOP_WITHIN" default:"20s" help:"${setting_stop_within}"`
	LogLevel   string        `name:"log-level" env:"BEREDD_LOG_LEVEL" default:"info" enum:"debug,info,warn,error" help:"${setting_log_level}"`
}

// A Place is what who works on a collaboration needs to know of it.
type Place struct {
	Kept       `embed:""`
	Packs      `embed:""`
	SecretFile string `name:"secret-file" env:"BEREDD_SECRET_FILE" default:"beredd.secret" help:"${setting_secret_file}"`
}

// Kept is where everything is kept.
type Kept struct {
	Database     string `name:"database" env:"BEREDD_DATABASE" default:"sqlite:beredd.db" secret:"url" help:"${setting_database}"`
	DatabaseFile string `name:"database-file" env:"BEREDD_DATABASE_FILE" help:"${setting_database_file}"`
	Unprepared   bool   `name:"unprepared" env:"BEREDD_UNPREPARED" help:"${setting_unprepared}"`
}

// Packs is which collaboration it is.
type Packs struct {
	Pack string `name:"pack" env:"BEREDD_PACK" default:"kalmar-lgl" help:"${setting_pack}"`
}

// An SMTP says where letters are handed over, and from whom.
type SMTP struct {
	Host         string        `name:"host" env:"HOST" help:"${setting_smtp_host}"`
	Port         int           `name:"port" env:"PORT" default:"587" help:"${setting_smtp_port}"`
	TLS          string        `name:"tls" env:"TLS" default:"required" enum:"required,implicit,none" help:"${setting_smtp_tls}"`
	Username     string        `name:"username" env:"USERNAME" help:"${setting_smtp_username}"`
	Password     string        `name:"password" env:"PASSWORD" secret:"all" help:"${setting_smtp_password}"`
	PasswordFile string        `name:"password-file" env:"PASSWORD_FILE" help:"${setting_smtp_password_file}"`
	From         string        `name:"from" env:"FROM" help:"${setting_smtp_from}"`
	FromName     string        `name:"from-name" env:"FROM_NAME" help:"${setting_smtp_from_name}"`
	ReplyTo      string        `name:"reply-to" env:"REPLY_TO" help:"${setting_smtp_reply_to}"`
	Bounce       string        `name:"bounce" env:"BOUNCE" help:"${setting_smtp_bounce}"`
	DKIM         []string      `name:"dkim" env:"DKIM" placeholder:"SELECTOR:FILE" help:"${setting_smtp_dkim}"`
	Timeout      time.Duration `name:"timeout" env:"TIMEOUT" default:"30s" help:"${setting_smtp_timeout}"`
	Connections  int           `name:"connections" env:"CONNECTIONS" default:"4" help:"${setting_smtp_connections}"`
	Poll         time.Duration `name:"poll" env:"POLL" default:"5s" help:"${setting_smtp_poll}"`

	Roots *x509.CertPool `kong:"-"` // who vouches for the mail server, where it is not the system
	Pause time.Duration  `kong:"-"` // before a server that was silent is tried again, where it is not 5 seconds
}

// head is who letters come from: by default a name that tells whose they are, in
// a domain that nobody has.
func (s SMTP) head(collaboration string) mail.Letterhead {
	from := s.From
	if from == "" {
		from = "beredd@" + collaboration + ".example"
	}
	reply := s.ReplyTo
	if reply == "" {
		reply = from
	}
	return mail.Letterhead{From: from, Name: s.FromName, ReplyTo: reply, Bounce: s.Bounce}
}

// whole says what letters still lack before they can go.
func (s SMTP) whole() error {
	if s.Host != "" && s.From == "" {
		return fault.New(fault.Invalid, "no_sender", nil)
	}
	return nil
}

// A Setting is one line of the table of settings.
type Setting struct {
	Flag     string
	Variable string
	Default  string
	Value    string // what it is set to, masked where it is secret
	Meaning  string // its key in the catalogue
}

// Settings lists every setting of c, in order.
func Settings(c Config) []Setting { return settings(reflect.ValueOf(c), "", "") }

func settings(v reflect.Value, prefix, envPrefix string) []Setting {
	var all []Setting
	for i := range v.NumField() {
		tag, value := v.Type().Field(i).Tag, v.Field(i)
		if _, embedded := tag.Lookup("embed"); embedded {
			all = append(all, settings(value, prefix+tag.Get("prefix"), envPrefix+tag.Get("envprefix"))...)
			continue
		}
		if tag.Get("name") == "" {
			continue
		}
		flag := prefix + tag.Get("name")
		all = append(all, Setting{
			Flag: flag, Variable: envPrefix + tag.Get("env"), Default: tag.Get("default"),
			Value:   masked(shown(value), tag.Get("secret")),
			Meaning: "cli.setting." + strings.ReplaceAll(flag, "-", "_"),
		})
	}
	return all
}

func shown(v reflect.Value) string {
	if v.Kind() == reflect.Slice {
		return strings.Trim(fmt.Sprint(v.Interface()), "[]")
	}
	return fmt.Sprint(v.Interface())
}

// ForgetEmpty takes variables that are set to nothing as not set, as people mean
// them.
func ForgetEmpty() {
	for _, s := range Settings(Config{}) {
		if value, set := os.LookupEnv(s.Variable); set && value == "" {
			// It fails only for a name that no variable can have.
			_ = os.Unsetenv(s.Variable)
		}
	}
}

// TerminalLanguage is what the terminal is set to speak, English where that is
// no language of ours.
func TerminalLanguage() wording.Language {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if value := os.Getenv(name); value != "" {
			if strings.HasPrefix(strings.ToLower(value), string(wording.Swedish)) {
				return wording.Swedish
			}
			return wording.English
		}
	}
	return wording.English
}
