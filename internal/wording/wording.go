// Package wording says things in the reader's language: titles that a pack
// carries in several languages, and the sentences of the catalogue.
//
// It stands under every other room, because a date's explanation and a refusal
// are both read by people. It does not know who reads, nor what is decided.
package wording

import (
	"embed"
	"errors"
	"fmt"
	"slices"
	"sync"

	"github.com/goccy/go-yaml"
	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"
)

// A Language is one that people read here, by its BCP 47 tag.
type Language string

// The languages of the catalogue, Swedish first.
const (
	Swedish Language = "sv"
	English Language = "en"
)

// Languages lists every language of the catalogue, the default first.
func Languages() []Language { return []Language{Swedish, English} }

// Match answers the language to speak to somebody whose browser asks for
// accept (an Accept-Language header, RFC 9110 section 12.5.4): otherwise where it asks
// for none that we speak, or for nothing.
func Match(accept string, otherwise Language) Language {
	tags, _, err := language.ParseAcceptLanguage(accept)
	if err != nil || len(tags) == 0 {
		return otherwise
	}
	_, at, sure := language.NewMatcher([]language.Tag{language.Swedish, language.English}).Match(tags...)
	if sure == language.No {
		return otherwise
	}
	return Languages()[at]
}

// Known says whether the catalogue speaks l.
func Known(l Language) bool { return slices.Contains(Languages(), l) }

// A Text is one text in each language that somebody wrote it in.
type Text map[Language]string

// In gives the text in l, else in Swedish, else in whatever language it has.
func (t Text) In(l Language) string {
	if s, ok := t[l]; ok {
		return s
	}
	for _, other := range Languages() {
		if s, ok := t[other]; ok {
			return s
		}
	}
	for _, s := range t {
		return s
	}
	return ""
}

// Same is a text that reads alike in every language: a name, say.
func Same(s string) Text {
	t := Text{}
	for _, l := range Languages() {
		t[l] = s
	}
	return t
}

// Args are the named values that a sentence of the catalogue mentions.
// A Text among them is said in the sentence's own language.
type Args map[string]any

// Say gives the catalogue's sentence for key in l. Where args holds an int
// named Count, it chooses the plural form. A missing sentence is a defect that
// the tests find; a person sees the key rather than nothing.
func Say(l Language, key string, args Args) string {
	if len(args) > 0 {
		return say(l, key, args)
	}
	plain := sentence{l, key}
	if said, ok := said.Load(plain); ok {
		return said.(string)
	}
	text := say(l, key, nil)
	said.Store(plain, text)
	return text
}

// A sentence is one of the catalogue's that names no values.
type sentence struct {
	language Language
	key      string
}

// said remembers sentences that name no values: a page says a hundred of them.
// There are no more of them than the catalogue and the keys asked for in vain.
var said sync.Map

func say(l Language, key string, args Args) string {
	data := make(map[string]any, len(args))
	for name, value := range args {
		switch v := value.(type) {
		case Text:
			data[name] = v.In(l)
		case []Text:
			data[name] = Join(l, v)
		default:
			data[name] = value
		}
	}
	config := &i18n.LocalizeConfig{MessageID: key, TemplateData: data}
	if n, ok := data["Count"]; ok {
		config.PluralCount = n
	}
	text, err := speaker(l).Localize(config)
	if text == "" && err != nil {
		return key
	}
	return text
}

// Has says whether the catalogue has a sentence for key in l itself. It doesn't
// matter that the sentence mentions values, which are not given here.
func Has(l Language, key string) bool {
	asked := sentence{l, key}
	if has, ok := had.Load(asked); ok {
		return has.(bool)
	}
	has := has(l, key)
	had.Store(asked, has)
	return has
}

// had remembers what Has answered, as said does for Say.
var had sync.Map

func has(l Language, key string) bool {
	_, tag, err := i18n.NewLocalizer(catalogue(), string(l)).LocalizeWithTag(&i18n.LocalizeConfig{MessageID: key})
	var missing *i18n.MessageNotFoundErr
	return !errors.As(err, &missing) && tag.String() == string(l)
}

// Each is what say says in every language.
func Each(say func(Language) string) Text {
	t := Text{}
	for _, l := range Languages() {
		t[l] = say(l)
	}
	return t
}

// Both is the catalogue's sentence in every language, for what is stored once
// and read by many. A text without values is shared: nobody changes it.
func Both(key string, args Args) Text {
	if len(args) > 0 {
		return both(key, args)
	}
	if text, ok := titles.Load(key); ok {
		return text.(Text)
	}
	text := both(key, nil)
	titles.Store(key, text)
	return text
}

// titles remembers what Both said without values, as said does for Say.
var titles sync.Map

func both(key string, args Args) Text {
	return Each(func(l Language) string { return Say(l, key, args) })
}

// Join lists texts as prose: "a, b och c".
func Join(l Language, texts []Text) string {
	said := make([]string, len(texts))
	for i, t := range texts {
		said[i] = t.In(l)
	}
	return List(l, said)
}

// List lists words as prose: "a, b och c".
func List(l Language, words []string) string {
	return list(words, map[Language]string{Swedish: " och ", English: " and "}[l])
}

// AnyOf lists words of which one is enough: "a, b eller c".
func AnyOf(l Language, words []string) string {
	return list(words, map[Language]string{Swedish: " eller ", English: " or "}[l])
}

// list puts commas between words, and last before the last of them.
func list(words []string, last string) string {
	var s string
	for i, w := range words {
		switch {
		case i == 0:
			s = w
		case i == len(words)-1:
			s += last + w
		default:
			s += ", " + w
		}
	}
	return s
}

// speaker says the catalogue's sentences in l, Swedish where l is not known.
func speaker(l Language) *i18n.Localizer {
	if s, ok := speakers()[l]; ok {
		return s
	}
	return speakers()[Swedish]
}

// speakers holds one speaker a language: making one costs more than a sentence.
var speakers = sync.OnceValue(func() map[Language]*i18n.Localizer {
	all := map[Language]*i18n.Localizer{}
	for _, l := range Languages() {
		all[l] = i18n.NewLocalizer(catalogue(), string(l))
	}
	return all
})

//go:embed catalogue/*.yaml
var files embed.FS

// catalogue reads every file of the folder catalogue once. They are named
// ROOM.LANGUAGE.yaml and are part of the program, so one that cannot be read is
// a defect of the build.
var catalogue = sync.OnceValue(func() *i18n.Bundle {
	bundle := i18n.NewBundle(language.Swedish)
	bundle.RegisterUnmarshalFunc("yaml", yaml.Unmarshal)
	entries, err := files.ReadDir("catalogue")
	if err != nil {
		panic(fmt.Sprintf("wording: %v", err))
	}
	for _, entry := range entries {
		if _, err := bundle.LoadMessageFileFS(files, "catalogue/"+entry.Name()); err != nil {
			panic(fmt.Sprintf("wording: %s: %v", entry.Name(), err))
		}
	}
	return bundle
})
